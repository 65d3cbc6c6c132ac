"""A scripted student: logs in, starts a server and a kernel, runs a notebook's cells, then asks for frames as the page does."""

import asyncio
import html
import json
import random
import re
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from yarl import URL

Message = dict[str, Any]
TRIES = 3
"""How often a student asks for a server that is refused, with some seconds between, as people do."""


class Trouble(RuntimeError):
    """Something that a student would have seen go wrong."""


class Refused(RuntimeError):
    """The hub said that no place is left; the words are what the student read."""


@dataclass
class Record:
    """What happened to one student; times in seconds."""

    name: str
    ready: float = 0.0
    ran: float = 0.0
    frames: list[float] = field(default_factory=list)
    refused: str = ""
    trouble: str = ""

    @property
    def held(self) -> bool:
        """Return whether the student got a place and kept it to the end."""
        return not (self.refused or self.trouble)


def words_of(page: str) -> str:
    """Return what an error page of JupyterHub says."""
    part = page.partition('<div class="error">')[2].partition("</div>")[0] or page
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", part)).split())


@dataclass
class Browser:
    """One student's browser: cookies of its own, no token."""

    session: aiohttp.ClientSession
    address: str
    name: str

    def secret(self, path: str) -> str:
        """Return the secret that a page sends back so that no other site can act in the student's name."""
        return str(self.session.cookie_jar.filter_cookies(URL(self.address + path))["_xsrf"].value)

    async def open(self, method: str, path: str, **options: Any) -> tuple[int, str]:
        """Make one request; return status and text, or raise what a student would see instead of a page."""
        async with self.session.request(method, self.address + path, **options) as answer:
            text = await answer.text()
            if answer.status == 429:
                raise Refused(words_of(text))
            if answer.status >= 400:
                raise Trouble(f"{method} {path}: {answer.status} {words_of(text)[:200]}")
            return answer.status, text

    async def log_in(self, password: str) -> None:
        """Type name and password."""
        await self.open("GET", "/hub/login")
        form = {"username": self.name, "password": password, "_xsrf": self.secret("/hub/")}
        status, text = await self.open("POST", "/hub/login?next=%2Fhub%2Fhome", data=form)
        if "Invalid username or password" in text:
            raise Trouble(f"login refused ({status})")

    async def start_server(self, patience: float) -> None:
        """Ask for a server, and wait for it as the page does that shows the progress."""
        for left in reversed(range(TRIES)):
            try:
                await self.open("GET", "/hub/spawn")
                break
            except Refused:
                if not left:
                    raise
                await asyncio.sleep(random.uniform(5, 10))  # noqa: S311 (no secret)
        end = time.monotonic() + patience
        while (await self.open("GET", f"/hub/spawn-pending/{self.name}", allow_redirects=False))[0] != 302:
            if time.monotonic() > end:
                raise Trouble(f"server not ready after {patience:.0f} s")
            await asyncio.sleep(1)
        await self.open("GET", f"/user/{self.name}/lab")


class Kernel:
    """One kernel over its websocket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, patience: float) -> None:
        self.socket, self.patience = socket, patience
        self.session = uuid.uuid4().hex

    async def send(self, kind: str, content: Message) -> str:
        """Send one message on the shell channel and return its id."""
        number = uuid.uuid4().hex
        header = {"msg_id": number, "msg_type": kind, "username": "student", "session": self.session, "version": "5.3"}
        whole = {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content, "buffers": []}
        await self.socket.send_json(whole)
        return number

    async def answers(self, number: str) -> AsyncIterator[Message]:
        """Yield what the kernel publishes for one message, until it is idle again."""
        async with asyncio.timeout(self.patience):
            while True:
                received = await self.socket.receive()
                if received.type is not aiohttp.WSMsgType.TEXT:
                    raise Trouble(f"the connection to the kernel ended ({received.type.name}, code {self.socket.close_code})")
                message = received.json()
                if message.get("parent_header", {}).get("msg_id") != number:
                    continue
                yield message
                if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                    return

    async def run(self, code: str) -> dict[str, Message]:
        """Run a cell; return the state of every widget that it made, by its id."""
        made: dict[str, Message] = {}
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": True}
        async for message in self.answers(await self.send("execute_request", content)):
            if message["msg_type"] == "error":
                raise Trouble(f"{message['content']['ename']}: {message['content']['evalue']}")
            if message["msg_type"] in ("comm_open", "comm_msg"):  # what a widget holds comes when it is made, and as it is filled
                state = message["content"]["data"].get("state", {})
                made.setdefault(message["content"]["comm_id"], {}).update(state)
        return made

    async def frame(self, widget: str, key: str, choice: Message) -> float:
        """Ask a picture for a frame as the page does; return the seconds until it is there."""
        begin, arrived = time.perf_counter(), 0.0
        content = {"comm_id": widget, "data": {"method": "custom", "content": {"ask": key, "choice": choice}}}
        async for message in self.answers(await self.send("comm_msg", content)):
            told = message["content"].get("data", {}).get("content", {}) if message["msg_type"] == "comm_msg" else {}
            if told.get("frame") == key:
                if "problem" in told:
                    raise Trouble(told["problem"])
                arrived = time.perf_counter() - begin
        if not arrived:
            raise Trouble(f"no frame {key} came")
        return arrived


@asynccontextmanager
async def kernel_of(browser: Browser, patience: float) -> AsyncIterator[Kernel]:
    """Start a kernel in a student's server and open its websocket."""
    kernels = f"/user/{browser.name}/api/kernels"
    headers = {"X-XSRFToken": browser.secret(kernels)}
    _, text = await browser.open("POST", kernels, json={"name": "python3"}, headers=headers)
    address = f"{browser.address}{kernels}/{json.loads(text)['id']}/channels"
    async with browser.session.ws_connect(URL(address), headers=headers, origin=browser.address, max_msg_size=0) as socket:
        yield Kernel(socket, patience)


def place(control: Message, value: Any) -> int:
    """Return where a value stands among those of a control, counted as the page counts."""
    if control["kind"] == "toggles":
        return sum(2 ** control["values"].index(each) for each in value)
    return int(control["values"].index(value))


def wishes(widgets: dict[str, Message], count: int, dice: random.Random) -> list[tuple[str, str, Message]]:
    """Return states of the pictures on the page: (widget, key, choice), none twice as long as there are others."""
    every = []
    for widget, state in widgets.items():
        controls = state.get("_definition", {}).get("controls", []) if "choice" in state else []
        for control in controls:
            for value in control["values"]:
                choice = {**state["choice"], control["name"]: [value] if control["kind"] == "toggles" else value}
                key = "-".join(str(place(each, choice[each["name"]])) for each in controls)
                every.append((widget, key, choice))
    if not every:
        raise Trouble("the notebook made no picture")
    dice.shuffle(every)
    return [every[number % len(every)] for number in range(count)]


@dataclass
class Plan:
    """What every student does: the cells of a notebook, then frames, with a pause between them."""

    cells: list[str]
    frames: int
    pause: float
    patience: float


async def lesson(address: str, password: str, record: Record, plan: Plan, together: asyncio.Barrier) -> None:
    """Live through a lesson and write down what happened; hold the kernel until everybody is done."""
    async with AsyncExitStack() as stack:
        cookies = aiohttp.CookieJar(unsafe=True)  # the address is a number, no name
        browser = Browser(await stack.enter_async_context(aiohttp.ClientSession(cookie_jar=cookies)), address, record.name)
        kernel = None
        with noted(record):
            await browser.log_in(password)
            kernel = await learn(browser, record, plan, stack)
        await together.wait()  # everybody is done: memory is measured now
        with noted(record):
            if kernel:
                await kernel.run("None")  # still there, whoever came later
        await together.wait()


@contextmanager
def noted(record: Record) -> Iterator[None]:
    """Write down what went wrong instead of raising it."""
    try:
        yield
    except Refused as refusal:
        record.refused = str(refusal)
    except Exception as error:  # whatever it was, the student was not served
        record.trouble = f"{type(error).__name__}: {error}"[:300]


async def learn(browser: Browser, record: Record, plan: Plan, stack: AsyncExitStack) -> Kernel:
    """Start a server, run the notebook, look at the pictures; return the kernel, which is open as long as the stack."""
    dice, begin = random.Random(record.name), time.monotonic()  # noqa: S311 (a script's choices, no secret)
    await browser.start_server(plan.patience)
    record.ready = time.monotonic() - begin
    kernel = await stack.enter_async_context(kernel_of(browser, plan.patience))
    widgets: dict[str, Message] = {}
    begin = time.monotonic()
    for code in plan.cells:
        widgets |= await kernel.run(code)
    record.ran = time.monotonic() - begin
    for wish in wishes(widgets, plan.frames, dice):
        await asyncio.sleep(plan.pause * dice.uniform(0.5, 1.5))
        record.frames.append(await kernel.frame(*wish))
    return kernel
