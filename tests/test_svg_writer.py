"""Our renderer writes what matplotlib writes, and measures a text once."""

from __future__ import annotations

import io

import pytest
from matplotlib.textpath import text_to_path
from samples import every

from ketamine_course.publish.figures import explorables
from ketamine_course.widgets import svg_writer
from ketamine_course.widgets.own_settings import own_settings
from ketamine_course.widgets.picture import blank

WORDS = ("Antidepressant", "Kappa 0.40", "two\nlines gap", "R$^2$", "\u2212 \u00b5g")


def figure_of(*words, **options):
    figure = blank(4, 3)
    with own_settings():
        for at, text in enumerate(words):
            figure.text(0.1, 0.1 + at / 10, text, **options)
    return figure


def by_matplotlib(figure):
    buffer = io.StringIO()
    with own_settings():
        figure.savefig(buffer, format="svg", metadata=dict.fromkeys(["Date", "Creator", "Format", "Type"]))
    return buffer.getvalue()


def ours(figure):
    with own_settings():
        return svg_writer.written(figure)


@pytest.mark.parametrize(
    "options", [{}, {"fontweight": "bold", "ha": "right"}, {"fontsize": 8.5, "va": "top", "rotation": 30}, {"fontfamily": "DejaVu Serif"}]
)
def test_texts_are_written_as_matplotlib_writes_them(options):
    for _ in range(2):  # the second time from memory
        assert ours(figure_of(*WORDS, **options)) == by_matplotlib(figure_of(*WORDS, **options))


@pytest.mark.parametrize("name", every(6, explorables()))
def test_so_are_pictures(name):
    source = explorables()[name]
    drawn = [source.picture(**source.sample).figure for _ in range(2)]
    assert ours(drawn[0]) == by_matplotlib(drawn[1])


def test_a_text_is_measured_once(monkeypatch):
    ours(figure_of("A text that stands in many pictures"))
    monkeypatch.setattr(text_to_path, "get_text_width_height_descent", None)
    ours(figure_of("A text that stands in many pictures"))
    with pytest.raises(TypeError):
        ours(figure_of("A text that stands in many pictures", fontsize=11.25))


def test_another_resolution_is_refused():
    figure = blank(4, 3)
    figure.dpi = 100
    with pytest.raises(ValueError, match="at 72 dots per inch, not at 100"):
        svg_writer.written(figure)
