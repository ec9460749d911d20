"""Firefox and WebKit as a system installs them; Playwright drives only builds of its own.

Both take the commands of W3C WebDriver: WebKit's driver by HTTP, Firefox by a socket of its own, Marionette.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from tools.served import free_port
from tools.webdriver import PATIENCE


@contextlib.contextmanager
def webkit():
    """A function that sends WebDriver's commands to WebKitGTK's MiniBrowser; needs a display."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/session"

    def ask(method, url, parameters):
        body = json.dumps(parameters).encode() if method == "POST" else None
        request = urllib.request.Request(url, body, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(error.read().decode()) from error

    with (
        _display() as display,
        _running(["WebKitWebDriver", f"--port={port}"], display),
    ):
        (browser,) = Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser")
        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        session = _soon(lambda: ask("POST", address, {"capabilities": wanted}))
        session = f"{address}/{session['sessionId']}"

        def send(method, name, **parameters):
            return ask(method, f"{session}/{name}", parameters)

        yield send
        ask("DELETE", session, {})


# A command's path in WebDriver, and its name in Marionette.
MARIONETTE = {
    "actions": "PerformActions",
    "execute/sync": "ExecuteScript",
    "screenshot": "TakeScreenshot",
    "url": "Navigate",
    "window": "SwitchToWindow",
    "window/handles": "GetWindowHandles",
}


@contextlib.contextmanager
def firefox():
    """A function that sends WebDriver's commands to Firefox."""
    with tempfile.TemporaryDirectory() as profile:
        # 0: any free port. Firefox writes it down. A finger's events are off where no screen feels one.
        Path(profile, "user.js").write_text(
            'user_pref("marionette.port", 0);\nuser_pref("dom.w3c_touch_events.enabled", 1);\n'
        )
        program = "firefox-esr" if shutil.which("firefox-esr") else "firefox"
        command = [program, "--headless", "--marionette", "--profile", profile]
        with _running(command, {}) as process:
            active = Path(profile, "MarionetteActivePort")
            port = _soon(lambda: int(active.read_text()))
            with socket.create_connection(("127.0.0.1", port), PATIENCE) as line:
                answers = line.makefile("rb")

                def hear():
                    length = iter(lambda: answers.read(1), b":")
                    return json.loads(answers.read(int(b"".join(length))))

                def ask(name, parameters):
                    message = json.dumps([0, 0, name, parameters]).encode()
                    line.sendall(b"%d:%s" % (len(message), message))
                    _, _, error, result = hear()
                    if error:
                        raise RuntimeError(f"{name}: {error}")
                    return result if isinstance(result, list) else result.get("value")

                def send(_, name, **parameters):
                    return ask(f"WebDriver:{MARIONETTE[name]}", parameters)

                hear()  # what it is
                ask("WebDriver:NewSession", {"capabilities": {}})
                yield send
                ask("Marionette:Quit", {"flags": ["eForceQuit"]})
                process.wait(PATIENCE)


@contextlib.contextmanager
def _display():
    """The environment of a program that has a screen, though the machine has none."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1200x24"]
    with _running(command, {}, pass_fds=[write]), os.fdopen(read) as number:
        yield {"DISPLAY": f":{number.readline().strip()}"}
    os.close(write)


@contextlib.contextmanager
def _running(command, environment, **options):
    environment = os.environ | environment
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=environment, **quiet, **options)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _soon(ask):
    """What a program that has just been started answers, once it does."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return ask()
        except (OSError, ValueError):
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
