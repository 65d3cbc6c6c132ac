"""The votes in one file, held against the claims that are asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ketamine_course.models.appraisal.csv_reader import percent
from ketamine_course.models.appraisal.latest import Vote, is_later, time_of
from ketamine_course.models.appraisal.problems import Problem
from ketamine_course.models.appraisal.untrusted_files import rows_of
from ketamine_course.names import nearest

FEWEST_WORDS = 2
"""A prompt of fewer words, such as "Claim 3", does not say which wording was answered."""


class AskedClaims(NamedTuple):
    """The claims that count, what may be said of them, how they are worded now (where that matters), and what is counted elsewhere."""

    claims: frozenset[str]
    verdicts: tuple[str, ...]
    wordings: Mapping[str, str]
    elsewhere: frozenset[str] = frozenset()

    def is_older(self, claim: str, prompt: str) -> bool:
        """Whether a prompt is another wording than the present one; letters decide, not signs that a spreadsheet may change."""
        now = _letters(self.wordings.get(claim, ""))
        then = _letters(prompt)
        return bool(now) and len(re.findall(r"[a-z]+", then)) >= FEWEST_WORDS and then != now


def _letters(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


@dataclass
class Read:
    """What one file holds: votes, problems, whose answers they are, and rows left aside."""

    votes: list[Vote] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    identity: str = ""
    other_rows: int = 0
    older_rows: int = 0


def read_votes(name: str, content: bytes, asked: AskedClaims) -> Read:
    """Read one file.

    Parameters
    ----------
    name : str
        As problems call it.
    content : bytes
    asked : AskedClaims
    """
    read = Read()
    found: dict[str, Vote] = {}
    ids: Counter[str] = Counter()
    for number, row in rows_of(name, content, read.problems):
        ids[row.get("id", "")[:64]] += 1
        if row["question"] not in asked.claims:
            read.other_rows += row["question"] not in asked.elsewhere
            continue
        vote = _vote(name, number, row, asked, read)
        if vote is None:
            continue
        if vote.claim in found:
            later = is_later(vote, found[vote.claim])
            which = "the later one counts" if later else "the first one counts"
            read.problems.append(Problem(name, number, f"{vote.claim!r} stands twice: {which}", "twice"))
            if not later:
                continue
        found[vote.claim] = vote
    del ids[""]
    read.identity = ids.most_common(1)[0][0] if ids else ""
    read.votes = list(found.values())
    if not found and all(problem.kind == "letters" for problem in read.problems):
        read.problems.append(Problem(name, None, "holds no usable rating of these claims", "none"))
    return read


def _vote(name: str, number: int, row: dict[str, str], asked: AskedClaims, read: Read) -> Vote | None:
    right_form = {verdict.casefold(): verdict for verdict in asked.verdicts}
    claim, answer = row["question"], row["answer"]
    if asked.is_older(claim, row.get("prompt", "")):
        read.older_rows += 1
        message = f"{claim}: answers an older wording of this claim ({row['prompt'][:60]!r}): not counted"
        read.problems.append(Problem(name, number, message, "wording"))
        return None
    if answer.casefold() not in right_form:
        what = f"the answer {nearest(answer[:60], asked.verdicts)}" if answer else "there is no answer"
        read.problems.append(Problem(name, number, f"{claim}: {what}", "answer"))
        return None
    final = right_form[answer.casefold()]
    first = row.get("first_answer", "") or final
    if first.casefold() not in right_form:
        message = f"{claim}: the first answer {nearest(first[:60], asked.verdicts)}; only the last one counts"
        read.problems.append(Problem(name, number, message, "first answer"))
        first = final
    sure = [_percent(name, number, row.get(column, ""), read.problems) for column in ("first_confidence", "confidence")]
    time = time_of(row.get("time", ""))
    return Vote(claim, right_form[first.casefold()], final, sure[0], sure[1], row.get("reason", ""), time)


def _percent(name: str, number: int, text: str, problems: list[Problem]) -> int | None:
    found = percent(text)
    if found is None and text.strip("% "):
        problems.append(Problem(name, number, f"the confidence {text[:20]!r} is not a number from 1 to 100: left out", "confidence"))
    return found
