"""Who signs and when -> what a signed box shows, as pyHanko puts it into the file."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

from pipeline.diagnostics import Problems
from pipeline.labels.marks import SIGNED
from pipeline.late.dataclass import dataclass
from pipeline.notation.dates import wareki
from pipeline.project.signatures.keys import UnsignedError
from pipeline.project.signatures.mark import JAPAN
from pipeline.source.files import Files
from pipeline.source.resources import template_path
from pipeline.typeset.styling import resolve
from pipeline.writers.pdf.fonts.faces import MissingGlyphError
from pipeline.writers.pdf.fonts.provider import FontProvider
from pipeline.writers.pdf.signing.look import NoRoomError, signature_look

_SHEET = "pdf/base.yaml"


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs, by the certificate, and when."""

    signer: str
    moment: datetime


class _Sheet(PdfContent):
    """A page of a PDF that is no file."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data

    def render(self) -> bytes:
        imported = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._data)))
        self.resources.xobject["/Look"] = imported
        left, bottom, right, top = imported.get_object()["/BBox"]
        self.box = BoxConstraints(width=right - left, height=top - bottom)
        return b"/Look Do"


def look(signing: Signing, width_pt: float, height_pt: float) -> StaticStampStyle:
    """電子署名, the name and the day, as large as the box allows. Raises UnsignedError."""
    # Fonts of an office are its documents' business: every machine that signs has the shipped ones.
    files, problems = Files(Path(__file__).parent), Problems()
    path = template_path(_SHEET, files)
    assert path is not None, "the program brings its own"
    design = resolve.read(path, problems, _SHEET, files)
    assert design is not None, problems.found
    lines = (SIGNED, signing.signer, wareki.format(signing.moment.astimezone(JAPAN).date()))
    try:
        page = signature_look(lines, width_pt, height_pt, design, FontProvider(folders=()))
    except NoRoomError as error:
        raise UnsignedError(
            "電子署名の欄が小さすぎて、署名した者の名前が入りません", "欄を大きくするか、欄のないPDFに署名してください"
        ) from error
    except MissingGlyphError as error:
        raise UnsignedError(
            f"証明書の名前「{signing.signer}」の字形が書体にないので、欄に印刷できません",
            "欄のないPDFに署名してください",
        ) from error
    whole = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID)
    return StaticStampStyle(border_width=0, background=_Sheet(page), background_layout=whole)
