"""Numbers that prose and pictures give of the tables: counted here, so that a new row changes them everywhere.

A text asks for a number by its name in braces: ``{texts}`` gives ``five``, ``{Texts}`` gives ``Five``, ``{texts:d}`` gives ``5``,
and ``{claims_hedged_backed/claims_hedged:%}`` gives a share, ``52%``.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

import pandas as pd

from ketamine_course.names import nearest
from ketamine_course.tables import load

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
        return f"{100 * value / count(whole):.0f}%"
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
    kinds = list(load("issues")["kind"])
    found = {name: len(load(table)) for name, table in tables.items()}
    found |= {f"texts_{origin}": len(rows) for origin, rows in load("sources").groupby("origin")}
    found |= {name: kinds.count(kind) for kind, name in CONTRADICTIONS.items()}
    found |= {"contrasts": load("species_contrasts")["contrast"].nunique(), "rat_doses": len(load("glutamate_doses"))}
    return found | {"contradictions": sum(kinds.count(kind) for kind in CONTRADICTIONS)}


@cache
def _claims() -> dict[str, int]:
    """Return how many claims have each support, verdict, wording, text and origin, and how many of them have a core that holds."""
    claims = load("claims").merge(load("sources")[["source", "origin"]], on="source")
    found = {"claims_backed": int(claims["verdict"].isin(BACKED).sum()), "claims_sourced": int(claims["support_given"].isin(SOURCED).sum())}
    found["claims_rated_twice"] = int((claims["settled"] != "once").sum())
    for column in ("support_given", "verdict", "wording", "source", "origin"):
        for value, rows in claims.groupby(column):
            backed, sourced = rows["verdict"].isin(BACKED), rows["support_given"].isin(SOURCED)
            found |= {
                f"claims_{value}": len(rows),
                f"claims_{value}_backed": int(backed.sum()),
                f"claims_{value}_sourced": int(sourced.sum()),
            }
    for (origin, support), rows in claims.groupby(["origin", "support_given"]):
        name = f"claims_{origin}_{support}"
        found |= {name: len(rows), f"{name}_backed": int(rows["verdict"].isin(BACKED).sum())}
    for (source, wording), rows in claims.groupby(["source", "wording"]):
        name = f"claims_{source}_{wording}"
        found |= {name: len(rows), f"{name}_overstated": int((rows["verdict"] == "overstated").sum())}
    return found


@cache
def _named() -> dict[str, int]:
    """Return how many references of texts were looked up, how many are real, and how many carry what they stand beside."""
    named = load("named_works")
    found = {"references": len(named), "references_real": int((named["exists"] == "as printed").sum())}
    return found | {f"references_{answer}": int((named["carries"] == answer).sum()) for answer in ("yes", "partly", "no")}


@cache
def _statements() -> dict[str, int]:
    """Return how often the statements of the topic matrix are made, with a reason, and with something that can be looked up."""
    matrix, claims = load("topic_matrix"), load("claims")
    sourced = set(claims["id"][claims["support_given"].isin(SOURCED)])
    said = matrix[matrix["stance"].isin(["agree", "only_repeats"])]
    return {
        "statements": matrix["topic"].nunique(),
        "voices": len(said),
        "voices_reasoned": int((said["stance"] == "agree").sum()),
        "voices_sourced": sum(bool(sourced & set(names)) for names in said["claims"]),
    }


@cache
def _arrows() -> dict[str, int]:
    """Return steps and arrows of the best-known path and of all main paths, and how many were looked at in people or named."""
    from ketamine_course.models import cascade  # noqa: PLC0415 - brings networkx, which most notebooks do without

    path = cascade.path(MAIN)
    arrows = sorted({pair for account in cascade.account_names() for pair in pairwise(cascade.path(account))})
    mentions = load("node_mentions")
    return {
        "main_steps": len(path),
        "main_steps_unnamed": len(set(path) - set(mentions["node"])),
        "main_arrows": len(path) - 1,
        "main_arrows_in_people": sum(cascade.looked_at_in_people(path)),
        "arrows": len(arrows),
        "arrows_not_in_people": sum(not cascade.looked_at_in_people(pair)[0] for pair in arrows),
        "texts_naming_receptor": int((mentions["node"] == "nmdar").sum()),
    }


@cache
def _accounts() -> dict[str, int]:
    """Return what accounts and their mixtures predict, risk, and come to on the bench."""
    from ketamine_course.models import cascade  # noqa: PLC0415 - brings networkx, which most notebooks do without

    accounts = {name: cascade.account(name) for name in cascade.account_names()}
    found = {
        "accounts_at_nmdar": sum(each.starts()[0].startswith("nmdar") for each in accounts.values()),
        "accounts_needing_bdnf": sum(cascade.predict(each, cascade.block("bdnf")) == "abolish" for each in accounts.values()),
        "experiments_unread": int((load("experiments")["mark"] != "seen").sum()),
        **_blockers(),
    }
    asked: dict[str, cascade.Account | cascade.Mixture] = {**accounts, "all": cascade.combined(*accounts.values())}
    asked["main_and_hope"] = cascade.combined(accounts[MAIN], accounts["expectancy"])
    for name, each in asked.items():
        table = cascade.evaluate(each)
        found |= {f"{name}_{fit}": number for fit, number in cascade.tally(table["fit"])._asdict().items()}
        found |= {f"{name}_forbids": int(table["forbids"].sum()), f"{name}_may_lose": int((table["predicts"] == "share").sum())}
        found[f"{name}_speaks"] = len(table) - found[f"{name}_silent"]
    return found


def _blockers() -> dict[str, int]:
    """Return how many other blockers of NMDA receptors were tried in people, and how many beat placebo in their largest trial."""
    largest = largest_trials()
    blockers = largest[largest["acts"] == "blocks"]
    return {"blockers": len(blockers), "blockers_better": int(blockers["ahead"].sum())}


def largest_trials() -> pd.DataFrame:
    """Return the largest trial against placebo of each drug that acts on NMDA receptors, as rows of ``drug_trials``."""
    trials = load("drug_trials")
    return trials[trials["against"] == "placebo"].sort_values("people", ascending=False, kind="stable").drop_duplicates("drug")


@cache
def _factors() -> dict[str, int]:
    factors = load("factors")
    steady = factors["grade"] == "consistent"
    found = {"factors_consistent": int(steady.sum())}
    for group, rows in factors.groupby("group"):
        found |= {f"factors_{group}": len(rows), f"factors_{group}_consistent": int(steady[rows.index].sum())}
    return found


@cache
def _ratings() -> dict[str, int]:
    """Return for each day how many claims two raters judged, how many of them again, and whose verdict stands where they differed.

    The day stands in the names: ``rated_on_2026_11_28``, ``rated_again_on_...``, ``differed_on_...``, and of these ``..._first`` (whose
    verdict stands), ``..._S6`` and ``..._S6_first``.
    """
    from ketamine_course.models import appraisal  # noqa: PLC0415 - brings statsmodels, which most notebooks do without

    found: dict[str, int] = {}
    claims = load("claims").set_index("id")
    for day in appraisal.rating_days():
        given = appraisal.side_by_side("verdict", day)
        name, differed = f"on_{day:%Y_%m_%d}", claims.loc[given.index[given["first"] != given["second"]]]
        found |= {f"rated_{name}": len(given), f"rated_again_{name}": len(appraisal.rated_again(day) & set(given.index))}
        parts = {"": differed} | {f"_{source}": differed[differed["source"] == source] for source in sorted(set(claims["source"]))}
        for part, rows in parts.items():
            found[f"differed_{name}{part}"] = len(rows)
            found |= {f"differed_{name}{part}_{who}": int((rows["settled"] == who).sum()) for who in ("first", "second", "third")}
    return found


GROUPS = (_sizes, _claims, _named, _statements, _factors, _ratings, _arrows, _accounts)
