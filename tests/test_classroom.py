"""Class mode on the page: the numbers are those of Python for any class, and a teacher meets them by keyboard, without a network."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import zipfile

import browser
import little_page
import pytest
from conftest import ROOT
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from ketamine_course.lesson import discernment
from ketamine_course.lesson.class_mode import EXAMPLE_CLASS, class_on_page, class_results
from ketamine_course.models import appraisal
from ketamine_course.models.appraisal import ClassResults, bootstrap
from ketamine_course.widgets.classroom import Classroom

VERDICTS = ["Supported", "Overstated", "Contradicted"]
KEY = {"rate-1": "Supported", "rate-2": "Overstated", "rate-3": "Contradicted", "rate-4": "Supported"}
PROMPTS = {claim: f"The wording of claim {claim[-1]} as it is today" for claim in KEY}
DRAWS = appraisal.resamples(len(KEY), 200)
COLUMNS = ["question", "prompt", "answer", "first_answer", "id", "time"]
NAMES = [
    "ann.csv",
    "ann (1).csv",
    "ann - Copy.csv",
    "bob.csv",
    "bob-2.csv",
    "cyd_LATE.csv",
    "cyd.csv",
    "Dee Fox_1234_assignsubmission_file_a.csv",
    "doe_55555_777_answers.csv",
    "doe_LATE_55555_888_answers.csv",
    "hw_eve_attempt_2026-01-02-03-04-05_x.csv",
    "hw_eve_attempt_2026-01-03-03-04-05_x.csv",
    "code-1.csv",
    "code-2.csv",
]
FOLDERS = [(), ("Gil Hay_4711_assignsubmission_file_",), ("12-34 - Ida Jon - Jan 1, 2026 900 AM",), ("group a",)]
ROWS = st.tuples(
    st.sampled_from([*KEY, "rate-1", "other-1"]),
    st.sampled_from([*["today"] * 6, "", "Claim 3", "A wording of last year"]),
    st.sampled_from([*VERDICTS * 4, "supported", "", "Perhaps"]),
    st.sampled_from(["", *VERDICTS, "Maybe"]),
    st.sampled_from(["", "", "aa", "bb", "cc"]),
    st.sampled_from(["", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05.500Z", "2026-01-03T03:04:05+01:00", "yesterday"]),
)


def as_csv(rows):
    """Write rows as a download does; 'today' stands for the present wording of a claim."""
    lines = [COLUMNS]
    for question, prompt, *rest in rows:
        lines.append([question, PROMPTS.get(question, "Other") if prompt == "today" else prompt, *rest])
    return "\r\n".join(",".join(f'"{cell}"' for cell in line) for line in lines).encode()


@st.composite
def classes(draw):
    """The files of a class by their paths: students who hand in once, twice, late, by platform, and what is no list of ratings."""
    paths = draw(st.lists(st.tuples(st.sampled_from(FOLDERS), st.sampled_from(NAMES)), max_size=8, unique=True))
    found = {}
    for folder, name in paths:
        content = as_csv(draw(st.lists(ROWS, max_size=14)))
        found[(*folder, name)] = draw(st.sampled_from([content, content, content, content, b"", b"no table at all"]))
    return found


def by_page(tmp_path, found, key=KEY, verdicts=VERDICTS, prompts=PROMPTS, draws=DRAWS):
    """What the page makes of classes."""
    files = [[[list(path), base64.b64encode(content).decode()] for path, content in each.items()] for each in found]
    asked = {"key": key, "verdicts": list(verdicts), "prompts": prompts, "draws": draws.tolist()}
    place = tmp_path / "classes.json"
    place.write_text(json.dumps({"asked": asked, "classes": files}), encoding="utf-8")
    script = ROOT / "tests" / "js" / "read_class.mjs"
    done = subprocess.run(["node", script, place], capture_output=True, text=True, check=True, encoding="utf-8")
    return json.loads(done.stdout)


def in_python(folder):
    """What Python makes of a folder."""
    read = appraisal.read_ratings(folder, list(KEY), VERDICTS, wordings=PROMPTS)
    return read, ClassResults(read.ratings, KEY, VERDICTS)


def intervals(results):
    return [results.agreement(first_round=first) for first in (True, False)]


def assert_same(page, read, results, agreed):
    assert [[each["rater"], each["claim"], each["first"], each["final"]] for each in page["ratings"]] == [
        [each.rater, each.claim, each.first, each.final] for each in read.ratings
    ]
    assert (len(page["used"]), page["otherRows"], page["olderRows"], page["replaced"]) == (
        read.files,
        read.other_rows,
        read.older_rows,
        read.replaced,
    )
    assert page["hasProblems"] == bool(read.problems)
    for first, spread in zip((True, False), page["spread"], strict=True):
        ours = results.spread(first_round=first)
        assert [[each["claim"], each["counts"], each["withKey"]] for each in spread] == [
            [each.claim, list(each.counts.values()), each.with_key] for each in ours
        ]
        assert [each["disagreement"] for each in spread] == pytest.approx([each.disagreement for each in ours], abs=1e-12)
    assert page["discuss"] == [each.claim for each in results.to_discuss()]
    assert page["shares"] == pytest.approx([results.share_with_key(first_round=True), results.share_with_key()], abs=1e-12)
    assert [[each["claim"], each["toKey"], each["fromKey"], each["elsewhere"]] for each in page["changes"]] == [
        list(each) for each in results.changes()
    ]
    assert dict(page["changedRaters"]) == results.changed_raters()
    for shown, ours in zip(page["agreement"], agreed, strict=True):
        assert (shown is None) == (ours is None)
        if ours is not None:
            ends = [float("nan") if each is None else each for each in (shown["value"], shown["low"], shown["high"])]
            assert ends == pytest.approx([ours.value, ours.low, ours.high], abs=1e-9, nan_ok=True)


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
def test_the_page_and_python_add_up_any_class_to_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr("ketamine_course.models.appraisal.bootstrap.resamples", lambda *_: DRAWS)
    monkeypatch.setattr("ketamine_course.models.appraisal.bootstrap._times", bootstrap._times.__wrapped__)  # none that were kept
    found = []

    @settings(
        max_examples=150, database=None, derandomize=True, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(classes())
    def collect(one):
        found.append(one)

    collect()
    assert sum(bool(each) for each in found) > 100
    shown = by_page(tmp_path, found)
    told = 0
    for number, (one, page) in enumerate(zip(found, shown, strict=True)):
        folder = tmp_path / f"class-{number}"
        folder.mkdir()
        for path, content in one.items():
            place = folder.joinpath(*path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        read, results = in_python(folder)
        agreed = intervals(results)
        told += sum(each is not None for each in agreed)
        assert_same(page, read, results, agreed)
    assert told > 80


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
def test_the_made_up_class_has_the_numbers_of_the_notebook(tmp_path):
    view = class_results("example_class")
    files = {(path.name,): path.read_bytes() for path in EXAMPLE_CLASS.glob("*.csv")}
    draws = appraisal.resamples(len(view.results.key))
    (page,) = by_page(tmp_path, [files], dict(view.results.key), view.results.verdicts, view.prompts, draws)
    assert_same(page, view.read, view.results, intervals(view.results))
    assert not page["hasProblems"]


def test_more_claims_than_letters_are_refused():
    many = {f"rate-{number}": "yes" for number in range(80)}
    with pytest.raises(ValueError, match="80 claims; there are letters for 79"):
        Classroom("c", "C", many, ["yes"], dict.fromkeys(many, "?"), [])


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return little_page.plain(tmp_path_factory.mktemp("classroom") / "page.html", class_on_page)


@pytest.fixture
def card(chromium, place):
    context = chromium.new_context(color_scheme="dark", viewport={"width": 375, "height": 900})
    page = context.new_page()
    trouble = []
    page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else trouble.append(request.url))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(place)
    shown = browser.explorable(page, "Your class")
    shown.wait_for()
    yield shown
    assert browser.violations(page, ".course-classroom") == []
    assert browser.sideways(page) == 0
    context.close()
    assert trouble == []


EXAMPLES = sorted(EXAMPLE_CLASS.glob("*.csv"))


def test_chosen_files_are_added_up_with_people_by_number(card):
    card.get_by_label("The files of your class").set_input_files(EXAMPLES)
    expect(card.get_by_role("status")).to_have_text("16 people, 192 ratings from 16 files.")
    results = class_results("example_class").results
    agreed = results.agreement()
    assert agreed is not None
    expect(card.locator("table", has_text="Alpha")).to_contain_text(f"{agreed.value:.2f} ({agreed.low:.2f} to {agreed.high:.2f})")
    talk = card.locator("table", has_text="Talk about these two first").locator("tbody tr")
    assert talk.count() == 2
    assert talk.first.is_hidden(), "the answers to a claim are told before everyone has given one"
    card.get_by_text("Talk about these two first (open this list when everyone has given a first answer)").click()
    assert talk.first.is_visible()
    people = card.locator("details", has_text="Changed minds, by person")
    people.locator("summary").focus()
    card.page.keyboard.press("Enter")
    assert "Person " in people.inner_text()
    assert "made_up_student" not in card.inner_text()
    card.get_by_label("Show people and files by number").uncheck()
    people.locator("summary").click()
    assert "made_up_student" in people.inner_text()
    card.get_by_role("button", name="Clear these results").click()
    assert card.get_by_label("Show people and files by number").is_checked(), "the next class would be shown by name"
    card.get_by_label("The files of your class").set_input_files(EXAMPLES)
    expect(card.get_by_role("status")).to_have_text("16 people, 192 ratings from 16 files.")
    card.locator("details", has_text="Changed minds, by person").locator("summary").click()
    assert "made_up_student" not in card.inner_text()


def test_rows_of_the_ten_claims_are_counted_and_not_left_aside(card, tmp_path):
    time, prompts = "2026-11-28T10:00:00Z", discernment.prompts()
    asked = [name for name, item in discernment.items().items() if (item.round, item.form) == ("before", next(iter(discernment.forms())))]
    rows = [[name, prompts[name], discernment.ANSWERS[0], time] for name in asked]
    rows += [["tea", "Tea?", "Yes", time], [next(iter(discernment.items())).replace("before", "week-4"), "", "Perhaps", time]]
    lines = ["question,prompt,answer,time", *(",".join(f'"{cell}"' for cell in row) for row in rows)]
    (tmp_path / "forms.csv").write_text("\n".join(lines), encoding="utf-8")
    card.get_by_label("The files of your class").set_input_files([EXAMPLES[0], tmp_path / "forms.csv"])
    expect(card.get_by_role("status")).to_have_text("1 person, 12 ratings from 1 file, and the ten claims of 1 person from 1 file.")
    expect(card.get_by_text("1 row about other questions: not counted.")).to_be_visible()
    expect(card.locator("details", has_text="could not be read or counted")).to_contain_text("“Perhaps” is not one of the verdicts")


def test_where_nobody_changed_an_answer_no_row_and_no_column_speaks_of_last_answers(card, tmp_path):
    chosen = card.get_by_label("The files of your class")
    chosen.set_input_files(EXAMPLES)
    agreed = card.locator("table", has_text="Alpha").locator("tbody tr")
    expect(agreed.locator("th, td").filter(has_text="answers")).to_have_text(["First answers", "Last answers"])
    (tmp_path / "one.csv").write_text("question,answer\nrate-1,Supported\nrate-2,Supported\n", encoding="utf-8")
    chosen.set_input_files(tmp_path / "one.csv")
    expect(agreed.locator("th, td").filter(has_text="answers")).to_have_text(["Answers (none was changed)"])
    assert "Last answers" not in card.inner_text()


def test_files_that_hold_nothing_for_the_class_leave_its_results_in_place(card, tmp_path):
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    chosen = card.get_by_label("The files of your class")
    chosen.set_input_files(EXAMPLES)
    expect(card.locator("table", has_text="Alpha")).to_be_visible()
    chosen.set_input_files(tmp_path / "notes.csv")
    expect(card.get_by_role("status")).to_contain_text("None of these files holds a rating of these claims. The results below are still")
    expect(card.locator("table", has_text="Alpha")).to_be_visible()


def test_what_is_no_list_of_ratings_is_named_and_the_rest_counts(card, tmp_path):
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "all.zip").write_bytes(b"PK")
    (tmp_path / "sheet.xlsx").write_bytes(b"PK")
    card.get_by_label("Show people and files by number").uncheck()
    card.get_by_label("The files of your class").set_input_files([*EXAMPLES, *sorted(tmp_path.iterdir())])
    expect(card.get_by_role("status")).to_have_text("16 people, 192 ratings from 16 files.")
    card.get_by_text("What could not be read or counted: 3").click()
    expect(card.get_by_role("listitem").filter(has_text="all.zip")).to_contain_text("is not readable as a zip")
    expect(card.get_by_role("listitem").filter(has_text="notes.csv")).to_contain_text("no usable rating")
    card.get_by_role("button", name="Clear these results").click()
    assert card.locator("table").count() == 0


@pytest.fixture
def handed_in(tmp_path):
    """The made-up class as a platform hands it out: a folder for each student, in a zip and unpacked; one file is no table."""
    folder = tmp_path / "handed_in"
    for number, path in enumerate(EXAMPLES):
        place = folder / f"Student {number}_{1000 + number}_assignsubmission_file_"
        place.mkdir(parents=True)
        shutil.copy(path, place)
    (folder / "notes.pdf").write_bytes(b"%PDF")
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*.*")):
            archive.write(path, path.relative_to(folder))
    return folder


@pytest.mark.parametrize("way", ["zip", "folder", "dropped zip"])
def test_a_platforms_zip_and_folders_for_each_student_are_read_as_they_are(card, handed_in, way):
    whole = handed_in.with_name("all.zip")
    if way == "zip":
        card.get_by_label("The files of your class").set_input_files(whole)
    elif way == "folder":
        card.get_by_label("Or a folder").set_input_files(handed_in)
    else:
        drop(card, whole)
    expect(card.get_by_role("status")).to_have_text("16 people, 192 ratings from 16 files.")
    card.get_by_text("What could not be read or counted: 1").click()
    expect(card.get_by_role("listitem").filter(has_text="File 1: is not a .csv file, so it was skipped.")).to_be_visible()
    card.get_by_label("Show people and files by number").uncheck()
    card.locator("details", has_text="Changed minds, by person").locator("summary").click()
    assert "Student 3_1003" in card.inner_text()
    agreed = class_results(handed_in).results.agreement()
    assert agreed is not None
    expect(card.locator("table", has_text="Alpha")).to_contain_text(f"{agreed.value:.2f} ({agreed.low:.2f} to {agreed.high:.2f})")


def drop(card, path):
    content = base64.b64encode(path.read_bytes()).decode()
    card.evaluate(
        """(card, [name, content]) => {
            const dropped = new DataTransfer();
            dropped.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
            card.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
        }""",
        [path.name, content],
    )


def test_a_dropped_file_is_read(card):
    drop(card, EXAMPLES[0])
    expect(card.get_by_role("status")).to_have_text("1 person, 12 ratings from 1 file.")
