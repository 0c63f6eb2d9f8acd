"""Where something stands in a source, and what is wrong with it: spans, diagnostics, their rendering."""

from pipeline.diagnostics.problems import Diagnostic, Problems, Rejected, Severity
from pipeline.diagnostics.span import Place, SourceFile, Span, elsewhere
from pipeline.diagnostics.written import Origin, Written

__all__ = [
    "Diagnostic",
    "Origin",
    "Place",
    "Problems",
    "Rejected",
    "Severity",
    "SourceFile",
    "Span",
    "Written",
    "elsewhere",
]
