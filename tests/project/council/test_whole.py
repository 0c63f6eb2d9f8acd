"""全部変更: an agreement that takes the place of an earlier one is brought, made known and reported as a change (第252条の2第4項)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project.council.kit import AREA, said, signed, sitting, words, write
from tests.workshop import edit

TITLE = "連携中枢都市圏の形成に係る連携協約"
WHOLE = f"令和2年3月25日に締結した{TITLE}の全部を変更し、次のとおり連携協約を締結する"
BILL, HANDOUT, NOTICE, LETTER = (
    f"gikai-tsukimi-{paper}-kyoyaku-r8-月見町" for paper in ("議案", "説明資料", "告示", "届出書")
)
MATTER = "協約: kyoyaku-r8\n行為: 全部変更\n元の協約: kyoyaku\n要約: 第2期ビジョンの策定\n"


def replaced(root: Path, matter: str = MATTER, title: str = TITLE, preamble: str = WHOLE) -> Path:
    """The agreements signed and changed, and what is to take their place, before one council."""
    signed(root)
    folder = root / "sources" / AREA
    text = (folder / "kyoyaku.yaml").read_text(encoding="utf-8")
    text = text.replace("締結日: 令和2年3月25日", "締結日:\n基準日: 令和8年3月2日").replace("移住の促進", "定住の促進")
    text = text.replace(f"題名: {TITLE}", f"題名: {title}").replace("次のとおり連携協約を締結する", preamble)
    (folder / "kyoyaku-r8.yaml").write_text(text, encoding="utf-8")
    write(root, "gikai-tsukimi", sitting("月見町", matter))
    return root


def told(root: Path, name: str) -> list[str]:
    return [d.message for d in said(root, name)[1].found]


def test_the_papers_say_that_all_is_changed_and_of_what(tmp_path: Path):
    """The earlier agreement is named by its title and its day; the later one, of another title, is enclosed."""
    root = replaced(tmp_path, title="新しい連携協約")
    bill, notice, letter = (words(root, name) for name in (BILL, NOTICE, LETTER))
    cited = f"令和2年3月25日に締結した{TITLE}の全部を"

    assert f"星川市との{TITLE}の全部を変更する連携協約の締結に関する協議について" in bill
    assert f"星川市と月見町との間で{cited}別紙のとおり変更することについて協議したいので、" in bill
    assert "第252条の2第4項の規定によりその例によることとされる同条第3項の規定により、議会の議決を求める。" in bill
    assert "第2期ビジョンの策定に伴い、連携協約の全部を変更する必要がある。" in bill
    assert "\n新しい連携協約\n" in bill
    assert f"星川市と{cited}変更したので、同項の規定によりその例によることとされる同条第2項の規定により、" in notice
    assert "その旨及び変更後の連携協約を次のとおり告示する。" in notice
    assert f"次のとおり{TITLE}の全部を変更したので、" in letter
    assert {
        "連携協約の変更について（届出）",
        "2　変更年月日　令和　　年　　月　　日",
        "(1)　変更に係る連携協約の写し",
    } <= set(letter.split("\n"))


def test_the_handout_compares_the_two_and_tells_what_was_done_before(tmp_path: Path):
    """The earlier text is the one that was signed last, with all that was added to it."""
    handout = words(replaced(tmp_path), HANDOUT)

    assert "地方自治法第252条の2第4項（同条第1項から第3項までの例による。）" in handout
    assert f"\n{TITLE}新旧対照表\n" in handout
    assert "移住の促進" in handout
    assert "定住の促進" in handout
    assert handout.index("令和2年3月25日　締結") < handout.index("令和6年3月27日　変更")


def test_nothing_is_told_of_papers_that_agree(tmp_path: Path):
    """What is told is that the other council has not been heard of."""
    root = replaced(tmp_path)

    assert [] == told(root, BILL)
    assert [f"星川市の議会の原稿に、「{AREA}/kyoyaku-r8-月見町」の全部変更の案件がありません"] == told(root, NOTICE)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("元の協約: kyoyaku\n", "", "どの協約の全部を変更するのかがありません"),
        ("行為: 全部変更", "行為: 締結", "締結に「元の協約」は書けません"),
        ("元の協約: kyoyaku\n", "元の協約: kyoyakku\n", f"「kyoyakku」という協約の原稿は、sources/{AREA} にありません"),
        ("元の協約: kyoyaku\n", "元の協約: kyoyaku-r8\n", f"「元の協約」の「kyoyaku-r8」は、「{AREA}/kyoyaku-r8-月見町」そのものです"),
        (
            "元の協約: kyoyaku\n",
            "元の協約: kyoyaku-風早町\n",
            f"「元の協約」の「kyoyaku-風早町」に、「{AREA}/kyoyaku-r8-月見町」と同じ当事者（星川市、月見町）のものがありません",
        ),
        ("要約", "回: 2\n要約", "全部変更に「回」は書けません"),
    ],
)  # fmt: skip
def test_what_the_session_says_of_the_earlier_one_is_held_against_the_folder(
    tmp_path: Path, old: str, new: str, message: str
):
    found = told(replaced(tmp_path, MATTER.replace(old, new)), BILL)

    assert [message] == [line.removeprefix("「案件」の1番目: ") for line in found]


def test_what_was_never_signed_cannot_be_changed(tmp_path: Path):
    root = replaced(tmp_path)
    for path in (root / f"sources/{AREA}/signed").glob("kyoyaku-月見町*"):
        path.unlink()

    assert [f"「{AREA}/kyoyaku-月見町」の署名版がないので、何の全部を変更するかが決まりません"] == told(root, BILL)


@pytest.mark.parametrize(
    ("preamble", "message"),
    [
        ("次のとおり連携協約を締結する", "の前文に、「" + TITLE + "」の全部を変更する旨がありません"),
        (
            WHOLE.replace("令和2年3月25日", "令和2年3月24日"),
            f"締結したものの全部を変更するとしていますが、「元の協約」の「{AREA}/kyoyaku-月見町」の締結日は令和2年3月25日です",
        ),
    ],
)
def test_the_new_words_say_what_they_take_the_place_of(tmp_path: Path, preamble: str, message: str):
    assert any(message in line for line in told(replaced(tmp_path, preamble=preamble), BILL))


def test_texts_that_number_otherwise_are_not_compared_in_one_table(tmp_path: Path):
    """The labels of one side would stand on both."""
    root = replaced(tmp_path)
    edit(root / f"sources/{AREA}/kyoyaku-r8.yaml", f"題名: {TITLE}\n", f"題名: {TITLE}\n号の記号: [①, ア]\n")

    assert "とで号などの番号の付け方が違うので、説明資料に新旧対照表を付けません" in "".join(told(root, HANDOUT))
    assert "新旧対照表" not in words(root, HANDOUT)


def test_a_house_whose_words_are_older_is_told_what_to_copy(tmp_path: Path):
    root = replaced(tmp_path)
    wording = Path(__file__).parents[3] / "templates/wording/議会.yaml"
    own = root / "templates/wording/議会.yaml"
    own.parent.mkdir(parents=True)
    kept: list[str] = []
    skips = -1
    for line in wording.read_text(encoding="utf-8").split("\n"):
        depth = len(line) - len(line.lstrip())
        skips = depth if line.lstrip().startswith("全部変更:") else -1 if skips >= 0 and depth <= skips else skips
        kept += [] if skips >= 0 else [line]
    own.write_text("\n".join(kept), encoding="utf-8")

    assert ["templates/wording/議会.yaml に、協約の全部を変更するときの文言がありません"] == told(root, BILL)
    write(
        root, "gikai-tsukimi", sitting("月見町", MATTER.replace("全部変更", "締結").replace("元の協約: kyoyaku\n", ""))
    )
    assert "連携協約の締結に関する協議について" in words(root, BILL)


def test_an_accord_rests_on_the_ordinance_of_its_council(tmp_path: Path):
    """第96条第2項 knows no 告示, and nothing else for a change of all."""
    root = replaced(tmp_path)
    for name in ("kyoyaku-r8", "kyoyaku"):
        edit(root / f"sources/{AREA}/{name}.yaml", "種別: 連携協約書", "種別: 協定書")
        edit(root / f"sources/{AREA}/{name}.yaml", "第252条の2第1項", "第96条第2項")
    law = "議決事件条例: { 題名: 議決すべき事件を定める条例, 番号: 平成21年月見町条例第3号, 条項: 第2条第1号 }\n"
    write(root, "gikai-tsukimi", sitting("月見町", MATTER, law))
    bill = words(root, BILL)

    assert "の全部を別紙のとおり変更したいので、地方自治法（昭和22年法律第67号）第96条第2項及び" in bill
    assert f"星川市との{TITLE}の全部の変更について" in bill
    assert () == said(root, NOTICE)[0]
