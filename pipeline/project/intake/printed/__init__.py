"""A PDF with a text layer -> the lines and tables of the paper that it prints; what is not certain is refused."""

from pipeline.project.intake.printed.read import read_pdf

__all__ = ["read_pdf"]
