"""Write what Sphinx reads: the executed notebooks, the pages made from templates, and the files to download."""

import html
import re
import shutil
from collections.abc import Mapping
from operator import itemgetter
from pathlib import Path
from typing import Any

import jinja2
import nbformat
from markupsafe import Markup
from sphinx.util.nodes import _make_id

from ketamine_course import addresses, codes
from ketamine_course.absences import in_words
from ketamine_course.lesson import discernment, help_lines
from ketamine_course.lesson.asking import question_files
from ketamine_course.models.counts import filled
from ketamine_course.models.counts import in_words as spelled
from ketamine_course.pictures.claim_quality import claim_catalogue
from ketamine_course.places import PACKAGE, ROOT
from ketamine_course.publish.counted_prose import plain
from ketamine_course.publish.executions import exporting
from ketamine_course.publish.figures import drawings
from ketamine_course.publish.site import facts
from ketamine_course.publish.site.settings import SettingsError, launch_links, settings
from ketamine_course.references import SIGHTINGS, all_works
from ketamine_course.tables import DATA_FOLDER, rows_of
from ketamine_course.widgets import embed
from ketamine_course.widgets.catalogue import SEALED
from ketamine_course.widgets.stage import Stage

PAGES = PACKAGE / "publish" / "site" / "pages"
SHOWN_CODE = "show-code"
SITE_UNKNOWN = "https://ADDRESS-OF-THIS-SITE"
"""What stands in the lines to copy until the site's script, or the setting `address`, knows better."""
PAGES_OF = {
    "dictionary.md": "#tables",
    "codebook.md": "codebook.md",
    "data/README.md": "data.md",
    "docs/checking.md": "checking.md",
    "docs/tables.md": "tables_kept.md",
}
"""What the site makes of files of the repository that texts on it link to."""
PAGE_OF = re.compile(rf"\((?:\.\./)?(?:data/(?=codebook|dictionary))?({'|'.join(map(re.escape, PAGES_OF))})\)")
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def one_line(text: str) -> str:
    """Return a text without line breaks: after one, Markdown may begin something new."""
    return " ".join(text.splitlines())


def escaped(text: str) -> Markup:
    """Return plain text as Markdown that shows exactly it: CommonMark lets every ASCII punctuation mark be escaped."""
    return Markup(PUNCTUATION.sub(r"\\\1", one_line(text)))  # noqa: S704 - escaped right here, in the way of Markdown


def term_id(term: str) -> str:
    """Return the id that Sphinx gives to a term of the glossary."""
    return _make_id(f"term-{term}")


def write(folder: Path, notebooks: Mapping[Path, nbformat.NotebookNode]) -> list[facts.Glance]:
    """Write all sources into an empty folder, and return what the notebooks say of themselves."""
    glances = [facts.glance(path.stem, notebook) for path, notebook in notebooks.items()]
    chosen = settings()
    (folder / "notebooks").mkdir(parents=True)
    for path, notebook in notebooks.items():
        target = folder / "notebooks" / path.name
        target.write_text(nbformat.writes(for_sphinx(notebook, path.name, chosen), version=4), encoding="utf-8")
    context = {
        "notebooks": glances,
        "cards": facts.cards(glances),
        "landing": landing_picture(chosen["landing_picture"]),
        "again": later_rounds(),
        "again_notes": discernment.notes(),
        "launch": {each.stem: launch_links(chosen, f"notebooks/{each.stem}.ipynb") for each in glances},
        "repository": chosen["repository"],
        "asked": {path.stem for path in question_files()},
        "site": chosen["address"] or SITE_UNKNOWN,
        "frame_ancestors": chosen["frame_ancestors"],
        "tables": facts.table_titles(),
        "citation": facts.licences(),
        "sightings": SIGHTINGS,
        "short": {work.key: work.short for work in all_works()},
        **_reading(notebooks),
    }
    kitchen = templates()
    for template in sorted(PAGES.glob("*.md.j2")):
        text = kitchen.get_template(template.name).render(context)
        (folder / template.name.removesuffix(".j2")).write_text(text + "\n", encoding="utf-8", newline="\n")
    return glances


def templates() -> jinja2.Environment:
    """Return the site's templates: each value is escaped for HTML and stands on one line, unless it is `safe`.

    The pages are Markdown: what stands in it, rather than in a block of HTML, passes through `md`, which escapes for both.
    """
    kitchen = jinja2.Environment(
        loader=jinja2.FileSystemLoader(PAGES),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=lambda value: one_line(value) if isinstance(value, str) and not isinstance(value, Markup) else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    kitchen.filters |= {
        "filled": filled,
        "md": escaped,
        "plain": codes.in_words,
        "column_name": codes.column,
        "reason_note": codes.reason_note,
    }
    kitchen.filters |= {"term_id": term_id, "shown": addresses.shown, "spelled": spelled}
    return kitchen


def _reading(notebooks: Mapping[Path, nbformat.NotebookNode]) -> dict[str, Any]:
    """Return what the pages on glossary, works, data, claims and figures show."""
    rows = facts.claims()
    return {
        "glossary": sorted(rows_of("glossary"), key=lambda row: row["term"].lower()),
        "works": facts.works_by_letter(),
        "works_count": len(all_works()),
        "experiments": len(rows_of("experiments")),
        "in_notebooks": {path.stem: facts.listed_works(notebook) for path, notebook in notebooks.items()},
        "in_tables": facts.table_uses(),
        "dictionary": on_the_site(facts.dictionary()),
        "codebook": plain((DATA_FOLDER / "codebook.md").read_text(encoding="utf-8")),
        "checking": plain(on_the_site((ROOT / "docs" / "checking.md").read_text(encoding="utf-8"))),
        "tables_kept": on_the_site((ROOT / "docs" / "tables.md").read_text(encoding="utf-8")),
        "claims": rows,
        "filters": facts.claim_filters(rows),
        "atlas": claim_catalogue(),
        "sealed": SEALED,
        "sources": rows_of("sources"),
        "gallery": facts.gallery(),
        "help_lines": help_lines().as_html(),
        "absences": oldest_absences(),
    }


def on_the_site(text: str) -> str:
    """Return a text of the repository with its links led to the pages that the site makes of the same files."""
    return PAGE_OF.sub(lambda link: f"({PAGES_OF[link[1]]})", text)


def oldest_absences() -> list[dict[str, Any]]:
    """Return what was looked for and not found, with its day in words; what should be searched again first stands first."""
    rows = sorted((row for row in rows_of("absences") if row["outcome"] == "none found"), key=itemgetter("searched_on", "recheck_after"))
    return [row | {"day": in_words(row["searched_on"])} for row in rows]


def landing_picture(name: str) -> str:
    """Return one explorable as HTML that is alive without a kernel."""
    known = drawings()
    if name not in known:
        raise SettingsError(f"site setting 'landing_picture' is {name!r}; there are: {', '.join(known)}")
    embed.new_page()  # the front page carries all that its figure needs, whatever was built before in this process
    shown = known[name]
    # Whoever begins here has predicted nothing yet: a scene keeps back what the notebooks ask.
    options: dict[str, Any] = {"filters": False, "times": False, "experiments": False} if isinstance(shown, Stage) else {}
    with exporting():
        return str(shown(**options)._repr_mimebundle_()["text/html"])


def later_rounds() -> str:
    """Return the forms for the rounds after the course as HTML that is alive without a kernel."""
    later = [each.name for each in discernment.ROUNDS if each.days]
    embed.new_page()
    with exporting():
        return str(discernment.ten_claims(*later)._repr_mimebundle_()["text/html"])


def for_sphinx(notebook: nbformat.NotebookNode, name: str, chosen: Mapping[str, str]) -> nbformat.NotebookNode:
    """Return a notebook whose code is folded as in the pages, with links to its file and to where it can be run."""
    for cell in notebook.cells:
        tags = cell.metadata.setdefault("tags", [])
        if cell.cell_type == "code" and SHOWN_CODE not in tags:
            tags.append("hide-input")
    links = [*launch_links(chosen, f"notebooks/{name}"), ("Download this notebook", name)]
    line = " · ".join(f'<a href="{html.escape(url)}"{" download" if url == name else ""}>{html.escape(words)}</a>' for words, url in links)
    notebook.cells.insert(1, nbformat.v4.new_markdown_cell(f'<p class="launch">{line}</p>', id="site-launch"))
    return notebook


def copy_downloads(target: Path) -> None:
    """Put beside the pages what they offer for download: notebooks, tables, figures."""
    folders = {"notebooks": ROOT / "notebooks", "data": DATA_FOLDER, "figures": ROOT / "figures"}
    for folder, pattern in (("notebooks", "*.ipynb"), ("data", "*.*"), ("data", "*/*.*"), ("figures", "*.*")):
        for path in sorted(folders[folder].glob(pattern)):
            place = target / folder / path.relative_to(folders[folder])
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
