"""Galley -> one web page that needs nothing beside it: for a city's site, for screen readers, for a printer."""

from pipeline.writers.html.document.page import write

__all__ = ["write"]
