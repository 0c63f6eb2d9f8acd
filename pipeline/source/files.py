"""Paths -> bytes: the files of a clerk's folder as they were at one moment, with what was asked of them.

Everything that a command, an editor or a worker reads of a folder goes through one `Files`. A file is read once and stays
as it was until `refresh`; bytes that an editor has not saved stand before those on disk (`overlay`).
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from fnmatch import fnmatchcase
from pathlib import Path
from time import time_ns

from pipeline.late.dataclass import dataclass

# A 別表 of 2,000 rows is about 1 MB; a file beyond this is a mistaken one.
MAX_BYTES = 10_000_000
# Stands in `Seen` for a file of which only its being there was asked.
PRESENT = "present"


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file and their SHA-256."""

    data: bytes
    sha256: str


@dataclass(slots=True)
class Seen:
    """What was asked of the files: of each the SHA-256 found (None: it was not there), and the names that folders held."""

    files: dict[Path, str | None] = field(default_factory=dict)
    # Size and time of what was read, where they would tell a change.
    states: dict[Path, tuple[int, int]] = field(default_factory=dict)
    folders: dict[tuple[Path, str], tuple[str, ...]] = field(default_factory=dict)

    def add(self, other: Seen) -> None:
        """Takes over what another asked; a hash says more than a presence."""
        for path, found in other.files.items():
            if found != PRESENT or path not in self.files:
                self.files[path] = found
        self.states |= other.states
        self.folders |= other.folders


@dataclass(frozen=True, slots=True)
class _Read:
    content: Content
    state: tuple[int, int]  # size and time
    # A file that was changed so shortly before it was read may change again and keep its time (as in git's index).
    racy: bool


# Clocks of shares and FAT disks count in steps of two seconds, others in those of the kernel's tick.
_COARSE_NS, _FINE_NS = 2_000_000_000, 50_000_000


class Files:
    """The files below `root`, and those that the program brings. Not for several threads at once."""

    def __init__(self, root: Path, overlay: Mapping[Path, bytes] | None = None, *, sealed: bool = False) -> None:
        """`sealed`: below the root there is nothing but the overlay, whatever lies on this disk."""
        self.root, self._sealed = root, sealed
        self._above = f"{root}{os.sep}"
        self.version = 0  # counts the refreshes that found something changed, and what the program put before files
        self.moves = 0  # counts those of the disk alone
        self._overlay = {path: _content(data) for path, data in (overlay or {}).items()}
        self._read: dict[Path, _Read] = {}
        self._there: dict[Path, bool] = {}
        self._listed: dict[tuple[Path, str], tuple[str, ...]] = {}
        self._unlisted: dict[Path, OSError] = {}
        self._recorders: list[Seen] = []

    def name(self, path: Path) -> str:
        """The path from where the clerk stands, with forward slashes on every system."""
        words = str(path)
        if words.startswith(self._above):  # asked for every file of a folder, and more than once
            return words[len(self._above) :].replace(os.sep, "/")
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name

    def read(self, path: Path, most: int = MAX_BYTES) -> Content:
        """The content of a regular file of no more than `most` bytes. Raises OSError."""
        known = self._overlay.get(path)
        if known is None:
            read = self._read.get(path)
            if read is None:
                if self._is_closed(path):
                    raise FileNotFoundError(errno.ENOENT, "no such file in what was sent", str(path))
                try:
                    read = self._read[path] = _read(path, most)
                except FileNotFoundError:
                    self._note(path, None)
                    raise
            known = read.content
        self._note(path, known.sha256)
        for seen in self._recorders[-1:]:
            if path in self._read and not self._read[path].racy:
                seen.states[path] = self._read[path].state
        return known

    def texts(self, suffix: str) -> Iterator[str]:
        """What was read so far of files of this kind, as far as it is UTF-8."""
        contents = [*self._overlay.items(), *((path, read.content) for path, read in self._read.items())]
        for path, content in contents:
            if path.suffix == suffix:
                yield content.data.decode("utf-8", "ignore")

    def bytes_of(self, path: Path) -> bytes | None:
        """What was read of a file, to be compared before it is written over; None if it was not there. Raises OSError."""
        return self.read(path).data if self.is_file(path) else None

    def is_file(self, path: Path) -> bool:
        """Whether there is such a file; that it is not is remembered too, since it might come."""
        there = path in self._overlay or self._there.get(path)
        if there is None:
            there = self._there[path] = not self._is_closed(path) and path.is_file()
        if not there:
            self._note(path, None)
        elif self._recorders and path not in self._recorders[-1].files:
            self._note(path, PRESENT)
        return there

    def listing(self, folder: Path, pattern: str) -> tuple[str, ...]:
        """Names in a folder that match a pattern, in their order; () if the folder is not there, or is `unlisted`."""
        key = (folder, pattern)
        names = self._listed.get(key)
        if names is None:
            names = self._listed[key] = self._list(folder, pattern)
        for seen in self._recorders[-1:]:
            seen.folders[key] = names
        return names

    def unlisted(self, folder: Path) -> OSError | None:
        """Why the names in a folder are not known, though it is there: what may not be seen is not taken for absent."""
        self.listing(folder, "*")
        return self._unlisted.get(folder)

    def put(self, path: Path, data: bytes | None) -> None:
        """Lets these bytes stand before those on disk (an unsaved file); None: those on disk again."""
        if data is None:
            self._overlay.pop(path, None)
        else:
            self._overlay[path] = _content(data)
        self._listed.clear()
        self.version += 1

    @contextmanager
    def standing(self, files: Mapping[Path, bytes]) -> Iterator[None]:
        """Meanwhile these bytes stand before what is on disk: what a folder would say if they were saved."""
        before = {path: self._overlay.get(path) for path in files}
        try:
            for path, data in files.items():
                self.put(path, data)
            yield
        finally:
            for path, stood in before.items():
                self.put(path, None if stood is None else stood.data)

    def refresh(self) -> None:
        """Looks at the disk again: what has changed since it was read is forgotten."""
        changed = [path for path, read in self._read.items() if read.racy or _state(path) != read.state]
        before = {path: self._read.pop(path).content.sha256 for path in changed}
        moved = any(self._moved(path, sha256) for path, sha256 in before.items())
        there = {path: not self._is_closed(path) and path.is_file() for path in self._there}
        listed = {key: self._list(*key) for key in self._listed}
        moved = moved or there != self._there or listed != self._listed
        self._there, self._listed = there, listed
        self.version += moved
        self.moves += moved

    def unchanged(self, seen: Seen) -> bool:
        """Whether everything would be found again as it was seen."""
        return all(self._same(path, found) for path, found in seen.files.items()) and all(
            self.listing(*key) == names for key, names in seen.folders.items()
        )

    @contextmanager
    def recording(self) -> Iterator[Seen]:
        """Collects what is asked of the files; an outer recording sees it too."""
        seen = Seen()
        self._recorders.append(seen)
        try:
            yield seen
        finally:
            self._recorders.pop()
            self.note(seen)

    def note(self, seen: Seen) -> None:
        """Adds what was asked before to the present recording: its answer was kept."""
        for recorder in self._recorders[-1:]:
            recorder.add(seen)

    def _same(self, path: Path, found: str | None) -> bool:
        if found is None:
            return not self.is_file(path)
        if found == PRESENT:
            return self.is_file(path)
        try:
            return self.read(path).sha256 == found
        except OSError:
            return False

    def _moved(self, path: Path, found: str) -> bool:
        """Whether a file of the disk is another now, whatever stands before it."""
        if path not in self._overlay:
            return not self._same(path, found)
        try:
            read = self._read[path] = _read(path, MAX_BYTES)
        except OSError:
            return True
        return read.content.sha256 != found

    def _is_closed(self, path: Path) -> bool:
        return self._sealed and path.is_relative_to(self.root)

    def _list(self, folder: Path, pattern: str) -> tuple[str, ...]:
        try:
            listed = [] if self._is_closed(folder) else os.listdir(folder)  # noqa: PTH208 - names suffice
            names = {name for name in listed if fnmatchcase(name, pattern)}
            self._unlisted.pop(folder, None)
        except OSError as error:
            names = set()
            if not isinstance(error, FileNotFoundError | NotADirectoryError):
                self._unlisted[folder] = error
        unsaved = {p.relative_to(folder).parts[0] for p in self._overlay if p != folder and p.is_relative_to(folder)}
        return tuple(sorted(names | {name for name in unsaved if fnmatchcase(name, pattern)}))

    def _note(self, path: Path, found: str | None) -> None:
        for seen in self._recorders[-1:]:
            seen.files[path] = found


def read_bounded(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file, never more than `most`. Raises OSError; EFBIG beyond the bound.

    A device or a pipe has no end and may never answer: it is not opened.
    """
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        number = errno.EISDIR if stat.S_ISDIR(state.st_mode) else errno.EINVAL
        raise OSError(number, "ふつうのファイルではありません", str(path))
    with path.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, "大きすぎます", str(path))
    return data


def _read(path: Path, most: int) -> _Read:
    before = path.stat()
    data = read_bounded(path, most)
    changed = changed_ns(before)
    racy = time_ns() - changed < (_COARSE_NS if changed % 1_000_000_000 == 0 else _FINE_NS)
    return _Read(_content(data), (before.st_size, changed), racy)


def _state(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_size, changed_ns(state)


def changed_ns(state: os.stat_result) -> int:
    """When a file was last changed. Its time can be set to an older one (cp -p, unzip); where the system notes when that was done, this is it."""
    return max(state.st_mtime_ns, state.st_ctime_ns)


def _content(data: bytes) -> Content:
    return Content(data, hashlib.sha256(data).hexdigest())
