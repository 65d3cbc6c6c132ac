"""What waits: values of a control and entries of a list that would tell the answer to a later question, here or in another notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from ketamine_course.names import nearest
from ketamine_course.widgets.question import Question

Later: TypeAlias = Mapping[str, Question | Sequence[Question]]
"""A value of a control, or the row of an entry, to the question, or all of the questions, after which it opens."""


def withheld(definition: dict[str, Any], later: Later | None, choice: Mapping[str, Any]) -> dict[str, Any]:
    """Return an explorable's definition with what waits for which questions; such states are on no film strip either.

    Raises
    ------
    ValueError
        No control has the value, or the picture would open with it.
    """
    if not later:
        return definition
    known = {value: control for control in definition["controls"] for value in control["values"]}
    for value in later:
        if value not in known:
            raise ValueError(f"{definition['title']!r}, later: value {nearest(value, known, listing=True)}")
        if choice[known[value]["name"]] == value:
            raise ValueError(f"{definition['title']!r} opens with {value!r}, which waits for a later question")
    waiting = [
        {value: waits_for(later[value], opens_after(later[value])) for value in control["values"] if value in later}
        for control in definition["controls"]
    ]
    controls = [{**control, **({"later": found} if found else {})} for control, found in zip(definition["controls"], waiting, strict=True)]
    closed = [[str(control["values"].index(value)) for value in found] for control, found in zip(controls, waiting, strict=True)]
    film = [each for each in definition.get("film", []) if not _shows(each[1], closed)]
    rest = {name: told for name, told in definition.items() if name != "film"}
    return {**rest, "controls": controls, **({"film": film} if len(film) > 1 else {})}


def _shows(key: str, closed: Sequence[Sequence[str]]) -> bool:
    return any(part in parts for part, parts in zip(key.partition("/")[0].split("-"), closed, strict=True))


def waits_for(asked: Question | Sequence[Question], words: str) -> dict[str, Any]:
    """Return what the page must know of something that waits: what is said beside it until it opens, and for which questions it waits."""
    kept = ("collection", "page", "name", "edition", "prompt")
    questions = [{**{name: getattr(each, name) for name in kept}, "rounds": 2 if each.discuss else 1} for each in _listed(asked)]
    return {"words": words, "questions": questions}


def opens_after(asked: Question | Sequence[Question]) -> str:
    """Return when a value of a control opens, to stand in brackets behind its label."""
    count = len(_listed(asked))
    return f"opens after {'its question' if count == 1 else f'the {count} questions'} in notebook {' or '.join(_places(asked))}"


def told_after(asked: Question | Sequence[Question]) -> str:
    """Return what stands in place of what waits in a list."""
    questions = _listed(asked)
    kinds = {"prediction" if each.result else "rating" if each.kind == "rating" else "question" for each in questions}
    kind = kinds.pop() if len(kinds) == 1 else "question"
    what = f"the {kind}" if len(questions) == 1 else f"{len(questions)} {kind}s"
    places = _places(asked)
    return f"Shown after {what} in notebook{'s' * (len(places) > 1)} {' and '.join(places)}"


def _listed(asked: Question | Sequence[Question]) -> list[Question]:
    return [asked] if isinstance(asked, Question) else list(asked)


def _places(asked: Question | Sequence[Question]) -> list[str]:
    return sorted({each.page.split("_")[0] for each in _listed(asked)})
