"""Hold a class on this machine: the shipped hub on loopback, scripted students, and what it took.

usage: python deploy/load_test.py --students N [--notebook notebooks/01_mechanism_cascade.ipynb] [--frames 20] [--pause 1.0]

`make load-test STUDENTS=N` prepares what it needs (JupyterHub and nbgitpuller from requirements/hub.lock, the proxy from npm).
Every student logs in, starts a server and a kernel, runs all cells, then asks the pictures for frames, all at the same time.
With more students than places (limits.yaml), those who come too late must be refused in words and the others must keep their
places. Memory is the proportional set size (PSS): what processes share is counted once. Linux only.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

import course_hub
from students import Plan, Record, lesson
from trial import ROOT, TrialHub, family, pss_mb, running_hub, servers


@dataclass
class Memory:
    """PSS in MB: of every student's server, of the kernels under it, of the hub and of the proxy."""

    servers: list[float] = field(default_factory=list)
    kernels: list[float] = field(default_factory=list)
    rest: list[tuple[str, float]] = field(default_factory=list)

    @property
    def largest(self) -> float:
        """Return what the largest student took."""
        return max((server + kernel for server, kernel in zip(self.servers, self.kernels, strict=True)), default=0)


def measured_memory(hub: int) -> Memory:
    """Return what a running hub and its students take."""
    students = servers(hub).values()
    proxy = [process for process in family(hub) if b"configurable-http" in Path(f"/proc/{process}/cmdline").read_bytes()]
    return Memory(
        [pss_mb(process) for process in students],
        [sum(map(pss_mb, family(process)[1:])) for process in students],
        [("hub", pss_mb(hub)), ("proxy", sum(map(pss_mb, proxy)))],
    )


async def wait_for(address: str, patience: float) -> None:
    """Wait until the hub answers through its proxy."""
    end = time.monotonic() + patience
    async with aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(f"{address}/hub/login") as answer:
                    answer.raise_for_status()
            except aiohttp.ClientError:
                if time.monotonic() > end:
                    raise
                await asyncio.sleep(0.3)
            else:
                return


async def whole_class(hub: TrialHub, count: int, plan: Plan) -> tuple[list[Record], Memory]:
    """Let all students live through the lesson at once."""
    records = [Record(f"student{number:02d}") for number in range(1, count + 1)]
    together = asyncio.Barrier(count + 1)
    await wait_for(hub.address, 120)
    lessons = [asyncio.create_task(lesson(hub.address, hub.password, record, plan, together)) for record in records]
    await together.wait()
    memory = measured_memory(hub.process.pid)
    await together.wait()
    await asyncio.gather(*lessons)
    return records, memory


def percentile(values: list[float], share: int) -> float:
    """Return a percentile (inclusive method); the value itself where there is only one."""
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1] if len(values) > 1 else values[0]


def median_and_largest(values: list[float], places: int = 0) -> str:
    """Return two numbers as they appear in the README."""
    return f"{statistics.median(values):.{places}f} / {max(values):.{places}f}"


def report(records: list[Record], memory: Memory, load: float) -> str:
    """Return the table of a class as Markdown, as it is in the README."""
    held = [record for record in records if record.held]
    frames = [1000 * each for record in records for each in record.frames]
    lines = [
        f"| students asked for | {len(records)} |",
        f"| held to the end | {len(held)} |",
        f"| refused in words | {sum(bool(record.refused) for record in records)} |",
        f"| failures | {sum(bool(record.trouble) for record in records)} |",
    ]
    if held:
        lines += [
            f"| server ready, seconds: median / slowest | {median_and_largest([record.ready for record in held], 1)} |",
            f"| all cells run, seconds: median / slowest | {median_and_largest([record.ran for record in held], 1)} |",
            f"| a frame, ms: median / p95 ({len(frames)} frames) | {statistics.median(frames):.0f} / {percentile(frames, 95):.0f} |",
            f"| a student's server, MB PSS: median / largest | {median_and_largest(memory.servers)} |",
            f"| a student's kernel, MB PSS: median / largest | {median_and_largest(memory.kernels)} |",
            *(f"| {name}, MB PSS | {size:.0f} |" for name, size in memory.rest),
        ]
    lines.append(f"| load of the machine before the test ({os.cpu_count()} cores) | {load:.1f} |")
    refusals = Counter(record.refused for record in records if record.refused)
    return "\n".join(
        [
            "| what | measured |", "| --- | --- |", *lines,
            *(f"refused {number} times: {words}" for words, number in refusals.items()),
            *(f"{record.name}: {record.trouble}" for record in records if record.trouble),
        ]
    )  # fmt: skip


def faults(records: list[Record], memory: Memory) -> list[str]:
    """Return what must not happen: somebody failed, somebody was refused although a place was free, more memory than planned."""
    limits = course_hub.limits()
    budget = limits["memory_guarantee_mb"] * 2**20 / 1e6
    expected = min(len(records), int(limits["places"]))
    held = sum(record.held for record in records)
    found = [f"{held} students were held to the end; {expected} should have been."] if held != expected else []
    if any(record.trouble for record in records):
        found.append("Students failed; the table names them.")
    if memory.largest > budget:
        found.append(f"A student took {memory.largest:.0f} MB, more than the guarantee of {budget:.0f} MB: raise it in deploy/limits.yaml.")
    return found


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=5)
    parser.add_argument("--notebook", type=Path, default=ROOT / "notebooks" / "01_mechanism_cascade.ipynb")
    parser.add_argument("--frames", type=int, default=20, help="frames that each student asks for")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two frames, on average")
    parser.add_argument("--patience", type=float, default=300, help="seconds after which a wait counts as a failure")
    options = parser.parse_args(arguments)
    if options.students < 1:
        parser.error("a class has at least one student")
    if not Path("/proc/self/smaps_rollup").exists():
        sys.exit("Stopped: memory is measured through Linux's /proc.")
    notebook = json.loads(options.notebook.read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    plan = Plan(cells, options.frames, options.pause, options.patience)
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="class-") as name, running_hub(Path(name)) as hub:
        try:
            records, memory = asyncio.run(whole_class(hub, options.students, plan))
        except Exception:
            print(hub.log.read_text(encoding="utf-8")[-3000:], file=sys.stderr)
            raise
    print(report(records, memory, load))
    found = faults(records, memory)
    print("\n".join(["", *found]) if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
