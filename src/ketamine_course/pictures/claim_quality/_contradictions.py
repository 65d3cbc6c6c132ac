"""Contradictions within and between the texts: all of them over the claims in reading order, and one that is opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from ketamine_course.judged_later import judged_later
from ketamine_course.pictures._charts import BOLD
from ketamine_course.pictures._drawing import band, listed, sheet, symbols, titled, write, write_lines
from ketamine_course.pictures._facts import Row, cited, rows_of, status_note
from ketamine_course.pictures._who_is_who import named
from ketamine_course.pictures.claim_quality._common import claims, spread
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width

KINDS = {"internal_contradiction": "Within one text", "cross_text_contradiction": "Between texts"}
WRONG = "What is wrong, or missing"
GAP, APART = 7.0, 23.0
"""Room between two texts, and between the knots of two contradictions."""
CLOSE, LOWER, STEP = 12.0, 13.0, 10.0
"""On a phone, room between two knots of one text, which stand high and low in turn, and how much lower; how far a flag stands in."""
BETWEEN, FEET = 26.0, 36.0
"""Room between two flags beside each other, and between flags and the texts."""
SIZE = 14.0
"""How large a knot is, in which its number stands."""
HIGH, REACH = 18.0, 29.0
"""How high the texts are, and how far under them, and under each other, the knots of both kinds stand."""


@cache
def issues() -> dict[str, Row]:
    """Return the contradictions by name, those within one text first."""
    return {row["id"]: row for kind in KINDS for row in rows_of("issues") if row["kind"] == kind}


def claims_at_odds() -> dict[str, tuple[str, ...]]:
    """Return the claims of each contradiction, by its name."""
    return {name: tuple(row["claims"]) for name, row in issues().items()}


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
    issue=Slider(
        lambda: {name: row["title"] for name, row in issues().items()},
        label="Contradiction",
        default=lambda: next(name for name, found in claims_at_odds().items() if not judged_later().keys() & set(found)),
    ),
)
def contradictions(issue: str) -> Picture:
    """All contradictions as bundles of lines to their claims, which lie in reading order; one of them is opened."""
    row = issues()[issue]
    said = [claims()[name] for name in row["claims"]]
    cells = tuple((each["id"], named(each["source"]), each["paraphrase"], _quoted(each)) for each in said)
    table = Table(f"The claims side by side ({_basis(row)})", ("Claim", "Text", "What it says", "Its wording"), cells)
    notes = (*((each["id"], each["paraphrase"]) for each in said), (WRONG, f"{row['explanation']} ({_basis(row)})"))
    figure, axes = sheet(490 if is_narrow() else 340)
    lower = titled(axes, row["title"], 13, 20)
    write_lines(axes, 14, 38 + lower, _where(row), width() - 28, 9.5, "quiet")
    rail, more = (336.0 + HIGH / 2, LOWER) if is_narrow() else (220.0 + HIGH / 2, 0.0)
    _texts(axes, rail, row)
    for kind, deep in zip(KINDS, (REACH, 2 * REACH + more), strict=True):
        _kind(axes, kind, rail + HIGH / 2, deep, issue)
    rows = "Upper row: contradictions within one text; lower row: between texts. [ ]: our words."
    write_lines(axes, 14, rail + HIGH / 2 + 2 * REACH + more + 19, rows, width() - 28, 8.5, "quiet")
    _quotations(axes, (94.0 if is_narrow() else 60.0, rail - HIGH / 2), said)
    return Picture(figure, _words(issue, row, said), "our counts and judgement", table, notes)


def _quoted(claim: Row) -> str:
    """Return the words of a claim and, in brackets, ours for how they go on."""
    return f"\u201c{claim['key_phrase']}\u201d" + (f" [{claim['goes_on']}]" if claim["goes_on"] else "")


def _basis(row: Row) -> str:
    """Return what an explanation rests on."""
    return f"{cited(row['refs'])}{status_note(row['mark'])}" if row["refs"] else "Our reading of the texts"


def _where(row: Row) -> str:
    """Return which contradiction this is, and in which texts it lies."""
    texts, number = row["sources"], list(issues()).index(row["id"]) + 1
    where = f"within {named(texts[0])}" if len(texts) == 1 else f"between {listed(texts)}"
    return f"Contradiction {number} of {len(issues())}, {where}"


def knots(kind: str) -> dict[str, float]:
    """Return where the knot of each contradiction of a kind is: under the middle of its claims, as near as its neighbours allow."""
    found = {name: row["claims"] for name, row in issues().items() if row["kind"] == kind}
    middles = {name: float(np.mean([place(claim) for claim in each])) for name, each in found.items()}
    if not _staggered(kind):
        return spread(middles, APART, 24, width() - 24)
    order = sorted(middles, key=lambda name: middles[name])
    steps = [0.0 if _of_one_text(a, b) else APART - CLOSE for a, b in pairwise(order)]
    more = dict(zip(order, accumulate(steps, initial=0.0), strict=True))
    closer = spread({name: middles[name] - more[name] for name in order}, CLOSE, 24, width() - 24 - sum(steps))
    return {name: x + more[name] for name, x in closer.items()}


def _staggered(kind: str) -> bool:
    """Whether the knots of a kind stand high and low in turn: on a phone, so that each stands under its own text."""
    return is_narrow() and kind == next(iter(KINDS))


def _of_one_text(one: str, other: str) -> bool:
    return bool(issues()[one]["sources"] == issues()[other]["sources"])


def heights(kind: str) -> dict[str, float]:
    """Return how much lower than its row the knot of each contradiction of a kind stands."""
    order, found, low = sorted(knots(kind).items(), key=lambda each: each[1]), dict[str, float](), False
    for number, (name, _) in enumerate(order):
        low = bool(number) and _staggered(kind) and _of_one_text(order[number - 1][0], name) and not low
        found[name] = LOWER * low
    return found


def _kind(axes: Axes, kind: str, top: float, deep: float, issue: str) -> None:
    """Draw the contradictions of a kind under the texts: threads from their claims to a knot, hairlines but for the chosen one."""
    at, y, down = knots(kind), top + deep, heights(kind)
    symbols(axes, [(x, y + down[name]) for name, x in at.items()], "unchecked", "line", SIZE)
    if issue in at:
        _threads(axes, issue, (y + down[issue], top), gates(kind))
        symbols(axes, [(at[issue], y + down[issue])], "read", "violet", SIZE)
    for number, name in enumerate(issues(), start=1):
        if name in at:
            chosen = name == issue
            style = {"ha": "center", "va": "center", "fontweight": "bold" if chosen else "normal", "zorder": 4}
            write(axes, at[name], y + down[name], str(number), 8.5, "paper" if chosen else "ink", **style)
    touch(axes, x=("issue", at), down=(y + 13 + max(down.values()), y - 13))


def _apart(names: Sequence[str]) -> dict[str, float]:
    """Return where the claims of an opened contradiction lie, far enough from each other to be told apart."""
    return spread({name: place(name) for name in sorted(names, key=place)}, 11, 14, width() - 14)


def gates(kind: str) -> list[float]:
    """Return where threads of a kind may pass the row over its own: midway between the knots there, and beside the outermost."""
    over = sorted(knots(next(iter(KINDS))).values()) if kind != next(iter(KINDS)) else []
    between = [(a + b) / 2 for a, b in pairwise(over) if b - a > APART - 1]
    return [over[0] - APART / 2, *between, over[-1] + APART / 2] if over else []


def _threads(axes: Axes, issue: str, ends: tuple[float, float], through: Sequence[float]) -> None:
    """Draw lines from the knot of a contradiction that reach each of its claims upright, and pass between the knots over it."""
    (start, end), x = ends, knots(str(issues()[issue]["kind"]))[issue]
    corners: list[tuple[float, float]] = []
    for to in _apart(issues()[issue]["claims"]).values():
        middle = (x + to) / 2
        places = [x, *([min(through, key=lambda at: abs(at - middle))] if through else []), to]
        heights = np.linspace(start, end, len(places))
        for (a, low), (b, high) in pairwise(zip(places, heights, strict=True)):
            half = (low + high) / 2
            corners += [(a, low), (a, half), (b, half), (b, high)]
    codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4] * (len(corners) // 4)
    axes.add_patch(PathPatch(Path(np.round(corners, 1), codes), fill=False, edgecolor=light("violet"), linewidth=2.0, zorder=2))


def _quotations(axes: Axes, span: tuple[float, float], said: Sequence[Row]) -> None:
    """Draw the words of each claim as a flag, as large as there is room, with a line to where the claim lies and a cross between two."""
    top, rail = span
    at = _apart([each["id"] for each in said])
    rows = sorted(said, key=lambda each: at[each["id"]])
    beside = not is_narrow() and len(rows) < 4
    room = (width() - 28 - BETWEEN * (len(rows) - 1)) / len(rows) if beside else width() - 28 - STEP * (len(rows) - 1)
    for size in (12.0, 10.5, 9.5) if is_narrow() else (10.5, 9.5):
        words = [f"{each['source']}: {_quoted(each)}" for each in rows]
        flags = [wrapped(each, int((room - 16) / (size * BOLD))) for each in words]
        highs = [9 + 1.27 * size * len(lines) for lines in flags]
        deep = max(highs) if beside else sum(highs) + 5 * (len(rows) - 1)
        longest = max(len(word) for each in words for word in each.split())
        if deep <= rail - FEET - top and longest * size * BOLD <= room - 12:
            break
    gap = min(56.0 if is_narrow() else 18.0, (rail - FEET - top - sum(highs)) / max(1, len(flags) - 1))
    spare = rail - FEET - top - sum(highs) - gap * (len(flags) - 1)
    y = top + 4 if beside else top + min(4, spare) + max(0, spare - 8) / 2
    for number, (each, lines, high) in enumerate(zip(rows, flags, highs, strict=True)):
        left = 14 + number * (room + BETWEEN if beside else STEP)  # each further in, so that no line passes behind a flag
        foot = left + room / 2 if beside else left + STEP / 2
        _flag(axes, (left, y, room, max(highs) if beside else high), lines, size, ((at[each["id"]], rail), foot))
        if number and (beside or gap >= 12):
            cross = (left - BETWEEN / 2, y + max(highs) / 2) if beside else (14 + room / 2, y - gap / 2)
            symbols(axes, [cross], "against", "contradicted", 8)
        y += 0 if beside else high + gap
    symbols(axes, [(x, rail) for x in at.values()], "read", "violet", 5)


def _flag(
    axes: Axes, box: tuple[float, float, float, float], lines: Sequence[str], size: float, way: tuple[tuple[float, float], float]
) -> None:
    """Draw a flag with its words, and a line that leaves it at its foot and bends to the place of the claim."""
    (left, y, wide, high), ((x, rail), foot) = box, way
    bend, middle = rail - 26, rail - 13
    corners = [(foot, y + high), (foot, max(bend, y + high)), (foot, middle), (x, middle), (x, rail)]
    codes = [Path.MOVETO, Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    axes.add_patch(PathPatch(Path(np.round(corners, 1), codes), fill=False, edgecolor=light("violet"), linewidth=1.6, zorder=1.2))
    axes.add_patch(Rectangle((left, y), wide, high, facecolor=light("violet_ground"), edgecolor=light("violet"), zorder=1.4))
    for number, line in enumerate(lines):
        write(axes, left + 7, y + 4.5 + 1.27 * size * (number + 0.5), line, size, "violet", fontweight="bold")


def _texts(axes: Axes, middle: float, row: Row) -> None:
    """Draw the texts as bars as long as they have claims."""
    for text, names in _claims_of().items():
        first, last = place(names[0]), place(names[-1])
        ground, colour, weight = ("violet_ground", "violet", "bold") if text in row["sources"] else ("faint", "quiet", "normal")
        band(axes, first - 1, middle - HIGH / 2, last - first + 2, HIGH, ground)
        write(axes, (first + last) / 2, middle + 0.5, text, 9.5, colour, ha="center", fontweight=weight)


def _words(issue: str, row: Row, said: list[Row]) -> str:
    where = f"within {row['sources'][0]}" if len(row["sources"]) == 1 else f"between {listed(row['sources'])}"
    lines = " ".join(f"{each['id']}: {each['paraphrase']}" for each in said)
    title = row["title"] if row["title"].endswith("?") else f"{row['title']}."
    return f"Contradiction {list(issues()).index(issue) + 1} of {len(issues())}, {where}: {title} {lines} {row['explanation']}"
