"""Two trees in one -> blocks of a 新旧対照表: only what changes, below the headings it stands under, rows side by side.

Rows of a narrow table stand in cells; of a wide one the changed cells are told with the names of their columns. Rows that
stay between two that change are （略）. What moved is told at both places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.comparing import figures
from pipeline.comparing.changes import Compared
from pipeline.comparing.long_diff import differing
from pipeline.comparing.merged import Merged, merged
from pipeline.comparing.node import PARTED, Node, lines_of
from pipeline.comparing.pairing import columns
from pipeline.comparing.places import Places, key_of
from pipeline.labels import versions as labels
from pipeline.notation.house_style import Marks
from pipeline.papers.side_by_side.comparison import Block, Line, Pair, Piece

# A table of more columns does not stand beside itself on a sheet.
_NARROW = 4
_NOTHING = Line(((Piece(""),),), "")


def compare_trees(compared: Compared, marks: Marks) -> tuple[Block, ...]:
    """The blocks of everything that changes in words, from the front to the back."""
    comparer = _Comparer(compared, marks)
    tree = merged(compared)
    return tuple(Block(title, tuple(pairs)) for title, pairs in comparer.blocks(tree) if pairs)


class _Comparer:
    """Sets the parts of one merged tree side by side."""

    def __init__(self, compared: Compared, marks: Marks) -> None:
        self.old, self.new = Places(compared.old), Places(compared.new)
        self.marks = marks
        self._open: list[Merged] = []

    def blocks(self, tree: Merged) -> Iterator[tuple[str, list[Pair]]]:
        """Each change with its title, headings above it as blocks of their own."""
        for child in tree.below:
            yield from self._block(child)

    def _block(self, part: Merged) -> Iterator[tuple[str, list[Pair]]]:
        if not _says_other_words(part) or part.node.listed:
            return
        if part.node.kind == "節" and part.is_kept:
            if part.fate == "移入":
                yield part.node.words, [Pair(self._note(self._came(part)), _whole_line(part.node.text, marked=False))]
            elif not self._is_title(part) or part.old is None or part.new is None or part.old.words != part.new.words:
                yield part.node.words, [_heading(part)]
            yield from self.blocks(part)
        else:
            yield _title(part), list(self._pairs(part))

    def _is_title(self, part: Merged) -> bool:
        """Whether a heading is that of the whole paper, below which everything stands."""
        return part.new_at is not None and len(part.new_at) == 1 and part.node.form in ("", "1") and bool(part.below)

    def _pairs(self, part: Merged) -> Iterator[Pair]:
        if not part.is_kept:
            yield from self._one_sided(part)
        elif part.node.kind == "表":
            yield from self._table(part)
        elif part.node.kind == "図":
            yield from self._drawing(part)
        else:
            if part.fate == "移入":
                yield Pair(self._note(self._came(part)), _whole_line(part.node.text, marked=False))
            if part.old is not None and part.new is not None and part.old.text != part.new.text:
                yield _words(part.old, part.new)

    def _one_sided(self, part: Merged) -> Iterator[Pair]:
        """What comes or goes, all of it marked, beside what says so."""
        came = part.fate in ("加", "移入")
        notes = {"加": self.marks.new, "削": self.marks.gone, "移出": self._went(part), "移入": self._came(part)}
        note = notes.get(part.fate, "")
        for n, words in enumerate(_lines(part)):
            line, beside = _whole_line(words, marked=True), self._note(note if n == 0 else "")
            yield Pair(beside, line) if came else Pair(line, beside)

    def _note(self, words: str) -> Line:
        return Line(((Piece(words),),), "")

    def _went(self, part: Merged) -> str:
        if part.other is None or part.old_at is None:
            return self.marks.gone
        return labels.moved_within() if part.within else labels.went_to(self.new.place(part.other[:-1]))

    def _came(self, part: Merged) -> str:
        if part.other is None or part.new_at is None:
            return self.marks.new
        return labels.moved_within() if part.within else labels.came_from(self.old.place(part.other[:-1]))

    def _table(self, part: Merged) -> Iterator[Pair]:
        assert part.old is not None
        assert part.new is not None
        heads = columns.heads(part.old), columns.heads(part.new)
        narrow = max(len(heads[0]), len(heads[1])) <= _NARROW
        if narrow and any(heads[0]) and any(heads[1]):
            yield Pair(_cells(heads[0], heads[1], "欄名"), _cells(heads[1], heads[0], "欄名"))
        rows = [c for c in part.below if c.node.kind != "欄名"]
        if not narrow and heads[0] != heads[1]:
            yield from (self._head(n, heads) for n in _changed_heads(heads))
        for stays, group in groupby(rows, key=lambda row: not _says_other_words(row)):
            held = list(group)
            if stays:
                yield self._omitted(held)
                continue
            for row in held:
                yield from self._row(row, heads, narrow=narrow)

    def _head(self, names: tuple[str, str], heads: tuple[tuple[str, ...], tuple[str, ...]]) -> Pair:
        """A column of a wide table that comes, goes or is renamed."""
        del heads
        old, new = names
        left = _whole_line(old, marked=True) if old else self._note(self.marks.new)
        right = _whole_line(new, marked=True) if new else self._note(self.marks.gone)
        return Pair(left, right)

    def _omitted(self, rows: Sequence[Merged]) -> Pair:
        """One （略） for all rows that stay between two that change."""
        omitted = ((Piece(self.marks.omitted),),)
        old = "\n".join(line for r in rows if r.old is not None for line in lines_of(r.old))
        new = "\n".join(line for r in rows if r.new is not None for line in lines_of(r.new))
        return Pair(Line(omitted, old), Line(omitted, new))

    def _row(self, row: Merged, heads: tuple[tuple[str, ...], tuple[str, ...]], *, narrow: bool) -> Iterator[Pair]:
        if row.old is not None and row.new is not None:
            if row.fate == "移入":
                changed = any(map(_says_other_words, row.below))
                own = tuple((Piece(_said(c.words)),) for c in row.new.children)
                line = _row_line(row.new, own) if narrow and not changed else _whole_line(key_of(row.new), marked=False)
                yield Pair(self._note(self._came(row)), line)
                if not changed:
                    return
            if narrow:
                yield _row_pair(row.old, row.new)
            else:
                yield from _wide_row(row, heads)
            return
        node, names = (row.node, heads[0] if row.new is None else heads[1])
        came = row.new is not None
        note = self._note(self._went(row) if row.fate == "移出" else self.marks.new if came else self.marks.gone)
        if narrow:
            words = tuple(c.words for c in node.children)
            line = Line(tuple((Piece(_said(w), marked=True),) for w in words), "\t".join(words), "行")
            yield Pair(note, line) if came else Pair(line, note)
            return
        told = [_whole_line(key_of(node), marked=True)]
        told += [
            _whole_line(labels.in_column(_name(names, c), _said(c.words)), marked=True)
            for c in node.children
            if c.words and not c.is_joined and c.words != key_of(node)
        ]
        for n, line in enumerate(told):
            beside = note if n == 0 else _NOTHING
            yield Pair(beside, line) if came else Pair(line, beside)

    def _drawing(self, part: Merged) -> Iterator[Pair]:
        """The words of a drawing that change; its lines and bars are no words."""
        if part.node.key:
            yield Pair(_whole_line(part.node.key, marked=False), _whole_line(part.node.key, marked=False))
        for tile in part.below:
            if _says_other_words(tile):
                yield from self._pairs(tile)


def _says_other_words(part: Merged) -> bool:
    """Whether words or labels differ in a part, or it comes, goes or moves."""
    if part.fate != "同" or not part.is_kept:
        return True
    assert part.old is not None
    assert part.new is not None
    if part.node.listed:
        return False
    return part.old.text != part.new.text or any(_says_other_words(c) for c in part.below)


def _title(part: Merged) -> str:
    return part.node.words or part.node.key or part.node.kind


def _lines(part: Merged) -> Iterator[str]:
    """The lines of what comes or goes; what moved in or out by itself is told at its own place, too."""
    yield from lines_of(part.node)


def _heading(part: Merged) -> Pair:
    assert part.old is not None
    assert part.new is not None
    return _words(part.old, part.new)


def _words(old: Node, new: Node) -> Pair:
    """Two paragraphs with what differs marked on both sides; figures with what they changed by."""
    left, right = _pieces(old.words, new.words)
    moved = old.label.strip() != new.label.strip()
    remark = _remark(old.words, new.words)
    return Pair(_line(old.label, moved, left), _line(new.label, moved, right), remark)


def _line(label: str, moved: bool, words: list[Piece]) -> Line:
    """`moved` is a fact about the number: it is underlined; the blanks behind it never are."""
    bare = label.strip(" \u3000")
    blanks = label[len(label.rstrip(" \u3000")) :]
    pieces = tuple(p for p in (Piece(bare, moved), Piece(blanks), *words) if p.text)
    return Line((pieces,), "".join(p.text for p in pieces), label=len(bare + blanks))


def _pieces(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    left: list[Piece] = []
    right: list[Piece] = []
    a = b = 0
    for d in differing(old, new):
        for words, start, end, at, side in ((old, d.a0, d.a1, a, left), (new, d.b0, d.b1, b, right)):
            side += [Piece(_said(words[at:start])), Piece(_said(words[start:end]), marked=True)]
        a, b = d.a1, d.b1
    left.append(Piece(_said(old[a:])))
    right.append(Piece(_said(new[b:])))
    return [p for p in left if p.text], [p for p in right if p.text]


def _said(words: str) -> str:
    return words.replace(PARTED, " ")


def _remark(old: str, new: str) -> str:
    return " ".join(f.difference for f in figures.changed(old, new) if f.difference)


def _whole_line(words: str, *, marked: bool) -> Line:
    return Line(((Piece(_said(words), marked),),), _said(words))


def _cells(own: tuple[str, ...], other: tuple[str, ...], kind: str) -> Line:
    """Heads of a table; those that the other side does not have are marked."""
    del kind
    return Line(tuple((Piece(_said(name), name not in other),) for name in own), "\t".join(own), "欄名")


def _row_pair(old: Node, new: Node) -> Pair:
    """Two rows cell by cell, by the places of the columns; cells of columns that come or go are marked whole."""
    if len(old.children) != len(new.children):
        told = [{c.words for c in side.children} for side in (old, new)]
        left = tuple((Piece(_said(c.words), c.words not in told[1]),) for c in old.children)
        right = tuple((Piece(_said(c.words), c.words not in told[0]),) for c in new.children)
        return Pair(_row_line(old, left), _row_line(new, right))
    made: list[tuple[tuple[Piece, ...], tuple[Piece, ...]]] = []
    remarks = []
    for a, b in zip(old.children, new.children, strict=True):
        before, after = _pieces(a.words, b.words)
        made.append((tuple(before) or (Piece(""),), tuple(after) or (Piece(""),)))
        remarks.append(_remark(a.words, b.words))
    return Pair(
        _row_line(old, tuple(a for a, _ in made)),
        _row_line(new, tuple(b for _, b in made)),
        " ".join(filter(None, remarks)),
    )


def _row_line(row: Node, cells: tuple[tuple[Piece, ...], ...]) -> Line:
    return Line(cells, "\t".join(c.words for c in row.children), "行")


def _wide_row(row: Merged, heads: tuple[tuple[str, ...], tuple[str, ...]]) -> Iterator[Pair]:
    """The key of a row, and its cells that change with the names of their columns."""
    assert row.old is not None
    assert row.new is not None
    key_old, key_new = key_of(row.old), key_of(row.new)
    left, right = _pieces(key_old, key_new)
    yield Pair(Line((tuple(left),), key_old), Line((tuple(right),), key_new))
    for cell in row.below:
        if not _says_other_words(cell):
            continue
        names = [_name(h, n) if n is not None else "" for h, n in zip(heads, (cell.old, cell.new), strict=True)]
        if cell.old is not None and cell.new is not None:
            if cell.new.is_joined or (cell.old.words, cell.new.words) == (key_old, key_new):
                continue
            before, after = _pieces(cell.old.words, cell.new.words)
            yield Pair(_named(names[0], before), _named(names[1], after), _remark(cell.old.words, cell.new.words))
        elif cell.new is not None:
            yield Pair(_NOTHING, _named(names[1], [Piece(_said(cell.new.words), marked=True)]))
        elif cell.old is not None:
            yield Pair(_named(names[0], [Piece(_said(cell.old.words), marked=True)]), _NOTHING)


def _named(name: str, words: list[Piece]) -> Line:
    lead = labels.in_column(name, "")
    pieces = (Piece(lead), *words)
    return Line((pieces,), lead + "".join(p.text for p in words))


def _name(heads: tuple[str, ...], cell: Node) -> str:
    name = heads[cell.column] if cell.column < len(heads) else ""
    return _said(name).replace(" ", "") or str(cell.column + 1)


def _changed_heads(heads: tuple[tuple[str, ...], tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Names of columns that come, go or change."""
    pairs = columns.paired(*heads)
    for n, name in enumerate(heads[0]):
        other = heads[1][pairs[n]] if n in pairs else ""
        if name != other:
            yield name, other
    for n, name in enumerate(heads[1]):
        if n not in pairs.values():
            yield "", name
