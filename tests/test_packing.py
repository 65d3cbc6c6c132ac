"""How traits travel in a page; what reads them there is tested in tests/js/packed.test.js and by every test of pages."""

import json
import random

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from ketamine_course.widgets import packing

VALUES = st.recursive(st.none() | st.integers() | st.text(), lambda each: st.lists(each) | st.dictionaries(st.text(), each))


@given(VALUES)
def test_what_is_packed_is_unpacked(value):
    assert packing.unpacked(packing.packed(value)) == value


@given(st.lists(VALUES, min_size=1))
def test_a_pack_holds_a_line_for_each_value(values):
    assert [json.loads(line) for line in packing.decompressed(packing.pack(values)).split("\n")] == values


def test_what_is_long_is_compressed_and_what_is_short_shows_no_key():
    long = ["the same words again"] * 1000
    assert len(packing.packed(long)) < 1000
    assert packing.unpacked(packing.packed(long)) == long
    assert "The key" not in packing.packed({"right": "The key"})


def test_what_values_have_in_common_is_said_once_however_far_apart_it_stands():
    drawing = random.Random(1).sample(range(10**9), 20_000)
    one, two = packing.packed({"svg": drawing}), packing.pack([{"svg": drawing}, {"svg": drawing}])
    assert len(two) < 1.05 * len(one)


def test_the_case_that_the_page_is_tested_with_is_what_python_reads():
    case = json.loads((ROOT / "tests" / "packed_case.json").read_text(encoding="utf-8"))
    assert json.loads(packing.decompressed(case["packed"])) == case["values"][0]
    assert [json.loads(line) for line in packing.decompressed(case["pack"]).split("\n")] == case["values"]


@pytest.mark.parametrize("name", ["page", "240"])
def test_a_pack_is_an_element_that_no_browser_runs_or_shows(name):
    block = packing.pack_block(name, "</script>")
    assert block.count("</script>") == 1
    assert block.startswith(f'<script type="application/json" data-course-pack="{name}">')
    assert packing.pack_block(name, "", "layouts/a.js").endswith(' data-source="layouts/a.js"></script>')


def test_a_draft_is_packed_lightly_and_reads_the_same(monkeypatch):
    long = [{"x": value, "svg": f"M{value} {value % 7}"} for value in range(5000)]
    whole = packing.packed(long)
    monkeypatch.setenv(packing.DRAFT_VARIABLE, "1")
    draft = packing.packed(long)
    assert len(draft) > len(whole)
    assert packing.unpacked(draft) == long
