"""Windows of a browser, for visitors who are new each."""

DESKTOP = {"viewport": {"width": 1440, "height": 1000}}
PHONE = {"viewport": {"width": 390, "height": 664}, "has_touch": True, "is_mobile": True}  # fmt: skip
PATIENCE = 120_000  # milliseconds: the machine may be busy with something else


class Windows:
    """Pages by their look, to be used one after the other by visitors who are new each. A page that has
    loaded the app's scripts once loads them in a third of the time."""

    def __init__(self, browser, url):
        self._browser, self._url = browser, url
        self._free, self._taken = {}, []

    def new_visitor(self, **look):
        """A page of someone who was never here. look: as for a context of Playwright; the desktop's
        by default."""
        look = look or DESKTOP
        free = self._free.setdefault(repr(look), [])
        page = free.pop() if free else self._browser.new_context(**look).new_page()
        page.context.set_default_timeout(PATIENCE)
        self._taken.append((page, free))
        return page

    def clear(self):
        """The visitors of a test have gone, and with them all that their browser keeps."""
        for page, free in self._taken:
            page.context.set_offline(False)
            for each in page.context.pages:
                if each != page:
                    each.close()
            if page.url.startswith("http"):
                page.evaluate("sessionStorage.clear()")
            page.goto("about:blank")
            session = page.context.new_cdp_session(page)
            session.send(
                "Storage.clearDataForOrigin",
                {
                    "origin": self._url,
                    "storageTypes": "cookies,local_storage,indexeddb",
                },
            )
            session.detach()
            page.context.clear_cookies()
            free.append(page)
        self._taken = []
