"""A scripted student: starts a server and a kernel, runs a notebook's cells, then asks the pictures for frames as the page does."""

import asyncio
import json
import random
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp

Message = dict[str, Any]


class Trouble(RuntimeError):
    """Something that a student would have seen go wrong."""


@dataclass
class Record:
    """What happened to one student; times in seconds."""

    name: str
    ready: float = 0.0
    ran: float = 0.0
    frames: list[float] = field(default_factory=list)
    trouble: str = ""


@dataclass
class Hub:
    """Where the hub is, and a token that may start and use servers."""

    session: aiohttp.ClientSession
    address: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """Return what every request carries."""
        return {"Authorization": f"token {self.token}"}

    async def ask(self, method: str, path: str, **options: Any) -> Any:
        """Make one request; raise Trouble unless it succeeds."""
        async with self.session.request(method, self.address + path, headers=self.headers, **options) as answer:
            text = await answer.text()
            if answer.status >= 400:
                raise Trouble(f"{method} {path}: {answer.status} {text[:200]}")
            return json.loads(text) if text.strip() else None

    async def start_server(self, name: str, patience: float) -> None:
        """Make a student and wait for the server."""
        await self.ask("POST", f"/hub/api/users/{name}")
        await self.ask("POST", f"/hub/api/users/{name}/server")
        end = time.monotonic() + patience
        while not (await self.ask("GET", f"/hub/api/users/{name}"))["servers"].get("", {}).get("ready"):
            if time.monotonic() > end:
                raise Trouble(f"server not ready after {patience:.0f} s")
            await asyncio.sleep(0.5)


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
async def kernel_of(hub: Hub, name: str, patience: float) -> AsyncIterator[Kernel]:
    """Start a kernel in a student's server and open its websocket."""
    made = await hub.ask("POST", f"/user/{name}/api/kernels", json={"name": "python3"})
    address = f"{hub.address}/user/{name}/api/kernels/{made['id']}/channels"
    async with hub.session.ws_connect(address, headers=hub.headers, max_msg_size=0) as socket:
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


async def lesson(hub: Hub, record: Record, cells: list[str], frames: int, pause: float, patience: float, together: asyncio.Barrier) -> None:
    """Live through a lesson and write down what happened; hold the kernel until everybody is done."""
    dice, begin = random.Random(record.name), time.monotonic()  # noqa: S311 (a script's choices, no secret)
    try:
        await hub.start_server(record.name, patience)
        record.ready = time.monotonic() - begin
        async with kernel_of(hub, record.name, patience) as kernel:
            widgets: dict[str, Any] = {}
            begin = time.monotonic()
            for code in cells:
                widgets |= await kernel.run(code)
            record.ran = time.monotonic() - begin
            for wish in wishes(widgets, frames, dice):
                await asyncio.sleep(pause * dice.uniform(0.5, 1.5))
                record.frames.append(await kernel.frame(*wish))
            await together.wait()  # everybody is here: memory is measured now
            await together.wait()
    except Exception as error:  # whatever it was, the student was not served
        record.trouble = f"{type(error).__name__}: {error}"[:300]
        await together.wait()
        await together.wait()
