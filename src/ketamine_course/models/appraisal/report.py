"""A one-page appraisal of a text: claims and scores in, HTML and Markdown out. Whatever was typed is text, never markup."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any


def as_html(record: Mapping[str, Any], form: Mapping[str, Any]) -> str:
    """Return the report as one HTML page.

    Parameters
    ----------
    record : mapping
        ``title``, ``claims`` (a list of mappings by column name), ``scores`` (item to score) and ``overall`` (one sentence).
    form : mapping
        ``columns`` of a claim and ``items``, the scored questions, each with its ``name``, ``label`` and ``options`` (pairs of a value
        and its words, of a scale from the lowest up), and ``scored_with``, the name of the instrument and its source.
    """
    safe = html.escape
    title, claims, scores, overall = _parts(record, form)
    rows = "".join("<tr>" + "".join(f'<td dir="auto">{safe(cell)}</td>' for cell in row) + "</tr>" for row in claims)
    heads = "".join(f'<th scope="col">{safe(each["label"])}</th>' for each in form["columns"])
    scored = "".join(f"<tr><td>{safe(label)}</td><td>{safe(score)}</td></tr>" for label, score in scores)
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Appraisal: {safe(title)}</title>\n'
        f"<style>{_STYLE}</style></head>\n<body>\n<h1>Appraisal: <bdi>{safe(title)}</bdi></h1>\n"
        f'<h2>In a sentence</h2>\n<p dir="auto">{safe(overall)}</p>\n'
        f"<h2>Claims ({len(claims)})</h2>\n<table><tr>{heads}</tr>{rows}</table>\n"
        f"<h2>Scores</h2>\n<p>{safe(form['scored_with'])}</p>\n"
        f'<table><tr><th scope="col">Question</th><th scope="col">Score</th></tr>{scored}</table>\n'
        f"<p>{_NOTE}</p>\n</body>\n</html>\n"
    )


def as_markdown(record: Mapping[str, Any], form: Mapping[str, Any]) -> str:
    """Return the report as Markdown; parameters as for `as_html`."""
    title, claims, scores, overall = _parts(record, form)
    lines = [f"# Appraisal: {_plain(title)}", "", "## In a sentence", "", _plain(overall), "", f"## Claims ({len(claims)})", ""]
    lines += _table([each["label"] for each in form["columns"]], claims)
    lines += ["", "## Scores", "", _plain(form["scored_with"]), "", *_table(["Question", "Score"], scores), "", _NOTE, ""]
    return "\n".join(lines)


_STYLE = (
    "body{font:11pt/1.35 system-ui,sans-serif;max-width:60rem;margin:1.5rem auto;padding:0 1rem;color:#1b2027;background:#fefefe}"
    "table{border-collapse:collapse;width:100%;font-size:9pt}th,td{border:1px solid #7d8894;padding:.2rem .4rem;text-align:left;"
    "vertical-align:top;overflow-wrap:anywhere}th{overflow-wrap:normal}h1{font-size:16pt}h2{font-size:12pt}"
)
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ufeff]+")
"""White space in either language, and control characters, which no page shows."""
_NOTE = "Critical reading, not medical advice. Scores describe how well a text informs its readers, not whether each statement is true."


def _parts(record: Mapping[str, Any], form: Mapping[str, Any]) -> tuple[str, list[list[str]], list[list[str]], str]:
    claims = [[_in_words(each, str(claim.get(each["name"], ""))) for each in form["columns"]] for claim in record.get("claims", [])]
    given = record.get("scores", {})
    scores = [[each["label"], _scored(each, str(given.get(each["name"], "")))] for each in form["items"]]
    return str(record.get("title") or "untitled text"), claims, scores, str(record.get("overall") or "Not written yet.")


def _in_words(field: Mapping[str, Any], value: str) -> str:
    """Return what was chosen as the form words it; what was typed stays."""
    return next((words for code, words in field["options"] if code == value), value)


def _scored(item: Mapping[str, Any], score: str) -> str:
    """Return a score with the highest one of its scale."""
    scale = item["options"]
    return f"{score} of {scale[-1][0]}" if score and scale else score or "not scored"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(_plain(cell) for cell in header)} |", f"|{' --- |' * len(header)}"]
    return [*lines, *(f"| {' | '.join(_plain(cell) for cell in row)} |" for row in rows)]


def _plain(text: str) -> str:
    """Return a text that Markdown shows as it stands: one line, nothing in it means anything."""
    line = _SPACES.sub(" ", text).strip(" ")
    line = re.sub(r"([\\`*_{}\[\]()#+!|~>-])", r"\\\1", line)
    line = re.sub(r"(\b\w+)(://)", r"\1:&#8203;//", line, flags=re.ASCII)
    return line.replace("&", "&amp;").replace("&amp;#8203;", "&#8203;").replace("<", "&lt;")
