"""Theme of the shipped template: Word wants one; only its two fonts matter."""

from __future__ import annotations

from pipeline.writers.docx.parts.ooxml import DECLARATION

# The palette of Office 2013 and later, which Word offers in its colour menus.
_COLOURS = (
    ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "44546A"), ("lt2", "E7E6E6"), ("accent1", "4472C4"),
    ("accent2", "ED7D31"), ("accent3", "A5A5A5"), ("accent4", "FFC000"), ("accent5", "5B9BD5"), ("accent6", "70AD47"),
    ("hlink", "0563C1"), ("folHlink", "954F72"),
)  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_xml(body_font: str, heading_font: str) -> str:
    """word/theme/theme1.xml; each list of formats has the three entries that the schema demands."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS)
    line = f'<a:ln w="6350">{_FILL}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="renkei">'
        f'<a:themeElements><a:clrScheme name="renkei">{colours}</a:clrScheme><a:fontScheme name="renkei">'
        f"{_font('majorFont', heading_font)}{_font('minorFont', body_font)}</a:fontScheme>"
        f'<a:fmtScheme name="renkei"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def _font(role: str, name: str) -> str:
    return (
        f'<a:{role}><a:latin typeface="{name}"/><a:ea typeface="{name}"/><a:cs typeface=""/>'
        f'<a:font script="Jpan" typeface="{name}"/></a:{role}>'
    )
