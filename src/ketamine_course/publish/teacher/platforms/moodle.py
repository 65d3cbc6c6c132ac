"""Moodle XML, which Moodle's question bank imports: feedback for each option, tolerance, general feedback, tags.

The form is that of Moodle's own reader, ``question/format/xml/format.php``. Grades are among those that it accepts: 100 divided by a
whole number of at most ten. Pictures stand inside the file.
"""

import base64
import html
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence

from ketamine_course.publish.teacher.platforms.items import Item
from ketamine_course.publish.teacher.platforms.xml_parts import document, element

TYPES = {"one": "multichoice", "several": "multichoice", "number": "numerical", "text": "essay"}
Pictures = Mapping[str, tuple[str, str, bytes]]
"""By a question's name: the file's name, what the picture shows, and the picture as PNG."""


def _rich(name: str, paragraphs: Iterable[str], picture: tuple[str, str, bytes] | None = None) -> ET.Element:
    content = "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in paragraphs if text)
    files = []
    if picture:
        place, shows, data = picture
        content += f'<p><img src="@@PLUGINFILE@@/{place}" alt="{html.escape(shows)}"></p>'
        files.append(element("file", base64.b64encode(data).decode("ascii"), name=place, path="/", encoding="base64"))
    return element(name, element("text", content), *files, format="html")


def grade(share: float) -> str:
    """Return a part of 100 as Moodle writes it."""
    return f"{share:.5f}".rstrip("0").rstrip(".")


def _answers(item: Item) -> Iterable[ET.Element]:
    if item.shape == "number":
        found = element("answer", element("text", f"{item.answer:f}"), _rich("feedback", ()), fraction="100", format="moodle_auto_format")
        found.append(element("tolerance", f"{item.tolerance:f}"))
        yield found
    right = sum(option.right for option in item.options)
    for option in item.options:
        share = 100 / right if option.right else -100 / (len(item.options) - right) if item.shape == "several" else 0
        answer = _rich("answer", [option.text])
        answer.set("fraction", grade(share))
        answer.append(_rich("feedback", [option.feedback]))
        yield answer


def _settings(item: Item) -> dict[str, str]:
    if item.options:
        return {
            "single": "true" if item.shape == "one" else "false",
            "shuffleanswers": "true" if item.shuffle else "false",
            "answernumbering": "ABCD",
        }
    if item.shape == "number":
        return {"unitgradingtype": "0", "unitpenalty": "0.1", "showunits": "3", "unitsleft": "0"}
    return {"responseformat": "editor", "responserequired": "1", "responsefieldlines": "10", "attachments": "0", "attachmentsrequired": "0"}


def question(item: Item, pictures: Pictures) -> ET.Element:
    """Return one item as a question of Moodle's question bank."""
    made = element("question", element("name", element("text", item.title)), type=TYPES[item.shape])
    made.append(_rich("questiontext", [item.prompt]))
    made.append(_rich("generalfeedback", item.after, pictures.get(item.name)))
    # An essay is graded by hand: it gets a mark of its own, but no penalty.
    plain = {"defaultgrade": "1", "penalty": "0" if item.shape == "text" else "0.3333333", "hidden": "0", "idnumber": item.ident}
    for name, value in {**plain, **_settings(item)}.items():
        made.append(element(name, value))
    if item.options:
        for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
            made.append(_rich(name, ()))
    made.extend(list(_answers(item)))
    made.append(element("tags", *(element("tag", element("text", tag)) for tag in item.tags)))
    return made


def quiz(groups: Sequence[tuple[str, Sequence[Item]]], pictures: Pictures) -> bytes:
    """Return the file with some notebooks' questions, each notebook in a category of its own.

    Parameters
    ----------
    groups : sequence of (str, sequence of Item)
        Title and items of each notebook.
    pictures : mapping
        What is shown after a question, by the question's name.
    """
    root = element("quiz")
    for title, items in groups:
        name = f"$course$/top/{title.replace('/', '//')}"
        root.append(element("question", element("category", element("text", name)), type="category"))
        root.extend([question(item, pictures) for item in items])
    return document(root)
