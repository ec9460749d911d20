// The menu's link of the page that is shown says so, and the menu what it is: st.page_link and st.container tell
// it to the eye alone.
{
    const menu = document.querySelector(".st-key-menu");
    menu.role = "navigation";
    menu.ariaLabel = "Pages";
    const tell = () => {
        const here = menu.querySelector("[data-here]")?.dataset.here;
        for (const link of menu.querySelectorAll("a"))
            link.ariaCurrent = link.querySelector("p")?.textContent === here ? "page" : null;
    };
    tell();
    menu.watch ??= new MutationObserver(tell);
    menu.watch.observe(menu, { childList: true, subtree: true, characterData: true });
}
