"""The word micro: its uses one under the other, each at the amount by vein that it means, or beside the scale where it has no place."""

from __future__ import annotations

from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import NullLocator

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import LABEL, LINE, MARGIN, NOTE, chart, key, label, say, x_ticks
from ketamine_course.pictures._drawing import listed, lowered
from ketamine_course.pictures._facts import Row, cited
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures._who_is_who import who_is_who
from ketamine_course.pictures.route_dose_rate._common import present
from ketamine_course.pictures.route_dose_rate._word_rows import beside_left, names, uses, who
from ketamine_course.pictures.route_dose_rate._word_trials import relative, trial_names, trials
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

TICKS = {0.02: "1/50", 0.1: "1/10", 0.4: "2/5", 1.0: "1", 2.0: "2"}
FEW = {0.02: "1/50", 0.2: "1/5", 1.0: "1"}
"""Ticks for which a phone has room: far enough from each other not to be read as one number."""
LEAST, MOST = {False: 0.005, True: 0.015}, 3.0
"""Where the scale begins, later on a phone, and where it ends."""
BESIDE = "none\ngiven", "other\nproduct"
COLUMN = {False: 51.0, True: 33.0}
"""Columns beside the scale for uses without a place on it: their names, and how wide they are, less on a phone."""
SMALL, LARGE = 8.0, 11.0
"""How large a mark is, and that of the use that was chosen."""
OTHER_RELATION = "other route or product"


def _placed() -> list[Row]:
    """Return the uses that have a place on the scale."""
    return [row for row in uses() if present(row["relative_low"]) or row["relation"] == "below"]


@explorable(
    title="What does micro mean?",
    narrow=True,
    sample=lambda: {"step": str(len(uses()))},
    step=Slider(
        lambda: {str(row["position"]): f"{row['position']} of {len(uses())}: {who(row)}" for row in uses()},
        label="Use of the word",
        default=lambda: str(len(uses())),
        plays=True,
    ),
)
def what_micro_means(step: str) -> Picture:
    """Each use of the words micro and low, placed beside the standard trial infusion, up to a chosen one."""
    shown = uses()[: int(step)]
    now = shown[-1]
    figure, axes = chart(
        338,
        _title(shown),
        "Intravenous amount that each use of the word means; standard infusion = 1",
        left=158,
        right=MARGIN + 6 + 2 * COLUMN[False],
        top=94,
        bottom=56,
        narrow={"height": 453, "left": 106, "right": 14 + 2 * COLUMN[True], "top": 155, "bottom": 54},
    )
    key(figure, 54, [("ours", "ink", "our reading"), ("read", "ink", "read in the work")])
    _quoted(figure, now)
    _scale(axes)
    _beside(axes)
    _counted(axes, shown)
    _uses(axes, shown)
    names(axes, [{"faint": "quiet"}.get(colour, colour) for colour in (_colour(row, shown) for row in uses())])
    touch(axes, y=("step", {str(row["position"]): row["position"] for row in uses()}))
    description = (
        f"Use {step} of {len(uses())} comes from {who(now)}{_joined(now['says'])} {_meant(now['dose_meant'])}. On a scale on "
        f"which the standard infusion is 1, this use {_lies(now)}. {now['what_happened']}"
    )
    tested = "Intravenous amounts that randomised groups were given", f"{listed(list(trial_names().values()))}."
    return Picture(figure, description, "our counts and judgement", _table(shown), (tested, who_is_who()))


def _title(shown: tuple[Row, ...]) -> str:
    without, of = sum(row not in _placed() for row in shown), len(shown)
    if of == len(uses()):
        return f"{in_words(without).capitalize()} of {in_words(of)} uses cannot be placed on the scale"
    if of == 1:
        return "The first use means less than the standard infusion"
    if not without:
        return f"The first {in_words(of)} uses mean the standard infusion or less"
    return f"Of the first {in_words(of)} uses, {in_words(without)} cannot be placed"


def _quoted(figure: Figure, row: Row) -> None:
    """Write what the chosen use says and which amount it means: in a line or two, on a phone in up to four, the last over the scale."""
    said = f": \u201c{row['key_phrase']}\u201d" + _amount(row) if row["key_phrase"] else _joined(row["says"], " ")
    lines = wrapped(f"{who(row)}{said}", 36 if is_narrow() else 74)
    first = 143 - (len(lines) - 1) * LABEL * LINE if is_narrow() else 72
    for number, line in enumerate(lines):
        say(figure, MARGIN, first + number * LABEL * LINE, line, LABEL, "violet", fontweight="bold")


def _amount(row: Row) -> str:
    """Return the amount that quoted words mean, where one is known, in brackets after them."""
    amount = row["dose_meant"]
    return "" if amount.startswith(("none", "undefined", "not read")) else f" (meant: {amount})"


def _scale(axes: Axes) -> None:
    """Lay out the scale of amounts with a row for each use, and one under them for what trials gave."""
    last = len(uses()) + 1
    axes.set(xscale="log", xlim=(LEAST[is_narrow()], MOST), ylim=(last + 0.6, 0.4), yticks=[])
    axes.set_label("amount")
    axes.yaxis.set_minor_locator(NullLocator())
    x_ticks(axes, FEW if is_narrow() else TICKS)
    axes.axvline(1, color=light("ink"), linewidth=1.4, zorder=0.9)
    axes.axhspan(last - 0.5, last + 0.6, facecolor=light("blue_ground"), edgecolor="none", zorder=0)
    amounts = sorted({amount for row in trials() for amount in [relative(row)]})
    mark(axes, amounts, [last] * len(amounts), "read", "blue", 5 if is_narrow() else 6)
    beside_left(axes, last, "in trials" if is_narrow() else "in controlled trials", "blue")


def _beside(axes: Axes) -> None:
    """Draw the columns for uses without a place as panels, and a thin line under the last use of each text or work."""
    _, high = axes.get_ylim()
    for number in range(len(BESIDE)):
        left, right = _column(axes, number, 0.02), _column(axes, number, 0.98)
        corner = (left, high), right - left, len(uses()) + 0.5 - high
        axes.add_patch(Rectangle(*corner, facecolor=light("panel"), edgecolor="none", zorder=0, clip_on=False))
    last = [before["position"] for before, after in pairwise(uses()) if who(before) != who(after)]
    beyond = _column(axes, 1, 0.98)
    axes.hlines([y + 0.5 for y in last], LEAST[is_narrow()], beyond, color=light("faint"), linewidth=0.8, zorder=0.5, clip_on=False)


def _counted(axes: Axes, shown: tuple[Row, ...]) -> None:
    """Write under the scale and under each column how many of the uses so far stand there, with its name."""
    low, _ = axes.get_ylim()
    other = [row["relation"] == OTHER_RELATION for row in shown if row not in _placed()]
    heads = zip((other.count(False), other.count(True)), BESIDE, strict=True)
    for number, (count, words) in enumerate(heads):
        x = _column(axes, number, 0.5)
        label(axes, x, low, str(count), "ink", (0, -9), ha="center", fontweight="bold")
        label(axes, x, low, words, "quiet", (0, -16), ha="center", va="top", fontsize=NOTE, linespacing=1.05)
    on_scale = f"{len(shown) - len(other)} on {'' if is_narrow() else 'the '}scale"
    label(axes, float((LEAST[is_narrow()] * MOST) ** 0.5), low, on_scale, "ink", (0, -27), ha="center", fontweight="bold")


def _column(axes: Axes, number: int, share: float) -> float:
    """Return where a column beside the scale, or a share of it, would stand on the scale if that went on."""
    beyond = 1 + (6 + COLUMN[is_narrow()] * (number + share)) / axes.bbox.width
    least = LEAST[is_narrow()]
    return float(least * (MOST / least) ** beyond)


def _at(axes: Axes, row: Row) -> float:
    """Return where the mark of a use stands: on the scale, or in the column of its reason for having no place there."""
    if row not in _placed():
        return _column(axes, int(row["relation"] == OTHER_RELATION), 0.5)
    return float((row["relative_low"] * row["relative_high"]) ** 0.5)


def _colour(row: Row, shown: tuple[Row, ...]) -> str:
    return "violet" if row is shown[-1] else "ink" if row in shown else "faint"


def _uses(axes: Axes, shown: tuple[Row, ...]) -> None:
    """Draw each use in its row: a square by our reading, a disc as read in the work, on its range or an arrow; those to come are ghosts."""
    groups: dict[tuple[str, str, float], list[tuple[float, float]]] = {}
    for row in uses():
        y, colour = row["position"], _colour(row, shown)
        if row["relation"] == "below" and not present(row["relative_low"]):
            _somewhere(axes, y, colour)
            continue
        if present(row["relative_low"]) and row["relative_high"] > row["relative_low"]:
            axes.plot([row["relative_low"], row["relative_high"]], [y, y], color=light(colour), linewidth=5, zorder=1.5)
        kind = "read" if row["mark"] == "seen" else "ours"
        groups.setdefault((kind, colour, LARGE if colour == "violet" else SMALL), []).append((_at(axes, row), y))
    for (kind, colour, size), found in groups.items():
        mark(axes, [x for x, _ in found], [y for _, y in found], kind, colour, size, clip_on=False)


def _somewhere(axes: Axes, y: float, colour: str) -> None:
    """Draw a use without a number that lies below the standard: dashed from there to the end of the scale, and beyond."""
    head = {"arrowstyle": "-|>", "color": light(colour), "linewidth": 1.8, "linestyle": (0, (3, 2)), "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", (LEAST[is_narrow()], y), (0.9, y), arrowprops=head)
    ground = {"facecolor": light("paper"), "edgecolor": "none", "pad": 0.6}
    middle, words = float(LEAST[is_narrow()] ** 0.5), "below" if is_narrow() else "somewhere below"
    label(axes, middle, y, words, {"faint": "quiet"}.get(colour, colour), ha="center", fontsize=NOTE, fontweight="bold", bbox=ground)


def _joined(says: str, by: str = ", which ") -> str:
    """Return what a use says, so that it follows its source in a sentence: joined to it, or as a sentence of its own."""
    verb = says.partition(" ")[0]
    return f"{by}{lowered(says)}" if verb.endswith("s") and verb != "Its" else f". {says}"


def _meant(amount: str) -> str:
    if amount.startswith("none"):
        return f"No amount is stated{amount.removeprefix('none')}"
    return "We do not know which amounts are meant" if amount == "not read" else f"The amount meant is {amount}"


def _place(row: Row) -> str:
    if present(row["relative_low"]):
        low, high = row["relative_low"], row["relative_high"]
        return f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return {"below": "somewhere below 1, at no stated value", OTHER_RELATION: "cannot be placed, because it refers to another product"}.get(
        row["relation"], "cannot be placed, because no amount is given"
    )


def _lies(row: Row) -> str:
    """Return where a use lies on the scale, after its subject."""
    place = _place(row)
    if place.startswith("cannot"):
        return place
    return f"extends from {place}" if " to " in place else f"lies {'at ' if place[0].isdigit() else ''}{place}"


def _table(shown: tuple[Row, ...]) -> Table:
    cells = tuple(
        (
            f"{row['position']} {who(row)}",
            row["says"],
            row["dose_meant"],
            _place(row),
            row["what_happened"],
            cited(row["refs"]) or "our reading",
        )
        for row in shown
    )
    return Table(
        "Uses of the word so far",
        ("Where", "What is said", "Amount meant", "Standard infusion = 1", "What became of the word", "Works"),
        cells,
    )
