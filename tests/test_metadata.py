"""What machines read of the collection: pages as learning resources, a sitemap, and how it is cited."""

from __future__ import annotations

import json
import tomllib
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup
from conftest import ROOT

from ketamine_course.publish.site import metadata
from ketamine_course.publish.site.policy import policy
from ketamine_course.publish.site.settings import settings

PAGE = "<html><head><title>T</title>\n  </head><body><article><h1>{}<a>#</a></h1><p>First words.</p></article></body></html>"
STEM = "01_mechanism_cascade"


@pytest.fixture
def site(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "_static").mkdir()
    for name in ("index", "glossary", "search", f"notebooks/{STEM}", "_static/help"):
        (tmp_path / f"{name}.html").write_text(PAGE.format("A title & more </script>"), encoding="utf-8")
    return tmp_path


def read(path):
    found = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select('head script[type="application/ld+json"]')
    return [json.loads(each.get_text()) for each in found]


def test_a_notebooks_page_says_what_it_teaches_how_long_and_under_which_licence(site):
    metadata.describe(site, settings({}))
    (told,) = read(site / "notebooks" / f"{STEM}.html")
    assert told["@type"] == "LearningResource"
    assert told["name"] == "01 The mechanism cascade"
    assert told["timeRequired"] == "PT55M"
    assert "find a sign error with pencil and paper" in told["teaches"]
    assert told["teaches"][-1].startswith("say for which steps")
    assert "no biology" in told["competencyRequired"]
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert not [value for value in map(str, told.values()) if "<!--" in value or "**" in value]


def test_search_engines_find_the_first_sentences_of_every_page(site):
    metadata.describe(site, settings({}))
    for name in ("index", "glossary", f"notebooks/{STEM}"):
        lines = BeautifulSoup((site / f"{name}.html").read_text(encoding="utf-8"), "html.parser").select('head meta[name="description"]')
        assert len(lines) == 1, name
        assert str(lines[0]["content"]).endswith("."), name
        assert len(lines[0]["content"]) <= metadata.LINE, name


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"name": "Glossary"}, "Glossary"),
        ({"name": "T", "description": "One. " + "word " * 60 + "end."}, "One."),
        ({"name": "T", "description": "Words 0.5 of \u201ca\u201d. " + "x" * 200}, "Words 0.5 of \u201ca\u201d."),
        ({"name": "T", "description": "word " * 60}, ("word " * 40).strip() + " \u2026"),
    ],
)
def test_a_line_for_search_ends_with_a_whole_sentence_where_one_fits(said, shown):
    assert metadata.line_for_search(said) == shown


def test_every_page_for_readers_is_described_once_and_nothing_breaks_out_of_the_script(site):
    metadata.describe(site, settings({}))
    (told,) = read(site / "glossary.html")
    assert told["name"] == "A title & more"
    assert told["description"] == "First words."
    assert told["learningResourceType"] == "glossary"
    assert read(site / "search.html") == read(site / "_static" / "help.html") == []
    assert "url" not in told
    assert not (site / "sitemap.xml").exists()


def test_a_site_whose_address_is_known_has_a_sitemap_and_whole_addresses(site):
    metadata.describe(site, settings({"COURSE_ADDRESS": "https://example.edu/course/"}))
    root = ElementTree.fromstring((site / "sitemap.xml").read_text(encoding="utf-8"))
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert root.tag == f"{space}urlset"
    addresses = [str(each.text) for each in root.iter(f"{space}loc")]
    assert addresses == [f"https://example.edu/course/{name}.html" for name in ("glossary", "index", f"notebooks/{STEM}")]
    for address in addresses:
        (told,) = read(site / urlsplit(address).path.removeprefix("/course/"))
        assert told["url"] == address
        assert told["isPartOf"]["url"] == "https://example.edu/course/index.html"


def test_data_for_machines_needs_no_hash_in_the_policy(site):
    before = policy([(site / "index.html").read_text(encoding="utf-8")])
    metadata.describe(site, settings({}))
    assert policy([(site / "index.html").read_text(encoding="utf-8")]) == before


def test_the_ways_to_cite_agree():
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    zenodo = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert zenodo["title"] == cff["title"]
    assert zenodo["description"].startswith(cff["abstract"])
    assert (
        [each["name"] for each in zenodo["creators"]]
        == [each["name"] for each in cff["authors"]]
        == [each["name"] for each in project["authors"]]
    )
    assert zenodo["version"] == cff["version"] == project["version"]
    assert zenodo["keywords"] == cff["keywords"]
    assert zenodo["license"].upper() in cff["license"]
