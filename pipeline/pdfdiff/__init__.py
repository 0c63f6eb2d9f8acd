"""PDF -> what stands printed on its pages (characters with their places) and pictures of them."""

from pipeline.pdfdiff.page import Box, Drawn, PrintedLine, PrintedPage
from pipeline.pdfdiff.reader import Facsimile, UnprintableError

__all__ = ["Box", "Drawn", "Facsimile", "PrintedLine", "PrintedPage", "UnprintableError"]
