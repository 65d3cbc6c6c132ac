"""The single pages in Firefox and WebKitGTK, as Debian ships them: everything comes alive, and a figure moves."""

from __future__ import annotations

import time

import pytest
from conftest import ROOT

from checks.other_browsers import BROWSERS
from ketamine_course.publish import pages

NAMES = ("01_mechanism_cascade", "05_claim_quality")
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
