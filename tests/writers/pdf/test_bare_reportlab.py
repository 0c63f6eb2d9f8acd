"""reportlab without Pillow until a picture is asked of it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.workshop import ROOT

BARE = (
    "from pipeline.writers.pdf import frame\nimport sys\nprint(sorted(m for m in sys.modules if m.startswith('PIL')))\n"
)
PICTURE = (
    "from reportlab.lib.utils import ImageReader, _isPILImage\n"
    "import PIL.Image\n"
    "picture = PIL.Image.new('RGB', (2, 3))\n"
    "print(_isPILImage(picture), ImageReader(picture).getSize())\n"
)


def printed(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_pillow_is_loaded_when_reportlab_is_given_a_picture():
    assert "[]\nTrue (2, 3)\n" == printed(BARE + PICTURE)


@pytest.mark.parametrize("first", ["import PIL.Image\n", "import reportlab.lib.utils\n"])
def test_what_was_loaded_before_stays(first: str):
    told = printed(f"{first}import PIL\nbefore = PIL\n{BARE}{PICTURE}print(PIL is before)\n")

    assert told.endswith("True (2, 3)\nTrue\n")
