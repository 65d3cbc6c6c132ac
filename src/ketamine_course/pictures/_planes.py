"""matplotlib's axes without the work that no picture of ours needs; what is drawn on them is the same, byte for byte.

A picture has up to two hundred artists. For each of them matplotlib works out anew how the ground of the axes is placed, and what a patch
or a line would do to limits that are already set. Ticks are dear: each is five artists, and axes make some for minor ticks that we do not
have. The methods whose names begin with an underscore are matplotlib's own; `tests/test_planes.py` notices where they change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis, Tick, XAxis, YAxis
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.transforms import Bbox, Transform

Boxes: TypeAlias = list[Bbox]


class _Ground(Rectangle):
    """The ground of axes, to which all that is drawn is cut: it never changes within them, so its transform is made once."""

    _kept: Transform | None = None

    def set_transform(self, t: Transform | None) -> None:
        """Place the ground, as matplotlib does once."""
        self._kept = None
        super().set_transform(t)

    def get_transform(self) -> Transform:
        """Return the transform of the ground, the same one every time."""
        if self._kept is None:
            self._kept = super().get_transform()
        return self._kept


def _like(model: Tick) -> Tick:
    """Return another tick like one that nothing has changed yet: what may be changed within a part is its own, the rest is shared."""
    tick: Tick = _twin(model)
    for name in ("tick1line", "tick2line", "gridline"):
        setattr(tick, name, _twin(getattr(model, name)))
    for name in ("label1", "label2"):
        label = _twin(getattr(model, name))
        label._fontproperties = label._fontproperties.copy()  # noqa: SLF001
        setattr(tick, name, label)
    return tick


def _twin(artist: Any) -> Any:
    twin = object.__new__(type(artist))
    twin.__dict__ = artist.__dict__.copy()
    return twin


class _Spare(Axis):
    """An axis that makes ticks when they are needed, and like the first one only where that was given a style of its own."""

    _styled = False
    _cut: tuple[Any, Transform | None] | None = None
    _models: Mapping[bool, tuple[Any, Any]] = MappingProxyType({})
    """For major and minor ticks, one that is never drawn, and what it was made from."""

    def set_clip_path(self, path: Any, transform: Transform | None = None) -> None:
        """Cut the ticks that there are to a path; those to come are cut when they are made."""
        Artist.set_clip_path(self, path, transform)
        self._cut = path, transform
        for tick in [*vars(self).get("majorTicks", ()), *vars(self).get("minorTicks", ())]:
            tick.set_clip_path(path, transform)

    def set_tick_params(self, *args: Any, **options: Any) -> None:
        """Style the ticks that there are; those to come find their style when they are made."""
        absent = {"majorTicks", "minorTicks"} - vars(self).keys()
        vars(self).update({name: [] for name in absent})
        super().set_tick_params(*args, **options)
        for name in absent:
            vars(self).pop(name, None)

    def reset_ticks(self) -> None:
        """Forget all ticks, and how they were made."""
        self._models = {}
        super().reset_ticks()

    def _get_tick(self, major: bool) -> Tick:
        made_from = {**(self._major_tick_kw if major else self._minor_tick_kw), "cut": self._cut}  # type: ignore[attr-defined]
        model, told = self._models.get(major, (None, None))
        if model is None or told != made_from:
            model = super()._get_tick(major)  # type: ignore[misc]
            if self._cut:
                model.set_clip_path(*self._cut)
            self._models = {**self._models, major: (model, made_from)}
        return _like(model)

    def get_minor_ticks(self, numticks: int | None = None) -> list[Tick]:
        """Return the minor ticks; none are made where there are none."""
        count = len(self.get_minorticklocs()) if numticks is None else numticks
        return super().get_minor_ticks(count) if count else []

    def set_ticklabels(self, labels: Sequence[str], **options: Any) -> list[Any]:  # type: ignore[override]
        """Write what stands at the ticks, in a style of its own if there are options."""
        self._styled = True
        return super().set_ticklabels(labels, **options)

    def _copy_tick_props(self, src: Tick | None, dest: Tick | None) -> None:
        if self._styled:
            super()._copy_tick_props(src, dest)  # type: ignore[misc]

    def _update_label_position(self, renderer: Any) -> None:
        if self.label.get_text():
            super()._update_label_position(renderer)  # type: ignore[misc]

    def _get_ticklabel_bboxes(self, ticks: Sequence[Tick], renderer: Any) -> tuple[Boxes, Boxes]:
        formatter = self.get_major_formatter()
        if self.label.get_text() or formatter.get_offset():
            found: tuple[Boxes, Boxes] = super()._get_ticklabel_bboxes(ticks, renderer)  # type: ignore[misc]
            return found
        return [], []  # only a title of the axis must make room for them


class _SpareX(_Spare, XAxis):
    """A horizontal axis."""


class _SpareY(_Spare, YAxis):
    """A vertical axis."""


class Plane(Axes):
    """Axes for a chart."""

    _x_axis: type[Axis] = _SpareX
    _y_axis: type[Axis] = _SpareY

    def _gen_axes_patch(self) -> Patch:
        return _Ground((0.0, 0.0), 1.0, 1.0)

    def _init_axis(self) -> None:
        self.xaxis, self.yaxis = self._x_axis(self, clear=False), self._y_axis(self, clear=False)  # type: ignore[assignment]
        for side, axis in {"bottom": self.xaxis, "top": self.xaxis, "left": self.yaxis, "right": self.yaxis}.items():
            self.spines[side].register_axis(axis)

    def add_line(self, line: Line2D) -> Line2D:
        """Add a line; limits that are set are not looked at."""
        return super().add_line(line) if self._may_scale() else self._added(line)

    def add_patch(self, p: Patch) -> Patch:
        """Add a patch; limits that are set are not looked at."""
        return super().add_patch(p) if self._may_scale() else self._added(p)

    def _may_scale(self) -> bool:
        return self.get_autoscalex_on() or self.get_autoscaley_on()

    def _added(self, artist: Any) -> Any:
        self.add_artist(artist)
        return artist


class _NoTicks(Axis):
    majorTicks = minorTicks = ()  # type: ignore[assignment]  # noqa: N815 (matplotlib's names)

    def get_major_ticks(self, numticks: int | None = None) -> list[Tick]:  # noqa: ARG002
        """Return nothing, however many are asked for."""
        return []

    get_minor_ticks = get_major_ticks


class _NoTicksX(_NoTicks, XAxis):
    """A horizontal axis without ticks."""


class _NoTicksY(_NoTicks, YAxis):
    """A vertical axis without ticks."""


class Sheet(Plane):
    """Axes that are a mere plane, without ticks."""

    _x_axis, _y_axis = _NoTicksX, _NoTicksY
