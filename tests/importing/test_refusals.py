"""Files that are no paper, places that are taken, and lines that fit nowhere: told, with the way out; nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.desk import PAPERS, built, imported, in_word, letters, told

DONE, PROBLEMS, USAGE = 0, 1, 2
LOCKED = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le")
PAPER = (PAPERS / "02_例規集_号ごとの別表.txt").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "data", "words", "cure"),
    [
        ("a.pdf", b"%PDF-1.7\n", "PDFを読めません", "作り直し"),
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1"), "古い形式のWord文書（.doc）", ".docx"),
        ("a.docx", bytes.fromhex("d0cf11e0a1b11ae1"), "古い形式のWord文書（.doc）か", "保存し直し"),
        ("a.docx", LOCKED, "パスワードの付いたファイルです", "パスワードを外して"),
        ("a.jtd", bytes.fromhex("d0cf11e0a1b11ae1"), "一太郎の文書", "一太郎で開き"),
        ("a.docx", b"{\\rtf1 x}", "中身は、Word文書（DOCX）でなく、リッチテキスト", "Wordで開き"),
        ("a.txt", b"<!DOCTYPE html><p>x", "HTML", "「.html」"),
        ("a.rtf", b"{\\rtf1 x}", "リッチテキスト", ".docx"),
        ("a.jtd", b"x", "一太郎の文書", "一太郎で開き"),
        ("a.odt", b"PK\x03\x04", "取り込めません", ".docx"),
        ("a.xlsx", b"PK\x03\x04", "取り込めません", ".docx"),
        ("a.html", b"<html>", "文字のないWebページ", "テキストファイル"),
        ("a.mhtml", b"MIME-Version: 1.0", "一つにまとめたWebページ（.mhtml）は取り込めません", "HTML のみ"),
        ("a.yaml", "種別: 連携協約書".encode(), "原稿（YAML）は取り込めません", "sources"),
        ("a.txt", PAPER.encode("cp932", "replace"), "文字コードがShift_JIS（ANSI）です", "メモ帳"),
        ("a.txt", PAPER.encode("euc_jp", "replace"), "文字コードがEUC-JPです", "文字が正しく見えるエディタ"),
        (
            "a.txt",
            PAPER.encode("iso2022_jp", "replace"),
            "文字コードがISO-2022-JP（JIS）です",
            "文字が正しく見えるエディタ",
        ),
        ("a.txt", PAPER.encode("utf-16"), "文字コードがUTF-16です", "メモ帳"),
        ("a.txt", b"\xff\xfe\xff\x80\x81", "文字コードがUTF-16です", "UTF-8"),
        ("a.txt", b"\x80\x80\x80", "UTF-8ではない文字があります", "UTF-8"),
        ("a.txt", b"", "条が一つもありません".replace("条が", ""), "第1条"),
        ("a.docx", b"PK, but not really", "Word文書（DOCX）として読めません", "保存し直し"),
        ("a.txt", "お知らせ\n".encode(), "一つもありません", "第1条"),
    ],
)
def test_what_is_no_paper_is_refused_with_the_way_out(root: Path, name: str, data: bytes, words: str, cure: str):
    (root / name).write_bytes(data)

    done = imported(name, "--area", "x")

    assert PROBLEMS == done.exit_code
    assert words in done.stderr
    assert cure in done.stderr
    assert name in done.stderr
    assert not (root / "sources").exists()


def test_a_file_that_is_not_there_is_told(root: Path):
    assert PROBLEMS == imported("none.txt", "--area", "x").exit_code
    assert not (root / "sources").exists()


@pytest.mark.parametrize("area", ["..", "a/b", "con", "x.", "profiles", ""])
def test_a_name_that_no_folder_can_bear_is_refused(root: Path, area: str):
    (root / "a.txt").write_text(PAPER, encoding="utf-8")

    assert USAGE == imported("a.txt", "--area", area).exit_code


def test_a_source_that_is_there_is_overwritten_only_by_force(root: Path):
    (root / "a.txt").write_text(PAPER, encoding="utf-8")
    kept = root / "sources/x/a.yaml"
    kept.parent.mkdir(parents=True)
    kept.write_text("大事な原稿\n", encoding="utf-8")

    done = imported("a.txt", "--area", "x")

    assert PROBLEMS == done.exit_code
    assert "sources/x/a.yaml" in done.stderr
    assert "大事な原稿\n" == kept.read_text(encoding="utf-8")
    assert DONE == imported("a.txt", "--area", "x", "--force").exit_code
    assert "大事な原稿" not in kept.read_text(encoding="utf-8")


def test_a_result_file_that_is_there_is_overwritten_only_by_force(root: Path):
    (root / "a.txt").write_text(PAPER, encoding="utf-8")
    (root / "out.yaml").write_text("大事な原稿\n", encoding="utf-8")

    assert PROBLEMS == imported("a.txt", "-o", "out.yaml").exit_code
    assert "大事な原稿\n" == (root / "out.yaml").read_text(encoding="utf-8")


def test_an_area_that_is_there_is_never_overwritten(root: Path):
    """The facts of other papers stand in it; what it lacks is told, and the source says who signs."""
    (root / "a.txt").write_text(PAPER, encoding="utf-8")
    facts = root / "sources/x/area.yaml"
    facts.parent.mkdir(parents=True)
    facts.write_text("種別: 圏域\n圏域名: 南圏域\n流儀: 半角\n市町村: {南浜市: {}, 北沢町: {}}\n", encoding="utf-8")

    done = imported("a.txt", "--area", "x", "--force")

    assert DONE == done.exit_code, done.stderr
    assert facts.read_text(encoding="utf-8").startswith("種別: 圏域\n圏域名: 南圏域")
    assert "area.yaml を書きました" not in done.stdout
    assert "浜口" in built("x", root)


def test_lines_that_fit_nowhere_are_told_with_their_number(root: Path):
    lines = PAPER.splitlines()
    lines.insert(lines.index("甲 南浜市長 浜口 太郎"), "これは、どこにも入らない行である。")
    (root / "a.txt").write_text("\n".join(lines), encoding="utf-8")

    done = imported("a.txt", "--area", "x")

    assert "名前として読めない行も、そのまま印刷します: 「これは、どこにも入らない行である。」" in list(told(done))
    assert f"--> a.txt:{lines.index('これは、どこにも入らない行である。') + 1}:1" in done.stderr
    assert letters("\n".join(lines)) == letters(built("x", root))


def test_words_that_are_no_reference_are_written_as_words(root: Path):
    """「別表」 where there are several is refused by the binder: the source says that it is a word."""
    (root / "a.txt").write_text(PAPER.replace("次のとおりとし、その", "次のとおりとし、別表に掲げる"), encoding="utf-8")

    done = imported("a.txt", "--area", "x")

    assert DONE == done.exit_code
    assert "「別表」は、この文書の中を指していないので、字のまま（文字）としました" in list(told(done))
    assert "別表に掲げる取組" in built("x", root)


def test_signs_of_yaml_and_of_insertions_come_back_as_words(root: Path):
    odd = "電話 #7119: 「{{ 甲 }}」 - [1,200] *注 &c {% if %} \"引用\" '単' ? ! | > @ `"
    (root / "a.txt").write_text(PAPER.replace("経営相談を行う。", odd), encoding="utf-8")

    done = imported("a.txt", "--area", "x")

    assert DONE == done.exit_code, done.stderr
    assert odd.replace(" ", "") in built("x", root).replace(" ", "")


def test_characters_that_no_source_holds_are_told(root: Path):
    (root / "a.txt").write_text(PAPER.replace("経営相談", "経営\ue000相\x07談"), encoding="utf-8")

    done = imported("a.txt", "--area", "x")

    assert DONE == done.exit_code
    assert {"U+E000", "U+0007"} <= {m[m.index("U+") :][:6] for m in told(done) if "原稿に書けない文字" in m}
    assert "経営相談を行う。" in built("x", root)


def test_columns_of_blanks_that_do_not_agree_are_told_and_not_guessed(root: Path):
    table = "別表第4\n取組　　　内容　　　　役割\n交通　　　路線　　　　　　　甲\n"
    (root / "a.txt").write_text(PAPER + table, encoding="utf-8")

    done = imported("a.txt", "--area", "x")

    assert 2 == sum("欄の区切りが定まらない" in m for m in told(done))


def test_a_second_paper_stands_beside_the_first(root: Path):
    (root / "a.docx").write_bytes(in_word(PAPER))
    (root / "b.txt").write_text(PAPER, encoding="utf-8")
    imported("a.docx", "--area", "x")

    done = imported("b.txt", "--area", "x")

    assert DONE == done.exit_code, done.stderr
    assert {"a.yaml", "b.yaml", "area.yaml"} == {p.name for p in (root / "sources/x").iterdir()}


def test_a_schedule_that_is_any_of_several_is_no_reference(root: Path):
    """次に掲げる別表 names none of them: it is bound to nothing and written as it stands."""
    said = PAPER.replace("次のとおりとし、その", "次に掲げる別表のとおりとし、その")
    (root / "a.txt").write_text(said, encoding="utf-8")

    done = imported("a.txt", "--area", "x")

    assert DONE == done.exit_code
    assert not [message for message in told(done) if "字のまま" in message]
    assert letters(said) == letters(built("x", root))


def test_a_schedule_of_an_article_that_a_build_counts_otherwise_is_built_and_told(root: Path):
    """The number in （第5条第1号関係） is that of the paper; where articles skip, it stands as words."""
    said = PAPER.replace("第2条 ", "第5条 ").replace("(第2条第", "(第5条第")
    (root / "a.txt").write_text(said, encoding="utf-8")

    done = imported("a.txt", "--area", "x")

    assert DONE == done.exit_code
    assert [message for message in told(done) if "条の番号が続いていません" in message]
    assert built("x", root)


AMENDING = """\
道路占用料徴収条例の一部を改正する条例
道路占用料徴収条例（平成12年条例第17号）の一部を次のように改正する。
第3条の次に次の1条を加える。
（延滞金）
第3条の2　町長は、延滞金を徴収する。
附　則
この条例は、令和8年4月1日から施行する。
"""


@pytest.mark.parametrize(
    "text",
    [
        AMENDING,
        AMENDING.replace("改正する", "変更する").replace("（延滞金）\n第3条の2　町長は、延滞金を徴収する。\n", ""),
        (
            "協定の一部を変更する協定\n北浜市（以下「甲」という。）と東谷町（以下「乙」という。）は、令和2年3月1日に締結した協定の一部を"
            "次のとおり変更する協定を締結する。\n第3条中「次の各号」を「別表」に改める。\n附　則\nこの協定は、締結の日から効力を生ずる。\n"
        ),
    ],
)
def test_a_paper_that_amends_another_is_refused_by_what_it_is(root: Path, text: str):
    """第3条の2 was taken for its 第1条, its sentences for a 前文; without new 条 nothing but their lack was told."""
    (root / "a.txt").write_text(text, encoding="utf-8")

    done = imported("a.txt", "--area", "x")

    assert PROBLEMS == done.exit_code
    assert "ほかの文の一部を改める文（改め文）なので、原稿に起こせません" in done.stderr
    assert not (root / "sources").exists()


def test_a_rule_whose_supplement_amends_another_is_a_paper(root: Path):
    text = (
        "会館条例\n第1条　会館を設置する。\n附　則\n（施行期日）\n1　この条例は、公布の日から施行する。\n"
        "（使用料条例の一部改正）\n2　使用料条例（平成2年条例第3号）の一部を次のように改正する。\n"
    )
    (root / "a.txt").write_text(text, encoding="utf-8")

    assert DONE == imported("a.txt", "--area", "x").exit_code
