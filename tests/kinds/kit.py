"""Shipped sources of plain kinds, changed by small edits, and what they print or are refused for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.diagnostics import Diagnostic, Rejected
from pipeline.galley import Para, plain
from pipeline.galley.blocks import paras
from pipeline.project import compiling
from tests.workshop import ROOT, edit, galley, messages, original


class Shelf:
    """A clerk's folder with the sources of one area."""

    def __init__(self, folder: Path, source: str) -> None:
        self.root, self.source = folder, f"sources/{source}"
        area = source.partition("/")[0]
        shutil.copytree(ROOT / "sources" / area, folder / "sources" / area)

    def edit(self, old: str, new: str) -> Shelf:
        """Replaces the one place where `old` stands in the source."""
        edit(self.root / self.source, old, new)
        return self

    def paras(self) -> list[Para]:
        """Every printed paragraph."""
        return [p for part in galley(self.root, self.source, None).parts for p in paras(part.blocks)]

    def lines(self, *styles: str) -> list[str]:
        """Printed paragraphs of these styles (none: all), labels included."""
        return [plain((*p.label, *p.runs)) for p in self.paras() if not styles or p.style in styles]

    def errors(self) -> list[Diagnostic]:
        """What the source is refused for."""
        loaded, problems = original(self.root, self.source)
        if loaded is not None:
            with pytest.raises(Rejected):
                compiling.set_galley(loaded, None, problems)
        return list(problems.errors)

    def said(self) -> list[str]:
        """The messages alone; warnings if there is no error."""
        loaded, problems = original(self.root, self.source)
        assert loaded is not None, messages(problems)
        compiling.set_galley(loaded, None, problems)
        return messages(problems)
