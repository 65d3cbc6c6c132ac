"""Fishing for subgroups: many tests, nothing to find."""

from __future__ import annotations

import numpy as np

from ketamine_course.models import trials
from ketamine_course.pictures._drawing import counted, legend, sheet, symbol, write
from ketamine_course.pictures.variable_response._common import logarithmic, ticks, upright
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table

SPLIT_AGAIN = "su2017"
"""A trial whose people were split again in several papers; the simulated studies have as many."""
TESTS = {"1": "1 test", "12": "12 tests", "33": "33 tests", "41": "41 tests"}
STUDIES = {"1": "Study A", "2": "Study B", "3": "Study C", "4": "Study D", "5": "Study E"}
ERROR_RATE = 0.05


@explorable(
    title="Fishing for subgroups",
    sample={"tests": "33"},
    tests=Slider(TESTS, label="Traits tested"),
    study=Choice(STUDIES, label="Simulated study"),
)
def fishing(tests: str, study: str) -> Picture:
    """P-values of subgroup tests with no true predictor, and the same traits in new people."""
    count, people = int(tests), trials.people_in(SPLIT_AGAIN)
    found = trials.fish(41, people, np.random.default_rng(int(study)))
    first, again = found.first[0, :count], found.again[0, :count]
    hits = first < ERROR_RATE
    kept = int((again[hits] < ERROR_RATE).sum())
    figure, axes = sheet(262)
    write(axes, 14, 18, f"{STUDIES[study]}: {people} people, {counted(count, 'trait')}, none matters", 10.5, fontweight="bold")
    to_x = logarithmic(0.001, 1, 60, 440)
    for words, y in (("first", 80.0), ("new", 150.0)):
        write(axes, 14, y - 6, words, 8.8, "quiet")
        write(axes, 14, y + 6, "people", 8.8, "quiet")
    places = np.linspace(-24, 24, count) if count > 1 else np.zeros(1)
    for p, p_again, hit, dy in zip(first, again, hits, places, strict=True):
        kind, colour = ("triangle", "magenta") if hit else ("open", "ink")
        for value, y in ((p, 80 + dy), (p_again, 150 + dy)):
            symbol(axes, to_x(max(float(value), 0.001)), y, kind, colour, 6 if hit else 4)
    upright(axes, to_x(ERROR_RATE), 46, 182, dashed=True)
    axes.plot([60, 440], [115, 115], color=light("faint"), linewidth=0.8)
    ticks(axes, 186, {0.001: "0.001", 0.01: "0.01", 0.05: "0.05", 0.2: "0.2", 1: "1"}, to_x, "p-value of each test (logarithmic)")
    legend(axes, 230, [("triangle", "magenta", "below 0.05 in the first people"), ("open", "ink", "not")])
    chance = trials.chance_of_any(count)
    write(axes, 14, 40, f"Below 0.05: {hits.sum()}. Of these again in new people: {kept}.", 10, "magenta", fontweight="bold")
    words = (
        f"{STUDIES[study]}, {people} people, {counted(count, 'trait')}, none of which matters. Below 0.05: {hits.sum()}. "
        f"In new people {kept} of these fall below 0.05 again. Expected by chance: {count * ERROR_RATE:.2f}; "
        f"chance of one or more: {chance:.0%} if tests are independent."
    )
    rows = tuple((f"Trait {at + 1}", f"{p:.3f}", f"{q:.3f}", "yes" if p < ERROR_RATE else "no")
                 for at, (p, q) in enumerate(zip(first, again, strict=True)))  # fmt: skip
    return Picture(
        figure, words, "simulated", Table("Subgroup tests", ("Trait", "p, first people", "p, new people", "Below 0.05 at first"), rows)
    )
