"""The pages of a PDF -> the lines of a paper, tables by their rules; every character is counted, what is unsure is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from pipeline.diagnostics import Place, Problems
from pipeline.importing.paper import Cell, Line, Note, Paper, characters, cleaned, spot
from pipeline.late.regex import regex
from pipeline.pdfdiff import Box, Drawn, Facsimile, PrintedLine, PrintedPage, UnprintableError
from pipeline.pdfdiff.paper import PrintedPaper
from pipeline.project.intake.printed.asides import parted
from pipeline.project.intake.printed.columns import UnorderedError, columns
from pipeline.project.intake.printed.lines import (
    Glyph,
    Row,
    begins,
    closed_up,
    covered,
    glyphs,
    lines_of,
    paragraphs,
    rows,
)
from pipeline.project.intake.printed.ruling import Block, Ruling, UnruledError, rulings
from pipeline.project.intake.printed.unruled import Aligned, unruled
from pipeline.source import reader

_WAY_OUT = (
    "Word 文書（.docx）があれば、それを取り込んでください。なければ、PDFの文を選んで写し、UTF-8 のテキストファイル（.txt）に"
    "貼り付けて保存してください（表の欄の間はタブにします）"
)
_ASIDE = "要るものなら、原稿に書き足してください"
_LOOK = "元のPDFと見比べて、原稿を確かめてください"
# Fewer characters than this to a page: its words are in a picture.
_FEWEST_A_PAGE = 20
_UPRIGHT = 2.0
# Words so far from those before them on their line may be of another sentence, or of a stamp.
_WIDE = regex("[^\u3000]{4,}\u3000{5,}[^\u3000]{2}")


class UnsureError(Exception):
    """Why the words of a PDF are not certain, in Japanese."""


def read_pdf(path: Path, problems: Problems) -> Paper | None:
    """The paper that a PDF prints; None after an error, which names the way out."""
    name = path.as_posix()
    data = reader.read_bytes(path, problems, name)
    if data is None:
        return None
    try:
        with Facsimile(data) as facsimile:
            pages = list(facsimile.pages())
            drawn = [facsimile.drawn(n) for n in range(facsimile.count)]
        return cleaned(_Reader(pages, drawn, name).paper())
    except UnprintableError as error:
        problems.error("形式", f"PDFを読めません（{error.reason}）", error.cure, Place(name))
    except (UnsureError, UnruledError) as error:
        problems.error("形式", f"このPDFは取り込めません（{error}）", _WAY_OUT, Place(name))
    return None


class _Reader:
    """Reads the pages of one file."""

    def __init__(self, pages: Sequence[PrintedPage], drawn: Sequence[Drawn], name: str) -> None:
        _check(pages, drawn)
        self.pages, self.drawn, self.name = pages, drawn, name
        self.printed = PrintedPaper(pages)
        self.lines: list[Line] = []
        self.notes: list[Note] = []
        self.body_pt = median([h for page in pages for h in _heights(page)] or [0.0])
        self.joined = 0
        self.margin: float | None = None  # where numbers of lines end
        self.tables = 0
        self.open: tuple[Ruling, list[list[str]]] | None = None  # the table at the end of the page before, and its rows

    def paper(self) -> Paper:
        """All pages. Raises UnsureError, UnruledError."""
        for number, page in enumerate(self.pages):
            held = [line for at, line in self.printed.lines if at == number]
            self._page(number, page, glyphs(held, page.width_pt, page.height_pt))
        self._tell_left_out()
        if self.joined:
            message = f"PDFの中で折り返された行を、{self.joined}か所でつないで段落にしました"
            self.notes.append(Note(message, _LOOK, spot(self.name, "", "全体")))
        paper = Paper(tuple(self.lines), tuple(self.notes))
        self._account(paper)
        return paper

    def _page(self, number: int, page: PrintedPage, found: list[Glyph]) -> None:
        for line in filter(covered, lines_of(found)):
            words = rows(line)[0].text
            message = f"字が重なって印刷されていて、順が定まりません: 「{words[:30]}」。文の上に置かれた枠（「写」の印など）かもしれません"
            self.notes.append(Note(message, _LOOK, spot(self.name, words, f"{number + 1}頁")))
        tables = rulings(self.drawn[number].strokes, page.width_pt, page.height_pt)
        tables = tuple(t for t in tables if any(_block(t, g) is not None for g in found))
        free = self._aside(number, [g for g in found if all(_block(t, g) is None for t in tables)], tables)
        right = max((g.right for g in free), default=0.0)
        for table in tables:
            self._free(number, [g for g in free if g.top < table.ys[0]], right)
            free = [g for g in free if g.top >= table.ys[0]]
            self._table(number, table, [g for g in found if _block(table, g) is not None])
        self._free(number, free, right)

    def _aside(self, number: int, free: Sequence[Glyph], tables: Sequence[Ruling]) -> list[Glyph]:
        """The text of a page, and what is set small beside it told."""
        page, where = self.pages[number], f"{number + 1}頁"
        size = page.width_pt, page.height_pt
        strokes = [s for s in self.drawn[number].strokes if not any(_is_of(t, s, size) for t in tables)]
        found = parted(free, strokes, size, self.body_pt, self.margin)
        self.margin = found.margin
        for called, words in found.asides:
            message = f"{called}とみて除きました: 「{words[:60]}」"
            self.notes.append(Note(message, _ASIDE, spot(self.name, words, where), words))
        for words in found.raised:
            message = f"小さい字の「{words[:20]}」を、ふつうの字で読みました"
            self.notes.append(Note(message, _LOOK, spot(self.name, words, where)))
        return found.text

    def _free(self, number: int, free: Sequence[Glyph], right: float) -> None:
        """What stands in no table."""
        try:
            found = columns(free)
        except UnorderedError as error:
            where = f"{number + 1}頁目の「{error.begins[:20]}」から"
            raise UnsureError(f"{where}、文が左右に並び（段組みなど）、読む順が定まりません") from error
        if found is None:
            for each in unruled(free):
                if isinstance(each, Aligned):
                    self._aligned(number, each)
                else:
                    self._paragraphs(number, each, right)
            return
        message = f"{number + 1}頁目は2段に組まれているとみて、左の段、右の段の順に読みました"
        first = rows(found.within)[0].text
        self.notes.append(Note(message, _LOOK, spot(self.name, first, f"{number + 1}頁")))
        for part in (found.above, found.within, found.below):
            self._paragraphs(number, rows(part), max((g.right for g in part), default=0.0))

    def _paragraphs(self, number: int, found: Sequence[Row], right: float) -> None:
        wide = [row.text for row in found if _WIDE.search(row.text)]
        if wide:
            message = f"一行の中に、広く空けて並ぶ文があります（{len(wide)}行）: 「{wide[0][:30]}」。印影や、横に並ぶ別の文かもしれません"
            self.notes.append(Note(message, _LOOK, spot(self.name, wide[0], f"{number + 1}頁")))
        for text, count in paragraphs(found, right):
            self.joined += count - 1
            self.lines.append(Line(text, spot(self.name, text, f"{number + 1}頁")))
            self.open = None

    def _aligned(self, number: int, table: Aligned) -> None:
        """The rows of a table without rules."""
        self.tables, self.open = self.tables + 1, None
        for row, cells in enumerate(table.rows, 1):
            text = "\t".join("".join(paras) for paras in cells)
            where = spot(self.name, text, f"{number + 1}頁の表の{row}行目")
            if row == 1:
                message = f"罫線のない表で、初めの欄が空いた行を、上の行の続きとしました: 「{table.went_up[:20]}」から"
                self.notes.append(Note(message, _LOOK, where))
            self.lines.append(Line(text, where, tuple(Cell(paras or ("",)) for paras in cells), self.tables))

    def _table(self, number: int, table: Ruling, found: Sequence[Glyph]) -> None:
        """The rows of a table; one at the top of a page goes on with that at the end of the page before."""
        words = {block: _paras([g for g in found if _block(table, g) == block]) for block in table.blocks}
        made = [list(_cells(row, words)) for row in range(len(table.ys) - 1)]
        texts = [[c.text for c in row] for row in made]
        goes_on = self.open is not None and _alike(self.open[0].xs, table.xs)
        before = self.open[1] if goes_on and self.open is not None else []
        again = _repeated(before, texts)
        if not goes_on:
            self.tables += 1
        for row, cells in enumerate(made):
            text = "\t".join(c.text for c in cells)
            where = spot(self.name, text, f"{number + 1}頁の表の{row + 1}行目")
            if row < again:
                self.notes.append(Note("頁ごとに繰り返された表の見出しを除きました", _LOOK, where, text))
            elif text.strip():
                self.lines.append(Line(text, where, tuple(cells), self.tables))
        self.open = (table, before or texts)

    def _tell_left_out(self) -> None:
        """Page numbers and running heads."""
        kept = {id(line) for _, line in self.printed.lines}
        for number, page in enumerate(self.pages):
            for line in page.lines:
                if id(line) not in kept:
                    where = spot(self.name, line.text, f"{number + 1}頁")
                    self.notes.append(
                        Note(f"頁番号や柱とみて除きました: 「{line.text[:30]}」", _LOOK, where, line.text)
                    )

    def _account(self, paper: Paper) -> None:
        """Every character of the file stands in a line or was told."""
        written = characters(line.text for page in self.pages for line in page.lines)
        kept = characters(x.text for x in paper.lines) + characters(n.words for n in paper.notes)
        if written != kept:
            lost = "".join(sorted((written - kept).elements())) or "".join(sorted((kept - written).elements()))
            raise UnsureError(f"読み取れない字があります: 「{lost[:40]}」")


def _check(pages: Sequence[PrintedPage], drawn: Sequence[Drawn]) -> None:
    """Refuses what is no printed text: pictures, words behind a scan, words askew or from top to bottom."""
    for number, (page, beside) in enumerate(zip(pages, drawn, strict=True), 1):
        text = "".join(line.text for line in page.lines)
        if len(text) < _FEWEST_A_PAGE and number == 1:
            raise UnsureError(f"{number}頁目に文字がほとんどありません。紙を読み取った画像とみられます")
        if beside.hidden:
            raise UnsureError(f"{number}頁目の文字は、画像の後ろに置かれた読取りの結果（OCR）です")
        if beside.turned >= len(text) > 0:
            raise UnsureError(
                f"{number}頁目の文字が、みな横か逆さを向いています。PDFを開き、この頁を回転して保存し直すと取り込めます"
            )
        if beside.turned:
            raise UnsureError(f"{number}頁目に、傾いた文字（透かしなど）があります")
        if any("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in text):
            raise UnsureError(f"{number}頁目に、何の字か分からない文字があります")
        upright = [line.text for line in page.lines if _is_vertical(line, page)]
        if upright and all(words.isdecimal() for words in upright):
            raise UnsureError(
                f"{number}頁目に、縦に並ぶ数字（行番号など）があります。元の文書で行番号を消し、PDFにし直すと取り込めます"
            )
        if upright:
            raise UnsureError(f"{number}頁目は縦書きです")


def _is_vertical(line: PrintedLine, page: PrintedPage) -> bool:
    box = line.box(0, len(line.text))
    wide, high = (box.right - box.left) * page.width_pt, (box.bottom - box.top) * page.height_pt
    return len(line.text) > 2 and high > _UPRIGHT * wide


def _heights(page: PrintedPage) -> Iterator[float]:
    """How high each letter of a page is, in points."""
    for line in page.lines:
        tops, bottoms = line.edges[1::4], line.edges[3::4]
        yield from ((bottom - top) * page.height_pt for top, bottom in zip(tops, bottoms, strict=True))


def _is_of(table: Ruling, stroke: Box, size: tuple[float, float]) -> bool:
    """Whether a stroke is one of the rules of a table."""
    middle_x, middle_y = (stroke.left + stroke.right) / 2 * size[0], (stroke.top + stroke.bottom) / 2 * size[1]
    across = table.xs[0] - _UPRIGHT <= middle_x <= table.xs[-1] + _UPRIGHT
    return across and table.ys[0] - _UPRIGHT <= middle_y <= table.ys[-1] + _UPRIGHT


def _block(table: Ruling, glyph: Glyph) -> Block | None:
    return table.at((glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2)


def _paras(inside: Sequence[Glyph]) -> tuple[str, ...]:
    """The words of a cell: a line that begins an item is a paragraph; of others nobody can say, they go on."""
    made: list[str] = []
    for line in lines_of(inside):
        text = closed_up(line) or rows(line)[0].text
        if made and not begins(text):
            made[-1] += text
        else:
            made.append(text)
    return tuple(made) or ("",)


def _cells(row: int, words: dict[Block, tuple[str, ...]]) -> Iterator[Cell]:
    """The cells of a row as a Word document gives them: blanks behind one that spans, one that goes on from above."""
    for block in sorted(words, key=lambda b: b.column):
        if block.row <= row < block.row + block.rows:
            goes_on = block.row < row
            yield Cell(("",) if goes_on else words[block], goes_on, block.columns)
            yield from (Cell() for _ in range(block.columns - 1))


def _alike(a: Sequence[float], b: Sequence[float]) -> bool:
    return len(a) == len(b) and all(abs(x - y) <= _UPRIGHT for x, y in zip(a, b, strict=True))


def _repeated(before: Sequence[Sequence[str]], rows_: Sequence[Sequence[str]]) -> int:
    """How many rows at the top say once more what the table began with."""
    count = 0
    while count < min(len(before), len(rows_) - 1) and Counter(before[count]) == Counter(rows_[count]):
        count += 1
    return count
