"""The common map: the signed graph from drug to mood, and what can be read off it: paths, sign products, evidence behind arrows.

An arrow's sign is the effect of its first step on its second: ``raises``, ``lowers`` or ``unknown``. Along a path the
signs multiply, as in any signed graph: an even number of ``lowers`` gives ``raises``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

import networkx as nx

from ketamine_course.names import lookup
from ketamine_course.tables import rows_of

SIGN_VALUES = {"raises": 1, "lowers": -1, "unknown": 0}
ASPECTS = {
    "system": ("people", "animals", "cells"),
    "kind": ("plausible", "associated", "necessary", "sufficient"),
    "directness": ("direct", "indirect"),
}
"""By what findings behind an arrow can be counted, and the values in their order; a finding may be unknown in one of them."""


class Support(NamedTuple):
    """How many findings speak for an arrow and how many against it."""

    for_it: int
    against: int


@cache
def graph() -> nx.DiGraph[str]:
    """Return the whole cascade: steps as nodes, arrows as edges with ``sign``, ``shortcut`` and ``looked_at_in_people``."""
    result: nx.DiGraph[str] = nx.DiGraph()
    for node in rows_of("cascade_nodes"):
        result.add_node(node["node"], **node)
    for edge in rows_of("cascade_edges"):
        result.add_edge(edge["source_node"], edge["target_node"], **edge)
    frozen: nx.DiGraph[str] = nx.freeze(result)
    return frozen


def label(node: str) -> str:
    """Return a step's name for people."""
    return str(graph().nodes[node]["label"])


def path(hypothesis: str) -> list[str]:
    """Return the main path of an account, from the drug to mood.

    Raises
    ------
    KeyError
        There is no such account; the message gives the nearest.
    """
    return list(lookup(_main_paths(), hypothesis, "account"))


@cache
def _main_paths() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for step in sorted(rows_of("hypothesis_steps"), key=itemgetter("hypothesis", "position")):
        if step["branch"] == 0:
            found.setdefault(step["hypothesis"], []).append(step["node"])
    return found


def signs(nodes: Sequence[str]) -> list[str]:
    """Return the signs of the arrows along a path of n steps: n - 1 of them.

    Raises
    ------
    KeyError
        Two neighbours have no arrow between them.
    """
    result = []
    for source, target in pairwise(nodes):
        if not graph().has_edge(source, target):
            raise KeyError(f"no arrow from {source!r} to {target!r}")
        result.append(str(graph().edges[source, target]["sign"]))
    return result


def net_effect(arrow_signs: Iterable[str]) -> str:
    """Multiply signs: what the first step does to the last.

    Parameters
    ----------
    arrow_signs : iterable of str
        Each ``raises``, ``lowers`` or ``unknown``.

    Returns
    -------
    str
        ``unknown`` as soon as one sign is unknown; ``raises`` for none.

    Raises
    ------
    ValueError
        A sign has another name.
    """
    product = 1
    for sign in arrow_signs:
        product *= lookup(SIGN_VALUES, sign, "sign", ValueError)
    return {1: "raises", -1: "lowers", 0: "unknown"}[product]


def running_effects(arrow_signs: Sequence[str]) -> list[str]:
    """Return the net effect on each step of a path after the first."""
    return [net_effect(arrow_signs[: end + 1]) for end in range(len(arrow_signs))]


def looked_at_in_people(nodes: Sequence[str]) -> list[bool]:
    """Say for each arrow along a path whether it has been looked at in people, whatever came out."""
    return [graph().edges[pair]["looked_at_in_people"] != "no" for pair in pairwise(nodes)]


@cache
def _support_counts(by: str, only_seen: bool) -> dict[tuple[str, str], Support]:
    counts: dict[tuple[str, str], Support] = {}
    for row in rows_of("edge_evidence"):
        values = row[by] if isinstance(row[by], tuple) else (row[by],)
        for value in values if row["mark"] == "seen" or not only_seen else ():
            before = counts.get((row["edge"], value), Support(0, 0))
            counts[row["edge"], value] = Support(before.for_it + row["supports"], before.against + (not row["supports"]))
    return counts


def support(source: str, target: str, *, by: str = "system", only_seen: bool = False) -> dict[str, Support]:
    """Return for one arrow the findings for and against it: in people, whole animals, and cells, or by another of `ASPECTS`.

    Parameters
    ----------
    source, target : str
        The arrow's steps.
    by : str
        What to count by: ``system``, ``kind`` (what the study could show) or ``directness``.
    only_seen : bool
        Count only findings that were read in the work itself.

    Raises
    ------
    ValueError
        Findings are not counted by that; the message gives the nearest.
    """
    edge = graph().edges[source, target]["edge"]
    values = lookup(ASPECTS, by, "aspect", ValueError)
    return {value: _support_counts(by, only_seen).get((edge, value), Support(0, 0)) for value in values}
