"""Processes of this machine as a `concurrent.futures` executor that survives the death of its workers.

The executor of the standard library loses all that is unfinished when one process dies. This one knows which task each
process has: a task whose process died is done again by another, and if it kills that one too, it alone fails
(WorkerDiedError). A worker dies with its parent; it is ended if it takes too long; it may not grow without bound.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from dataclasses import field
from math import inf
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from time import monotonic
from typing import Literal, NoReturn, ParamSpec, TypeVar

from pipeline.late.dataclass import dataclass
from pipeline.project.batch.nursery import Foster, Prepare, nursery

P = ParamSpec("P")
T = TypeVar("T")

# What one task may take: a hundred times the longest that was seen (a plan of 1,000 pages), and no disk full of swap.
TASK_S = 1800.0
MEMORY_BYTES = 4 * 1024**3
# A process takes a second to start, on a machine with much to do many.
_START_S = 300.0
_LIVES = 2


class WorkerDiedError(BrokenExecutor):
    """A task ended the process that did it, twice. `slow`: it was ended because it took too long."""

    def __init__(self, *, slow: bool) -> None:
        super().__init__("too slow" if slow else "died")
        self.slow = slow


@dataclass(slots=True, eq=False)
class _Task:
    future: Future[object]
    work: tuple[Callable[..., object], tuple[object, ...], dict[str, object]]
    deaths: int = 0
    begun: bool = False


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess | Foster
    pipe: Connection
    task: _Task | None = None
    until: float = 0.0
    slow: bool = False
    ready: bool = False


@dataclass(slots=True)
class _Shared:
    """What the thread that submits and the thread that serves both touch, under one lock."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    waiting: deque[_Task] = field(default_factory=deque)
    ending: Literal["", "when done", "now"] = ""


class ProcessPool(Executor):
    """`processes` workers; one that dies is replaced. Tasks and results are pickled, functions by their name.

    `prepare`: what all workers have in common, called once before there are any, where the system can (nursery.py).
    """

    def __init__(
        self,
        processes: int,
        *,
        task_s: float = TASK_S,
        memory_bytes: int = MEMORY_BYTES,
        prepare: Prepare | None = None,
    ) -> None:
        self._processes, self._task_s, self._memory_bytes = processes, task_s, memory_bytes
        self._context: SpawnContext = multiprocessing.get_context("spawn")
        self._shared = _Shared()
        self._woken, self._waker = self._context.Pipe(duplex=False)
        self._workers: list[_Worker] = []
        self._nursery = None if prepare is None else nursery(_work, prepare, memory_bytes)
        for _ in range(processes):  # all at once: they load what they need while the first tasks are put together
            self._hire()
        self._thread = threading.Thread(target=self._serve, name="renkei pool", daemon=True)
        self._thread.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hands a task to the first free worker."""
        future: Future[T] = Future()
        with self._shared.lock:
            if self._shared.ending:
                raise RuntimeError("the pool was shut down")
            self._shared.waiting.append(_Task(future, (fn, args, kwargs)))  # type: ignore[arg-type]
        self._wake()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends the pool when its tasks are done; `cancel_futures` ends it now, tasks in work too."""
        with self._shared.lock:
            self._shared.ending = "now" if cancel_futures else self._shared.ending or "when done"
        self._wake()
        if wait:
            self._thread.join()

    def _wake(self) -> None:
        with suppress(OSError):
            self._waker.send_bytes(b"\0")

    def _serve(self) -> None:
        """The life of the pool: gives out tasks, takes results, replaces the dead."""
        try:
            while self._give_out():
                self._wait()
        finally:  # whatever happens, nobody waits for a result that cannot come
            self._end()

    def _wait(self) -> None:
        """Until a worker says something, dies, or has had its time."""
        end = min((w.until for w in self._workers if w.task is not None), default=inf)
        patience = max(0.0, end - monotonic()) if end < inf else None
        ready = set(wait([self._woken, *(w.pipe for w in self._workers)], patience))
        if self._woken in ready:
            self._woken.recv_bytes()
        for worker in [w for w in self._workers if w.pipe in ready]:
            self._take(worker)
        for worker in self._workers:
            if worker.task is not None and worker.until <= monotonic():
                worker.slow, worker.until = True, inf
                worker.process.kill()

    @property
    def _busy(self) -> bool:
        return any(w.task is not None for w in self._workers)

    def _give_out(self) -> bool:
        """Gives waiting tasks to free workers; False when there is nothing more to do."""
        with self._shared.lock:
            if self._shared.ending == "now":
                return False
            free = [w for w in self._workers if w.task is None]
            while self._shared.waiting and (free or len(self._workers) < self._processes):
                task = self._shared.waiting.popleft()
                if not task.begun and not task.future.set_running_or_notify_cancel():
                    continue
                task.begun = True
                worker = free.pop() if free else self._hire()
                worker.task, worker.slow = task, False
                worker.until = monotonic() + self._task_s + (0.0 if worker.ready else _START_S)
                try:
                    worker.pipe.send(task.work)
                except OSError:  # it died idle, which is no fault of the task
                    task.deaths -= 1
                except Exception as error:  # what cannot be pickled
                    worker.task = None
                    free.append(worker)
                    task.future.set_exception(error)
            return bool(self._shared.waiting or self._busy or not self._shared.ending)

    def _hire(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process: SpawnProcess | Foster | None = None if self._nursery is None else self._nursery.bear(theirs)
        if process is None:
            process = self._context.Process(target=_work, args=(theirs, self._memory_bytes), daemon=True)
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _take(self, worker: _Worker) -> None:
        """What a worker says: a result, or nothing, being dead."""
        task = worker.task
        try:
            done, said = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        except Exception as error:  # what came cannot be unpickled here
            done, said = False, error
        if not worker.ready:  # its first word: from now on the time of its task counts
            worker.ready, worker.until = True, monotonic() + self._task_s
            if isinstance(worker.process, Foster):
                worker.process.pid = said
            return
        worker.task = None
        assert task is not None, "a worker speaks when it is spoken to"
        if done:
            task.future.set_result(said)
        else:
            task.future.set_exception(said)

    def _bury(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        task = worker.task
        if isinstance(worker.process, Foster) and not worker.ready and self._nursery is not None:
            self._nursery.kill()  # it bears no one: from now on workers are started one by one
        elif task is not None:
            task.deaths += 1
        if task is None:
            return
        if task.deaths >= _LIVES:
            task.future.set_exception(WorkerDiedError(slow=worker.slow))
        else:
            with self._shared.lock:
                self._shared.waiting.appendleft(task)

    def _end(self) -> None:
        """Sends all workers home; those in the middle of a task put back what they have half done."""
        with self._shared.lock:
            waiting, self._shared.waiting = self._shared.waiting, deque()
        for task in (*waiting, *(w.task for w in self._workers if w.task is not None)):
            if not task.future.cancel() and not task.future.done():
                task.future.set_exception(WorkerDiedError(slow=False))
        for worker in self._workers:
            worker.pipe.close()
            if worker.task is not None:
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join(5.0)
            if worker.process.exitcode is None:
                worker.process.kill()
                worker.process.join()
        if self._nursery is not None:
            self._nursery.close()


def _work(pipe: Connection, memory_bytes: int) -> NoReturn:
    """The life of a worker: a task in, its result out, until the pipe closes."""
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal: the parent decides
        signal.signal(signal.SIGTERM, _leave)
    _bound_memory(memory_bytes)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    gc.set_threshold(20_000)
    pipe.send((True, os.getpid()))
    while True:
        try:
            function, args, kwargs = pipe.recv()
        except (EOFError, OSError):
            os._exit(
                0
            )  # nothing is left to do: all that was made is on the disk, and Python need not take itself apart
        try:
            said = (True, function(*args, **kwargs))
        except Exception as error:
            said = (False, error)
        try:
            pipe.send(said)
        except OSError:
            os._exit(0)
        except Exception as error:  # a result that cannot be pickled
            pipe.send((False, TypeError(f"{type(error).__name__}: {error}")))


def _leave(_signal: int, _frame: object) -> None:
    """Ends the process as an exception does: files that are half in their places are put back, and nobody asks twice."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(1)


def _die_with_parent() -> None:
    """A parent that was killed cannot end its workers: they watch it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _bound_memory(most_bytes: int) -> None:
    """A process that grows without end gets a MemoryError before the machine does, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        most = most_bytes if hard == resource.RLIM_INFINITY else min(most_bytes, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
