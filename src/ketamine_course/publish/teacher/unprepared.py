"""What a school class should not meet unprepared."""

HARD = "suicid"
"""How the words begin that a school class should not meet unprepared."""
SAID_AS_CARE = ("Suicide & Crisis Lifeline", "in places about suicidal thoughts", "If you feel suicidal, seek urgent help")
"""What says such a word for everybody's sake: a help line, the sentence on care of notebook 00, and that of S6."""


def is_hard(text: str) -> bool:
    """Return whether a text has words that a school class should not meet unprepared; what is said as care is meant for it too."""
    for said in SAID_AS_CARE:
        text = text.replace(said, "")
    return HARD in text.lower()
