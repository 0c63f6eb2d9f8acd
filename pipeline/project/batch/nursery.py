"""A process that has loaded what documents are made with -> workers, which are forks of it and have nothing more to load.

To start Python, to load the rooms and to make the first document takes as long as forty more. The nursery does it once for
all workers. It has one thread, so that a fork of it is sound, and does nothing but load and fork; if it dies, the pool starts
its workers itself. It is itself a fork of the command, which has read the sources, as long as that has one thread, too; else a
fresh process. Linux only: there workers are children of the command as if it had started them (PR_SET_CHILD_SUBREAPER), and it
can wait for them.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic, sleep
from typing import NoReturn

# prctl(2).
_PR_SET_CHILD_SUBREAPER = 36
_ASKED = b"w"
_POLL_S = 0.005

Prepare = tuple[Callable[..., object], tuple[object, ...]]
Life = Callable[[Connection, int], None]


class Foster:
    """A worker that the nursery forked; its `pid` is known when it has said its first word."""

    def __init__(self, nursery: Nursery) -> None:
        self._nursery = nursery
        self.pid: int | None = None
        self._ended = False

    @property
    def exitcode(self) -> int | None:
        """None while it runs; what it ended with is of no interest."""
        return 0 if self._reaped(os.WNOHANG) else None

    def kill(self) -> None:
        """Ends it at once; one that was not born yet, with the nursery that cannot bear it."""
        if self.pid is None:
            self._nursery.kill()
        else:
            self._signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Asks it to end."""
        self._signal(signal.SIGTERM)

    def join(self, timeout: float | None = None) -> None:
        """Waits for its end."""
        if timeout is None:
            self._reaped(0)
            return
        end = monotonic() + timeout
        while not self._reaped(os.WNOHANG) and monotonic() < end:
            sleep(_POLL_S)

    def _signal(self, number: int) -> None:
        if self.pid is not None and not self._reaped(os.WNOHANG):
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def _reaped(self, options: int) -> bool:
        if self.pid is None or self._ended:
            return True
        try:
            self._ended = os.waitpid(self.pid, options)[0] == self.pid
        except ChildProcessError:
            self._ended = True
        return self._ended


class Nursery:
    """Bears workers whose life is `life`, in a process in which `prepare` was called."""

    def __init__(self, life: Life, prepare: Prepare, memory_bytes: int) -> None:
        self._ours, theirs = socket.socketpair()
        context = multiprocessing.get_context("fork") if _has_one_thread() else multiprocessing.get_context("spawn")
        work = ((theirs, self._ours), life, prepare, memory_bytes)
        self._process = context.Process(target=_nurse, args=work, daemon=True)
        self._process.start()
        theirs.close()

    def bear(self, pipe: Connection) -> Foster | None:
        """A worker with this end of a pipe, as soon as the nursery is ready; None if there is none any more."""
        if self._process.exitcode is not None:
            return None
        try:
            socket.send_fds(self._ours, [_ASKED], [pipe.fileno()])
        except OSError:
            return None
        return Foster(self)

    def kill(self) -> None:
        """Ends the nursery, not those whom it has borne."""
        self._process.kill()
        self._process.join()

    def close(self) -> None:
        """The nursery ends when nobody can ask it any more."""
        self._ours.close()
        self._process.join(1.0)
        if self._process.exitcode is None:
            self.kill()
        _subreaper(0)


def nursery(life: Life, prepare: Prepare, memory_bytes: int) -> Nursery | None:
    """A nursery; None where the system has no such thing."""
    if sys.platform != "linux" or not _subreaper(1):
        return None
    return Nursery(life, prepare, memory_bytes)


def _has_one_thread() -> bool:
    """Threads that Python does not know of count, too."""
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


def _subreaper(on: int) -> bool:
    """Whether processes that lose their parent become children of this one."""
    try:
        failed: int = ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, on, 0, 0, 0)
    except (OSError, AttributeError):
        return False
    return not failed


def _nurse(ends: tuple[socket.socket, socket.socket], life: Life, prepare: Prepare, memory_bytes: int) -> NoReturn:
    """The life of the nursery: until the command closes its end, or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    control, theirs = ends
    theirs.close()  # of the command; a fork has it, too
    function, arguments = prepare
    with suppress(Exception):  # what is wrong with the first document is told by whoever makes it
        function(*arguments)
    gc.freeze()  # what all workers share is not looked through by each, which would copy it
    while True:
        try:
            asked, handles, _, _ = socket.recv_fds(control, 1, 1)
        except OSError:
            asked, handles = b"", []
        if not asked:
            os._exit(0)
        for handle in handles:
            middle = os.fork()
            if not middle:
                if not os.fork():
                    control.close()
                    life(Connection(handle), memory_bytes)
                os._exit(0)  # the worker, which thereby has become a child of the command, and its end
            os.waitpid(middle, 0)
            os.close(handle)
