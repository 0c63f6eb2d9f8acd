"""A book is made from all that its papers are made from: what changes there makes it again, and nothing else does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.diagnostics import Problems
from pipeline.project import manifest
from pipeline.project.batch.parcel import packed, unpack
from pipeline.project.batch.run import Job, decide
from pipeline.project.batch.worker import make
from pipeline.project.plan import plan
from pipeline.project.session import Session
from tests.project.books import papers
from tests.project.books.kit import HEAD, folder
from tests.project.test_signatures import PASSWORD, key
from tests.workshop import AREA, build, edit, messages

SOURCE = f"{HEAD}綴じる:\n  - 文書: [{{文書: kyoyaku, 相手方: 蓬田村}}]\n  - 文書: [oboe]\n"
GIAN = "aomori/gian"


def reasons(root: Path) -> dict[str, str | None]:
    session, problems = Session(root), Problems()
    decision = decide(plan(session, (), problems), Job(root, root / "build", ("txt",)), session)
    return {j.assignment.name: j.reason for j in decision.todo}


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = folder(tmp_path_factory.mktemp("once"), gian=SOURCE)
    assert [] == messages(build(root, formats=("txt",)).problems)
    return root


@pytest.fixture
def root(made_once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made_once, tmp_path / "root", copy_function=shutil.copy2)


def test_nothing_changed_nothing_made(root: Path):
    assert {} == reasons(root)


def test_a_change_in_a_paper_makes_the_book_again_and_says_why(root: Path):
    edit(root / "sources/aomori/oboe.yaml", "協力する", "互いに協力する")

    assert "原稿 sources/aomori/oboe.yaml が変わりました" == reasons(root)[GIAN]
    build(root, formats=("txt",))
    assert "互いに協力する" in (root / "build/aomori/gian.txt").read_text(encoding="utf-8")
    assert {} == reasons(root)


def test_a_fact_that_a_paper_asks_makes_the_book_again_and_another_does_not(root: Path):
    edit(root / AREA, "氏名: 久慈修一", "氏名: 久慈修二")  # 蓬田村
    assert {GIAN, "aomori/oboe", "aomori/kyoyaku-蓬田村"} == set(reasons(root))
    build(root, formats=("txt",))

    facts = (root / AREA).read_text(encoding="utf-8")
    before, rest = facts.split("  平内町:\n", 1)
    (root / AREA).write_text(f"{before}  平内町:\n    住所: 平内町小湊\n{rest}", encoding="utf-8")
    assert {"aomori/kyoyaku-平内町"} == set(reasons(root))


def test_the_manifest_names_what_the_papers_were_made_from(root: Path):
    [record] = [r for r in manifest.read(root / "build") if r.id == GIAN]

    named = [i.name for i in record.sources]
    assert {"sources/aomori/gian.yaml", "sources/aomori/kyoyaku.yaml", "sources/aomori/oboe.yaml", AREA} <= set(named)
    assert len(named) == len(set(named))


def test_a_signed_version_of_a_paper_guards_the_book(root: Path):
    """The text of a paper that was signed stands in the book as it was signed, or there is no book."""
    (root / "sources/aomori/signed").mkdir()
    (root / "sources/aomori/signed/oboe.json").write_text("{}", encoding="utf-8")

    report = build(root, formats=("txt",))
    assert "「oboe」に誤りがあるので、綴じられません" in messages(report.problems)


def test_sources_of_all_papers_go_with_the_book(root: Path):
    session, problems = Session(root), Problems()
    job = Job(root, root / "build", ("pdf",), embed_source=True)
    decision = decide(plan(session, [GIAN], problems), job, session)
    outcome = make(decision.todo[0].assignment, job, session)
    assert [] == messages(outcome.problems)
    with pikepdf.open(root / "build/aomori/gian.pdf") as pdf:
        assert {"gian.yaml", "area.yaml", "kyoyaku.yaml", "oboe.yaml"} == set(pdf.attachments)


def test_a_book_is_signed_as_any_document_and_then_left_alone(root: Path, monkeypatch: pytest.MonkeyPatch):
    (root / "sources/aomori/sanko.pdf").write_bytes(papers.tagged())
    edit(root / "sources/aomori/gian.yaml", "  - 文書: [oboe]\n", "  - 文書: [oboe, {PDF: sanko.pdf, 件名: 写し}]\n")
    build(root, GIAN, formats=("pdf",))
    monkeypatch.chdir(root)
    path = f"build/{GIAN}.pdf"
    asked = ["sign", path, "--key", str(key(root)), "--password", PASSWORD, "-o", path]
    assert 0 == CliRunner().invoke(cli, asked).exit_code
    signed = (root / path).read_bytes()

    edit(root / "sources/aomori/oboe.yaml", "協力する", "互いに協力する")
    said = messages(build(root, GIAN, formats=("pdf",)).problems)
    assert [m for m in said if "電子署名があるので、書き換えません" in m]
    assert signed == (root / path).read_bytes()


def test_a_book_made_elsewhere_is_the_same(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A machine that shares no disk is sent the PDFs of others, too."""
    (root / "sources/aomori/sanko.pdf").write_bytes(papers.scan())
    edit(root / "sources/aomori/gian.yaml", "  - 文書: [oboe]\n", "  - 文書: [oboe, {PDF: sanko.pdf, 件名: 写し}]\n")
    build(root, GIAN, formats=("pdf",))
    session = Session(root)
    tasks = tuple(a.task(session.files) for a in plan(session, [GIAN], Problems()).assignments)
    parcel = packed(tasks, Job(root, root / "build", ("pdf",)), session)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    [delivered] = unpack(parcel)
    assert [] == [p.message for p in delivered.outcome.problems.errors]
    assert {f"{GIAN}.pdf": (root / f"build/{GIAN}.pdf").read_bytes()} == delivered.files
