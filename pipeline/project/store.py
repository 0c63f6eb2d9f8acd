"""Bytes -> files, all or nothing: a failed or killed build leaves the old copies whole."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.diagnostics import Place, Problems
from pipeline.diagnostics.system import report, report_unwritten

# Leftovers of a killed build are known by this ending and swept by the next one.
PART = ".renkei-part"


class OutsideError(Exception):
    """A path that would leave the output folder (through .. or a symbolic link)."""


def inside(out: Path, relative: str) -> Path:
    """out/relative, if it lies inside `out` once every link is followed. Raises OutsideError."""
    path = out / relative
    if not path.resolve().is_relative_to(out.resolve()):
        raise OutsideError(str(path))
    return path


class _UnwrittenError(Exception):
    """A file that the system did not let us write."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(str(path))
        self.path, self.error = path, error


def save(out: Path, files: Mapping[str, bytes], problems: Problems) -> bool:
    """Writes the files of one document: all to temporary names first, then all renamed. The only way to the disk.

    False after an error (full disk, no permission, a path out of the folder), which is in `problems`: then none of
    the old files has changed.
    """
    try:
        _write(out, files)
    except OutsideError as error:
        _report_outside(error, problems)
    except _UnwrittenError as failure:
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
    except OSError as error:
        report(error, name, problems)


def _report_outside(error: OutsideError, problems: Problems) -> None:
    problems.error(
        "出力先",
        f"出力先のフォルダの外に書くことになります（{error}）",
        "出力先のフォルダの中にあるリンクを確かめてください",
        Place(str(error)),
    )


def _write(out: Path, files: Mapping[str, bytes]) -> None:
    waiting: list[tuple[Path, Path]] = []
    path = out
    try:
        for relative, data in files.items():
            path = inside(out, relative)
            path.parent.mkdir(parents=True, exist_ok=True)
            inside(out, relative)  # the folder may have turned out to be a link
            part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
            waiting.append((part, path))
            with part.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        while waiting:
            part, path = waiting[0]
            part.replace(path)
            waiting.pop(0)
    except OSError as error:
        raise _UnwrittenError(path, error) from error
    finally:
        for part, _ in waiting:
            with suppress(OSError):  # of the folder that could not be made, or of a disk that has gone
                part.unlink(missing_ok=True)


def is_there(path: Path) -> bool:
    """Whether anything has that name. Raises OSError where it cannot be told: what may not be seen is not taken for absent."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def sweep(out: Path) -> None:
    """Removes what killed builds left behind."""
    for part in out.glob(f"**/*{PART}"):
        with suppress(OSError):  # left for the next build
            part.unlink(missing_ok=True)
