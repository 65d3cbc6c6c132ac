"""Tables as spreadsheets leave them, read alike by Python and by the page."""

from __future__ import annotations

import base64
import csv
import io
import json
import os
import shutil
import subprocess

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ketamine_course.models.appraisal.csv_reader import WHITE, decoded, percent, read_table

SHARED = json.loads((ROOT / "tests" / "csv_cases.json").read_text(encoding="utf-8"))
NEEDED = SHARED["needed"]
COLUMNS = ["page", "question", "answer", "first_right", "reason"]


def as_bytes(text, encoding):
    name = encoding.removesuffix("-sig")
    return (("\ufeff" if encoding.endswith("-sig") else "") + text).encode(name)


def read(content):
    table = read_table(decoded(content).text, NEEDED)
    return {"rows": [[number, row] for number, row in table.rows], "left": [left.number for left in table.left]}


@pytest.mark.parametrize("case", SHARED["cases"], ids=lambda case: case["name"])
def test_the_cases_shared_with_the_page_are_read_as_they_were_meant(case):
    assert read(as_bytes(case["text"], case["encoding"])) == {"rows": case["rows"], "left": case["left"]}


def test_numbers_from_1_to_100_are_read_as_spreadsheets_show_them():
    assert [(text, percent(text)) for text, _ in SHARED["percent"]] == [tuple(each) for each in SHARED["percent"]]


def test_a_cell_too_long_to_be_read_ends_the_table():
    table = read_table('question,answer,first_right\na,b,c\nd,"' + "x" * 200_000, NEEDED)
    assert table.is_broken
    assert len(table.rows) == 1


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
CELLS = st.one_of(st.sampled_from(["a-1", "Supported", "", "80 %", "=1", "'-x", "S1; x", "a, b", 'say "no"', "two\nlines"]), WORDS)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
TITLES = st.lists(st.lists(CELLS, max_size=3), max_size=3)


@st.composite
def spreadsheets(draw):
    """A table written in one of the many ways of spreadsheets, or damaged, or any bytes at all."""
    separator, encoding = draw(st.sampled_from(",;\t|")), draw(st.sampled_from(ENCODINGS))
    quoting = draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=draw(st.sampled_from(["\n", "\r\n", "\r"])))
    writer.writerows(draw(TITLES))
    writer.writerow(draw(st.sampled_from([COLUMNS, [name.upper() for name in COLUMNS], [*COLUMNS, "", "page"], COLUMNS[:2]])))
    writer.writerows(draw(st.lists(st.lists(CELLS, min_size=3, max_size=6), max_size=6)))
    text = out.getvalue()
    if draw(st.booleans()):
        text = "".join('"' + line.replace('"', '""') + '"' + draw(st.sampled_from(["", ";;"])) + "\n" for line in text.splitlines())
    content = text.encode(encoding, "replace")
    at, noise = draw(st.integers(0, 200)), draw(st.binary(max_size=4))
    return draw(st.sampled_from([content, content, content[:at] + noise + content[at:], content[:at], noise]))


@pytest.fixture(scope="module")
def page_reads(tmp_path_factory):
    node = shutil.which("node")
    if node is None:
        assert not os.environ.get("CI"), "CI must install node before the tests"
        pytest.skip("node is not installed: the page's reader was not compared with Python's")
    path = tmp_path_factory.mktemp("tables") / "files.json"

    def reads(files):
        path.write_text(json.dumps({"needed": NEEDED, "files": [base64.b64encode(each).decode() for each in files]}), encoding="utf-8")
        done = subprocess.run([node, ROOT / "tests" / "js" / "read_tables.mjs", path], check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return reads


# Shrinking a list of 60 tables takes minutes; the assertion names the one that differs.
@settings(max_examples=5, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(files=st.lists(spreadsheets(), min_size=40, max_size=60))
def test_the_page_and_python_read_the_same_of_any_file(page_reads, files):
    for content, seen in zip(files, page_reads(files), strict=True):
        assert read(content) == seen, content


@settings(deadline=None)
@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6),
    separator=st.sampled_from(",;\t|"),
)
def test_no_row_is_lost_whatever_it_holds(rows, separator):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(NEEDED)
    writer.writerows(rows)
    table = read_table(decoded(out.getvalue().encode()).text, NEEDED)
    filled = [row for row in rows if any(cell.replace("\0", "").strip(WHITE) for cell in row)]
    assert len(table.rows) + len(table.left) == len(filled)
