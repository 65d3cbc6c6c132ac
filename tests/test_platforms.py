"""Packages for learning platforms, as their forms are written down; `test_readers.py` puts them into the hands of public readers."""

from __future__ import annotations

import base64
import csv
import dataclasses
import io
import re
import xml.etree.ElementTree as ET
import zipfile
from decimal import Decimal

import nbformat
import pytest
import yaml
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from ketamine_course.lesson import COLLECTION, discernment
from ketamine_course.publish.teacher.notebook_pages import questions_of, quizzes_of_forms
from ketamine_course.publish.teacher.platforms import cartridge, gift, losses, moodle, pack, qti1, qti2, scorm
from ketamine_course.publish.teacher.platforms.form_items import LOST
from ketamine_course.publish.teacher.platforms.items import items_of
from ketamine_course.widgets.question import Option, Question

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = [path.stem for path in NOTEBOOKS]
NAME = "01_mechanism_cascade"
ITEM = f"{{{qti2.QTI}}}"
QTI1 = f"{{{qti1.QTI}}}"
PAGE = "<!DOCTYPE html><html><head><title>Page</title></head><body><main id='main'></main></body></html>"
RIGHT = (Option("This", "Yes.", right=True), Option("That", "No."))
SAMPLES = [
    Question("a-single", "single", "Which & why?", RIGHT, result="Found."),
    Question("a-several", "several", "Which?", (Option("A", "a", right=True), Option("B", "b"), Option("C", "c", right=True))),
    Question("a-number", "number", "How many?", answer=6.8, tolerance=0.3, unit="points", explanation="Counted."),
    Question("an-exact-number", "number", "How many?", answer=3, explanation="Counted."),
    Question("a-text", "text", "Say it.", explanation="One way."),
    Question(
        "a-rating", "rating", "Claim.", RIGHT, wordings=("plain", "too strong"), wording="too strong", wording_why="It says all.",
        reason=True, confidence=True, explanation="Why.",
    ),
]  # fmt: skip
SINGLE, SEVERAL, NUMBER, EXACT, TEXT, RATING, WORDING = items_of("01_sample", SAMPLES)
ITEMS = [SINGLE, SEVERAL, NUMBER, EXACT, TEXT, RATING, WORDING]
ORDER = ["responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback"]


def items(name):
    return items_of(name, questions_of(name).values())


def opened(package):
    archive = zipfile.ZipFile(io.BytesIO(package))
    return {name: archive.read(name) for name in archive.namelist()}


def taught(name):
    return pack.Taught(name, name, PAGE, tuple(questions_of(name).values()), {})


# What every platform is told.


def test_nothing_that_students_see_first_gives_an_answer_away():
    names = {each.name for name in NAMES for each in questions_of(name).values()}
    everything = [item for name in NAMES for item in items(name)]
    assert all(re.fullmatch(r"\d\d\.\d\d( b)?", item.title) for item in everything)
    assert len({item.ident for item in everything}) == len(everything)
    for files in (pack.packages("course", "Course", [taught(name) for name in NAMES], COLLECTION),):
        texts = {"moodle.xml": files["moodle.xml"], "gift.txt": files["gift.txt"]}
        for kind in ("quiz-qti21.zip", "quiz-qti12.zip"):
            texts |= {f"{kind} {place}": place.encode() + content for place, content in opened(files[kind]).items()}
        for place, content in texts.items():
            assert not {name for name in names if "-" in name and f">{name}<".encode() in content}, place
            assert not {name for name in names if f'"{name}"'.encode() in content}, place


def test_the_forms_of_ten_claims_are_two_quizzes_in_every_form():
    quizzes = quizzes_of_forms("00_start_here")
    assert [(title, len(held)) for _, title, held in quizzes] == [("Ten claims, form A", 10), ("Ten claims, form B", 10)]
    assert quizzes_of_forms("06_appraise_a_source") == ()
    known = discernment.forms()
    for (_, _, held), claims in zip(quizzes, known.values(), strict=True):
        for item, claim in zip(held, claims, strict=True):
            assert [option.right for option in item.options] == [claim.sound, not claim.sound, False]
            assert claim.text in item.prompt
            assert claim.reason in item.options[0].feedback
            assert not item.shuffle
    whole = dataclasses.replace(taught("00_start_here"), forms=quizzes)
    files = pack.packages("00", "Start", [whole], COLLECTION)
    words = known["b"][3].text.encode()
    assert words in files["moodle.xml"]
    assert words in files["gift.txt"]
    manifest = opened(files["course.imscc"])["imsmanifest.xml"]
    assert manifest.count(b"quizzes/ten_claims_") == 2
    for kind in ("quiz-qti21.zip", "quiz-qti12.zip", "course.imscc"):
        assert any(words in content for content in opened(files[kind]).values()), kind
    lost = list(csv.reader(io.StringIO(files["lost.csv"].decode())))
    assert [row[3] for row in lost if row[0] == "00.A01"] == list(LOST)


def test_a_rating_becomes_two_choices_and_the_list_says_what_is_lost():
    assert (RATING.shape, WORDING.shape, RATING.shuffle) == ("one", "one", False)
    assert [option.text for option in WORDING.options if option.right] == ["too strong"]
    rows = list(csv.DictReader(io.StringIO(losses.table([RATING, WORDING, NUMBER]).decode())))
    told = " ".join(row["what is lost"] for row in rows)
    for part in ("room for a reason", "how sure", "item of its own", "8 spellings from 6.5 to 7.1"):
        assert part in told


def test_a_kind_that_no_platform_knows_becomes_text_and_hides_its_order():
    steps = (Option("Second", "b"), Option("First", "a", right=True))
    question = Question("in-order", "single", "Put in order.", steps, explanation="First, second.")
    object.__setattr__(question, "kind", "order")  # a kind to come
    (item,) = items_of("01_sample", [question])
    assert item.shape == "text"
    assert item.prompt == "Put in order. Choices: (First) (Second)"
    assert "Second: b" in item.after
    assert any("of the kind order, which becomes free text" in note for _, note in losses.of_item(item))


@given(st.decimals(-500, 500, places=2), st.decimals(0, 3, places=2))
def test_the_edges_of_a_tolerance_are_exact_and_every_spelling_lies_within(answer, tolerance):
    question = Question("n", "number", "?", answer=float(answer), tolerance=float(tolerance), explanation="x")
    (item,) = items_of("01_sample", [question])
    assert (item.lowest, item.highest) == (answer - tolerance, answer + tolerance)
    spelled = [Decimal(each) for each in qti1.spellings(item)]
    assert {item.lowest, item.highest, item.answer} <= set(spelled)
    assert all(item.lowest <= each <= item.highest for each in spelled)


# Moodle XML.

ACCEPTED = {100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0}
"""The grades that Moodle's importer takes (question/engine/bank.php, read on 2026-11-28), and their opposites."""


@pytest.mark.parametrize("name", NAMES)
def test_moodle_gets_every_question_with_feedback_tolerance_and_grades_that_it_takes(name):
    root = ET.fromstring(moodle.quiz([("A title / with a stroke", items(name))], {}))
    assert root[0].findtext("category/text") == "$course$/top/A title // with a stroke"
    for item, found in zip(items(name), root[1:], strict=True):
        assert (found.get("type"), found.findtext("idnumber")) == (moodle.TYPES[item.shape], item.ident)
        assert [each.text for each in found.iterfind("tags/tag/text")] == list(item.tags)
        for text in item.after:
            assert text in "".join(ET.fromstring(f"<x>{found.findtext('generalfeedback/text')}</x>").itertext())
        answers = found.findall("answer")
        if item.options:
            assert all(abs(float(each.get("fraction", "nan"))) in ACCEPTED for each in answers)
            assert sum(float(each.get("fraction", "nan")) for each in answers if float(each.get("fraction", "nan")) > 0) == pytest.approx(
                100, abs=1e-3
            )
            assert [each.findtext("feedback/text") != "" for each in answers] == [True] * len(item.options)
        elif item.shape == "number":
            (answer,) = answers
            assert (Decimal(answer.findtext("text", "")), Decimal(answer.findtext("tolerance", ""))) == (item.answer, item.tolerance)
        else:
            assert answers == []


def test_the_picture_that_a_prediction_opens_stands_in_the_moodle_file():
    notebook = nbformat.read(ROOT / "notebooks" / f"{NAME}.ipynb", as_version=4)
    shown = pack.pictures_after(notebook, NAME)
    assert "predict-who-names" in shown
    root = ET.fromstring(moodle.quiz([("Title", items(NAME))], shown))
    files = root.findall("question/generalfeedback/file")
    assert len(files) == len(shown)
    for file in files:
        assert base64.b64decode(file.text or "").startswith(b"\x89PNG")
    assert all(f"@@PLUGINFILE@@/{file.get('name')}" in ET.tostring(root, encoding="unicode") for file in files)


# GIFT.


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"))))
def test_signs_of_gift_are_signs_no_more(text):
    assert not re.search(r"(?<!\\)(?:\\\\)*[~=#{}:]", gift.escaped(text))


# QTI 2.1. No schema of 1EdTech can be had from the package registries that we use, so the rules are held one by one.


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.title)
def test_an_item_keeps_the_order_and_the_names_of_qti(item):
    root = ET.fromstring(qti2.item_file(item))
    assert root.tag == f"{ITEM}assessmentItem"
    parts = [ORDER.index(child.tag.removeprefix(ITEM)) for child in root]
    assert parts == sorted(parts)
    assert re.fullmatch(r"[A-Za-z_][\w.-]*", root.attrib["identifier"])
    declared = {each.attrib["identifier"]: each for each in root if each.tag.endswith("Declaration")}
    for each in root.iter():
        for attribute in ("responseIdentifier", "outcomeIdentifier"):
            assert each.attrib.get(attribute, "RESPONSE") in declared
        if each.tag in (f"{ITEM}variable", f"{ITEM}setOutcomeValue"):
            assert each.attrib["identifier"] in declared
    if item.options:
        choices = [each.attrib["identifier"] for each in root.iter(f"{ITEM}simpleChoice")]
        assert set(choices) == {each.attrib["identifier"] for each in root.iter(f"{ITEM}modalFeedback")} - {"told"}
        assert declared["RESPONSE"].attrib["cardinality"] == declared["FEEDBACK"].attrib["cardinality"]
        right = [value.text for value in declared["RESPONSE"].iter(f"{ITEM}value")]
        assert right == [letter for letter, option in zip(choices, item.options, strict=True) if option.right]


def test_numbers_are_compared_twice_and_texts_are_not_scored():
    near, text = (ET.fromstring(qti2.item_file(item)) for item in (NUMBER, TEXT))
    edges = {kind: next(near.iter(f"{ITEM}{kind}")).findtext(f"{ITEM}baseValue") for kind in ("gte", "lte")}
    assert edges == {"gte": "6.5", "lte": "7.1"}
    assert [each.attrib["identifier"] for each in text.iter(f"{ITEM}outcomeDeclaration")] == ["GENERAL"]


def test_a_question_with_signs_of_xml_survives():
    item = dataclasses.replace(SINGLE, prompt='Is 1 < 2 & "so"?')
    assert 'Is 1 < 2 & "so"?' in "".join(ET.fromstring(qti2.item_file(item)).itertext())


# QTI 1.2 and Common Cartridge.


def conditions(item, *, in_cartridge):
    root = ET.fromstring(qti1.assessment("01", "Title", [item], cartridge=in_cartridge))
    (rule,) = [each for each in root.iter(f"{QTI1}respcondition") if each.find(f"{QTI1}setvar") is not None]
    return rule.find(f"{QTI1}conditionvar"), root


def test_numbers_keep_their_tolerance_in_qti_1_and_become_spellings_in_a_cartridge():
    rule, _ = conditions(NUMBER, in_cartridge=False)
    assert (rule.findtext(f".//{QTI1}vargte"), rule.findtext(f".//{QTI1}varlte")) == ("6.5", "7.1")
    rule, root = conditions(NUMBER, in_cartridge=True)
    assert {"6.5", "6.8", "7", "7.0", "7.1"} <= {each.text for each in rule}
    assert "cc.fib.v0p1" in ET.tostring(root, encoding="unicode")


def test_each_option_has_feedback_that_its_choice_shows():
    for item in ITEMS:
        root = ET.fromstring(qti1.assessment("01", "Title", [item], cartridge=True))
        told = {each.get("ident") for each in root.iter(f"{QTI1}itemfeedback")}
        assert {each.get("linkrefid") for each in root.iter(f"{QTI1}displayfeedback")} == told
        assert len(told) == len(item.options) + bool(item.after)


def test_a_cartridge_names_every_file_that_it_holds():
    units = [cartridge.Unit(name, name, PAGE, tuple(items(name))) for name in NAMES[:2]]
    files = opened(cartridge.cartridge("course", "Course", units))
    manifest = ET.fromstring(files["imsmanifest.xml"])
    space = f"{{{cartridge.PACKAGE}}}"
    assert {each.get("href") for each in manifest.iter(f"{space}file")} == set(files) - {"imsmanifest.xml"}
    known = {each.get("identifier") for each in manifest.iter(f"{space}resource")}
    assert {each.get("identifierref") for each in manifest.iter(f"{space}item")} - {None} == known


# SCORM, and all of them.


def test_a_unit_reports_before_anything_else_of_the_page_runs():
    live = scorm.LivePage(NAME, "Title", PAGE, tuple(questions_of(NAME).values()))
    files = opened(scorm.package(NAME, "Title", [live], COLLECTION))
    page = files[f"{NAME}.html"].decode()
    assert page.index("LMSInitialize") < page.index("</head>")
    with pytest.raises(ValueError, match="has no head"):
        scorm.reporting(dataclasses.replace(live, page="<p>"), COLLECTION)


def test_the_packages_are_the_same_bytes_on_every_run_and_too_large_ones_are_told(monkeypatch):
    first, second = (pack.packages(NAME, "Title", [taught(NAME)], COLLECTION) for _ in range(2))
    assert first == second
    assert len(first) == 7
    monkeypatch.setattr(pack, "LIMIT", 10_000)
    with pytest.raises(ValueError, match="MB: platforms take at most"):
        pack.packages(NAME, "Title", [taught(NAME)], COLLECTION)


def test_the_table_of_platforms_names_files_that_exist_and_says_tried_only_of_readers_in_the_tests():
    made = pack.packages(NAME, "Title", [taught(NAME)], COLLECTION)
    readers = (ROOT / "tests" / "readers" / "package.json").read_text(encoding="utf-8")
    source = ROOT / "src/ketamine_course/publish/teacher/platforms/platforms.yaml"
    for row in yaml.safe_load(source.read_text(encoding="utf-8")):
        assert set(row["files"]) <= set(made), row["platform"]
        assert row["how"] in ("tried", "tried by hand", "read")
        assert not re.search(r"\bby hand\b|\d+\.\d+\.\d+|\bbuild\b|\.php", row["evidence"]), row["platform"]  # said once; versions: README
        if row["how"] == "tried":
            name, version = row["reader"].split(" ")
            assert re.search(rf'{name}": "{re.escape(version)}"', readers), row["platform"]
    assert set(made) - {"lost.csv"} == {file for row in yaml.safe_load(source.read_text(encoding="utf-8")) for file in row["files"]}
