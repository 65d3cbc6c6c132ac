"""Draw facts by chance for somebody to compare with their works: sentences of notebooks, sentences of questions, and rows of tables.

usage: python -m checks.draw SEED [SIZE]

SEED is a whole number, such as the day (20261129). SIZE is how many facts to draw, 100 if it is left out: half of them from notebooks and
a quarter each from questions and tables. The same seed draws the same facts as long as the texts are the same. Prints CSV with the
columns number, file, place and fact.
"""

import csv
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from checks.absences import BREAK, Place, texts
from ketamine_course import tables
from ketamine_course.tables import DATA_FOLDER, rows_of

TOLD = re.compile(r"/(?:explanation|feedback|result)\b")
"""Fields of a question that the course itself states; options may be wrong on purpose, and prompts ask."""
SPLIT = re.compile(r"\n\s*\n|\n\s*(?:[-*|]|\d+\.)\s|" + BREAK.pattern)
MARKUP = re.compile(r"<[^>]*>|\$[^$]*\$|^[\s>|*-]+", re.MULTILINE)
NUMBER = r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|no (?:\w+ )?(?:trial|study|text)|none of)\b"
WORK = r"\]\(\S*#ref-|\bS[1-9]\b|\b[A-Z][\w-]+ (?:20|19)\d\d\b"
STATES = re.compile(f"{NUMBER}|{WORK}")
"""What a fact has: a number, a word that counts, a work, or one of the texts."""
ASKS = re.compile(
    r"(?:Add|Ask|Before|Begin|Block|Change|Choose|Click|Close|Come|Compare|Count|Cut|Drag|Find|First|Follow|For (?:each|part)|Go|If you|"
    r"In this|Keep|Let|Look|Looking|Mark|Move|Next|Now|Open|Pick|Place|Play|Predict|Press|Put|Raise|Rate|Read|Run|Say|See|Select|Set|"
    r"Show|Step|Switch|Take|Test|Then|Time|Treat|Try|Turn|Type|Use|Walk|Work|Write|You (?:can|will|have|need)|This part|Part \d|"
    r"Notebook \d|Must|Should|Could)\b"
)
"""How instructions and remarks on the page begin, which nothing but the page can show to be right."""
SHORTEST = 50


def sentences(place: Place) -> Iterator[Place]:
    """Yield the sentences of a text that state a fact which a work or a table can show to be wrong."""
    for part in SPLIT.split(place.text):
        sentence = " ".join(MARKUP.sub(" ", part).split())
        told = len(sentence) >= SHORTEST and not sentence.endswith(("?", ":")) and not ASKS.match(sentence.strip("#* "))
        if told and STATES.search(part):
            yield place._replace(text=sentence)


def rows(folder: Path = DATA_FOLDER) -> Iterator[Place]:
    """Yield the rows of tables that name the works they rest on, each as its filled columns."""
    for name, resource in tables.package(folder).items():
        columns = {each["name"] for each in resource["schema"]["fields"]}
        for number, row in enumerate(rows_of(name, folder) if columns & {"ref", "refs"} else (), start=2):
            if row.get("ref") or row.get("refs"):
                told = "; ".join(f"{column}: {value}" for column, value in row.items() if value not in ("", None, []))
                yield Place(resource["path"], f"row {number}", told)


def draw(seed: int, size: int = 100) -> list[Place]:
    """Return facts drawn by chance, half from notebooks, a quarter from questions, the rest from tables.

    Parameters
    ----------
    seed : int
        Where the generator starts; the same seed gives the same facts.
    size : int, optional
        Number of facts.

    Raises
    ------
    ValueError
        There are fewer facts of one kind than are to be drawn.
    """
    places = texts(DATA_FOLDER)
    notebooks = [fact for each in places if each.file.startswith("notebooks/") for fact in sentences(each)]
    questions = [fact for each in places if each.file.endswith(".yaml") and TOLD.search(each.place) for fact in sentences(each)]
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    half, quarter = size // 2, size // 4
    shares = ((notebooks, half), (questions, quarter), (list(rows()), size - half - quarter))
    return [fact for facts, share in shares for fact in chance.sample(facts, share)]


def main(arguments: list[str]) -> int:
    if not arguments or not all(each.isdigit() for each in arguments[:2]):
        print(__doc__)
        return 2
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["number", "file", "place", "fact"])
    writer.writerows([number, *fact] for number, fact in enumerate(draw(*map(int, arguments[:2])), start=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
