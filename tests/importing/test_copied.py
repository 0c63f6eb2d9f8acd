"""Texts that were copied from a page of rules: a blank line between all, numbers and heads that the page drew lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from tests.importing.desk import built, imported, letters, told

RULE = """○白波市証明手数料条例

昭和58年3月31日

条例第11号

(徴収制限)

第1条 次の各号のいずれかに該当するときは、手数料を徴収しない。

法律の規定に基づいて取り扱うもの

国又は他の地方公共団体がその職務上必要とするもの

市長が必要と認めるもの

2 前項の規定は、閲覧に準用する。
"""
NAMES = """浜辺市と花園電力株式会社との連携に関する協定書
浜辺市（以下「甲」という。）と花園電力株式会社（以下「乙」という。）は、次のとおり協定を締結する。
（目的）
第1条　甲及び乙は、連携する。
この協定の締結を証するため、本書2通を作成し、各1通を保有する。
令和7年4月1日
甲　浜辺市中央町3番1号
浜辺市
浜辺市長　見本　英機
乙　花園町港南二丁目16番3号
花園電力株式会社
{office}　見本　良
"""


def source(text: str, root: Path) -> tuple[list[str], str]:
    """What was told of a text, and the source that was made of it."""
    (root / "paper.txt").write_text(text, encoding="utf-8")
    done = imported("paper.txt", "--area", "x")
    assert "字と同じです" in done.stdout, done.stderr
    assert letters(text).removeprefix("○") in letters(built("x", root))
    return list(told(done)), (root / "sources/x/paper.yaml").read_text(encoding="utf-8")


def test_entries_that_lost_their_numbers_stay_apart_and_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """「…取り扱うもの国又は…」: lines that end in kana were taken for one sentence that was cut."""
    monkeypatch.chdir(tmp_path)
    notes, made = source(RULE, tmp_path)

    assert (
        "        後文:\n"
        "          - 法律の規定に基づいて取り扱うもの\n"
        "          - 国又は他の地方公共団体がその職務上必要とするもの\n"
        "          - 市長が必要と認めるもの\n"
    ) in made
    assert [
        "「次の各号」の後にありますが、番号がないので、号とせずに置きました: 「法律の規定に基づいて取り扱うもの」"
    ] == notes


def test_a_day_of_effect_without_its_head_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    text = RULE + "\nこの条例は、昭和58年4月1日から施行する。\n"
    notes, made = source(text, tmp_path)

    assert "後文: この条例は、昭和58年4月1日から施行する。\n" in made
    assert "「附則」の見出しがないので、前の条の後に置きました: 「この条例は、昭和58年4月1日から施行す」" in notes


def test_a_sentence_that_a_page_cut_is_whole_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A blank line parts entries only where one stands between most lines."""
    monkeypatch.chdir(tmp_path)
    text = RULE.replace("\n\n", "\n").replace("手数料を徴収しない。", "手数料を\n\n徴収しない。")
    _, made = source(text, tmp_path)

    assert "手数料を徴収しない。" in made


@pytest.mark.parametrize("office", ["執行役員", "代表社員", "エリアマネージャー", "最高財務責任担当", "監査役"])
def test_who_signs_for_a_company_has_an_office_that_no_town_knows(
    office: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Below the name of the body the first of three words is an office; names were printed as they stood, facts of nobody."""
    monkeypatch.chdir(tmp_path)
    notes, made = source(NAMES.format(office=office), tmp_path)
    facts = (tmp_path / "sources/x/area.yaml").read_text(encoding="utf-8")

    assert [] == notes
    assert "行のまま" not in made
    assert f"    職名: {office}\n" in facts
    assert "氏名: 見本　良\n" in facts
    assert "氏名: 見本　英機\n" in facts


SUPPLEMENTS = """○白波市証明手数料条例

第1条　市長は、手数料を徴収する。

附　則　抄
この条例は、公布の日から施行する。

附　則（昭和60年3月25日条例第3号）抄
(施行期日)
1　この条例は、昭和60年4月1日から施行する。
(経過措置)
2　施行の日前の手数料については、なお従前の例による。

附　則（平成17年6月6日条例第19号）　抄
この条例は、平成17年7月1日から施行する。
"""


def test_supplements_of_which_a_part_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """抄 refused the whole paper; without a blank before it the 附則 became words of the one above."""
    monkeypatch.chdir(tmp_path)
    notes, made = source(SUPPLEMENTS, tmp_path)

    assert [] == notes
    assert ["抄", "（昭和60年3月25日条例第3号）抄", "（平成17年6月6日条例第19号）　抄"] == [
        line.partition("題: ")[2] for line in made.splitlines() if "- 題: " in line
    ]
    heads = [line for line in built("x", tmp_path).splitlines() if line.startswith("附")]
    assert ["附　則　抄", "附　則（昭和60年3月25日条例第3号）抄", "附　則（平成17年6月6日条例第19号）　抄"] == heads


def test_an_amendment_names_a_part_of_a_supplement_without_the_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """「附則（…）　抄第2項中」 could not be read, and the rule could not be amended."""
    monkeypatch.chdir(tmp_path)
    source(SUPPLEMENTS, tmp_path)
    assert 0 == CliRunner().invoke(cli, ("freeze", "x/paper"), catch_exceptions=False).exit_code
    held = tmp_path / "sources/x/paper.yaml"
    held.write_text(held.read_text(encoding="utf-8").replace("なお従前", "従前"), encoding="utf-8")
    wanted = ("amend", "x/paper", "--on", "令和8年3月1日", "--out", "am")
    assert 0 == CliRunner().invoke(cli, wanted, catch_exceptions=False).exit_code

    assert "附則（昭和60年3月25日条例第3号）第2項中「なお」を削る。" in (
        tmp_path / "am/x/paper-改正/改め文.txt"
    ).read_text(encoding="utf-8")


def test_a_head_of_a_supplement_that_is_not_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    notes, _ = source(SUPPLEMENTS.replace("（平成17年6月6日条例第19号）", "　平成17年6月6日条例第19号"), tmp_path)

    assert [
        "「附則」の見出しとして読めない形なので、前の文の後に置きました: 「附　則　平成17年6月6日条例第19号　」"
    ] == notes


def test_what_a_page_says_of_itself_behind_the_last_sentence_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """「体系情報」 and the dates below it became words of the last 附則 without a word."""
    monkeypatch.chdir(tmp_path)
    end = "\n証明手数料条例\n\n昭和58年3月31日　条例第11号\n\n体系情報\n\n第7編　財務\n"
    notes, _ = source(SUPPLEMENTS + end, tmp_path)

    assert ["終わりの、番号のない行を、前の文の後に置きました: 「証明手数料条例」ほか3行"] == notes


def test_numbers_of_pages_are_no_words_of_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """「必要な事- 1 -項は」 was made of a sentence that two pages hold."""
    monkeypatch.chdir(tmp_path)
    text = RULE.replace("手数料を徴収しない。", "手数料を徴収し\n- 1 -\nない。").replace("\n\n", "\n")
    (tmp_path / "paper.txt").write_text(text + "－　2　－\n", encoding="utf-8")
    done = imported("paper.txt", "--area", "x")
    made = (tmp_path / "sources/x/paper.yaml").read_text(encoding="utf-8")

    assert "手数料を徴収しない。" in made
    assert "－" not in made
    assert {"頁の番号とみて、除きました: 「- 1 -」", "頁の番号とみて、除きました: 「－　2　－」"} <= set(told(done))
    assert "字と同じです" in done.stdout


def test_kana_of_half_width_that_are_printed_in_full_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Nothing was said of it: the words were said to be the same but for their widths."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_text("会館規則\n第1条　ﾊﾟｿｺﾝを置く。\n第2条　(2)の室に置く。\n", encoding="utf-8")

    done = imported("paper.txt", "--area", "x")

    (said,) = [message for message in told(done) if "幅" in message]
    assert said.startswith("元の文と幅の違う字が")
    assert said.endswith("（元の文の「ﾊﾟｿｺﾝ」などが、「パソコン」などと印刷されます）")


def test_a_sign_that_is_printed_as_several_letters_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Nothing was said of ⑴ printed as (1): the words were said to be the same but for their widths."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_text(
        "会館規則\n第1条　次のとおりとする。\n⑴　１㎡の室\n⑵　㈱の室\n第2条　室を置く。\n", encoding="utf-8"
    )

    done = imported("paper.txt", "--area", "x")

    assert "元の文で一字の「⑴⑵」を、「(1)」「(2)」のように分けて印刷します" in told(done)
