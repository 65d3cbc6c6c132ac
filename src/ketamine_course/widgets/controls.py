"""The kinds of control an explorable can have: a slider over named steps, a choice, a set of toggles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ketamine_course.names import nearest


class ChoiceError(ValueError):
    """A control or a value that does not exist; the message lists those that do."""


@dataclass(frozen=True)
class Control:
    """What the reader can change: named values with labels, in order.

    Parameters
    ----------
    options : mapping of str to str
        Value to label, in the order shown.
    label : str
        The control's visible name.
    default : str, optional
        The first value when left out.
    """

    options: Mapping[str, str]
    label: str
    default: Any = None

    kind = ""

    def __post_init__(self) -> None:
        if len(self.options) < 2:
            raise ValueError(f"control {self.label!r} needs at least two values")
        object.__setattr__(self, "default", self.checked(self._first() if self.default is None else self.default))

    def _first(self) -> Any:
        return next(iter(self.options))

    @property
    def states(self) -> list[Any]:
        """All values the control can have, in order."""
        return list(self.options)

    def index(self, value: Any) -> int:
        """Return the number that stands for a value in a frame's key."""
        return list(self.options).index(value)

    def checked(self, value: Any) -> Any:
        """Return the value, or raise `ChoiceError` with the list of valid ones."""
        self._known(value)
        return value

    def text(self, value: Any) -> str:
        """Return a value's label."""
        return self.options[value]

    def _known(self, value: Any) -> None:
        if not isinstance(value, str) or value not in self.options:
            raise ChoiceError(f"control {self.label!r}, value {nearest(value, self.options, listing=True)}")


class Slider(Control):
    """A slider over named steps: for values with an order."""

    kind = "slider"


class Choice(Control):
    """One of several values without an order: radio buttons up to four, a list beyond."""

    kind = "choice"


class Toggles(Control):
    """Any set of the values; its value is a tuple in the order of the options."""

    kind = "toggles"

    def _first(self) -> Any:
        return ()

    @property
    def states(self) -> list[Any]:
        """All subsets, numbered as `index` numbers them."""
        names = list(self.options)
        return [tuple(n for bit, n in enumerate(names) if number >> bit & 1) for number in range(2 ** len(names))]

    def index(self, value: Any) -> int:
        """Return the subset's number: one bit for each value."""
        return sum(2 ** list(self.options).index(each) for each in value)

    def checked(self, value: Any) -> Any:
        """Return the values as a tuple in the order of the options."""
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise ChoiceError(f"{self.label!r} takes a list of values, not {value!r}")
        for each in value:
            self._known(each)
        return tuple(each for each in self.options if each in value)

    def text(self, value: Any) -> str:
        """Return the labels, joined."""
        return ", ".join(self.options[each] for each in value) or "none"
