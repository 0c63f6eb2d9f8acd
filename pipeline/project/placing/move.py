"""One file on its way to its place: the new bytes under a name of their writer, the old ones kept until all are there."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Sequence
from contextlib import suppress
from io import RawIOBase
from typing import Literal

from pipeline.project.placing.owner import PART

_WRITABLE = 0o222
Stands = Literal["new", "as before", "altered"]


class Move:
    """What became of it is asked of the disk: whoever stops the command may do so between a step and the note that it was taken.

    The last of several needs no name for its old bytes: once it is there, nothing is put back any more. The names are
    texts: a build of thousands of files spends as much on paths as on the disk.
    """

    def __init__(self, path: str, owner: str) -> None:
        self.path = path
        self.part = f"{path}.{owner}{PART}"
        self.old = f"{path}.{owner}.old{PART}"
        self.sha256 = ""
        self.keeping = False
        self.in_trust = self._going = False

    @classmethod
    def again(cls, path: str, owner: str, sha256: str, *, keeping: bool) -> Move:
        """As another process that was killed may have left it."""
        move = cls(path, owner)
        move.sha256, move.keeping, move._going = sha256, keeping, True
        return move

    def write(self, data: bytes, *, synced: bool) -> None:
        """The new bytes under their temporary name, for the same people as the old ones. Raises OSError."""
        was = _state(self.path)
        # Whoever may write to a folder may replace what nobody may write to: Windows refuses that, and so do we.
        if was is not None and not was.st_mode & _WRITABLE:
            raise PermissionError(errno.EACCES, "read only", self.path)
        with open(self.part, "wb", buffering=0) as stream:  # noqa: PTH123 - three thousand times a build
            if was is not None and os.name == "posix":
                _belongs_as(was, stream.fileno())
            write_all(stream, data)
            if synced:
                os.fsync(stream.fileno())

    def look(self, data: bytes, *, kept: bool) -> None:
        """Notes what is about to be put in place of what, and whether that is to be kept until all are there."""
        self.sha256 = hashlib.sha256(data).hexdigest()
        self.keeping = kept and os.path.isfile(self.path)  # noqa: PTH113

    def go(self) -> None:
        """Puts the new bytes in place in one step. Raises OSError (Word and Acrobat hold a file that is open)."""
        if self.keeping:
            try:
                os.link(self.path, self.old)
            except OSError:  # a disk without links
                shutil.copy2(self.path, self.old)
        self._going = True
        os.replace(self.part, self.path)  # noqa: PTH105

    @property
    def gone(self) -> bool:
        """Whether the new bytes are in their place."""
        return self._going and not os.path.lexists(self.part)

    @property
    def stands(self) -> Stands:
        """What lies in its place, of a file that has gone to it: somebody may have written there since."""
        if not os.path.lexists(self.path):
            return "altered" if self.keeping else "as before"
        found = _digest(self.path)
        if found == self.sha256:
            return "new"
        if not self.keeping:
            return "altered"
        # Whoever was killed while it put the old bytes back has left them no second name.
        return "as before" if _digest(self.old) in (None, found) else "altered"

    def back(self) -> None:
        """As it was before. Raises OSError."""
        if not self.gone:
            return
        if self.keeping:
            os.replace(self.old, self.path)  # noqa: PTH105
        else:
            os.unlink(self.path)  # noqa: PTH108

    def clear(self) -> None:
        """Leaves no temporary name behind, but for those that a record entrusts to the next command."""
        if self.in_trust:
            return
        for path in (self.part, self.old) if self.keeping else (self.part,):
            with suppress(OSError):  # it has gone, or is of a folder that could not be made, or of a disk that has gone
                os.unlink(path)  # noqa: PTH108


def put_back(moves: Sequence[Move]) -> bool:
    """All as it was, unless the last file has come to its place: then all are there. False if the disk refuses."""
    for move in moves if moves and not moves[-1].gone else ():
        try:
            move.back()
        except OSError:  # somebody has opened it this moment, or the disk has gone
            return False
    return True


def _state(path: str) -> os.stat_result | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - three thousand times a build
    except OSError:
        return None
    return found if stat.S_ISREG(found.st_mode) else None


def _belongs_as(was: os.stat_result, file: int) -> None:
    """Group, owner and rights as those of another file, as far as the system lets this process."""
    now = os.fstat(file)
    for owner, group in ((-1, was.st_gid), (was.st_uid, -1)):
        if (now.st_uid, now.st_gid) != (was.st_uid, was.st_gid):
            with suppress(OSError):
                os.fchown(file, owner, group)
    if now.st_mode != was.st_mode:
        with suppress(OSError):  # a disk that knows no rights
            os.fchmod(file, stat.S_IMODE(was.st_mode))


def write_all(stream: RawIOBase, data: bytes) -> None:
    """A system may take less than it is given."""
    left = memoryview(data)
    while left:
        left = left[stream.write(left) or 0 :]


def _digest(path: str) -> str | None:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - as above
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
