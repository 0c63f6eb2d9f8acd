"""A picture of shapes -> pixels, for programs that draw none: by way of a page of PDF, so that both look alike."""

from __future__ import annotations

import io

from pipeline.diagnostics import Problems
from pipeline.pictures import Picture
from pipeline.writers.pdf.fonts.provider import FontChain, FontProvider
from pipeline.writers.pdf.pdf_file import Shell
from pipeline.writers.pdf.pictures import embed_picture

# Wide enough for the width of a text on A4 at 300 dpi.
_WIDTH_PX = 1800
# The font of words in pictures.
_FONT = ("Noto Sans JP",)


def as_png(picture: Picture) -> bytes:
    """The picture on white, the same bytes each time."""
    import pypdfium2  # noqa: PLC0415 - most documents have no such picture

    page = pypdfium2.PdfDocument(_page(picture))[0]
    image = page.render(scale=_WIDTH_PX / picture.width_px).to_pil().convert("RGB")
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=6)
    return stream.getvalue()


def _page(picture: Picture) -> bytes:
    chain = FontProvider().chain(_FONT, Problems())
    assert isinstance(chain, FontChain), "this font comes with the program"
    shell = Shell()
    width, height = picture.width_px, picture.height_px
    shell.page(width, height, "/P1 Do")
    shell.picture("P1", embed_picture(shell, picture, chain))
    return shell.finish({})
