"""Spans of a text and other words for them -> the bytes of its file with these; byte order mark and line ends stay."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.diagnostics import Span

_BOM = b"\xef\xbb\xbf"


def spliced(data: bytes, changes: Iterable[tuple[Span, str]]) -> bytes | None:
    """The file with the words in place of the spans, none of which may overlap another.

    None if the file is no longer the text in which they were found: the places would be those of other words.
    """
    body = data.removeprefix(_BOM)
    raw = body.decode("utf-8", errors="surrogateescape")
    asked = list(changes)
    if any(span.file.text != raw.replace("\r\n", "\n") for span, _ in asked):
        return None
    begins = _begins(raw)
    end_of_line = "\r\n" if "\r\n" in raw else "\n"
    for start, end, words in sorted(((s.start, s.end, words) for s, words in asked), reverse=True):
        raw = raw[: begins[start]] + words.replace("\n", end_of_line) + raw[begins[end] :]
    return data[: len(data) - len(body)] + raw.encode("utf-8", errors="surrogateescape")


def _begins(raw: str) -> list[int]:
    """Where each character of the text begins in the file, whose line ends may be two characters; the end is the last."""
    places = [at for at, char in enumerate(raw) if not (char == "\n" and raw[at - 1 : at] == "\r")]
    return [*places, len(raw)]
