"""Summaries of answers: what they count, what they say of chance, and where earlier answers come from."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import browser
import little_page
import practice
import pytest

from ketamine_course.widgets.question import Option, QuestionError
from ketamine_course.widgets.summary import Summary, starting_with


def claims(prefix, count, **more):
    return tuple(little_page.rating(f"{prefix}-{number}", **more) for number in range(1, count + 1))


def rate(page, name, verdict, sure):
    form = browser.question(page, f"({name})")
    form.get_by_label(verdict, exact=True).check()
    form.get_by_label(sure, exact=True).check()
    form.locator("button[type=submit]").click()


@pytest.fixture
def context(chromium):
    context = chromium.new_context(viewport={"width": 900, "height": 900})
    yield context
    context.close()


def card(page, title):
    return page.get_by_role("region", name=title, exact=True)


def test_a_summary_of_nothing_is_told():
    with pytest.raises(ValueError, match="questions of one collection"):
        Summary("s", "Mine", ())
    with pytest.raises(KeyError, match="starts with 'b-'"):
        starting_with("b-", claims("a", 2))
    with pytest.raises(QuestionError, match="no confidence"):
        little_page.rating(kind="text", options=())


def test_confidence_is_held_against_first_answers(context, tmp_path, monkeypatch):
    asked = claims("a", 4)
    page = little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", *asked, Summary("s", "Mine", asked)))
    assert "None of the 4 answers counts yet." in card(page, "Mine").inner_text()
    rate(page, "a-1", "Overstated", "80%")
    rate(page, "a-2", "Supported", "80%")
    rate(page, "a-3", "Supported", "40%")
    rate(page, "a-3", "Overstated", "95% (nearly certain)")  # after the explanation: does not count
    text = card(page, "Mine").inner_text()
    assert "You answered 3 of 4. Your first answer was right in 1 (33%)." in text
    assert "On average you were 67% sure, which is 33 percentage points above your share of right answers." in text
    # Expected 0.8 + 0.8 + 0.4 = 2.0; two standard deviations = 2 * sqrt(0.16 + 0.16 + 0.24) = 1.5.
    assert (
        "about 2.0 of 3 right; by chance alone, the number could be anything from 0.5 to 3.0. Your score of 1 lies within that range"
        in text
    )
    rows = [row.inner_text().split("\t") for row in card(page, "Mine").get_by_role("row").all()]
    assert rows[1:] == [["40% sure", "0 of 1", "0%"], ["80% sure", "1 of 2", "50%"]]
    assert browser.violations(page) == []


def test_a_first_answer_counts_once_the_final_one_is_given_and_the_key_is_told(context, tmp_path, monkeypatch):
    asked = claims("a", 2, discuss=True)
    page = little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", *asked, Summary("s", "Mine", asked)))
    rate(page, "a-1", "Overstated", "80%")
    text = card(page, "Mine").inner_text()
    assert "None of the 2 answers counts yet." in text
    assert "Not counted yet: 1 first answer, because its key is shown only after your final answer." in text
    rate(page, "a-1", "Supported", "80%")
    text = card(page, "Mine").inner_text()
    assert "You answered 1 of 2. Your first answer was right in 1 (100%)." in text
    assert "Not counted yet" not in text


def test_answers_to_an_earlier_wording_are_told_apart_on_card_in_summary_and_in_the_file(context, tmp_path, monkeypatch):
    """The same page, opened again after one of its claims was reworded."""
    asked = claims("a", 2)
    place = tmp_path / "page.html"
    page = little_page.opened(context, little_page.write(monkeypatch, place, *asked, Summary("s", "Mine", asked)))
    for claim in asked:
        rate(page, claim.name, "Overstated", "80%")
    assert "You answered 2 of 2." in card(page, "Mine").inner_text()
    reworded = (replace(asked[0], prompt="Tea cures some things (a-1)."), asked[1])
    page = little_page.opened(context, little_page.write(monkeypatch, place, *reworded, Summary("s", "Mine", reworded)))
    form = browser.question(page, "Tea cures some things (a-1)")
    assert (
        "reworded since you answered it. At that time it read: “Tea cures everything (a-1).” Your answer then: Overstated."
        in form.inner_text()
    )
    assert not form.get_by_label("Overstated", exact=True).is_checked()
    text = card(page, "Mine").inner_text()
    assert "You answered 1 of 2. Your first answer was right in 1 (100%)." in text
    assert "Not counted: 1 answer to an earlier wording." in text
    with page.expect_download() as download:
        browser.question(page, "(a-2)").get_by_role("button", name="Download my answers").click()
    rows = csv.DictReader(io.StringIO(download.value.path().read_bytes().decode("utf-8-sig")))
    assert {row["question"]: row["earlier_wording"] for row in rows} == {"a-1": "yes", "a-2": "no"}
    assert browser.violations(page) == []
    rate(page, "a-1", "Supported", "40%")
    assert "Not counted" not in card(page, "Mine").inner_text()


def test_an_answer_to_an_earlier_wording_opens_no_lock(context, tmp_path, monkeypatch):
    guess = little_page.rating(result="Nothing was cured.")
    shown = lambda asked: lambda: practice.strength(after=asked)  # noqa: E731
    place = tmp_path / "page.html"
    page = little_page.opened(context, little_page.write(monkeypatch, place, guess, shown(guess)))
    rate(page, "claim-1", "Overstated", "80%")
    page.get_by_text("You predicted").wait_for()
    reworded = replace(guess, options=(Option("Sound", "Too kind."), *guess.options[1:]))
    page = little_page.opened(context, little_page.write(monkeypatch, place, reworded, shown(reworded)))
    page.get_by_text("Predict first.").wait_for()
    assert page.get_by_text("You predicted").count() == 0
    rate(page, "claim-1", "Overstated", "80%")
    page.get_by_text("You predicted").wait_for()
