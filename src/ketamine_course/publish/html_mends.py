"""What both kinds of pages need once their HTML is written."""

import re

DRAWING = re.compile(r"<svg xmlns=.*?</svg>", re.DOTALL)
OWN_ID = re.compile(r' id="([^"]+)"')


def with_own_ids(page: str) -> str:
    """Give the drawings of a page ids of their own: matplotlib calls equal markers by equal names in every drawing."""
    taken: set[str] = set()

    def renamed(match: re.Match[str]) -> str:
        drawing = match[0]
        for name in OWN_ID.findall(drawing):
            fresh, count = name, 1
            while fresh in taken:
                count += 1
                fresh = f"{name}-{count}"
            taken.add(fresh)
            if fresh != name:
                drawing = re.sub(rf'(id="|#){re.escape(name)}(?=[")])', rf"\g<1>{fresh}", drawing)
        return drawing

    return DRAWING.sub(renamed, page)
