"""Citations read well, link to the work and say how far it was read."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from checks import data as check_data
from ketamine_course import references
from ketamine_course.references import ReferenceList, UnknownReference, all_works, work


def test_short_citations_follow_the_number_of_authors():
    assert work("li2010").short == "Li et al. 2010"
    assert work("homayoun2007").short == "Homayoun and Moghaddam 2007"


def test_a_full_citation_names_all_of_six_authors_or_the_first_three_of_more():
    assert work("zanos2016").full.startswith("Zanos P, Moaddel R, Morris PJ, et al. (2016).")
    assert work("homayoun2007").full.startswith("Homayoun H, Moghaddam B. (2007).")


def test_a_full_citation_names_title_and_journal():
    full = work("moghaddam1997").full
    assert "Activation of Glutamatergic Neurotransmission by Ketamine" in full
    assert "Journal of Neuroscience" in full
    assert "\\" not in full
    assert "{" not in full


def test_a_doi_becomes_a_link():
    assert work("li2010").link == "https://doi.org/10.1126/science.1190287"


def test_all_dois_are_well_formed():
    links = [each.link for each in references.all_works() if "doi.org" in each.link]
    assert links
    assert [link for link in links if not re.fullmatch(r"https://doi\.org/10\.\d{4,9}/\S+", link)] == []


def test_an_unknown_key_fails_with_the_nearest():
    with pytest.raises(UnknownReference, match="nearest: 'li2010'"):
        work("li2o10")


def test_a_title_that_is_not_known_is_not_printed_as_one():
    assert "[Exact title not known to us:" in work("habenula2023").full


def test_details_from_memory_are_marked():
    assert "[Details of this reference from memory, not yet checked:" in work("stone2012").full


def test_every_work_has_a_known_sighting():
    assert {each.sighting for each in references.all_works()} <= set(references.SIGHTINGS)


def test_the_list_is_sorted_escaped_and_has_places_to_link_to():
    bundle = ReferenceList(["li2010", "abdallah2020", "li2010"])._repr_mimebundle_()
    assert bundle["text/html"].index("ref-abdallah2020") < bundle["text/html"].index("ref-li2010")
    assert bundle["text/html"].count("<li") == 2
    assert "read in the work itself" in bundle["text/plain"]


def test_a_title_that_ends_in_a_question_mark_gets_no_full_stop_and_an_unknown_title_is_said_once():
    for each in all_works():
        assert "?." not in each.full, each.key
        assert each.full.lower().count("exact title not known to us") <= 1, each.key


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("sighting = {own_text}", "sighting = {own_txt}", "sighting: 'own_txt' is unknown; nearest: 'own_text'"),
        ("@article{li2010,", "@article{Li 2010,", "references.bib"),
        ("@article{li2010,", "@article{x<b>2010,", "x<b>2010: a key is made of small letters"),
        ("10.1126/science.1190287", '10.1126/science.11"><script>', "is not a DOI"),
        ("https://www.nice.org.uk", "javascript:alert(1)//", "is not an address that a link may lead to"),
        ("https://www.nice.org.uk", "www.nice.org.uk", "nearest: 'https://www.nice.org.uk"),
        ("sighting = {own_text}", "sighting = {own_text", "is not readable as BibTeX"),
        ("@article{li2010,", "@article{gould2017,", "repeated bibliography entry: gould2017"),
    ],
)  # fmt: skip
def test_a_fault_of_the_bibliography_is_told_once_without_a_traceback(data_copy, old, new, told):
    path = data_copy / "references.bib"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    faults = [fault for fault in check_data.all_faults(data_copy) if fault.startswith("references.bib")]
    assert len(faults) == 1
    assert told in faults[0]


def test_no_two_works_have_the_same_label_and_the_list_prints_the_letter():
    labels = Counter(each.short for each in all_works())
    assert [label for label, count in labels.items() if count > 1] == []
    tasks, predictors = work("price2022asat"), work("price2022ipd")
    assert (tasks.short, predictors.short) == ("Price et al. 2022a", "Price et al. 2022b")
    assert "(2022a)" in tasks.full
    assert work("moghaddam1997").short == "Moghaddam et al. 1997"
