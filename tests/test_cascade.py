"""The signed graph: paths, sign products, and what has been looked at in people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_course import cascade
from ketamine_course.tables import load

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
    pairs = [(row.source_node, row.target_node) for row in load("cascade_edges").itertuples()]
    counted = sum(sum(support) for pair in pairs for support in cascade.support(*pair).values())
    assert counted == table["system"].map(len).sum()


def test_links_with_findings_in_people_count_as_looked_at():
    for row in load("cascade_edges").itertuples():
        in_people = cascade.support(row.source_node, row.target_node)["people"]
        assert any(in_people) == (row.looked_at_in_people != "no"), row.edge


def test_steps_named_by_texts_agree_with_the_table_of_mentions():
    mentioned = set(load("node_mentions")["node"])
    for row in load("cascade_edges").itertuples():
        if row.named_by:
            assert {row.source_node, row.target_node} & mentioned, row.edge
