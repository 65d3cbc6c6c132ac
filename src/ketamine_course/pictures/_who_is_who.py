"""Short names of the texts: no picture leaves a reader alone with codes such as S3."""

from __future__ import annotations

from functools import cache

from ketamine_course.pictures._facts import rows_of


@cache
def kinds() -> dict[str, str]:
    """Return what each text is, for the middle of a sentence: ``language model's answer``."""
    return {row["source"]: f"{row['kind'][:1].lower()}{row['kind'][1:]}" for row in rows_of("sources")}


def named(source: str) -> str:
    """Return a text's code with what it is."""
    return f"{source}, {kinds()[source]}"


@cache
def who_is_who() -> tuple[str, str]:
    """Return a note that says what each text is, for pictures that have them all."""
    return "The texts", f"{'; '.join(f'{source}: {kind}' for source, kind in kinds().items())}."
