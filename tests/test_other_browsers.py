"""The single pages in Firefox and WebKitGTK, as Debian ships them: everything comes alive, a figure moves, and the stage is played."""

from __future__ import annotations

import json
import time

import practice
import pytest
from conftest import ROOT

from checks.other_browsers import BROWSERS
from ketamine_course.pictures._scene import stage
from ketamine_course.publish import pages
from ketamine_course.widgets import attended, embed

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
  const controls = 'input[type=range], input[type=radio]:not(:checked), select';
  const opened = (place) => {
    const card = [place, ...place.querySelectorAll('*')].find((each) => each.shadowRoot).shadowRoot;
    [...card.querySelectorAll('button')].find((each) => each.textContent === 'Show me anyway')?.click();
    return card;
  };
  const cards = [...document.querySelectorAll('[data-course-widget="explorable"]')].map(opened);
  const card = cards.find((each) => each.querySelector(controls));  // what opens a notebook may have nothing to set
  const before = card.querySelector('.frame').textContent;
  const control = card.querySelector(controls);
  if (control.type === 'radio') control.click();
  else {
    if (control.type === 'range') control.value = Number(control.value) === 0 ? 1 : 0;
    else control.selectedIndex = 1;
    control.dispatchEvent(new Event(control.type === 'range' ? 'input' : 'change', { bubbles: true }));
  }
  const after = card.querySelector('.frame').textContent;
  return [before, after, card.querySelectorAll('figure svg').length];
})()"""
# For each scene, whether both of its ends can be pressed: it may be wider than the text around it.
ENDS = """[...document.querySelectorAll('.course-stage')].map((scene) => {
  scene.scrollIntoView({ block: 'start' });
  const { left, right, top } = scene.getBoundingClientRect();
  const y = Math.min(top + 60, innerHeight - 20);
  return [left + 6, right - 6].map((x) => document.elementFromPoint(x, y)?.closest('.course-stage') === scene);
})"""

STAGE = """(() => {
  const root = document.querySelector('[data-course-widget=stage]').querySelector('*').parentElement;
  const shadow = [...root.querySelectorAll('*')].concat(root).find((each) => each.shadowRoot).shadowRoot;
  globalThis.part = (selector) => shadow.querySelector(selector);
  globalThis.told = (selector) => part(selector).textContent;
  globalThis.named = (words) => [...shadow.querySelectorAll('button')].find((each) => each.textContent === words);
  globalThis.at = () => shadow.activeElement?.getAttribute('data-b') ?? '';
  return true;
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


def test_no_scene_is_cut_off_at_its_ends(page, folder):
    page.open((folder / f"{NAMES[0]}.html").as_uri())
    until(page, f"{ALIVE}.every(Boolean)")
    ends = page.value(ENDS)
    assert len(ends) > 3
    assert ends == [[True, True]] * len(ends)


@pytest.fixture
def stage_page(tmp_path, monkeypatch):
    monkeypatch.setenv(attended.EXPORT_VARIABLE, "1")
    embed.new_page()
    (tmp_path / "stage.html").write_text(practice.page_of(stage()), encoding="utf-8")
    return (tmp_path / "stage.html").as_uri()


class TestStage:
    def opened(self, page, address):
        page.open("about:blank")
        page.open(address)
        until(page, f"{ALIVE}.every(Boolean) && {STAGE}")

    def test_by_keyboard_alone(self, page, stage_page):
        self.opened(page, stage_page)
        page.value("part('.walk input').focus() ?? true")
        page.press("End")
        until(page, "told('.step') === 'Step 14 of 14, staying better for days: raised.'")  # texts follow the picture
        page.value("part('[data-b=mood_sustained][role]').focus() ?? true")
        page.press(*["ArrowLeft"] * 4)
        assert page.value("at()") == "mtorc1"
        page.press("Enter")
        until(page, "told('.verdict').startsWith('Mood: no lift is predicted')")
        until(page, "part('.found').children.length === 2")
        until(page, "told('[role=status]') === told('.verdict')")
        page.press("ArrowDown", "Enter")
        until(page, "told('.verdict').includes('reversed')")
        page.press("Delete")
        until(page, "told('.verdict').includes('cut')")

    def test_by_pointer_with_the_filter_and_its_address(self, page, stage_page):
        self.opened(page, f"{stage_page}#cascade:at=trkb&blocked=trkb")
        assert "TrkB (the BDNF receptor) blocked" in page.value("told('.verdict')")
        until(page, "part('.stage').getBoundingClientRect().top < 20")
        assert page.value("getComputedStyle(part('.b.held > .cork')).visibility") == "visible"
        page.value("named('Put everything back').click() ?? true")
        until(page, "told('.verdict').includes('nothing changed')")
        page.value("part('[value=people]').click() ?? true")
        until(page, "told('.studied').startsWith('Studied in people: 4 of 13 arrows')")
        page.value("named('Opioid').click() ?? true")
        until(page, "location.hash.includes('routes=opioid') && location.hash.includes('only=people')")

    def test_it_is_drawn_and_fits(self, page, stage_page):
        self.opened(page, f"{stage_page}#cascade:at=mood_sustained")
        box = page.value("part('svg.scene').getBoundingClientRect().toJSON()")
        assert box["width"] > 400
        assert 0.6 < box["height"] / box["width"] < 0.8
        shown = "['.p.raises > .raises', '.a.run > .light', '.b.now > .disc'].map((each) => getComputedStyle(part(each)).visibility)"
        assert page.value(shown) == ["visible"] * 3
        sizes = page.value(
            "[...part('.lay.wide:last-of-type').querySelectorAll('.ring')].map((each) => each.getBoundingClientRect().width)"
        )
        assert min(sizes) >= 24
        assert page.value("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


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
    until(firefox, f"{HELPERS} && said().includes('Firefox keeps the answers for each file separately')")
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
    until(firefox, "said().includes('Your answers from \u201cBefore the course\u201d are available')")
