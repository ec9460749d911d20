"""Memory of the web process after every page was visited, and of the workers beside it."""

import psutil

from tools import served
from tools.screenshots import draw

PAGES = sorted(path.stem for path in (served.PROJECT / "pages").glob("*.py"))


def main():
    with served.app() as server, served.chromium() as browser:
        server.wait_until_warm()
        web = psutil.Process(server.pid)
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        for name in PAGES:
            if name == "navigation":
                continue
            if name == "draw":
                draw(page, server.url)  # and not only visited: a digit is read, too
            else:
                page.goto(f"{server.url}/{name}")
            page.locator("h1").first.wait_for()
            page.wait_for_timeout(1_500)
            print(
                f"{name:12s} visited: web process {web.memory_info().rss / 1e6:4.0f} MB"
            )
        loaded = any("tensorflow" in part.path for part in web.memory_maps())
        print(
            f"TensorFlow in the web process: {'yes' if loaded else 'no'} (goal: no, and 350 MB)"
        )
        for child in web.children(recursive=True):
            if child.memory_info().rss > 50e6:
                kind = "worker" if "spawn" in " ".join(child.cmdline()) else "cluster"
                print(f"{kind:12s} {child.memory_info().rss / 1e6:4.0f} MB")


if __name__ == "__main__":
    main()
