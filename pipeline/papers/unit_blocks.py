"""Units of a provision -> galley blocks: 条, 項, 号, 別表 and its tables in the styles of what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pipeline.galley import Block, Cell, Grid, Para, Part, Row, Run
from pipeline.galley.clauses import CHAPTER_CONTENTS
from pipeline.galley.clauses.tables import FORM_STYLES, head_rows_of, spans_of
from pipeline.kinds.shared.number_columns import number_columns
from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import CONTENTS, GAP, REMARKS, captioned
from pipeline.late.regex import regex
from pipeline.provision.alike.particulars import style_of
from pipeline.provision.unit import CHAPTERS, PARTED, SUBITEMS, Level, Look, Provision, Unit
from pipeline.provision.write import label
from pipeline.tree.nodes import text_of

_TABLE = "役割分担表"
_LEVELS = "編章節款目"
_ENTRY = regex(f"第[^　]+?(?P<level>[{_LEVELS}])(?:の[^　]+)?　")
_CHAPTER_STYLES: dict[Level, str] = {
    "編": "章見出し", "章": "章見出し", "章節": "節見出し", "款": "款見出し", "目": "款見出し",
}  # fmt: skip
# Outlines: the document is 1, a 別表 2, a 条 and a 節 3, a 小節 4.
_HEADINGS = {"別表": 2, "様式": 2, "条": 3, "節": 3, "小節": 4}


class UnitBlocks:
    """Sets units as an agreement does, with the labels of one manner."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner

    def units(self, units: Iterable[Unit]) -> tuple[Block, ...]:
        """Blocks of neighbouring units; rows without their table stand in a grid of their own."""
        made: list[Block] = []
        for is_row, group in groupby(units, key=lambda unit: unit.level == "行"):
            held = list(group)
            made += (
                [self._grid((), held, "新しい項", held[0].looks)]
                if is_row
                else [b for u in held for b in self._unit(u, "")]
            )
        return tuple(made)

    def supplement(self, units: tuple[Unit, ...]) -> tuple[Block, ...]:
        """A whole 附則 with its heading, or each of several with its own."""
        if any(unit.level == "各附則" for unit in units):
            return tuple(block for unit in units for block in self._unit(unit, ""))
        return (Para("附則見出し", (Run(self.manner.supplement_head()),)), *self.paragraphs(units))

    def paragraphs(self, units: tuple[Unit, ...]) -> Iterator[Block]:
        """The only 項 of an 附則, or of a 本則 without 条, bears no number; the first of several does."""
        if [u.level for u in units] == ["項"]:
            (only,) = units
            yield from (*self._caption(only), Para("前文", (Run(only.text),)), *self._below(only, ""))
            return
        yield from self.numbered(units)

    def numbered(self, units: Iterable[Unit]) -> Iterator[Block]:
        """Some of several such 項, each with its number."""
        for unit in units:
            if unit.level == "項":
                yield from self._caption(unit)
                yield self._labelled("項", self.manner.paragraph_mark(unit.number), unit)
                yield from self._below(unit, "")
            else:
                yield from self._unit(unit, "")

    def _unit(self, unit: Unit, above: str) -> Iterator[Block]:
        manner = self.manner
        match unit.level:
            case "条":
                yield from self._article(unit)
            case "項":
                first = unit.number == (1,)
                yield from self._caption(unit)
                yield Para("前文", (Run(unit.text),)) if first else self._labelled("項", self._mark(unit), unit)
                yield from self._below(unit, above)
            case "号":
                yield from (self._labelled("号", manner.item_mark(unit.number), unit), *self._below(unit, above))
            case _ if unit.level in SUBITEMS:
                depth = SUBITEMS.index(unit.level) + 1
                style = f"号細分{depth}" if depth > 1 else "号細分"
                yield self._labelled(style, manner.subitem_mark(unit.number, depth), unit)
                yield from self._below(unit, above)
            case _ if unit.level in CHAPTERS:
                mark = label(unit, manner)
                yield Para(_CHAPTER_STYLES[unit.level], (Run(unit.text),), (Run(mark),))
            case "後文":
                yield Para(style_of(unit.text, "後文"), (Run(unit.text),))
            case "各附則":
                yield Para("附則見出し", (Run(label(unit, manner) + unit.text),))
                yield from self.paragraphs(unit.children)
            case "別表":
                words = label(unit, manner) + unit.text
                yield self._heading("別表見出し", unit, words, ())
                yield from self._below(unit, words)
            case "様式":
                yield self._heading("別表見出し", unit, unit.text, ())
                yield from self._form(unit)
            case "節" | "小節":
                mark = label(unit, manner)
                style = "別表項目1" if unit.level == "節" else "別表項目2"
                yield self._heading(style, unit, unit.text, (Run(mark),) if mark else ())
                yield from self._below(unit, f"{above} {mark}{unit.text}".strip())
            case "表":
                yield self._grid(unit.cells, unit.children, above, unit.looks)
            case "部" | "行":
                yield self._grid((), (unit,), above or unit.text, unit.looks)
            case "備考":
                word, notes = unit.text or REMARKS, unit.children
                if len(notes) == 1 and not notes[0].number:
                    yield self._labelled("備考", word, notes[0])
                else:
                    yield Para("備考", (Run(word),))
                    marks = [self.manner.remark_mark(note.number) for note in notes]
                    yield from (self._labelled("備考", m, note) for m, note in zip(marks, notes, strict=True))
            case _:
                raise AssertionError(unit.level)

    def _article(self, unit: Unit) -> Iterator[Block]:
        number = self.manner.article(unit.number)
        caption = captioned(unit.caption) if unit.caption is not None else ""
        if caption:
            yield self._heading("条見出し", unit, caption, (), outline=number + caption)
        first, *others = unit.children or (Unit("項", (1,)),)
        yield self._labelled("条", number, first)
        yield from self._below(first, "")
        for paragraph in others:
            yield from self._unit(paragraph, "")

    def remark(self, unit: Unit) -> Para:
        """One of several 備考 by itself, with its number."""
        return self._labelled("項", self.manner.remark_mark(unit.number), unit)

    def _form(self, unit: Unit) -> Iterator[Block]:
        """The lines of a 様式; those whose words tabs part, one below the other and as wide, are a table without heads."""
        for wide, group in groupby(unit.children, key=lambda line: line.text.count("\t")):
            if not wide:
                yield from (Para("後文", (Run(line.text),)) for line in group)
                continue
            rows = [Unit("行", cells=tuple(line.text.split("\t"))) for line in group]
            yield self._grid((), rows, unit.text)

    def _below(self, unit: Unit, above: str) -> Iterator[Block]:
        for child in unit.children:
            yield from self._unit(child, above)

    def _caption(self, unit: Unit) -> Iterator[Block]:
        if unit.caption is not None:
            yield Para("条見出し", (Run(captioned(unit.caption)),))

    def _mark(self, unit: Unit) -> str:
        return self.manner.paragraph_mark(unit.number) if unit.number else ""

    def _labelled(self, style: str, mark: str, unit: Unit) -> Para:
        return Para(style, (Run(unit.text),), (Run(mark + GAP),) if mark else ())

    def _heading(self, style: str, unit: Unit, words: str, label: tuple[Run, ...], outline: str = "") -> Para:
        entry = outline or "".join(r.text for r in label) + words
        return Para(style, (Run(words),), label, heading=_HEADINGS[unit.level], outline=entry)

    def _grid(
        self, columns: tuple[str, ...], children: Iterable[Unit], title: str, looks: tuple[Look, ...] = ()
    ) -> Grid:
        """A ruled table; the name of a 部 goes across all its columns."""
        held = list(children)
        wide = len(columns) or max((len(u.cells) for unit in held for u in unit.walk()), default=1)
        lines = [row for unit in held for row in unit.walk() if row.level == "行"]
        styles = column_styles(lines, looks)
        units = [u for unit in held for u in unit.walk() if u.level in ("部", "行")]
        # A row that is not as wide as its table is set as it is, and nothing goes on over it.
        said = [row.cells if len(row.cells) == len(looks) else None for row in units]
        reach = spans_of(said, [n for n, look in enumerate(looks) if look.merged])
        rows = []
        for unit, own in zip(units, reach, strict=True):
            if unit.level == "部":
                rows.append(Row((Cell((Para("表小見出し", (Run(unit.text),)),), columns=wide),)))
            else:
                rows.append(_row(unit, styles, own if len(own) == len(unit.cells) else [1] * len(unit.cells)))
        return Grid(_TABLE, _heads(columns), tuple(rows), title)


def column_styles(rows: Iterable[Unit], looks: tuple[Look, ...]) -> dict[int, str]:
    """What the cells of each column are set in: as its 別表 sets it, else by what they hold. Others are words."""
    if looks:
        return {n: FORM_STYLES[look.form] for n, look in enumerate(looks)}
    numbers = number_columns((n, cell.split(PARTED)) for row in rows for n, cell in enumerate(row.cells))
    return dict.fromkeys(numbers, FORM_STYLES["数"])


def _heads(columns: tuple[str, ...]) -> tuple[Row, ...]:
    """A row for each level of 欄名: those above others stand before each of them; none where no column has a name."""
    levels = head_rows_of(column.split(PARTED) for column in columns)
    return tuple(
        Row(tuple(Cell(_cell("表見出し", text_of(head.text)).paras, head.columns, head.rows) for head in level))
        for level in levels
    )


def _row(unit: Unit, styles: Mapping[int, str], reach: Sequence[int]) -> Row:
    return Row(
        tuple(
            _cell(styles.get(n, FORM_STYLES["文"]), words, rows)
            for n, (words, rows) in enumerate(zip(unit.cells, reach, strict=True))
            if rows
        )
    )


def _cell(style: str, words: str, rows: int = 1) -> Cell:
    return Cell(tuple(Para(style, (Run(line),)) for line in words.split(PARTED)), 1, rows)


def whole(
    text: Provision, manner: Manner, below_title: tuple[Block, ...] = (), at_end: tuple[Block, ...] = ()
) -> tuple[Part, ...]:
    """The parts. `below_title` stands below the title, `at_end` behind 末文 and 附則: signatures, or a note."""
    setter = UnitBlocks(manner)
    main: list[Block] = [Para("題名", (Run(text.title),), heading=1, outline=text.title), *below_title]
    opening = [Para(style_of(line, "前文"), (Run(line),)) for line in text.preamble]
    main += opening[: text.enacting]
    main += contents_of(text.contents)
    main += opening[text.enacting :]
    bare = text.articles and text.articles[0].level == "項"
    main += setter.paragraphs(text.articles) if bare else setter.units(text.articles)
    closing = [Para(style_of(line, "末文"), (Run(line),)) for line in text.closing]
    supplement = setter.supplement(text.supplement) if text.supplement else ()
    first, then = (supplement, closing) if text.supplement_place == "末文の前" else (closing, supplement)
    main += [*first, *then, *at_end]
    parts = [Part("本文", tuple(main))]
    if text.schedules:
        parts.append(Part("別表", setter.units(text.schedules)))
    return tuple(parts)


def contents_of(lines: Sequence[str]) -> Iterator[Para]:
    """The word 目次 and its entries, as the paper itself sets them: by how deep 編, 章, 節 lie in one another."""
    if lines:
        yield Para("章目次見出し", (Run(CONTENTS),))
    found = [_ENTRY.match(line) for line in lines]
    levels = sorted({_LEVELS.index(m["level"]) for m in found if m})
    for line, m in zip(lines, found, strict=True):
        depth = levels.index(_LEVELS.index(m["level"])) if m else 0
        style = CHAPTER_CONTENTS[min(depth, len(CHAPTER_CONTENTS) - 1)]
        yield Para(style, (Run(line[m.end() :]),), (Run(m[0]),)) if m else Para(style, (Run(line),))
