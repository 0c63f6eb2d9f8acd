"""renkei compare: 新旧対照表 and tracked changes since a recorded version, for papers of every kind."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.commands.papers.build import build
from pipeline.cli.commands.revision.compare import compare
from pipeline.cli.commands.revision.freeze import freeze
from pipeline.cli.exits import DONE, PROBLEMS
from pipeline.comparing.node import lines_of
from pipeline.importing.paper import cleaned
from pipeline.importing.readings import of_paper
from pipeline.importing.word.document import read_docx
from tests.workshop import ROOT
from tests.writers.docx.resolver import resolved

# Of each kind: words of the source and what they become.
EDITS = {
    "aomori/kyoyaku-蓬田村": (
        "aomori/kyoyaku",
        [("毎年度、圏域内の", "毎年度2回以上、圏域内の"), ("協力して取り組む。", "主体的に取り組む。")],
    ),
    "kitaalps/gaiyo": (
        "kitaalps/gaiyo",
        [
            ("安心して暮らし続けられる", "安心して暮らせる"),
            ("                  - 概要: 移住相談窓口の設置\n", ""),
            ("- 名称: 福祉\n", "- 名称: 福祉・介護\n"),
        ],
    ),
    "kitakyushu/jigyo": ("kitakyushu/jigyo", [("【再掲】", "【再掲】"), ("推進", "強力な推進")]),
    "aomori-shi/keikaku": ("aomori-shi/keikaku", [("必要があります", "必要がある"), ("支援", "強力に支援")]),
    "yamagata/shiryo": ("yamagata/shiryo", [("推進する", "強力に推進する")]),
    "shiomi/yosan": (
        "shiomi/yosan",
        [
            ("当初: 52,000千円", "当初: 52,500千円"),
            ('一般財源: "52,000千円"', '一般財源: "52,500千円"'),
            ('当初: "184,600千円"', '当初: "185,100千円"'),
            ('増減: "36,400千円", 増減率: 24.6%', '増減: "36,900千円", 増減率: 24.9%'),
            ("1億8,460万円", "1億8,510万円"),
        ],
    ),
    "shiomi/keikaku": (
        "shiomi/keikaku",
        [
            ("年1,200人ずつ", "年1,250人ずつ"),
            (
                "      - 見出し: 現状と課題\n",
                "      - 見出し: 区域\n        内容:\n          - 段落: 区域は、全域とする。\n      - 見出し: 現状と課題\n",
            ),
            ("初めの番号: 3", "初めの番号: 4"),
            ("車に頼らない観光を進める, ", ""),
        ],
    ),
}


def run(command: str, *arguments: str) -> Result:
    return CliRunner().invoke({"build": build, "compare": compare, "freeze": freeze}[command], list(arguments))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(document: str) -> None:
    source, changes = EDITS[document]
    path = Path(f"sources/{source}.yaml")
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def words(data: bytes) -> list[str]:
    return list(lines_of(of_paper(cleaned(read_docx(data, "a")), "a").root))


@pytest.mark.parametrize("document", EDITS)
def test_papers_about_two_versions_say_what_both_say(root: Path, document: str):
    """Accepting all gives the new paper and rejecting all the old one; every changed word stands in the 新旧対照表."""
    assert DONE == run("build", document, "--format", "docx", "--out", "old").exit_code
    assert DONE == run("freeze", document, "--as", "素案", "--on", "令和8年1月10日").exit_code
    edit(document)
    assert DONE == run("build", document, "--format", "docx", "--out", "new").exit_code

    done = run("compare", document)

    assert DONE == done.exit_code, done.stderr
    made = Path(f"build/{document}-比較")
    tracked = (made / "見え消し.docx").read_bytes()
    assert words(Path(f"new/{document}.docx").read_bytes()) == words(resolved(tracked, "accept"))
    assert words(Path(f"old/{document}.docx").read_bytes()) == words(resolved(tracked, "reject"))
    listed = json.loads((made / "変更一覧.json").read_text(encoding="utf-8"))["entries"]
    table = (made / "新旧対照表.txt").read_text(encoding="utf-8")
    assert listed
    for entry in (e for e in listed if e["kind"] in ("字句", "追加", "削除") and not e["automatic"]):
        for words_ in (entry["old"], entry["new"]):
            assert all(part in table for line in words_.split("\n") for part in line.split("｜")), entry
    assert (made / "新旧対照表.pdf").read_bytes().startswith(b"%PDF")


def test_versions_are_compared_with_one_another_and_what_is_equal_is_told(root: Path):
    run("freeze", "shiomi/keikaku", "--as", "素案", "--on", "令和8年1月10日")
    assert "変わるところがありません" in run("compare", "shiomi/keikaku").stderr
    edit("shiomi/keikaku")
    run("freeze", "shiomi/keikaku", "--as", "案", "--on", "令和8年2月10日")

    done = run("compare", "shiomi/keikaku", "--from", "素案", "--to", "案", "--out", "papers")

    assert DONE == done.exit_code, done.stderr
    text = Path("papers/shiomi/keikaku-比較/新旧対照表.txt").read_text(encoding="utf-8")
    assert "前　素案（令和8年1月10日）／後　案（令和8年2月10日）" in text
    assert PROBLEMS == run("compare", "shiomi/keikaku", "--from", "公表").exit_code
    assert PROBLEMS == run("compare", "shiomi/yosan").exit_code
