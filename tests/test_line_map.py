"""The line map on a phone: type that can be read, a name for every station, and no name over another in any state."""

from __future__ import annotations

import pytest

from ketamine_course.models import cascade

BOARD = cascade.course_board()
STATIONS = {step for route in BOARD.routes.values() if route.mixes for step in route.steps}
BOXES = """(bold) => {
  const svg = [...document.querySelectorAll("*")].map((each) => each.shadowRoot?.querySelector("svg.scene.map")).find(Boolean);
  const lay = [...svg.querySelectorAll(".lay.narrow")];
  const box = (node) => { const { left, right, top, bottom } = node.getBoundingClientRect(); return [left, right, top, bottom]; };
  const found = [];
  for (const text of lay.flatMap((each) => [...each.querySelectorAll("text")])) {
    const badge = text.closest("[data-b]");
    if (!text.textContent || text.matches(".mark")) continue;
    const kind = text.matches(".label") ? "name" : text.matches(".number") || badge ? "number" : text.closest("[data-a]") ? "ask" : "note";
    if (kind === "number" || kind === "ask") continue;
    text.style.visibility = "visible";
    text.style.fontWeight = bold && kind === "name" ? 700 : 400;
    // Over a station lies its number, however many accounts it says.
    if (/^\\u00d7/.test(text.textContent)) continue;
    found.push([badge?.dataset.b ?? text.textContent, kind, ...box(text)]);
  }
  const discs = lay.flatMap((each) => [...each.querySelectorAll("[data-b] > .disc")]);
  const asks = lay.flatMap((each) => [...each.querySelectorAll("[data-a] > circle.ask")]);
  const from = svg.getBoundingClientRect();
  const rings = discs.map((each) => [each.parentNode.dataset.b, "disc", ...box(each)]);
  rings.push(...asks.map((each) => ["?", "ask", ...box(each)]));
  return { found, rings, edge: [from.left, from.right] };
}"""
SIZES = """() => {
  const svg = [...document.querySelectorAll("*")].map((each) => each.shadowRoot?.querySelector("svg.scene.map")).find(Boolean);
  const unit = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const texts = [...svg.querySelectorAll(".lay.narrow text")].filter((each) => each.textContent);
  return texts.map((each) => [each.textContent, parseFloat(getComputedStyle(each).fontSize) * unit]);
}"""
NAMED = """() => {
  const svg = [...document.querySelectorAll("*")].map((each) => each.shadowRoot?.querySelector("svg.scene.map")).find(Boolean);
  const labels = [...svg.querySelectorAll(".lay.narrow .label")];
  return [...new Set(labels.filter((each) => getComputedStyle(each).visibility === "visible").map((each) => each.parentNode.dataset.b))];
}"""


def overlap(one, two, slack=0.75):
    """How far two boxes lie over each other, in pixels; what lies between lines of one height does not count."""
    across = min(one[3], two[3]) - max(one[2], two[2])
    down = min(one[5], two[5]) - max(one[4], two[4])
    return across > slack and down > 3 * slack


@pytest.fixture(scope="module")
def address(request):
    return request.getfixturevalue("export")("02_rival_hypotheses").as_uri()


@pytest.fixture
def phone(visit):
    page = visit(viewport={"width": 375, "height": 800}, color_scheme="dark", reduced_motion="reduce")
    page.get_by_role("region", name="All accounts as lines").get_by_role("button", name="Show me anyway").click()
    return page


def test_all_type_is_eleven_pixels_at_least(phone):
    assert [(text, size) for text, size in phone.evaluate(SIZES) if size < 11] == []


def test_no_name_lies_over_another_a_foreign_station_or_a_question_mark_in_any_state(phone):
    """Any accounts can be lit together, so all names may show; one of them, that of the open step, is bold."""
    plain, bold = (phone.evaluate(BOXES, each) for each in (False, True))
    assert len(plain["found"]) > 40
    assert {kind for _, kind, *_ in plain["rings"]} == {"disc", "ask"}
    clashes = [
        f"{one[0]} and {two[0]} ({two[1]})"
        for one in bold["found"]
        for two in [*plain["found"], *plain["rings"]]
        if one[0] != two[0] and overlap(one, two)
    ]
    assert clashes == []
    left, right = plain["edge"]
    assert [each[0] for each in bold["found"] if each[2] < left - 1 or each[3] > right + 1] == []


def test_every_station_has_its_name_whatever_is_lit(phone):
    card = phone.get_by_role("region", name="All accounts as lines")
    for route in ("rest_eef2k", "adenosine"):
        card.get_by_label("Account", exact=True).last.select_option(route)
        assert set(phone.evaluate(NAMED)) == STATIONS
    names = card.locator(".lay.narrow [data-b]").evaluate_all("(all) => all.map((each) => each.getAttribute('aria-label'))")
    assert all(names), "every station has its name for a listener"
