"""A paper -> the words in it that hold the place of others: of a galley where the source says them, of a file where they stand.

A draft may hold them, which is told; a paper that is frozen as it was signed, or is signed, may not, unless somebody says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.diagnostics import Place, Problems, Span
from pipeline.galley.blocks import Block, Galley, Para, paras, plain
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.finding.unfilled import Sort, Unfilled, is_sample_town, unfilled, unfilled_name
from pipeline.source.area import Area
from pipeline.tree.sharing.generations import Generations

CODE = "仮の字句"
_NAME_STYLE = "記名者"
_SAMPLE: Sort = "見本"
# A plan may say that a figure is 未定; a paper that is signed may not.
_OF_ANY_PAPER: frozenset[Sort] = frozenset({"印", "見本"})
_OF_CLAUSES: frozenset[Sort] = frozenset({"印", "見本", "語"})
# The label of a 条 at the head of a line, behind its caption where a file runs them together.
_ARTICLE = regex(r"(?:\A|[）)])[ 　\t]*第[0-9０-９一二三四五六七八九十百]+条")


# The facts of towns that there are, with names of examples for some of their heads: sources/aomori/area.yaml.
SHIPPED = frozenset({"252fa575de6da6508e461d7e05297954633aadb7b8d9d9dfb89cbfd58bffac3e"})


@dataclass(frozen=True, slots=True)
class Held:
    """Words that hold the place of others in a paragraph, what is wrong with them, and where they stand (None: not in a source)."""

    words: str
    paragraph: str
    message: str
    place: Span | Place | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a file that stand together (a line, a cell), and where characters of it stand."""

    text: str
    place: Callable[[int, int], Span | Place | None]


Filled = Generations[int, Block]
"""Blocks that hold none, by their identity: what documents of one master share."""


def of_clauses(galley: Galley, area: Area, filled: Filled | None = None) -> tuple[Held, ...]:
    """Those of a paper of 条, in reading order, each place once."""
    return _held(galley, area, _OF_CLAUSES, filled)


def of_any_paper(galley: Galley, area: Area, filled: Filled | None = None) -> tuple[Held, ...]:
    """Those that no paper of any kind means."""
    return _held(galley, area, _OF_ANY_PAPER, filled)


def of_file(stretches: Sequence[Stretch]) -> tuple[Held, ...]:
    """Those of a paper that has no source (TXT, Word, PDF), each place once; whether it is one of 条 is read from its words."""
    sorts = _OF_CLAUSES if any(_ARTICLE.search(one.text) for one in stretches) else _OF_ANY_PAPER
    found = [(each, one) for each in stretches for one in unfilled(each.text) if one.sort in sorts]
    return tuple(dict.fromkeys(_as_held(each.text, one, each.place(one.start, one.end)) for each, one in found))


def remark(found: Iterable[Held], problems: Problems) -> None:
    """Tells of them in a draft."""
    for one in found:
        problems.warning(CODE, one.message, "締結、議決、公布などの前に、正しい字句に書き換えてください", one.place)


def refuse(found: Iterable[Held], document: str, problems: Problems) -> None:
    """Refuses to take them for what was signed."""
    cure = "正しい字句に書き換えてください。このままの文で締結、公布したのなら、--unfilled を付けて固定してください"
    for one in found:
        problems.error(CODE, f"「{document}」: {one.message}", cure, one.place or Place(document))


def _held(galley: Galley, area: Area, sorts: frozenset[Sort], filled: Filled | None) -> tuple[Held, ...]:
    found = [h for block in _blocks(galley) for h in _in_block(block, filled) if h[1] in sorts]
    if any(sort == _SAMPLE for _, sort in found) and _is_example(area):
        found = [h for h in found if h[1] != _SAMPLE]  # the example itself, and no paper of a town
    placed = {held.words for held, _ in found if held.place is not None}
    return tuple(dict.fromkeys(held for held, _ in found if held.place is not None or held.words not in placed))


def _is_example(area: Area) -> bool:
    """Whether the facts are those of an example: of towns that are nowhere, or the very file that is shipped."""
    if all(map(is_sample_town, area.municipalities)):
        return True
    text = area.name.span().file.text.replace("\r\n", "\n")
    return hashlib.sha256(text.encode()).hexdigest() in SHIPPED


def _blocks(galley: Galley) -> Iterator[Block]:
    for part in galley.parts:
        yield from part.blocks
    yield from galley.notes


def _in_block(block: Block, filled: Filled | None) -> Iterable[tuple[Held, Sort]]:
    if filled is not None and filled.get(id(block)) is not None:
        return ()
    found = [held for para in paras((block,)) for held in _in_para(para)]
    if filled is not None and not found:
        filled.keep(id(block), block)
    return found


def _in_para(para: Para) -> Iterator[tuple[Held, Sort]]:
    text = plain(para.runs)
    if para.style == _NAME_STYLE:
        if (sort := unfilled_name(text)) is not None:
            said = "は、見本の名前のままです" if sort == _SAMPLE else "は、人の氏名ではありません"
            yield Held(text, text, f"記名する人の「{text}」{said}", _place(para, 0, len(text))), sort
        return
    for one in unfilled(text):
        yield _as_held(text, one, _place(para, one.start, one.end)), one.sort


def _as_held(text: str, one: Unfilled, place: Span | Place | None) -> Held:
    words = text[one.start : one.end]
    said = "見本の名前のまま" if one.sort == _SAMPLE else "まだ決まっていない字句のまま"
    return Held(words, text, f"「{words}」は、{said}です", place)


def _place(para: Para, start: int, end: int) -> Span | None:
    """Where characters of a paragraph stand in the source; of those that come from several places, the first."""
    at = 0
    for run in para.runs:
        if at + len(run.text) > start:
            origin = run.origin
            if origin is None:
                return None
            # Words that are computed ({{ 甲 }}) are as long as they are: only what is printed as it is written has places.
            whole = origin.end - origin.start != len(run.text)
            return origin.span() if whole else origin.span(start - at, min(end, at + len(run.text)) - at)
        at += len(run.text)
    return None
