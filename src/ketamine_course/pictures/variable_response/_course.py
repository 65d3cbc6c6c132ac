"""Time course and relapse: the lead melts, and what happens when the drug stops."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.pictures._charts import chart, label, note, number_at, rows_of_labels, signed, span, x_ticks, y_ticks
from ketamine_course.pictures._drawing import listed, lowered
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures.variable_response._relapse import relapse
from ketamine_course.references import work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow

HEIGHT = 264
PHONE = {"height": 376, "right": 14, "top": 92}
HOURS = {"2 to 4 h": 3.0, "24 h": 24.0, "28 days": 672.0}
"""Where the times of the pooled trials stand."""
STUDIES = {
    "pooled": "Lead over placebo",
    "doses": "Four arms, a week",
    "anaesthesia": "Under anaesthesia",
    "relapse": "Stopping the drug",
}
DIFFERENT = "By our reading, not all of the pooled trials lasted 28 days, so the three numbers come from different sets of trials."


@explorable(title="Scores over time", narrow=True, study=Choice(STUDIES, label="Look at", cases=True))
def time_course(study: str) -> Picture:
    """Scores and leads over time, and relapse with and without the drug."""
    if study == "relapse":
        return relapse(HEIGHT, PHONE)
    return {"pooled": _pooled, "doses": _doses, "anaesthesia": _anaesthesia}[study]()


def _meta(meta: str) -> list[Row]:
    return [row for row in rows_of("meta_results") if row["meta"] == meta and row["mark"] == "seen"]


def _pooled_axes(rows: list[Row], hours: list[float]) -> tuple[Figure, Axes]:
    """Return axes of hours after the first spray and of points ahead of placebo."""
    highest, last = max(rows, key=lambda row: row["estimate"]), rows[-1]
    title = f"{highest['estimate']:.0f} points ahead at {highest['time']}, {last['estimate']:.0f} at {last['time']}"
    figure, axes = chart(
        HEIGHT,
        title,
        f"Sprays, pooled ({work(last['ref']).short}): MADRS points ahead of placebo, 95% interval",
        left=44,
        right=60,
        top=66,
        bottom=58,
        narrow=PHONE | {"left": 30, "right": 40, "top": 104, "bottom": 62},
    )
    axes.set(xscale="log", xlim=(1.8, 1000), ylim=(0, 12.5))
    axes.set_label("lead")
    axes.grid(visible=False, axis="x")
    x_ticks(axes, {hour: row["time"] for hour, row in zip(hours, rows, strict=True)}, "time, on a log scale")
    y_ticks(axes, {0: "0", 3: "3", 6: "6", 9: "9", 12: "12"})
    return figure, axes


def _pooled() -> Picture:
    rows = [row for row in _meta("an2021") if row["result"].startswith("an2021_madrs")]
    single = _meta("kishimoto2016")
    hours = [HOURS[row["time"]] for row in rows]
    figure, axes = _pooled_axes(rows, hours)
    cells = []
    for hour, row in zip(hours, rows, strict=True):
        value = row["estimate"]
        ends = [[value - row["interval_low"]], [row["interval_high"] - value]]
        axes.plot([hour, hour], [0, value], color=light("blue_ground"), linewidth=26, solid_capstyle="butt", zorder=0.8)
        axes.errorbar([hour], [value], yerr=ends, fmt="none", ecolor=light("blue"), elinewidth=1.8)
        mark(axes, hour, value, "read", "blue")
        number_at(axes, hour, value, f"{value:g}", "blue", (8, {rows[0]["time"]: -9, rows[-1]["time"]: 0}.get(row["time"], 5)))
        cells.append(
            (row["time"], f"{row['estimate']:g} points", f"{row['interval_low']:g} to {row['interval_high']:g}", work(row["ref"]).short)
        )
    peak, end = (next(row for row in single if row["result"] == f"kishimoto2016_{name}") for name in ("peak", "end"))
    interval = f"{signed(peak['interval_low'], 2)} to {signed(peak['interval_high'], 2)}"
    largest = f"largest on {peak['time']} (g {signed(peak['estimate'], 2)}, {interval})"
    text = (
        f"The lead is {largest}. The number g is an effect size like Cohen's d and is negative where ketamine is ahead. By {end['time']}, "
        f"{lowered(end['finding'])} {work(peak['ref']).short}."
    )
    for row in (peak, end):
        lead = "no number" if row["estimate_kind"] == "" else f"g {signed(row['estimate'], 2)}"
        cells.append((row["time"], lead, row["finding"], work(row["ref"]).short))
    leads = [f"{row['estimate']:g} points at {row['time']}" for row in rows]
    words = (
        f"In pooled trials of nasal sprays, the drug is ahead of placebo by {listed(leads)}. In pooled trials of a single infusion, the "
        f"lead is {largest}, but by {end['time']}, {lowered(end['finding'])}"
    )
    return Picture(
        figure,
        words,
        "redrawn from reported numbers",
        Table("Lead over placebo", ("Time", "Lead", "Interval or finding", "Work"), tuple(cells)),
        (("Different trials", DIFFERENT), ("Single infusion, pooled", text)),
    )


def _arms(trial: str) -> list[Row]:
    return [row for row in rows_of("trial_arms") if row["trial"] == trial and row["mark"] == "seen"]


def _doses() -> Picture:
    rows = [row for row in _arms("daly2018") if row["time_h"] > 0]
    times = list(dict.fromkeys(row["time"] for row in rows))
    figure = _dose_panels(rows, times)
    cells = []
    for row in rows:
        low, high = _around(row)
        cells.append((row["time"], row["arm"], f"{row['n']:g}", signed(row["mean_change_points"]), f"{signed(low)} to {signed(high)}"))
    sizes = [f"{row['n']:g}" for row in rows if row["time"] == rows[0]["time"]]
    last = [f"{row['arm']} {signed(row['mean_change_points'])}" for row in rows if row["time"] == rows[-1]["time"]]
    words = (
        f"In this phase 2 trial of esketamine, which had {listed(sizes)} people in its arms, "
        f"the results for the doses lie close together at 2 and at 24 hours. "
        f"After a week, scores have fallen further at higher doses; the mean changes, in points, are then as follows: {listed(last)}."
    )
    columns = ("Time", "Arm", "People", "Mean change", "Mean +/\u2212 1.96 SE (our calculation)")
    return Picture(figure, words, "redrawn from reported numbers", Table(f"Mean change, {work('daly2018').short}", columns, tuple(cells)))


def _around(row: Row) -> tuple[float, float]:
    """Return the mean change plus or minus 1.96 standard errors."""
    return row["mean_change_points"] - 1.96 * row["se_points"], row["mean_change_points"] + 1.96 * row["se_points"]


def _dose_panels(rows: list[Row], times: list[str]) -> Figure:
    """Draw the arms at each time in a panel of its own: side by side or, on a phone, one under the other."""
    figure, panels = chart(
        HEIGHT,
        "After a week, higher doses show larger falls",
        f"Mean change in MADRS score ({work('daly2018').short}): further left, larger fall",
        1,
        ncols=len(times),
        left=104,
        top=76,
        bottom=66,
        wspace=0.12,
        narrow=PHONE | {"rows": len(times), "ncols": 1, "left": 112, "top": 100, "bottom": 76, "hspace": 0.32},
    )
    for axes, time in zip(panels, times, strict=True):
        arms = [row for row in rows if row["time"] == time]
        axes.set(xlim=(-24, 0.8))
        last = time == times[-1]
        ticks = {value: signed(value, 0) if last or not is_narrow() else "" for value in (-20, -10, 0)}
        x_ticks(axes, ticks, "MADRS points" if last or not is_narrow() else "")
        axes.axvline(0, color=light("ink"), linewidth=1.4)
        axes.grid(visible=False, axis="y")
        names = [row["arm"] if is_narrow() or time == times[0] else "" for row in arms]
        rows_of_labels(axes, names)
        label(axes, -24, axes.get_ylim()[1], time.removeprefix("end of period 1 (").rstrip(")"), "ink", (0, 8), fontweight="bold")
        for y, row in enumerate(arms):
            colour = "blue" if row["arm_role"] == "drug" else "orange"
            low, high = _around(row)
            span(axes, y, low, min(high, 0), colour, dashed=True, width=1.5)
            mark(axes, row["mean_change_points"], y, "read", colour, 6)
    panels[0].set_label("change")
    note(figure, "Dashed: mean plus or minus 1.96 standard errors, our calculation.")
    return figure


def _anaesthesia() -> Picture:
    rows = _arms("lii2023")
    figure, axes = chart(
        HEIGHT,
        "Both groups fall by day 1 and stay lower",
        f"Mean MADRS score ({work('lii2023').short}); nobody could feel the drug",
        left=44,
        right=40,
        bottom=58,
        narrow=PHONE | {"left": 34, "right": 34, "bottom": 62},
    )
    axes.set(xlim=(-0.5, 14.3), ylim=(0, 36))
    axes.set_label("score")
    y_ticks(axes, {0: "0", 10: "10", 20: "20", 30: "30"})
    x_ticks(axes, {0: "0", 1: "1", 3: "3", 7: "7", 14: "14"}, "day after the operation")
    for arm, name, colour, style in (("ketamine", "ketamine", "blue", "solid"), ("saline", "saline", "orange", (0, (4, 2)))):
        points = [(row["time_h"] / 24, row["mean_score_points"]) for row in rows if row["arm"] == arm]
        days, scores = zip(*points, strict=True)
        axes.plot(days, scores, color=light(colour), linewidth=1.6, linestyle=style)
        mark(axes, days, scores, "read", colour, 6)
        number_at(axes, 7, dict(points)[7], name, colour, (0, 11 if arm == "saline" else -12), ha="center")
    means = {(row["arm"], row["time"]): row["mean_score_points"] for row in rows}
    for day in (0, 14):
        first, second = (means[arm, f"day {day}"] for arm in ("ketamine", "saline"))
        axes.plot([day, day], [first, second], color=light("ink"), linewidth=5, alpha=0.25, solid_capstyle="butt", zorder=1)
        beside: dict[str, Any] = {"shift": (10, 8)} if day == 0 else {"shift": (6, 20), "ha": "right"}
        number_at(axes, day, (first + second) / 2, f"{abs(second - first):.1f} apart{' before the drug' if day == 0 else ''}", **beside)
    days = ("day 0", "day 1", "day 3", "day 7", "day 14")
    courses = [f"{', '.join(f'{means[arm, day]:g}' for day in days)} with {arm}" for arm in ("ketamine", "saline")]
    apart = means["saline", "day 0"] - means["ketamine", "day 0"]
    words = (
        "Depressed surgical patients received ketamine or saline during anaesthesia. Their mean scores on the MADRS, a "
        f"depression scale, on days 0, 1, 3, 7 and 14 were {' and '.join(courses)}. "
        "Both groups' scores fall by day 1 and stay lower, although they began "
        f"{apart:.1f} points apart."
    )
    cells = tuple((row["arm"], row["time"], f"{row['n']:g}", f"{row['mean_score_points']:g}", f"{row['sd_points']:g}") for row in rows)
    return Picture(
        figure,
        words,
        "redrawn from reported numbers",
        Table(f"Scores, {work('lii2023').short}", ("Arm", "Time", "People", "Mean", "SD"), cells),
    )
