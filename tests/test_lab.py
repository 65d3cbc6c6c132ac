"""JupyterLab as a student meets it: a live kernel behind native controls."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request

import browser
import nbformat
import practice
import pytest
from conftest import ROOT
from test_pictures import ALL

from ketamine_course import lesson
from ketamine_course.models.counts import count

WALK = practice.walk.title
LOCKED = practice.strength.title
STAGE = "The accounts on the stage"
MIX = "What belief could add"
CELLS = [
    f"""import sys
sys.path.insert(0, {str(ROOT / "tests")!r})
import practice as show
from ketamine_course.lesson import ask, question

view = show.walk()
view""",
    'quiz = ask("predict-sign")\nquiz',
    'show.strength(after=question("predict-sign"))',
    """from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable

drawn = []

@explorable(title="Fragile", step=Slider({"a": "Fine", "b": "Broken", "c": "Fine again"}, label="Step"))
def fragile(step):
    drawn.append(step)
    if step == "b":
        raise ZeroDivisionError("no such number")
    return show.walk.picture(step={"a": "water", "c": "sieve"}[step])

fragile()""",
    """from time import sleep

@explorable(title="Slow", step=Slider({"water": "Water", "cup": "Cup", "sieve": "Sieve"}, label="Step"))
def slow(step):
    sleep(1.5 if step == "sieve" else 0)
    return show.walk.picture(step=step)

slow()""",
    "from ketamine_course.pictures import variable_response\nvariable_response.unblinding()",
    "from ketamine_course.pictures import rival_hypotheses as rivals\n\nplayed = rivals.stage()\nplayed",
    'print("Stage", played.state["at"], played.state["blocked"], played.reading["verdict"])',
    'played.state = {"routes": ["opioid"], "blocked": []}',
    "quiz",
    """from pathlib import Path
from ketamine_course.lesson.class_mode import class_results
from ketamine_course.lesson.own_text import own_text

evil = Path("class")
evil.mkdir()
(evil / "<img src=x onerror=alert(1)>.csv").write_text("question,answer\\nrate-1,<img src=x onerror=alert(2)>\\nrate-2,Overstated\\n")
class_results("class", "rate-")""",
    "from ketamine_course.lesson.class_mode import class_on_page\n\nclass_on_page()",
    "sheet = own_text()\nsheet",
    'ask("rate-1")',
    'print("Sheet", sheet.record)',
    'print("Drawn", len(drawn))',
    'print("Python sees", view.choice["step"], quiz.answer and quiz.answer["given"])',
    "from ketamine_course.pictures import route_dose_rate\n\nroute_dose_rate.rate_of_delivery()",
    "from ketamine_course.pictures.claim_quality import atlas\n\nlisted = atlas()\nlisted",
    'listed.choice = {"text": "S4"}\nview.choice = {"step": "stir"}',
]

OTHER_CELLS = [
    f"import sys; sys.path.insert(0, {str(ROOT / 'tests')!r})\nimport practice as show\nshow.walk()",
    "import ipywidgets\nipywidgets.Widget.close_all()\nshow.strength()",
]


def as_text(data):
    return data.decode("utf-8", "replace") if isinstance(data, bytes) else data


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, process, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, "JupyterLab ended early"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("JupyterLab did not start")


@pytest.fixture(scope="module")
def lab(chromium, tmp_path_factory):
    """An open test notebook in JupyterLab, all cells run."""
    folder = tmp_path_factory.mktemp("lab")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, id=f"cell-{at}") for at, source in enumerate(CELLS)])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, folder / "test.ipynb")
    notebook.cells = [nbformat.v4.new_code_cell(source, id=f"other-{at}") for at, source in enumerate(OTHER_CELLS)]
    nbformat.write(notebook, folder / "other.ipynb")
    port, token = free_port(), secrets.token_hex(8)
    options = [f"--port={port}", "--no-browser", "--allow-root", f"--IdentityProvider.token={token}", "--ServerApp.port_retries=0"]
    places = {"JUPYTER_CONFIG_DIR": str(folder / "config"), "JUPYTER_DATA_DIR": str(folder / "own"), "IPYTHONDIR": str(folder / "ipython")}
    command = [sys.executable, "-m", "jupyterlab", *options]
    process = subprocess.Popen(command, cwd=folder, env=os.environ | places, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    context = chromium.new_context(viewport={"width": 1280, "height": 1000})
    try:
        wait_for(f"http://127.0.0.1:{port}/api?token={token}", process)
        page = context.new_page()
        page.dialogs = []
        page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))
        page.arrived = []  # what the kernels' sockets brought
        page.on("websocket", lambda socket: socket.on("framereceived", lambda data: page.arrived.append(as_text(data))))
        page.goto(f"http://127.0.0.1:{port}/lab/tree/test.ipynb?token={token}")
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=60_000)
        page.get_by_text("| Idle").wait_for(timeout=60_000)  # asked to run before that, Lab asks back for a kernel
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.locator("#jp-mainmenu-run").get_by_text("Run All Cells", exact=True).click()
        browser.explorable(page, "Fragile").locator("svg").wait_for(timeout=60_000)
        shows(browser.explorable(page, WALK), "Step 12 of 14")  # the last cell has run
        yield page
    finally:
        context.close()
        process.terminate()
        process.wait(20)


def run_cell(page, text):
    cell = page.locator(".jp-CodeCell", has_text=text)
    cell.locator(".cm-content").press("Shift+Enter")
    return cell


def python_sees(page, words):
    """Run the printing cell until Python has heard of the change: the state travels behind the frame."""
    for _ in range(8):
        cell = run_cell(page, 'print("Python sees"')
        page.wait_for_timeout(500)
        said = cell.locator(".jp-OutputArea-output").inner_text().strip()
        if said == f"Python sees {words}":
            return
    pytest.fail(f"Python still sees {said!r}, not {words!r}")


def shows(card, words):
    card.locator("p.description", has_text=words).wait_for(timeout=10_000)


def slider(page, title):
    control = browser.explorable(page, title).get_by_role("slider")
    control.scroll_into_view_if_needed()
    control.focus()
    return control


def test_the_keyboard_moves_the_slider_the_frame_changes_and_python_sees_it(lab):
    card = browser.explorable(lab, WALK)
    before = browser.picture(card)
    slider(lab, WALK)
    lab.keyboard.press("ArrowRight")
    shows(card, "Step 13 of 14")
    assert browser.picture(card) != before
    python_sees(lab, "sip None")


def test_lab_shows_the_frame_that_python_draws(lab):
    card = browser.explorable(lab, WALK)
    slider(lab, WALK).fill("6")
    shows(card, "Step 7 of 14")
    frame = practice.walk.frame({"step": "wait"})
    assert browser.description(card) == frame["description"]
    assert browser.paths(card) == browser.drawn_paths(frame["svg"])


def test_a_model_is_worked_out_live_in_lab(lab):
    title = "The same amount, faster or slower"
    card = browser.explorable(lab, title)
    slider(lab, title)
    for key in ("ArrowRight", "ArrowLeft"):
        lab.keyboard.press(key)
    shows(card, "over 10 minutes. Compared with the standard 40 minutes, the peak is 155%")
    card.get_by_role("radio", name="75%", exact=True).check()
    shows(card, "time above 75% of the standard peak")
    frame = ALL["route_dose_rate-rate_of_delivery"].frame({"minutes": "10", "limit": "75"})
    assert browser.description(card) == frame["description"]
    assert browser.paths(card) == browser.drawn_paths(frame["svg"])


def test_a_burst_of_keys_ends_on_the_last_state(lab):
    slider(lab, WALK)
    lab.keyboard.press("Home")
    for _ in range(13):
        lab.keyboard.press("ArrowRight")
    for _ in range(2):
        lab.keyboard.press("ArrowLeft")
    card = browser.explorable(lab, WALK)
    shows(card, "Step 12 of 14")
    lab.wait_for_timeout(1500)
    assert browser.description(card).startswith("Step 12 of 14")
    assert card.get_by_role("slider", name="Step").get_attribute("aria-valuetext") == "Stirring"
    python_sees(lab, "stir None")


def test_python_moves_the_picture(lab):
    slider(lab, WALK)
    lab.keyboard.press("Home")
    shows(browser.explorable(lab, WALK), "Step 1 of 14")
    run_cell(lab, "view.choice =")
    shows(browser.explorable(lab, WALK), "Step 12 of 14")


def test_two_sliders_find_a_mix_that_fits_both_published_effects(lab):
    card = browser.explorable(lab, MIX)
    shows(card, "a drug effect of 0.4 and a belief effect of 0.8")
    shows(card, "This combination fits one of")
    for name, key, times in (("Effect of believing that one got it", "ArrowRight", 2), ("Effect of the drug itself", "ArrowLeft", 2)):
        slider = card.get_by_role("slider", name=name)
        slider.scroll_into_view_if_needed()
        slider.focus()
        for _ in range(times):
            lab.keyboard.press(key)
    shows(card, "a drug effect of 0 and a belief effect of 1.6")
    shows(card, "This combination fits both")
    frame = ALL["variable_response-unblinding"].frame({"drug": "0", "hope": "1.6"})
    assert browser.paths(card) == browser.drawn_paths(frame["svg"])


def test_a_step_is_blocked_on_the_stage_and_python_reads_it(lab):
    card = browser.explorable(lab, STAGE)
    card.scroll_into_view_if_needed()
    card.get_by_role("button", name="Disinhibition", exact=True).click()
    badge = card.locator('[data-b="mtorc1"] .ring').first
    badge.click()
    badge.click()
    assert "no lift is predicted" in card.locator(".verdict").text_content()
    count = lab.locator(".jp-Cell").count()
    for key in "ddaax":
        lab.keyboard.press(key)
    assert lab.locator(".jp-Cell").count() == count
    for _ in range(8):
        cell = run_cell(lab, 'print("Stage"')
        lab.wait_for_timeout(500)
        said = cell.locator(".jp-OutputArea-output").inner_text().strip()
        if said == "Stage mtorc1 ['mtorc1'] abolish":
            return
    pytest.fail(said)


def test_python_plays_the_stage(lab):
    run_cell(lab, "played.state =")
    card = browser.explorable(lab, STAGE)
    card.locator(".verdict", has_text="the opioid account").wait_for(timeout=10_000)
    assert "the full lift is predicted" in card.locator(".verdict").text_content()


def test_keys_meant_for_a_control_do_not_reach_the_notebook(lab):
    count = lab.locator(".jp-Cell").count()
    slider(lab, WALK)
    for key in "ddaax":
        lab.keyboard.press(key)
    lab.wait_for_timeout(300)
    assert lab.locator(".jp-Cell").count() == count


def test_the_notebook_is_saved_from_within_a_widget(lab):
    slider(lab, WALK).press("ArrowRight")
    lab.locator(".jp-CodeCell", has_text='print("Drawn"').locator(".cm-content").press("Shift+Enter")
    lab.locator(".jp-mod-dirty").first.wait_for(state="attached")
    slider(lab, WALK)
    lab.keyboard.press("Control+s")
    lab.locator(".jp-mod-dirty").first.wait_for(state="detached")


def test_an_exception_shows_a_message_and_the_controls_stay_alive(lab):
    card = browser.explorable(lab, "Fragile")
    slider(lab, "Fragile")
    lab.keyboard.press("ArrowRight")
    card.get_by_text("This figure could not be drawn (Step: Broken): ZeroDivisionError: no such number").first.wait_for()
    lab.keyboard.press("ArrowRight")
    shows(card, "Step 8 of 14")


def test_a_prediction_opens_the_picture_and_python_knows_the_answer(lab):
    card = browser.explorable(lab, LOCKED)
    assert card.locator("svg").count() == 0
    browser.answer(browser.question(lab, lesson.question("predict-sign").prompt).first, "Fall")
    card.locator(".frame svg").wait_for()
    assert "You predicted\nFall" in card.locator(".pair").inner_text()
    run_cell(lab, "view.choice =")
    python_sees(lab, "stir Fall")


def test_a_second_view_of_a_prediction_shows_the_answer_and_cannot_change_it(lab):
    form = browser.question(lab, lesson.question("predict-sign").prompt).nth(1)
    assert form.get_by_label("Fall", exact=True).is_checked()
    assert form.get_by_label("Rise", exact=True).is_disabled()


def test_a_state_that_cannot_be_drawn_is_not_fetched_again_and_again(lab):
    def count():
        cell = run_cell(lab, 'print("Drawn"')
        lab.wait_for_timeout(500)
        return cell.locator(".jp-OutputArea-output").inner_text()

    slider(lab, "Fragile").fill("0")
    shows(browser.explorable(lab, "Fragile"), "Step 1 of 14")
    lab.wait_for_timeout(1000)
    before = count()
    lab.wait_for_timeout(1500)
    assert count() == before


def test_a_late_picture_does_not_take_the_focus_from_somebody_who_types(lab):
    card = browser.explorable(lab, "Slow")
    rows = card.locator(".layer .y")
    rows.click(position={"x": 40, "y": rows.bounding_box()["height"] * 7.5 / 14})
    lab.locator(".jp-CodeCell .cm-content").last.click()
    shows(card, "Step 8 of 14")
    lab.wait_for_timeout(300)
    assert lab.evaluate("document.activeElement.closest('.cm-content') !== null")


EVIL = "<img src=x onerror=alert(3)> Scientists say it may help. <script>alert(4)</script> It is proven."


def test_markup_in_a_ratings_file_or_its_name_never_becomes_markup(lab):
    view = lab.locator(".class-results")
    view.scroll_into_view_if_needed()
    view.get_by_text("Problems by file: 1").click()
    problem = "<img src=x onerror=alert(1)>.csv, row 2: rate-1: the answer '<img src=x onerror=alert(2)>' is unknown"
    assert problem in view.text_content()
    assert view.locator("img, script").count() == 0
    assert lab.dialogs == []


def test_files_of_a_class_are_read_in_the_page_and_their_markup_stays_text(lab):
    card = browser.explorable(lab, "Your class")
    card.get_by_label("Show people and files by number").uncheck()
    content = b"question,answer,first_answer\nrate-1,Supported,Overstated\nrate-2,<img src=x onerror=alert(8)>,\n"
    file = {"name": "<img src=x onerror=alert(9)>.csv", "mimeType": "text/csv", "buffer": content}
    card.get_by_label("The files of your class").set_input_files([file])
    card.get_by_text("1 person, 1 rating from 1 file.").wait_for()
    card.get_by_text("What could not be read or counted: 1").click()
    problem = "<img src=x onerror=alert(9)>.csv: row 3, rate-2: \u201c<img src=x onerror=alert(8)>\u201d is not one of the verdicts"
    assert problem in card.locator("details li").text_content()
    card.get_by_text("Changed minds, by person").first.click()
    assert "<img src=x onerror=alert(9)>.csv" in card.locator("details", has_text="Changed minds, by person").inner_text()
    assert card.locator("img, script").count() == 0
    assert lab.dialogs == []


def test_a_pasted_text_is_split_marked_recorded_and_saved_and_its_markup_stays_text(lab):
    sheet = lab.get_by_role("region", name="Appraise a text of your own")
    sheet.get_by_label("Title or address").fill("<b>My page</b>")
    sheet.get_by_label("Paste the text").fill(EVIL)
    sheet.get_by_role("button", name="Split into sentences").click()
    sheet.get_by_text("places to look.").wait_for()
    assert [mark.inner_text() for mark in sheet.locator("mark").all()] == [
        "Scientists (vague authority)",
        "may (hedge)",
        "proven (booster)",
    ]
    sheet.get_by_role("button", name="Record sentence 1 as a claim").focus()
    lab.keyboard.press("Enter")
    assert "<img src=x onerror=alert(3)>" in sheet.get_by_label("Paraphrase").input_value()
    sheet.get_by_label("Verdict").select_option("overstated")
    sheet.get_by_label("16. ").select_option("2")
    assert sheet.locator("img, script, b").count() == 0
    assert browser.violations(lab, ".jp-OutputArea-output") == []
    for button, ending in (("a page (HTML)", "html"), ("Markdown", "md")):
        with lab.expect_download() as download:
            sheet.get_by_role("button", name=f"Save the sheet as {button}").click()
        assert download.value.suggested_filename == f"my-appraisal.{ending}"
        text = download.value.path().read_text(encoding="utf-8")
        assert "&lt;b\\>My page" in text or "&lt;b&gt;My page&lt;/b&gt;" in text
        assert "overstated" in text
        assert "<img" not in text
        assert "<script" not in text
    assert lab.dialogs == []
    cell = run_cell(lab, 'print("Sheet"')
    cell.get_by_text("'verdict': 'overstated'").wait_for()


def test_a_claim_is_rated_in_lab_and_kept_in_the_browser(lab):
    form = browser.question(lab, lesson.question("rate-1").prompt)
    for _ in range(2):
        form.get_by_label("Supported", exact=True).check()
        form.get_by_label("80%", exact=True).check()
        form.locator("button[type=submit]").click()
    assert "Right." in form.inner_text()
    kept = lab.evaluate("JSON.parse(localStorage['course-answers/ketamine-course/06_appraise_a_source'])")
    assert (kept["rate-1"]["text"], kept["rate-1"]["confidence"], kept["rate-1"]["rounds"]) == ("Supported", 80, 2)


def test_erased_answers_do_not_come_back_from_the_kernel(lab):
    form = browser.question(lab, lesson.question("rate-1").prompt)
    wipe = form.get_by_role("button", name="Erase my answers on this page")
    wipe.click()
    wipe.click()
    assert "have been erased" in form.inner_text()
    run_cell(lab, 'ask("rate-1")')
    lab.wait_for_timeout(1000)
    form = browser.question(lab, lesson.question("rate-1").prompt)
    assert not form.get_by_label("Supported", exact=True).is_checked()
    assert lab.evaluate("localStorage['course-answers/ketamine-course/06_appraise_a_source']") is None


def test_axe_finds_nothing_in_the_widgets_in_three_states(lab):
    assert browser.violations(lab, ".jp-OutputArea-output") == []
    slider(lab, WALK).fill("9")
    shows(browser.explorable(lab, WALK), "Step 10 of 14")
    assert browser.violations(lab, ".jp-OutputArea-output") == []
    browser.explorable(lab, WALK).get_by_text("The same facts as a table").click()
    assert browser.violations(lab, ".jp-OutputArea-output") == []


def test_a_catalogue_follows_python_and_its_own_filters(lab):
    card = lab.get_by_role("region", name="The claim atlas", exact=True)
    assert card.locator("p.count").text_content() == f"36 of {count('claims')} claims"
    card.get_by_label("Our verdict", exact=True).select_option("contradicted")
    assert card.locator("p.count").text_content() == f"2 of {count('claims')} claims"
    card.get_by_label("Words", exact=True).press_sequentially("ddd")  # pressed twice, d deletes a cell, were Lab to see it
    assert card.locator("p.count").text_content().startswith(f"0 of {count('claims')} claims")
    card.get_by_role("button", name="Clear all filters").click()
    card.locator("summary").first.click()
    card.locator(".entries dl").first.wait_for(timeout=10_000)


def test_a_dark_lab_gets_dark_pictures(lab):
    card = browser.explorable(lab, WALK)
    assert card.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(254, 254, 254)"
    lab.get_by_role("menuitem", name="Settings", exact=True).click()
    lab.locator("#jp-mainmenu-settings").get_by_text("Theme", exact=True).hover()
    lab.get_by_text("JupyterLab Dark", exact=True).click()
    lab.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
    lab.wait_for_timeout(1000)
    assert card.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(21, 25, 30)"


def codes(page):
    """How often the code of all widgets came."""
    return sum("course.forKernel" in data for data in page.arrived)


def menu(page, name, *entries):
    page.get_by_role("menuitem", name=name, exact=True).click()
    for entry in entries:
        page.locator(f"#jp-mainmenu-{name.lower()}").get_by_text(entry, exact=True).click()


def test_the_code_of_all_widgets_came_once_and_ran_once(lab):
    assert codes(lab) == 1
    loaders = [data for data in lab.arrived if "courseCode" in data]
    assert len(loaders) > 10
    assert lab.evaluate("globalThis.courseCode.size") == 1


def test_cells_run_again_in_any_order_after_their_outputs_were_cleared(lab):
    menu(lab, "Edit", "Clear Outputs of All Cells")
    assert lab.get_by_role("region", name=WALK, exact=True).count() == 0
    run_cell(lab, 'ask("rate-1")')
    browser.question(lab, lesson.question("rate-1").prompt).wait_for(timeout=10_000)
    run_cell(lab, "played = rivals.stage()")
    browser.explorable(lab, STAGE).locator("svg").wait_for(timeout=10_000)
    run_cell(lab, "view = show.walk()")
    shows(browser.explorable(lab, WALK), "Step 1 of 14")
    assert codes(lab) == 1


def test_widgets_come_back_when_the_page_is_loaded_again(lab):
    slider(lab, WALK).fill("3")
    shows(browser.explorable(lab, WALK), "Step 4 of 14")
    menu(lab, "File", "Save Notebook")
    lab.locator(".jp-mod-dirty").wait_for(state="detached")
    lab.arrived.clear()
    lab.reload()
    card = browser.explorable(lab, WALK)
    card.locator("svg").wait_for(timeout=60_000)
    shows(card, "Step 4 of 14")
    slider(lab, WALK).fill("6")
    shows(card, "Step 7 of 14")
    assert codes(lab) == 1


def answered(page):
    """How often a kernel said that it is there."""
    return sum("kernel_info_reply" in data for data in page.arrived)


def open_notebook(page, name):
    """Open another notebook and wait for its kernel: asked to run before that, Lab asks back for a kernel."""
    before = answered(page)
    page.get_by_role("listitem", name=name).dblclick()
    for _ in range(300):
        if answered(page) > before:
            break
        page.wait_for_timeout(200)
    page.locator(".jp-NotebookPanel:visible [data-status=idle]").wait_for(timeout=60_000)


def test_a_second_notebook_in_the_page_runs_the_same_code(lab):
    before = codes(lab)
    open_notebook(lab, "other.ipynb")
    other = lab.locator(".jp-Notebook:visible", has_text="show.strength()")
    run_cell(other, "show.walk()")
    card = browser.explorable(other, WALK)
    card.locator("svg").wait_for(timeout=60_000)
    card.get_by_role("slider").fill("3")
    shows(card, "Step 4 of 14")
    assert codes(lab) == before + 1  # another kernel brings its own, which is the same
    assert lab.evaluate("globalThis.courseCode.size") == 1


def test_widgets_that_were_closed_in_python_come_anew(lab):
    other = lab.locator(".jp-Notebook:visible", has_text="show.strength()")
    run_cell(other, "close_all()")
    browser.explorable(other, LOCKED).locator("svg").wait_for(timeout=60_000)


def test_a_restarted_kernel_is_told_the_controls_go_back_and_running_the_cell_again_revives_it(lab):
    other = lab.locator(".jp-Notebook:visible", has_text="show.strength()")
    run_cell(other, "show.walk()")
    card = browser.explorable(other, WALK)
    shows(card, "Step 1 of 14")
    menu(lab, "Kernel", "Restart Kernel…")
    before = answered(lab)
    lab.get_by_role("button", name="Confirm Kernel Restart").click()
    for _ in range(300):
        if answered(lab) > before:
            break
        lab.wait_for_timeout(100)
    card.get_by_role("slider").fill("9")
    other.locator("p.gone", has_text="kernel is not responding").first.wait_for(timeout=3_000)
    lab.wait_for_timeout(1_000)
    assert card.get_by_role("slider").input_value() == "0"
    assert browser.description(card).startswith("Step 1 of 14")
    run_cell(other, "show.walk()")
    other.locator("p.gone:not(:empty)").first.wait_for(state="detached", timeout=60_000)
    card.get_by_role("slider").fill("9")
    shows(card, "Step 10 of 14")
