"""What a simulated trial is made of, with defaults from the tables."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache

from ketamine_course.names import checked, lookup
from ketamine_course.tables import rows_of


@cache
def _defaults() -> dict[str, float]:
    return {row["parameter"]: row["value"] for row in rows_of("simulation_defaults")}


def default(parameter: str) -> float:
    """Return one value of the table `simulation_defaults`, which names its source and status.

    Raises
    ------
    KeyError
        There is no such parameter; the message gives the nearest.
    """
    return float(lookup(_defaults(), parameter, "parameter"))


@cache
def _worked() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in rows_of("worked_inputs"):
        found.setdefault(row["worked_number"], {})[row["input"]] = float(row["value"])
    return found


def worked_inputs(name: str) -> dict[str, float]:
    """Return the inputs of one number of the table `worked_numbers`, by their names in `worked_inputs`.

    Raises
    ------
    KeyError
        There is no such number; the message gives the nearest.
    """
    return dict(lookup(_worked(), name, "worked number"))


@dataclass(frozen=True)
class Setting:
    """A trial to simulate. Points are MADRS points (0 to 60, lower is better); changes and effects count improvement as positive.

    Parameters
    ----------
    baseline_mean, baseline_sd : float
        Of the scores from which people are taken in, before the cut.
    baseline_lowest, baseline_highest : float
        Nobody outside these scores is taken in.
    course_mean, course_sd : float
        Improvement without the drug: time, care, hope, regression to the mean, noise.
    mean_effect, sd_effect : float
        What the drug adds: on average, and how much people differ in it.
    effect_correlation : float
        Correlation of a person's own effect with their improvement without the drug, -1 to 1.
    retest_r : float
        Share of the spread in the course that belongs to the person and would come back in a second period; the rest is
        measurement error and swings from day to day. It matters only where people are met more than once.
    expectation_effect : float
        What believing "I got the drug" adds.
    belief_drug, belief_control : float
        Share of each arm that believes so, 0 to 1.
    scale_lowest, scale_highest : float
        Ends of the scale: scores stop there.

    Raises
    ------
    ValueError
        A value is impossible; the message names it and what is allowed.
    """

    baseline_mean: float
    baseline_sd: float
    baseline_lowest: float
    baseline_highest: float
    course_mean: float
    course_sd: float
    mean_effect: float = 0.0
    sd_effect: float = 0.0
    effect_correlation: float = 0.0
    retest_r: float = 1.0
    expectation_effect: float = 0.0
    belief_drug: float = 0.0
    belief_control: float = 0.0
    scale_lowest: float = 0.0
    scale_highest: float = 60.0

    def __post_init__(self) -> None:
        bounds = dict.fromkeys(("baseline_sd", "course_sd", "sd_effect"), (0.0, None))
        shares = dict.fromkeys(("retest_r", "belief_drug", "belief_control"), (0.0, 1.0))
        for name, (low, high) in {**bounds, **shares, "effect_correlation": (-1.0, 1.0)}.items():
            value = getattr(self, name)
            nearest_valid = max(low, value if high is None else min(value, high))
            if value != nearest_valid:
                raise ValueError(f"{name} cannot be {value:g}; the nearest valid value is {nearest_valid:g}")
        if not self.baseline_lowest < self.baseline_highest:
            raise ValueError(f"baseline_lowest ({self.baseline_lowest:g}) must lie below baseline_highest ({self.baseline_highest:g})")

    @classmethod
    def usual(cls, time: str = "day28", **changes: float) -> Setting:
        """Return a setting with the defaults of the table, with some values changed.

        Parameters
        ----------
        time : str
            ``day28`` (esketamine or placebo spray with a new antidepressant), ``day28_older`` (65 and over) or ``24h``
            (one infusion against midazolam).
        **changes
            Other values for some of the parameters above.

        Raises
        ------
        KeyError
            The time is unknown; the message gives the nearest.
        TypeError
            A parameter is unknown; the message gives the nearest.
        """
        checked(time, ("day28", "day28_older", "24h"), "time")
        names = [field.name for field in fields(cls)]
        for name in changes:
            checked(name, names, "parameter", TypeError)
        baseline = "baseline_older" if time == "day28_older" else "baseline"
        course, drug = default(f"control_change_{time}_mean"), default(f"drug_change_{time}_mean")
        usual = cls(
            baseline_mean=default(f"{baseline}_mean"),
            baseline_sd=default(f"{baseline}_sd"),
            baseline_lowest=default("baseline_lowest"),
            baseline_highest=default("baseline_highest"),
            course_mean=-course,
            course_sd=default(f"control_change_{time}_sd"),
            mean_effect=course - drug,
            retest_r=default("retest_r_two_weeks"),
            scale_lowest=default("scale_lowest"),
            scale_highest=default("scale_highest"),
        )
        return replace(usual, **changes)
