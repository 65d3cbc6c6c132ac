"""Drugs tried in people that share ketamine's target, and what an account makes of them."""

from __future__ import annotations

from collections import Counter
from functools import cache

from ketamine_course import names
from ketamine_course.models import cascade
from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import MARGIN, key, note, title_lines
from ketamine_course.pictures._drawing import listed, lowered, sheet
from ketamine_course.pictures._facts import Row, cited, rows_of, status_note
from ketamine_course.pictures.rival_hypotheses._common import FITS, clauses, experiments, predicted, status_words
from ketamine_course.pictures.rival_hypotheses._largest import counted, largest, largest_words
from ketamine_course.pictures.rival_hypotheses._two_sides import Tried, draw, size_key
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow

ALSO_TRIED = ("x_arketamine", "x_nonketamine")
BASIS = ("reported", "read")
"""The mark of a trial that others report, and of one that was read."""
ACTION = {"opposite": "enhances NMDA receptors", "same": "blocks NMDA receptors", "none": "", "unknown": ""}


@cache
def trials() -> tuple[str, ...]:
    """Return the experiments in which a drug was tried in people in place of ketamine."""
    people = [name for name, row in experiments().items() if "human" in row["species"]]
    return tuple(name for name in people if cascade.design(name).asks == "works_alone" and cascade.design(name).agent)


def asked() -> dict[str, str]:
    """Return who can be asked for a prediction."""
    return {"nobody": "No account yet", "receptor": "\u201cNMDA block is the mechanism\u201d", **cascade.account_names()}


@cache
def drugs() -> dict[str, str]:
    """Return the names of the drugs."""
    return {row["drug"]: row["label"] for row in rows_of("drug_profiles")}


@explorable(
    title="Same target, other drugs: trials in people",
    narrow=True,
    account=Choice(asked, label="Account"),
)
def same_target(account: str) -> Picture:
    """Drugs that act on NMDA receptors by what their largest trial found, or what one account predicts for the trials put to it."""
    said = {name: _said(account, name) for name in trials()}
    tried = _largest_of_each() if account == "nobody" else [_tried(name, said[name]) for name in trials()]
    rows = sorted(tried, key=lambda row: (bool(row.remark and account == "nobody"), not row.better, -row.people))
    figure, axes = sheet(460 if is_narrow() else 340)
    many = in_words(len(largest()))
    asked_one = (
        f"{many.capitalize()} blockers{_others_too()}, each in its largest trial; area: people"
        if account == "nobody"
        else f"{asked()[account]}: predictions for {in_words(len(trials()))} trials; area: people"
    )
    lower = title_lines(figure, _title(account, said), asked_one)
    ring = [("unchecked", "violet", "predicted")] if account != "nobody" else []
    grey = [("read", "line", "larger trial")] if any(row.larger for row in rows) else []
    key(figure, 62, [("read", "blue", "found"), ("reported", "blue", "as reported"), *ring, *grey], gap=10)
    size_key(figure, axes, *((MARGIN, 88 + lower) if is_narrow() else (290, 58)))
    draw(axes, rows, *((110 + lower, 414) if is_narrow() else (82, 302)))
    note(figure, "Predictions are computed from our reading (assumed)." if ring else "Choose an account to see what it predicts.")
    notes = () if account == "nobody" else (("Larger trials", _larger_words()), ("Also tried", _others_tried()))
    return Picture(figure, _description(account, said), "our counts and judgement", _table(account, said), notes)


def _largest_of_each() -> list[Tried]:
    """Return the largest trial of each drug that blocks the receptors, and the trials of others that act on them."""
    blockers = [
        Tried(row["label"].split(" (")[0], "", row["people"], BASIS[row["mark"] == "seen"], bool(row["ahead"]), None)
        for row in largest().values()
    ]
    others = [name for name in trials() if _helps(name)]
    return [*blockers, *(_tried(name, ("", ""))._replace(larger=None) for name in others)]


def _tried(name: str, said: tuple[str, str]) -> Tried:
    """Return a trial as it is drawn, with what an account says of it."""
    experiment, largest_one = experiments()[name], largest().get(cascade.design(name).agent)
    larger = (BASIS[largest_one["mark"] == "seen"], largest_one["people"]) if largest_one and _ended_otherwise(name) else None
    return Tried(
        drugs()[cascade.design(name).agent],
        "" if _action(name) == ACTION["same"] else _action(name),
        experiment["sample_size"],
        BASIS[experiment["mark"] == "seen"],
        _better(name),
        larger,
        *said,
    )


def _title(account: str, said: dict[str, tuple[str, str]]) -> str:
    if account == "nobody":
        ahead, small = (len(rows) for rows in _successes())
        if small:
            return f"{in_words(small).capitalize()} of {in_words(ahead)} successes had smaller trials than any failure"
        return f"Of {in_words(len(largest()))} blockers, {in_words(ahead) if ahead else 'none'} did better than placebo"
    fits = Counter(fit for _, fit in said.values())
    verbs = {"yes": ("fits", "fit"), "partly": ("partly fits", "partly fit"), "no": ("does not", "do not")}
    told = [f"{in_words(fits[fit])} {verbs[fit][fits[fit] != 1]}" for fit in verbs if fits[fit]]
    if not told:
        return "It makes no prediction"
    if fits["no"] and len(told) == 1:
        told[0] += " fit"
    first, _, rest = listed(told).partition(" ")
    trials_ = "trial" if told[0].startswith("one ") else "trials"
    return f"{first.capitalize()} {trials_} {rest}"


def _others_too() -> str:
    """Say how many of the drugs are drawn that do something else to the receptors than block them."""
    others = sum(map(_helps, trials()))
    return f" and {in_words(others)} {'enhancer' if others == 1 else 'enhancers'}" if others else ""


def _fewest_without() -> float:
    """Return how many people took part in the smallest of the trials without a benefit."""
    return min((float(row["people"]) for row in largest().values() if not row["ahead"]), default=0.0)


def _successes() -> tuple[list[Row], list[Row]]:
    """Return the largest trials that found a benefit, and those of them that had fewer people than any trial without one."""
    ahead = [row for row in largest().values() if row["ahead"]]
    return ahead, [row for row in ahead if row["people"] < _fewest_without()]


def _said(account: str, name: str) -> tuple[str, str]:
    if account == "nobody":
        return "silent", "silent"
    asked = cascade.receptor_alone() if account == "receptor" else cascade.account(account)
    said = cascade.predict(asked, cascade.design(name))
    return said, cascade.fit(said, name)


def _ended_otherwise(name: str) -> bool:
    """Whether the largest trial of this drug is another one, with another result."""
    trial = largest().get(cascade.design(name).agent)
    return trial is not None and trial["ref"] not in experiments()[name]["refs"] and trial["ahead"] != _better(name)


def _better(name: str) -> bool:
    return str(experiments()[name]["result"]).startswith("mimicked")


def _action(name: str) -> str:
    acts = cascade.acts_on(cascade.design(name).agent, "nmdar_interneuron")
    return ACTION[acts] or "acts elsewhere"


def _helps(name: str) -> bool:
    """Whether a drug does something else to the receptors than block them."""
    return _action(name) != ACTION["same"]


def _people(row: Row) -> str:
    return f"{row['sample_size']:g} people" if row["sample_size"] == row["sample_size"] else "number of people not known"


def _description(account: str, said: dict[str, tuple[str, str]]) -> str:
    if account == "nobody":
        others = [
            f"{drugs()[cascade.design(n).agent]}{status_note(experiments()[n]['mark'])}, which {_action(n)}" for n in trials() if _helps(n)
        ]
        return f"{largest_words()} {listed(others)}, showed no clear benefit. No account has been chosen yet."
    groups = {
        better: [
            lowered(drugs()[cascade.design(n).agent]) + status_note(experiments()[n]["mark"]) for n in trials() if _better(n) == better
        ]
        for better in (True, False)
    }
    found = (
        f"In people, {listed(groups[True])} did better than placebo, whereas {listed(groups[False])} showed no clear benefit. "
        f"These are the trials for which we work out predictions. {_larger_words()}"
    )
    fits = {fit: [lowered(drugs()[cascade.design(n).agent]) for n in trials() if said[n][1] == fit] for fit in FITS}
    who = f"the claim {asked()[account]}" if account == "receptor" else cascade.course_board().routes[account].inline
    verdicts = {"yes": "fits {} for", "partly": "partly fits {} for", "no": "counts against {} for"}
    told = [(verdicts[fit], listed(names)) for fit, names in fits.items() if names and fit != "silent"]
    parts = [f"{verdict.format('it' if at else f'the prediction of {who}')} {names}" for at, (verdict, names) in enumerate(told)]
    fitting = f"The result {clauses(parts)}. " if parts else ""
    speaks = f"{who[0].upper()}{who[1:]}" if not parts else "The claim" if account == "receptor" else "The account"
    silent = f"{speaks} makes no prediction about {names.listed(fits['silent'], 'or')}." if fits["silent"] else ""
    return f"{found} {fitting}{silent}".strip()


def _others_tried() -> str:
    """Say how the largest trials of drugs ended that were not put to the accounts."""
    agents = {cascade.design(name).agent for name in trials()}
    told = [_ended(row) for drug, row in largest().items() if drug not in agents]
    return f"We work out no predictions for {listed(told)}." if told else ""


def _larger_words() -> str:
    """Say of which drugs the largest trial is another one than the one put to the accounts, and how that one ended."""
    drawn = {cascade.design(name).agent: experiments()[name] for name in trials()}
    others = [_ended(row) for drug, row in largest().items() if drug in drawn and row["ref"] not in drawn[drug]["refs"]]
    more = "a trial that we do not use here had more people than any that we use"
    drugs = "the following drug" if len(others) == 1 else "each of the following drugs"
    return f"For {drugs}, {more}: {listed(others)}." if others else ""


def _ended(row: Row) -> str:
    return f"{counted(row).removesuffix(')')}; {'better' if row['ahead'] else 'not ahead'})"


def _table(account: str, said: dict[str, tuple[str, str]]) -> Table:
    rows = [
        (
            drugs()[cascade.design(name).agent],
            _people(experiments()[name]),
            experiments()[name]["finding"],
            "no account chosen" if account == "nobody" else predicted(name, said[name][0]).replace("the intervention", "the drug"),
            "" if account == "nobody" else FITS[said[name][1]].name,
            f"{cited(experiments()[name]['refs'])} ({status_words(experiments()[name])})",
        )
        for name in trials()
    ]
    others = [
        (
            row["label"],
            _people(row | {"sample_size": row["people"]}),
            _outcome(row),
            "not worked out",
            "",
            cited((row["ref"],)) + status_note(row["mark"]),
        )
        for row in rows_of("drug_trials")
        if row["ref"] not in {ref for name in trials() for ref in experiments()[name]["refs"]}
    ]
    others += [
        (row["topic"], "", row["finding"], "not worked out", "", cited(row["refs"]) + status_note(row["mark"]))
        for row in rows_of("observations")
        if row["observation"] in ALSO_TRIED
    ]
    caption = "Trials in people; below, further ones for which we work out no predictions"
    return Table(caption, ("Drug", "People", "Found", "Predicted", "Verdict", "Work"), (*rows, *others))


def _outcome(row: Row) -> str:
    note = f"; {row['note']}" if row["note"] else ""
    control, _, other = row["compared_with"].partition(" added to ")
    return f"{f'as an add-on to {other}, ' if other else ''}{'better than' if row['ahead'] else 'no clear benefit over'} {control}{note}"
