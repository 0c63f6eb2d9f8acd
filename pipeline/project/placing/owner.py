"""The name of a temporary file -> who writes it, and whether that process may still be at work."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from time import time
from zlib import crc32

from pipeline.late.regex import regex

# Leftovers of a killed command are known by this ending and swept by the next one.
PART = ".renkei-part"
# Before the ending stands who writes: the machine, so that a share may be written from several, and the process.
_MACHINE = f"{crc32((os.environ.get('COMPUTERNAME') or os.uname().nodename).encode()):08x}"
_OWNER = regex(rf"\.(?P<owner>(?:[0-9a-f]{{8}}-)?[0-9]+)(?:\.old)?{re.escape(PART)}$")
# Where it cannot be asked whether a process lives, a file that was just written is taken to be at work.
_STALE_S = 3600.0


def here() -> str:
    """The name of this process among all that may write to a folder."""
    return f"{_MACHINE}-{os.getpid()}"


def owner_of(part: Path) -> str | None:
    """Who writes a temporary file, as `here` names it; None if its name does not say."""
    owner = _OWNER.search(part.name)
    return None if owner is None else owner["owner"]


def target_of(part: Path) -> str:
    """The name of the file that a temporary one is to become, or was."""
    return _OWNER.sub("", part.name)


def is_written(part: Path) -> bool:
    """Whether a run may be at work on a temporary file."""
    owner = owner_of(part)
    return owner is not None and is_at_work(owner, part)


def is_at_work(owner: str, part: Path) -> bool:
    """Whether a process (as `here` names it) may still be writing: it lives, or is elsewhere and its file was just written."""
    machine, _, process = owner.rpartition("-")
    if machine in ("", _MACHINE) and os.name == "posix" and process.isdecimal():
        return int(process) != os.getpid() and _lives(int(process))
    with suppress(OSError):
        # Either way: the clock may have been put back since, and would call the file new for as long.
        return abs(time() - part.stat().st_mtime) < _STALE_S
    return False


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # it is somebody else's
        return True
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:  # not Linux
        return True
    # One that has ended, and of which nobody has asked how (in a container often nobody does), writes nothing any more.
    return state.rpartition(")")[2].split()[:1] not in (["Z"], ["X"])
