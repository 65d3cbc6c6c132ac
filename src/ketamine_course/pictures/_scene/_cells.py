"""Two cells: an interneuron that restrains an excitatory cell, and the excitatory cell itself."""

from __future__ import annotations

from ketamine_course.pictures._scene._pen import NOT_KNOWN, Pen

BRAKE = (186.0, 112.0)
EXCITATORY = (222.0, 216.0)


def cells(pen: Pen) -> None:
    """Draw both cells, their receptors and what they fire."""
    _brake(pen)
    _excitatory(pen)


def _brake(pen: Pen) -> None:
    x, y = BRAKE
    branches = (
        f"M{x - 12} {y - 10} C{x - 18} {y - 18} {x - 20} {y - 24} {x - 26} {y - 28} M{x - 18} {y - 18} L{x - 28} {y - 16} "
        f"M{x - 15} {y + 5} C{x - 22} {y + 8} {x - 24} {y + 14} {x - 30} {y + 16} M{x - 7} {y - 15} "
        f"L{x - 10} {y - 27} M{x + 8} {y - 14} L{x + 13} {y - 26}"
    )
    pen.path(branches, "place=gaba_interneuron", "", "ink", 2.1, 2)
    axon = (
        f"M{x + 4} {y + 15} C{x + 6} {y + 34} {x + 14} {y + 40} {x + 26} {y + 46} M{x + 8} {y + 30} "
        f"C{x + 6} {y + 42} {x + 14} {y + 54} {x + 27} {y + 60}"
    )
    pen.path(axon, "place=gaba_interneuron", "", "ink", 1.5, 2)
    pen.dots([(x + 27, y + 46), (x + 28, y + 60)], 3.2, "place=gaba_interneuron", "ink", 3)
    pen.disc(x, y, 16.5, "place=gaba_interneuron", "orange_ground", "ink", 1.4, 4)
    for state, spikes in (("rest", 5), ("lowers", 1), ("raises", 8), ("unknown", 3)):
        pen.trace(x - 13, y + 4, spikes, f"part=gaba_interneuron:{state}:sweep", "orange", 26, 10)
    given = [(x + 31.5, y + 44), (x + 33, y + 48), (x + 31.5, y + 58), (x + 33.5, y + 62), (x + 31, y + 52)]
    pen.dots(given[:3], 1.2, "part=gaba_interneuron:rest,unknown", "orange")
    pen.dots(given, 1.2, "part=gaba_interneuron:raises:spread", "orange")
    receptors = [(x - 10.5, y - 30), (x + 13.5, y - 29)]
    pen.receptors(receptors, "place=nmdar_interneuron", "magenta_ground", "magenta", linestyle=NOT_KNOWN)
    pen.hexes([(a, b - 1) for a, b in receptors], "part=nmdar_interneuron:lowers:drop", 3.7)


def _excitatory(pen: Pen) -> None:
    x, y = EXCITATORY
    tuft = (
        f"M{x} {y - 24} C{x - 1} {y - 44} {x - 1} {y - 60} {x - 1} {y - 78} M{x - 1} {y - 76} "
        f"C{x - 4} {y - 84} {x - 10} {y - 88} {x - 14} {y - 96} "
        f"M{x - 1} {y - 76} C{x + 2} {y - 86} {x + 6} {y - 90} {x + 8} {y - 98} M{x} {y - 48} L{x + 12} {y - 58}"
    )
    pen.path(tuft, "place=pyramidal", "", "ink", 2.4, 2)
    roots = (
        f"M{x - 16} {y + 12} C{x - 26} {y + 16} {x - 30} {y + 22} {x - 34} {y + 30} M{x - 24} {y + 16} L{x - 38} {y + 14} "
        f"M{x - 6} {y + 15} C{x - 8} {y + 24} {x - 8} {y + 28} {x - 12} {y + 34} M{x + 12} {y + 14} "
        f"C{x + 16} {y + 22} {x + 18} {y + 26} {x + 22} {y + 32}"
    )
    pen.path(roots, "place=pyramidal", "", "ink", 2.0, 2)
    pen.path(
        f"M{x + 18} {y + 10} C{x + 40} {y + 16} {x + 48} {y - 6} {x + 56} {y - 30} C{x + 60} {y - 44} {x + 62} {y - 62} {x + 76} {y - 74}",
        "place=pyramidal",
        "",
        "ink",
        1.7,
        2,
    )
    body = (
        f"M{x} {y - 27} C{x + 4} {y - 27} {x + 6} {y - 20} {x + 22} {y + 8} "
        f"C{x + 26} {y + 15} {x + 22} {y + 17} {x + 16} {y + 16.5} L{x - 16} {y + 16.5} "
        f"C{x - 22} {y + 17} {x - 26} {y + 15} {x - 22} {y + 8} C{x - 6} {y - 20} {x - 4} {y - 27} {x} {y - 27} Z"
    )
    pen.path(body, "place=pyramidal", "blue_ground", "ink", 1.4, 4)
    for state, spikes in (("rest", 2), ("raises", 6), ("lowers", 0), ("unknown", 3)):
        pen.trace(x - 14, y + 11, spikes, f"part=pyramidal:{state}:sweep", "blue", 28, 11)
