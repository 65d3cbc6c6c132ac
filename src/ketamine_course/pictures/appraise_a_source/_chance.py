"""Chance: the same share of agreement means less where one answer is frequent."""

from __future__ import annotations

from matplotlib.axes import Axes

from ketamine_course.models import statistics
from ketamine_course.pictures._drawing import band, box, sheet, write
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table

SHARES = {str(share): f"{share}%" for share in (50, 60, 70, 80, 90)}
AGREED = {str(share): f"{share}%" for share in (82, 90, 100)}
LEFT, WIDTH = 150.0, 250.0


@explorable(
    title="Agreement beyond chance",
    sample={"frequent": "90", "agreed": "90"},
    frequent=Slider(SHARES, label="How often each reader says supported"),
    agreed=Slider(AGREED, label="Claims on which they agree"),
)
def beyond_chance(frequent: str, agreed: str) -> Picture:
    """Two readers, two answers: observed agreement, agreement by chance, and kappa."""
    chance, observed = statistics.expected_agreement(int(frequent) / 100), int(agreed) / 100
    kappa = round(statistics.kappa(observed, chance), 9) + 0.0  # never minus nought
    figure, axes = sheet(208)
    write(axes, 14, 18, "Two readers judge many claims: supported or not", 10, fontweight="bold")
    _bar(axes, 54, "They agree on", observed, "blue")
    _bar(axes, 88, "By chance alone", chance, "orange")
    write(axes, 14, 126, "What lies between chance and 100% is there to be won.", 9, "quiet")
    write(axes, 14, 146, f"Won: {observed - chance:.2f} of {1 - chance:.2f}", 9.5)
    write(axes, 14, 168, f"Kappa = {kappa:.2f}", 12, fontweight="bold")
    write(axes, 130, 168, _verdict(kappa), 9.5, "quiet")
    description = (
        f"Each reader says supported for {frequent}% of the claims, and they agree on {agreed}%. "
        f"Chance alone would give {chance:.0%}. Kappa is {kappa:.2f}: {_verdict(kappa)}."
    )
    rows = (("Observed agreement", f"{observed:.0%}"), ("Agreement by chance", f"{chance:.0%}"), ("Kappa", f"{kappa:.2f}"))
    return Picture(figure, description, "conceptual", Table("Agreement beyond chance (our calculation)", ("What", "Value"), rows))


def _bar(axes: Axes, y: float, label: str, share: float, colour: str) -> None:
    write(axes, 14, y, label, 9.5)
    band(axes, LEFT, y - 10, WIDTH, 20, "panel")
    box(axes, LEFT, y - 10, max(8.0, WIDTH * share), 20, f"{colour}_ground", colour)
    write(axes, LEFT + WIDTH + 10, y, f"{share:.0%}", 9.5)


def _verdict(kappa: float) -> str:
    if kappa < 0.005:
        return "nothing beyond chance"
    return "all there was to be won" if kappa > 0.995 else f"{kappa:.0%} of what could be won"
