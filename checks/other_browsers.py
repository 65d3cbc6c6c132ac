"""Firefox and WebKitGTK as the tests drive them: open a page, press keys, and ask it for the value of an expression.

Playwright brings browsers of its own that are no distribution's; these are the ones that Debian ships. Firefox speaks WebDriver BiDi
itself, WebKitGTK has a driver that speaks classic WebDriver. Both are asked for three things only, so no further library is needed.
"""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

import websocket

Made = TypeVar("Made")
PATIENCE = 60
"""Seconds for a browser to start."""


KEYS = {"Tab": "\ue004", "Enter": "\ue007", "End": "\ue010", "Home": "\ue011", "Delete": "\ue017"}
KEYS |= {"ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015"}
"""Keys by their names, and the characters that stand for them (https://w3c.github.io/webdriver/#keyboard-actions)."""
AS_A_READER_HAS_IT = 'user_pref("remote.prefs.recommended", false);\n'
"""Firefox that is driven sets preferences for tests, by which all files share one storage; a reader's Firefox keeps each file apart."""


class Page(Protocol):
    """One page of a browser."""

    def open(self, address: str) -> None:
        """Load an address and wait until it is loaded."""

    def value(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, which must be plain JSON."""

    def press(self, *keys: str) -> None:
        """Press keys one after another, as a reader does; each is one of `KEYS`."""


def pressed(keys: Sequence[str]) -> list[dict[str, Any]]:
    """Return key presses as both protocols want them."""
    strokes = [{"type": kind, "value": KEYS[key]} for key in keys for kind in ("keyDown", "keyUp")]
    return [{"type": "key", "id": "keyboard", "actions": strokes}]


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Firefox:
    """Firefox by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/)."""

    def __init__(self, line: websocket.WebSocket) -> None:
        self._line, self._count = line, 0
        self._ask("session.new", capabilities={})
        self._context = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        self._count += 1
        self._line.send(json.dumps({"id": self._count, "method": method, "params": params}))
        while True:
            answer = json.loads(self._line.recv())
            if answer.get("id") == self._count:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                return dict(answer["result"])

    def open(self, address: str) -> None:
        """Load an address and wait until it is loaded."""
        self._ask("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def value(self, expression: str) -> Any:
        """Return the value of a JavaScript expression."""
        told = self._ask(
            "script.evaluate", expression=f"JSON.stringify({expression})", target={"context": self._context}, awaitPromise=True
        )
        if told["type"] == "exception":
            raise RuntimeError(told["exceptionDetails"]["text"])
        return json.loads(told["result"]["value"])

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        self._ask("input.performActions", context=self._context, actions=pressed(keys))


class WebKit:
    """WebKitGTK by classic WebDriver (https://www.w3.org/TR/webdriver2/)."""

    def __init__(self, base: str, program: str) -> None:
        options = {"binary": program, "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options}}}
        self._base = f"{base}/session"
        self._base += "/" + self._ask("", wanted)["sessionId"]

    def _ask(self, path: str, body: dict[str, Any]) -> Any:
        request = urllib.request.Request(f"{self._base}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})  # noqa: S310
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return json.loads(answer.read())["value"]

    def open(self, address: str) -> None:
        """Load an address and wait until it is loaded."""
        self._ask("/url", {"url": address})

    def value(self, expression: str) -> Any:
        """Return the value of a JavaScript expression."""
        return json.loads(self._ask("/execute/sync", {"script": f"return JSON.stringify({expression})", "args": []}))

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        self._ask("/actions", {"actions": pressed(keys)})

    def close(self) -> None:
        """End the session, which closes the window."""
        urllib.request.urlopen(urllib.request.Request(self._base, method="DELETE"), timeout=PATIENCE).close()  # noqa: S310


@contextmanager
def running(command: list[str], **variables: str) -> Iterator[None]:
    """Keep a program running, in the background and without a word."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | variables)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def in_time(make: Callable[[], Made]) -> Made:
    """Return what a call returns as soon as the program behind it listens."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return make()
        except (OSError, websocket.WebSocketException):
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


@contextmanager
def firefox() -> Iterator[Page]:
    """Open a Firefox without a window."""
    port, program = free_port(), shutil.which("firefox-esr") or shutil.which("firefox") or ""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        (Path(folder) / "user.js").write_text(AS_A_READER_HAS_IT, encoding="utf-8")
        command = [program, "--headless", "--no-remote", "--profile", folder, f"--remote-debugging-port={port}"]
        with running(command, HOME=folder):
            line = in_time(lambda: websocket.create_connection(f"ws://127.0.0.1:{port}/session", timeout=PATIENCE, suppress_origin=True))
            with closing(line):
                yield Firefox(line)


@contextmanager
def webkit() -> Iterator[Page]:
    """Open a WebKitGTK window, on a screen that nobody sees."""
    port, screen = free_port(), f":{free_port()}"
    variables = {"DISPLAY": screen, "GDK_BACKEND": "x11", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "NO_AT_BRIDGE": "1"}
    display = ["Xvfb", screen, "-screen", "0", "1280x1000x24", "-nolisten", "tcp"]
    with running(display), running(["WebKitWebDriver", f"--port={port}"], **variables):
        page = in_time(lambda: WebKit(f"http://127.0.0.1:{port}", str(mini_browser())))
        try:
            yield page
        finally:
            page.close()


def mini_browser() -> Path | None:
    """Return the small browser that comes with WebKitGTK's driver."""
    return next(iter(sorted(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"))), None)


BROWSERS = {
    "firefox": (firefox, lambda: bool(shutil.which("firefox-esr") or shutil.which("firefox"))),
    "webkit": (webkit, lambda: bool(shutil.which("WebKitWebDriver") and shutil.which("Xvfb") and mini_browser())),
}
"""How each is opened, and whether it is installed."""
