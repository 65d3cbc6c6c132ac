"""States and boards to hold the page's engine against Python: all near ones, random ones, and random boards."""

from __future__ import annotations

import itertools
import random

import networkx as nx

from ketamine_course.models.cascade import Account, Board, Finding, Question, Route, course_board

PREDICTIONS = ("abolish", "reduce", "share", "no_change", "silent")
CLAIMS = ("needed", "helps", "not_needed", "rises", "unchanged")
ASKS = {"keeps_working": PREDICTIONS, "works_alone": ("mimic", "no_mimic"), "direction": ("rise", "fall", "no_change")}
RESULTS = ("found", "other", "third")


def near_states(board):
    """Every route at every step; every single block, cut and turned sign; every pair of them on a route; filters in turn."""
    for name, route in board.routes.items():
        filters = itertools.cycle(["all", *board.systems])
        walk = itertools.cycle(route.steps)
        arrows = [f"{source}__{target}" for source, target, _ in route.arrows]
        blockable = [step for step in route.steps if step not in board.fixed]

        def state(filters=filters, walk=walk, name=name, **change):
            return {"routes": [name], "at": next(walk), "only": next(filters), **change}

        for only, at in itertools.product(["all", *board.systems], board.steps):
            yield {"routes": [name], "at": at, "only": only}
        yield from (state(blocked=[step]) for step in board.steps if step not in board.fixed)
        yield from (state(cut=[arrow]) for arrow in board.arrows)
        yield from (state(flipped=[arrow]) for arrow in arrows)
        yield from (state(blocked=list(pair)) for pair in itertools.combinations(blockable, 2))
        yield from (state(blocked=[step], flipped=[arrow]) for step in blockable for arrow in arrows)
        yield from (state(blocked=[step], cut=[arrow]) for step in blockable for arrow in arrows)
        yield from (state(flipped=list(pair)) for pair in itertools.combinations(arrows, 2))
        yield from (state(cut=list(pair)) for pair in itertools.combinations(arrows, 2))
        yield from (state(cut=[one], flipped=[two]) for one, two in itertools.combinations(arrows, 2))
    mixing = [name for name, route in board.routes.items() if route.mixes]
    for pair in itertools.combinations(mixing, 2):
        yield {"routes": list(pair)}
        for finding in board.findings:
            yield {"routes": list(pair), "blocked": list(finding.steps), "cut": list(finding.arrows)}
    for name in board.routes:
        for finding in board.findings:
            yield {"routes": [name], "blocked": list(finding.steps), "cut": list(finding.arrows)}


def random_states(board, count, seed):
    """States that mix everything, on and off the lit routes."""
    rng = random.Random(seed)
    mixing = [name for name, route in board.routes.items() if route.mixes]
    for _ in range(count):
        names = rng.choice([[rng.choice(list(board.routes))], rng.sample(mixing, min(len(mixing), rng.randint(1, 3))), ["own"]])
        own = [
            board.source,
            *rng.sample([step for step in board.steps if step != board.source], rng.randint(0, min(6, len(board.steps) - 1))),
        ]
        lit = [board.own(tuple(own)) if name == "own" else board.routes[name] for name in names]
        steps = [step for route in lit for step in route.steps]
        here = [f"{source}__{target}" for route in lit for source, target, _ in route.arrows]
        yield {
            "routes": names,
            "own": own if names == ["own"] or rng.random() < 0.1 else [],
            "at": rng.choice(steps if rng.random() < 0.8 else list(board.steps)),
            "blocked": [step for step in _some(rng, steps, list(board.steps), 0.6) if step not in board.fixed],
            "cut": _some(rng, here, list(board.arrows), 0.8),
            "flipped": _some(rng, here, list(board.arrows), 0.9),
            "only": rng.choice(["all", "all", *board.systems]),
        }


def _some(rng, here, everywhere, share):
    pool = here if rng.random() < share else everywhere
    return rng.sample(pool, min(rng.choice([0, 0, 1, 1, 2, 3]), len(pool))) if pool else []


def random_boards(count, seed):
    """Boards cut from the whole map: diamonds, side arrows, clashing signs, random claims, findings and predictions."""
    rng = random.Random(seed)
    base = course_board()
    edges = [(source, target) for source, _, target in (arrow.partition("__") for arrow in base.signs)]
    while count:
        routes = {}
        for name in ("one", "two", "told"):
            graph: nx.DiGraph[str] = nx.DiGraph(rng.sample(edges, rng.randint(8, 34)))
            graph = nx.DiGraph(graph.subgraph({base.source} | (nx.descendants(graph, base.source) if base.source in graph else set())))
            ends = [node for node in ("mood_rapid", "mood_sustained") if node in graph]
            if not ends or not nx.is_directed_acyclic_graph(graph):
                break
            for edge in graph.edges:
                graph.edges[edge]["sign"] = rng.choice(["raises", "raises", "lowers", "lowers", "unknown"])
            off = [key for key in (*base.steps, *base.signs) if not (graph.has_edge(*key.split("__")) if "__" in key else key in graph)]
            claims = {key: rng.choice(CLAIMS) for key in rng.sample(off, 8)}
            account = Account(name, nx.freeze(graph), claims, people_only=rng.random() < 0.3)
            arrows = tuple((source, target, graph.edges[source, target]["sign"]) for source, target in graph.edges)
            told = name == "told"
            routes[name] = Route(
                account,
                f"{name.title()} route",
                f"the {name} route",
                arrows,
                "mood",
                lift=not told,
                mixes=not told,
                told=rng.choice(["raises", "lowers"]) if told else "raises",
            )
        if len(routes) == 3:
            count -= 1
            yield Board(
                base.steps,
                base.signs,
                base.support,
                routes,
                base.words,
                base.systems,
                base.source,
                tuple(_findings(rng, routes)),
                tuple(_bench(rng, routes)),
                _fits(rng),
            )


def _findings(rng, routes):
    for number in range(6):
        route = rng.choice(list(routes.values()))
        steps = rng.sample([step for step in route.steps if not step.startswith("mood")], rng.choice([1, 1, 2, 0]))
        arrows = ["__".join(arrow[:2]) for arrow in rng.sample(route.arrows, 1 if not steps else rng.choice([0, 0, 1]))]
        yield Finding(
            tuple(steps),
            tuple(arrows),
            f"Finding {number}.",
            {said: rng.choice(["yes", "partly", "no", "silent"]) for said in PREDICTIONS},
            rng.random() < 0.5,
        )


def _bench(rng, routes):
    for number in range(8):
        asks = rng.choice(list(ASKS))
        predicts = {name: rng.choice([*ASKS[asks], "silent"]) for name in routes}
        yield Question(f"question {number}", asks, predicts, rng.choice(RESULTS), rng.random() < 0.3)


def _fits(rng):
    kinds = ("yes", "partly", "no")
    return {asks: {said: {result: rng.choice(kinds) for result in RESULTS} for said in predictions} for asks, predictions in ASKS.items()}
