"""The stage of the cascade: the course's board on the drawn scene."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ketamine_course.models import cascade
from ketamine_course.names import OWN_CHAIN
from ketamine_course.pictures._scene._drawn import draw, paint
from ketamine_course.pictures._scene._layout import LAYOUTS, MAPS, Layout
from ketamine_course.pictures._scene._notes import arrow_notes, route_notes, step_notes
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.scene import Sheet
from ketamine_course.widgets.stage import Stage
from ketamine_course.widgets.stage_showing import Chain

LEGEND = (
    ("people", "a study in people"),
    ("animals", "animals only, or animals and cells"),
    ("cells", "cells only"),
    ("ask", "on an arrow: findings disagree"),
    ("lowers", "lowers"),
    ("bare", "grey: no study of the chosen kind on our list"),
    ("unlisted", "not in our tables"),
    (
        "several",
        "several accounts highlighted: each has its own colour; a solid, dashed or dotted line shows where an arrow was studied",
    ),
    ("place", "place within the cell not stated"),
    ("clash", "what the signs imply, compared with what is claimed"),
)
CAPTION = (
    "Not to scale. The scene combines brain regions, species and cell cultures that no single study on our list combined. "
    "Click a number to open that step, and again to block it: a blocked step is out of action before ketamine is given. "
    "Click an arrow to open the step it leads to, and again to reverse it. "
    "An open step says where the arrow to it was studied and, in our reading, what each study could show and how directly. "
    "A test of necessity removes something, a test of sufficiency triggers it, "
    "and \u201cplausibility only\u201d means that the link was proposed or inferred, but not tested."
)
MAP_CAPTION = (
    "The more accounts use a connection, the broader its grey line; the number after the \u00d7 at a step says how many accounts use it. "
    "The highlighted account is drawn over the grey lines. "
    "Click a step to open it; where steps can be blocked, a second click blocks it."
)
BOARD = "accounts"
"""The name under which a page keeps the course's board."""
SHOWN = ("wide", "narrow")
"""The page's names of the two layouts of any drawing."""
MAP_TRIES = {
    "Block TrkB": {"routes": ["disinhibition"], "at": "trkb", "blocked": ["trkb"]},
    "Block TrkB in the habenula account": {"routes": ["lhb_burst"], "at": "mood_rapid", "blocked": ["trkb"]},
    "Block glutamate release": {"routes": ["opioid"], "at": "mood_rapid", "blocked": ["glutamate_pfc"]},
}
TRIES = {
    "Rapamycin: block mTORC1": {"routes": ["disinhibition"], "at": "mood_sustained", "blocked": ["mtorc1"]},
    "The chain in S4 (one of the five web texts)": {"routes": ["told_s4"], "at": "glutamate_pfc"},
    "The chain in S6, a machine's answer": {"routes": ["told_s6"], "at": "glutamate_pfc"},
    "Naltrexone: block opioid receptors": {"routes": ["opioid"], "at": "mood_rapid", "blocked": ["mu_opioid"]},
    "Only what was studied in people": {"routes": ["disinhibition"], "at": "mood_sustained", "only": "people"},
    "Two accounts, mTORC1 blocked": {"routes": ["disinhibition", "expectancy"], "at": "mood_rapid", "blocked": ["mtorc1"]},
}


def still(layout: Layout, reading: Mapping[str, Any]) -> Picture:
    """Return a state as a still picture."""
    figure = draw(layout)
    paint(figure, layout, reading["shown"])
    said = reading["sentences"]
    words = " ".join(filter(None, (said[name] for name in ("result", "step", "claims", "studied", "mixture", "found"))))
    rows = tuple(tuple(row) for row in reading["rows"])
    return Picture(figure, words, "conceptual", Table(reading["shown"]["caption"], ("Step", "What happens to it", "Changed"), rows))


def _sheets(layouts: Mapping[str, Layout]) -> dict[str, Sheet]:
    return {name: Sheet(draw(layout), layout.size, layout.panels) for name, layout in zip(SHOWN, layouts.values(), strict=True)}


def stage_with(account: cascade.Account, title: str) -> Stage:
    """Return the stage with one more account on it, such as one of your own.

    Parameters
    ----------
    account : Account
        As `cascade.with_edge` returns it.
    title : str
        What it is called on the stage.
    """
    predicts = cascade.bench_predictions(account)
    board = cascade.course_board().adding(account.name, cascade.account_route(account, title), predicts)
    added = board.definition()
    return replace(
        account_stage,
        name=f"{stage.name}-own",
        scene_name=stage.name,
        check=lambda state: cascade.checked(board, state),
        read=lambda state: cascade.reading(state, board),
        more=lambda: {
            "routes": {account.name: added["routes"][account.name]},
            "undrawn": added["undrawn"],
            "predicts": {account.name: list(predicts)},
        },
    )


def _stage(name: str, title: str, caption: str, layouts: Mapping[str, Layout], **more: Any) -> Stage:
    """Return the course's board on one drawing of it."""
    return Stage(
        name=name,
        title=title,
        caption=caption,
        board=lambda: cascade.course_board().definition(),
        check=lambda state: cascade.checked(cascade.course_board(), state),
        read=cascade.reading,
        sheets=lambda: _sheets(layouts),
        still=lambda layout, found: still(dict(zip(SHOWN, layouts.values(), strict=True))[layout], found),
        notes=step_notes,
        arrow_notes=arrow_notes,
        board_name=BOARD,
        chain=Chain(**OWN_CHAIN, page="01_mechanism_cascade"),
        **more,
    )


stage = _stage(
    "cascade",
    "The cascade, from drug to mood",
    CAPTION,
    LAYOUTS,
    route_notes=dict,
    legend=LEGEND,
    tries=TRIES,
    shows="Rapamycin: block mTORC1",
)
account_stage = replace(stage, title="The accounts on the stage", route_notes=route_notes, shows="Two accounts, mTORC1 blocked")
line_map = _stage(
    "lines",
    "All accounts as lines",
    MAP_CAPTION,
    MAPS,
    route_notes=route_notes,
    legend=tuple(each for each in LEGEND if each[0] != "place"),
    tries=MAP_TRIES,
    shows="Block TrkB",
    look="map",
)
