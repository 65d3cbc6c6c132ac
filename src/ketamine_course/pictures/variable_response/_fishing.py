"""Fishing for subgroups: many tests, nothing to find; a headline, and the same trait in new people."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from ketamine_course.models import trials
from ketamine_course.models.counts import in_words
from ketamine_course.models.statistics import percent
from ketamine_course.pictures._charts import LABEL, chart, key, note, x_ticks, y_ticks
from ketamine_course.pictures._drawing import counted, listed
from ketamine_course.pictures._marks import discs
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow

SPLIT_AGAIN = "su2017"
"""A trial whose people were split again in several papers; the simulated studies have as many."""
TESTS = {"1": "1 test", "33": "33 tests", "41": "41 tests"}
STUDIES = {str(number): f"Study {letter}" for number, letter in enumerate("ABCDEF", start=1)}
PEOPLE = {"first": "the first people", "new": "the first people, then new ones"}
ERROR_RATE = 0.05
LEAST = 0.005
"""Where the scale begins; what is smaller stands there."""
TRAITS = (
    "Tea drinkers", "Night owls", "Left-handers", "Cyclists", "Cat owners", "Early risers", "Chess players", "Gardeners", "First-borns",
    "Winter-born", "Tall people", "Singers", "Swimmers", "Coffee drinkers", "Knitters", "Dog owners", "Commuters", "Runners", "Twins",
    "Bakers", "Readers", "City dwellers", "Hikers", "Blue-eyed people", "Dancers", "Bilinguals", "Late sleepers", "Card players",
    "Bird watchers", "Only children", "Drivers", "Painters", "Nappers", "Vegetarians", "Drummers", "Collectors", "Walkers", "Spring-born",
    "Anglers", "Film fans", "Curly-haired people",
)  # fmt: skip
"""Made-up traits: what they are plays no part in the model, and none of them matters."""


class Catch(NamedTuple):
    """P-values of a study's traits in its first people and in new ones."""

    first: NDArray[np.float64]
    again: NDArray[np.float64]

    @property
    def hits(self) -> NDArray[np.bool_]:
        return self.first < ERROR_RATE

    @property
    def kept(self) -> NDArray[np.bool_]:
        return self.hits & (self.again < ERROR_RATE)


@cache
def _study(study: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the p-values of all traits: in study A the sixty are among the first people."""
    rng, people = np.random.default_rng(int(study)), trials.people_in(SPLIT_AGAIN)
    found = trials.fish_in_the_sixty(len(TRAITS), people, rng) if study == "1" else trials.fish(len(TRAITS), people, rng)
    return found.first[0], found.again[0]


def caught(tests: str, study: str) -> Catch:
    """Return what a study finds with some of its traits."""
    return Catch(*(values[: int(tests)] for values in _study(study)))


@explorable(
    title="Fishing for subgroups",
    narrow=True,
    story="tests",
    frame_bytes=400,
    sample={"tests": "33", "people": "new"},
    study=Slider(STUDIES, label="Simulated study", plays=True),
    tests=Slider(TESTS, label="Traits tested", default="33", plays=True),
    people=Choice(PEOPLE, label="Try the traits in"),
)
def fishing(study: str, tests: str, people: str) -> Picture:
    """P-values of subgroup tests with no true predictor, the headline that they print, and the same traits in new people."""
    found = caught(tests, study)
    tried = people == "new"
    before = [caught(tests, each) for each in STUDIES if int(each) < int(study) + tried]
    traits = "1 trait, which does not matter" if tests == "1" else f"{tests} traits, none of which matters"
    figure, (at_first, new) = chart(
        330,
        _title(found, tried),
        f"{STUDIES[study]}: {trials.people_in(SPLIT_AGAIN)} people, {traits}",
        2,
        left=76,
        top=74,
        bottom=74,
        hspace=0.1,
        sharex=True,
        narrow={"height": 352, "left": 52, "right": 14, "top": 108, "bottom": 98},
    )
    key(figure, 56, [("person", "magenta", "below 0.05 in the first people"), ("person", "line", "not")])
    _panel(at_first, "first\npeople", found.first, found.hits)
    _panel(new, "new\npeople", found.again, found.hits, hidden=not tried)
    at_first.tick_params(labelbottom=False)
    at_first.spines["bottom"].set_visible(False)
    least = {} if is_narrow() else {LEAST: f"\u2264{LEAST}"}
    x_ticks(new, {**least, 0.01: "0.01", 0.05: "0.05", 0.2: "0.2", 1: "1"}, "p-value of each test (logarithmic)")
    tally = _tally(before)
    so_far = f"tested in new people so far: {tally}" if before else "not yet tested in new people"
    note(figure, f"{TESTS[tests]} per study, {so_far}.", "ink", size=LABEL)
    return Picture(figure, _words(study, tests, found, tried, before), "simulated", _table(found, tried))


def _panel(axes: Axes, name: str, values: NDArray[np.float64], hits: NDArray[np.bool_], *, hidden: bool = False) -> None:
    """Draw a p-value for each trait at its height; or, before they are tested, a place for them."""
    axes.set(xscale="log", xlim=(LEAST * 0.9, 1.12), ylim=(len(TRAITS) + 2, -3))
    axes.set_label(name.replace("\n", " "))
    y_ticks(axes, {len(TRAITS) / 2: name})
    axes.grid(visible=False, axis="y")
    axes.axvspan(LEAST * 0.9, ERROR_RATE, facecolor=light("magenta_ground"), zorder=0)
    if hidden:
        axes.text(math.sqrt(LEAST * 1.12), len(TRAITS) / 2, "?", fontsize=13, color=light("quiet"), ha="center", va="center_baseline")
        return
    shown, heights = np.maximum(values, LEAST), np.arange(len(values), dtype=float)
    discs(axes, shown[~hits], heights[~hits], "line", 4.5)
    discs(axes, shown[hits], heights[hits], "magenta", 8)


def headline(found: Catch) -> str:
    """Return the headline of a study: its smallest p-value, if that is a discovery."""
    best = int(found.first.argmin())
    return f"{TRAITS[best]} respond differently (p = {found.first[best]:.3f})" if found.hits.any() else ""


def _title(found: Catch, tried: bool) -> str:
    hits, kept = int(found.hits.sum()), int(found.kept.sum())
    if not hits:
        return "No headline this time"
    if not tried:
        return f"\u201c{headline(found)}\u201d"
    names = "1 \u201cdiscovery\u201d" if hits == 1 else f"{hits} \u201cdiscoveries\u201d"
    again = ("" if kept else "not ") if hits == 1 else f"{kept} " if kept else "neither " if hits == 2 else "none "
    return f"{names}, {again}found again in new people"


def _tally(studies: list[Catch]) -> str:
    hits, gone = _counts(studies)
    if not hits:
        return "no discovery"
    return f"{gone} of {hits} {'discovery' if hits == 1 else 'discoveries'} not found again"


def _counts(studies: list[Catch]) -> tuple[int, int]:
    """Return how many discoveries the studies made, and how many of them were not found again in new people."""
    return sum(int(each.hits.sum()) for each in studies), sum(int((each.hits & ~each.kept).sum()) for each in studies)


def _words(study: str, tests: str, found: Catch, tried: bool, before: list[Catch]) -> str:
    hits, count = int(found.hits.sum()), int(tests)
    names = listed([TRAITS[at].lower() for at in np.flatnonzero(found.hits)])
    people = trials.people_in(SPLIT_AGAIN)
    who = f"{people} people (the sixty and eleven more)" if study == "1" else f"{people} other people"
    return (
        f"{STUDIES[study]} tests {counted(count, 'trait')} in {who}, although no trait matters. "
        f"{_below(hits, names)}; {_again(hits, int(found.kept.sum()), tried)}.{_so_far(tests, before)} By chance alone, one would expect "
        f"{count * ERROR_RATE:.2f} such p-values in a study, and the chance of one or more is {percent(trials.chance_of_any(count))} if "
        "the tests are independent."
    )


def _below(hits: int, names: str) -> str:
    """Say how many p-values are below the threshold, as the start of a sentence."""
    many = in_words(hits).capitalize() if hits else "No"
    return f"{many} p-value{'s are' if hits > 1 else ' is'} below 0.05{f' ({names})' if hits else ''}"


def _again(hits: int, kept: int, tried: bool) -> str:
    """Say what became of a study's discoveries in new people."""
    if not hits:
        return f"the same tests have {'also' if tried else 'not yet'} been done in new people"
    if not tried:
        return f"{'this discovery has' if hits == 1 else 'these discoveries have'} not yet been tested in new people"
    if hits == 1:
        return f"in new people it is {'below 0.05 again' if kept else 'no longer below 0.05'}"
    many = f"{kept} of them" if kept else "neither" if hits == 2 else "none of them"
    return f"in new people, {many} {'is' if kept < 2 else 'are'} below 0.05 again"


def _so_far(tests: str, before: list[Catch]) -> str:
    hits, gone = _counts(before)
    if not hits:
        return ""
    each = f"tested in new people so far ({TESTS[tests].lower()} in each study)"
    if hits == 1:
        return f" The only discovery {each} was {'not ' if gone else ''}found again."
    kept = hits - gone or ("neither" if hits == 2 else "none")
    return f" Of the {hits} discoveries {each}, {kept} {'was' if hits - gone < 2 else 'were'} found again."


def _table(found: Catch, tried: bool) -> Table:
    rows = tuple(
        (TRAITS[at], f"{p:.3f}", f"{q:.3f}" if tried else "not yet tested", "yes" if p < ERROR_RATE else "no")
        for at, (p, q) in enumerate(zip(found.first, found.again, strict=True))
    )
    return Table("Subgroup tests of made-up traits", ("Trait", "p, first people", "p, new people", "Below 0.05 at first"), rows)
