"""Comparison, change report, matrix of partners, printed pages side by side -> web pages that need nothing beside them."""

from pipeline.writers.html.pages import Owned, comparison_page, matrix_page, report_page
from pipeline.writers.html.printed import Plate, printed_page

__all__ = ["Owned", "Plate", "comparison_page", "matrix_page", "printed_page", "report_page"]
