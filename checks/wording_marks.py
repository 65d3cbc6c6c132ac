"""Measure how the words of data/claims/wording_marks.csv err on the texts, and write wording_marks_measured.csv beside it.

The web texts are other people's property and not part of the collection: whoever has some of them gives the folder with S1.txt and
so on. What was measured on texts that are not in the folder stays as it is. Texts that stand in the collection are always measured.
A claim counts as marked if a word of the kind stands in the sentence that holds its key phrase. A sentence may hold several
claims, so a mark can belong to a neighbour. Claims whose key phrase runs over the end of a line are looked for in both lines.

usage: python -m checks.wording_marks [FOLDER]
"""

import csv
import hashlib
import re
import sys
from pathlib import Path

from ketamine_course.exhibits import exhibit, ours
from ketamine_course.models.appraisal import KINDS, measure, sentences
from ketamine_course.names import nearest
from ketamine_course.tables import DATA_FOLDER, Fault, TableError, load

TARGET = DATA_FOLDER / "claims" / "wording_marks_measured.csv"
CODED = {"hedge": ("wording", "hedged"), "booster": ("wording", "boosted"), "vague_authority": ("support_given", "vague_authority")}


class MeasureError(ValueError):
    """The texts cannot be measured; the message says which, and why."""


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
    raise LookupError(f"no sentence of the text holds {phrase!r}")


def measured(source: str, text: str) -> list[list[str]]:
    """Return the rows of one text: how the marks of each kind did on its claims.

    Raises
    ------
    TableError
        A claim cannot be found in the text; each is told with its row.
    ValueError
        The text is too long to be split.
    """
    claims = load("claims").query("source == @source")
    parts = [(int(re.findall(r"\d+", each.locator)[0]), each.text) for each in sentences(text)]
    held, faults = [], []
    for at, claim in claims.iterrows():
        paragraph = re.search(r"paras? (\d+)", claim["locator"])
        try:
            held.append(holding(claim["key_phrase"], int(paragraph[1]) if paragraph else 1, parts))
        except LookupError as error:
            faults.append(Fault("claims/claims.csv", int(str(at)) + 2, "key_phrase", str(error)))
        if paragraph is None:
            faults.append(
                Fault("claims/claims.csv", int(str(at)) + 2, "locator", f"{claim['locator']!r} names no paragraph, such as 'para 3'")
            )
    if faults:
        raise TableError(faults)
    rates = [measure(kind, list(claims[CODED[kind][0]] == CODED[kind][1]), held) for kind in KINDS]
    return [[source, *map(str, rate), "derived"] for rate in rates]


def given(folders: list[str]) -> dict[str, str]:
    """Return the texts of some folders by the names of their files.

    Raises
    ------
    MeasureError
        A folder has no texts, a file is not UTF-8, or no row of the sources has its name.
    """
    known, texts = set(load("sources")["source"]), {}
    for folder in folders:
        found = sorted(Path(folder).glob("*.txt"))
        if not found:
            raise MeasureError(f"{folder}: holds no text, such as S1.txt")
        for path in found:
            if path.stem not in known:
                raise MeasureError(f"{path}: {nearest(path.stem, known)}")
            try:
                texts[path.stem] = path.read_text(encoding="utf-8")
            except UnicodeDecodeError as error:
                raise MeasureError(f"{path}: is not UTF-8 text at byte {error.start}; save the file as UTF-8") from error
    return texts


def sizes(folders: list[str]) -> list[str]:
    """Return for each text of some folders the number of its words and its checksum; a file that is not UTF-8 is told by `given`."""
    found = []
    for path in (path for folder in folders for path in sorted(Path(folder).glob("*.txt"))):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found.append(size(path.stem, text))
    return found


def size(source: str, text: str) -> str:
    return f"{source}: {len(text.split())} words, sha256 {hashlib.sha256(text.encode()).hexdigest()}"


def write(texts: dict[str, str]) -> list[str]:
    """Write the rows of some texts and return their names; what was measured on others stays."""
    with TARGET.open(encoding="utf-8", newline="") as file:
        header, *kept = list(csv.reader(file))
    rows = {source: [row for row in kept if row[0] == source] for source in load("sources")["source"]}
    rows |= {source: measured(source, texts[source]) for source in rows if source in texts}
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *(row for each in rows.values() for row in each)])
    return sorted(texts)


def main(arguments: list[str]) -> int:
    for line in sizes(arguments):  # needs no table: a new row of sources.csv waits for these two
        print(line)
    try:
        texts = {source: exhibit(source).text for source in ours()} | given(arguments)
        written = write(texts)
    except ValueError as error:
        print(f"Stopped, and nothing was written. {error}")
        return 1
    print(f"Measured {len(written)} texts: {', '.join(written)}. Written to {TARGET.name}.")
    for source in ours():
        print(size(source, texts[source]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
