"""What a plan is made of, as its file gives it and as the bundle uses it."""

from dataclasses import dataclass

from ketamine_course.names import nearest
from ketamine_course.widgets.question import Option, Question

LENGTHS = (50, 90)
PAPER_MINUTES = 50
CARE_MINUTES = 1
"""Every lesson begins with care: its words stand in common.yaml."""
LATE_MINUTES = 10


class PlanError(ValueError):
    """A plan cannot be used; the message says which and why."""


@dataclass(frozen=True)
class Step:
    """One stretch of a lesson: a section of the notebook, its minutes, what to do, the questions to ask, and the handouts to use."""

    section: str
    minutes: int
    do: str
    questions: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Left:
    """A section that is left of a lesson that begins late, and its minutes."""

    section: str
    minutes: int


@dataclass(frozen=True)
class Prompt:
    """Something to talk about, and what to listen for."""

    ask: str
    listen: str


@dataclass(frozen=True)
class Misconception:
    """What students think, what to say, and the question and the wrong options of it that show the thought (or none).

    An option is named by its whole text, or by how it begins.
    """

    thought: str
    answer: str
    question: str = ""
    options: tuple[str, ...] = ()

    def shown_by(self, asked: Question) -> list[Option]:
        """Return the options that show this thought.

        Raises
        ------
        PlanError
            An option does not exist, is not told apart from another one, or is right.
        """
        found = []
        for named in self.options:
            whole = [option for option in asked.options if option.text == named]
            matching = whole or [option for option in asked.options if option.text.startswith(named)]
            if len(matching) != 1:
                raise PlanError(f"option {nearest(named, [option.text for option in asked.options])}")
            if matching[0].right:
                raise PlanError(f"option {named!r} of {asked.name} is right: it cannot show the misconception {self.thought!r}")
            found += matching
        return found


@dataclass(frozen=True)
class Plan:
    """Everything that a teacher is told about one notebook.

    Parameters
    ----------
    name : str
        The notebook's name, such as ``"01_mechanism_cascade"``.
    goal : str
        What the lesson is for, in one sentence.
    prepare : tuple of str
        What to do beforehand.
    lessons : dict of int to tuple of Step
        By length in minutes.
    needs : str
        What a room without a screen needs.
    paper : tuple of Step
        The lesson in that room.
    late : dict of int to tuple of Left
        By length: the route through the lesson when it begins `LATE_MINUTES` late.
    pictures : tuple of str
        Figures to hand out, by the names of the files in figures/.
    misconceptions : tuple of Misconception
        What to expect.
    discussion : tuple of Prompt
    handouts : tuple of str
        What the lesson on paper needs beside questions and pictures, by the names in `handouts`.
    """

    name: str
    goal: str
    prepare: tuple[str, ...]
    lessons: dict[int, tuple[Step, ...]]
    needs: str
    paper: tuple[Step, ...]
    late: dict[int, tuple[Left, ...]]
    pictures: tuple[str, ...]
    misconceptions: tuple[Misconception, ...]
    discussion: tuple[Prompt, ...]
    handouts: tuple[str, ...] = ()

    @property
    def steps(self) -> list[Step]:
        """Return the steps of all lessons."""
        return [step for steps in (*self.lessons.values(), self.paper) for step in steps]

    def priority(self, length: int, section: str) -> str:
        """Return ``could`` for a section that a late lesson leaves out, ``should`` for one that it shortens, else ``must``."""
        left = {row.section: row.minutes for row in self.late[length]}
        planned = next(step.minutes for step in self.lessons[length] if step.section == section)
        return "could" if section not in left else "should" if left[section] < planned else "must"

    def left_out(self, length: int) -> list[str]:
        """Return the sections of a lesson that its route for a late beginning leaves out."""
        left = {row.section for row in self.late[length]}
        return [step.section for step in self.lessons[length] if step.section not in left]

    @property
    def asked(self) -> list[str]:
        """Return the names of all questions that the plan mentions."""
        named = [name for step in self.steps for name in step.questions]
        return named + [each.question for each in self.misconceptions if each.question]

    @property
    def on_paper(self) -> list[str]:
        """Return the names of the questions on the students' sheet, in the order of the lesson."""
        return [name for step in self.paper for name in step.questions]


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
    prepare: tuple[str, ...]
    plans: dict[int, tuple[Step, ...]]
    late: dict[int, tuple[Left, ...]]
    paper: Paper
    misconceptions: tuple[Misconception, ...]
    discussion: tuple[Prompt, ...]
