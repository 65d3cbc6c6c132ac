"""Contradictions within and between the texts: a map that can be walked."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Arc

from ketamine_course.models.counts import filled
from ketamine_course.pictures._drawing import CHARACTER_WIDTH, box, sheet, titled, write, write_lines
from ketamine_course.pictures._facts import Row, cited, rows_of, status_note
from ketamine_course.pictures.claim_quality._common import claims, columns, sources
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

KINDS = {"internal_contradiction": "Within one text", "cross_text_contradiction": "Between texts"}
LIST_TOP = 102.0
WRONG = "What is wrong, or missing"


@cache
def issues() -> dict[str, Row]:
    """Return the contradictions by name, those within one text first."""
    return {row["id"]: row for kind in KINDS for row in rows_of("issues") if row["kind"] == kind}


def list_bottom() -> float:
    """Return where the list of contradictions ends."""
    return LIST_TOP + 23 * len(KINDS) + 22 * len(issues()) - 19


def places() -> dict[str, tuple[float, float]]:
    """Return where each text stands on the map."""
    step = min(36.0, 166.0 / (len(sources()) - 1))
    return {
        source: (34.0 + step * number if is_narrow() else x, 56.0) for number, (source, x) in enumerate(columns(46.0, 212.0, 36.0).items())
    }


def half_width() -> float:
    """Return half the width of a text's box."""
    return min(15.0, (212.0 - 46.0) / (len(sources()) - 1) / 2 - 1.5)


@explorable(
    title="Contradictions, one by one",
    narrow=True,
    issue=Slider(lambda: {name: row["title"] for name, row in issues().items()}, label="Contradiction"),
)
def contradictions(issue: str) -> Picture:
    """A map of the texts with one contradiction opened: who says what, and whether both can stand."""
    row = issues()[issue]
    said = [claims()[name] for name in row["claims"]]
    works = _basis(row)
    cells = tuple((each["id"], each["source"], each["paraphrase"], f"\u201c{each['key_phrase']}\u201d") for each in said)
    table = Table(f"The claims side by side ({works})", ("Claim", "Text", "What it says", "Words of the text"), cells)
    if is_narrow():
        notes = (*((each["id"], each["paraphrase"]) for each in said), (WRONG, f"{row['explanation']} ({works})"))
        return Picture(_map(row), _words(issue, row, said), "conceptual", table, notes)
    height = max(400.0, list_bottom() + 7, 64 + _detail_height(row, said))
    figure, axes = sheet(height)
    _texts(axes, row)
    _list(axes, issue)
    box(axes, 238, 14, 212, height - 32, "panel", "faint", zorder=0)
    y = write_lines(axes, 248, 30, row["title"], 182, 11, fontweight="bold") + 4
    for each in said:
        y = _claim(axes, y, each)
    write(axes, 248, y, WRONG, 9, "quiet", fontweight="bold")
    y = write_lines(axes, 248, y + 13, row["explanation"], 194, 9.2)
    write_lines(axes, 248, y + 3, works, 194, 8.4, "quiet")
    return Picture(figure, _words(issue, row, said), "conceptual", table)


def _map(row: Row) -> Figure:
    """Draw the texts with their contradiction alone: on a phone a slider walks the list, and the claims stand under the drawing."""
    figure, axes = sheet(136)
    _texts(axes, row)
    titled(axes, row["title"], y=96)
    return figure


def _basis(row: Row) -> str:
    """Return what an explanation rests on."""
    return f"{cited(row['refs'])}{status_note(row['mark'])}" if row["refs"] else "Our reading of the texts"


def _texts(axes: Axes, row: Row) -> None:
    """Draw the texts; an arc joins two that disagree, a loop marks one that disagrees with itself."""
    write(axes, 14, 18, filled("The {texts} texts"), 9.2, "quiet", fontweight="bold")
    concerned = row["sources"]
    for source, (x, y) in places().items():
        inside = source in concerned
        box(
            axes,
            x - half_width(),
            y - 10,
            2 * half_width(),
            20,
            "violet_ground" if inside else "panel",
            "violet" if inside else "line",
            linewidth=2 if inside else 1,
        )
        write(axes, x, y + 0.5, source, 9.2, "violet" if inside else "quiet", fontweight="bold" if inside else "normal", ha="center")
    if len(concerned) == 1:
        x, y = places()[concerned[0]]
        axes.add_patch(Arc((x, y - 12), 18, 24, theta1=180, theta2=360, edgecolor=light("violet"), linewidth=1.8))
        return
    for first, second in pairwise(concerned):
        (left, y), (right, _) = places()[first], places()[second]
        axes.add_patch(Arc(((left + right) / 2, y + 10), right - left, 26, theta1=0, theta2=180, edgecolor=light("violet"), linewidth=1.8))


def _list(axes: Axes, issue: str) -> None:
    y, rows = LIST_TOP, {}
    for kind, heading in KINDS.items():
        write(axes, 14, y, heading, 9.2, "quiet", fontweight="bold")
        y += 17
        for name, row in issues().items():
            if row["kind"] != kind:
                continue
            _entry(axes, y, row["title"], chosen=name == issue)
            rows[name] = y
            y += 22
        y += 6
    touch(axes, y=("issue", rows), across=(12, 228))


def _entry(axes: Axes, y: float, title: str, *, chosen: bool) -> None:
    """Draw one contradiction of the list."""
    box(axes, 12, y - 9, 216, 18, "violet_ground" if chosen else "panel", "violet" if chosen else "line", linewidth=2.2 if chosen else 1)
    write(axes, 18, y + 0.5, title, 8.2, fontweight="bold" if chosen else "normal")


def _claim(axes: Axes, y: float, each: Row) -> float:
    """Write what one text says. Our verdict stays in the atlas: some of these claims are rated in a later notebook."""
    write(axes, 248, y, each["id"], 9, "quiet", fontweight="bold")
    return write_lines(axes, 248, y + 13, each["paraphrase"], 194, 9.4) + 6


def _detail_height(row: Row, said: list[Row]) -> float:
    lines = sum(len(wrapped(each["paraphrase"], int(194 / (9.4 * CHARACTER_WIDTH)))) for each in said)
    explained = len(wrapped(row["explanation"], int(194 / (9.2 * CHARACTER_WIDTH))))
    works = len(wrapped(_basis(row), int(194 / (8.4 * CHARACTER_WIDTH))))
    return 46 + lines * 12.5 + 19 * len(said) + explained * 12.2 + works * 11.1


def _words(issue: str, row: Row, said: list[Row]) -> str:
    where = f"within {row['sources'][0]}" if len(row["sources"]) == 1 else f"between {', '.join(row['sources'])}"
    number = list(issues()).index(issue) + 1
    lines = " ".join(f"{each['id']}: {each['paraphrase']}" for each in said)
    title = row["title"] if row["title"].endswith("?") else f"{row['title']}."
    return f"Contradiction {number} of {len(issues())}, {where}: {title} {lines} {row['explanation']}"
