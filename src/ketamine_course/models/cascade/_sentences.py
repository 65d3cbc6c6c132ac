"""A state in words: every sentence comes from the board's table of templates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ketamine_course.models.cascade._board import EVERY, Board, Route, arrow_id
from ketamine_course.names import listed

if TYPE_CHECKING:
    from ketamine_course.models.cascade._reading import Play

TURN = {"raises": "rise", "lowers": "fall"}


def sentences(play: Play) -> dict[str, str]:
    """Return the sentences on a state, each empty where there is nothing to say.

    ``verdict`` and ``result`` (the verdict with its reason, spoken when something changed), ``step`` (spoken when another step is
    opened), ``claims``, ``studied``, ``mixture`` and ``found``.
    """
    several = "several." if len(play.routes) > 1 else ""
    return {
        "verdict": _verdict(play),
        "result": _result(play),
        "step": _step(play),
        "claims": " ".join(_claims(play)),
        "studied": _studied(play),
        "mixture": _mixture(play),
        "found": " ".join(_say(play, f"found.{several}{fit}", text=play.board.findings[at].text) for at, fit in play.findings),
    }


def rows(play: Play) -> list[list[str]]:
    """Return a row for each step: its name, what happens to it, and whether that has changed."""
    words, source = play.board.words, play.routes[0].account.source
    return [
        [
            play.board.steps[step].label,
            what(play, step),
            "" if step == source or play.signal[step] == play.untouched[step] else words["changed"],
        ]
        for step in play.steps
    ]


def what(play: Play, step: str) -> str:
    """Return what happens to a step of a lit route."""
    words = play.board.words
    if step in play.state["blocked"]:
        return words["what.blocked"]
    if step == play.routes[0].account.source:
        return words["what.given"]
    said = words[f"what.{play.signal[step]}"]
    if not play.only_told(step):
        return said
    kind = "what.only_none" if play.signal[step] == "none" else "what.only_told"
    return _say(play, kind, what=said, system=words[f"system.{play.state['only']}"])


def capital(text: str) -> str:
    """Return a text with a capital first letter."""
    return text if re.match(".[A-Z]", text) else text[:1].upper() + text[1:]


def title(play: Play) -> str:
    """Return the names of the lit routes."""
    return listed([route.title for route in play.routes], play.board.words["and"])


def _say(play: Play, key: str, **parts: object) -> str:
    return play.board.words[key].format(**parts)


def _inline(play: Play, route_or_all: Route | None = None) -> str:
    routes = [route_or_all] if route_or_all else play.routes
    return listed([route.inline for route in routes], play.board.words["and"])


def arrow_in_words(board: Board, name: str) -> str:
    """Return an arrow's name for people."""
    source, target = name.split("__")
    return board.words["arrow"].format(source=board.steps[source].inline, target=board.steps[target].inline)


def _verdict(play: Play) -> str:
    first = play.routes[0]
    if not play.ends:
        return _say(play, "end.open")
    told, end = play.told, play.end
    if first.lift and told:
        outcome = _say(play, f"outcome.{play.verdict}", End=capital(first.end), end=first.end)
        return _with_reason(play, outcome)
    kind = "none" if end == "none" else "as_told" if told else "unknown" if end == "unknown" else "against"
    return _say(play, f"end.{kind}", End=capital(first.end), end=first.end, turn=TURN.get(end, ""), told=TURN[first.told])


def _with_reason(play: Play, outcome: str) -> str:
    """Say, where a signal arrives and a loss is predicted all the same, what off its path an account counts on."""
    off = [(route, [name for claim, name in _off_path(play, route) if claim in ("needed", "helps")]) for route in play.routes]
    counted = [(route, names) for route, names in off if names]
    if play.end == "none" or play.verdict not in ("abolish", "reduce", "share") or not counted:
        return outcome
    route, names = counted[0]
    return _say(play, "outcome.off_path", outcome=outcome, route=route.inline, it=listed(names, play.board.words["and"]))


def _result(play: Play) -> str:
    changes = _changes(play)
    if not play.ends and not changes:
        return f"{_verdict(play)}."
    only = play.state["only"]
    return _say(
        play,
        "result" if only == EVERY else "result.only",
        system=play.board.words.get(f"system.{only}"),
        kept=len(play.kept) if only != EVERY else "",
        verdict=_verdict(play),
        changes=listed(changes, play.board.words["and"]) if changes else play.board.words["unchanged"],
        moved=sum(sign != "none" for sign in play.signal.values()) + (play.routes[0].account.source not in play.state["blocked"]),
        steps=len(play.steps),
        route=_inline(play),
    )


def _changes(play: Play) -> list[str]:
    blocked = listed([play.board.steps[step].inline for step in play.state["blocked"]], play.board.words["and"])
    cut = [_say(play, "cut", arrow=arrow_in_words(play.board, arrow)) for arrow in play.state["cut"]]
    flipped = [_say(play, "flipped", arrow=arrow_in_words(play.board, arrow)) for arrow in play.state["flipped"]]
    return [*([_say(play, "blocked", steps=blocked)] if blocked else []), *cut, *flipped]


def _step(play: Play) -> str:
    at = play.state["at"]
    step = play.board.steps[at]
    if at not in play.steps:
        kind = "elsewhere_blocked" if at in play.state["blocked"] else "elsewhere"
        return _say(play, kind, step=step.inline, Step=capital(step.inline), route=_inline(play))
    return _say(play, "step", place=play.steps.index(at) + 1, steps=len(play.steps), step=step.inline, what=what(play, at))


def _claims(play: Play) -> Iterable[str]:
    """Say what each lit route claims of what was taken away off its path."""
    for route in play.routes:
        for claim, name in _off_path(play, route):
            yield _say(play, f"claim.{claim}", Route=capital(route.inline), it=name)


def _off_path(play: Play, route: Route) -> Iterable[tuple[str, str]]:
    """Yield what was taken away off the path of a route: what the route claims of it, and its name."""
    board = play.board
    here = {arrow_id(source, target) for source, target, _ in route.arrows}
    off = [(step, board.steps[step].inline) for step in play.state["blocked"] if step not in route.steps]
    off += [(arrow, _say(play, "the_arrow", arrow=arrow_in_words(board, arrow))) for arrow in play.state["cut"] if arrow not in here]
    for key, name in off:
        claim = route.account.claims.get(key, "")
        yield claim if claim in ("needed", "helps", "not_needed") else "silent", name


def _studied(play: Play) -> str:
    only, arrows, shown = play.state["only"], len(play.arrows), len(play.studied)
    if only == EVERY:
        return ""
    system, board = play.board.words[f"system.{only}"], play.board
    if not arrows:
        return _say(play, "studied.no_arrow", system=system)
    if shown == arrows:
        return _say(play, {1: "studied.single", 2: "studied.both"}.get(arrows, "studied.whole"), arrows=arrows, system=system)
    start = board.steps[play.routes[0].account.source].inline
    last = listed([board.steps[step].inline for step in play.reach], board.words["and"])
    reach = _say(play, "studied.reach" if last else "studied.no_reach", start=start, last=last)
    return _say(play, "studied.pieces", shown=shown, arrows=arrows, system=system, pieces=play.pieces, reach=reach)


def _mixture(play: Play) -> str:
    mixture, last = play.mixture, play.board.words["and"]
    if not mixture or not play.board.bench:
        return ""
    alone = [
        _say(play, "mixture.alone", route=_inline(play, route), count=count)
        for route, count in zip(play.routes, mixture["alone"], strict=True)
    ]
    lost = _say(play, "mixture.lost" if mixture["lost"] else "mixture.nothing_lost", count=len(mixture["lost"]))
    fits = _say(play, "mixture.fits", experiments=len(play.board.bench), routes=len(play.routes), **mixture["fits"])
    return " ".join([fits, _say(play, "mixture", count=mixture["together"], alone=listed(alone, last)), lost])
