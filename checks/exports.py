"""Put notebook 01 through other people's site makers, each in an environment of its own, and count what is alive.

usage: python -m checks.exports [--keep] [--write] [NAME ...]

A wheel of this checkout is installed beside each tool, away from the checkout. A page is opened in Chromium with every other host
closed. "Interactive" counts figures that a script has taken over; "requests caused by us" counts addresses on other hosts that the page
asks for and a notebook without our outputs, built by the same tool, does not. A tool's own program that its pages fetch from a public
server is answered by the same files out of its package. With --write the table in docs/site_makers.md is written anew. The status is 1
where a tool that is said to work does not.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import nbformat
from playwright.sync_api import Browser, Route, sync_playwright

from checks.export_tools import TOOLS, Tool
from ketamine_course.names import checked
from ketamine_course.places import ROOT
from ketamine_course.publish.chromium import OPTIONS, find_browser
from ketamine_course.publish.notebooks import METADATA

NOTEBOOK = ROOT / "notebooks" / "01_mechanism_cascade.ipynb"
PAGE = ROOT / "docs" / "site_makers.md"
FIGURES = '[data-course-widget="explorable"], [data-course-widget="stage"]'
PATIENCE = 15_000
"""Milliseconds for a page to come alive."""


@dataclass(frozen=True)
class Result:
    """What one tool made of the notebook."""

    tool: Tool
    version: str
    alive: int
    asked: int
    problem: str = ""

    def row(self, figures: int) -> str:
        """Return the line of the table."""
        told = f"not built: {self.problem} |" if self.problem else f"{self.alive} of {figures} | {self.asked}"
        return f"| {self.tool.title} {self.version} | {self.tool.how} | {told} |"


def expected() -> int:
    """Return how many figures the notebook shows."""
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    return sum(cell.cell_type == "code" and re.search(r"^show\.", cell.source, re.MULTILINE) is not None for cell in cells)


def plain() -> nbformat.NotebookNode:
    """Return a notebook that has nothing of ours: what its page asks for is the tool's own doing."""
    cells = [nbformat.v4.new_markdown_cell("# Plain\n\nWords.", id="words"), nbformat.v4.new_code_cell("print(1)", id="one")]
    return nbformat.v4.new_notebook(cells=cells, metadata=METADATA)  # type: ignore[no-any-return]


def run(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    """Run a command, and raise with the end of what it said where it fails."""
    done = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True, timeout=900)
    if done.returncode:
        raise RuntimeError((done.stderr or done.stdout).strip().splitlines()[-1] if done.stderr or done.stdout else "it failed")
    return done.stdout


def wheel(folder: Path) -> Path:
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], ROOT, dict(os.environ))
    return next(folder.glob("*.whl"))


def installed(tool: Tool, package: Path, folder: Path) -> tuple[dict[str, str], str]:
    """Make the tool's environment; return what its commands run with, and the tool's version."""
    uv = [sys.executable, "-m", "uv", "--quiet"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KETAMINE", "PYTHON", "JPY_", "JUPYTER"))}
    run([*uv, "venv", "--seed", str(folder / "venv")], folder, kept)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = str(programs / "python")
    run([*uv, "pip", "install", "--python", python, str(package), *tool.packages], folder, kept)
    own = {"PATH": f"{programs}{os.pathsep}{kept['PATH']}", "VIRTUAL_ENV": str(folder / "venv"), "HOME": str(folder / "home")}
    (folder / "home").mkdir()
    version = run([python, "-c", f"from importlib.metadata import version; print(version({tool.counts!r}))"], folder, {**kept, **own})
    return {**kept, **own}, version.strip()


def built(tool: Tool, folder: Path, environment: dict[str, str]) -> None:
    """Lay out the tool's project with both notebooks in it, and build."""
    project = folder / "project"
    project.mkdir()
    shutil.copy(NOTEBOOK, project / NOTEBOOK.name)
    nbformat.write(plain(), project / "plain.ipynb")
    for name, text in tool.files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    variables = environment | {key: value.replace("{project}", str(project)) for key, value in tool.variables.items()}
    for command in tool.commands:
        for name in (NOTEBOOK.stem, "plain") if any("{name}" in word for word in command) else ("",):
            run([word.replace("{name}", name) for word in command], project, variables)


@contextmanager
def served(tool: Tool, folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """Yield the address under which the project's pages are found."""
    if tool.server:
        with socket_port() as port:
            command = [word.replace("{port}", str(port)) for word in tool.server]
            process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                time.sleep(tool.starts_in)
                yield f"http://127.0.0.1:{port}"
            finally:
                process.terminate()
                process.wait(20)
        return
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library names it
        pass


@contextmanager
def socket_port() -> Iterator[int]:
    """Yield a port that is free now."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Quiet) as server:
        port = server.server_address[1]
    yield port


def brought(tool: Tool, version: str, folder: Path) -> Callable[[str], Path | None]:
    """Return what finds the file of the tool's own program that a page asks for, in the tool's environment; None for all else."""
    if not tool.brings:
        return lambda _: None
    start, place = tool.brings[0].replace("{version}", version), tool.brings[1]
    home = next(each for inner in ("lib/python*", "Lib") for each in (folder / "venv").glob(f"{inner}/site-packages/{place}"))

    def find(address: str) -> Path | None:
        file = home / urlsplit(address.removeprefix(start)).path
        return file if address.startswith(start) and file.is_file() else None

    return find


def looked_at(browser: Browser, address: str, figures: int, own: Callable[[str], Path | None]) -> tuple[int, set[str]]:
    """Open a page with all other hosts closed; return how many figures are alive, and what it asked other hosts for.

    `own` finds the files of the tool's own program that the page asks for; what it finds is answered and not counted.
    """
    asked: set[str] = set()
    context = browser.new_context()
    page = context.new_page()

    def refuse(route: Route) -> None:
        if file := own(route.request.url):
            route.fulfill(path=file, headers={"Access-Control-Allow-Origin": "*", "Content-Type": guess_type(file)[0] or ""})
            return
        asked.add(route.request.url)
        route.abort()

    page.route(lambda url: urlsplit(url).hostname not in ("127.0.0.1", None), refuse)
    try:
        page.goto(address, wait_until="domcontentloaded", timeout=120_000)
        count = f"document.querySelectorAll('{FIGURES}'.replaceAll(']', '][data-alive=\"true\"]')).length"
        for _ in range(PATIENCE // 250 if figures else 8):
            page.wait_for_timeout(250)
            if figures and page.evaluate(count) >= figures:
                break
        return int(page.evaluate(count)), asked
    finally:
        context.close()


def tried(tool: Tool, package: Path, browser: Browser, figures: int, keep: Path | None) -> Result:
    """Return what a tool makes of the notebook, or why it could not."""
    version = ""
    with tempfile.TemporaryDirectory(prefix="exports-") as temporary:
        folder = keep / tool.name if keep else Path(temporary)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            environment, version = installed(tool, package, folder)
            built(tool, folder, environment)
            program = brought(tool, version, folder)
            with served(tool, folder / "project", environment) as address:
                alive, asked = looked_at(browser, f"{address}/{tool.page.replace('{name}', NOTEBOOK.stem)}", figures, program)
                _, own = looked_at(browser, f"{address}/{tool.page.replace('{name}', 'plain')}", 0, program)
        except (RuntimeError, OSError, subprocess.TimeoutExpired) as error:
            return Result(tool, version, 0, 0, " ".join(str(error).split())[:160])
        return Result(tool, version, alive, len(asked - own))


def written(results: list[Result], figures: int, text: str) -> str:
    """Return the page with a new table, and its day, between its marks."""
    today = datetime.now(tz=UTC).date()
    day = f"Tried on {today.day} {today:%B %Y}."
    head, rest = text.split("<!--table-->\n", 1)
    _, tail = rest.split("<!--end-->", 1)
    rows = [
        "| tool | what to type | interactive figures | requests caused by us |",
        "| --- | --- | --- | --- |",
        *(each.row(figures) for each in results),
    ]
    return f"{head}<!--table-->\n{day}\n\n" + "\n".join(rows) + f"\n<!--end-->{tail}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, help="a folder in which environments and pages stay")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(TOOLS))
    options = parser.parse_args(arguments)
    chosen = [checked(name, TOOLS, "site maker") for name in options.names or TOOLS]
    figures, path, results = expected(), find_browser(bare=True), []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        package = wheel(Path(folder))
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        for tool in (TOOLS[name] for name in chosen):
            began = time.monotonic()
            results.append(tried(tool, package, browser, figures, options.keep))
            print(results[-1].row(figures), f"{time.monotonic() - began:.0f} s", flush=True)
    if options.write:
        PAGE.write_text(written(results, figures, PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    return int(any(each.problem or each.alive < figures or each.asked for each in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
