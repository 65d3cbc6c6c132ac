"""The pages of the teachers' bundle about one notebook: plan, sheet, pictures, forms, key, slides, and what students may have."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from html import unescape
from itertools import chain
from pathlib import Path
from string import ascii_uppercase
from types import SimpleNamespace
from typing import Any

import jinja2
import nbformat

from ketamine_course.lesson import basis, discernment, help_lines
from ketamine_course.models.counts import filled
from ketamine_course.names import nearest
from ketamine_course.publish import counted_prose, reading_minutes
from ketamine_course.publish.figures import drawings
from ketamine_course.publish.pages import COLLECTION, FOOTER, page, title_and_summary
from ketamine_course.publish.teacher import lesson_page, slides
from ketamine_course.publish.teacher.handouts import forms, handout, keys
from ketamine_course.publish.teacher.plan_checks import headings
from ketamine_course.publish.teacher.plan_form import LENGTHS, Plan, PlanError, SheetPart, Task
from ketamine_course.publish.teacher.platforms.form_items import form_items
from ketamine_course.publish.teacher.platforms.items import Item, numbered
from ketamine_course.publish.teacher.row_words import linked
from ketamine_course.publish.teacher.slide_parts import Slide
from ketamine_course.publish.teacher.unprepared import is_hard
from ketamine_course.tables import DATA_FOLDER, QUESTIONS, load
from ketamine_course.widgets.question import Question
from ketamine_course.widgets.question_files import load_questions
from ketamine_course.yaml_files import read

SOURCES = Path(__file__).resolve().parent
SAID_AS: dict[str, tuple[str, ...]] = {"dendritic spine": ("spine",), "integration": ()}
"""What questions call a term for short; a term that has a meaning of its own here is explained wherever it is asked about."""
CITED = re.compile(r"\[([^\]]+)\]\(#ref-[^)]+\)")
"""A work that a notebook cites: its own list of references is not in a plan."""
FILES = {
    "slides": "Slides", "sheet": "Handout", "pictures": "Figures and tables", "key": "Answer key", "forms": "Ten claims",
    "../rubric": "Rubric",
}  # fmt: skip
"""What a plan can ask to be opened before the lesson, beside sections of the students' page."""
ABBREVIATED = re.compile("[A-Z].*[A-Z]|^[a-z]+[A-Z]")
TERMS = re.compile(r"^words\((.*?)\)", re.MULTILINE | re.DOTALL)


def templates() -> jinja2.Environment:
    """Return the bundle's templates; a name that a template does not get is an error."""
    loader = jinja2.FileSystemLoader(SOURCES / "templates")
    made = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["linked"] = linked
    return made


def questions_of(name: str) -> dict[str, Question]:
    """Return the questions of a notebook by name, each with what its answer rests on."""
    return load_questions(DATA_FOLDER / QUESTIONS / f"{name}.yaml", basis, fill=filled)


def write_pictures(folder: Path, names: tuple[str, ...]) -> list[SimpleNamespace]:
    """Draw a plan's pictures as files, and return what their captions say."""
    folder.mkdir(exist_ok=True)
    told = []
    for name in names:
        each = drawings()[name]
        state = {**each.sample, **({"blocked": []} if "blocked" in each.sample else {})}  # what a block does is asked
        picture = each.picture(**state)
        (folder / f"{name}.svg").write_text(picture.svg(), encoding="utf-8", newline="\n")
        told.append(SimpleNamespace(name=name, title=each.title, description=picture.caption, status=picture.status))
    return told


def in_common(questions: Iterable[Question], on_sheet: Collection[str] = ()) -> dict[str, Any]:
    """Return what stands in every plan, and the six verdicts with a worked one, not asked on the sheet, where questions ask for them."""
    common = filled(read(SOURCES / "common.yaml"))
    asked = any(slides.needs_verdicts(question, common) for question in questions)
    place = next(each for each in common["worked"] if each["question"] not in on_sheet)
    helped = {"lines": help_lines().as_html(), "help_rows": help_lines().rows}
    return {"common": common, "verdicts": asked, "worked": questions_of(place["page"])[place["question"]], **helped}


def links_of(tasks: Iterable[Task], students: str = "", sections: Collection[str] = ()) -> dict[str, SimpleNamespace]:
    """Return what there is to open before the lesson, by the names that the plan gives.

    Raises
    ------
    PlanError
        It is neither a file of the plan nor a section of the students' page.
    """
    links = {name: SimpleNamespace(address=f"{name}.html", title=title) for name, title in FILES.items()}
    links |= {each: SimpleNamespace(address=f"{students}#{each.replace(' ', '-')}", title=each) for each in sections}
    for each in tasks:
        if each.opens and each.opens not in links:
            raise PlanError(f"prepare: opens {nearest(each.opens, links)}")
    return links


def slide_places(made: Plan, found: list[list[Slide]]) -> dict[str, dict[str, slides.Place]]:
    """Return where the slides of each section are, by the route."""
    return {route: slides.places(found, route) for route in slides.routes(made)}


def _fifty(made: Plan, notebook: nbformat.NotebookNode, context: dict[str, Any]) -> dict[str, Any]:
    """Return what the page of the lesson of 50 minutes says of its rows, and what to print for them."""
    questions, numbers, common = context["questions"], context["numbers"], context["common"]
    asked = {route: slides.asked_on(context["found"], route) for route in context["routes"]}
    told = lesson_page.rows(made, context["places"][lesson_page.ROUTE], asked[lesson_page.ROUTE], questions, numbers, common)
    keys = {
        (length, step.name): lesson_page.keys_of(step, asked.get(str(length), {}), questions, numbers, common)
        for length, steps in (*made.lessons.items(), ("paper", made.paper))
        for step in steps
    }
    return {
        "rows": told,
        "keys": keys,
        "alone": slides.ALONE,
        "jumps": {length: lesson_page.jumps(made, length, context["places"][str(length)]) for length in made.lessons},
        "never": {length: lesson_page.never_opened(made, length, notebook) for length in made.lessons},
        "late": sum(row.late for row in told) + common["care"]["minutes"],
        "minutes": lesson_page.MINUTES,
        "prints": lesson_page.prints(
            made, [context["printed"][each.name].number for each in context["later"] if each.name in context["now"]]
        ),
        "slides_shown": 1 + sum(lesson_page.ROUTE in slide.routes for part in context["found"] for slide in part),
        "rubric": filled(read(SOURCES / "rubric.yaml")),
    }


def _only_fifty(context: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands on the handout of the lesson of 50 minutes alone."""
    return {"sheet": context["sheet"][:1], "handouts": [each for each in context["handouts"] if each.name in context["now"]]}


def hard_places(notebook: nbformat.NotebookNode, questions: Mapping[str, Question]) -> SimpleNamespace:
    """Return where a notebook speaks of what a school class should not meet unprepared: sections of its page, and questions by name."""
    parts = [part for part in slides.sections(notebook) if part[0].section]
    found = [part[0].section for part in parts if any(is_hard(unescape(slide.content)) for slide in part)]
    asked = [name for name, each in questions.items() if is_hard(" ".join((each.prompt, *(option.text for option in each.options))))]
    return SimpleNamespace(sections=found, questions=asked)


def background(notebook: nbformat.NotebookNode) -> SimpleNamespace:
    """Return what a teacher should know beforehand: the notebook's own key points as HTML, and its terms with their meanings."""
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    points = CITED.sub(r"\1", next((text for text in texts if text.startswith("## Key points")), ""))
    named = [term for cell in notebook.cells for terms in TERMS.findall(cell.source) for term in re.findall(r'"([^"]+)"', terms)]
    meanings = load("glossary").set_index("term")["definition"]
    return SimpleNamespace(points=slides.words(points.partition("\n")[2]), terms=[(term, meanings[term]) for term in dict.fromkeys(named)])


def parts_of(notebook: nbformat.NotebookNode, questions: Mapping[str, Question]) -> list[reading_minutes.Part]:
    """Return the sections of a notebook with their marks and minutes, named as a reader sees them."""
    found = reading_minutes.parts(notebook, questions)
    return [replace(each, name=counted_prose.plain(each.name).replace("*", "")) for each in found]


def terms_in(parts: Iterable[SheetPart], told: Collection[str]) -> list[tuple[str, str]]:
    """Return the terms that the questions of a sheet use, with their meanings: abbreviations, and those that the notebook itself lists."""
    asked = " ".join(text for part in parts for each in part.asked for text in (each.prompt, *(option.text for option in each.options)))
    glossary = load("glossary")

    def is_asked(term: str) -> bool:
        forms = "|".join(re.escape(form) for form in (term, *SAID_AS.get(term, ())))
        return re.search(rf"\b({forms})s?\b", asked) is not None

    return [
        (term, meaning)
        for term, meaning in zip(glossary["term"], glossary["definition"], strict=True)
        if (ABBREVIATED.search(term) or term in told or term in SAID_AS) and is_asked(term)
    ]


def _handed_out(made: Plan, asked: list[Question], pictures: Iterable[SimpleNamespace]) -> dict[str, Any]:
    """Return what the lesson on paper needs beside questions: on the sheet, and later; and all that it hands out, by name."""
    tables = [handout(name, asked) for name in made.handouts]
    later = [each for each in tables if each.later]
    printed = {each.name: SimpleNamespace(number="Handout", address="sheet.html", title=each.title) for each in tables}
    for number, (name, title) in enumerate(((each.name, each.title) for each in chain[Any](pictures, later)), start=1):
        printed[name] = SimpleNamespace(number=f"Sheet {number}", address=f"pictures.html#{name}", title=title)
    return {
        "handouts": [each for each in tables if not each.later],
        "later": later,
        "before": {step.questions[0]: step.on_handout for step in made.lessons[LENGTHS[0]] if step.questions},
        "openings": {
            step.questions[0]: step.opening
            for step in made.lessons[LENGTHS[0]]
            if step.questions and step.opening and not step.stops and not step.for_slides
        },
        "now": {name for step in made.lessons[LENGTHS[0]] for name in step.on_handout},
        "printed": printed,
        "on_paper": {step.section: step.uses for step in made.paper if step.uses},
    }


def _forms(name: str) -> dict[str, Any]:
    """Return the forms of ten claims where the notebook has them, and what is known of each claim."""
    rounds = [each.label for each in discernment.ROUNDS if each.page == name]
    return {"rounds": rounds, "forms": forms() if rounds else {}, "judged": discernment.forms() if rounds else {}}


def quizzes_of_forms(name: str) -> tuple[tuple[str, str, tuple[Item, ...]], ...]:
    """Return the forms of ten claims as quizzes: of the notebook where they are taken first, which gives both to every platform."""
    if name != discernment.ROUNDS[0].page:
        return ()
    return tuple(
        (f"ten_claims_{form}", f"Ten claims, form {form.upper()}", form_items(name[:2], form, claims, discernment.ANSWERS))
        for form, claims in discernment.forms().items()
    )


def write_notebook(bundle: Path, made: Plan, notebook: nbformat.NotebookNode, environment: jinja2.Environment) -> SimpleNamespace:
    """Write everything about one notebook; return what the first page says of it."""
    title, _ = title_and_summary(notebook)
    questions = questions_of(made.name)
    folder = bundle / made.name
    folder.mkdir()
    sheet = made.on_sheet(questions)
    on_sheet = {asked.name for part in sheet for asked in part.asked}
    helped = in_common(questions.values(), on_sheet)
    found = slides.all_slides(notebook, made, questions, helped["common"])
    context: dict[str, Any] = {
        "title": title, "home": "../", "plan": made, "questions": questions, "collection": COLLECTION, "footer": FOOTER,
        "sheet": sheet, "on_sheet": on_sheet, "pictures": write_pictures(bundle / "pictures", made.pictures),
        "numbers": numbered(made.name, questions.values()), "letters": ascii_uppercase, **helped, "keyed": keys(made.handouts),
        "places": slide_places(made, found), "found": found, "hard": hard_places(notebook, questions),
        "routes": slides.routes(made), "background": background(notebook), **_forms(made.name),
        "links": links_of(made.prepare, f"../students/{made.name}.html", headings(notebook)),
    }  # fmt: skip
    context["terms"] = terms_in(sheet, [term for term, _ in context["background"].terms])
    context["bridged"] = made.name != context["common"]["bridge"]["told_in"]
    context |= _handed_out(made, [questions[name] for name in made.on_paper], context["pictures"])
    context |= _fifty(made, notebook, context)
    context["parts"] = parts_of(notebook, questions)
    students = bundle / "students"
    students.mkdir(exist_ok=True)
    (students / f"{made.name}.html").write_text(slides.with_numbers(page(notebook), context["numbers"]), encoding="utf-8", newline="\n")
    text = environment.get_template("sheet.html.j2").render({**context, "students": True})
    (students / f"{made.name}-sheet.html").write_text(text, encoding="utf-8", newline="\n")
    for kind in ("lesson", "print", "plan", "sheet", "pictures", "key", *(["forms"] if context["forms"] else [])):
        own = _only_fifty(context) if kind == "print" else {}
        text = environment.get_template(f"{kind}.html.j2").render({**context, **own})
        (folder / f"{kind}.html").write_text(text, encoding="utf-8", newline="\n")
    deck = slides.deck(found, environment.get_template("slides.html.j2"), context)
    (folder / "slides.html").write_text(deck, encoding="utf-8", newline="\n")
    pages = context["prints"][-1].last
    return SimpleNamespace(title=title, number=made.name[:2], plan=made, slides=context["slides_shown"], pages=pages)
