"""Where a source may take workbooks from."""

from __future__ import annotations

from pathlib import Path

from pipeline.late.dataclass import dataclass
from pipeline.source.files import Files


@dataclass(frozen=True, slots=True)
class Folder:
    """Paths of workbooks are read from `own`, the source's folder, and stay `within`.

    `shown` is what the paths in diagnostics are relative to, `files` gives their bytes.
    """

    own: Path
    within: Path
    shown: Path
    files: Files
