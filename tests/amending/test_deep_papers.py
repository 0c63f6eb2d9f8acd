"""Papers in shapes that no shipped one has: whatever is said otherwise in them has an amendment that proves."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.prove import Proven, Unproven, amend
from pipeline.diagnostics import Problems, Rejected
from pipeline.papers.amending_agreement import sentences
from pipeline.papers.change_report import report
from pipeline.project.plan import plan
from pipeline.project.revision.signed import frozen_of
from pipeline.project.session import Session
from pipeline.provision.signed_version import Frozen
from pipeline.provision.unit import PARTED
from tests.amending.deep_papers import ACCORD, AGREEMENT, AREA, PAPERS, RULES, loaded, revised, written
from tests.whole_papers import whole_papers

# What an office says in another way, and is told so.
REFUSED = (
    "附則を新たに付け",
    "順序だけが変わる",
    "番号がありません",
    "が二つあるので",
    "柱書を書いて",
    "号が二つできます",
)


def frozen(source: str) -> Frozen | None:
    """What a source says; None where it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "sources/a").mkdir(parents=True)
        (root / "sources/a/area.yaml").write_text(AREA, encoding="utf-8")
        (root / "sources/a/k.yaml").write_text(source, encoding="utf-8")
        session, problems = Session(root, {}), Problems()
        assignments = plan(session, ("a/k",), problems).assignments
        try:
            return frozen_of(assignments[0], (), problems) if assignments else None
        except Rejected:
            return None


def amended(old: str, new: str) -> str:
    """The sentences of the amendment that leads from one source to the other."""
    before, after = frozen(old), frozen(new)
    assert before is not None
    assert after is not None
    made = amend(before.provision, after.provision, before.manner)
    assert isinstance(made, Proven), made.reason
    return made.text.strip().replace(PARTED, "")


@settings(whole_papers(60), derandomize=True, database=None)
@given(st.sampled_from(sorted(PAPERS)), st.integers(0, 10**6))
def test_whatever_is_said_otherwise_is_amended_with_proof(kind: str, seed: int):
    """What is no paper is passed over; the rest is drafted, proven and told, or refused by name."""
    random = Random(seed)
    old = new = loaded(PAPERS[kind])
    for _ in range(random.randint(0, 2)):
        other = revised(old, random)
        old = other if frozen(written(other)) is not None else old
    new = old
    for _ in range(random.randint(1, 2)):
        other = revised(new, random)
        new = other if frozen(written(other)) is not None else new
    before, after = frozen(written(old)), frozen(written(new))
    assert before is not None
    assert after is not None
    if before.provision == after.provision:
        return
    made = amend(before.provision, after.provision, before.manner)
    if not isinstance(made, Proven):
        assert any(words in made.reason for words in REFUSED), made.reason
        return
    assert list(sentences(made, before.manner))
    assert report(made.edits, before.manner).entries


def test_words_of_divisions_without_a_usual_number_are_quoted_within_their_annex():
    """第1章, ア or no number at all: nothing was said, and the whole 別表 was read back otherwise than it was written."""
    new = AGREEMENT.replace("夜間に診療する。", "夜間に限り診療する。")

    assert "別表中「夜間に」の次に「限り」を加える。" == amended(AGREEMENT, new)


def test_an_annex_with_such_divisions_is_restated_where_more_than_words_changes():
    new = AGREEMENT.replace("          - { 連携施策: 産業,", "          - { 連携施策: 農業,").replace(
        "見出し: 医療", "見出し: 診療"
    )
    less = "\n".join(line for line in new.split("\n") if "観光の振興を図る。, 役割" not in line)

    text = amended(AGREEMENT, less)

    assert text.startswith("別表を次のように改める。\n別表（第4条関係）\n第1章　経済の振興\n")


def test_sheets_behind_several_annexes_stay_behind_them():
    """様式第1号 stood before 別表第1 in the text that was read back, so that no amendment of such a rule proved."""
    assert "第6条中「規則で」の次に「別に」を加える。" == amended(
        RULES, RULES.replace("規則で定める。", "規則で別に定める。")
    )


def test_the_first_annex_stands_before_the_sheets_that_there_are():
    annex = "別表:\n  - 関係: 目的\n    列: [室, 額]\n    行: [[会議室, 800円]]\n"

    text = amended(ACCORD, ACCORD.replace("別表:\n", annex))

    assert text == "附則の次に次の1表を加える。\n別表（第1条関係）\n室\t額\n会議室\t800円"


def test_an_article_of_items_alone_is_restated():
    """第3条　 with nothing behind it was read back without its blank."""
    new = AGREEMENT.replace(
        "- 号: [甲は、事務局を置く。, 乙は、事務局に協力する。]",
        "- 号: [{削除: はい}, 丙を置く。]\n    後文: 以上とする。",
    )

    assert amended(AGREEMENT, new) == "第3条を次のように改める。\n第3条\n　(1)　削除\n　(2)　丙を置く。\n以上とする。"


def test_the_word_for_supplements_behind_the_smallest_division_is_a_row_of_the_contents():
    """What followed was taken for the 附則 of the amending rule itself."""
    section = """\
          - 見出し: 罰則
            款: [{ 見出し: 罰則, 目: [{ 見出し: 罰則, 条: [{ 見出し: 罰則, 本文: 違反した者は、罰する。 }] }] }]
附則:
"""
    lines = amended(RULES, RULES.replace("附則:\n", section)).split("\n")

    assert lines[lines.index("附則") + 1] == "第2編第1章第1節の次に次の1節を加える。"


def test_rows_of_contents_are_quoted_with_their_numbers():
    """「款　目的」 and 「2款　組織」 were cut out of the middle of a row."""
    swapped = loaded(RULES)
    divisions = swapped["編"][0]["章"][0]["節"][0]["款"]  # type: ignore[index]
    divisions.reverse()

    first, *others = amended(RULES, written(swapped)).split("\n")

    assert first.startswith("目次中「第1款　目的」を「第1款　組織」に、")
    assert others.index("第1編第1章第1節第2款第1目の目名を削る。") < others.index("第1編第1章第1節第2款の款名を削る。")


def test_supplements_are_the_same_by_their_titles():
    """Where little was left of its words, a 附則 was said to be a new one, which is refused."""
    end = RULES.index("      - 見出し: 経過措置")
    new = RULES[:end] + "      - 削除: はい\n" + RULES[RULES.index("  - 題: （平成20年") :]

    assert amended(RULES, new) == "附則第2条を次のように改める。\n第2条　削除"


def refused(old: str, new: str) -> str:
    """Why there is no amendment from one source to the other."""
    before, after = frozen(old), frozen(new)
    assert before is not None
    assert after is not None
    made = amend(before.provision, after.provision, before.manner)
    assert isinstance(made, Unproven)
    return made.reason


def test_two_sheets_of_one_name_are_told():
    """The result was said to be another, and no more."""
    twice = ACCORD.replace("呼び名: 別記2", "呼び名: 別記1").replace("見出し: 利用手続", "見出し: 使用手続")

    assert refused(ACCORD, twice).startswith("「別記1」が二つあるので、")


def test_a_paragraph_of_items_alone_is_told():
    words = "- 本文: 前項の取組は、次の各号に掲げる区分に応じ、当該各号に定めるとおりとする。ただし、甲が別に定めるときは、この限りでない。\n        号:"

    told = refused(AGREEMENT, AGREEMENT.replace(words, "- 号:"))

    assert told.startswith("第2条第2項は号だけで文がないので、")


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_every_deep_paper_is_one(kind: str):
    assert frozen(PAPERS[kind]) is not None
