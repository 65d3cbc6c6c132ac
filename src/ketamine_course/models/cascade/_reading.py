"""The reading of a state: what moves, what is lost, what has been studied, what is shown, and all of it in words.

The page's engine (`widgets/js/stage/engine.js`) computes the same; `tests/test_stage_equality.py` holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import networkx as nx

from ketamine_course.models.cascade import _sentences, _shown
from ketamine_course.models.cascade._accounts import Account, Mixture, signal
from ketamine_course.models.cascade._board import EVERY, OWN, Board, Question, Route, arrow_id
from ketamine_course.models.cascade._predict import Design, joined, predict
from ketamine_course.models.cascade._state import State, checked

FITS = ("yes", "partly", "no", "silent")
OPPOSITE = {"raises": "lowers", "lowers": "raises", "unknown": "unknown"}


@dataclass(frozen=True, eq=False)
class Play:
    """One state on one board, with everything that follows from it; worked out once, when it is asked for."""

    board: Board
    state: State

    @cached_property
    def routes(self) -> list[Route]:
        """The routes that are lit."""
        own = tuple(self.state["own"])
        return [self.board.own(own) if name == OWN else self.board.routes[name] for name in self.state["routes"]]

    @cached_property
    def steps(self) -> list[str]:
        """Their steps, in the order of the walk."""
        return list(dict.fromkeys(step for route in self.routes for step in route.steps))

    @cached_property
    def arrows(self) -> dict[str, tuple[str, str, str]]:
        """Their arrows by name, with the signs as they are now."""
        flipped = self.state["flipped"]
        return {
            arrow_id(source, target): (source, target, OPPOSITE[sign] if arrow_id(source, target) in flipped else sign)
            for route in self.routes
            for source, target, sign in route.arrows
        }

    @cached_property
    def accounts(self) -> list[Account]:
        """The accounts behind the routes, with the signs as they are now."""
        return [replace(route.account, arrows=self._signed(route)) for route in self.routes]

    def _signed(self, route: Route) -> nx.DiGraph[str]:
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(route.account.arrows)
        for source, target, _ in route.arrows:
            graph.add_edge(source, target, sign=self.arrows[arrow_id(source, target)][2])
        frozen: nx.DiGraph[str] = nx.freeze(graph)
        return frozen

    @cached_property
    def signals(self) -> list[dict[str, str]]:
        """What reaches each step of each route."""
        cut = [tuple(arrow.split("__")) for arrow in self.state["cut"]]
        found = []
        for account in self.accounts:
            open_arrows = nx.DiGraph(account.arrows)
            open_arrows.remove_edges_from(cut)
            found.append(signal(replace(account, arrows=open_arrows), self.state["blocked"]))
        return found

    @cached_property
    def signal(self) -> dict[str, str]:
        """What reaches each step of all routes together."""
        return _together(self.steps, self.signals)

    @cached_property
    def untouched(self) -> dict[str, str]:
        """What would reach each step if nothing had been changed."""
        return _together(self.steps, [signal(route.account) for route in self.routes])

    @cached_property
    def flow(self) -> set[str]:
        """The arrows along which a signal passes."""
        blocked, cut = self.state["blocked"], self.state["cut"]
        passing: set[str] = set()
        for route, found in zip(self.routes, self.signals, strict=True):
            alive = {step for step, sign in found.items() if sign != "none"} | {route.account.source} - set(blocked)
            names = (arrow_id(source, target) for source, target, _ in route.arrows if source in alive and target in alive)
            passing.update(name for name in names if name not in cut)
        return passing

    @cached_property
    def verdict(self) -> str:
        """What is left of the outcome; ``nothing`` where nothing was taken away."""
        blocked, cut = tuple(self.state["blocked"]), tuple(self.state["cut"])
        if not blocked and not cut:
            return "nothing"
        return predict(Mixture(tuple(self.accounts)), Design(steps=blocked, arrows_cut=cut))

    @cached_property
    def ends(self) -> dict[str, str]:
        """The steps at which the outcome is read, and what reaches them."""
        return {end: self.signal[end] for end in dict.fromkeys(end for route in self.routes for end in route.ends)}

    @property
    def end(self) -> str:
        """What reaches the ends together: ``none``, one sign, or ``unknown`` where signs disagree."""
        return joint(self.ends.values())

    @property
    def told(self) -> bool:
        """Whether the signs lead where the route says, or nowhere at all."""
        return self.end in ("none", self.routes[0].told)

    @cached_property
    def studied(self) -> list[str]:
        """The arrows that have been studied, whatever came out, in the system that is kept."""
        only = self.state["only"]
        return [name for name in self.arrows if only == EVERY or sum(self.board.support.get(name, {}).get(only, (0, 0)))]

    @cached_property
    def reach(self) -> list[str]:
        """The steps to which one can follow studied arrows from the start."""
        graph = self._studied_graph()
        down = set().union(*(nx.descendants(graph, route.account.source) for route in self.routes))
        return [step for step in self.steps if step in down]

    @property
    def kept(self) -> set[str]:
        """The steps that the signal reaches along studied arrows alone, with the start."""
        graph = self._studied_graph()
        graph.remove_edges_from([self.arrows[name][:2] for name in self.studied if name not in self.flow])
        sources = {route.account.source for route in self.routes} - set(self.state["blocked"])
        return sources.union(*(nx.descendants(graph, source) for source in sources))

    @property
    def pieces(self) -> int:
        """The number of pieces in which the path lies when only studied arrows are kept."""
        return nx.number_weakly_connected_components(self._studied_graph())

    def _studied_graph(self) -> nx.DiGraph[str]:
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self.steps)
        graph.add_edges_from(self.arrows[name][:2] for name in self.studied)
        return graph

    def only_told(self, step: str) -> bool:
        """Whether a step is shown only because the route says so: no studied arrow leads there from the start."""
        return self.state["only"] != EVERY and step in self.steps and step not in self.reach and step != self.routes[0].account.source

    @cached_property
    def mixture(self) -> dict[str, Any] | None:
        """For routes that are lit together: how they fare on the bench, what they rule out alone and together, and what no longer."""
        names, bench = self.state["routes"], self.board.bench
        if len(names) == 1:
            return None
        said = [joined(question.predicts[name] for name in names) for question in bench]
        alone = [[self._ruled_out(question.asks, question.predicts[name]) for name in names] for question in bench]
        mixed = [self._ruled_out(question.asks, each) for question, each in zip(bench, said, strict=True)]
        fits = [self._fit_on_bench(question, each) for question, each in zip(bench, said, strict=True)]
        return {
            "fits": {kind: fits.count(kind) for kind in FITS},
            "alone": [sum(len(each[at]) for each in alone) for at in range(len(names))],
            "together": sum(map(len, mixed)),
            "lost": [q.label for q, each, now in zip(bench, alone, mixed, strict=True) if set().union(*each) - set(now)],
        }

    def _ruled_out(self, asks: str, said: str) -> list[str]:
        return [result for result, fit in self.board.fits.get(asks, {}).get(said, {}).items() if fit == "no"]

    def _fit_on_bench(self, question: Question, said: str) -> str:
        found = self.board.fits.get(question.asks, {}).get(said, {}).get(question.result, "silent")
        return "partly" if question.weak and found != "silent" else found

    @cached_property
    def findings(self) -> list[tuple[int, str]]:
        """Experiments that took away just what is taken away here: their number, and how they fit what these routes predict."""
        blocked, cut = tuple(self.state["blocked"]), tuple(self.state["cut"])
        if self.state["flipped"] or not blocked + cut:
            return []
        same = [at for at, each in enumerate(self.board.findings) if set(each.steps) == set(blocked) and set(each.arrows) == set(cut)]
        return [(at, self._fit(at)) for at in same]

    def _fit(self, at: int) -> str:
        if not self.routes[0].lift:
            return "silent"
        finding = self.board.findings[at]
        design = Design(steps=finding.steps, arrows_cut=finding.arrows, in_people=finding.people)
        return finding.fits[predict(Mixture(tuple(self.accounts)), design)]


def joint(signs: Iterable[str]) -> str:
    """Return what some signals come to: the one that arrives, ``unknown`` where they disagree, ``none`` where nothing arrives."""
    kinds = set(signs) - {"none"}
    return "unknown" if len(kinds) > 1 else next(iter(kinds), "none")


def _together(steps: Iterable[str], found: Sequence[Mapping[str, str]]) -> dict[str, str]:
    return {step: joint(each[step] for each in found if step in each) for step in steps if any(step in each for each in found)}


def reading(state: Mapping[str, Any], board: Board | None = None) -> dict[str, Any]:
    """Read a state: everything that the stage says and shows.

    Parameters
    ----------
    state : mapping
        As `checked` takes it; what is left out is as at the start.
    board : Board, optional
        What is played on; the course's own when left out.

    Returns
    -------
    dict
        ``state`` (canonical), ``steps``, ``signal``, ``flow``, ``verdict``, ``ends``, ``end``, ``studied``, ``pieces``, ``reach``,
        ``mixture``, ``findings``, ``rows`` (step, what happens, whether it changed), ``sentences``, and ``shown`` (parts, badges, arrows).

    Raises
    ------
    StateError
        The state names what is not there.
    """
    from ketamine_course.models.cascade._course import course_board  # noqa: PLC0415 (the course's board is built only when asked for)

    on = board or course_board()
    play = Play(on, checked(on, state))
    return {
        "state": play.state,
        "steps": play.steps,
        "signal": play.signal,
        "flow": [name for name in play.arrows if name in play.flow],
        "verdict": play.verdict,
        "ends": play.ends,
        "end": play.end,
        "studied": play.studied,
        "pieces": play.pieces,
        "reach": play.reach,
        "mixture": play.mixture,
        "findings": [list(each) for each in play.findings],
        "rows": _sentences.rows(play),
        "sentences": _sentences.sentences(play),
        "shown": _shown.shown(play),
    }
