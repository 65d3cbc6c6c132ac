"""Common Cartridge 1.3: each notebook as a unit with its live page and its quiz.

The manifest follows 1EdTech's Common Cartridge 1.3. Pages are web content: they carry their scripts with them and ask for nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ketamine_course.publish.teacher.platforms import qti1
from ketamine_course.publish.teacher.platforms.items import Item
from ketamine_course.publish.teacher.platforms.xml_parts import document, element, zipped

PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"
SCHEMA = "http://www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_imscp_v1p2_v1p0.xsd"
ABOUT = "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"
QUIZ = "imsqti_xmlv1p2/imscc_xmlv1p3/assessment"


@dataclass(frozen=True)
class Unit:
    """One notebook: its name, its title, its page without a kernel, its items, and further quizzes (name, title and items)."""

    name: str
    title: str
    page: str
    items: tuple[Item, ...]
    further: tuple[tuple[str, str, tuple[Item, ...]], ...] = ()

    @property
    def quizzes(self) -> list[tuple[str, str, tuple[Item, ...]]]:
        """Return name, title and items of each of its quizzes."""
        return [(self.name, self.title, self.items), *self.further]


def _manifest(name: str, title: str, units: Sequence[Unit]) -> bytes:
    folders, resources = [], []
    for unit in units:
        page = f"page-{unit.name}"
        files = [(unit.title, page, "webcontent", f"pages/{unit.name}.html")]
        files += [(f"Questions: {title}", f"quiz-{name}", QUIZ, f"quizzes/{name}.xml") for name, title, _ in unit.quizzes]
        entries = [
            element("item", element("title", shown), identifier=f"entry-{reference}", identifierref=reference)
            for shown, reference, *_ in files
        ]
        folders.append(element("item", element("title", unit.title), *entries, identifier=f"unit-{unit.name}"))
        for _, reference, kind, place in files:
            # Common Cartridge names the start of web content; a quiz has one file, which is its start.
            attributes = {"href": place} if kind == "webcontent" else {}
            resources.append(element("resource", element("file", href=place), identifier=reference, type=kind, **attributes))
    words = element("lom:string", title, language="en")
    lom = element("lom:lom", element("lom:general", element("lom:title", words)), **{"xmlns:lom": ABOUT})
    metadata = element("metadata", element("schema", "IMS Common Cartridge"), element("schemaversion", "1.3.0"), lom)
    tree = element("organization", element("item", *folders, identifier="root"), identifier="tree", structure="rooted-hierarchy")
    parts = [metadata, element("organizations", tree), element("resources", *resources)]
    return document(element("manifest", *parts, identifier=f"cartridge-{name}"), PACKAGE, SCHEMA)


def cartridge(name: str, title: str, units: Sequence[Unit]) -> bytes:
    """Return the cartridge of some notebooks: the same bytes on every run.

    Parameters
    ----------
    name, title : str
        Of the notebook, or of the whole course.
    units : sequence of Unit
        In their order.
    """
    files = {"imsmanifest.xml": _manifest(name, title, units)}
    for unit in units:
        files[f"pages/{unit.name}.html"] = unit.page.encode()
        for place, shown, items in unit.quizzes:
            files[f"quizzes/{place}.xml"] = qti1.assessment(place, shown, items, cartridge=True)
    return zipped(files)
