"""What a class's ratings add up to: spread per claim, disagreements to discuss, agreement, and who changed their mind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ketamine_course.models.appraisal.bootstrap import Interval, bootstrap_interval
from ketamine_course.models.appraisal.raters import counts_per_unit, krippendorff_alpha, krippendorff_alphas
from ketamine_course.models.appraisal.ratings_files import Rating
from ketamine_course.models.statistics import percent


class Spread(NamedTuple):
    """How a class judged one claim.

    Parameters
    ----------
    claim : str
    counts : dict of str to int
        Verdict to number of people, in the order of the verdicts.
    disagreement : float
        Share of pairs of people who differ, 0 to 1.
    with_key : int
        People whose verdict is the key's.
    """

    claim: str
    counts: dict[str, int]
    disagreement: float
    with_key: int

    @property
    def n(self) -> int:
        """People who judged it."""
        return sum(self.counts.values())

    @property
    def apart(self) -> str:
        """The disagreement in words: one person alone makes no pair, so there is nothing that could differ."""
        return percent(self.disagreement) if self.n > 1 else "no pairs"


class Change(NamedTuple):
    """How often minds changed between the two rounds of one claim, and where to."""

    claim: str
    to_key: int
    from_key: int
    elsewhere: int


@dataclass(frozen=True)
class ClassResults:
    """A class's ratings, held against a key.

    Parameters
    ----------
    ratings : tuple of Rating
        As read from the files.
    key : mapping of str to str
        Claim to the verdict of the key, in the order shown.
    verdicts : sequence of str
        All verdicts, in the order shown.
    """

    ratings: tuple[Rating, ...]
    key: Mapping[str, str]
    verdicts: Sequence[str]

    @property
    def raters(self) -> list[str]:
        """Everybody with a usable rating, in the order of the files."""
        return list(dict.fromkeys(rating.rater for rating in self.ratings))

    def _said(self, first_round: bool) -> dict[str, list[str]]:
        said: dict[str, list[str]] = {claim: [] for claim in self.key}
        for rating in self.ratings:
            said[rating.claim].append(rating.first if first_round else rating.final)
        return said

    def spread(self, *, first_round: bool = False) -> list[Spread]:
        """Return how each claim was judged, by the last answers or the first."""
        result = []
        for claim, said in self._said(first_round).items():
            counts, n = Counter(said), len(said)
            same = sum(count * (count - 1) for count in counts.values())
            apart = 1 - same / (n * (n - 1)) if n > 1 else 0.0
            result.append(Spread(claim, {verdict: counts[verdict] for verdict in self.verdicts}, apart, counts[self.key[claim]]))
        return result

    def to_discuss(self, count: int = 2) -> list[Spread]:
        """Return the claims on which people differ most; of equals, the one on which fewer are with the key."""
        judged = [each for each in self.spread() if each.n > 1]
        return sorted(judged, key=lambda each: (-each.disagreement, each.with_key / each.n))[:count]

    def agreement(self, *, first_round: bool = False) -> Interval | None:
        """Return Krippendorff's alpha (nominal) between classmates with its interval; None where it has no value."""
        table = counts_per_unit(list(self._said(first_round).values()), self.verdicts)
        try:
            return bootstrap_interval(table, krippendorff_alpha, of_many=krippendorff_alphas)
        except ValueError:
            return None

    def share_with_key(self, *, first_round: bool = False) -> float:
        """Return the share of all ratings that are the key's, 0 to 1 (0 without ratings)."""
        right = [(each.first if first_round else each.final) == self.key[each.claim] for each in self.ratings]
        return sum(right) / len(right) if right else 0.0

    def changes(self) -> list[Change]:
        """Return, for each claim, how many people changed their mind to the key, away from it, or between other verdicts."""
        counts = {claim: Counter[str]() for claim in self.key}
        for each in self.ratings:
            if each.first != each.final:
                key = self.key[each.claim]
                counts[each.claim]["to" if each.final == key else "from" if each.first == key else "else"] += 1
        return [Change(claim, count["to"], count["from"], count["else"]) for claim, count in counts.items()]

    def changed_raters(self) -> dict[str, int]:
        """Return who changed their mind, and on how many claims."""
        return dict(Counter(each.rater for each in self.ratings if each.first != each.final))
