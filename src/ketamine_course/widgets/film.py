"""The key states of an explorable: a few steps of one control, which tell the story on paper, where nothing moves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from ketamine_course.names import nearest
from ketamine_course.widgets.controls import ChoiceError

if TYPE_CHECKING:
    from ketamine_course.widgets.definition import Choices, Definition

FRAMES = 3
"""Key states at most: as many as stand on a sheet of paper side by side and can be read."""
Step = TypeVar("Step")


def key_states(source: Definition) -> list[tuple[str, Choices]]:
    """Return the key states in order, each with the words for what is set; none where no control makes a sequence.

    They are steps of the control that the definition names for its story, or else of the first one that plays; the other controls are
    set as in the sample.

    Raises
    ------
    ChoiceError
        The definition names a control that it does not have.
    """
    controls = source.controls
    if source.story and source.story not in controls:
        raise ChoiceError(f"{source.title!r}, control {nearest(source.story, controls, listing=True)}")
    name = source.story or next((name for name, control in controls.items() if control.plays), "")
    if not name:
        return []
    control = controls[name]
    chosen = spread(control.states, source.sample[name])
    return [(f"{control.label}: {control.text(value)}", {**source.sample, name: value}) for value in chosen]


def strip(source: Definition) -> list[list[str]]:
    """Return the key states as a page takes them: the words for each, and its key."""
    return [[words, source.key(choice)] for words, choice in key_states(source)]


def spread(steps: Sequence[Step], kept: Any) -> list[Step]:
    """Return at most `FRAMES` of the steps, evenly spread from the first to the last, with one that is to be among them."""
    if len(steps) <= FRAMES:
        return list(steps)
    places = [round(number * (len(steps) - 1) / (FRAMES - 1)) for number in range(FRAMES)]
    wanted = list(steps).index(kept)
    if wanted not in places:
        inner = min(places[1:-1], key=lambda place: abs(place - wanted))
        places = sorted({*places, wanted} - {inner})
    return [steps[place] for place in places]
