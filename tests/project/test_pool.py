"""The pool: one dead worker costs nothing but its task's second life; nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, as_completed
from pathlib import Path

import pytest

from pipeline.project.batch.pool import ProcessPool, WorkerDiedError
from tests.workshop import ROOT


def square(number: int) -> int:
    return number * number


def poison(number: int) -> int:
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_once(number: int, mark: str) -> int:
    """Kills its process the first time that it is called with 3."""
    if number == 3 and not Path(mark).exists():
        Path(mark).touch()
        os._exit(9)
    return number


def refuse(number: int) -> int:
    raise ValueError(f"number {number}")


def sleep(_: int) -> int:
    time.sleep(60)
    return 0


def devour(_: int) -> int:
    return len(bytearray(3 * 1024**3))


def unpicklable(_: int) -> object:
    return lambda: None


def test_results_come_as_from_any_executor():
    with ProcessPool(2) as pool:
        assert [n * n for n in range(50)] == list(pool.map(square, range(50)))


def test_the_task_that_kills_its_process_twice_fails_alone():
    with ProcessPool(2) as pool:
        futures = {pool.submit(poison, n): n for n in range(20)}
        failed = {futures[f] for f in as_completed(futures) if f.exception() is not None}
        error = next(f for f, n in futures.items() if n == 5).exception()

    assert {5} == failed
    assert isinstance(error, WorkerDiedError)
    assert isinstance(error, BrokenExecutor)


def test_a_task_whose_process_died_is_done_again(tmp_path: Path):
    with ProcessPool(2) as pool:
        futures = [pool.submit(die_once, n, str(tmp_path / "mark")) for n in range(6)]

        assert list(range(6)) == [f.result() for f in futures]


def test_an_exception_comes_back_as_itself():
    with ProcessPool(1) as pool, pytest.raises(ValueError, match="number 7"):
        pool.submit(refuse, 7).result()


def test_a_result_that_cannot_be_sent_is_an_error_and_not_a_death():
    with ProcessPool(1) as pool:
        with pytest.raises(TypeError):
            pool.submit(unpicklable, 1).result()
        assert 4 == pool.submit(square, 2).result()


def test_a_task_that_takes_too_long_is_ended():
    with ProcessPool(1, task_s=5.0) as pool:
        error = pool.submit(time.sleep, 60).exception()  # functions of the library: nothing is imported meanwhile
        after = pool.submit(abs, -9).result()

    assert isinstance(error, WorkerDiedError)
    assert error.slow
    assert 9 == after


@pytest.mark.skipif(sys.platform != "linux", reason="memory of a process is bounded on Linux")
def test_a_task_that_wants_too_much_memory_gets_an_error():
    with ProcessPool(1, memory_bytes=1024**3) as pool, pytest.raises(MemoryError):
        pool.submit(devour, 1).result()


def test_a_pool_that_is_cancelled_ends_at_once():
    pool = ProcessPool(2)
    futures = [pool.submit(sleep, n) for n in range(10)]
    start = time.monotonic()
    while not all(f.running() for f in futures[:2]):
        assert time.monotonic() < start + 60
        time.sleep(0.01)
    pool.shutdown(cancel_futures=True)

    assert all(f.done() for f in futures)
    assert time.monotonic() - start < 30
    with pytest.raises(RuntimeError):
        pool.submit(square, 1)


ORPHANS = """
import os, pathlib, signal, sys, time
from tests.project.test_pool import sleep_and_tell
from pipeline.project.batch.pool import ProcessPool

if __name__ == "__main__":
    pool = ProcessPool(2)
    for n in range(2):
        pool.submit(sleep_and_tell, sys.argv[1])
    while len(list(pathlib.Path(sys.argv[1]).iterdir())) < 2:
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def sleep_and_tell(folder: str) -> None:
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(600)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
def test_workers_die_with_a_parent_that_was_killed(tmp_path: Path):
    (tmp_path / "pids").mkdir()
    program = tmp_path / "parent.py"
    program.write_text(ORPHANS, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, str(program), str(tmp_path / "pids")], cwd=tmp_path, env=environment, check=False, timeout=120
    )
    pids = [path.name for path in (tmp_path / "pids").iterdir()]

    assert -signal.SIGKILL == done.returncode
    assert 2 == len(pids)
    deadline = time.monotonic() + 10
    while any(_alive(pid) for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _alive(pid: str) -> bool:
    """Running still; one that waits to be reaped is not."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
