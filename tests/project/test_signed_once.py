"""Signed versions of earlier forms: what they keep is read as it was kept, and a difference is told as one."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli

AREA = "種別: 圏域\n圏域名: 例示圏域\n市町村: {}\n"
SENTENCE = "見本町手数料条例（平成12年見本町条例第3号）は、廃止する。"
RULE = f"""\
種別: 例規
題名: 見本町手数料条例を廃止する条例
公布: {{ 題名の後: [令和8年3月20日, 見本町条例第5号] }}
項: [{SENTENCE}]
附則: この条例は、令和8年4月1日から施行する。
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def hashed(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def numbered(path: Path) -> None:
    """Writes the only 項 of a version with the number that it bore in versions of before 令和8年11月."""
    content = json.loads(path.read_text(encoding="utf-8"))
    content["本文"] = [f"1　{line}" if line == SENTENCE else line for line in content["本文"]]
    content["印刷"] = [
        ["項", "1　", words] if words == SENTENCE else [*line, words] for *line, words in content["印刷"]
    ]
    content["各回"][-1]["印刷"] = content["印刷"]
    content["経緯"][-1]["SHA-256"] = hashed([content["文書"], content["締結日"], content["印刷"], content["本文"]])
    content["SHA-256"] = hashed({key: value for key, value in content.items() if key != "SHA-256"})
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The version of a rule of one sentence, kept with its number."""
    folder = tmp_path / "sources/t"
    folder.mkdir(parents=True)
    (folder / "area.yaml").write_text(AREA, encoding="utf-8")
    (folder / "haishi.yaml").write_text(RULE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert 0 == run("freeze", "t/haishi").exit_code
    numbered(folder / "signed/haishi.json")
    return folder / "signed/haishi.json"


@pytest.mark.usefixtures("kept")
def test_a_rule_of_one_sentence_that_was_kept_with_a_number_is_read():
    """Its file was called a broken one, and could not even be frozen again."""
    told = run("check", "t/haishi")
    assert "は固定した文と違います（項の「1　」の削除）" in told.stderr
    assert 0 == run("freeze", "--again", "t/haishi").exit_code
    assert 0 == run("build", "t/haishi").exit_code


def test_words_that_were_changed_in_it_are_none_that_were_kept(kept: Path):
    content = json.loads(kept.read_text(encoding="utf-8"))
    content["本文"] = [line.replace("廃止する", "廃止した") for line in content["本文"]]
    content["SHA-256"] = hashed({key: value for key, value in content.items() if key != "SHA-256"})
    kept.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    assert "（SHA-256）が違います" in run("check", "t/haishi").stderr


RULE_TO_AMEND = """\
種別: 例規
題名: 手数料条例
公布: { 題名の後: [令和　　年　　月　　日, 見本町条例第　　号] }
条: [{ 見出し: 額, 本文: 手数料の額は、百円とする。 }]
附則: この条例は、公布の日から施行する。
"""
BLANK, PUBLISHED = "令和　　年　　月　　日, 見本町条例第　　号", "令和8年3月20日, 見本町条例第5号"


def test_a_rule_that_was_frozen_before_its_day_was_known_is_frozen_with_its_amendment(kept: Path):
    """Its file took the place of a good one and could be read by nobody any more."""
    source = kept.parents[1] / "tesuryo.yaml"
    source.write_text(RULE_TO_AMEND, encoding="utf-8")
    assert 0 == run("freeze", "t/tesuryo").exit_code
    source.write_text(RULE_TO_AMEND.replace(BLANK, PUBLISHED).replace("百円", "二百円"), encoding="utf-8")

    done = run("freeze", "t/tesuryo", "--again", "--on", "令和9年4月1日")

    assert 0 == done.exit_code, done.stderr
    assert (0, "") == ((made := run("build", "t/tesuryo", "--format", "txt")).exit_code, made.stderr)


def test_the_day_of_an_amendment_is_none_of_the_paper_that_it_amends(kept: Path):
    source = kept.parents[1] / "tesuryo.yaml"
    source.write_text(RULE_TO_AMEND.replace(BLANK, PUBLISHED), encoding="utf-8")
    assert 0 == run("freeze", "t/tesuryo").exit_code
    before = (kept.parent / "tesuryo.json").read_bytes()
    changed = RULE_TO_AMEND.replace(BLANK, "令和9年4月1日, 見本町条例第5号").replace("百円", "二百円")
    source.write_text(changed, encoding="utf-8")

    refused = run("freeze", "t/tesuryo", "--again", "--on", "令和9年4月1日")

    assert 1 == refused.exit_code
    assert "公布した日が、署名版では令和8年3月20日、原稿では令和9年4月1日です" in refused.stderr
    assert before == (kept.parent / "tesuryo.json").read_bytes()
