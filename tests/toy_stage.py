"""A stage about something else: five steps of making tea. It shows that neither the widget nor the page's code knows of ketamine."""

from __future__ import annotations

import networkx as nx

from ketamine_course.models.cascade import Account, Board, Finding, Route, Step, checked, course_board, reading
from ketamine_course.pictures._scene._pen import Pen
from ketamine_course.widgets.picture import Picture, blank
from ketamine_course.widgets.scene import Sheet
from ketamine_course.widgets.stage import Stage

STEPS = {"leaf": "Leaves", "cold": "Cold", "heat": "Heat", "brew": "Brewing", "cup": "A cup of tea"}
PLACES = {"leaf": (20, 20), "heat": (60, 20), "cold": (60, 60), "brew": (100, 20), "cup": (140, 20)}
SIGNS = {"leaf__heat": "raises", "heat__brew": "raises", "brew__cup": "raises", "leaf__cold": "lowers", "cold__cup": "lowers"}
SUPPORT = {"leaf__heat": (1, 0), "brew__cup": (2, 1)}


def route(name, *arrows, claims=None):
    graph: nx.DiGraph[str] = nx.DiGraph()
    for source, target in arrows:
        graph.add_edge(source, target, sign=SIGNS[f"{source}__{target}"])
    account = Account(name, nx.freeze(graph), claims or {}, source="leaf", ends=("cup",))
    return Route(account, name.title(), f"the {name} story", tuple((a, b, SIGNS[f"{a}__{b}"]) for a, b in arrows), "tea")


def board():
    words = {**course_board().words, "scene": "Steps of tea.", "system.kitchens": "kitchens", "outcome.abolish": "{End}: none is predicted"}
    return Board(
        steps={name: Step(label, label.lower(), label) for name, label in STEPS.items()},
        signs=SIGNS,
        support={arrow: {"kitchens": SUPPORT.get(arrow, (0, 0))} for arrow in SIGNS},
        routes={
            "kettle": route("kettle", ("leaf", "heat"), ("heat", "brew"), ("brew", "cup"), claims={"cold": "needed"}),
            "patience": route("patience", ("leaf", "cold"), ("cold", "cup")),
        },
        words=words,
        systems=("kitchens",),
        source="leaf",
        findings=(
            Finding(
                ("heat",), (), "A cold kettle: no tea.", {"abolish": "yes", "silent": "silent", "no_change": "no", "share": "partly"}, True
            ),
        ),
    )


def draw(size=(160, 80)):
    figure = blank(size[0] / 72, size[1] / 72)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, size[0]), ylim=(size[1], 0))
    axes.axis("off")
    pen = Pen(axes)
    with pen.panel("kitchen"):
        pen.disc(60, 40, 5, "part=heat:raises:pop", "orange")
        pen.disc(60, 40, 5, "part=heat:rest,lowers,unknown", "paper")
        pen.path("M130 40 L150 40", "place=cup", "", "ink")
    with pen.panel("over"):
        for arrow, sign in SIGNS.items():
            (a, b), (c, d) = (PLACES[step] for step in arrow.split("__"))
            pen.path(f"M{a} {b} L{c} {d}", f"arrow={arrow}:line", "", "green")
            pen.path(f"M{c} {d} L{c - 4} {d - 3} {c - 4} {d + 3} Z", f"arrow={arrow}:{sign}", "green", "green")
        for step, (x, y) in PLACES.items():
            pen.disc(x, y, 7, f"badge={step}:disc")
            pen.text(x, y, "0", f"badge={step}:number")
            pen.text(x, y + 14, STEPS[step], f"badge={step}:label:center")
    return figure


def tea():
    on = board()
    return Stage(
        name="tea",
        title="A cup of tea",
        caption="Not to scale.",
        board=on.definition,
        check=lambda state: checked(on, state),
        read=lambda state: reading(state, on),
        sheets=lambda: {name: Sheet(draw(), (160, 80), {"kitchen": (1, 0, 0)}) for name in ("wide", "narrow")},
        still=lambda _, found: Picture(draw(), found["sentences"]["result"], "conceptual"),
        notes=lambda: {step: [("What it is", f"{label}.")] for step, label in STEPS.items()},
        arrow_notes=lambda: {"leaf__heat": "Tried in kitchens."},
        route_notes=dict,
        legend=(("people", "tried"),),
        tries={"No heat": {"blocked": ["heat"]}},
        shows="No heat",
    )
