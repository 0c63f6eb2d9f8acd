"""renkei diff: what was made of a source does not differ from it, in any form, whatever stands in the paper."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import get_args

import pytest

from pipeline.diagnostics import Problems
from pipeline.project.export.exporter import Format
from pipeline.project.plan import Assignment, plan
from pipeline.project.revision.by_words import difference_by_words, read_pdf
from pipeline.project.revision.difference import difference
from pipeline.project.revision.sides import Side, of_document, read_side
from pipeline.project.session import Session
from tests.workshop import ROOT, build, edit, messages

FORMS: tuple[Format, ...] = ("docx", "txt", "html", "pdf")
ROWS = "\n".join(
    f'                - [取組{n}, "{{{{ ルビ(\\"藻場\\", \\"もば\\") }}}}を再生する", 第{n}課, 潮見湾の沿岸で行い、結果を公表する]'
    for n in range(1, 41)
)
# More levels of headings than a page of the web has, and Word and PDF are given.
DEEP = "\n".join(
    f"{' ' * (4 * n + 4)}節:\n{' ' * (4 * n + 6)}- 見出し: {n}段目の見出し\n{' ' * (4 * n + 8)}内容: [{{ 段落: {n}段目の文。 }}]"
    for n in range(1, 8)
)
# Pictures, readings, notes, a table over pages, sheets that stand and lie under heads that no other words of the paper say.
PAPER = f"""\
種別: 計画
題名: 潮見市藻場再生計画
作成: 潮見市
柱: "{{題名}}（写し）　第　{{見出し}}"
表紙:
  日付: 令和8年3月
  図版: {{ ファイル: 図/潮見港.png, 代替文字: 灯台と漁船のある港, 幅: 60% }}
目次: 目次
部:
  - 見出し: 現状
    節:
      - 見出し: 区域
        内容:
          - 段落: |
              {{{{ ルビ("川辺川", "かわ|べ|がわ") }}}}{{{{ 脚注("二級河川。延長は18kmである。") }}}}の河口から{{{{ ルビ("蓬田", "よもぎた") }}}}までとする。
          - 図版: {{ ファイル: 図/市域.svg, 代替文字: 区域の略図, 題: 図1　区域, 幅: 50%, 出典: 市の調べ }}
  - 見出し: 取組
    用紙: 横
    節:
      - 見出し: 年次計画
        内容:
          - 段落: 取組を次の表に{{{{ ルビ("掲", "かか") }}}}げる{{{{ 脚注("毎年見直す。") }}}}。
          - 表:
              題: 取組
              題を印刷: はい
              見出し: [取組, "目標{{{{ 表注(\\"令和8年度\\") }}}}", 課, 内容]
              行:
{ROWS}
          - 図版: {{ ファイル: 図/排出量.svg, 代替文字: 排出量の折れ線, 題: 図2　排出量, 幅: 40% }}
  - 見出し: 進め方
    節:
      - 見出し: 体制
        内容:
          - 箇条: [漁業協同組合と共に行う。, 年に一度、公表する。]
{DEEP}
"""


def told(own: Side, folder: Path, assignment: Assignment, form: Format, session: Session) -> list[str]:
    """What is said to differ between a document and its file, and what could not be read of it."""
    path, problems = folder / f"{assignment.name}.{form}", Problems()
    if form == "pdf":
        printed = read_pdf(path, problems)
        found = difference_by_words(own, printed, problems) if printed is not None else None
    else:
        side = read_side(path.as_posix(), "accept", lambda *_: None, lambda: session, problems)
        found = difference(own, side, problems) if side is not None else None
    if found is None:
        return messages(problems)
    return [f"{each.place_old}→{each.place_new}: {each.old}→{each.new}" for each in found.report.entries]


def first_of_each_source(session: Session) -> list[Assignment]:
    every = plan(session, (), Problems()).assignments
    return list({assignment.original.inputs[0].name: assignment for assignment in reversed(every)}.values())


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Session, list[tuple[Assignment, Side]]]:
    """Every shipped source, made in every form: of a master its first document."""
    root = tmp_path_factory.mktemp("shipped")
    shutil.copytree(ROOT / "sources", root / "sources")
    session = Session(root)
    assignments = first_of_each_source(session)
    report = build(root, *[assignment.name for assignment in assignments], formats=FORMS)
    assert not report.problems.errors, messages(report.problems)
    return session, [(each, of_document(each, session, Problems())) for each in assignments]


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """The invented paper, made in every form."""
    (tmp_path / "sources/shiomi").mkdir(parents=True)
    shutil.copy(ROOT / "sources/shiomi/area.yaml", tmp_path / "sources/shiomi")
    shutil.copytree(ROOT / "sources/shiomi/図", tmp_path / "sources/shiomi/図")
    (tmp_path / "sources/shiomi/moba.yaml").write_text(PAPER, encoding="utf-8")
    report = build(tmp_path, formats=FORMS)
    assert not report.problems.errors, messages(report.problems)
    return tmp_path


def of_paper(root: Path) -> dict[Format, list[str]]:
    session = Session(root)
    (assignment,) = plan(session, (), Problems()).assignments
    own = of_document(assignment, session, Problems())
    return {form: told(own, root / "build", assignment, form, session) for form in FORMS}


@pytest.mark.parametrize("form", FORMS)
def test_no_shipped_source_differs_from_what_was_made_of_it(
    shipped: tuple[Session, list[tuple[Assignment, Side]]], form: Format
):
    session, documents = shipped
    found = {each.name: told(own, session.root / "build", each, form, session) for each, own in documents}

    assert len(found) > 20
    assert {} == {name: entries for name, entries in found.items() if entries}


@pytest.mark.parametrize(("one", "other"), [("txt", "docx"), ("docx", "html"), ("html", "txt")])
def test_no_form_of_a_shipped_document_differs_from_another(
    shipped: tuple[Session, list[tuple[Assignment, Side]]], one: Format, other: Format
):
    """A drawing is lines in plain text and parts in Word and on the web; where a note of Word stands is not told."""
    session, documents = shipped
    found = {
        each.name: told(_file(session, each, one), session.root / "build", each, other, session)
        for each, _ in documents
    }

    assert {} == {name: entries for name, entries in found.items() if entries}


def _file(session: Session, assignment: Assignment, form: Format) -> Side:
    name = (session.root / "build" / f"{assignment.name}.{form}").as_posix()
    side = read_side(name, "accept", lambda *_: None, lambda: session, Problems())
    assert side is not None
    return side


def test_every_form_that_can_be_read_back_is_looked_at():
    assert set(FORMS) == set(get_args(Format)) - {"xlsx"}


def test_pictures_readings_notes_and_heads_of_sheets_that_lie_are_no_difference(paper: Path):
    assert {form: [] for form in FORMS} == of_paper(paper)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('ルビ("川辺川", "かわ|べ|がわ")', 'ルビ("川部川", "かわ|べ|がわ")'),
        ("第17課", "第71課"),
        ("題: 図1　区域", "題: 図1　地域"),
        ("年に一度、", "年に二度、"),
    ],
)
def test_a_changed_word_is_told_of_every_form(paper: Path, old: str, new: str):
    edit(paper / "sources/shiomi/moba.yaml", old, new)

    found = of_paper(paper)

    assert dict.fromkeys(FORMS, 1) == {form: len(entries) for form, entries in found.items()}, found


@pytest.mark.parametrize(
    ("old", "new"), [("毎年見直す。", "隔年で見直す。"), ("延長は18kmである。", "延長は19kmである。")]
)
def test_a_changed_note_at_the_foot_of_a_page_is_told_of_every_form(paper: Path, old: str, new: str):
    """A Word file does not tell where a note stands, and was not compared by them."""
    edit(paper / "sources/shiomi/moba.yaml", old, new)
    found = of_paper(paper)

    assert found.pop("pdf")
    assert {"docx": 1, "txt": 1, "html": 1} == {form: len(entries) for form, entries in found.items()}, found


def test_a_note_that_went_is_told_of_a_word_file(paper: Path):
    edit(paper / "sources/shiomi/moba.yaml", '{{ 脚注("毎年見直す。") }}', "")

    assert 1 == len([entry for entry in of_paper(paper)["docx"] if "毎年見直す" in entry])
