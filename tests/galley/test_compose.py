"""Labels, brackets, spaces and widths: what is printed, decided once."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.galley import Galley, Grid, Para, plain
from pipeline.galley.blocks import paras
from pipeline.galley.styles import PARAGRAPH_STYLES, PARTS, TABLE_STYLES
from pipeline.writers import text
from tests.workshop import AGREEMENT, AREA, SMALL, edit, galley, project, small_project

SMALL_SOURCE = "sources/aomori/small.yaml"


@pytest.fixture
def sample(tmp_path: Path) -> Galley:
    return galley(project(tmp_path))


def lines(made: Galley) -> list[tuple[str, str, str]]:
    """Style, label and words of every paragraph."""
    return [(p.style, plain(p.label), plain(p.runs)) for part in made.parts for p in paras(part.blocks)]


def test_the_parts_of_the_sample_stand_in_the_order_of_the_paper(sample: Galley):
    assert list(PARTS) == [p.name for p in sample.parts]
    assert set(PARAGRAPH_STYLES) >= {style for style, _, _ in lines(sample)} | {note.style for note in sample.notes}
    assert (
        {"役割分担表"} == {b.style for p in sample.parts for b in p.blocks if isinstance(b, Grid)} <= set(TABLE_STYLES)
    )


def test_labels_are_parted_from_their_text_by_one_ideographic_space(sample: Galley):
    labels = [label for _, label, _ in lines(sample) if label]

    assert ["第1条　", "第2条　", "第3条　", "第4条　", "2　", "第5条　", "第6条　"] == labels[:7]
    assert ["甲　", "乙　", "1　", "2　", "3　", "(1)　", "(2)　", "(3)　"] == labels[7:]


def test_a_caption_stands_in_brackets_and_names_its_article_in_the_bookmarks(sample: Galley):
    captions = [p for part in sample.parts for p in paras(part.blocks) if p.style == "条見出し"]

    assert ("（目的）", "第1条（目的）", 3) == (plain(captions[0].runs), captions[0].outline, captions[0].heading)


def test_heading_levels_are_never_skipped(sample: Galley):
    levels = [p.heading for part in sample.parts for p in paras(part.blocks) if p.heading is not None]

    assert 1 == levels[0]
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_anchors_are_unique(sample: Galley):
    anchors = [p.anchor for part in sample.parts for p in paras(part.blocks) if p.anchor]

    assert len(anchors) == len(set(anchors)) == 8  # six articles, a second paragraph and the schedule


def test_references_know_what_they_cite(sample: Galley):
    cited = [(r.text, r.target) for part in sample.parts for p in paras(part.blocks) for r in p.runs if r.target]

    assert cited == [
        ("前条", "目的"),
        ("次条", "取組"),
        ("別表", "別表"),
        ("前条", "取組"),
        ("前項", "費用分担"),  # the first 項 stands in the paragraph of its 条
        ("前条", "取組"),
        ("第3条", "取組"),  # 別表（第3条関係）
    ]
    assert {target for _, target in cited} <= {p.anchor for part in sample.parts for p in paras(part.blocks)}


def test_every_row_has_a_cell_for_every_column(sample: Galley):
    grids = [b for part in sample.parts for b in part.blocks if isinstance(b, Grid)]

    assert [4, 1, 7, 2, 1] == [len(g.rows) for g in grids]
    assert all(len(row.cells) == 4 for g in grids for row in (*g.head, *g.rows))
    assert (
        grids[2].title == "別表（第3条関係） 3　圏域全体の生活関連機能サービスの向上 (1)　生活機能の強化に係る政策分野"
    )


def test_a_schedule_leads_to_every_article_that_it_belongs_to(tmp_path: Path):
    root = project(tmp_path)
    edit(root / AGREEMENT, "  - 関係: 取組\n", "  - 関係: [目的, 取組]\n")
    made = galley(root)
    (head,) = [p for part in made.parts for p in paras(part.blocks) if p.style == "別表見出し"]

    assert "別表（第1条、第3条関係）" == plain(head.runs) == head.outline
    assert [("第1条", "目的"), ("第3条", "取組")] == [(r.text, r.target) for r in head.runs if r.target]


def test_words_lead_back_to_where_they_were_written(sample: Galley):
    """The mayor's name to the facts, the article to the agreement."""
    names = [p for part in sample.parts for p in paras(part.blocks) if p.style == "記名者"]
    [run] = names[1].runs

    assert run.origin is not None
    span = run.origin.span()
    assert span.file.name == AREA
    assert "久慈修一" == span.file.text[span.start : span.end]


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("半角", ["第1条　", "2　", "（平成26年8月25日付け総行市第200号", "別表（第3条関係）", "(1)　", "2通を作成し"]),
        (
            "一桁全角",
            [
                "第１条　",
                "２　",
                "（平成26年８月25日付け総行市第200号",
                "別表（第３条関係）",
                "（１）　",
                "２通を作成し",
            ],
        ),
        (
            "全角",
            [
                "第１条　",
                "２　",
                "（平成２６年８月２５日付け総行市第２００号",
                "別表（第３条関係）",
                "（１）　",
                "２通を作成し",
            ],
        ),
        ("全角コンマ", ["第１条　この連携協約は，甲及び乙が，", "別表（第３条関係）", "２通を作成し，"]),
    ],
)
def test_the_width_of_digits_is_that_of_the_house(tmp_path: Path, profile: str, expected: list[str]):
    root = project(tmp_path)
    edit(root / AREA, "流儀: 半角", f"流儀: {profile}")

    words = text.write(galley(root)).decode()

    assert [] == [e for e in expected if e not in words]


def test_names_keep_every_character_under_every_profile(tmp_path: Path):
    root = project(tmp_path)
    edit(root / AREA, "流儀: 半角", "流儀: 全角")
    edit(root / AREA, "氏名: 久慈修一", "氏名: 塚Ａ1ｱ")

    assert [("塚Ａ1ｱ")] == [words for style, _, words in lines(galley(root)) if style == "記名者"][1:]


ITEMS = """\
  - 見出し: 事業
    項:
      - 本文: 次の事業を行う。
        号:
          - 本文: 観光
            細分: [{本文: 宣伝}, {本文: 案内}]
          - 本文: 医療
末文"""


def test_items_and_their_divisions_are_labelled(tmp_path: Path):
    made = galley(small_project(tmp_path, SMALL.replace("末文", ITEMS)), SMALL_SOURCE, None)

    assert [line for line in lines(made) if line[0] in ("条", "号", "号細分")][1:] == [
        ("条", "第2条　", "次の事業を行う。"),
        ("号", "(1)　", "観光"),
        ("号細分", "ア　", "宣伝"),
        ("号細分", "イ　", "案内"),
        ("号", "(2)　", "医療"),
    ]


def test_an_agreement_without_a_schedule_has_no_part_for_it(tmp_path: Path):
    made = galley(small_project(tmp_path), SMALL_SOURCE, None)

    assert ["表紙", "本文"] == [p.name for p in made.parts]
    assert isinstance(made.parts[0].blocks[0], Para)
