"""The common map of all accounts, with one of them drawn in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.models import cascade
from ketamine_course.models.counts import filled
from ketamine_course.pictures._drawing import arrow, box, counted, listed, lowered, sheet, write, write_lines
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped

COLUMNS = (40.0, 104.0, 168.0, 232.0, 296.0, 360.0, 424.0)
TOP, ROW, HALF_WIDTH, HALF_HEIGHT = 42.0, 33.5, 28.0, 11.0


@cache
def places() -> dict[str, tuple[int, int]]:
    """Return column and row of each step, row by row."""
    rows = [row for row in rows_of("cascade_nodes") if row["map_row"] == row["map_row"]]
    places = {row["node"]: (int(row["map_column"]), int(row["map_row"])) for row in rows}
    return dict(sorted(places.items(), key=lambda each: (each[1][1], each[1][0])))


@cache
def bends() -> dict[tuple[str, str], list[tuple[float, float]]]:
    """Return the corners of arrows that cannot run straight, in columns and rows."""
    found = {}
    for row in rows_of("cascade_edges"):
        corners = [tuple(map(float, corner.split())) for corner in row["map_corners"]]
        found[row["source_node"], row["target_node"]] = [(x, y) for x, y in corners]
    return found


MAP_BOTTOM = TOP + 13 * ROW + 8


def centre(node: str) -> tuple[float, float]:
    """Return the middle of a step's box."""
    return _point(*places()[node])


def _point(column: float, row: float) -> tuple[float, float]:
    whole = int(column)
    x = COLUMNS[whole] + (column - whole) * (COLUMNS[1] - COLUMNS[0])
    return x, TOP + row * ROW


def short(node: str) -> str:
    """Return a step's short name."""
    return str(cascade.graph().nodes[node]["short_label"])


def map_sheet(height: float) -> tuple[Figure, Axes]:
    """Return the plane of the map, with room for words below it."""
    return sheet(MAP_BOTTOM + height)


def step_box(axes: Axes, node: str, fill: str, edge: str, ink: str = "ink", **options: object) -> None:
    """Draw one step of an account: a box with its short name."""
    x, y = centre(node)
    box(axes, x - HALF_WIDTH, y - HALF_HEIGHT, 2 * HALF_WIDTH, 2 * HALF_HEIGHT, fill, edge, **options)
    step_name(axes, node, ink)


def step_name(axes: Axes, node: str, ink: str = "quiet") -> None:
    """Write a step's short name; alone it stands for a step that is not on the path."""
    x, y = centre(node)
    lines = wrapped(short(node), 12)
    for number, line in enumerate(lines):
        write(axes, x, y + (number - (len(lines) - 1) / 2) * 8.8, line, 7.3, ink, ha="center")


def map_arrow(axes: Axes, source: str, target: str, sign: str, colour: str = "ink", linewidth: float = 1.4) -> None:
    """Draw one arrow of an account, around the corners where it has some."""
    corners = [_point(*bend) for bend in bends().get((source, target), [])]
    points = [centre(source), *corners, centre(target)]
    points[0], points[-1] = _edge(points[0], points[1]), _edge(points[-1], points[-2])
    if len(points) > 2:
        axes.plot(*zip(*points[:-1], strict=True), color=light(colour), linewidth=linewidth, zorder=1.5)
    arrow(axes, points[-2], points[-1], sign, colour, linewidth=linewidth)


def _edge(at: tuple[float, float], towards: tuple[float, float]) -> tuple[float, float]:
    """Return where a line from a box's middle leaves the box, with a little air."""
    dx, dy = towards[0] - at[0], towards[1] - at[1]
    scale = min((HALF_WIDTH + 1.5) / abs(dx) if dx else 9e9, (HALF_HEIGHT + 1.5) / abs(dy) if dy else 9e9)
    return at[0] + dx * scale, at[1] + dy * scale


SHOWN = {
    "path": "Its path",
    "strongest_support": "Strongest support",
    "strongest_challenge": "Strongest challenge",
    "would_be_falsified_by": "What would refute it",
}
_CITED = {"strongest_support": "support_refs", "strongest_challenge": "challenge_refs"}


@explorable(
    title=lambda: filled("{Accounts} accounts on one map"),
    account=Choice(cascade.account_names, label="Account"),
    words=Choice(SHOWN, label="Tell me"),
)
def account_map(account: str, words: str) -> Picture:
    """One account drawn into the common map, with its support, its challenge, or what would refute it."""
    row = next(each for each in rows_of("hypotheses") if each["hypothesis"] == account)
    own = cascade.account(account)
    figure, axes = map_sheet(92)
    write(axes, 14, 16, row["name"], 10.5, fontweight="bold")
    for node in places():
        if node in own.arrows:
            step_box(axes, node, "violet_ground", "violet", linewidth=1.6)
        else:
            step_name(axes, node)
    for source, target, sign in own.signed_arrows():
        map_arrow(axes, source, target, sign)
    text = row["statement"] if words == "path" else row[words]
    write(axes, 14, MAP_BOTTOM, SHOWN[words] if words != "path" else "What it says", 9.2, "quiet", fontweight="bold")
    write_lines(axes, 14, MAP_BOTTOM + 14, text, 436, 9.2)
    return Picture(figure, _description(account, words, row, text), "conceptual", _table(account, row))


def _description(account: str, words: str, row: Row, text: str) -> str:
    if words != "path":
        works = f" Works: {cited(row[_CITED[words]])}." if words in _CITED else ""
        return f"{row['name']}. {SHOWN[words]}: {text}{works}"
    nodes = cascade.path(account)
    branches = cascade.account(account).arrows.number_of_edges() - len(nodes) + 1
    side = f" Beside the main path there is {counted(branches, 'side arrow')}." if branches else ""
    ends = listed([lowered(cascade.label(node)) for node in cascade.account(account).readouts("mood")])
    steps = ", ".join(lowered(short(node)) for node in nodes[1:-1])
    return f"{row['name']}: {counted(len(nodes) - 1, 'arrow')} from ketamine to {ends}, by way of {steps}.{side}"


def _table(account: str, row: Row) -> Table:
    nodes = cascade.path(account)
    signs = {"raises": "raises", "lowers": "lowers", "unknown": "direction unknown"}
    arrows = [
        ("Arrow", f"{cascade.label(a)} {signs[cascade.signs([a, b])[0]]} {lowered(cascade.label(b))}", "") for a, b in pairwise(nodes)
    ]
    said = [
        ("Strongest support", row["strongest_support"], cited(row["support_refs"])),
        ("Strongest challenge", row["strongest_challenge"], cited(row["challenge_refs"])),
        ("What would refute it", row["would_be_falsified_by"], ""),
    ]
    return Table(f"{row['name']}: arrows, support and challenge", ("What", "In words", "Works"), (*said, *arrows))


def signal_sign(state: Mapping[str, str], node: str) -> tuple[str, str]:
    """Return the sign and the colour for what reaches a step."""
    return {"raises": ("\u25b2", "blue"), "lowers": ("\u25bc", "orange"), "unknown": ("?", "violet")}.get(
        state.get(node, "none"), ("", "quiet")
    )
