"""The word micro: each use of it on one scale of amounts by vein, the standard trial infusion set to 1."""

from __future__ import annotations

import re

from matplotlib.axes import Axes

from ketamine_course.pictures._charts import NOTE, chart, rows_of_labels, x_ticks
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures.route_dose_rate._common import present
from ketamine_course.references import work
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

PHONE_TICKS = (0.02, 0.2, 1.0)
TICKS = {0.02: "1/50", 0.1: "1/10", 0.2: "1/5", 0.4: "2/5", 1.0: "1", 2.0: "2"}

OFF_THE_SCALE = {True: ("another product", "other"), False: ("no amount given", "no amount")}
"""What stands beside a use without a place on the scale, for another product or not: on a screen, and on a phone."""


def uses() -> tuple[Row, ...]:
    """Return the uses of the word, in order."""
    return rows_of("microdose_uses")


def _who(row: Row) -> str:
    return row["source"] or re.sub(r" \(.*\)", "", work(row["ref"]).short)


def _label(row: Row) -> str:
    return f"{row['position']} {_who(row)}"


@explorable(
    title="What does micro mean?",
    narrow=True,
    sample=lambda: {"step": str(len(uses()))},
    step=Slider(
        lambda: {str(row["position"]): f"{row['position']} of {len(uses())}: {_who(row)}" for row in uses()},
        label="Use of the word",
        plays=True,
    ),
)
def what_micro_means(step: str) -> Picture:
    """Each use of the words micro and low, placed beside the standard trial infusion, up to a chosen one."""
    shown = uses()[: int(step)]
    now = shown[-1]
    title = f"\u201c{now['key_phrase']}\u201d" if now["key_phrase"] else f"Use {step} of {len(uses())}: {_who(now)}"
    figure, axes = chart(
        340,
        title if len(title) <= 46 else f"Use {step} of {len(uses())}: {_who(now)}",
        "Intravenous amount, standard trial infusion = 1; square, dashed: our reading",
        left=150,
        right=112,
        top=50,
        bottom=34,
        narrow={"height": 440, "left": 122, "right": 54, "top": 100, "bottom": 40},
    )
    _scale(axes)
    touch(axes, y=("step", {str(row["position"]): at for at, row in enumerate(uses())}))
    for y, row in enumerate(shown):
        _use(axes, y, row, row is now)
    _tested(axes, len(uses()) + 0.5)
    description = (
        f"Use {step} of {len(uses())} comes from {_who(now)}. {now['says']} The amount meant is {now['dose_meant']}; on the scale where "
        f"the standard infusion is 1, its place is {_place(now)}. {now['what_happened']}"
    )
    return Picture(figure, description, "conceptual", _table(shown))


def _scale(axes: Axes) -> None:
    """Lay out the scale of amounts, with a line for every use to come and every trial."""
    names, trials = [_label(row) for row in uses()], _trial_names()
    first = len(names) + 0.5
    rows_of_labels(axes, [*names, *trials.values()], [*range(len(names)), *(first + at for at in range(len(trials)))], end=0.8, size=NOTE)
    axes.tick_params(axis="y", labelcolor=light("quiet"))
    axes.set(xscale="log", xlim=(0.008, 2.6))
    axes.set_label("amount")
    x_ticks(axes, {at: words for at, words in TICKS.items() if not is_narrow() or at in PHONE_TICKS})
    axes.axvline(1, color=light("ink"), linewidth=1.4, zorder=0.9)


def _use(axes: Axes, y: float, row: Row, chosen: bool) -> None:
    colour = "violet" if chosen else "quiet"
    if chosen:
        name = axes.get_yticklabels()[int(y)]
        name.set(color=light(colour), fontweight="bold")
    ours = row["mark"] == "assumption"
    if present(row["relative_low"]):
        low, high = row["relative_low"], row["relative_high"]
        if high > low:
            axes.plot(
                [low, high], [y, y], color=light(colour), linewidth=5 if chosen else 3.5, linestyle=(0, (1.2, 0.6)) if ours else "solid"
            )
        else:
            mark(axes, low, y, "ours" if ours else "read", colour)
    elif row["relation"] == "below":
        head = {"arrowstyle": "-|>", "color": light(colour), "linewidth": 2, "linestyle": "dashed"}
        axes.annotate("", (0.008, y), (0.06, y), arrowprops=head)
    else:
        words = OFF_THE_SCALE[row["relation"] == "other route or product"][is_narrow()]
        axes.text(
            1.03, y, words, color=light(colour), fontsize=NOTE, transform=axes.get_yaxis_transform(), va="center_baseline", linespacing=1.05
        )


def _place(row: Row) -> str:
    if present(row["relative_low"]):
        low, high = row["relative_low"], row["relative_high"]
        return f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return {"below": "somewhere below, without a number", "other route or product": "not on it, because the route or product differs"}.get(
        row["relation"], "nowhere, because no amount is given"
    )


def _trials() -> list[Row]:
    """Return the controlled arms with one amount by vein."""
    return [
        row for row in rows_of("low_dose_evidence") if row["route"] == "vein" and present(row["dose_mg_per_kg"]) and row["mark"] == "seen"
    ]


def _trial_names() -> dict[str, str]:
    """Return the trials whose groups stand under the scale, by work."""
    other = {row["ref"] for row in _trials() if "PTSD" in row["population"]}
    return {name: work(name).short + (" (PTSD)" if name in other else "") for name in dict.fromkeys(row["ref"] for row in _trials())}


def _tested(axes: Axes, first: float) -> None:
    """Draw the amounts that randomised groups got by vein, under the uses of the word."""
    standard = next(row for row in rows_of("pk_outputs") if row["output"] == "dose_0_5")["dose_mg_per_kg"]
    axes.axhline(first - 0.75, color=light("line"), linewidth=0.8)
    axes.text(
        1.03,
        first,
        "controlled\ntrials" if is_narrow() else "controlled trials",
        color=light("blue"),
        fontsize=NOTE,
        transform=axes.get_yaxis_transform(),
        va="center_baseline",
    )
    for at, name in enumerate(_trial_names()):
        amounts = [row["dose_mg_per_kg"] / standard for row in _trials() if row["ref"] == name]
        mark(axes, amounts, [first + at] * len(amounts), "read", "blue", 6)


def _table(shown: tuple[Row, ...]) -> Table:
    cells = tuple(
        (_label(row), row["says"], row["dose_meant"], _place(row), row["what_happened"], cited(row["refs"]) or "our reading")
        for row in shown
    )
    return Table(
        "Uses of the word so far",
        ("Where", "What is said", "Amount meant", "Standard infusion = 1", "What became of the word", "Works"),
        cells,
    )


def trial_refs() -> set[str]:
    """Return the trials whose groups stand under the scale."""
    return {row["ref"] for row in _trials()}
