"""The word micro: each use of it on one scale of amounts by vein, the standard trial infusion set to 1."""

from __future__ import annotations

import re

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import LABEL, NOTE, OVER, chart, label, rows_of_labels, x_ticks
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures._planes import Sheet
from ketamine_course.pictures._who_is_who import who_is_who
from ketamine_course.pictures.route_dose_rate._common import present
from ketamine_course.references import work
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width

TICKS = {0.02: "1/50", 0.1: "1/10", 0.2: "1/5", 0.4: "2/5", 1.0: "1", 2.0: "2"}


def uses() -> tuple[Row, ...]:
    """Return the uses of the word, in order."""
    return rows_of("microdose_uses")


def _placed() -> list[Row]:
    """Return the uses that have a place on the scale."""
    return [row for row in uses() if present(row["relative_low"]) or row["relation"] == "below"]


def _who(row: Row) -> str:
    return row["source"] or re.sub(r" \(.*\)", "", work(row["ref"]).short)


def _label(row: Row) -> str:
    return f"{row['position']} {_who(row)}"


def _name(row: Row) -> str:
    """Return a use with the first words of its phrase."""
    first, *more = wrapped(row["key_phrase"], 21) or [""]
    quote = f" \u201c{first}" + ("\u2026\u201d" if more else "\u201d")
    return _label(row) + (quote if first else "")


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
    figure, axes = chart(
        340,
        _title(now),
        f"Intravenous amount, standard infusion = 1. No place on it: {sum(row not in _placed() for row in shown)} of {step} so far",
        left=176,
        right=24,
        top=56,
        bottom=74,
        narrow={"height": 470, "left": 14, "right": 18, "top": 98, "bottom": 94},
    )
    _scale(axes)
    touch(axes, y=("step", {str(row["position"]): at for at, row in enumerate(_placed())}))
    for y, row in enumerate(_placed()):
        if row in shown:
            _use(axes, y, row, row is now)
    _tested(axes, len(_placed()) + 0.3)
    _strip(figure, shown)
    description = (
        f"Use {step} of {len(uses())} comes from {_who(now)}. {now['says']} The amount meant is {now['dose_meant']}; on the scale where "
        f"the standard infusion is 1, its place is {_place(now)}. {now['what_happened']}"
    )
    return Picture(figure, description, "conceptual", _table(shown), (who_is_who(),))


def _title(now: Row) -> str:
    count = len(uses())
    if now is uses()[-1]:
        return f"{in_words(count - len(_placed())).capitalize()} of {in_words(count)} uses have no place on the scale"
    title = f"\u201c{now['key_phrase']}\u201d"
    return title if 2 < len(title) <= 46 else f"Use {now['position']} of {count}: {_who(now)}"


def _scale(axes: Axes) -> None:
    """Lay out the scale of amounts, with a line for every use that has a place on it and for every trial."""
    names, trials = [_name(row) for row in _placed()], _trial_names()
    first = len(names) + 0.3
    rows = [*range(len(names)), *(first + at for at in range(len(trials)))]
    rows_of_labels(axes, [*names, *trials.values()], rows, end=0.7, size=NOTE, over=True)
    axes.tick_params(axis="y", labelcolor=light("quiet"))
    axes.set(xscale="log", xlim=(0.008, 2.6))
    axes.set_label("amount")
    x_ticks(axes, TICKS)
    axes.axvline(1, color=light("ink"), linewidth=1.4, zorder=0.9)


def _use(axes: Axes, y: float, row: Row, chosen: bool) -> None:
    """Draw where a use lies on the scale: as a mark, as a range, or as an arrow to what is less."""
    colour = "violet" if chosen else "ink"
    if chosen:
        axes.axhspan(y - 0.42, y + 0.42, color=light("violet_ground"), zorder=0)
    if chosen and not is_narrow():
        axes.get_yticklabels()[int(y)].set(color=light(colour), fontweight="bold")
    ours = row["mark"] == "assumption"
    if not present(row["relative_low"]):
        head = {"arrowstyle": "-|>", "color": light(colour), "linewidth": 2, "linestyle": "dashed"}
        axes.annotate("", (0.008, y), (0.06, y), arrowprops=head)
        return
    low, high = row["relative_low"], row["relative_high"]
    if high > low:
        axes.plot([low, high], [y, y], color=light(colour), linewidth=5, linestyle=(0, (1.2, 0.6)) if ours else "solid")
    else:
        mark(axes, low, y, "ours" if ours else "read", colour)


def _strip(figure: Figure, shown: tuple[Row, ...]) -> None:
    """Draw the uses without a place on the scale as numbered rings, by the reason why; those to come are ghosts."""
    high = 72 * figure.get_figheight()
    axes = figure.add_axes((0, 0, 1, 60 / high), axes_class=Sheet)
    axes.set(xlim=(0, width()), ylim=(60, 0))
    axes.axis("off")
    x, places = 24.0, {}
    for other, words in ((False, "no amount given"), (True, "another product")):
        rows = [row for row in uses() if row not in _placed() and (row["relation"] == "other route or product") == other]
        axes.text(x - 10, 13, words, fontsize=LABEL, color=light("quiet"), va="center_baseline")
        for row in rows:
            places[str(row["position"])] = x
            colour = "violet" if row is shown[-1] else "ink" if row in shown else "line"
            mark(axes, x, 32, "unchecked", colour, 17)
            axes.text(x, 32, row["position"], fontsize=NOTE, color=light(colour), ha="center", va="center_baseline", zorder=4)
            x += 20.0 if is_narrow() else 24.0
        x += 14
    touch(axes, x=("step", places), down=(46, 20))


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
    place = (0.078, first - OVER) if is_narrow() else (0.0085, first)
    label(axes, *place, "controlled trials", "blue", fontsize=NOTE)
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
