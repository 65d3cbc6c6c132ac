"""Controls know their values and say at once what is wrong with others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_course.widgets.controls import Choice, ChoiceError, Slider, Toggles

OPTIONS = {"rat": "Rats", "mouse": "Mice", "human": "People"}


@pytest.mark.parametrize("kind", [Slider, Choice])
def test_the_first_value_is_the_default(kind):
    assert kind(OPTIONS, label="Species").default == "rat"


def test_an_unknown_value_lists_the_valid_ones_and_the_nearest():
    with pytest.raises(ChoiceError, match="control 'Species', value 'mous' is unknown; nearest: 'mouse'; valid: 'rat', 'mouse', 'human'"):
        Choice(OPTIONS, label="Species").checked("mous")


def test_an_unknown_default_is_told_when_it_is_defined():
    with pytest.raises(ChoiceError, match="value 'cat' is unknown"):
        Slider(OPTIONS, label="Species", default="cat")


def test_a_control_needs_something_to_choose():
    with pytest.raises(ValueError, match="at least two"):
        Choice({"one": "One"}, label="Only")


def test_options_from_a_function_are_fetched_once_and_only_when_needed():
    fetched = []

    def options():
        fetched.append(1)
        return OPTIONS

    control = Slider(options, label="Species")
    assert fetched == []
    assert (control.default, control.states, control.text("rat")) == ("rat", ["rat", "mouse", "human"], "Rats")
    assert fetched == [1]


def test_what_is_wrong_with_options_from_a_function_is_told_on_first_use():
    with pytest.raises(ValueError, match="at least two"):
        Choice(dict, label="Only").options  # noqa: B018
    with pytest.raises(ChoiceError, match="value 'cat' is unknown"):
        Choice(lambda: OPTIONS, label="Species", default="cat").default  # noqa: B018


def test_toggles_refuse_a_bare_text():
    with pytest.raises(ChoiceError, match="a list of values, not 'rat'"):
        Toggles(OPTIONS, label="Species").checked("rat")


def test_toggles_put_values_in_the_order_of_the_options():
    toggles = Toggles(OPTIONS, label="Species")
    assert toggles.checked(["human", "rat"]) == ("rat", "human")
    assert toggles.text(("rat", "human")) == "Rats, People"
    assert toggles.text(()) == "none"


@given(st.integers(min_value=2, max_value=6))
def test_every_state_has_its_own_number(size):
    options = {str(n): str(n) for n in range(size)}
    for control in (Slider(options, label="a"), Toggles(options, label="b")):
        assert [control.index(state) for state in control.states] == list(range(len(control.states)))
