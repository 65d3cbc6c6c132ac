"""Contradictions within and between the texts: all of them over the claims in reading order, and one that is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ketamine_course.pictures._drawing import band, sheet, symbols, titled, write, write_lines
from ketamine_course.pictures._facts import Row, cited, rows_of, status_note
from ketamine_course.pictures._who_is_who import named
from ketamine_course.pictures.claim_quality._common import claims, spread
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width

KINDS = {"internal_contradiction": "Within one text", "cross_text_contradiction": "Between texts"}
WRONG = "What is wrong, or missing"
GAP, APART = 7.0, 23.0
"""Room between two texts, and between the numbers of two contradictions."""
HIGH, REACH = 18.0, 92.0
"""How high the texts are, and how far above and below their middle the numbers of both kinds stand."""


@cache
def issues() -> dict[str, Row]:
    """Return the contradictions by name, those within one text first."""
    return {row["id"]: row for kind in KINDS for row in rows_of("issues") if row["kind"] == kind}


def place(claim: str) -> float:
    """Return where a claim lies: all of them in reading order, text after text."""
    before, gaps = _order()[claim]
    texts = len(_claims_of()) - 1
    return 14 + GAP * gaps + before * (width() - 28 - GAP * texts) / len(claims())


@cache
def _order() -> dict[str, tuple[float, int]]:
    """Return for each claim how many claims and how many gaps between texts lie before it."""
    names = [(name, gap) for gap, found in enumerate(_claims_of().values()) for name in found]
    return {name: (number + 0.5, gap) for number, (name, gap) in enumerate(names)}


@cache
def _claims_of() -> dict[str, list[str]]:
    """Return the claims of each text in reading order."""
    found: dict[str, list[str]] = {}
    for name, row in claims().items():
        found.setdefault(row["source"], []).append(name)
    return found


@explorable(
    title="Contradictions, one by one",
    narrow=True,
    issue=Slider(lambda: {name: row["title"] for name, row in issues().items()}, label="Contradiction"),
)
def contradictions(issue: str) -> Picture:
    """All contradictions as bundles of lines to their claims, which lie in reading order; one of them is opened."""
    row = issues()[issue]
    said = [claims()[name] for name in row["claims"]]
    cells = tuple((each["id"], named(each["source"]), each["paraphrase"], f"\u201c{each['key_phrase']}\u201d") for each in said)
    table = Table(f"The claims side by side ({_basis(row)})", ("Claim", "Text", "What it says", "Words of the text"), cells)
    notes = (*((each["id"], each["paraphrase"]) for each in said), (WRONG, f"{row['explanation']} ({_basis(row)})"))
    figure, axes = sheet(360 if is_narrow() else 316)
    lower = titled(axes, row["title"], 13, 20)
    write_lines(axes, 14, 38 + lower, "A number is a contradiction; its lines end at its claims", width() - 28, 9.5, "quiet")
    middle = 208.0 if is_narrow() else 172.0
    _texts(axes, middle, row)
    for kind, side in zip(KINDS, (-1, 1), strict=True):
        _kind(axes, kind, middle, side, issue)
    return Picture(figure, _words(issue, row, said), "conceptual", table, notes)


def _basis(row: Row) -> str:
    """Return what an explanation rests on."""
    return f"{cited(row['refs'])}{status_note(row['mark'])}" if row["refs"] else "Our reading of the texts"


def numbers(kind: str) -> dict[str, float]:
    """Return where the number of each contradiction of a kind stands: over the middle of its claims, as near as its neighbours allow."""
    found = {name: row["claims"] for name, row in issues().items() if row["kind"] == kind}
    return spread({name: float(np.mean([place(claim) for claim in each])) for name, each in found.items()}, APART, 24, width() - 24)


def _kind(axes: Axes, kind: str, middle: float, side: int, issue: str) -> None:
    """Draw the contradictions of a kind over the texts (-1) or under them (1): their numbers, and from each of them lines to its claims."""
    at, y = numbers(kind), middle + side * REACH
    texts, own = [named(text) for text in issues()[issue]["sources"]], issue in at
    words = KINDS[kind]
    if own and len(texts) == 1:
        words = f"{'Within' if is_narrow() else 'Within one text:'} {texts[0]}"
    elif own and len(texts) == 2 and not is_narrow():
        words = f"Between {texts[0]}, and {texts[1]}"
    write(axes, 14, y + side * 21, words, 9.5, "chosen" if own else "quiet", fontweight="bold")
    ends = y - side * 9.5, middle + side * HIGH / 2
    _bundles(axes, at, ends, "line", 0.8)  # the chosen one, too: what all states share weighs only once in a page
    _rings(axes, list(at.values()), y, "paper", "line")
    if issue in at:
        _bundles(axes, {issue: at[issue]}, ends, "violet", 2.0)
        _rings(axes, [at[issue]], y, "violet", "violet")
        symbols(axes, [(place(claim), ends[1]) for claim in issues()[issue]["claims"]], "read", "violet", 5)
    for name, x in at.items():
        number = str(list(issues()).index(name) + 1)
        colour, weight = ("paper", "bold") if name == issue else ("ink", "normal")
        write(axes, x, y + 0.5, number, 9.5, colour, ha="center", fontweight=weight)
    touch(axes, x=("issue", at), down=(y + 13, y - 13))


def _bundles(axes: Axes, at: Mapping[str, float], ends: tuple[float, float], colour: str, thick: float) -> None:
    """Draw lines that leave a number and reach each of its claims upright."""
    (start, end), corners = ends, []
    half = (start + end) / 2
    for name, x in at.items():
        for claim in issues()[name]["claims"]:
            corners += [(x, start), (x, half), (place(claim), half), (place(claim), end)]
    codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4] * (len(corners) // 4)
    depth = 1 if colour == "line" else 2
    axes.add_patch(PathPatch(Path(np.round(corners, 1), codes), fill=False, edgecolor=light(colour), linewidth=thick, zorder=depth))


def _rings(axes: Axes, at: Sequence[float], y: float, fill: str, edge: str) -> None:
    path = Path.make_compound_path(*(Path.circle((x, y), 9.5) for x in at))
    axes.add_patch(PathPatch(path, facecolor=light(fill), edgecolor=light(edge), linewidth=1.0, zorder=2.5))


def _texts(axes: Axes, middle: float, row: Row) -> None:
    """Draw the texts as bars as long as they have claims."""
    for text, names in _claims_of().items():
        first, last = place(names[0]), place(names[-1])
        ground, colour, weight = ("violet_ground", "violet", "bold") if text in row["sources"] else ("faint", "quiet", "normal")
        band(axes, first - 1, middle - HIGH / 2, last - first + 2, HIGH, ground)
        write(axes, (first + last) / 2, middle + 0.5, text, 9.5, colour, ha="center", fontweight=weight)


def _words(issue: str, row: Row, said: list[Row]) -> str:
    where = f"within {row['sources'][0]}" if len(row["sources"]) == 1 else f"between {', '.join(row['sources'])}"
    number = list(issues()).index(issue) + 1
    lines = " ".join(f"{each['id']}: {each['paraphrase']}" for each in said)
    title = row["title"] if row["title"].endswith("?") else f"{row['title']}."
    return f"Contradiction {number} of {len(issues())}, {where}: {title} {lines} {row['explanation']}"
