"""Explorable: native controls over a pure drawing function, alive with a kernel and without one.

@explorable(step=Slider({"a": "First step", "b": "Second step"}, label="Step"))
def walk(step: str) -> Picture: ...

walk()                   # what a notebook shows: a widget, or self-contained HTML when exporting
walk(step="b").choice    # {"step": "b"}
walk.picture(step="b")   # the Picture itself
"""

from __future__ import annotations

import html
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets

from ketamine_course.names import lookup
from ketamine_course.widgets import embed, layouts, palette, veil
from ketamine_course.widgets.attended import exporting
from ketamine_course.widgets.controls import Choice, Control
from ketamine_course.widgets.definition import BYTES_PER_FRAME, PAGE_BUDGET, Choices, Definition, Frame, Lazy
from ketamine_course.widgets.later import Later, opens_once, opens_when, withheld
from ketamine_course.widgets.live import LiveWidget
from ketamine_course.widgets.picture import Picture, described
from ketamine_course.widgets.question import Question
from ketamine_course.widgets.veil_axes import Scale, scale_of
from ketamine_course.widgets.width import WIDE

log = logging.getLogger(__name__)


class Explorable(Definition):
    """A drawing function with its controls, as a notebook calls it; made by the decorator `explorable`."""

    def __call__(
        self,
        *,
        after: Question | None = None,
        once: Sequence[Question] = (),
        later: Later | None = None,
        about: Mapping[str, Sequence[str]] | None = None,
        **choice: Any,
    ) -> LiveExplorable | StaticExplorable:
        """Return what a notebook cell shows.

        Parameters
        ----------
        after : Question, optional
            A prediction that must be answered before the picture opens.
        once : sequence of Question
            Questions that must all be answered before it opens, where it waits for no single prediction.
        later : mapping of str to Question or sequence of Question, optional
            Values of a control, or rows of the table, that would tell the answer to a question further on: each opens when its
            questions are answered.
        about : mapping of str to sequence of str, optional
            Of which values of a control the prediction speaks; where its values are cases and it is left out, of the one at first.
        **choice
            Initial values of some controls.
        """
        view = StaticExplorable if exporting() else LiveExplorable
        complete = self.complete(choice)
        return view(self, complete, after, self._told(complete, after, once, later) | self._about(complete, after, about or {}))

    def _about(self, choice: Choices, after: Question | None, about: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """Return of which cases a prediction speaks, where the picture has some: what was found is folded beside others."""
        cases = [name for name, control in self.settable.items() if isinstance(control, Choice) and control.cases]
        for name, values in about.items():
            for value in values:
                lookup(self.settable, name, "control").checked(value)
        found = {name: [choice[name]] for name in cases} | {name: list(values) for name, values in about.items()}
        return {"about": found} if after and found else {}

    def _told(self, choice: Choices, after: Question | None, once: Sequence[Question], later: Later | None) -> dict[str, Any]:
        """Return what the page must know of one showing."""
        rows = (self.frame(choice)["table"] or {}).get("keys", ()) if later else ()
        page = after.page if after else ""
        return withheld(self.definition(after), later, choice, rows, page) | opens_once(once, page)


def explorable(
    *,
    title: Lazy[str],
    page_budget: int = PAGE_BUDGET,
    sample: Lazy[Mapping[str, Any]] | None = None,
    frame_bytes: Lazy[int] = BYTES_PER_FRAME,
    narrow: bool = False,
    story: str = "",
    **controls: Control,
) -> Callable[[Callable[..., Picture]], Explorable]:
    """Turn a pure drawing function into an `Explorable`; each keyword names a parameter and its control."""

    def decorate(draw: Callable[..., Picture]) -> Explorable:
        return Explorable(draw, controls, title, page_budget, sample, frame_bytes, narrow=narrow, story=story)

    return decorate


def _scale(source: Explorable, choice: Choices) -> Scale | None:
    """Return what stands at the axes of a picture; nothing where it cannot be drawn: the page says so when it opens."""
    try:
        return scale_of(source.picture(**choice).figure)
    except Exception:
        log.exception("%s has no axes to show for %s", source.name, source.in_words(choice))
        return None


def _plain(source: Explorable, choice: Choices, frame: Frame, lock: Question | None, once: str) -> dict[str, str]:
    """Return what shows where neither widget nor HTML can: words and the picture, or a veil where it would give an answer away."""
    if lock or once:
        labels = [control.label for control in source.settable.values()]
        scale = _scale(source, choice)
        shown = (source.title, labels, scale, once)
        return {"text/plain": veil.words(*shown), "image/svg+xml": veil.veiled(*shown)}
    if "problem" in frame:
        return {"text/plain": f"{source.title}\n{frame['problem']}"}
    notes = "".join(f"{heading}: {words}\n" for heading, words in frame.get("notes", []))
    text = f"{source.title}\n{frame['description']}\n{notes}Status of this figure: {frame['status']}."
    return {"text/plain": text, "image/svg+xml": described(palette.plain(frame["svg"]), source.title, frame["description"])}


class LiveExplorable(LiveWidget):
    """An explorable in JupyterLab: an ipywidgets widget whose `choice` can be read, set and observed."""

    _kind = traitlets.Unicode("explorable").tag(sync=True)
    _frames = traitlets.Dict().tag(sync=True)
    choice = traitlets.Dict().tag(sync=True)

    def __init__(self, source: Explorable, choice: Choices, lock: Question | None, definition: dict[str, Any] | None = None) -> None:
        self._source, self._lock = source, lock
        super().__init__(choice=choice)
        self._definition = definition or source.definition(lock)
        self._frames = {source.key(choice): self._frame_or_problem(choice)}
        self.on_msg(self._answer)

    @traitlets.validate("choice")
    def _complete(self, proposal: traitlets.Bunch) -> Choices:
        return self._source.complete({**self.choice, **proposal["value"]})

    def _answer(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        if "ask" in message:
            self.send({"frame": message["ask"], **self._asked_frame(message.get("choice"), self._source.width_of(message["ask"]))})

    def _asked_frame(self, choice: Any, units: float) -> Frame:
        try:
            return self._frame_or_problem(self._source.complete(choice), units)
        except (ValueError, TypeError, AttributeError) as error:
            return {"problem": f"There is no such state: {error}"}

    def _frame_or_problem(self, choice: Choices, units: float = WIDE) -> Frame:
        try:
            return self._source.frame(choice, units)
        except Exception as error:
            state = self._source.in_words(choice)
            log.exception("%s could not be drawn for %s", self._source.name, state)
            return {"problem": f"This figure could not be drawn ({state}): {type(error).__name__}: {error}"}

    def _plain(self) -> dict[str, str]:
        frame = self._frames.get(self._source.key(self.choice)) or self._frame_or_problem(self.choice)
        return _plain(self._source, self.choice, frame, self._lock, opens_when(self._definition))


class StaticExplorable:
    """An explorable in a page without a kernel: self-contained HTML with every frame inside."""

    def __init__(self, source: Explorable, choice: Choices, lock: Question | None, definition: dict[str, Any] | None = None) -> None:
        self._source, self._lock = source, lock
        self._definition = definition or source.definition(lock)
        self.choice = choice

    def observe(self, handler: Callable[..., Any], names: Any = None) -> None:
        """Accept a handler that is never called: nothing changes while a page is built."""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        frames, once = self._source.all_frames(), opens_when(self._definition)
        usual = frames[WIDE]
        state = {"_definition": self._definition, "choice": self.choice}
        others = {units: layouts.lean(drawn, usual) for units, drawn in frames.items() if units != WIDE}
        page = embed.page_html("explorable", self._source.name, state, {"_frames": usual}, self._fallback(), layouts=others)
        return {
            "text/html": page,
            "text/plain": _plain(self._source, self.choice, self._source.frame(self.choice), self._lock, once)["text/plain"],
        }

    def _fallback(self) -> str:
        frame, title = self._source.frame(self.choice), html.escape(self._source.title)
        words = html.escape(str(frame.get("beside", frame["description"])))
        notes = "".join(f"<dt>{html.escape(heading)}</dt><dd>{html.escape(text)}</dd>" for heading, text in frame.get("notes", []))
        figure = (
            f"<p><strong>{title}</strong></p><figure style='margin:0;background:#fefefe;color:#1b2027'>"
            f"{palette.image(frame['svg'], title)}"
            f"<figcaption>{words} Status of this figure: {frame['status']}."
            f"{notes and f'<dl>{notes}</dl>'}</figcaption></figure>"
        )
        when = "Predict first (question above)" if self._lock else opens_when(self._definition)
        return f"<details><summary>{when}; then open this figure: {title}</summary>{figure}</details>" if when else figure
