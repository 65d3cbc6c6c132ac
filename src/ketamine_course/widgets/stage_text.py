"""What a stage is where its script cannot run: words and a still picture, or a veil where they would give a prediction away."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ketamine_course.widgets import embed, palette, veil
from ketamine_course.widgets.later import opens_when
from ketamine_course.widgets.picture import described
from ketamine_course.widgets.scene import painted

if TYPE_CHECKING:
    from ketamine_course.widgets.question import Question
    from ketamine_course.widgets.stage import Stage, State


def words(source: Stage, state: State, lock: Question | None, told: Mapping[str, Any]) -> str:
    """Return what shows where only text can; nothing is drawn for it."""
    if lock or opens_when(told):
        return veil.words(source.title, (), once=opens_when(told))
    return f"{source.title}\n{source.description(source.read(state), **told)}\nStatus of this figure: {source.status}."


def plain(source: Stage, state: State, lock: Question | None, told: Mapping[str, Any]) -> dict[str, str]:
    """Return what shows where neither widget nor HTML can: words and the picture, or a veil where it would give a prediction away."""
    text = words(source, state, lock, told)
    if lock or opens_when(told):
        return {"text/plain": text, "image/svg+xml": veil.veiled(source.title, (), once=opens_when(told))}
    drawn = palette.plain(source.picture(**state).svg())
    return {"text/plain": text, "image/svg+xml": described(drawn, source.title, source.description(source.read(state), **told))}


def fallback(source: Stage, state: State, lock: Question | None, told: Mapping[str, Any]) -> str:
    """Return what stands before, or without, the script: the scene once a page, and each state in words."""
    reading, title = source.read(state), html.escape(source.title)
    scene = painted(source.scene, reading["shown"]) if embed.first_of("stage", source.names[0]) else ""
    drawn = palette.image(scene, title, themed=True) if scene else ""
    figure = (
        f"<p><strong>{title}</strong></p><figure style='margin:0;background:#fefefe;color:#1b2027'>{drawn}"
        f"<figcaption>{html.escape(source.description(reading, **told))} {html.escape(source.caption)} "
        f"Status of this figure: {source.status}.</figcaption></figure>"
    )
    when = "Predict first (question above)" if lock else opens_when(told)
    return f"<details><summary>{when}; then open this figure: {title}</summary>{figure}</details>" if when else figure
