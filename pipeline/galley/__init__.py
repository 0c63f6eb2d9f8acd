"""Numbered tree -> galley: styled paragraphs and grids in which every word, label, bracket and space is decided."""

from pipeline.galley.blocks import Block, Cell, Drawing, Galley, Grid, PageBreak, Para, Part, Row, Run, plain

__all__ = ["Block", "Cell", "Drawing", "Galley", "Grid", "PageBreak", "Para", "Part", "Row", "Run", "plain"]
