"""Bytes -> files, all or nothing: a failed or killed build leaves the old copies whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.diagnostics import Problems
from pipeline.diagnostics.system import report, report_unwritten
from pipeline.project.placing import unended
from pipeline.project.placing.lock import LOCK, PLACING, is_free, locked, placing
from pipeline.project.placing.move import Move, put_back
from pipeline.project.placing.owner import PART, here, is_at_work, is_written, owner_of, target_of
from pipeline.project.placing.refusals import (
    REFUSALS,
    ChangedError,
    OutsideError,
    SignedFileError,
    UnwrittenError,
    tell_changed,
    tell_led_out,
    tell_one_of_two,
    tell_other_names,
    tell_refusal,
)
from pipeline.project.placing.tell import tell_settled, tell_stuck
from pipeline.project.signatures.mark import goes_on, is_signed
from pipeline.source.files import changed_ns

__all__ = [
    "LOCK",
    "PART",
    "PLACING",
    "OutsideError",
    "UnwrittenError",
    "here",
    "is_at_work",
    "is_free",
    "locked",
    "placing",
    "tell_changed",
]


def inside(out: Path, relative: str) -> Path:
    """out/relative, if it lies inside `out` once every link is followed. Raises OutsideError, OSError."""
    path = out / relative
    if not _resolved(path).is_relative_to(out.resolve()):
        raise OutsideError(str(path))
    return path


def _resolved(path: Path) -> Path:
    """Where a path leads once every link is followed. Raises OSError for a loop of links, which versions of Python tell in three ways."""
    try:
        made = path.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, "loop of links", str(path)) from error
    if made.is_symlink():
        raise OSError(errno.ELOOP, "loop of links", str(path))
    return made


def _led_to(out: Path, relative: str) -> str:
    """What is written where a name below `out` is a link: the link stays. Raises OutsideError, OSError."""
    return inside(out, relative).resolve().relative_to(out.resolve()).as_posix()


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
    except REFUSALS as refusal:
        tell_refusal(refusal, problems)
        return False
    return True


def save_file(path: Path, data: bytes, problems: Problems) -> bool:
    """As `save`, of one file that a person has named: where that is a link, what it leads to is written, wherever that lies."""
    goal = followed(path, problems)
    return goal is not None and save(goal.parent, {goal.name: data}, problems)


def rewrite(path: Path, data: bytes, problems: Problems, *, instead_of: bytes | None) -> bool:
    """As `save_file`, unless anybody has written to the file since it was read as `instead_of` (None: it was not there)."""
    goal = followed(path, problems)
    return goal is not None and save(goal.parent, {goal.name: data}, problems, instead_of={goal.name: instead_of})


def rewrite_all(
    root: Path, files: Mapping[Path, bytes], problems: Problems, *, instead_of: Mapping[Path, bytes | None]
) -> bool:
    """As `rewrite`, of several files below a clerk's folder: all of them or none.

    A link may lead anywhere within the folder, but not out of it: the record of what is put in place lies above all of
    them, where the next command of this folder looks for it.
    """
    if len(files) == 1:
        [(path, data)] = files.items()
        return rewrite(path, data, problems, instead_of=instead_of[path])
    if not any(path.is_symlink() for path in files):
        top = Path(os.path.commonpath([path.parent for path in files]))
        goals: Mapping[Path, Path] = {path: path for path in files}
    else:
        found = {path: followed(path, problems) for path in files}
        goals = {path: goal for path, goal in found.items() if goal is not None}
        top, before = root.resolve(), problems.failed
        for path, goal in goals.items():
            if not goal.is_relative_to(top):
                tell_led_out(path, goal, problems)
            elif any(path is not other and goal == led for other, led in goals.items()):
                tell_one_of_two(path, goal, problems)
        if len(goals) < len(files) or problems.failed > before:
            return False
    names = {path: goal.relative_to(top).as_posix() for path, goal in goals.items()}
    return save(
        top,
        {name: files[path] for path, name in names.items()},
        problems,
        instead_of={name: instead_of[path] for path, name in names.items()},
    )


def followed(path: Path, problems: Problems) -> Path | None:
    """What is written when that name is: the file that a link leads to. None after an error."""
    try:
        return _resolved(path) if path.is_symlink() else path
    except OSError as error:
        report_unwritten(error, path.as_posix(), problems)
        return None


@contextmanager
def reported(problems: Problems, name: str) -> Iterator[None]:
    """Errors of the disk inside become errors in `problems`; `name` is what was being made."""
    try:
        yield
    except REFUSALS as refusal:
        tell_refusal(refusal, problems)
    except OSError as error:
        report(error, name, problems)


def _check_same(path: Path, was: bytes | None) -> None:
    """What somebody saves while a command works is not written over."""
    if is_there(path) if was is None else not path.is_file() or path.read_bytes() != was:
        raise ChangedError(path)


def _has_other_names(path: Path) -> bool:
    return path.stat().st_nlink > 1


def _check_once(out: Path, relative: str, name: str, moves: Mapping[str, Move]) -> None:
    """Of two links to one file only the last would be seen. Raises OSError."""
    if name in moves:
        raise OSError(errno.EEXIST, "two names of one file", str(out / relative))


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
    data: dict[str, bytes] = {}
    path = out
    folders: dict[Path, set[str]] = {}
    _settle_own(out, problems)
    try:
        for relative, new in files.items():
            path = out / relative
            if path.parent not in folders:
                inside(out, relative)
                path.parent.mkdir(parents=True, exist_ok=True)
                folders[path.parent] = set()
                inside(out, relative)  # the folder may have turned out to be a link
            name = _led_to(out, relative) if path.is_symlink() else relative
            path = out / name
            folders.setdefault(path.parent, set()).add(path.name)
            _check_signed(path, new)
            _check_once(out, relative, name, moves)
            moves[name], data[name] = Move(str(path), here()), new
            moves[name].write(new, synced=synced)
        if len(moves) == 1 and not instead_of:
            moves[name].go()
        elif moves:
            with placing(out) as alone:
                # Where none of them stands and all can be made again, a kill leaves no mixture: nothing need be written down.
                if not (synced or instead_of or any(map(os.path.lexists, (m.path for m in moves.values())))):
                    _go(moves)
                    return
                _settled(out, moves.values(), problems, alone=alone)
                for name, was in instead_of.items():
                    _check_same(out / name, was)
                shared = [
                    out / name for name, was in instead_of.items() if was is not None and _has_other_names(out / name)
                ]
                _place(out, data, moves, problems, synced=synced)
                tell_other_names(shared, problems)
    except OSError as error:
        named = next((move.path for move in moves.values() if move.part == error.filename), error.filename)
        raise UnwrittenError(Path(named) if isinstance(named, str) else path, error) from error
    finally:
        for move in moves.values():
            move.clear()
        if synced:
            trusted = _in_trust(out)
            _remove(
                part
                for folder, names in folders.items()
                for part in folder.glob(f"*{PART}")
                if owner_of(part) not in trusted
                and (
                    len(moves) > 1 or target_of(part) in names
                )  # what else lies there may be of a set that waits to be settled
            )


def _settled(out: Path, moves: Iterable[Move], problems: Problems, *, alone: bool) -> None:
    """What killed commands left half done is as it was before these files come to their places. Raises OSError if it is not."""
    coming = [move.path for move in moves]
    found = unended.settle(out, alone=alone, anew=coming)
    tell_settled(found, problems)
    if held := {*coming}.intersection(found.held):
        raise OSError(errno.EBUSY, "held", min(held))


def _settle_own(out: Path, problems: Problems) -> None:
    """What this very process could not put back before: its temporary names are about to be used again. Raises UnwrittenError."""
    record = unended.record_of(out)
    if record.exists():
        settle(problems, out)
        if record.exists():
            raise UnwrittenError(out, OSError(errno.EBUSY, "held"))


def _in_trust(*folders: Path) -> set[str | None]:
    """Whose temporary files a record entrusts to the next command."""
    return {owner_of(record) for folder in folders for record in unended.records(folder)}


def _place(
    out: Path, files: Mapping[str, bytes], moves: Mapping[str, Move], problems: Problems, *, synced: bool
) -> None:
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
        else:
            tell_stuck([move.path for move in moves.values() if move.gone], problems)


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
    """Size of a file and when it was changed; None if it is not there or may not be seen."""
    try:
        state = os.stat(path)  # noqa: PTH116 - a build asks by the thousand, and a path is made of each name else
    except OSError:
        return None
    return state.st_size, changed_ns(state)


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
    trusted = _in_trust(*found)
    _remove(p for folder in folders for p in folder.glob(f"**/*{PART}") if owner_of(p) not in trusted)


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
