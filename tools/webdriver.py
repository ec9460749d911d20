"""A window of a browser that Playwright can't drive, by the commands of W3C WebDriver."""

import base64
import time
import urllib.request
from urllib.parse import urljoin

PATIENCE = 120  # seconds: the machine may be busy with something else
# What WebDriver's own search doesn't know: shadow roots, and an element by what it says. It has come
# when it has a size, and rests where it is.
FIND = """
const [selector, words] = arguments;
const all = root => [...root.querySelectorAll("*")].flatMap(
  each => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
const says = each => [each.ariaLabel, each.innerText, ...[...(each.labels ?? [])].map(label => label.innerText)];
const found = all(document).find(each => each.matches(selector) && each.checkVisibility()
  && (!words || says(each).some(said => said && new RegExp(words).test(said.trim()))));
if (!found) return null;
found.scrollIntoView({ block: "center", behavior: "instant" });
const { x, y, width, height } = found.getBoundingClientRect();
return width ? { x, y, width, height } : null;
"""
# A page whose errors are heard from its first script on: WebDriver can't tell what a console says.
OPEN = """
const [html, url] = arguments;
history.replaceState(null, "", url);
document.open();
window.errors = [];
const heard = what => errors.push(String(what));
addEventListener("error", event => heard(event.message));
addEventListener("unhandledrejection", event => heard(event.reason));
const { error } = console;
console.error = (...what) => { heard(what.join(" ")); error(...what); };
document.write(html);
document.close();
"""


class Window:
    """One window of a browser, of a visitor of its own. Selectors reach into shadow roots; `words` is a
    pattern of what an element says."""

    def __init__(self, send, width, height):
        self.send = send
        # A browser's first window can't be as narrow as a phone; one that a page opens can.
        before = send("GET", "window/handles")
        size = f"popup,width={width},height={height}"
        self.script("onclick = () => open('about:blank', '', arguments[0])", size)
        self._act("pointer", [_move(9, 9), _DOWN, _UP], {"pointerType": "mouse"})
        (new,) = self.until(lambda: set(send("GET", "window/handles")) - set(before))
        send("POST", "window", handle=new)

    def open(self, url):
        with urllib.request.urlopen(url) as page:
            html = page.read().decode()
        # Any page of the same server, to be written anew.
        self.send("POST", "url", url=urljoin(url, "/_stcore/health"))
        self.script(OPEN, html, url)

    def script(self, text, *arguments):
        return self.send("POST", "execute/sync", script=text, args=arguments)

    def until(self, look):
        """What `look` finds, once it finds something."""
        end = time.monotonic() + PATIENCE
        while not (found := look()):
            if time.monotonic() > end:
                raise TimeoutError(self.script("return document.body.innerText"))
            time.sleep(0.1)
        return found

    def find(self, selector, words=""):
        """The first such element's place in the window, once it is seen and rests there."""

        def still():
            place = self.script(FIND, selector, words)
            time.sleep(0.1)
            return place if place == self.script(FIND, selector, words) else None

        return self.until(still)

    def click(self, selector, words=""):
        box = self.find(selector, words)
        middle = _move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self._act("pointer", [middle, _DOWN, _pause(80), _UP], {"pointerType": "mouse"})

    def fill(self, selector, words, text):
        """Replace what stands in a box."""
        self.click(selector, words)
        control, enter = "\ue009", "\ue007"
        keys = [_key("keyDown", control), *_press("a"), _key("keyUp", control)]
        self._act(
            "key", [*keys, *(key for each in text + enter for key in _press(each))]
        )

    def stroke(self, points, pointer):
        """Draw through points of the window with a "mouse" or with a finger: "touch"."""
        first, *others = [_move(*point) for point in points]
        self._act("pointer", [first, _DOWN, *others, _UP], {"pointerType": pointer})

    def picture(self):
        """What is seen, as PNG."""
        return base64.b64decode(self.send("GET", "screenshot"))

    def errors(self):
        return self.script("return window.errors")

    def _act(self, kind, actions, parameters=None):
        source = {"type": kind, "id": kind, "actions": actions}
        if parameters:
            source["parameters"] = parameters
            source["id"] = parameters["pointerType"]
        self.send("POST", "actions", actions=[source])


_DOWN, _UP = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}


def _move(x, y):
    return {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0}


def _pause(milliseconds):
    return {"type": "pause", "duration": milliseconds}


def _key(kind, value):
    return {"type": kind, "value": value}


def _press(value):
    return [_key("keyDown", value), _key("keyUp", value)]
