"""Where a source may take workbooks from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Folder:
    """Paths of workbooks are read from `own`, the source's folder, and stay `within`.

    `shown` is what the paths in diagnostics are relative to.
    """

    own: Path
    within: Path
    shown: Path
