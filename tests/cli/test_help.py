"""renkei --help: quick, and what it says of a command is what the command says of itself."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from pipeline.cli.help_lines import HELP_LINES
from pipeline.cli.main import cli
from tests.workshop import ROOT

LONG = 200


@pytest.mark.parametrize("name", HELP_LINES)
def test_the_line_of_a_command_is_its_own(name: str):
    command = cli.get_command(click.Context(cli), name)

    assert command is not None
    assert command.get_short_help_str(LONG) == HELP_LINES[name]


def test_the_help_of_all_loads_no_command():
    code = (
        "import sys\n"
        "sys.argv = ['renkei', '--help']\n"
        "from pipeline.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "print(sorted(m for m in sys.modules if m.startswith('pipeline.cli.commands.') and m.count('.') > 3))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.endswith("[]\n")
    assert all(name in done.stdout for name in HELP_LINES)
