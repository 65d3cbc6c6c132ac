"""Discernment: whether a reader accepts claims that the evidence supports and catches those that it does not.

Counting only what was caught would reward a reader who doubts everything, so both shares are kept, and signal detection theory turns
them into how well the two kinds are told apart (sensitivity, d') and which way the reader leans (bias, the criterion c).
The twin on the page is js/logic/discernment.js.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import NormalDist, mean, stdev
from typing import NamedTuple

from ketamine_course.models.appraisal.ratings_files import Rating
from ketamine_course.models.statistics import critical_value

FEWEST_PEOPLE = 3
"""Below this a class's interval says nothing."""
MEASURES = ("accepted", "caught", "sensitivity", "bias")
ACCEPT, REJECT, OPEN = range(3)
"""Places of the three answers: accept the claim, do not accept it, cannot tell."""


class Estimate(NamedTuple):
    """A number with the ends of its 95% interval; the ends are NaN where there is none."""

    value: float
    low: float
    high: float


class Tally(NamedTuple):
    """What one reader made of the claims of a form.

    Parameters
    ----------
    accepted, open_sound, sound : int
        Supported claims: accepted, left open, all.
    caught, open_unsound, unsound : int
        Unsupported claims: not accepted, left open, all.
    """

    accepted: int
    open_sound: int
    sound: int
    caught: int
    open_unsound: int
    unsound: int


class Discernment(NamedTuple):
    """What a reader's answers add up to.

    Parameters
    ----------
    accepted, caught : float
        Share of supported claims accepted, and of unsupported ones not accepted, 0 to 1; a claim left open is neither.
    sensitivity : Estimate
        d': 0 where the two kinds are not told apart, whatever the reader's habit.
    bias : Estimate
        Criterion c: above 0 for a lean to doubt, below 0 for a lean to accept.
    """

    accepted: float
    caught: float
    sensitivity: Estimate
    bias: Estimate


def tally(answers: Iterable[tuple[bool, int]]) -> Tally:
    """Count answers.

    Parameters
    ----------
    answers : iterable of (bool, int)
        For each claim, whether the evidence supports it, and `ACCEPT`, `REJECT` or `OPEN`.
    """
    found = list(answers)
    times = [found.count(kind) for kind in [(True, ACCEPT), (True, OPEN), (True, REJECT), (False, REJECT), (False, OPEN), (False, ACCEPT)]]
    return Tally(times[0], times[1], sum(times[:3]), times[3], times[4], sum(times[3:]))


def discernment(counts: Tally) -> Discernment:
    """Return shares, sensitivity and bias of one reader.

    Raises
    ------
    ValueError
        There are no supported claims, or no unsupported ones.

    Notes
    -----
    Textbook signal detection theory (Macmillan and Creelman, Detection Theory, 2005): d' = z(H) - z(F), c = -(z(H) + z(F)) / 2, where H
    is the rate at which supported claims are accepted and F that for unsupported ones. A claim left open counts as half accepted, which
    is what tossing a coin would give. The log-linear correction (Hautus 1995) adds a half to each count and one to each total, so that
    rates of 0 and 1 have a value. Variances are the usual large-sample ones (Gourevitch and Galanter 1967); c has a quarter of that of d'.
    """
    if not counts.sound or not counts.unsound:
        raise ValueError("discernment needs supported and unsupported claims")
    hits = counts.accepted + counts.open_sound / 2
    alarms = counts.unsound - counts.caught - counts.open_unsound / 2
    (z_hit, var_hit), (z_alarm, var_alarm) = _rate(hits, counts.sound), _rate(alarms, counts.unsound)
    reach = critical_value() * math.sqrt(var_hit + var_alarm)
    return Discernment(
        counts.accepted / counts.sound,
        counts.caught / counts.unsound,
        _estimate(z_hit - z_alarm, reach),
        _estimate(-(z_hit + z_alarm) / 2, reach / 2),
    )


def _rate(count: float, total: int) -> tuple[float, float]:
    """Return z of a corrected rate, and the variance of that."""
    share = (count + 0.5) / (total + 1)
    z = NormalDist().inv_cdf(share)
    return z, share * (1 - share) / (total * NormalDist().pdf(z) ** 2)


def _estimate(value: float, reach: float) -> Estimate:
    return Estimate(value, value - reach, value + reach)


def gain(before: Estimate, after: Estimate) -> Estimate:
    """Return the difference of two estimates of one reader, as of independent claims."""
    reach = math.hypot(before.high - before.value, after.high - after.value)
    return _estimate(after.value - before.value, reach)


def average(values: Sequence[float]) -> Estimate | None:
    """Return the mean over people with a t interval; None of nobody.

    Notes
    -----
    Quantile of Student's t by its expansion around the normal one (Abramowitz and Stegun 26.7.5), within 0.001 from four degrees on.
    """
    if not values:
        return None
    if len(values) < FEWEST_PEOPLE:
        return Estimate(mean(values), math.nan, math.nan)
    return _estimate(mean(values), _t_quantile(len(values) - 1) * stdev(values) / math.sqrt(len(values)))


def _t_quantile(degrees: int) -> float:
    z = critical_value()
    terms = [
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    ]
    return math.fsum(term / degrees**power for power, term in enumerate(terms))


class Item(NamedTuple):
    """One claim as it is asked in one round: the round, the form, and whether the evidence supports it."""

    round: str
    form: str
    sound: bool


class Measured(NamedTuple):
    """A class in one round, or its change between two: how many people, and the mean of each of `MEASURES`."""

    people: int
    means: tuple[Estimate | None, ...]


class ClassDiscernment:
    """What the forms that a class filled in add up to; a form counts once all its claims are answered.

    Parameters
    ----------
    ratings : sequence of Rating
        First answers count: later ones were given with the key in sight.
    items : mapping of str to Item
        By the name under which the claim is asked.
    answers : sequence of str
        The words for `ACCEPT`, `REJECT` and `OPEN`.
    """

    def __init__(self, ratings: Sequence[Rating], items: Mapping[str, Item], answers: Sequence[str]) -> None:
        place = {words: at for at, words in enumerate(answers)}
        given: dict[tuple[str, str, str], list[tuple[bool, int]]] = defaultdict(list)
        for rating in ratings:
            item = items[rating.claim]
            given[item.round, item.form, rating.rater].append((item.sound, place[rating.first]))
        sizes: dict[tuple[str, str], int] = defaultdict(int)
        for item in items.values():
            sizes[item.round, item.form] += 1
        whole: dict[tuple[str, str], list[tuple[bool, int]]] = defaultdict(list)
        self.unfinished = 0
        for (round_, form, rater), said in given.items():
            if len(said) == sizes[round_, form]:
                whole[round_, rater] += said
            else:
                self.unfinished += 1
        self.found = {key: discernment(tally(said)) for key, said in whole.items()}

    def measured(self, round_: str) -> Measured:
        """Return a class in one round."""
        return _measured([_values(each) for (of, _), each in self.found.items() if of == round_])

    def change(self, first: str, second: str) -> Measured:
        """Return how far the people who took both rounds moved from the first to the second."""
        both = [rater for of, rater in self.found if of == first and (second, rater) in self.found]
        pairs = [(_values(self.found[first, rater]), _values(self.found[second, rater])) for rater in both]
        return _measured([tuple(b - a for a, b in zip(*pair, strict=True)) for pair in pairs])


def _values(each: Discernment) -> tuple[float, ...]:
    return each.accepted, each.caught, each.sensitivity.value, each.bias.value


def _measured(people: list[tuple[float, ...]]) -> Measured:
    columns = list(zip(*people, strict=True)) or [()] * len(MEASURES)
    return Measured(len(people), tuple(average(column) for column in columns))
