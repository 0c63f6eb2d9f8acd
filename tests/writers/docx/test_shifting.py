"""Templates whose headers print something else each time that they are opened, or are counted by Word: told by name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.writers.docx import compile_template, new_template
from tests.writers.docx.kit import DOCUMENT, changed, contract, refused

FOOTER = "word/footer2.xml"


def told(data: bytes) -> list[str]:
    """What a template is told of, and used all the same."""
    problems = Problems()
    assert compile_template(data, "ひな形.docx", contract(), problems) is not None
    assert {"ひな形文字"} >= {d.code for d in problems.found}
    assert not problems.errors
    return [f"{d.place}: {d.message}" for d in problems.found]


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


@given(
    st.sampled_from(["DATE", "TIME", "SAVEDATE", "FILENAME", "MERGEFIELD", "USERNAME", "PAGE", "NUMPAGES", "STYLEREF"]),
    st.sampled_from(["simple", "in pieces", "lower"]),
)
def test_a_field_that_changes_by_itself_is_told(code: str, way: str):
    """DATE in a footer: the paper of a day that was signed says another one whenever it is opened."""
    said = f" {code.lower() if way == 'lower' else code} \\* MERGEFORMAT "
    if way == "simple":
        field = f'<w:fldSimple w:instr="{said}"><w:r><w:t>x</w:t></w:r></w:fldSimple>'
    else:
        pieces = "".join(
            f'<w:r><w:instrText xml:space="preserve">{said[n : n + 3]}</w:instrText></w:r>'
            for n in range(0, len(said), 3)
        )
        field = f"{mark('begin')}{pieces}{mark('separate')}<w:r><w:t>x</w:t></w:r>{mark('end')}"
    found = told(changed(FOOTER, lambda xml: xml.replace("</w:p>", f"{field}</w:p>", 1)))

    if code in ("PAGE", "NUMPAGES", "STYLEREF"):
        assert [] == found
    else:
        [message] = found
        assert f"フッター（footer2.xml）に、開くたびに変わるフィールド（{code}、" in message


def test_a_footer_that_word_numbers_is_told():
    numbers = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'

    [message] = told(changed(FOOTER, lambda xml: xml.replace("</w:pPr>", f"{numbers}</w:pPr>", 1)))

    assert "Wordの段落番号が付いています" in message


def test_the_shipped_template_is_silent():
    assert [] == told(new_template())


def test_a_place_in_a_content_control_is_told_as_such():
    """It was called a table, a text box or a header, and a text besides."""
    wrapped = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    slot = "<w:p><w:r><w:t>{{ 本文 }}</w:t></w:r></w:p>"

    found = refused(changed(DOCUMENT, lambda xml: xml.replace(slot, wrapped.format(slot))))

    assert any("コンテンツ コントロールの中にあります" in line for line in found["ひな形差込位置"])
    assert "ひな形文字" not in found
