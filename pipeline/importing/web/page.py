"""A web page, whoever wrote it -> the blocks that it shows, from top to bottom; every word of it stands in one of them."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pipeline.comparing.node import ACROSS, JOINED, PARTED, Node
from pipeline.diagnostics import Place, Problems
from pipeline.importing import files
from pipeline.importing.paper import characters
from pipeline.importing.web.lists import counted, numbered
from pipeline.importing.web.styles import write_styles
from pipeline.importing.web.void import void
from pipeline.late.regex import regex
from pipeline.notation.looks.raised import raised

if TYPE_CHECKING:
    from lxml.etree import _Element

# Styles that our web pages give to entries of 目次.
_LISTED = ("目次",)
# Of these, what shows words all the same.
_ASIDE = frozenset({"nav", "svg"})
_HEADING = regex("h[1-6]")
# What shows no words, leads about in a site, or says again how words above it are read.
_DUMB = frozenset({"script", "style", "head", "template", "nav", "rt", "rp", "svg"})
# Elements that begin a new line; others run on in theirs.
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
# What shows words that stand elsewhere or in an attribute; boxes of these types show none of theirs.
_INNER = {
    "iframe": "別の頁",
    "frame": "別の頁",
    "object": "埋め込み",
    "embed": "埋め込み",
    "canvas": "絵",
    "input": "入力欄",
}
# What stands within these is for browsers that know none of them.
_FALLBACK = frozenset({"iframe", "canvas", "video", "audio"})
_BARE = ("hidden", "checkbox", "radio", "password", "image", "file")
_TABLE_PARTS = frozenset({"thead", "tbody", "tfoot", "tr", "colgroup"})
_BLANKS = " \n\t\r\f"
# The parser gives up without a word at 256 unless it is told not to, and we go down by calls.
_DEEPEST = 200
_CHARSET = regex(rb"(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})")
_HEAD = 4096
# Names that pages give -> what browsers take them for.
_CODECS = {
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "ms932": "cp932",
    "euc-jp": "euc_jp", "x-euc-jp": "euc_jp", "iso-2022-jp": "iso2022_jp",
}  # fmt: skip
_MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# A line end of the file is no blank beside a letter of Japanese.
_WRAPPED = regex(r"(?<=[^\x00-\x7f])[ \t\r\f]*\n[ \t\r\f\n]*|[ \t\r\f]*\n[ \t\r\f\n]*(?=[^\x00-\x7f])")
_WRAPPED_ELSEWHERE = regex(r"[ \t\r\f]*\n[ \t\r\f\n]*")
_SAVE = "ブラウザで開き、文を選んで写し、UTF-8 のテキストファイル（.txt）に貼り付けて保存してください"


class Page(NamedTuple):
    """A web page: its blocks with the levels of their headings, and what is read out for each picture."""

    blocks: list[tuple[int, Node]]
    pictures: tuple[str, ...]


def read_page(data: bytes, name: str, problems: Problems) -> Page | None:
    """What of a page is its document; None after an error."""
    body = seen(data, name, problems)
    if body is None:
        return None
    _tell_beside(body, name, problems)
    blocks = list(elements(body))
    if not blocks:
        _tell_empty("文字のないWebページです", name, problems)
        return None
    return Page(blocks, tuple(pictures(body)))


def seen(data: bytes, name: str, problems: Problems) -> _Element | None:
    """The element of a page that its document stands in, without what it strikes or does not show; None after an error."""
    text = None if files.is_other_form(data, name, problems) else _decoded(data, name, problems)
    if text is None:
        return None
    body = _body(text)
    if body is None:
        _tell_empty("文字のないWebページです", name, problems)
        return None
    root = body.getroottree().getroot()
    if _depth(root) > _DEEPEST:
        _tell_empty(f"Webページの要素が、{_DEEPEST}段より深く入れ子になっています", name, problems)
        return None
    write_styles(root, name, problems)
    _leave_out(body, name, problems)
    _empty_fallbacks(body, name, problems)
    _tell_within(body, name, problems)
    return body


def _tell_empty(what: str, name: str, problems: Problems) -> None:
    problems.error("形式", what, "文書のHTMLを指定してください。" + _SAVE, Place(name))


def pictures(body: _Element) -> Iterator[str]:
    """What is read out for each picture."""
    return ((each.get("alt") or "").strip(_BLANKS) for each in body.iter("img"))


def _decoded(data: bytes, name: str, problems: Problems) -> str | None:
    """The text of a page in the encoding that it is written in; None after an error."""
    codec = next((codec for mark, codec in _MARKED if data.startswith(mark)), "")
    said = _CHARSET.search(data[:_HEAD])
    told = said[1].decode("ascii").lower() if said is not None else ""
    # ISO-2022-JP is made of bytes of ASCII; anything else that can be read as UTF-8 is UTF-8, whatever it says of itself.
    wanted = (
        [codec] if codec else ["iso2022_jp", "utf-8"] if told == "iso-2022-jp" else ["utf-8", _CODECS.get(told, "")]
    )
    for each in filter(None, wanted):
        try:
            return data.decode(each)
        except UnicodeDecodeError:
            continue
    if told in _CODECS or codec:
        what = f"「{told or codec}」と書いてありますが、その文字コードの文ではありません"
        problems.error("文字コード", what, _SAVE, Place(name))
        return None
    return files.decoded(data, name, problems)


def _body(text: str) -> _Element | None:
    """What of a page is its document."""
    from lxml import etree, html  # noqa: PLC0415 - loaded where a web page is read

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError:  # a page without an element
        return None
    mains = list(root.iter("main"))
    return mains[0] if len(mains) == 1 else root


def _leave_out(body: _Element, name: str, problems: Problems) -> None:
    """Takes out of a page what it strikes or does not show, as of a Word document, and tells the words."""
    found = {e: why for e in body.iterdescendants() if (why := void(e))}
    for element, why in found.items():
        above = element.getparent()
        if above is None or any(a in found for a in element.iterancestors()):
            continue
        words = bare(element)
        if words and not any(_tag(a) in _DUMB for a in (element, *element.iterancestors())):
            cure = "要る文なら、その部分の書き方を直してから、もう一度指定してください"
            problems.warning("読取り", f"{why}の文を除いて読みました: 「{words[:60]}」", cure, Place(name, words[:40]))
        tail, before = element.tail or "", element.getprevious()
        above.remove(element)
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            above.text = (above.text or "") + tail


def bare(element: _Element) -> str:
    """The words within an element, without any blanks."""
    return "".join("".join(map(str, element.itertext())).split())


def _empty_fallbacks(body: _Element, name: str, problems: Problems) -> None:
    """Takes out what no browser of today shows in place of another page, a drawing or a film, and tells the words."""
    for element in [e for e in body.iter() if _tag(e) in _FALLBACK]:
        words = bare(element)
        if words:
            message = f"頁に出ない部分の文を除いて読みました: 「{words[:60]}」"
            cure = "要る文なら、原稿に書き足してください"
            problems.warning("読取り", message, cure, Place(name, words[:40]))
        element.text = None
        element[:] = []


def _tell_beside(body: _Element, name: str, problems: Problems) -> None:
    """Tells the words of a page that are taken for no part of its document: what stands beside it, leads about, or is drawn."""
    root = body.getroottree().getroot()
    beside = [] if root is body else list(_visible(root, body))
    led = (
        e for e in body.iterdescendants() if _tag(e) in _ASIDE and not any(_tag(a) in _DUMB for a in e.iterancestors())
    )
    words = "".join("".join([*beside, *(each for e in led for each in _visible(e, None))]).split())
    if words:
        message = (
            f"文書の文でないとみて読まなかった文が{len(words)}字あります（案内、図の中の文など）: 「{words[:60]}」"
        )
        cure = "文書の文なら、その文をテキストファイル（.txt）に写して比べてください"
        problems.warning("読取り", message, cure, Place(name, words[:40]))


def _tell_within(body: _Element, name: str, problems: Problems) -> None:
    """Tells what a browser shows within the page and no element of it says: other pages, and what stands in boxes to fill in."""
    found = [(e, _INNER[tag]) for e in body.iter() if (tag := _tag(e)) in _INNER and (tag != "input" or _is_filled(e))]
    if found:
        what = "、".join(dict.fromkeys(called for _, called in found))
        sources = dict.fromkeys(file for e, _ in found if (file := e.get("src") or e.get("data") or ""))
        named = "、".join(f"「{each[:60]}」" for each in sources if not each.startswith("data:"))
        message = f"頁の中の{what}（{len(found)}か所{f'、{named}' if named else ''}）に出る文は読んでいません"
        cure = "文書の文がそこにあれば、テキストファイル（.txt）に写してください"
        problems.warning("読取り", message, cure, Place(name))


def _is_filled(box: _Element) -> bool:
    return bool((box.get("value") or "").strip()) and (box.get("type") or "").lower() not in _BARE


def _visible(element: _Element, but: _Element | None) -> Iterator[str]:
    """What an element shows, one element in it left out."""
    if element is but or not _tag(element) or (_tag(element) in _DUMB and _tag(element) not in _ASIDE) or void(element):
        return
    yield element.text or ""
    for child in element:
        yield from _visible(child, but)
        yield child.tail or ""


def _depth(element: _Element) -> int:
    deepest, waiting = 0, [(element, 1)]
    while waiting:
        each, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += ((child, depth + 1) for child in each)
    return deepest


def elements(parent: _Element) -> Iterator[tuple[int, Node]]:
    """Blocks of an element that holds blocks; what runs between them is a line."""
    loose = [_flowing(parent.text)]
    for element in parent:
        tag = _tag(element)
        if tag in BLOCKS or (tag not in _DUMB and any(_tag(e) in BLOCKS for e in element.iterdescendants())):
            yield from _lines(loose)
            yield from _block(element, tag)
            loose = []
        else:
            loose.append(_running(element))
        loose.append(_flowing(element.tail))
    yield from _lines(loose)


def _lines(loose: list[str]) -> Iterator[tuple[int, Node]]:
    yield from ((0, Node("文", words=words)) for words in _apart("".join(loose)))


def _apart(words: str) -> list[str]:
    """The lines of words that end by hand, as those of a Word file."""
    return [line for each in words.split("\n") if (line := each.strip(_BLANKS))]


def _block(element: _Element, tag: str) -> Iterator[tuple[int, Node]]:
    if _HEADING.fullmatch(tag):
        yield from ((int(tag[1]), Node("文", words=words)) for words in _apart(_said(element)))
    elif tag == "table":
        yield from _table(element)
    elif tiles := _tiles(element):
        yield 0, Node("図", children=tuple(Node("文", words=w) for w in tiles))
    elif tag == "li" and (number := counted(element)):
        yield from numbered(list(elements(element)), number)
    elif any(_tag(e) in BLOCKS for e in element.iterdescendants()):
        yield from elements(element)
    elif _led(element):
        yield 0, Node("文", words=_without_page(element), listed=True)
    else:
        yield from _lines([_said(element)])


def _tiles(element: _Element) -> list[str]:
    """The words of a figure of ours, tile by tile; [] for any other, whose words are read as they stand."""
    if element.get("role") != "figure":
        return []
    tiles = [" ".join(_every_line(e)) for e in element.iter("div") if "words" in (e.get("class") or "").split()]
    whole = "".join(words for _, node in elements(element) for words in _words(node))
    return [w for w in tiles if w] if characters(tiles) == characters([whole]) else []


def _led(element: _Element) -> bool:
    """Whether a line is an entry of 目次 that leads to a page."""
    return (element.get("class") or "").startswith(_LISTED) and any(e.get("class") == "leader" for e in element.iter())


def _flowing(text: str | None) -> str:
    """Words without the ends of the lines that they stand on in the file."""
    return _WRAPPED_ELSEWHERE.sub(" ", _WRAPPED.sub("", text or ""))


def _tag(element: _Element) -> str:
    """The name of an element; "" of a comment."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _running(element: _Element) -> str:
    tag = _tag(element)
    if tag == "sup" and not len(element) and (made := raised(element.text or "")):  # a link is the mark of a note
        return made
    return "\n" if tag == "br" else "" if not tag or tag in _DUMB else _said(element)


def _said(element: _Element) -> str:
    """The words of an element; readings over words are no words of their own."""
    made: list[str] = [_flowing(element.text)]
    for child in element:
        made += [_running(child), _flowing(child.tail)]
    return "".join(made).strip("\n") if _tag(element) not in BLOCKS else "".join(made).strip(" \n")


def _every_line(element: _Element) -> Iterator[str]:
    """The words of a tile or a cell, line by line."""
    return (words for _, node in elements(element) for words in _words(node))


def _words(node: Node) -> Iterator[str]:
    """Words of a block, of a table within a cell too."""
    yield from (each.words for each in node.walk() if each.words and not each.is_joined)


def _without_page(element: _Element) -> str:
    """An entry of 目次 up to its leader."""
    made: list[str] = []
    for child in element.iter():
        if child.get("class") == "leader":
            break
        made.append(_flowing(child.text))
    return "".join(made).strip()


def _table(table: _Element) -> Iterator[tuple[int, Node]]:
    """The table; its caption and what stands in it outside of a cell are lines above it."""
    for caption in _captions(table):
        yield from elements(caption)
    yield from _lines(list(_outside(table)))
    rows = tuple(_table_rows(table))
    if rows:
        yield 0, Node("表", children=rows)


def _captions(element: _Element) -> Iterator[_Element]:
    """The captions that `_outside` leaves out."""
    for child in element:
        if _tag(child) == "caption":
            yield child
        elif _tag(child) in _TABLE_PARTS:
            yield from _captions(child)


def _outside(element: _Element) -> Iterator[str]:
    """Words of a table that no cell and no caption holds."""
    yield _flowing(element.text)
    for child in element:
        tag = _tag(child)
        if tag in _TABLE_PARTS:
            yield from _outside(child)
        elif tag != "caption" and not (tag in ("td", "th") and _tag(element) == "tr"):
            yield _said(child) if tag and tag not in _DUMB else ""
        yield _flowing(child.tail)


def _table_of(element: _Element) -> _Element | None:
    return next(element.iterancestors("table"), None)


def _table_rows(table: _Element) -> Iterator[Node]:
    above: dict[int, tuple[str, int, int]] = {}
    for row in table.iter("tr"):
        if _table_of(row) is not table:
            continue
        cells: list[Node] = []
        column = 0
        own = [c for c in row if c.tag in ("td", "th")]
        while own or column in above:
            if column in above:
                words, wide, left = above.pop(column)
                if left > 1:
                    above[column] = (words, wide, left - 1)
                form = JOINED + (f"{ACROSS}{wide}" if wide > 1 else "")
            else:
                cell = own.pop(0)
                wide, tall = (max(1, _whole(cell.get(k))) for k in ("colspan", "rowspan"))
                words = PARTED.join(_every_line(cell))
                form = f"{ACROSS}{wide}" if wide > 1 else ""
                if tall > 1:
                    above[column] = (words, wide, tall - 1)
            cells.append(Node("欄", words=words, form=form, column=column))
            column += wide
        is_head = next(row.iterancestors("thead"), None) is not None
        yield Node("欄名" if is_head else "行", children=tuple(cells))


def _whole(said: str | None) -> int:
    return min(int(said), 1000) if said is not None and said.isdecimal() else 1
