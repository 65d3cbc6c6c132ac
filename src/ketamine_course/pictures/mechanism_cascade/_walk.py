"""The walk: the best-known path as a list of steps, one of them opened."""

from __future__ import annotations

from matplotlib.axes import Axes

from ketamine_course.models import cascade
from ketamine_course.pictures._drawing import SIGNS, arrow, box, listed, sheet, write, write_lines
from ketamine_course.pictures._facts import Row, cited, rows_of, status_note
from ketamine_course.pictures.mechanism_cascade._common import MAIN, mentions, none_of_the_texts, sources
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table, pick_id


@explorable(
    title="Walk the cascade, one step at a time",
    step=Slider(lambda: {node: cascade.label(node) for node in cascade.path(MAIN)}, label="Step"),
)
def walk(step: str) -> Picture:
    """The best-known path as a list of steps, one of them opened."""
    nodes = cascade.path(MAIN)
    figure, axes = sheet(max(412, 39 + 26.6 * len(nodes)))
    write(axes, 12, 16, "From the drug to mood", 10, fontweight="bold")
    for number, node in enumerate(nodes):
        _walk_step(axes, number, node, node == step)
    at = nodes.index(step)
    info = next(row for row in rows_of("cascade_nodes") if row["node"] == step)
    facts = _step_facts(nodes, at, info)
    y = write_lines(axes, 234, 48, f"{at + 1}. {info['label']}", 206, 12.5, fontweight="bold") + 5
    for heading, text in facts:
        if heading:
            write(axes, 234, y, heading, 9.2, "quiet", fontweight="bold")
            y += 13.5
        y = write_lines(axes, 234, y, text, 208, 10.2) + 9
    box(axes, 222, 26, 228, y - 32, "panel", "faint", zorder=0)
    description = f"Step {at + 1} of {len(nodes)}: {info['label']}. " + " ".join(
        f"{heading}: {text}" if heading else text for heading, text in facts
    )
    return Picture(figure, description, "conceptual", _arrow_table(nodes, at))


def _walk_step(axes: Axes, number: int, node: str, chosen: bool) -> None:
    top = 26 + number * 26.6
    before = len(axes.texts), len(axes.patches)
    box(axes, 12, top, 196, 20, "violet_ground" if chosen else "panel", "violet" if chosen else "line", linewidth=2.2 if chosen else 1.0)
    name = cascade.label(node)
    size = 8.8 if len(name) <= 34 else 7.6
    write(axes, 20, top + 10.5, name, size, fontweight="bold" if chosen else "normal")
    if number:
        sign = cascade.signs(cascade.path(MAIN))[number - 1]
        arrow(axes, (28, top - 6.6), (28, top - 0.4), sign, "ink")
        write(axes, 38, top - 3.2, SIGNS[sign], 9.5, "ink", fontweight="bold")
    _join_pick(axes, before, pick_id("step", node))


def _join_pick(axes: Axes, before: tuple[int, int], gid: str) -> None:
    """Give one pick id to the box and the first text drawn since `before`; nothing else joins."""
    axes.patches[before[1]].set_gid(gid)
    axes.texts[before[0]].set_gid(gid)


def _step_facts(nodes: list[str], at: int, info: Row) -> list[tuple[str, str]]:
    named = [source for source in sources() if nodes[at] in mentions(source)]
    onset = _sentence(info["onset"]) + _onset_basis(info)
    facts = [("", info["description"]), ("When", onset), ("Named by", listed(named, none_of_the_texts()) + ".")]
    if at:
        verb = {"raises": "raises", "lowers": "lowers", "unknown": "changes (direction unknown)"}[cascade.signs(nodes)[at - 1]]
        facts.append(("Arrow into it", f"The step before {verb} it. {_rests_on(nodes[at - 1], nodes[at])}"))
    return facts


def _onset_basis(info: Row) -> str:
    """Return where a step's time comes from, and its status where it was not read in the work itself."""
    said_already = info["onset_mark"] == "seen" or "to be checked" in info["onset"]
    parts = [cited(info["onset_refs"])] if info["onset_refs"] else []
    parts += [] if said_already else [MARKS[info["onset_mark"]]]
    return f" ({'; '.join(parts)}.)" if parts else ""


def _sentence(text: str) -> str:
    """Return a fragment as a sentence: capital letter, full stop."""
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _rests_on(source: str, target: str) -> str:
    counts = cascade.support(source, target)
    parts = []
    for system, count in counts.items():
        if any(count):
            against = f", {count.against} against" if count.against else ""
            parts.append(f"{system}: {count.for_it} for{against}")
    nobody = "" if any(counts["people"]) else " No study in people is listed."
    return f"Findings in {'; '.join(parts)}.{nobody}"


def _arrow_table(nodes: list[str], at: int) -> Table | None:
    if not at:
        return None
    edge = cascade.graph().edges[nodes[at - 1], nodes[at]]["edge"]
    rows = [row for row in rows_of("edge_evidence") if row["edge"] == edge]
    cells = tuple(
        (work(r["ref"]).short, r["species"], r["method"], r["finding"] + status_note(r["mark"]), "for" if r["supports"] else "against")
        for r in rows
    )
    return Table(f"Evidence for the arrow into step {at + 1}", ("Work", "Species", "How", "What was found", "Speaks"), cells)
