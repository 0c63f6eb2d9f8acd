"""A part that was not installed: the same status and the same sentence, whichever command asks for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workshop import ROOT, small_project

PROBLEMS = 1
# What an extra brings, and a command that cannot do without.
NEEDED = {
    "desk": ("starlette", "serve --no-open"),
    "lsp": ("pygls", "lsp"),
    "sign": ("pyhanko", "sign paper.pdf --key key.p12"),
    "cluster": ("distributed", "build --cluster local --force"),
}


def run(missing: str, command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys\n"
        f"sys.modules[{missing!r}] = None\n"
        f"sys.argv = ['renkei', *{command.split()!r}]\n"
        "from pipeline.cli import main\n"
        "main()\n"
    )
    around = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=around, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("extra", NEEDED)
def test_a_missing_part_is_no_wrong_command_line(extra: str, tmp_path: Path):
    """--cluster and sign ended with 2, serve and lsp with 1."""
    root = small_project(tmp_path)
    for name in ("paper.pdf", "key.p12"):
        (root / name).write_bytes(b"%PDF-1.7")
    missing, command = NEEDED[extra]

    done = run(missing, command, root)

    assert PROBLEMS == done.returncode, done.stderr
    assert f'に要る部品がありません。「pip install "renkei[{extra}]"」で入れてください。' in done.stderr
    assert "使い方" not in done.stderr


def test_a_module_of_ours_that_cannot_be_imported_is_our_fault(tmp_path: Path):
    """It was told as a part that the clerk should install."""
    done = run("pipeline.desk.serve", "serve --no-open", small_project(tmp_path))

    assert 3 == done.returncode
