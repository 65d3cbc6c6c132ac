"""Pictures of notebook 00: the texts and what each of them lacks."""

from ketamine_course.pictures.start_here._texts import five_texts

__all__ = ["five_texts", "works"]


def works() -> set[str]:
    """Return the keys of the works behind the pictures: none, they show the texts themselves."""
    return set()
