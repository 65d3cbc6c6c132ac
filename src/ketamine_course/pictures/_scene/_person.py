"""The person: a head with its brain, what the person feels and expects, and two gauges of mood."""

from __future__ import annotations

from ketamine_course.pictures._scene._pen import Pen

HEAD = (
    "M64 218 C64 202 62 194 58 187 C48 191 31 189 27 179 C23 171 25 167 23 161 C17 159 18 153 21 151 C17 148 17 144 21 142 "
    "C13 141 10 137 12 133 C16 125 21 117 21 107 C17 71 41 43 81 43 C119 43 141 71 139 105 "
    "C138 135 123 147 121 171 C120 189 123 205 127 218"
)
BRAIN = (
    "M30 105 C25 78 49 55 82 54 C113 54 131 76 129 100 C128 115 117 123 105 123 C99 131 85 133 79 126 "
    "C67 132 45 128 41 118 C34 117 31 111 30 105 Z"
)
GYRI = (
    "M52 66 C58 71 54 79 60 84 M70 57 C68 66 78 70 74 80 M92 56 C88 64 96 70 94 78 M110 62 C104 68 108 76 116 78 "
    "M126 90 C118 90 114 96 116 102 M60 98 C66 94 70 98 76 96 M106 88 C102 94 104 100 98 104 M58 112 C64 108 70 112 76 110"
)


def head(pen: Pen) -> None:
    """Draw the head and the brain with the places that accounts name."""
    pen.path(HEAD, "", "paper", "line", 1.3, 1)
    pen.path("M84 126 C88 140 90 154 91 170 M100 128 C101 142 102 154 103 170", "", "", "line", 1.1, 1.4)
    pen.path(
        "M101 125 C113 120 127 123 125 133 C121 144 104 143 99 135 Z M104 130 C110 128 117 129 122 131 M103 135 C109 133 116 134 121 136",
        "",
        "panel",
        "line",
        0.9,
        1.5,
    )
    pen.path(BRAIN, "", "paper", "ink", 1.4, 1.6)
    pen.path(GYRI, "", "", "faint", 1.0, 1.7)
    _front(pen)
    _depths(pen)


def _front(pen: Pen) -> None:
    pen.path(
        "M31 106 C28 92 33 78 44 70 C54 78 57 104 49 121 C46 121 43 120 41 118 C34 117 32 111 31 106 Z",
        "place=pfc_connectivity",
        "violet_ground",
        "violet",
        1.1,
        2,
    )
    net = [(38, 88), (46, 82), (36, 102), (48, 98), (44, 112)]
    links = " ".join(f"M{a[0]} {a[1]} L{b[0]} {b[1]}" for i, a in enumerate(net) for b in net[i + 1 :])
    pen.path(links, "part=pfc_connectivity:raises:sweep", "", "violet", 1.0, 3)
    pen.path("M38 88 L46 82 M36 102 L44 112", "part=pfc_connectivity:rest,lowers,unknown", "", "violet", 0.7, 3, linestyle=(0, (1.5, 1.5)))
    pen.dots(net, 2.1, "place=pfc_connectivity", "violet", 3.2)


def _depths(pen: Pen) -> None:
    pen.path("M80 103 C84 99 93 99 95 104 C92 109 83 109 80 103 Z", "place=lhb_bursting", "orange_ground", "orange", 1.1, 3)
    pen.receptors([(87.5, 98)], "place=nmdar_lhb", "magenta_ground", "magenta", 7, 4)
    pen.hexes([(87.5, 97)], "part=nmdar_lhb:lowers:drop", 2.8)
    for state, spikes in (("rest", 5), ("lowers", 1), ("raises", 7)):
        pen.trace(76, 116, spikes, f"part=lhb_bursting:{state}:sweep", "orange", 24, 7)
    pen.dots([(92, 134), (96, 139)], 1.4, "part=monoamine_reward:rest,lowers", "blue")
    pen.dots(
        [(89, 133), (92, 137), (96, 133), (97, 139), (92, 142), (99, 144), (95, 147), (91, 149)],
        1.4,
        "part=monoamine_reward:raises:spread",
        "blue",
    )


def self_view(pen: Pen) -> None:
    """Draw what the person feels and expects: a second, dashed self, and a hope."""
    beside = (
        "M72 214 C72 200 68 190 66 183 M29 108 C25 74 49 39 88 38 C127 38 148 68 145 104 C144 134 131 148 128 171 C127 189 130 203 133 214"
    )
    pen.path(beside, "part=dissociation:raises:drift", "", "violet", 1.1, 1.2, linestyle=(0, (3, 2)))
    cloud = "M16 210 C10 210 10 202 16 202 C16 195 26 194 28 199 C33 196 38 200 36 204 C41 206 39 212 34 211 Z"
    pen.path(cloud, "place=expectancy", "paper", "line", 1.1, 4)
    pen.dots([(38, 196), (42, 192)], 1.5, "place=expectancy", "line", 4)
    pen.path("M21 204 Q25 209 30 204", "part=expectancy:raises:pop", "", "green", 1.4, 5)
    pen.path("M21 206 L30 206", "part=expectancy:rest,lowers", "", "line", 1.2, 5)


FACES = {"raises": ("blue", 2.0), "less": ("blue", 1.0), "rest": ("quiet", 0.0), "lost": ("quiet", -1.2), "lowers": ("orange", -2.0)}
PLACES = {"rest": 48.0, "raises": 116.0, "lowers": 32.0, "lost": 48.0, "less": 82.0, "some": 99.0, "unknown": 74.0, "silent": 48.0}


def gauge(pen: Pen, step: str, y: float) -> None:
    """Draw one gauge of mood: a face on a scale from worse to better. It follows the verdict, not the arrows alone."""
    pen.path(f"M26 {y} L132 {y} M26 {y - 3} L26 {y + 3} M132 {y - 3} L132 {y + 3}", f"place={step}", "", "line", 1.1, 3)
    pen.path(f"M48 {y} L{PLACES['raises'] - 5} {y}", f"part={step}:raises:sweep", "", "blue", 3, 4)
    pen.path(f"M48 {y} L{PLACES['less'] - 5} {y}", f"part={step}:less:sweep", "", "blue", 3, 4)
    pen.path(f"M43 {y} L37 {y}", f"part={step}:lowers:sweep", "", "orange", 3, 4)
    hatch = " ".join(f"M{x} {y + 3} L{x + 4} {y - 3}" for x in range(54, 118, 5))
    pen.path(hatch, f"part={step}:some:sweep", "", "blue", 1.1, 4)
    pen.path(f"M57 {y - 6} L57 {y + 6}", f"part={step}:lost:pop", "", "magenta", 2.6, 4)
    pen.path(f"M62 {y} L110 {y}", f"part={step}:unknown", "", "magenta", 1.4, 4, linestyle=(0, (1, 2)))
    for state, (colour, smile) in FACES.items():
        _face(pen, PLACES[state], y, f"part={step}:{state}:slide", colour, smile)
    for state, words, colour in (("unknown", "?", "magenta"), ("silent", "\u2026", "quiet"), ("some", "?", "blue")):
        pen.disc(PLACES[state], y, 6, f"part={step}:{state}:slide", "paper", colour, 1.3, 6)
        pen.text(
            PLACES[state],
            y + (0.2 if words == "?" else -1.2),
            words,
            f"part={step}:{state}:slide",
            8.5,
            colour,
            ha="center",
            fontweight="bold",
            zorder=7,
        )


def _face(pen: Pen, x: float, y: float, key: str, colour: str, smile: float) -> None:
    pen.disc(x, y, 6, key, colour, "paper", 0.9, 6)
    pen.dots([(x - 2, y - 1.6), (x + 2, y - 1.6)], 0.75, key, "paper", 7)
    pen.path(f"M{x - 2.6} {y + 2 - smile / 2.6} Q{x} {y + 2 + smile} {x + 2.6} {y + 2 - smile / 2.6}", key, "", "paper", 1.0, 7)


def fast(pen: Pen) -> None:
    """Draw the gauge of the fast lift."""
    gauge(pen, "mood_rapid", 270)


def lasting(pen: Pen) -> None:
    """Draw the gauge of staying better."""
    gauge(pen, "mood_sustained", 312)
