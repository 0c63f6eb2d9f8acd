"""The 変更協約書 of a paper of many towns calls them as the paper does: 構成市町村, not thirty names."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.diagnostics import Problems, Rejected
from pipeline.galley import Para, plain
from pipeline.notation.house_style import House
from pipeline.papers.amendment_frame import Occasion, Parties, frame, wording
from pipeline.provision.unit import Provision
from pipeline.source.files import Files
from pipeline.tree.nodes import Signature
from tests.workshop import ROOT

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


def _said(tmp_path, changes: dict[str, str], parties: tuple[str, ...] = TOWNS) -> list[str]:
    """What is said of a 変更協約書 in words of a house that were changed so."""
    words = (ROOT / "templates/wording/変更協約書.yaml").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in words
        words = words.replace(old, new)
    own = tmp_path / "templates/wording/変更協約書.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(words, encoding="utf-8")
    problems = Problems()
    base = Provision("施設の共同利用に関する協定", preamble=(NAMED,), closing=(SIGNED,))
    try:
        frame(
            base, None, Parties(parties, None), Occasion(), House("full"), wording(Files(tmp_path), problems), problems
        )
    except Rejected:
        return [d.message for d in problems.errors]
    return []


@pytest.mark.parametrize("copies", ["2通", "２通", "二通"])
def test_typed_copies_in_the_words_of_a_house_must_be_those_of_the_parties(tmp_path, copies: str):
    """A house of one partner types 2通; an agreement of three then said that two papers are made."""
    assert [f"変更協約書の末文は「{copies}を作成」ですが、当事者は3者です"] == _said(tmp_path, {"{{ 通数 }}通": copies})


def test_typed_copies_that_are_right_stay(tmp_path):
    assert [] == _said(tmp_path, {"{{ 通数 }}通": "2通"}, TOWNS[:2])


_NAMELESS = {
    '題名: "{{ 元の協約 }}の': '題名: "協定の', '柱書: "{{ 元の協約 }}の一部を': '柱書: "', "「{{ 元の協約 }}」の一部を": "一部を"
}  # fmt: skip


@pytest.mark.parametrize("kept", [None, *_NAMELESS])
def test_what_is_amended_is_named_at_least_once(tmp_path, kept: str | None):
    """Words of a house without {{ 元の協約 }} say 「次のように変更する。」 of nothing, or name another agreement."""
    changes = {old: new for old, new in _NAMELESS.items() if old != kept}
    expected = "変更協約書の題名にも前文にも柱書にも、元の文の題名「施設の共同利用に関する協定」がありません"

    assert ([] if kept else [expected]) == _said(tmp_path, changes)
