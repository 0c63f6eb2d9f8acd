"""What stands behind a document: its page and its statement say what its folder keeps, and what has become void."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

from pipeline.diagnostics import Problems
from pipeline.galley.blocks import paras
from pipeline.papers.provenance_sheet import Origins, provenance_sheet
from pipeline.project import manifest, store
from pipeline.project.plan import plan
from pipeline.project.provenance import reviews
from pipeline.project.provenance.gather import origins
from pipeline.project.provenance.reviews import Event, EventKind
from pipeline.project.provenance.statement import statement
from pipeline.project.session import Session
from tests.workshop import build, edit, small_project

SOURCE = "sources/aomori/small.yaml"


def told(root: Path) -> Origins:
    problems = Problems()
    session = Session(root)
    (assignment,) = plan(session, ("aomori/small",), problems).assignments
    record = next((r for r in manifest.read(root / "build") if r.id == "aomori/small"), None)
    return origins(assignment, session, record, problems)


def section(found: Origins, heading: str) -> list[tuple[str, str, str]]:
    return [(line.what, line.said, line.sha256) for line in dict(found.sections)[heading]]


def approved(root: Path, who: str, pages: str, number: int, kind: EventKind = "承認") -> None:
    path = reviews.path_of(root, "aomori/small")
    event = Event(number, kind, who, "2026-04-01 09:00", pages)
    store.save(
        path.parent, {path.name: reviews.with_event(path.read_bytes() if path.is_file() else b"", event)}, Problems()
    )


def test_every_file_is_named_with_its_hash(tmp_path: Path):
    root = small_project(tmp_path)
    build(root)

    found = told(root)

    for heading, folder in (("原稿と事実", root), ("ファイル", root / "build")):
        lines = section(found, heading)
        assert len(lines) >= 2
        for name, _, sha256 in lines:
            path = folder / name
            if path.is_file():  # a profile that came with the program lies elsewhere
                assert hashlib.sha256(path.read_bytes()).hexdigest() == sha256, name


def test_an_approval_is_void_once_the_pages_look_otherwise(tmp_path: Path):
    root = small_project(tmp_path)
    (_, _, pages) = section(told(root), "今の頁")[0]
    approved(root, "法規担当", pages, 1)
    holding = section(told(root), "点検と承認")

    edit(root / SOURCE, "協力する", "協力し合う")

    assert [("承認 法規担当", "2026-04-01 09:00　有効", pages)] == holding
    assert "無効" in section(told(root), "点検と承認")[0][1]


def test_a_document_that_was_not_built_has_no_files(tmp_path: Path):
    assert [] == section(told(small_project(tmp_path)), "ファイル")


def test_every_word_that_is_told_is_printed(tmp_path: Path):
    root = small_project(tmp_path)
    build(root)
    found = told(root)

    sheet = provenance_sheet(found, Session(root).load(root / SOURCE, Problems()).profile.house, date(2026, 4, 1))  # type: ignore[union-attr]

    printed = "\n".join("".join(run.text for run in para.runs) for part in sheet.parts for para in paras(part.blocks))
    for _, lines in found.sections:
        for line in lines:
            assert line.what in printed
            assert line.sha256 in printed


def test_the_statement_names_what_was_made_from_what(tmp_path: Path):
    root = small_project(tmp_path)
    build(root)
    (record,) = (r for r in manifest.read(root / "build") if r.id == "aomori/small")

    made = json.loads(statement(record))

    assert "https://in-toto.io/Statement/v1" == made["_type"]
    for subject in made["subject"]:
        digest = hashlib.sha256((root / "build" / subject["name"]).read_bytes()).hexdigest()
        assert {"sha256": digest} == subject["digest"]
    inputs = {each["name"] for each in made["predicate"]["buildDefinition"]["resolvedDependencies"]}
    assert {SOURCE, "sources/aomori/area.yaml"} <= inputs
    assert statement(record) == statement(record)
