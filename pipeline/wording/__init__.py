"""Wording template and source texts -> document tree: the only place where data becomes words."""

from pipeline.wording.expressions import FUNCTIONS, Scope
from pipeline.wording.read import compose_tree

__all__ = ["FUNCTIONS", "Scope", "compose_tree"]
