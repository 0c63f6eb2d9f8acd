"""What stands behind a document -> the galley of its 履歴書: sources, versions, votes, approvals, files, with their hashes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.galley import Block, Cell, Galley, Grid, Para, Part, Row, Run
from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import House

_SHARES = (10, 30)


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what it is, and what is to be said of it; `sha256` "" where there is no file or text to hash."""

    what: str
    said: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Origins:
    """All that stands behind a document. `title` is its own; each section has a heading and its rows, none if empty."""

    document: str
    title: str
    kind: str
    sections: tuple[tuple[str, tuple[Line, ...]], ...]


def provenance_sheet(origins: Origins, house: House, day: date | None) -> Galley:
    """One table for each section; a hash stands under what it is of, in full."""
    title = f"{origins.title}　履歴書"
    blocks: list[Block] = [
        Para("題名", (Run(title),), heading=1, outline=title),
        Para("添え書き", (Run(f"文書の名前 {origins.document}　種別 {origins.kind}　64桁の英数字は SHA-256"),)),
    ]
    for heading, lines in origins.sections:
        if lines:
            blocks += [
                Para("本文見出し3", (Run(heading),), heading=2, outline=heading),
                Grid("一覧表", (_head(),), tuple(_rows(lines, house)), heading, _SHARES),
            ]
    return Galley(title, title, "", day, (Part("本文", tuple(blocks)),), (("題名", title),))


def _head() -> Row:
    return Row(tuple(Cell((Para("表見出し", (Run(name),)),)) for name in ("事項", "内容")))


def _rows(lines: tuple[Line, ...], house: House) -> Iterator[Row]:
    for line in lines:
        said = [Para("表本文", (Run(house.text(line.said)),))] if line.said else []
        if line.sha256:
            said.append(Para("表本文", (Run(line.sha256),)))
        yield Row((Cell((Para("表本文", (Run(line.what),)),)), Cell(tuple(said) or (Para("表本文", (Run("―"),)),))))
