"""What axe-core finds in a page that would keep somebody out: by day and by night, at a desk and on a phone."""

from tools import served
from tools.windows import DESKTOP, PHONE

SOURCE = served.PROJECT / "node_modules" / "axe-core" / "axe.min.js"  # by `make lint`
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Each differs from the one before, and the first from the last, in one thing: a change takes longer than a look.
LOOKS = (
    (DESKTOP["viewport"], "light"),
    (DESKTOP["viewport"], "dark"),
    (PHONE["viewport"], "dark"),
    (PHONE["viewport"], "light"),
)
# (rule, where, why): what Streamlit and Vega make, and nothing here can change.
EXCUSED = (
    (
        "scrollable-region-focusable",
        "[data-testid=stTable] *, [data-testid=stCode] pre",
        "Streamlit's tables and code have no tabindex; Chromium and Firefox focus what scrolls by themselves",
    ),
    (
        "presentation-role-conflict",
        "[data-testid=stFileUploaderDropzone]",
        "Streamlit names a frame that its button, beside it, names too",
    ),
    (
        "target-size",
        "[data-testid=stMultiSelect] input",
        "Streamlit's box around it takes the finger, too",
    ),
    (
        "target-size",
        "[data-testid=stDateInput] [role=spinbutton]",
        "Streamlit's box of a date has its parts so; its calendar takes the finger",
    ),
    (
        "svg-img-alt",
        ".role-mark:empty",
        "Vega names the marks of a chart by what they show, and here is nothing yet",
    ),
)

FIND = """
async ({ standards, excused }) => {
    const options = { runOnly: standards, elementRef: true, resultTypes: ["violations"] };
    document.querySelector("[data-testid=stMain]").scrollTo(0, 0); // what lies below the menu counts as too small
    const { violations } = await axe.run(document, options);
    return violations.flatMap(({ id, nodes }) =>
        nodes
            .filter(({ element }) => !excused.some(([rule, where]) => rule === id && element.matches(where)))
            .map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}: ${failureSummary}`),
    );
}
"""
SCHEME = "matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'"
# Colours fade into each other, and Streamlit shows what is old paler until its script is over.
AT_REST = """
scheme =>
    getComputedStyle(document.querySelector(".stApp")).colorScheme === scheme &&
    !document.querySelector("[data-test-script-state=running], [data-testid=stSkeleton]") &&
    document.getAnimations().every(({ playState, effect }) =>
        playState !== "running" || effect.getTiming().iterations === Infinity)
"""


def violations(page):
    """What axe-core finds in a page as it is now, in all LOOKS, but for what is EXCUSED: a sentence each.
    The page keeps the last of them, and begins with it the next time."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE.read_text("utf-8"))
    told = {"standards": STANDARDS, "excused": [[rule, at] for rule, at, _ in EXCUSED]}
    found = []
    now = page.viewport_size, page.evaluate(SCHEME)
    first = LOOKS.index(now) if now in LOOKS else 0
    for size, scheme in LOOKS[first:] + LOOKS[:first]:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(AT_REST, arg=scheme)
        look = f"{size['width']} pixels, {scheme}"
        found += [f"{look}: {each}" for each in page.evaluate(FIND, told)]
    if page.locator("h1").count() != 1:  # axe-core asks for one at least
        found.append("not one heading of the first level")
    return found


def as_before(page):
    """Windows are used again."""
    page.set_viewport_size(DESKTOP["viewport"])
    page.emulate_media(color_scheme=None)
