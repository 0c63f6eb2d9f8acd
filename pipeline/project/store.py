"""Bytes -> files, all or nothing: a failed or killed build leaves the old copies whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.diagnostics import Place, Problems
from pipeline.diagnostics.system import report, report_unwritten
from pipeline.project.placing import unended
from pipeline.project.placing.lock import LOCK, PLACING, is_free, locked, placing
from pipeline.project.placing.move import Move, put_back
from pipeline.project.placing.owner import PART, here, is_at_work, is_written, target_of
from pipeline.project.placing.tell import tell_settled
from pipeline.project.signatures.mark import goes_on, is_signed

__all__ = ["LOCK", "PART", "PLACING", "here", "is_at_work", "is_free", "locked", "placing"]


class OutsideError(Exception):
    """A path that would leave the output folder (through .. or a symbolic link)."""


def inside(out: Path, relative: str) -> Path:
    """out/relative, if it lies inside `out` once every link is followed. Raises OutsideError, OSError."""
    path = out / relative
    try:
        is_inside = path.resolve().is_relative_to(out.resolve())
    except RuntimeError as error:  # Python before 3.13 says so of a link that leads to itself
        raise OSError(errno.ELOOP, "loop of links", str(path)) from error
    if not is_inside:
        raise OutsideError(str(path))
    return path


class SignedFileError(Exception):
    """A PDF with an electronic signature that would be overwritten."""


class ChangedError(Exception):
    """A file that is no longer what the new bytes were made from."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


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
    instead_of: Mapping[str, bytes | None] | None = None,
) -> bool:
    """Writes the files of one document: all to temporary names first, then all renamed. The only way to the disk.

    False after an error (full disk, no permission, a file that Word has open, a path out of the folder), which is in
    `problems`: then all the old files are as they were. So they are after a kill, once the next command has settled
    what it finds (`settle`). `synced`: nothing is lost when the power fails; what can be made again at any time need
    not wait for the disk, and is swept by the build. `instead_of`: what was read of files (None: that they are not
    there); nothing is written if anybody has written to one of them since.
    """
    try:
        _write(out, files, problems, instead_of or {}, synced=synced)
    except ChangedError as error:
        tell_changed(error.path, problems)
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


def tell_changed(path: Path, problems: Problems) -> None:
    """Adds the error of a file that somebody wrote to while the command worked."""
    problems.error(
        "書込み",
        f"{path.as_posix()} は、この命令が読んだ後で、ほかのプログラムが書き換えたので、書きません",
        "もう一度実行してください（書き換えられた今の内容から始めます）",
        Place(path.as_posix()),
    )


def _check_same(path: Path, was: bytes | None) -> None:
    """What somebody saves while a command works is not written over."""
    if is_there(path) if was is None else not path.is_file() or path.read_bytes() != was:
        raise ChangedError(path)


def _check_signed(path: Path, data: bytes) -> None:
    """A signed PDF may be gone on from (a further signature), and never changed."""
    if path.suffix.lower() == ".pdf" and path.is_file():
        old = path.read_bytes()
        if is_signed(old) and not goes_on(old, data):
            raise SignedFileError(path.as_posix())


def _write(
    out: Path, files: Mapping[str, bytes], problems: Problems, instead_of: Mapping[str, bytes | None], *, synced: bool
) -> None:
    moves: dict[str, Move] = {}
    path, relative = out, ""
    folders: dict[Path, set[str]] = {}
    try:
        for relative, data in files.items():
            path = out / relative
            if path.parent not in folders:
                inside(out, relative)
                path.parent.mkdir(parents=True, exist_ok=True)
                folders[path.parent] = set()
                inside(out, relative)  # the folder may have turned out to be a link
            elif path.is_symlink():
                inside(out, relative)
            folders[path.parent].add(path.name)
            _check_signed(path, data)
            moves[relative] = Move(str(path), here())
            moves[relative].write(data, synced=synced)
        if len(moves) == 1 and not instead_of:
            moves[relative].go()
        elif moves:
            with placing(out) as alone:
                # Where none of them stands and all can be made again, a kill leaves no mixture: nothing need be written down.
                if not (synced or instead_of or any(map(os.path.lexists, (m.path for m in moves.values())))):
                    _go(moves)
                    return
                tell_settled(unended.settle(out, alone=alone, anew=[m.path for m in moves.values()]), problems)
                for name, was in instead_of.items():
                    _check_same(out / name, was)
                _place(out, files, moves, synced=synced)
    except OSError as error:
        named = next((move.path for move in moves.values() if move.part == error.filename), error.filename)
        raise UnwrittenError(Path(named) if isinstance(named, str) else path, error) from error
    finally:
        for move in moves.values():
            move.clear()
        if synced:
            _remove(
                part
                for folder, names in folders.items()
                for part in folder.glob(f"*{PART}")
                if len(moves) > 1
                or target_of(part) in names  # what else lies there may be of a set that waits to be settled
            )


def _place(out: Path, files: Mapping[str, bytes], moves: Mapping[str, Move], *, synced: bool) -> None:
    """All of them or none, while one is alone in the folder. Raises OSError."""
    *others, last = moves
    for name in others:
        moves[name].look(files[name], kept=True)
    moves[last].look(files[last], kept=False)
    record = unended.record_of(out)
    for move in moves.values():
        move.in_trust = True
    try:
        unended.note(record, moves, synced=synced)
        for move in moves.values():
            move.go()
    finally:
        if put_back([*moves.values()]):  # nothing, if all are there
            remove(record)
            for move in moves.values():
                move.in_trust = False


def _go(moves: Mapping[str, Move]) -> None:
    """All of them or none, of what was not there. Raises OSError."""
    try:
        for move in moves.values():
            move.go()
    finally:
        put_back([*moves.values()])  # nothing, if all are there


def keep(news: tuple[Path, bytes] | None) -> None:
    """Puts what the next command may use in its place (`late.kept`); where it cannot be written it is made again."""
    if news is not None:
        path, data = news
        with suppress(UnwrittenError, OSError):
            _write(path.parent, {path.name: data}, Problems(), {}, synced=False)


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
        yield part, is_written(part)


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


def sweep(problems: Problems, *folders: Path) -> None:
    """Removes what killed runs left behind in these folders and below, and nothing of a run that is at work."""
    found = {part.parent for folder in folders for part in folder.glob(f"**/{PLACING}*")}
    settle(problems, *sorted(found))
    _remove(part for folder in folders for part in folder.glob(f"**/*{PART}"))


def settle(problems: Problems, *folders: Path) -> None:
    """Puts back what killed commands left half done in these folders."""
    for folder in folders:
        with suppress(OSError):  # where nothing can be written, nothing is mended
            with placing(folder) as alone:
                found = unended.settle(folder, alone=alone)
            tell_settled(found, problems)


def is_half_done(folder: Path) -> bool:
    """Whether a killed command has left files of two runs in a folder."""
    return bool(unended.records(folder)) and is_free(folder, PLACING)


def _remove(parts: Iterable[Path]) -> None:
    for part in parts:
        if not is_written(part):
            with suppress(OSError):  # left for the next time
                part.unlink(missing_ok=True)
