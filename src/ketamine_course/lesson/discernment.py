"""Two parallel forms of ten claims: taken before and after the course in either order, and again after one and four weeks."""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from typing import Any

from ketamine_course.lesson.asking import basis
from ketamine_course.models.appraisal import Claim, Equated, Item, equated
from ketamine_course.models.appraisal.equating import CLASS, READERS, Form
from ketamine_course.names import COLLECTION
from ketamine_course.tables import rows_of
from ketamine_course.widgets.discernment import DiscernmentTest, Judged, Round, name_of
from ketamine_course.widgets.shown import LiveShown, StaticShown

SOUND = "supported"
"""The verdict of claims to accept. "Supported but imprecise" is in neither form: a careful reader could go either way."""
ANSWERS = ("I accept it", "I do not accept it", "I cannot tell")
ROUNDS = (
    Round("before", "Before the course", "00_start_here"),
    Round("after", "After the course", "06_appraise_a_source"),
    Round("week-1", "One week later", "06_appraise_a_source", 7),
    Round("week-4", "Four weeks later", "06_appraise_a_source", 21),
)
UNIT = "d\u2032"
GLOSS = (
    "Sensitivity, written d\u2032 (d-prime), says how well a reader tells supported claims from unsupported ones: "
    "0 is no better than tossing a coin, and the larger it is, the better. "
    "Bias, written c (the criterion), says which way a reader leans: above 0 towards doubting, below 0 towards accepting."
)
"""What the two numbers are, for readers who meet them for the first time."""
TITLE = "Ten claims to accept or not"


def forms() -> dict[str, tuple[Judged, ...]]:
    """Return both forms by name: words, key and works are those of the claims table, as is the reason where it stands alone."""
    claims = _claims()
    return {form: tuple(_judged(row["claim"], claims[row["claim"]], row["reason"]) for row in rows) for form, rows in _by_form().items()}


def _claims() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows_of("claims")}


def _by_form() -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each form, in the order of the claims on it."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(rows_of("discernment_forms"), key=itemgetter("form", "position")):
        found.setdefault(row["form"], []).append(row)
    return found


def _judged(claim: str, row: dict[str, object], reason: str) -> Judged:
    verdict = str(row["verdict"])
    key = f"{verdict.replace('_', ' ').capitalize()} ({claim} in the atlas of notebook 05)"
    refs = row["refs"]
    works = basis(refs if isinstance(refs, tuple) else (), str(row["reason_mark"]))
    return Judged(str(row["paraphrase"]), verdict == SOUND, key, reason or str(row["reason"]), works)


def difficulty() -> dict[str, Form]:
    """Return, for each form, how many ratings of each claim gave the verdict that was settled on."""
    key = {claim: row["verdict"] for claim, row in _claims().items()}
    given: dict[str, list[str]] = {}
    for rating in rows_of("ratings"):
        given.setdefault(rating["claim"], []).append(rating["verdict"])
    asked = {form: [row["claim"] for row in rows] for form, rows in _by_form().items()}
    return {
        form: tuple(Claim(key[claim] == SOUND, given[claim].count(key[claim]), len(given[claim])) for claim in claims)
        for form, claims in asked.items()
    }


@cache
def equating() -> Equated:
    """Return what simulated readers make of the two forms."""
    return equated(*difficulty().values())


def notes() -> tuple[str, ...]:
    """Say what is known about the forms, and what is not."""
    found = equating()
    key = (
        "The key is the verdict that was kept when the two ratings of each claim were reconciled. The raters and "
        "the reconciler, who settled their differences, were all sessions (separate runs) of an AI model that followed one set of written "
        "rules, the codebook, so the key is a reasoned judgement that can be wrong. "
        f"A reader's {UNIT} (d-prime) measures how well they tell supported claims from the others. A claim that you leave open counts as "
        f"half accepted, as if you had tossed a coin, so that open claims can move {UNIT} up or down."
    )
    known = (
        "The two sets of ten, called form A and form B, contain the same number of claims with each verdict and each kind of wording. On "
        f"average, the results of {READERS:,} simulated readers who took both forms differed by "
        f"{abs(found.difference):.2f} {UNIT} between the two forms. "
        f"By chance alone, one reader's result changes by about {found.noise:.1f} {UNIT} "
        f"from form to form, and the mean of a class of {CLASS} by about {found.class_noise:.1f}, so the change of a single reader says "
        "little."
    )
    unknown = (
        "Not known: how difficult the claims are for students (the simulation uses only how far the two raters agreed), how much "
        "people gain simply from taking the test a second time, and how much of any gain is memory. In the repeat rounds one and four "
        "weeks later, you meet each set again, so these rounds also measure whether you "
        "remember the key. Every claim is in the atlas of notebook 05 with its verdict."
    )
    return key, known, unknown


def test(*here: str) -> DiscernmentTest:
    """Return the forms, to be taken in some of the rounds."""
    return DiscernmentTest(f"ten-claims-{here[0]}", TITLE, COLLECTION, forms(), ROUNDS, here, ANSWERS, notes())


def ten_claims(*here: str) -> LiveShown | StaticShown:
    """Return what a cell shows: the forms in the rounds named, such as ``"before"``.

    Raises
    ------
    ValueError
        There is no such round; the message names them.
    """
    return test(*here)()


def works() -> set[str]:
    """Return the keys of the works behind both forms."""
    claims = _claims()
    return {ref for row in rows_of("discernment_forms") for ref in claims[row["claim"]]["refs"]}


def items() -> dict[str, Item]:
    """Return every claim of every round by the name under which its answer is kept."""
    return {
        name_of(each.name, form, number): Item(each.name, form, claim.sound)
        for each in ROUNDS
        for form, claims in forms().items()
        for number, claim in enumerate(claims, start=1)
    }


def for_class() -> dict[str, Any]:
    """Return what class mode on a page must know of the forms."""
    rounds = [[each.name, each.label] for each in ROUNDS]
    asked = {name: item._asdict() for name, item in items().items()}
    return {"answers": list(ANSWERS), "rounds": rounds, "items": asked, "prompts": prompts()}


def prompts() -> dict[str, str]:
    """Return the words of every claim by the name under which its answer is kept."""
    return {
        name_of(each.name, form, number): claim.text
        for each in ROUNDS
        for form, claims in forms().items()
        for number, claim in enumerate(claims, start=1)
    }
