"""記 and 以上 around a body or around 号: what an amendment says of the words beside them leaves them where they stand."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.differences.align import align
from pipeline.amending.prove import Proven, Unproven, amend
from pipeline.galley.blocks import Para, plain
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.redline import accepted, redline, rejected
from pipeline.papers.side_by_side.comparison import compare
from pipeline.papers.unit_blocks import whole
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Provision, Unit
from pipeline.provision.write import provision_lines
from tests.examples import examples

MANNER = Manner(House("half"))
PAPER = """確認書
甲及び乙は、下記のとおり確認する。
記
1　甲は、協力する。
2　乙は、協力する。
以　上
この確認の証として、本書2通を作成する。
"""


@pytest.mark.parametrize(
    ("old", "new", "amendment"),
    [
        ("甲及び乙は、下記", "甲、乙及び丙は、下記", "前文中「甲及び乙」を「甲、乙及び丙」に改める。\n"),
        ("甲及び乙は、下記のとおり確認する。\n", "", "前文を削る。\n"),
        ("確認する。\n", "確認する。\n確認は、文書による。\n", "前文を次のように改める。\n甲及び乙は、下記のとおり確認する。\n確認は、文書による。\n"),
        ("2通", "3通", "末文中「2通」を「3通」に改める。\n"),
        ("この確認の証として、本書2通を作成する。\n", "", "末文を削る。\n"),
        ("2　乙は、協力する。\n", "2　乙は、協力する。\n3　丙は、協力する。\n", "本則に次の1項を加える。\n3　丙は、協力する。\n"),
    ],
)  # fmt: skip
def test_what_stands_around_them_is_amended_without_them(old: str, new: str, amendment: str):
    """前文 and 末文 are the sentences; nobody calls 記 and 以上 so."""
    before, after = read_provision(PAPER)[0], read_provision(PAPER.replace(old, new, 1))[0]

    made = amend(before, after, MANNER)

    assert isinstance(made, Proven), made
    assert amendment == made.text
    assert after == apply(before, made.text, MANNER)


@pytest.mark.parametrize(("old", "new"), [("記\n", ""), ("以　上\n", ""), ("以　上", "以上")])
def test_that_they_come_go_or_change_is_refused_by_name(old: str, new: str):
    before, after = read_provision(PAPER)[0], read_provision(PAPER.replace(old, new, 1))[0]

    made = amend(before, after, MANNER)

    assert isinstance(made, Unproven)
    assert "本則を囲む「記」「以上」の行" in made.reason


def test_a_text_that_restates_them_has_them_once():
    """Others write the 前文 with the 記 below it."""
    before = read_provision(PAPER)[0]

    after = apply(before, "前文を次のように改める。\n甲及び乙は、次の事項を確認する。\n記\n", MANNER)

    assert ("甲及び乙は、次の事項を確認する。", "記") == after.preamble


def _enclosed(random: Random) -> Provision:
    """A paper whose second 条 has 記, 号 and 以上, some of them changed by chance."""
    words = random.sample(["図書館", "体育館", "公民館", "博物館"], random.randint(1, 4))
    items = tuple(Unit("号", (n,), f"甲の{word}") for n, word in enumerate(words, 1))
    closing = random.choice(["以上", "以　上"])
    enclosed = (Unit("後文", (), "記"), *items, Unit("後文", (), closing))
    text = random.choice(["施設は、下記のとおりとする。", "利用する施設は、下記に掲げるとおりとする。"])
    second = Unit("項", (1,), text, children=enclosed if random.random() < 0.8 else items)
    first = Unit("条", (1,), caption="目的", children=(Unit("項", (1,), "施設を相互に利用する。"),))
    around = random.choice([("この協定を締結する。",), ("この協定を締結する。", "記")])
    return Provision("協定書", preamble=around, articles=(first, Unit("条", (2,), caption="施設", children=(second,))))


@settings(max_examples=examples(150), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_whatever_becomes_of_what_they_enclose_is_proven_or_refused(seed: int):
    random = Random(seed)
    old, new = _enclosed(random), _enclosed(random)
    if old == new:
        return
    if old.preamble != new.preamble:
        assert isinstance(amend(old, new, MANNER), Unproven)
        return

    made = amend(old, new, MANNER)

    assert isinstance(made, Proven), made
    assert new == apply(old, made.text, MANNER)
    edits = align(old, new)
    assert all(compare(edits, MANNER, MANNER.house.marks))
    assert provision_lines(new, MANNER) == _as_text(accepted(redline(edits, MANNER)), new)
    assert provision_lines(old, MANNER) == _as_text(rejected(redline(edits, MANNER)), old)


def _as_text(lines: list[str], provision: Provision) -> list[str]:
    """Lines of a redline as the plain text has them: with the signs that tell whose words without a label are."""
    return [
        shown if line == shown.strip("\v　") else line
        for line, shown in zip(lines, provision_lines(provision, MANNER), strict=True)
    ]


def test_the_paper_as_it_will_be_sets_them_as_the_paper_does():
    blocks = [b for part in whole(read_provision(PAPER)[0], MANNER) for b in part.blocks if isinstance(b, Para)]

    assert ["記", "以　上"] == [plain(b.runs) for b in blocks if b.style in ("記", "以上")]
