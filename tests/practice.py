"""A page to practise on: a walk whose steps can be touched, and a picture behind a prediction, small and without any biology."""

from __future__ import annotations

from ketamine_course.pictures._drawing import box, sheet, write
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch

STEPS = {
    "water": "Water", "kettle": "Kettle", "heat": "Heat", "leaf": "Leaves", "pot": "Pot", "brew": "Brewing", "wait": "Waiting",
    "sieve": "Sieve", "cup": "Cup", "milk": "Milk", "sugar": "Sugar", "stir": "Stirring", "sip": "A sip", "rest": "Rest",
}  # fmt: skip


@explorable(title="Make tea, one step at a time", step=Slider(STEPS, label="Step", plays=True))
def walk(step: str) -> Picture:
    """Steps from water to rest, one of them opened."""
    figure, axes = sheet(320)
    touch(axes, y=("step", {name: 20.5 + 21 * number for number, name in enumerate(STEPS)}), across=(12, 208))
    for number, (name, label) in enumerate(STEPS.items()):
        box(axes, 12, 12 + 21 * number, 196, 17, "violet_ground" if name == step else "panel")
        write(axes, 20, 20.5 + 21 * number, label)
    at = list(STEPS).index(step) + 1
    write(axes, 234, 40, STEPS[step], 12, fontweight="bold")
    rows = tuple((label, "done" if number < at else "to come") for number, label in enumerate(STEPS.values()))
    return Picture(figure, f"Step {at} of {len(STEPS)}: {STEPS[step]}.", "conceptual", Table("Steps", ("Step", "State"), rows))


@explorable(title="Strong or weak", leaves=Choice({"few": "Few leaves", "many": "Many leaves"}, label="Leaves"))
def strength(leaves: str) -> Picture:
    """How strong the tea becomes."""
    figure, axes = sheet(80)
    said = {"few": "weak", "many": "strong"}[leaves]
    write(axes, 20, 40, f"The tea is {said}.")
    return Picture(figure, f"With {leaves} leaves, the tea is {said}.", "conceptual")


def page_of(*shown: object) -> str:
    """Return a whole page with what some widgets show where there is no kernel."""
    outputs = "".join(f"<div>{each._repr_mimebundle_()['text/html']}</div>" for each in shown)  # type: ignore[attr-defined]
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Practice</title>'
    look = "<style>body{background:#fff;color:#1b2027}@media(prefers-color-scheme:dark){body{background:#0f1216;color:#eaeef3}}</style>"
    return f'<!doctype html><html lang="en"><head>{head}{look}</head><body><main><h1>Practice</h1>{outputs}</main></body></html>'
