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


COMMAND = """
import contextlib, json, sys
from pipeline.cli import main

with contextlib.suppress(SystemExit):
    main()
print(json.dumps([name for name in sys.modules if name.startswith("pipeline.kinds.") and name.count(".") == 2]))
"""


def test_a_command_loads_the_kinds_of_its_documents_alone(tmp_path: Path):
    """The models of all kinds are four megabytes and a fifth of the time that a command takes to begin."""
    root = small_project(tmp_path)
    (root / "templates/pdf").mkdir(parents=True)
    (root / "templates/pdf/base.yaml").write_bytes((ROOT / "templates/pdf/base.yaml").read_bytes())
    command = [sys.executable, "-c", COMMAND, "build", "--format", "txt"]
    made = subprocess.run(command, cwd=root, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True)

    loaded = {name.rpartition(".")[2] for name in json.loads(made.stdout.splitlines()[-1])}
    # An agreement is one kind of papers of clauses; the model of all such papers is that of the 規約.
    assert {"agreement", "bylaws"} == loaded - {"kind", "shared"}
