"""Plans for teachers: one YAML file for each notebook, held against the notebook's headings, questions and pictures."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ketamine_course.forms import misfits
from ketamine_course.models.counts import CountError, filled
from ketamine_course.names import nearest
from ketamine_course.publish.teacher.plan_file import PlanFile
from ketamine_course.publish.teacher.plan_form import (
    CARE_MINUTES,
    LATE_MINUTES,
    LENGTHS,
    PAPER_MINUTES,
    Left,
    Misconception,
    Plan,
    PlanError,
    Prompt,
    Step,
    Task,
)  # fmt: skip
from ketamine_course.table_form import STILL_OPEN, TO_FILL
from ketamine_course.yaml_files import YamlError, read

PLANS = Path(__file__).resolve().with_name("plans")


def plan(path: Path) -> Plan:
    """Read one plan.

    Raises
    ------
    PlanError
        A part is missing or unknown, or the minutes of a lesson do not add up: each fault is one line of the message.
    """
    record = _record(path)
    made = Plan(
        name=path.stem,
        goal=record["goal"],
        prepare=tuple(Task(**each) for each in record["prepare"]),
        lessons={length: steps_of(rows) for length, rows in record["plans"].items()},
        needs=record["paper"]["needs"],
        paper=steps_of(record["paper"]["steps"]),
        pictures=tuple(record["paper"]["pictures"]),
        late={length: tuple(Left(**row) for row in rows) for length, rows in record["late"].items()},
        misconceptions=tuple(Misconception(**{**each, "options": tuple(each.get("options", ()))}) for each in record["misconceptions"]),
        discussion=tuple(Prompt(**each) for each in record["discussion"]),
        handouts=tuple(record["paper"].get("handouts", ())),
        marks=record.get("marks", ""),
        pages=record["pages"],
        room=record.get("room", {}),
        board=record.get("board", ""),
        prints=record.get("prints", {}),
    )
    told = [*_wrong_minutes(made), *_wrong_routes(made)]
    if told:
        raise PlanError("\n".join(f"{path.name}, field {each}" for each in told))
    return made


def _wrong_minutes(made: Plan) -> Iterable[str]:
    """Yield where the minutes of a lesson do not add up."""
    if tuple(sorted(made.lessons)) != LENGTHS:
        yield f"plans: plans are for {', '.join(map(str, LENGTHS))} minutes"
    for place, length, steps in [
        *((f"plans, {each}", each, made.lessons[each]) for each in made.lessons),
        ("paper", PAPER_MINUTES, made.paper),
    ]:
        total = sum(step.minutes for step in steps) + CARE_MINUTES
        if total != length:
            yield f"{place}: care and the steps of a lesson of {length} minutes add up to {total}"


def _wrong_routes(made: Plan) -> Iterable[str]:
    """Yield where the route for a late beginning names other sections than the lesson, changes their order, or does not fill its time."""
    if sorted(made.late) != sorted(made.lessons):
        yield f"late: routes are for {', '.join(map(str, made.lessons))} minutes"
    for length, rows in made.late.items():
        order = [step.name for step in made.lessons.get(length, ())]
        before = -1
        for number, row in enumerate(rows, start=1):
            place = f"late, {length}, row {number}"
            if row.section not in order:
                yield f"{place}: section {nearest(row.section, order)}"
                continue
            if order.index(row.section) <= before:
                yield f"{place}: {row.section!r} comes earlier in the lesson, or appears twice"
            if row.minutes < 1:
                yield f"{place}: {row.minutes} minutes; leave the row out, or give it at least 1"
            before = order.index(row.section)
        total = sum(row.minutes for row in rows) + CARE_MINUTES
        if total != length - LATE_MINUTES:
            yield f"late, {length}: care and the {len(rows)} rows add up to {total} minutes, not {length - LATE_MINUTES}"


def _record(path: Path) -> dict[str, Any]:
    """Return what stands in a file, numbers filled in; its form is right."""
    try:
        record = read(path)
    except YamlError as error:
        raise PlanError(str(error)) from error
    still_open = [str(number) for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1) if TO_FILL in line]
    if still_open:
        raise PlanError(f"{path.name}: {STILL_OPEN}, in line {', '.join(still_open)}")
    told = []
    for field, line, problem in misfits(record, PlanFile):
        told.append(f"{path.name}{f', line {line}' if line else ''}{f', field {field}' if field else ''}: {problem}")
    if told:
        raise PlanError("\n".join(told))
    try:
        filled_in: dict[str, Any] = filled(record)
    except CountError as error:
        raise PlanError(f"{path.name}: {error}") from error
    return filled_in


def steps_of(rows: Iterable[dict[str, Any]]) -> tuple[Step, ...]:
    """Return the steps of a lesson from their rows in a file."""
    return tuple(
        Step(**{**row, **{kind: tuple(row.get(kind, ())) for kind in ("questions", "uses", "points", "stops", "leaves")}}) for row in rows
    )
