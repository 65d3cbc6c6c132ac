"""What waits: values of a control and entries of a list that would tell the answer to a later question, here or in another notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from ketamine_course.names import nearest
from ketamine_course.widgets.question import Question

Later: TypeAlias = Mapping[str, Question | Sequence[Question]]
"""A value of a control, or the row of an entry, to the question, or all of the questions, after which it opens."""


def withheld(
    definition: dict[str, Any], later: Later | None, choice: Mapping[str, Any], rows: Sequence[str] = (), page: str = ""
) -> dict[str, Any]:
    """Return an explorable's definition with what waits for which questions; such states are on no film strip either.

    Parameters
    ----------
    definition : dict
        What `Definition.definition` returned.
    later : mapping of str to Question or sequence of Question, optional
        What waits: values of controls, or rows of the table.
    choice : mapping of str to value
        How the picture opens.
    rows : sequence of str
        The keys of the rows of its table.
    page : str
        The page on which it is shown, where that is known: its own questions are called those of "this notebook".

    Raises
    ------
    ValueError
        No control has the value and no row the key, or the picture would open with the value.
    """
    if not later:
        return definition
    known = {value: control for control in definition["controls"] for value in control["values"]}
    for value in later:
        if value not in known and value not in rows:
            raise ValueError(f"{definition['title']!r}, later: value {nearest(value, [*known, *rows], listing=True)}")
        if value in known and choice[known[value]["name"]] == value:
            raise ValueError(f"{definition['title']!r} opens with {value!r}, which waits for a later question")
    waiting = [{value: _value(later[value], page) for value in control["values"] if value in later} for control in definition["controls"]]
    in_table = {key: waits_for(later[key], told_after(later[key], page)) for key in rows if key in later}
    controls = [{**control, **({"later": found} if found else {})} for control, found in zip(definition["controls"], waiting, strict=True)]
    closed = [[str(control["values"].index(value)) for value in found] for control, found in zip(controls, waiting, strict=True)]
    film = [each for each in definition.get("film", []) if not _shows(each[1], closed)]
    rest = {name: told for name, told in definition.items() if name != "film"}
    return {**rest, "controls": controls, **({"rows": in_table} if in_table else {}), **({"film": film} if len(film) > 1 else {})}


def _value(asked: Question | Sequence[Question], page: str) -> dict[str, Any]:
    return {**waits_for(asked, opens_after(asked, page)), "together": opens_after(asked, page, together=True)}


def _shows(key: str, closed: Sequence[Sequence[str]]) -> bool:
    return any(part in parts for part, parts in zip(key.partition("/")[0].split("-"), closed, strict=True))


def waits_for(asked: Question | Sequence[Question], words: str) -> dict[str, Any]:
    """Return what the page must know of something that waits: what is said beside it until it opens, and for which questions it waits."""
    kept = ("collection", "page", "name", "edition", "prompt")
    questions = [{**{name: getattr(each, name) for name in kept}, "rounds": 2 if each.discuss else 1} for each in _listed(asked)]
    return {"words": words, "questions": questions}


def opens_once(asked: Sequence[Question], page: str = "") -> dict[str, Any]:
    """Return what a page must know of a figure that waits for several questions and no single prediction; nothing where there are none."""
    return {"once": waits_for(asked, told_after(asked, page))} if asked else {}


def opens_when(shown: Mapping[str, Any]) -> str:
    """Return in words when a figure opens that waits for several questions, or nothing."""
    return str(shown.get("once", {}).get("words", ""))


def lock_of(asked: Question) -> dict[str, str]:
    """Return what a figure that waits for a prediction must know of it."""
    kept = ("collection", "page", "edition", "prompt", "result")
    return {"question": asked.name, **{name: getattr(asked, name) for name in kept}}


def opens_after(asked: Question | Sequence[Question], page: str = "", *, together: bool = False) -> str:
    """Return when a value of a control opens, to stand in brackets behind its label; or when several values open together."""
    count = len(_listed(asked))
    opens, its = ("open", "their") if together else ("opens", "its")
    return f"{opens} after {f'{its} question' if count == 1 else f'the {count} questions'} in {_places(asked, page, 'or')}"


def told_after(asked: Question | Sequence[Question], page: str = "") -> str:
    """Return what stands in place of what waits in a list."""
    questions = _listed(asked)
    kinds = {"prediction" if each.result else "rating" if each.kind == "rating" else "question" for each in questions}
    kind = kinds.pop() if len(kinds) == 1 else "question"
    what = f"the {kind}" if len(questions) == 1 else f"{len(questions)} {kind}s"
    return f"Shown after {what} in {_places(asked, page, 'and')}"


def _listed(asked: Question | Sequence[Question]) -> list[Question]:
    return [asked] if isinstance(asked, Question) else list(asked)


def _places(asked: Question | Sequence[Question], page: str, word: str) -> str:
    """Return the notebooks of some questions in words; that of the page itself comes first."""
    pages = {each.page for each in _listed(asked)}
    others = sorted(each.split("_")[0] for each in pages - {page})
    many = "s" * (word == "and" and len(others) > 1)
    named = [f"notebook{many} {f' {word} '.join(others)}"] if others else []
    return f" {word} in ".join([*(["this notebook"] if page in pages else []), *named])
