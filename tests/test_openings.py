"""What opens a notebook: a picture on its first screen that takes no prediction away."""

from __future__ import annotations

import re

import nbformat
import pytest
from conftest import ROOT
from matplotlib.patches import FancyBboxPatch

from ketamine_course.models import trials
from ketamine_course.pictures import appraise_a_source, claim_quality, route_dose_rate, variable_response
from ketamine_course.tables import load
from ketamine_course.widgets.picture import Picture

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FIRST_SCREEN = 150
"""Words above the first picture: with the title and a picture of usual height they fill a screen of 1280 by 800."""
VERDICTS = ("supported", "contested", "overstated", "contradicted", "not checkable")


def rows(shown: Picture) -> list[tuple[str, ...]]:
    assert shown.table is not None
    return [tuple(map(str, row)) for row in shown.table.rows]


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
        assert [row[0] for row in rows(shown)] == list(routes["label"])
        assert "%" not in shown.description
        for row, passes in zip(rows(shown), routes["passes"], strict=True):
            assert all(part in row[2] for name in passes for part in name.removeprefix("perhaps ").removeprefix("swallowed: ").split(", "))

    def test_a_way_that_is_our_guess_is_dashed_and_says_so(self):
        whole, lit = (route_dose_rate.many_routes.picture(route=route) for route in ("all", "nose_racemic"))
        assert "perhaps the same holds for another (nose, simple spray; our guess)" in whole.description
        assert "passes only through" not in whole.description
        assert "Perhaps part of it is swallowed (our guess, dashed) and passes through the gut and liver instead." in lit.description
        assert [line.get_linestyle() for line in whole.figure.axes[0].lines].count("--") == 1

    @pytest.mark.parametrize("units", [460.0, 240.0])
    def test_what_lies_on_a_route_ends_before_the_blood(self, units):
        axes = route_dose_rate.many_routes.picture(units).figure.axes[0]
        chips = [patch.get_x() + patch.get_width() for patch in axes.patches if isinstance(patch, FancyBboxPatch)]
        assert len(chips) == sum(len(", ".join(passes).split(", ")) for passes in load("route_descriptions")["passes"] if passes)
        assert max(chips) < units - 26 - 7


class TestWording:
    def test_every_claim_is_counted_once_and_no_verdict_is_told(self):
        shown = claim_quality.how_sure_it_sounds.picture()
        claims = load("claims")
        for text, *counts, whole in rows(shown):
            of_text = claims[claims["source"] == text]
            assert [int(count) for count in counts] == [int((of_text["wording"] == each).sum()) for each in ("hedged", "plain", "boosted")]
            assert int(whole) == len(of_text)
        assert not re.search("|".join(VERDICTS), shown.description)


class TestRaters:
    def test_as_many_agree_as_the_codebook_says(self):
        shown = appraise_a_source.two_raters.picture()
        same, differ, every = (sum(int(row[at]) for row in rows(shown)) for at in (1, 2, 3))
        share = re.search(r"\| verdict \| ([\d.]+)%", (ROOT / "data" / "codebook.md").read_text(encoding="utf-8"))
        assert same + differ == every
        assert share is not None
        assert f"{100 * same / every:.1f}" == share[1]
        assert f"{same}:" in shown.description


class TestOutcomes:
    def test_the_sixty_are_those_whom_the_drug_helps_alike(self):
        shown = variable_response.sixty_outcomes.picture()
        fell = {row[0]: float(row[1].rstrip("%").replace("\u2212", "-")) for row in rows(shown)}
        later = variable_response.shared_gain.picture(460.0, gain="7.7", run="1", rule="response")
        meet = next(row[1] for row in rows(later) if row[0] == "Of the sixty, with the drug").partition(": ")[2].split(", ")
        assert list(fell) == [str(number) for number in trials.sixty().numbers]
        assert {number for number, fall in fell.items() if fall >= 50} == set(meet)
        assert "gain" not in shown.description
