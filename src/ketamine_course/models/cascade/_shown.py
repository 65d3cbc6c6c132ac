"""What is shown of a state: for each part, badge and arrow of the scene, the words that a painter paints.

Painters decide nothing. A painter knows how each of these words looks:

- parts: ``off`` (on no lit route; ``free`` while a reader builds a chain and could put the step into it) or ``on``, and one of
  ``rest``, ``given``, ``raises``, ``lowers``, ``unknown``, or at an end of a route with an outcome ``lost``, ``less``, ``some``,
  ``silent``; ``ghost`` where it is so only because the route says so.
- badges: a number, a mark, and ``off``, ``now``, ``done``, ``later``, ``held``, ``bare`` (none of its arrows has been studied); ``free``
  off a chain of one's own, whichever step it is: nothing may show which of them an account would take. Where the signs end otherwise than
  claimed, the mark of that end says both, and ``clash`` is a word of the arrow into it.
- arrows: the sign of the head, and ``off``, ``run``, ``later``, ``dead``; ``now``, ``cut``, ``turned``, ``bare`` (not studied),
  where several routes are lit ``t1``, ``t2``, ``t3`` for each that uses it (the third word for all further ones); ``extra`` (not in the
  drawing, so to be added) with the system that tells most, ``none`` or ``unlisted``.
- tracks: where several routes are lit, the title of each and the first arrow that is its own, by which its name stands.
- tail: where a chain of one's own is not yet at an end, its last step, the number of the next, and the step before if any.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ketamine_course.models.cascade import _sentences
from ketamine_course.models.cascade._board import EVERY, OWN

if TYPE_CHECKING:
    from ketamine_course.models.cascade._board import Route
    from ketamine_course.models.cascade._reading import Play

MARKS = {"raises": "\u25b2", "lowers": "\u25bc", "unknown": "?", "none": ""}
OUTCOMES = {"abolish": "lost", "reduce": "less", "share": "some", "silent": "silent"}


def shown(play: Play) -> dict[str, Any]:
    """Return ``caption``, and for every step of the board its ``parts`` and ``badges``, for every arrow its ``arrows``."""
    board, extra = play.board, [name for name in play.arrows if name not in play.board.arrows]
    return {
        "caption": _caption(play),
        "parts": {step: _part(play, step) for step in board.steps},
        "badges": {step: _badge(play, step) for step in board.steps},
        "arrows": {name: _arrow(play, name) for name in [*board.arrows, *extra]},
        "tracks": _tracks(play),
        "tail": _tail(play),
    }


def _named(route: Route) -> list[str]:
    return [f"{source}__{target}" for source, target, _ in route.arrows]


def _tracks(play: Play) -> list[list[str]]:
    if len(play.routes) == 1:
        return []
    used = Counter(name for route in play.routes for name in _named(route))
    return [[route.title, next((name for name in _named(route) if used[name] == 1), "")] for route in play.routes]


def _building(play: Play) -> bool:
    return OWN in play.state["routes"]


def _tail(play: Play) -> list[str]:
    last = play.steps[-1]
    return [last, str(len(play.steps) + 1), *play.steps[-2:-1]] if _building(play) and last not in play.board.fixed else []


def _clashes(play: Play, step: str) -> bool:
    """Whether the signs give the opposite at this end of what its route claims; whoever builds a chain has claimed nothing."""
    opposite = {"raises": "lowers", "lowers": "raises"}[play.routes[0].told]
    return step in play.ends and play.end == opposite and not _building(play)


def _caption(play: Play) -> str:
    names = _sentences.title(play)
    if play.state["only"] == EVERY:
        return names
    words = play.board.words
    return words["caption.only"].format(route=names, system=words[f"system.{play.state['only']}"])


def _place(play: Play) -> int:
    """Return how far the walk has come; a step off the path stands at its end."""
    at = play.state["at"]
    return play.steps.index(at) if at in play.steps else len(play.steps) - 1


def _reached(play: Play, step: str) -> bool:
    return step in play.steps and play.steps.index(step) <= _place(play)


def _part(play: Play, step: str) -> str:
    if step not in play.steps:
        return "off free" if _building(play) else "off"
    ghost = " ghost" if play.only_told(step) and _reached(play, step) else ""
    return f"on {_condition(play, step)}{ghost}"


def _condition(play: Play, step: str) -> str:
    if step in play.state["blocked"]:
        return "rest"
    if step == play.routes[0].account.source:
        return "given"
    if not _reached(play, step):
        return "rest"
    if play.routes[0].lift and step in play.ends and play.told and play.verdict in OUTCOMES:
        return OUTCOMES[play.verdict]
    sign = play.signal[step]
    return "rest" if sign == "none" else sign


def _badge(play: Play, step: str) -> list[str]:
    held = step in play.state["blocked"]
    now = step == play.state["at"]
    if step not in play.steps:
        looks = ["off", *(["now"] if now else []), *(["held"] if held else []), *(["free"] if _building(play) else [])]
        return ["", "", " ".join(looks)]
    reached, source = _reached(play, step), play.routes[0].account.source
    mark = "" if held or not reached or step == source else MARKS[play.signal[step]]
    mark += f" \u2260 {MARKS[play.routes[0].told]}" if mark and _clashes(play, step) else ""
    looks = [
        "done" if reached else "later",
        *(["now"] if now else []),
        *(["held"] if held else []),
        *(["bare"] if _bare(play, step) else []),
    ]
    return [str(play.steps.index(step) + 1), mark, " ".join(looks)]


def _bare(play: Play, step: str) -> bool:
    own = [name for name in play.arrows if step in name.split("__")]
    return play.state["only"] != EVERY and not any(name in play.studied for name in own)


def _arrow(play: Play, name: str) -> list[str]:
    cut = name in play.state["cut"]
    if name not in play.arrows:
        return [play.board.signs.get(name, "unknown"), "off cut" if cut else "off"]
    _, target, sign = play.arrows[name]
    reached = _reached(play, target)
    run = reached and name in play.flow
    looks = ["run" if run else "dead" if reached else "later"]
    looks += ["now"] if target == play.state["at"] else []
    looks += ["cut"] if cut else []
    looks += ["clash"] if run and _clashes(play, target) else []
    looks += ["turned"] if name in play.state["flipped"] else []
    looks += ["bare"] if name not in play.studied else []
    if len(play.routes) > 1:
        looks += dict.fromkeys(f"t{min(at, 3)}" for at, route in enumerate(play.routes, 1) if name in _named(route))
    looks += [] if name in play.board.drawn else ["extra", play.board.best_system(name)]
    return [sign, " ".join(looks)]
