"""Ratings files of a class: what was handed in goes in, ratings of people and a list of problems come out.

Nothing in a file can do anything here: files are read as text, and what cannot be used is named with file and row instead of being
dropped silently. Somebody who handed in twice is one person, and their latest answer to each claim counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ketamine_course.models.appraisal.handed_in import MAX_FILES, Hand, HandedIn
from ketamine_course.models.appraisal.latest import Vote, latest_votes
from ketamine_course.models.appraisal.people import Named, names, people
from ketamine_course.models.appraisal.problems import Problem, grouped
from ketamine_course.models.appraisal.seal import is_own
from ketamine_course.models.appraisal.votes import AskedClaims, Read, read_votes
from ketamine_course.names import nearest


class Rating(NamedTuple):
    """What one person said of one claim: at first and in the end."""

    rater: str
    claim: str
    first: str
    final: str
    first_confidence: int | None
    confidence: int | None
    reason: str


class Note(NamedTuple):
    """Something to know about files that count together."""

    files: tuple[str, ...]
    message: str

    def __str__(self) -> str:
        more = f" and {len(self.files) - 4} more" if len(self.files) > 4 else ""
        return f"{', '.join(self.files[:4])}{more}: {self.message}"


class ClassRatings(NamedTuple):
    """All that a folder holds.

    Parameters
    ----------
    ratings : tuple of Rating
        In the order of file names and rows; one at most for each person and claim.
    problems : tuple of Problem
        What could not be used, or was read with a change; many of a kind in one file are one line.
    files : int
        Files from which ratings were taken.
    other_rows : int
        Rows about other questions, left aside.
    notes : tuple of Note
        Which files count as one person.
    raters : dict of str to str
        File to the person whose it is.
    told_rows : int
        Rows that problems are about; each counts once.
    older_rows : int
        Those of them that answer an older wording of a claim.
    replaced : int
        Ratings for which a later one of the same person counts.
    """

    ratings: tuple[Rating, ...]
    problems: tuple[Problem, ...]
    files: int
    other_rows: int
    notes: tuple[Note, ...] = ()
    raters: Mapping[str, str] = {}
    told_rows: int = 0
    older_rows: int = 0
    replaced: int = 0


def _check_folder(folder: Path) -> None:
    if not folder.exists():
        near = (
            nearest(folder.name, (each.name for each in folder.parent.glob("*/")))
            if folder.parent.is_dir()
            else "nor is there one above it"
        )
        raise FileNotFoundError(f"there is no folder {str(folder)!r} ({near})")
    if not folder.is_dir():
        raise NotADirectoryError(f"{str(folder)!r} is a file: give the folder that holds the ratings files")


def read_ratings(
    folder: Path,
    claims: Sequence[str],
    verdicts: Sequence[str],
    max_files: int = MAX_FILES,
    *,
    wordings: Mapping[str, str] | None = None,
    elsewhere: Iterable[str] = (),
) -> ClassRatings:
    """Read every list of answers in a folder, in those below it, and in zips.

    Parameters
    ----------
    folder : Path
        What the class handed in; see `people` for whose is what.
    claims : sequence of str
        Names of the questions that count.
    verdicts : sequence of str
        What may be said of them.
    max_files : int
        Read no more files than this, by name; the rest is listed as a problem.
    wordings : mapping of str to str, optional
        Claim to its present wording: answers to another one are told apart and do not count.
    elsewhere : iterable of str, optional
        Names of questions that are counted in another way: their rows are not among those left aside.

    Raises
    ------
    NotADirectoryError, PermissionError, FileNotFoundError
        There is no such folder, or it cannot be read.
    """
    _check_folder(folder)
    problems: list[Problem] = []
    asked = AskedClaims(frozenset(claims), tuple(verdicts), wordings or {}, frozenset(elsewhere))
    handed = list(_read_files(Hand(problems, max_files), folder, asked))
    result = _merged([each for each, _ in handed], [read for _, read in handed])
    told = [line for _, read in handed for line in grouped(read.problems)]
    every = sorted([*problems, *told], key=lambda problem: problem.file)
    return result._replace(problems=tuple(every))


def _read_files(hand: Hand, folder: Path, asked: AskedClaims) -> list[tuple[HandedIn, Read]]:
    found = []
    for each in hand.folder(str(folder)):
        if is_own(each.content):
            hand.problems.append(Problem(each.label, None, "is a file that class mode itself wrote, so it was skipped", "own"))
            continue
        read = read_votes(each.label, each.content, asked)
        found.append((each._replace(content=b""), read))
    return found


def _merged(files: Sequence[HandedIn], reads: Sequence[Read]) -> ClassRatings:
    named = names([each.path for each in files])
    numbers = people(named, [read.identity for read in reads])
    labels: dict[int, str] = {}
    for at in sorted(range(len(files)), key=lambda at: named[at].attempt):
        labels.setdefault(numbers[at], _shown(named[at], files[at]))
    ratings: list[Rating] = []
    notes: list[Note] = []
    replaced = 0
    for number in dict.fromkeys(numbers):
        label = labels[number]
        own = [at for at, other in enumerate(numbers) if other == number and reads[at].votes]
        latest, dropped = latest_votes([[vote._replace(attempt=named[at].attempt) for vote in reads[at].votes] for at in own])
        replaced += dropped
        ratings += [_rating(label, vote) for vote in latest]
        if len(own) > 1:
            notes.append(Note(tuple(files[at].label for at in own), _one_person(dropped, [reads[at].votes for at in own])))
    return ClassRatings(
        tuple(ratings),
        (),
        sum(bool(read.votes) for read in reads),
        sum(read.other_rows for read in reads),
        tuple(notes),
        {file.label: labels[number] for file, number in zip(files, numbers, strict=True)},
        sum(len({problem.row for problem in read.problems if problem.row}) for read in reads),
        sum(read.older_rows for read in reads),
        replaced,
    )


def _shown(name: Named, file: HandedIn) -> str:
    return HandedIn((name.platform,), b"").label if name.platform else file.label


def _rating(label: str, vote: Vote) -> Rating:
    return Rating(label, vote.claim, vote.first, vote.final, vote.first_confidence, vote.confidence, vote.reason)


def _one_person(dropped: int, votes: Sequence[Sequence[Vote]]) -> str:
    if all(each == votes[0] for each in votes):
        return "the same answers of one person; they count once"
    return f"count as one person; the latest answer to each claim counts ({dropped} earlier not counted)"
