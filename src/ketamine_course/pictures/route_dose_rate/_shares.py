"""What is known of bioavailability, route by route, and the axes on which it is drawn."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from ketamine_course.models.statistics import percent
from ketamine_course.pictures._charts import x_ticks
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.route_dose_rate._common import ends, labels, present
from ketamine_course.pictures.route_dose_rate._estimates import measured
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.width import is_narrow

HEIGHT = 340
PHONE: dict[str, Any] = {"height": 472, "left": 14, "right": 14, "top": 124, "bottom": 32}
SHORT = {"under_tongue": "Under the tongue", "mouth_slow_release": "Slow-release tablet"}
"""Names of routes for a title, where the whole name is too long."""
BY_DEFINITION = "by definition"
"""How far checked it is that all arrives of what is put into a vein."""
TICKS = {0.0: "0%", 0.25: "25%", 0.5: "50%", 0.75: "75%", 1.0: "100%"}


def routes() -> list[str]:
    """Return the routes whose bioavailability is a question."""
    return [route for route in labels() if route != "vein"]


def estimates(route: str) -> list[Row]:
    """Return the stated bioavailabilities of a route."""
    return [row for row in rows_of("routes") if (row["route"], row["quantity"]) == (route, "bioavailability") and ends(row)]


def read_range(route: str) -> tuple[float, float] | None:
    """Return the lowest and the highest estimate that was measured and read in the work; None where there is none."""
    found = [end for row in estimates(route) if row["mark"] == "seen" and measured(row) for end in ends(row) or ()]
    return (min(found), max(found)) if found else None


def most_first() -> list[str]:
    """Return all routes by the largest share that anybody states; those without any come last."""
    return sorted(labels(), key=lambda route: -max((end for row in estimates(route) for end in ends(row) or ()), default=0.0))


def scale(axes: Axes) -> None:
    axes.set(xlim=(0, 1))
    axes.set_label("share")
    axes.grid(visible=False, axis="y")
    x_ticks(axes, {at: words for at, words in TICKS.items() if not is_narrow() or at in (0, 0.5, 1)})


def rows_at(axes: Axes, high: list[float], above: float) -> list[float]:
    """Return where the middles of tubes lie that are so high, each with some room above it; let the axes measure in units of the SVG."""
    whole = axes.get_position().height * 72 * axes.figure.get_figheight()  # type: ignore[union-attr]
    axes.set_ylim(whole, 0)
    spare = (whole - sum(high) - above * len(high)) / len(high)
    y, places = 0.0, []
    for each in high:
        y += above + each
        places.append(y - each / 2 + spare / 2)
        y += spare
    return places


CITED = {name: f" ({words.split(',')[0]})" if words else "" for name, words in MARKS.items()} | {
    "recalled": " (we cite this figure from memory)"
}
"""How far a stated share was checked, in the middle of a sentence."""


def given(route: str) -> str:
    """Return a way of giving a drug as a noun in the middle of a sentence."""
    words = labels()[route][:1].lower() + labels()[route][1:]
    return f"injection {words}" if words.startswith(("into", "under the skin")) else words


def from_memory() -> str:
    """Return what is stated of routes of which nothing measured was read in a work."""
    told = [(route, row) for route in routes() if not read_range(route) for row in estimates(route)]
    return "".join(f"For {given(route)}, one study gives {stated(row)}{CITED[row['mark']]}. " for route, row in told)


def span_of(route: str) -> str:
    low, high = read_range(route) or (0.0, 0.0)
    return percent(low) if low == high else f"{percent(low)} to {percent(high)}"


def stated(row: Row) -> str:
    low, high = ends(row) or (0.0, 0.0)
    around = ""
    if row["spread_kind"] and present(row["value"]) and present(row["low"]):
        around = f"{_share(row['low'])} to {_share(row['high'])}"
    elif present(row["spread"]):
        around = _share(row["spread"])
    share = percent(low) if low == high else f"{percent(low)} to {percent(high)}"
    return f"{share} ({row['spread_kind']} {around})" if around else share


def _share(spread: float) -> str:
    """Return a spread in per cent: like the share that it goes with, but not rounded to nothing."""
    return f"{100 * spread:.2g}%"


def drug(row: Row) -> str:
    """Return the form of the drug; S-ketamine is another name of esketamine."""
    return "esketamine (S-ketamine)" if row["drug"] == "S-ketamine" else str(row["drug"])


def _who(row: Row) -> str:
    return ", ".join(part for part in (drug(row), row["population"]) if part)


def cells_of(row: Row, first: str) -> tuple[str, ...]:
    source = work(row["ref"]).short if row["ref"] else "none"
    status = BY_DEFINITION if row["route"] == "vein" else MARKS[row["mark"]]
    return first, stated(row), row["n"] or "not given", _who(row), source, status
