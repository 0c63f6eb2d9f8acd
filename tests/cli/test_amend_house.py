"""What the profile of the house says of amendments, as a clerk meets it in amend."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.test_amend import DOCUMENT, DONE, OUTPUT, PROBLEMS, run, succeed
from tests.workshop import AGREEMENT, AREA, ROOT, edit, project


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped agreement, and a mayor in office on the days of its amendments."""
    monkeypatch.chdir(project(tmp_path))
    succeed(tmp_path)
    return tmp_path


def test_a_source_that_numbers_otherwise_than_the_profile_says_what_to_write(root: Path):
    """加えるもの: 枝番: the source decides the numbers and cites them, so that the clerk writes the key there."""
    profile = (ROOT / "sources" / "profiles" / "半角.yaml").read_text(encoding="utf-8")
    own = root / "sources" / "profiles" / "自庁.yaml"
    own.parent.mkdir(exist_ok=True)
    own.write_text(profile.replace("名称: 半角", "名称: 自庁") + "加えるもの: 枝番\n", encoding="utf-8")
    area = (root / AREA).read_text(encoding="utf-8")
    (root / AREA).write_text(re.sub("^流儀: .*$", "流儀: 自庁", area, flags=re.MULTILINE), encoding="utf-8")
    assert DONE == run("freeze", DOCUMENT).exit_code
    added = "  - 見出し: 公表\n    本文: 甲は、取組の成果を公表する。\n"
    edit(root / AGREEMENT, "  - 見出し: 定期的な協議\n", f"{added}  - 見出し: 定期的な協議\n")

    told = run("amend", DOCUMENT, "--on", "令和8年4月1日")

    assert told.exit_code == PROBLEMS
    assert "番号の流儀" in told.stderr
    assert "枝番: はい" in told.stderr
    branched = added.replace("    本文", "    枝番: はい\n    本文")
    edit(root / AGREEMENT, added, branched)
    assert DONE == run("amend", DOCUMENT, "--on", "令和8年4月1日").exit_code
    assert "の次に次の1条を加える。" in (root / OUTPUT / "改め文.txt").read_text(encoding="utf-8")


def test_all_partners_are_amended_by_one_text_if_asked(root: Path):
    assert DONE == run("freeze", "aomori/kyoyaku").exit_code
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")

    done = run("amend", "aomori/kyoyaku", "--on", "令和8年4月1日", "--together")

    assert done.exit_code == DONE, done.stderr
    text = (root / "build" / "aomori" / "一括変更" / "改め文.txt").read_text(encoding="utf-8").splitlines()
    assert "次に掲げる協約の一部を次のように変更する。" == text[1]
    assert "第5条中「毎年度」の次に「2回以上」を加える。" == text[-1]
    assert {"変更協約書.docx", "変更協約書.pdf", "変更協約書.txt"} <= {
        p.name for p in (root / "build/aomori/一括変更").iterdir()
    }


def test_one_text_needs_several_agreements(root: Path):
    assert DONE == run("freeze", DOCUMENT).exit_code
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")

    told = run("amend", DOCUMENT, "--on", "令和8年4月1日", "--together")

    assert told.exit_code == PROBLEMS
    assert "エラー[一括]" in told.stderr
