"""Which doses are ahead of their control, in words: alone, corrected for several doses, and all of a trial together."""

from __future__ import annotations

from ketamine_course.models.dose_response import Arm, Reading

VERDICTS = {True: ("blue", "ahead"), False: ("ink", "not ahead"), None: ("quiet", "not known")}


CORRECTION = {
    True: "As reported in the work itself.",
    False: (
        "By Holm's method: the smallest p-value is multiplied by the number of doses, the next smallest by one less, and so on. In this "
        "order, doses count as ahead until a product reaches 0.05."
    ),
}
"""By what a verdict was corrected: as the work prints it, or worked out by us."""


def is_ahead(arm: Arm, corrected: bool) -> bool | None:
    """Return whether a dose is ahead, tested alone or corrected; None where that is not known."""
    return arm.ahead_corrected if corrected else arm.ahead


def finding(shown: Reading, corrected: bool) -> str:
    """Say how many doses are ahead, and whether gains rise with dose: only where the highest stands out from the lowest."""
    verdicts = [is_ahead(arm, corrected) for arm in shown.arms]
    ahead, unknown = verdicts.count(True), verdicts.count(None)
    if verdicts.count(False) == len(verdicts) > 1:
        return f"None of the {len(verdicts)} doses is ahead"
    if len(verdicts) == 1:
        return f"The dose is {VERDICTS[verdicts[0]][1]}"
    stay = corrected and any(arm.ahead for arm in shown.arms)
    verb = ("stays" if ahead == 1 else "stay") if stay else "is" if ahead == 1 else "are"
    gains = [arm.gain for arm in shown.arms if arm.gain is not None]
    if not unknown and len(gains) == len(verdicts) > 2 and gains == sorted(set(gains)):
        count = f"{ahead} of {len(verdicts)}"
        alike = _alike(shown.arms[0], shown.arms[-1])
        return f"{count} doses {verb} ahead; gains lie close together" if alike else f"Gains rise with dose; {count} {verb} ahead"
    if ahead == len(verdicts) and not stay:
        return f"{'Both' if ahead == 2 else f'All {ahead}'} doses are ahead"
    when = " when corrected" if stay else ""
    return f"{ahead} of {len(verdicts)} doses {verb} ahead{when}" + (f", {unknown} not known" if unknown else "")


def _alike(low: Arm, high: Arm) -> bool:
    """Say whether the gain of each of two doses lies within the interval of the other: then the two look alike."""
    pairs = ((low, high), (high, low))
    return all(one.gain is not None and other.interval and other.interval.low <= one.gain <= other.interval.high for one, other in pairs)
