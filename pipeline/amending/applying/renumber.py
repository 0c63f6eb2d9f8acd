"""Units that take other numbers: とし, 繰り下げ, からまでを…とし; rows of a table by the number in their first 欄."""

from __future__ import annotations

import re

from pipeline.amending.applying import chapters, forms, struck
from pipeline.amending.applying.places.rows import cell_number
from pipeline.amending.applying.places.schedule import note_number
from pipeline.amending.applying.places.steps import label_number
from pipeline.amending.applying.refusal import Refusal, missing, shown, unread
from pipeline.amending.applying.working_tree import Node, is_sheet, parent_of, place_name
from pipeline.amending.language.clauses import CHAPTER_WORDS, Location, StepLevel
from pipeline.labels.amendment_style import Number
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, in_kanji
from pipeline.notation.numbers.subitem import Subitems
from pipeline.notation.text.width_policy import apply
from pipeline.provision.read import number_of

_N = f"(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)"
# 第3号, as a row may be called by its number.
_NUMBERED = regex(rf"第({_N})号")
_ITEM = regex(rf"第({_N})号((?:の{_N})*)")
# What stands behind 別表第1: の and a number, or the number of a 節 and that of a 小節 in brackets.
_DIVISION = regex(rf"(?:の?({_N}))?の?([(（]{_N}[)）])|の?({_N})")


def move(node: Node, to: Location, subitems: Subitems) -> None:
    """Gives one unit another number. Raises Refusal if that is no number of its kind, or taken."""
    step = to.steps[-1]
    if struck.last(node) is not None:
        raise unread(f"{place_name(node)}{node.text}を{shown(to)}とし")
    if chapters.is_heading(node):
        if step.level not in CHAPTER_WORDS or chapters.LEVELS[step.level] != node.level:
            raise unread(f"{place_name(node)}を{shown(to)}とし")
        chapters.renumber([(node, step.number)])
        return
    if node.level == "行" or step.level == "行":
        _move_row(node, to)
        return
    if node.level == "様式" and step.level == "様式":
        forms.rename([(node, step.name)])
        return
    if node.parent is not None and node.parent.level == "備考":
        renumber([(node, note_number(to))])
        return
    if node.level == "表" and step.level == "別表":
        # 同表 said of a table that is all there is in its 別表.
        node = node.above("別表") or node
    if node.level in ("条", "附則", "各附則", "本則") and step.level == "項":
        _into_paragraph(node, step.number)
        return
    number: Number | None = step.number
    if node.level in ("節", "小節") and step.level in ("別表", "表"):
        _move_division(node, to, subitems)
        return
    if node.level == "号" and step.level in ("別表", "表") and (m := _ITEM.fullmatch(to.tail)):
        # 同号を同表第3号とし: 号 of a 別表 that has no table.
        schedule = node.above("別表")
        if len(to.steps) > 1 or schedule is None or not (step.same or schedule.was == step.number):
            raise unread(f"{place_name(node)}を{shown(to)}とし")
        renumber([(node, number_of(m[1], m[2]))])
        return
    if step.level == "札":
        number = label_number(node, step.name, subitems)
    elif step.level != node.level or to.tail:
        number = None
    if number is None:
        raise unread(f"{place_name(node)}を{shown(to)}とし")
    _must_stay(node, to, subitems)
    renumber([(node, number)])


def _move_division(node: Node, to: Location, subitems: Subitems) -> None:
    """別表の2を別表の3とし: within the 別表 and the 節 in which it lies."""
    schedule, above, first = node.above("別表"), node.parent, to.steps[0]
    own = schedule.was if schedule is not None else ()
    # 別表第1の12 reads as a 別表 with a branch where it is the number 12 within 別表第1.
    tail = first.name + to.tail if first.number[:1] == own != first.number else to.tail
    m = _DIVISION.fullmatch(tail)
    number = label_number(node, m[2] or m[3], subitems) if m is not None else None
    there = first.same or first.number[: len(own)] == own
    inside = m is not None and bool(m[2]) == (node.level == "小節")
    fits = m is None or not m[1] or (above is not None and label_number(above, m[1], subitems) == above.was)
    if number is None or not (there and inside and fits):
        raise unread(f"{place_name(node)}を{shown(to)}とし")
    renumber([(node, number)])


def _must_stay(node: Node, to: Location, subitems: Subitems) -> None:
    """Refused: a target in another unit than that in which the node lies."""
    labels = [step for step in to.steps[:-1] if step.level == "札"]
    above = node.parent
    for step in reversed(labels):
        if above is None or above.was != label_number(above, step.name, subitems):
            raise unread(shown(to))
        above = above.parent
    for step in to.steps[:-1]:
        if step.level != "札" and not _lies_in(node, step.level, step.number, same=step.same):
            raise unread(shown(to))


def _lies_in(node: Node, level: str, number: Number, *, same: bool) -> bool:
    """Whether the unit above that a target names is the one in which the node lies: nothing moves to another 条."""
    above = node.parent
    while above is not None and above.level != level:
        above = above.parent
    return above is not None and (same or above.was == number)


def _into_paragraph(article: Node, number: Number) -> None:
    """第5条を同条第2項とし: the only 項 of a 条 is moved (R7)."""
    if [each.level for each in article.had] != ["項"]:
        raise missing(f"{place_name(article)}のただ一つの項")
    if article.level != "条" and number == article.had[0].number:
        return  # 附則を附則第1項とし: it gets the number that the model has given it all the time
    renumber([(article.had[0], number)])


def _move_row(node: Node, to: Location) -> None:
    """3の項, 同表の3の項, 別表第2の3の項: only within the table in which the row stands."""
    numbered = _NUMBERED.fullmatch(to.tail)
    name = numbered[1] if numbered is not None else to.tail.removesuffix("の項").removeprefix("の")
    if len(to.steps) == 1 and to.steps[0].level == "号" and len(to.steps[0].number) == 1:
        _renumber_rows([(node, to.steps[0].number[0])])
        return
    first, schedule = to.steps[0], node.above("別表")
    there = first.level in ("行", "表") or (schedule is not None and schedule.was == first.number)
    if node.level != "行" or len(to.steps) > 1 or not there or not re.fullmatch(f"[0-9０-９{KANJI_NUMERALS}]+", name):
        raise unread(f"{place_name(node)}を{shown(to)}とし")
    _renumber_rows([(node, _row_number_of(name))])


def _row_number_of(words: str) -> int:
    value = cell_number(words)
    if value is None:
        raise unread(f"{words}の項")
    return value


def shift(nodes: list[Node], by: int, unit: StepLevel) -> None:
    """All of the nodes by so many numbers, downwards if positive."""
    if unit in CHAPTER_WORDS:
        level = chapters.LEVELS[unit]
        chapters.renumber([(node, (node.was[0] + by,)) for node in nodes if node.level == level])
        return
    if all(node.level == "行" for node in nodes) and unit in ("項", "号"):
        _renumber_rows([(node, _row_number_of(node.was_cells[0]) + by) for node in nodes])
        return
    if all(node.level == "様式" for node in nodes) and unit in ("様式", "号"):
        forms.rename([(node, forms.next_name(node, by)) for node in nodes])
        return
    held = "別表" if unit == "表" else unit
    if any(n.level != held or len(n.was) > 1 for n in nodes):
        raise unread(f"{place_name(nodes[0])}からの範囲を{unit}ずつ")
    renumber([(node, (node.number[0] + by,)) for node in nodes])


def _renumber_rows(moves: list[tuple[Node, int]]) -> None:
    moving = {id(node) for node, _ in moves}
    for node, number in moves:
        for other in parent_of(node).children:
            if id(other) not in moving and other.level == "行" and cell_number(other.cells[0]) == number:
                raise Refusal(
                    "既存",
                    f"{place_name(other)}は既にあり、{place_name(node)}をそこに移せません",
                    "先にそこを空けてください",
                )
    for node, number in moves:
        node.cells[0] = _alike(node.cells[0], number)


def _alike(pattern: str, number: int) -> str:
    """A number in the numerals of the cell that it takes the place of."""
    if re.fullmatch(f"[{KANJI_NUMERALS}]+", pattern):
        return in_kanji(number)
    return apply(str(number), "half" if pattern.isascii() else "full")


def renumber(moves: list[tuple[Node, Number]]) -> None:
    """Gives all of the units their numbers at once. Raises Refusal where another unit has one of them."""
    moving = {id(node) for node, _ in moves}
    for node, number in moves:
        if (number and number[0] < 1) or number == node.number:
            raise Refusal("番号", f"{place_name(node)}を移す先が正しくありません", "番号を確かめてください")
        taken = [c for c in parent_of(node).children if c.number == number and c.level == node.level]
        if any(id(c) not in moving for c in taken):
            raise Refusal(
                "既存",
                f"{place_name(taken[0])}は既にあり、{place_name(node)}をそこに移せません",
                "先にそこを空けてください",
            )
    for node, number in moves:
        node.number = number
    _sort(parent_of(moves[0][0]), moves[0][0].level)


def _sort(parent: Node, level: str) -> None:
    """Puts the children of a level in the order of their numbers; others stay where they are."""
    places = [n for n, c in enumerate(parent.children) if c.level == level and not is_sheet(c)]
    ordered = sorted((parent.children[n] for n in places), key=lambda c: c.number)
    for n, child in zip(places, ordered, strict=True):
        parent.children[n] = child
