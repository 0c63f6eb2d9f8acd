"""A process that changes files -> one that is killed or stopped right before a certain change (kills.py, two_at_once.py).

Python imports it when it starts.

All processes of a command count in one file, a byte for each change, whose length is the number of the change.
"""

from __future__ import annotations

import os
import signal
import sys

_COUNTER = os.open(os.environ["KILLS_COUNTER"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
_AT = int(os.environ["KILLS_AT"])
_SIGNAL = int(os.environ.get("KILLS_SIGNAL", signal.SIGKILL))
_CHANGES = {"os.rename", "os.link", "os.remove", "os.mkdir"}
_HERE = os.getcwd()  # noqa: PTH109 - nothing is imported that the command might not import


def _ours(path: object) -> bool:
    """Whether a path lies in the folder in which the command runs."""
    return isinstance(path, str) and os.path.abspath(path).startswith(_HERE + os.sep)  # noqa: PTH100


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _CHANGES and not (
        event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    ):
        return
    if _ours(arguments[0]):
        os.write(_COUNTER, b".")
        if os.lseek(_COUNTER, 0, os.SEEK_CUR) == _AT:
            os.kill(os.getpid(), _SIGNAL)


sys.addaudithook(_hook)
