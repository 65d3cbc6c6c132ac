"""The stage as a widget: its state in Python, its page without a kernel, and a stage about tea."""

from __future__ import annotations

import gzip
import io
import itertools
import json
import re
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import unquote

import browser
import nbformat
import pikepdf
import practice
import pytest
import stage_states
from browser import answer, question, violations
from conftest import ROOT
from playwright.sync_api import expect
from samples import some
from toy_stage import board as tea_board
from toy_stage import tea

from ketamine_course.lesson import own_chain
from ketamine_course.models import cascade
from ketamine_course.pictures._scene import account_stage, stage
from ketamine_course.widgets import attended, embed, packing
from ketamine_course.widgets.question import Option, Question

GUESS = Question(
    "stage-guess",
    "single",
    "What is lost?",
    (Option("All", "No.", right=True), Option("Nothing", "Yes.", right=False)),
    result="All of it.",
)
STATES_AND_LOOKS = [
    (state, *look)
    for look in (("light", 1280), ("dark", 375))
    for state in ("", "at=mtorc1&blocked=mtorc1", "only=people&at=mood_sustained", "routes=told_s4", "routes=own&own=ketamine bdnf")
]


@pytest.fixture
def export(monkeypatch):
    monkeypatch.setenv(attended.EXPORT_VARIABLE, "1")
    embed.new_page()


def embedded(page):
    data = json.loads(re.findall(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)[0])
    return data["state"] | packing.unpacked(data["packed"])


LOOKS = "(all) => all.map((each) => [each.dataset.p, each.getAttribute('class')])"


class TestInPython:
    def test_its_state_can_be_read_set_and_observed(self):
        view = stage(blocked=["mtorc1"])
        heard = []
        view.observe(lambda change: heard.append(change["new"]["at"]), "state")
        view.state = {"at": "mood_sustained"}
        assert view.state["blocked"] == ["mtorc1"]
        assert heard == ["mood_sustained"]
        assert view.reading["verdict"] == "abolish"  # type: ignore[union-attr]  # live here

    def test_a_wrong_state_is_refused_with_the_nearest_name_and_nothing_is_lost(self):
        view = stage(at="bdnf")
        with pytest.raises(cascade.StateError, match="nearest: 'mtorc1'"):
            view.state = {"blocked": ["mtorc"]}
        assert view.state["at"] == "bdnf"
        assert view.state["blocked"] == []

    def test_other_clients_get_words_and_a_picture(self):
        data = stage(blocked=["mtorc1"], at="mood_sustained")._repr_mimebundle_()
        assert "Mood: no lift is predicted" in data["text/plain"]
        assert data["image/svg+xml"].startswith("<svg")
        assert "var(" not in data["image/svg+xml"]

    def test_a_locked_stage_does_not_give_the_answer_away(self):
        data = stage(after=GUESS)._repr_mimebundle_()
        assert "Make your prediction first" in data["image/svg+xml"]
        for told in data["text/plain"], data["image/svg+xml"]:
            assert "predicted" not in told
            assert "mTORC1" not in told

    def test_two_looks_give_the_same_bytes(self):
        assert stage.scene == replace(stage).scene

    @pytest.mark.parametrize("name", stage.tries)
    def test_every_named_state_is_a_still_picture_in_both_layouts(self, name):
        for layout in ("wide", "narrow"):
            picture = stage.picture(layout, **stage.tries[name])
            assert "<svg" in picture.svg()
            assert stage.read(stage.tries[name])["sentences"]["verdict"] in picture.description.split(";")[0]


@pytest.mark.usefixtures("export")
class TestInAPage:
    def test_it_carries_everything_and_shows_before_its_script(self):
        page = stage(blocked=["mtorc1"], at="mood_sustained")._repr_mimebundle_()["text/html"]
        found = embedded(page)
        assert found["state"]["blocked"] == ["mtorc1"]
        assert found["_knowledge"]["board"] == json.loads(json.dumps(cascade.course_board().definition()))
        assert "class='p on lost' data-p='mood_sustained'" in unquote(page)
        assert "http://" not in page.replace("http://www.w3.org", "")

    def test_before_a_prediction_it_is_folded(self):
        assert "<details><summary>Predict first" in stage(after=GUESS)._repr_mimebundle_()["text/html"]

    def test_it_weighs_little(self):
        page = stage()._repr_mimebundle_()["text/html"]
        own = page[: page.index('<script type="module">')]
        assert len(gzip.compress(own.encode(), 9)) < 30_000


def served(html, route):
    route.fulfill(body=html, content_type="text/html")


def page_of(shown, folder):
    path = folder / "stage.html"
    path.write_text(practice.page_of(shown), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def address(request, tmp_path):
    request.getfixturevalue("export")
    return page_of(stage(mixtures=True), tmp_path)


SEEN_AT = """async (addresses) => {
  const root = [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".stage")).shadowRoot;
  const looks = (kind) => {
    const groups = [...root.querySelectorAll(`.scene [data-${kind}]`)];
    return groups.map((group) => [`${kind} ${group.dataset[kind]}`, group.getAttribute("class")]);
  };
  const found = [];
  for (const address of addresses) {
    const there = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    if (location.hash === new URL(address, location.href).hash) dispatchEvent(new Event("hashchange"));
    else location.hash = address;
    await there;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(done)))); // texts follow the picture
    const said = (name) => [name, root.querySelector(`.words .${name}`).textContent];
    const words = ["step", "claims", "studied", "mixture", "found"].map(said);
    const sentences = { ...Object.fromEntries(words), result: root.querySelector(".verdict").textContent };
    found.push([sentences, Object.fromEntries(["p", "b", "a"].flatMap(looks))]);
  }
  return found;
}"""


def painted_of(shown):
    """The classes that a painter sets: for each part, badge and arrow what the reading says of it."""
    parts = {f"p {step}": f"p {look}" for step, look in shown["parts"].items()}
    badges = {f"b {step}": f"b {look}" for step, (_, _, look) in shown["badges"].items()}
    return parts | badges | {f"a {arrow}": f"a {sign} {look}" for arrow, (sign, look) in shown["arrows"].items()}


class TestByHand:
    def card(self, page, title="The cascade, from drug to mood"):
        return page.get_by_role("region", name=title, exact=True)

    def test_a_walk_by_keyboard_alone(self, visit):
        page = visit()
        card = self.card(page)
        card.get_by_role("slider").focus()
        page.keyboard.press("End")
        expect(card.locator(".step")).to_contain_text("Step 14 of 14")
        card.get_by_role("button", name=re.compile("^14\\. ")).focus()
        page.keyboard.press("Home")
        page.keyboard.press("End")
        expect(card.locator(".step")).to_contain_text("Step 14 of 14")  # the end of the path, not a place beside it
        for _ in range(4):
            page.keyboard.press("ArrowLeft")
        page.keyboard.press("Enter")
        expect(card.locator(".verdict")).to_contain_text("no lift is predicted")
        expect(card.locator(".found")).to_contain_text("mTORC1 blocked in rats")
        page.wait_for_timeout(500)
        assert page.evaluate("location.hash") == "#cascade:at=mtorc1&blocked=mtorc1"
        assert card.get_by_role("status").text_content() == card.locator(".verdict").text_content()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(card.locator(".verdict")).to_contain_text("reversed")
        page.keyboard.press("Delete")
        expect(card.locator(".verdict")).to_contain_text("cut")

    def test_a_walk_by_pointer(self, visit):
        page = visit()
        card = self.card(page)
        card.get_by_role("button", name="Opioid", exact=True).click()
        expect(card.locator(".verdict")).to_contain_text("opioid account")
        badge = card.locator('.lay.wide [data-b="mu_opioid"] .ring')
        badge.click()
        badge.click()
        expect(card.locator(".verdict")).to_contain_text("no lift is predicted")
        card.get_by_role("button", name="Put everything back").click()
        expect(card.locator(".verdict")).to_contain_text("the full lift is predicted")
        card.get_by_label("people", exact=True).check()
        expect(card.locator(".studied")).to_contain_text("studied in people")

    def test_a_listener_meets_the_steps_in_the_order_of_the_walk(self, visit):
        card = self.card(visit())
        names = card.locator(".lay.wide .b").evaluate_all("(all) => all.map((each) => each.getAttribute('aria-label'))")
        assert [name.split(".")[0] for name in names[:14]] == [str(place) for place in range(1, 15)]
        assert names[1] == "2. NMDA on brake cell: lowered"
        assert all(name.endswith("not on this path") for name in names[14:])
        card.get_by_role("button", name="Opioid", exact=True).click()
        first = card.locator(".lay.wide .b").evaluate_all("(all) => all.slice(0, 2).map((each) => each.dataset.b)")
        assert first == ["ketamine", "mu_opioid"]

    def test_a_step_that_the_focus_names_is_not_spoken_a_second_time(self, visit):
        page = visit()
        card = self.card(page)
        card.get_by_role("slider").focus()
        page.keyboard.press("ArrowRight")
        assert card.get_by_role("slider").get_attribute("aria-valuetext") == "2 of 14: NMDA receptors on interneurons, lowered"
        page.wait_for_timeout(600)
        assert card.get_by_role("status").text_content() == ""
        card.get_by_role("button", name="Step: next").click()
        page.wait_for_timeout(600)
        expect(card.get_by_role("status")).to_have_text(card.locator(".step").text_content())

    def test_only_what_changes_moves_and_nothing_while_steps_follow_fast(self, visit):
        page = visit()
        card = self.card(page)
        card.get_by_role("slider").focus()
        before = card.locator("[data-p]").evaluate_all(LOOKS)
        page.wait_for_timeout(400)
        page.keyboard.press("ArrowRight")
        after = card.locator("[data-p]").evaluate_all(LOOKS)
        moving = card.locator("[data-p][data-new]").evaluate_all("(all) => all.map((each) => each.dataset.p)")
        assert set(moving) == {name for name, look in after if [name, look] not in before}
        assert moving
        onward = "(slider) => { slider.stepUp(); slider.dispatchEvent(new Event('input')); }"
        card.get_by_role("slider").evaluate(f"(slider) => {{ const onward = {onward}; onward(slider); onward(slider); }}")
        assert card.locator("[data-new]").count() == 0

    def test_putting_back_leaves_the_focus_where_it_is(self, visit):
        page = visit()
        card = self.card(page)
        card.get_by_role("button", name="Rapamycin: block mTORC1").click()
        back = card.get_by_role("button", name="Put everything back")
        back.focus()
        page.keyboard.press("Enter")
        expect(card.locator(".verdict")).to_contain_text("the full lift is predicted")
        assert back.evaluate("(button) => button.matches(':focus')")
        assert back.get_attribute("aria-disabled") == "true"

    def test_what_was_found_in_rats_and_in_people_stands_in_lines_of_its_own(self, visit):
        card = self.card(visit())
        card.get_by_role("button", name="Rapamycin: block mTORC1").click()
        expect(card.locator(".found > span")).to_have_count(2)
        rats, people = card.locator(".found > span").all_text_contents()
        assert rats.startswith("mTORC1 blocked in rats")
        assert "(people; Abdallah et al. 2020)" in people

    def test_accounts_can_be_lit_together(self, visit):
        card = self.card(visit())
        card.get_by_label("Highlight several at once").check()
        card.get_by_role("button", name="Expectancy", exact=True).click()
        expect(card.locator(".mixture")).to_contain_text("rule out")
        expect(card.locator(".verdict")).to_contain_text("the disinhibition account and the expectancy account")

    def test_a_chain_of_ones_own(self, visit):
        card = self.card(visit())
        card.get_by_role("button", name="Your own chain").click()
        card.get_by_label("Next step").select_option("bdnf")
        card.get_by_role("button", name="Add", exact=True).click()
        card.locator('.lay.wide [data-b="mood_rapid"] .ring').click()
        expect(card.locator(".own")).to_contain_text("Ketamine \u2192 BDNF \u2192 Fast mood lift")
        assert card.locator("path.extra").count() == 2

    def test_an_arrow_in_none_of_the_tables_is_called_so_wherever_it_is_met(self, visit):
        """In the scene by a look that no other arrow has, with a name of that look in the legend; at the open step; whatever is kept."""
        page = visit()
        page.evaluate("location.hash = '#cascade:routes=own&own=ketamine dissociation vdcc mood_rapid&at=vdcc'")
        card = self.card(page)
        expect(card.locator(".notes").first).to_contain_text("The arrow into itNot in our tables.")
        legend = card.locator(".legend li.unlisted")
        assert legend.inner_text() == "not in our tables"
        looks = "(path) => { const { stroke, strokeDasharray } = getComputedStyle(path); return `${stroke} ${strokeDasharray}`; }"
        line = card.locator("path.extra.unlisted").first
        assert line.evaluate(looks).split(") ")[1] == "7px, 2.6px, 1.3px, 2.6px"
        usual = {each.evaluate(looks) for each in card.locator(".lay.wide .a > .line").all()}
        assert line.evaluate(looks) not in usual
        before = line.evaluate(looks)
        card.get_by_role("radio", name="people").check()
        assert card.locator("path.extra.unlisted.bare").first.evaluate(looks) == before

    def test_a_chain_that_has_ended_is_not_lengthened_by_a_click_where_it_is_played_with(self, visit):
        page = visit()
        page.evaluate("location.hash = '#cascade:routes=own&own=ketamine nmdar mood_rapid&at=mood_rapid'")
        card = self.card(page)
        told = card.locator(".own p")
        place = card.locator('.lay.wide [data-b="dmn"]')
        assert place.locator(".disc").evaluate("(disc) => getComputedStyle(disc).visibility") == "hidden"
        place.locator(".ring").click()
        expect(card.locator(".step")).to_contain_text("not on the path of your own chain")
        assert told.inner_text().endswith("Fast mood lift")
        card.get_by_role("button", name="Remove the last").click()
        place.locator(".ring").click()
        assert told.inner_text().endswith("NMDA receptor \u2192 Default network")

    def test_on_a_phone_accounts_that_are_lit_together_can_be_put_out(self, visit):
        card = self.card(visit(viewport={"width": 375, "height": 800}))
        account = card.get_by_role("combobox", name="Account")
        expect(account).to_be_visible()
        card.get_by_label("Light several at once").check()
        expect(account).to_be_hidden()
        lit = card.locator(".routes button[aria-pressed=true]")
        card.get_by_role("button", name="Expectancy").click()
        assert lit.all_text_contents() == ["Disinhibition", "Expectancy"]
        card.get_by_role("button", name="Disinhibition").click()
        assert lit.all_text_contents() == ["Expectancy"]

    @pytest.mark.parametrize("count", [100, pytest.param(2000, marks=pytest.mark.sweep)])
    def test_the_page_says_and_paints_what_python_says(self, visit, count):
        """Through the page's own text, state by state, by way of its address."""
        board, page = cascade.course_board(), visit()
        states = [cascade.checked(board, state) for state in stage_states.random_states(board, count, 3)]
        drawn = {f"b {step}" for route in board.routes.values() for step in route.steps}
        addresses = [
            "#cascade:" + "&".join(f"{name}={' '.join(value) if isinstance(value, list) else value}" for name, value in state.items())
            for state in states
        ]
        found = page.evaluate(SEEN_AT, addresses)
        for state, (words, looks) in zip(states, found, strict=True):
            wanted = cascade.reading(state)
            assert words == {name: wanted["sentences"][name] for name in words}, state
            painted = painted_of(wanted["shown"])
            assert looks == {name: painted[name] for name in looks}, state
            assert looks.keys() >= drawn

    def test_few_stops_for_the_keyboard_and_targets_large_enough(self, visit):
        page = visit()
        card = self.card(page)
        stops = card.locator("button, input, select, summary, [tabindex='0']").evaluate_all(
            """(all) => all.filter((e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility())
              .filter((e) => (e.type !== 'radio' || e.checked) && !e.matches('details:not([open]) div')).length"""
        )
        assert stops <= 14
        sizes = card.locator(".lay .b .ring").evaluate_all("(all) => all.map((e) => e.getBoundingClientRect().width)")
        assert min(sizes) >= 24

    @pytest.mark.parametrize(("hash_", "scheme", "width"), some(STATES_AND_LOOKS, [STATES_AND_LOOKS[0], STATES_AND_LOOKS[-1]]))
    def test_nothing_that_axe_can_find(self, chromium, address, hash_, scheme, width):
        context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        page.goto(f"{address}#cascade:{hash_}")
        page.locator("[data-alive]").first.wait_for()
        page.wait_for_timeout(450)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        context.close()

    def test_no_badge_is_without_a_name_before_the_size_is_observed(self, chromium, address):
        page = chromium.new_page()
        page.add_init_script("globalThis.ResizeObserver = class { observe() {} unobserve() {} disconnect() {} }")
        page.goto(address)
        page.locator("[data-alive]").first.wait_for()
        badges = page.locator(".lay [role=button]")
        assert badges.count() > 10
        assert badges.evaluate_all("(all) => all.filter((each) => !each.getAttribute('aria-label')).length") == 0
        page.close()

    def test_a_chain_built_from_boxes_comes_back_with_the_evidence_over_it(self, request, chromium, tmp_path):
        request.getfixturevalue("export")
        kept = own_chain("01_mechanism_cascade")
        page = chromium.new_page()
        (tmp_path / "chain.html").write_text(practice.page_of(stage(build=True, chain=kept), stage(chain=kept)), encoding="utf-8")
        page.goto((tmp_path / "chain.html").as_uri())
        boxes = self.card(page, "Your own chain")
        assert boxes.locator(".verdict").count() == 0
        for step in ("mu_opioid", "mood_rapid"):
            boxes.get_by_label("Next step").select_option(step)
            boxes.get_by_role("button", name="Add", exact=True).click()
        card = self.card(page)
        expect(card.locator(".own")).to_contain_text("Ketamine \u2192 Opioid receptors \u2192 Fast mood lift")
        card.get_by_label("people", exact=True).check()
        expect(card.locator(".studied")).to_contain_text("Both arrows have been studied in people.")
        browser.reload(page)
        expect(self.card(page).locator(".own")).to_contain_text("Opioid receptors")
        page.close()

    def test_a_chain_is_built_changed_and_told_with_keys_alone(self, request, chromium, tmp_path):
        request.getfixturevalue("export")
        (tmp_path / "keys.html").write_text(
            practice.page_of(stage(build=True, chain=own_chain("01_mechanism_cascade"), offers=["opioid", "expectancy"])), encoding="utf-8"
        )
        page = chromium.new_page(viewport={"width": 375, "height": 800}, reduced_motion="reduce")
        page.goto((tmp_path / "keys.html").as_uri())
        boxes = page.get_by_role("region", name="Your own chain", exact=True)
        scene, spoken = boxes.get_by_role("group", name="Free places in the figure"), boxes.get_by_role("status")
        first = scene.get_by_role("button", name="Step 1: Ketamine. The chain begins here")
        free = scene.get_by_role("button", name="free place")
        count = free.count()
        assert count == 5
        assert free.first.get_attribute("aria-label").endswith("Add it as step 2")
        open_places = ".lay.narrow .b:not(.done) > "
        assert boxes.locator(f"{open_places}:is(.label, .disc)").evaluate_all(
            "(all) => all.every((each) => getComputedStyle(each).visibility === 'visible')"
        )
        look = "['opacity', 'fill', 'stroke', 'transform'].map((name) => getComputedStyle(each)[name]).join()"
        kinds = f"(all) => new Set(all.map((each) => {look})).size"
        for kind in (".disc", ".label"):
            assert boxes.locator(open_places + kind).evaluate_all(kinds) == 1, "no place looks more right than another"
        first.focus()
        for _ in range(2):  # the last place, then the one before it
            page.keyboard.press("End")
            page.keyboard.press("Enter")
            assert free.count() == count - 1
            page.keyboard.press("Enter")
            assert free.count() == count
        page.keyboard.press("End")
        page.keyboard.press("Enter")
        added = scene.locator("[aria-pressed=true]").nth(1).get_attribute("aria-label")
        assert re.fullmatch("Step 2: .*[.] Take it out", added)
        page.keyboard.press("Enter")
        for step in ("dissociation", "mood_rapid", "mu_opioid"):
            boxes.get_by_label("Next step").select_option(step)
            boxes.get_by_role("button", name="Add", exact=True).press("Enter")
        row = boxes.locator(".chain li")
        earlier = row.get_by_role("button", name="Opioid receptors: earlier")
        earlier.press("Enter")
        assert earlier.evaluate("(button) => button.getRootNode().activeElement === button"), "the same button can be pressed again"
        spoken.get_by_text(re.compile("Opioid receptors \u2192 Fast mood lift$")).wait_for()
        earlier.press("Enter")
        assert row.nth(1).text_content().startswith("2 Opioid receptors")
        focused = "(list) => list.getRootNode().activeElement.getAttribute('aria-label')"
        earlier.press("Enter")
        assert row.nth(1).text_content().startswith("2 Opioid receptors"), "at its end the button does nothing"
        assert boxes.locator(".chain").evaluate(focused) == "Opioid receptors: earlier"
        row.nth(1).get_by_role("button", name="take out").press("Enter")
        assert boxes.locator(".chain").evaluate(focused).endswith(": take out")
        assert row.count() == 3
        for _ in range(2):
            row.last.get_by_role("button", name="take out").press("Enter")
        assert boxes.get_by_label("Next step").evaluate("(list) => list.getRootNode().activeElement === list")
        spoken.get_by_text("Your own chain: Ketamine", exact=True).wait_for()
        assert free.count() == count
        assert violations(page) == []
        page.close()

    def test_nothing_chosen_is_said_in_words(self, request, chromium, tmp_path):
        request.getfixturevalue("export")
        (tmp_path / "add.html").write_text(practice.page_of(stage(build=True)), encoding="utf-8")
        page = chromium.new_page()
        page.goto((tmp_path / "add.html").as_uri())
        boxes = page.get_by_role("region", name="Your own chain", exact=True)
        boxes.get_by_role("button", name="Add", exact=True).press("Enter")
        expect(boxes.get_by_role("alert")).to_have_text("Choose a step first.")
        expect(boxes.get_by_label("Next step")).to_be_focused()
        boxes.get_by_label("Next step").select_option("bdnf")
        expect(boxes.get_by_role("alert")).to_be_empty()
        page.close()

    def test_the_next_number_goes_with_pointer_focus_and_choice(self, request, chromium, tmp_path):
        request.getfixturevalue("export")
        (tmp_path / "tail.html").write_text(practice.page_of(stage(build=True)), encoding="utf-8")
        page = chromium.new_page(viewport={"width": 1000, "height": 900})
        page.goto((tmp_path / "tail.html").as_uri())
        boxes = page.get_by_role("region", name="Your own chain", exact=True)
        tail, ring = boxes.locator(".tail"), boxes.locator(".tail circle")
        middle = "(disc) => ['cx', 'cy'].map((name) => disc.getAttribute(name))"
        at_rest = ring.evaluate(middle)
        assert tail.text_content() == "2"

        def place(step):
            return boxes.locator(f".lay.wide [data-b={step}]")

        for point in (lambda step: place(step).hover(), lambda step: place(step).focus(), boxes.get_by_label("Next step").select_option):
            point("bdnf")
            assert ring.evaluate(middle) == place("bdnf").locator(".disc").evaluate(middle)
            assert "held" in tail.get_attribute("class")
            page.mouse.move(2, 2)
            boxes.get_by_role("button", name="Add", exact=True).focus()
        place("bdnf").hover()
        page.mouse.move(2, 2)
        assert ring.evaluate(middle) == at_rest
        for step in ("bdnf", "mood_rapid"):
            place(step).click()
        assert tail.count() == 0, "a chain that has come to mood asks for nothing more"
        expect(boxes.locator(".hint")).to_contain_text("reached an end")
        page.close()

    def test_a_free_place_is_taken_and_left_by_a_tap(self, request, chromium, tmp_path):
        request.getfixturevalue("export")
        (tmp_path / "taps.html").write_text(practice.page_of(stage(build=True)), encoding="utf-8")
        page = chromium.new_page(viewport={"width": 375, "height": 800})
        page.goto((tmp_path / "taps.html").as_uri())
        boxes = page.get_by_role("region", name="Your own chain", exact=True)
        for step in ("bdnf", "mood_rapid"):
            boxes.locator(f".lay.narrow [data-b={step}] .ring").click()
        assert [text.strip("\u2039\u203a\u00d7") for text in boxes.locator(".chain li").all_text_contents()] == [
            "1 Ketamine",
            "2 BDNF",
            "3 Fast mood lift",
        ]
        boxes.locator(".lay.narrow [data-b=bdnf] .ring").click()
        assert boxes.locator(".chain li").count() == 2
        assert boxes.locator(".lay.narrow [data-b=bdnf]").get_attribute("aria-label").endswith("free place. Add it as step 3")
        page.close()

    def test_there_is_one_chain_for_all_stages_and_none_lights_it_unasked(self, request, chromium):
        """Built on one page, it waits under its own name on every stage of another, and a change there is a change everywhere."""
        request.getfixturevalue("export")
        context = chromium.new_context()
        shown = {
            "build": lambda: [stage(build=True, chain=own_chain("01_mechanism_cascade"))],
            "other": lambda: [stage(routes=["opioid"]), account_stage()],
        }
        for name, outputs in shown.items():
            embed.new_page()
            context.route(f"**/{name}.html", partial(served, practice.page_of(*outputs())))
        first, other = context.new_page(), context.new_page()
        first.goto("http://course.test/build.html")
        boxes = first.get_by_role("region", name="Your own chain", exact=True)
        boxes.get_by_label("Next step").select_option("bdnf")
        boxes.get_by_role("button", name="Add", exact=True).click()
        other.goto("http://course.test/other.html")
        cards = [self.card(other), other.get_by_role("region", name="The accounts on the stage", exact=True)]
        for card in cards:
            assert card.locator(".own").is_hidden()
            card.get_by_role("button", name="Your own chain").click()
            expect(card.locator(".own p")).to_have_text("Your own chain: Ketamine \u2192 BDNF")
        cards[1].get_by_label("Next step").select_option("mood_rapid")
        cards[1].get_by_role("button", name="Add", exact=True).click()
        expect(cards[0].locator(".own p")).to_have_text("Your own chain: Ketamine \u2192 BDNF \u2192 Fast mood lift")
        browser.reload(first)
        boxes.locator(".chain li").nth(2).get_by_text("Fast mood lift").wait_for()
        kept = first.evaluate("Object.values(localStorage).filter((text) => text.includes('mood_rapid')).length")
        assert kept == 1, "one place keeps it"
        context.close()

    def test_a_chain_in_a_link_is_shown_and_leaves_the_readers_own_as_it_is(self, request, chromium, tmp_path):
        request.getfixturevalue("export")
        (tmp_path / "link.html").write_text(practice.page_of(stage(chain=own_chain("01_mechanism_cascade"))), encoding="utf-8")
        address = (tmp_path / "link.html").as_uri()
        page = chromium.new_page()
        page.goto(address)
        card = self.card(page)
        card.get_by_label("Next step").select_option("bdnf")
        card.get_by_role("button", name="Add", exact=True).click()
        page.goto("about:blank")
        page.goto(f"{address}#cascade:routes=own&own=ketamine trkb")
        expect(self.card(page).locator(".own p")).to_have_text("Your own chain: Ketamine \u2192 TrkB")
        page.goto("about:blank")
        page.goto(address)
        expect(self.card(page).locator(".own p")).to_have_text("Your own chain: Ketamine \u2192 BDNF")
        page.close()

    def test_a_showing_may_offer_some_routes_only(self, request, chromium, tmp_path):
        request.getfixturevalue("export")
        kept, offers = own_chain("01_mechanism_cascade"), ["opioid", "expectancy"]
        outputs = (stage(build=True, chain=kept, offers=offers), stage(offers=offers))
        (tmp_path / "offers.html").write_text(practice.page_of(*outputs), encoding="utf-8")
        page = chromium.new_page()
        page.goto((tmp_path / "offers.html").as_uri())
        boxes, card = self.card(page, "Your own chain"), self.card(page)
        steps = {step for name in offers for step in cascade.account(name).arrows.nodes}
        values = boxes.get_by_label("Next step").locator("option").evaluate_all("(all) => all.map((each) => each.value)")
        assert set(values) == steps - {"ketamine"} | {""}
        assert boxes.locator("svg .b").count() == len(steps)
        boxes.get_by_label("Next step").select_option("mood_rapid")
        boxes.get_by_role("button", name="Add", exact=True).click()
        boxes.get_by_role("status").get_by_text("Your own chain: Ketamine \u2192 Fast mood lift").wait_for()
        assert card.locator(".routes .chip").count() == len(offers) + 1
        assert card.get_by_role("button", name="The chain in S4").count() == 0
        assert card.get_by_role("button", name="Naltrexone: block opioid receptors").count() == 1
        page.close()
        with pytest.raises(KeyError, match="route 'opiod' is unknown; nearest: 'opioid'"):
            stage(offers=["opiod"])

    def test_a_showing_without_filters_does_not_tell_in_whom_the_arrows_were_studied(self, request, chromium, tmp_path):
        request.getfixturevalue("export")
        (tmp_path / "filters.html").write_text(practice.page_of(stage(filters=False)), encoding="utf-8")
        page = chromium.new_page()
        page.goto((tmp_path / "filters.html").as_uri())
        card = self.card(page)
        assert card.get_by_role("button", name="Rapamycin: block mTORC1").count() == 1
        assert card.get_by_role("button", name="Only what was studied in people").count() == 0
        assert card.locator("input[name^=only-]").count() == 0
        page.close()

    def test_a_chain_is_gone_from_both_scenes_as_soon_as_the_answers_are_erased(self, request, chromium, tmp_path):
        request.getfixturevalue("export")
        kept = own_chain("01_mechanism_cascade")
        (tmp_path / "chain.html").write_text(practice.page_of(stage(build=True, chain=kept), stage(chain=kept)), encoding="utf-8")
        page = chromium.new_page()
        page.goto((tmp_path / "chain.html").as_uri())
        boxes, card = page.get_by_role("region", name="Your own chain", exact=True), self.card(page)
        boxes.get_by_label("Next step").select_option("mood_rapid")
        boxes.get_by_role("button", name="Add", exact=True).click()
        for each in (boxes, card):
            expect(each.locator(".own p")).to_have_text("Your own chain: Ketamine \u2192 Fast mood lift")
        page.get_by_role("button", name="Start afresh", exact=True).click()
        page.get_by_role("button", name="Erase everything and start afresh").click()
        for each in (boxes, card):
            expect(each.locator(".own p")).to_have_text("Your own chain: Ketamine")
        page.close()

    def test_a_scene_opens_anew_in_silence_and_leaves_the_address_when_the_answers_are_erased(self, visit):
        page = visit()
        card = self.card(page)
        card.get_by_role("slider").press("End")
        page.wait_for_function("location.hash.startsWith('#cascade:')")
        page.get_by_role("button", name="Start afresh", exact=True).click()
        page.get_by_role("button", name="Erase everything and start afresh").click()
        expect(card.locator(".step")).to_contain_text("Step 1 of 14")
        page.wait_for_timeout(800)  # longer than a change waits before it is spoken, or before it is in the address
        assert page.evaluate("location.hash") == ""
        assert "Step 1" not in card.get_by_role("status").text_content()

    def test_a_reversed_or_cut_arrow_says_so_in_its_name(self, visit):
        card = self.card(visit())
        card.get_by_role("slider").press("End")
        arrow = card.locator(".lay.wide .a.now .hit").first
        plain = arrow.get_attribute("aria-label")
        for press, word in (("Enter", "reversed"), ("Delete", "cut")):
            arrow.press(press)
            expect(arrow).to_have_attribute("aria-label", re.compile(f"^The arrow from .* {word}\\. {re.escape(plain)}"))
            arrow.press(press)
            expect(arrow).to_have_attribute("aria-label", plain)

    @pytest.mark.parametrize("told", [False, True])
    def test_times_and_what_accounts_rule_out_together_are_told_only_where_a_showing_tells_them(self, request, chromium, tmp_path, told):
        request.getfixturevalue("export")
        two: dict[str, Any] = {"routes": ["disinhibition", "expectancy"], "at": "mood_rapid", "blocked": ["mtorc1"]}
        (tmp_path / "told.html").write_text(practice.page_of(stage(**two, times=told, mixtures=told)), encoding="utf-8")
        sentence = stage.read(two)["sentences"]["mixture"]
        assert ("rule out" in stage.description(stage.read(two), mixtures=told)) == told
        assert (sentence in (tmp_path / "told.html").read_text(encoding="utf-8")) == told  # before the script runs, too
        page = chromium.new_page()
        page.goto((tmp_path / "told.html").as_uri())
        card = self.card(page)
        for _ in ("as it opens", "as it is tried"):
            words = card.inner_text()
            assert (sentence in words) == told
            assert ("rule out" in words) == told
            assert (card.get_by_text("When", exact=True).count() == 1) == told
            assert ("from 40 min" in words) == told
            card.get_by_role("button", name="Two accounts, mTORC1 blocked").click()
        page.close()

    @pytest.mark.parametrize("told", [False, True])
    def test_what_experiments_found_is_told_only_where_a_showing_tells_it(self, request, chromium, tmp_path, told):
        request.getfixturevalue("export")
        state: dict[str, Any] = {"routes": ["disinhibition"], "at": "spines", "blocked": ["spines"]}
        (tmp_path / "found.html").write_text(practice.page_of(stage(**state, experiments=told)), encoding="utf-8")
        page = chromium.new_page()
        page.goto((tmp_path / "found.html").as_uri())
        card = self.card(page)
        for words in ("the lasting effect disappeared", "Rapamycin: block mTORC1", "of 9 accounts"):
            assert (words in card.inner_text()) == told, words
        page.close()

    @pytest.mark.parametrize(
        ("asked", "left_out", "names"),
        [
            ("predict-mixture", lambda source: "mixtures=True" not in source, ("01_mechanism_cascade", "02_rival_hypotheses")),
            ("order-clock", lambda source: "times=False" in source, ("01_mechanism_cascade",)),
            ("predict-first", lambda source: "experiments=False" in source, ("01_mechanism_cascade",)),
        ],
    )
    def test_before_their_prediction_no_showing_tells_times_or_what_accounts_rule_out(self, asked, left_out, names):
        cells = [cell for name in names for cell in nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4).cells]
        before = itertools.takewhile(lambda cell: f'ask("{asked}")' not in cell.source, cells)
        shown = [cell.source for cell in before if cell.cell_type == "code" and "show.stage(" in cell.source]
        played = [source for source in shown if "build=True" not in source]
        assert len(played) >= 2
        assert all(left_out(source) for source in played)

    def test_before_the_prediction_about_people_no_showing_counts_their_arrows(self):
        cells = nbformat.read(ROOT / "notebooks" / "01_mechanism_cascade.ipynb", as_version=4).cells
        before = itertools.takewhile(lambda cell: 'ask("predict-arrows")' not in cell.source, cells)
        shown = [
            cell.source for cell in before if cell.cell_type == "code" and "show.stage(" in cell.source and "build=True" not in cell.source
        ]
        assert shown
        assert all("filters=False" in source for source in shown)

    def test_a_link_leads_to_the_state_of_its_own_stage(self, request, chromium, tmp_path):
        request.getfixturevalue("export")
        (tmp_path / "link.html").write_text(practice.page_of(stage(build=True), stage(), stage()), encoding="utf-8")
        context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto((tmp_path / "link.html").as_uri())
        card = self.card(page).nth(1)
        card.get_by_role("button", name="Rapamycin: block mTORC1").click()
        card.get_by_role("button", name="Copy a link to this state").click()
        card.get_by_role("button", name="Link copied").wait_for()
        expect(card.get_by_role("status")).to_have_text("Link copied")
        link = page.evaluate("navigator.clipboard.readText()")
        assert link.endswith("#cascade-2:at=mood_sustained&blocked=mtorc1")
        other = context.new_page()
        other.goto(link)
        said = self.card(other).locator(".verdict")
        expect(said.nth(1)).to_contain_text("no lift is predicted")
        expect(said.nth(0)).to_contain_text("the full lift is predicted")
        assert other.evaluate("scrollY") > 500
        boxes = self.card(other, "Your own chain")
        assert boxes.get_by_label("Next step").count() == 1
        context.close()

    def test_a_guess_stands_in_the_scene_once_it_opens(self, request, chromium, tmp_path):
        request.getfixturevalue("export")
        page = chromium.new_page()
        (tmp_path / "guess.html").write_text(practice.page_of(GUESS(), stage(after=GUESS, guesses=["mtorc1", None])), encoding="utf-8")
        page.goto((tmp_path / "guess.html").as_uri())
        card = self.card(page)
        assert card.locator("svg").count() == 0
        answer(question(page, GUESS.prompt), "All")
        assert "All of it." in card.locator(".pair").inner_text()
        assert card.locator('.lay.wide [data-b="mtorc1"].guess .flag').is_visible()
        assert card.locator(".guess").count() == 1
        page.close()

    @pytest.mark.parametrize("width", [320, 375])
    def test_on_a_phone_step_arrow_and_mood_are_in_one_picture(self, chromium, address, width):
        context = chromium.new_context(viewport={"width": width, "height": 812})
        page = context.new_page()
        page.goto(f"{address}#cascade:at=trkb")
        page.locator("[data-alive]").first.wait_for()
        box = page.locator("svg.scene").bounding_box()
        assert box["width"] <= width
        unit = box["width"] / 240
        sizes = "(all) => all.filter((each) => each.textContent).map((each) => parseFloat(getComputedStyle(each).fontSize))"
        smallest = min(page.locator("svg.scene .lay.narrow text").evaluate_all(sizes)) * unit
        assert smallest >= (11 if width == 375 else 10.4)
        for key in ("[data-b=trkb]", "[data-b=mood_sustained]"):
            inner = page.locator(f".lay.narrow {key} .ring").bounding_box()
            assert inner["width"] >= 24
            assert box["y"] <= inner["y"] <= box["y"] + box["height"]
        context.close()

    @pytest.mark.parametrize("width", [375, 600, 900, 1366])
    def test_no_room_is_left_empty_under_the_facts_and_no_button_moves_with_them(self, chromium, address, width):
        context = chromium.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        page.goto(address)
        page.locator("[data-alive]").first.wait_for()
        card = self.card(page)
        facts = card.locator(".words > .notes")
        painted = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"  # texts follow the picture by a frame
        empty = "(e) => e.getBoundingClientRect().bottom - e.lastElementChild.getBoundingClientRect().bottom"
        shown = "[...e.getRootNode().querySelectorAll('button')].filter((each) => each.offsetParent)"
        assert facts.evaluate(f"(e) => {shown}.filter((each) => e.compareDocumentPosition(each) & 4).length") == 0
        for step in ("Home", "End"):
            card.get_by_role("slider").press(step)
            page.evaluate(painted)
            assert facts.evaluate(empty) < 12
        context.close()

    def test_nothing_moves_where_motion_is_not_wanted(self, chromium, address):
        context = chromium.new_context(reduced_motion="reduce")
        page = context.new_page()
        page.goto(address)
        page.locator("[data-alive]").first.wait_for()
        self.card(page).get_by_role("button", name="Rapamycin: block mTORC1").click()
        assert page.evaluate("document.getAnimations().length") == 0
        context.close()

    def test_on_paper_it_begins_where_the_text_above_ends(self, chromium, address):
        page = chromium.new_page()
        page.goto(address)
        page.locator("[data-alive]").first.wait_for()
        page.evaluate("document.body.insertAdjacentHTML('afterbegin', '<div style=\"height: 12rem\">Words above.</div>')")
        with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as paper:
            assert len(paper.pages) == 2  # a card longer than a page is not pushed to the next one, and does not leave an empty one
        page.close()


class TestTea:
    def test_a_stage_about_something_else_is_read_by_both_engines(self, visit_tea):
        page = visit_tea()
        card = page.get_by_role("region", name="A cup of tea", exact=True)
        expect(card.locator(".verdict")).to_contain_text("Tea: the full lift is predicted")
        card.get_by_role("button", name="No heat").click()
        wanted = tea().read({"blocked": ["heat"]})["sentences"]
        assert card.locator(".verdict").text_content() == wanted["result"]
        expect(card.locator(".found")).to_have_text("A cold kettle: no tea. The account expects this.")

    def test_python_reads_it_too(self):
        view = tea()(blocked=["cold"])
        assert view.reading["verdict"] == "abolish"
        assert "needs cold" in view.reading["sentences"]["claims"]
        assert set(tea_board().fixed) == {"cup"}


@pytest.fixture
def visit_tea(request, chromium, tmp_path):
    request.getfixturevalue("export")

    def go():
        page = chromium.new_context().new_page()
        page.goto(page_of(tea()(), tmp_path))
        page.locator("[data-alive]").first.wait_for()
        return page

    return go
