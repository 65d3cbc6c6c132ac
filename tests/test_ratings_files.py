"""Ratings files as a class hands them in: damaged, foreign, hostile. Nothing executes, nothing is lost, every problem is named."""

from __future__ import annotations

import csv
import os
import shutil
from collections import Counter

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ketamine_course.models.appraisal import Rating, read_ratings, write_merged
from ketamine_course.models.appraisal.csv_reader import WHITE

FILES = ROOT / "tests" / "class_files"
SIX = ["Supported", "Supported but imprecise", "Contested", "Overstated", "Contradicted", "Not checkable"]
CLAIMS = ["rate-1", "rate-2"]
VERDICTS = ["Supported", "Supported but imprecise", "Overstated"]
GOOD = (
    'question,answer,first_answer,confidence,reason\r\nrate-1,Overstated,Supported,80,"It says ""only"", so no."\r\nrate-2,Supported,,,\r\n'
)


def read(folder, **options):
    return read_ratings(folder, CLAIMS, VERDICTS, **options)


def read_one(tmp_path, content, name="a.csv"):
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(tmp_path)


def told(result):
    return [str(problem) for problem in result.problems]


def test_both_answers_confidence_and_reason_are_read(tmp_path):
    result = read_one(tmp_path, GOOD)
    assert result.ratings == (
        Rating("a.csv", "rate-1", "Supported", "Overstated", None, 80, 'It says "only", so no.'),
        Rating("a.csv", "rate-2", "Supported", "Supported", None, None, ""),
    )
    assert told(result) == []


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        GOOD.encode("utf-16-be").join([b"\xfe\xff", b""]),
        GOOD.encode("utf-16-le"),
        GOOD.replace(",", ";").encode(),
        ("sep=;\r\n" + GOOD.replace(",", ";")).encode(),
        GOOD.replace(",", "\t").encode(),
        GOOD.replace("\r\n", "\n").encode(),
        GOOD.replace("\r\n", "\r").encode(),
        GOOD.replace("question", " Question ").replace("Overstated", "OVERSTATED").encode(),
        GOOD.replace("rate-2,", "\r\n,,,,\r\nrate-2,").encode(),
    ],
)
def test_what_spreadsheets_write_is_read_the_same(tmp_path, content):
    result = read_one(tmp_path, content)
    assert [(rating.claim, rating.first, rating.final) for rating in result.ratings] == [
        ("rate-1", "Supported", "Overstated"),
        ("rate-2", "Supported", "Supported"),
    ]
    assert told(result) == []


@pytest.mark.parametrize(
    ("content", "problem", "kept"),
    [
        (b"", "a.csv: is empty", 0),
        (b"\xef\xbb\xbf  \n", "a.csv: is empty", 0),
        ("claim,verdict\nrate-1,Supported\n", "a.csv, row 1: the columns 'question' and 'answer' are missing; it has: claim, verdict", 0),
        ("question,answer\nrate-1,Overstatd\n", "a.csv, row 2: rate-1: the answer 'Overstatd' is unknown; nearest: 'Overstated'", 0),
        ("question,answer\nrate-1,\n", "a.csv, row 2: rate-1: there is no answer", 0),
        ("question,answer\nrate-1,Supported\nrate-1,Overstated\n", "a.csv, row 3: 'rate-1' stands twice: the first one counts", 1),
        ("question,answer\nrate-1,Supported,more\n", "a.csv, row 2: has 3 cells; the header has 2, so it was skipped", 0),
        (
            "question,answer,answer\nrate-1,Supported,Overstated\n",
            "row 1: the column 'answer' stands twice: the first one counts",
            1,
        ),
        (
            "question,answer,confidence\nrate-1,Supported,=1+1\n",
            "row 2: the confidence '=1+1' is not a number from 1 to 100: left out",
            1,
        ),
        ("question,answer,first_answer\nrate-1,Supported,Hm\n", "only the last one counts", 1),
        (
            "question,answer,reason\nrate-1,Supported,\xe9\n".encode("cp1252"),
            "a.csv: is not UTF-8: read as Windows text",
            1,
        ),
        ("question,answer,reason\nrate-1,Supported,a\0b\n", "a.csv: has NUL bytes: they were taken out", 1),
        ("question,answer\nother,Supported\n", "a.csv: holds no usable rating of these claims", 0),
        ("question,answer\n" + 'rate-1,"' + "x" * 200_000, "is not readable as CSV from here", 0),
    ],
)
def test_each_problem_is_named_with_file_and_row(tmp_path, content, problem, kept):
    result = read_one(tmp_path, content)
    assert any(problem in line for line in told(result)), told(result)
    assert len(result.ratings) == kept


def test_a_mark_that_is_never_closed_ends_also_where_another_library_lets_cells_be_longer(tmp_path):
    limit = csv.field_size_limit(10_000_000)
    try:
        result = read_one(tmp_path, "question,answer\n" + 'rate-1,"' + "x" * 200_000)
    finally:
        csv.field_size_limit(limit)
    assert any("is not readable as CSV from here" in line for line in told(result))


def test_formulas_and_markup_stay_text(tmp_path):
    evil = 'question,answer,reason\nrate-1,Supported,"\'=HYPERLINK(""http://x"")"\nrate-2,Supported,<img src=x onerror=alert(1)>\n'
    result = read_one(tmp_path, evil, "<b>Eve.csv")
    assert [rating.reason for rating in result.ratings] == ['=HYPERLINK("http://x")', "<img src=x onerror=alert(1)>"]
    assert {rating.rater for rating in result.ratings} == {"<b>Eve.csv"}


def test_what_is_not_an_ordinary_csv_file_is_left_alone_and_named(tmp_path):
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "notes.xlsx").write_bytes(b"PK")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / ".hidden.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "big.csv").write_bytes(b"x" * 1_000_001)
    (tmp_path / "link.csv").symlink_to("/etc/passwd")
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    result = read(tmp_path)
    assert told(result) == [
        "big.csv: is larger than 1 MB: not a list of ratings",
        "folder.csv: is an empty folder",
        "link.csv: is a link to another place: not followed",
        "loop.csv: is a link to another place: not followed",
        "notes.pdf: is not a .csv file, so it was skipped",
        "notes.xlsx: is a spreadsheet, not a .csv file, so it was skipped: save it as CSV",
        "pipe.csv: is a device, not a file",
    ]
    assert result.files == 1


def test_a_name_that_is_no_text_is_shown_and_can_be_written(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    with open(os.fsencode(folder) + b"/\xff\x1b[31m.csv", "wb") as file:  # noqa: PTH123
        file.write(GOOD.encode())
    result = read(folder)
    assert result.ratings[0].rater == "?\ufffd[31m.csv"
    write_merged(result.ratings, tmp_path / "all.csv")


def test_ten_thousand_rows_are_read_and_the_repeated_ones_are_told_in_five_lines(tmp_path):
    result = read_one(tmp_path, "question,answer\n" + "rate-1,Supported\n" * 10_000)
    assert len(result.ratings) == 1
    assert told(result)[0] == "a.csv, row 3: 'rate-1' stands twice: the first one counts"
    assert told(result)[-1].endswith("; and 9994 more of this kind")
    assert (len(result.problems), result.told_rows) == (5, 9_999)


def test_more_files_than_a_class_has_are_too_many_and_each_left_out_is_named(tmp_path):
    # The benchmark reads a folder of a hundred thousand.
    for number in range(2000):
        os.close(os.open(tmp_path / f"{number:06}.csv", os.O_CREAT | os.O_WRONLY))
    result = read(tmp_path, max_files=100)
    assert len({problem.file for problem in result.problems}) == 2000
    assert "001999.csv: not read: the folder holds more than 100 files" in told(result)


def test_a_folder_that_is_not_there_names_the_nearest(tmp_path):
    (tmp_path / "ratings").mkdir()
    with pytest.raises(FileNotFoundError, match="nearest: 'ratings'"):
        read(tmp_path / "rating")
    with pytest.raises(FileNotFoundError, match="nor is there one above it"):
        read(tmp_path / "no" / "such")
    (tmp_path / "file.csv").write_text(GOOD, encoding="utf-8")
    with pytest.raises(NotADirectoryError, match="give the folder"):
        read(tmp_path / "file.csv")


OLD = "A sentence that rate-1 said last term"
NOW = {"rate-1": "S1, para 5: Tea acts by blocking receptors.", "rate-2": "S2: Tea is new."}


@pytest.mark.parametrize(
    ("prompt", "kept"),
    [
        (OLD, 0),
        (NOW["rate-1"], 1),
        ("S1  para 5 - tea acts by blocking receptors", 1),
        ("", 1),
        ("Claim", 1),
        ("Claim 1", 1),
        ("Old wording", 0),
        (NOW["rate-1"] + " Always", 0),
    ],
)
def test_answers_to_an_older_wording_are_told_apart(tmp_path, prompt, kept):
    (tmp_path / "a.csv").write_text(f'question,prompt,answer\nrate-1,"{prompt}",Supported\n', encoding="utf-8")
    result = read(tmp_path, wordings=NOW)
    assert (len(result.ratings), result.older_rows) == (kept, 1 - kept)
    assert kept or f"a.csv, row 2: rate-1: answers an older wording of this claim ({prompt!r}): not counted" in told(result)


def test_the_older_wording_of_the_shared_case_is_not_counted():
    result = read_ratings(FILES / "old_wording", ["rate-3"], VERDICTS, wordings={"rate-3": "S3: The surge is probably linked to relief."})
    assert (result.ratings, result.older_rows) == ((), 1)


def test_who_hands_in_twice_is_one_person_whose_latest_answers_count():
    result = read_ratings(FILES / "resubmitted", ["rate-1", "rate-2", "rate-3"], SIX)
    assert Counter(rating.rater for rating in result.ratings) == {"code7.csv": 3, "code8.csv": 3}
    assert [str(note) for note in result.notes] == [
        "code7 (1).csv, code7.csv: count as one person; the latest answer to each claim counts (2 earlier not counted)"
    ]
    assert result.replaced == 2


def test_six_people_who_say_the_same_are_six_people():
    result = read_ratings(FILES / "equal_votes", ["rate-2"], SIX)
    assert Counter(rating.final for rating in result.ratings) == {"Overstated": 5, "Contradicted": 1}
    assert result.notes == ()


def test_a_platforms_folders_are_read_and_so_is_their_zip(tmp_path):
    as_folders = read_ratings(FILES / "moodle", ["rate-1"], SIX)
    assert [(rating.rater, rating.final) for rating in as_folders.ratings] == [
        ("Participant A_1001", "Supported"),
        ("Participant B_1002", "Overstated"),
    ]
    shutil.make_archive(str(tmp_path / "handed in"), "zip", FILES / "moodle")
    as_zip = read_ratings(tmp_path, ["rate-1"], SIX)
    assert as_zip.ratings == as_folders.ratings
    assert as_zip.problems == ()
    shutil.copytree(FILES / "moodle", tmp_path / "moodle")
    both = read_ratings(tmp_path, ["rate-1"], SIX)
    assert both.ratings == as_folders.ratings
    assert "the same answers of one person; they count once" in str(both.notes[0])


def test_a_file_that_excel_put_into_one_column_is_read_whole():
    result = read_ratings(FILES / "one_column", [f"rate-{number}" for number in range(1, 13)], SIX)
    assert len(result.ratings) == 12
    assert result.problems == ()


ONE = "x_1_assignsubmission_file_"
ROW = "rate-1,{},{},2026-05-0{}T09:00:00.000Z\n"


@pytest.mark.parametrize(
    ("files", "people", "finals"),
    [
        ({"x.csv": ("Supported", "aa", 1), "y.csv": ("Overstated", "aa", 2)}, 1, {"Overstated"}),
        ({"x.csv": ("Overstated", "aa", 2), "y.csv": ("Supported", "aa", 1)}, 1, {"Overstated"}),
        ({"x.csv": ("Supported", "aa", 1), "y.csv": ("Supported", "aa", 1)}, 1, {"Supported"}),
        ({"x.csv": ("Supported", "aa", 1), "x (1).csv": ("Overstated", "bb", 1)}, 2, {"Supported", "Overstated"}),
        ({"x.csv": ("Supported", "", 1), "x (1).csv": ("Overstated", "bb", 2)}, 1, {"Overstated"}),
        (
            {f"{ONE}/a.csv": ("Supported", "aa", 2), f"{ONE}/b.csv": ("Overstated", "bb", 1)},
            1,
            {"Supported"},
        ),
    ],
)
def test_an_id_is_a_person_and_times_say_which_answer_is_the_latest(tmp_path, files, people, finals):
    for name, (answer, identity, day) in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("question,answer,id,time\n" + ROW.format(answer, identity, day), encoding="utf-8")
    result = read(tmp_path)
    assert len({rating.rater for rating in result.ratings}) == people
    assert {rating.final for rating in result.ratings} == finals
    assert len(result.notes) == (people == 1)


def test_a_claim_twice_in_one_file_counts_by_its_time(tmp_path):
    result = read_one(tmp_path, "question,answer,id,time\n" + ROW.format("Supported", "a", 1) + ROW.format("Overstated", "a", 2))
    assert [rating.final for rating in result.ratings] == ["Overstated"]
    assert told(result) == ["a.csv, row 3: 'rate-1' stands twice: the later one counts"]


TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
CELLS = st.one_of(st.sampled_from([*CLAIMS, *VERDICTS, "question", "answer", "", "80", "=1", "'"]), TEXTS)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, max_size=6), max_size=8), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.sampled_from(",;\t"))
@example([["0|"], ["rate-1", "\n", "rate-1"]], "utf-8", ",")  # a cell of two lines, beside a row that may be a line kept whole
@example([["0,"], ["rate-1", "\n", "rate-1"]], "utf-8", ",")
@example([["rate-1", "rate-1", "\n0", "rate-1"], ["0;"]], "utf-8", ",")
def test_every_row_of_any_table_is_used_named_or_counted(tmp_path, rows, encoding, delimiter):
    path = tmp_path / "any.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(["question", "answer", "reason"])
        writer.writerows(rows)
    result = read(tmp_path)
    filled = [row for row in rows if any(cell.replace("\0", "").strip(WHITE) for cell in row)]
    assert len(result.ratings) + result.other_rows + result.told_rows == len(filled)
    assert all(rating.claim in CLAIMS and rating.final in VERDICTS for rating in result.ratings)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.booleans(), st.integers(0, 200))
def test_no_bytes_break_the_reader(tmp_path, noise, is_spliced, at):
    content = GOOD.encode()[:at] + noise + GOOD.encode()[at:] if is_spliced else noise
    (tmp_path / "any.csv").write_bytes(content)
    result = read(tmp_path)
    assert result.ratings or result.problems
    for rating in result.ratings:
        assert rating.claim in CLAIMS
        assert rating.final in VERDICTS
