"""A scalar of a source and new words for it -> the file with that scalar rewritten; every other byte stays.

The notation that the clerk chose is kept (plain, quotes, 「|」) where the new words can be written in it, else they are
quoted. What was written is read back: the file must say the new words there and the old ones everywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Problems, SourceFile, Written
from pipeline.late.dataclass import dataclass
from pipeline.source import reader
from pipeline.source.nodes import Mapping, Node, Sequence

_BOM = b"\xef\xbb\xbf"


class UnwritableError(ValueError):
    """Words that cannot stand there, in Japanese."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar by its place in the text of its file (characters from 0, line ends counted as one)."""

    start: int
    end: int


def rewritten(data: bytes, name: str, scalar: Scalar, words: str) -> bytes:
    """The bytes of the file with `words` in place of the scalar's. Raises UnwritableError."""
    problems = Problems()
    root = reader.parse(data, name, problems)
    if root is None:
        raise UnwritableError("原稿に誤りがあるので、先にその誤りを直してください")
    before = list(scalars(root))
    at = next((n for n, w in enumerate(before) if (w.start, w.end) == (scalar.start, scalar.end)), None)
    if at is None:
        raise UnwritableError("その語は原稿のこの場所にもうありません。頁を新しくしてください")
    words = words.rstrip("\n")
    expected = [w.text for w in before]
    expected[at] = words
    ends = before[at].file.text[scalar.start : scalar.end].endswith("\n")
    for notation in _notations(before[at], words):
        whole = notation + "\n" * (ends and not notation.endswith("\n"))
        made = _replaced(data, before[at].file, scalar, whole)
        again = reader.parse(made, name, Problems())
        if again is not None:
            said = [w.text for w in scalars(again)]
            said[at : at + 1] = [text.rstrip("\n") for text in said[at : at + 1]]  # 「|」 ends with a line
            if said == expected:
                return made
    raise UnwritableError("この文字は原稿に書けません（見えない文字や改行がないか確かめてください）")


def scalars(node: Node) -> Iterator[Written]:
    """All scalars of a file in their order, keys too."""
    match node:
        case Written():
            yield node
        case Sequence(items=items):
            for item in items:
                yield from scalars(item)
        case Mapping(entries=entries):
            for entry in entries:
                yield entry.key
                yield from scalars(entry.value)


def _notations(written: Written, words: str) -> Iterator[str]:
    """The words in the clerk's own notation, then in others, the plainest first."""
    raw = written.file.text[written.start : written.end]
    lines = "\n" in words
    if raw.startswith("|"):
        yield _block(written, raw, words)
    elif raw.startswith("'") and not lines:
        yield _single(words)
    elif raw.startswith('"'):
        yield _double(words)
    elif not lines:
        yield words
    if not lines:
        yield _double(words)
        yield _single(words)
    else:
        yield _new_block(written, words)
        yield _double(words)


def _single(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _double(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _block(written: Written, raw: str, words: str) -> str:
    """「|」 with the indentation that its lines have; the blank lines behind it stay."""
    head, _, body = raw.partition("\n")
    first = next((line for line in body.split("\n") if line.strip()), "")
    indent = re.match(" *", first)
    blanks = indent[0] if indent is not None and first else " " * (_column(written) + 2)
    tail = raw[len(raw.rstrip("\n")) :]
    return f"{head}\n" + "\n".join(blanks + line if line else "" for line in words.split("\n")) + tail


def _new_block(written: Written, words: str) -> str:
    blanks = " " * (_column(written) + 2)
    return "|\n" + "\n".join(blanks + line if line else "" for line in words.split("\n"))


def _column(written: Written) -> int:
    """How far the line begins in which the scalar stands; 「- 」 counts."""
    line = written.file.text[written.file.text.rfind("\n", 0, written.start) + 1 : written.start]
    marks = re.match(r"[ ]*(?:- +)*", line)
    return len(marks[0]) if marks is not None else 0


def _replaced(data: bytes, file: SourceFile, scalar: Scalar, notation: str) -> bytes:
    """The bytes with the notation in place of the scalar; line ends as the file has them, byte order mark kept."""
    body = data.removeprefix(_BOM)
    raw = body.decode("utf-8")
    if len(raw) == len(file.text):
        start, end = scalar.start, scalar.end
    else:  # CRLF: two characters of the file are one of its text
        places = reader.places_in(raw)
        start, end = places[scalar.start], places[scalar.end]
        if raw[end - 1 : end] == "\r" and not notation.endswith("\n"):
            end -= 1
        notation = notation.replace("\n", "\r\n")
    return data[: len(data) - len(body)] + (raw[:start] + notation + raw[end:]).encode("utf-8")
