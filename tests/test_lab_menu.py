"""JupyterLab's menu for exports, asked as its dialog asks the server."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import urllib.request

import pytest
from conftest import ROOT
from test_lab import free_port, wait_for

NAME = "00_start_here.ipynb"
PLACE = 'data-course-widget="'


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """Return a function that exports a shipped notebook by the address behind the menu's entry."""
    folder = tmp_path_factory.mktemp("menu")
    shutil.copy(ROOT / "notebooks" / NAME, folder)
    port, token = free_port(), secrets.token_hex(8)
    options = [f"--port={port}", "--no-browser", "--allow-root", f"--IdentityProvider.token={token}", "--ServerApp.port_retries=0"]
    places = {"JUPYTER_CONFIG_DIR": str(folder / "config"), "JUPYTER_DATA_DIR": str(folder / "own"), "IPYTHONDIR": str(folder / "ipython")}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KETAMINE_COURSE")} | places
    command = [sys.executable, "-m", "jupyterlab", *options]
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def ask(kind: str, more: str = "") -> str:
        address = f"http://127.0.0.1:{port}/nbconvert/{kind}/{NAME}?token={token}&download=true{more}"
        with urllib.request.urlopen(address, timeout=120) as answer:
            return str(answer.read(), "utf-8")

    try:
        wait_for(f"http://127.0.0.1:{port}/api?token={token}", process)
        yield ask
    finally:
        process.terminate()
        process.wait(20)


def test_html_from_the_menu_is_alive_where_it_may_hold_scripts(exported, chromium, tmp_path):
    text = exported("html", "&sanitize_html=false")
    assert text.count(PLACE) >= 10
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    page = chromium.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    page.goto((tmp_path / "page.html").as_uri())
    page.wait_for_function("n => document.querySelectorAll('[data-alive]').length === n", arg=text.count(PLACE))
    assert asked == []
    page.close()


def test_the_tick_for_no_scripts_that_the_dialog_sets_gives_figures_and_words(exported):
    text = exported("html", "&sanitize_html=true")
    assert PLACE not in text
    assert "mountAll" not in text
    assert "data:image/svg+xml;base64," in text


def test_the_page_of_the_course_has_its_own_entry(exported):
    assert exported("course_page").count(PLACE) >= 10
