"""renkei build, where nothing has changed since the last one: told before anything is imported.

Looks at the size and the time of every file that the state names. Whatever is not exactly as it was is left to the
build, which reads and compares; so is every command line but the plainest.
"""

import os
import sys

from pipeline.project.incremental.program import as_listed, program

# As in state.py, journal.py, placing/lock.py and source/files.py (`changed_ns`), which are too long in coming.
_FILE, _HEAD, _LEFT = ".renkei-state", b"renkei-state 3", (".renkei-journal", ".renkei-placing.")
_ABSENT, _PRESENT = b"-", b"present"
_USUAL = "docx,pdf,txt"


def nothing_to_do(arguments: list[str]) -> bool:
    """Whether this is a build that has nothing to do; then it was told."""
    if not arguments or arguments[0] != "build" or len(arguments) % 2 == 0:
        return False
    given = dict(zip(arguments[1::2], arguments[2::2], strict=True))
    if not given.keys() <= {"--out", "--format", "--jobs"}:
        return False
    count = _unchanged(given.get("--out", "build"), given.get("--format", _USUAL))
    if count:
        sys.stdout.write(f"0文書を作りました。{count}文書は変わっていないので、そのままです。\n")
    return count > 0


def _unchanged(out: str, formats: str) -> int:
    """How many documents there are, all of them as they would be made; 0 if that cannot be told at a glance.

    Paths stay the bytes that they are in the file: to make names of three thousand takes as long as to look at them.
    """
    look, folder = os.stat, f"{out}/".encode()
    try:
        with open(f"{out}/{_FILE}", "rb") as stream:  # noqa: PTH123 - pathlib takes as long as all else
            lines = stream.read().split(b"\n")
        head, _, name = lines[0].partition(b"\t")
        if head != _HEAD or lines[-1] != b"end" or not _same_program(name, lines[1]):
            return 0
        if any(name.startswith(_LEFT) for name in os.listdir(out)):  # noqa: PTH208 - something to sweep
            return 0
        count = 0
        for line in lines:
            kind, _, rest = line.partition(b"\t")
            if kind == b"o":
                size, time, _, path = rest.split(b"\t")
                state = look(folder + path)
                if max(state.st_mtime_ns, state.st_ctime_ns) != int(time) or state.st_size != int(size):
                    return 0
            elif kind == b"f":
                if not _as_it_was(*rest.split(b"\t")):
                    return 0
            elif kind in (b"p", b"l"):
                said = rest.split(b"\t")
                if _time(said[-1]) != int(said[0]):
                    return 0
            elif kind == b"w":
                options, documents, warnings = rest.split(b"\t")
                if options != f"{formats};".encode() or not documents.isdigit() or warnings != b"0":
                    return 0
                count = int(documents)
    except (OSError, ValueError, IndexError):
        return 0
    return count


def _same_program(name: bytes, line: bytes) -> bool:
    """Whether the program is the one that wrote the state. Of a checkout, the second line tells it at a glance."""
    kind, *listed = line.split(b"\t")
    try:
        if kind == b"x" and as_listed(name, *listed):
            return True
    except (OSError, ValueError, TypeError):  # a file that is gone, or a line that is cut off
        pass
    return name == program().encode()


def _time(folder: bytes) -> int:
    """When names of a folder last came or went; -1 if it is not there."""
    try:
        state = os.stat(folder)  # noqa: PTH116
        return max(state.st_mtime_ns, state.st_ctime_ns)
    except OSError:
        return -1


def _as_it_was(size: bytes, changed_ns: bytes, sha256: bytes, path: bytes) -> bool:
    try:
        state = os.stat(path)  # noqa: PTH116
    except OSError:
        return sha256 == _ABSENT
    changed = max(state.st_mtime_ns, state.st_ctime_ns)
    return sha256 == _PRESENT or (state.st_size == int(size) and changed == int(changed_ns))
