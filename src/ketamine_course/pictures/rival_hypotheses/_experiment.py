"""The bench: one published experiment, what each account predicts, and what was found, on one track an account."""

from __future__ import annotations

from collections import Counter

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.models import cascade
from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import BOLD, LABEL, MARGIN, NOTE, chart, key, label, note, pushed, rows_of_labels, say
from ketamine_course.pictures._drawing import listed, plane_over
from ketamine_course.pictures._facts import Row, cited
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures.rival_hypotheses._bench import SILENT, TRACKS, WAITS, places, studied
from ketamine_course.pictures.rival_hypotheses._chain import chain
from ketamine_course.pictures.rival_hypotheses._common import (
    FITS,
    PREDICTIONS,
    accounts_named,
    clauses,
    experiments,
    foretold,
    inner,
    predicted,
    result,
    species_words,
    status_words,
    verdicts,
)
from ketamine_course.pictures.rival_hypotheses._effect_left import lengths
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

STAGES = {"done": "What was done", "predicted": "What each account predicts", "found": "What was found"}
ASKED = "li_rapamycin_rat"
"""The experiment that the notebook asks about: only on its tracks does a reader's prediction lie."""
ASKS = "Each row is an account. In which column does its prediction belong?"
KEYS = {False: 84.0, True: 162.0}
"""Where keys stand, under what was done, and on a phone."""
QUESTIONS = {
    "keeps_working": "what is left of ketamine\u2019s effect?",
    "works_alone": "does it act like ketamine?",
    "direction": "does it rise or fall?",
    "association": "are the two associated?",
}
OWN_QUESTIONS = {"suzuki_hnk_nmdar": "do NMDA currents rise or fall?", "valentine_mrs": "does glutamate rise or fall?"}
"""What is asked where the name of an experiment does not say what is measured."""
PLACES = {
    "abolish": 0.0,
    "no_mimic": 0.0,
    "fall": 0.0,
    "reduce": 0.5,
    "share": 0.5,
    "no_change": 1.0,
    "mimic": 1.0,
    "rise": 1.0,
    "silent": SILENT,
}
FOUND = {
    "abolished": 0.0,
    "not_mimicked": 0.0,
    "inverse_association": 0.0,
    "reduced": 0.5,
    "no_clear_difference": 0.5,
    "unchanged": 1.0,
    "mimicked": 1.0,
    "mimicked_and_occluded": 1.0,
    "rise": 1.0,
    "fall_then_rise": 1.0,
    "prolonged": 1.27,
}
"""Where a prediction and a result lie on their track; `_place` says where the track has another middle or end."""
UNSEEN = {"prolonged": ": a longer effect", "no_clear_difference": ": no clear difference"}
"""What must be written at a result because its place has no name."""


@explorable(
    title="The experiment bench",
    narrow=True,
    story="stage",
    page_budget=60_000,
    frame_bytes=300,
    sample={"experiment": ASKED, "stage": "found"},
    experiment=Choice(lambda: {name: row["label"] for name, row in experiments().items()}, label="Experiment", cases=True),
    stage=Slider(STAGES, label="Show"),
)
def experiment_bench(experiment: str, stage: str) -> Picture:
    """One experiment in three stages: the design, the computed predictions, the result and who survives it."""
    row, count = experiments()[experiment], len(cascade.account_names())
    figure, axes = chart(
        min(340, 168 + 19 * count),
        _title(experiment, stage),
        _question(experiment),
        left=150,
        top=124,
        bottom=44,
        narrow={"height": 264 + 24 * count, "left": 92, "right": 8, "top": 222, "bottom": 42},
    )
    rows_of_labels(axes, list(cascade.account_names().values()), end=0.7, size=NOTE if is_narrow() else LABEL)
    axes.set(xlim=(WAITS - 0.12, SILENT + 0.22))
    if experiment == ASKED:
        axes.set_label("accounts")
    studied(figure, axes, row)
    places(axes, experiment, open_=stage == "done")
    if stage == "done" and cascade.design(experiment).asks == "keeps_working":
        lengths(axes, TRACKS["keeps_working"])
    chain(plane_over(figure), 108 if is_narrow() else 62, experiment)
    keys = KEYS[is_narrow()] - pushed(figure) * is_narrow()  # on a phone the chain stands above, where it always does
    if stage == "predicted":
        key(figure, keys, [("model", "ink", "predicted (from our reading)" if is_narrow() else "predicted (computed from our reading)")])
    if stage == "done":
        say(figure, MARGIN, KEYS[is_narrow()], "Where does each account belong?" if is_narrow() else ASKS, NOTE, "quiet")
    if stage == "found":
        key(figure, keys, [(shown.symbol, shown.colour, _called(fit, experiment)) for fit, shown in FITS.items()])
        _result(figure, axes, experiment)
    if stage != "done":
        _predictions(axes, experiment, told=stage == "found")
    facts = (
        ("Studied", f"{species_words(row)}; {row['system']}."),
        ("Intervention", f"{row['perturbation']}."),
        ("Measured", f"{row['readout']}."),
    )
    found = (("Found", f"{row['finding']} {cited(row['refs'])} ({status_words(row)})."),) if stage == "found" else ()
    words, table = _description(row, experiment, stage), _table(row, experiment, stage)
    return Picture(figure, words, "conceptual", table, (*found, *facts))


def _title(experiment: str, stage: str) -> str:
    if stage == "done":
        return "What should each account expect?"
    fits = Counter(verdicts()[experiment, name][1] for name in cascade.account_names())
    free, every = fits["silent"], len(cascade.account_names())
    if stage == "predicted":
        if not free:
            return f"All {in_words(every)} accounts make a prediction"
        quiet = f"{in_words(free)} {'makes' if free == 1 else 'make'} none"
        speak = f"{in_words(every - free).capitalize()} {'account makes' if every - free == 1 else 'accounts make'}"
        return f"{speak} a prediction, and {quiet}"
    said = {"yes": "fits", "partly": "bears on" if _is_weak(experiment) else "partly fits", "no": "counts against"}
    told = [f"{words} {in_words(fits[fit])}" for fit, words in said.items() if fits[fit]]
    if told:
        told[0] += " account" if told[0].endswith(" one") else " accounts"
    words = f"{listed(told)}{', but counts only partly' * _is_weak(experiment)}"
    return f"{words[0].upper()}{words[1:]}" if is_narrow() else f"The result {words}"


def _question(experiment: str) -> str:
    """Return what is asked of an experiment after its name, which may be a question itself."""
    name = str(experiments()[experiment]["label"])
    asks = OWN_QUESTIONS.get(experiment, QUESTIONS[cascade.design(experiment).asks])
    return f"{name} {asks[0].upper()}{asks[1:]}" if name.endswith("?") else f"{name}: {asks}"


def _place(experiment: str, outcome: str, places: dict[str, float]) -> float:
    """Return where a prediction or a result lies on the track of an experiment."""
    if cascade.design(experiment).asks != "direction":
        return places[outcome]
    return {"no_change": 0.5, "unchanged": 0.5, "reduced": 0.0}.get(outcome, places[outcome])


def _predictions(axes: Axes, experiment: str, *, told: bool) -> None:
    """Draw what each account predicts and, once the result is told, how it fits and how far it is off."""
    found = _place(experiment, str(experiments()[experiment]["result"]), FOUND)
    for row, name in enumerate(cascade.account_names()):
        said, fit = verdicts()[experiment, name]
        x, shown = _place(experiment, said, PLACES), FITS[fit]
        if told and fit == "no":
            axes.plot([x, found], [row, row], color=light(shown.colour), linewidth=2.4, zorder=2)
        kind, colour = (shown.symbol, shown.colour) if told or said == "silent" else ("model", "ink")
        mark(axes, x, row, kind, colour, 7 if kind == "model" else 9, markeredgewidth=2.4 if kind == "against" else 1.4)


def _result(figure: Figure, axes: Axes, experiment: str) -> None:
    """Draw the result as a gate across all tracks: its edges are solid for people, dashed for animals, dotted for cells alone."""
    row = experiments()[experiment]
    people, cells = "human" in row["species"], tuple(row["species"]) == ("cell",)
    colour = "blue" if people else "green"
    line = "solid" if people else (0, (1, 1.4)) if cells else (0, (4, 2))
    x = _place(experiment, str(row["result"]), FOUND)
    wide = 0.62 if row["result"] == "no_clear_difference" else 0.12
    axes.axvspan(x - wide, x + wide, facecolor=light(f"{colour}_ground"), edgecolor="none", zorder=0)
    for edge in (x - wide, x + wide):
        axes.axvline(edge, color=light(colour), linewidth=2, linestyle=line, zorder=0.5)
    words = f"found in {species_words(row)}{UNSEEN.get(row['result'], '')}"
    at, half = axes.transData.transform((x, 0))[0], len(words) * LABEL * BOLD / 2
    shift = min(max(at, MARGIN + half), max(width() - MARGIN - half, MARGIN + half)) - at
    label(axes, x, len(cascade.account_names()) - 0.3, words, colour, (shift, -7), fontweight="bold", ha="center")
    if _is_weak(experiment):
        note(figure, "This result counts only partly.")


def _description(row: Row, experiment: str, stage: str) -> str:
    name = row["label"] if row["label"].endswith("?") else f"{row['label']}."
    intro = f"{name} The experiment was done in {species_words(row)}. Intervention: {row['perturbation']}."
    found = {name: verdicts()[experiment, name] for name in cascade.account_names()}
    if stage == "done":
        return f"{intro} What was measured: {row['readout']}. The predictions are still hidden."
    if stage == "predicted":
        groups = {said: [name for name in cascade.account_names() if found[name][0] == said] for said in PREDICTIONS}
        told = "; ".join(foretold(names, said, experiment) for said, names in groups.items() if names)
        return f"{intro} {told[0].upper()}{told[1:]}."
    groups = {fit: [name for name in cascade.account_names() if found[name][1] == fit] for fit in FITS}
    parts = [_outcome(fit, names, weak=_is_weak(experiment)) for fit, names in groups.items() if names and fit != "silent"]
    quiet = foretold(groups["silent"], "silent", experiment) if groups["silent"] else ""
    silent = f" {quiet[0].upper()}{quiet[1:]}." if quiet else ""
    found_out = f": {inner(row['finding'])}" if _is_weak(experiment) else f", {result(experiment)}"
    head = f"{name} In {species_words(row)}{found_out} ({cited(row['refs'])}, {status_words(row)})."
    return f"{head} The result {clauses(parts)}.{silent}"


def _is_weak(experiment: str) -> bool:
    """Whether a result counts only in part, for and against: it then says neither that an account fits nor that it does not."""
    return cascade.design(experiment).weight == "weak"


def _called(fit: str, experiment: str) -> str:
    """Return what a verdict is called beside an experiment."""
    return "counts only partly" if fit == "partly" and _is_weak(experiment) else FITS[fit].name


def _outcome(fit: str, names: list[str], *, weak: bool) -> str:
    """Say what a result means for some accounts, as part of a sentence."""
    said = {"yes": "fits", "partly": "bears on" if weak else "partly fits", "no": "counts against"}
    return f"{said[fit]} {accounts_named(names)}{', but counts only partly' * weak}"


def _table(row: Row, experiment: str, stage: str) -> Table:
    facts = [("Studied", species_words(row)), ("How", row["system"]), ("Intervention", row["perturbation"]), ("Measured", row["readout"])]
    facts += [("Number studied", _how_many(row))]
    said = {name: verdicts()[experiment, name] for name in cascade.account_names()}
    if stage != "done":
        facts += [(f"{words}: prediction", predicted(experiment, said[name][0])) for name, words in cascade.account_names().items()]
    if stage == "found":
        weak = [("This result counts only partly", row["weight_reason"])] if _is_weak(experiment) else []
        facts += [("Found", row["finding"]), ("Bear in mind", row["notes"]), *weak]
        facts += [("Work", f"{cited(row['refs'])} ({status_words(row)})")]
        facts += [("From memory, not yet checked", row["recalled_parts"])] if row["recalled_parts"] else []
        facts += [(f"{words}: result", _called(said[name][1], experiment)) for name, words in cascade.account_names().items()]
    return Table(f"{row['label']}", ("What", "In words"), tuple(facts))


def _how_many(row: Row) -> str:
    size = "" if row["sample_size"] != row["sample_size"] else f"{row['sample_size']:g}"
    return "; ".join(part for part in (size, row["sample_size_note"]) if part) or "not read"
