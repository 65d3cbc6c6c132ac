"""Lessons of their own, which belong to no notebook: a plan, a sheet and a key from one file."""

from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import jinja2

from ketamine_course.forms import misfits
from ketamine_course.publish.pages import COLLECTION, FOOTER
from ketamine_course.publish.teacher.handouts import handout
from ketamine_course.publish.teacher.lesson_plans import steps_of
from ketamine_course.publish.teacher.notebook_pages import SOURCES, in_common, links_of, questions_of
from ketamine_course.publish.teacher.plan_checks import unsaid
from ketamine_course.publish.teacher.plan_form import CARE_MINUTES, PlanError, Prompt, SheetPart, Step, Task
from ketamine_course.publish.teacher.platforms.items import numbered
from ketamine_course.yaml_files import read

MINUTES = 90
QUESTIONS_OF = "00_start_here"
SINGLES = ("one_page",)


@dataclass(frozen=True)
class Single:
    """A lesson as its file gives it."""

    title: str
    goal: str
    needs: str
    prepare: tuple[Task, ...]
    steps: tuple[Step, ...]
    discussion: tuple[Prompt, ...]
    handouts: tuple[str, ...]


def single(path: Path) -> Single:
    """Read one lesson.

    Raises
    ------
    PlanError
        A part is missing or unknown, or the minutes do not add up.
    """
    record: dict[str, Any] = read(path)
    told = [f"{path.name}, field {each.field}: {each.message}" for each in misfits(record, Single)]
    if told:
        raise PlanError("\n".join(told))
    parts: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in record.items()}
    parts |= {"steps": steps_of(record["steps"]), "discussion": tuple(Prompt(**each) for each in record["discussion"])}
    parts["prepare"] = tuple(Task(**each) for each in record["prepare"])
    made = Single(**parts)
    told = [f"{path.name}, {each}" for each in unsaid({"steps": made.steps})]
    if told:
        raise PlanError("\n".join(told))
    total = sum(step.minutes for step in made.steps) + CARE_MINUTES
    if total != MINUTES:
        raise PlanError(f"{path.name}: care and the steps add up to {total} minutes, not {MINUTES}")
    return made


def write_single(bundle: Path, name: str, environment: jinja2.Environment) -> None:
    """Write plan, sheet and key of a lesson into a folder of the bundle, and plan and sheet without the key into another one."""
    made = single(SOURCES / f"{name}.yaml")
    questions = questions_of(QUESTIONS_OF)
    asked = {each: questions[each] for step in made.steps for each in step.questions}
    printed = [handout(each, list(asked.values())) for each in made.handouts]
    context: dict[str, Any] = {
        "title": made.title, "home": "../", "plan": None, "collection": COLLECTION, "footer": FOOTER, "made": made, "questions": asked,
        "sheet": (SheetPart("Questions", tuple(asked.values())),), "bridged": False, "links": links_of(made.prepare),
        "numbers": numbered(QUESTIONS_OF, questions.values()), "letters": ascii_uppercase, "judged": {},
        "terms": [], "now": made.handouts, "before": {}, "openings": {},
        "handouts": [each for each in printed if not each.later], "later": [each for each in printed if each.later],
        "minutes": MINUTES, "name": name, **in_common(asked.values(), asked),
    }  # fmt: skip
    (bundle / name).mkdir()
    for kind, template in (("plan", "single"), ("sheet", "sheet"), ("key", "key")):
        text = environment.get_template(f"{template}.html.j2").render(context)
        (bundle / name / f"{kind}.html").write_text(text, encoding="utf-8", newline="\n")
    (bundle / "sample").mkdir(exist_ok=True)
    for place, template in ((f"students/{name}-sheet", "sheet"), (f"sample/{name}-sheet", "sheet"), (f"sample/{name}", "single")):
        text = environment.get_template(f"{template}.html.j2").render({**context, "students": True, "links": {}})
        (bundle / f"{place}.html").write_text(text, encoding="utf-8", newline="\n")
