"""A 別表 whose columns stand under common heads: its amendment names, marks and prints them as the paper itself does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.amending.prove import Proven, amend
from pipeline.galley import Grid, Para, plain
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House, Marks
from pipeline.papers.amending_agreement import agreement
from pipeline.papers.amendment_frame import Frame
from pipeline.papers.change_report import report
from pipeline.papers.side_by_side.comparison import compare
from pipeline.papers.together import One, together
from pipeline.provision.unit import PARTED, Provision, Unit

MANNER = Manner(House("half"))
YEAR = f"年度{PARTED}"


def paper(heads: tuple[str, ...], *rows: tuple[str, ...], words: str = "（第1条関係）") -> Provision:
    articles = (Unit("条", (1,), children=(Unit("項", (1,), "負担は、別表のとおりとする。"),)),)
    lines = tuple(Unit("行", cells=row) for row in rows)
    notes = Unit("備考", children=(Unit("項", (), "見込みである。"),))
    other = Unit(
        "別表", (1,), words, children=(Unit("表", cells=("ア", "イ"), children=(Unit("行", cells=("1", "2")),)),)
    )
    own = Unit("別表", (2,), words, children=(Unit("表", cells=heads, children=lines), notes))
    return Provision("協約", articles=articles, schedules=(other, own))


OLD = paper(("区分", f"{YEAR}元年度", "割合"), (f"一般{PARTED}会議", "1,200千円", "3分の2"), ("計", "1,200千円", ""))
NEW = paper(
    ("区分", f"{YEAR}元年度", f"{YEAR}2年度", "割合"),
    (f"一般{PARTED}会議", "1,200千円", "50千円", "3分の2"),
    ("計", "1,200千円", "50千円", ""),
    words="（第2条関係）",
)


def proven() -> Proven:
    made = amend(OLD, NEW, MANNER)
    assert isinstance(made, Proven), made
    return made


def test_no_sign_of_plain_text_is_told_in_the_list_of_changes():
    """A column under a common head stopped the whole amendment: 「Word文書に入れられない文字 U+000B」."""
    entries = report(proven().edits, MANNER).entries

    assert {"年度 2年度"} == {e.column for e in entries if e.column}
    assert not [e for e in entries if PARTED in "".join((e.place_old, e.place_new, e.column, e.old, e.new))]
    assert "別表第2の表一般 会議の項" in [e.place_new for e in entries]


def test_what_is_restated_whole_is_not_amended_in_words_before():
    """別表第1及び別表第2中「第1条」を「第2条」に改める, and then 別表第2を次のように改める."""
    lines = proven().text.splitlines()

    assert "別表第1中「（第1条関係）」を「（第2条関係）」に改める。" == lines[0]
    assert "別表第2を次のように改める。" == lines[1]


def test_the_new_table_has_the_heads_the_numbers_and_the_remark_of_the_paper():
    blocks = agreement(proven(), Frame("変更", "", (), ()), MANNER, date(2026, 4, 1)).parts[0].blocks

    grid = next(b for b in blocks if isinstance(b, Grid))
    heads = [[(plain(c.paras[0].runs), c.columns, c.rows) for c in row.cells] for row in grid.head]
    assert [[("区分", 1, 2), ("年度", 2, 1), ("割合", 1, 2)], [("元年度", 1, 1), ("2年度", 1, 1)]] == heads
    assert ["表本文", "表数値", "表数値", "表本文"] == [c.paras[0].style for c in grid.rows[0].cells]
    assert "備考　見込みである。" in [plain((*b.label, *b.runs)) for b in blocks if isinstance(b, Para)]


def test_a_column_that_comes_is_marked_and_no_other():
    """The columns behind it moved; their words are the same."""
    (block,) = [b for b in compare(proven().edits, MANNER, Marks()) if b.title == "別表第2"]

    marked = [p.text for pair in block.pairs for line in (pair.old, pair.new) for p in line.pieces if p.marked]
    assert ["第1条", "第2条", "年度 2年度", "50千円", "50千円"] == marked
    assert "備考　（略）" == "".join(p.text for p in block.pairs[-1].new.pieces)


def test_it_is_amended_together_with_others():
    """The sign that parts the words of a cell was taken for the end of a line: 「欄が2つの表に、欄が5つの項があります」."""
    several = []
    for title in ("甲の協約", "乙の協約"):
        made = amend(replace(OLD, title=title), replace(NEW, title=title), MANNER)
        assert isinstance(made, Proven), made
        several.append(One(made, Frame(f"{title}の一部を変更する協約", f"{title}の一部を次のように変更する。", (), ())))

    assert YEAR + "2年度" in together(several, MANNER).text
