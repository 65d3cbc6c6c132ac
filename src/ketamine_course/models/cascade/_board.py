"""A board: everything that can be played with on a stage, as plain facts.

A board knows steps, arrows, the routes through them, published experiments, and the templates of all sentences. It knows nothing of
ketamine: `course_board` in `_course.py` fills one from the tables, and a test fills another with five steps of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import networkx as nx

from ketamine_course.models.cascade._accounts import Account

OWN = "own"
"""The name of the route that a reader puts together."""
EVERY = "all"
"""The value of `only` that keeps every arrow."""


@dataclass(frozen=True)
class Step:
    """One step: its name alone, in the middle of a sentence, and in short."""

    label: str
    inline: str
    short: str = ""


@dataclass(frozen=True, eq=False)
class Route:
    """An account as a walk: its steps and arrows in order, and the words for it.

    Parameters
    ----------
    account : Account
        The graph, its source, its ends and its claims.
    title, inline : str
        Its name alone, and in the middle of a sentence.
    arrows : tuple of (str, str, str)
        Source, target and sign of each arrow, in the order of the walk.
    end : str
        What its ends are called together, in the middle of a sentence.
    lift : bool
        Whether the outcomes of a blocked step are told of its end; otherwise only the product of its signs is.
    mixes : bool
        Whether it can be lit together with others.
    told : str
        Which way its end is said to move: ``raises`` or ``lowers``.
    """

    account: Account
    title: str
    inline: str
    arrows: tuple[tuple[str, str, str], ...]
    end: str
    lift: bool = True
    mixes: bool = True
    told: str = "raises"

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """Its steps in the order of the walk."""
        return tuple(dict.fromkeys([self.account.source, *(step for source, target, _ in self.arrows for step in (source, target))]))

    @property
    def ends(self) -> tuple[str, ...]:
        """The steps at which its outcome is read."""
        return tuple(self.account.readouts("mood"))


@dataclass(frozen=True)
class Finding:
    """A published experiment that took steps or arrows away: what was found, and how that fits each prediction.

    Parameters
    ----------
    steps, arrows : tuple of str
        What was taken away.
    text : str
        What was found, in whom, with its status.
    fits : mapping of str to str
        Prediction to ``yes``, ``partly``, ``no`` or ``silent``.
    people : bool
        Whether people took part.
    name : str
        A short id, by which what was found can wait for a later question.
    """

    steps: tuple[str, ...]
    arrows: tuple[str, ...]
    text: str
    fits: Mapping[str, str]
    people: bool
    name: str = ""


@dataclass(frozen=True)
class Question:
    """One experiment of the bench: what it asks, what each route predicts, what was found, and whether that can speak only in part."""

    label: str
    asks: str
    predicts: Mapping[str, str]
    result: str
    weak: bool = False


@dataclass(frozen=True, eq=False)
class Board:
    """Steps, arrows, routes, experiments and words.

    Parameters
    ----------
    steps : mapping of str to Step
        All steps, in a fixed order.
    signs : mapping of str to str
        Sign of each listed arrow; an arrow is named ``source__target``.
    support : mapping of str to mapping
        For each listed arrow and each system: findings for it and against it.
    routes : mapping of str to Route
        By name, in the order in which they are offered.
    words : mapping of str to str
        Templates of all sentences.
    systems : tuple of str
        Where an arrow can have been studied, from the most to the least telling.
    source : str
        The step with which a chain of one's own starts.
    findings : tuple of Finding
        Experiments that a reader can repeat.
    bench : tuple of Question
        All experiments, for what a mixture of routes rules out.
    fits : mapping of str to mapping
        What is asked, what is predicted and what is found, to ``yes``, ``partly`` or ``no``.
    undrawn : frozenset of str
        Arrows of routes that no scene holds, because a route was added later.
    """

    steps: Mapping[str, Step]
    signs: Mapping[str, str]
    support: Mapping[str, Mapping[str, tuple[int, int]]]
    routes: Mapping[str, Route]
    words: Mapping[str, str]
    systems: tuple[str, ...]
    source: str
    findings: tuple[Finding, ...] = ()
    bench: tuple[Question, ...] = ()
    fits: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    undrawn: frozenset[str] = frozenset()

    @cached_property
    def fixed(self) -> frozenset[str]:
        """Steps that nobody can block: what is read at the end of a route."""
        return frozenset(end for route in self.routes.values() if route.lift for end in route.ends)

    @cached_property
    def arrows(self) -> tuple[str, ...]:
        """All arrows of all routes, in order."""
        return tuple(dict.fromkeys(arrow_id(source, target) for route in self.routes.values() for source, target, _ in route.arrows))

    @cached_property
    def drawn(self) -> frozenset[str]:
        """The arrows that a scene holds."""
        return frozenset(self.arrows) - self.undrawn

    def best_system(self, arrow: str) -> str:
        """Return the most telling system in which an arrow has been studied; ``none`` without findings, ``unlisted`` off the list."""
        if arrow not in self.support:
            return "unlisted"
        return next((system for system in self.systems if sum(self.support[arrow][system])), "none")

    def adding(self, name: str, route: Route, predicts: Sequence[str]) -> Board:
        """Return a board with one more route, and with what it predicts of each experiment of the bench."""
        new = {arrow_id(source, target) for source, target, _ in route.arrows} - set(self.arrows)
        asked = zip(self.bench, predicts, strict=True)
        bench = tuple(replace(question, predicts={**question.predicts, name: said}) for question, said in asked)
        return replace(self, routes={**self.routes, name: route}, undrawn=self.undrawn | new, bench=bench)

    def own(self, chain: tuple[str, ...]) -> Route:
        """Return a reader's own chain as a route: arrows that are not listed have no known sign."""
        arrows = tuple((source, target, self.signs.get(arrow_id(source, target), "unknown")) for source, target in pairwise(chain))
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(chain)
        for source, target, sign in arrows:
            graph.add_edge(source, target, sign=sign)
        ends = chain[-1:] if arrows else ()
        end = chain[-1]
        lift = end in self.fixed
        name = next((route.end for route in self.routes.values() if end in route.ends and route.lift), self.steps[end].inline)
        account = Account(OWN, nx.freeze(graph), {}, source=chain[0], ends=ends)
        return Route(account, self.words["own.title"], self.words["own.inline"], arrows, name, lift=lift, mixes=False)

    def definition(self) -> dict[str, Any]:
        """Return all of it as plain values: what the page's engine reads."""
        return {
            "steps": {name: {"label": step.label, "inline": step.inline, "short": step.short} for name, step in self.steps.items()},
            "signs": dict(self.signs),
            "support": {arrow: {system: list(counts[system]) for system in self.systems} for arrow, counts in self.support.items()},
            "routes": {name: _plain(route) for name, route in self.routes.items()},
            "words": dict(self.words),
            "systems": list(self.systems),
            "source": self.source,
            "fixed": sorted(self.fixed),
            "undrawn": sorted(self.undrawn),
            "findings": [
                {"name": f.name, "steps": list(f.steps), "arrows": list(f.arrows), "text": f.text, "fits": dict(f.fits), "people": f.people}
                for f in self.findings
            ],
            "benched": list(self.bench[0].predicts) if self.bench else [],
            "bench": [[q.label, q.asks, list(q.predicts.values()), q.result, q.weak] for q in self.bench],
            "fits": {asks: {said: dict(found) for said, found in table.items()} for asks, table in self.fits.items()},
        }


def arrow_id(source: str, target: str) -> str:
    """Return the name of an arrow."""
    return f"{source}__{target}"


def _plain(route: Route) -> dict[str, Any]:
    return {
        "title": route.title,
        "inline": route.inline,
        "source": route.account.source,
        "arrows": [list(arrow) for arrow in route.arrows],
        "ends": list(route.ends),
        "end": route.end,
        "claims": dict(route.account.claims),
        "peopleOnly": route.account.people_only,
        "lift": route.lift,
        "mixes": route.mixes,
        "told": route.told,
    }
