"""The pictures and the helplines of notebook 00."""

from __future__ import annotations

from ketamine_course import lesson
from ketamine_course.lesson import HelpLines
from ketamine_course.publish.figures import explorables
from ketamine_course.tables import load


def five_texts(text):
    return explorables()["start_here-five_texts"].picture(text=text)


def test_all_texts_lack_an_author_and_only_one_has_some_sources():
    lacks = load("sources")["lacks"]
    assert "none gives an author, a date or a source of funding" in five_texts("all").description
    assert lacks.map(lambda each: "author" in each).all()
    assert "S3 mentions some sources but has no reference list." in five_texts("all").description


def test_one_text_tells_its_publisher_and_what_else_it_lacks():
    assert "The stated publisher is the Psychedelic Medicine Association." in five_texts("S1").description
    assert "It also has no content under its heading on clinical findings." in five_texts("S2").description
    also = "It also leaves out the titles of the works that it names and the legal status of what it advises."
    assert also in five_texts("S6").description


def test_the_table_says_of_references_what_the_pages_show():
    lacking = {row[0]: row[3].split("; ") for row in five_texts("all").table.rows}
    assert "references" in lacking["S1"]
    assert "reference list" in lacking["S3"]


def test_help_lines_say_how_far_they_were_checked():
    lines = lesson.help_lines()._repr_mimebundle_()["text/plain"].splitlines()
    assert lines[0].startswith("- worldwide: Find a Helpline.")
    said = ("read in the cited work", "as reported by others")
    assert all(line.count(said[0]) + line.count(said[1]) == 1 for line in lines)


def test_markup_in_a_help_line_of_a_host_is_shown_and_never_runs():
    row = dict.fromkeys(("place", "name", "contact", "for_whom", "address", "checked_on"), "<b>x</b>")
    page = HelpLines([row | {"mark": "seen"}])._repr_mimebundle_()["text/html"]
    assert "<b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
