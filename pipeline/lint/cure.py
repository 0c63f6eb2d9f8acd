"""Findings whose cure is certain -> the bytes of the file with them carried out; every other byte stays."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.diagnostics import Span
from pipeline.lint.rule import Finding
from pipeline.source.rewriting.splices import spliced


def certain(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Those that need no person, by the name of their file; never two for the same characters."""
    made: dict[str, list[Finding]] = {}
    for finding in findings:
        place = finding.place
        # A cell of a workbook is mended in the workbook.
        if finding.certain and finding.proposal is not None and isinstance(place, Span) and not place.file.cell:
            others = made.setdefault(place.file.name, [])
            # One value may be printed many times (for each partner): its words are mended once.
            if not any(_overlap(place, o.place) for o in others if isinstance(o.place, Span)):
                others.append(finding)
    return made


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def carried_out(data: bytes, findings: Iterable[Finding]) -> bytes | None:
    """The file with the proposals in place of the words. Line ends and byte order mark stay as they are.

    None if the file is no longer the text in which they were found: the places would be those of other words.
    """
    return spliced(data, [(f.place, f.proposal or "") for f in findings if isinstance(f.place, Span)])
