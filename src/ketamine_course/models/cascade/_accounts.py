"""Accounts of how the drug lifts mood: each is a signed graph of its own, with what it says of steps off its path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, pairwise
from operator import itemgetter

import networkx as nx

from ketamine_course.models.cascade._graph import SIGN_VALUES, graph, label, net_effect
from ketamine_course.names import checked
from ketamine_course.tables import rows_of, rows_where

DRUG = "ketamine"
CLAIMS = ("needed", "helps", "not_needed", "rises", "unchanged")
"""What an account can say of a step off its path.

Without it the effect is gone, without it some may be lost, it is not needed; or: the drug raises it, or leaves it unchanged.
"""
MOOD = ("mood_rapid", "mood_sustained")


@dataclass(frozen=True, eq=False)
class Account:
    """One account, taken strictly and alone.

    Parameters
    ----------
    name : str
        Its id, or a name of your own.
    arrows : networkx.DiGraph
        Its own arrows, each with a ``sign``; they start at the drug.
    claims : mapping of str to str
        For steps or arrows off its path: one of `CLAIMS`. Of anything else off its path it says nothing.
    people_only : bool
        Whether it speaks about people only, as an account built on hope must.
    source : str
        The step at which its arrows start.
    ends : tuple of str
        The steps that count as its outcome, where they lie on its path.
    """

    name: str
    arrows: nx.DiGraph[str]
    claims: Mapping[str, str]
    people_only: bool = False
    source: str = DRUG
    ends: tuple[str, ...] = MOOD

    @property
    def parts(self) -> tuple[Account, ...]:
        """The account itself: what it has in common with a `Mixture`."""
        return (self,)

    def starts(self) -> list[str]:
        """Return the steps on which the drug acts first."""
        return list(self.arrows.successors(self.source))

    def readouts(self, readout: str) -> list[str]:
        """Return the steps of this account that a readout stands for; ``mood`` stands for fast and lasting mood alike."""
        return [node for node in (self.ends if readout == "mood" else (readout,)) if node in self.arrows]


@dataclass(frozen=True, eq=False)
class Mixture:
    """Several accounts at once, each carrying a part of the effect of a size that nobody states."""

    parts: tuple[Account, ...]

    @property
    def name(self) -> str:
        """The names of its parts, joined."""
        return " + ".join(part.name for part in self.parts)


@cache
def account_names() -> dict[str, str]:
    """Return the accounts of the collection: id to short name, in the order of the table."""
    return {row["hypothesis"]: row["short_name"] for row in rows_of("hypotheses")}


@cache
def account(name: str) -> Account:
    """Return one account of the collection, with its side paths.

    Raises
    ------
    KeyError
        There is no such account; the message gives the nearest.
    """
    checked(name, account_names(), "account")
    arrows: nx.DiGraph[str] = nx.DiGraph()
    steps = sorted(rows_where("hypothesis_steps", hypothesis=name), key=itemgetter("branch", "position"))
    for _, branch in groupby(steps, key=itemgetter("branch")):
        for source, target in pairwise(step["node"] for step in branch):
            arrows.add_edge(source, target, sign=graph().edges[source, target]["sign"])
    said = {row["step"] or row["arrow"]: row["claim"] for row in rows_where("account_claims", hypothesis=name)}
    people_only = bool(rows_where("hypotheses", hypothesis=name)[0]["people_only"])
    return Account(name, nx.freeze(arrows), said, people_only)


@cache
def receptor_alone() -> Account:
    """Return the shortcut that some texts take: block of NMDA receptors, wherever they sit, is the mechanism."""
    arrows: nx.DiGraph[str] = nx.DiGraph()
    for place in (row["node"] for row in rows_of("cascade_nodes")):
        if place.startswith("nmdar_"):
            arrows.add_edge(DRUG, place, sign="lowers")
            arrows.add_edge(place, MOOD[0], sign="lowers")
    return Account("receptor_alone", nx.freeze(arrows), {})


def with_edge(base: Account, source: str, target: str, sign: str = "raises") -> Account:
    """Return a copy of an account with one more arrow, or with another sign on an arrow it has.

    Parameters
    ----------
    base : Account
        Stays as it is.
    source, target : str
        Steps of the common map.
    sign : str
        ``raises``, ``lowers`` or ``unknown``.

    Raises
    ------
    KeyError
        A step is not on the map; the message gives the nearest.
    ValueError
        The sign has another name, or the arrow would lead in a circle.
    """
    for node in (source, target):
        checked(node, graph(), "step")
    checked(sign, SIGN_VALUES, "sign", ValueError)
    arrows: nx.DiGraph[str] = nx.DiGraph(base.arrows)
    arrows.add_edge(source, target, sign=sign)
    if not nx.is_directed_acyclic_graph(arrows):
        raise ValueError(f"an arrow from {label(source)!r} to {label(target)!r} would lead in a circle")
    name = base.name if base.name.endswith("*") else f"{base.name}*"
    claims = {key: claim for key, claim in base.claims.items() if key not in arrows}
    return replace(base, name=name, arrows=nx.freeze(arrows), claims=claims)


def combined(*accounts: Account | Mixture) -> Mixture:
    """Return a mixture of accounts.

    Raises
    ------
    ValueError
        No account is given.
    """
    if not accounts:
        raise ValueError("a mixture needs at least one account")
    return Mixture(tuple(part for each in accounts for part in each.parts))


def routes(arrows: nx.DiGraph[str], source: str, targets: Iterable[str]) -> list[list[str]]:
    """Return all paths from a step to any of some others, each as a list of steps."""
    if source not in arrows:
        return []
    return [list(found) for target in targets if target in arrows for found in nx.all_simple_paths(arrows, source, target)]


def route_sign(arrows: nx.DiGraph[str], route: Iterable[str]) -> str:
    """Return what the first step of a path does to its last."""
    return net_effect(arrows.edges[pair]["sign"] for pair in pairwise(route))


def joint_sign(arrows: nx.DiGraph[str], found: Iterable[Iterable[str]]) -> str:
    """Return the common sign of some paths: ``unknown`` where they disagree or where there is none."""
    signs = {route_sign(arrows, route) for route in found}
    return signs.pop() if len(signs) == 1 else "unknown"


def signal(of: Account, blocked: Iterable[str] = ()) -> dict[str, str]:
    """Follow the drug's signal through an account.

    Parameters
    ----------
    of : Account
        The account.
    blocked : iterable of str
        Steps that are held where they were; steps off the account do not matter.

    Returns
    -------
    dict of str to str
        For every step after the drug: ``raises``, ``lowers``, ``unknown`` (paths disagree), or ``none`` (nothing arrives).
    """
    held = set(blocked)
    open_arrows = nx.DiGraph(of.arrows.subgraph(node for node in of.arrows if node not in held))
    result = {}
    for node in of.arrows:
        found = routes(open_arrows, of.source, [node])
        if node != of.source:
            result[node] = joint_sign(open_arrows, found) if found else "none"
    return result
