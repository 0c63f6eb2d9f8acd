"""The 変更協約書 of a paper of many towns calls them as the paper does: 構成市町村, not thirty names."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.diagnostics import Problems
from pipeline.galley import Para, plain
from pipeline.notation.house_style import House
from pipeline.papers.amendment_frame import Occasion, Parties, frame, wording
from pipeline.provision.unit import Provision
from pipeline.source.files import Files
from pipeline.tree.nodes import Signature

TOWNS = ("海山市", "川田町", "森村")
LISTED = "次に掲げる市町村（以下「協定市町村」という。）は、次のとおり協定を締結する。"
NAMED = "海山市、川田町及び森村（以下「協定市町村」という。）は、次のとおり協定を締結する。"
SYMBOLS = (
    "海山市（以下「甲」という。）、川田町（以下「乙」という。）及び森村（以下「丙」という。）は、次のとおり締結する。"
)
SIGNED = "本書3通を作成し、協定市町村が記名押印の上、各自1通を保有する。"
ALL = "海山市、川田町及び森村"


def around(tmp_path, preamble: str, closing: str) -> tuple[str, str]:
    """前文 and 末文 of the amendment, up to what they say of the parties."""
    base = Provision("施設の共同利用に関する協定", preamble=(preamble,), closing=(closing,))
    problems = Problems()
    made = frame(
        base,
        date(2023, 3, 27),
        Parties(TOWNS, None),
        Occasion(),
        House("half"),
        wording(Files(tmp_path), problems),
        problems,
    )
    said = {p.style: plain(p.runs) for p in (made.opening[1], made.closing[-1]) if isinstance(p, Para)}
    return said["前文"].split("は、")[0], said["末文"].split("作成し、")[1].split("が記名")[0]


@pytest.mark.parametrize(
    ("preamble", "closing", "expected"),
    [
        (LISTED, SIGNED, ("協定市町村", "協定市町村")),
        (NAMED, SIGNED, ("海山市、川田町及び森村（以下「協定市町村」という。）", "協定市町村")),
        (NAMED.replace("以下「", "以下これらを「").replace("という", "と総称する"), SIGNED,
         ("海山市、川田町及び森村（以下これらを「協定市町村」と総称する。）", "協定市町村")),
        # The paper has a term, but does not sign by it.
        (LISTED, "本書3通を作成し、各自1通を保有する。", (ALL, ALL)),
        # Two terms: the second does not stand for all.
        (NAMED.replace("海山市、", "海山市（以下「中心市」という。）並びに"), SIGNED, (ALL, ALL)),
        # Not all of them are named before it.
        (NAMED.replace("海山市、", ""), SIGNED, (ALL, ALL)),
        ("海山市、川田町及び森村は、次のとおり協定を締結する。", SIGNED, (ALL, ALL)),
    ],
)  # fmt: skip
def test_parties_are_called_as_the_paper_itself_calls_all_of_them(tmp_path, preamble, closing, expected):
    assert expected == around(tmp_path, preamble, closing)


@pytest.mark.parametrize(
    ("preamble", "called", "told"),
    [
        (NAMED, TOWNS, []),
        (LISTED, TOWNS, []),
        (NAMED, ("海山市", "森村"), ["「川田町」は、前文にあるのに、記名しません"]),
        (NAMED, (*TOWNS, "里村"), []),  # all are named anew
        (SYMBOLS, ("甲", "乙"), ["「丙」は、前文にあるのに、記名しません"]),
        (SYMBOLS, ("甲", "乙", "丙", "丁"), ["「丁」は、前文にないのに、記名します"]),
        (SYMBOLS, ("甲", "乙", "丙"), []),
        ("海山市及び川田町と森村とは、次のとおり協定を締結する。", ("海山市", "森村"), []),  # named anew, too
    ],
)
def test_one_who_agrees_and_does_not_sign_is_told(tmp_path, preamble: str, called: tuple[str, ...], told: list[str]):
    """A town left an agreement of ten: the 前文 named ten, nine signed, and nothing was said."""
    base = Provision("共同利用に関する協定", preamble=(preamble,), closing=(SIGNED,))
    problems = Problems()

    parties = Parties(called, Signature(date=(), signers=()))
    frame(base, date(2023, 3, 27), parties, Occasion(), House("half"), wording(Files(tmp_path), problems), problems)

    said = [p.message for p in problems.warnings if p.code == "前文"]
    assert len(told) == len(said)
    assert all(words in message for words, message in zip(told, said, strict=True))


def test_a_spaced_title_is_cited_by_its_words(tmp_path):
    """覚　書の一部を変更する覚　書: its blanks are layout of its own paper."""
    base = Provision("覚　書", preamble=(SYMBOLS,), closing=(SIGNED,))
    problems = Problems()

    made = frame(
        base, date(2023, 3, 27), Parties(("甲", "乙", "丙"), None), Occasion(), House("half"),
        wording(Files(tmp_path), problems), problems,
    )  # fmt: skip

    assert "覚書の一部を変更する覚書" == made.title
    assert "覚書の一部を次のように変更する。" == made.pillar
