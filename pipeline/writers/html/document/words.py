"""Runs -> inline elements: links to what they cite, readings over words, names and underlines."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from pipeline.galley import LEADER, Para, Run, leads
from pipeline.galley.styles import MARK_STYLE

_CLASSES = {"下線": "underlined", "氏名": "name"}


def inline(runs: Iterable[Run], anchors: frozenset[str]) -> str:
    """The runs as HTML; `anchors` are the places that there are to lead to."""
    return "".join(_run(run, anchors) for run in runs)


def _run(run: Run, anchors: frozenset[str]) -> str:
    if leads(run):
        return f'<span class="leader">{" " if run.text == LEADER else run.text}</span>'
    made = escape(run.text, quote=False).replace("\n", "<br>")
    if run.ruby:
        made = f"<ruby>{made}<rt>{escape(run.ruby, quote=False)}</rt></ruby>"
    if run.style == MARK_STYLE and run.target in anchors:
        link = quote(identifier(run.target))
        return f'<sup id="{escape(mark_id(run.target))}"><a href="#{link}" role="doc-noteref">{made}</a></sup>'
    if run.style is not None:
        made = f'<span class="{_CLASSES.get(run.style, "styled")}">{made}</span>'
    target = run.target or run.page_of
    return f'<a href="#{quote(identifier(target))}">{made}</a>' if target in anchors else made


def mark_id(anchor: str) -> str:
    """The id of the mark that calls the note at this anchor."""
    return f"{identifier(anchor)}_"


def identifier(anchor: str) -> str:
    """An anchor as an id: any characters but blanks."""
    return "".join("_" if c.isspace() else c for c in anchor)


def attributes(para: Para, seen: set[str]) -> str:
    """Class and id of a paragraph; an anchor that stands a second time (a repeated heading) has no id."""
    made = f' class="{para.style}"'
    if para.anchor is not None and para.anchor not in seen:
        seen.add(para.anchor)
        made += f' id="{escape(identifier(para.anchor))}"'
    return made


def label(para: Para, anchors: frozenset[str]) -> str:
    """The label with the gap behind it, apart from the text that hangs behind it."""
    return f'<span class="label">{inline(para.label, anchors)}</span>' if para.label else ""
