"""Write one picture of every explorable into figures/: SVG and PNG that carry their own caption, and a list with captions.

usage: python -m ketamine_course.publish.figures [--check]

With --check nothing is written; the files that differ are named, and the status is 1. The bytes of a PNG depend on the platform:
away from the one that they were committed on, only those that are missing are told.
"""

import html
import importlib
import io
import pkgutil
import platform
import sys

import nbformat
from PIL import Image, PngImagePlugin

from ketamine_course import pictures
from ketamine_course.places import ROOT
from ketamine_course.widgets import palette
from ketamine_course.widgets.explorable import Explorable
from ketamine_course.widgets.picture import Picture, described
from ketamine_course.widgets.stage import Stage

FIGURES, NOTEBOOKS = ROOT / "figures", ROOT / "notebooks"
COMMITTED_ON = ("Linux", "x86_64")
PNG_WIDTH = 920
PNG_COLOURS = 128
LICENCE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
CREDIT = "The Ketamine Course maintainers"
WARNING = (
    "**These figures give answers away.** In the notebooks most of them open only after a prediction, so make yours there first, "
    "and hand them out only after a vote. There is one picture of every interactive figure and of every scene, as SVG and PNG, in "
    "the order of the notebooks. The name of a file begins with that of its notebook's file, and stays as it is when a title "
    "changes."
)


def drawings() -> dict[str, Explorable | Stage]:
    """Return everything that can be drawn, explorables and stages, by the name of its file, in the order of the notebooks."""
    order = [path.stem[3:] for path in sorted(NOTEBOOKS.glob("*.ipynb"))]
    found: dict[str, Explorable | Stage] = {}
    modules = [module.name for module in pkgutil.iter_modules(pictures.__path__) if not module.name.startswith("_")]
    for module in sorted(modules, key=order.index):
        members = vars(importlib.import_module(f"ketamine_course.pictures.{module}"))
        own = {name: each for name, each in members.items() if isinstance(each, Explorable | Stage)}
        # A stage may be played with in several notebooks; it belongs to the first.
        found |= {f"{module}-{name}": each for name, each in sorted(own.items()) if not any(each is other for other in found.values())}
    return found


def explorables() -> dict[str, Explorable]:
    """Return every explorable by the name of its file, in the order of the notebooks."""
    return {name: each for name, each in drawings().items() if isinstance(each, Explorable)}


def facts(title: str, picture: Picture) -> dict[str, str]:
    """Return what a file says about itself: alternative text is what the picture shows, its caption adds the status."""
    return {
        "Title": title,
        "Author": CREDIT,
        "Alternative text": picture.description,
        "Caption": f"{title}. {picture.caption} Status: {picture.status}.",
        "Status": picture.status,
        "Licence": LICENCE,
    }


def svg(title: str, picture: Picture) -> str:
    """Return a picture as an SVG with title and description for screen readers, and its facts as Dublin Core."""
    told = {name: html.escape(text) for name, text in facts(title, picture).items()}
    metadata = (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:dcterms="http://purl.org/dc/terms/"><rdf:Description rdf:about=""><dc:title>{told["Title"]}</dc:title>'
        f"<dc:creator>{told['Author']}</dc:creator><dc:description>{told['Caption']}</dc:description><dc:type>{told['Status']}</dc:type>"
        f"<dc:rights>{told['Licence']}</dc:rights><dcterms:abstract>{told['Alternative text']}</dcterms:abstract>"
        "</rdf:Description></rdf:RDF></metadata>"
    )
    return f"{described(picture.svg(), title, picture.description, metadata)}\n"


def with_few_colours(image: Image.Image) -> Image.Image:
    """Return an RGB image with a palette: every colour of the house as it is, so that none turns into its neighbour, and the rest fitted.

    Fitting alone counts pixels, and would give up the small marks whose colour tells one verdict from another.
    """
    house = [channel for colour in palette.COLOURS.values() for channel in bytes.fromhex(colour.light.removeprefix("#"))]
    fitted = image.quantize(PNG_COLOURS - len(palette.COLOURS), dither=Image.Dither.NONE).getpalette() or []
    colours = Image.new("P", (1, 1))
    colours.putpalette(house + fitted)
    return image.quantize(palette=colours, dither=Image.Dither.NONE)


def png(title: str, picture: Picture) -> bytes:
    """Return a picture as a PNG of few colours, with its facts as text chunks."""
    image = Image.open(io.BytesIO(picture.png(PNG_WIDTH))).convert("RGB")
    chunks = PngImagePlugin.PngInfo()
    for name, text in facts(title, picture).items():
        chunks.add_text(name, text) if text.isascii() else chunks.add_itxt(name, text)
    buffer = io.BytesIO()
    with_few_colours(image).save(buffer, format="PNG", optimize=True, pnginfo=chunks)
    return buffer.getvalue()


def _notebook_title(package: str) -> str:
    """Return the title of the notebook whose figures a package holds."""
    (path,) = NOTEBOOKS.glob(f"[0-9][0-9]_{package}.ipynb")
    first = nbformat.read(path, as_version=4).cells[0].source.splitlines()[0]
    return str(first.removeprefix("# "))


def files() -> dict[str, bytes]:
    """Return the bytes of every file that belongs into the folder."""
    lines = [
        "# Figures",
        "",
        WARNING,
        "",
        "Written by `make figures`. Licence: CC BY 4.0.",
        "",
    ]
    result, notebook = {}, ""
    for name, each in drawings().items():
        if name.partition("-")[0] != notebook:
            notebook = name.partition("-")[0]
            lines += [f"## {_notebook_title(notebook)}", ""]
        picture = each.picture(**each.sample)
        result[f"{name}.svg"] = svg(each.title, picture).encode()
        result[f"{name}.png"] = png(each.title, picture)
        caption = f"{picture.caption} *Status: {picture.status}.*"
        lines += [f"### {each.title}", "", f"![{each.title}]({name}.svg)", "", f"{caption} [As PNG: {each.title}]({name}.png).", ""]
    return result | {"README.md": "\n".join(lines).encode()}


def differs(name: str, content: bytes) -> bool:
    """Whether a committed file is missing or holds something else."""
    path = FIGURES / name
    if not path.is_file():
        return True
    elsewhere = (platform.system(), platform.machine()) != COMMITTED_ON
    return not (elsewhere and name.endswith(".png")) and path.read_bytes() != content


def left_over(names: set[str]) -> list[str]:
    """Return files in the folder that no explorable stands behind any more."""
    return sorted(path.name for path in FIGURES.iterdir() if path.suffix in (".svg", ".png") and path.name not in names)


def main(arguments: list[str]) -> int:
    wanted = files()
    stale = [name for name, content in wanted.items() if differs(name, content)]
    superfluous = left_over(set(wanted))
    if "--check" in arguments:
        print("Figures differ: " + ", ".join(stale + superfluous) if stale or superfluous else "All figures are fresh.")
        return 1 if stale or superfluous else 0
    for name in stale:
        (FIGURES / name).write_bytes(wanted[name])
    for name in superfluous:
        (FIGURES / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
