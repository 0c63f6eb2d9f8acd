"""Names of files as the system says them -> from where the clerk stands: nobody reads the way through the whole machine."""

from __future__ import annotations

from dataclasses import replace

from pipeline.diagnostics.problems import Diagnostic
from pipeline.diagnostics.span import Place


def from_here(words: str, here: str) -> str:
    """The words with what lies below the folder `here` (an absolute path with forward slashes) named from there."""
    folder = f"{here.rstrip('/')}/"
    return words.replace(folder, "") if len(folder) > 1 else words


def told_from_here(diagnostic: Diagnostic, here: str) -> Diagnostic:
    """The problem as it is told to somebody who stands in a folder."""
    message, cure = from_here(diagnostic.message, here), from_here(diagnostic.cure, here)
    match diagnostic.place:
        case Place() as place:
            return replace(
                diagnostic, message=message, cure=cure, place=replace(place, file=from_here(place.file, here))
            )
        case place:  # sources are read by names from where the clerk stands
            return replace(diagnostic, message=message, cure=cure, place=place)
