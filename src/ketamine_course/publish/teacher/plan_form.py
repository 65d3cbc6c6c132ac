"""What a plan is made of, as its file gives it and as the bundle uses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ketamine_course.names import nearest
from ketamine_course.publish.teacher.unprepared import is_hard
from ketamine_course.widgets.question import Option, Question

LENGTHS = (50, 90)
PAPER_MINUTES = 50
CARE_MINUTES = 1
"""Every lesson begins with care: its words stand in common.yaml."""
LATE_MINUTES = 10
SCHOOL = "-school"
"""How the route of a school class ends."""
KEY_POINTS = "Key points"
"""The section whose points a lesson chooses from."""


class PlanError(ValueError):
    """A plan cannot be used; the message says which and why."""


@dataclass(frozen=True)
class Step:
    """One stretch of a lesson: a section of the notebook, its minutes, what to do, the questions to ask, and the handouts to use.

    A section that has several rows gives each a `part`, by which it goes. `school` is the handout whose rows a school class sees in
    place of the opening of this section; its route leaves out every slide that is hard. `for_all` shows these rows to every class, in place
    of the section's figures too, so that one route serves all. `stops` are steps of the best-known path: the lesson's page says in which
    species the arrow into each was studied. `leaves` are slides that the lesson leaves out, by how they begin. `opening` is what the
    section's first slide says where the notebook speaks of something that the lesson leaves out; the handout says it too, unless a scene is
    walked through or it is `for_slides` alone.
    `vote` is the handout that the section's slides begin with: a slide with its rows to vote on, and then its key. `points` are the key
    points that the lesson has taught, by how they begin: its slides give these and no others. A question in square brackets in `do`
    becomes its number, and with @ before the bracket the number of its slide.
    """

    section: str
    minutes: int
    do: str
    questions: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    part: str = ""
    school: str = ""
    vote: str = ""
    points: tuple[str, ...] = ()
    for_all: bool = False
    stops: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    opening: str = ""
    for_slides: bool = False

    @property
    def on_handout(self) -> tuple[str, ...]:
        """Return the tables of the handout that the row needs."""
        return (*self.uses, *([self.vote] if self.vote else []))

    @property
    def name(self) -> str:
        """Return what the row is called."""
        return self.part or self.section


@dataclass(frozen=True)
class Task:
    """Something to do before the lesson, its minutes, and what to open for it: a section of the students' page, or a file of the plan."""

    do: str
    minutes: int
    opens: str = ""


@dataclass(frozen=True)
class Left:
    """A row that is left of a lesson that begins late, by its name, and its minutes."""

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
class SheetPart:
    """Questions that stand together on the students' sheet."""

    title: str
    asked: tuple[Question, ...]


@dataclass(frozen=True)
class Plan:
    """Everything that a teacher is told about one notebook.

    Parameters
    ----------
    name : str
        The notebook's name, such as ``"01_mechanism_cascade"``.
    goal : str
        What the lesson is for, in one sentence.
    prepare : tuple of Task
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
    marks : str
        What the marks in its figures mean, where it is not what most notebooks mean by them.
    pages : int
        How many pages of the printed handout (A4 or Letter) a lesson of 50 minutes needs.
    room : dict of int to str
        By length: what the lesson needs beside slides, handouts and a board.
    board : str
        What to write on the board before a lesson of 50 minutes.
    prints : dict of str to str
        What to print for it beside the handout: an address in the bundle, and what it is and for whom.
    """

    name: str
    goal: str
    prepare: tuple[Task, ...]
    lessons: dict[int, tuple[Step, ...]]
    needs: str
    paper: tuple[Step, ...]
    late: dict[int, tuple[Left, ...]]
    pictures: tuple[str, ...]
    misconceptions: tuple[Misconception, ...]
    discussion: tuple[Prompt, ...]
    handouts: tuple[str, ...] = ()
    marks: str = ""
    pages: int = 0
    room: Mapping[int, str] = field(default_factory=dict)
    board: str = ""
    prints: Mapping[str, str] = field(default_factory=dict)

    @property
    def steps(self) -> list[Step]:
        """Return the steps of all lessons."""
        return [step for steps in (*self.lessons.values(), self.paper) for step in steps]

    def priority(self, length: int, name: str) -> str:
        """Return ``could`` for a row that a late lesson leaves out, ``should`` for one that it shortens, else ``must``."""
        left = {row.section: row.minutes for row in self.late[length]}
        planned = next(step.minutes for step in self.lessons[length] if step.name == name)
        return "could" if name not in left else "should" if left[name] < planned else "must"

    def left_out(self, length: int) -> list[str]:
        """Return the rows of a lesson that its route for a late beginning leaves out."""
        left = {row.section for row in self.late[length]}
        return [step.name for step in self.lessons[length] if step.name not in left]

    @property
    def has_school_lesson(self) -> bool:
        """Return whether a lesson has a route for a school class."""
        return bool(self.school_routes)

    @property
    def school_routes(self) -> list[str]:
        """Return the routes of a school class, as the address of the slides calls them."""
        return [f"{length}{SCHOOL}" for length in self.lessons if self.has_school_route(str(length))]

    def has_school_route(self, length: str) -> bool:
        """Return whether a lesson has slides that a school class does not see."""
        return any(step.school and not step.for_all for step in self.lessons[int(length)])

    @property
    def asked(self) -> list[str]:
        """Return the names of all questions that the plan mentions."""
        named = [name for step in self.steps for name in step.questions]
        return named + [each.question for each in self.misconceptions if each.question]

    @property
    def on_paper(self) -> list[str]:
        """Return the names of the questions of the lesson without a screen, in its order."""
        return [name for step in self.paper for name in step.questions]

    def on_sheet(self, questions: Mapping[str, Question]) -> tuple[SheetPart, ...]:
        """Return the parts of the students' sheet, which hold every question that a lesson asks, in the order of the answer key.

        What speaks of `unprepared.HARD` stands on a page of its own, which a school class does not get.
        """
        short = {name for step in self.lessons[LENGTHS[0]] for name in step.questions}
        hard = {name for name, asked in questions.items() if is_hard(" ".join((asked.prompt, *(option.text for option in asked.options))))}
        wanted = {name for step in self.steps for name in step.questions}
        parts = {
            "Questions": short - hard,
            "More questions, for the other lessons": wanted - short - hard,
            "Questions on suicidal thoughts": wanted & hard,
        }
        made = ((title, tuple(asked for name, asked in questions.items() if name in names)) for title, names in parts.items())
        return tuple(SheetPart(title, asked) for title, asked in made if asked)
