"""What the file of a plan holds: the parts of a `Plan` as they are written."""

from __future__ import annotations

from dataclasses import dataclass, field

from ketamine_course.publish.teacher.plan_form import Left, Misconception, Prompt, Step, Task


@dataclass(frozen=True)
class Paper:
    """The lesson in a room without a screen, as a file gives it."""

    needs: str
    steps: tuple[Step, ...]
    pictures: tuple[str, ...]
    handouts: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanFile:
    """What a file holds: the parts of a `Plan` as they are written."""

    goal: str
    prepare: tuple[Task, ...]
    plans: dict[int, tuple[Step, ...]]
    late: dict[int, tuple[Left, ...]]
    paper: Paper
    misconceptions: tuple[Misconception, ...]
    discussion: tuple[Prompt, ...]
    pages: int
    marks: str = ""
    room: dict[int, str] = field(default_factory=dict)
    board: str = ""
    prints: dict[str, str] = field(default_factory=dict)
