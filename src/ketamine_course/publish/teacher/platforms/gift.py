"""GIFT: a quiz as plain text, which Moodle imports and people can change in any editor."""

from collections.abc import Iterable, Sequence

from ketamine_course.publish.teacher.platforms.items import Item
from ketamine_course.publish.teacher.platforms.moodle import grade

MEANS_SOMETHING = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"})


def escaped(text: str) -> str:
    """Return a text in one line, in which no sign means anything to GIFT."""
    return " ".join(text.split()).translate(MEANS_SOMETHING)


def _answers(item: Item) -> Iterable[str]:
    if item.shape == "number":
        yield f"#={item.answer:f}:{item.tolerance:f}"
    right = sum(option.right for option in item.options)
    for option in item.options:
        if item.shape == "one":
            sign = "=" if option.right else "~"
        else:
            sign = f"~%{grade(100 / right if option.right else -100 / (len(item.options) - right))}%"
        yield f"{sign}{escaped(option.text)}#{escaped(option.feedback)}"


def question(item: Item) -> str:
    """Return one item."""
    told = [f"####{escaped(' '.join(item.after))}"] if item.after else []
    lines = [*_answers(item), *told]
    about = f"// [id:{item.ident}] {' '.join(f'[tag:{tag}]' for tag in item.tags)}"
    return "\n".join([about, f"::{escaped(item.title)}::[plain]{escaped(item.prompt)} {{", *(f"\t{line}" for line in lines), "}", ""])


def quiz(groups: Sequence[tuple[str, Sequence[Item]]]) -> bytes:
    """Return the file with some notebooks' questions, each notebook in a category of its own."""
    parts = []
    for title, items in groups:
        parts += [f"$CATEGORY: $course$/top/{title.replace('/', '//')}", "", *(question(item) for item in items)]
    return ("\n".join(parts)).encode()
