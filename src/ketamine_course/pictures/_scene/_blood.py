"""The blood: where the drug and what the body makes of it are found."""

from __future__ import annotations

from ketamine_course.pictures._scene._pen import Pen


def drug(pen: Pen) -> None:
    """Draw molecules of the drug."""
    pen.hexes([(52, 12), (64, 20), (76, 11), (244, 21), (260, 11), (278, 20)], "part=ketamine:given:flow", 3.4)


def metabolite(pen: Pen) -> None:
    """Draw molecules of its metabolite."""
    pen.hexes([(404, 20), (424, 12), (446, 20)], "part=hnk:raises:flow", 3.2, "violet")
