"""The only 項 of a 附則 (or of a 本則 without 条) bears no number; one of several does, the first too: an amendment says so."""

from __future__ import annotations

import pytest

from pipeline.amending.applying.apply import apply
from pipeline.amending.differences.align import align
from pipeline.amending.prove import Proven, amend
from pipeline.galley.blocks import Para, plain
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.amending_agreement import sentences
from pipeline.papers.side_by_side.comparison import compare
from pipeline.provision.read import read_provision
from pipeline.provision.write import provision_lines

MANNER = Manner(House("half"))
HEAD = "規約\n第1条　置く。\n"
ONE = f"{HEAD}附　則\nこの規約は、公布の日から施行する。\n"
TWO = f"{HEAD}附　則\n1　この規約は、公布の日から施行する。\n2　旧規約は、廃止する。\n"
BEHIND = f"{HEAD}附　則\n1　旧規約は、廃止する。\n2　この規約は、公布の日から施行する。\n"
LATER = TWO.replace("公布の日", "令和9年4月1日")
OTHER = TWO.replace("この規約は、公布の日から施行する", "連合を設ける日は、別に告示で定める")
CAPTIONED = TWO.replace("\n1　", "\n（施行期日）\n1　").replace("\n2　", "\n（廃止）\n2　")
NAMED = f"{HEAD}附　則（令和2年規約第3号）\nこの規約は、公布の日から施行する。\n附　則（令和3年規約第1号）\nこの規約は、告示の日から施行する。\n"
NAMED_TWO = NAMED.replace(
    "この規約は、告示の日から施行する。", "1　この規約は、告示の日から施行する。\n2　旧規約は、廃止する。"
)
RULE = "休日条例\n休日は、日曜日とする。\n附　則\nこの条例は、公布の日から施行する。\n"
RULE_TWO = RULE.replace("休日は、", "1　祝日は、休日とする。\n2　休日は、")


@pytest.mark.parametrize(
    ("old", "new", "amendment"),
    [
        (ONE, TWO, "附則を附則第1項とし、附則に次の1項を加える。\n2　旧規約は、廃止する。\n"),
        (TWO, ONE, "附則第1項の項番号を削り、附則第2項を削る。\n"),
        (ONE, BEHIND, "附則を附則第2項とし、附則に第1項として次の1項を加える。\n1　旧規約は、廃止する。\n"),
        (BEHIND, ONE, "附則第1項を削り、附則第2項の項番号を削る。\n"),
        (ONE, LATER, "附則中「公布の日」を「令和9年4月1日」に改め、附則を附則第1項とし、附則に次の1項を加える。\n2　旧規約は、廃止する。\n"),
        (LATER, ONE, "附則第1項中「令和9年4月1日」を「公布の日」に改め、同項の項番号を削り、附則第2項を削る。\n"),
        (TWO, OTHER, "附則第1項を次のように改める。\n1　連合を設ける日は、別に告示で定める。\n"),
        (CAPTIONED, ONE, "附則第1項の見出し及び項番号を削り、附則第2項を削る。\n"),
        (NAMED, NAMED_TWO, ("附則（令和3年規約第1号）を附則（令和3年規約第1号）第1項とし、附則（令和3年規約第1号）に次の1項を加える。\n"
         "2　旧規約は、廃止する。\n")),
        (RULE, RULE_TWO, "本則を本則第2項とし、本則に第1項として次の1項を加える。\n1　祝日は、休日とする。\n"),
        (RULE_TWO, RULE, "第1項を削り、第2項の項番号を削る。\n"),
    ],
)  # fmt: skip
def test_a_number_that_comes_or_goes_is_said(old: str, new: str, amendment: str):
    """附則に次の1項を加える left the first 項 without a number; a first 項 that was new was printed without its own."""
    before, after = read_provision(old)[0], read_provision(new)[0]

    made = amend(before, after, MANNER)

    assert isinstance(made, Proven), made
    assert amendment == made.text
    assert 0 == made.restated


@pytest.mark.parametrize(
    "text",
    [
        "附則に次の1項を加える。\n2　旧規約は、廃止する。\n",
        "附則を附則第1項とし、同項の次に次の1項を加える。\n2　旧規約は、廃止する。\n",
        "附則を附則第1項とし、附則に次の1項を加える。\n2　旧規約は、廃止する。\n",
    ],
)
def test_amendments_of_others_are_read_in_either_form(text: str):
    """Papers that were signed before the number was said stay readable."""
    made = apply(read_provision(ONE)[0], text, MANNER)

    assert TWO.split("\n")[:-1] == provision_lines(made, MANNER)


def test_a_first_paragraph_bears_its_number_in_the_paper_too():
    made = amend(read_provision(ONE)[0], read_provision(BEHIND)[0], MANNER)

    assert isinstance(made, Proven)
    assert "1　旧規約は、廃止する。" in [
        plain((*b.label, *b.runs)) for b in sentences(made, MANNER) if isinstance(b, Para)
    ]


@pytest.mark.parametrize(("old", "new", "side"), [(ONE, TWO, "new"), (TWO, ONE, "old")])
def test_the_number_that_comes_or_goes_is_underlined(old: str, new: str, side: str):
    """R23: numbers of units that change them are marked; here on the one side that has one."""
    blocks = compare(align(read_provision(old)[0], read_provision(new)[0]), MANNER, MANNER.house.marks)

    lines = [pair.new if side == "new" else pair.old for block in blocks for pair in block.pairs]
    assert ["1"] == [p.text for line in lines if line.written_out.startswith("1") for p in line.pieces if p.marked]
