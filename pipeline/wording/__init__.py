"""Wording template and source texts -> document tree: the only place where data becomes words."""

from pipeline.wording.expressions import Scope, Value
from pipeline.wording.read import compose_tree

__all__ = ["Scope", "Value", "compose_tree"]
