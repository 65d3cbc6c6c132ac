"""Who is counted: a rate, and everyone it was divided by, or was not."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from matplotlib.axes import Axes

from ketamine_course.pictures._charts import MARGIN, chart, key, label
from ketamine_course.pictures._drawing import listed
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures._marks import handle, rows_of_discs
from ketamine_course.references import work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow

CASES = {
    "practices": "Many practices: who has data?",
    "transform2": "One trial, two response rates",
    "ect": "Who left before the first treatment?",
    "course": "Rates after six weeks and after ten infusions",
}
HEIGHT = 280


class Group(NamedTuple):
    """A group: its name, what is said of it and as what share of it, its size, how many of it are filled, and a number beside it."""

    name: str
    share: float
    words: str
    whole: float
    part: float
    number: str


class Case(NamedTuple):
    """A published example: what it shows, its groups, what filled and empty discs are, what one disc is, the lesson, and the works."""

    title: str
    groups: tuple[Group, ...]
    signs: tuple[str, str]
    each: str
    lesson: str
    refs: tuple[str, ...]
    people_in_a_disc: int = 1


def _trial_counts(trial: str, group: str) -> dict[str, int]:
    return {
        row["stage"]: int(row["n"]) for row in rows_of("trial_counts") if (row["trial"], row["group"]) == (trial, group) and row["n"] > 0
    }


def _result(name: str) -> Row:
    return next(row for row in rows_of("trial_results") if row["result"] == name)


def _practices() -> Case:
    row = next(row for row in rows_of("factor_evidence") if (row["factor"], row["ref"]) == ("selection_attrition", "mcinnes2022"))
    counted, treated = (int(part) for part in row["n_as_printed"].split(" of "))
    share = 100 * counted / treated
    return Case(
        f"The rates describe {counted} of {treated:,} people",
        (
            Group("all who were treated", 100.0, f"{treated:,} people", treated, counted, f"{counted} of {treated:,}: {share:.1f}%"),
            Group("full course and ratings", share, f"{counted} people", 0, 0, ""),
        ),
        ("full course and ratings", "in no printed rate"),
        "One disc: 50 people.",
        f"The printed rates describe only {counted} of the {treated:,} people, or {share:.1f}%.",
        (row["ref"],),
        50,
    )


def _transform2() -> Case:
    groups, refs = [], []
    for name in ("katz", "citrome"):
        counts = _result(f"popova2019_response_{name}_counts")
        printed = _result(f"popova2019_response_{name}")
        words = f"{printed['arm_value']:g}% is printed, which fits {counts['arm_count']:g} of {counts['arm_total']:g}"
        number = f"{counts['arm_count']:g} of {counts['arm_total']:g}: {printed['arm_value']:g}%"
        groups.append(
            Group(f"in {work(printed['ref']).short}", printed["arm_value"], words, counts["arm_total"], counts["arm_count"], number)
        )
        refs.append(printed["ref"])
    return Case(
        "One arm, one day, two response rates",
        tuple(groups),
        ("responded", "did not"),
        "One disc: one person. Counts: our calculation.",
        "One esketamine arm has two rates on the same day, because the denominators are different groups (counts: our calculation).",
        tuple(refs),
    )


def _ect() -> Case:
    trial = next(row for row in rows_of("trials") if row["trial"] == "anand2023")
    groups, gone = [], []
    for arm in ("ketamine", "ECT"):
        counts = _trial_counts(trial["trial"], arm)
        everyone, treated = counts["randomised"], counts["treated"]
        left = everyone - treated
        words = f"{left} of {everyone} (our subtraction)"
        groups.append(Group(f"{arm} arm, left before treatment", 100 * left / everyone, words, everyone, treated, f"{left} of {everyone}"))
        gone.append(f"{arm} lost {left}")
    return Case(
        f"Before treatment, {listed(gone)} people",
        tuple(groups),
        ("treated", "left before"),
        "One disc: one person who was randomised.",
        "People were randomised, but many more left the ECT arm before treatment began, so those who stayed may differ from those "
        "who left.",
        (trial["ref"],),
    )


def _course() -> Case:
    row = next(row for row in rows_of("factor_evidence") if (row["factor"], row["ref"]) == ("selection_attrition", "oliver2022"))
    early, late = re.findall(r"\d+(?=%)", row["size_as_printed"])
    return Case(
        f"{early}% after six weeks, {late}% after ten infusions",
        (
            Group("within six weeks", float(early), f"{early}% responded", 100, float(early), f"{early}%"),
            Group("after ten infusions", float(late), f"{late}% responded", 100, float(late), f"{late}% of whom?"),
        ),
        ("responded", "did not"),
        f"One disc: one in a hundred. In all there were {row['people']:g} people.",
        f"The second rate seems to leave out everyone who stopped earlier. There were {row['people']:g} people and no control group.",
        (row["ref"],),
    )


@explorable(title="Who is counted?", narrow=True, case=Choice(CASES, label="Case", cases=True))
def denominators(case: str) -> Picture:
    """A rate and the people it was divided by, in published examples."""
    found = {"practices": _practices, "transform2": _transform2, "ect": _ect, "course": _course}[case]()
    figure, axes = chart(
        HEIGHT,
        found.title,
        found.each,
        left=MARGIN,
        right=MARGIN,
        top=72,
        bottom=22,
        narrow={"height": 346, "top": 108, "bottom": 6},
    )
    inside, outside = (handle("person", colour) for colour in ("blue", "line"))
    inside.set_label(found.signs[0])
    outside.set(label=found.signs[1], markerfacecolor=light("paper"))
    key(figure, 55, [inside, outside])
    axes.axis("off")
    axes.set(xlim=(0, axes.bbox.width), ylim=(axes.bbox.height, 0))
    groups = [group for group in found.groups if group.whole]
    across = next(count for count in range(10, 100) if sum(_high(axes, each, count, found) for each in groups) <= axes.bbox.height)
    top = 8.0
    for group in groups:
        _group(axes, top, group, across, found)
        top += _high(axes, group, across, found)
    shown = "; ".join(
        f"{group.name}{':' if group.words[0].isdigit() and '%' not in group.words else ','} {group.words}" for group in found.groups
    )
    words = f"{CASES[case]}{'' if CASES[case].endswith('?') else '.'} {shown[0].upper()}{shown[1:]}. {found.lesson}"
    rows = tuple((group.name, f"{group.share:.1f}%", group.words) for group in found.groups)
    table = Table(f"{CASES[case]} ({cited(found.refs)})", ("Group", "Share", "Counts"), rows)
    return Picture(figure, words, "redrawn from reported numbers", table)


def _high(axes: Axes, group: Group, across: int, case: Case) -> float:
    """Return how high a group stands with so many discs side by side."""
    rows = math.ceil(round(group.whole / case.people_in_a_disc) / across)
    return (44.0 if is_narrow() else 28.0) + rows * axes.bbox.width / across


def _group(axes: Axes, top: float, group: Group, across: int, case: Case) -> None:
    """Draw everyone of a group as a disc, filled or not, under its name and number."""
    label(axes, 0, top, group.name, "ink")
    if is_narrow():
        top += 14
        label(axes, 0, top, group.number, "blue", fontweight="bold")
    else:
        label(axes, axes.bbox.width, top, group.number, "blue", fontweight="bold", ha="right")
    place = axes.bbox.width / across
    whole, part = (round(number / case.people_in_a_disc) for number in (group.whole, group.part))
    for number, colour, size in ((whole, "line", 0.84 * place), (whole, "paper", 0.84 * place - 2.4), (part, "blue", 0.84 * place)):
        counts = [min(across, number - first) for first in range(0, number, across)]
        rows = [(place / 2, top + 8 + place * (y + 0.5), count) for y, count in enumerate(counts)]
        rows_of_discs(axes, rows, place, colour, size)
