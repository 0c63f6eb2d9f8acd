"""Lines of a plain text that only number its pages -> taken out of the sentences that they stand within, each told.

Some say so by themselves (－ 2 －, 2頁, P. 2). Of 2/3, ～ 2 ～ or a bare 2 only the pages before and behind tell it: they count on,
2/3 goes up to 3/3, and at a bare number the page ends, for it may as well be the label of a 項.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.importing.paper import BLANKS, Line, Note, Paper
from pipeline.late.regex import regex

_WIDE = str.maketrans(
    {n + 0xFEE0: n for n in range(0x21, 0x7F)} | {"\u3000": " ", "\u301c": "~", "\uff5e": "~", "〈": "<", "〉": ">"}
)
_DASHES = "[-－‐―–—−ー─━]+"
_N = "[0-9]{1,3}"
_OF = rf"(?: ?(?:/|of) ?{_N})"
_SURE = regex(rf"{_DASHES} *{_N} *{_DASHES}|(?:ページ|頁|[Pp](?:age)?\.?) ?{_N}{_OF}?|{_N}{_OF}? ?(?:ページ|頁)")
_COUNTED = regex(
    r"(?P<page>[0-9]{1,3}) ?(?:/|of) ?(?P<last>[0-9]{1,3})|(?P<sign>[~・<\[]) ?(?P<within>[0-9]{1,3}) ?[~・>\]]"
)
_BARE = regex(_N)
_CURE = "文の中のものなら、原稿に書き足してください"
_DOUBTED = "頁の番号なら、元のファイルでその行を消してから取り込み直してください"
_LEAST = 2


def without_page_numbers(paper: Paper) -> Paper:
    """The paper without lines that only number a page, each of which is told; others that are mere numbers are told, too."""
    alone = [n for n, line in enumerate(paper.lines) if not line.cells]
    gone = {n for n in alone if _SURE.fullmatch(_folded(paper.lines[n]))}
    gone |= set(_in_series(paper.lines, [n for n in alone if n not in gone]))
    pages = [line for n, line in enumerate(paper.lines) if n in gone]
    notes = [Note(f"頁の番号とみて、除きました: 「{line.text}」", _CURE, line.span, line.text) for line in pages]
    left = [paper.lines[n] for n in alone if n not in gone and _may_number(_folded(paper.lines[n]))]
    if left:
        message = (
            f"数だけの行が{len(left)}行あり、頁の番号か分からないので、文として読みました。初めは「{left[0].text}」です"
        )
        notes.append(Note(message, _DOUBTED, left[0].span))
    return Paper(tuple(line for n, line in enumerate(paper.lines) if n not in gone), (*paper.notes, *notes))


def _may_number(words: str) -> bool:
    return _BARE.fullmatch(words) is not None or _COUNTED.fullmatch(words) is not None


def _folded(line: Line) -> str:
    return line.text.strip(BLANKS).translate(_WIDE)


def _in_series(lines: Sequence[Line], alone: Sequence[int]) -> Iterator[int]:
    """Lines that count pages only as far as those of the same form do: all of them, or none."""
    forms: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for n in alone:
        words = _folded(lines[n])
        if found := _COUNTED.fullmatch(words):
            forms[f"/{found['last']}" if found["last"] else found["sign"]].append(
                (n, int(found["page"] or found["within"]))
            )
        elif _BARE.fullmatch(words) and _ends_page(lines[n]):
            forms[""].append((n, int(words)))
    for form, found_there in forms.items():
        numbers = [page for _, page in found_there]
        if len(numbers) < _LEAST or any(b != a + 1 for a, b in pairwise(numbers)):
            continue
        # 1/3 and 2/3 may be rates; nobody pays 3/3.
        if not form.startswith("/") or numbers[-1] == int(form[1:]):
            yield from (n for n, _ in found_there)


def _ends_page(line: Line) -> bool:
    """Whether a page ends right before or behind a line."""
    text = line.span.file.text
    behind = re.match(r"\s*", text[line.span.end :])
    before = text[: line.span.start]
    return (behind is not None and "\f" in behind[0]) or "\f" in before[len(before.rstrip()) :]
