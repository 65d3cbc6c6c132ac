"""A name is found, or the nearest is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_course.names import UnknownName, checked, listed, lookup, nearest

STEPS = {"bdnf": "BDNF", "trkb": "TrkB"}


@given(st.text(min_size=1), st.lists(st.text(min_size=1), min_size=1))
def test_nearest_always_names_the_wrong_value_and_a_valid_one(value, valid):
    told = nearest(value, valid)
    assert repr(value) in told
    assert any(repr(option) in told for option in valid)


def test_what_is_there_is_returned():
    assert lookup(STEPS, "bdnf", "step") == "BDNF"
    assert checked("trkb", STEPS, "step") == "trkb"


@pytest.mark.parametrize("ask", [lookup, lambda found, name, what: checked(name, found, what)])
def test_a_misspelt_name_is_told_as_a_sentence_with_the_nearest(ask):
    with pytest.raises(UnknownName) as error:
        ask(STEPS, "bdnff", "step")
    assert str(error.value) == "step 'bdnff' is unknown; nearest: 'bdnf'"
    assert isinstance(error.value, KeyError)


def test_the_caller_may_choose_the_kind_of_error():
    with pytest.raises(ValueError, match="sign 'rises' is unknown; nearest: 'raises'"):
        checked("rises", ("raises", "lowers"), "sign", ValueError)


def test_something_that_is_no_name_at_all_is_told_like_a_wrong_one():
    with pytest.raises(UnknownName, match=r"step \['bdnf'\] is unknown"):
        lookup(STEPS, ["bdnf"], "step")  # type: ignore[arg-type]


def test_where_nothing_is_near_the_valid_names_are_listed_but_not_by_the_hundred():
    assert nearest("x", STEPS) == "'x' is unknown; valid: 'bdnf', 'trkb'"
    assert nearest("x", []) == "'x' is unknown; valid: none"
    assert nearest("x", [f"step_{number}" for number in range(100)]).endswith("'step_11', ...")


def test_a_set_is_listed_in_one_order():
    assert nearest("x", {"b", "a", "c"}) == "'x' is unknown; valid: 'a', 'b', 'c'"


def test_the_list_can_be_asked_for_beside_the_nearest():
    assert nearest("bdnff", STEPS, listing=True) == "'bdnff' is unknown; nearest: 'bdnf'; valid: 'bdnf', 'trkb'"


def test_several_names_read_as_in_a_sentence():
    assert [listed("abc"[:number]) for number in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert listed(["cells", "mice"], "or") == "cells or mice"
