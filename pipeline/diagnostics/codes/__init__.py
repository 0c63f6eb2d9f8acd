"""The register of codes: code -> what it means. A new code is one entry in one of these files."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.diagnostics.codes import amending, clauses, council, crosscheck, documents, files, sources, templates
from pipeline.diagnostics.codes.entry import Code

__all__ = ["CODES", "Code"]

_ENTRIES = (
    *files.ENTRIES,
    *sources.ENTRIES,
    *documents.ENTRIES,
    *amending.ENTRIES,
    *clauses.ENTRIES,
    *crosscheck.ENTRIES,
    *council.ENTRIES,
    *templates.ENTRIES,
)
CODES: Mapping[str, Code] = {entry.code: entry for entry in _ENTRIES}
assert len(CODES) == len(_ENTRIES), "a code is registered twice"
