"""QTI 2.1: a content package with one file for each question and a test that holds them.

Elements and their order follow 1EdTech's Question and Test Interoperability 2.1 (items, tests) and Content Packaging 1.1 (manifest).
A chosen option shows its feedback; explanation, result and basis follow every answer. A number is right from its lowest to its highest
value by two comparisons, because importers overlook the tolerance of ``equal``. Free text is not scored.
"""

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from ketamine_course.publish.teacher.platforms.items import Item
from ketamine_course.publish.teacher.platforms.xml_parts import document, element, zipped
from ketamine_course.widgets.question import verdict_on

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
PLACES = {
    QTI: "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    PACKAGE: "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
}
CHOICE = {
    "one": ("single", "identifier"),
    "several": ("multiple", "identifier"),
    "number": ("single", "float"),
    "text": ("single", "string"),
}
Groups = Sequence[tuple[str, Sequence[Item]]]


def value(content: str, base: str | None = None) -> ET.Element:
    return element("baseValue", content, baseType=base) if base else element("value", content)


def outcome(name: str, cardinality: str, base: str, default: str = "") -> ET.Element:
    given = [element("defaultValue", value(default))] if default else []
    return element("outcomeDeclaration", *given, identifier=name, cardinality=cardinality, baseType=base)


def set_outcome(name: str, content: ET.Element) -> ET.Element:
    return element("setOutcomeValue", content, identifier=name)


def variable() -> ET.Element:
    return element("variable", identifier="RESPONSE")


def declaration(item: Item) -> ET.Element:
    """Return what an answer is, and which is right."""
    cardinality, base = CHOICE[item.shape]
    right = [letter for letter, option in zip(item.letters, item.options, strict=True) if option.right]
    if item.shape == "number":
        right = [f"{item.answer:f}"]
    told = [element("correctResponse", *map(value, right))] if right else []
    return element("responseDeclaration", *told, identifier="RESPONSE", cardinality=cardinality, baseType=base)


def body(item: Item) -> ET.Element:
    """Return what a student sees."""
    if item.options:
        choices = [
            element("simpleChoice", option.text, identifier=letter) for letter, option in zip(item.letters, item.options, strict=True)
        ]
        most, shuffle = ("0" if item.shape == "several" else "1"), ("true" if item.shuffle else "false")
        content = [element("prompt", item.prompt), *choices]
        return element("itemBody", element("choiceInteraction", *content, responseIdentifier="RESPONSE", shuffle=shuffle, maxChoices=most))
    if item.shape == "number":
        blank = element("textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="8")
        blank.tail = f" {item.unit}"
        return element("itemBody", element("p", item.prompt), element("p", blank))
    interaction = element("extendedTextInteraction", element("prompt", item.prompt), responseIdentifier="RESPONSE", expectedLines="6")
    return element("itemBody", interaction)


def processing(item: Item) -> ET.Element:
    """Return how an answer is scored and which feedback it gets."""
    rules = []
    if item.shape != "text":
        test = element("match", variable(), element("correct", identifier="RESPONSE"))
        if item.shape == "number":
            at_least = element("gte", variable(), value(f"{item.lowest:f}", "float"))
            test = element("and", at_least, element("lte", variable(), value(f"{item.highest:f}", "float")))
        scored = [element("responseIf", test, set_outcome("SCORE", value("1", "float")))]
        rules.append(element("responseCondition", *scored, element("responseElse", set_outcome("SCORE", value("0", "float")))))
    if item.options:
        rules.append(set_outcome("FEEDBACK", variable()))
    rules.append(set_outcome("GENERAL", value("told", "identifier")))
    return element("responseProcessing", *rules)


def feedback(item: Item) -> list[ET.Element]:
    """Return what is told about each option, and after every answer."""
    told = [
        element(
            "modalFeedback", element("p", f"{option.text} {verdict_on(option).capitalize()}. {option.feedback}"),
            outcomeIdentifier="FEEDBACK", identifier=letter, showHide="show",
        )
        for letter, option in zip(item.letters, item.options, strict=True)
    ]  # fmt: skip
    after = [element("p", text) for text in item.after]
    return told + ([element("modalFeedback", *after, outcomeIdentifier="GENERAL", identifier="told", showHide="show")] if after else [])


def item_file(item: Item) -> bytes:
    """Return one question as an assessment item."""
    outcomes = [outcome("GENERAL", "single", "identifier")]
    if item.options:
        outcomes.insert(0, outcome("FEEDBACK", "multiple" if item.shape == "several" else "single", "identifier"))
    if item.shape != "text":
        outcomes = [outcome("SCORE", "single", "float", "0"), outcome("MAXSCORE", "single", "float", "1"), *outcomes]
    parts = [declaration(item), *outcomes, body(item), processing(item), *feedback(item)]
    root = element("assessmentItem", *parts, identifier=item.ident, title=item.title, adaptive="false", timeDependent="false")
    return document(root, QTI, PLACES[QTI])


def test(title: str, groups: Groups) -> bytes:
    """Return the test that holds the items of some notebooks, a section for each."""
    sections = []
    for number, (heading, items) in enumerate(groups, start=1):
        held = [element("assessmentItemRef", identifier=each.ident, href=f"items/{each.ident}.xml") for each in items]
        sections.append(element("assessmentSection", *held, identifier=f"section{number}", title=heading, visible="true"))
    control = element("itemSessionControl", maxAttempts="0", showFeedback="true")
    part = element("testPart", control, *sections, identifier="part1", navigationMode="nonlinear", submissionMode="individual")
    return document(element("assessmentTest", part, identifier="test1", title=title), QTI, PLACES[QTI])


def manifest(name: str, items: Sequence[Item]) -> bytes:
    """Return the list of what is in the package."""
    held = [
        element(
            "resource", element("file", href=f"items/{each.ident}.xml"),
            identifier=f"r-{each.ident}", type="imsqti_item_xmlv2p1", href=f"items/{each.ident}.xml",
        )
        for each in items
    ]  # fmt: skip
    needs = [element("dependency", identifierref=each.attrib["identifier"]) for each in held]
    whole = element("resource", element("file", href="test.xml"), *needs, identifier="test", type="imsqti_test_xmlv2p1", href="test.xml")
    about = element("metadata", element("schema", "QTIv2.1 Package"), element("schemaversion", "1.0.0"))
    resources = element("resources", whole, *held)
    root = element("manifest", about, element("organizations"), resources, identifier=f"package-{name}")
    return document(root, PACKAGE, PLACES[PACKAGE])


def package(name: str, title: str, groups: Groups) -> bytes:
    """Return the zip file of a quiz: the same bytes on every run.

    Parameters
    ----------
    name : str
        Of the notebook, or of the whole course.
    title : str
        What the quiz is called on the platform.
    groups : sequence of (str, sequence of Item)
        Title and items of each notebook.
    """
    items = [item for _, held in groups for item in held]
    files = {"imsmanifest.xml": manifest(name, items), "test.xml": test(title, groups)}
    return zipped(files | {f"items/{each.ident}.xml": item_file(each) for each in items})
