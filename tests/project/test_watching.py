"""renkei watch: a saved file makes what it concerns, once; errors are told and gone when they are mended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from pipeline.project.batch.watching import Watch
from pipeline.project.job import Job
from pipeline.project.session import Session
from tests.workshop import AGREEMENT, AREA, ROOT, edit, messages, project


def watch(root: Path, *names: str) -> Watch:
    return Watch(Session(root), Job(root, root / "build", ("txt",)), names)


def test_a_saved_fact_makes_the_document_that_it_concerns_and_nothing_else(tmp_path: Path):
    root = project(tmp_path)
    watched = watch(root)
    first = watched.look()
    assert first is not None
    assert 4 == len(first.report.outcomes)
    assert watched.look() is None, "what was made wakes nobody"
    edit(root / AREA, "氏名: 久慈修一", "氏名: 久慈修二")
    seen = watched.look()

    assert seen is not None
    assert ["aomori/kyoyaku-蓬田村"] == [o.name for o in seen.report.outcomes]
    assert watched.look() is None


def test_an_error_is_told_once_and_gone_when_it_is_mended(tmp_path: Path):
    root = project(tmp_path)
    watched = watch(root, "aomori/kyoyaku")
    watched.look()
    edit(root / AGREEMENT, "題名:", "題銘:")
    wrong = watched.look()
    assert wrong is not None
    assert messages(wrong.problems)
    assert watched.look() is None
    edit(root / AGREEMENT, "題銘:", "題名:")
    mended = watched.look()

    assert mended is not None
    assert [] == messages(mended.problems)
    assert [] == mended.report.outcomes, "the source is as it was"


def test_a_new_source_and_a_new_template_are_seen(tmp_path: Path):
    root = project(tmp_path)
    watched = watch(root)
    watched.look()
    (root / "sources/aomori/second.yaml").write_bytes((root / AGREEMENT).read_bytes())
    seen = watched.look()

    assert seen is not None
    assert 4 == len(seen.report.outcomes)


def test_the_command_ends_with_ctrl_c(tmp_path: Path):
    root = project(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "pipeline.cli", "watch", "--format", "txt"],
        cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(5)]
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)

    assert "原稿を見ています。Ctrl-C で終わります。\n" == said[0]
    assert all(line.startswith("作りました: build/aomori/kyoyaku-") for line in said[1:])
    assert "中止しました。" in err
    assert 1 == process.returncode
