"""Papers told more or less fully -> trees that tell alike, so that only what both say is compared.

A source and a recorded version tell everything; a Word file or a web page tells sections and tables; plain text tells
lines and cells. What one of two papers does not tell is taken out of the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Literal
from zlib import crc32

from pipeline.comparing.drawn import loosened
from pipeline.comparing.node import JOINED, PARTED, Node, lines_of
from pipeline.comparing.notes import called, is_like_note, is_note, with_furniture, with_others, with_pictures
from pipeline.comparing.pairing.columns import heads
from pipeline.galley.blocks import Drawing, Image, drawn_lines
from pipeline.galley.contents import CONTENTS_TITLE
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers import enumeration
from pipeline.notation.text.contents_line import Entries

# 節: headings and what they govern. 番号: labels apart from words. 体裁: styles and marks. 結合: cells over rows.
# 欄名: which rows name columns. 図: drawings apart from tables. 行: where a paragraph and a row end. 脚注: notes at the foot of pages. 図版: pictures, which no
# page has words for.
Telling = Literal["節", "番号", "体裁", "結合", "欄名", "図", "行", "脚注", "図版"]
EVERYTHING: frozenset[Telling] = frozenset({"節", "番号", "体裁", "結合", "欄名", "図", "行", "脚注", "図版"})
LINES: frozenset[Telling] = frozenset({"行", "脚注"})

_BLANKS = regex("[ \u3000\t\xa0]+")
_N = "[0-9０-９]+"
# Single signs that number a paragraph, and such as only mark it: no blank need stand behind one.
_SIGNS = enumeration.CIRCLED + "".join(enumeration.SIGNS)
_MARKS = "○・◆※●■□◎★◇▽▼◯•▪➢➔❑❒❖✓☑☒"
_LABEL = regex(
    rf"(?:第(?:{_N}|[一二三四五六七八九十百]+)[編章節款目条項号](?:の{_N})*"
    rf"|[（(](?:{_N}|[ア-ンa-zA-Z一二三四五六七八九十])[)）]"
    rf"|{_N}(?:[-－.．]{_N})*[.．]?|[{_SIGNS}Ⅰ-Ⅻ][.．]?|[ア-ンa-zA-Z][.．]?|[{_MARKS}])(?=[ \u3000\xa0\t]|(?<=[{_SIGNS}{_MARKS}]))[ \u3000\xa0\t]*"
)
_HEADING = regex(
    rf"(?:第(?:{_N}|[一二三四五六七八九十百]+)[編章節条]|[Ⅰ-Ⅻ]|{_N}[.．]?|[（(]{_N}[)）])[ \u3000].*[^。、]"
)
_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper as far as its form tells it. `name` is what reports call it, `title` what it calls itself.

    `text`: the lines of one that is plain text. `notes`: those at the foot of the pages of a Word file, of which is not told
    where they stand; None where they stand in the tree. `pictures`: what is read out for each of a file; None where it does
    not tell, or where they stand in the tree. `furniture`: what stands at the head and foot of the pages of a Word file; None
    elsewhere, where it is printed by itself. `images`: what is the same for pictures of the very same bytes, "" where it is not
    known; None where a file tells nothing of them.
    """

    root: Node
    tells: frozenset[Telling]
    name: str
    title: str = ""
    text: str = ""
    notes: tuple[str, ...] | None = None
    pictures: tuple[str, ...] | None = None
    furniture: tuple[str, ...] | None = None
    images: tuple[str, ...] | None = None


def alike(old: Reading, new: Reading) -> tuple[Node, Node]:
    """The two trees, each telling only what both tell."""
    tells = old.tells & new.tells
    return lowered(_seen_beside(old, new), tells), lowered(_seen_beside(new, old), tells)


def _seen_beside(reading: Reading, other: Reading) -> Node:
    """The tree; of plain text whose 目次, unless it is a table, may have the title of that of the other paper, and which prints its drawings."""
    every = list(other.root.walk())
    pairs = (pair for node in every for pair in pairwise(node.children))
    titles = {title.words for title, below in pairs if title.look == CONTENTS_TITLE and below.listed}
    root = of_text(reading.text, titles) if titles and reading.text else reading.root
    if reading.notes or other.notes:
        own = called(root, other.notes or (), other.root) if reading.notes is None else frozenset()
        others = called(other.root, reading.notes or (), root) if other.notes is None else frozenset()
        rest = _without(root, lambda node: id(node) in own or is_like_note(node))
        root = with_others(rest, _notes(reading, root, own), _notes(other, other.root, others))
    if "図版" not in reading.tells & other.tells:
        shown, beside = _pictures(reading), _pictures(other)
        if shown is not None and beside is not None and (shown or beside):
            root = with_pictures(root, shown, beside)
    if reading.furniture is not None and other.furniture is not None and reading.furniture != other.furniture:
        root = with_furniture(root, reading.furniture, other.furniture)
    # Of a drawing of ours it is known which words stand in one line.
    told = reading.text and all(node.source is None for node in every if node.kind == "図")
    return loosened(root, other.root) if told else root


def _notes(reading: Reading, root: Node, own: Collection[int]) -> tuple[str, ...]:
    return (*(reading.notes or ()), *(n.text for n in root.walk() if id(n) in own or is_like_note(n)))


def unlike_images(old: Reading, new: Reading) -> int:
    """How many pictures of two papers are not the very same; 0 where their bytes are not known."""
    one, other = _images(old), _images(new)
    if one is None or other is None:
        return 0
    gone, come = Counter(one) - Counter(other), Counter(other) - Counter(one)
    unknown = max(one.count(""), other.count(""))
    return max(0, max(gone.total() - gone[""], come.total() - come[""]) - unknown)


def _images(reading: Reading) -> tuple[str, ...] | None:
    if "図版" not in reading.tells:
        return reading.images
    pictures = [node.source.picture for node in reading.root.walk() if isinstance(node.source, Image)]
    return tuple("" if p.form == "svg" else f"{crc32(p.data):08x}" for p in pictures)


def _pictures(reading: Reading) -> tuple[str, ...] | None:
    """What is read out for the pictures of a paper; None where it does not tell."""
    if "図版" not in reading.tells:
        return reading.pictures
    return tuple(node.source.alt for node in reading.root.walk() if isinstance(node.source, Image))


def lowered(root: Node, tells: frozenset[Telling]) -> Node:
    """A tree that tells no more than that."""
    if tells == EVERYTHING:
        return root
    if "脚注" not in tells:
        root = _without(root, is_note)
    if "図版" not in tells:
        root = without_pictures(root)
    if "結合" not in tells or ("図" not in tells and any(n.kind == "図" for n in root.walk())):
        return of_lines(_lines(root))
    made = _bare(root, tells)
    return made if "節" in tells else replace(made, children=tuple(_flat(made.children)))


def _bare(node: Node, tells: frozenset[Telling]) -> Node:
    """Without looks; labels only where a rule finds them in the words; nothing empty."""
    if "欄名" not in tells and node.kind == "表" and any(names := heads(node)):
        node = replace(node, children=tuple(replace(row, columns=names) for row in node.children))
    children = tuple(_bare(c, tells) for c in _apart(node.children) if node.kind in ("行", "欄名") or any(_words(c)))
    if "欄名" not in tells and node.kind == "欄名":
        node = replace(node, kind="行")
    if "体裁" not in tells:
        node = replace(node, look="", form=_form(node))
    if "番号" not in tells and node.kind in ("節", "文"):
        label, words = parted(node.text)
        node = replace(node, label=label, words=words)
    elif "番号" not in tells and node.kind == "欄":
        node = replace(node, words=_cell_words(node.text))
    return replace(node, children=children)


def without_pictures(root: Node) -> Node:
    """What is printed in letters: what is read out for a picture stands on no page."""
    return _without(root, _is_picture)


def _is_picture(node: Node) -> bool:
    return isinstance(node.source, Image)


def _without(node: Node, is_left_out: Callable[[Node], bool]) -> Node:
    return replace(node, children=tuple(_without(c, is_left_out) for c in node.children if not is_left_out(c)))


def _form(node: Node) -> str:
    return (JOINED if node.is_joined else "") if node.kind == "欄" else ""


def _apart(children: Iterable[Node]) -> Iterator[Node]:
    """The paragraphs of frames stand by themselves."""
    for child in children:
        if _is_frame(child):
            for row in child.children:
                yield from (Node("文", words=p) for c in row.children for p in c.words.split(PARTED))
        else:
            yield child


def _is_frame(node: Node) -> bool:
    """Whether it is a table of a single column."""
    return node.kind == "表" and all(len(row.children) == 1 for row in node.children)


def _words(node: Node) -> Iterator[str]:
    return (n.text for n in node.walk() if n.text.strip(" \u3000\n"))


def _flat(children: Iterable[Node]) -> Iterator[Node]:
    """Sections as their headings and what stands below, one behind the other."""
    for child in children:
        if child.kind == "節":
            level = int(child.form) if child.form.isdecimal() else 1
            yield replace(child, kind="文", form="", look="", children=(), level=max(level, child.level))
            yield from _flat(child.children)
        else:
            yield replace(child, form="") if child.kind == "文" else child


@dataclass(frozen=True, slots=True)
class Line:
    """A line of plain text, its cells parted by tabs. `level` is that of a heading (0: none or not known).

    `table` and `columns` are the names of the table and its columns, as far as they are known.
    """

    text: str
    level: int = 0
    listed: bool = False
    table: str = ""
    columns: tuple[str, ...] = ()


def _lines(root: Node, level: int = 0) -> Iterator[Line]:
    for child in root.children:
        if child.kind == "節":
            yield Line(child.text, level + 1)
            yield from _lines(child, level + 1)
        elif child.kind == "文":
            yield Line(child.text, child.level, child.listed)
        elif isinstance(child.source, Drawing):
            drawing = child.source
            yield from (Line(text, table=child.key) for text in drawn_lines((*drawing.head, *drawing.bands)))
        elif child.kind == "表" and _is_frame(child):
            yield from map(Line, lines_of(Node("文書", children=tuple(_apart([child])))))
        elif child.kind == "表":
            names = heads(child)
            known = names if any(names) else ()
            for row in child.children:
                yield from (Line(t, table=row.key or child.key, columns=row.columns or known) for t in lines_of(row))
        else:
            yield from map(Line, lines_of(child))


def of_text(text: str, titles: Collection[str] = ()) -> Node:
    """Plain text as a tree: lines, and tables of lines with tabs; headings are guessed, for the place alone.

    `titles`: what a 目次 of the text may be called, beside the usual.
    """
    return of_lines(_guesses(text.split("\n"), Entries(titles)))


def _guesses(texts: Iterable[str], entries: Entries) -> Iterator[Line]:
    """The lines; a 目次 that is a table has a head, whose rows are no entries."""
    in_table = False
    for text in texts:
        has_cells = text.count("\t") > 1
        line = Line(text) if in_table and has_cells else _guessed(text, entries)
        in_table = has_cells and not line.listed
        yield line


def _guessed(text: str, entries: Entries) -> Line:
    words = text.strip(" \u3000\ufeff")
    if words and (listed := entries.words(words)) is not None:
        return Line(listed, listed=True)
    is_heading = len(words) <= _LONGEST_HEADING and "\t" not in words and _HEADING.fullmatch(words)
    return Line(text, _guessed_level(words) if is_heading else 0)


def _guessed_level(words: str) -> int:
    marks = ("第[^章節条]*[編部]|[Ⅰ-Ⅻ]", "第[^節条]*章", "第[^条]*節", "第.*条|[0-9０-９]", "[（(]")
    return next((n for n, mark in enumerate(marks, 1) if re.match(mark, words)), 1)


def of_lines(lines: Iterable[Line]) -> Node:
    """Lines as a tree: those with tabs that follow each other are a table."""
    made: list[Node] = []
    rows: list[Node] = []
    for line in lines:
        if "\t" in line.text and not line.text.strip(" \u3000\t\r"):
            continue  # a row without words
        text = line.text.strip(" \u3000\ufeff\r").rstrip("\t") if "\t" not in line.text.strip() else line.text
        if "\t" in text and not line.listed:
            if text.strip(" \u3000\t"):
                rows.append(replace(_row(text), key=line.table, columns=line.columns))
            continue
        if rows:
            made.append(Node("表", children=tuple(rows)))
            rows = []
        if text.strip(" \u3000\t"):
            label, words = parted(text.strip(" \u3000"))
            made.append(Node("文", label, words, listed=line.listed, level=line.level))
    if rows:
        made.append(Node("表", children=tuple(rows)))
    return Node("文書", children=tuple(made))


def _row(text: str) -> Node:
    cells = (Node("欄", words=_cell_words(c), column=n) for n, c in enumerate(text.split("\t")))
    return Node("行", children=tuple(cells))


def _cell_words(text: str) -> str:
    """The words of a cell without what parts its paragraphs: a blank in plain text."""
    return " ".join(filter(None, (p.strip(" \u3000") for p in text.replace(PARTED, " ").split(" "))))


def parted(text: str) -> tuple[str, str]:
    """The number at the head of a paragraph, and its words; blanks are those of one kind."""
    text = text.strip(" \u3000\t\xa0").replace("\t", "\u3000").replace("\xa0", " ")
    found = _LABEL.match(text)
    if found is None or found.end() == len(text):
        return "", text
    return f"{_BLANKS.sub('', found[0])}\u3000", text[found.end() :]
