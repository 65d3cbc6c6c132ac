"""Block a step: the drug's signal on its way through one account, and where it stops."""

from __future__ import annotations

from functools import cache

from matplotlib.axes import Axes

from ketamine_course.models import cascade
from ketamine_course.pictures._drawing import counted, lowered, write
from ketamine_course.pictures._facts import rows_of
from ketamine_course.pictures.rival_hypotheses._map import (
    MAP_BOTTOM,
    centre,
    map_arrow,
    map_sheet,
    places,
    signal_sign,
    step_box,
    step_name,
)
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table, pick_id

FILLS = {"raises": "blue_ground", "lowers": "orange_ground", "unknown": "violet_ground", "none": "paper"}
OUTCOMES = {
    "nothing": "Mood: the full lift.",
    "abolish": "Mood: no lift is left.",
    "reduce": "Mood: a smaller lift is left.",
    "share": "Mood: some of the lift may be lost.",
    "no_change": "Mood: the lift is as before.",
    "silent": "Mood: this account does not say.",
}


@cache
def can_be_blocked() -> tuple[str, ...]:
    """Return the steps that can be blocked, in the order shown."""
    order = {row["node"]: row["block_position"] for row in rows_of("cascade_nodes") if row["block_position"] == row["block_position"]}
    return tuple(sorted(order, key=lambda node: order[node]))


@explorable(
    title="Block a step",
    page_budget=60_000,
    frame_bytes=360,
    sample={"account": "disinhibition", "blocked": "mtorc1"},
    account=Choice(cascade.account_names, label="Account"),
    blocked=Choice(lambda: {"nothing": "Nothing", **{node: cascade.label(node) for node in can_be_blocked()}}, label="Block"),
)
def block_a_step(account: str, blocked: str) -> Picture:
    """One account with the drug's signal flowing through it, and one step of the map blocked."""
    own = cascade.account(account)
    held = () if blocked == "nothing" else (blocked,)
    state = cascade.signal(own, held)
    said = cascade.predict(own, cascade.block(*held)) if held else "nothing"
    figure, axes = map_sheet(50)
    write(axes, 14, 16, f"{cascade.account_names()[account]}, blocked: {_blocked_words(blocked)}", 10, fontweight="bold")
    for node in places():
        before = len(axes.texts), len(axes.patches)
        _step(axes, node, node in own.arrows, state, node in held)
        if node in can_be_blocked():
            _join_pick(axes, before, pick_id("blocked", node))
    for source, target, sign in own.signed_arrows():
        flows = source not in held and target not in held and (source == "ketamine" or state[source] != "none")
        map_arrow(axes, source, target, sign, "ink" if flows else "line", 1.7 if flows else 0.9)
    write(axes, 14, MAP_BOTTOM + 2, OUTCOMES[said], 10.5, fontweight="bold")
    for x, words in ((14, "\u25b2 raised"), (72, "\u25bc lowered"), (136, "\u2715 blocked"), (202, "no box: not on this account's path")):
        write(axes, x, MAP_BOTTOM + 19, words, 8.5, "quiet")
    return Picture(figure, _description(own, blocked, state, said), "conceptual", _table(own, state, held))


def _blocked_words(blocked: str) -> str:
    return "nothing" if blocked == "nothing" else lowered(cascade.label(blocked))


def _step(axes: Axes, node: str, on_path: bool, state: dict[str, str], held: bool) -> None:
    if held:
        step_box(axes, node, "magenta_ground", "magenta", linewidth=2.2)
        _sign(axes, node, "\u2715", "magenta")
    elif on_path:
        step_box(axes, node, "violet_ground" if node == "ketamine" else FILLS[state[node]], "ink", linewidth=1.2)
        sign, colour = signal_sign(state, node)
        if sign:
            _sign(axes, node, sign, colour)
    else:
        step_name(axes, node)


def _sign(axes: Axes, node: str, sign: str, colour: str) -> None:
    x, y = centre(node)
    write(axes, x + 27, y - 14.5, sign, 9, colour, ha="center", fontweight="bold")


def _join_pick(axes: Axes, before: tuple[int, int], gid: str) -> None:
    for artist in (*axes.patches[before[1] :], *axes.texts[before[0] :]):
        artist.set_gid(gid)


def _description(own: cascade.Account, blocked: str, state: dict[str, str], said: str) -> str:
    name = cascade.account_names()[own.name]
    moved = sum(value != "none" for value in state.values())
    reached = f"The signal reaches {moved} of {counted(len(state), 'step')}."
    if blocked == "nothing":
        return f"{name}, with nothing blocked. {reached} {OUTCOMES[said]}"
    if blocked in own.arrows:
        return f"{name}, with {_blocked_words(blocked)} blocked. {reached} {OUTCOMES[said]}"
    claim = own.claims.get(blocked)
    words = {
        "needed": "The account needs this step, although its path does not run through it.",
        "helps": "The account says that this step helps.",
        None: "The step is not on the path, and the account says nothing of it.",
    }.get(claim, "The step is not on the path, and the account does not need it.")
    return f"{name}, with {_blocked_words(blocked)} blocked. {words} {OUTCOMES[said]}"


def _table(own: cascade.Account, state: dict[str, str], held: tuple[str, ...]) -> Table:
    words = {"raises": "raised", "lowers": "lowered", "unknown": "changed, direction unknown", "none": "nothing arrives"}
    rows = tuple((cascade.label(node), "blocked" if node in held else words[found]) for node, found in state.items())
    return Table(f"The signal in: {cascade.account_names()[own.name]}", ("Step", "What happens to it"), rows)
