"""What a worker process carries: nothing that it does not print with, for a hundred of them share a machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workshop import ROOT, small_project

# Large libraries, each of which is wanted by one format or by amendments alone.
LARGE = ("docx", "lxml", "openpyxl", "reportlab", "sudachipy", "uharfbuzz")
PROGRAM = """
import json, pathlib, sys
from pipeline.project.plan import plan
from pipeline.project.batch.run import Job, make
from pipeline.project.session import Session
from pipeline.diagnostics import Problems

root = pathlib.Path(sys.argv[1])
session = Session(root)
(assignment,) = plan(session, (), Problems()).assignments[:1]
outcome = make(assignment, Job(root, root / "build", (sys.argv[2],)), session)
assert outcome.record is not None, [d.message for d in outcome.problems.found]
print(json.dumps([name for name in sys.argv[3:] if name in sys.modules]))
"""


@pytest.mark.parametrize(("name", "carried"), [("txt", []), ("docx", ["lxml"]), ("pdf", ["reportlab", "uharfbuzz"])])
def test_a_worker_imports_what_its_format_needs(tmp_path: Path, name: str, carried: list[str]):
    root = small_project(tmp_path)
    made = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(root), name, *LARGE], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert carried == json.loads(made.stdout)
