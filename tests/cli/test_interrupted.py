"""A batch that is stopped or loses a worker: it ends at once, tells the truth, and leaves nothing behind."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.workshop import AGREEMENT, AREA, ROOT, project

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
PARTNERS = 240
pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Aomori with many more partners."""
    made = project(tmp_path)
    names = [f"第{n}村" for n in range(PARTNERS)]
    area = (made / AREA).read_text(encoding="utf-8")
    head = "    長:\n      - { 氏名: 村長, 就任日: 平成元年1月8日 }\n"
    (made / AREA).write_text(area + "".join(f"  {n}:\n    職名: {n}長\n{head}" for n in names), encoding="utf-8")
    source = made / AGREEMENT
    text = source.read_text(encoding="utf-8")
    assert 1 == text.count("蓬田村, ")
    source.write_text(text.replace("蓬田村, ", f"蓬田村, {', '.join(names)}, "), encoding="utf-8")
    return made


def start(root: Path) -> subprocess.Popen[str]:
    """A build by two processes that is on its way."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "build", "--jobs", "2"],
        cwd=root, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 120
    while len(list((root / "build").glob("aomori/*.pdf"))) < 12:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.002)
    return process


def workers(process: subprocess.Popen[str]) -> list[int]:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    threads = children.parent.parent.glob("*/children")
    pids = {int(pid) for path in threads for pid in path.read_text(encoding="utf-8").split()}
    return [p for p in sorted(pids) if b"resource_tracker" not in Path(f"/proc/{p}/cmdline").read_bytes()]


def kill_in_mid_write(process: subprocess.Popen[str], root: Path) -> Path:
    """Kills a worker that has written a file to its temporary name and not moved it yet; this file."""
    pids = workers(process)
    while process.poll() is None:
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
            found = next((root / "build").glob(f"**/*-{pid}.renkei-part"), None)
            if found is not None:
                os.kill(pid, signal.SIGKILL)
                return found
            os.kill(pid, signal.SIGCONT)
    raise AssertionError("the build ended, and no worker was seen writing")


def hashes(root: Path) -> dict[str, str]:
    return {
        p.relative_to(root / "build").as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in (root / "build").glob("aomori/*")
    }


def recorded(root: Path) -> dict[str, str]:
    documents = json.loads((root / "build/manifest.json").read_text(encoding="utf-8"))["documents"]
    return {o["path"]: o["sha256"] for d in documents for o in d["outputs"]}


def test_a_killed_worker_loses_nothing(root: Path):
    process = start(root)
    os.kill(workers(process)[-1], signal.SIGKILL)
    out, err = process.communicate(timeout=300)

    assert 0 == process.returncode, err
    assert f"{PARTNERS + 4}文書を作りました。" in out
    assert recorded(root) == hashes(root)
    assert 3 * (PARTNERS + 4) == len(hashes(root))


def test_nothing_is_left_of_a_worker_that_was_killed_while_it_wrote(root: Path):
    process = start(root)
    half = kill_in_mid_write(process, root)
    _, err = process.communicate(timeout=300)

    assert 0 == process.returncode, err
    assert not half.exists()
    assert recorded(root) == hashes(root)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_build_ends_at_once_with_a_true_manifest_and_no_process_left(root: Path, how: signal.Signals):
    process = start(root)
    children = workers(process)
    process.send_signal(how)
    _, err = process.communicate(timeout=60)

    assert 1 == process.returncode
    assert "中止しました。" in err
    assert all(not Path(f"/proc/{pid}").exists() for pid in children)
    assert len(hashes(root)) < 3 * (PARTNERS + 4)
    assert recorded(root) == hashes(root)
    assert not list((root / "build").glob("**/*.renkei-part"))
