"""Read YAML so that what is wrong is told once, with file, line and column, and so that no file can take the machine with it.

Beyond `yaml.safe_load`: a key that stands twice, anchors and aliases (a few lines of them unfold to gigabytes), files that are too large or
too deep, and values that only YAML understands (dates that do not exist, ``.nan``) are faults. Each mapping knows its lines.
"""

from __future__ import annotations

from collections.abc import Hashable
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 500_000
"""Twenty times the largest file of the collection; a file of this size is read within seconds."""
MAX_DEPTH = 20
"""The deepest file of the collection has six levels."""


class YamlError(ValueError):
    """A file cannot be read as YAML; the message names file, line and column."""


class Record(dict[Any, Any]):
    """A mapping that knows in which line it begins (`line`) and in which each key stands (`lines`)."""

    line: int = 0

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[Hashable, int] = {}


class _Values:
    """Values of nodes as this module wants them, whichever loader has read the nodes."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            value = super().construct_object(node, deep=deep)  # type: ignore[misc]  # of the loader that this stands before
        except (ValueError, OverflowError, KeyError, IndexError, AttributeError) as error:
            if isinstance(error, yaml.YAMLError):
                raise
            raise yaml.MarkedYAMLError(None, None, f"{node.value!r} has no value: put it in quotes", node.start_mark) from error
        if isinstance(value, float) and value - value != 0:
            raise yaml.MarkedYAMLError(None, None, f"{node.value!r} is not a number that can be shown", node.start_mark)
        return value


class _Loader(_Values, yaml.SafeLoader):
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML's types leave it out
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise yaml.MarkedYAMLError(None, None, f"'{sign}{event.anchor}': write the value out, or put it in quotes", event.start_mark)
        if self.depth == MAX_DEPTH:
            raise yaml.MarkedYAMLError(None, None, f"is deeper than {MAX_DEPTH} levels", event.start_mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


_Quick: Any = type("_Quick", (_Values, yaml.CSafeLoader), {}) if yaml.__with_libyaml__ else None
"""Reads what is sound a good ten times as fast; what is wrong is told by `_Loader`, in its words. Some platforms come without."""


def _record(loader: _Loader, node: yaml.MappingNode) -> Record:
    """Return a mapping with the lines of its keys.

    Raises
    ------
    yaml.MarkedYAMLError
        A key stands twice, or cannot be one.
    """
    made = Record()
    made.line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode) or key_node.tag == "tag:yaml.org,2002:merge":
            raise yaml.MarkedYAMLError(None, None, "a name must stand before ':'", key_node.start_mark)
        key = loader.construct_object(key_node, deep=True)
        if key in made:
            told = f"{key!r} stands already in line {made.lines[key]}"
            raise yaml.MarkedYAMLError(None, None, told, key_node.start_mark)
        made[key] = loader.construct_object(value_node, deep=True)
        made.lines[key] = key_node.start_mark.line + 1
    return made


for _loader in filter(None, (_Loader, _Quick)):
    _loader.add_constructor("tag:yaml.org,2002:map", _record)


@lru_cache(maxsize=128)
def _value(text: str) -> Any:
    """Return what stands in a text; the collection has some sixty files, and its checks read most of them several times."""
    if _Quick is not None and _is_plain(text):
        try:
            return yaml.load(text, _Quick)  # noqa: S506 - derived from CSafeLoader
        except (yaml.YAMLError, RecursionError):
            pass
    return yaml.load(text, _Loader)  # noqa: S506 - derived from SafeLoader


def _is_plain(text: str) -> bool:
    """Tell whether a text can be read to its end, without anchors and within its depth; nothing is unfolded meanwhile."""
    depth = 0
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth >= MAX_DEPTH or getattr(event, "anchor", None):
                return False
    except yaml.YAMLError:
        return False
    return True


def read(path: Path, name: str = "") -> Any:
    """Return what stands in a YAML file: lists, `Record`, text, numbers, dates.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        What messages call it; its own name unless given.

    Raises
    ------
    YamlError
        It cannot be read.
    """
    told = name or path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise YamlError(f"{told}: cannot be read: {error.strerror}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise YamlError(f"{told}, line {line}: is not UTF-8 text here; save the file as UTF-8") from error
    return parse(text, told)


def parse(text: str, name: str, first_line: int = 1) -> Any:
    """Return what stands in a text written as YAML, which begins in some line of the file called `name`; errors as for `read`."""
    if len(text.encode(errors="replace")) > MAX_BYTES:
        raise YamlError(f"{name}: has more than {MAX_BYTES // 1000} kB; split it")
    try:
        return deepcopy(_value(text))  # callers may change what they get
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(_told(name, first_line, mark, error)) from error
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + first_line
        raise YamlError(f"{name}, line {line}: holds a character that no text has (U+{int(error.character):04X})") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise YamlError(f"{name}: is not readable as YAML: {type(error).__name__}") from error


def _told(name: str, first_line: int, mark: yaml.Mark | None, error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "something is missing"
    if (error.context or "").startswith("expected"):
        problem = f"{error.context}, {problem}"
    place = f", line {mark.line + first_line}, column {mark.column + 1}" if mark else ""
    return f"{name}{place}: is not readable as YAML: {' '.join(problem.split())}"
