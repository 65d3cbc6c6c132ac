"""The forms as a reader meets them: by keyboard, on a small dark screen, with nothing marked before the end."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import browser
import little_page
import pytest
from playwright.sync_api import expect

from ketamine_course.lesson import discernment as forms
from ketamine_course.lesson import ten_claims
from ketamine_course.lesson.class_mode import class_on_page
from ketamine_course.lesson.discernment import ANSWERS, TITLE
from ketamine_course.widgets.discernment import DiscernmentTest, Round, name_of

FORMS = forms.forms()


def write(path, *rounds):
    head = f"{little_page.VIEWPORT}<style>{little_page.DARK}</style>"
    return little_page.plain(path, lambda: ten_claims(*rounds), class_on_page, head=head)


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    folder = tmp_path_factory.mktemp("forms")
    return {"first": write(folder / "00.html", "before"), "last": write(folder / "06.html", "after", "week-1", "week-4")}


@pytest.fixture
def context(chromium):
    context = chromium.new_context(color_scheme="dark", viewport={"width": 320, "height": 800}, accept_downloads=True)
    yield context
    context.close()


def opened(context, address):
    page = context.new_page()
    page.trouble = []
    page.on("request", lambda request: None if request.url.startswith(("file:", "data:", "blob:")) else page.trouble.append(request.url))
    page.on("pageerror", lambda error: page.trouble.append(str(error)))
    page.goto(address)
    browser.alive(page)
    return page


def card(page):
    return page.get_by_role("region", name=TITLE, exact=True)


def form_on(shown):
    """Which form is open, by its first claim."""
    first = shown.locator("fieldset legend").first.inner_text().removeprefix("1. ")
    return next(name for name, claims in FORMS.items() if claims[0].text == first)


def fill(shown, answer, form):
    for number, claim in enumerate(FORMS[form], start=1):
        shown.get_by_role("group", name=f"{number}. {claim.text}", exact=True).get_by_label(ANSWERS[answer(claim)], exact=True).check()
    shown.get_by_role("button", name="Hand in and show my result").click()


def kept(page, button="Download all my answers (CSV)"):
    with page.expect_download() as download:
        card(page).get_by_role("button", name=button).click()
    return download.value.path().read_text(encoding="utf-8-sig")


def test_nothing_is_marked_until_all_is_answered_and_then_the_key_has_its_reasons(context, places):
    page = opened(context, places["first"])
    shown = card(page)
    form = form_on(shown)
    first = shown.get_by_role("group", name=f"1. {FORMS[form][0].text}", exact=True)
    first.get_by_label(ANSWERS[0], exact=True).focus()
    page.keyboard.press("Space")
    assert FORMS[form][0].reason not in shown.inner_text()
    shown.get_by_role("button", name="Hand in and show my result").click()
    expect(shown.get_by_role("alert")).to_have_text("9 claims have no answer yet: 2, 3, 4, 5, 6, 7, 8, 9, 10.")
    expect(shown.get_by_role("group", name=f"2. {FORMS[form][1].text}", exact=True).get_by_role("radio").first).to_be_focused()
    assert browser.violations(page) == []
    browser.reload(page)
    expect(shown.get_by_role("group", name=f"1. {FORMS[form][0].text}", exact=True).get_by_label(ANSWERS[0], exact=True)).to_be_checked()
    fill(shown, lambda claim: 0 if claim.sound else 1, form)
    expect(shown.locator(".verdict")).to_contain_text("You accepted 5 of 5 claims that the evidence supports, and caught 5 of 5")
    said = shown.inner_text()
    assert "Sensitivity (d\u2032): 2.8 (0.5 to 5.0). The interval excludes 0" in said
    assert said.index(forms.GLOSS) == min(said.index("d\u2032"), said.index("Bias")) - len("Sensitivity, written ")
    for claim in FORMS[form]:
        assert claim.reason in shown.inner_text()
        assert claim.basis in shown.inner_text()
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.className") == "feedback"
    expect(shown.locator(".verdict")).to_be_in_viewport()
    assert browser.violations(page) == []
    assert browser.sideways(page) == 0
    assert page.trouble == []


def test_whoever_doubts_everything_the_second_time_is_told_of_no_gain(context, places, tmp_path):
    page = opened(context, places["first"])
    form = form_on(card(page))
    fill(card(page), lambda claim: 0 if claim.sound else 1, form)
    page.close()
    page = opened(context, places["last"])
    shown = card(page)
    other = form_on(shown)
    assert {form, other} == {"a", "b"}
    fill(shown, lambda _: 1, other)
    text = shown.inner_text()
    assert "You accepted 0 of 5 claims that the evidence supports, and caught 5 of 5" in text
    assert "Sensitivity (d\u2032): 0.0" in text
    assert "You lean towards doubting." in text
    assert "your d\u2032 has changed by \u22122.8" in text
    expect(shown.locator("table tbody tr")).to_have_count(2)
    assert "This round is due on" in text

    rows = list(csv.DictReader(io.StringIO(kept(page))))
    assert {row["question"] for row in rows} == {
        name_of(round_, name, number) for round_, name in (("before", form), ("after", other)) for number in range(1, 11)
    }
    assert {row["first_answer"] for row in rows if row["page"].startswith("06")} == {ANSWERS[1]}
    assert {row["earlier_wording"] for row in rows} == {"no"}

    with page.expect_download() as download:
        shown.get_by_role("button", name="Add the later rounds to my calendar (.ics)").click()
    calendar = download.value.path().read_text(encoding="utf-8").replace("\r\n ", "")
    assert download.value.suggested_filename == "ten-claims.ics"
    assert calendar.count("BEGIN:VEVENT") == 2
    today = datetime.now(UTC).astimezone().date()
    starts = [date.fromisoformat(line.split(":")[1].strip()) for line in calendar.splitlines() if line.startswith("DTSTART")]
    assert [(start - today).days for start in starts] == [7, 28]
    assert f"URL:{places['last']}" in calendar

    shown.get_by_role("button", name="Take it now all the same").click()
    assert form_on(shown) == form
    expect(shown.get_by_role("radio").first).to_be_focused()

    place = tmp_path / "person.csv"
    place.write_text(kept(page), encoding="utf-8")
    group = browser.explorable(page, "Your class")
    group.get_by_label("The files of your class").set_input_files([place])
    table = group.locator("table", has_text="Discernment")
    expect(table.locator("tbody tr")).to_have_count(3)
    expect(table).to_contain_text("\u22122.8")
    assert browser.violations(page) == []
    assert browser.sideways(page) == 0
    assert page.trouble == []


def test_answers_from_before_can_come_from_a_file(context, chromium, places, tmp_path):
    page = opened(context, places["first"])
    form = form_on(card(page))
    fill(card(page), lambda claim: 0 if claim.sound else 2, form)
    place = tmp_path / "before.csv"
    place.write_text(kept(page), encoding="utf-8")
    elsewhere = chromium.new_context()
    page = opened(elsewhere, places["last"])
    shown = card(page)
    shown.get_by_label("Did you answer somewhere else?").set_input_files([place])
    expect(shown.get_by_role("status").filter(has_text="Before the course")).to_be_focused()
    assert form_on(shown) != form
    fill(shown, lambda claim: 0 if claim.sound else 1, form_on(shown))
    assert "Since \u201cBefore the course\u201d your d\u2032 has changed by" in shown.inner_text()
    assert "You left 5 claims open" not in shown.locator(".verdict").inner_text()
    elsewhere.close()


def test_forms_must_be_parallel():
    claims = FORMS["a"]
    before = (Round("before", "Before", "p"),)
    with pytest.raises(ValueError, match="two forms of equal length"):
        DiscernmentTest("x", "X", "c", {"a": claims, "b": claims[:9]}, before, ("before",), ANSWERS)
    with pytest.raises(ValueError, match="has the rounds before, not after"):
        DiscernmentTest("x", "X", "c", {"a": claims, "b": claims}, before, ("after",), ANSWERS)
