"""Drawings of ours in Word documents that another program saved."""

from __future__ import annotations

from tests.importing.test_word import paper


def test_a_drawing_of_ours_is_known_by_the_styles_of_its_words():
    """LibreOffice drops the title and the description of a table; 表中央 stands in drawings, too."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("S1", "図本文"), ("S2", "表中央"))
    )
    cells = "".join(
        f'<w:tc><w:p><w:pPr><w:pStyle w:val="{key}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>'
        for key, words in (("S2", "4月"), ("S1", "検討"))
    )
    drawn, plain = (
        paper(f"<w:tbl><w:tblPr/>{row}</w:tbl>", styles=styles).paper.lines[0].drawn
        for row in (f"<w:tr>{cells}</w:tr>", f"<w:tr>{cells.replace('S1', 'S2')}</w:tr>")
    )

    assert drawn
    assert not plain
