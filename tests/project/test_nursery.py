"""The nursery: workers are forks of a process that is ready, and whatever becomes of it, the work is done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.project.batch.pool import ProcessPool
from tests.project.test_pool import die_once, square
from tests.workshop import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux")

READY: list[int] = []


def get_ready() -> None:
    READY.append(os.getpid())


def who_was_ready(_: int) -> tuple[list[int], int, int]:
    return READY, os.getpid(), os.getppid()


COMMAND = """
import sys, threading
from pipeline.project.batch.pool import ProcessPool
from tests.project.test_nursery import READY, get_ready, who_was_ready
READY.append(-1)
if sys.argv[1:]:
    threading.Thread(target=threading.Event().wait, daemon=True).start()
with ProcessPool(2, prepare=(get_ready, ())) as pool:
    print(*{len(ready) for ready, _, _ in pool.map(who_was_ready, range(8))})
"""


@pytest.mark.parametrize(("arguments", "known"), [((), 2), (("another thread",), 1)])
def test_the_nursery_is_a_fork_of_a_command_that_has_one_thread(arguments: tuple[str, ...], known: int):
    """A fork of a process with several may wait for ever for a lock that nobody holds any more."""
    command = [sys.executable, "-c", COMMAND, *arguments]
    said = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    )

    assert (f"{known}\n", "") == (said.stdout, said.stderr)


def fail() -> None:
    raise ValueError("the first document is wrong")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def kill_nursery(number: int) -> int:
    """The worker knows the nursery: it was made ready there."""
    if number == 0 and READY:
        os.kill(READY[0], signal.SIGKILL)
    return number


def test_workers_have_what_was_prepared_once_and_are_children_of_the_command():
    with ProcessPool(2, prepare=(get_ready, ())) as pool:
        for _ in range(200):  # it is a child of the command once the process between has ended
            told = list(pool.map(who_was_ready, range(20)))
            if {os.getpid()} == {parent for _, _, parent in told}:
                break

    assert {1} == {len(ready) for ready, _, _ in told}
    assert 1 == len({ready[0] for ready, _, _ in told})
    assert all(own != ready[0] for ready, own, _ in told)
    assert {os.getpid()} == {parent for _, _, parent in told}


def test_a_dead_worker_is_replaced_by_another_fork(tmp_path: Path):
    with ProcessPool(2, prepare=(get_ready, ())) as pool:
        futures = [pool.submit(die_once, n, str(tmp_path / "mark")) for n in range(6)]

        assert list(range(6)) == [f.result() for f in futures]


@pytest.mark.parametrize("prepare", [fail, die])
def test_what_goes_wrong_while_preparing_costs_nothing_but_time(prepare):
    with ProcessPool(2, prepare=(prepare, ())) as pool:
        assert [n * n for n in range(20)] == list(pool.map(square, range(20)))


def test_workers_outlive_the_nursery_and_are_replaced_without_it(tmp_path: Path):
    with ProcessPool(2, prepare=(get_ready, ())) as pool:
        assert list(range(6)) == list(pool.map(kill_nursery, range(6)))
        futures = [pool.submit(die_once, n, str(tmp_path / "mark")) for n in range(6)]

        assert list(range(6)) == [f.result() for f in futures]
