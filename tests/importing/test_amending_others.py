"""A rule whose 附則 repeals and amends others: written, built, read again from every file, compared, and amended itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.provision.read import read_provision
from tests.importing.desk import built, imported

PAPER = """\
東町広域連携推進規則
令和8年3月25日
規則第6号
（趣旨）
第1条　この規則は、広域連携の推進に関し必要な事項を定めるものとする。
附　則
（施行期日）
1　この規則は、令和8年4月1日から施行する。
（幹事会規則等の廃止）
2　次に掲げる規則は、廃止する。
(1)　東町連携推進幹事会規則（平成28年規則第41号）
(2)　東町連携推進基金規則（平成28年規則第42号）
（東町事務分掌規則の一部改正）
3　東町事務分掌規則（平成20年規則第12号）の一部を次のように改正する。
第3条企画課の項中「連携」を「広域連携」に改める。
第5条を次のように改める。
（専決）
第5条　課長は、専決することができる。
4　前3項のほか、別に定めるものとする。
別表第2を次のように改める。
別表第2（第5条関係）
区分\t専決する者
契約\t第6条の課長
第6条を削る。
（東町事務専決規則の一部改正）
4　東町事務専決規則（平成20年規則第13号）の一部を次のように改正する。
第1条第4号中「連携」を「広域連携」に改める。
別表（第1条関係）
区分\t町
北\t北町
"""


def test_it_is_taken_in_and_built_again_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """第3条 and 第5条 of the other rule were asked of this one, and all above 第5条 was lost to the 附則."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_text(PAPER, encoding="utf-8")

    assert 0 == imported("paper.txt", "--area", "a").exit_code
    made = built("a", tmp_path, "txt,docx")

    assert PAPER == "".join(f"{line}\n" for line in made.splitlines() if line)
    (tmp_path / "again.docx").write_bytes((tmp_path / "build/a/paper.docx").read_bytes())
    assert 0 == imported("again.docx", "--area", "b").exit_code
    sources = [(tmp_path / f"sources/{n}.yaml").read_text(encoding="utf-8") for n in ("a/paper", "b/again")]
    assert sources[0] == sources[1]
    assert 0 == CliRunner().invoke(cli, ("check", "a"), catch_exceptions=False).exit_code


def test_its_plain_text_holds_four_paragraphs():
    """What another rule is given was read as a 条 of this 附則."""
    provision, _ = read_provision(PAPER)

    assert [((n,), "項") for n in range(1, 5)] == [(u.number, u.level) for u in provision.supplement]
    assert 1 == len(provision.schedules)
    assert [*["後文"] * 7, "表", "後文"] == [u.level for u in provision.supplement[2].children]
