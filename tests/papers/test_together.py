"""Several agreements amended by one text: read out of it, each part leads from its own base to its own new text."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.checks.addressed import part_for
from pipeline.amending.prove import Proven, amend
from pipeline.galley import Para, Run, plain
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.amendment_frame import Frame
from pipeline.papers.together import NotTogetherError, One, together
from pipeline.provision.read import read_provision
from tests.examples import examples

MANNER = Manner(House("half"))
BASE = """\
甲市及び{}の連携協約
（会議）
第1条　会議は、毎年度開催する。
（公表）
第2条　成果は、公表する。
別表
取組\t役割
観光\t{}と協力する。
医療\t診療所を置く。
"""
PARTNERS = ("乙村", "丙町", "丁村")
CLOSING = (
    Para("附則見出し", (Run("附　則"),)),
    Para("前文", (Run("この連携協約は、公布の日から施行する。"),)),
    Para("末文", (Run("証するため"),)),
)


def one(partner: str, *changes: tuple[str, str]) -> One:
    old = BASE.format(partner, partner)
    new = old
    for a, b in changes:
        new = new.replace(a, b)
    before, after = read_provision(old)[0], read_provision(new)[0]
    made = amend(before, after, MANNER)
    assert isinstance(made, Proven), made
    title = f"{before.title}の一部を変更する連携協約"
    return One(made, Frame(title, f"{before.title}の一部を次のように変更する。", (), CLOSING))


def test_what_is_alike_is_said_once_for_all():
    several = [one(partner, ("毎年度", "毎年度2回")) for partner in PARTNERS]

    made = together(several, MANNER)

    assert (
        """\
甲市及び乙村の連携協約等の一部を変更する連携協約
次に掲げる協約の一部を次のように変更する。
(1)　甲市及び乙村の連携協約
(2)　甲市及び丙町の連携協約
(3)　甲市及び丁村の連携協約
第1条中「毎年度」の次に「2回」を加える。
"""
        == made.text
    )


def test_what_differs_stands_in_an_article_of_its_own():
    several = [one("乙村", ("毎年度", "毎年度2回")), one("丙町", ("診療所", "病院"))]

    made = together(several, MANNER)

    assert (
        """\
甲市及び乙村の連携協約等の一部を変更する連携協約
（甲市及び乙村の連携協約の一部変更）
第1条　甲市及び乙村の連携協約の一部を次のように変更する。
第1条中「毎年度」の次に「2回」を加える。
（甲市及び丙町の連携協約の一部変更）
第2条　甲市及び丙町の連携協約の一部を次のように変更する。
別表医療の項中「診療所」を「病院」に改める。
"""
        == made.text
    )


def test_the_paper_says_the_text_and_the_supplement():
    made = together([one("乙村", ("毎年度", "毎年度2回")), one("丙町", ("診療所", "病院"))], MANNER)

    blocks = made.galley(None).parts[0].blocks

    said = "".join(plain((*b.label, *b.runs)) for b in blocks if isinstance(b, Para))
    assert made.text.replace("\n", "") + "附　則この連携協約は、公布の日から施行する。" == said


@settings(max_examples=examples(60), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_each_part_alone_leads_to_its_own_new_text(seed: int):
    random = Random(seed)
    edits = (
        ("毎年度", "毎月"),
        ("診療所", "病院"),
        ("公表する", "公表しない"),
        ("観光\t", "観光の振興\t"),
        ("（公表）", "（報告）"),
    )
    several = [one(partner, *random.sample(edits, random.randint(1, 3))) for partner in PARTNERS]

    text = together(several, MANNER).text

    for each in several:
        part = part_for(each.made.old, text)
        assert part is not None
        assert each.made.new == apply(each.made.old, part.alone(text), MANNER)


def test_two_agreements_of_one_title_are_not_one_text():
    """Nobody could tell which of them a 条 of the text amends."""
    with pytest.raises(NotTogetherError):
        together([one("乙村", ("毎年度", "毎月")), one("乙村", ("診療所", "病院"))], MANNER)
