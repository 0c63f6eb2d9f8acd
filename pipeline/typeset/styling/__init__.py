"""Stylesheet of the PDF -> design: every length in points."""
