"""Class mode: a folder of ratings files, and what they add up to."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from ketamine_course.lesson import discernment
from ketamine_course.lesson.asking import questions_starting_with
from ketamine_course.lesson.discernment_table import discernment_table
from ketamine_course.lesson.html_table import html_table
from ketamine_course.models import appraisal
from ketamine_course.models.appraisal import ClassDiscernment, ClassRatings, ClassResults, Interval, Problem
from ketamine_course.models.statistics import percent
from ketamine_course.tables import DATA_FOLDER
from ketamine_course.texts import true_minus
from ketamine_course.widgets.classroom import Classroom
from ketamine_course.widgets.shown import LiveShown, StaticShown

SHOWN_PROBLEMS, SHOWN_NOTES = 40, 8
TALK, SPREAD = "Talk about these two first", "Spread per claim"
CHANGED, CHANGED_PEOPLE = "Changed minds between the rounds, by claim", "Changed minds, by person"
ROUNDS, ONE_ROUND = {"first answers": True, "last answers": False}, {"answers (none was changed)": True}
"""Rows of the agreement, and whether each is about first answers; where nobody changed an answer, there are no last ones."""
FOLDED = {
    TALK: f"{TALK} (open this list when everyone has given a first answer)",
    SPREAD: f"{SPREAD}, with the key (open this list when everyone has given a last answer)",
    CHANGED: CHANGED,
    CHANGED_PEOPLE: CHANGED_PEOPLE,
}
"""Tables that open on a click, and what stands on them."""
OF_A_ROW = ("answer", "first answer", "wording", "twice", "confidence")
"""Kinds of problems with one row: those of the ten claims are told beside those of the ratings."""
EXAMPLE_CLASS = DATA_FOLDER / "lessons" / "example_class"


class ClassView:
    """What a class's files add up to, as tables for people; `results` and `read` hold the numbers.

    Parameters
    ----------
    read : ClassRatings
        As read from the folder.
    results : ClassResults
        The same, held against the key.
    prompts : dict of str to str
        Name of a question to its words.
    note : str
        What stands above: where the files come from, if that needs saying.
    hide_names : bool
        Show people and files by number instead of by name.
    discerned : ClassDiscernment, optional
        What the forms add up to that the class took before and after.
    taken : ClassRatings, optional
        The answers to these forms, as read from the same folder.
    """

    def __init__(
        self,
        read: ClassRatings,
        results: ClassResults,
        prompts: dict[str, str],
        note: str = "",
        *,
        hide_names: bool = False,
        discerned: ClassDiscernment | None = None,
        taken: ClassRatings | None = None,
    ) -> None:
        self.taken = taken
        self.read, self.results, self.prompts, self.note, self.discerned = read, results, prompts, note, discerned
        self._numbers = _numbered(read) if hide_names else {}

    def _named(self, name: str) -> str:
        return self._numbers.get(name, name)

    def _tables(self) -> list[tuple[str, Sequence[str], Sequence[Sequence[str]]]]:
        results = self.results
        people = [(self._named(name), str(count)) for name, count in results.changed_raters().items()]
        rounds, answers = (ROUNDS, "Last answers") if people else (ONE_ROUND, "Answers")
        numbers = [
            (name, percent(results.share_with_key(first_round=first)), _alpha_words(results.agreement(first_round=first)))
            for name, first in (rounds.items() if results.raters else ())
        ]
        spread = [
            (
                self.prompts[each.claim],
                results.key[each.claim],
                _counted(each.counts),
                f"{each.with_key} of {each.n}",
                each.apart,
            )
            for each in results.spread()
        ]
        talk = [(self.prompts[each.claim], _counted(each.counts), each.apart) for each in results.to_discuss()]
        changes = [each for each in results.changes() if each.to_key or each.from_key or each.elsewhere]
        moved = [(self.prompts[each.claim], str(each.to_key), str(each.from_key), str(each.elsewhere)) for each in changes]
        return [
            (TALK, ("Claim", answers, "Pairs that differ"), talk),
            ("Agreement", ("Round", "Agrees with the key", "Alpha between classmates (95% interval)"), numbers),
            (SPREAD, ("Claim", "Key", answers, "Agrees with the key", "Pairs that differ"), spread),
            (CHANGED, ("Claim", "To the key", "Away from it", "Between others"), moved),
            (CHANGED_PEOPLE, ("Person", "Claims"), people),
            *([discernment_table(self.discerned)] if self.discerned and self.discerned.found else []),
        ]

    def _lines(self) -> list[str]:
        read = self.read
        counts = f"Files with usable ratings: {read.files}. Ratings: {len(read.ratings)}. Problems: {len(read.problems)}."
        lines = [self.note, f"People: {len(self.results.raters)}. {counts}"]
        if self.taken and self.taken.ratings:
            people = len({each.rater for each in self.taken.ratings})
            lines.append(f"The ten claims: people {people}, files {self.taken.files}.")
        if read.notes:
            lines.append(f"Handed in more than once: {self._twice()}.")
        if read.older_rows:
            lines.append(f"Answers to an older wording of a claim: {read.older_rows}. They are not counted as answers to today's claim.")
        if read.other_rows:
            lines.append(f"Rows about other questions, not counted: {read.other_rows}.")
        return [each for each in lines if each]

    def _twice(self) -> str:
        named = [note._replace(files=tuple(dict.fromkeys(map(self._named, note.files)))) for note in self.read.notes]
        more = len(named) - SHOWN_NOTES
        return "; ".join(map(str, named[:SHOWN_NOTES])) + (f"; and {more} more people: see .read.notes" if more > 0 else "")

    def _told(self, problem: Problem) -> str:
        if not self._numbers:
            return str(problem)
        # A first row that is no header may hold a name.
        return str(problem._replace(file=self._named(problem.file), message=problem.message.split("; it has:")[0]))

    def _problems(self) -> list[str]:
        """Return the problems as lines, those of a kind together and none of the kinds crowded out."""
        kinds = appraisal.by_kind(self.read.problems)
        share = max(1, SHOWN_PROBLEMS // max(1, len(kinds)))
        lines = []
        for same in kinds:
            lines += [self._told(each) for each in same[:share]]
            if len(same) > share:
                lines.append(f"... and {len(same) - share} more of this kind: see .read.problems")
        return lines

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        shown = self._problems()
        text = [*self._lines(), *(f"- {each}" for each in shown)]
        page = "".join(f"<p>{html.escape(each)}</p>" for each in self._lines())
        if shown:
            items = "".join(f"<li>{html.escape(each)}</li>" for each in shown)
            page += f"<details><summary>Problems by file: {len(self.read.problems)}</summary><ul>{items}</ul></details>"
        for caption, header, rows in self._tables():
            text += ["", caption, *(" | ".join(row) for row in rows)]
            table = html_table(caption, header, rows)
            page += f"<details><summary>{html.escape(FOLDED[caption])}</summary>{table}</details>" if caption in FOLDED else table
        if self.discerned and self.discerned.found:
            text.append(discernment.GLOSS)
            page += f"<p>{html.escape(discernment.GLOSS)}</p>"
        return {"text/plain": "\n".join(text), "text/html": f'<div class="class-results">{page}</div>'}


def class_results(
    folder: str | Path, prefix: str = "rate-", *, note: str = "", save_to: str | Path | None = None, hide_names: bool = False
) -> ClassView:
    """Read a folder of ratings files and return what they add up to.

    Parameters
    ----------
    folder : str or Path
        The students' downloaded files, as they are, in a learning platform's folders for each student, or in zips.
        ``example_class``, where no folder beside the notebook has that name, is the made-up class that comes with the collection.
    prefix : str
        How the names of the rated claims start; those of notebook 06 are ``rate-1`` to ``rate-12``.
    note : str
        A line to show above.
    save_to : str or Path, optional
        Also write all ratings into this CSV file, with names. Whether that is possible is checked before anything is read. A file
        that class mode did not write, or that was changed since, is never written over.
    hide_names : bool
        Show people and files by number, for a screen that the class sees.
    """
    if save_to is not None:
        appraisal.check_writable(Path(save_to))
    key, verdicts, prompts = _asked(prefix)
    items = discernment.items()
    read = appraisal.read_ratings(_found(Path(folder)), list(key), verdicts, wordings=prompts, elsewhere=items)
    taken = appraisal.read_ratings(_found(Path(folder)), list(items), discernment.ANSWERS, wordings=discernment.prompts())
    of_no_use = {each.file for each in taken.problems if each.kind == "none"}  # neither ratings nor forms
    unused = [each for each in taken.problems if each.kind in OF_A_ROW]
    read = read._replace(problems=(*(each for each in read.problems if each.kind != "none" or each.file in of_no_use), *unused))
    if save_to is not None:
        appraisal.write_merged(read.ratings, Path(save_to))
    forms = ClassDiscernment(taken.ratings, items, discernment.ANSWERS)
    return ClassView(read, ClassResults(read.ratings, key, verdicts), prompts, note, hide_names=hide_names, discerned=forms, taken=taken)


def class_on_page(title: str = "Your class", prefix: str = "rate-") -> LiveShown | StaticShown:
    """Return what a cell shows to read a class's files in the browser itself: the numbers are those of `class_results`."""
    key, verdicts, prompts = _asked(prefix)
    draws = appraisal.resamples(len(key)).tolist()
    return Classroom("class", title, key, verdicts, prompts, draws, discernment.for_class())()


def _asked(prefix: str) -> tuple[dict[str, str], list[str], dict[str, str]]:
    """Return the key, all verdicts, and the wording of the claims whose names start like this."""
    asked = questions_starting_with(prefix)
    key = {each.name: next(option.text for option in each.options if option.right) for each in asked}
    return key, list(dict.fromkeys(option.text for each in asked for option in each.options)), {each.name: each.prompt for each in asked}


def _numbered(read: ClassRatings) -> dict[str, str]:
    """Return a number for the name of each person and of each file, the same for all files of a person."""
    people = {rater: f"Person {number}" for number, rater in enumerate(dict.fromkeys(read.raters.values()), start=1)}
    others = [each.file for each in read.problems if each.file not in read.raters]
    files = {name: f"File {number}" for number, name in enumerate(dict.fromkeys(others), start=1)}
    return {**people, **files, **{file: people[rater] for file, rater in read.raters.items()}}


def _found(folder: Path) -> Path:
    return EXAMPLE_CLASS if folder == Path(EXAMPLE_CLASS.name) and not folder.exists() else folder


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{verdict} {count}" for verdict, count in counts.items() if count) or "nobody"


def _alpha_words(alpha: Interval | None) -> str:
    if alpha is None:
        return "no value: the ratings are too few or too similar"
    return true_minus(f"{alpha.value:.2f} ({alpha.low:.2f} to {alpha.high:.2f})")
