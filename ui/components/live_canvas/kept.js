// What is drawn, kept in the browser's tab: it outlives a reload, and a server that starts anew.

// { session, number, strokes } of a drawing, null if there is none.
export function kept(name) {
    try {
        const found = JSON.parse(sessionStorage.getItem(name));
        return Array.isArray(found?.strokes) ? found : null;
    } catch {
        return null; // the browser keeps nothing for this page
    }
}

// session: of the page. number: a larger one with each change; the page tells which it has heard of.
export function keep(name, session, number, strokes) {
    try {
        sessionStorage.setItem(name, JSON.stringify({ session, number, strokes }));
    } catch {
        // As above: it is drawn all the same.
    }
}
