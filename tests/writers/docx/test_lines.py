"""Lines that Word would spread over two rows of the grid, and characters of another size than the contract counts in."""

from __future__ import annotations

import pytest

from pipeline.diagnostics import Problems
from pipeline.writers.docx import compile_template
from tests.writers.docx.kit import DOCUMENT, STYLES, changed, contract, refused, unzipped, zipped

BODY = '<w:name w:val="条"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>'


def pitched(pitch: int) -> bytes:
    return changed(DOCUMENT, lambda xml: xml.replace('w:linePitch="440"', f'w:linePitch="{pitch}"'))


def in_font(font: str, pitch: int) -> bytes:
    """The shipped template in another font, on another grid."""
    parts = unzipped(pitched(pitch))
    return zipped(parts | {STYLES: parts[STYLES].decode().replace("ＭＳ 明朝", font).encode()})


def styles_doubled(data: bytes) -> list[str]:
    return [line.split("「")[1].split("」")[0] for line in refused(data)["ひな形行高"]]


def test_a_grid_tighter_than_the_line_is_refused_for_every_style_on_it() -> None:
    """ＭＳ 明朝 12 pt: 15.6 pt in Word; the grid has 15.5 pt. Titles and cells are off the grid."""
    doubled = styles_doubled(pitched(310))
    assert {"条", "項", "前文", "別表項目1"} <= set(doubled)
    assert not {"題名", "表本文", "表見出し", "備考"} & set(doubled)


def test_the_message_tells_heights_and_cures() -> None:
    (line,) = [x for x in refused(pitched(310))["ひな形行高"] if "「条」" in x]
    assert "ＭＳ 明朝 12ポイントの行の高さは15.6ポイント、グリッド線の間隔は15.5ポイント" in line
    assert "固定値" in line


def test_a_grid_as_high_as_the_line_is_accepted() -> None:
    problems = Problems()
    assert compile_template(pitched(312), "a.docx", contract(), problems) is not None
    assert problems.found == []


@pytest.mark.parametrize("font", ["游明朝", "Yu Mincho"])
def test_yu_mincho_needs_more_room(font: str) -> None:
    """1.433 em: 17.2 pt of 12 pt, where ＭＳ 明朝 has room on 17 pt."""
    assert "条" in styles_doubled(in_font(font, 340))
    assert compile_template(in_font("ＭＳ 明朝", 340), "a.docx", contract(), Problems()) is not None


def test_a_font_whose_height_is_not_known_is_a_warning() -> None:
    problems = Problems()
    assert compile_template(in_font("県民明朝", 340), "a.docx", contract(), problems) is not None
    assert {p.code for p in problems.warnings} == {"ひな形行高"}


@pytest.mark.parametrize(
    "setting",
    [
        '<w:snapToGrid w:val="0"/>',
        '<w:spacing w:line="300" w:lineRule="exact"/>',
        '<w:spacing w:line="320" w:lineRule="atLeast"/>',
    ],
)
def test_lines_of_a_set_height_and_lines_off_the_grid_are_left_alone(setting: str) -> None:
    parts = unzipped(pitched(310))
    styles = parts[STYLES].decode().replace(BODY, BODY + setting)
    assert "条" not in styles_doubled(zipped(parts | {STYLES: styles.encode()}))


def test_fonts_may_come_from_the_theme() -> None:
    parts = unzipped(in_font("ＭＳ 明朝", 340))
    styles = parts[STYLES].decode().replace('w:eastAsia="ＭＳ 明朝"', 'w:eastAsiaTheme="minorEastAsia"')
    theme = parts["word/theme/theme1.xml"].decode().replace("ＭＳ 明朝", "游明朝")
    parts |= {STYLES: styles.encode(), "word/theme/theme1.xml": theme.encode()}
    assert "游明朝 12ポイント" in refused(zipped(parts))["ひな形行高"][0]


def test_body_text_of_another_size_than_the_contract_is_refused() -> None:
    smaller = changed(STYLES, lambda xml: xml.replace('<w:sz w:val="24"/><w:szCs w:val="24"/>', '<w:sz w:val="22"/>'))
    assert "「条」の文字の大きさが11ポイントで、契約の12ポイント" in refused(smaller)["ひな形紙面"][0]
