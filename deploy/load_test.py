"""Hold a class on this machine: a real JupyterHub on loopback, scripted students, and what it took.

usage: python deploy/load_test.py --students N [--notebook notebooks/01_mechanism_cascade.ipynb] [--frames 20] [--pause 1.0]

`make load-test STUDENTS=N` prepares what it needs (JupyterHub and nbgitpuller from requirements/hub.lock, the proxy from npm).
Every student starts a server and a kernel, runs all cells, then asks the pictures for frames, all at the same time. Memory is
the proportional set size (PSS): what processes share is counted once. Linux only.
"""

import argparse
import asyncio
import json
import os
import secrets
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp

import course_hub
from students import Hub, Record, lesson

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PROXY = ROOT / "_build" / "hub" / "node_modules" / ".bin" / "configurable-http-proxy"
TRIAL = """
import sys
sys.path.insert(0, {deploy!r})
load_subconfig({config!r})
c.JupyterHub.hub_port = {hub_port}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.JupyterHub.services = [{{"name": "load-test", "api_token": {token!r}}}, *c.JupyterHub.services]
c.JupyterHub.load_roles = [
    {{"name": "load-test", "scopes": ["admin:users", "admin:servers", "admin:server_state", "access:servers"], "services": ["load-test"]}},
    *c.JupyterHub.load_roles,
]
c.JupyterHub.concurrent_spawn_limit = 0
c.Spawner.start_timeout = c.Spawner.http_timeout = {patience}
"""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def pss_mb(process: int) -> float:
    """Return the proportional set size of a process in MB (of 10**6 bytes); 0 when it is gone."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("Pss:"))


def family(process: int) -> list[int]:
    """Return a process and everything that it started."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [process, *(each for child in children for each in family(int(child)))]


@contextmanager
def running_hub(folder: Path, patience: float) -> Iterator[tuple[str, str, subprocess.Popen[bytes]]]:
    """Run the class's own configuration on loopback, with the simple spawner; give address, token and process."""
    port, token = free_port(), secrets.token_hex(24)
    proxy = str(PROXY) if PROXY.exists() else shutil.which("configurable-http-proxy")
    if proxy is None:
        sys.exit("Stopped: configurable-http-proxy is missing. Run `make load-test`, or npm install configurable-http-proxy.")
    text = TRIAL.format(
        deploy=str(HERE), config=str(HERE / "jupyterhub_config.py"), hub_port=free_port(), api_port=free_port(), proxy=proxy, token=token,
        patience=int(patience),
    )  # fmt: skip
    (folder / "trial.py").write_text(text, encoding="utf-8")
    settings = {
        "COURSE_HUB_ADDRESS": f"http://127.0.0.1:{port}", "COURSE_HUB_SPAWNER": "simple", "COURSE_HUB_STATE": str(folder),
        "COURSE_HUB_PASSWORD": secrets.token_hex(8), "COURSE_HUB_ADMIN_PASSWORD": secrets.token_hex(24),
        "CONFIGPROXY_AUTH_TOKEN": secrets.token_hex(24),
    }  # fmt: skip
    with (folder / "hub.log").open("wb") as log:
        command = [sys.executable, "-m", "jupyterhub", "-f", str(folder / "trial.py")]
        hub = subprocess.Popen(command, cwd=folder, env={**os.environ, **settings}, stdout=log, stderr=log, start_new_session=True)
        try:
            yield f"http://127.0.0.1:{port}", token, hub
        finally:
            stop(hub)


def stop(hub: "subprocess.Popen[bytes]") -> None:
    """Ask the hub to stop everything that it started; end whatever is left of that."""
    started = family(hub.pid)
    hub.send_signal(signal.SIGTERM)
    try:
        hub.wait(30)
    except subprocess.TimeoutExpired:
        hub.kill()
    for process in started:
        if Path(f"/proc/{process}").exists() and process != hub.pid:
            try:
                os.kill(process, signal.SIGTERM)
            except ProcessLookupError:
                continue


async def wait_for(hub: Hub, patience: float) -> None:
    """Wait until the hub answers through its proxy."""
    end = time.monotonic() + patience
    while True:
        try:
            await hub.ask("GET", "/hub/api/")
        except Exception:
            if time.monotonic() > end:
                raise
            await asyncio.sleep(0.3)
        else:
            return


async def student_memory(hub: Hub, records: list[Record]) -> tuple[list[float], list[float]]:
    """Return the PSS of every student's server, and of the kernels under it, in MB."""
    servers, kernels = [], []
    for record in records:
        told = await hub.ask("GET", f"/hub/api/users/{record.name}")
        process = told["servers"].get("", {}).get("state", {}).get("pid")
        if process and not record.trouble:
            servers.append(pss_mb(process))
            kernels.append(sum(map(pss_mb, family(process)[1:])))
    return servers, kernels


async def whole_class(
    address: str, token: str, options: argparse.Namespace, cells: list[str]
) -> tuple[list[Record], list[float], list[float]]:
    """Let all students live through the lesson at once."""
    records = [Record(f"student{number:02d}") for number in range(1, options.students + 1)]
    together = asyncio.Barrier(options.students + 1)
    async with aiohttp.ClientSession() as session:
        hub = Hub(session, address, token)
        await wait_for(hub, 120)
        lessons = [
            asyncio.create_task(lesson(hub, record, cells, options.frames, options.pause, options.patience, together)) for record in records
        ]
        await together.wait()
        servers, kernels = await student_memory(hub, records)
        await together.wait()
        await asyncio.gather(*lessons)
        for record in records:
            async with session.delete(f"{address}/hub/api/users/{record.name}/server", headers=hub.headers):
                pass
        return records, servers, kernels


def percentile(values: list[float], share: int) -> float:
    """Return a percentile (inclusive method); the value itself where there is only one."""
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1] if len(values) > 1 else values[0]


def report(records: list[Record], servers: list[float], kernels: list[float], rest: list[tuple[str, float]], load: float) -> str:
    """Return the table of a class as Markdown, as it stands in the README."""
    failed = [record for record in records if record.trouble]
    frames = [1000 * each for record in records for each in record.frames]
    held = len(records) - len(failed)
    lines = [f"| students asked for | {len(records)} |", f"| held to the end | {held} |", f"| failures | {len(failed)} |"]
    if held:
        ready, ran = [record.ready for record in records if record.ready], [record.ran for record in records if record.ran]
        lines += [
            f"| server ready, seconds: median, slowest | {statistics.median(ready):.1f}, {max(ready):.1f} |",
            f"| all cells run, seconds: median, slowest | {statistics.median(ran):.1f}, {max(ran):.1f} |",
            f"| a frame, ms: median, p95 ({len(frames)} frames) | {statistics.median(frames):.0f}, {percentile(frames, 95):.0f} |",
            f"| a student's server, MB PSS: median, largest | {statistics.median(servers):.0f}, {max(servers):.0f} |",
            f"| a student's kernel, MB PSS: median, largest | {statistics.median(kernels):.0f}, {max(kernels):.0f} |",
            *(f"| {name}, MB PSS | {size:.0f} |" for name, size in rest),
        ]
    lines.append(f"| load of the machine before the test ({os.cpu_count()} cores) | {load:.1f} |")
    troubles = [f"{record.name}: {record.trouble}" for record in failed]
    return "\n".join(["| what | measured |", "| --- | --- |", *lines, *troubles])


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=5)
    parser.add_argument("--notebook", type=Path, default=ROOT / "notebooks" / "01_mechanism_cascade.ipynb")
    parser.add_argument("--frames", type=int, default=20, help="frames that each student asks for")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two frames, on average")
    parser.add_argument("--patience", type=float, default=180, help="seconds after which a wait counts as a failure")
    options = parser.parse_args(arguments)
    if options.students < 1:
        parser.error("a class has at least one student")
    if not Path("/proc/self/smaps_rollup").exists():
        sys.exit("Stopped: memory is measured through Linux's /proc.")
    notebook = json.loads(options.notebook.read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="class-") as name, running_hub(Path(name), options.patience) as (address, token, hub):
        try:
            records, servers, kernels = asyncio.run(whole_class(address, token, options, cells))
        except Exception:
            print((Path(name) / "hub.log").read_text(encoding="utf-8")[-3000:], file=sys.stderr)
            raise
        others = [process for process in family(hub.pid) if b"configurable-http" in Path(f"/proc/{process}/cmdline").read_bytes()]
        rest = [("hub", pss_mb(hub.pid)), ("proxy", sum(map(pss_mb, others)))]
    print(report(records, servers, kernels, rest, load))
    budget = course_hub.limits()["memory_guarantee_mb"] * 2**20 / 1e6
    largest = max((server + kernel for server, kernel in zip(servers, kernels, strict=True)), default=0)
    if largest > budget:
        print(f"\nA student took {largest:.0f} MB, more than the guarantee of {budget:.0f} MB: raise it in deploy/limits.yaml.")
    return 1 if any(record.trouble for record in records) or largest > budget else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
