"""Discernment: what counts as a gain, the same numbers in Python and on the page, and two forms that are as alike as the data allow."""

from __future__ import annotations

import json
import math
import random
import re
import shutil
import subprocess
from collections import Counter
from statistics import mean

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from scipy.stats import binom, norm, t

from ketamine_course import lesson
from ketamine_course.lesson import discernment as forms
from ketamine_course.lesson.discernment_table import discernment_table
from ketamine_course.models.appraisal import ClassDiscernment, Item, Rating, discernment, equated, tally
from ketamine_course.models.appraisal.discernment import ACCEPT, OPEN, REJECT, Estimate, Tally, average, gain
from ketamine_course.pictures.variable_response import time_course
from ketamine_course.tables import load

SOUND = [True] * 5 + [False] * 5
READERS = {
    "doubts everything": lambda _: REJECT,
    "accepts everything": lambda _: ACCEPT,
    "leaves everything open": lambda _: OPEN,
    "is perfect": lambda sound: ACCEPT if sound else REJECT,
}


def taken(answer):
    return discernment(tally([(sound, answer(sound)) for sound in SOUND]))


class TestSimulatedReaders:
    def test_doubting_everything_gains_nothing_over_anything_but_worse_than_chance(self):
        doubts, believes = taken(READERS["doubts everything"]), taken(READERS["accepts everything"])
        assert (doubts.accepted, doubts.caught) == (0, 1)
        assert (believes.accepted, believes.caught) == (1, 0)
        assert doubts.sensitivity.value == believes.sensitivity.value == 0
        assert doubts.bias.low > 0 > believes.bias.high
        assert gain(believes.sensitivity, doubts.sensitivity).value == 0

    def test_whoever_sees_something_and_then_doubts_everything_loses(self):
        before = taken(lambda sound: ACCEPT if sound else OPEN)
        change = gain(before.sensitivity, taken(READERS["doubts everything"]).sensitivity)
        assert change.value < 0

    def test_the_hedger_has_neither_shares_nor_sensitivity_nor_a_lean(self):
        hedger = taken(READERS["leaves everything open"])
        assert (hedger.accepted, hedger.caught, hedger.sensitivity.value) == (0, 0, 0)
        assert hedger.bias.value == pytest.approx(0)

    def test_a_perfect_reader_has_the_largest_value_and_no_lean(self):
        best = taken(READERS["is perfect"])
        assert (best.accepted, best.caught) == (1, 1)
        assert best.bias.value == pytest.approx(0)
        assert best.sensitivity.low > 0
        assert best.sensitivity.value == max(discernment(Tally(a, 0, 5, c, 0, 5)).sensitivity.value for a in range(6) for c in range(6))

    @pytest.mark.parametrize("accepts", [0.1, 0.5, 0.9])
    def test_tossing_any_coin_is_no_discernment(self, accepts):
        rng = random.Random(7)
        found = [taken(lambda _: ACCEPT if rng.random() < accepts else REJECT).sensitivity.value for _ in range(4000)]
        assert abs(mean(found)) < 0.05

    @pytest.mark.parametrize(("sensitivity", "criterion"), [(0, 0), (0, 0.5), (1, 0), (1, -0.5), (2, 0)])
    def test_the_interval_of_one_reader_holds_what_the_reader_can_do(self, sensitivity, criterion):
        accept_sound, accept_unsound = norm.sf(criterion - sensitivity / 2), norm.sf(criterion + sensitivity / 2)
        held = 0.0
        for accepted in range(6):
            for believed in range(6):
                chance = binom.pmf(accepted, 5, accept_sound) * binom.pmf(believed, 5, accept_unsound)
                interval = discernment(Tally(accepted, 0, 5, 5 - believed, 0, 5)).sensitivity
                held += chance * (interval.low <= sensitivity <= interval.high)
        assert held >= 0.95

    def test_claims_of_one_kind_only_have_no_discernment(self):
        with pytest.raises(ValueError, match="supported and unsupported"):
            discernment(tally([(True, ACCEPT)]))


def test_the_interval_of_a_class_is_that_of_student():
    values = [0.3, 1.2, -0.4, 0.9, 2.0, 0.1]
    found, two = average(values), average([1.0, 2.0])
    assert found is not None
    assert two is not None
    error = np.std(values, ddof=1) / math.sqrt(len(values))
    assert (found.low, found.high) == pytest.approx(t.interval(0.95, 5, np.mean(values), error), abs=2e-3)
    assert average([]) is None
    assert math.isnan(two.low)


ITEMS = {
    f"{round_}-{form}-{number}": Item(round_, form, number % 2 == 0)
    for round_ in ("before", "after", "week-1")
    for form in "ab"
    for number in range(4)
}
ANSWERS = ["Accept", "Reject", "Open"]
ROUNDS = [["before", "Before"], ["after", "After"], ["week-1", "Later"]]
ANSWERED = st.lists(st.sampled_from(ANSWERS), min_size=4, max_size=4)
TAKEN = st.tuples(st.sampled_from(["before", "after", "week-1"]), st.sampled_from("ab"), ANSWERED, st.sampled_from([4, 4, 4, 3]))


@st.composite
def classes(draw):
    """Ratings of a class: each person takes some rounds on some form; a few forms lack a claim."""
    found = {}
    for person in range(draw(st.integers(0, 7))):
        for round_, form, answers, count in draw(st.lists(TAKEN, max_size=4)):
            for number in range(count):
                found[person, f"{round_}-{form}-{number}"] = answers[number]
    return [Rating(f"p{person}", claim, said, said, None, None, "") for (person, claim), said in found.items()]


def plain(estimate):
    return None if estimate is None else [None if math.isnan(each) else pytest.approx(each, abs=1e-9) for each in estimate]


def parts(estimate):
    return estimate if estimate is None else [estimate["value"], estimate["low"], estimate["high"]]


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
def test_the_page_and_python_say_the_same_of_any_reader_and_any_class(tmp_path):
    readers, groups, samples = [], [], []
    answered = st.lists(st.tuples(st.booleans(), st.sampled_from([ACCEPT, REJECT, OPEN])), min_size=2, max_size=14)

    @settings(
        max_examples=120, database=None, derandomize=True, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(answered, classes(), st.lists(st.floats(-4, 4), max_size=9))
    def collect(reader, group, sample):
        if len({sound for sound, _ in reader}) == 2:
            readers.append(reader)
        groups.append(group)
        samples.append(sample)

    collect()
    asked = {"items": {name: item._asdict() for name, item in ITEMS.items()}, "answers": ANSWERS, "rounds": ROUNDS}
    place = tmp_path / "cases.json"
    ratings = [[each._asdict() for each in group] for group in groups]
    place.write_text(json.dumps({"readers": readers, "classes": ratings, "samples": samples, **asked}), encoding="utf-8")
    script = ROOT / "tests" / "js" / "read_discernment.mjs"
    page = json.loads(subprocess.run(["node", script, place], capture_output=True, text=True, check=True, encoding="utf-8").stdout)

    ours = [discernment(tally(each)) for each in readers]
    for shown, each in zip(page["readers"], ours, strict=True):
        assert [shown["accepted"], shown["caught"]] == pytest.approx([each.accepted, each.caught])
        assert [parts(shown["sensitivity"]), parts(shown["bias"])] == [plain(each.sensitivity), plain(each.bias)]
    for at, shown in enumerate(page["gains"]):
        assert parts(shown) == plain(gain(ours[at].sensitivity, ours[at + 1].sensitivity))
    assert [parts(each) for each in page["samples"]] == [plain(average(each)) for each in samples]
    told = 0
    for shown, group in zip(page["classes"], groups, strict=True):
        found = ClassDiscernment(group, ITEMS, ANSWERS)
        measured = [found.measured(name) for name, _ in ROUNDS]
        changed = [found.change("before", name) for name, _ in ROUNDS[1:]]
        assert shown["unfinished"] == found.unfinished
        for side, here in ((shown["measured"], measured), (shown["change"], changed)):
            assert [each["people"] for each in side] == [each.people for each in here]
            assert [[parts(one) for one in each["means"]] for each in side] == [[plain(one) for one in each.means] for each in here]
        told += sum(each.people for each in changed)
    assert told > 50


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
def test_the_table_of_a_class_reads_the_same_in_both(tmp_path):
    items, rng = forms.items(), random.Random(11)
    ratings = [
        Rating(f"p{person}", name, said, said, None, None, "")
        for person in range(12)
        for name, item in items.items()
        if item.round in ("before", "after") and item.form == "ab"[(person + (item.round == "after")) % 2]
        for said in [rng.choice(forms.ANSWERS)]
    ]
    _, header, rows = discernment_table(ClassDiscernment(ratings, items, forms.ANSWERS))
    asked = forms.for_class()
    place = tmp_path / "cases.json"
    place.write_text(
        json.dumps({"readers": [], "samples": [], "classes": [[each._asdict() for each in ratings]], **asked}), encoding="utf-8"
    )
    script = ROOT / "tests" / "js" / "read_discernment.mjs"
    page = json.loads(subprocess.run(["node", script, place], capture_output=True, text=True, check=True, encoding="utf-8").stdout)
    assert page["classes"][0]["rows"] == [list(row) for row in rows]
    assert [row[0] for row in rows] == ["Before the course", "After the course", "After the course minus before the course"]
    assert len(header) == 6


CLAIMS = load("claims").set_index("id")
ROWS = load("discernment_forms")
UNSOUND = {"overstated", "contested", "contradicted", "not_checkable"}


def of_form(form, column):
    return [CLAIMS.loc[claim, column] for claim in ROWS[ROWS["form"] == form]["claim"]]


class TestForms:
    @pytest.mark.parametrize("form", ["a", "b"])
    def test_half_of_ten_claims_are_supported(self, form):
        verdicts = of_form(form, "verdict")
        assert len(verdicts) == 10
        assert verdicts.count("supported") == 5
        assert set(verdicts) - {"supported"} <= UNSOUND

    def test_both_have_equally_many_claims_of_each_verdict_and_wording(self):
        pairs = [Counter(zip(of_form(form, "verdict"), of_form(form, "wording"), strict=True)) for form in "ab"]
        assert pairs[0] == pairs[1]

    def test_wording_gives_nothing_away(self):
        for form in "ab":
            rows = list(zip(of_form(form, "verdict"), of_form(form, "wording"), strict=True))
            sound, unsound = [Counter(word for verdict, word in rows if (verdict == "supported") == kind) for kind in (True, False)]
            assert sound == unsound

    @pytest.mark.parametrize("form", ["a", "b"])
    def test_length_and_place_give_nothing_away(self, form):
        sound = [verdict == "supported" for verdict in of_form(form, "verdict")]
        lengths = [len(words) for words in of_form(form, "paraphrase")]
        middle = sorted(lengths)[5]
        solvers = {
            "long": [length >= middle for length in lengths],
            "first half": [at < 5 for at in range(10)],
            "every other": [at % 2 == 0 for at in range(10)],
        }
        for name, accepts in solvers.items():
            right = sum(a == b for a, b in zip(accepts, sound, strict=True))
            assert 3 <= right <= 7, (name, right)
        runs = "".join("s" if each else "u" for each in sound)
        assert "sss" not in runs
        assert "uuu" not in runs

    def test_no_rater_and_no_defensible_verdict_is_on_the_other_side(self):
        given_ = load("ratings").groupby("claim")["verdict"].agg(set)
        for claim in ROWS["claim"]:
            row = CLAIMS.loc[claim]
            said = {row["verdict"], *row["defensible_verdicts"], *given_[claim]}
            assert said <= ({"supported", "supported_but_imprecise"} if row["verdict"] == "supported" else UNSOUND), claim
            assert row["reason_mark"] == "seen", claim
            assert len(row["paraphrase"]) < 120

    def test_no_notebook_walks_through_them(self):
        asked = " ".join(each.prompt for each in lesson.questions().values())
        issues = load("issues")
        told = {claim for row in issues.to_dict("records") if "contradiction" in row["kind"] for claim in row["claims"]}
        for table in ("sentence_steps", "named_works"):
            told |= {claim for claims in load(table)["claims"] for claim in claims}
        for claim in ROWS["claim"]:
            assert CLAIMS.loc[claim, "paraphrase"] not in asked
            assert claim not in told

    def test_the_figure_that_opens_notebook_00_tells_none_of_them(self):
        shown = " ".join(time_course.frame(state)["description"] for state in time_course.states())
        assert "ahead of placebo" in shown  # it shows an early lead: no form may ask whether there is one
        sound = ROWS[[CLAIMS.loc[claim, "verdict"] == "supported" for claim in ROWS["claim"]]]["claim"]
        assert not [claim for claim in sound if CLAIMS.loc[claim, "topic"] == "onset_and_durability"]

    def test_simulated_readers_find_them_equally_hard(self):
        found = forms.equating()
        assert abs(found.difference) < 0.1
        assert found.error < 0.02
        assert 0.5 < found.noise < 1.5
        first, second = forms.difficulty().values()
        assert equated(second, first).difference == pytest.approx(-found.difference, abs=4 * found.error)

    def test_a_form_of_claims_on_which_raters_differ_comes_out_as_harder(self):
        first, second = forms.difficulty().values()
        muddy = tuple(claim._replace(agreed=0) for claim in second)
        assert equated(first, muddy).difference < -0.3

    def test_the_notes_carry_the_numbers_and_say_what_is_not_known(self):
        found, said = forms.equating(), " ".join(forms.notes())
        assert f"{abs(found.difference):.2f} d\u2032" in said
        assert f"one reader's result changes by about {found.noise:.1f} d\u2032" in said
        assert "Not known: how difficult the claims are for students" in said

    def test_rounds_that_do_not_exist_are_refused(self):
        with pytest.raises(ValueError, match="before, after, week-1, week-4, not week-9"):
            lesson.ten_claims("week-9")


def test_an_unfinished_form_is_counted_apart_and_both_forms_of_a_round_together():
    ratings = [Rating("x", f"before-{form}-{n}", "Accept", "Accept", None, None, "") for form in "ab" for n in range(4)]
    whole = ClassDiscernment(ratings, ITEMS, ANSWERS)
    assert whole.found["before", "x"].sensitivity == discernment(Tally(4, 0, 4, 0, 0, 4)).sensitivity
    part = ClassDiscernment(ratings[:-1], ITEMS, ANSWERS)
    assert (part.unfinished, part.measured("before").people) == (1, 1)
    assert isinstance(part.found["before", "x"].bias, Estimate)


CONTEXT = ("from above", "the text", "other text", "the page", "the sentence", "honest flag", "left out", "bullet")
"""Words by which a reason speaks of the text around a claim, which a form does not show."""


def test_every_reason_of_the_forms_stands_alone_and_adds_no_number():
    claims = load("claims").set_index("id")["reason"]
    for claim, own in load("discernment_forms")[["claim", "reason"]].itertuples(index=False):
        assert not [word for word in CONTEXT if word in (own or claims[claim]).lower()], claim
        assert set(re.findall(r"[\d.]*\d", own)) <= set(re.findall(r"[\d.]*\d", claims[claim])), claim
