"""Galley -> PDF/A-2a and PDF/UA-1, framed by a reportlab document."""

from pipeline.writers.pdf.attachments import Attachment
from pipeline.writers.pdf.document import drawn, laid_out, write
from pipeline.writers.pdf.fonts.provider import FontProvider

__all__ = ["Attachment", "FontProvider", "drawn", "laid_out", "write"]
