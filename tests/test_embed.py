"""The code that a page carries: each part once, with the first widget that needs it, whatever the order of outputs."""

from __future__ import annotations

import os
import re
import sys

import browser
import little_page
import pytest
from jupyter_client.manager import KernelManager

from ketamine_course.widgets import attended, embed
from ketamine_course.widgets.summary import Summary

ASKED = (little_page.rating("a-1"), little_page.rating("a-2"))
MINE = Summary("s", "Mine", ASKED)


@pytest.fixture
def context(chromium):
    context = chromium.new_context()
    yield context
    context.close()


def outputs(monkeypatch, *shown):
    monkeypatch.setenv(attended.EXPORT_VARIABLE, "1")
    embed.new_page()
    return [each()._repr_mimebundle_()["text/html"] for each in shown]


def carried(output):
    """What an output carries: the base, parts."""
    return ["base"] * ("course.mountAll" in output) + re.findall(r'course\.offer\("(\w+)",part', output)


def opened(context, path, parts):
    path.write_text(f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title>{"".join(parts)}</html>', encoding="utf-8")
    return little_page.opened(context, path.as_uri())


def answers_are_counted(page):
    form = browser.question(page, ASKED[0].prompt)
    form.get_by_label("80%", exact=True).check()
    browser.answer(form, "Overstated")
    assert "You answered 1 of 2." in page.get_by_role("region", name="Mine", exact=True).first.inner_text()
    assert page.errors == []


def test_each_part_comes_once_with_the_first_widget_that_needs_it(monkeypatch):
    found = outputs(monkeypatch, ASKED[0], ASKED[1], MINE, MINE)
    assert [carried(each) for each in found] == [["base"], [], ["summary"], []]
    assert [carried(each) for each in outputs(monkeypatch, MINE, ASKED[0])] == [["base", "summary"], []]


def test_widgets_come_alive_in_whatever_order_outputs_stand(context, tmp_path, monkeypatch):
    found = outputs(monkeypatch, *ASKED, MINE)
    answers_are_counted(opened(context, tmp_path / "page.html", reversed(found)))


def test_outputs_of_two_kernels_make_one_page(context, tmp_path, monkeypatch):
    first, second = outputs(monkeypatch, ASKED[0], MINE), outputs(monkeypatch, ASKED[1], MINE)
    page = opened(context, tmp_path / "page.html", [*first, *second])
    assert page.locator("form").count() == 2
    answers_are_counted(page)


class Marimo:
    """What marimo tells of itself while it runs a notebook."""

    @staticmethod
    def running_in_notebook():
        return True


AS_MARIMO = """(parts) => {
  // marimo parses an output and lets React make it: no script runs but those with an address, which it adds to the head, each once.
  for (const part of parts) {
    const parsed = new DOMParser().parseFromString(part, "text/html");
    for (const script of parsed.querySelectorAll("script[src]")) {
      const added = document.createElement("script");
      added.src = script.getAttribute("src");
      document.head.append(added);
      script.remove();
    }
    document.body.insertAdjacentHTML("beforeend", parsed.body.innerHTML);
  }
}"""


def test_in_marimo_widgets_come_alive_though_it_runs_no_script_that_is_written_out(context, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "marimo", Marimo)
    found = outputs(monkeypatch, *ASKED, MINE)
    assert not any('type="module"' in each for each in found)
    page = opened(context, tmp_path / "page.html", [])
    page.evaluate(AS_MARIMO, found)
    answers_are_counted(page)


def test_frames_of_a_layout_are_found_however_a_tool_orders_attributes():
    block = embed.layout_block(240, "~]packed")
    sorted_block = block.replace('type="application/json" data-course-width="240"', 'data-course-width="240" type="application/json"')
    assert sorted_block != block
    for text in (block, sorted_block):
        found = embed.LAYOUT_BLOCK.fullmatch(text)
        assert found
        assert (found["units"], found["text"]) == ("240", '"~]packed"')


@pytest.fixture(scope="module")
def kernel():
    """A kernel as a Jupyter server starts it for a session."""
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(env=os.environ | {attended.SESSION_VARIABLE: "notebook.ipynb", attended.EXPORT_VARIABLE: ""})
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@pytest.mark.parametrize(
    ("username", "metadata", "exports"),
    [
        ("", {"cellId": "9f1c", "deletedCells": []}, "False"),  # JupyterLab and Notebook 7
        ("username", {}, "False"),  # the classic notebook
        ("student", {}, "False"),  # a client in Python
        ("", {}, "True"),  # MyST, which builds Jupyter Book 2; Thebe
    ],
)
def test_a_session_is_a_notebook_unless_a_program_sends_code_that_belongs_to_no_cell(kernel, username, metadata, exports):
    kernel.session.username = username
    code = "from ketamine_course.widgets.attended import exporting; print(exporting())"
    message = kernel.session.msg("execute_request", {"code": code, "silent": False, "store_history": False}, metadata=metadata)
    kernel.shell_channel.send(message)
    while (said := kernel.get_iopub_msg(timeout=60))["msg_type"] != "stream":
        assert said["msg_type"] != "error", said["content"]
    assert said["content"]["text"].strip() == exports
    kernel.get_shell_msg(timeout=60)
