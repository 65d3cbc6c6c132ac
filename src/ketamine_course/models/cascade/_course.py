"""The course's own board, filled from the tables: every account, the chains that texts tell, and the experiments."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import Any

import networkx as nx

from ketamine_course.models.cascade._accounts import DRUG, Account, account, account_names
from ketamine_course.models.cascade._board import Board, Finding, Question, Route, Step, arrow_id
from ketamine_course.models.cascade._evaluate import fit
from ketamine_course.models.cascade._graph import ASPECTS, graph, path, support
from ketamine_course.models.cascade._predict import Design, design, experiment_names, predict
from ketamine_course.references import MARKS, work
from ketamine_course.tables import rows_of

PREDICTIONS = ("abolish", "reduce", "share", "no_change", "silent")


@cache
def course_board() -> Board:
    """Return the board of the course, in the order of the tables."""
    nodes = graph().nodes
    return Board(
        steps={node: Step(nodes[node]["label"], lowered(nodes[node]["label"]), nodes[node]["short_label"]) for node in nodes},
        signs={arrow_id(*pair): graph().edges[pair]["sign"] for pair in graph().edges},
        support={
            arrow_id(*pair): {name: (counts.for_it, counts.against) for name, counts in support(*pair).items()} for pair in graph().edges
        },
        routes={**{name: account_route(account(name), short) for name, short in account_names().items()}, **told_routes()},
        words={row["key"]: row["text"] for row in rows_of("stage_words")},
        systems=ASPECTS["system"],
        source=DRUG,
        findings=tuple(_finding(row, design(row["experiment"])) for row in _repeatable()),
        bench=tuple(_question(name) for name in experiment_names()),
        fits=_fits(),
    )


def account_route(of: Account, short: str) -> Route:
    """Return an account as a route: its main path first, then its side arrows."""
    main = list(pairwise(path(of.name))) if of.name in account_names() else []
    order = [*main, *(pair for pair in of.arrows.edges if pair not in main)]
    arrows = tuple((*pair, str(of.arrows.edges[pair]["sign"])) for pair in order)
    full = next((row["name"] for row in rows_of("hypotheses") if row["hypothesis"] == of.name), short)
    quoted = full if "/" in short else short  # an abbreviated name is written out in a sentence
    inline = f"the account \u201c{quoted}\u201d" if " on " in short or "/" in short else f"the {lowered(short)} account"
    return Route(of, short, inline, arrows, "mood")


@cache
def told_routes() -> dict[str, Route]:
    """Return the chains that texts tell, each as a route of its own that is read at its last step."""
    chains: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of("told_chains"):
        if row["source"]:
            chains.setdefault(row["chain"], []).append(row)
    found = {}
    for name, chain in chains.items():
        rows = sorted(chain, key=itemgetter("position"))
        arrows = tuple((before["node"], row["node"], row["sign"]) for before, row in pairwise(rows))
        drawn: nx.DiGraph[str] = nx.DiGraph()
        for source, target, sign in arrows:
            drawn.add_edge(source, target, sign=sign)
        last = rows[-1]["node"]
        told = Account(f"told_{name}", nx.freeze(drawn), {}, source=rows[0]["node"], ends=(last,))
        end = lowered(graph().nodes[last]["label"])
        turn = {"rises": "raises", "falls": "lowers"}[rows[0]["told_end"]]
        inline = f"the chain in {rows[0]['source']}"
        found[f"told_{name}"] = Route(told, rows[0]["label"], inline, arrows, end, lift=False, mixes=False, told=turn)
    return found


def _repeatable() -> list[dict[str, Any]]:
    """Return the experiments that a reader can repeat: ketamine is given, steps or arrows are taken away, and mood is read."""
    rows = rows_of("experiments")
    wanted = []
    for row in rows:
        made = design(row["experiment"]) if row["experiment"] in experiment_names() else Design(asks="")
        if made.agent == DRUG and made.asks == "keeps_working" and made.readout == "mood" and (made.steps or made.arrows_cut):
            wanted.append(row)
    return wanted


def _finding(row: dict[str, Any], made: Design) -> Finding:
    species = "; ".join({"human": "people"}.get(each, each) for each in row["species"])
    works = "; ".join(work(key).short for key in row["refs"])
    status = "" if row["mark"] == "seen" else f", {MARKS[row['mark']]}"
    text = f"{row['label']} ({species}; {works}{status}): {row['finding']}"
    fits = {said: fit(said, row["experiment"]) for said in PREDICTIONS}
    return Finding(made.steps, made.arrows_cut, text, fits, made.in_people, row["experiment"])


def bench_predictions(of: Account) -> tuple[str, ...]:
    """Return what an account predicts of each experiment of the bench, in their order."""
    return tuple(predict(of, design(name)) for name in experiment_names())


def _question(name: str) -> Question:
    row = next(row for row in rows_of("experiments") if row["experiment"] == name)
    predicts = {account_name: predict(account(account_name), design(name)) for account_name in account_names()}
    asks = "direction" if design(name).asks == "association" else design(name).asks
    return Question(lowered(str(row["label"])), asks, predicts, str(row["result"]), design(name).weight == "weak")


def _fits() -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for row in rows_of("prediction_fits"):
        found.setdefault(row["asks"], {}).setdefault(row["predicts"], {})[row["result"]] = row["fit"]
    return found


def lowered(name: str) -> str:
    """Return a name for the middle of a sentence: its first letter small, unless it starts a short form such as ``NMDA`` or ``L-type``."""
    first = name.split(" ", maxsplit=1)[0].split("-", maxsplit=1)[0]
    keeps = any(letter.isupper() or letter.isdigit() for letter in first[1:]) or name[1:2] == "-"
    return name if keeps else name[:1].lower() + name[1:]
