"""Runs -> inline elements: links to what they cite, readings over words, names and underlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from urllib.parse import quote

from pipeline.galley import LEADER, Para, Run, leads
from pipeline.galley.styles import MARK_STYLE
from pipeline.late.regex import regex
from pipeline.notation.dates.era import ERA_NAMES_PATTERN, ERAS
from pipeline.notation.text.number_box import boxes

_INITIALS = "".join(era.abbreviation for era in ERAS)
# What belongs to the number right behind it: the name of an era, its first character (令6.2.20), 第.
_BEFORE = regex(rf"(?:{ERA_NAMES_PATTERN}|(?<![一-鿿])[{_INITIALS}]|第)\Z")
# How the names of styles of tables and drawings begin.
_IN_TABLES = ("表", "図")
# Words of Latin letters and signs that are longer than a column, and the pieces that they may break into.
_LONG = regex("[!-~]{13,}")
_JOINTS = regex("[^/.?&=_-]{0,12}[/.?&=_-]+|[^/.?&=_-]{1,12}")
# A month and its day, which brackets may enclose.
_DAY = regex(r"[^0-9０-９]*[0-9０-９]+月[0-9０-９]+日[^0-9０-９]*")
_CLASSES = {"下線": "underlined", "氏名": "name"}


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def inline(runs: Iterable[Run], anchors: frozenset[str], write: Callable[[str], str] = _escaped) -> str:
    """The runs as HTML, their texts as `write` gives them; `anchors` are the places that there are to lead to."""
    return "".join(_run(run, anchors, write) for run in runs)


def _run(run: Run, anchors: frozenset[str], write: Callable[[str], str]) -> str:
    if leads(run):
        return f'<span class="leader">{" " if run.text == LEADER else run.text}</span>'
    made = write(run.text)
    if run.ruby:
        made = f"<ruby>{made}<rt>{escape(run.ruby, quote=False)}</rt></ruby>"
    if run.style == MARK_STYLE and run.target in anchors:
        link = quote(identifier(run.target))
        return f'<sup id="{escape(mark_id(run.target))}"><a href="#{link}" role="doc-noteref">{made}</a></sup>'
    if run.style is not None:
        made = f'<span class="{_CLASSES.get(run.style, "styled")}">{made}</span>'
    target = run.target or run.page_of
    return f'<a href="#{quote(identifier(target))}">{made}</a>' if target in anchors else made


def _in_cell(text: str) -> str:
    """With places where long addresses and codes may break: cells are too narrow for them, and no other word breaks there."""
    made, done = "", 0
    for found in _LONG.finditer(text):
        pieces = _JOINTS.findall(found[0])
        made += _escaped(text[done : found.start()]) + "<wbr>".join(map(_escaped, pieces))
        done = found.end()
    return made + _escaped(text[done:])


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """What stays on one line in a cell: each number with its sign and unit, a year with its era, a day with its month."""
    begun: tuple[int, int] | None = None
    for start, end in boxes(text):
        if begun is not None and begun[1] == start and _DAY.fullmatch(text, begun[0], end):
            begun = begun[0], end
            continue
        if begun is not None:
            yield begun
        before = _BEFORE.search(text, 0 if begun is None else begun[1], start)
        begun = start if before is None else before.start(), end
    if begun is not None:
        yield begun


def with_numbers(text: str) -> str:
    """Each number of more than one character, with its sign and unit, as a stretch that stays on one line."""
    made, done = "", 0
    for start, end in stretches(text):
        if end - start > 1:
            made += f'{_in_cell(text[done:start])}<span class="figures">{_escaped(text[start:end])}</span>'
            done = end
    return made + _in_cell(text[done:])


def with_dates(text: str) -> str:
    """Each number of a heading with its unit and the name of its era before it (令和6年度), which browsers take for phrases apart."""
    made, done = "", 0
    for start, end in boxes(text):
        before = _BEFORE.search(text, done, start)
        begin = start if before is None else before.start()
        made += f'{_escaped(text[done:begin])}<span class="figures">{_escaped(text[begin:end])}</span>'
        done = end
    return made + _escaped(text[done:])


def mark_id(anchor: str) -> str:
    """The id of the mark that calls the note at this anchor."""
    return f"{identifier(anchor)}_"


def identifier(anchor: str) -> str:
    """An anchor as an id: any characters but blanks."""
    return "".join("_" if c.isspace() else c for c in anchor)


def attributes(para: Para, seen: set[str], classes: Iterable[str] = (), lengths: Iterable[str] = ()) -> str:
    """Classes, id and lengths of a paragraph; an anchor that stands a second time (a repeated heading) has no id."""
    made = f' class="{" ".join((para.style, *classes))}"'
    if para.anchor is not None and para.anchor not in seen:
        seen.add(para.anchor)
        made += f' id="{escape(identifier(para.anchor))}"'
    return made + styled(lengths)


def styled(lengths: Iterable[str]) -> str:
    """The attribute that gives an element lengths of its own; "" for none."""
    own = ";".join(lengths)
    return f' style="{own}"' if own else ""


def words_of(para: Para, anchors: frozenset[str]) -> str:
    """Label and text of a paragraph."""
    if para.heading is not None:
        return label(para, anchors) + inline(para.runs, anchors, with_dates)
    write = with_numbers if para.style.startswith(_IN_TABLES) else _escaped
    return label(para, anchors) + inline(para.runs, anchors, write)


def label(para: Para, anchors: frozenset[str]) -> str:
    """The label with the gap behind it, apart from the text that hangs behind it."""
    return f'<span class="label">{inline(para.label, anchors)}</span>' if para.label else ""
