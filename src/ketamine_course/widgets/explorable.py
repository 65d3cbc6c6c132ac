"""Explorable: native controls over a pure drawing function, alive with a kernel and without one.

@explorable(step=Slider({"a": "First step", "b": "Second step"}, label="Step"))
def walk(step: str) -> Picture: ...

walk()                   # what a notebook shows: a widget, or self-contained HTML when exporting
walk(step="b").choice    # {"step": "b"}
walk.picture(step="b")   # the Picture itself
"""

from __future__ import annotations

import gc
import html
import inspect
import itertools
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import traitlets

from ketamine_course.widgets import embed, palette
from ketamine_course.widgets.controls import ChoiceError, Control, unknown
from ketamine_course.widgets.live import LiveWidget
from ketamine_course.widgets.picture import Picture
from ketamine_course.widgets.question import Question

Choices = dict[str, Any]
Frame = dict[str, Any]

PAGE_BUDGET = 40_000
"""Compressed bytes that one explorable may add to a page, by default: six of them fit the page budget of 250 kB."""
BYTES_PER_FRAME = 600
"""Compressed bytes of a frame among its neighbours in one gzip: 200 to 900 measured."""

log = logging.getLogger(__name__)


class BudgetError(ValueError):
    """A definition with more states than its page budget allows."""


class Explorable:
    """A drawing function with its controls; made by the decorator `explorable`.

    Parameters
    ----------
    draw : callable
        Takes one keyword per control and returns a `Picture`. Pure: equal choices give equal pictures.
    controls : mapping of str to Control
        In the order shown; their names are the function's parameters.
    title : str
        What the whole is called.
    page_budget : int
        Compressed bytes it may add to a page.
    sample : mapping, optional
        Choices that show the point in a gallery, where the default keeps it hidden.
    frame_bytes : int
        Compressed bytes expected of one frame; fewer than usual where neighbouring frames hardly differ.

    Raises
    ------
    BudgetError
        There are more states than the budget allows.
    ChoiceError
        The sample names a control or a value that does not exist.
    """

    def __init__(
        self,
        draw: Callable[..., Picture],
        controls: Mapping[str, Control],
        title: str,
        page_budget: int = PAGE_BUDGET,
        sample: Mapping[str, Any] | None = None,
        frame_bytes: int = BYTES_PER_FRAME,
    ) -> None:
        self.name = draw.__name__.replace("_", "-")
        self.title = title
        self.controls = dict(controls)
        self.page_budget = page_budget
        self.frame_bytes = frame_bytes
        self.draw = draw
        self.__doc__ = draw.__doc__
        self.__name__ = draw.__name__
        self.__module__ = draw.__module__
        self._frames: dict[str, Frame] = {}
        self._check_signature()
        self._check_budget()
        self.sample = self.complete(sample or {})

    def _check_signature(self) -> None:
        parameters = list(inspect.signature(self.draw).parameters)
        if sorted(parameters) != sorted(self.controls):
            raise TypeError(f"explorable {self.name!r} draws from {', '.join(parameters)}, but its controls are {', '.join(self.controls)}")

    def _check_budget(self) -> None:
        sizes = {name: len(control.states) for name, control in self.controls.items()}
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

    def __call__(self, *, after: Question | None = None, **choice: Any) -> LiveExplorable | StaticExplorable:
        """Return what a notebook cell shows.

        Parameters
        ----------
        after : Question, optional
            A prediction that must be answered before the picture opens.
        **choice
            Initial values of some controls.
        """
        view = StaticExplorable if embed.exporting() else LiveExplorable
        return view(self, self.complete(choice), after)

    def complete(self, choice: Mapping[str, Any]) -> Choices:
        """Return a value for every control: those given, checked, and defaults for the rest."""
        for name in choice:
            if name not in self.controls:
                raise ChoiceError(f"{self.title!r} has no control {unknown(name, self.controls)}")
        return {name: control.checked(choice.get(name, control.default)) for name, control in self.controls.items()}

    def states(self) -> Iterator[Choices]:
        """Yield every state: one value for each control."""
        for values in itertools.product(*(control.states for control in self.controls.values())):
            yield dict(zip(self.controls, values, strict=True))

    def key(self, choice: Mapping[str, Any]) -> str:
        """Return the short text that stands for a state in a page, such as ``"3-0"``."""
        return "-".join(str(control.index(choice[name])) for name, control in self.controls.items())

    def in_words(self, choice: Mapping[str, Any]) -> str:
        """Return a state as text for people."""
        return ", ".join(f"{control.label}: {control.text(choice[name])}" for name, control in self.controls.items())

    def picture(self, **choice: Any) -> Picture:
        """Draw one state."""
        return self.draw(**self.complete(choice))

    def frame(self, choice: Mapping[str, Any]) -> Frame:
        """Return one state as it is sent to the page: drawn once, then kept.

        Returns
        -------
        dict
            ``svg`` (text in palette variables), ``description``, ``status`` and ``table`` (or None).
        """
        key = self.key(choice)
        if key not in self._frames:
            picture = self.draw(**choice)
            if not isinstance(picture, Picture):
                raise TypeError(f"explorable {self.name!r} must return a Picture, not a {type(picture).__name__}")
            table = picture.table and {"caption": picture.table.caption, "columns": picture.table.columns, "rows": picture.table.rows}
            self._frames[key] = {
                "svg": palette.themed(picture.svg()),
                "description": picture.description,
                "status": picture.status,
                "table": table,
            }
        return self._frames[key]

    def all_frames(self) -> dict[str, Frame]:
        """Draw every state.

        Raises
        ------
        ValueError
            Two states have the same description: a listener could not tell them apart.
        """
        frames = {self.key(choice): self.frame(choice) for choice in self.states()}
        counts = Counter(frame["description"] for frame in frames.values())
        twice = [text for text, count in counts.items() if count > 1]
        if twice:
            keys = [key for key, frame in frames.items() if frame["description"] == twice[0]]
            raise ValueError(f"explorable {self.name!r}: states {', '.join(keys)} share the description {twice[0]!r}")
        return frames

    def definition(self, lock: Question | None) -> dict[str, Any]:
        """Return what the page must know: title, controls and the prediction that locks it."""
        controls = [
            {
                "name": name,
                "kind": control.kind,
                "label": control.label,
                "values": list(control.options),
                "labels": list(control.options.values()),
            }
            for name, control in self.controls.items()
        ]
        locked = lock and {"question": lock.name, "prompt": lock.prompt, "result": lock.result}
        return {"title": self.title, "controls": controls, "lock": locked}


def explorable(
    *,
    title: str,
    page_budget: int = PAGE_BUDGET,
    sample: Mapping[str, Any] | None = None,
    frame_bytes: int = BYTES_PER_FRAME,
    **controls: Control,
) -> Callable[[Callable[..., Picture]], Explorable]:
    """Turn a pure drawing function into an `Explorable`; each keyword names a parameter and its control."""

    def decorate(draw: Callable[..., Picture]) -> Explorable:
        return Explorable(draw, controls, title, page_budget, sample, frame_bytes)

    return decorate


def _plain(source: Explorable, frame: Frame, lock: Question | None) -> dict[str, str]:
    """Return what shows where neither widget nor HTML can: words, and the picture unless it would give a prediction away."""
    if lock:
        return {"text/plain": f"{source.title}\nThis picture opens when the question above has been answered. Run the cell to see it."}
    if "problem" in frame:
        return {"text/plain": f"{source.title}\n{frame['problem']}"}
    text = f"{source.title}\n{frame['description']}\nStatus of this picture: {frame['status']}."
    return {"text/plain": text, "image/svg+xml": palette.plain(frame["svg"])}


@cache
def _spare_the_collector() -> None:
    """Take what is loaded by now out of garbage collection, once.

    Figures are full of cycles, so collections come often while frames are drawn; each walked all of matplotlib and pandas
    and held up one frame in fifteen by 0.1 to 0.2 s.
    """
    gc.collect()
    gc.freeze()


class LiveExplorable(LiveWidget):
    """An explorable in JupyterLab: an ipywidgets widget whose `choice` can be read, set and observed."""

    _kind = traitlets.Unicode("explorable").tag(sync=True)
    _frames = traitlets.Dict().tag(sync=True)
    choice = traitlets.Dict().tag(sync=True)

    def __init__(self, source: Explorable, choice: Choices, lock: Question | None) -> None:
        _spare_the_collector()
        self._source, self._lock = source, lock
        super().__init__(choice=choice)
        self._definition = source.definition(lock)
        self._frames = {source.key(choice): self._frame_or_problem(choice)}
        self.on_msg(self._answer)

    @traitlets.validate("choice")
    def _complete(self, proposal: traitlets.Bunch) -> Choices:
        return self._source.complete({**self.choice, **proposal["value"]})

    def _answer(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        if "ask" in message:
            self.send({"frame": message["ask"], **self._frame_or_problem(self._source.complete(message["choice"]))})

    def _frame_or_problem(self, choice: Choices) -> Frame:
        try:
            return self._source.frame(choice)
        except Exception as error:
            state = self._source.in_words(choice)
            log.exception("%s could not be drawn for %s", self._source.name, state)
            return {"problem": f"This picture could not be drawn ({state}): {type(error).__name__}: {error}"}

    def _plain(self) -> dict[str, str]:
        frame = self._frames.get(self._source.key(self.choice)) or self._frame_or_problem(self.choice)
        return _plain(self._source, frame, self._lock)


class StaticExplorable:
    """An explorable in a page without a kernel: self-contained HTML with every frame inside."""

    def __init__(self, source: Explorable, choice: Choices, lock: Question | None) -> None:
        self._source, self._lock = source, lock
        self.choice = choice

    def observe(self, handler: Callable[..., Any], names: Any = None) -> None:
        """Accept a handler that is never called: nothing changes while a page is built."""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        frames = self._source.all_frames()
        state = {"_definition": self._source.definition(self._lock), "choice": self.choice}
        page = embed.page_html("explorable", self._source.name, state, {"_frames": frames}, self._fallback())
        return {"text/html": page, "text/plain": _plain(self._source, self._source.frame(self.choice), self._lock)["text/plain"]}

    def _fallback(self) -> str:
        frame, title = self._source.frame(self.choice), html.escape(self._source.title)
        figure = (
            f"<p><strong>{title}</strong></p><figure style='margin:0;background:#fefefe;color:#1b2027'>"
            f"<div style='overflow-x:auto' tabindex='0' role='img' aria-label='{title}'>{frame['svg']}</div>"
            f"<figcaption>{html.escape(frame['description'])} Status of this picture: {frame['status']}.</figcaption></figure>"
        )
        if not self._lock:
            return figure
        return f"<details><summary>Predict first (question above); then open this picture: {title}</summary>{figure}</details>"
