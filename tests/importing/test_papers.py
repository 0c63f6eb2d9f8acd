"""Papers as they lie in offices and stand on pages of 例規集 come back to the same words, from text and from Word."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from docx import Document
from docx.oxml.ns import qn

from tests.importing.desk import PAPERS, built, imported, in_word, letters, told

ALL = sorted(PAPERS.glob("*.txt"))


@pytest.mark.parametrize("form", ["txt", "docx"])
@pytest.mark.parametrize("paper", ALL, ids=lambda p: p.stem)
def test_a_paper_comes_back_to_the_same_words(paper: Path, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`renkei import FILE --area x`, then `renkei build x`: every character in its place, none more."""
    monkeypatch.chdir(tmp_path)
    text = paper.read_text(encoding="utf-8")
    file = tmp_path / f"paper.{form}"
    file.write_bytes(text.encode() if form == "txt" else in_word(text))

    done = imported(file.name, "--area", "x")

    assert 0 == done.exit_code, done.stderr
    assert letters(text) == letters(built("x", tmp_path))
    assert not [m for m in told(done) if "どこにも入らない" in m or "原稿から作った文書では" in m]
    assert "字と同じです" in done.stdout


@pytest.mark.parametrize("form", ["txt", "docx"])
@pytest.mark.parametrize("paper", ALL, ids=lambda p: p.stem)
def test_what_was_built_of_a_paper_comes_back_again(
    paper: Path, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Our own TXT and DOCX of it are papers like any other."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_bytes(paper.read_bytes())
    imported("paper.txt", "--area", "x")
    first = built("x", tmp_path, "txt,docx")

    done = imported(f"build/x/paper.{form}", "--area", "y")

    assert 0 == done.exit_code, done.stderr
    assert letters(first) == letters(built("y", tmp_path))


def test_the_files_of_a_paper_read_as_a_clerk_writes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kyotei.txt").write_bytes((PAPERS / "04_六者_住所_立会人.txt").read_bytes())

    done = imported("kyotei.txt", "--area", "kita")

    assert "sources/kita/kyotei.yaml を書きました。\nsources/kita/area.yaml を書きました。\n" in done.stdout
    source = (tmp_path / "sources/kita/kyotei.yaml").read_text(encoding="utf-8")
    facts = (tmp_path / "sources/kita/area.yaml").read_text(encoding="utf-8")
    for words in (
        "種別: 協定書",
        "  己: 上沢村",
        "    - 職名 氏名 印",
        "立会人:",
        "職名: 北山県知事",
        "- 国の補助を受けるもの",
    ):
        assert words in source
    for words in ("住所: 上沢村大字沢１０番地", "職名: 上沢村長", "氏名: 沢本　六子", "就任の日が分からない"):
        assert words in facts
    assert not list(told(done))


def test_a_list_below_a_list_may_be_counted_by_the_same_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """(1) below イ below (1): its lines became texts and headings, 結びつき a 号 of the wrong list, and nothing was said.

    （３） goes on the list that stands as far from the edge; where no blanks tell, the deepest, and that is told.
    """
    monkeypatch.chdir(tmp_path)
    text = (PAPERS / "46_イロハの下の番号.txt").read_text(encoding="utf-8")
    (tmp_path / "paper.txt").write_text(text, encoding="utf-8")
    bare = "\n".join(line.strip("　") for line in text.splitlines())
    (tmp_path / "bare.txt").write_text(bare, encoding="utf-8")

    assert [] == [m for m in told(imported("paper.txt", "--area", "x")) if "号" in m or "並び" in m]
    source = (tmp_path / "sources/x/paper.yaml").read_text(encoding="utf-8")
    assert "号の記号:\n  - (1)\n  - イ\n  - (1)\n  - (ア)\n" in source
    assert "\n          - 見出し: 圏域の管理\n            本文: 前号の取組に準ずるもの\n" in source
    assert "\n                  - 鉄道\n" in source
    doubts = [m for m in told(imported("bare.txt", "--area", "y")) if "どの並びの続きか" in m]
    assert ["「（２）」", "「（３）」"] == [m.split("が、")[0] for m in doubts]


def test_that_a_short_line_was_taken_for_the_heading_of_the_next_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """（１）　圏域の管理 above a sentence may be a heading, or the first half of the sentence: a person has to look."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_bytes((PAPERS / "09_定住自立圏.txt").read_bytes())

    guesses = [m for m in told(imported("paper.txt", "--area", "x")) if "を見出し、次の行から" in m]

    heads = ["「休日夜間の診療体制の確保」", "「病診連携の推進」", "「福祉」", "「地域公共交通」"]
    assert heads == [m.split("を見出し")[0] for m in guesses]


def test_what_stands_below_each_other_in_a_cell_of_names_stands_on_lines_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A row 甲 ｜ address and name in one cell became one line that nobody read, and was printed so."""
    monkeypatch.chdir(tmp_path)
    document = Document()
    document.add_paragraph("共同浄水場に関する協定書")
    document.add_paragraph("梓川市（以下「甲」という。）と奈良尾町（以下「乙」という。）は、次のとおり協定を締結する。")
    document.add_paragraph("（趣旨）")
    document.add_paragraph("第1条　この協定は、共同浄水場に関し、必要な事項を定める。")
    document.add_paragraph("この協定の締結を証するため、本書2通を作成する。")
    document.add_paragraph("令和8年2月1日")
    table = document.add_table(2, 3)
    for row, cells in enumerate(
        (
            ("甲", "梓川市中央一丁目1番1号\n梓川市長", "水上　流一\n㊞"),
            ("乙", "奈良尾町字浜2番地\n奈良尾町長", "岸　辺子\n㊞"),
        )
    ):
        for column, words in enumerate(cells):
            for n, line in enumerate(words.split("\n")):
                cell = table.cell(row, column)
                (cell.add_paragraph() if n else cell.paragraphs[0]).add_run(line)
    document.save("paper.docx")

    done = imported("paper.docx", "--area", "x")

    assert [] == [m for m in told(done) if "行のまま" in m]
    facts = (tmp_path / "sources/x/area.yaml").read_text(encoding="utf-8")
    assert "    住所: 奈良尾町字浜2番地\n    職名: 奈良尾町長\n" in facts
    assert "氏名: 水上　流一" in facts
    text = built("x", tmp_path)
    assert "甲梓川市中央一丁目1番1号梓川市長水上流一印" in letters(text)


def test_several_articles_that_are_deleted_in_one_line_are_listed_by_the_first_and_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """第三章　雑則（第七条―第九条） above 第八条及び第九条　削除: the list of contents was kept as words of its own."""
    monkeypatch.chdir(tmp_path)
    text = (PAPERS / "48_折れた行と目次のある条例.txt").read_text(encoding="utf-8")
    kept = "第八条　市長は、手数料を免除することができる。\n第九条　削除"
    (tmp_path / "paper.txt").write_text(text.replace(kept, "第八条及び第九条　削除"), encoding="utf-8")

    done = imported("paper.txt", "--area", "x")

    assert "目次: はい\n" in (tmp_path / "sources/x/paper.yaml").read_text(encoding="utf-8")
    assert ["「第八条及び第九条　削除」は、条ごとに「削除」と印刷されます"] == [m for m in told(done) if "条ごと" in m]


def test_a_day_and_a_number_that_are_left_open_stay_where_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """条例第　　号 was no number, so the day above it became that of signing and stood behind it; so did 条　例　第　十　号."""
    monkeypatch.chdir(tmp_path)
    for n, (day, number) in enumerate(
        (
            ("令和　　年　　月　　日", "条例第　　号"),
            ("平成二十一年三月二十五日", "条　例　第　十　号"),
            ("令和７年３月１日", "告示第１２号"),
            ("昭和46年7月13日", "指令地第2249号"),
            ("令和7年3月1日", "総務課長決裁"),
        )
    ):
        text = f"手数料に関する条例\n　　　{day}\n　　　{number}\n（趣旨）\n第1条　この条例は、手数料に関し定める。\n附　則\nこの条例は、公布の日から施行する。\n"
        (tmp_path / "paper.txt").write_text(text, encoding="utf-8")

        done = imported("paper.txt", "--area", f"x{n}")

        assert "字と同じです" in done.stdout, done.stderr
        assert letters(day + number) in letters(built(f"x{n}", tmp_path))


def test_numbers_that_word_counts_are_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """One message for each of two hundred numbers buried the one that mattered."""
    monkeypatch.chdir(tmp_path)
    document = Document()
    document.add_paragraph("共同浄水場に関する要綱")
    for n in range(5):
        document.add_paragraph("（見出し）")
        document.add_paragraph(f"町長は、規定{n}を定める。", style="List Number")
    styles = document.styles.element
    levels = document.part.numbering_part.element
    number = styles.xpath("//w:style[@w:styleId='ListNumber']//w:numId/@w:val")[0]
    kept = levels.xpath(f"w:num[@w:numId='{number}']/w:abstractNumId/@w:val")[0]
    for text in levels.xpath(f"w:abstractNum[@w:abstractNumId='{kept}']//w:lvlText"):
        text.set(qn("w:val"), "第%1条")
    document.save("paper.docx")

    done = imported("paper.docx", "--area", "x")

    assert ["Wordの自動番号を数えて、5か所に番号を付けました（「第1条」から「第5条」まで）"] == list(told(done))


def test_where_the_area_prints_other_digits_the_house_style_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A paper in kanji numerals beside an area of 半角: each of its numbers was told, and never why."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "first.txt").write_bytes((PAPERS / "01_例規集_入れ子.txt").read_bytes())
    (tmp_path / "second.txt").write_bytes((PAPERS / "48_折れた行と目次のある条例.txt").read_bytes())
    imported("first.txt", "--area", "x")

    messages = list(told(imported("second.txt", "--area", "x")))

    assert any(m.endswith("流儀が「漢数字」の圏域なら、元の文のとおりです") for m in messages)
    assert not [m for m in messages if "原稿から作った文書では" in m]


def test_a_word_that_says_what_stands_on_a_line_of_names_is_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """氏名　　湯原市 became a municipality of the area: 当事者: {甲: 氏名　　湯原市}, and nothing was said."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_bytes((PAPERS / "50_住所と氏名の語のある記名.txt").read_bytes())

    imported("paper.txt", "--area", "x")

    source = yaml.safe_load((tmp_path / "sources/x/paper.yaml").read_text(encoding="utf-8"))
    assert {"甲": "湯原市", "乙": "下湯町"} == source["当事者"]
    assert "甲　　住所　　湯原県湯原市本町１－１" == source["記名欄"]["行のまま"][0]


def test_captions_stand_where_most_of_them_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """One 第５条（協議） moved the captions of all others behind their numbers; what is not as most are is told."""
    monkeypatch.chdir(tmp_path)
    text = (PAPERS / "50_住所と氏名の語のある記名.txt").read_text(encoding="utf-8")
    (tmp_path / "paper.txt").write_text(text.replace("　（協議）\n第５条　", "第５条（協議）　"), encoding="utf-8")

    done = imported("paper.txt", "--area", "x")

    assert "見出しの位置" not in (tmp_path / "sources/x/paper.yaml").read_text(encoding="utf-8")
    assert 2 == len([m for m in told(done) if m.startswith("原稿から作った文書では") and "第5条" in m])


def test_a_list_of_other_signs_keeps_its_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """（2）… was joined to （1）… above it, as if its line had been cut: 「…であったもの（2）開示を…」."""
    monkeypatch.chdir(tmp_path)
    text = (
        "連携協定書\n東市（以下「甲」という。）と西町（以下「乙」という。）は、次のとおり協定を締結する。\n"
        "（事項）\n第1条　甲及び乙は、次の事項について連携する。\n①　産業の振興\n②　人材の育成\n"
        "（秘密）\n第2条　甲及び乙は、秘密を守る。ただし、次のものを除く。\n"
        "（1）開示を受けた際、公知であったもの\n（2）開示を受けた後、公知となったもの\n"
        "（疑義）\n第3条　疑義は、協議して定める。\n令和5年10月2日\n甲　東市長　東一郎\n乙　西町長　西二郎\n"
    )
    (tmp_path / "paper.txt").write_text(text, encoding="utf-8")

    done = imported("paper.txt", "--area", "x")

    assert not [m for m in told(done) if "途中で改行された" in m]
    lines = built("x", tmp_path).splitlines()
    assert "（1）開示を受けた際、公知であったもの" in lines
    assert "（2）開示を受けた後、公知となったもの" in lines
