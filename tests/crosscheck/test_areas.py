"""Two invented areas of different shape: contradictions planted in papers that build are told, legal differences are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crosscheck.kit import Edit, builds, checked, folder

# What is planted in 南海圏域 (vision, list, budget, agreement, plan) -> the code that tells it, and words of the message.
PLANTED: tuple[tuple[Edit, str, str], ...] = (
    (Edit("gaiyo.yaml", "12,500千円", "12,300千円"), "照合-事業費", "12,300千円（gaiyo.yaml"),
    (Edit("keikaku.yaml", '令和10年度: "3,600,000"', '令和10年度: "3,500,000"'), "照合-指標", "3,500,000人（keikaku.yaml"),
    (Edit("keikaku.yaml", "構成する4市町村", "構成する5市町村"), "照合-数", "圏域 4市町村（area.yaml"),
    (Edit("yosan.yaml", "令和6年3月25日締結", "令和6年3月26日締結"), "照合-日付", "令和6年3月26日（yosan.yaml"),
    (Edit("keikaku.yaml", "磯ヶ谷町", "磯ケ谷町"), "照合-名前", "「磯ケ谷町」（keikaku.yaml"),
    (Edit("keikaku.yaml", "見本三子", "見本美子"), "照合-長", "浜辺市長: 圏域 「見本三子」"),
    (Edit("keikaku.yaml", "総行市第200号", "総行市第20号"), "照合-法令", "総行市第20号（keikaku.yaml"),
    (Edit("keikaku.yaml", "令和6年度～令和10年度", "令和6年度～令和9年度"), "照合-期間", "令和6年度から令和10年度まで（gaiyo.yaml"),
    (Edit("kyoyaku.yaml", "          - { 連携施策: 地域公共交通,", "          - { 連携施策: 上水道の統合, 取組内容: 上水道の施設を統合する。, 役割: { 甲: 統合する。, 乙: 統合する。 } }\n          - { 連携施策: 地域公共交通,"), "照合-別表", "「上水道の統合」に当たる事業"),
    (Edit("jigyo.yaml", ", 合同職員研修", ""), "照合-事業", "「合同職員研修」が、事業一覧に"),
)  # fmt: skip

# What differs and may: an edit, and the reason that is given (None: nothing is to be compared).
LEGAL: tuple[tuple[tuple[Edit, ...], str | None], ...] = (
    ((Edit("gaiyo.yaml", '令和7年度: "10,000千円"', '令和7年度: "10,100千円"'), Edit("yosan.yaml", '前年度当初: "10,000千円"', '前年度当初: "10,000千円", 前年度最終: "10,100千円"')), "別の予算"),
    ((Edit("gaiyo.yaml", "2,649千円", "2.6百万円"),), "端数"),
    ((Edit("gaiyo.yaml", '12,500千円" } }', '12,500千円" } }\n                - { 名称: 観光の周遊促進, 再掲: はい, 市町: すべて, 事業費: { 令和8年度: "2,000千円" } }'),), "再掲"),
    ((Edit("keikaku.yaml", '令和6年度, 令和8年度, 令和10年度', '令和7年度, 令和8年度, 令和10年度'), Edit("keikaku.yaml", '令和8年度: "3,400,000"', '令和7年度: "3,300,000"')), "別の年度"),
    ((Edit("keikaku.yaml", '目標: { 令和8年度: "3,400,000"', '目標: { 令和8年度: "3,401,000"'),), "単位"),
    ((Edit("keikaku.yaml", "          行:\n", "          行:\n            - { 名称: 移住者数, 単位: 人, 目標: { 令和10年度: \"120\" } }\n"),), "別の数え方"),
    ((Edit("keikaku.yaml", "時点: 令和5年,", "時点: 令和4年,"), Edit("keikaku.yaml", '"3,180,000"', '"2,900,000"')), "別の時点"),
    ((Edit("yosan.yaml", "4市町村が連携し、", "4市町村のうち3市町村が連携し、"),), None),
    ((Edit("keikaku.yaml", "浜辺市長　見本三子は、", "浜辺市長　見本二郎は、"),), None),
    ((Edit("keikaku.yaml", "費用の負担は、", "沖之島村とは令和6年4月1日に連携協約を締結した。費用の負担は、"),), None),
    ((Edit("yosan.yaml", '{ 名称: 観光の周遊促進, 額: "1,250万円" }', '{ 名称: 観光の周遊促進, 額: "1,250万円", 範囲: うち, 項: [ { 名称: 合同職員研修, 額: "100千円" } ] }'),), "内数"),
    ((Edit("keikaku.yaml", "による。", "による。令和2年度の総事業数は、ビジョンに掲げる3事業であった。"),), "別の年度"),
)  # fmt: skip

# What is planted in 川上定住自立圏: 分野 without costs, a 別表 of own columns, a 基本計画 in full-width digits, three budgets.
PLANTED_THERE: tuple[tuple[Edit, str, str], ...] = (
    (Edit("hoshin.yaml", "額: 3,400千円", "額: 4,300千円"), "照合-事業費", "計画 3,400千円（jigyo.yaml"),
    (Edit("hoshin.yaml", '令和6年度: "1,205"', '令和6年度: "2,105"'), "照合-指標", "約1.2千人（kihon.yaml"),
    (Edit("kihon.yaml", "全３市町村", "全４市町村"), "照合-数", "４市町村（kihon.yaml"),
    (Edit("kihon.yaml", "四事業", "五事業"), "照合-数", "連携ビジョン概要 4事業（vision.yaml"),
    (Edit("kihon.yaml", "令和４年１０月５日", "令和４年１０月６日"), "照合-日付", "定住自立圏形成協定書 令和4年10月5日（teiju.yaml"),
    (Edit("kihon.yaml", "川上市、谷川町及び瀬川村", "川上市、谷川町及び瀬川町"), "照合-名前", "「瀬川町」（kihon.yaml"),
    (Edit("hoshin.yaml", "﨑山　次郎", "崎山　次郎"), "照合-長", "谷川町長: 圏域 「﨑山次郎」"),
    (Edit("kihon.yaml", "総行応第39号", "総行応第36号"), "照合-法令", "総行応第36号（kihon.yaml"),
    (Edit("kihon.yaml", "令和５年度から令和９年度まで", "令和６年度から令和１０年度まで"), "照合-期間", "令和６年度から令和１０年度まで（kihon.yaml"),
    (Edit("teiju.yaml", "[休日の診療, 休日診療所を", "[上水道の統合, 上水道を統合する。, 統合する。, 統合する。]\n      - [休日の診療, 休日診療所を"), "照合-別表", "「上水道の統合」に当たる事業"),
    (Edit("yosan-hosei.yaml", "所管: 健康課", "所管: 財政課"), "照合-所管", "財政課（yosan-hosei.yaml"),
)  # fmt: skip


def codes(root: Path, area: str) -> list[str]:
    return [c.code for c in checked(root, area).contradictions]


@pytest.mark.parametrize("area", ["nankai", "kawakami"])
def test_papers_that_agree_are_told_nothing(tmp_path: Path, area: str):
    root = folder(tmp_path, area)

    assert [] == builds(root)
    assert [] == codes(root, area)


@pytest.mark.parametrize(
    ("area", "edit", "code", "words"),
    [*(("nankai", *each) for each in PLANTED), *(("kawakami", *each) for each in PLANTED_THERE)],
    ids=lambda v: v if isinstance(v, str) and v.startswith("照合") else "",
)
def test_a_planted_contradiction_is_told_with_both_places(tmp_path: Path, area: str, edit: Edit, code: str, words: str):
    root = folder(tmp_path, area, edit)

    found = checked(root, area).contradictions

    assert [] == builds(root)
    assert {code} == {c.code for c in found}
    assert any(words in c.message for c in found), [c.message for c in found]


@pytest.mark.parametrize(("area", "planted"), [("nankai", PLANTED), ("kawakami", PLANTED_THERE)])
def test_all_planted_contradictions_are_told_at_once(
    tmp_path: Path, area: str, planted: tuple[tuple[Edit, str, str], ...]
):
    root = folder(tmp_path, area, *(edit for edit, _, _ in planted))

    found = codes(root, area)

    assert sorted(code for _, code, _ in planted) == sorted(found)


@pytest.mark.parametrize(("edits", "reason"), LEGAL)
def test_what_may_differ_is_not_told(tmp_path: Path, edits: tuple[Edit, ...], reason: str | None):
    root = folder(tmp_path, "nankai", *edits)

    made = checked(root, "nankai")

    assert [] == builds(root)
    assert [] == [c.message for c in made.contradictions]
    assert reason is None or reason in {one.reason for one in made.legal}


def test_ten_legal_differences_hide_no_contradiction(tmp_path: Path):
    """The last of them stands in the sentence that a contradiction edits, too."""
    legal = [edit for edits, _ in (*LEGAL[:4], *LEGAL[5:6], *LEGAL[7:8], *LEGAL[10:11]) for edit in edits]
    planted = [edit for edit, _, _ in (*PLANTED[2:3], *PLANTED[4:])]
    root = folder(tmp_path, "nankai", *legal, *planted)

    found = codes(root, "nankai")

    assert {code for _, code, _ in (*PLANTED[2:3], *PLANTED[4:])} == set(found)
    assert len(planted) == len(found)


def test_the_second_area_differs_where_it_may(tmp_path: Path):
    """端数 of 百万円, 補正 beside 当初, a partner's share, other years, 約1.2千人 for 1,205."""
    made = checked(folder(tmp_path, "kawakami"), "kawakami")

    assert {"端数", "別の予算", "別の団体", "別の年度", "単位"} == {one.reason for one in made.legal}


TOLD = "費用の負担は、連携協約第3条（費用の負担）による。"
TABLE = """
      - 表:
          題: 主な事業の費用（令和8年度、単位：千円）
          見出し: [事業名, 事業費, 担当]
          行:
            - [観光の周遊促進, "{amount}", 観光課]
            - [合同職員研修, "2,649", 人事課]
"""


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("観光の周遊促進の令和8年度の事業費は、12,500千円である。", 0),
        ("観光の周遊促進の令和8年度の事業費は、1,250万円である。", 0),
        ("観光の周遊促進の令和8年度の事業費は、12,300千円である。", 1),
        ("令和8年度の観光の周遊促進事業の予算額は、１億２，５００万円である。", 1),
        ("観光の周遊促進の令和9年度の事業費は、20,000千円である。", 0),
        ("観光の周遊促進の令和8年度の事業費のうち、国庫補助金は5,000千円である。", 0),
        ("観光の周遊促進の令和8年度の事業費は、前年度より2,500千円増えた。", 0),
    ],
)
def test_what_a_sentence_says_of_a_project_is_compared_too(tmp_path: Path, sentence: str, found: int):
    root = folder(tmp_path, "nankai", Edit("keikaku.yaml", TOLD, TOLD + sentence))

    assert ["照合-事業費"] * found == codes(root, "nankai")


@pytest.mark.parametrize(("amount", "found"), [("12,500", 0), ("12,300", 1), ("－", 0)])
def test_what_a_table_of_words_says_of_a_project_is_compared_too(tmp_path: Path, amount: str, found: int):
    at = "      - 指標表:\n          題: 計画の指標"
    root = folder(tmp_path, "nankai", Edit("keikaku.yaml", at, TABLE.format(amount=amount)[1:] + at))

    assert [] == builds(root)
    assert ["照合-事業費"] * found == codes(root, "nankai")


MORE: tuple[tuple[Edit, str, str], ...] = (
    (Edit("gaiyo.yaml", "{ 事由: 締結, 日: 令和6年3月25日 }", "{ 事由: 締結, 日: 令和6年3月26日 }"), "照合-日付", "連携協約書 令和6年3月25日"),
    (Edit("gaiyo.yaml", "中心市が3市町村と", "中心市が4市町村と"), "照合-数", "相手方3（kyoyaku.yaml"),
    (Edit("gaiyo.yaml", "連携協約（地方自治法第252条の2第1項）", "連携協約（地方自治法第252条の14第1項）"), "照合-法令", "第252条の2第1項（kyoyaku.yaml"),
    (Edit("gaiyo.yaml", "（連携協約第2条）", "（連携協約第9条）"), "照合-法令", "第4条まで（kyoyaku.yaml"),
    (Edit("gaiyo.yaml", "市町: [南海市, 磯ヶ谷町],", "市町: [南海市, 浜辺市],"), "", ""),
    (Edit("keikaku.yaml", "南海圏域連携ビジョン（", "南街圏域連携ビジョン（"), "照合-名前", "「南街圏域」（keikaku.yaml"),
    (Edit("keikaku.yaml", "令和6年4月10日に", "令和6年4月11日に"), "照合-日付", "連携ビジョン概要 令和6年4月10日"),
    (Edit("keikaku.yaml", '時点: 令和5年, 目標', '時点: 令和5年 , 目標'), "", ""),
    (Edit("keikaku.yaml", '基準値: "3,180,000"', '基準値: "3,810,000"'), "照合-指標", "318万人（gaiyo.yaml"),
    (Edit("keikaku.yaml", "名称: 観光入込客数", "名称: 観光入込み客数"), "照合-指標", "「観光入込み客数」（keikaku.yaml"),
    (Edit("gaiyo.yaml", "名称: 地域公共交通の維持", "名称: 地域公共交通の継続"), "照合-事業", "「地域公共交通の維持」"),
)  # fmt: skip


@pytest.mark.parametrize(("edit", "code", "words"), MORE, ids=lambda v: v if isinstance(v, str) else "")
def test_other_slips_are_told_or_are_none(tmp_path: Path, edit: Edit, code: str, words: str):
    found = checked(folder(tmp_path, "nankai", edit), "nankai").contradictions

    assert ({code} if code else set()) == {c.code for c in found}, [c.message for c in found]
    assert any(words in c.message for c in found) or not code, [c.message for c in found]
