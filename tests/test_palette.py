"""Colours reach the contrast that WCAG 2.2 AA asks for, in both modes, and differ for colour-blind readers."""

from __future__ import annotations

import itertools
import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_course.widgets.palette import ADDRESS, COLOURS, address, contrast, css, image, themed

GROUNDS = ["paper", "panel", "blue_ground", "orange_ground", "green_ground", "magenta_ground", "violet_ground"]
TEXT = ["ink", "quiet", "blue", "orange", "green", "magenta", "violet"]
MODES = ["light", "dark"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("text", "ground"), list(itertools.product(TEXT, GROUNDS)))
def test_text_reads_on_every_ground(text, ground, mode):
    assert contrast(getattr(COLOURS[text], mode), getattr(COLOURS[ground], mode)) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_lines_that_carry_meaning_reach_three_to_one(mode):
    for ground in ("paper", "panel"):
        assert contrast(getattr(COLOURS["line"], mode), getattr(COLOURS[ground], mode)) >= 3


def test_contrast_matches_the_ends_of_the_scale():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_light_values_are_unique_so_that_theming_can_tell_them_apart():
    assert len({colour.light for colour in COLOURS.values()}) == len(COLOURS)


def test_theming_keeps_the_light_value_as_a_fallback():
    assert themed('style="fill: #1b2027"') == 'style="fill: var(--c-ink)"'


def test_both_modes_define_every_variable():
    for name in COLOURS:
        assert len(re.findall(rf"--c-{name}:#", css())) == 2


def simulated(colour: str, matrix: list[list[float]]) -> list[float]:
    channels = [(int(colour[i : i + 2], 16) / 255) ** 2.2 for i in (1, 3, 5)]
    return [sum(weight * channel for weight, channel in zip(row, channels, strict=True)) for row in matrix]


# Machado, Oliveira and Fernandes 2009, severity 1.0: https://doi.org/10.1109/TVCG.2009.113
DEFICIENCIES = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("matrix", DEFICIENCIES.values(), ids=DEFICIENCIES)
def test_blue_orange_and_magenta_stay_apart_for_colour_blind_readers(matrix, mode):
    seen = {name: simulated(getattr(COLOURS[name], mode), matrix) for name in ("blue", "orange", "magenta")}
    for first, second in itertools.combinations(seen.values(), 2):
        assert sum(abs(a - b) for a, b in zip(first, second, strict=True)) > 0.1


def drawing(words):
    text = ElementTree.Element("text", {"aria-label": words})
    text.text = words
    svg = ElementTree.Element("svg", {"viewBox": "0 0 459.6 120"})
    svg.append(text)
    return ElementTree.tostring(svg, encoding="unicode")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=30))
def test_a_drawing_as_an_address_is_a_valid_one_and_comes_back_whole(words):
    found = address(drawing(words))
    # https://url.spec.whatwg.org/#url-code-points
    assert not re.search(r"[\x00-\x20\"<>\\^`{|}#&]|%(?![0-9A-F]{2})", found.removeprefix(ADDRESS))
    (text,) = ElementTree.fromstring(unquote(found.removeprefix(ADDRESS)))
    assert (text.text or "") == words
    assert text.get("aria-label") == words


def test_an_image_keeps_its_place_free():
    assert "width='460' height='120'" in image(drawing("x"), "x")


def test_a_drawing_without_a_size_is_no_image():
    with pytest.raises(ValueError, match="viewBox"):
        image("<svg/>", "x")
