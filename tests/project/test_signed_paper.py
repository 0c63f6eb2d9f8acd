"""What was signed is the whole printed paper: no character, name, date or office of it changes unnoticed."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.cli.commands.papers.build import build
from pipeline.cli.commands.revision.amend import amend
from pipeline.cli.commands.revision.freeze import freeze
from pipeline.diagnostics import Problems, Rejected
from pipeline.galley.printed import printed_lines
from pipeline.project import documents
from pipeline.project.plan import plan
from pipeline.project.revision.freezing import Freezing, frozen_file
from pipeline.project.session import Session
from tests.examples import examples
from tests.workshop import AGREEMENT, AREA, SMALL, edit, project, small_project

DONE, PROBLEMS = 0, 1
DOCUMENT = "aomori/kyoyaku-蓬田村"
SIGNED = "sources/aomori/signed/kyoyaku-蓬田村.json"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project(tmp_path))
    return tmp_path


def run(command: str, *arguments: str) -> Result:
    commands = {"amend": amend, "build": build, "freeze": freeze}
    return CliRunner().invoke(commands[command], arguments, catch_exceptions=False)


def text(root: Path) -> str:
    return (root / f"build/{DOCUMENT}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (AREA, "氏名: 久慈修一", "氏名: 久慈修二", "記名者の「久慈修一」が「久慈修二」に"),
        (AREA, "職名: 蓬田村長", "職名: 蓬田村長職務代理者", "記名の「蓬田村長」が「蓬田村長職務代理者」に"),
        (AGREEMENT, "締結日: 令和元年12月25日", "締結日: 令和元年12月26日", "締結日の「令和元年12月25日」が「令和元年12月26日」に"),
        (AGREEMENT, "\n題名: ", "\n題名: 別の", "表紙題名の「別の」の追加"),
    ],
)  # fmt: skip
def test_what_stands_around_the_words_is_signed_too(root: Path, file: str, old: str, new: str, told: str):
    """The mayor, the office, the day, the cover: each was printed otherwise without a word (a signed paper)."""
    run("freeze", DOCUMENT)
    assert DONE == run("build", DOCUMENT, "--format", "txt").exit_code
    before = text(root)
    edit(root / file, old, new)

    done = run("build", DOCUMENT, "--format", "txt")

    assert PROBLEMS == done.exit_code
    assert "エラー[署名版との違い]" in done.stderr
    assert told in done.stderr
    assert before == text(root)


@dataclass(frozen=True, slots=True)
class Area:
    """A folder with one signed agreement, and the lines that were signed."""

    root: Path
    lines: tuple[tuple[str, str, str], ...]


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Area:
    root = project(tmp_path_factory.mktemp("signed"))
    session, problems = Session(root), Problems()
    (assignment,) = plan(session, (DOCUMENT,), problems).assignments
    path, made, words = frozen_file(assignment, Freezing(None, None, replacing=False), session, problems)
    (root / path).parent.mkdir()
    (root / path).write_text(words, encoding="utf-8")
    return Area(root, made.printed)


def printed(root: Path, overlay: dict[Path, bytes]) -> tuple[tuple[str, str, str], ...] | None:
    """The lines of the document with these files in the place of those on disk; None if it is refused."""
    session, problems = Session(root), Problems()
    for path, data in overlay.items():
        session.files.put(path, data)
    found = [a for a in plan(session, ("aomori",), problems).assignments if a.name == DOCUMENT]
    if not found or problems.errors:
        return None
    try:
        ready = documents.ready(found[0], session, problems)
        made = documents.compiled(ready, session, documents.exporter(ready.original, session), problems)
    except Rejected:
        return None
    return printed_lines(made.galley)


LETTERS = st.sampled_from("一二三甲乙市村長年月日。、「」第条項号0129０９ＡA（）(ア髙高崎﨑 　-－")


@settings(
    max_examples=examples(150), deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
@given(st.data())
def test_any_edit_of_the_sources_prints_what_was_signed_or_is_refused(signed: Area, data: st.DataObject):
    """Characters replaced, put in and taken out anywhere in the source, the facts and the profile."""
    root = signed.root
    files = [root / AGREEMENT, root / AREA]
    path = data.draw(st.sampled_from(files))
    words = path.read_text(encoding="utf-8")
    at = data.draw(st.integers(0, len(words) - 1))
    gone = data.draw(st.integers(0, 2))
    new = words[:at] + data.draw(st.text(LETTERS, min_size=1 - min(gone, 1), max_size=2)) + words[at + gone :]

    made = printed(root, {path: new.encode()})

    assert made in (None, signed.lines)


def test_an_untouched_source_prints_what_was_signed(signed: Area):
    assert signed.lines == printed(signed.root, {})


@pytest.mark.parametrize(
    "tamper",
    [
        lambda c: c.update({"締結日": "2019-12-26"}),
        lambda c: c.pop("締結日"),
        lambda c: c.update({"経緯": []}),
        lambda c: c["経緯"].append({"名": "変更 第1回", "日": "2021-01-01", "SHA-256": "0" * 64}),
        lambda c: c["経緯"][0].update({"日": "2019-12-24"}),
        lambda c: c["経緯"][0].update({"SHA-256": "0" * 64}),
        lambda c: c.update({"文書": "aomori/kyoyaku-平内町"}),
        lambda c: c.update({"数字": "full"}),
        lambda c: c["キー"].reverse(),
        lambda c: c["引用"].reverse(),
        lambda c: c["印刷"][0].reverse(),
        lambda c: c["各回"][0]["印刷"].pop(),
    ],
)
def test_a_signed_file_that_was_edited_is_refused(root: Path, tamper):
    """Thirteen edits of the file went unnoticed when its hash covered the words alone."""
    run("freeze", DOCUMENT)
    content = json.loads((root / SIGNED).read_text(encoding="utf-8"))
    tamper(content)
    (root / SIGNED).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    done = run("build", DOCUMENT, "--format", "txt")

    assert PROBLEMS == done.exit_code
    assert "エラー[署名版]" in done.stderr


def test_the_signed_version_of_another_document_guards_nothing(root: Path):
    run("freeze", "aomori/kyoyaku")
    shutil.copy(root / "sources/aomori/signed/kyoyaku-平内町.json", root / SIGNED)

    done = run("build", DOCUMENT, "--format", "txt")

    assert PROBLEMS == done.exit_code
    assert "「aomori/kyoyaku-平内町」の署名版で、「aomori/kyoyaku-蓬田村」のものではありません" in done.stderr


def test_a_paper_that_is_frozen_without_its_day_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What was signed has a day, and everything that comes after it cites it."""
    undated = SMALL.replace("締結日: 令和元年12月25日", "締結日:\n基準日: 令和元年12月25日")
    monkeypatch.chdir(small_project(tmp_path, undated))
    blank = "締結の日が空欄のまま固定しました"

    first = run("freeze", "aomori/small")
    (tmp_path / "sources/aomori/small.yaml").write_text(SMALL, encoding="utf-8")
    after = run("freeze", "aomori/small", "--again")

    assert DONE == first.exit_code
    assert blank in first.stderr
    assert DONE == after.exit_code
    assert blank not in after.stderr


def test_after_an_amendment_the_paper_is_marked_and_bears_no_signature(root: Path):
    """The words of 2026 never stood above the signatures of 2019."""
    run("freeze", DOCUMENT)
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")
    frozen = run("freeze", DOCUMENT, "--again", "--on", "令和8年3月25日")
    assert "注意[署名版]: 「aomori/kyoyaku-蓬田村」の変更を、改め文で確かめずに経緯に加えました" in frozen.stderr

    assert DONE == run("build", DOCUMENT, "--format", "txt").exit_code

    made = text(root)
    assert "令和元年12月25日\n\n変更　令和8年3月25日\n\n（溶け込み版）" in made
    assert "締結　令和元年12月25日\n\n変更　令和8年3月25日\n" in made
    assert "久慈修一" not in made
    assert "毎年度2回以上" in made


def test_an_amendment_is_frozen_with_the_words_that_prove_it(root: Path):
    run("freeze", DOCUMENT)
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")
    (root / "正.txt").write_text("第5条中「毎年度」の次に「2回以上」を加える。\n", encoding="utf-8")
    (root / "誤.txt").write_text("第5条中「毎年度」の次に「3回以上」を加える。\n", encoding="utf-8")

    wrong = run("freeze", DOCUMENT, "--again", "--on", "令和8年3月25日", "--amendment", "誤.txt")
    right = run("freeze", DOCUMENT, "--again", "--on", "令和8年3月25日", "--amendment", "正.txt")

    assert PROBLEMS == wrong.exit_code
    assert "署名版に改め文を当てた結果が、今の原稿の文と違います" in wrong.stderr
    assert DONE == right.exit_code
    content = json.loads((root / SIGNED).read_text(encoding="utf-8"))
    assert [[], ["第5条中「毎年度」の次に「2回以上」を加える。"]] == [e["改め文"] for e in content["各回"]]


def test_the_parts_that_no_amendment_changes_are_those_that_were_signed(root: Path):
    """見え消し printed the mayor of the source of today above the date of the base."""
    edit(
        root / AREA,
        "        退任日: 令和5年4月30日\n",
        "        退任日: 令和5年4月30日\n      - 氏名: 見本五郎\n        就任日: 令和5年5月1日\n",
    )
    run("freeze", DOCUMENT)
    edit(root / AREA, "氏名: 久慈修一", "氏名: 久慈修二")
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")

    done = run("amend", DOCUMENT)

    assert DONE == done.exit_code, done.stderr
    made = (root / f"build/{DOCUMENT}-変更/変更協約書.txt").read_text(encoding="utf-8")
    assert "久慈修一" in made
    assert date(2019, 12, 25).isoformat() in (root / SIGNED).read_text(encoding="utf-8")


def test_a_signed_version_that_no_document_claims_is_an_error(root: Path):
    """村 became 町 in the sources: a paper of 2019, signed by a town that did not exist."""
    run("freeze", DOCUMENT)
    for file in (AREA, AGREEMENT):
        path = root / file
        path.write_text(path.read_text(encoding="utf-8").replace("蓬田村", "蓬田町"), encoding="utf-8")

    for asked in ("aomori", "aomori/kyoyaku-蓬田町"):
        done = run("build", asked, "--format", "txt")

        assert PROBLEMS == done.exit_code
        assert "署名版「aomori/kyoyaku-蓬田村」に当たる文書が、原稿にありません" in done.stderr
        assert not (root / "build/aomori/kyoyaku-蓬田町.txt").exists()


def test_a_signed_version_whose_source_is_gone_is_told(root: Path):
    run("freeze", DOCUMENT)
    (root / AGREEMENT).rename(root / "sources/aomori/beta.yaml")

    done = run("build", "aomori", "--format", "txt")

    assert PROBLEMS == done.exit_code
    assert "署名版「aomori/kyoyaku-蓬田村」に当たる文書が、原稿にありません" in done.stderr
    assert (root / "build/aomori/beta-平内町.txt").exists()


def test_a_signed_version_that_disappears_is_told_until_its_document_is_given_up(root: Path):
    run("freeze", DOCUMENT)
    run("build", "aomori", "--format", "txt")
    manifest = json.loads((root / "build/manifest.json").read_text(encoding="utf-8"))
    (record,) = (d for d in manifest["documents"] if d["id"] == DOCUMENT)
    assert SIGNED in [s["name"] for s in record["sources"]]
    (root / SIGNED).unlink()
    edit(root / AREA, "氏名: 久慈修一", "氏名: 久慈修二")

    for _ in range(2):  # not once only
        done = run("build", "aomori", "--format", "txt")
        assert PROBLEMS == done.exit_code
        assert f"「{DOCUMENT}」の署名版がなくなっています" in done.stderr
    assert "久慈修一" in text(root)

    (root / f"build/{DOCUMENT}.txt").unlink()
    assert DONE == run("build", "aomori", "--format", "txt").exit_code
    assert "久慈修二" in text(root)


RENAMED = """\
  蓬田町:
    名称:
      - {名: 蓬田村, 期間: ～令和4年3月31日, 職名: 蓬田村長}
      - {名: 蓬田町, 期間: 令和4年4月1日～, 職名: 蓬田町長}
"""


def test_a_renamed_partner_keeps_its_signed_paper_and_signs_changes_by_its_new_name(root: Path):
    run("freeze", DOCUMENT)
    edit(root / AREA, "  蓬田村:\n", RENAMED)
    assert DONE == run("build", DOCUMENT, "--format", "txt").exit_code
    assert "乙　蓬田村長" in text(root)

    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")
    done = run("amend", DOCUMENT, "--on", "令和4年4月25日")

    assert DONE == done.exit_code, done.stderr
    made = (root / f"build/{DOCUMENT}-変更/変更協約書.txt").read_text(encoding="utf-8")
    assert "蓬田町（以下「乙」という。）" in made
    assert "乙　蓬田町長" in made
    assert "蓬田村" not in made.replace("青森市及び蓬田村における", "")  # what the base is called
