"""Plugins of pydantic that others have installed are left alone, and so is pydantic."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.workshop import ROOT

BEGIN = "from pipeline.cli.alone import read_alone\nread_alone()\n"
MODEL = "import pydantic\nclass M(pydantic.BaseModel):\n    x: int\nprint(M.model_validate({'x': '3'}).x)\n"


def printed(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def test_models_are_built_without_a_look_for_plugins():
    assert "3\nFalse\n" == printed(f"{BEGIN}{MODEL}import sys\nprint('importlib.metadata' in sys.modules)\n")


@pytest.mark.parametrize("first", ["", "from pydantic.plugin._loader import get_plugins\n"])
def test_what_else_pydantic_asks_of_its_loader_is_its_own(first: str):
    """A later pydantic may."""
    asked = "from pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP as group\nprint(group)\n"

    assert "3\npydantic\n" == printed(f"{BEGIN}{MODEL}{first}{asked}")
