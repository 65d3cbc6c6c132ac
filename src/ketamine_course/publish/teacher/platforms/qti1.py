"""QTI 1.2: one file for each notebook's quiz, as Common Cartridge wants it or as a package of its own.

Common Cartridge knows choices, free text and blanks, but no numbers (its profile of QTI 1.2.1). There a number becomes a blank that accepts
each spelling of a number within the tolerance. The package of its own compares numbers (``vargte`` and ``varlte``) and names the kind of
each question in the fields that Canvas reads.
"""

import html
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ketamine_course.publish.teacher.platforms.items import Item
from ketamine_course.publish.teacher.platforms.xml_parts import document, element, zipped

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
CARTRIDGE_SCHEMA = "http://www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_qtiasiv1p2p1_v1p0.xsd"
PLAIN_SCHEMA = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
PROFILES = {"one": "cc.multiple_choice.v0p1", "several": "cc.multiple_response.v0p1", "number": "cc.fib.v0p1", "text": "cc.essay.v0p1"}
CANVAS = {
    "one": "multiple_choice_question",
    "several": "multiple_answers_question",
    "number": "numerical_question",
    "text": "essay_question",
}


def _fields(name: str, fields: dict[str, str]) -> ET.Element:
    return element(
        name,
        *(element("qtimetadatafield", element("fieldlabel", key), element("fieldentry", entry)) for key, entry in fields.items()),
    )


def _material(paragraphs: Iterable[str]) -> ET.Element:
    text = "".join(f"<p>{html.escape(each, quote=False)}</p>" for each in paragraphs if each)
    return element("material", element("mattext", text, texttype="text/html"))


def spellings(item: Item) -> list[str]:
    """Return each way to write a number within the tolerance, with at most as many decimals as answer and tolerance have."""
    places = max(0, *(-int(each.as_tuple().exponent) for each in (item.answer, item.tolerance)))
    step = Decimal(1).scaleb(-places)
    found: list[str] = []
    number = item.lowest
    while number <= item.highest:
        shortest = number.normalize() + 0
        found += dict.fromkeys([f"{shortest:f}", f"{number:.{places}f}"])
        number += step
    return list(dict.fromkeys(found))


def _asked(item: Item, *, cartridge: bool) -> ET.Element:
    if item.options:
        labels = [
            element("response_label", _material([option.text]), ident=letter)
            for letter, option in zip(item.letters, item.options, strict=True)
        ]
        shown = element("render_choice", *labels, shuffle="Yes" if item.shuffle else "No")
        given = element("response_lid", shown, ident="response1", rcardinality="Multiple" if item.shape == "several" else "Single")
    elif item.shape == "number" and not cartridge:
        blank = element("render_fib", element("response_label", ident="answer1"), fibtype="Decimal", rows="1", columns="8")
        given = element("response_num", blank, ident="response1", rcardinality="Single", numtype="Decimal")
    else:
        blank = element("render_fib", prompt="Box" if item.shape == "text" else "Dashline")
        given = element("response_str", blank, ident="response1", rcardinality="Single")
    return element("presentation", _material([item.prompt]), given)


def _is(value: str) -> ET.Element:
    return element("varequal", value, respident="response1")


def _right(item: Item, *, cartridge: bool) -> list[ET.Element]:
    """Return the conditions of which any one makes an answer right."""
    if item.shape == "several":
        each = [
            _is(letter) if option.right else element("not", _is(letter)) for letter, option in zip(item.letters, item.options, strict=True)
        ]
        return [element("and", *each)]
    if item.shape == "one":
        return [_is(letter) for letter, option in zip(item.letters, item.options, strict=True) if option.right]
    if cartridge:
        return [_is(spelling) for spelling in spellings(item)]
    at_least = element("vargte", f"{item.lowest:f}", respident="response1")
    within = element("and", at_least, element("varlte", f"{item.highest:f}", respident="response1"))
    return [element("or", _is(f"{item.answer:f}"), within)]


def _rule(*conditions: ET.Element, go_on: bool, does: ET.Element) -> ET.Element:
    return element("respcondition", element("conditionvar", *conditions), does, continue_="Yes" if go_on else "No")


def _tell(name: str) -> ET.Element:
    return element("displayfeedback", feedbacktype="Response", linkrefid=name)


def _processing(item: Item, *, cartridge: bool) -> ET.Element:
    score = element("decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    rules = [_rule(element("other"), go_on=True, does=_tell("general_fb"))] if item.after else []
    rules += [_rule(_is(letter), go_on=True, does=_tell(f"{letter}_fb")) for letter in item.letters]
    if item.shape != "text":
        full = element("setvar", "100", action="Set", varname="SCORE")
        right = _right(item, cartridge=cartridge)
        rules.append(_rule(*right, go_on=False, does=full))
    return element("resprocessing", element("outcomes", score), *rules)


def _feedback(item: Item) -> list[ET.Element]:
    told = {f"{letter}_fb": [option.feedback] for letter, option in zip(item.letters, item.options, strict=True)}
    if item.after:
        told["general_fb"] = list(item.after)
    return [element("itemfeedback", element("flow_mat", _material(texts)), ident=name) for name, texts in told.items()]


def _item(item: Item, *, cartridge: bool) -> ET.Element:
    kind = {"cc_profile": PROFILES[item.shape]} if cartridge else {"question_type": CANVAS[item.shape], "points_possible": "1"}
    about = element("itemmetadata", _fields("qtimetadata", kind))
    asked = _asked(item, cartridge=cartridge)
    return element(
        "item", about, asked, _processing(item, cartridge=cartridge), *_feedback(item), ident=item.ident, title=item.title
    )  # fmt: skip


def assessment(name: str, title: str, items: Sequence[Item], *, cartridge: bool) -> bytes:
    """Return one quiz.

    Parameters
    ----------
    name, title : str
        Its identifier, and what it is called.
    items : sequence of Item
        In their order.
    cartridge : bool
        Whether to keep to what Common Cartridge allows.
    """
    settings = {"cc_profile": "cc.exam.v0p1", "qmd_assessmenttype": "Examination", "qmd_scoretype": "Percentage"} if cartridge else {}
    about = _fields("qtimetadata", {**settings, "cc_maxattempts": "unlimited"} if cartridge else {"cc_maxattempts": "unlimited"})
    section = element("section", *(_item(each, cartridge=cartridge) for each in items), ident="root_section")
    whole = element("questestinterop", element("assessment", about, section, ident=f"quiz-{name}", title=title))
    return document(whole, QTI, CARTRIDGE_SCHEMA if cartridge else PLAIN_SCHEMA)


def package(name: str, quizzes: Sequence[tuple[str, str, Sequence[Item]]]) -> bytes:
    """Return a zip file with QTI 1.2 alone: name, title and items of each quiz."""
    resources = [
        element("resource", element("file", href=f"{each}.xml"), identifier=f"quiz-{each}", type="imsqti_xmlv1p2", href=f"{each}.xml")
        for each, _, _ in quizzes
    ]
    about = element("metadata", element("schema", "IMS Content"), element("schemaversion", "1.1.3"))
    root = element("manifest", about, element("organizations"), element("resources", *resources), identifier=f"package-{name}")
    files = {"imsmanifest.xml": document(root, PACKAGE)}
    return zipped(files | {f"{each}.xml": assessment(each, title, items, cartridge=False) for each, title, items in quizzes})
