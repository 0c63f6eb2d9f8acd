"""指標表 and 事業表: years, targets and results, 達成率, municipalities (○), costs; stated figures are printed or refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.diagnostics import Problems, Rejected
from pipeline.project import compiling
from pipeline.writers import text as writer
from tests.workshop import ROOT, build, messages, original, small_project

HEAD = """\
種別: 計画
題名: 計画
部:
  - 見出し: 指標
    内容:
"""
INDICATORS = """\
指標表:
  題: 指標
  年度: [令和6年度, 令和7年度]
  達成率の年度: 令和7年度
  行:
    - { 名称: 入込客数, 単位: 万人, 目標: { 令和6年度: "320", 令和7年度: "330" }, 実績: { 令和7年度: "341" } }
    - { 名称: ごみ, 向き: 減少, 基準値: "1,020", 目標: { 令和7年度: "980" }, 実績: { 令和7年度: "990" } }
    - { 名称: 満足度, 目標: { 令和6年度: 現状維持以上, 令和7年度: 〃 }, 実績: { 令和7年度: 検討中 } }
"""
WORKS = """\
事業表:
  題: 事業
  市町: [甲市, 乙町]
  年度: [令和6年度, 令和7年度]
  行:
    - { 名称: 観光, 市町: すべて, 事業費: { 令和6年度: "1,000千円", 令和7年度: "2,000千円" } }
    - { 名称: 救急, 市町: [甲市], 事業費: { 令和7年度: 500千円 } }
    - { 名称: 観光, 再掲: はい, 市町: すべて, 事業費: { 令和6年度: "1,000千円" } }
"""


def built(folder: Path, block: str) -> tuple[str, Problems]:
    first, *rest = block.strip("\n").split("\n")
    source = HEAD + f"      - {first}\n" + "".join(f"        {line}\n" for line in rest)
    root = small_project(folder, source)
    loaded, problems = original(root, "sources/aomori/small.yaml")
    if loaded is None:
        return "", problems
    try:
        return writer.write(compiling.set_galley(loaded, None, problems)).decode(), problems
    except Rejected as rejected:
        return "", rejected.problems


def test_rates_are_computed_from_numbers_and_left_out_for_words(tmp_path: Path):
    """Of what is to fall, the way that is gone: (1,020-990)/(1,020-980)."""
    printed, problems = built(tmp_path, INDICATORS)

    assert [] == messages(problems)
    assert "入込客数\t万人\t\t320\t330 （341）\t103.3%" in printed
    assert "ごみ\t\t1,020\t－\t980 （990）\t75.0%" in printed
    assert "満足度\t\t\t現状維持以上\t〃 （検討中）\t－" in printed


@pytest.mark.parametrize(
    ("stated", "holds"), [("103.3%", True), ("103%", True), ("103.4%", True), ("105.0%", False), ("算定中", True)]
)
def test_a_stated_rate_is_printed_or_refused(stated: str, holds: bool, tmp_path: Path):
    printed, problems = built(tmp_path, INDICATORS.replace("単位: 万人", f"達成率: {stated}", 1))

    assert holds == (() == problems.errors)
    assert (f"\t{stated}\n" in printed) is holds


def test_a_year_is_no_fiscal_year(tmp_path: Path):
    _, problems = built(tmp_path, INDICATORS.replace('実績: { 令和7年度: "341" }', '実績: { 令和7年: "341" }'))

    assert "「令和7年」は、この表の年度にありません" in problems.errors[0].message
    assert "「令和7年度」のことではありませんか" in problems.errors[0].cure


def test_costs_are_added_but_for_those_told_elsewhere(tmp_path: Path):
    printed, problems = built(tmp_path, WORKS)

    assert [] == messages(problems)
    assert "観光\t○\t○\t1,000\t2,000\t3,000" in printed
    assert "救急\t○\t\t－\t500\t500" in printed
    assert "観光（再掲）" in printed
    assert "計\t\t\t1,000\t2,500\t3,500" in printed
    assert "再掲の事業の事業費は、計に含まない。" in printed


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("  計: { 令和7年度: 2,600千円 }".replace("2,600千円", '"2,600千円"'), "内訳を足すと2,500千円です"),
        ('  計: { 計: "4,000千円" }', "内訳を足すと3,500千円です"),
        ('  事業数: "3"', "数えると2です"),
        ("  計: { 令和8年度: 1千円 }", "「令和8年度」は、この表の年度にありません"),
    ],
)
def test_what_does_not_fit_is_refused(more: str, message: str, tmp_path: Path):
    _, problems = built(tmp_path, f"{WORKS.rstrip()}\n{more}\n")

    assert any(message in d.message for d in problems.errors)


def test_a_municipality_that_has_no_column_is_refused(tmp_path: Path):
    _, problems = built(tmp_path, WORKS.replace("市町: [甲市],", "市町: [丙村],"))

    assert "「丙村」は、この表の市町にありません" in problems.errors[0].message


def test_a_time_without_a_value_is_refused(tmp_path: Path):
    """It stood in the source and nowhere on the page."""
    _, problems = built(tmp_path, INDICATORS.replace("単位: 万人", "時点: R6末", 1))

    assert ["「時点」の「R6末」は、「基準値」がないので印刷されません"] == [
        d.message.partition(": ")[2] or d.message for d in problems.errors
    ]


def test_counts_of_municipalities_are_held_against_the_area(tmp_path: Path):
    (tmp_path / "sources/shiomi").mkdir(parents=True)
    for name in ("area.yaml", "gaiyo.yaml"):
        text = (ROOT / "sources/shiomi" / name).read_text(encoding="utf-8")
        (tmp_path / "sources/shiomi" / name).write_text(text.replace("2市2町1村", "3市2町"), encoding="utf-8")

    report = build(tmp_path, formats=("txt",))

    assert ["「3市2町」とありますが、圏域の市町村は2市2町1村です"] == messages(report.problems)


@pytest.mark.parametrize("name", ["yosan", "gaiyo", "keikaku", "kankyo"])
def test_the_examples_are_made_without_a_word(name: str, tmp_path: Path):
    shutil.copytree(ROOT / "sources/shiomi", tmp_path / "sources/shiomi")

    report = build(tmp_path, f"shiomi/{name}", formats=("docx", "pdf", "txt", "html", "xlsx"))

    assert [] == messages(report.problems)
    assert 5 == len(list((tmp_path / "build/shiomi").glob(f"{name}.*")))


RATED = """\
指標表:
  題: 指標
  年度: [令和6年度]
  達成率の年度: 令和6年度
  行: [ {{ 名称: 指標, 単位: 人, {} }} ]
"""


@pytest.mark.parametrize(
    ("row", "rate"),
    [
        ("目標: { 令和6年度: '△200' }, 実績: { 令和6年度: '△250' }, 基準値: '△320'", "58.3%"),
        ("目標: { 令和6年度: '△200' }, 実績: { 令和6年度: '△250' }", "－"),
        ("向き: 減少, 目標: { 令和6年度: '0' }, 実績: { 令和6年度: '3' }, 基準値: '12'", "75.0%"),
        ("目標: { 令和6年度: 50以下 }, 実績: { 令和6年度: '60' }, 基準値: '100'", "80.0%"),
        ("目標: { 令和6年度: 50以下 }, 実績: { 令和6年度: '60' }", "－"),
        ("目標: { 令和6年度: 1.2万人 }, 実績: { 令和6年度: '13,200人' }", "110.0%"),
        ("目標: { 令和6年度: 1.2万 }, 実績: { 令和6年度: '13,200人' }", "－"),
        ("目標: { 令和6年度: 12件 }, 実績: { 令和6年度: 9人 }", "－"),
        ("目標: { 令和6年度: '1,500以上' }, 実績: { 令和6年度: '1,350（速報値）' }", "90.0%"),
        ("目標: { 令和6年度: 100～120 }, 実績: { 令和6年度: '110' }", "－"),
        ("向き: 増加, 目標: { 令和6年度: '80' }, 実績: { 令和6年度: '80' }, 基準値: '82'", "100.0%"),
        ("向き: 減少, 目標: { 令和6年度: '110' }, 実績: { 令和6年度: '105' }, 基準値: '100'", "－"),
    ],
)
def test_a_rate_says_how_much_of_the_target_is_reached_or_nothing(row: str, rate: str, tmp_path: Path):
    """△250 of △200 is no 125 %, 0 may be a target, a bound from above is not passed, and units are not mixed."""
    printed, problems = built(tmp_path, RATED.format(row))

    assert [] == messages(problems)
    assert printed.rstrip().endswith(f"\t{rate}")


def test_nobody_guesses_that_a_target_below_its_base_is_to_fall(tmp_path: Path):
    row = "目標: { 令和6年度: '980' }, 実績: { 令和6年度: '990' }, 基準値: '1,020'"
    _, problems = built(tmp_path, RATED.format(row))

    assert "減らすのが目標かどうかが書かれていません" in problems.errors[0].message
    assert "向き: 減少" in problems.errors[0].cure


@pytest.mark.parametrize(("stated", "holds"), [("△66.7%", True), ("66.7%", False), ("△66.7", True), ("△70.0%", False)])
def test_a_stated_rate_below_zero_is_held_against_the_values(stated: str, holds: bool, tmp_path: Path):
    row = "向き: 減少, 目標: { 令和6年度: '9,900' }, 実績: { 令和6年度: '10,400' }, 基準値: '10,200'"
    _, problems = built(tmp_path, RATED.format(f"{row}, 達成率: '{stated}'"))

    assert holds == (() == problems.errors)


FIELDS = """\
事業表:
  題: 事業
  市町: [甲市, 乙町]
  年度: [令和6年度, 令和7年度]
  行:
    - { 名称: 観光, 分野: 産業, 市町: すべて, 印: { 甲市: ◎ }, 担当: 商工課, 事業費: { 令和6年度: "1,000千円", 令和7年度: 未定 } }
    - { 名称: 創業, 分野: 産業, 市町: [甲市], 事業費: { 令和6年度: 500千円 }, 備考: 国補助 }
    - { 名称: 救急, 分野: 医療, 市町: [乙町], 事業費: { 令和6年度: 200千円, 令和7年度: 200千円 } }
"""


def test_projects_of_a_field_stand_below_its_line_and_above_their_sum(tmp_path: Path):
    printed, problems = built(tmp_path, FIELDS)
    rows = [line.rstrip("\t") for line in printed.split("\n") if line]

    assert [f"「{what}の計は、「未定」の分を除いた額です" for what in ("事業」の令和7年度", "観光」")] == messages(
        problems
    )
    assert [
        "産業", "観光\t◎\t○\t1,000\t未定\t1,000\t商工課", "創業\t○\t\t500\t－\t500\t\t国補助",
        "小計\t\t\t1,500\t未定\t1,500", "医療", "救急\t\t○\t200\t200\t400", "小計\t\t\t200\t200\t400",
        "計\t\t\t1,700\t200\t1,900",
    ] == rows[rows.index("産業") :]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("名称: 救急, 分野: 医療", "名称: 救急, 分野: 産業", None),
        ("名称: 創業, 分野: 産業", "名称: 創業, 分野: 医療", None),
        ("名称: 創業, 分野: 産業", "名称: 創業, 分野: 農業", None),
        ("名称: 救急, 分野: 医療", "名称: 救急", "「救急」に分野がありません"),
        ("印: { 甲市: ◎ }", "印: { 丙村: ◎ }", "「観光」の印の「丙村」は、この表の市町にありません"),
        ("印: { 甲市: ◎ }", "印: { 甲市: ？ }", "「？」という印はありません"),
        ("令和7年度: 未定", "令和7年度: みてい", "「みてい」は金額として読めません"),
        ("令和7年度: 200千円", "令和7年度: 2百万円", None),
    ],
)
def test_fields_marks_and_costs_that_do_not_fit_are_refused(old: str, new: str, message: str | None, tmp_path: Path):
    _, problems = built(tmp_path, FIELDS.replace(old, new, 1))

    assert [message] == [message for d in problems.errors if message and message in d.message] or (
        message is None and () == problems.errors
    )


def test_a_cost_that_is_known_less_well_than_the_table_says_is_told(tmp_path: Path):
    told = messages(built(tmp_path, FIELDS.replace("令和7年度: 200千円", "令和7年度: 2百万円"))[1])

    assert any(
        "「2百万円」は、この表の単位（千円）までは分かりません（2,000千円と印刷します）" in line for line in told
    )


def test_a_field_that_comes_again_is_refused(tmp_path: Path):
    again = "    - { 名称: 物産, 分野: 産業, 市町: [甲市], 事業費: { 令和6年度: 1千円 } }\n"
    _, problems = built(tmp_path, FIELDS + again)

    assert "分野「産業」の事業が、離れた所にもあります" in problems.errors[0].message


def test_costs_whose_rounding_shows_are_told_or_noted(tmp_path: Path):
    costs = WORKS.replace('令和7年度: "2,000千円"', '令和7年度: "2,000,400円"').replace("500千円", '"500,400円"', 1)

    assert any("端数による差" in line for line in messages(built(tmp_path, costs)[1]))
    printed, problems = built(tmp_path / "told", f"{costs.rstrip()}\n  端数処理: はい\n")
    assert [] == messages(problems)
    assert "端数を処理しているため" in printed


def test_judgements_and_offices_have_columns_of_their_own_where_a_row_has_them(tmp_path: Path):
    """A to D, ○△: words of the clerk, which are not computed; 欄の名 calls the columns as the office does."""
    judged = INDICATORS.replace("単位: 万人", "評価: A, 担当: 観光課, 単位: 万人").replace(
        "向き: 減少", "評価: △, 向き: 減少"
    )
    printed, problems = built(tmp_path, judged + "  欄の名: { 指標: KPI, 評価: 進捗の評価 }\n")

    assert [] == messages(problems)
    assert (
        "KPI\t単位\t基準値\t令和6年度 目標（実績）\t令和7年度 目標（実績）\t達成率 （令和7年度）\t進捗の評価\t担当"
        in printed
    )
    assert "入込客数\t万人\t\t320\t330 （341）\t103.3%\tA\t観光課" in printed
    assert "満足度\t\t\t現状維持以上\t〃 （検討中）\t－" in printed
    _, refused = built(tmp_path / "refused", judged + "  欄の名: { 判定: 評価 }\n")
    assert ["欄の名に「判定」という欄はありません"] == [error.message.rpartition(": ")[2] for error in refused.errors]
