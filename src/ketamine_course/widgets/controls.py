"""The kinds of control an explorable can have: a slider over named steps, a choice, a set of toggles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from ketamine_course.names import nearest


class ChoiceError(ValueError):
    """A control or a value that does not exist; the message lists those that do."""


Options = Mapping[str, str] | Callable[[], Mapping[str, str]]
"""Value to label, in the order shown; or a function that returns them, called when they are first needed."""


class Control:
    """What the reader can change: named values with labels, in order.

    Parameters
    ----------
    options : mapping of str to str, or function that returns one
        Value to label, in the order shown. A function is called once, on first use: so options may come from data that is only read
        where a picture is wanted.
    label : str
        The control's visible name.
    default : str, or function that returns it, optional
        The first value when left out.

    Raises
    ------
    ValueError
        There are fewer than two values; told at once, or on first use where a function gives them.
    ChoiceError
        The default is not one of the values; told likewise.
    """

    kind = ""
    plays = False

    def __init__(self, options: Options, label: str, default: Any = None) -> None:
        self.label = label
        self._options, self._default = options, default
        if not self.lazy:
            self.default  # noqa: B018 - what is wrong shows where it is written

    @property
    def lazy(self) -> bool:
        """Whether the options are only known on first use."""
        return callable(self._options)

    @cached_property
    def options(self) -> dict[str, str]:
        """Value to label, in the order shown."""
        found = dict(self._options() if callable(self._options) else self._options)
        if len(found) < 2:
            raise ValueError(f"control {self.label!r} needs at least two values")
        return found

    @cached_property
    def default(self) -> Any:
        """The value at first."""
        given = self._default() if callable(self._default) else self._default
        return self.checked(self._first() if given is None else given)

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
    """A slider over named steps: for values with an order.

    Parameters
    ----------
    options, label, default
        As for `Control`.
    plays : bool
        Whether a button plays the steps one after another: where the sequence is the message, as for steps in time.
    """

    kind = "slider"

    def __init__(self, options: Options, label: str, default: Any = None, *, plays: bool = False) -> None:
        self.plays = plays
        super().__init__(options, label, default)


class Choice(Control):
    """One of several values without an order: radio buttons up to four, a list beyond.

    Parameters
    ----------
    options, label, default
        As for `Control`.
    cases : bool
        Whether the values are cases of their own, such as experiments: what was predicted of one is not said of another.
    """

    kind = "choice"

    def __init__(self, options: Options, label: str, default: Any = None, *, cases: bool = False) -> None:
        self.cases = cases
        super().__init__(options, label, default)


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


class Opens(Control):
    """What no reader sets: the first value until the questions for which the second one waits are answered, then that one.

    A picture shows by it what it would tell too early; `later` names the questions. Without any, the first value stays.
    """

    kind = "opens"
