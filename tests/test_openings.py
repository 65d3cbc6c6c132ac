"""What opens a notebook: a picture on its first screen that takes no prediction away."""

from __future__ import annotations

import re

import nbformat
import pytest
from conftest import ROOT

from ketamine_course.pictures import appraise_a_source, claim_quality, route_dose_rate
from ketamine_course.tables import load

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FIRST_SCREEN = 130
"""Words above the first picture: with the title and a picture of usual height they fill a screen of 1280 by 800."""
VERDICTS = ("supported", "contested", "overstated", "contradicted", "not checkable")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_notebook_has_a_picture_on_its_first_screen(path):
    above = 0
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            above += len(cell.source.split())
        elif "show." in cell.source or "time_course(" in cell.source:
            break
    assert above <= FIRST_SCREEN


class TestRoutes:
    def test_every_route_is_there_with_what_lies_on_it_and_no_share(self):
        shown = route_dose_rate.many_routes.picture()
        routes = load("route_descriptions")
        assert [row[0] for row in shown.table.rows] == list(routes["label"])
        assert "%" not in shown.description
        for row, passes in zip(shown.table.rows, routes["passes"], strict=True):
            assert all(name in row[2] for name in passes)

    @pytest.mark.parametrize("units", [460.0, 240.0])
    def test_what_lies_on_a_route_ends_before_the_blood(self, units):
        axes = route_dose_rate.many_routes.picture(units).figure.axes[0]
        marks = [line.get_xdata()[0] for line in axes.lines if line.get_marker() not in (None, "None", "")]
        chips = [patch.get_x() + patch.get_width() for patch in axes.patches if hasattr(patch, "get_boxstyle")]
        assert max(chips) < units - 26 - 7
        assert marks


class TestWording:
    def test_every_claim_is_counted_once_and_no_verdict_is_told(self):
        shown = claim_quality.how_sure_it_sounds.picture()
        claims = load("claims")
        for text, *counts, whole in shown.table.rows:
            of_text = claims[claims["source"] == text]
            assert [int(count) for count in counts] == [(of_text["wording"] == each).sum() for each in ("hedged", "plain", "boosted")]
            assert int(whole) == len(of_text)
        assert not re.search("|".join(VERDICTS), shown.description)


class TestRaters:
    def test_as_many_agree_as_the_codebook_says(self):
        shown = appraise_a_source.two_raters.picture()
        same, differ, every = (sum(int(row[at]) for row in shown.table.rows) for at in (1, 2, 3))
        share = re.search(r"\| verdict \| ([\d.]+)%", (ROOT / "data" / "codebook.md").read_text(encoding="utf-8"))
        assert same + differ == every
        assert f"{100 * same / every:.1f}" == share[1]
        assert f"{same}:" in shown.description
