"""What all XML packages are made with: elements, documents, and zip files that are the same bytes on every run."""

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Mapping

SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def element(name: str, /, *content: "ET.Element | str", **attributes: str) -> ET.Element:
    """Return an element; a text goes before the first child. Underscores at the end of an attribute are dropped."""
    made = ET.Element(name, {key.rstrip("_"): value for key, value in attributes.items()})
    for each in content:
        if isinstance(each, str):
            made.text = (made.text or "") + each
        else:
            made.append(each)
    return made


def document(root: ET.Element, namespace: str = "", place: str = "") -> bytes:
    """Return a whole XML document, whose elements live in one namespace if there is one.

    Parameters
    ----------
    root : Element
        Everything in it.
    namespace, place : str
        The namespace of all elements and the address of its schema.
    """
    if namespace:
        root.set("xmlns", namespace)
    if place:
        root.set("xmlns:xsi", SCHEMA)
        root.set("xsi:schemaLocation", f"{namespace} {place}")
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip file of some files, by their places in it: no time stamps, so the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, content in files.items():
            archive.writestr(zipfile.ZipInfo(place, LONG_AGO), content, zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()
