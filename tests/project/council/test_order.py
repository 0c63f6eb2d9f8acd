"""C1 to C14 (council notes 9): each with days or numbers that are right, and with wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project.council.kit import (
    AREA,
    CITY,
    SESSIONS,
    TOWNS,
    codes,
    enclosed,
    said,
    shipped,
    sitting,
    unsigned,
    words,
    write,
)
from tests.workshop import edit

BILL, NOTICE = "gikai-tsukimi-議案-kyoyaku-月見町", "gikai-tsukimi-告示-kyoyaku-月見町"
LETTER, RESULT = "gikai-tsukimi-届出書-kyoyaku-月見町", "gikai-tsukimi-議決結果"
OWN, CITYS = f"sources/{AREA}/gikai-tsukimi.yaml", f"sources/{AREA}/gikai-hoshikawa.yaml"


def told(root: Path, name: str) -> list[tuple[str, str]]:
    """Codes and messages of everything that is said of a document."""
    return [(d.code, d.message) for d in said(root, name)[1].found]


@pytest.mark.parametrize("name", [BILL, NOTICE, LETTER, RESULT])
def test_the_shipped_days_are_in_order(tmp_path: Path, name: str):
    assert [] == told(shipped(tmp_path), name)


@pytest.mark.parametrize(
    ("old", "new", "name", "message"),
    [
        ("提出日: 令和6年3月1日", "提出日: 令和6年2月29日", BILL, "月見町の提出日（令和6年2月29日）は、会期（令和6年3月1日～令和6年3月15日）の中にありません"),
        ("提出日: 令和6年3月1日", "招集日: 令和6年3月2日\n提出日: 令和6年3月1日", BILL, "月見町の提出日（令和6年3月1日）は、招集日（令和6年3月2日）より前です"),
        ("議決日: 令和6年3月15日", "議決日: 令和6年2月28日", RESULT, "月見町の議決日（令和6年2月28日）が、提出日（令和6年3月1日）より前です"),
        ("議決日: 令和6年3月15日", "議決日: 令和6年3月16日", RESULT, "月見町の議決日（令和6年3月16日）は、会期（令和6年3月1日～令和6年3月15日）の後です"),
        ("15, 日: 令和6年3月29日", "15, 日: 令和6年3月26日", NOTICE, "月見町の告示日（令和6年3月26日）が、締結日（令和6年3月27日）より前です"),
        ("日: 令和6年4月3日", "日: 令和6年3月28日", LETTER, "月見町の届出日（令和6年3月28日）が、告示日（令和6年3月29日）より前です"),
    ],
)  # fmt: skip
def test_c1_bill_vote_signing_notice_letter_follow_one_another(
    tmp_path: Path, old: str, new: str, name: str, message: str
):
    root = shipped(tmp_path)
    edit(root / OWN, old, new)

    assert [("議会の日付", message)] == told(root, name)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "会議名: 令和6年第1回月見町議会定例会",
            "会議名: 令和6年第1回星川市議会定例会",
            "月見町の議会の会議名が「令和6年第1回星川市議会定例会」で、星川市のものです",
        ),
        ("要約: ", "要約: 月見町との", "月見町の議会の要約に「月見町との」とあります"),
    ],
)
def test_c14_a_session_copied_from_the_partner_is_told(tmp_path: Path, old: str, new: str, message: str):
    """Bills went out with the name of the partner's council, or 「月見町との…」 before the council of 月見町."""
    root = shipped(tmp_path)
    edit(root / OWN, old, new)

    assert [("当事者の手続", message)] == told(root, BILL)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("会議名: 令和6年第1回月見町議会定例会", "会議名: 令和6年第1回定例会"),
        ("会議名: 令和6年第1回月見町議会定例会", "会議名: 令和6年星川市・月見町連合審査会"),
        ("要約: ", "要約: 星川市と月見町との"),
        ("要約: ", "要約: 星川市との"),
    ],
)
def test_c14_names_that_may_stand_there_are_left_alone(tmp_path: Path, old: str, new: str):
    root = shipped(tmp_path)
    edit(root / OWN, old, new)

    assert [] == told(root, BILL)


def test_c1_days_that_are_equal_contradict_nothing(tmp_path: Path):
    """提出 and 議決, 締結 and 告示, 告示 and 届出 may be one day."""
    root = shipped(tmp_path)
    edit(root / OWN, "議決日: 令和6年3月15日", "議決日: 令和6年3月1日")
    edit(root / OWN, "15, 日: 令和6年3月29日", "15, 日: 令和6年3月27日")
    edit(root / OWN, "日: 令和6年4月3日", "日: 令和6年3月27日")

    assert [] == told(root, LETTER)


@pytest.mark.parametrize(
    ("voted", "found"),
    [
        ("令和6年3月26日", []),
        ("令和6年3月27日", [("議会の議決", "締結日と月見町の議会の議決日が同じ日（令和6年3月27日）です")]),
        ("令和6年3月28日", [("議会の議決", "締結日（令和6年3月27日）が、月見町の議会の議決日（令和6年3月28日）より前です")]),
    ],
)  # fmt: skip
def test_c2_an_agreement_is_concluded_after_all_councils_have_voted(
    tmp_path: Path, voted: str, found: list[tuple[str, str]]
):
    """The vote of a partner stops the notice of the city, too."""
    root = shipped(tmp_path)
    edit(root / OWN, "会期: 令和6年3月1日～令和6年3月15日", "会期: 令和6年3月1日～令和6年3月29日")
    edit(root / OWN, "議決日: 令和6年3月15日", f"議決日: {voted}")

    assert found == told(root, NOTICE)
    assert found == told(root, "gikai-hoshikawa-告示-kyoyaku-月見町")
    assert [] == told(root, "gikai-hoshikawa-告示-kyoyaku-風早町")


def test_c2_what_was_voted_down_is_not_concluded(tmp_path: Path):
    root = shipped(tmp_path)
    edit(root / OWN, "結果: 原案可決", "結果: 否決")

    assert ["議会の議決"] == codes(root, NOTICE)


@pytest.mark.parametrize(
    ("effective", "more", "found"),
    [
        ("令和8年4月1日", "", []),
        ("令和8年3月26日", "", ["議会の日付"]),
        ("令和8年3月26日", "    遡及: はい\n", []),
    ],
)
def test_c3_an_agreement_takes_effect_when_it_is_signed_unless_it_says_so(
    tmp_path: Path, effective: str, more: str, found: list[str]
):
    root = unsigned(tmp_path)
    matter = f"協約: kyoyaku\n行為: 締結\n要約: 地域をつくる\n締結日: 令和8年3月27日\n議決日: 令和8年3月20日\n結果: 原案可決\n施行日: {effective}"
    write(root, "gikai-tsukimi", sitting("月見町", matter) + more)

    assert found == [code for code in codes_or_none(root, BILL) if code == "議会の日付"]


def codes_or_none(root: Path, name: str) -> list[str]:
    return [error.code for error in said(root, name)[1].errors]


def test_c4_a_notice_says_what_was_signed(tmp_path: Path):
    """A change that nobody froze may not be made known."""
    root = shipped(tmp_path)
    edit(root / f"sources/{AREA}/kyoyaku.yaml", "毎年度一回以上", "毎年度二回以上")
    text = "協約: kyoyaku\n行為: 変更\n議決日: 令和8年3月20日\n結果: 原案可決\n締結日: 令和8年3月27日\n要約: 回数を改めること\n"
    write(root, "gikai-tsukimi", sitting("月見町", text + "告示: { 番号: 3, 日: 令和8年3月30日 }"))

    assert ["告示の文"] == codes(root, NOTICE)
    assert "二回" in words(root, BILL)


def test_c5_every_party_votes(tmp_path: Path):
    """The city may not make known what a partner has not voted on."""
    root = shipped(tmp_path)
    edit(root / OWN, "    議決日: 令和6年3月15日\n    結果: 原案可決\n", "")

    assert ["当事者の手続"] == codes(root, "gikai-hoshikawa-告示-kyoyaku-月見町")
    assert [] == told(root, "gikai-hoshikawa-告示-kyoyaku-花園村")


def test_c5_a_party_without_a_bill_is_told(tmp_path: Path):
    root = shipped(tmp_path)
    (root / OWN).unlink()

    assert [("当事者の手続", "月見町の議会の原稿に、「hoshikawa/kyoyaku-月見町」の変更の案件がありません")] == told(
        root, "gikai-hoshikawa-届出書-kyoyaku-月見町"
    )


def test_c5_the_governor_must_be_known(tmp_path: Path):
    root = shipped(tmp_path)
    edit(root / f"sources/{AREA}/area.yaml", "都道府県: 星川県\n", "")

    assert ["宛先"] == codes(root, LETTER)


def test_c5_parties_in_two_prefectures_report_each_to_their_own_governor(tmp_path: Path):
    root = shipped(tmp_path)
    edit(root / f"sources/{AREA}/area.yaml", "  月見町:\n", "  月見町:\n    都道府県: 隣県\n")

    assert "隣県知事　様" in words(root, LETTER).splitlines()
    assert "星川県知事　様" in words(root, "gikai-hoshikawa-届出書-kyoyaku-月見町").splitlines()


@pytest.mark.parametrize(
    ("kind", "law", "ordinance", "found"),
    [
        ("連携協約書", "第252条の2第1項", "", []),
        ("連携協約書", "第96条第2項", "", ["議決の根拠", "議決の根拠"]),
        ("定住自立圏形成協定書", "第252条の2第1項", "", ["議決の根拠"]),
        ("定住自立圏形成協定書", "第96条第2項", "", ["議決の根拠"]),
        ("定住自立圏形成協定書", "第96条第2項", "議決事件条例: { 題名: 議決すべき事件を定める条例, 番号: 平成21年月見町条例第3号, 条項: 第2条第1号 }\n", []),
        ("協定書", "第2条", "", ["議決の根拠"]),
    ],
)  # fmt: skip
def test_c6_a_vote_rests_on_the_law_of_its_kind(tmp_path: Path, kind: str, law: str, ordinance: str, found: list[str]):
    root = unsigned(tmp_path)
    path = root / f"sources/{AREA}/kyoyaku.yaml"
    edit(path, "種別: 連携協約書", f"種別: {kind}")
    edit(path, "第252条の2第1項", law)
    matter = "協約: kyoyaku\n行為: 締結\n要約: 地域をつくる"
    write(root, "gikai-tsukimi", sitting("月見町", matter, ordinance))

    assert found == codes_or_none(root, BILL)
    if not found:
        expected = "第252条の2第3項" if kind == "連携協約書" else "平成21年月見町条例第3号）第2条第1号"
        assert expected in words(root, BILL)


def test_c6_the_words_of_the_house_cite_the_paragraph_of_the_act(tmp_path: Path):
    root = shipped(tmp_path)
    (root / "templates/wording").mkdir(parents=True)
    path = root / "templates/wording/議会.yaml"
    path.write_text(
        (Path(__file__).parents[3] / "templates/wording/議会.yaml")
        .read_text(encoding="utf-8")
        .replace("第252条の2第4項の規定によりその例によることとされる同条第3項", "第252条の2第3項"),
        encoding="utf-8",
    )

    assert ["議決の根拠"] == codes(root, BILL)


@pytest.mark.parametrize("name", [BILL, NOTICE, LETTER])
def test_c7_who_speaks_is_in_office(tmp_path: Path, name: str):
    root = shipped(tmp_path)
    edit(
        root / f"sources/{AREA}/area.yaml",
        "例山太郎, 就任日: 平成30年4月1日",
        "例山太郎, 就任日: 平成30年4月1日, 退任日: 令和5年12月31日",
    )

    assert "在任" in codes(root, name)


def test_c7_an_agreement_that_cannot_be_made_has_no_bill(tmp_path: Path):
    """Nobody was in office when it was signed: told where the bill names it."""
    root = shipped(tmp_path)
    edit(root / f"sources/{AREA}/area.yaml", "例山太郎, 就任日: 平成30年4月1日", "例山太郎, 就任日: 令和6年1月1日")

    assert ["協約の名"] == codes(root, BILL)


def test_c7_the_head_of_the_day_speaks(tmp_path: Path):
    """提出 by the old head, 告示 by the new one."""
    root = shipped(tmp_path)
    heads = "例山太郎, 就任日: 平成30年4月1日, 退任日: 令和6年3月28日 }, { 氏名: 例野新一, 就任日: 令和6年3月29日"
    edit(root / f"sources/{AREA}/area.yaml", "例山太郎, 就任日: 平成30年4月1日", heads)

    assert "例山太郎" in words(root, BILL)
    assert "例野新一" in words(root, NOTICE).split("連携中枢都市圏の形成に係る連携協約の一部を変更する連携協約\n")[0]


@pytest.mark.parametrize("town", TOWNS)
def test_c8_there_are_as_many_copies_as_parties(tmp_path: Path, town: str):
    """The amendment counts them; in an agreement a typed number is checked (通数)."""
    lines = enclosed(shipped(tmp_path), f"gikai-hoshikawa-議案-kyoyaku-{town}")

    assert 2 == sum(style == "記名" for style, _, _ in lines)
    assert any("本書2通を作成し" in text for _, _, text in lines)


def test_c9_the_base_is_named_with_its_day_and_all_that_went_before(tmp_path: Path):
    root = shipped(tmp_path)
    edit(root / f"sources/{AREA}/kyoyaku.yaml", "毎年度一回以上", "毎年度二回以上")
    write(root, "gikai-tsukimi", sitting("月見町", "協約: kyoyaku\n行為: 変更\n要約: 回数を改めること"))

    assert "令和2年3月25日に締結した連携中枢都市圏の形成に係る連携協約の一部" in words(root, BILL)
    told_before = words(root, "gikai-tsukimi-説明資料-kyoyaku-月見町")
    assert "令和2年3月25日　締結 令和6年3月27日　変更" in told_before


def test_c9_nothing_is_changed_that_nobody_signed(tmp_path: Path):
    root = unsigned(tmp_path)
    write(root, "gikai-tsukimi", sitting("月見町", "協約: kyoyaku\n行為: 変更\n要約: 回数を改めること"))

    assert ["署名版"] == codes(root, BILL)


def test_c10_the_comparison_is_that_of_the_amendment(tmp_path: Path):
    """Words that the amendment adds stand underlined on the new side, and the new text holds them."""
    lines, _ = said(shipped(tmp_path), "gikai-tsukimi-説明資料-kyoyaku-月見町")
    rows = [text for style, _, text in lines if style == "行"]
    whole = [text for style, _, text in lines if style in ("条", "行")]

    assert 1 == sum("毎年度一回以上" in row and "毎年度、協議" in row for row in rows)
    assert any(text.startswith("甲及び乙は、この連携協約の実施に関し、毎年度一回以上") for text in whole)


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("議案番号: 32", "議案番号: 31", "gikai-hoshikawa-議案-kyoyaku-月見町"),
        ("番号: 46, 日", "番号: 45, 日", "gikai-hoshikawa-告示-kyoyaku-月見町"),
        ("星企第121号", "星企第120号", "gikai-hoshikawa-届出書-kyoyaku-月見町"),
    ],
)
def test_c11_a_number_is_used_once_in_a_year(tmp_path: Path, old: str, new: str, name: str):
    root = shipped(tmp_path)
    edit(root / CITYS, old, new)

    assert ["議会の番号"] == codes(root, name)


def test_c11_another_year_and_another_council_count_for_themselves(tmp_path: Path):
    root = shipped(tmp_path)
    text = sitting("月見町", "協約: kyoyaku\n行為: 変更\n議案番号: 12\n要約: 回数を改めること")
    edit(root / f"sources/{AREA}/kyoyaku.yaml", "毎年度一回以上", "毎年度二回以上")
    write(root, "gikai-tsukimi-2026", text)
    edit(root / f"sources/{AREA}/gikai-kazahaya.yaml", "議案番号: 20", "議案番号: 12")

    assert [] == codes_or_none(root, BILL)
    assert [] == codes_or_none(root, "gikai-tsukimi-2026-議案-kyoyaku-月見町")


def test_c13_no_mark_of_a_draft_is_left(tmp_path: Path):
    root = unsigned(tmp_path)
    edit(
        root / f"sources/{AREA}/kyoyaku.yaml",
        "題名: 連携中枢都市圏の形成に係る連携協約",
        "題名: 連携中枢都市圏の形成に係る連携協約（案）",
    )
    write(root, "gikai-tsukimi", sitting("月見町", "協約: kyoyaku\n行為: 締結\n要約: 地域をつくる"))

    assert ["案の表示"] == codes(root, BILL)


@pytest.mark.parametrize(("more", "found"), [("", ["相手方のもれ"]), ("変更なし: [花園村]", [])])
def test_c14_no_partner_is_forgotten(tmp_path: Path, more: str, found: list[str]):
    root = shipped(tmp_path)
    edit(root / f"sources/{AREA}/kyoyaku.yaml", "毎年度一回以上", "毎年度二回以上")
    named = "[kyoyaku-月見町, kyoyaku-風早町, kyoyaku-雪野村]"
    write(root, f"gikai-{SESSIONS[CITY]}", sitting(CITY, f"協約: {named}\n行為: 変更\n要約: 回数を改めること\n{more}"))

    assert found == codes_or_none(root, "gikai-hoshikawa-議案-kyoyaku-月見町")


def test_c6_a_paper_on_another_law_states_what_is_asked(tmp_path: Path):
    """事務の委託 and 協議会の規約 rest on neither of the two laws that the house words: no bill could be made."""
    root = shipped(tmp_path)
    path = root / f"sources/{AREA}/kyoyaku.yaml"
    edit(path, "種別: 連携協約書", "種別: 協定書")
    edit(path, "第252条の2第1項", "第2条")
    request = (
        "{{ 協約 }}を{{ 別紙 }}のとおり締結したいので、地方自治法第252条の14第3項の規定により、議会の議決を求める。"
    )
    matter = f'協約: kyoyaku\n行為: 締結\n要約: 地域をつくる\n件名: 事務の委託について\n求め: "{request}"'
    write(root, "gikai-tsukimi", sitting("月見町", matter, ""))

    said = words(root, BILL).splitlines()

    assert "事務の委託について" in said
    assert any(line.endswith("地方自治法第252条の14第3項の規定により、議会の議決を求める。") for line in said)


@pytest.mark.parametrize("own", ["", "求め: 全部を変更することについて、議会の議決を求める。\n"])
def test_c6_an_agreement_that_changes_all_of_another_is_told_to_be_a_change(tmp_path: Path, own: str):
    """Its bill and notices are in the words of 締結, which rest on other 項; nothing said so."""
    root = unsigned(tmp_path)
    source = root / f"sources/{AREA}/kyoyaku.yaml"
    edit(
        source,
        "次のとおり連携協約を締結する",
        "平成27年3月25日に締結した連携協約の全部を変更し、次のとおり連携協約を締結する",
    )
    write(root, "gikai-tsukimi", sitting("月見町", f"協約: kyoyaku\n行為: 締結\n要約: 見直す\n{own}"))
    said_of = [[m for _, m in told(root, name) if "全部を変更するもの" in m] for name in (BILL, NOTICE)]

    assert [0 if own else 1, 1] == [len(messages) for messages in said_of]
    assert "新しく締結したもの" in said_of[1][0]
