"""Sentences of ordinary plans that look like contradictions and are none: each was a false alarm in some reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crosscheck.kit import Edit, builds, checked, folder

AT = "費用の負担は、連携協約第3条（費用の負担）による。"
SENTENCES = (
    "県内では、東山圏域が令和3年4月1日に連携協約を締結している。",
    "令和元年12月25日に、東山市と西川町が連携協約を締結した。",
    "地方自治法第252条の2第3項の規定による議会の議決を経て、連携協約を締結した。",
    "合併前の磯ヶ谷村では、漁業が盛んであった。",
    "当時の南海市長　山田太郎が提唱した。",
    "元浜辺市長　山田次郎の呼び掛けによる。",
    "南海町1丁目から3丁目までを対象とする。",
    "圏域を構成する4市町村のうち2市町村で試行する。",
    "圏域の3町村ほか、近隣の5市町村が参加した。",
    "東山圏域を構成する7市町村と情報を交換する。",
    "県の条例（令和2年条例第5号）と、南海市観光振興条例（令和3年条例第12号）による。",
    "地方自治法の一部を改正する法律（令和6年法律第65号）が公布された。",
    "介護保険法の一部を改正する法律（令和5年法律第31号）が公布された。",
    "次期の連携ビジョン（令和11年度～令和15年度）を検討する。",
    "前期の連携ビジョン（令和元年度～令和5年度）を検証した。",
    "令和8年4月1日に連携協約を変更する予定である。",
    "総合計画は30事業からなる。",
    "南海市長及び浜辺市長が協議する。",
    "南海市長　企画政策部長に委任する。",
    "開会に当たり、浜辺市長　挨拶の後、協議した。",
    "次第は、南海市長　あいさつ、意見交換である。",
    "浜辺市長　見本三子の提案による。",
    "浜辺市長見本三子の提案による。",
    "元浜辺市長見本美子の提唱による。",
    "浜辺市長見本市出展事業を進める。",
    "連携中枢都市圏の中心市である南海市が担う。",
    "圏域内の各市町村の人口は減少している。",
    "住民基本台帳法（昭和42年法律第81号。以下「法」という。）による。",
    "ビジョンは、5年ごとに見直す。令和6年度は9事業を新たに始めた。",
)  # fmt: skip
WRONG_HEADS = (
    "浜辺市長　見本美子の下で進める。",
    "浜辺市長　見本　美子から提案を受けた。",
    "浜辺市長　見本美子より説明があった。",
    "浜辺市長　見本　美子",
    "浜辺市長見本美子との協議による。",
)
TABLES = (
    ("年度: [令和6年度, 令和8年度, 令和10年度]", "参加者数", "観光イベント", "合同研修"),
    ("年度: [令和8年度]", "年間利用者数", "周遊バス", "移動図書館"),
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_that_contradicts_nothing_is_left_alone(tmp_path: Path, sentence: str):
    root = folder(tmp_path, "nankai", Edit("keikaku.yaml", AT, AT + sentence))

    assert [] == builds(root)
    assert [] == [c.message for c in checked(root, "nankai").contradictions]


@pytest.mark.parametrize("sentence", WRONG_HEADS)
def test_a_wrong_name_is_told_whatever_follows_it(tmp_path: Path, sentence: str):
    """A particle and a kanji behind it hid the name: 「市長　見本美子の下で」."""
    root = folder(tmp_path, "nankai", Edit("keikaku.yaml", AT, AT + sentence))

    (found,) = checked(root, "nankai").contradictions
    assert "「見本三子」（area.yaml" in found.message
    assert "「見本美子" in found.message


@pytest.mark.parametrize(("years", "name", "one", "other"), TABLES)
def test_counts_of_different_things_bear_the_same_name(tmp_path: Path, years: str, name: str, one: str, other: str):
    """参加者数 of one event is not 参加者数 of another."""
    made = [
        f"  - 見出し: {title}\n    内容:\n      - 指標表:\n          題: 指標\n          {years}\n          行:\n"
        f'            - {{ 名称: {name}, 単位: 人, 目標: {{ 令和8年度: "{value}" }} }}\n'
        for title, value in ((one, 100), (other, 250))
    ]
    root = folder(tmp_path, "nankai", Edit("keikaku.yaml", "\n部:\n", "\n部:\n" + "".join(made)))

    assert [] == builds(root)
    assert [] == [c.message for c in checked(root, "nankai").contradictions]


def test_a_project_that_has_a_row_for_each_town_is_no_contradiction(tmp_path: Path):
    rows = "".join(
        f'                - {{ 名称: 路線バスの運行, 市町: [{town}], 事業費: {{ 令和8年度: "{cost}" }} }}\n'
        for town, cost in (("南海市", "1,000千円"), ("浜辺市", "2,000千円"))
    )
    last = '市町: [南海市, 磯ヶ谷町], 事業費: { 令和8年度: "8,400千円" } }\n'
    root = folder(tmp_path, "nankai", Edit("gaiyo.yaml", last, last + rows))

    assert [] == builds(root)
    assert ["照合-事業"] == sorted({c.code for c in checked(root, "nankai").contradictions})  # the list lacks it
