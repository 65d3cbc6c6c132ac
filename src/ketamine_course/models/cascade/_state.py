"""The state of a stage: what a reader has changed, as one plain dictionary, checked with the nearest valid name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ketamine_course.models.cascade._board import EVERY, OWN, Board
from ketamine_course.names import nearest

State = dict[str, Any]
LISTS = ("routes", "blocked", "cut", "flipped", "own")


class StateError(ValueError):
    """A state names something that the board does not have; the message gives the nearest that it has."""


def start(board: Board) -> State:
    """Return the state in which nothing has been changed: the first route, at its first step."""
    first = next(iter(board.routes))
    return {"routes": [first], "at": board.routes[first].steps[0], "blocked": [], "cut": [], "flipped": [], "only": EVERY, "own": []}


def checked(board: Board, state: Mapping[str, Any]) -> State:
    """Return a whole state in its one canonical form.

    Parameters
    ----------
    board : Board
        What can be named.
    state : mapping
        Any of ``routes`` (names of the routes that are lit, one or several), ``at`` (the open step), ``blocked`` (steps), ``cut`` and
        ``flipped`` (arrows), ``only`` (a system, or ``"all"``), ``own`` (the steps of a chain of one's own).

    Returns
    -------
    dict
        With every field; lists without repetition and in the board's order. Signs turned on arrows of no lit route are dropped: they
        would be changes that nobody sees.

    Raises
    ------
    StateError
        A field or a name does not exist, a step cannot be blocked, or routes cannot be lit together.
    """
    for name in state:
        if name not in start(board):
            raise StateError(f"state has no field {nearest(str(name), start(board))}")
    given = {**start(board), **state}
    for name in LISTS:
        given[name] = _list(name, given[name])
    own = _own(board, given["own"])
    routes = _routes(board, given["routes"], own)
    lit = [board.own(tuple(own)) if name == OWN else board.routes[name] for name in routes]
    here = [f"{source}__{target}" for route in lit for source, target, _ in route.arrows]
    arrows = list(dict.fromkeys([*board.arrows, *here]))
    at = state.get("at", lit[0].steps[0])
    return {
        "routes": routes,
        "at": _known("at", at, board.steps),
        "blocked": _blocked(board, given["blocked"]),
        "cut": _some("cut", given["cut"], arrows),
        "flipped": [arrow for arrow in _some("flipped", given["flipped"], arrows) if arrow in here],
        "only": _known("only", given["only"], (EVERY, *board.systems)),
        "own": own,
    }


def _list(name: str, value: Any) -> list[str]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise StateError(f"{name} takes a list of names, not {value!r}")
    return [str(each) for each in value]


def _known(field: str, value: Any, valid: Iterable[str]) -> str:
    names = list(valid)
    if value not in names:
        raise StateError(f"{field}: {nearest(str(value), names)}")
    return str(value)


def _some(field: str, values: Iterable[str], valid: Iterable[str]) -> list[str]:
    names = list(valid)
    wanted = {_known(field, value, names) for value in values}
    return [name for name in names if name in wanted]


def _blocked(board: Board, values: Iterable[str]) -> list[str]:
    for value in values:
        if value in board.fixed:
            raise StateError(f"blocked: {value!r} is an outcome, which can be observed but not blocked")
    return _some("blocked", values, board.steps)


def _own(board: Board, chain: list[str]) -> list[str]:
    """Check a chain of one's own: it starts at the source, and no step comes twice, so it cannot lead in a circle."""
    for step in chain:
        _known("own", step, board.steps)
    if chain and chain[0] != board.source:
        raise StateError(f"own: a chain starts with {board.source!r}, not with {chain[0]!r}")
    if len(set(chain)) != len(chain):
        raise StateError("own: a step comes twice, so the chain would lead in a circle")
    return chain


def _routes(board: Board, names: list[str], own: list[str]) -> list[str]:
    if not names:
        raise StateError("routes: at least one route must be highlighted")
    routes = _some("routes", names, (*board.routes, OWN))
    if OWN in routes and not own:
        raise StateError("own: a chain needs a first step before it can be highlighted")
    alone = [name for name in routes if name == OWN or not board.routes[name].mixes]
    if alone and len(routes) > 1:
        raise StateError(f"routes: {alone[0]!r} cannot be highlighted together with others")
    return routes
