"""Chance: the same share of agreement means less where one answer is frequent."""

from __future__ import annotations

from ketamine_course.models import statistics
from ketamine_course.models.statistics import percent
from ketamine_course.pictures._charts import NOTE, chart, label, number_at, rows_of_labels, x_ticks
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch

SHARES = {str(share): f"{share}%" for share in (50, 60, 70, 80, 90)}
AGREED = {str(share): f"{share}%" for share in (82, 90, 100)}


@explorable(
    title="Agreement beyond chance",
    sample={"frequent": "90", "agreed": "90"},
    narrow=True,
    story="frequent",
    frequent=Slider(SHARES, label="How often each reader says supported", default="70"),
    agreed=Slider(AGREED, label="Claims on which they agree", default="90"),
)
def beyond_chance(frequent: str, agreed: str) -> Picture:
    """Two readers, two answers: observed agreement, agreement by chance, and kappa."""
    chance, observed = statistics.expected_agreement(int(frequent) / 100), int(agreed) / 100
    kappa = round(statistics.kappa(observed, chance), 9) + 0.0  # never minus nought
    figure, axes = chart(
        244,
        f"Kappa {kappa:.2f}: {_verdict(kappa, 'the possible agreement beyond chance')}",
        "Two imagined readers: is a claim supported?",
        left=126,
        right=60,
        top=66,
        bottom=46,
        narrow={"height": 252, "left": 78, "right": 44, "top": 102, "bottom": 32},
    )
    rows_of_labels(axes, ["they agree on", "by chance alone", "beyond chance"])
    axes.set(xlim=(0, 1))
    axes.set_label("agreement")
    x_ticks(axes, {0: "0%", 0.25: "25%", 0.5: "50%", 0.75: "75%", 1: "100%"})
    touch(axes, x=("agreed", {share: int(share) / 100 for share in AGREED}), down=(-0.5, 0.5))
    touch(axes, x=("frequent", {share: statistics.expected_agreement(int(share) / 100) for share in SHARES}), down=(0.5, 1.5))
    axes.axvspan(chance, 1, facecolor=light("blue_ground"), zorder=0)
    label(axes, 1, axes.get_ylim()[1], "pale: room above chance", "blue", (0, 7), ha="right", fontsize=NOTE)
    axes.barh(2, 1 - chance, 0.42, chance, facecolor=light("paper"), edgecolor=light("line"))
    axes.barh(2, observed - chance, 0.42, chance, color=light("blue"))
    number_at(axes, 1, 2, f"{kappa:.2f}", "blue")
    axes.barh([0, 1], [observed, chance], 0.42, color=[light("blue"), light("line")])
    for y, (share, colour) in enumerate(((observed, "blue"), (chance, "quiet"))):
        number_at(axes, 1, y, percent(share), colour)
    description = (
        f"Each reader says supported for {frequent}% of the claims, and they agree on {agreed}%. "
        f"Because chance alone would give {percent(chance)}, kappa is {kappa:.2f}: "
        f"{_verdict(kappa, 'the possible agreement beyond chance')}."
    )
    rows = (("Observed agreement", percent(observed)), ("Agreement by chance", percent(chance)), ("Kappa", f"{kappa:.2f}"))
    return Picture(figure, description, "simulated", Table("Agreement beyond chance (our calculation)", ("What", "Value"), rows))


def _verdict(kappa: float, possible: str) -> str:
    """Return in words how much was reached of what is possible beyond chance."""
    if kappa < 0.005:
        return "nothing beyond chance"
    return f"{'all' if kappa > 0.995 else percent(kappa)} of {possible}"
