"""The words that a reader sees for the codes of the codebook: in the atlas, on the site, on the sheet for a text of one's own, on paper."""

from ketamine_course.references import MARKS

SUPPORT = {
    "none": "nothing",
    "named_source": "a named source",
    "vague_authority": "unnamed studies or people",
    "link_only": "a bare link",
    "quotation": "a quotation",
}
"""Kinds of support that a text gives for a claim."""
COLUMNS = {"source": "Text", "support_given": "Support the text gives", "type": "Type of claim"}
"""Columns of the atlas whose names are not what they are called."""


def in_words(code: str) -> str:
    """Return a code as people say it."""
    return SUPPORT.get(code, code.replace("_", " "))


def column(name: str) -> str:
    """Return what a column of the atlas is called."""
    return COLUMNS.get(name, name.replace("_", " ").capitalize())


def reason_note(mark: str) -> str:
    """Return what must stand behind the reason for a verdict: nothing where it was read in the works, else what it is based on."""
    words = {**MARKS, "seen": "", "assumption": "our judgement, from the text alone"}[mark]
    return words and f" ({words})"
