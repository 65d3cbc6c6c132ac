"""What a lesson on paper needs beside questions and pictures: tables, cards and strips, made from the collection's own tables.

A plan names its handouts, and its steps name what they use, so that no step asks for something that is on no sheet.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ketamine_course.codes import in_words
from ketamine_course.lesson import discernment
from ketamine_course.lesson.asking import basis
from ketamine_course.lesson.clinic_page import sentences
from ketamine_course.models.cascade import label
from ketamine_course.references import work
from ketamine_course.tables import rows_of
from ketamine_course.widgets.question import Question
from ketamine_course.yaml_files import read

BEST_KNOWN = "disinhibition"
SPECIES = {"human": "people", "cell": "cells", "rodent": "rodents"}
GENTLE_PAIRS = ("I-05", "I-06", "I-07")
"""The pairs of a school class: three, which need nothing from other notebooks."""
SIX_CLAIMS = ("S1-017", "S3-042", "S4-014", "S2-020", "S4-011", "S3-002")
"""A claim for each verdict, for a class that has read no text: short, about no suicidal thoughts, and asked nowhere else."""
READ_IN_CLASS = 10
"""The last sentence of the clinic's page that a lesson of 50 minutes has time to mark."""
CODE = re.compile(r"\((S\d)-\d+\)")
TEXTS = Path(__file__).resolve().with_name("handouts.yaml")
Rows = Iterable[tuple[str, ...]]


@dataclass(frozen=True)
class Handout:
    """One handout beside the questions.

    Parameters
    ----------
    name, title, about : str
        What plans call it, what it is, and what to do with it.
    header : tuple of str
    rows : tuple of tuple of str
        An empty cell is room to write.
    later : bool
        Whether it is handed out, or read aloud, after the prediction: then it is printed with the pictures, not on the sheet.
    axis : tuple of str
        The numbers of a line to write on, if there is one.
    """

    name: str
    title: str
    about: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    later: bool
    axis: tuple[str, ...] = ()


def _table(name: str, *by: str) -> list[SimpleNamespace]:
    return [SimpleNamespace(**row) for row in (sorted(rows_of(name), key=itemgetter(*by)) if by else rows_of(name))]


def without_codes(text: str) -> str:
    """Return a text in which a claim goes by its source alone: its code in the atlas is for the key."""
    return CODE.sub(r"(\1)", text)


def _species(names: Iterable[str]) -> str:
    parts = {SPECIES.get(part, part) for name in names for part in name.split(" and ")}
    return ", ".join(sorted(parts)) or "nobody in the works that we list"


def arrows_studied(_: Sequence[Question]) -> Rows:
    """Return in whom each arrow of the best-known path was studied."""
    path = [row.node for row in _table("hypothesis_steps", "position") if row.hypothesis == BEST_KNOWN]
    evidence = _table("edge_evidence")
    for number, (source, target) in enumerate(pairwise(path), start=1):
        here = [row for row in evidence if row.edge == f"{source}__{target}"]
        works = "; ".join(basis((row.ref,), row.mark).removeprefix("Basis: ").rstrip(".") for row in here)
        yield str(number), f"{label(source)} → {label(target)}", _species(row.species for row in here), works


def species_into(steps: Sequence[str]) -> str:
    """Return what the key of the scene calls the arrow into each of some steps of the best-known path, by the numbers and names there."""
    path, evidence = [row.node for row in _table("hypothesis_steps", "position") if row.hypothesis == BEST_KNOWN], _table("edge_evidence")
    shown = {row.step: row.lines.replace("|", " ") for row in _table("stage_places") if row.layout == "wide"}
    told = []
    for number, (source, target) in enumerate(pairwise(path), start=2):
        if target in steps:
            told.append(f"{number} {shown[target]}: {_kind(row.species for row in evidence if row.edge == f'{source}__{target}')}")
    return "; ".join(told)


def _kind(names: Iterable[str]) -> str:
    """Return the first of people, animals and cells that were studied: lines in the scene tell these apart."""
    studied = {part for name in names for part in name.split(" and ")}
    return "people" if "human" in studied else "animals" if studied - {"cell"} else "cells" if studied else "nobody on our list"


def account_cards(_: Sequence[Question]) -> Rows:
    """Return a card for each account: its name and the steps from the drug to mood."""
    steps = _table("hypothesis_steps", "branch", "position")
    for account in _table("hypotheses"):
        own = [row for row in steps if row.hypothesis == account.hypothesis]
        branches = [[row.node for row in own if row.branch == branch] for branch in dict.fromkeys(row.branch for row in own)]
        yield account.name, "; and ".join(" → ".join(label(node) for node in branch) for branch in branches)


def bench_experiments(asked: Sequence[Question]) -> Rows:
    """Return the experiments of the works behind a plan's questions that we read, each with its result in the last column."""
    named = {ref for question in asked for ref in question.refs}
    for row in _table("experiments"):
        if row.mark == "seen" and named & set(row.refs):
            yield row.label, f"{row.perturbation} ({_species(row.species)})", row.readout, f"{row.finding} {basis(row.refs, row.mark)}"


def word_uses(_: Sequence[Question]) -> Rows:
    """Return the uses of one word, with room to say that no amount can be told."""
    return [(number, where, says, "") for number, where, says, _ in word_uses_placed(())]


def word_uses_placed(_: Sequence[Question]) -> Rows:
    """Return the same uses with the amount that each one means."""
    for row in _table("microdose_uses", "position"):
        meant = f"{row.dose_meant}: {row.relation}. {row.what_happened} {basis(row.refs, row.mark)}"
        yield str(row.position), row.source or work(row.ref).short, row.says, meant


def evidence_strips(asked: Sequence[Question]) -> Rows:
    """Return a strip for each claim to rate: what was found, and where. The verdict is on the key only."""
    return [(question.prompt, f"{question.explanation} {question.basis}") for question in asked if question.kind == "rating"]


def gentle_pairs(_: Sequence[Question]) -> Rows:
    """Return three contradictions within one text that speak of nothing that a school class should meet unprepared."""
    return [(f"Pair {number}: {title}", without_codes(says)) for number, (title, says, _) in enumerate(_pairs(), start=1)]


def gentle_pairs_key(_: Sequence[Question]) -> Rows:
    """Return what to say about these pairs, by the same numbers, and by which number the figure of all contradictions shows each."""
    within = [row.id for row in _table("issues") if row.kind == "internal_contradiction"]
    numbers = [str(within.index(name) + 1) for name in GENTLE_PAIRS]
    return [
        (f"Pair {at}", f"{title} (number {number} in the figure of all contradictions)", answer)
        for at, (number, (title, _, answer)) in enumerate(zip(numbers, _pairs(), strict=True), start=1)
    ]


def _pairs() -> Iterable[tuple[str, str, str]]:
    claims = {row.id: row.paraphrase for row in _table("claims")}
    for row in _table("issues"):
        if row.id in GENTLE_PAIRS:
            says = " ".join(f"({each}) {claims[each]}" for each in row.claims)
            yield row.title, says, f"{row.explanation} {basis(row.refs, row.mark)}"


def six_claims(_: Sequence[Question]) -> Rows:
    """Return a claim for each verdict, with room for one's own."""
    return [(number, without_codes(claim), "") for number, claim, _, _ in six_claims_key(())]


def six_claims_key(_: Sequence[Question]) -> Rows:
    """Return the same claims with our verdicts and reasons."""
    claims = {row.id: row for row in _table("claims")}
    for number, row in enumerate((claims[name] for name in SIX_CLAIMS), start=1):
        reason = f"{row.reason} {basis(row.refs, row.reason_mark)}".strip()
        yield str(number), f"{row.paraphrase} ({row.id})", in_words(row.verdict).capitalize(), reason


def page_to_underline(_: Sequence[Question]) -> Rows:
    """Return the part of the same page that a lesson reads, with nothing to fill in: words are marked in the sentences themselves."""
    return [(number, text) for number, text, _, _ in whole_page_key(()) if int(number) <= READ_IN_CLASS]


def marked_words() -> dict[str, dict[int, str]]:
    """Return the careful and the strong words of the page, by the number of the sentence."""
    marked: dict[str, dict[int, str]] = read(TEXTS)["page_to_underline_key"]["words"]
    return marked


def page_to_underline_key(_: Sequence[Question]) -> Rows:
    """Return the words that make its sentences more careful, and those that make them stronger, where there are any."""
    marked = marked_words()
    for number, text in page_to_underline(()):
        careful, strong = (marked[kind].get(int(number), "") for kind in ("careful", "strong"))
        if careful or strong:
            yield number, text, careful, strong


def whole_page(_: Sequence[Question]) -> Rows:
    """Return the page that the course wrote, sentence by sentence, with room for a verdict and for what was found elsewhere."""
    return [(number, text, "", "") for number, text, _, _ in whole_page_key(())]


def whole_page_key(_: Sequence[Question]) -> Rows:
    """Return the same page with our verdicts, reasons and works."""
    for number, sentence in enumerate(sentences("clinic"), start=1):
        first = sentence.wordings[0]
        yield str(number), sentence.text.format(*first.words), first.verdict, f"{first.reason} {first.basis}".strip()


MAKERS = (
    arrows_studied, account_cards, bench_experiments, word_uses, word_uses_placed,
    evidence_strips, gentle_pairs, gentle_pairs_key, page_to_underline, page_to_underline_key, six_claims, six_claims_key,
    whole_page, whole_page_key,
)  # fmt: skip
KEY = "_key"
"""How the name of a handout's key ends."""
HANDOUTS: dict[str, Callable[[Sequence[Question]], Rows]] = {each.__name__: each for each in MAKERS}
"""What fills each handout, by the names that plans use; each is given the questions of the plan's lesson on paper."""


def _made(name: str, rows: Rows, **more: Any) -> Handout:
    told = read(TEXTS)[name] | more
    lists = {key: tuple(told[key]) for key in ("header", "axis") if key in told}
    return Handout(name, told["title"], told["about"], rows=tuple(rows), later=told["later"], **lists)


def handout(name: str, asked: Sequence[Question]) -> Handout:
    """Return a handout by its name.

    Parameters
    ----------
    name : str
        One of `HANDOUTS`.
    asked : sequence of Question
        The questions of the plan's lesson on paper.
    """
    return _made(name, HANDOUTS[name](asked))


def keys(names: Iterable[str]) -> list[Handout]:
    """Return the keys of the handouts that have one."""
    return [handout(f"{name}{KEY}", ()) for name in names if f"{name}{KEY}" in HANDOUTS]


def forms() -> dict[str, Handout]:
    """Return the two forms of ten claims by their letters, as sheets to tick."""
    boxes = ("☐",) * len(discernment.ANSWERS)
    made = {}
    for name, claims in discernment.forms().items():
        rows = [(str(number), claim.text, *boxes) for number, claim in enumerate(claims, start=1)]
        made[name] = _made("form", rows, title=f"Ten claims, form {name.upper()}", header=("", "Claim", *discernment.ANSWERS))
    return made
