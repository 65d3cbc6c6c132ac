"""What the site's own pages say, gathered from notebooks, tables and pictures: nothing here is written by hand."""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from ketamine_course.judged_later import judged_later
from ketamine_course.lesson import after_telling
from ketamine_course.names import checked
from ketamine_course.pictures.claim_quality import claim_catalogue
from ketamine_course.places import ROOT
from ketamine_course.publish.figures import FIGURES, NOTEBOOKS, drawings
from ketamine_course.references import Work, all_works
from ketamine_course.tables import DATA_FOLDER, package, rows_of
from ketamine_course.widgets.catalogue import SEALED
from ketamine_course.widgets.explorable import Explorable
from ketamine_course.widgets.later import told_after
from ketamine_course.widgets.stage import Stage
from ketamine_course.yaml_files import read

CARDS = Path(__file__).with_name("cards.yaml")
REFERENCE_ID = re.compile(r'id="ref-([\w-]+)"')
TABLE_HEADING = re.compile(r"^### (.+): `((?:\w+/)?(\w+)\.csv)`$", re.MULTILINE)


class NotebookFormError(ValueError):
    """A notebook does not say what the site needs to know about it."""


OF_OTHERS = ((r"\b(for|to|with|of) you\b", r"\1 them"), (r"\byou\b", "they"), (r"\byour\b", "their"), (r"\byourself\b", "themselves"))
"""How the words of a notebook to its reader are told to a teacher."""


@dataclass(frozen=True)
class Glance:
    """What a reader wants to know before opening a notebook."""

    stem: str
    title: str
    minutes: int
    aims: str
    summary: str

    @property
    def aims_of_students(self) -> str:
        """What students will be able to do, told to somebody else."""
        told = self.aims
        for words, others in OF_OTHERS:
            told = re.sub(words, others, told)
        return told

    @property
    def name(self) -> str:
        """Its short name in the data and in the pictures, such as ``mechanism_cascade``."""
        return self.stem[3:]


def glance(stem: str, notebook: nbformat.NotebookNode) -> Glance:
    """Read title, minutes, aims and first paragraph from a notebook.

    Raises
    ------
    NotebookFormError
        One of them is not where the house style puts it.
    """
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    text = "\n\n".join(cells)
    patterns = {
        "title": r"\A# (.+)",
        "minutes": r"^- \*\*Time:\*\*[^\n]*?(\d+) minutes",
        "aims": r"^- \*\*You will be able to\*\*:?\s*(.+)",
    }
    found = {}
    for part, pattern in patterns.items():
        match = re.search(pattern, text, re.MULTILINE)
        if match is None:
            raise NotebookFormError(f"{stem}: its {part} cannot be read; 'At a glance' must look as in notebook 01")
        found[part] = match[1].strip()
    paragraphs = [part for part in cells[0].split("\n\n")[1:] if not part.startswith("*")]
    return Glance(stem, found["title"], int(found["minutes"]), found["aims"], " ".join(" ".join(paragraphs).split()))


def listed_works(notebook: nbformat.NotebookNode) -> set[str]:
    """Return the keys of the works in a notebook's own reference list, as its outputs show it."""
    return set(REFERENCE_ID.findall("".join(_html_outputs(notebook))))


def _html_outputs(notebook: nbformat.NotebookNode) -> list[str]:
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [output.data.get("text/html", "") for cell in cells for output in cell.outputs if "data" in output]


def table_uses() -> dict[str, dict[str, int]]:
    """Return, for each work, the tables that name it and in how many rows."""
    uses: dict[str, dict[str, int]] = defaultdict(dict)
    for name, resource in package().items():
        columns = [field["name"] for field in resource["schema"]["fields"] if field.get("bibliography")]
        if not columns:
            continue
        for row in rows_of(name):
            cells = [(row[each],) if isinstance(row[each], str) else tuple(row[each]) for each in columns]
            for key in {key for cell in cells for key in cell if key}:
                uses[key][name] = uses[key].get(name, 0) + 1
    return uses


def works_by_letter() -> dict[str, list[Work]]:
    """Return the whole bibliography by first letter."""
    letters: dict[str, list[Work]] = defaultdict(list)
    for work in sorted(all_works(), key=lambda each: (each.full.lower(), each.key)):
        first = work.full[0].upper()
        letters[first if first.isalpha() else "#"].append(work)
    return letters


def claims() -> list[dict[str, Any]]:
    """Return the rows of the claim atlas, each with its issues, where readers judge it themselves, and for which questions it waits."""
    issues = defaultdict(list)
    for issue in rows_of("issues"):
        for claim in issue["claims"]:
            issues[claim].append(issue["title"])
    waits, seal = after_telling("claims"), claim_catalogue().seal
    whole = seal.headings if seal else ()
    return [
        {
            **row,
            "issues": issues[row["id"]],
            "later": judged_later().get(row["id"], ""),
            "waits": told_after(waits[row["id"]]) if row["id"] in waits else "",
            "questions": [each.name for each in waits.get(row["id"], ())],
            "heading": told_after(waits[row["id"]]) if row["id"] in whole else row["paraphrase"],
        }
        for row in rows_of("claims")
    ]


def claim_filters(rows: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Return the columns by which claims are chosen, with their values."""
    found = {column: sorted({row[column] for row in rows}) for column in ("source", "verdict", "topic", "wording", "support_given")}
    seal = claim_catalogue().seal
    closed = seal.facets if seal else ()
    return {column: [*values, *([SEALED] if column in closed else [])] for column, values in found.items()}


def gallery() -> list[dict[str, str]]:
    """Return title, description and status of the picture that stands for each explorable.

    Raises
    ------
    FileNotFoundError
        The picture's files are not there.
    """
    pictures = []
    for name, each in drawings().items():
        absent = [path.name for path in (FIGURES / f"{name}.svg", FIGURES / f"{name}.png") if not path.is_file()]
        if absent:
            raise FileNotFoundError(f"figures/ lacks {' and '.join(absent)}: run `make figures` first")
        pictures.append({"name": name, "notebook": name.split("-")[0], "title": each.title, **_said(each)})
    return pictures


def _said(drawing: Explorable | Stage) -> dict[str, str]:
    """Return what is said of the state that stands for a drawing; a stage is not drawn for it, an explorable once."""
    if isinstance(drawing, Stage):
        return {"description": drawing.description(drawing.read(drawing.sample)), "status": drawing.status}
    frame = drawing.frame(drawing.sample)
    notes = [f"{heading}: {text}" for heading, text in frame.get("notes", [])]
    return {"description": " ".join([frame["description"], *notes]), "status": frame["status"]}


def cards(glances: list[Glance]) -> list[dict[str, Any]]:
    """Return what the front page shows of each notebook: title, minutes, a question, and a figure where one is named.

    Raises
    ------
    NotebookFormError
        A card is for a notebook that does not exist (nor is given here), or names a figure that is not there.
    """
    chosen = read(CARDS)
    known = {each.stem for each in glances} | {path.stem for path in NOTEBOOKS.glob("*.ipynb")}
    for stem, card in chosen.items():
        checked(stem, known, f"{CARDS.name}: notebook", NotebookFormError)
        checked(card["figure"], drawings(), f"{CARDS.name}, {stem}: figure", NotebookFormError)
    return [{"glance": each, **chosen.get(each.stem, {"figure": "", "question": each.summary})} for each in glances]


def dictionary() -> str:
    """Return what a reader of the data should know, and the dictionary with an address for each table and a link to its file."""
    words, text = ((DATA_FOLDER / name).read_text(encoding="utf-8") for name in ("README.md", "dictionary.md"))
    text = TABLE_HEADING.sub(r'(table-\3)=\n### \1: `\3.csv`\n\n<a href="data/\2" download>Download \3.csv</a>', text)
    text = text.replace("# Dictionary of the tables\n", "(tables)=\n", 1)
    return re.sub(r"<!--.*?-->\n?", "", f"{words}\n{text}")


def table_titles() -> dict[str, str]:
    return {name: resource["title"] for name, resource in package().items()}


def licences() -> dict[str, Any]:
    """Return what CITATION.cff says, for the page on how to cite."""
    return dict(read(ROOT / "CITATION.cff"))
