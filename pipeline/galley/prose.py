"""Nodes of plain documents -> galley blocks: headings, paragraphs, lists, tables, figures, contents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from pipeline.galley import blocks, footnotes
from pipeline.galley.blocks import Block, Grid, Para, Run, plain
from pipeline.galley.contents import CONTENTS_TITLE, contents, contents_line
from pipeline.galley.figures import figures
from pipeline.galley.figures.charts import chart
from pipeline.galley.figures.illustrations import illustration
from pipeline.galley.styles import PICTURE_STYLE, PROSE_HEADING_STYLES
from pipeline.galley.words import DOT, Words, dotted, starts_dotted
from pipeline.pictures import Picture
from pipeline.tree import nodes
from pipeline.tree.headings import headings

# What the roles of nodes are called among the styles.
_PASSAGES: Mapping[nodes.PassageRole, str] = {
    "段落": "本文段落", "添え書き": "添え書き", "標語": "標語", "議案番号": "議案番号", "件名": "件名", "発信": "発信",
    "宛名": "宛名", "中見出し": "中見出し", "別紙見出し": "別紙見出し", "記書き": "記書き",
    "記書き続き": "記書き続き", "表題": "表の題", "図題": PICTURE_STYLE,
}  # fmt: skip
# Passages that head what follows, and the levels of their entries in the outline.
_HEADING_PASSAGES: Mapping[nodes.PassageRole, int] = {"件名": 1, "別紙見出し": 2}
# 添え書き that belongs to what stands above it, and so need not stay with what follows.
_TRAILING = "末尾書き"
_CELLS: Mapping[nodes.CellRole, str] = {
    "見出し": "表見出し",
    "項目": "表項目",
    "均等": "表均等",
    "本文": "表本文",
    "中央": "表中央",
    "数値": "表数値",
    "帯": "表帯",
    "計": "表計",
}
# Paragraphs of cells that hang behind their sign: behind ・, and behind a number or another sign and its space.
_HANGING: Mapping[nodes.CellRole, tuple[str, str]] = {
    "本文": ("表箇条", "表番号箇条"),
    "項目": ("表項目箇条", "表番号項目"),
}
# Styles of items end here; what lies deeper looks like the last.
_LAST_ITEM = 5
# Signs that fill a cell of a list (which municipality takes part), and what stands where there is none.
_SIGNS, _NOTHING = frozenset("○◯〇◎●△▲□■◇◆☆★×✓✔"), frozenset(["", "－", "―", "—", "-"])
# 注 of a plain document.
_NOTE = "※"


class Prose:
    """Sets the nodes of one plain document."""

    def __init__(
        self,
        words: Words,
        body: tuple[nodes.Block, ...],
        cited: frozenset[nodes.Path],
        pictures: Mapping[str, Picture],
        *,
        covered: bool = False,
    ) -> None:
        self.words, self.pictures = words, pictures
        self.body = body
        has_contents = any(isinstance(block, nodes.Contents) for block in body)
        # A title is a heading above all others, on the cover too.
        self.above = int(covered or any(isinstance(block, nodes.Title) for block in body[:1]))
        self.trailing = frozenset(_trailing(body))
        self.anchors = {
            id(heading): "/".join(path) for path, heading in headings(body) if has_contents or path in cited
        }

    def block(self, block: nodes.ProseBlock) -> tuple[Block, ...]:
        """What a node prints."""
        match block:
            case nodes.Heading():
                return (self._heading(block),)
            case nodes.Passage(role=role, text=text):
                style = _TRAILING if id(block) in self.trailing else _PASSAGES[role]
                runs, level = self.words.runs(text), _HEADING_PASSAGES.get(role)
                return (Para(style, runs, heading=level, outline=plain(runs) if level is not None else None),)
            case nodes.Bullet():
                return (self._bullet(block),)
            case nodes.CellTable():
                return footnotes.below_table(self._table(block), self.words.notes)
            case nodes.Figure():
                return figures.figure(block, self.words)
            case nodes.Chart():
                return (chart(block, self.words),)
            case nodes.Illustration():
                return illustration(block, self.words, self.pictures)
            case nodes.PageBreak(landscape=landscape):
                return (blocks.PageBreak(landscape),)
            case nodes.Enclosure():
                raise AssertionError("what is enclosed is put in as it is composed")
            case nodes.Contents():
                return contents(block, self.body, self.words)
            case nodes.ContentsTitle(text=text):
                return (Para(CONTENTS_TITLE, self.words.runs(text)),)
            case nodes.ContentsLine():
                return (contents_line(block, self.words),)
            case _:
                assert_never(block)

    def _heading(self, heading: nodes.Heading) -> Para:
        label, runs = _labelled(heading, self.words.runs(heading.text), self.words.scheme_label)
        rank = min(heading.level, len(PROSE_HEADING_STYLES)) - 1
        style = "小見出し" if heading.scheme.encloses else PROSE_HEADING_STYLES[rank]
        if heading.continued:
            return Para(style, footnotes.without_marks(runs), label)
        anchor = self.anchors.get(id(heading))
        return Para(
            style, runs, label, heading.level + self.above, plain((*label, *footnotes.without_marks(runs))), anchor
        )

    def _bullet(self, bullet: nodes.Bullet) -> Para:
        level = min(bullet.level, _LAST_ITEM)
        if bullet.sign == DOT:
            return Para(f"箇条{level}", self.words.runs(bullet.text), (Run(DOT),))
        style = "注" if bullet.sign == _NOTE else f"番号箇条{level}"
        return Para(style, self.words.runs(bullet.text), self.words.scheme_label(bullet.sign))

    def _table(self, table: nodes.CellTable) -> Grid:
        title = plain(self.words.runs(table.title))
        marked = _marked_columns(table.rows)
        rows = tuple(self._row(row, marked) for row in table.rows)
        return Grid(table.style, tuple(map(self._row, table.head)), rows, title)

    def _row(self, row: nodes.CellRow, marked: frozenset[int] = frozenset()) -> blocks.Row:
        made = []
        for n, cell in enumerate(row.cells):
            texts = tuple(replace(t, role="中央") for t in cell.texts) if n in marked else cell.texts
            made.append(blocks.Cell(tuple(map(self._cell_text, texts)), cell.columns, cell.rows))
        return blocks.Row(tuple(made))

    def _cell_text(self, text: nodes.CellText) -> Para:
        label, runs = _labelled(text, self.words.cell_runs(text.text), self.words.cell_label)
        hanging = _HANGING.get(text.role)
        if hanging is None:
            return Para(_CELLS[text.role], runs, label)
        if not label and starts_dotted(runs):
            label, runs = dotted(runs)
        if not label:
            return Para(_CELLS[text.role], runs)
        return Para(hanging[plain(label) != DOT], runs, label)


def _labelled(
    node: nodes.Heading | nodes.CellText, runs: tuple[Run, ...], labelled: Callable[[str], tuple[Run, ...]]
) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The label and the words; signs that enclose are part of the words."""
    if node.scheme.encloses:
        return (), (Run(node.scheme.before), *runs, Run(node.scheme.after))
    label = node.scheme.label(node.number)
    if label == DOT:
        return (Run(DOT),), runs
    return (labelled(label) if label else ()), runs


def _marked_columns(rows: tuple[nodes.CellRow, ...]) -> frozenset[int]:
    """Columns of nothing but signs (○, △), which stand in their middle."""
    count = len(rows[0].cells) if rows else 0
    if any(len(row.cells) != count or any(c.columns > 1 or c.rows > 1 for c in row.cells) for row in rows):
        return frozenset()
    columns = ([_said(row.cells[n]) for row in rows] for n in range(count))
    return frozenset(n for n, said in enumerate(columns) if set(said) <= _SIGNS | _NOTHING and set(said) & _SIGNS)


def _said(cell: nodes.Cell) -> str | None:
    """The words of a cell of running text; None of any other."""
    if len(cell.texts) != 1 or cell.texts[0].role != "本文" or cell.texts[0].scheme.counter is not None:
        return None
    return nodes.text_of(cell.texts[0].text).strip()


def _trailing(body: tuple[nodes.Block, ...]) -> Iterator[int]:
    """The identities of 添え書き that follow words or a table, and do not lead to a table themselves."""
    for before, aside, after in zip(body, body[1:], (*body[2:], None), strict=False):
        if not (isinstance(aside, nodes.Passage) and aside.role == "添え書き"):
            continue
        leads = isinstance(after, nodes.CellTable | nodes.Figure | nodes.Passage) and (
            not isinstance(after, nodes.Passage) or after.role == "添え書き"
        )
        if not leads and not isinstance(before, nodes.Heading | nodes.Title | nodes.PageBreak):
            yield id(aside)
