"""A small directed graph of steps and arrows, with the names that networkx gives to what it does.

All of networkx takes half a second and 8 MB to load in every kernel, for paths through a graph of some fifty steps. What works on one of
these works on a ``networkx.DiGraph`` as well, and ``networkx.DiGraph(arrows.edges)`` makes one for anything more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Pair = tuple[str, str]


class _Edges(Mapping[Pair, dict[str, Any]]):
    """All arrows with their attributes, ordered by the steps from which they lead."""

    def __init__(self, ahead: dict[str, dict[str, dict[str, Any]]]) -> None:
        self._ahead = ahead

    def __getitem__(self, pair: Pair) -> dict[str, Any]:
        source, target = pair
        return self._ahead[source][target]

    def __iter__(self) -> Iterator[Pair]:
        return ((source, target) for source, targets in self._ahead.items() for target in targets)

    def __len__(self) -> int:
        return sum(map(len, self._ahead.values()))


class Arrows:
    """Steps, and arrows between them, each with attributes.

    Parameters
    ----------
    base : Arrows or networkx.DiGraph, optional
        What it begins with: a copy that can be changed.
    """

    def __init__(self, base: Any = None) -> None:
        self.nodes: dict[str, dict[str, Any]] = {}
        self._next: dict[str, dict[str, dict[str, Any]]] = {}
        self.edges = _Edges(self._next)
        self._frozen = False
        if base is not None:
            for node in base.nodes:
                self.add_node(node, **base.nodes[node])
            for source, target in base.edges:
                self.add_edge(source, target, **base.edges[source, target])

    def __iter__(self) -> Iterator[str]:
        return iter(self.nodes)

    def __len__(self) -> int:
        return len(self.nodes)

    def __contains__(self, node: object) -> bool:
        return node in self.nodes

    def add_node(self, node: str, /, **attributes: Any) -> None:
        """Add a step, or attributes to one that there is."""
        self._check_open()
        self.nodes.setdefault(node, {}).update(attributes)
        self._next.setdefault(node, {})

    def add_nodes_from(self, nodes: Iterable[str]) -> None:
        """Add steps."""
        for node in nodes:
            self.add_node(node)

    def add_edge(self, source: str, target: str, /, **attributes: Any) -> None:
        """Add an arrow and its steps, or attributes to one that there is."""
        self.add_nodes_from((source, target))
        self._next[source].setdefault(target, {}).update(attributes)

    def add_edges_from(self, pairs: Iterable[Pair]) -> None:
        """Add arrows."""
        for source, target in pairs:
            self.add_edge(source, target)

    def remove_edges_from(self, pairs: Iterable[Pair]) -> None:
        """Take away those of some arrows that there are."""
        self._check_open()
        for source, target in pairs:
            self._next.get(source, {}).pop(target, None)

    def remove_nodes_from(self, nodes: Iterable[str]) -> None:
        """Take away those of some steps that there are, with their arrows."""
        gone = set(nodes)
        self.remove_edges_from([pair for pair in self.edges if gone & set(pair)])
        for node in gone & self.nodes.keys():
            del self.nodes[node], self._next[node]

    def has_edge(self, source: str, target: str) -> bool:
        """Whether there is an arrow."""
        return target in self._next.get(source, ())

    def number_of_edges(self) -> int:
        """Return how many arrows there are."""
        return len(self.edges)

    def successors(self, node: str) -> Iterator[str]:
        """Return the steps to which arrows lead from a step, in the order in which they were added."""
        return iter(self._next[node])

    def frozen(self) -> Arrows:
        """Return itself, after which nothing can change it."""
        self._frozen = True
        return self

    def _check_open(self) -> None:
        if self._frozen:
            raise TypeError("frozen: these arrows cannot be changed; `Arrows(these)` is a copy that can")


def simple_paths(arrows: Any, source: str, target: str) -> Iterator[list[str]]:
    """Yield every path from one step to another that visits none twice."""
    path, ahead = [source], [iter([source] if source == target else arrows.successors(source))]
    if source == target:
        yield path
        return
    while ahead:
        node = next(ahead[-1], None)
        if node is None:
            ahead.pop()
            path.pop()
        elif node == target:
            yield [*path, node]
        elif node not in path:
            path.append(node)
            ahead.append(arrows.successors(node))


def descendants(arrows: Any, source: str) -> set[str]:
    """Return all steps that can be reached from a step, without itself."""
    found: set[str] = set()
    ahead = [source]
    while ahead:
        new = set(arrows.successors(ahead.pop())) - found
        found |= new
        ahead += new
    return found - {source}


def leads_in_a_circle(arrows: Any) -> bool:
    """Whether some step can be reached from itself."""
    return any(node in descendants(arrows, each) for node in arrows for each in arrows.successors(node)) or any(
        arrows.has_edge(node, node) for node in arrows
    )


def pieces(arrows: Any) -> int:
    """Return into how many pieces the graph falls, whichever way its arrows point."""
    group = {node: {node} for node in arrows}
    for source, target in arrows.edges:
        if group[source] is not group[target]:
            group[source] |= group[target]
            for node in group[target]:
                group[node] = group[source]
    return len({id(each) for each in group.values()})
