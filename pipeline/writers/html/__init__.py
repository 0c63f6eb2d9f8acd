"""Comparison, change report and matrix of partners -> web pages that need nothing beside themselves."""

from pipeline.writers.html.pages import Owned, comparison_page, matrix_page, report_page

__all__ = ["Owned", "comparison_page", "matrix_page", "report_page"]
