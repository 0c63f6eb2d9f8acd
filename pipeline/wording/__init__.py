"""Wording template and source texts -> document tree: the only place where data becomes words."""

from pipeline.wording.expressions import PROSE_FUNCTIONS, Scope, Value
from pipeline.wording.read import compose_tree

__all__ = ["PROSE_FUNCTIONS", "Scope", "Value", "compose_tree"]
