"""Who is counted: one rate, two denominators; and who is left at the end of a course."""

from __future__ import annotations

import re

import numpy as np

from ketamine_course.models import trials
from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import LABEL, chart, label, note, number_at, rows_of_labels, x_ticks, y_ticks
from ketamine_course.pictures._drawing import lowered
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures._marks import mark
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
HEIGHT = 260
Bar = tuple[str, float, str]
LEAVING = {"nobody": "Nobody leaves", "evenly": "People leave at random", "unimproved": "Mostly the unimproved leave"}
SESSIONS, PEOPLE = 10, 20_000


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
        label(axes, 0, y, words, "blue", (0, -23))
    note(figure, lesson, "ink", size=LABEL)
    source = cited(refs)
    shown = "; ".join(f"{name}, {text}" for name, _, text in bars)
    words = f"{CASES[case]}{'' if CASES[case].endswith('?') else '.'} {shown[0].upper()}{shown[1:]}. {lesson}"
    rows = tuple((name, f"{value:.1f}%", text) for name, value, text in bars)
    return Picture(figure, words, "redrawn from reported numbers", Table(f"{CASES[case]} ({source})", ("Group", "Share", "Counts"), rows))


def chances(leaving: str) -> tuple[float, float]:
    """Return the chance of leaving after a session, for people who have not improved and for those who have."""
    if leaving == "nobody":
        return 0.0, 0.0
    names = ("leave_at_random",) * 2 if leaving == "evenly" else ("leave_unimproved", "leave_improved")
    return trials.default(names[0]), trials.default(names[1])


def _course_of(leaving: str) -> trials.Attendance:
    unimproved, improved = chances(leaving)
    return trials.who_stays(
        PEOPLE,
        SESSIONS,
        np.random.default_rng(9),
        leave_unimproved=unimproved,
        leave_improved=improved,
        baseline=trials.default("baseline_mean"),
        course_mean=trials.default("drift_mean"),
        course_sd=trials.default("drift_sd"),
        r=trials.default("session_r"),
    )


@explorable(
    title="Who stays until the end?",
    narrow=True,
    story="leaving",
    sample={"leaving": "unimproved"},
    leaving=Choice(LEAVING, label="Who leaves"),
)
def who_stays(leaving: str) -> Picture:
    """A course of ten sessions of a drug that helps nobody: rates among all and among those still coming."""
    course = _course_of(leaving)
    ends = course.responders_of_here[-1], course.responders_true[-1]
    figure, axes = chart(
        320,
        f"A drug that helps nobody: {ends[0]:.0%} \u201crespond\u201d",
        f"Share meeting the response rule over {in_words(SESSIONS)} sessions",
        left=44,
        right=132,
        bottom=88,
        narrow={"height": 340, "left": 40, "right": 86, "top": 92, "bottom": 120},
    )
    axes.set(xlim=(1, SESSIONS), ylim=(0, 0.3))
    axes.set_label("share")
    y_ticks(axes, {share: f"{share:.0%}" for share in (0, 0.1, 0.2, 0.3)})
    x_ticks(axes, {1: "1", 4: "4", 7: "7", 10: "10"}, "session")
    between, times = ("\n", 2) if is_narrow() else (" ", 1)
    apart = 0 if abs(ends[0] - ends[1]) > 0.02 else 8 * times
    sessions = np.arange(1, SESSIONS + 1)
    for values, name, colour, lift in (
        (course.responders_of_here, "still coming", "magenta", apart),
        (course.responders_true, "all who began", "blue", -apart),
    ):
        axes.plot(sessions, values, color=light(colour), linewidth=1.6)
        mark(axes, sessions, values, "model", colour, 4.5)
        number_at(axes, SESSIONS, float(values[-1]), f"{name}{between}{values[-1]:.0%}", colour, (8, lift))
    here = course.here[-1] / PEOPLE
    assumed = "after a session {:.0%} of the unimproved leave, {:.0%} of the improved".format(*chances(leaving))
    drift = f"drift of {trials.default('drift_mean'):g} points (SD {trials.default('drift_sd'):g})"
    above = note(figure, f"Assumed: {assumed}; {drift}.")
    note(figure, f"Still coming at session {SESSIONS}: {here:.0%}.", "ink", size=LABEL, above=above)
    words = (
        f"In {in_words(SESSIONS)} sessions of a drug that helps nobody, {lowered(LEAVING[leaving])}, so {here:.0%} are still coming at the "
        f"last session. Of these, {ends[0]:.0%} meet the response rule, compared with {ends[1]:.0%} of all who began, had they been asked. "
        f"Assumed: {assumed}."
    )
    shares = zip(course.here / PEOPLE, course.responders_of_here, course.responders_true, strict=True)
    rows = tuple((str(at), *(f"{share:.0%}" for share in each)) for at, each in enumerate(shares, start=1))
    columns = ("Session", "Still coming", "Responders among them", "Responders among all who began")
    return Picture(figure, words, "simulated", Table(LEAVING[leaving], columns, rows))
