"""A mixed account: what it explains, and what it no longer forbids."""

from __future__ import annotations

import math
from functools import cache

from matplotlib.axes import Axes

from ketamine_course.models import cascade
from ketamine_course.models.counts import in_words
from ketamine_course.pictures._drawing import box, counted, listed, sheet, write
from ketamine_course.pictures.rival_hypotheses._common import FITS, experiments
from ketamine_course.widgets.controls import Toggles
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table

BAR = 372.0
MOST_MIXTURES = 260
"""As many mixtures are drawn as a page can carry."""


def mixtures_up_to(parts: int) -> int:
    """Return how many mixtures of all accounts have no more than some number of parts, none among them, or all."""
    n = len(cascade.account_names())
    return sum(math.comb(n, k) for k in range(parts + 1)) + (parts < n)


@cache
def most_parts() -> int:
    """Return how many accounts can be mixed at once, beside all of them."""
    return max(parts for parts in range(len(cascade.account_names()) + 1) if mixtures_up_to(parts) <= MOST_MIXTURES)


def frame_bytes() -> int:
    """Return the compressed bytes of a mixture on average: those that are too large to be drawn have a few words each."""
    drawn, everything = mixtures_up_to(most_parts()), int(2 ** len(cascade.account_names()))
    return (drawn * 145 + (everything - drawn) * 25) // everything


@explorable(
    title="Build a mixed account",
    page_budget=55_000,
    frame_bytes=frame_bytes,
    sample={"parts": ["disinhibition", "expectancy"]},
    parts=Toggles(cascade.account_names, label="Accounts that all carry a part of the effect"),
)
def mixture(parts: tuple[str, ...]) -> Picture:
    """The verdicts on a mixture of accounts, and how many results it still forbids."""
    figure, axes = sheet(210)
    if not parts:
        write(axes, 14, 60, "Choose one account or several.", 11)
        return Picture(figure, "No account is chosen yet, so nothing is explained and nothing is forbidden.", "conceptual")
    if most_parts() < len(parts) < len(cascade.account_names()):
        names = listed([cascade.account_names()[part] for part in parts])
        limit = f"Choose up to {in_words(most_parts())} accounts, or all {in_words(len(cascade.account_names()))}."
        write(axes, 14, 60, limit, 11)
        return Picture(figure, f"{names}: too many to show. {limit}", "conceptual")
    tally, forbidden, _ = _held(parts)
    write(axes, 14, 17, f"{counted(len(parts), 'account')} together, {len(experiments())} experiments", 10.5, fontweight="bold")
    _bars(axes, 42, tally)
    write(axes, 14, 128, "Results it forbids", 9.2, fontweight="bold")
    write(axes, 14, 142, f"{forbidden} of {_most()} that could have counted against it", 9)
    box(axes, 14, 153, BAR, 11, "paper", "line")
    box(axes, 14, 153, max(6.0, BAR * forbidden / _most()), 11, "orange", "orange")
    write(axes, 14, 182, "Where several parts carry the effect, one lost part does not refute the whole.", 8.6, "quiet")
    return Picture(figure, _description(parts, tally, forbidden), "conceptual", _table(parts))


@cache
def _held(parts: tuple[str, ...]) -> tuple[cascade.Tally, int, dict[str, tuple[str, ...]]]:
    table = cascade.evaluate(cascade.combined(*(cascade.account(name) for name in parts)))
    labels = {fit: tuple(experiments()[name]["label"] for name in table["experiment"][table["fit"] == fit]) for fit in FITS}
    return cascade.tally(table["fit"]), int(table["forbids"].sum()), labels


@cache
def _most() -> int:
    """Return how many results would be forbidden by a prediction that forbids as much as any can, for every experiment."""
    kinds = {"keeps_working": ("abolish", "no_change"), "works_alone": ("mimic", "no_mimic"), "direction": ("rise", "fall", "no_change")}
    most = {asks: max(len(cascade.forbids(said, asks)) for said in predictions) for asks, predictions in kinds.items()}
    most["association"] = most["direction"]
    return sum(most[cascade.design(name).asks] for name in experiments())


def _bars(axes: Axes, top: float, tally: cascade.Tally) -> None:
    total = sum(tally)
    for number, (fit, shown) in enumerate(FITS.items()):
        y, count = top + number * 19, getattr(tally, fit)
        write(axes, 14, y, shown.name, 9, shown.colour)
        axes.plot([104, 104 + (BAR - 90) * count / total], [y, y], color=light(shown.colour), linewidth=7, solid_capstyle="butt")
        write(axes, 112 + (BAR - 90) * count / total, y, str(count), 9.2, fontweight="bold")


def _description(parts: tuple[str, ...], tally: cascade.Tally, forbidden: int) -> str:
    names = listed([cascade.account_names()[part] for part in parts])
    counts = ", ".join(f"{getattr(tally, fit)} {shown.name}" for fit, shown in FITS.items())
    return f"Together: {names}. Of {len(experiments())} experiments: {counts}. Results forbidden: {forbidden} of {_most()}."


def _table(parts: tuple[str, ...]) -> Table:
    rows = tuple((FITS[fit].name, str(len(labels)), "; ".join(labels)) for fit, labels in _held(parts)[2].items() if labels)
    return Table("Experiments by verdict on the mixture", ("Verdict", "How many", "Experiments"), rows)
