"""Invented areas with all their papers, and what comparing them after small edits finds."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from pipeline.crosscheck.facts import Checked
from pipeline.diagnostics import Problems
from pipeline.project import compiling
from pipeline.project.checking import areas
from pipeline.project.plan import plan
from pipeline.project.session import Session

AREAS = Path(__file__).parent / "areas"


@dataclass(frozen=True, slots=True)
class Edit:
    """New words for old ones that stand once in a file of the area."""

    file: str
    old: str
    new: str


def folder(root: Path, area: str, *edits: Edit) -> Path:
    """A clerk's folder with that area, edited; its papers build."""
    shutil.copytree(AREAS / area, root / "sources" / area)
    for edit in edits:
        path = root / "sources" / area / edit.file
        text = path.read_text(encoding="utf-8")
        assert 1 == text.count(edit.old), f"{edit.old!r} stands {text.count(edit.old)} times"
        path.write_text(text.replace(edit.old, edit.new), encoding="utf-8")
    return root


def checked(root: Path, area: str) -> Checked:
    """What comparing the area finds."""
    [made] = areas.check_areas({area}, Session(root))
    return made


def builds(root: Path) -> list[str]:
    """What is wrong with the papers themselves: a planted edit must be seen by nobody but the comparison."""
    session, problems = Session(root), Problems()
    for assignment in plan(session, (), problems).assignments:
        compiling.bind(assignment.original, assignment.partner, problems)
    return [p.message for p in problems.errors]
