"""Stage: a scene to play with, where states are too many to draw ahead.

One drawing holds every condition of the world as a named part; a small engine in the page works out what a reader's changes come to.
Python reads the same states (`Stage.read`), and a test holds the two together. Neither knows what the scene shows.

view = play(blocked=["mtorc1"])          # what a notebook shows: a widget, or self-contained HTML when exporting
view.state = {"at": "mood_sustained"}    # checked; what is left out stays as it is
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import traitlets

from ketamine_course.names import checked
from ketamine_course.texts import with_true_minus
from ketamine_course.widgets import embed, stage_text
from ketamine_course.widgets.attended import exporting
from ketamine_course.widgets.later import Later, lock_of, opens_once
from ketamine_course.widgets.live import LiveWidget
from ketamine_course.widgets.own_settings import own_settings
from ketamine_course.widgets.picture import Picture
from ketamine_course.widgets.question import Question
from ketamine_course.widgets.scene import Sheet, scene_of
from ketamine_course.widgets.stage_showing import CASE, Chain, case_of, waiting

State = dict[str, Any]
TOLD = {"build": False, "filters": True, "times": True, "mixtures": False, "experiments": True}


@dataclass(frozen=True, eq=False)
class Stage:
    """A scene with its board, its engine in Python, and its stills.

    Parameters
    ----------
    name : str
        A short id, also in the page's address: ``#name:blocked=...``.
    title, caption : str
        What it is called, and what must be said of the drawing.
    board : callable
        Returns the board as plain values, as the page's engine takes it.
    check : callable
        Takes a state, returns it whole and canonical, or raises with the nearest valid name.
    read : callable
        Takes a state, returns its reading.
    sheets : callable
        Returns the drawn layouts by name; the first is the one for pages without a script.
    still : callable
        Takes a layout's name and a reading, returns that state as a picture.
    notes, arrow_notes, route_notes : callable
        Return what can be read about each step, each arrow and each route: texts, for steps and routes with terms.
    legend : sequence of (str, str)
        Kinds of line or mark, and what they mean.
    tries : mapping of str to dict
        Named states: offered to the reader, used for figures and in tests.
    shows : str
        The named state for figures and galleries.
    scene_name, board_name : str
        Under which names a page keeps scene and board, where several stages have the same one.
    more : callable
        Returns routes which this stage adds to the board of that name (``routes``), their arrows that no scene holds (``undrawn``), and
        what each predicts of the experiments of the bench, in their order (``predicts``).
    look : str
        A class for the scene: ``map`` keeps the names of steps off the lit routes.
    chain : Chain, optional
        Where the browser keeps the reader's own chain, for every showing alike.
    """

    name: str
    title: str
    caption: str
    board: Callable[[], Mapping[str, Any]]
    check: Callable[[Mapping[str, Any]], State]
    read: Callable[[Mapping[str, Any]], Mapping[str, Any]]
    sheets: Callable[[], Mapping[str, Sheet]]
    still: Callable[[str, Mapping[str, Any]], Picture]
    notes: Callable[[], Mapping[str, Sequence[tuple[str, str]]]]
    arrow_notes: Callable[[], Mapping[str, str]]
    route_notes: Callable[[], Mapping[str, Sequence[tuple[str, str]]]]
    legend: Sequence[tuple[str, str]]
    tries: Mapping[str, State] = field(default_factory=dict)
    shows: str = ""
    status: str = "conceptual"
    look: str = ""
    scene_name: str = ""
    board_name: str = ""
    more: Callable[[], Mapping[str, Any]] = dict
    chain: Chain | None = None

    def __call__(
        self,
        *,
        after: Question | None = None,
        once: Sequence[Question] = (),
        guesses: Sequence[str | None] = (),
        chain: Chain | None = None,
        build: bool = False,
        offers: Sequence[str] = (),
        filters: bool = True,
        times: bool = True,
        mixtures: bool = False,
        experiments: bool = True,
        later: Later | None = None,
        about: Sequence[str] = CASE,
        **state: Any,
    ) -> LiveStage | StaticStage:
        """Return what a notebook cell shows.

        Parameters
        ----------
        after, once : Question, or sequence of Question
            A prediction, or all of several questions, that must be answered before the scene opens.
        guesses : sequence of str, optional
            For each option of that question, the step at which its flag stands in the scene.
        chain : Chain, optional
            Where the browser keeps the reader's own chain; a showing that is given this starts with it.
        build : bool
            Show only boxes to put in order, without evidence and verdict.
        offers : sequence of str, optional
            Routes that this showing offers, with the named states and the steps to choose that need no other; all of them by default.
        filters, times, mixtures, experiments : bool
            What this showing tells: where arrows were studied; when steps happen; what routes lit together rule out; what was found.
        later : mapping of str to Question or sequence of Question, optional
            What would tell a later question's answer, and opens with it (`stage_showing.waiting`).
        about : sequence of str
            The parts of the state that make the case of the prediction: while they differ, what was found is folded.
        **state
            What differs from the start.
        """
        view, source = StaticStage if exporting() else LiveStage, self._boxes() if build else self
        told = {"build": build, "filters": filters, "times": times, "mixtures": mixtures, "experiments": experiments}
        state = self.check({**({"routes": ["own"], "own": [self.check({})["at"]]} if build or chain else {}), **state})
        waits = {"later": waiting(self.board(), later or {}, after.page if after else ""), **opens_once(once), **case_of(state, about)}
        return view(source, state, after, {**self.options(after, guesses, chain or self.chain, offers=offers, **told), **waits})

    @property
    def names(self) -> tuple[str, str]:
        """Under which names a page keeps its scene and its board."""
        return self.scene_name or self.name, self.board_name or self.name

    def _boxes(self) -> Stage:
        """Return the same stage under another name: an address is never meant for the boxes that a reader puts in order."""
        scene, board = self.names
        return replace(self, name=f"{self.name}-boxes", scene_name=scene, board_name=board)

    @property
    def sample(self) -> State:
        """The state for figures and galleries."""
        return dict(self.tries[self.shows])

    def picture(self, layout: str = "wide", **state: Any) -> Picture:
        """Return a state as a still picture."""
        with own_settings():
            return self.still(layout, self.read(state))

    @property
    def scene(self) -> str:
        """The scene as the page takes it: one SVG for all layouts."""
        return scene_of(self.sheets, self.title, self.look)

    def definition(self) -> dict[str, Any]:
        """Return what the page must know of this stage beside its board."""
        return {
            **{each: getattr(self, each) for each in ("name", "title", "caption", "status", "look")},
            "legend": [list(each) for each in self.legend],
            "tries": [{"label": label, "state": state} for label, state in self.tries.items()],
            "more": dict(self.more()),
        }

    def knowledge(self) -> dict[str, Any]:
        """Return the board and what can be read about its steps, arrows and routes: large, and often shared between stages."""
        read = {"steps": self.notes(), "arrows": self.arrow_notes(), "routes": self.route_notes()}
        return {"board": dict(self.board()), **with_true_minus(read)}

    def options(
        self,
        lock: Question | None = None,
        guesses: Sequence[str | None] = (),
        chain: Chain | None = None,
        *,
        offers: Sequence[str] = (),
        **told: bool,
    ) -> dict[str, Any]:
        """Return what the page must know of one showing: its lock, where its chain is kept, whether only that is built, what it offers."""
        for each in offers:
            checked(each, self.board()["routes"], f"{self.name}: route")
        kept = chain and {"question": chain.name, "prompt": chain.prompt, "collection": chain.collection, "page": chain.page}
        opened = {**lock_of(lock), "steps": list(guesses)} if lock else None
        case = {"later": {}, **case_of(self.check({}), ())}
        return {"lock": opened, "chain": kept, "address": exporting(), "offers": list(offers), **TOLD, **told, **case}

    def description(self, reading: Mapping[str, Any], *, mixtures: bool = False, experiments: bool = True, **_: Any) -> str:
        """Return a reading in sentences, with what a showing tells: what routes lit together rule out, and what experiments found."""
        names = ("result", "step", "claims", "studied", *(["mixture"] if mixtures else []), *(["found"] if experiments else []))
        return " ".join(filter(None, (reading["sentences"][name] for name in names)))


class LiveStage(LiveWidget):
    """A stage in JupyterLab: an ipywidgets widget whose `state` can be read, set and observed."""

    _kind = traitlets.Unicode("stage").tag(sync=True)
    _scene = traitlets.Unicode().tag(sync=True)
    _options = traitlets.Dict().tag(sync=True)
    _knowledge = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, source: Stage, state: State, lock: Question | None, options: dict[str, Any]) -> None:
        self._source, self._lock = source, lock
        super().__init__(state=state)
        self._scene = source.scene
        self._options = options
        self._knowledge = source.knowledge()
        self._definition = source.definition()

    @traitlets.validate("state")
    def _whole(self, proposal: traitlets.Bunch) -> State:
        return self._source.check({**self.state, **proposal["value"]})

    @property
    def reading(self) -> Mapping[str, Any]:
        """Everything that the stage says and shows now."""
        return self._source.read(self.state)

    def _plain(self) -> dict[str, str]:
        return stage_text.plain(self._source, self.state, self._lock, self._options)


class StaticStage:
    """A stage in a page without a kernel: self-contained HTML with the scene and the engine's board inside."""

    def __init__(self, source: Stage, state: State, lock: Question | None, options: dict[str, Any]) -> None:
        self._source, self._lock, self._options = source, lock, options
        self.state = state

    def observe(self, handler: Callable[..., Any], names: Any = None) -> None:
        """Accept a handler that is never called: nothing changes while a page is built."""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        source, shown = self._source, (self._source, self.state, self._lock)
        state = {"state": self.state, "_options": self._options, "_definition": source.definition()}
        fallback = stage_text.fallback(*shown, self._options)
        page = embed.page_html("stage", source.name, state, {"_knowledge": source.knowledge()}, fallback, shares=source.names)
        return {"text/html": page, "text/plain": stage_text.words(*shown, self._options)}
