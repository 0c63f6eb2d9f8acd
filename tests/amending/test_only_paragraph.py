"""A rule of one sentence (議員定数条例, 廃止条例): its only 項 bears no number and is the 本則."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.differences.align import align
from pipeline.amending.prove import Proven, amend
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.redline import accepted, redline, rejected
from pipeline.papers.side_by_side.comparison import compare
from pipeline.provision.read import read_provision
from pipeline.provision.write import provision_lines
from tests.examples import examples

MANNER = Manner(House("half"))
SUPPLEMENT = "附　則\nこの条例は、公布の日から施行する。\n"
ONE = f"定数条例\n議会の議員の定数は、12人とする。ただし、補欠の議員を除く。\n{SUPPLEMENT}"
LIST = f"廃止条例\n次に掲げる条例は、廃止する。\n(1)　支所条例（平成20年条例第8号）\n(2)　会館条例（平成21年条例第9号）\n{SUPPLEMENT}"
SEVERAL = f"休日条例\n1　休日は、日曜日とする。\n2　市長は、休日を変更することができる。\n{SUPPLEMENT}"


@pytest.mark.parametrize(
    ("text", "old", "new", "amendment"),
    [
        (ONE, "12人", "10人", "本則本文中「12人」を「10人」に改める。\n"),
        (ONE, "ただし、補欠の議員を除く。", "", "本則ただし書を削る。\n"),
        (LIST, LIST.partition("附")[0], ("廃止条例\n1　次に掲げる条例は、廃止する。\n(1)　支所条例（平成20年条例第8号）\n"
         "(2)　会館条例（平成21年条例第9号）\n2　議長は、1人とする。\n"), "本則を本則第1項とし、本則に次の1項を加える。\n2　議長は、1人とする。\n"),
        (LIST, "次に掲げる", "次の各号に掲げる", "本則中「次に」を「次の各号に」に改める。\n"),
        (LIST, "附　則", "(3)　公園条例（昭和40年条例第2号）\n附　則",
         "本則に次の1号を加える。\n　(3)　公園条例（昭和40年条例第2号）\n"),
        (LIST, "(1)　支所条例（平成20年条例第8号）\n(2)", "(1)", "本則中第1号を削り、第2号を第1号とする。\n"),
        (LIST, "平成21年", "平成22年", "本則第2号中「平成21年条例第9号」を「平成22年条例第9号」に改める。\n"),
        (SEVERAL, "日曜日", "土曜日", "第1項中「日曜日」を「土曜日」に改める。\n"),
        (SEVERAL, "2　市長は、休日を変更することができる。\n", "", "第1項の項番号を削り、第2項を削る。\n"),
        (SEVERAL, "附　則", "3　休日は、告示する。\n附　則", "本則に次の1項を加える。\n3　休日は、告示する。\n"),
    ],
)  # fmt: skip
def test_the_only_paragraph_is_the_main_text(text: str, old: str, new: str, amendment: str):
    """It bore a number that no such rule prints, and its amendment ended with a fault of the program."""
    before, after = read_provision(text)[0], read_provision(text.replace(old, new, 1))[0]

    made = amend(before, after, MANNER)

    assert isinstance(made, Proven), made
    assert amendment == made.text
    assert after == apply(before, made.text, MANNER)


def test_a_paragraph_begins_the_sentence_behind_an_added_item():
    """第3項を第4項とし、… behind the words of a new 号 was read as one more line of it, and the amendment was refused."""
    listed = "覚書\n1　経費は、次のとおりとする。\n(1)　食費\n(2)　その他\n2　経費は、30日以内に支払う。\n3　期間は、1年とする。\n"
    before = read_provision(listed)[0]
    more = listed.replace("(2)", "(2)　宿泊費\n(3)").replace("3　期", "3　実績を報告する。\n4　期")
    after = read_provision(more)[0]

    made = amend(before, after, MANNER)

    assert isinstance(made, Proven), made
    assert (
        "第1項中第2号を第3号とし、第1号の次に次の1号を加える。\n　(2)　宿泊費\n"
        "第3項を第4項とし、第2項の次に次の1項を加える。\n3　実績を報告する。\n"
    ) == made.text


def test_what_cannot_be_quoted_restates_the_main_text():
    after = read_provision(f"定数条例\n定数は、地方自治法により、別に定める。\n{SUPPLEMENT}")[0]

    made = amend(read_provision(ONE)[0], after, MANNER)

    assert isinstance(made, Proven), made
    assert "本則を次のように改める。\n定数は、地方自治法により、別に定める。\n" == made.text


@pytest.mark.parametrize("text", [ONE, LIST, SEVERAL])
def test_a_text_without_articles_is_read_back(text: str):
    provision = read_provision(text)[0]

    assert text.replace("\n(", "\n　(") == "".join(f"{line}\n" for line in provision_lines(provision, MANNER))
    assert {"項"} == {unit.level for unit in provision.articles}
    assert () == provision.preamble


def test_the_first_of_several_paragraphs_keeps_its_number_on_all_papers():
    """見え消し and 新旧対照表 showed 休日は、… beside 2　市長は、…"""
    old, new = read_provision(SEVERAL)[0], read_provision(SEVERAL.replace("日曜日", "土曜日"))[0]
    edits = align(old, new)

    lines = redline(edits, MANNER)
    (block,) = compare(edits, MANNER, MANNER.house.marks)

    assert "1　休日は、日曜日とする。" in rejected(lines)
    assert "1　休日は、土曜日とする。" in accepted(lines)
    assert ("1　休日は、日曜日とする。", "1　休日は、土曜日とする。") == (
        block.pairs[0].old.text,
        block.pairs[0].new.text,
    )


def paper(random: Random) -> str:
    """A text of one to three 項 without 条, some with 号."""
    several = random.randint(1, 3)
    lines = ["条例"]
    for n in range(1, several + 1):
        words = random.choice(("休日は、日曜日とする", "定数は、12人とする", "次に掲げるものは、廃止する"))
        lines.append((f"{n}　" if several > 1 else "") + words + "。")
        lines += [
            f"({m})　{random.choice(('支所', '会館', '公園'))}{m}条例" for m in range(1, random.choice((1, 1, 3, 4)))
        ]
    return "\n".join([*lines, SUPPLEMENT])


@settings(max_examples=examples(200), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_any_two_such_texts_are_proven(seed: int):
    random = Random(seed)
    old, new = read_provision(paper(random))[0], read_provision(paper(random))[0]
    if old == new:
        return

    made = amend(old, new, MANNER)

    if isinstance(made, Proven):
        assert new == apply(old, made.text, MANNER)
    else:
        assert len(old.articles) > 1 or len(new.articles) > 1, made.reason
