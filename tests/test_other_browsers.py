"""The single pages in Firefox and WebKitGTK, as Debian ships them: everything comes alive, and a figure moves."""

from __future__ import annotations

import json
import time

import pytest
from conftest import ROOT

from checks.other_browsers import BROWSERS
from ketamine_course.publish import pages

NAMES = ("01_mechanism_cascade", "05_claim_quality")
ROUNDS = ("00_start_here", "06_appraise_a_source")
# In the page: what is under its shadow roots, the first form answered, the file of all answers caught, and given to another page.
HELPERS = """(() => {
  const roots = () => [...document.querySelectorAll('*')].flatMap((each) => each.shadowRoot ?? []);
  globalThis.inside = (selector) => roots().flatMap((root) => [...root.querySelectorAll(selector)]);
  globalThis.press = (words) => inside('button').find((each) => each.textContent === words).click();
  globalThis.said = () => inside('*:not(style)').filter((each) => !each.children.length).map((each) => each.textContent).join(' ');
  return true;
})()"""
FORM = """[...new Set(inside('input[type=radio]').map((each) => each.getRootNode()))]
  .filter((root) => root.textContent.includes('Ten claims to accept or not'))
  .flatMap((root) => [...root.querySelectorAll('fieldset')].map((each) => each.querySelector('input').click())).length"""
CATCH = """(() => {
  HTMLAnchorElement.prototype.click = () => {};
  URL.createObjectURL = (blob) => { blob.text().then((text) => { globalThis.caught = text; }); return 'about:blank'; };
  press('Download all my answers (CSV)');
  return true;
})()"""
GIVE = """(() => {{
  const input = inside('input[type=file]').find((each) => each.ariaLabel.startsWith({label})), given = new DataTransfer();
  given.items.add(new File([{csv}], 'answers-all.csv', {{ type: 'text/csv' }}));
  input.files = given.files;
  input.dispatchEvent(new Event('change'));
  return true;
}})()"""
ALIVE = "[...document.querySelectorAll('[data-course-widget]')].map((each) => each.dataset.alive === 'true')"
MOVED = """(() => {
  const place = document.querySelector('[data-course-widget="explorable"]');
  const card = [place, ...place.querySelectorAll('*')].find((each) => each.shadowRoot).shadowRoot;
  [...card.querySelectorAll('button')].find((each) => each.textContent === 'Show me anyway')?.click();
  const before = card.querySelector('p.description').textContent;
  const control = card.querySelector('input[type=range], input[type=radio]:not(:checked), select');
  if (control.type === 'radio') control.click();
  else {
    if (control.type === 'range') control.value = Number(control.value) === 0 ? 1 : 0;
    else control.selectedIndex = 1;
    control.dispatchEvent(new Event(control.type === 'range' ? 'input' : 'change', { bubbles: true }));
  }
  const after = card.querySelector('p.description').textContent;
  return [before, after, card.querySelectorAll('figure svg').length];
})()"""

pytestmark = pytest.mark.sweep


@pytest.fixture(scope="module", params=BROWSERS)
def page(request):
    opened, is_there = BROWSERS[request.param]
    if not is_there():
        pytest.skip(f"no {request.param} here (Debian: apt install firefox-esr webkit2gtk-driver xvfb)")
    with opened() as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("pages")
    assert pages.main(["--out", str(made), *(str(ROOT / "notebooks" / f"{name}.ipynb") for name in NAMES)]) == 0
    return made


@pytest.mark.parametrize("name", NAMES)
def test_every_widget_comes_alive_and_a_figure_moves(page, folder, name):
    page.open((folder / f"{name}.html").as_uri())
    for _ in range(150):
        alive = page.value(ALIVE)
        if all(alive):
            break
        time.sleep(0.2)
    assert len(alive) > 10
    assert all(alive)
    before, after, drawings = page.value(MOVED)
    assert before
    assert before != after
    assert drawings == 1


@pytest.fixture(scope="module")
def firefox():
    opened, is_there = BROWSERS["firefox"]
    if not is_there():
        pytest.skip("no firefox here (Debian: apt install firefox-esr)")
    with opened() as found:
        yield found


def until(page, expression):
    """Wait until an expression is true on the page."""
    for _ in range(100):
        if page.value(expression):
            return
        time.sleep(0.1)
    raise AssertionError(f"not so after ten seconds: {expression}\n{page.value('said()')}")


def test_firefox_keeps_the_answers_of_a_file_apart_says_so_and_one_csv_carries_them_over(firefox, tmp_path):
    assert pages.main(["--out", str(tmp_path), *(str(ROOT / "notebooks" / f"{name}.ipynb") for name in ROUNDS)]) == 0
    before, after = ((tmp_path / f"{name}.html").as_uri() for name in ROUNDS)
    firefox.open(before)
    until(firefox, f"{HELPERS} && said().includes('Firefox keeps the answers of each file apart')")
    until(firefox, "said().includes('Ten claims to accept or not')")
    assert firefox.value(FORM) == 10
    firefox.value("press('Hand in and show my result') ?? true")
    until(firefox, "said().includes('You accepted 5 of 5 claims')")
    firefox.value(CATCH)
    until(firefox, "globalThis.caught !== undefined")
    csv = firefox.value("caught")
    assert len(csv.splitlines()) == 11
    firefox.open(after)
    until(firefox, f"{HELPERS} && inside('input[type=file]').length > 1")  # nothing of the other file is there
    firefox.value(GIVE.format(csv=json.dumps(csv), label=json.dumps("The CSV file that you downloaded")))
    until(firefox, "said().includes('Your answers from \u201cBefore the course\u201d are known')")
