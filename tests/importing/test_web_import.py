"""Web pages as sources: whatever the page is made of, its paper says the same; what is none of it is told line by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.importing.paper import characters
from pipeline.importing.web.paper import of_page
from tests.importing.desk import built, imported, letters, told
from tests.workshop import messages

DONE = 0
ARTICLES = (
    "（目的）",
    "第1条　この要綱は、圏域の連携について定める。",
    "（取組）",
    "第2条　取組は、次のとおりとする。",
    "(1)　休日の診療",
    "(2)　公共交通",
    "2　前項の取組は、毎年度見直す。",
)
TITLE, ADDED = "緑川市と白石町との連携に関する要綱", ("附　則", "この要綱は、令和6年4月1日から施行する。")
WHOLE = "".join([TITLE, *ARTICLES, *ADDED])
HEAD = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"><title>要綱</title></head><body>'
IN_PARAGRAPHS = "".join(f'<p class="l{n}">{words}</p>' for n, words in enumerate([TITLE, *ARTICLES, *ADDED]))
IN_ROWS = (
    f"<table width='100%'><tr><td><a href='1.html'>第1編　総規</a><br><a href='2.html'>第2編　財務</a></td><td><table><tr>"
    f"<td colspan=3>{TITLE}</td></tr></table><table><tr><td colspan=3>（目的）</td></tr>"
    "<tr><td>第1条</td><td colspan=2>この要綱は、圏域の連携について定める。</td></tr><tr><td colspan=3>（取組）</td></tr>"
    "<tr><td>第2条</td><td colspan=2>取組は、次のとおりとする。</td></tr><tr><td></td><td>(1)</td><td>休日の診療</td></tr>"
    "<tr><td></td><td>(2)</td><td>公共交通</td></tr><tr><td>2</td><td colspan=2>前項の取組は、毎年度見直す。</td></tr></table>"
    f"<p>{ADDED[0]}</p><p>　{ADDED[1]}</p></td></tr></table>"
)
IN_BOXES = (
    f"<div><div>{TITLE}</div><div><div>（目的）</div><div>第1条　この要綱は、<a href='x'>圏域</a>の連携に\nついて定める。</div></div>"
    "<div><div>（取組）</div><div>第2条　取組は、次のとおりとする。<div><div>(1)　休日の診療</div><div>(2)　公共交通</div></div>"
    f"<div>2　前項の取組は、毎年度見直す。</div></div></div><div>{ADDED[0]}<div>{ADDED[1]}</div></div></div>"
)
IN_LINES = f"<pre>{TITLE}\n\n" + "\n".join([*ARTICLES, f"　　　{ADDED[0]}", *ADDED[1:]]) + "\n</pre>"


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(inner: str) -> tuple[list[str], list[str]]:
    """The lines of a page, and what is told of it."""
    problems = Problems()
    paper = of_page(f"<html><body>{inner}</body></html>".encode(), "a.html", problems)
    assert paper is not None, messages(problems)
    return [line.bare for line in paper.lines], [*messages(problems), *(note.message for note in paper.notes)]


@pytest.mark.parametrize("codec", ["utf-8", "Shift_JIS", "EUC-JP"])
@pytest.mark.parametrize("page", [IN_PARAGRAPHS, IN_ROWS, IN_BOXES, IN_LINES], ids=["p", "table", "div", "pre"])
def test_a_page_becomes_a_source_that_prints_its_words(root: Path, page: str, codec: str):
    """Pages of 例規集 are made of paragraphs, of tables with 第1条 in a cell of its own, of boxes in boxes, or set with blanks."""
    (root / "要綱.html").write_bytes((HEAD.format(codec) + page).encode(codec))

    done = imported("要綱.html", "--area", "x")

    assert DONE == done.exit_code, done.stderr
    assert letters(WHOLE) == letters(built("x", root))
    assert f"元の文の{len(letters(WHOLE))}字と同じです" in done.stdout


def test_a_table_of_a_schedule_keeps_its_cells(root: Path):
    page = (
        "<p>別表（第2条関係）</p><table><tr><th>取組</th><th>内容</th></tr><tr><td rowspan=2>医療</td><td>休日の診療</td></tr>"
        "<tr><td>夜間の診療</td></tr><tr><td>交通</td><td>路線<br>の維持</td></tr></table>"
    )
    (root / "a.htm").write_text(IN_PARAGRAPHS + page, encoding="utf-8")

    done = imported("a.htm", "--area", "x")

    assert DONE == done.exit_code
    assert built("x", root).endswith("取組\t内容\n医療\t休日の診療\n\t夜間の診療\n交通\t路線 の維持\n")


LEADING = [
    ('<div><a href="/">緑川市例規集</a></div>', "「緑川市例規集」"),
    (f'<p><a href="/">トップ</a> &gt; <a href="/1">第1編</a> &gt; {TITLE}</p>', f"「トップ > 第1編 > {TITLE}」"),
    (
        f'<ul><li><a href="/">トップ</a></li><li><a href="/1">第1編</a></li><li>{TITLE}</li></ul>',
        f"「トップ」「第1編」「{TITLE}」",
    ),
    (
        '<div>目次</div><ul><li><a href="#1">第1条（目的）</a></li><li><a href="#2">第2条（取組）</a></li><li><a href="#3">附則</a></li></ul>',
        "「目次」「第1条（目的）」「第2条（取組）」「附則」",
    ),
    ("<nav><p>検索</p>索引</nav>", "「検索」「索引」"),
    ('<div role="navigation">索引</div>', "「索引」"),
    ("<header><p>緑川市</p></header>", "「緑川市」"),
    ("<noscript>設定を変えてください</noscript>", "「設定を変えてください」"),
]
TRAILING = [
    ('<p><a href="#top">▲このページの先頭へ</a></p>', "「▲このページの先頭へ」"),
    ('<div><a href="p">前のページへ</a>｜<a href="n">次のページへ</a></div>', "「前のページへ｜次のページへ」"),
    ("<p>前のページへ</p>", "「前のページへ」"),
    ("<p>Copyright (C) 緑川市 All Rights Reserved.</p>", "「Copyright (C) 緑川市 All Rights Reserved.」"),
    ("<footer><p>緑川市総務課</p><p>電話</p></footer>", "「緑川市総務課」「電話」"),
]


@pytest.mark.parametrize(
    ("before", "behind", "said"), [(p, "", s) for p, s in LEADING] + [("", p, s) for p, s in TRAILING]
)
def test_what_leads_about_in_a_site_is_no_line_and_is_told_as_a_whole(before: str, behind: str, said: str):
    lines, notes = read(before + IN_PARAGRAPHS + behind)

    assert [TITLE, *ARTICLES, *ADDED] == lines
    assert [f"文書の文でない（頁の案内など）とみて、{said.count('「')}行を除きました: {said}"] == notes[:-1]
    assert f"頁のうち、「{TITLE}」から「{ADDED[-1]}」までを文書として読みました" == notes[-1]


def test_all_that_stands_beside_the_main_part_is_told():
    lines, notes = read(f"<p>緑川市</p><div>所在地<main>{IN_PARAGRAPHS}</main>電話</div><p>総務課</p>")

    assert [TITLE, *ARTICLES, *ADDED] == lines
    assert "緑川市" in notes[0]
    assert {"緑川市", "所在地", "電話", "総務課"} <= set(notes[0].replace("」", "「").split("「"))


OWN = '<p>目次</p><p><a href="#1">第1章　総則（第1条）</a></p><p><a href="#2">第2章　取組（第2条）</a></p><p><a href="#3">附則</a></p>'


def test_links_of_the_paper_stay():
    """The 目次 of a paper says the 条 of each chapter; headings and sentences may be links as a whole."""
    paper = (
        f'<p>{TITLE}</p>{OWN}<p>第1章　総則</p><p><a href="#4">（目的）</a></p><p>第1条　定める。</p><p>第2章　取組</p>'
        '<p>第2条　行う。</p><p><a href="#5">2　前項による。</a></p><p>附則</p><p>施行する。</p><p><a href="y.pdf">様式第1号</a></p>'
    )
    lines, notes = read(paper)

    assert [
        "目次",
        "第1章　総則（第1条）",
        "第2章　取組（第2条）",
        "附則",
        "第1章　総則",
        "（目的）",
        "第1条　定める。",
    ] == lines[1:8]
    assert ["2　前項による。", "附則", "施行する。", "様式第1号"] == lines[-4:]
    assert 1 == len(notes)


def test_what_a_page_shows_and_no_line_says_is_told_with_its_place():
    """Letters that no font has are pictures in pages of 例規集; readings stand over words."""
    inner = '<p>第1条　市長　<img src="g.gif" alt="髙">橋<b>一</b>郎<img src="h.gif">は、<ruby>碇<rt>いかり</rt></ruby>をおろす。</p><img src="logo.gif">'
    lines, notes = read(inner)

    assert ["第1条　市長　橋一郎は、碇をおろす。"] == lines
    assert [
        "ふりがなを除いて読みました: 「いかり」",
        "図「髙」は原稿に入れません（「第1条市長」の後）",
        "図は原稿に入れません（「第1条市長橋一郎」の後）",
    ] == notes[:3]


def test_lines_that_begin_as_marks_of_a_site_do_are_of_the_paper():
    """(c) is a sign of the fourth depth as well; a paper may be links as a whole."""
    inner = "".join(
        f'<p><a href="x">{words}</a></p>' for words in ("（目的）", "第1条　次による。", "(c)　検索に関すること。")
    )
    lines, notes = read(f"{inner}<p>(c)　印刷</p>")

    assert ["（目的）", "第1条　次による。", "(c)　検索に関すること。", "(c)　印刷"] == lines
    assert 1 == len(notes)


def test_numbers_that_a_browser_counts_are_told():
    lines, notes = read(
        "<p>第1条　次による。</p><ol><li>診療</li><li>(3)　交通</li><li><p>観光</p></li></ol><ul><li>教育</li></ul>"
    )

    assert ["第1条　次による。", "1　診療", "(3)　交通", "3　観光", "教育"] == lines
    assert "頁が数える箇条書きの番号を、2か所に付けました（「1」から「3」まで）" == notes[0]


def test_a_table_that_names_articles_at_its_left_stays_a_table():
    page = "<table><tr><td>第1条</td><td>連携</td></tr><tr><td>第2条</td><td>100円</td></tr></table>"
    paper = of_page(page.encode(), "a.html", Problems())
    cells = [tuple(c.text for c in line.cells) for line in paper.lines] if paper is not None else []

    assert [("第1条", "連携"), ("第2条", "100円")] == cells


def test_letters_above_and_below_the_line_are_told_as_those_of_word():
    lines, notes = read("<p>第1条　100m<sup>2</sup>、CO<sub>2</sub>、注<sup>1)</sup><sup>※1</sup></p>")

    assert ["第1条　100m²、CO2、注1)※1"] == lines
    assert [
        "上付きの「2」を「²」と読みました",
        "下付きの「2」を、ふつうの字で読みました",
        "上付きの「1)」を、ふつうの字で読みました",
    ] == notes[:3]


def test_a_table_of_links_is_no_table_of_the_paper():
    table = '<table><tr><td><a href="a">前の例規</a></td><td><a href="b">次の例規</a></td></tr></table>'
    lines, notes = read(table + IN_PARAGRAPHS + table)

    assert [TITLE, *ARTICLES, *ADDED] == lines
    assert 2 == sum("2行を除きました: 「前の例規」「次の例規」" in note for note in notes)


def test_a_cell_that_holds_a_paper_of_paragraphs_is_read_through():
    cell = f"<p><a href=2>緑川市例規集</a></p><p>{TITLE}</p><p>1　甲は、行う。</p><p>2　乙は、行う。</p>"
    lines, notes = read(f"<table><tr><td><a href=1>総規</a></td><td>{cell}</td></tr></table>")

    assert [TITLE, "1　甲は、行う。", "2　乙は、行う。"] == lines
    assert "頁の割付けに使われた表とみて、欄の文を順に読みました: 「総規」から" == notes[0]


def test_a_page_of_frames_is_refused_with_the_file_that_holds_the_words():
    problems = Problems()
    page = '<html><frameset cols="20,80"><frame src="a.html"><noframes>見られません</noframes></frameset></html>'

    assert of_page(page.encode(), "a.html", problems) is None
    assert ["文字のないWebページです"] == [d.message for d in problems.errors]
    assert "_files" in problems.errors[0].cure


def test_articles_side_by_side_are_no_layout():
    """Two versions of a 条 in two columns are a table."""
    cell = "<p>（目的）</p><p>第1条　この会は、{}とする。</p><p>2　前項は、準用する。</p>"
    lines, _ = read(f"<table><tr><td>{cell.format('新')}</td><td>{cell.format('旧')}</td></tr></table>")

    assert 1 == len(lines)


PIECES = [
    "<p>", "</p>", "<div>", "</div>", "<a href='x'>", "</a>", "<ul>", "<ol>", "<li>", "</ul>", "</ol>", "<table>", "<tr>", "<td>",
    "<td rowspan=2>", "<td colspan=2>", "<th>", "</table>", "<nav>", "</nav>", "<footer>", "</footer>", "<pre>", "</pre>", "<br>", "\n",
    "<b>", "</b>", "<h2>", "</h2>", "<main>", "</main>", "<svg><text>", "</text></svg>", "<button>", "</button>", "<caption>",
    "第1条　定める。", "第1条", "（目的）", "別表", "目次", "附則", "トップ", " > ", "｜", "要綱", "(1)", "2　行う。", "前のページへ",
    "第1章　総則（第1条）",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_letter_of_a_page_is_read_or_told(inner: str):
    """Whatever is nested in whatever: words are lines, or told, and none is both; numbers that a browser counts are added."""
    problems = Problems()
    paper = of_page(f"<html><body>始め{inner}終わり</body></html>".encode(), "a.html", problems)
    shown = "".join(p for p in _parts(f"始め{inner}終わり"))
    if paper is None:
        assert "頁の文を、漏れなく" not in "".join(messages(problems))
        return
    said = [c.text for x in paper.lines for c in x.cells] + [x.text for x in paper.lines if not x.cells]
    away = [n.message.partition(": ")[2] for n in paper.notes if n.message.startswith("文書の文でない")]

    assert not characters([shown]) - characters([*said, *away])


def _parts(page: str) -> list[str]:
    return [piece.partition(">")[2] if n else piece for n, piece in enumerate(page.split("<"))]


@pytest.mark.parametrize(("wide", "told_of"), [("", 0), (" colspan=2", 1)])
def test_a_cell_that_reaches_over_columns_is_told(root: Path, wide: str, told_of: int):
    """A sum for two columns was printed in the left one, and the right one left open, without a word."""
    rest = "" if wide else "<td>乙</td>"
    page = (
        "<p>別表（第2条関係）</p><table><tr><th>取組</th><th>市の額</th><th>町の額</th></tr>"
        f"<tr><td>診療</td><td>1円</td><td>2円</td></tr><tr><td>交通</td><td{wide}>全額</td>{rest}</tr></table>"
    )
    (root / "a.html").write_text(IN_PARAGRAPHS + page, encoding="utf-8")

    notes = list(told(imported("a.html", "--area", "x")))

    assert told_of == notes.count("2列に渡る欄の文を、左の列に置きました: 「全額」（列「市の額」「町の額」）")


@pytest.mark.parametrize("signs", [["(1)", "(2)", "(3)"], ["ア", "イ", "ウ"], ["1", "2", "3"]])
def test_items_that_a_table_sets_out_are_lines(signs: list[str]):
    """「(1)」 was the name of a column, and the first 号 that of another."""
    words = ["計画に関すること。", "事業に関すること。", "削除"]
    rows = "".join(f"<tr><td>{sign}</td><td>{each}</td></tr>" for sign, each in zip(signs, words, strict=True))
    lines, notes = read(f"<p>{TITLE}</p><p>第1条　次のとおりとする。</p><table>{rows}</table>")

    assert [f"{sign}　{each}" for sign, each in zip(signs, words, strict=True)] == lines[2:]
    assert f"「{lines[2]}」から" in notes[0]


@pytest.mark.parametrize(
    "cells",
    [
        [("(1)", "連携"), ("(2)", "救急")],
        [("(2)", "行う。"), ("(3)", "行う。")],
        [("(1)", "行う。"), ("(3)", "行う。")],
        [("(1)", "行う。"), ("", "行う。")],
    ],
)
def test_a_table_that_numbers_its_rows_stays_a_table(cells: list[tuple[str, str]]):
    rows = "".join(f"<tr><td>{sign}</td><td>{each}</td></tr>" for sign, each in cells)
    paper = of_page(f"<table>{rows}</table>".encode(), "a.html", Problems())

    assert cells == ([tuple(c.text for c in line.cells) for line in paper.lines] if paper is not None else [])


def test_lists_within_a_list_that_count_alike_stay_within_it(root: Path):
    """What a browser numbers 1, 1, 2, 2 became a heading with its text, a second entry of the outer list, and a 項."""
    inner = "<ol><li>観光<ol><li>広報</li><li>催し</li></ol></li><li>医療</li></ol>"
    page = f"<html><body><p>{TITLE}</p><p>（取組）</p><p>第1条　取組は、次のとおりとする。</p>{inner}<p>２　前項の取組は、見直す。</p></body></html>"
    (root / "a.html").write_text(page, encoding="utf-8")

    done = imported("a.html", "--area", "x")

    source = (root / "sources/x/a.yaml").read_text(encoding="utf-8")
    assert (
        "- 本文: 観光\n            細分:\n              - 広報\n              - 催し\n          - 医療\n" in source
    ), source
    assert "- 前項の取組は、見直す。" in source
    assert "「1」が続けて二度始まるので、下の段の並びとしました: 「1　広報」" in told(done)


@pytest.mark.parametrize("name", ["a.html", "a.mht", "a.txt"])
def test_a_page_saved_as_one_file_is_no_words_whatever_its_name(root: Path, name: str):
    """The letters of ASCII that it is made of (=E3=81=93) became the words of a paper."""
    head = 'From: <Saved by Blink>\r\nSubject: a\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="b"\r\n\r\n'
    (root / name).write_text(f"{head}--b\r\n<p>=E3=81=93</p>\r\n", encoding="ascii")

    done = imported(name, "--area", "x")

    assert done.exit_code == 1
    assert "一つにまとめたWebページ（.mht）" in done.stderr


@pytest.mark.parametrize("tag", ["iframe", "canvas", "video", "audio"])
def test_what_stands_for_old_browsers_is_no_line_of_the_paper(tag: str):
    """It was printed below the names: 「フレームに対応していません」."""
    lines, said = read(f"{IN_PARAGRAPHS}<{tag}>対応していません</{tag}>")

    assert [TITLE, *ARTICLES, *ADDED] == lines
    assert "頁に出ない部分の文を除いて読みました: 「対応していません」" in said


def test_a_table_within_a_cell_is_told_as_in_word():
    """Its rows became lines of the cell without a word."""
    inner = "<table><tr><td>救急</td><td>病院</td></tr><tr><td>当番</td><td>医院</td></tr></table>"
    table = f"<table><tr><th>取組</th><th>内容</th></tr><tr><td>医療</td><td>{inner}</td></tr><tr><td>産業</td><td>誘致</td></tr></table>"

    _, said = read(f"{IN_PARAGRAPHS}<p>別表</p>{table}")

    assert ["表の中の表の文を、その欄に並べました: 「救急病院当番医院」"] == [x for x in said if "表の中の表" in x]
