"""One owner of what a command, an editor or a worker reads and keeps: files, sources, templates, fonts.

Made in cli/ (or by a worker for itself) and passed down. What is kept is kept by content, so that a session may live
for days: `files.refresh()` looks at the disk again, `files.put` lets unsaved bytes stand before those on disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.diagnostics import Problems
from pipeline.galley.shared import SharedBlocks
from pipeline.project.export.templates import Templates
from pipeline.project.load import Common, SourceDocument, Sources
from pipeline.source.files import Files

if TYPE_CHECKING:
    from pipeline.project.compiling import Kept

# Partners of a master are made one behind another.
_MOST_MASTERS = 4


class Session:
    """The clerk's folder `root` as one process knows it; `overlay` are bytes of files that are not saved."""

    def __init__(self, root: Path, overlay: Mapping[Path, bytes] | None = None, *, sealed: bool = False) -> None:
        """`sealed`: the folder is what the overlay holds, and nothing else."""
        self.files = Files(root, overlay, sealed=sealed)
        self.sources = Sources(self.files)
        self.templates = Templates(self.files)
        # What was put together of a folder, by whoever does (project.council): of the files as they are in this version.
        self.folders: dict[Path, object] = {}
        # What many documents say alike, for those who write many: of any master, and of each of the last ones.
        self.shared = SharedBlocks()
        self._kept: dict[int, tuple[Common, Kept]] = {}

    @property
    def root(self) -> Path:
        """Where the clerk stands."""
        return self.files.root

    def kept(self, original: SourceDocument) -> Kept:
        """What the documents of a master share; another of them is about to be made."""
        from pipeline.project.compiling import Kept  # noqa: PLC0415 - a session that makes no document need not load it

        common = original.common
        held = self._kept.pop(id(common), None) or (common, Kept())
        self._kept[id(common)] = held
        while len(self._kept) > _MOST_MASTERS:
            del self._kept[next(iter(self._kept))]
        held[1].begin()
        return held[1]

    def load(self, path: Path, problems: Problems) -> SourceDocument | None:
        """A source with its facts, read once while its files are the same. None after an error."""
        return self.sources.load(path, problems)
