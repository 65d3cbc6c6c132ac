"""Whose answers a browser keeps, what it says when it cannot, and what becomes of what is being typed."""

from __future__ import annotations

import browser
import little_page
import pytest
from playwright.sync_api import expect

from ketamine_course.widgets import embed

SEND = "button[type=submit]"
ALMOST_FULL = """() => {
const real = Storage.prototype.setItem;
Storage.prototype.setItem = function (place, text) {
  if (text.length > 300) throw new DOMException("full", "QuotaExceededError");
  real.call(this, place, text);
};
}"""
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"


def notes(**more):
    return little_page.rating("notes", kind="text", options=(), **({"prompt": "What did you notice?", "confidence": False} | more))


@pytest.fixture
def served(chromium, tmp_path, monkeypatch):
    """Serve one page under whatever address; return a function that opens it, all in one browser."""
    little_page.write(monkeypatch, tmp_path / "page.html", little_page.rating(reason=True), notes())
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    context = chromium.new_context(viewport={"width": 900, "height": 900})
    context.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html"))
    yield lambda path: little_page.opened(context, f"http://hub.test{path}")
    context.close()


def write_note(page, text):
    form = browser.question(page, "What did you notice?")
    form.get_by_label("Your notes").fill(text)
    return form


def note_of(page):
    return browser.question(page, "What did you notice?").get_by_label("Your notes").input_value()


@pytest.mark.parametrize(
    ("mine", "other", "same"),
    [
        ("/user/A/lab/x", "/user/B/lab/x", "/user/A/tree/y"),
        ("/hub/user/A/x", "/hub/user/B/x", "/hub/user/A/y/z"),
        ("/one-course/01.html", "/other-course/01.html", "/one-course/02.html"),
    ],
)
def test_nothing_crosses_to_another_user_or_collection_on_the_same_server(served, mine, other, same):
    write_note(served(mine), "My own thoughts.").locator(SEND).click()
    assert note_of(served(other)) == ""
    assert note_of(served(same)) == "My own thoughts."


def test_a_fresh_start_offers_the_download_and_leaves_nothing(served):
    page = served("/course/01.html")
    write_note(page, "My own thoughts.").locator(SEND).click()
    other = served("/course/02.html")
    browser.question(other, "Tea cures").get_by_label("Your reason").fill("A half-typed reason")
    page.get_by_role("button", name="Start afresh", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download all my answers (CSV)").click()
    assert "My own thoughts." in download.value.path().read_text(encoding="utf-8")
    assert browser.violations(page) == []
    page.get_by_role("button", name="Erase everything and start afresh").click()
    page.get_by_text("Everything has been erased").wait_for()
    assert note_of(page) == ""
    assert page.evaluate("Object.keys(localStorage).filter((place) => place.startsWith('course-'))") == []
    assert note_of(served("/course/03.html")) == ""
    write_note(page, "A new thought.").locator(SEND).click()
    expect(page.get_by_text("Everything has been erased")).to_have_count(0)


def test_escape_closes_the_question_whether_to_erase_and_keeps_everything(served):
    page = served("/course/01.html")
    write_note(page, "My own thoughts.").locator(SEND).click()
    begin = page.get_by_role("button", name="Start afresh", exact=True)
    for onto in ("Download all my answers (CSV)", "Keep everything"):
        begin.click()
        page.get_by_role("button", name=onto).press("Escape")
        expect(page.get_by_role("button", name="Erase everything and start afresh")).to_be_hidden()
        expect(begin).to_be_focused()
        assert begin.get_attribute("aria-expanded") == "false"
    page.get_by_text("Download your answers first?").wait_for(state="detached")
    assert note_of(page) == "My own thoughts."
    assert page.errors == []


def test_one_file_brings_all_answers_into_another_browser_and_replaces_nothing_newer(served, chromium, tmp_path):
    page = served("/course/01.html")
    write_note(page, "=My own, \u201cquoted\u201d thoughts.").locator(SEND).click()
    page.get_by_role("button", name="Start afresh", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download all my answers (CSV)").click()
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    context = chromium.new_context(viewport={"width": 375, "height": 800})
    context.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html"))
    other = little_page.opened(context, "http://elsewhere.test/course/01.html")
    bring = other.get_by_role("button", name="Load my answers (CSV)")
    bring.press("Enter")
    file = other.get_by_label("The CSV file that you downloaded where you answered:")
    expect(file).to_be_focused()
    file.set_input_files(download.value.path())
    other.get_by_text("1 answer has been loaded from the file.").wait_for()
    assert note_of(other) == "=My own, \u201cquoted\u201d thoughts."
    assert browser.violations(other) == []
    assert browser.sideways(other) == 0
    write_note(other, "A later thought.").locator(SEND).click()
    file.set_input_files(download.value.path())
    other.get_by_text("0 answers have been loaded from the file; 1 were already here, in the same or a newer version.").wait_for()
    browser.reload(other)
    browser.question(other, "What did you notice?").get_by_text("Noted.").wait_for()
    assert note_of(other) == "A later thought."
    other.get_by_role("button", name="Load my answers (CSV)").click()
    (tmp_path / "list.csv").write_text("name,mark\r\nAnn,2\r\n", encoding="utf-8")
    other.get_by_label("The CSV file that you downloaded").set_input_files(tmp_path / "list.csv")
    other.get_by_text("No answers in that file.").wait_for()
    assert other.errors == []
    context.close()


GONE = """([place, prompt]) => localStorage.setItem(place, JSON.stringify({ "taken-out": {
  kind: "single", page: "first", prompt, given: [1], text: "An old answer.", right: true, confidence: null, edition: "0",
  first: "An old answer.", first_right: true, first_confidence: null, rounds: 1, reason: "", time: "2026-01-01T09:00:00Z" } }))"""


def test_an_answer_to_a_question_that_was_taken_out_breaks_nothing_and_stays_in_the_file(served):
    page = served("/course/01.html")
    page.evaluate(GONE, ["course-answers/course/test-course/first", "A question of last year?"])
    browser.reload(page)
    write_note(page, "My own thoughts.").locator(SEND).click()
    page.get_by_role("button", name="Start afresh", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download all my answers (CSV)").click()
    page.get_by_role("button", name="Erase everything and start afresh").click()
    page.get_by_role("button", name="Load my answers (CSV)").click()
    page.get_by_label("The CSV file that you downloaded").set_input_files(download.value.path())
    page.get_by_text("2 answers have been loaded from the file.").wait_for()
    assert note_of(page) == "My own thoughts."
    kept = page.evaluate("JSON.parse(localStorage.getItem('course-answers/course/test-course/first'))")
    assert kept["taken-out"]["text"] == "An old answer."
    assert page.errors == []


def test_on_a_shared_computer_answers_go_with_the_tab(served, tmp_path, monkeypatch):
    page = served("/course/01.html?shared")
    assert page.get_by_text("Shared computer: answers and notes are kept for this tab only").is_visible()
    write_note(page, "My own thoughts.").locator(SEND).click()
    browser.reload(page)
    browser.question(page, "What did you notice?").get_by_text("Noted.").wait_for()
    assert note_of(page) == "My own thoughts."
    assert note_of(served("/course/01.html?shared")) == ""
    monkeypatch.setenv(embed.SHARED_VARIABLE, "1")
    little_page.write(monkeypatch, tmp_path / "shared.html", notes())
    assert "data-course-shared" in (tmp_path / "shared.html").read_text(encoding="utf-8")


def test_what_is_typed_is_kept_as_it_is_typed_until_it_is_handed_in(served):
    page = served("/course/01.html")
    write_note(page, "Half a thou")
    browser.question(page, "Tea cures").get_by_label("Your reason").fill("Because of")
    browser.reload(page)
    browser.question(page, "What did you notice?").get_by_label("Your notes").wait_for()
    assert note_of(page) == "Half a thou"
    assert browser.question(page, "Tea cures").get_by_label("Your reason").input_value() == "Because of"
    write_note(page, "A thought.").locator(SEND).click()
    browser.reload(page)
    browser.question(page, "What did you notice?").get_by_text("Noted.").wait_for()
    assert note_of(page) == "A thought."


def test_ticks_come_back_as_a_draft_and_never_as_an_answer(served):
    page = served("/course/01.html")
    form = browser.question(page, "Tea cures")
    form.get_by_label("Overstated", exact=True).check()
    form.get_by_label("60%", exact=True).check()
    for _ in range(2):
        send = form.locator(SEND)
        expect(send).to_have_accessible_description("Draft, kept in this browser. It does not count as an answer yet.")
        assert form.get_by_label("Overstated", exact=True).is_checked()
        assert form.get_by_label("60%", exact=True).is_checked()
        assert form.get_by_text("Right.").count() == 0
        assert page.evaluate("Object.keys(localStorage).filter((place) => place.startsWith('course-answers'))") == []
        browser.reload(page)
        form.wait_for()
    form.locator(SEND).click()
    assert form.get_by_text("Draft,").count() == 0
    assert "course-drafts" in page.evaluate("Object.keys(localStorage).join()")
    assert page.evaluate("Object.entries(localStorage).filter(([place]) => place.startsWith('course-drafts'))[0][1]") == "{}"
    browser.reload(page)
    form.get_by_text("Nobody tested it.").wait_for()
    assert form.get_by_text("Draft,").count() == 0


def test_another_answer_that_is_not_sent_stays_a_draft_beside_the_first(served):
    page = served("/course/01.html")
    form = browser.question(page, "Tea cures")
    form.get_by_label("Supported", exact=True).check()
    form.get_by_label("60%", exact=True).check()
    form.locator(SEND).click()
    form.get_by_label("Contested", exact=True).check()
    browser.reload(page)
    form.get_by_text("Draft, kept in this browser.").wait_for()
    assert form.get_by_label("Contested", exact=True).is_checked()
    assert not form.get_by_label("Supported", exact=True).is_checked()
    assert form.get_by_label("60%", exact=True).is_checked()
    assert form.get_by_text("Not right, your answer: ").count() == 1


def test_erasing_takes_drafts_along_on_this_page_and_for_good(served):
    page = served("/course/01.html")
    write_note(page, "A thought.").locator(SEND).click()
    claim = browser.question(page, "Tea cures")
    claim.get_by_label("Overstated", exact=True).check()
    claim.get_by_label("Your reason").fill("Because of")
    wipe = page.get_by_role("button", name="Erase my answers on this page")
    wipe.click()
    wipe.click()
    expect(claim.get_by_text("Draft,")).to_have_count(0)
    for _ in range(2):
        assert not claim.get_by_label("Overstated", exact=True).is_checked()
        assert claim.get_by_label("Your reason").input_value() == ""
        browser.reload(page)
        claim.wait_for()


def test_download_and_erase_come_to_any_answered_question(served):
    page = served("/course/01.html")
    note = write_note(page, "A thought.")
    note.locator(SEND).click()
    claim = browser.question(page, "Tea cures")
    claim.get_by_label("Overstated", exact=True).check()
    claim.get_by_label("60%", exact=True).check()
    claim.locator(SEND).click()
    tools = page.get_by_role("button", name="Erase my answers on this page")
    assert tools.count() == claim.get_by_role("button", name="Erase my answers on this page").count() == 1
    link = note.get_by_role("button", name="Download or erase my answers")
    link.press("Enter")
    assert tools.count() == note.get_by_role("button", name="Erase my answers on this page").count() == 1
    expect(note.get_by_role("button", name="Download my answers on this page (CSV)")).to_be_focused()
    assert claim.get_by_role("button", name="Download or erase my answers").count() == 1
    assert link.count() == 0
    assert browser.violations(page) == []


def test_typing_outlives_what_other_tabs_answer_and_erase(served):
    first, second = served("/course/01.html"), served("/course/01.html")
    write_note(first, "Still being typed")
    form = write_note(second, "Said elsewhere")
    form.locator(SEND).click()
    browser.question(first, "What did you notice?").get_by_text("Noted.").wait_for()
    assert note_of(first) == "Still being typed"
    wipe = form.get_by_role("button", name="Erase my answers on this page")
    wipe.click()
    wipe.click()
    browser.question(first, "What did you notice?").get_by_text("have been erased").wait_for()
    assert note_of(first) == "Still being typed"


def test_a_full_storage_is_said_while_one_types_with_a_download_and_again_when_one_hands_in(served):
    page = served("/course/01.html")
    page.evaluate(ALMOST_FULL)
    long = "x" * 600
    form = write_note(page, long)
    form.get_by_text("This browser cannot keep what you type").wait_for()
    with page.expect_download() as download:
        form.get_by_role("button", name="Download what I typed").click()
    assert download.value.path().read_text(encoding="utf-8") == long
    form.locator(SEND).click()
    form.get_by_text("This browser has no room left: your last answer was not saved.").wait_for()
    with page.expect_download() as download:
        form.get_by_role("button", name="Download my answers on this page").click()
    assert long in download.value.path().read_text(encoding="utf-8")
    assert browser.violations(page) == []


def test_a_blocked_storage_is_said_before_anything_is_answered(chromium, tmp_path, monkeypatch):
    context = chromium.new_context()
    context.add_init_script(BLOCKED)
    page = little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", notes()))
    assert page.get_by_text("This browser keeps nothing (its storage is full or blocked): download your answers").is_visible()
    assert page.errors == []
    context.close()


def test_in_firefox_a_page_from_a_file_says_that_its_answers_stay_with_the_file(chromium, tmp_path, monkeypatch):
    address = little_page.write(monkeypatch, tmp_path / "page.html", notes())
    for agent, said in (("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", 1), ("Mozilla/5.0 Chrome/140", 0)):
        context = chromium.new_context(user_agent=agent)
        assert little_page.opened(context, address).get_by_text("Firefox keeps the answers for each file separately").count() == said
        context.close()
