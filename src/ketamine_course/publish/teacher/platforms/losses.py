"""What a platform has no place for, question by question: a table that stands beside the packages."""

import csv
import io
from collections.abc import Iterable

from ketamine_course.publish.teacher.platforms import qti1
from ketamine_course.publish.teacher.platforms.items import Item

HEADER = ("question", "name", "file", "what is lost")
EVERY = "all but SCORM and the live pages"


def of_item(item: Item) -> Iterable[tuple[str, str]]:
    """Yield each file and what it loses of an item."""
    for note in item.lost:
        yield EVERY, note
    if item.shape == "number":
        yield "gift.txt", "the unit stands in the prompt only"
        reach = f"{len(qti1.spellings(item))} spellings from {item.lowest:f} to {item.highest:f}"
        yield "course.imscc", f"a number becomes a blank: right are {reach}, with a point for decimals"
    if item.shape == "several":
        yield "quiz-qti21.zip, quiz-qti12.zip, course.imscc", "scored as a whole: part of the right options gives no points"
    if item.shape == "text":
        yield EVERY, "free text is not scored: read it, or give a mark for taking part"


def table(items: Iterable[Item]) -> bytes:
    """Return the table as CSV."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows((item.title, item.name, file, note) for item in items for file, note in of_item(item))
    return buffer.getvalue().encode()
