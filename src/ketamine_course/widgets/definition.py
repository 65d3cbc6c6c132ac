"""What an explorable is: a pure drawing function, its controls, and the finite set of states that they make.

Controls, title and sample may be functions: then nothing is read where a module is imported, only where a picture is wanted.
"""

from __future__ import annotations

import inspect
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

from ketamine_course.names import nearest
from ketamine_course.widgets import film, frame_store, palette
from ketamine_course.widgets.collector import collector_waits
from ketamine_course.widgets.controls import ChoiceError, Control, Opens
from ketamine_course.widgets.later import lock_of
from ketamine_course.widgets.own_settings import own_settings
from ketamine_course.widgets.picture import Picture
from ketamine_course.widgets.question import Question
from ketamine_course.widgets.width import NARROW, WIDE, drawn_at

Choices = dict[str, Any]
Frame = dict[str, Any]
Value = TypeVar("Value")
Lazy: TypeAlias = Value | Callable[[], Value]
"""A value, or a function that returns it, called when it is first needed."""

PAGE_BUDGET = 40_000
"""Compressed bytes that one explorable may add to a page, by default: six of them fit the page budget of 250 kB."""
OTHER_WIDTH = "/"
"""What stands in a key before a width that is not the usual one."""
BYTES_PER_FRAME = 600
"""Compressed bytes of a frame among its neighbours in one gzip: 200 to 900 measured."""


class BudgetError(ValueError):
    """A definition with more states than its page budget allows."""


class Definition:
    """A drawing function with its controls, and its frames.

    Parameters
    ----------
    draw : callable
        Takes one keyword per control and returns a `Picture`. Pure: equal choices give equal pictures.
    controls : mapping of str to Control
        In the order shown; their names are the function's parameters.
    title : str, or function that returns it
        What the whole is called.
    page_budget : int
        Compressed bytes it may add to a page, for each width.
    sample : mapping, or function that returns it, optional
        Choices that show the point in a gallery, where the default keeps it hidden.
    frame_bytes : int, or function that returns it
        Compressed bytes expected of one frame; fewer than usual where neighbouring frames hardly differ.
    narrow : bool
        Whether the function has a layout for phones, too: it then asks `width` how wide to draw.
    story : str
        The control whose steps are shown side by side on paper (`film.key_states`); the first one that plays where none is named.

    Raises
    ------
    BudgetError
        There are more states than the budget allows; told on first use where a control's options are only known then.
    ChoiceError
        The sample names a control or a value that does not exist; told likewise.
    """

    def __init__(
        self,
        draw: Callable[..., Picture],
        controls: Mapping[str, Control],
        title: Lazy[str],
        page_budget: int = PAGE_BUDGET,
        sample: Lazy[Mapping[str, Any]] | None = None,
        frame_bytes: Lazy[int] = BYTES_PER_FRAME,
        *,
        narrow: bool = False,
        story: str = "",
    ) -> None:
        self.story = story
        self.name = draw.__name__.replace("_", "-")
        self._title, self._controls, self._sample, self._frame_bytes = title, dict(controls), sample, frame_bytes
        self.page_budget = page_budget
        self.widths = (WIDE, NARROW) if narrow else (WIDE,)
        self.draw = draw
        self.__doc__ = draw.__doc__
        self.__name__, self.__module__ = draw.__name__, draw.__module__
        self._frames: dict[str, Frame] = {}
        self._check_signature()
        if not any(control.lazy for control in self._controls.values()):
            self.sample  # noqa: B018 - what is wrong shows where it is written

    @cached_property
    def title(self) -> str:
        """What the whole is called."""
        return self._title() if callable(self._title) else self._title

    @cached_property
    def frame_bytes(self) -> int:
        """Compressed bytes expected of one frame."""
        return self._frame_bytes() if callable(self._frame_bytes) else self._frame_bytes

    @cached_property
    def controls(self) -> dict[str, Control]:
        """The controls in the order shown."""
        self._check_budget()
        return self._controls

    @property
    def settable(self) -> dict[str, Control]:
        """The controls that a reader sets."""
        return {name: control for name, control in self.controls.items() if control.kind != Opens.kind}

    @cached_property
    def sample(self) -> Choices:
        """A value for every control that shows the point in a gallery."""
        return self.complete((self._sample() if callable(self._sample) else self._sample) or {})

    def _check_signature(self) -> None:
        parameters = list(inspect.signature(self.draw).parameters)
        if sorted(parameters) != sorted(self._controls):
            raise TypeError(
                f"explorable {self.name!r} draws from {', '.join(parameters)}, but its controls are {', '.join(self._controls)}"
            )

    def _check_budget(self) -> None:
        sizes = {name: len(control.states) for name, control in self._controls.items()}
        count = 1
        for size in sizes.values():
            count *= size
        estimate = count * self.frame_bytes
        if estimate > self.page_budget:
            largest = max(sizes, key=lambda name: sizes[name])
            raise BudgetError(
                f"explorable {self.name!r} has {count} states, about {estimate // 1000} kB compressed; its page budget is "
                f"{self.page_budget // 1000} kB ({self.page_budget // self.frame_bytes} states). "
                f"Cut values of {largest!r}: it alone multiplies the states by {sizes[largest]}."
            )

    def complete(self, choice: Mapping[str, Any]) -> Choices:
        """Return a value for every control: those given, checked, and defaults for the rest."""
        for name in choice:
            if name not in self.controls:
                raise ChoiceError(f"{self.title!r}, control {nearest(name, self.controls, listing=True)}")
        return {name: control.checked(choice.get(name, control.default)) for name, control in self.controls.items()}

    def states(self) -> Iterator[Choices]:
        """Yield every state: one value for each control."""
        for values in itertools.product(*(control.states for control in self.controls.values())):
            yield dict(zip(self.controls, values, strict=True))

    def key(self, choice: Mapping[str, Any], units: float = WIDE) -> str:
        """Return the short text that stands for a state in a page, such as ``"3-0"``, or ``"3-0/240"`` for another width than the usual."""
        place = "-".join(str(control.index(choice[name])) for name, control in self.controls.items())
        return place if units == WIDE else f"{place}{OTHER_WIDTH}{units:g}"

    def width_of(self, key: Any) -> float:
        """Return the width for which a key asks: the usual one where it names none that there is."""
        named = str(key).partition(OTHER_WIDTH)[2]
        return next((units for units in self.widths if f"{units:g}" == named), WIDE)

    def in_words(self, choice: Mapping[str, Any]) -> str:
        """Return a state as text for people."""
        return ", ".join(f"{control.label}: {control.text(choice[name])}" for name, control in self.settable.items())

    def picture(self, units: float = WIDE, /, **choice: Any) -> Picture:
        """Draw one state for a width."""
        complete = self.complete(choice)
        with own_settings(), collector_waits(), drawn_at(units):
            return self.draw(**complete)

    def frame(self, choice: Mapping[str, Any], units: float = WIDE) -> Frame:
        """Return one state as it is sent to the page: read from a store or drawn once for a width, then kept.

        Returns
        -------
        dict
            ``svg`` (text in palette variables), ``description``, ``status``, ``table`` (or None), and where there are some ``notes``
            (and ``beside``: what they leave of the description).
        """
        key = self.key(choice, units)
        self._frames[key] = self._frames.get(key) or frame_store.kept(self, key) or self._drawn(choice, units)
        return self._frames[key]

    def _drawn(self, choice: Mapping[str, Any], units: float) -> Frame:
        with own_settings(), collector_waits(), drawn_at(units):
            return self.framed(self.draw(**choice))

    def framed(self, picture: Picture) -> Frame:
        """Return a picture as the frame that `frame` describes.

        Raises
        ------
        TypeError
            It is no `Picture`.
        """
        if not isinstance(picture, Picture):
            raise TypeError(f"explorable {self.name!r} must return a Picture, not a {type(picture).__name__}")
        table = picture.table and {name: told for name, told in vars(picture.table).items() if told or name != "keys"}
        beside = picture.beyond_notes
        # the drawing last: compressed, a frame is then a bit smaller, because its drawing stands next to the one before
        return {
            "description": picture.description,
            "status": picture.status,
            "table": table,
            **({"notes": [list(note) for note in picture.notes]} if picture.notes else {}),
            **({"beside": beside} if beside != picture.description else {}),
            "svg": palette.themed(picture.svg()),
        }

    def keep(self, frames: Mapping[str, Frame]) -> None:
        """Take over frames that were drawn from the same sources, such as those in a notebook that has been run."""
        self._frames.update(frames)

    def all_frames(self) -> dict[float, dict[str, Frame]]:
        """Draw every state, for every width; return the frames by width, the usual one first.

        Raises
        ------
        ValueError
            Two states have the same description: a listener could not tell them apart.
        """
        set_by_readers = (each for each in self.states() if self.complete({name: each[name] for name in self.settable}) == each)
        words = {self.key(choice): self.frame(choice)["description"] for choice in set_by_readers}
        twice = next((text for text, count in Counter(words.values()).items() if count > 1), None)
        if twice:
            keys = ", ".join(key for key, text in words.items() if text == twice)
            raise ValueError(f"explorable {self.name!r}: states {keys} share the description {twice!r}")
        return {units: {self.key(choice, units): self.frame(choice, units) for choice in self.states()} for units in self.widths}

    def definition(self, lock: Question | None) -> dict[str, Any]:
        """Return what the page must know: title, controls, the prediction that locks it, widths (the usual one first), and key states."""
        controls = [
            {
                "name": name,
                "kind": control.kind,
                "label": control.label,
                "values": list(control.options),
                "labels": list(control.options.values()),
                **({"plays": True} if control.plays else {}),
            }
            for name, control in self.controls.items()
        ]
        told = {"title": self.title, "controls": controls, "lock": lock and lock_of(lock), "widths": self.widths}
        return {**told, **({"film": strip} if (strip := film.strip(self)) else {})}
