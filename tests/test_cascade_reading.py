"""What a state of the stage says: verdicts, pieces, told chains, mixtures and a reader's own chain."""

from __future__ import annotations

import pytest
import stage_states
from hypothesis import given, settings
from hypothesis import strategies as st

from ketamine_course.models import cascade
from ketamine_course.tables import load

BOARD = cascade.course_board()
ACCOUNTS = [name for name, route in BOARD.routes.items() if route.mixes]
STEPS = [step for step in BOARD.steps if step not in BOARD.fixed]


def said(**state):
    return cascade.reading(state)["sentences"]


class TestOneAccount:
    def test_at_the_start_nothing_is_changed_and_the_full_lift_is_predicted(self):
        reading = cascade.reading({})
        assert reading["verdict"] == "nothing"
        assert reading["sentences"]["verdict"] == "Mood: the full lift is predicted"
        assert "with nothing changed, the signal reaches 14 of 14 steps" in reading["sentences"]["result"]

    def test_where_only_some_arrows_are_kept_the_result_says_how_far_these_lead(self):
        result = said(only="people", at="mood_sustained")["result"]
        first, second = result.split(". ", 1)
        assert first == "If only arrows studied in people count, the signal reaches 1 of 14 steps"
        start = (
            "The following result counts every arrow. Mood: the full lift is predicted; with nothing changed, the signal reaches 14 of 14"
        )
        assert second.startswith(start)
        followed = cascade.reading({"routes": ["expectancy"], "only": "people"})
        assert len(followed["reach"]) + 1 == int(followed["sentences"]["result"].split(" reaches ")[1].split()[0])

    @pytest.mark.parametrize("account", ACCOUNTS)
    def test_its_verdicts_are_those_of_the_bench(self, account):
        for step in STEPS:
            reading = cascade.reading({"routes": [account], "blocked": [step]})
            assert reading["verdict"] == cascade.predict(cascade.account(account), cascade.block(step))

    @pytest.mark.parametrize("account", ACCOUNTS)
    def test_its_signal_is_that_of_the_account(self, account):
        for step in STEPS:
            assert cascade.reading({"routes": [account], "blocked": [step]})["signal"] == cascade.signal(cascade.account(account), [step])

    def test_a_reversed_arrow_shows_at_the_end(self):
        words = said(flipped=["gaba_interneuron__pyramidal"])
        assert words["verdict"] == "Mood: the signs imply a fall, although a rise is claimed"
        both = said(flipped=["gaba_interneuron__pyramidal", "pyramidal__glutamate_pfc"])
        assert both["verdict"] == "Mood: the full lift is predicted"

    def test_a_step_off_the_path_can_still_be_needed(self):
        reading = cascade.reading({"routes": ["rest_eef2k"], "blocked": ["ampar"]})
        assert reading["verdict"] == "abolish"
        assert "needs AMPA receptor signalling, although its path does not run through it" in reading["sentences"]["claims"]
        assert reading["end"] == "raises"
        assert reading["shown"]["parts"]["mood_rapid"] == "on rest"

    def test_the_gauge_follows_the_verdict_and_not_the_arrows(self):
        gauges = {
            change: cascade.reading({"routes": routes, "at": "mood_rapid", "blocked": [change]})["shown"]["parts"]["mood_rapid"]
            for routes, change in (
                (["rest_eef2k"], "ampar"),
                (["rest_eef2k"], "mtorc1"),
                (["opioid"], "bdnf"),
                (["expectancy"], "mu_opioid"),
            )
        }
        assert gauges == {"ampar": "on lost", "mtorc1": "on raises", "bdnf": "on silent", "mu_opioid": "on some"}


class TestWhatWasStudied:
    def test_the_best_known_path_falls_to_pieces_when_only_people_count(self):
        reading = cascade.reading({"only": "people", "at": "mood_sustained"})
        studied = sum(cascade.looked_at_in_people(cascade.path("disinhibition")))
        assert (len(reading["studied"]), reading["pieces"], reading["reach"]) == (studied, 14 - studied, [])
        assert (
            "cannot be followed even one step from ketamine. An arrow without a study on our list may still be right."
            in reading["sentences"]["studied"]
        )

    def test_the_filter_does_not_touch_the_prediction(self):
        for only in ("people", "animals", "cells"):
            assert cascade.reading({"only": only})["verdict"] == "nothing"

    def test_what_no_studied_arrow_leads_to_is_shown_as_only_claimed(self):
        reading = cascade.reading({"only": "people", "at": "mood_sustained"})
        assert reading["shown"]["parts"]["spines"] == "on raises ghost"
        rows = {row[0]: row[1] for row in reading["rows"]}
        claimed = "by the signs of the arrows; no unbroken path of arrows studied in people leads to this step"
        assert rows["New dendritic spines and synapses"] == f"raised ({claimed})"

    def test_an_arrow_without_findings_is_bare_and_not_cut(self):
        look = cascade.reading({"only": "people", "at": "mood_sustained"})["shown"]["arrows"]["ketamine__nmdar_interneuron"][1]
        assert "bare" in look
        assert "cut" not in look


class TestToldChains:
    def test_every_chain_that_a_text_tells_can_be_played(self):
        told = load("told_chains").query("source != ''")["chain"].unique()
        assert {f"told_{name}" for name in told} == {name for name in BOARD.routes if name.startswith("told_")}

    def test_s4_contradicts_itself(self):
        words = said(routes=["told_s4"])
        assert words["verdict"] == "Prefrontal glutamate release: the signs imply a fall, although a rise is claimed"

    def test_turning_its_first_sign_mends_it(self):
        words = said(routes=["told_s4"], flipped=["ketamine__pyramidal"])
        assert words["verdict"] == "Prefrontal glutamate release: the signs imply a rise, as claimed"


class TestFindings:
    def test_rapamycin_is_found_where_mtorc1_is_blocked(self):
        words = said(blocked=["mtorc1"])["found"]
        assert "mTORC1 blocked in rats (rat; Li et al. 2010)" in words
        assert "mTORC1 blocker in patients (people; Abdallah et al. 2020)" in words
        assert words.index("The account expects this.") < words.index("This fits the account only partly.")

    def test_every_design_that_can_be_repeated_is_found(self):
        for at, finding in enumerate(BOARD.findings):
            reading = cascade.reading({"blocked": list(finding.steps), "cut": list(finding.arrows)})
            assert at in [number for number, _ in reading["findings"]]
        assert len(BOARD.findings) >= 16

    def test_an_account_of_people_says_nothing_of_rats(self):
        reading = cascade.reading({"routes": ["expectancy"], "blocked": ["mtorc1"]})
        fits = {BOARD.findings[at].people: fit for at, fit in reading["findings"]}
        assert fits[False] == "silent"
        assert fits[True] != "silent"


class TestMixtures:
    def test_one_lost_part_no_longer_ends_the_effect(self):
        reading = cascade.reading({"routes": ["disinhibition", "expectancy"], "blocked": ["mtorc1"]})
        assert reading["verdict"] == "share"
        assert reading["sentences"]["verdict"] == "Mood: a smaller lift is possible"

    @pytest.mark.parametrize("pair", [("disinhibition", "expectancy"), ("opioid", "lhb_burst")])
    def test_it_fares_and_rules_out_as_on_the_bench(self, pair):
        mixture = cascade.reading({"routes": list(pair)})["mixture"]
        evaluated = cascade.evaluate(cascade.combined(*map(cascade.account, pair)))
        assert mixture["together"] == sum(each.forbids for each in evaluated)
        assert tuple(mixture["fits"].values()) == cascade.tally(each.fit for each in evaluated)
        alone = [cascade.evaluate(cascade.account(name)) for name in BOARD.routes if name in pair]
        assert mixture["alone"] == [sum(each.forbids for each in verdicts) for verdicts in alone]
        assert mixture["lost"]

    def test_one_account_alone_is_no_mixture(self):
        assert cascade.reading({"routes": ["opioid"]})["mixture"] is None


class TestOnesOwnChain:
    def test_an_arrow_on_no_list_has_no_known_sign(self):
        reading = cascade.reading({"routes": ["own"], "own": ["ketamine", "dmn", "mtorc1", "mood_rapid"]})
        assert reading["signal"]["mood_rapid"] == "unknown"
        assert "extra" in reading["shown"]["arrows"]["dmn__mtorc1"][1]

    def test_a_listed_arrow_keeps_its_sign_and_its_evidence(self):
        reading = cascade.reading({"routes": ["own"], "own": ["ketamine", "nmdar_lhb", "lhb_bursting"], "only": "people"})
        assert reading["signal"] == {"nmdar_lhb": "lowers", "lhb_bursting": "lowers"}
        assert reading["studied"] == ["nmdar_lhb__lhb_bursting"]


class TestStates:
    @pytest.mark.parametrize(
        ("state", "message"),
        [
            ({"blocked": ["mtor1"]}, "blocked: 'mtor1' is unknown; nearest: 'mtorc1'"),
            ({"route": ["opioid"]}, "no field 'route' is unknown; nearest: 'routes'"),
            ({"routes": ["opiod"]}, "nearest: 'opioid'"),
            ({"routes": "opioid"}, "routes takes a list of names"),
            ({"only": "mice"}, "only: 'mice' is unknown"),
            ({"blocked": ["mood_rapid"]}, "is an outcome, which can be observed but not blocked"),
            ({"routes": ["told_s4", "opioid"]}, "'told_s4' cannot be highlighted together"),
            ({"routes": ["own"], "own": ["bdnf"]}, "a chain starts with 'ketamine'"),
            ({"routes": ["own"], "own": ["ketamine", "bdnf", "bdnf"]}, "a step comes twice"),
            ({"routes": []}, "at least one route must be highlighted"),
        ],
    )
    def test_a_wrong_name_is_told_with_the_nearest(self, state, message):
        with pytest.raises(cascade.StateError, match=message):
            cascade.checked(BOARD, state)

    @given(st.integers(0, 10**6))
    @settings(max_examples=50, deadline=None)
    def test_a_canonical_state_stays_as_it_is(self, seed):
        (state,) = stage_states.random_states(BOARD, 1, seed)
        whole = cascade.checked(BOARD, state)
        assert cascade.checked(BOARD, whole) == whole

    @given(st.integers(0, 10**6))
    @settings(max_examples=50, deadline=None)
    def test_blocking_one_step_more_never_lets_more_through(self, seed):
        (state,) = stage_states.random_states(BOARD, 1, seed)
        before = cascade.reading({**state, "blocked": [], "only": "all"})
        after = cascade.reading({**state, "only": "all"})
        assert {step for step, sign in after["signal"].items() if sign != "none"} <= {
            s for s, sign in before["signal"].items() if sign != "none"
        }
        assert set(after["flow"]) <= set(before["flow"])

    @given(st.integers(0, 10**6))
    @settings(max_examples=50, deadline=None)
    def test_two_turned_signs_on_a_line_cancel(self, seed):
        (board,) = stage_states.random_boards(1, seed)
        route = board.routes["one"]
        before = cascade.reading({"routes": ["one"]}, board)["signal"]
        for step in route.steps[1:]:
            into = [f"{a}__{b}" for a, b, _ in route.arrows if b == step]
            out = [f"{a}__{b}" for a, b, _ in route.arrows if a == step]
            after = cascade.reading({"routes": ["one"], "flipped": [*into, *out]}, board)["signal"]
            assert {s: v for s, v in after.items() if s != step} == {s: v for s, v in before.items() if s != step}


def test_a_loss_that_is_predicted_though_the_signal_arrives_says_what_off_the_path_is_needed():
    told = said(routes=["trkb_direct"], blocked=["bdnf"])
    needs = "the TrkB binding account also needs BDNF production and release, although its path does not run through it"
    reason = f"(the signal arrives, but {needs})"
    assert told["verdict"] == f"Mood: no lift is predicted {reason}"
    assert told["verdict"] in told["result"]
    on_path = said(routes=["disinhibition"], blocked=["bdnf"])
    assert "does not run through it" not in on_path["verdict"]
