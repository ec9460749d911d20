// An entry of the browser's history for each thing that the visitor did, so that Back takes back one of them.
// Streamlit makes several: a page that says in its address what it shows adds one at the old page's address, and
// one more when it knows its own.
{
    const MOMENT = 3000; // milliseconds in which a page follows what was done, on a slow line, too
    let acted = true; // whether the visitor did something since the last entry
    let last = 0; // when that was made

    // The page's script runs for each page that is shown, the browser's tab stays.
    if (!window.keepsHistory) {
        window.keepsHistory = true;
        for (const event of ["pointerdown", "keydown", "click"])
            document.addEventListener(event, () => (acted = true), true);
        const push = history.pushState;
        history.pushState = (...entry) => {
            const follows = !acted && performance.now() - last < MOMENT;
            [acted, last] = [false, performance.now()];
            if (follows) history.replaceState(...entry);
            else push.apply(history, entry);
        };
    }
}
