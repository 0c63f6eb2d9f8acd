"""章, 節 and their like at work: headings that stand among the 条 that they head, and what lies below each of them."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.amending.applying.refusal import Refusal, unread
from pipeline.amending.applying.working_tree import Node, node_of, parent_of, place_name
from pipeline.amending.language.clauses import CHAPTER_WORDS, StepLevel
from pipeline.labels.amendment_style import Manner, Number
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS
from pipeline.provision.read import number_of, read_units
from pipeline.provision.unit import CHAPTERS, Level

_N = f"(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)"
_HEADING = regex(rf"第({_N})([編章節款目])((?:の{_N})*)[ 　](.+)")
# 節 of a 章 is no 節 of a 別表.
LEVELS: Mapping[str, Level] = dict(zip(CHAPTER_WORDS, CHAPTERS, strict=True))


def is_heading(node: Node) -> bool:
    """Whether a node heads others that stand behind it."""
    return node.level in CHAPTERS


def members(heading: Node, nodes: list[Node]) -> list[Node]:
    """The heading and all that lies below it, out of its siblings in their order."""
    at = nodes.index(heading)
    rank = CHAPTERS.index(_level(heading))
    end = at + 1
    while end < len(nodes) and not (is_heading(nodes[end]) and CHAPTERS.index(_level(nodes[end])) <= rank):
        end += 1
    return nodes[at:end]


def enclosing(node: Node, nodes: list[Node]) -> tuple[Node, ...]:
    """The headings under which a node lies, from the outermost."""
    made: list[Node] = []
    for each in nodes:
        if each is node:
            break
        if is_heading(each):
            made = [h for h in made if CHAPTERS.index(_level(h)) < CHAPTERS.index(_level(each))] + [each]
    if is_heading(node):
        made = [h for h in made if CHAPTERS.index(_level(h)) < CHAPTERS.index(_level(node))]
    return tuple(made)


def _level(node: Node) -> Level:
    return next(level for level in CHAPTERS if level == node.level)


def found(nodes: list[Node], level: StepLevel, number: Number) -> list[Node]:
    """The headings of a level and number among nodes, as the sentence found them."""
    return [n for n in nodes if n.level == LEVELS[level] and n.was == number]


def words_of(line: str, level: str, number: Number) -> str:
    """The words of a heading that is written with its number: 第二章　雑則. Raises Refusal for another number."""
    m = _HEADING.fullmatch(line.strip(" 　"))
    if m is None or LEVELS[m[2]] != level:
        raise unread(line)
    if number_of(m[1], m[3]) != number:
        raise Refusal("番号", f"新しい{m[2]}名の番号が違います（{line.strip(' 　')}）", "番号を確かめてください")
    return m[4]


def read(lines: tuple[str, ...], word: str, manner: Manner) -> tuple[list[Node], int]:
    """New 章 with all below them, and how many there are of the level that a rule names."""
    units = read_units(lines, "条", manner)
    if not units or units[0].level != LEVELS[word]:
        raise unread(lines[0] if lines else word)
    return [node_of(u) for u in units], sum(u.level == LEVELS[word] for u in units)


def named(lines: tuple[str, ...]) -> Node:
    """One heading alone: what 章名を付する puts before a 条."""
    if len(lines) != 1 or (m := _HEADING.fullmatch(lines[0].strip(" 　"))) is None:
        raise unread(lines[0] if lines else "章名")
    return Node(LEVELS[m[2]], number_of(m[1], m[3]), m[4])


def renumber(moves: list[tuple[Node, Number]]) -> None:
    """Gives headings other numbers. Raises Refusal where another one under the same headings has one of them."""
    moving = {id(node) for node, _ in moves}
    for node, number in moves:
        siblings = parent_of(node).children
        own = enclosing(node, siblings)
        for other in siblings:
            same = other.level == node.level and other.number == number and id(other) not in moving
            if same and enclosing(other, siblings) == own:
                raise Refusal(
                    "既存",
                    f"{place_name(other)}は既にあり、{place_name(node)}をそこに移せません",
                    "先にそこを空けてください",
                )
    for node, number in moves:
        node.number = number


def must_count_up(nodes: list[Node]) -> None:
    """Raises Refusal for two headings of one number under the same headings."""
    seen: set[tuple[int, ...] | tuple[object, ...]] = set()
    for node in nodes:
        if not is_heading(node):
            continue
        key = (*(id(h) for h in enclosing(node, nodes)), node.level, node.number)
        if key in seen:
            raise Refusal("重複", f"{place_name(node)}が二つできます", "番号を移す規定を確かめてください")
        seen.add(key)
