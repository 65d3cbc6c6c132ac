"""Measure how the words of data/claims/wording_marks.csv err on the five texts, and write wording_marks_measured.csv beside it.

The texts are other people's property and not part of the collection: whoever has them gives the folder with S1.txt to S5.txt.
A claim counts as marked if a word of the kind stands in the sentence that holds its key phrase. A sentence may hold several
claims, so a mark can belong to a neighbour. Claims whose key phrase runs over the end of a line are looked for in both lines.

usage: python -m checks.wording_marks FOLDER
"""

import csv
import re
import sys
from pathlib import Path

from ketamine_course.models.appraisal import KINDS, measure, sentences
from ketamine_course.tables import load

TARGET = Path(__file__).resolve().parent.parent / "data" / "claims" / "wording_marks_measured.csv"
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


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0])
    rows = []
    for source, claims in load("claims").groupby("source"):
        text = (folder / f"{source}.txt").read_text(encoding="utf-8")
        parts = [(int(re.findall(r"\d+", each.locator)[0]), each.text) for each in sentences(text)]
        paragraphs = [int(re.findall(r"paras? (\d+)", locator)[0]) for locator in claims["locator"]]
        held = [holding(phrase, number, parts) for phrase, number in zip(claims["key_phrase"], paragraphs, strict=True)]
        for kind in KINDS:
            column, code = CODED[kind]
            rate = measure(kind, list(claims[column] == code), held)
            rows.append([source, *rate, "derived"])
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["source", "kind", "hits", "misses", "false_alarms", "rest", "mark"])
        writer.writerows(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
