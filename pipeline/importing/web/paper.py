"""A web page -> the lines of a paper, as a Word document gives them; what is none of the paper is told line by line.

All letters that the page shows are counted against those of the lines and those that were told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.comparing.node import PARTED, Node
from pipeline.diagnostics import Place, Problems
from pipeline.importing.files import PAGES
from pipeline.importing.paper import BLANKS, Cell, Line, Note, Paper, characters, cleaned, spot
from pipeline.importing.web import beside, layout, lists, rows
from pipeline.importing.web.page import BLOCKS, bare, elements, seen
from pipeline.late.regex import regex
from pipeline.notation.looks.raised import raised
from pipeline.source import reader

if TYPE_CHECKING:
    from lxml.etree import _Element

_RUN = regex("[ \t\r\f\n]+")
_CURE = "文書の文なら、原稿に書き足してください"
_PICTURE = "字の代わりの図（外字）なら、その字を原稿に書き足してください"
# So many letters tell where a picture stands.
_AROUND = 12
_LOOK = "頁と見比べて、原稿を確かめてください"
_MOVED = {"sup": "上付き", "sub": "下付き"}
_OF_FRAME = "ほかの頁を並べて見せる頁です。頁と一緒に保存されたフォルダ（「…_files」など）の中の、条文のある .html を指定してください"
_WAY_OUT = "ブラウザで開き、文を選んで写し、UTF-8 のテキストファイル（.txt）に貼り付けて保存してください（表の欄の間はタブにします）"


def is_web_page(path: Path) -> bool:
    """Whether a file is a web page by its name."""
    return path.suffix.lower() in PAGES


def read_web(path: Path, problems: Problems) -> Paper | None:
    """The paper on a web page; None after an error, which names the way out."""
    name = path.as_posix()
    data = reader.read_bytes(path, problems, name)
    return of_page(data, name, problems) if data is not None else None


def of_page(data: bytes, name: str, problems: Problems) -> Paper | None:
    """The same of its bytes."""
    body = seen(data, name, problems)
    if body is None:
        return None
    notes: list[Note] = []
    away = beside.site_parts(body.getroottree().getroot(), body)
    layout.with_line_ends(body)
    layout.with_links_as_lines(body)
    before = list(_said(node for _, node in elements(body)))
    for begin in layout.unlaid(body):
        message = f"頁の割付けに使われた表とみて、欄の文を順に読みました: 「{begin[:20]}」から"
        notes.append(Note(message, _LOOK, spot(name, begin, "表")))
    blocks, begins = rows.as_lines(beside.shown(body))
    for begin in begins:
        message = f"番号と文を欄に分けて割り付けた表とみて、行ごとに一行の文として読みました: 「{begin[:20]}」から"
        notes.append(Note(message, _LOOK, spot(name, begin, "表")))
    kept, gone = beside.parted(blocks)
    lines = tuple(_lines(kept, name))
    if not lines:
        is_framed = next(body.getroottree().getroot().iter("frame", "iframe"), None) is not None
        problems.error("形式", "文字のないWebページです", _OF_FRAME if is_framed else _WAY_OUT, Place(name))
        return None
    written = [c.text for line in lines for c in line.cells] + [line.text for line in lines if not line.cells]
    left = [words for each in gone for words in each]
    if characters(before) != characters([*written, *left]):
        problems.error("形式", "頁の文を、漏れなく行と欄に分けられません", _WAY_OUT, Place(name))
        return None
    notes += [_away(each, name) for each in (*away, *gone)]
    notes += [*_unread(body, name), *_flattened(body, name)]
    first, last = lines[0].bare, lines[-1].bare
    message = f"頁のうち、「{first[:30]}」から「{last[-30:]}」までを文書として読みました"
    notes.append(Note(message, "初めと終わりに文書でない行があれば、原稿から消してください", lines[0].span))
    return cleaned(Paper(lines, tuple(notes)))


def _away(lines: Sequence[str], name: str) -> Note:
    said = "」「".join(_RUN.sub(" ", words) for words in lines)
    message = f"文書の文でない（頁の案内など）とみて、{len(lines)}行を除きました: 「{said}」"
    return Note(message, _CURE, spot(name, lines[0], "案内"))


def _flattened(body: _Element, name: str) -> Iterator[Note]:
    """Tables within cells of tables: their words stand in the cell, one below the other."""
    for inner in body.iter("table"):
        words = bare(inner)
        if words and next(inner.iterancestors("table"), None) is not None:
            message = f"表の中の表の文を、その欄に並べました: 「{words[:20]}」"
            yield Note(message, _LOOK, spot(name, words[:20], "表"))


def _unread(body: _Element, name: str) -> Iterator[Note]:
    """What a page shows and no line says: readings over words, pictures."""
    readings = [w for e in body.iter("rt") if (w := bare(e))]
    if readings:
        message = f"ふりがなを除いて読みました: 「{'」「'.join(readings)}」"
        yield Note(message, _CURE, spot(name, readings[0], "ふりがな"), sort="unread")
    for element in body.iter("sup", "sub"):
        words = bare(element)
        where = spot(name, _before(element) or words, "上付きと下付き")
        if element.tag == "sup" and not len(element) and (made := raised(words)):
            yield Note(f"上付きの「{words}」を「{made}」と読みました", _LOOK, where)
        elif words and not words.startswith("※"):  # the mark of a note
            yield Note(f"{_MOVED[element.tag]}の「{words}」を、ふつうの字で読みました", _LOOK, where)
    counted = [number for item in body.iter("li") if (number := lists.counted(item)) and _bears(item, number)]
    if counted:
        message = (
            f"頁が数える箇条書きの番号を、{len(counted)}か所に付けました（「{counted[0]}」から「{counted[-1]}」まで）"
        )
        yield Note(message, _LOOK, spot(name, counted[0], "箇条書き"))
    for picture in body.iter("img"):
        named, before = _RUN.sub(" ", picture.get("alt") or "").strip(), _before(picture)
        if not named and not before:
            continue  # it stands by itself and says nothing
        message = f"図{f'「{named}」' if named else ''}は原稿に入れません{f'（「{before}」の後）' if before else ''}"
        yield Note(message, _PICTURE, spot(name, before or named, "図"), sort="unread")


def _bears(item: _Element, number: str) -> bool:
    """Whether an entry of a list has words that its number was put before."""
    first = next((node for _, node in lists.numbered(list(elements(item)), number)), None)
    return first is not None and first != next(node for _, node in elements(item))


def _before(picture: _Element) -> str:
    """The last letters before a picture that stands in a line; "" for one that begins it."""
    line = next((e for e in picture.iterancestors() if e.tag in BLOCKS), None)
    if line is None:
        return ""
    said = ""
    for piece in _pieces(line):
        if piece is picture:
            break
        said += piece if isinstance(piece, str) else ""
    return "".join(said.split())[-_AROUND:]


def _pieces(element: _Element) -> Iterator[_Element | str]:
    """An element and the words and elements in it, as they follow each other."""
    yield element
    yield element.text or "" if isinstance(element.tag, str) else ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""


def _lines(blocks: Sequence[beside.Shown], name: str) -> Iterator[Line]:
    paragraphs = tables = 0
    for block in blocks:
        node = block.node
        if node.kind == "表":
            tables += 1
            for n, row in enumerate(node.children, 1):
                cells = _cells(row)
                text = "\t".join(c.text for c in cells)
                if text.strip(BLANKS):
                    where = spot(name, text, f"表{tables}の{n}行目")
                    yield Line(text, where, cells, tables, row.kind == "欄名")
            continue
        for each in node.walk():
            text = _RUN.sub(" ", each.words).strip(BLANKS)
            if text:
                paragraphs += 1
                where = spot(name, text, f"{paragraphs}段落目")
                yield Line(text, where, heading=block.level, listed=each.listed)


def _cells(row: Node) -> tuple[Cell, ...]:
    """The cells of a row, one for each column: behind one that spans stand empty ones."""
    made: list[Cell] = []
    for cell in row.children:
        paras = tuple(p for each in cell.words.split(PARTED) if (p := _RUN.sub(" ", each).strip(BLANKS)))
        made.append(
            Cell(("",), goes_on=True, columns=cell.spans)
            if cell.is_joined
            else Cell(paras or ("",), columns=cell.spans)
        )
        made += [Cell()] * (cell.spans - 1)
    return tuple(made)


def _said(nodes: Iterator[Node]) -> Iterator[str]:
    return (each.words for node in nodes for each in node.walk() if each.words and not each.is_joined)
