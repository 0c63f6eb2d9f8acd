"""Papers cut, joined, turned and spoiled: each character stands in the source, is computed by a build, or was told."""

from __future__ import annotations

import yaml
from hypothesis import given, note, settings
from hypothesis import strategies as st

from pipeline.importing.paper import cleaned
from pipeline.importing.plain_paper import read_lines
from pipeline.importing.structure.read import NoClausesError, read
from pipeline.importing.transcript.ledger import Ledger, lost
from pipeline.importing.transcript.source import SourceWriter
from pipeline.source.rewriting.yaml_text import render
from tests.examples import examples
from tests.importing.desk import PAPERS

TEXTS = [p.read_text(encoding="utf-8") for p in sorted(PAPERS.glob("*.txt"))]
LINES = sorted({line for text in TEXTS for line in text.splitlines()})
PIECES = [
    "（", "）", "(", "第", "条", "1　", "(1)　", "ア　", "a ", "i ", "。", "、", "\t", "\t\t", "　", "備考", "注　", "附　則", "別表",
    "別表第2（第1条関係）", "甲　", "令和4年3月28日", "{{", "}}", " #7119", ": ", "「", "①", "⑴", "第2条", "第一条　", "\x0b", "目次",
    "第1章　総則", "印",
]  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """A paper with up to four changes of lines and characters."""
    lines = draw(st.sampled_from(TEXTS)).splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        place = draw(st.integers(0, len(line)))
        match draw(st.sampled_from(["drop", "add", "swap", "twice", "put in", "cut", "join", "take out"])):
            case "drop" if len(lines) > 1:
                del lines[at]
            case "add":
                lines.insert(at, draw(st.sampled_from(LINES)))
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], line
            case "twice":
                lines.insert(at, line)
            case "put in":
                lines[at] = line[:place] + draw(st.sampled_from(PIECES)) + line[place:]
            case "cut":
                lines[at : at + 1] = [line[:place], line[place:]]
            case "join":
                lines[at : at + 2] = ["".join(lines[at : at + 2])]
            case _:
                lines[at] = line[:place] + line[place + draw(st.integers(1, 5)) :]
    return "\n".join(lines) + "\n"


@settings(max_examples=examples(150), deadline=None)
@given(spoiled())
def test_no_character_of_a_spoiled_paper_goes_without_a_word(text: str):
    paper = cleaned(read_lines(text, "paper.txt"))
    try:
        draft = read(paper)
    except NoClausesError:
        return
    ledger = Ledger()
    written = render(SourceWriter(draft, ledger, signers_in_area=False).source())

    note(text + "\n" + written)
    assert () == lost(paper, draft, ledger, _scalars(yaml.load(written, Loader=yaml.CBaseLoader)))


def test_a_day_that_stands_among_other_lines_and_again_at_the_end_is_counted_once_each():
    """Below the title with lines behind it it is words; the day of signing is the one that a build prints."""
    text = "○図書館に関する協定\n平成23年10月3日\n沿革の注\n第1条　利用させる。\n以上を証する。\n平成23年10月3日\n甲　文市長　文田　学\n乙　学町長　学田　文\n"
    paper = cleaned(read_lines(text, "paper.txt"))
    draft, ledger = read(paper), Ledger()
    written = render(SourceWriter(draft, ledger, signers_in_area=False).source())

    assert () == lost(paper, draft, ledger, _scalars(yaml.load(written, Loader=yaml.CBaseLoader)))
    assert 2 == written.count("平成23年10月3日")


def test_the_name_of_a_party_that_stands_alone_is_not_lost():
    """Without a second party no 当事者 are written, and the name of the one was left to them."""
    text = "図書館に関する協定\n第1条　利用させる。\n令和2年3月16日\n（甲）　文市\n　　文市長　文田　学\n"
    paper = cleaned(read_lines(text, "paper.txt"))
    draft, ledger = read(paper), Ledger()
    written = render(SourceWriter(draft, ledger, signers_in_area=False).source())

    assert () == lost(paper, draft, ledger, _scalars(yaml.load(written, Loader=yaml.CBaseLoader)))
    assert "名称: 文市" in written


def test_signs_of_a_source_among_the_words_behind_which_a_wrong_number_of_copies_stands_are_words():
    """The number was put where it stood before the signs were written as words, and cut the sentence."""
    text = "図書館に関する協定\n第1条　利用させる。\n{{この協定の証として、本書3通を作成する。\n令和2年3月16日\n甲　文市長　文田　学\n乙　学町長　学田　文\n"
    paper = cleaned(read_lines(text, "paper.txt"))
    draft, ledger = read(paper), Ledger()
    written = render(SourceWriter(draft, ledger, signers_in_area=False).source())

    assert () == lost(paper, draft, ledger, _scalars(yaml.load(written, Loader=yaml.CBaseLoader)))
    assert '本書{{ 文字("3通") }}を作成する。' in written


def _scalars(tree: object) -> list[str]:
    match tree:
        case str():
            return [tree]
        case dict():
            return [s for pair in tree.items() for each in pair for s in _scalars(each)]
        case list():
            return [s for each in tree for s in _scalars(each)]
        case _:
            return []
