// Keeps the place of who goes by keyboard. What has the focus may be made anew, as a choice of presets is that shows
// another one, or go, as Start does: the browser then forgets where it was.
{
    const WAIT = 1000; // milliseconds in which what went may come again
    const nameOf = (element) => element.ariaLabel || element.textContent.trim();
    let last = null; // what had the focus: { element, name, page, around: all that it lies in }
    let byKeys = true; // a finger needs no focus, and the focus of a box opens a phone's keyboard
    let waiting = null;

    const isLost = () =>
        byKeys && last && !last.element.isConnected && document.activeElement === document.body;

    function again() {
        const alike = document.querySelectorAll(last.element.localName);
        return last.name && [...alike].find((each) => nameOf(each) === last.name);
    }

    // Of another page its heading; of this one the first where it was, else what can be pressed there.
    function instead() {
        const place = last.around.find((each) => each.isConnected);
        const heading = place?.querySelector(last.page === document.title ? "h2, h3" : "h1");
        if (heading) heading.tabIndex = -1;
        return heading ?? place?.querySelector("button:enabled");
    }

    function changed() {
        if (!isLost()) return;
        const same = again();
        if (same) same.focus({ preventScroll: true });
        else if (!waiting) waiting = setTimeout(giveUp, WAIT);
    }

    function giveUp() {
        waiting = null;
        if (isLost()) instead()?.focus({ preventScroll: true });
    }

    // The page's script runs for each page that is shown, the browser's tab stays.
    if (!window.keepsFocus) {
        window.keepsFocus = true;
        document.addEventListener("focusin", ({ target }) => {
            if (target !== document.activeElement) return; // an option of a list, of which the box keeps the focus
            const around = [];
            for (let each = target.parentElement; each; each = each.parentElement)
                around.push(each);
            last = { element: target, name: nameOf(target), page: document.title, around };
        });
        document.addEventListener("keydown", () => (byKeys = true), true);
        document.addEventListener("pointerdown", () => (byKeys = false), true);
        // A screen reader presses without a pointer.
        document.addEventListener("click", ({ detail }) => (byKeys ||= detail === 0), true);
        new MutationObserver(changed).observe(document.body, { childList: true, subtree: true });
    }
}
