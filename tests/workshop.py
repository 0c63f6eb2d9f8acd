"""Sources and documents for tests, made from the shipped ones by small edits."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import openpyxl

from pipeline.diagnostics import Problems
from pipeline.galley import Galley
from pipeline.project import compiling
from pipeline.project.batch.run import Job, Report, decide, local_hands, run
from pipeline.project.export.exporter import USUAL, Format
from pipeline.project.load import SourceDocument
from pipeline.project.plan import plan
from pipeline.project.session import Session
from pipeline.tree.refer import BoundDocument

ROOT = Path(__file__).resolve().parents[1]
AGREEMENT = "sources/aomori/kyoyaku.yaml"
AREA = "sources/aomori/area.yaml"
SAMPLE = "蓬田村"

# A whole agreement in as few lines as there can be.
SMALL = """\
種別: 連携協約書
題名: 協約書
協約名: "{{ 甲 }}及び{{ 乙 }}の協約"
締結日: 令和元年12月25日
当事者: {甲: 青森市, 乙: 蓬田村}
前文: "{{ 甲 }}（以下「甲」という。）及び{{ 乙 }}（以下「乙」という。）は、次のとおり協約を締結する。"
条:
  - 見出し: 目的
    本文: 甲及び乙は、協力する。
末文: "本書{{ 通数 }}通を作成する。"
"""


# The same with a 別表 whose rows stand in 別表.xlsx.
TABLED = (
    SMALL
    + """別表:
  - 関係: 目的
    項目:
      - 見出し: 分野
        施策: { 表の元: 別表.xlsx, シート: 別表 }
"""
)
TABLE_HEADS = ("連携施策", "取組内容", "甲の役割", "乙の役割")


def table_book(*rows: Sequence[str]) -> bytes:
    """The workbook of a 別表, its heads above these rows."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "別表"
    for row in (TABLE_HEADS, *rows):
        sheet.append(list(row))
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def project(folder: Path) -> Path:
    """A clerk's folder with the shipped sources of aomori."""
    shutil.copytree(ROOT / "sources" / "aomori", folder / "sources" / "aomori")
    return folder


def town_project(folder: Path) -> Path:
    """The same as a town would have it: no head bears a name of an example (見本太郎), which is told and not signed."""
    project(folder)
    for name in (AREA, AGREEMENT):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace("氏名: 見本", "氏名: 青木"), encoding="utf-8")
    return folder


def small_project(folder: Path, agreement: str = SMALL) -> Path:
    """A clerk's folder with one small agreement, aomori/small."""
    (folder / "sources" / "aomori").mkdir(parents=True)
    shutil.copy(ROOT / AREA, folder / AREA)
    (folder / "sources" / "aomori" / "small.yaml").write_text(agreement, encoding="utf-8")
    return folder


def edit(path: Path, old: str, new: str) -> None:
    """Replaces the one place where `old` stands in a file."""
    text = path.read_text(encoding="utf-8")
    assert 1 == text.count(old), f"{old!r} stands {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def original(root: Path, relative: str = AGREEMENT) -> tuple[SourceDocument | None, Problems]:
    """A source read from a clerk's folder, and what is wrong with it."""
    problems = Problems()
    return Session(root).load(root / relative, problems), problems


def bound(root: Path, relative: str = AGREEMENT, partner: str | None = SAMPLE) -> tuple[BoundDocument, Problems]:
    """The bound tree of a document that has no errors."""
    loaded, problems = original(root, relative)
    assert loaded is not None, messages(problems)
    return compiling.bind(loaded, partner, problems)[0], problems


def galley(root: Path, relative: str = AGREEMENT, partner: str | None = SAMPLE) -> Galley:
    """The galley of a document that has no errors."""
    loaded, problems = original(root, relative)
    assert loaded is not None, messages(problems)
    return compiling.set_galley(loaded, partner, problems)


def build(
    root: Path, *names: str, formats: tuple[Format, ...] = USUAL, workers: int = 1, force: bool = False
) -> Report:
    """What `renkei build` does, into root/build; all problems in the report."""
    session, problems = Session(root), Problems()
    job = Job(root, root / "build", formats)
    decision = decide(plan(session, names, problems), job, session, force=force)
    with local_hands(workers, decision, job, session) as hands:
        report = run(decision, job, session, hands, lambda _outcome: None)
    report.problems.extend(problems)
    return report


def messages(problems: Problems) -> list[str]:
    """What was said, for assertions."""
    return [d.message for d in problems.found]
