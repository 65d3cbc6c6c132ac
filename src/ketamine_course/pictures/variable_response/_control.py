"""The control arm sets the size of the effect; and what believing could add."""

from __future__ import annotations

from functools import cache

from matplotlib.axes import Axes

from ketamine_course.models import trials
from ketamine_course.pictures._drawing import band, box, sheet, symbol, write
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures.variable_response._common import interval, linear, signed, ticks, upright
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table

CONTROLS = {
    "saline": ("Salt water", "wilkinson_response_ketamine_saline", "wilkinson_response_saline", "wilkinson_d_saline"),
    "midazolam": ("Midazolam", "wilkinson_response_ketamine_midazolam", "wilkinson_response_midazolam", "wilkinson_d_midazolam"),
}
SHOWN = {"response": "Share that responds", "effect": "Size of the effect", "nnt": "Number needed to treat"}
DRUG = ("0", "0.2", "0.4", "0.6", "0.8")
HOPE = ("0", "0.4", "0.8", "1.2", "1.6", "2", "2.4")


@cache
def numbers() -> dict[str, Row]:
    """Return what is printed on control arms and blinding, by name."""
    return {row["blinding_number"]: row for row in rows_of("blinding_numbers")}


@cache
def lii() -> Row:
    """Return the response under anaesthesia."""
    return next(row for row in rows_of("trial_results") if row["result"] == "lii2023_response")


@cache
def gaps() -> dict[str, float]:
    """Return by how much belief in having got the drug is assumed to differ between the arms, for each control."""
    given = trials.worked_inputs("expectation_only_midazolam")
    return {"saline": given["gap in belief, salt-water trials"], "midazolam": given["gap in belief, midazolam trials"]}


@explorable(title="Compared with what?", sample={"show": "effect"}, show=Choice(SHOWN, label="Show"))
def control_arm(show: str) -> Picture:
    """One drug against three controls: who responds, how large the effect looks, and the number needed to treat."""
    draw = {"response": _responses, "effect": _effects, "nnt": _needed}[show]
    return draw()


def _responses() -> Picture:
    figure, axes = sheet(262)
    write(axes, 14, 18, "Share that responds on day 1", 10.5, fontweight="bold")
    to_x = linear(0, 80, 190, 436)
    rows, y = [], 44.0
    for title, drug, control, _ in CONTROLS.values():
        write(axes, 14, y, f"Trials against {title.lower()}", 9.2, "quiet", fontweight="bold")
        for name, key, kind, colour in (("ketamine", drug, "full", "blue"), (title.lower(), control, "open", "orange")):
            y += 17
            row = numbers()[key]
            write(axes, 24, y, f"{name}: {row['value']:g}%", 9)
            interval(axes, y, row["low"], row["high"], to_x, colour)
            symbol(axes, to_x(row["value"]), y, kind, colour)
            rows.append((f"Trials against {title.lower()}", name, f"{row['value']:g}%", f"{row['low']:g} to {row['high']:g}%"))
        y += 22
    write(axes, 14, y, "Under general anaesthesia (one trial)", 9.2, "quiet", fontweight="bold")
    for name, side, kind, colour in (("ketamine", "arm", "full", "blue"), ("salt water", "comparator", "open", "orange")):
        y += 17
        value = lii()[f"{side}_value"]
        write(axes, 24, y, f"{name}: {value:g}%", 9)
        symbol(axes, to_x(value), y, kind, colour)
        rows.append(
            ("Under general anaesthesia", name, f"{value:g}% ({lii()[f'{side}_count']:g} of {lii()[f'{side}_total']:g})", "not printed")
        )
    ticks(axes, y + 14, {0: "0%", 20: "20%", 40: "40%", 60: "60%", 80: "80%"}, to_x, top=36)
    pairs = [f"{rows[at][0].lower()}: ketamine {rows[at][2]}, {rows[at + 1][1]} {rows[at + 1][2]}" for at in (0, 2, 4)]
    words = (
        f"Share that responds on day 1. {'; '.join(pairs).capitalize()}; there nobody could feel the drug. "
        "Different trials with different people; not a randomised comparison of controls."
    )
    columns = ("Trials", "Arm", "Responds", "Interval as printed")
    table = Table(f"Response on day 1: {_sources()}", columns, tuple(rows))
    return Picture(figure, words, "redrawn from reported numbers", table)


def _sources() -> str:
    """Return the works behind the trials against salt water and midazolam, and behind the one under anaesthesia."""
    return cited(tuple(dict.fromkeys([numbers()[CONTROLS["saline"][1]]["ref"], lii()["ref"]])))


def _effects() -> Picture:
    figure, axes = sheet(222)
    write(axes, 14, 18, "Size of the effect", 10.5, fontweight="bold")
    to_x = linear(0, 2.5, 150, 436)
    rows, y = [], 32.0
    for title, _, _, key in CONTROLS.values():
        y += 24
        row = numbers()[key]
        write(axes, 14, y, f"against {title.lower()}", 9.2)
        interval(axes, y, row["low"], row["high"], to_x, "blue")
        symbol(axes, to_x(row["value"]), y, "full", "blue")
        rows.append((f"Against {title.lower()}, day 1", f"d {row['value']:g}", f"{row['low']:g} to {row['high']:g}"))
    ticks(axes, y + 18, {0: "0", 0.5: "0.5", 1: "1", 1.5: "1.5", 2: "2", 2.5: "2.5"}, to_x, "d: difference in standard deviations", top=40)
    row = numbers()["lii_difference"]
    ahead, low, high = -row["value"], -row["high"], -row["low"]  # printed as a difference in scores: minus favours ketamine
    to_x = linear(-5, 15, 150, 436)
    write(axes, 14, y + 78, "under anaesthesia", 9.2)
    interval(axes, y + 78, low, high, to_x, "green")
    symbol(axes, to_x(ahead), y + 78, "triangle", "green")
    at = {-5: signed(-5, 0), 0: "0", 5: "5", 10: "10", 15: "15"}
    ticks(axes, y + 94, at, to_x, "MADRS points that ketamine is ahead, days 1 to 3", top=y + 66)
    rows.append(("Under anaesthesia, days 1 to 3", f"{ahead:.2f} points ahead", f"{signed(low, 2)} to {high:.1f}"))
    parts = [f"{control.lower()}: {effect} ({span})" for control, effect, span in rows]
    words = f"Size of ketamine's effect. {'; '.join(parts).capitalize()}."
    table = Table(f"Effects: {_sources()}", ("Control", "Effect", "Interval"), tuple(rows))
    return Picture(figure, words, "redrawn from reported numbers", table)


def _needed() -> Picture:
    figure, axes = sheet(214)
    write(axes, 14, 18, "Number needed to treat: 1 / gap between two shares", 10.5, fontweight="bold")
    rows, parts, y = [], [], 36.0
    for title, drug, control, _ in CONTROLS.values():
        shares = numbers()[drug]["value"], numbers()[control]["value"]
        needed = 100 / (shares[0] - shares[1])
        rows.append(
            (f"Against {title.lower()}", f"{shares[0]:g}% and {shares[1]:g}%", f"{needed:.1f}", "not known: shares come from a model")
        )
        parts.append(f"against {title.lower()} {needed:.1f}")
    counts = [int(lii()[name]) for name in ("arm_count", "arm_total", "comparator_count", "comparator_total")]
    found = trials.gap(*counts).in_words()
    rows.append(("Under anaesthesia", f"{counts[0]} of {counts[1]} and {counts[2]} of {counts[3]}", found, "Newcombe's interval, ours"))
    for control, shares_words, needed_words, _ in rows:
        y += 18
        write(axes, 14, y, control, 9.4, fontweight="bold")
        write(axes, 150, y, shares_words, 9.2)
        y += 15
        write(axes, 150, y, f"NNT {needed_words}", 9.2, "violet")
    write(axes, 14, y + 30, "All three are our calculation from printed shares.", 8.6, "quiet")
    words = f"Number needed to treat, our calculation from printed shares: {'; '.join(parts)}; under anaesthesia {found}."
    columns = ("Control", "Responded: ketamine and control", "NNT (our calculation)", "Interval")
    return Picture(figure, words, "redrawn from reported numbers", Table("Number needed to treat on day 1", columns, tuple(rows)))


def _published(control: str) -> Row:
    return numbers()[CONTROLS[control][3]]


def _seen(drug: float, hope: float, control: str) -> float:
    """Return the observed effect (d): row `observed_effect` of the table `measures`."""
    return drug + hope * gaps()[control]


def _fits(drug: float, hope: float) -> bool:
    return all(_published(c)["low"] - 1e-9 <= _seen(drug, hope, c) <= _published(c)["high"] + 1e-9 for c in CONTROLS)


@explorable(
    title="What believing could add",
    sample={"drug": "0.2", "hope": "1.6"},
    drug=Slider({value: f"d = {value}" for value in DRUG}, label="Effect of the drug itself"),
    hope=Slider({value: f"d = {value}" for value in HOPE}, label="Effect of believing that one got it"),
)
def unblinding(drug: str, hope: str) -> Picture:
    """A mix of drug effect and effect of believing, held against two published effects."""
    pair = float(drug), float(hope)
    figure, axes = sheet(312)
    write(axes, 14, 18, "Does this mix give both published effects?", 10.5, fontweight="bold")
    to_x, y, rows = linear(0, 3, 120, 440), 26.0, []
    for control, (title, *_) in CONTROLS.items():
        y += 24
        row, value = _published(control), _seen(*pair, control)
        band(axes, to_x(row["low"]), y - 8, to_x(row["high"]) - to_x(row["low"]), 16, "blue_ground")
        upright(axes, to_x(row["value"]), y - 8, y + 8, "blue")
        inside = row["low"] - 1e-9 <= value <= row["high"] + 1e-9
        symbol(axes, to_x(value), y, "full" if inside else "open_cross", "green" if inside else "magenta", 8)
        write(axes, 14, y, title, 9.2)
        printed = f"{row['value']:g} ({row['low']:g} to {row['high']:g})"
        rows.append((title, f"{gaps()[control]:g}", f"{value:.2f}", printed, "fits" if inside else "does not fit"))
    ticks(axes, y + 16, {0: "0", 1: "1", 2: "2", 3: "3"}, to_x, "d. Ground: published interval. Dot: this mix fits; cross: it does not")
    _mix_map(axes, y + 66, pair)
    inside_both = _fits(*pair)
    verdict = "fits both" if inside_both else "fits only one" if any(row[4] == "fits" for row in rows) else "fits neither"
    words = (
        f"Drug effect {drug}, effect of believing {hope}. Predicted: d {rows[0][2]} against salt water, published {rows[0][3]}; "
        f"{rows[1][2]} against midazolam, published {rows[1][3]}. This mix {verdict}. Assumed: belief differs between the arms by "
        f"{gaps()['saline']:g} with salt water and {gaps()['midazolam']:g} with midazolam."
    )
    columns = ("Control", "Gap in belief (assumed)", "d predicted", "d published", "Verdict")
    return Picture(figure, words, "simulated", Table("One mix against two published effects", columns, tuple(rows)))


def _mix_map(axes: Axes, top: float, pair: tuple[float, float]) -> None:
    """Draw all mixes as cells: filled ones fit both effects, the chosen one is framed."""
    write(axes, 14, top, "All mixes", 9.2, fontweight="bold")
    write(axes, 14, top + 15, "filled: fits both", 8.4, "quiet")
    write(axes, 14, top + 28, "frame: yours", 8.4, "quiet")
    for across, hope in enumerate(HOPE):
        x = 200 + 32 * across
        write(axes, x + 13, top + 116, hope, 8.2, "quiet", ha="center")
        for down, drug in enumerate(reversed(DRUG)):
            y = top + 4 + 20.5 * down
            cell = float(drug), float(hope)
            fits = _fits(*cell)
            box(
                axes,
                x,
                y,
                26,
                15,
                "green" if fits else "panel",
                "magenta" if cell == pair else "line",
                linewidth=3 if cell == pair else 0.8,
            )
    for down, drug in enumerate(reversed(DRUG)):
        write(axes, 192, top + 11.5 + 20.5 * down, drug, 8.2, "quiet", ha="right")
    write(axes, 166, top + 52, "drug", 8.4, "quiet", ha="right")
    write(axes, 308, top + 130, "effect of believing", 8.4, "quiet", ha="center")
    write(axes, 14, top + 130, "Gaps in belief: assumed", 8.2, "quiet")
