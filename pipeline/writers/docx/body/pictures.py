"""Pictures of files -> inline DrawingML, and the parts that hold them: each file once. Shapes go as SVG beside a picture of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.writers.docx.parts.ooxml import R_NS, attribute

if TYPE_CHECKING:
    from pipeline.galley import Image
    from pipeline.pictures import Picture

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_EMU_PER_PT = 12_700
# Pictures of a document are numbered from here on: above its drawings and those of a template.
FIRST_PICTURE = 2_000_001
_MEDIA = "word/media"


class Medium(NamedTuple):
    """A part of its own: its name, its bytes, and by which id the document names it."""

    part: str
    data: bytes
    id: str


class PictureWriter:
    """Writes the pictures of one document. `media` are the parts that it asks for."""

    def __init__(self) -> None:
        self.media: list[Medium] = []
        self._known: dict[str, tuple[str, str | None]] = {}
        self._count = FIRST_PICTURE

    def run(self, image: Image, measure_pt: float) -> str:
        """The w:r of a picture in a text of this width."""
        shown, drawn = self._ids(image.picture)
        width, height = (round(side * _EMU_PER_PT) for side in image.size_pt(measure_pt))
        number, self._count = self._count, self._count + 1
        alt = attribute(image.alt)
        vector = ""
        if drawn is not None:
            vector = (
                '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
                f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{drawn}"/></a:ext></a:extLst>'
            )
        return (
            "<w:r><w:rPr><w:noProof/></w:rPr><w:drawing>"
            f'<wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="図版{number - FIRST_PICTURE + 1}" descr="{alt}"/>'
            f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_A}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}">'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="図版{number - FIRST_PICTURE + 1}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip xmlns:r="{R_NS}" r:embed="{shown}">{vector}</a:blip>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )

    def _ids(self, picture: Picture) -> tuple[str, str | None]:
        """By which ids the document names a picture: what every program shows, and the shapes."""
        known = self._known.get(picture.sha256)
        if known is None:
            if picture.group is None:
                known = self._medium(picture.form, picture.data), None
            else:
                from pipeline.writers.pdf.rendered import as_png  # noqa: PLC0415 - most documents have no such picture

                known = self._medium("png", as_png(picture)), self._medium("svg", picture.data)
            self._known[picture.sha256] = known
        return known

    def _medium(self, ending: str, data: bytes) -> str:
        number = len(self.media) + 1
        medium = Medium(f"{_MEDIA}/renkei{number}.{ending}", data, f"rIdPicture{number}")
        self.media.append(medium)
        return medium.id
