"""The signed graph: paths, sign products, and what has been looked at in people."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_course.models import cascade
from ketamine_course.tables import load, rows_of

SIGNS = st.lists(st.sampled_from(["raises", "lowers", "unknown"]))


def test_the_best_known_path_runs_from_the_drug_to_lasting_mood():
    path = cascade.path("disinhibition")
    assert (path[0], path[-1], len(path)) == ("ketamine", "mood_sustained", 14)


def test_every_account_predicts_better_mood():
    assert {cascade.net_effect(cascade.signs(cascade.path(h))) for h in load("hypotheses")["hypothesis"]} == {"raises"}


def test_the_chain_of_s4_contradicts_itself():
    chain = load("told_chains").query("chain == 's4'").sort_values("position")
    assert cascade.net_effect(list(chain["sign"])[1:]) == "lowers"
    assert set(chain["told_end"]) == {"rises"}


@given(SIGNS, SIGNS)
def test_the_effect_of_a_chain_is_the_product_of_its_parts(first, second):
    value = cascade.SIGN_VALUES
    assert value[cascade.net_effect(first + second)] == value[cascade.net_effect(first)] * value[cascade.net_effect(second)]


@given(SIGNS)
def test_order_does_not_matter_and_two_minus_signs_cancel(signs):
    assert cascade.net_effect(signs) == cascade.net_effect(signs[::-1])
    assert cascade.net_effect([*signs, "lowers", "lowers"]) == cascade.net_effect(signs)


@given(SIGNS)
def test_running_effects_end_on_the_net_effect(signs):
    effects = cascade.running_effects(signs)
    assert len(effects) == len(signs)
    assert not signs or effects[-1] == cascade.net_effect(signs)


def test_unknown_names_are_told_with_the_nearest():
    with pytest.raises(KeyError, match="nearest: 'disinhibition'"):
        cascade.path("disinhibtion")
    with pytest.raises(ValueError, match="nearest: 'raises'"):
        cascade.net_effect(["raise"])
    with pytest.raises(KeyError, match="no arrow"):
        cascade.signs(["mood_rapid", "ketamine"])


def test_the_graph_cannot_be_changed_by_accident():
    with pytest.raises(Exception, match=r"[Ff]rozen"):
        cascade.graph().add_edge("ketamine", "mood_rapid")


def test_support_counts_each_finding_once_for_each_system():
    table = load("edge_evidence")
    pairs = [(row["source_node"], row["target_node"]) for row in rows_of("cascade_edges")]
    counted = sum(support.for_it + support.against for pair in pairs for support in cascade.support(*pair).values())
    assert counted == table["system"].map(len).sum()


@pytest.mark.parametrize("by", ["kind", "directness"])
def test_findings_whose_kind_is_known_count_once_by_kind_and_by_directness(by):
    pairs = [(row["source_node"], row["target_node"]) for row in rows_of("cascade_edges")]
    counted = sum(each.for_it + each.against for pair in pairs for each in cascade.support(*pair, by=by).values())
    assert counted == (load("edge_evidence")[by] != "not known").sum()


def test_to_count_findings_by_what_nobody_recorded_is_an_error():
    with pytest.raises(ValueError, match="nearest: 'kind'"):
        cascade.support("ketamine", "nmdar", by="kinds")


def test_links_with_findings_in_people_count_as_looked_at():
    for row in rows_of("cascade_edges"):
        in_people = cascade.support(row["source_node"], row["target_node"])["people"]
        assert any(in_people) == (row["looked_at_in_people"] != "no"), row["edge"]


def test_steps_named_by_texts_agree_with_the_table_of_mentions():
    mentioned = set(load("node_mentions")["node"])
    for row in load("cascade_edges").itertuples():
        if row.named_by:
            assert {row.source_node, row.target_node} & mentioned, row.edge


ACCOUNTS = st.sampled_from(list(cascade.account_names())).map(cascade.account)
STEPS = st.sets(st.sampled_from(sorted(set(cascade.graph()) - {"ketamine"})), max_size=4)


class TestPerturbations:
    @given(ACCOUNTS)
    def test_blocking_a_step_that_every_path_needs_abolishes_the_effect(self, account):
        mood = account.readouts("mood")
        paths = [path for end in mood for path in nx.all_simple_paths(account.arrows, "ketamine", end)]
        for step in set.intersection(*map(set, paths)) - {"ketamine", *mood}:
            assert cascade.predict(account, cascade.block(step)) == "abolish"

    @given(ACCOUNTS, STEPS)
    def test_a_step_on_no_path_and_without_a_claim_changes_nothing_in_the_signal(self, account, steps):
        off = {step for step in steps if step not in account.arrows}
        assert cascade.signal(account, off) == cascade.signal(account)
        for step in off - set(account.claims):
            assert cascade.predict(account, cascade.block(step)) == "silent"

    @given(ACCOUNTS)
    def test_along_a_single_path_the_signal_is_the_product_of_the_signs(self, account):
        reached = cascade.signal(account)
        path = cascade.path(account.name)
        assert [reached[step] for step in path[1:]] == cascade.running_effects(cascade.signs(path))

    @given(ACCOUNTS, STEPS, STEPS)
    def test_adding_a_block_never_restores(self, account, steps, more):
        before = cascade.predict(account, cascade.block(*steps))
        after = cascade.predict(account, cascade.block(*steps | more))
        if before == "abolish":
            assert after == "abolish"
        if before in ("reduce", "share"):
            assert after in ("abolish", "reduce", "share")
        if before == "silent":
            assert after != "no_change"
        arrives, still = cascade.signal(account, steps), cascade.signal(account, steps | more)
        assert all(still[step] == "none" for step, found in arrives.items() if found == "none")

    @given(ACCOUNTS, ACCOUNTS, STEPS)
    def test_a_mixture_loses_everything_only_where_every_part_does(self, first, second, steps):
        said = [cascade.predict(each, cascade.block(*steps)) for each in (first, second)]
        joined = cascade.predict(cascade.combined(first, second), cascade.block(*steps))
        assert (joined == "abolish") == (said == ["abolish", "abolish"])
        assert joined != "no_change" or said == ["no_change", "no_change"]

    def test_an_account_built_on_hope_is_silent_about_animals(self):
        in_animals = [name for name in cascade.experiment_names() if not cascade.design(name).in_people]
        said = cascade.evaluate(cascade.account("expectancy"), experiments=in_animals)
        assert {each.predicts for each in said} == {"silent"}

    def test_a_cut_arrow_is_not_a_lost_step(self):
        cut = cascade.Design(arrows_cut=("ketamine__trkb",))
        assert cascade.predict(cascade.account("trkb_direct"), cut) == "abolish"
        assert cascade.predict(cascade.account("disinhibition"), cut) == "no_change"
        assert cascade.predict(cascade.account("disinhibition"), cascade.block("trkb")) == "abolish"

    def test_removing_a_receptor_that_ketamine_blocks_acts_like_ketamine(self):
        gone = cascade.Design(agent="", asks="works_alone", steps=("nmdar_interneuron",))
        assert cascade.predict(cascade.account("disinhibition"), gone) == "mimic"
        lost = cascade.Design(agent="", asks="works_alone", steps=("ampar",))
        assert cascade.predict(cascade.account("disinhibition"), lost) == "no_mimic"

    def test_a_drug_that_helps_the_receptor_is_not_expected_to_work_by_any_account_of_block(self):
        helps = cascade.Design(agent="rapastinel", asks="works_alone")
        assert cascade.predict(cascade.receptor_alone(), helps) == "no_mimic"
        assert cascade.predict(cascade.receptor_alone(), cascade.Design(agent="lanicemine", asks="works_alone")) == "mimic"

    def test_a_weak_result_speaks_only_in_part(self):
        assert cascade.fit("mimic", "preskorn_traxoprodil") == "yes"
        assert cascade.fit("mimic", "gemini_dxm") == "partly"
        assert cascade.fit("silent", "gemini_dxm") == "silent"


class TestTheAgreedTable:
    def test_every_prediction_can_be_held_against_every_result_of_its_kind(self):
        results = {row["experiment"]: row["result"] for row in rows_of("experiments")}
        for each in cascade.evaluate(*map(cascade.account, cascade.account_names())):
            assert each.fit in ("yes", "partly", "no", "silent"), (each.experiment, results[each.experiment])

    def test_claims_speak_of_steps_off_the_path_only(self):
        for name in cascade.account_names():
            own = cascade.account(name)
            assert not set(own.claims) & set(own.arrows), name
            assert set(own.claims.values()) <= set(cascade.CLAIMS)

    def test_designs_read_steps_that_exist(self):
        known = {"mood", *cascade.graph().nodes}
        drugs = {"", "ketamine", *load("drug_profiles")["drug"]}
        for name in cascade.experiment_names():
            assert cascade.design(name).readout in known, name
            assert cascade.design(name).agent in drugs, name


class TestYourOwnAccount:
    def test_a_second_road_turns_a_loss_into_a_reduction(self):
        old = cascade.account("disinhibition")
        new = cascade.with_edge(old, "ampar", "mood_rapid")
        said = [cascade.predict(each, cascade.block("mtorc1")) for each in (old, new)]
        assert said == ["abolish", "reduce"]
        assert cascade.predict(new, cascade.block("ampar")) == "abolish"
        assert (old.name, new.name) == ("disinhibition", "disinhibition*")

    def test_a_wrong_arrow_is_told_and_changes_nothing(self):
        account = cascade.account("opioid")
        with pytest.raises(KeyError, match="nearest: 'bdnf'"):
            cascade.with_edge(account, "bdnff", "trkb")
        with pytest.raises(ValueError, match="nearest: 'raises'"):
            cascade.with_edge(account, "bdnf", "trkb", "raise")
        with pytest.raises(ValueError, match="circle"):
            cascade.with_edge(account, "mood_rapid", "mu_opioid")
        with pytest.raises(KeyError, match="nearest: 'opioid'"):
            cascade.account("opiod")
        with pytest.raises(KeyError, match="nearest: 'nbqx'"):
            cascade.design("nbqxx")
        with pytest.raises(KeyError, match="nearest: 'memantine'"):
            cascade.acts_on("memantin", "hnk")
        assert account.arrows.number_of_edges() == 3
