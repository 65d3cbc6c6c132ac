"""The gallery's files: each says by itself what it shows, how far it can be trusted, and under which licence it may be used."""

from __future__ import annotations

import io
import platform
from xml.etree import ElementTree

import pytest
from PIL import Image

from ketamine_course.publish import figures
from ketamine_course.widgets.picture import STATUSES

NAMESPACES = {"svg": "http://www.w3.org/2000/svg", "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/"}
ALL = figures.drawings()
NAME = next(iter(ALL))


WITH_NOTES = {
    "claim_quality-appraisal_scores",
    "claim_quality-approval_timeline",
    "claim_quality-contradictions",
    "claim_quality-contraindications",
    "claim_quality-named_works",
    "claim_quality-repetition",
    "claim_quality-study_to_sentence",
    "mechanism_cascade-who_says_what",
    "rival_hypotheses-experiment_bench",
    "rival_hypotheses-same_target",
    "rival_hypotheses-scoreboard",
    "rival_hypotheses-two_species",
    "route_dose_rate-bioavailability",
    "route_dose_rate-check_points",
    "route_dose_rate-dose_response",
    "route_dose_rate-overlap",
    "route_dose_rate-what_micro_means",
    "variable_response-can_you_see_it",
    "variable_response-factor_card",
    "variable_response-factor_map",
    "variable_response-partners",
    "variable_response-spread_of_arms",
    "variable_response-time_course",
    "variable_response-variance_ratios",
}
"""Pictures with texts that stand under them; a caption holds these, too."""


@pytest.mark.parametrize("name", ALL)
def test_both_files_carry_title_caption_words_status_and_licence(name):
    """That they are fresh is another test's business: here nothing is drawn."""
    with Image.open(figures.FIGURES / f"{name}.png") as image:
        told = dict(image.text)  # type: ignore[attr-defined]  # a PNG has it
        assert image.width == figures.PNG_WIDTH
    assert (told["Title"], told["Author"], told["Licence"]) == (ALL[name].title, figures.CREDIT, figures.LICENCE)
    begin, end = f"{told['Title']}. {told['Alternative text']}", f" Status: {told['Status']}."
    assert told["Caption"].startswith(f"{told['Title']}. ")
    assert told["Caption"].endswith(end)
    if name not in WITH_NOTES:  # what notes beside a picture say as well stands in a caption once
        assert told["Caption"] == begin + end
    assert told["Status"] in STATUSES
    drawing = ElementTree.parse(figures.FIGURES / f"{name}.svg").getroot()
    words = {part: drawing.findtext(f".//{part}", "", NAMESPACES) for part in ("dc:title", "dc:description", "dc:type", "dc:rights")}
    assert words == {
        "dc:title": told["Title"],
        "dc:description": told["Caption"],
        "dc:type": told["Status"],
        "dc:rights": told["Licence"],
    }
    assert (
        drawing.findtext("svg:desc", "", NAMESPACES) == drawing.findtext(".//dcterms:abstract", "", NAMESPACES) == told["Alternative text"]
    )


def test_a_png_has_the_same_bytes_each_time_and_stays_small():
    title, picture = ALL[NAME].title, ALL[NAME].picture(**ALL[NAME].sample)
    first = figures.png(title, picture)
    assert first == figures.png(title, picture)
    assert len(first) < 100_000
    with Image.open(io.BytesIO(first)) as image:
        assert image.mode == "P"


class TestCheck:
    @pytest.fixture
    def folder(self, tmp_path, monkeypatch):
        monkeypatch.setattr(figures, "FIGURES", tmp_path)
        monkeypatch.setattr(figures, "drawings", lambda: {NAME: ALL[NAME]})
        assert figures.main([]) == 0
        return tmp_path

    @pytest.mark.usefixtures("folder")
    def test_what_was_just_written_is_fresh(self, capsys):
        assert figures.main(["--check"]) == 0
        assert "fresh" in capsys.readouterr().out

    def test_a_changed_a_missing_and_a_left_over_file_are_named(self, folder, capsys):
        (folder / f"{NAME}.svg").write_text("<svg/>", encoding="utf-8")
        (folder / f"{NAME}.png").unlink()
        (folder / "gone-away.svg").write_text("<svg/>", encoding="utf-8")
        assert figures.main(["--check"]) == 1
        told = capsys.readouterr().out
        assert all(name in told for name in (f"{NAME}.svg", f"{NAME}.png", "gone-away.svg"))
        assert figures.main([]) == 0
        assert not (folder / "gone-away.svg").exists()

    def test_elsewhere_the_bytes_of_a_png_are_not_compared(self, folder, monkeypatch):
        (folder / f"{NAME}.png").write_bytes(b"another platform's")
        assert figures.main(["--check"]) == 1
        monkeypatch.setattr(platform, "system", lambda: "Plan 9")
        assert figures.main(["--check"]) == 0
