"""The words behind 別表 -> its 節, 表, 部, 項, 欄 and 備考, read against the table itself: names may hold 、 ・ の and 及び."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.amending.applying.places.rows import called_rows, column_of, in_run, run_from
from pipeline.amending.applying.places.target import BAND, BLANK, BUT_REMARKS, ITEM, JOINT, LABEL, NUMBER, Target
from pipeline.amending.applying.refusal import missing
from pipeline.amending.applying.working_tree import Node
from pipeline.amending.language.clauses import Location
from pipeline.labels.marks import REMARKS
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import whole_number
from pipeline.notation.text.width_policy import apply

DIVISIONS = ("節", "小節")
_SECTION = regex(f"(?:の)?({NUMBER})(?![号項])")
_SUBSECTION = regex(rf"(?:の)?[(（]({NUMBER})[)）]")
# Where its items bear 一, 二 they are called 号.
_NOTE = regex(f"第?({NUMBER})[項号]?")
_NOTE_PLACE = regex(f".*?第?({NUMBER})[項号]?$")


def in_schedule(node: Node, tail: str) -> list[tuple[Target, ...]]:
    """All readings of a tail from a 別表, 表 or 行 onwards; one reading may name several rows."""
    made: dict[tuple[tuple[int, str, int | None], ...], tuple[Target, ...]] = {}
    for reading in _read(node, tail):
        made.setdefault(tuple((id(t.node), t.part, t.column) for t in reading), reading)
    return list(made.values())


def _read(node: Node, rest: str) -> Iterator[tuple[Target, ...]]:
    if not rest:
        yield (Target(node),)
        return
    if node.level == "行":
        yield from column_of(node, rest)
        yield from in_run(run_from(node), rest)
        return
    if node.level == "別表" and rest.removeprefix("中") == BUT_REMARKS and any(c.level == "備考" for c in node.had):
        yield (Target(node, BUT_REMARKS),)
        return
    if node.level in ("別表", "表") and rest.startswith("の") and not rest.startswith("の表"):
        yield from _read(node, rest.removeprefix("の"))
    if node.level == "別表" and rest.startswith(("、", "，")):
        # 別表第１、１　使用料の表.
        yield from _read(node, rest[1:])
    for child in node.had:
        yield from _below(child, rest)
    if node.level in ("表", "部"):
        yield from called_rows(node, rest)
        yield from column_of(node, rest)
    tables = [c for c in node.had if c.level == "表"]
    if len(tables) == 1 and node.level != "表":
        table = tables[0]
        if rest.startswith("の表"):
            yield from _read(table, rest.removeprefix("の表"))
        else:
            yield from called_rows(table, rest)
            yield from column_of(table, rest)
    elif not tables and node.level in ("別表", "節") and rest.endswith(("の項", "欄")):
        # A row that only one of several tables has may go without the number of its 節.
        for child in node.had:
            yield from _read(child, rest)
    if node.level in DIVISIONS:
        for remarks in _remarks_of(node):
            yield from _notes(remarks, rest.removeprefix("の表"))


def _remarks_of(division: Node) -> list[Node]:
    """備考 of a 節 or 小節: its own, or of the last one those that stand behind it as the 別表's."""
    own = [child for child in division.had if child.level == "備考"]
    if own or division.parent is None:
        return own
    beside = [child for child in division.parent.had if child.level == division.level]
    return [child for child in division.parent.had if child.level == "備考"] if division is beside[-1] else []


def remarks_behind(division: Node) -> list[Node]:
    """備考 that stand behind the last 節 as the 別表's, and are its own: others have their own.

    Of anything but such a 節 there are none.
    """
    above = division.parent
    if division.level not in DIVISIONS or above is None:
        return []
    told = any(c.level == "備考" for each in above.had if each.level == division.level for c in each.had)
    return [each for each in _remarks_of(division) if each.parent is above] if told else []


def _below(child: Node, rest: str) -> Iterator[tuple[Target, ...]]:
    yield from _titled(child, rest)
    pattern = {"節": _SECTION, "小節": _SUBSECTION, "号": ITEM}.get(child.level)
    if pattern is not None and child.was:
        m = pattern.match(rest)
        if m and whole_number(apply(m[1], "half")) == child.was[0]:
            yield from _read(child, rest[m.end() :])
            if child.text.endswith(BAND) and rest[m.end() :].startswith(BAND):
                yield from _read(child, rest[m.end() :].removeprefix(BAND))
            yield from _listed(child, rest[m.end() :], pattern)
    elif child.level in ("節", "部") and child.text:
        lead = f"{child.text.removesuffix(BAND)}{BAND}"
        if rest.startswith(lead):
            yield from _read(child, rest.removeprefix(lead))
    elif child.level == "表":
        for band in child.had:
            if band.level == "部":
                yield from _below(band, rest)
    elif child.level == "備考":
        yield from _notes(child, rest)


def _titled(child: Node, rest: str) -> Iterator[tuple[Target, ...]]:
    """諸証明の表第3号, １　諸証明の表, アの表: the table of a 節 by the title of the 節, with or without its label, or by a label in the title."""
    pattern = {"節": _SECTION, "小節": _SUBSECTION}.get(child.level)
    if pattern is None or not child.text:
        return
    m = pattern.match(rest) if child.was else None
    if m and whole_number(apply(m[1], "half")) == child.was[0]:
        rest = rest[m.end() :].lstrip(" 　")
    label = LABEL.match(child.text)
    bare = child.text[label.end() :] if label is not None else child.text
    names = {child.text, bare, BLANK.sub("", child.text)} | ({label[1]} if label is not None else set())
    for name in sorted(names):
        if rest.startswith(f"{name}の表"):
            yield from _read(child, rest.removeprefix(name))
        elif name.endswith("の表") and rest.startswith(name):
            yield from _read(child, "の表" + rest.removeprefix(name))
    if label is not None and rest == label[1]:
        yield (Target(child),)


def _listed(first: Node, rest: str, pattern: re.Pattern[str]) -> Iterator[tuple[Target, ...]]:
    """第2号及び第3号, 第2号から第4号まで, 備考第1項及び第2項: siblings of the one that was named."""
    assert first.parent is not None
    siblings = [c for c in first.parent.had if c.level == first.level]

    def named(words: str) -> tuple[Node, int] | None:
        m = pattern.match(words)
        value = whole_number(apply(m[1], "half")) if m else None
        found = next((c for c in siblings if c.was[:1] == (value,)), None)
        return (found, m.end()) if m and found is not None else None

    if rest.startswith("から") and (last := named(rest[2:])) and rest[2 + last[1] :] == "まで":
        start, end = siblings.index(first), siblings.index(last[0])
        if start < end:
            yield tuple(Target(node) for node in siblings[start : end + 1])
        return
    made = [Target(first)]
    while (joint := JOINT.match(rest)) and (other := named(rest[joint.end() :])):
        made.append(Target(other[0]))
        rest = rest[joint.end() + other[1] :]
    if len(made) > 1 and not rest:
        yield tuple(made)


def _notes(child: Node, rest: str) -> Iterator[tuple[Target, ...]]:
    bare = rest.removeprefix("の")
    word = child.text or REMARKS
    if not bare.startswith(word):
        return
    # 注 may be called 注書.
    bare = bare.removeprefix(word).removeprefix("書" if word == "注" else "")
    if not bare:
        yield (Target(child),)
        return
    m = _NOTE.match(bare)
    for note in child.had:
        if m and (whole_number(apply(m[1], "half")),) == note.was[:1]:
            if m.end() == len(bare):
                yield (Target(note),)
            else:
                yield from _listed(note, bare[m.end() :], _NOTE)


def note_number(to: Location) -> tuple[int, ...]:
    """The number that an item of a 備考 takes: 第3項, 同表備考第三号."""
    if not to.tail:
        return to.steps[-1].number
    m = _NOTE_PLACE.fullmatch(to.tail)
    value = whole_number(apply(m[1], "half")) if m is not None and "備考" in to.tail else None
    if value is None:
        raise missing(to.tail)
    return (value,)
