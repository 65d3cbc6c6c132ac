"""What the clock says in words: changes so far, and what is new."""

from __future__ import annotations

from ketamine_course import names
from ketamine_course.pictures._drawing import counted, listed
from ketamine_course.pictures._facts import Row, status_note

MOMENTS = {"0.17": "10 minutes", "0.67": "40 minutes", "4": "4 hours", "24": "1 day", "72": "3 days", "288": "12 days", "504": "3 weeks"}
HALVED = "Half of the drug eliminated"
NEWS = ("found", "none", "gone")


def description(rows: list[Row], until: str, groups: list[str]) -> str:
    """Say how many changes are known up to a time, and what is new since the time before it."""
    moments = list(MOMENTS)
    before = float(moments[moments.index(until) - 1]) if until != moments[0] else 0.0
    past = [row for row in rows if row["from_h"] <= float(until) and row["observed"] and row["label"] != HALVED]
    changes = [sum(row["group"] == name for row in past) for name in groups]
    parts = [f"Up to {MOMENTS[until]} after the dose, studies on our list show {_so_far(dict(zip(groups, changes, strict=True)))}."]
    for name in groups:
        due = [row for row in rows if row["group"] == name and before < row["from_h"] <= float(until)]
        new = [row for row in due if row["label"] != HALVED]
        known = {row["label"] for row in past if row["group"] == name and row["from_h"] <= before}
        found, none, gone = ([row["inline"] + status_note(row["mark"]) for row in new if _news(row, known) == kind] for kind in NEWS)
        parts += [f"In {name}, {_what_is_new(found, none, gone)}."] if new else []
        halved = [row for row in due if row["label"] == HALVED]
        parts += [f"By then, half of the drug had left the body in {name}{status_note(row['mark'])}." for row in halved]
    return " ".join(parts)


def _so_far(changes: dict[str, int]) -> str:
    """Say how many changes are known by group, those with any first: a change that is still to come is no null result."""
    told: list[str] = []
    for name, number in sorted(changes.items(), key=lambda change: not change[1]):
        many = str(number) if number else "none yet" if told else "no change yet"
        told.append(f"{counted(number, 'change') if number and not told else many} in {name}")
    return listed(told)


def _news(row: Row, known: set[str]) -> str:
    """Return what is new about a row: a change that was found, one looked for in vain, or one known before that was not found any more."""
    return "found" if row["observed"] else "gone" if row["label"] in known else "none"


def _what_is_new(found: list[str], none: list[str], gone: list[str]) -> str:
    """Say where studies found a change that is new, where they looked for one in vain, and where they no longer found one."""
    parts = [f"the new {'change is' if len(found) == 1 else 'changes are'} in {listed(found)}"] if found else []
    parts += [f"studies found {'none' if found else 'no change by then'} in {names.listed(none, 'or')}"] if none else []
    parts += [f"studies no longer found a change in {names.listed(gone, 'or')}"] if gone else []
    return ", whereas ".join(parts[:2]) + "".join(f"; {part}" for part in parts[2:])
