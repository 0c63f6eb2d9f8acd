"""A folder that may not be looked into is told: its documents were passed over, and a check found nothing wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Problems
from pipeline.project import manifest
from pipeline.project.plan import plan
from pipeline.project.session import Session
from tests.workshop import build, messages, small_project


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A clerk's folder with a built document, and an area that cannot be listed, for whoever asks: a link to itself."""
    root = small_project(tmp_path)
    build(root, formats=("txt",))
    (root / "sources/hidden").symlink_to("hidden")
    return root


def test_the_area_is_named_and_the_others_are_planned(root: Path):
    problems = Problems()
    found = plan(Session(root), (), problems)

    assert ["aomori/small"] == [a.name for a in found.assignments]
    assert ("hidden",) == found.failed
    assert ["sources/hidden を読めません（リンクが輪になっています）"] == messages(problems)
    assert ["ファイル"] == [d.code for d in problems.errors]


@pytest.mark.parametrize("name", ["hidden", "hidden/kyoyaku", "hidden/kyoyaku-平内町", "kyoyaku"])
def test_a_document_that_may_lie_there_is_not_called_unknown(root: Path, name: str):
    problems = Problems()
    found = plan(Session(root), (name,), problems)

    assert () == found.assignments
    assert 1 == len(problems.errors)


def test_where_nothing_can_be_listed_it_is_not_said_that_there_is_nothing(root: Path):
    (root / "sources").rename(root / "away")
    (root / "sources").symlink_to("sources")
    problems = Problems()
    plan(Session(root), (), problems)

    assert ["sources を読めません（リンクが輪になっています）"] == messages(problems)


def test_records_of_documents_whose_sources_cannot_be_seen_stay(root: Path):
    """They were told to be no more in the sources, and to be deleted if nobody needs them."""
    (root / "sources/hidden").unlink()
    (root / "sources/aomori").rename(root / "sources/other")
    (root / "sources/aomori").symlink_to("aomori")
    report = build(root, formats=("txt",))

    assert ["other/small"] == [o.name for o in report.outcomes]
    assert ["sources/aomori を読めません（リンクが輪になっています）"] == messages(report.problems)
    assert ["aomori/small", "other/small"] == [record.id for record in manifest.read(root / "build")]


@pytest.mark.parametrize("name", ["lost+found", ".snapshot", "$RECYCLE.BIN"])
def test_what_a_system_keeps_for_itself_is_none_of_ours(root: Path, name: str):
    (root / "sources/hidden").unlink()
    (root / "sources" / name).symlink_to(name)
    problems = Problems()
    plan(Session(root), (), problems)

    assert [] == messages(problems)
