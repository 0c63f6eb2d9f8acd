"""What is common to the documents of one build: folders, formats, options."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from pipeline.late.dataclass import dataclass
from pipeline.project import store
from pipeline.project.export.exporter import Format


@dataclass(frozen=True, slots=True)
class Job:
    """What is common to the documents of a build.

    `run` names the build that wants them. `draft` marks every page with 案; `embed_source` attaches the sources to the
    PDF, which is then PDF/A-3a.
    """

    root: Path
    out: Path
    formats: tuple[Format, ...]
    draft: bool = False
    embed_source: bool = False
    run: str = field(default_factory=store.here)

    @property
    def options(self) -> str:
        """What besides its format decides how a document looks."""
        return f"{'案' if self.draft else ''}{'添付' if self.embed_source else ''}"
