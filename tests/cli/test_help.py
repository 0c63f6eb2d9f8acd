"""renkei --help: quick, and what it says of a command is what the command says of itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from pipeline.cli.help_lines import HELP_LINES
from pipeline.cli.main import cli
from tests.workshop import ROOT, small_project

LONG = 200


@pytest.mark.parametrize("name", HELP_LINES)
def test_the_line_of_a_command_is_its_own(name: str):
    command = cli.get_command(click.Context(cli), name)

    assert command is not None
    assert command.get_short_help_str(LONG) == HELP_LINES[name]


HEAVY = (
    "pipeline.cli.commands.",
    "pipeline.project.plan",
    "pipeline.kinds",
    "pydantic",
    "reportlab",
    "lxml",
    "docx",
    "yaml",
    "jinja2",
    "rich",
)


def test_the_help_of_all_loads_no_command_and_nothing_that_a_document_needs():
    code = (
        "import sys\n"
        "sys.argv = ['renkei', '--help']\n"
        "from pipeline.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        f"print(sorted(n for n, m in sys.modules.items() if n.startswith({HEAVY!r}) and m.__spec__))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.endswith("[]\n"), done.stdout.splitlines()[-1]
    assert all(name in done.stdout for name in HELP_LINES)


# Of what the libraries of a build bring along, and of ours.
UNNEEDED = (
    "rich",
    "multiprocessing",
    "concurrent.futures",
    "urllib.request",
    "importlib.metadata",
    "email",
    "reportlab.pdfgen",
    "pipeline.papers",
    "PIL",
)


def test_one_document_is_made_without_bars_processes_and_web_servers(tmp_path: Path):
    """What a build of one document does not need is not loaded: it would wait for it."""
    root = small_project(tmp_path)
    code = (
        "import sys\n"
        "sys.argv = ['renkei', 'build', 'aomori/small']\n"
        "from pipeline.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        f"print(sorted(m for m in sys.modules if m.startswith({UNNEEDED!r})))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )

    assert "1文書を作りました" in done.stdout
    assert done.stdout.endswith("[]\n"), done.stdout.splitlines()[-1]
