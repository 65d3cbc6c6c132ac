"""Text stays text: whatever stands in tables, settings and environment, the site's pages show it and do nothing else with it."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from functools import cache

import nbformat
import pytest
from bs4 import BeautifulSoup
from docutils.core import publish_string
from hypothesis import given
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser
from samples import every

from ketamine_course.lesson.help_lines import HelpLines
from ketamine_course.pictures.claim_quality import claim_catalogue
from ketamine_course.publish import gate
from ketamine_course.publish.site import settings, sources
from ketamine_course.references import MARKS, SIGHTINGS, Work
from ketamine_course.widgets.catalogue import SEALED

EVIL = [
    '<img src="x" onerror="document.body.dataset.pwned = 1">', "<script>alert(1)</script>", '"><svg onload=x>',
    "[x](javascript:alert(1))", "``````\n\n```{include} ../../pyproject.toml\n```\n\n``````{raw} html\n<b>x</b>", "{raw}`html <b>x</b>`",
    "{eval-rst}`x`", "`{x}`", "\n\n# A heading\n\n", "\n---\n", "| a | b |\n", "<!-- x", "&lt;b&gt; & \\", "{{ 7 * 7 }}", "{% raw %}",
    "$x$", "*x* _y_ **z**", "\u2028```x", ".. raw:: html", "(x)=", "% x", "+++", ":::{note}\nx\n:::", "http://example.org",
    "<https://example.org>", "[^1]", "1. x", "- x", "> x",
]  # fmt: skip
SIGNS = st.text(alphabet=st.sampled_from("ab<>&\"'`{}[]()!#*_-+=|\\/:;%$~^.\n\r\t \u2028x0"), min_size=1, max_size=60).map(
    lambda text: f"w{text}w"
)


@cache
def rendered(markdown):
    """Return what the reader of Markdown that the site uses makes of a page."""
    quiet = {"report_level": 5, "raw_enabled": True, "file_insertion_enabled": True, "myst_suppress_warnings": ["myst"], "halt_level": 6}
    return publish_string(markdown, parser=Parser(), writer="html5", settings_overrides=quiet).decode()


def shown(text):
    return " ".join(sources.one_line(text).split())


def bare(page):
    return " ".join(BeautifulSoup(page, "html.parser").get_text().split())


@pytest.mark.parametrize("text", EVIL)
def test_markdown_shows_exactly_what_was_written(text):
    page = rendered(f"Begin {sources.escaped(text)} end.\n")
    assert f"Begin {shown(text)} end." in bare(page)
    assert [fault for fault in gate.faults(page) if "stylesheet" not in fault] == []


@given(SIGNS)
def test_markdown_shows_any_text_as_it_is(text):
    page = rendered(f"Begin {sources.escaped(text)} end.\n")
    assert re.sub(r"\s", "", f"Begin{text}end.") in re.sub(r"\s", "", bare(page))


def atlas(text, later="", mark="seen"):
    row = dict.fromkeys(
        (
            "id",
            "source",
            "verdict",
            "topic",
            "type",
            "wording",
            "support_given",
            "paraphrase",
            "heading",
            "reason",
            "locator",
            "key_phrase",
        ),
        text,
    )
    row |= {"reason_mark": mark, "defensible_verdicts": (text,), "refs": ("a2000",), "issues": [text]}
    row |= {"later": later, "waits": later, "questions": []}
    filters = {column: [text] for column in ("source", "verdict", "topic", "wording", "support_given")}
    return (
        sources.templates()
        .get_template("atlas.md.j2")
        .render(claims=[row], filters=filters, short={"a2000": text}, atlas=claim_catalogue(), sealed=SEALED)
    )


@pytest.mark.parametrize("mark", MARKS)
def test_the_atlas_says_what_a_reason_is_based_on_in_the_words_of_the_notebooks(mark):
    told = {"seen": "<dd>word</dd>", "assumption": "<dd>word (our judgement, from the text alone)</dd>"}
    assert told.get(mark, f"<dd>word ({MARKS[mark]})</dd>") in atlas("word", mark=mark)


def test_the_atlas_says_the_support_of_a_claim_in_the_words_of_the_notebooks():
    page = atlas("vague_authority")
    assert '<option value="vague_authority">unnamed studies or people</option>' in page
    assert "support given: unnamed studies or people" in page
    assert ">Support the text gives</label>" in page


def closed_atlas(text):
    return atlas(text, later=text)


def works(text):
    work = Work("a2000", text, text, "https://example.org/", "own_text")
    told = {
        "works": {text: [work]},
        "in_notebooks": {},
        "in_tables": {"a2000": {"claims": 1}},
        "tables": {"claims": text},
        "sightings": SIGHTINGS,
    }
    return sources.templates().get_template("references.md.j2").render(told)


def about(text):
    citation = {"authors": [{"name": text}], "date-released": "2026-11-28", "title": text, "version": "1"}
    absences = [{"question": text, "day": "28 November 2026", "result": text}]
    return sources.templates().get_template("about.md.j2").render(citation=citation, absences=absences, repository="")


@pytest.mark.parametrize("page", [atlas, closed_atlas, works, about])
@pytest.mark.parametrize("text", every(3, EVIL))
def test_a_page_made_of_such_text_shows_it_and_runs_nothing(page, text):
    made = rendered(page(text))
    assert shown(text) in bare(made)
    assert [fault for fault in gate.faults(made) if "stylesheet" not in fault] == []
    plain = rendered(page("x"))
    assert [tag.name for tag in BeautifulSoup(made, "html.parser").find_all(("img", "script", "svg", "b", "iframe"))] == [
        tag.name for tag in BeautifulSoup(plain, "html.parser").find_all(("img", "script", "svg", "b", "iframe"))
    ]


def test_the_glossary_shows_any_term_and_runs_nothing(tmp_path):
    terms = sorted({shown(text) for text in EVIL})
    rows = [{"term": term, "definition": term, "mark": "", "see_also": (term,)} for term in terms]
    page = sources.templates().get_template("glossary.md.j2").render(glossary=rows)
    (tmp_path / "index.md").write_text(page, encoding="utf-8")
    (tmp_path / "conf.py").write_text('extensions = ["myst_parser"]\nhtml_theme = "furo"\nsmartquotes = False\n', encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", tmp_path, tmp_path / "out"]
    subprocess.run(command, check=True, capture_output=True)
    article = BeautifulSoup((tmp_path / "out" / "index.html").read_text(encoding="utf-8"), "html.parser").find("article")
    assert article is not None
    for link in article.select("a.headerlink"):
        link.decompose()
    assert {" ".join(term.get_text().split()) for term in article.select("dl.glossary > dt")} == set(terms)
    assert gate.faults(str(article)) == []
    assert not article.find_all(("img", "svg", "b", "iframe"))


@pytest.mark.parametrize("text", EVIL)
def test_an_address_in_the_environment_is_a_link_or_an_error(text):
    for value in (text, f"https://example.org/{text}", f'https://example.org" {text}'):
        try:
            chosen = settings.settings({"COURSE_HUB": value, "COURSE_REPOSITORY": "https://example.org/a", "COURSE_BRANCH": text})
        except settings.SettingsError as error:
            told = str(error)
        else:
            told = ""
            notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# x")])
            line = sources.for_sphinx(notebook, "x.ipynb", chosen).cells[1].source
            assert gate.faults(line) == []
            assert html.unescape(line).count("<a ") == line.count("<a ")
        assert "'hub' must be a whole address" in told or not told


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", 'https://a.org" onclick="x', "ftp://a.org", "www.example.org", "tel:12345"]
)
@pytest.mark.parametrize("name", ["HUB", "BINDER", "REPOSITORY"])
def test_an_address_of_another_scheme_is_refused(name, address):
    with pytest.raises(settings.SettingsError, match=f"'{name.lower()}' must be a whole address"):
        settings.settings({f"COURSE_{name}": address})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hub: [", "settings.yaml, line 2, column 1: is not readable as YAML"),
        ("hubb: x", "settings.yaml, line 1, setting hubb: 'hubb' is unknown; nearest: 'hub'"),
        ("hub: 5", "settings.yaml, line 1, setting hub: is 5, not text; put it in quotes"),
        ("- x", "settings.yaml: is a list, not a list of names with values"),
    ],
)
def test_a_fault_in_the_file_of_settings_is_told_with_its_line(tmp_path, text, told):
    (tmp_path / "settings.yaml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(settings.SettingsError) as caught:
        settings.settings({}, tmp_path / "settings.yaml")
    assert str(caught.value).startswith(told)


def test_a_help_line_that_is_no_address_is_no_link():
    row = dict.fromkeys(("name", "contact", "for_whom", "checked_on"), "x") | {"mark": "seen"}
    lines = HelpLines([row | {"place": "Here", "address": "javascript:alert(1)"}, row | {"place": "There", "address": "tel:116123"}])
    context = {"cards": [], "claims": [], "experiments": 0, "works_count": 0, "notebooks": [], "landing": ""}
    page = sources.templates().get_template("index.md.j2").render(context, help_lines=lines.as_html())
    assert [link["href"] for link in BeautifulSoup(page, "html.parser").select(".help-lines a")] == ["tel:116123"]
