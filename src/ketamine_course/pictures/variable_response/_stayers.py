"""Who is left at the end of a course: the sixty in a clinic whose drug helps nobody, and its rate among those still coming."""

from __future__ import annotations

from functools import cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ketamine_course.models import trials
from ketamine_course.models.counts import in_words
from ketamine_course.models.statistics import percent
from ketamine_course.pictures._charts import MARGIN, NOTE, chart, key, label, note, number_at, say, x_ticks, y_ticks
from ketamine_course.pictures._marks import discs, handle, mark
from ketamine_course.pictures._planes import Plane
from ketamine_course.pictures.variable_response._crowd import DISC, FOLLOWED, named
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width

LEAVING = {"nobody": "Nobody leaves", "evenly": "People leave at random", "unimproved": "Mostly the unimproved leave"}
SAID = {"nobody": "nobody leaves", "evenly": "people leave at random", "unimproved": "most of those who leave have not improved"}
SESSIONS, PEOPLE = 10, 20_000
TIMES = {str(session): f"Session {session}" for session in (1, 2, 3, 4, 6, 8, SESSIONS)}
"""The sessions at which a reader can stop: most people leave early."""
LOOKS = {"responds": ("magenta", ""), "comes": ("blue", "blue_ground"), "unseen": ("magenta", "paper"), "gone": ("line", "paper")}
"""The edge of each disc and its ground, where that is another."""
MEANT = {
    "responds": ("attends, responds", "attend, respond"),
    "comes": ("attends, does not", "attend, do not"),
    "unseen": ("left, would respond", "left, would respond"),
    "gone": ("left, would not", "left, would not"),
}
"""What each group of people does, of one person and of several."""


def chances(leaving: str) -> tuple[float, float]:
    """Return the chance of leaving after a session, for people who have not improved and for those who have."""
    if leaving == "nobody":
        return 0.0, 0.0
    names = ("leave_at_random",) * 2 if leaving == "evenly" else ("leave_unimproved", "leave_improved")
    return trials.default(names[0]), trials.default(names[1])


@cache
def _course_of(leaving: str) -> tuple[trials.Attendance, trials.Presence]:
    """Return the course of many people, and of each of the sixty."""
    unimproved, improved = chances(leaving)
    course = {name: trials.default(f"drift_{name[7:]}") for name in ("course_mean", "course_sd")} | {"r": trials.default("session_r")}
    leave = {"leave_unimproved": unimproved, "leave_improved": improved}
    many = trials.who_stays(PEOPLE, SESSIONS, np.random.default_rng(9), baseline=trials.default("baseline_mean"), **leave, **course)
    return many, trials.sixty_present(SESSIONS, **leave, **course)


@explorable(
    title="Who stays until the end?",
    narrow=True,
    story="leaving",
    frame_bytes=400,
    sample={"leaving": "unimproved", "session": str(SESSIONS)},
    leaving=Choice(LEAVING, label="Who leaves", default="unimproved"),
    session=Slider(TIMES, label="Course of the drug that helps nobody", default="8", plays=True),
)
def who_stays(leaving: str, session: str) -> Picture:
    """The sixty in a course of ten sessions of a drug that helps nobody: who still attends, and the rate among them."""
    many, sixty = _course_of(leaving)
    at = int(session) - 1
    there, responds = sixty.there[at], sixty.responds[at]
    hits, unseen = int((there & responds).sum()), int(responds.sum())
    coming, began = many.responders_of_here[at], many.responders_true[at]
    figure, axes = chart(
        340,
        f"{hits} of {there.sum()} still attending \u201crespond\u201d; {unseen} of all {trials.SIXTY}",
        f"The drug is useless. {LEAVING[leaving]}; {TIMES[session].lower()} of {in_words(SESSIONS)}",
        left=44,
        right=96,
        top=172,
        bottom=72,
        narrow={"height": 496, "left": 36, "right": 56, "top": 254, "bottom": 100},
    )
    _people(figure, there, responds)
    _rates(axes, many, at)
    say(figure, MARGIN, 238 if is_narrow() else 160, f"{PEOPLE:,} such people: share that responds", NOTE, "quiet")
    chance = _leave(*chances(leaving))
    note(figure, f"Assumed: {chance}.")
    attend = "all" if there.all() else f"{there.sum()} of the"
    words = (
        f"The drug helps nobody, and {SAID[leaving]}. At {TIMES[session].lower()} of {in_words(SESSIONS)}, "
        f"{attend} sixty people still attend, and {hits} of these {'meets' if hits == 1 else 'meet'} the response criterion "
        f"({percent(hits / max(1, there.sum()))}). Had all sixty been asked, {unseen} would have met it "
        f"({percent(unseen / trials.SIXTY)}). Person {FOLLOWED} {'still attends' if there[FOLLOWED - 1] else 'has left'}. "
        f"In {PEOPLE:,} such people the two shares are {percent(coming)} and {percent(began)}."
        f"{'' if leaving == 'nobody' else f' We assume that {chance}.'}"
    )
    return Picture(figure, words, "simulated", _table(leaving, many, sixty))


def _leave(unimproved: float, improved: float) -> str:
    """Say who leaves after a session."""
    if not unimproved + improved:
        return "no one leaves"
    if unimproved == improved:
        return f"{unimproved:.0%} leave after each session, whether or not they have improved"
    return f"after each session, {unimproved:.0%} of those who have not improved leave, and {improved:.0%} of the others"


def _people(figure: Figure, there: NDArray[np.bool_], responds: NDArray[np.bool_]) -> None:
    """Draw the sixty in rows: who meets the criterion, who else still attends, and as rings who has left, those first who would meet it."""
    across, high = (12 if is_narrow() else 20), 72 * figure.get_figheight()
    rows = trials.SIXTY // across
    top = 130 if is_narrow() else 76
    step = DISC + 4 if is_narrow() else 22
    disc = DISC if is_narrow() else DISC + 2
    axes = figure.add_axes(
        (MARGIN / width(), 1 - (top + rows * step) / high, across * step / width(), rows * step / high), axes_class=Plane
    )
    axes.set(xlim=(0, across), ylim=(rows, 0))
    axes.axis("off")
    counts = {"responds": int((there & responds).sum()), "comes": int((there & ~responds).sum()), "unseen": int((~there & responds).sum())}
    counts["gone"] = trials.SIXTY - sum(counts.values())
    at = np.arange(trials.SIXTY)
    x, y, first = at % across + 0.5, at // across + 0.5, 0
    for name, (colour, ground) in LOOKS.items():
        own = slice(first, first + counts[name])
        discs(axes, x[own], y[own], colour, disc - 1)
        if ground:
            discs(axes, x[own], y[own], ground, disc - 3.4)
        first += counts[name]
    entries = [handle("unchecked" if ground else "person", colour) for colour, ground in LOOKS.values()]
    for entry, (name, (_, ground)) in zip(entries, LOOKS.items(), strict=True):
        entry.set(label=f"{counts[name]} {MEANT[name][counts[name] != 1]}", **({"markerfacecolor": light(ground)} if ground else {}))
    key(figure, 64, entries, gap=11)


def _rates(axes: Axes, many: trials.Attendance, at: int) -> None:
    """Draw the two rates of many people up to a session, and what is to come as a ghost."""
    sessions = np.arange(1, SESSIONS + 1)
    axes.set(xlim=(1, SESSIONS), ylim=(0, 0.3))
    axes.set_label("share")
    y_ticks(axes, {share: percent(share) for share in (0, 0.1, 0.2, 0.3)})
    x_ticks(axes, {1: "1", 4: "4", 7: "7", 10: "10"}, "session")
    touch(axes, x=("session", {name: float(name) for name in TIMES}))
    ground = {"facecolor": light("paper"), "edgecolor": "none", "pad": 0.6}  # what is to come passes behind the words
    coming, began = ("attend", "all") if is_narrow() else ("still attend", "all who began")
    ends = float(many.responders_true[-1]), float(many.responders_of_here[-1])
    last = at == SESSIONS - 1  # the number then stands before the name
    apart = 0.0 if abs(ends[0] - ends[1]) > 0.04 else 7.0  # names of lines that end at one height stand one under the other
    for values, name, colour, side, thick in (
        (many.responders_true, began, "blue", -1, 3.4),  # broader, and under the other where both are one
        (many.responders_of_here, coming, "magenta", 1, 1.6),
    ):
        axes.plot(sessions, values, color=light("faint"), linewidth=1.2)
        axes.plot(sessions[: at + 1], values[: at + 1], color=light(colour), linewidth=thick)
        mark(axes, sessions[at], values[at], "model", colour, 5, clip_on=False)
        label(axes, SESSIONS, float(values[-1]), name, colour, (9, side * apart), fontweight="bold")
        number_at(
            axes,
            sessions[at],
            float(values[at]),
            percent(values[at]),
            colour,
            (4 * last, side * 12),
            ha="right" if last else "center",
            bbox=ground,
        )


def _table(leaving: str, many: trials.Attendance, sixty: trials.Presence) -> Table:
    rows = []
    for at, (there, responds) in enumerate(zip(sixty.there, sixty.responds, strict=True)):
        shares = many.here[at] / PEOPLE, many.responders_of_here[at], many.responders_true[at]
        of_sixty = f"{there.sum()}", f"{(there & responds).sum()}", f"{responds.sum()}", named(there & responds)
        rows.append((str(at + 1), *(percent(share) for share in shares), *of_sixty))
    columns = (
        "Session",
        "Still attending",
        "Responders among them",
        "Responders among all who began",
        "Of the sixty: still attending",
        "responders among them",
        "responders among all",
        "who responds and attends",
    )
    return Table(f"{LEAVING[leaving]}: {PEOPLE:,} people, and the sixty", columns, tuple(rows))
