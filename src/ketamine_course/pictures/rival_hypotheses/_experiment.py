"""The bench: one published experiment, what each account predicts, and what was found."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.models import cascade
from ketamine_course.pictures._drawing import end_at, legend, lines_high, listed, rule, sheet, symbol, titled, write, write_lines
from ketamine_course.pictures._facts import Row, cited
from ketamine_course.pictures.rival_hypotheses._common import (
    FITS,
    PREDICTIONS,
    RESULTS,
    experiments,
    species_words,
    status_words,
    verdicts,
)
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

STAGES = {"done": "What was done", "predicted": "What each account predicts", "found": "What was found"}
ASKED = {
    "done": "What should each account expect? Say it aloud, then move on.",
    "predicted": "Who would you bet on? Move on to see what was found.",
}
ROW = 17.0


@explorable(
    title="The experiment bench",
    narrow=True,
    story="stage",
    page_budget=60_000,
    frame_bytes=300,
    sample={"experiment": "li_rapamycin_rat", "stage": "found"},
    experiment=Choice(lambda: {name: row["label"] for name, row in experiments().items()}, label="Experiment"),
    stage=Slider(STAGES, label="Show"),
)
def experiment_bench(experiment: str, stage: str) -> Picture:
    """One experiment in three stages: the design, the computed predictions, the result and who survives it."""
    row = experiments()[experiment]
    facts = (("In", f"{species_words(row)}: {row['system']}"), ("Changed", row["perturbation"]), ("Measured", row["readout"]))
    if is_narrow():
        return _on_a_phone(row, experiment, stage, facts)
    top = 58 + sum(lines_high(text, 376, 9.2) + 3 for _, text in facts)
    said = top + ROW * len(cascade.account_names()) + 32
    figure, axes = sheet(said + 86)
    write(axes, 14, 17, row["label"], 11, fontweight="bold")
    y = 40.0
    for heading, text in facts:
        write(axes, 14, y, heading, 9, "quiet", fontweight="bold")
        y = write_lines(axes, 72, y, text, 376, 9.2) + 3
    _predictions(axes, top, experiment, stage)
    _places(figure, top, ROW, 360)
    if stage == "found":
        write(axes, 14, said, f"Found: {RESULTS[row['result']]}.", 9.5, fontweight="bold")
        y = write_lines(axes, 14, said + 16, row["finding"], 432, 9.2)
        write(axes, 14, y + 3, f"{cited(row['refs'])} ({status_words(row)})", 8.4, "quiet")
    else:
        write(axes, 14, said, ASKED[stage], 9.5)
    return Picture(figure, _description(row, experiment, stage), "conceptual", _table(row, experiment, stage))


def _on_a_phone(row: Row, experiment: str, stage: str, facts: tuple[tuple[str, str], ...]) -> Picture:
    """Draw the accounts one under the other; what was done, and what was found in detail, stands under the drawing."""
    figure, axes = sheet(200)
    y = 44 + titled(axes, row["label"], 11, 17)
    first = y
    for name, words in cascade.account_names().items():
        said, fit = verdicts()[experiment, name]
        shown = FITS[fit]
        write(axes, 32, y - 6, words, 9, fontweight="bold")
        if stage != "done":
            write(axes, 32, y + 6, PREDICTIONS[said], 9, "quiet" if said == "silent" else "ink")
        if stage == "found":
            symbol(axes, 20, y, shown.symbol, shown.colour)
            write(axes, width() - 14, y - 6, shown.name.removeprefix("speaks "), 8.8, shown.colour, ha="right")
        rule(axes, y + 14)
        y += 28
    rows = (first + 6, 28.0)  # the second line of each account
    y = legend(axes, y, [(shown.symbol, shown.colour, shown.name) for shown in FITS.values()]) + 18
    words = ASKED.get(stage, f"Found: {RESULTS[row['result']]}.")
    y = write_lines(axes, 14, y, words, width() - 34, 9.5, fontweight="normal" if stage in ASKED else "bold")
    end_at(figure, axes, y + 16)
    _places(figure, *rows, width() - 14)
    found = (("Found", f"{row['finding']} {cited(row['refs'])} ({status_words(row)})"),) if stage == "found" else ()
    return Picture(figure, _description(row, experiment, stage), "conceptual", _table(row, experiment, stage), (*found, *facts))


def _places(figure: Figure, first: float, step: float, right: float) -> None:
    """Lay axes of their own over the accounts, one unit a row, so that a page can place a reader's predictions beside them."""
    count, high, wide = len(cascade.account_names()), 72 * figure.get_figheight(), 72 * figure.get_figwidth()
    top, bottom = first - step / 2, first + step * (count - 0.5)
    axes = figure.add_axes((0.0, 1 - bottom / high, right / wide, (bottom - top) / high))
    axes.set(xlim=(0, 1), ylim=(count - 0.5, -0.5))
    axes.axis("off")
    axes.set_label("accounts")


def _predictions(axes: Axes, y: float, experiment: str, stage: str) -> None:
    for name, words in cascade.account_names().items():
        said, fit = verdicts()[experiment, name]
        shown = FITS[fit]
        rule(axes, y + ROW / 2)
        write(axes, 34, y, words, 9)
        if stage != "done":
            write(axes, 190, y, PREDICTIONS[said], 9, "quiet" if said == "silent" else "ink")
        if stage == "found":
            symbol(axes, 20, y, shown.symbol, shown.colour)
            write(axes, 372, y, shown.name, 8.8, shown.colour)
        y += ROW
    if stage == "found":
        legend(axes, y + 8, [(shown.symbol, shown.colour, shown.name) for shown in FITS.values()])


def _description(row: Row, experiment: str, stage: str) -> str:
    intro = f"{row['label']}. What was changed in {species_words(row)}: {row['perturbation']}."
    found = {name: verdicts()[experiment, name] for name in cascade.account_names()}
    if stage == "done":
        return f"{intro} What was measured: {row['readout']}; the predictions are still covered."
    if stage == "predicted":
        groups = {
            said: [cascade.account_names()[name] for name in cascade.account_names() if found[name][0] == said] for said in PREDICTIONS
        }
        parts = [_foretold(names, PREDICTIONS[said]) for said, names in groups.items() if names]
        return f"{intro} {'; '.join(parts)}."
    groups = {fit: [cascade.account_names()[name] for name in cascade.account_names() if found[name][1] == fit] for fit in FITS}
    parts = [_outcome(fit, names) for fit, names in groups.items() if names]
    head = f"{row['label']}. In {species_words(row)}, {RESULTS[row['result']]} ({cited(row['refs'])}, {status_words(row)})."
    return f"{head} The result {'; '.join(parts)}."


def _foretold(names: list[str], prediction: str) -> str:
    """Say which accounts make a prediction, as part of a sentence."""
    one = len(names) == 1
    if prediction == PREDICTIONS["silent"]:
        return f"{listed(names)} {'makes' if one else 'make'} no prediction"
    return f"{listed(names)} {'predicts' if one else 'predict'} that {prediction}"


def _outcome(fit: str, names: list[str]) -> str:
    """Say what a result means for some accounts, as part of a sentence."""
    said = {"yes": "fits", "partly": "fits in part with", "no": "speaks against", "silent": "says nothing on"}
    return f"{said[fit]} {listed(names)}"


def _table(row: Row, experiment: str, stage: str) -> Table:
    design = cascade.design(experiment)
    facts = [("Studied", species_words(row)), ("How", row["system"]), ("Changed", row["perturbation"]), ("Measured", row["readout"])]
    facts += [("How many", _how_many(row))]
    said = {name: verdicts()[experiment, name] for name in cascade.account_names()}
    if stage != "done":
        facts += [(f"{words} predicts", PREDICTIONS[said[name][0]]) for name, words in cascade.account_names().items()]
    if stage == "found":
        weak = [("This result counts only in part", _weak(experiment))] if design.weight == "weak" else []
        facts += [("Found", row["finding"]), ("Bear in mind", row["notes"]), *weak]
        facts += [("Work", f"{cited(row['refs'])} ({status_words(row)})")]
        facts += [("From memory, to be checked", row["recalled_parts"])] if row["recalled_parts"] else []
        facts += [(f"{words}: result", FITS[said[name][1]].name) for name, words in cascade.account_names().items()]
    return Table(f"{row['label']}", ("What", "In words"), tuple(facts))


def _how_many(row: Row) -> str:
    size = "" if row["sample_size"] != row["sample_size"] else f"{row['sample_size']:g}"
    return "; ".join(part for part in (size, row["sample_size_note"]) if part) or "not read"


def _weak(experiment: str) -> str:
    return str(experiments()[experiment]["weight_reason"])
