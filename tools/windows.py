"""Windows of a browser, for visitors who are new each."""

DESKTOP = {"viewport": {"width": 1440, "height": 1000}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}  # fmt: skip
PATIENCE = 120_000  # milliseconds: the machine may be busy with something else


class Windows:
    """Browser contexts by their look, to be used one after the other by visitors who are new each."""

    def __init__(self, browser, url):
        self._browser, self._url = browser, url
        self._free, self._taken = {}, []

    def new_visitor(self, **look):
        """A page of someone who was never here. look: as for a context of Playwright; the desktop's
        by default."""
        look = look or DESKTOP
        free = self._free.setdefault(repr(look), [])
        context = free.pop() if free else self._browser.new_context(**look)
        context.set_default_timeout(PATIENCE)
        self._taken.append((context, free))
        page = context.new_page()
        session = context.new_cdp_session(page)
        stored = {
            "origin": self._url,
            "storageTypes": "cookies,local_storage,indexeddb",
        }
        session.send("Storage.clearDataForOrigin", stored)
        session.detach()
        return page

    def clear(self):
        """The visitors of a test have gone."""
        for context, free in self._taken:
            context.set_offline(False)
            for page in context.pages:
                page.close()
            context.clear_cookies()
            free.append(context)
        self._taken = []
