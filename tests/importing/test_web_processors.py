"""Pages that a word processor saved: what stands at the edges of its pages, numbers of pages and notes are told, and no words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.importing.web.page import read_page
from pipeline.importing.web.paper import of_page
from tests.workshop import messages

LINES = [
    "緑川市と白石町との連携に関する協定書",
    "（目的）",
    "第1条　甲及び乙は、連携して取り組む。",
    "第2条　費用は、別に定める。",
]
# Markup of LibreOffice 7.4 and Word 2016 -> why its words are left out; what may stand in the midst of a line comes first.
WITHIN = {
    '<span style="background: #c0c0c0"><sdfield type=PAGE subtype=RANDOM format=PAGE>7</sdfield></span>': ("頁番号", "7"),
    '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>8</sup></a>': ("脚注の番号", "8"),
    '<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[9]</span></a>': ("脚注の番号", "[9]"),
    '<a class=msocomanchor id="_anchor_1">[担1]</a>': ("コメント", "[担1]"),
}  # fmt: skip
BETWEEN = {
    '<div title="header"><p>北浜市例規集</p></div>': ("ヘッダー", "北浜市例規集"),
    '<div title="footer"><p>－<sdfield type=PAGE>2</sdfield>－</p></div>': ("フッター", "－2－"),
    '<div id="sdfootnote1"><p class="sdfootnote"><a href="#x">1</a>脚注の語。</p></div>': ("脚注", "1脚注の語。"),
    '<div id="sdendnote2"><p>終わりの語。</p></div>': ("文末脚注", "終わりの語。"),
    '<div id=ftn1><p class=MsoFootnoteText>[1] 注の語。</p></div>': ("脚注", "[1]注の語。"),
    "<div style='mso-element:comment-list'><div style='mso-element:comment'>見直す語</div></div>": ("コメント", "見直す語"),
    "<div style='mso-element:endnote-list'><p>末の語</p></div>": ("文末脚注", "末の語"),
}  # fmt: skip


def page(body: str) -> bytes:
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


@given(
    st.lists(st.tuples(st.sampled_from(sorted(WITHIN | BETWEEN)), st.integers(0, len(LINES) - 1), st.integers(1, 8)))
)
def test_what_a_word_processor_adds_is_no_word_and_told(added: list[tuple[str, int, int]]):
    """－2－ stood behind a 備考, and the number of a footnote in the midst of a 条."""
    made = list(LINES)
    between: list[str] = [""] * (len(LINES) + 1)
    for markup, line, at in added:
        if markup in BETWEEN:
            between[line] += markup
        elif made[line] == LINES[line] and not LINES[line].startswith("（"):
            made[line] = made[line][:at] + markup + made[line][at:]
    body = "".join(f"{more}<p>{words}</p>" for more, words in zip(between, made, strict=False))
    problems = Problems()

    paper = of_page(page(body), "a.html", problems)

    assert paper is not None
    assert LINES == [line.bare for line in paper.lines]
    said = [message for message in messages(problems) if "を除いて読みました" in message]
    for markup, (why, words) in (WITHIN | BETWEEN).items():
        assert (markup in body) == any(f"{why}の文を除いて読みました: 「{words}」" in message for message in said)


def test_the_same_holds_where_pages_are_compared():
    read = read_page(page(f"<p>{LINES[0]}</p>{next(iter(BETWEEN))}"), "a.html", Problems())

    assert read is not None
    assert [LINES[0]] == [node.words for _, node in read.blocks]


def test_other_fields_of_a_page_are_its_words():
    read = read_page(page("<p>令和<sdfield type=DATETIME>6年</sdfield></p>"), "a.html", Problems())

    assert read is not None
    assert ["令和6年"] == [node.words for _, node in read.blocks]
