"""A notebook's questions as a QTI 2.1 content package, which learning management systems import.

Elements and their order follow 1EdTech's Question and Test Interoperability 2.1 (items, tests) and Content Packaging 1.1 (manifest).
A chosen option shows its feedback; explanation, result and basis follow every answer. Free text is not scored.
"""

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable

from ketamine_course.widgets.question import Question, verdict_on

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
PLACES = {
    QTI: "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    PACKAGE: "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
}
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def element(name: str, *content: "ET.Element | str", **attributes: str) -> ET.Element:
    """Return an element; a text goes before the first child. Underscores at the end of an attribute are dropped."""
    made = ET.Element(name, {key.rstrip("_"): value for key, value in attributes.items()})
    for each in content:
        if isinstance(each, str):
            made.text = (made.text or "") + each
        else:
            made.append(each)
    return made


def document(root: ET.Element, namespace: str) -> bytes:
    """Return a whole XML document whose elements live in one namespace."""
    root.set("xmlns", namespace)
    root.set("xmlns:xsi", SCHEMA)
    root.set("xsi:schemaLocation", f"{namespace} {PLACES[namespace]}")
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def value(content: str, base: str | None = None) -> ET.Element:
    return element("baseValue", content, baseType=base) if base else element("value", content)


def outcome(name: str, cardinality: str, base: str, default: str = "") -> ET.Element:
    given = [element("defaultValue", value(default))] if default else []
    return element("outcomeDeclaration", *given, identifier=name, cardinality=cardinality, baseType=base)


def set_outcome(name: str, content: ET.Element) -> ET.Element:
    return element("setOutcomeValue", content, identifier=name)


def option_names(question: Question) -> list[str]:
    return [f"option-{number}" for number, _ in enumerate(question.options, start=1)]


def declaration(question: Question) -> ET.Element:
    """Return what an answer is, and which is right."""
    shape = {"several": ("multiple", "identifier"), "number": ("single", "float"), "text": ("single", "string")}
    cardinality, base = shape.get(question.kind, ("single", "identifier"))
    right = [name for name, option in zip(option_names(question), question.options, strict=True) if option.right]
    if question.answer is not None:
        right = [f"{question.answer:g}"]
    told = [element("correctResponse", *map(value, right))] if right else []
    return element("responseDeclaration", *told, identifier="RESPONSE", cardinality=cardinality, baseType=base)


def prompt(question: Question) -> str:
    """Return what is asked; a rating's prompt is the claim alone."""
    return f"{question.prompt} {question.asks}?" if question.kind == "rating" else question.prompt


def body(question: Question) -> ET.Element:
    """Return what a student sees."""
    if question.options:
        choices = [
            element("simpleChoice", option.text, identifier=name)
            for name, option in zip(option_names(question), question.options, strict=True)
        ]
        most = "0" if question.kind == "several" else "1"
        content = [element("prompt", prompt(question)), *choices]
        return element("itemBody", element("choiceInteraction", *content, responseIdentifier="RESPONSE", shuffle="false", maxChoices=most))
    if question.kind == "number":
        blank = element("textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="8")
        blank.tail = f" {question.unit}"
        return element("itemBody", element("p", question.prompt), element("p", blank))
    interaction = element("extendedTextInteraction", element("prompt", question.prompt), responseIdentifier="RESPONSE", expectedLines="6")
    return element("itemBody", interaction)


def processing(question: Question) -> ET.Element:
    """Return how an answer is scored and which feedback it gets."""
    rules = []
    response = element("variable", identifier="RESPONSE")
    if question.kind != "text":
        correct = element("correct", identifier="RESPONSE")
        test = element("match", response, correct)
        if question.kind == "number" and question.tolerance:
            test = element("equal", response, correct, toleranceMode="absolute", tolerance=f"{question.tolerance:g} {question.tolerance:g}")
        elif question.kind == "number":
            test = element("equal", response, correct, toleranceMode="exact")
        rules.append(element("responseCondition", element("responseIf", test, set_outcome("SCORE", value("1", "float")))))
    if question.options:
        rules.append(set_outcome("FEEDBACK", element("variable", identifier="RESPONSE")))
    rules.append(set_outcome("AFTERWARDS", value("told", "identifier")))
    return element("responseProcessing", *rules)


def feedback(question: Question) -> list[ET.Element]:
    """Return what is told about each option, and after every answer."""
    names = zip(option_names(question), question.options, strict=True)
    told = [
        element(
            "modalFeedback", element("p", f"{option.text} {verdict_on(option).capitalize()}. {option.feedback}"),
            outcomeIdentifier="FEEDBACK", identifier=name, showHide="show",
        )
        for name, option in names
    ]  # fmt: skip
    after = [element("p", text) for text in (question.result, question.explanation, question.basis) if text]
    return told + ([element("modalFeedback", *after, outcomeIdentifier="AFTERWARDS", identifier="told", showHide="show")] if after else [])


def item(question: Question) -> bytes:
    """Return one question as an assessment item."""
    outcomes = [outcome("AFTERWARDS", "single", "identifier")]
    if question.options:
        outcomes.insert(0, outcome("FEEDBACK", "multiple" if question.kind == "several" else "single", "identifier"))
    if question.kind != "text":
        outcomes = [outcome("SCORE", "single", "float", "0"), outcome("MAXSCORE", "single", "float", "1"), *outcomes]
    parts = [declaration(question), *outcomes, body(question), processing(question), *feedback(question)]
    root = element("assessmentItem", *parts, identifier=question.name, title=question.name, adaptive="false", timeDependent="false")
    return document(root, QTI)


def test(name: str, title: str, questions: Iterable[Question]) -> bytes:
    """Return the test that holds a notebook's items, in their order."""
    items = [element("assessmentItemRef", identifier=each.name, href=f"items/{each.name}.xml") for each in questions]
    section = element("assessmentSection", *items, identifier="all", title=title, visible="true")
    control = element("itemSessionControl", maxAttempts="0", showFeedback="true")
    part = element("testPart", control, section, identifier="part", navigationMode="nonlinear", submissionMode="individual")
    return document(element("assessmentTest", part, identifier=f"test-{name}", title=title), QTI)


def manifest(name: str, questions: Iterable[Question]) -> bytes:
    """Return the list of what is in the package."""
    items = [
        element(
            "resource", element("file", href=f"items/{each.name}.xml"),
            identifier=f"item-{each.name}", type="imsqti_item_xmlv2p1", href=f"items/{each.name}.xml",
        )
        for each in questions
    ]  # fmt: skip
    needs = [element("dependency", identifierref=each.attrib["identifier"]) for each in items]
    whole = element("resource", element("file", href="test.xml"), *needs, identifier="test", type="imsqti_test_xmlv2p1", href="test.xml")
    about = element("metadata", element("schema", "QTIv2.1 Package"), element("schemaversion", "1.0.0"))
    resources = element("resources", whole, *items)
    return document(element("manifest", about, element("organizations"), resources, identifier=f"package-{name}"), PACKAGE)


def package(name: str, title: str, questions: Iterable[Question]) -> bytes:
    """Return the zip file of a notebook's quiz: the same bytes on every run.

    Parameters
    ----------
    name : str
        The notebook's name.
    title : str
        What the quiz is called in the learning management system.
    questions : iterable of Question
        In the order in which they are asked.
    """
    asked = list(questions)
    files = {"imsmanifest.xml": manifest(name, asked), "test.xml": test(name, title, asked)}
    files |= {f"items/{each.name}.xml": item(each) for each in asked}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, content in files.items():
            archive.writestr(zipfile.ZipInfo(place, LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
