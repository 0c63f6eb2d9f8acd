"""Whoever stops a build may do so between any two steps of the writing: the files of a document are all new, or all as before."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import pytest

from pipeline.diagnostics import Problems
from pipeline.project import store
from pipeline.project.placing import lock, move, unended
from tests.project.test_documents import files

if TYPE_CHECKING:
    from _typeshed import TraceFunction

WRITING = {m.__file__ for m in (store, lock, move, unended)}
BEFORE = {"a.docx": b"old docx", "a.pdf": b"old pdf", "a.txt": b"old txt"}
AFTER = {"a.docx": b"new docx", "a.pdf": b"new pdf", "a.txt": b"new txt"}


def stopped(steps: int, work: Callable[[], object]) -> bool:
    """Runs `work` with Ctrl-C after so many steps of the interpreter in the store; False if it ended before."""
    left = steps

    def trace(frame: FrameType, event: str, _what: object) -> TraceFunction | None:
        nonlocal left
        if frame.f_code.co_filename not in WRITING:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            left -= 1
            if left < 0:
                raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(before)
    return False


# A file that was opened at the moment of the stop is closed with the process.
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize("before", [{}, BEFORE, {"a.pdf": b"old pdf"}], ids=["nothing", "all", "one"])
def test_the_files_of_a_document_are_all_new_or_all_as_before(tmp_path: Path, before: dict[str, bytes]):
    seen: list[bool] = []
    for steps in range(100_000):
        out = tmp_path / str(steps)
        out.mkdir()
        for name, data in before.items():
            (out / name).write_bytes(data)
        going = stopped(steps, partial(store.save, out, AFTER, Problems(), synced=False))
        store.sweep(Problems(), out)
        left = files(out)

        assert left in (before, AFTER), f"after {steps} steps"
        assert going or left == AFTER
        seen.append(left == AFTER)
        if not going:
            break

    assert {True, False} == set(seen)
    assert seen == sorted(seen)
