"""Measure how the words of data/claims/wording_marks.csv err on the texts, and write wording_marks_measured.csv beside it.

The web texts are other people's property and not part of the collection: whoever has some of them gives the folder with S1.txt and
so on. What was measured on texts that are not in the folder stays as it is. Texts that stand in the collection are always measured.
A claim counts as marked if a word of the kind stands in the sentence that holds its key phrase. A sentence may hold several
claims, so a mark can belong to a neighbour. Claims whose key phrase runs over the end of a line are looked for in both lines.

usage: python -m checks.wording_marks [FOLDER]
"""

import csv
import re
import sys
from pathlib import Path

from ketamine_course.exhibits import exhibit, ours
from ketamine_course.models.appraisal import KINDS, measure, sentences
from ketamine_course.tables import DATA_FOLDER, load

TARGET = DATA_FOLDER / "claims" / "wording_marks_measured.csv"
CODED = {"hedge": ("wording", "hedged"), "booster": ("wording", "boosted"), "vague_authority": ("support_given", "vague_authority")}


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower().replace("\u2019", "'")))


def holding(phrase: str, paragraph: int, parts: list[tuple[int, str]]) -> str:
    """Return the sentence of a text that holds a key phrase, nearest to its paragraph; two neighbours where it runs over an end."""
    wanted = f" {plain(phrase)} "
    for width in (1, 2, 3):
        windows = [(number, " ".join(text for _, text in parts[at : at + width])) for at, (number, _) in enumerate(parts)]
        found = [(abs(number - paragraph), text) for number, text in windows if wanted in f" {plain(text)} "]
        if found:
            return min(found, key=lambda each: each[0])[1]
    raise LookupError(f"no sentence holds {phrase!r}")


def measured(source: str, text: str) -> list[list[str]]:
    """Return the rows of one text: how the marks of each kind did on its claims."""
    claims = load("claims").query("source == @source")
    parts = [(int(re.findall(r"\d+", each.locator)[0]), each.text) for each in sentences(text)]
    paragraphs = [int(re.findall(r"paras? (\d+)", locator)[0]) for locator in claims["locator"]]
    held = [holding(phrase, number, parts) for phrase, number in zip(claims["key_phrase"], paragraphs, strict=True)]
    rates = [measure(kind, list(claims[CODED[kind][0]] == CODED[kind][1]), held) for kind in KINDS]
    return [[source, *map(str, rate), "derived"] for rate in rates]


def main(arguments: list[str]) -> int:
    texts = {source: exhibit(source).text for source in ours()}
    texts |= {path.stem: path.read_text(encoding="utf-8") for folder in arguments for path in Path(folder).glob("*.txt")}
    with TARGET.open(encoding="utf-8", newline="") as file:
        header, *kept = list(csv.reader(file))
    rows = {source: [row for row in kept if row[0] == source] for source in load("sources")["source"]}
    rows |= {source: measured(source, texts[source]) for source in rows if source in texts}
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *(row for each in rows.values() for row in each)])
    print(f"Measured {len(texts)} texts: {', '.join(sorted(texts))}. Written to {TARGET.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
