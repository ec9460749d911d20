// A lost connection is said in a line at the bottom. Streamlit's own dialog says how a program is started, and lies on
// the canvas, which goes on taking strokes.
{
    const PATIENCE = 3000; // milliseconds: a phone that wakes up has a connection sooner
    const WORDS =
        "The computer that runs this app can't be reached. What you drew is kept, and this page goes on by itself as soon as it can.";
    let line = null;
    let waiting = null;

    const connected = (app) => app.dataset.testConnectionState === "CONNECTED";

    function say() {
        if (line.textContent) return;
        line.textContent = WORDS;
        line.hidden = false;
    }

    function look() {
        const app = document.querySelector(".stApp");
        for (const title of document.querySelectorAll("[role=dialog] h2"))
            if (title.textContent === "Connection error")
                title.parentElement.querySelector("button")?.click();
        if (app && !connected(app)) {
            waiting ??= setTimeout(say, PATIENCE);
            return;
        }
        clearTimeout(waiting);
        waiting = null;
        line.textContent = "";
        line.hidden = true;
    }

    // The page's script runs for each page that is shown, the browser's tab stays.
    if (!document.getElementById("lost")) {
        line = document.createElement("p");
        Object.assign(line, { id: "lost", role: "status", hidden: true });
        document.body.append(line);
        new MutationObserver(look).observe(document.getElementById("root"), {
            subtree: true,
            attributeFilter: ["data-test-connection-state"],
        });
        new MutationObserver(look).observe(document.body, { childList: true });
    }
}
