"""What lies beside the code: workflows that can be read and run what there is, templates, policies."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from pipeline.version import __version__

ROOT = Path(__file__).resolve().parents[1]
FORMS = sorted((ROOT / ".github").rglob("*.yml"))
pytestmark = pytest.mark.skipif(not FORMS, reason="a sdist has no .github")


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.name)
def test_forms_and_workflows_are_yaml(path: Path):
    assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict)


def test_the_workflow_runs_every_python_and_system_that_is_promised():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    promised = set(re.findall(r"Python :: (3\.[0-9]+)", "\n".join(project["classifiers"])))

    matrix = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))["jobs"]["systems"][
        "strategy"
    ]

    assert promised == set(matrix["matrix"]["python"])
    assert {"windows", "macos", "ubuntu"} == {name.split("-", 1)[0] for name in matrix["matrix"]["os"]}


def test_the_version_stands_in_one_place():
    """A literal of it elsewhere would be forgotten at the next release."""
    places = [
        path.relative_to(ROOT).as_posix()
        for path in (*(ROOT / "pipeline").rglob("*.py"), ROOT / "pyproject.toml")
        if f'"{__version__}"' in path.read_text(encoding="utf-8")
    ]

    assert ["pipeline/version.py"] == places
