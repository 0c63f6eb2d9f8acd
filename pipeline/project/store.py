"""Bytes -> files, all or nothing: a failed or killed build leaves the old copies whole."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from io import RawIOBase
from pathlib import Path
from time import time
from zlib import crc32

from pipeline.diagnostics import Place, Problems
from pipeline.diagnostics.system import report, report_unwritten
from pipeline.late.regex import regex
from pipeline.project.signatures.mark import goes_on, is_signed

# Leftovers of a killed build are known by this ending and swept by the next one.
PART = ".renkei-part"
LOCK = ".renkei-lock"
# Before the ending stands who writes: the machine, so that a share may be written from several, and the process.
_MACHINE = f"{crc32((os.environ.get('COMPUTERNAME') or os.uname().nodename).encode()):08x}"
_OWNER = regex(rf"\.(?P<owner>(?:[0-9a-f]{{8}}-)?[0-9]+)(?:\.old)?{re.escape(PART)}$")
# Where it cannot be asked whether a process lives, a file that was just written is taken to be at work.
_STALE_S = 3600.0


def here() -> str:
    """The name of this process among all that may write to a folder."""
    return f"{_MACHINE}-{os.getpid()}"


class OutsideError(Exception):
    """A path that would leave the output folder (through .. or a symbolic link)."""


def inside(out: Path, relative: str) -> Path:
    """out/relative, if it lies inside `out` once every link is followed. Raises OutsideError."""
    path = out / relative
    if not path.resolve().is_relative_to(out.resolve()):
        raise OutsideError(str(path))
    return path


class SignedFileError(Exception):
    """A PDF with an electronic signature that would be overwritten."""


class UnwrittenError(Exception):
    """A file that the system did not let us write."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(str(path))
        self.path, self.error = path, error


def save(
    out: Path,
    files: Mapping[str, bytes],
    problems: Problems,
    *,
    synced: bool = True,
    moving: AbstractContextManager[None] | None = None,
) -> bool:
    """Writes the files of one document: all to temporary names first, then all renamed. The only way to the disk.

    False after an error (full disk, no permission, a file that Word has open, a path out of the folder), which is in
    `problems`: then all the old files are as they were. `synced`: nothing is lost when the power fails; what can be
    made again at any time need not wait for the disk, and is swept by the build. `moving`: held while files are renamed.
    """
    try:
        _write(out, files, synced=synced, moving=moving or nullcontext())
    except OutsideError as error:
        _report_outside(error, problems)
    except SignedFileError as error:
        _report_signed(error, problems)
    except UnwrittenError as failure:
        report_unwritten(failure.error, failure.path.as_posix(), problems)
    else:
        return True
    return False


@contextmanager
def reported(problems: Problems, name: str) -> Iterator[None]:
    """Errors of the disk inside become errors in `problems`; `name` is what was being made."""
    try:
        yield
    except OutsideError as error:
        _report_outside(error, problems)
    except SignedFileError as error:
        _report_signed(error, problems)
    except UnwrittenError as failure:
        report_unwritten(failure.error, failure.path.as_posix(), problems)
    except OSError as error:
        report(error, name, problems)


def _report_outside(error: OutsideError, problems: Problems) -> None:
    problems.error(
        "出力先",
        f"出力先のフォルダの外に書くことになります（{error}）",
        "出力先のフォルダの中にあるリンクを確かめてください",
        Place(str(error)),
    )


def _report_signed(error: SignedFileError, problems: Problems) -> None:
    problems.error(
        "署名",
        f"{error} には電子署名があるので、書き換えません",
        "署名したファイルを別の場所に移すか、別の出力先（--out）を指定してください",
        Place(str(error)),
    )


def _check_signed(path: Path, data: bytes) -> None:
    """A signed PDF may be gone on from (a further signature), and never changed."""
    if path.suffix.lower() == ".pdf" and path.is_file():
        old = path.read_bytes()
        if is_signed(old) and not goes_on(old, data):
            raise SignedFileError(path.as_posix())


def _write(out: Path, files: Mapping[str, bytes], *, synced: bool, moving: AbstractContextManager[None]) -> None:
    moves: list[_Move] = []
    path = out
    folders: set[Path] = set()
    try:
        for relative, data in files.items():
            path = out / relative
            if path.parent not in folders:
                inside(out, relative)
                path.parent.mkdir(parents=True, exist_ok=True)
                folders.add(path.parent)
                inside(out, relative)  # the folder may have turned out to be a link
            elif path.is_symlink():
                inside(out, relative)
            _check_signed(path, data)
            moves.append(_Move(path))
            with open(moves[-1].part, "wb", buffering=0) as stream:  # noqa: PTH123 - three thousand times a build
                _write_all(stream, data)
                if synced:
                    os.fsync(stream.fileno())
        path = out
        with moving:
            for move in moves:
                path = Path(move.path)
                move.go(kept=move is not moves[-1])
    except OSError as error:
        _put_back(moves)
        raise UnwrittenError(path, error) from error
    except BaseException:  # a worker that is sent home in mid-work
        _put_back(moves)
        raise
    finally:
        for move in moves:
            move.clear()
        if synced:
            _remove(part for folder in folders for part in folder.glob(f"*{PART}"))


def _write_all(stream: RawIOBase, data: bytes) -> None:
    """A system may take less than it is given."""
    left = memoryview(data)
    while left:
        left = left[stream.write(left) or 0 :]


def keep(news: tuple[Path, bytes] | None) -> None:
    """Puts what the next command may use in its place (`late.kept`); where it cannot be written it is made again."""
    if news is not None:
        path, data = news
        with suppress(UnwrittenError, OSError):
            _write(path.parent, {path.name: data}, synced=False, moving=nullcontext())


class _Move:
    """One file on its way to its place: the new bytes under a name of this process, the old ones kept until all are there.

    Once the last is there nothing is put back any more, so that its old bytes need no name.
    What became of it is asked of the disk: whoever stops the build may do so between a step and the note that it was taken.
    The names are texts: a build of thousands of files spends as much on paths as on the disk.
    """

    def __init__(self, path: Path) -> None:
        self.path = str(path)
        self.part = f"{self.path}.{here()}{PART}"
        self.old = f"{self.path}.{here()}.old{PART}"
        self._keeping = self._going = False

    def go(self, *, kept: bool) -> None:
        """Puts the new bytes in place in one step. Raises OSError (Word and Acrobat hold a file that is open)."""
        if kept and os.path.isfile(self.path):  # noqa: PTH113
            self._keeping = True
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

    def back(self) -> None:
        """As it was before."""
        if not self.gone:
            return
        if self._keeping:
            os.replace(self.old, self.path)  # noqa: PTH105
        else:
            os.unlink(self.path)  # noqa: PTH108

    def clear(self) -> None:
        """Leaves no name of this process behind."""
        for path in (self.part, self.old) if self._keeping else (self.part,):
            with suppress(OSError):  # it has gone, or is of a folder that could not be made, or of a disk that has gone
                os.unlink(path)  # noqa: PTH108


def _put_back(moves: list[_Move]) -> None:
    """All as it was, unless the last file has come to its place: then all are there."""
    for move in moves if moves and not moves[-1].gone else ():
        with suppress(OSError):  # what cannot be put back either is a disk that has gone
            move.back()


def is_there(path: Path) -> bool:
    """Whether anything has that name. Raises OSError where it cannot be told: what may not be seen is not taken for absent."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def stat(path: Path | str) -> tuple[int, int] | None:
    """Size and time of a file; None if it is not there or may not be seen."""
    try:
        state = os.stat(path)  # noqa: PTH116 - a build asks by the thousand, and a path is made of each name else
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns


@contextmanager
def locked(out: Path, name: str = LOCK) -> Iterator[None]:
    """One process at a time within, of those that use this name; where the disk knows no locks, all at once."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / name).open("ab") as stream:
        with suppress(ImportError, OSError):
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def is_free(out: Path) -> bool:
    """Whether nobody holds the lock of a folder; True where there is none, or the disk knows no locks."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows

        with (out / LOCK).open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):
        pass
    return True


def refusal(folder: Path) -> str | None:
    """Why nothing can be written into a folder (or the nearest one above it that is there), in words; None if it can."""
    there = next(f for f in (folder, *folder.parents) if f.is_dir())
    probe = there / f"{here()}{PART}"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        problems = Problems()
        report_unwritten(error, there.as_posix(), problems)
        return problems.errors[0].message
    return None


def parts(*folders: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Files that other runs are writing below these folders, and those that killed runs left."""
    found = list(_parts(folders))
    return tuple(p.name for p, at_work in found if at_work), tuple(p.name for p, at_work in found if not at_work)


def _parts(folders: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Temporary files below these folders, and whether a run is at work on them."""
    for part in (p for folder in folders for p in sorted(folder.glob(f"**/*{PART}"))):
        yield part, _is_written(part)


def _is_written(part: Path) -> bool:
    owner = _OWNER.search(part.name)
    return owner is not None and is_at_work(owner["owner"], part)


def append(path: Path, line: bytes) -> None:
    """Adds a line to a file of this process. Raises UnwrittenError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as stream:
            stream.write(line)
    except OSError as error:
        raise UnwrittenError(path, error) from error


def remove(path: Path) -> None:
    """Removes a file that has served, if it can be."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def sweep(*folders: Path) -> None:
    """Removes what killed runs left behind in these folders and below, and nothing of a run that is at work."""
    _remove(part for folder in folders for part in folder.glob(f"**/*{PART}"))


def _remove(parts: Iterable[Path]) -> None:
    for part in parts:
        if not _is_written(part):
            with suppress(OSError):  # left for the next time
                part.unlink(missing_ok=True)


def is_at_work(owner: str, part: Path) -> bool:
    """Whether a process (as `here` names it) may still be writing: it lives, or is elsewhere and its file was just written."""
    machine, _, process = owner.rpartition("-")
    if machine in ("", _MACHINE) and os.name == "posix" and process.isdecimal():
        return int(process) != os.getpid() and _lives(int(process))
    with suppress(OSError):
        return time() - part.stat().st_mtime < _STALE_S
    return False


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is somebody else's
        return True
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:  # not Linux
        return True
    # One that has ended, and of which nobody has asked how (in a container often nobody does), writes nothing any more.
    return state.rpartition(")")[2].split()[:1] not in (["Z"], ["X"])
