"""Hold what was read from a file against the types of a dataclass: each field that is missing, unknown or of another type, once.

A form is a dataclass or a TypedDict; its types say what may stand in a file: ``str``, ``float``, ``int``, ``bool``, ``date``,
``tuple[X, ...]`` or ``list[X]`` for a list, ``dict[X, Y]``, another form, and unions of these. A field with a default may be left out.
"""

from __future__ import annotations

import types
from collections.abc import Collection, Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from ketamine_course.names import nearest
from ketamine_course.yaml_files import Record

WORDS: dict[Any, str] = {
    str: "text",
    int: "a whole number",
    float: "a number with a decimal point",
    bool: "true or false",
    date: "a date as YYYY-MM-DD",
    tuple: "a list",
    list: "a list",
    dict: "a list of names with values",
}


class Misfit(NamedTuple):
    """One thing that does not fit: where it stands (``"options, 2, feedback"``), its line if known, and what is wrong."""

    field: str
    line: int | None
    message: str


def misfits(value: Any, form: Any, *, hidden: Collection[str] = (), field: str = "", line: int | None = None) -> Iterator[Misfit]:
    """Yield everything in which a value differs from its form.

    Parameters
    ----------
    value : object
        What was read.
    form : type
        What it should be.
    hidden : collection of str
        Fields of the form that no file may give.
    field, line
        Where the value stands.
    """
    form = str if form is Any else form
    if get_origin(form) in (Union, types.UnionType):
        form = _chosen(value, get_args(form))
    if form is type(None) or (form is not None and _fields(form) is None and get_origin(form) is None):
        problem = _problem(value, form)
        if problem:
            yield Misfit(field, line, problem)
        return
    kind = get_origin(form) or dict
    if not isinstance(value, list if kind in (tuple, list) else dict):
        yield Misfit(field, line, f"is {_shown(value)}, not {WORDS[kind]}")
        return
    for step, part, expected in _parts(value, form, kind, hidden):
        at = getattr(value, "lines", {}).get(step, getattr(part, "line", line))
        yield from misfits(part, expected, field=f"{field}, {step}" if field else str(step), line=at)
    if get_origin(form) is None:
        yield from _names_that_do_not_fit(value, form, hidden, field, line)


def _parts(value: Any, form: Any, kind: type, hidden: Collection[str]) -> Iterator[tuple[Any, Any, Any]]:
    """Yield each part of a list or mapping with its name and its form."""
    if kind in (tuple, list):
        yield from ((number, part, get_args(form)[0]) for number, part in enumerate(value, start=1))
    elif get_origin(form) is dict:
        yield from ((name, part, get_args(form)[1]) for name, part in value.items())
    else:
        known = _fields(form) or {}
        yield from ((name, part, known[name][0]) for name, part in value.items() if name in known and name not in hidden)


def _names_that_do_not_fit(value: Any, form: Any, hidden: Collection[str], field: str, line: int | None) -> Iterator[Misfit]:
    known = {name: needed for name, (_, needed) in (_fields(form) or {}).items() if name not in hidden}
    lines = value.lines if isinstance(value, Record) else {}
    missing = [name for name, needed in known.items() if needed and name not in value]
    for name in value:
        if name not in known:
            told = nearest(name, missing or known)
            near = next((each for each in missing if f"nearest: {each!r}" in told), None)
            if near:
                missing.remove(near)  # one slip of the pen: the unknown name is the missing one
            yield Misfit(_joined(field, name), lines.get(name, line), told if near else nearest(name, known))
    yield from (Misfit(_joined(field, name), getattr(value, "line", None) or line, "is missing") for name in missing)


def _joined(field: str, name: Any) -> str:
    return f"{field}, {name}" if field else str(name)


@cache  # a file asks for the same few forms thousands of times
def _fields(form: Any) -> dict[str, tuple[Any, bool]] | None:
    """Return the fields of a form with their types and whether they must be there; None for anything else."""
    if is_typeddict(form):
        told = get_type_hints(form, include_extras=True)  # with postponed annotations, __required_keys__ does not see NotRequired
        optional = {name for name, kind in told.items() if get_origin(kind) is NotRequired or not form.__total__}
        return {name: (kind, name not in optional) for name, kind in get_type_hints(form).items()}
    if is_dataclass(form):
        hints = get_type_hints(form)
        return {each.name: (hints[each.name], each.default is MISSING and each.default_factory is MISSING) for each in fields(form)}
    return None


def _chosen(value: Any, forms: tuple[Any, ...]) -> Any:
    """Return the form of a union that a value is meant for."""
    plain = [form for form in forms if form is not type(None)]
    if isinstance(value, list | dict):
        wanted = (tuple, list) if isinstance(value, list) else (dict,)
        return next((form for form in plain if (get_origin(form) or (dict if _fields(form) else form)) in wanted), plain[0])
    return next((form for form in plain if _fields(form) is None and get_origin(form) is None), plain[0])


def _problem(value: Any, form: Any) -> str | None:
    """Return what is wrong with a single value."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number if form is float else type(value) is form:
        return None
    told = f"is {_shown(value)}, not {WORDS[form]}"
    if form in (float, int) and isinstance(value, str) and value.count(",") == 1:
        near = value.replace(",", ".").strip()
        return told + (f"; nearest: {near}" if near.replace(".", "", 1).lstrip("-").isdigit() else "")
    return told + ("; put it in quotes" if form is str and not isinstance(value, list | dict) and value is not None else "")


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, list | dict):
        return WORDS[list if isinstance(value, list) else dict]
    if isinstance(value, bool):
        return str(value).lower()
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:60]}..."
