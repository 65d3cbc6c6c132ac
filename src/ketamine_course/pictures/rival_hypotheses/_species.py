"""Animals and people side by side: where an idea stood in animals, and where it stands in people."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import LABEL, NOTE, chart, label, x_ticks, y_ticks
from ketamine_course.pictures._facts import Row, cited, rows_of, status_note
from ketamine_course.pictures._icons import icons, over
from ketamine_course.pictures._marks import BASIS, mark
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

SHOWN = {"animals": "Animals only", "people": "Animals and people", "all": "All ideas in people"}
PARTS = {"animals": ("In animals", "green"), "people": ("In people", "blue"), "why": ("Why might they differ?", "quiet")}
TITLES = {
    "the other way": "results in {} go against the idea",
    "no clear effect": "no clear effect in {}",
    "mixed": "mixed results in {}",
    "as the idea says": "results in {} support the idea",
}
"""What a title says of an outcome."""
LEVELS = ("the other way", "no clear effect", "mixed", "as the idea says")
IDEAS = {
    "rapamycin": "blocking mTORC1 stops the effect",
    "lithium": "lithium makes the effect last longer",
    "hnk": "HNK by itself lifts mood",
    "synapses": "the effect depends on new synapses",
    "rapastinel": "enhancing NMDA receptors lifts mood",
}
"""What each idea says, in a few words."""
APART = 0.18
"""Between two ideas with the same outcome: a share of the way to the next one."""


def contrasts() -> dict[str, str]:
    """Return the ideas by name."""
    return {row["contrast"]: row["label"] for row in rows_of("species_contrasts")}


def _side(part: str) -> dict[str, Row]:
    return {row["contrast"]: row for row in rows_of("species_contrasts") if row["part"] == part}


def heights(part: str) -> dict[str, float]:
    """Return where each idea stands on one side: at its outcome, and beside the others with the same one."""
    rows = _side(part)
    found: dict[str, float] = {}
    for level, outcome in enumerate(LEVELS):
        same = [name for name, row in rows.items() if row["outcome"] == outcome]
        found |= {name: level + APART * ((len(same) - 1) / 2 - at) for at, name in enumerate(same)}
    return found


@explorable(
    title="The same idea in animals and in people",
    narrow=True,
    sample={"upto": "people"},
    contrast=Choice(contrasts, label="Idea", cases=True),
    upto=Slider(SHOWN, label="Show"),
)
def two_species(contrast: str, upto: str) -> Picture:
    """One idea as it was tested in animals, and then in people, among the others."""
    parts = ("animals",) if upto == "animals" else ("animals", "people", "why")
    rows = [row for row in rows_of("species_contrasts") if row["contrast"] == contrast and row["part"] in parts]
    figure, axes = chart(
        340,
        _title(contrast, upto),
        f"The idea: {IDEAS.get(contrast, _short(contrast))}. Does it hold in animals, and in people?",
        left=100,
        right=88,
        top=74,
        bottom=26,
        narrow={"height": 376, "left": 91, "right": 83, "top": 118, "bottom": 4},
    )
    axes.set(xlim=(0, 1), ylim=(-0.42, len(LEVELS) - 0.32))
    axes.set_label("outcome")
    axes.grid(visible=False)
    y_ticks(axes, {})
    axes.spines["bottom"].set_visible(False)
    x_ticks(axes, {})
    _heads(figure, axes)
    axes.hlines(range(len(LEVELS)), 0, 1, color=light("faint"), linewidth=0.8, zorder=0)
    size = NOTE if is_narrow() else LABEL
    for level, name in enumerate(LEVELS):
        same = sum(row["outcome"] == name for row in _side("animals").values())
        label(axes, 0, level + (APART * (same + 1) / 2 + 0.04 if same else 0.0), name, "quiet", (-9, 0), ha="right", fontsize=size)
    for name in (*(name for name in contrasts() if name != contrast), contrast):
        _idea(axes, name, lit=name == contrast, told=upto == "all" or (upto == "people" and name == contrast), alone=upto == "people")
    if upto == "animals":
        _fan(axes, heights("animals")[contrast])
    told = " ".join(f"{PARTS['why'][0] + ' ' if row['part'] == 'why' else ''}{row['finding']}{_told(row)}" for row in rows)
    after = {
        "animals": " The result in people is still hidden.",
        "people": "",
        "all": f" {_count()} gave the same result in people as in animals.",
    }[upto]
    notes = tuple((PARTS[row["part"]][0], f"{row['finding']} {_basis(row)}") for row in rows)
    table = Table(
        contrasts()[contrast],
        ("Where", "What was found", "Compared with the idea (our reading)", "Works and status"),
        tuple((PARTS[r["part"]][0], r["finding"], r["outcome"] or "a possible reason", _basis(r)) for r in rows),
    )
    return Picture(figure, f"{contrasts()[contrast]}. {told}{after}", "our counts and judgement", table, notes)


def _heads(figure: Figure, axes: Axes) -> None:
    """Write over each side whose it is, beside a drawing of them."""
    drawn, place = over(figure), axes.get_position()
    y = 72 * figure.get_figheight() * (1 - place.y1)
    for x, side, (head, colour) in ((0, -1, PARTS["animals"]), (1, 1, PARTS["people"])):
        label(axes, x, axes.get_ylim()[1], head, colour, (0, 9), ha="center", fontweight="bold")
        icons(drawn, width() * (place.x1 if x else place.x0) + side * 46, y - 13, head.lower())


def _fan(axes: Axes, start: float) -> None:
    """Draw the ways that an idea may go from animals to people as ghosts, each with a place for the reader's guess."""
    for level in range(len(LEVELS)):
        axes.plot([0, 1], [start, level], color=light("faint"), linewidth=5, zorder=1, solid_capstyle="round")
        label(axes, 1, level, "?", "quiet", ha="center", fontweight="bold", zorder=4)
    mark(axes, [1] * len(LEVELS), range(len(LEVELS)), "memory", "line", 17, clip_on=False)


def _idea(axes: Axes, name: str, *, lit: bool, told: bool, alone: bool) -> None:
    """Draw one idea: its mark in animals and, where that is told, the way to its mark in people, which is on its line if `alone`."""
    sides = [("animals", 0.0, "green"), *([("people", 1.0, "blue")] if told else [])]
    places = {part: heights(part)[name] for part, *_ in sides}
    if told and alone:
        places["people"] = LEVELS.index(_side("people")[name]["outcome"])
    ink, weight = ("ink", "bold") if lit else ("quiet", "normal")
    label(axes, 0, places["animals"], _short(name), ink, (-9, 0), ha="right", fontsize=NOTE, fontweight=weight)
    if told:
        axes.plot([0, 1], list(places.values()), color=light("ink" if lit else "line"), linewidth=2.2 if lit else 0.9)
        label(axes, 1, places["people"], _short(name), ink, (9, 0), fontsize=NOTE, fontweight=weight)
    for part, x, colour in sides:
        mark(axes, x, places[part], BASIS[_side(part)[name]["mark"]], colour if lit else "line", 11 if lit else 6, clip_on=False)


def _short(name: str) -> str:
    return contrasts()[name].partition(",")[0]


def _title(contrast: str, upto: str) -> str:
    name = _short(contrast)
    if upto == "animals":
        return f"{name}: {TITLES[_side('animals')[contrast]['outcome']].format('animals')}"
    if upto == "people":
        return f"{name}: {TITLES[_side('people')[contrast]['outcome']].format('people')}"
    return f"Animal and human results agree for {_count().lower().replace(' the ', ' ')}"


def _count() -> str:
    """Say how many ideas came out in people as they did in animals, as the start of a sentence."""
    before, after = (_side(part) for part in ("animals", "people"))
    held = sum(row["outcome"] == before[name]["outcome"] for name, row in after.items())
    return f"{in_words(held) if held else 'none'} of the {in_words(len(after))} ideas".capitalize()


def _basis(row: Row) -> str:
    works = cited(row["refs"])
    return f"{works} ({MARKS[row['mark']]})" if works else f"({MARKS[row['mark']]})"


def _told(row: Row) -> str:
    return "" if row["part"] == "why" else f" ({cited(row['refs'])}.)" if row["mark"] == "seen" else _unsourced(row["mark"])


def _unsourced(mark: str) -> str:
    """Return the status of a finding that was not read in the work, as a sentence in brackets."""
    note = status_note(mark).strip(" ()")
    return f" ({note[0].upper()}{note[1:]}.)" if note else ""
