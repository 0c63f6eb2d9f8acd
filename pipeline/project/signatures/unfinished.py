"""A PDF that is to be signed -> what in it says that it is not finished: words that hold the place of others, the mark of a draft."""

from __future__ import annotations

import io
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from operator import itemgetter

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, StreamObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from pipeline.diagnostics import Place, Problems
from pipeline.late.regex import regex
from pipeline.notation.dates.era import ERA_NAMES_PATTERN
from pipeline.pdfdiff import Facsimile, UnprintableError
from pipeline.pdfdiff.paper import PrintedPaper
from pipeline.pdfdiff.tag_order import without_readings
from pipeline.project.checking import unfilled
from pipeline.project.checking.unfilled import Stretch
from pipeline.project.signatures.sign import BROKEN

# A day that is left open, the whole of it or its end: blanks are no words of a page.
_DIGITS = "[元0-9０-９一二三四五六七八九十]"
_BLANK_DAY = regex(rf"(?:{ERA_NAMES_PATTERN}){_DIGITS}*年{_DIGITS}*月日")
# What the mark of a draft says of itself in the operators of a page (ISO 32000-1, 14.8.2.2.2).
_WATERMARK = b"/Subtype/Watermark"


def tell_unfinished(data: bytes, name: str, problems: Problems) -> None:
    """Refuses a PDF that is not finished; one whose words cannot be read is told as not looked at."""
    if _is_draft(data):
        problems.error(
            "署名",
            "案の透かしの入ったPDFです",
            "renkei build（--draft を付けない）で作り直してください。案のまま署名するのなら、--unfilled を付けてください",
            Place(name),
        )
    try:
        with Facsimile(data) as facsimile:
            paper = PrintedPaper([without_readings(page) for page in facsimile.tagged_pages()])
    except UnprintableError:
        paper = PrintedPaper(())
    if not paper.text:
        problems.warning(
            "署名",
            "文字を読めないPDFなので、まだ決まっていない字句（〇〇、見本の氏名など）が残っていないかは、調べていません",
            "目で確かめてください",
            Place(name),
        )
    stretches = [*_stretches(paper, name)]
    for each in stretches:
        if (blank := _BLANK_DAY.search(each.text)) is not None:
            problems.warning(
                "署名",
                f"日付（{blank[0]}）に、書き入れていないところがあります",
                "署名した後は、書き入れられません。日が決まっているなら、原稿に書いて作り直し、署名し直してください",
                each.place(blank.start(), blank.end()),
            )
    for one in unfilled.of_file(stretches):
        problems.error(
            unfilled.CODE,
            one.message,
            "原稿を正しい字句に書き換えて、作り直してください。このままの文に署名するのなら、--unfilled を付けてください",
            one.place,
        )


def _stretches(paper: PrintedPaper, name: str) -> Iterator[Stretch]:
    """The words of each paragraph and cell, as far as the file tells where they begin."""
    for _, same in groupby(_parts(paper), key=itemgetter(0)):
        parts = [*same]
        yield Stretch("".join([text for _, _, text in parts]), _on(Place(name, f"{parts[0][1] + 1}頁")))


def _on(page: Place) -> Callable[[int, int], Place]:
    return lambda _start, _end: page


def _parts(paper: PrintedPaper) -> Iterator[tuple[object, int, str]]:
    """Runs of words, each with what is the same for all that go on with one another, and its page.

    That is the tag where there is one; else how many places stand before it that part words for sure.
    """
    breaks = sorted(paper.breaks)
    for (page, line), start in zip(paper.lines, paper.starts, strict=True):
        end = start + len(line.text)
        if line.tag is not None:
            yield line.tag.place, page, line.text
            continue
        cuts = [start, *breaks[bisect_right(breaks, start) : bisect_left(breaks, end)], end]
        yield from [(bisect_right(breaks, a), page, paper.text[a:b]) for a, b in pairwise(cuts)]


def _is_draft(data: bytes) -> bool:
    """Whether a page bears a watermark: the outline of 案 holds no words that could be read. False for what is no PDF."""
    try:
        reader = PdfFileReader(io.BytesIO(data))
        return any(_WATERMARK in operators.replace(b" ", b"") for operators in _operators(reader.root["/Pages"]))
    except (PdfError, *BROKEN):
        return False


def _operators(node: DictionaryObject) -> Iterator[bytes]:
    """What draws the pages of a file, below a node of their tree."""
    kids, held = _entry(node, "/Kids"), _entry(node, "/Contents")
    for n in range(len(kids)):
        yield from _operators(kids[n])
    streams = [held] if isinstance(held, StreamObject) else [held[n] for n in range(len(held))]
    yield from (stream.data for stream in streams)


def _entry(node: DictionaryObject, name: str) -> ArrayObject | StreamObject:
    """What an entry is, or refers to: get() would answer with the reference."""
    try:
        entry: ArrayObject | StreamObject = node[name]
    except KeyError:
        return ArrayObject()
    return entry
