"""Pictures of notebook 01: who names which step, the walk, the signs, the clock, and what each arrow rests on."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from matplotlib.axes import Axes

from ketamine_course import cascade
from ketamine_course.explorable import Choice, Slider, explorable
from ketamine_course.palette import light
from ketamine_course.picture import Picture, Table, pick_id
from ketamine_course.pictures._drawing import (
    SHEET_WIDTH,
    SIGN_MARKS,
    arrow,
    band,
    box,
    counted,
    legend,
    listed,
    mark,
    rule,
    sheet,
    write,
    write_lines,
)
from ketamine_course.references import MARKS as STATUS_WORDS
from ketamine_course.references import work
from ketamine_course.tables import load

Row = dict[str, Any]
MAIN = "disinhibition"
SOURCES = list(load("sources")["source"])
READINGS = {
    "fits": ("full", "blue", "fits the evidence, or hedged well"),
    "loose": ("open", "ink", "loose: something is missing"),
    "misleading": ("triangle", "orange", "misleading"),
    "wrong_way": ("cross", "magenta", "the wrong way round"),
}


@cache
def _rows(table: str) -> tuple[Row, ...]:
    return tuple({str(name): value for name, value in row.items()} for row in load(table).to_dict("records"))


def works() -> set[str]:
    """Return the keys of all works that the pictures of this module rest on."""
    keys = {row["ref"] for table in ("edge_evidence", "timings", "glutamate_doses") for row in _rows(table)}
    keys |= {row["onset_ref"] for row in _rows("cascade_nodes")} | {key for row in _rows("node_mentions") for key in row["refs"]}
    return keys - {""}


def _cited(keys: tuple[str, ...]) -> str:
    return "; ".join(work(key).short for key in keys)


def _status_note(row: Row) -> str:
    """Return what must stand beside a fact that was not read in the work itself."""
    return "" if row["mark"] == "seen" else f" ({STATUS_WORDS[row['mark']]})"


# --- who names which step ---------------------------------------------------------------------------------------------


def _steps_in_play() -> tuple[list[str], list[str]]:
    """Return the steps of the best-known path, and the other steps that a text names."""
    main = cascade.path(MAIN)
    named = {row["node"] for row in _rows("node_mentions")}
    return main, [node["node"] for node in _rows("cascade_nodes") if node["node"] in named and node["node"] not in main]


def _mentions(source: str) -> dict[str, Row]:
    return {row["node"]: row for row in _rows("node_mentions") if row["source"] == source}


@explorable(
    title="Who names which step?",
    text=Choice({"all": "All five texts", **{source: f"{source} alone" for source in SOURCES}}, label="Show"),
)
def who_says_what(text: str) -> Picture:
    """Steps of the cascade against the five texts, or one text with its own words."""
    return _all_texts() if text == "all" else _one_text(text)


def _all_texts() -> Picture:
    main, others = _steps_in_play()
    top, row_height = 40.0, 15.5
    figure, axes = sheet(top + (len(main) + len(others) + 2) * row_height + 62)
    columns = {source: 284 + 38 * number for number, source in enumerate(SOURCES)}
    for source, x in columns.items():
        write(axes, x, 20, source, 10.5, fontweight="bold", ha="center")
    y = top
    for heading, nodes in (("On the best-known path, in order", main), ("Elsewhere on the map", others)):
        write(axes, 14, y, heading, 9, "quiet", fontweight="bold")
        y += row_height
        for node in nodes:
            _mention_row(axes, y, node, columns)
            y += row_height
    _reading_legend(axes, y + 6)
    nobody = [cascade.label(node) for node in main if not any(node in _mentions(source) for source in SOURCES)]
    counts = [f"{source} names {len(_mentions(source))}" for source in SOURCES]
    description = (
        f"Of the {len(main)} steps on the best-known path, {len(nobody)} are named by none of the five texts: {listed(nobody)}. "
        f"Steps named on the whole map: {listed(counts)}. One step is told the wrong way round, by S4: {cascade.label('pyramidal')}."
    )
    rows = [(cascade.label(node), *(_reading_words(source, node) for source in SOURCES)) for node in [*main, *others]]
    return Picture(figure, description, "conceptual", Table("What each text says of each step (readings are our judgement)", ("Step", *SOURCES), tuple(rows)))


def _reading_words(source: str, node: str) -> str:
    row = _mentions(source).get(node)
    return READINGS[row["reading"]][2] if row else "not named"


def _mention_row(axes: Axes, y: float, node: str, columns: dict[str, float]) -> None:
    rule(axes, y + 7.5)
    write(axes, 20, y, cascade.label(node), 9)
    for source, x in columns.items():
        row = _mentions(source).get(node)
        if row:
            kind, colour, _ = READINGS[row["reading"]]
            mark(axes, x, y, kind, colour)


def _reading_legend(axes: Axes, y: float) -> None:
    entries = list(READINGS.values())
    legend(axes, y, entries[:2])
    legend(axes, y + 15, entries[2:])
    write(axes, 14, y + 31, "No mark: not named. The readings are our judgement.", 8.5, "quiet")


def _one_text(source: str) -> Picture:
    main, others = _steps_in_play()
    mentions = _mentions(source)
    named = [node for node in [*main, *others] if node in mentions]
    row_height = 29.0
    figure, axes = sheet(52 + len(named) * row_height + 112)
    write(axes, 14, 18, f"{source}: the steps it names, in its own words", 10.5, fontweight="bold")
    y = 46.0
    for node in named:
        row = mentions[node]
        kind, colour, _ = READINGS[row["reading"]]
        rule(axes, y + 15)
        mark(axes, 20, y, kind, colour)
        write_lines(axes, 32, y - 6 if len(cascade.label(node)) > 34 else y, cascade.label(node), 190, 9)
        quote = f"\u201c{row['key_phrase']}\u201d"
        write_lines(axes, 232, y - 6 if len(quote) > 40 else y, quote, 222, 9, "quiet")
        y += row_height
    _reading_legend(axes, y + 2)
    skipped = [node for node in main if node not in mentions]
    write_lines(axes, 14, y + 54, f"Not named, of the {len(main)} steps on the best-known path: {len(skipped)}.", 430, 9)
    by_reading = {reading: [cascade.label(n) for n in named if mentions[n]["reading"] == reading] for reading in READINGS}
    parts = [f"{listed(labels)}: {READINGS[reading][2]}." for reading, labels in by_reading.items() if labels]
    description = f"{source} names {counted(len(named), 'step')} and leaves out {len(skipped)} of the {len(main)} on the best-known path. {' '.join(parts)}"
    rows = tuple((cascade.label(n), mentions[n]["key_phrase"], READINGS[mentions[n]["reading"]][2], mentions[n]["comment"], _cited(mentions[n]["refs"])) for n in named)
    table = Table(f"What {source} says of each step (readings are our judgement)", ("Step", "Words of the text", "Our reading", "Why", "Works"), rows)
    return Picture(figure, description, "conceptual", table)


# --- the walk ---------------------------------------------------------------------------------------------------------


@explorable(
    title="Walk the cascade, one step at a time",
    step=Slider({node: cascade.label(node) for node in cascade.path(MAIN)}, label="Step"),
)
def walk(step: str) -> Picture:
    """The best-known path as a list of steps, one of them opened."""
    nodes = cascade.path(MAIN)
    figure, axes = sheet(444)
    write(axes, 12, 16, "From the drug to mood", 10, fontweight="bold")
    for number, node in enumerate(nodes):
        _walk_step(axes, number, node, node == step)
    at = nodes.index(step)
    info = next(row for row in _rows("cascade_nodes") if row["node"] == step)
    box(axes, 222, 28, 228, 392, "panel", "faint")
    facts = _step_facts(nodes, at, info)
    y = write_lines(axes, 234, 46, f"{at + 1}. {info['label']}", 206, 11.5, fontweight="bold") + 4
    for heading, text in facts:
        if heading:
            write(axes, 234, y, heading, 8.5, "quiet", fontweight="bold")
            y += 12.5
        y = write_lines(axes, 234, y, text, 208, 9.2) + 6
    description = f"Step {at + 1} of {len(nodes)}: {info['label']}. " + " ".join(f"{heading}: {text}" if heading else text for heading, text in facts)
    return Picture(figure, description, "conceptual", _arrow_table(nodes, at))


def _walk_step(axes: Axes, number: int, node: str, chosen: bool) -> None:
    top = 28 + number * 28.4
    before = len(axes.texts), len(axes.patches)
    box(axes, 12, top, 196, 20, "violet_ground" if chosen else "panel", "violet" if chosen else "line", linewidth=2.2 if chosen else 1.0)
    name = cascade.label(node)
    size = 8.8 if len(name) <= 34 else 7.6
    write(axes, 20, top + 10.5, name, size, fontweight="bold" if chosen else "normal")
    if number:
        sign = cascade.signs(cascade.path(MAIN))[number - 1]
        arrow(axes, (28, top - 8.4), (28, top - 0.6), sign, "ink")
        write(axes, 38, top - 4, SIGN_MARKS[sign], 9.5, "ink", fontweight="bold")
    _join_pick(axes, before, pick_id("step", node))


def _join_pick(axes: Axes, before: tuple[int, int], gid: str) -> None:
    """Give one pick id to the box and the first text drawn since `before`; nothing else joins."""
    axes.patches[before[1]].set_gid(gid)
    axes.texts[before[0]].set_gid(gid)


def _step_facts(nodes: list[str], at: int, info: Row) -> list[tuple[str, str]]:
    named = [source for source in SOURCES if nodes[at] in _mentions(source)]
    onset = _sentence(info["onset"]) + ("" if info["onset_mark"] == "seen" or "to be checked" in info["onset"] else f" ({STATUS_WORDS[info['onset_mark']]}.)")
    facts = [("", info["description"]), ("When", onset), ("Named by", listed(named, "none of the five texts") + ".")]
    if at:
        verb = {"raises": "raises", "lowers": "lowers", "unknown": "changes (direction unknown)"}[cascade.signs(nodes)[at - 1]]
        facts.append(("Arrow into it", f"The step before {verb} it. {_rests_on(nodes[at - 1], nodes[at])}"))
    return facts


def _sentence(text: str) -> str:
    """Return a fragment as a sentence: capital letter, full stop."""
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _rests_on(source: str, target: str) -> str:
    counts = cascade.support(source, target)
    parts = []
    for system, count in counts.items():
        if count.for_it or count.against:
            against = f", {count.against} against" if count.against else ""
            parts.append(f"{system}: {count.for_it} for{against}")
    looked = "looked at in people" if cascade.looked_at_in_people([source, target])[0] else "not looked at in people"
    return f"Findings in {'; '.join(parts)}. The link was {looked}."


def _arrow_table(nodes: list[str], at: int) -> Table | None:
    if not at:
        return None
    edge = cascade.graph().edges[nodes[at - 1], nodes[at]]["edge"]
    rows = [row for row in _rows("edge_evidence") if row["edge"] == edge]
    cells = tuple((work(r["ref"]).short, r["species"], r["method"], r["finding"] + _status_note(r), "for" if r["supports"] else "against") for r in rows)
    return Table(f"Evidence for the arrow into step {at + 1}", ("Work", "Species", "How", "What was found", "Speaks"), cells)


# --- signs ------------------------------------------------------------------------------------------------------------

CHAINS = {row["chain"]: row["label"] for row in _rows("told_chains")}
EFFECT = {"raises": ("more", "\u25b2", "blue"), "lowers": ("less", "\u25bc", "orange"), "unknown": ("not known", "?", "quiet")}


@explorable(
    title="Multiply the signs",
    chain=Choice(CHAINS, label="Chain"),
    show=Choice({"signs": "Signs only", "product": "Multiplied out"}, label="Show"),
)
def signs(chain: str, show: str) -> Picture:
    """A chain of arrows with their signs, and what the drug does to each step once they are multiplied."""
    rows = [row for row in _rows("told_chains") if row["chain"] == chain]
    arrow_signs = [row["sign"] for row in rows[1:]]
    effects = cascade.running_effects(arrow_signs)
    figure, axes = sheet(246)
    write(axes, 14, 18, CHAINS[chain], 10.5, fontweight="bold")
    step = (SHEET_WIDTH - 20) / len(rows)
    width = min(74.0, step - 20)
    for number, row in enumerate(rows):
        centre = 10 + step * (number + 0.5)
        _chain_box(axes, centre, width, row["node"])
        if number:
            arrow(axes, (centre - step + width / 2 + 2, 74), (centre - width / 2 - 2, 74), row["sign"])
            write(axes, centre - step / 2, 60, SIGN_MARKS[row["sign"]], 13, fontweight="bold", ha="center")
        if number and show == "product":
            words, symbol, colour = EFFECT[effects[number - 1]]
            write(axes, centre, 128, symbol, 15, colour, ha="center")
            write(axes, centre, 146, words, 10, colour, fontweight="bold", ha="center")
    return _signs_picture(figure, axes, rows, arrow_signs, effects, show)


def _chain_box(axes: Axes, centre: float, width: float, node: str) -> None:
    box(axes, centre - width / 2, 44, width, 60)
    short = {"nmdar_interneuron": "NMDA receptors on inhibitory cells", "gaba_interneuron": "Firing of inhibitory cells", "pyramidal": "Firing of excitatory cells", "glutamate_pfc": "Glutamate release", "nmdar": "NMDA receptors", "ketamine": "Ketamine"}[node]
    lines = -(-len(short) // 13)
    write_lines(axes, centre, 76 - 5.5 * (lines - 1), short, width - 4, 8.6, ha="center")


def _signs_picture(figure: Any, axes: Axes, rows: list[Row], arrow_signs: list[str], effects: list[str], show: str) -> Picture:
    symbols = " ".join(SIGN_MARKS[sign] for sign in arrow_signs)
    told = rows[0]["told_end"]
    multiplied = {"raises": "rises", "lowers": "falls", "unknown": "may go either way"}[effects[-1]]
    write(axes, 14, 172, f"Told: glutamate {told}.", 10)
    spoken = listed([{"raises": "plus", "lowers": "minus", "unknown": "unknown"}[sign] for sign in arrow_signs])
    chain = ", then ".join(cascade.label(row["node"]) for row in rows)
    description = f"{rows[0]['label']}: {chain}. The signs are {spoken}; the chain is told as ending in more glutamate."
    if show == "product":
        agrees = "The signs agree with that" if multiplied == told else "The signs do not agree with that"
        write(axes, 14, 190, f"Multiplied, {symbols}: glutamate {multiplied}.", 10, fontweight="bold")
        write(axes, 14, 208, f"{agrees}. {rows[0]['comment']}", 9, "quiet")
        description += f" Multiplied, glutamate {multiplied}. {agrees}. {rows[0]['comment']}"
    else:
        write(axes, 14, 190, "Multiply before you look: is the product plus or minus?", 10)
    names = [cascade.label(row["node"]) for row in rows]
    cells = tuple(
        (names[i], names[i + 1], sign, EFFECT[effects[i]][0] if show == "product" else "multiply first") for i, sign in enumerate(arrow_signs)
    )
    return Picture(figure, description, "conceptual", Table("Arrows of the chain", ("From", "To", "The arrow", "So the drug gives"), cells))


# --- rat glutamate by dose --------------------------------------------------------------------------------------------

DOSES = [int(row["dose_mg_per_kg"]) for row in _rows("glutamate_doses")]
CHANGES = {"rises": ("triangle", "blue", 62.0), "no change": ("dash", "ink", 112.0), "falls": ("cross", "orange", 162.0)}


@explorable(
    title="Glutamate in rats, dose by dose",
    upto=Slider({"none": "no dose yet", **{str(dose): f"{dose} mg/kg" for dose in DOSES}}, label="Doses shown up to"),
)
def glutamate_by_dose(upto: str) -> Picture:
    """The direction in which rats' prefrontal glutamate moved at five doses."""
    shown = [] if upto == "none" else [row for row in _rows("glutamate_doses") if row["dose_mg_per_kg"] <= int(upto)]
    figure, axes = sheet(262)
    write(axes, 14, 18, "Prefrontal glutamate outflow after ketamine, awake rats", 10, fontweight="bold")
    for change, (_, colour, y) in CHANGES.items():
        write(axes, 14, y, change, 9.5, colour)
        axes.plot([76, 446], [y, y], color=light_line(change), linewidth=1.0, linestyle="solid" if change == "no change" else "dotted", zorder=0)
    for row in _rows("glutamate_doses"):
        x = _dose_x(int(row["dose_mg_per_kg"]))
        write(axes, x, 196, str(row["dose_mg_per_kg"]), 9.5, ha="center")
        if row in shown:
            kind, colour, y = CHANGES[row["change"]]
            mark(axes, x, y, kind, colour, 12)
    write(axes, 261, 214, "Dose in this experiment, mg/kg (rat doses do not translate to people)", 8.5, "quiet", ha="center")
    write(axes, 14, 236, f"Directions only, no sizes. {work('moghaddam1997').short}, {STATUS_WORDS['seen']}.", 8.5, "quiet")
    found = [f"{row['dose_mg_per_kg']} mg/kg: {row['change']}" for row in shown]
    description = f"Direction of prefrontal glutamate in awake rats. {'; '.join(found)}." if found else "Five rat doses from 10 to 200 mg/kg wait on an empty chart of prefrontal glutamate."
    cells = tuple((str(row["dose_mg_per_kg"]), row["finding"], work(row["ref"]).short) for row in shown)
    return Picture(figure, description, "redrawn from reported numbers", Table("Direction of change by dose", ("Dose, mg/kg", "What was found", "Work"), cells))


def light_line(change: str) -> str:
    """Return the colour of a guide line: the middle one is the base line."""
    return light("line" if change == "no change" else "faint")


def _dose_x(dose: int) -> float:
    return 100 + 320 * math.log10(dose / 10) / math.log10(20)


# --- what happens when ------------------------------------------------------------------------------------------------

MOMENTS = {"0.2": "10 minutes", "0.7": "40 minutes", "4": "4 hours", "24": "1 day", "72": "3 days", "300": "12 days", "600": "3 to 4 weeks"}
TICKS = {1 / 6: "10 min", 1: "1 h", 6: "6 h", 24: "1 day", 168: "1 wk", 672: "4 wk"}
LEFT, RIGHT = 196.0, 448.0


def _time_x(hours: float) -> float:
    low, high = math.log10(0.12), math.log10(800)
    return LEFT + (RIGHT - LEFT) * (math.log10(hours) - low) / (high - low)


@explorable(
    title="What happens when",
    until=Slider(MOMENTS, label="Time since the dose"),
    group=Choice({"both": "People and animals", "people": "People", "animals": "Animals"}, label="Studied in"),
)
def clock(until: str, group: str) -> Picture:
    """Changes on a logarithmic clock: found, or looked for and not found, up to a chosen time."""
    now = float(until)
    groups = ["people", "animals"] if group == "both" else [group]
    rows = [row for name in groups for row in _rows("timings") if row["group"] == name]
    figure, axes = sheet(74 + len(rows) * 14.5 + 16 * len(groups) + 54)
    bottom = 40 + len(rows) * 14.5 + 16 * len(groups)
    _clock_axis(axes, now, bottom)
    y = 40.0
    for name in groups:
        write(axes, 12, y, name.capitalize(), 9, "quiet", fontweight="bold")
        y += 16
        for row in rows:
            if row["group"] == name:
                _timing_row(axes, y, row, row["from_h"] <= now)
                y += 14.5
    legend(axes, bottom + 34, [("full", "blue", "found in people"), ("full", "green", "found in animals"), ("open_cross", "magenta", "looked for, not found")])
    legend(axes, bottom + 49, [("diamond", "quiet", "as reported by others")])
    return Picture(figure, _clock_words(rows, until, groups), "redrawn from reported numbers", _clock_table(rows, now))


def _clock_axis(axes: Axes, now: float, bottom: float) -> None:
    band(axes, LEFT - 6, 24, _time_x(now) - LEFT + 6, bottom - 24, "violet_ground")
    for hours, words in TICKS.items():
        x = _time_x(hours)
        axes.plot([x, x], [28, bottom], color=light_line("rises"), linewidth=0.8, zorder=0.5)
        write(axes, x, bottom + 11, words, 8.2, "quiet", ha="center")
    x = _time_x(now)
    axes.plot([x, x], [24, bottom], color=light("violet"), linewidth=1.8)
    write(axes, min(max(x, LEFT + 40), RIGHT - 44), 14, MOMENTS[f"{now:g}"], 9, "violet", fontweight="bold", ha="center")


def _timing_row(axes: Axes, y: float, row: Row, past: bool) -> None:
    write(axes, 12, y, row["label"], 8.2, "ink" if past else "quiet")
    if not past:
        return
    colour = "magenta" if not row["observed"] else "blue" if row["group"] == "people" else "green"
    first, last = _time_x(row["from_h"]), _time_x(row["to_h"])
    if last > first:
        axes.plot([first, last], [y, y], color=light(colour), linewidth=2, linestyle="solid" if row["observed"] else "dotted")
    kind = "diamond" if row["mark"] != "seen" else "full" if row["observed"] else "open_cross"
    mark(axes, first, y, kind, colour, 6.5)


def _clock_words(rows: list[Row], until: str, groups: list[str]) -> str:
    parts = [f"By {MOMENTS[until]} after the dose."]
    for name in groups:
        past = [row for row in rows if row["group"] == name and row["from_h"] <= float(until)]
        found = [row["label"] + _status_note(row) for row in past if row["observed"]]
        not_found = [row["label"] for row in past if not row["observed"]]
        parts.append(f"In {name}, found: {listed(found, 'nothing listed yet')}.")
        if not_found:
            parts.append(f"Looked for and not found in {name}: {listed(not_found)}.")
    return " ".join(parts)


def _clock_table(rows: list[Row], now: float) -> Table:
    cells = tuple(
        (row["label"], row["group"], _hours(row), row["finding"], work(row["ref"]).short, STATUS_WORDS[row["mark"]]) for row in rows if row["from_h"] <= now
    )
    return Table("What was looked for up to this time", ("Change", "In", "Hours after the dose", "What was found", "Work", "Status"), cells)


def _hours(row: Row) -> str:
    return f"{row['from_h']:g}" if row["from_h"] == row["to_h"] else f"{row['from_h']:g} to {row['to_h']:g}"


# --- what each arrow rests on -----------------------------------------------------------------------------------------

ACCOUNTS = {row["hypothesis"]: row["short_name"] for row in _rows("hypotheses")}
SYSTEM_COLOURS = {"people": "blue", "animals": "green", "cells": "violet"}


@explorable(
    title="What each arrow rests on",
    account=Choice(ACCOUNTS, label="Account"),
    findings=Choice({"all": "All findings", "seen": "Only those read in the work"}, label="Count"),
)
def arrow_evidence(account: str, findings: str) -> Picture:
    """The arrows of one account with the findings for and against each, in people, animals and cells."""
    nodes = cascade.path(account)
    pairs = list(zip(nodes, nodes[1:], strict=False))
    counts = {pair: _counts(pair, findings == "seen") for pair in pairs}
    looked = cascade.looked_at_in_people(nodes)
    figure, axes = sheet(58 + len(pairs) * 25 + 74)
    write(axes, 14, 16, f"{ACCOUNTS[account]}: {counted(len(pairs), 'arrow')}", 10.5, fontweight="bold")
    columns = dict(zip(SYSTEM_COLOURS, (290, 352, 414), strict=True))
    for system, x in columns.items():
        write(axes, x, 36, system, 9.5, SYSTEM_COLOURS[system], fontweight="bold", ha="center")
    for number, pair in enumerate(pairs):
        _evidence_row(axes, 58 + number * 25, pair, counts[pair], columns)
    y = 58 + len(pairs) * 25
    legend(axes, y, [("full", "ink", "only for"), ("half", "ink", "for and against"), ("open_cross", "magenta", "only against")])
    write(axes, 14, y + 15, "Numbers: findings for and against. No mark: nothing listed.", 8.5, "quiet")
    write(axes, 14, y + 34, f"Looked at in people: {sum(looked)} of {len(pairs)} arrows (whatever came out).", 10, fontweight="bold")
    return Picture(figure, _evidence_words(account, findings, pairs, counts, looked), "conceptual", _evidence_table(account, findings, pairs, counts, looked))


def _counts(pair: tuple[str, str], only_seen: bool) -> dict[str, tuple[int, int]]:
    edge = cascade.graph().edges[pair]["edge"]
    rows = [row for row in _rows("edge_evidence") if row["edge"] == edge and (row["mark"] == "seen" or not only_seen)]
    return {
        system: (sum(system in r["system"] and r["supports"] for r in rows), sum(system in r["system"] and not r["supports"] for r in rows))
        for system in SYSTEM_COLOURS
    }


def _evidence_row(axes: Axes, y: float, pair: tuple[str, str], counts: dict[str, tuple[int, int]], columns: dict[str, float]) -> None:
    rule(axes, y + 12.5)
    sign = cascade.signs(list(pair))[0]
    write(axes, 14, y - 5, cascade.label(pair[0]), 8.4)
    write(axes, 22, y + 6, f"{SIGN_MARKS[sign]}  {cascade.label(pair[1])}", 8.4)
    for system, x in columns.items():
        speaks, against = counts[system]
        if speaks or against:
            kind = "full" if not against else "half" if speaks else "open_cross"
            mark(axes, x - 9, y, kind, SYSTEM_COLOURS[system] if speaks else "magenta")
            write(axes, x + 1, y, f"{speaks}\u202f:\u202f{against}", 8.8)


def _evidence_words(account: str, findings: str, pairs: list[tuple[str, str]], counts: dict[tuple[str, str], dict[str, tuple[int, int]]], looked: list[bool]) -> str:
    bare = [f"{cascade.label(a)} to {cascade.label(b)}" for (a, b), seen in zip(pairs, looked, strict=True) if not seen]
    which = "all findings" if findings == "all" else "only findings read in the work"
    only_animals = sum(not any(counts[pair]["people"]) for pair in pairs)
    text = f"{ACCOUNTS[account]}, counting {which}: {counted(len(pairs), 'arrow')}, of which {sum(looked)} have been looked at in people, whatever came out."
    text += f" On {only_animals} the list holds no finding in people."
    return text + (f" Never looked at in people: {listed(bare)}." if 0 < len(bare) <= 4 else "")


def _evidence_table(account: str, findings: str, pairs: list[tuple[str, str]], counts: dict[tuple[str, str], dict[str, tuple[int, int]]], looked: list[bool]) -> Table:
    cells = tuple(
        (cascade.label(a), cascade.label(b), cascade.signs([a, b])[0], *(f"{counts[a, b][s][0]} for, {counts[a, b][s][1]} against" for s in SYSTEM_COLOURS), "yes" if seen else "no")
        for (a, b), seen in zip(pairs, looked, strict=True)
    )
    return Table(f"Findings behind the arrows of: {ACCOUNTS[account]}", ("From", "To", "Sign", "People", "Animals", "Cells", "Looked at in people"), cells)


@explorable(
    title="How many arrows have been looked at in people?",
    order=Choice({"listed": "As listed", "length": "Longest path first", "share": "Smallest share first"}, label="Order"),
)
def arrows_in_people(order: str) -> Picture:
    """All eight accounts: arrows on the main path, and those looked at in people."""
    counts = {account: cascade.looked_at_in_people(cascade.path(account)) for account in ACCOUNTS}
    keys = {"listed": lambda _: 0, "length": lambda a: -len(counts[a]), "share": lambda a: sum(counts[a]) / len(counts[a])}
    accounts = sorted(ACCOUNTS, key=keys[order])
    figure, axes = sheet(46 + len(accounts) * 27 + 50)
    write(axes, 14, 16, "Arrows on the main path of each account", 10.5, fontweight="bold")
    for number, account in enumerate(accounts):
        y = 42 + number * 27
        write(axes, 14, y, ACCOUNTS[account], 9)
        for place, seen in enumerate(sorted(counts[account], reverse=True)):
            box(axes, 168 + place * 18, y - 8, 15, 16, "blue" if seen else "paper", "blue" if seen else "line")
        write(axes, 408, y, f"{sum(counts[account])} of {len(counts[account])}", 9.5, fontweight="bold")
    y = 42 + len(accounts) * 27
    box(axes, 14, y - 6, 12, 12, "blue", "blue")
    write(axes, 31, y, "looked at in people, whatever came out", 8.5, "quiet")
    box(axes, 236, y - 6, 12, 12, "paper", "line")
    write(axes, 253, y, "not looked at in people", 8.5, "quiet")
    words = {"listed": "in the order of the list", "length": "longest path first", "share": "smallest share first"}[order]
    parts = [f"{ACCOUNTS[a]}, {sum(counts[a])} of {len(counts[a])}" for a in accounts]
    description = f"Arrows looked at in people, {words}: {'; '.join(parts)}. The main paths share some arrows."
    rows = tuple((ACCOUNTS[a], str(len(counts[a])), str(sum(counts[a]))) for a in accounts)
    return Picture(figure, description, "conceptual", Table("Arrows looked at in people", ("Account", "Arrows", "Looked at in people"), rows))
