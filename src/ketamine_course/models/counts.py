"""Numbers that prose and pictures give of the tables: counted here, so that a new row changes them everywhere.

A text asks for a number by its name in braces: ``{texts}`` gives ``five``, ``{Texts}`` gives ``Five``, ``{texts:d}`` gives ``5``,
and ``{claims_hedged_backed/claims_hedged:%}`` gives a share, ``52%``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache
from itertools import pairwise
from typing import Any

from ketamine_course.judged_later import waiting
from ketamine_course.models.largest_trials import largest_trials
from ketamine_course.models.statistics import percent
from ketamine_course.names import nearest
from ketamine_course.tables import rows_of

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER = re.compile(r"\{([A-Za-z]\w*)(?:/(\w+))?(?::([d%]))?\}")
DIGITS = re.compile(r"\{\w+:d\}")

BACKED = ("supported", "supported_but_imprecise")
SOURCED = ("named_source", "link_only", "quotation")
CONTRADICTIONS = {"internal_contradiction": "contradictions_within", "cross_text_contradiction": "contradictions_between"}
MAIN = "disinhibition"
"""The best-known account, whose path notebook 01 walks."""


class CountError(ValueError):
    """A text asks for a number that nobody counts; the message gives the nearest."""


def in_words(number: int) -> str:
    """Return a number below a hundred in words, and any other in digits."""
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if tens < 2:
        return ONES[number]
    return TENS[tens] + (f"-{ONES[ones]}" if ones else "")


def filled(part: Any) -> Any:
    """Return a text, or a list or mapping with texts anywhere in it, with the numbers that it asks for.

    A text that is nothing but a number in digits becomes that number.

    Raises
    ------
    CountError
        It asks for a number that nobody counts.
    """
    if isinstance(part, dict):
        return {key: filled(value) for key, value in part.items()}
    if isinstance(part, list):
        return [filled(each) for each in part]
    if not isinstance(part, str):
        return part
    text = NUMBER.sub(_number, part)
    return int(text) if DIGITS.fullmatch(part) else text


def _number(asked: re.Match[str]) -> str:
    name, whole, form = asked.groups()
    value = count(name[:1].lower() + name[1:])
    if form == "%":
        return percent(value / count(whole))
    if form == "d":
        return str(value)
    words = in_words(value)
    return words.capitalize() if name[0].isupper() else words


def count(name: str) -> int:
    """Return one number.

    Raises
    ------
    CountError
        Nobody counts it; the message gives the nearest that somebody does.
    """
    for group in GROUPS:  # one after the other: the last ones work out every prediction
        if name in group():
            return group()[name]
    raise CountError(f"number {nearest(name, counts())}")


def counts() -> dict[str, int]:
    """Return every number that a text may ask for, by name."""
    return {name: value for group in GROUPS for name, value in group().items()}


@cache
def _sizes() -> dict[str, int]:
    tables = {"texts": "sources", "accounts": "hypotheses", "experiments": "experiments", "factors": "factors", "claims": "claims"}
    kinds = [row["kind"] for row in rows_of("issues")]
    found = {name: len(rows_of(table)) for name, table in tables.items()}
    found |= {f"texts_{origin}": number for origin, number in Counter(row["origin"] for row in rows_of("sources")).items()}
    found |= {name: kinds.count(kind) for kind, name in CONTRADICTIONS.items()}
    found |= {"contrasts": len({row["contrast"] for row in rows_of("species_contrasts")}), "rat_doses": len(rows_of("glutamate_doses"))}
    return found | {"contradictions": sum(kinds.count(kind) for kind in CONTRADICTIONS)}


@cache
def _claims() -> dict[str, int]:
    """Return how many claims have each support, verdict, wording, text and origin, and how many of them have a core that holds."""
    origins = {row["source"]: row["origin"] for row in rows_of("sources")}
    claims = [{**row, "origin": origins[row["source"]]} for row in rows_of("claims")]
    found = {"claims_backed": _in(claims, "verdict", BACKED), "claims_sourced": _in(claims, "support_given", SOURCED)}
    found["claims_rated_twice"] = len(claims) - _in(claims, "settled", ("once",))
    for column in ("support_given", "verdict", "wording", "source", "origin"):
        for value, rows in _grouped(claims, column).items():
            found |= {
                f"claims_{value}": len(rows),
                f"claims_{value}_backed": _in(rows, "verdict", BACKED),
                f"claims_{value}_sourced": _in(rows, "support_given", SOURCED),
            }
    for value, rows in _grouped(claims, "origin", "support_given").items():
        found |= {f"claims_{value}": len(rows), f"claims_{value}_backed": _in(rows, "verdict", BACKED)}
    for value, rows in _grouped(claims, "source", "wording").items():
        found |= {f"claims_{value}": len(rows), f"claims_{value}_overstated": _in(rows, "verdict", ("overstated",))}
    return found


def _in(rows: Iterable[dict[str, Any]], column: str, values: Collection[str]) -> int:
    """Return how many rows have one of these values in a column."""
    return sum(row[column] in values for row in rows)


def _grouped(rows: Iterable[dict[str, Any]], *columns: str) -> dict[str, list[dict[str, Any]]]:
    """Return the rows by their values in one or two columns, joined as in the names of counts."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault("_".join(row[column] for column in columns), []).append(row)
    return found


@cache
def _named() -> dict[str, int]:
    """Return how many references of texts were looked up, how many are real, and how many carry what they stand beside."""
    named = rows_of("named_works")
    found = {"references": len(named), "references_real": _in(named, "exists", ("as printed",))}
    return found | {f"references_{answer}": _in(named, "carries", (answer,)) for answer in ("yes", "partly", "no")}


@cache
def _statements() -> dict[str, int]:
    """Return how often the statements of the topic matrix are made, with a reason, and with something that can be looked up."""
    matrix = rows_of("topic_matrix")
    sourced = {row["id"] for row in rows_of("claims") if row["support_given"] in SOURCED}
    said = [row for row in matrix if row["stance"] in ("agree", "only_repeats")]
    return {
        "statements": len({row["topic"] for row in matrix}),
        "voices": len(said),
        "voices_reasoned": _in(said, "stance", ("agree",)),
        "voices_sourced": sum(not sourced.isdisjoint(row["claims"]) for row in said),
    }


@cache
def _arrows() -> dict[str, int]:
    """Return steps and arrows of the best-known path and of all main paths, and how many were looked at in people or named."""
    from ketamine_course.models import cascade  # noqa: PLC0415 - brings networkx, which most notebooks do without

    path = cascade.path(MAIN)
    arrows = sorted({pair for account in cascade.account_names() for pair in pairwise(cascade.path(account))})
    mentioned = [row["node"] for row in rows_of("node_mentions")]
    return {
        "main_steps": len(path),
        "main_steps_unnamed": len(set(path) - set(mentioned)),
        "main_arrows": len(path) - 1,
        "main_arrows_in_people": sum(cascade.looked_at_in_people(path)),
        "arrows": len(arrows),
        "arrows_not_in_people": sum(not cascade.looked_at_in_people(pair)[0] for pair in arrows),
        "texts_naming_receptor": mentioned.count("nmdar"),
    }


@cache
def _accounts() -> dict[str, int]:
    """Return what accounts and their mixtures predict, risk, and come to on the bench."""
    from ketamine_course.models import cascade  # noqa: PLC0415 - brings networkx, which most notebooks do without

    accounts = {name: cascade.account(name) for name in cascade.account_names()}
    found = {
        "accounts_at_nmdar": sum(each.starts()[0].startswith("nmdar") for each in accounts.values()),
        "accounts_needing_bdnf": sum(cascade.predict(each, cascade.block("bdnf")) == "abolish" for each in accounts.values()),
        "experiments_unread": sum(row["mark"] != "seen" for row in rows_of("experiments")),
        **_blockers(),
    }
    asked: dict[str, cascade.Account | cascade.Mixture] = {**accounts, "all": cascade.combined(*accounts.values())}
    asked["main_and_hope"] = cascade.combined(accounts[MAIN], accounts["expectancy"])
    for name, each in asked.items():
        verdicts = cascade.evaluate(each)
        found |= {f"{name}_{fit}": number for fit, number in cascade.tally(said.fit for said in verdicts)._asdict().items()}
        found[f"{name}_forbids"] = sum(said.forbids for said in verdicts)
        found[f"{name}_may_lose"] = sum(said.predicts == "share" for said in verdicts)
        found[f"{name}_speaks"] = len(verdicts) - found[f"{name}_silent"]
    return found


def _blockers() -> dict[str, int]:
    """Return how many other blockers of NMDA receptors were tried in people, and how many beat placebo in their largest trial."""
    blockers = [row for row in largest_trials() if row["acts"] == "blocks"]
    return {"blockers": len(blockers), "blockers_better": sum(row["ahead"] for row in blockers)}


@cache
def _factors() -> dict[str, int]:
    steady = ("consistent",)
    found = {"factors_consistent": _in(rows_of("factors"), "grade", steady)}
    for group, rows in _grouped(rows_of("factors"), "group").items():
        found |= {f"factors_{group}": len(rows), f"factors_{group}_consistent": _in(rows, "grade", steady)}
    return found


@cache
def _ratings() -> dict[str, int]:
    """Return for each day how many claims two raters judged, how many of them again, and whose verdict stands where they differed.

    The day stands in the names: ``rated_on_2026_11_28``, ``rated_again_on_...``, ``differed_on_...``, and of these ``..._first`` (whose
    verdict stands), ``..._S6`` and ``..._S6_first``.
    """
    from ketamine_course.models import appraisal  # noqa: PLC0415 - brings statsmodels, which most notebooks do without

    found: dict[str, int] = {}
    claims = rows_of("claims")
    for day in appraisal.rating_days():
        given = appraisal.side_by_side("verdict", day)
        name, differed = f"on_{day:%Y_%m_%d}", [row for row in claims if row["id"] in given and len(set(given[row["id"]])) > 1]
        found |= {f"rated_{name}": len(given), f"rated_again_{name}": len(appraisal.rated_again(day) & given.keys())}
        for source in ("", *sorted({row["source"] for row in claims})):
            part, rows = (f"_{source}" if source else ""), [row for row in differed if source in ("", row["source"])]
            found[f"differed_{name}{part}"] = len(rows)
            found |= {f"differed_{name}{part}_{who}": _in(rows, "settled", (who,)) for who in ("first", "second", "third")}
    return found


GROUPS = (_sizes, _claims, _named, _statements, _factors, waiting, _ratings, _arrows, _accounts)
