"""Who is counted: one rate, two denominators."""

from __future__ import annotations

import re

from ketamine_course.pictures._charts import LABEL, chart, label, note, rows_of_labels, x_ticks
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.references import work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table

CASES = {
    "practices": "Many practices: who has data?",
    "transform2": "One trial, two response rates",
    "ect": "Who left before the first treatment?",
    "course": "Rates after six weeks and after ten infusions",
}
HEIGHT = 260
Bar = tuple[str, float, str]


def _trial_counts(trial: str, group: str) -> dict[str, int]:
    return {
        row["stage"]: int(row["n"]) for row in rows_of("trial_counts") if (row["trial"], row["group"]) == (trial, group) and row["n"] > 0
    }


def _result(name: str) -> Row:
    return next(row for row in rows_of("trial_results") if row["result"] == name)


def _practices() -> tuple[list[Bar], str, tuple[str, ...]]:
    row = next(row for row in rows_of("factor_evidence") if (row["factor"], row["ref"]) == ("selection_attrition", "mcinnes2022"))
    counted, treated = (int(part) for part in row["n_as_printed"].split(" of "))
    bars = [
        ("all who were treated", 100.0, f"{treated:,} people"),
        ("full course and ratings", 100 * counted / treated, f"{counted} people"),
    ]
    return bars, f"The printed rates describe only {counted} of the {treated:,} people, or {counted / treated:.1%}.", (row["ref"],)


def _transform2() -> tuple[list[Bar], str, tuple[str, ...]]:
    bars, refs = [], []
    for name in ("katz", "citrome"):
        counts = _result(f"popova2019_response_{name}_counts")
        printed = _result(f"popova2019_response_{name}")
        words = f"{printed['arm_value']:g}% printed; fits {counts['arm_count']:g} of {counts['arm_total']:g}"
        bars.append((f"in {work(printed['ref']).short}", printed["arm_value"], words))
        refs.append(printed["ref"])
    return (
        bars,
        "One esketamine arm has two rates on the same day: different groups of people were divided by (the counts are our calculation).",
        tuple(refs),
    )


def _ect() -> tuple[list[Bar], str, tuple[str, ...]]:
    trial = next(row for row in rows_of("trials") if row["trial"] == "anand2023")
    bars = []
    for arm in ("ketamine", "ECT"):
        counts = _trial_counts(trial["trial"], arm)
        left = counts["randomised"] - counts["treated"]
        bars.append(
            (f"{arm}: left before treatment", 100 * left / counts["randomised"], f"{left} of {counts['randomised']} (our subtraction)")
        )
    return (
        bars,
        "People were randomised, but many more left the ECT arm before it began, so those who stayed may differ from those who left.",
        (trial["ref"],),
    )


def _course() -> tuple[list[Bar], str, tuple[str, ...]]:
    row = next(row for row in rows_of("factor_evidence") if (row["factor"], row["ref"]) == ("selection_attrition", "oliver2022"))
    early, late = re.findall(r"\d+(?=%)", row["size_as_printed"])
    bars = [("within six weeks", float(early), f"{early}% responded"), ("of those with ten infusions", float(late), f"{late}% responded")]
    lesson = f"The second rate seems to leave out everyone who stopped earlier. There were {row['people']:g} people and no control group."
    return bars, lesson, (row["ref"],)


@explorable(title="Who is counted?", narrow=True, case=Choice(CASES, label="Case"))
def denominators(case: str) -> Picture:
    """A rate and the people it was divided by, in published examples."""
    bars, lesson, refs = {"practices": _practices, "transform2": _transform2, "ect": _ect, "course": _course}[case]()
    figure, axes = chart(
        HEIGHT,
        CASES[case],
        "The share, and the people it was divided by",
        left=176,
        right=30,
        bottom=110,
        narrow={"height": 320, "left": 92, "right": 24, "top": 100, "bottom": 128},
    )
    rows_of_labels(axes, [name for name, *_ in bars], most=24, end=0.85)
    axes.set(xlim=(0, 100))
    axes.set_label("share")
    x_ticks(axes, {0: "0%", 50: "50%", 100: "100%"})
    axes.barh([0, 1], [value for _, value, _ in bars], 0.3, color=light("blue"))
    for y, (_, _, words) in enumerate(bars):
        label(axes, 0, y, words, "blue", (0, 12))
    note(figure, lesson, "ink", size=LABEL)
    source = cited(refs)
    shown = "; ".join(f"{name}, {text}" for name, _, text in bars)
    words = f"{CASES[case]}{'' if CASES[case].endswith('?') else '.'} {shown[0].upper()}{shown[1:]}. {lesson}"
    rows = tuple((name, f"{value:.1f}%", text) for name, value, text in bars)
    return Picture(figure, words, "redrawn from reported numbers", Table(f"{CASES[case]} ({source})", ("Group", "Share", "Counts"), rows))
