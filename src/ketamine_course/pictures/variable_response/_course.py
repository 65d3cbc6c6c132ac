"""Time course and relapse: the lead melts, and what happens when the drug stops."""

from __future__ import annotations

from ketamine_course.pictures._drawing import legend, listed, lowered, sheet, symbol, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of, status_note
from ketamine_course.pictures.variable_response._common import interval, linear, signed, ticks
from ketamine_course.references import work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table

STUDIES = {
    "pooled": "Pooled trials: the lead over placebo",
    "doses": "One trial, four arms: hours to a week",
    "anaesthesia": "One trial under anaesthesia: two weeks",
    "relapse": "When the drug is stopped or goes on",
}


@explorable(title="How long does it last?", study=Choice(STUDIES, label="Look at"))
def time_course(study: str) -> Picture:
    """Scores and leads over time, and relapse with and without the drug."""
    return {"pooled": _pooled, "doses": _doses, "anaesthesia": _anaesthesia, "relapse": _relapse}[study]()


def _meta(meta: str) -> list[Row]:
    return [row for row in rows_of("meta_results") if row["meta"] == meta and row["mark"] == "seen"]


def _pooled() -> Picture:
    rows = [row for row in _meta("an2021") if row["result"].startswith("an2021_madrs")]
    single = _meta("kishimoto2016")
    figure, axes = sheet(230)
    write(axes, 14, 18, "Nose spray, pooled: points ahead of placebo", 10.5, fontweight="bold")
    to_x, y, cells = linear(0, 12, 130, 436), 24.0, []
    for row in rows:
        y += 26
        write(axes, 14, y, row["time"], 9.2)
        interval(axes, y, row["interval_low"], row["interval_high"], to_x, "blue")
        symbol(axes, to_x(row["estimate"]), y, "full", "blue")
        span = f"{row['interval_low']:g} to {row['interval_high']:g}"
        cells.append((row["time"], f"{row['estimate']:g} points", span, work(row["ref"]).short))
    ticks(axes, y + 18, {0: "0", 3: "3", 6: "6", 9: "9", 12: "12"}, to_x, "MADRS points ahead", top=36)
    peak, end = (next(row for row in single if row["result"] == f"kishimoto2016_{name}") for name in ("peak", "end"))
    span = f"{signed(peak['interval_low'], 2)} to {signed(peak['interval_high'], 2)}"
    largest = f"largest on {peak['time']} (g {signed(peak['estimate'], 2)}, {span})"
    text = f"Single infusion, pooled: {largest}; by {end['time']} {lowered(end['finding'])}"
    write_lines(axes, 14, y + 64, f"{text} {work(peak['ref']).short}.", 430, 9)
    for row in (peak, end):
        lead = "no number" if row["estimate_kind"] == "" else f"g {signed(row['estimate'], 2)}"
        cells.append((row["time"], lead, row["finding"], work(row["ref"]).short))
    leads = [f"{row['estimate']:g} at {row['time']}" for row in rows]
    words = f"Pooled spray trials, points ahead of placebo: {listed(leads)}. {text}"
    return Picture(
        figure,
        words,
        "redrawn from reported numbers",
        Table("Lead over placebo", ("Time", "Lead", "Interval or finding", "Work"), tuple(cells)),
    )


def _arms(trial: str) -> list[Row]:
    return [row for row in rows_of("trial_arms") if row["trial"] == trial and row["mark"] == "seen"]


def _doses() -> Picture:
    rows = [row for row in _arms("daly2018") if row["time_h"] > 0]
    figure, axes = sheet(330)
    write(axes, 14, 18, "Mean change of the MADRS in a first week", 10.5, fontweight="bold")
    to_x, y, cells = linear(-22, 0, 150, 436), 22.0, []
    for time in dict.fromkeys(row["time"] for row in rows):
        y += 20
        write(axes, 14, y, time.removeprefix("end of period 1 (").rstrip(")"), 9, "quiet", fontweight="bold")
        for row in (each for each in rows if each["time"] == time):
            y += 14.5
            drug = row["arm_role"] == "drug"
            write(axes, 24, y, row["arm"], 8.6)
            low, high = row["mean_change_points"] - 1.96 * row["se_points"], row["mean_change_points"] + 1.96 * row["se_points"]
            interval(axes, y, low, min(high, 0), to_x, "blue" if drug else "orange", dashed=True, width=1.5)
            symbol(axes, to_x(row["mean_change_points"]), y, "full" if drug else "open", "blue" if drug else "orange", 6)
            cells.append((time, row["arm"], f"{row['n']:g}", signed(row["mean_change_points"]), f"{signed(low)} to {signed(high)}"))
    sizes = [f"{row['n']:g}" for row in rows if row["time"] == rows[0]["time"]]
    at = {value: signed(value, 0) for value in (-20, -15, -10, -5)} | {0: "0"}
    ticks(axes, y + 14, at, to_x, "MADRS points; further left is a larger fall", top=32)
    write(axes, 14, y + 54, "Dashed: mean plus or minus 1.96 standard errors, our calculation.", 8.2, "quiet")
    last = [f"{row['arm']} {signed(row['mean_change_points'])}" for row in rows if row["time"] == rows[-1]["time"]]
    words = (
        f"Phase 2 trial of esketamine with {listed(sizes)} people in its arms. At 2 and at 24 hours the doses lie close together. "
        f"After a week they stand in order, in points: {listed(last)}."
    )
    columns = ("Time", "Arm", "People", "Mean change", "Mean +/\u2212 1.96 SE (our calculation)")
    return Picture(figure, words, "redrawn from reported numbers", Table(f"Mean change, {work('daly2018').short}", columns, tuple(cells)))


def _anaesthesia() -> Picture:
    rows = _arms("lii2023")
    figure, axes = sheet(300)
    write(axes, 14, 18, "Mean MADRS score; nobody could feel the drug", 10.5, fontweight="bold")
    to_x, to_y = linear(0, 14, 60, 430), linear(0, 35, 226, 44)
    for score in (0, 10, 20, 30):
        axes.plot([60, 430], [to_y(score)] * 2, color=light("faint"), linewidth=0.8, zorder=0)
        write(axes, 50, to_y(score), str(score), 8.4, "quiet", ha="right")
    for arm, colour, kind in (("ketamine", "blue", "full"), ("saline", "orange", "open")):
        points = [(row["time_h"] / 24, row["mean_score_points"]) for row in rows if row["arm"] == arm]
        style = "solid" if arm == "ketamine" else (0, (4, 2))
        axes.plot(
            [to_x(day) for day, _ in points], [to_y(score) for _, score in points], color=light(colour), linewidth=1.6, linestyle=style
        )
        for day, score in points:
            symbol(axes, to_x(day), to_y(score), kind, colour, 6)
    ticks(axes, 226, {0: "0", 1: "1", 3: "3", 7: "7", 14: "14"}, to_x, "day after the operation")
    legend(axes, 268, [("full", "blue", "ketamine"), ("open", "orange", "salt water")])
    means = {(row["arm"], row["time"]): row["mean_score_points"] for row in rows}
    days = ("day 0", "day 1", "day 3", "day 7", "day 14")
    courses = [f"{arm} {', '.join(f'{means[arm, day]:g}' for day in days)}" for arm in ("ketamine", "saline")]
    apart = means["saline", "day 0"] - means["ketamine", "day 0"]
    words = (
        f"Depressed surgical patients, ketamine or saline (salt water) during anaesthesia. Mean MADRS on days 0, 1, 3, 7 and 14: "
        f"{'; '.join(courses)}. Both arms fall at once and stay down. They began {apart:.1f} points apart."
    )
    cells = tuple((row["arm"], row["time"], f"{row['n']:g}", f"{row['mean_score_points']:g}", f"{row['sd_points']:g}") for row in rows)
    return Picture(
        figure,
        words,
        "redrawn from reported numbers",
        Table(f"Scores, {work('lii2023').short}", ("Arm", "Time", "People", "Mean", "SD"), cells),
    )


def _relapse() -> Picture:
    names = {
        "daly2019_relapse_remitters": "Remitters",
        "daly2019_relapse_responders": "Responders",
        "glue2024_relapse": "Early responders to a tablet",
    }
    rows = [row for row in rows_of("trial_results") if row["result"] in names]
    figure, axes = sheet(244)
    write(axes, 14, 18, "Share that relapsed: drug goes on, or placebo", 10.5, fontweight="bold")
    to_x, y, cells, parts = linear(0, 80, 190, 436), 40.0, [], []
    for row in rows:
        write(axes, 14, y, f"{names[row['result']]} ({work(row['ref']).short})", 8.8, "quiet", fontweight="bold")
        for words, side, kind, colour in (("drug goes on", "arm_value", "full", "blue"), ("placebo", "comparator_value", "open", "orange")):
            y += 15
            write(axes, 24, y, f"{words}: {row[side]:g}%", 8.8)
            symbol(axes, to_x(row[side]), y, kind, colour)
        y += 21
        cells.append(
            (
                names[row["result"]],
                f"{row['arm_value']:g}%",
                f"{row['comparator_value']:g}%",
                work(row["ref"]).short + status_note(row["mark"]),
            )
        )
        parts.append(f"{names[row['result']].lower()} {row['arm_value']:g}% against {row['comparator_value']:g}%")
    ticks(axes, y - 6, {0: "0%", 20: "20%", 40: "40%", 60: "60%", 80: "80%"}, to_x, top=30)
    write(axes, 14, y + 22, "Only people who had done well on the drug were drawn by lot. They may notice when it stops.", 8.2, "quiet")
    words = (
        f"Relapse when the drug goes on against placebo: {'; '.join(parts)}. Only people who had done well on the drug were randomised, "
        "and they may notice when it stops."
    )
    return Picture(
        figure,
        words,
        "redrawn from reported numbers",
        Table("Relapse in withdrawal trials", ("Who", "Drug goes on", "Placebo", "Work"), tuple(cells)),
    )
