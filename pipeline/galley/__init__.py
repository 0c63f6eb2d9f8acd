"""Numbered tree -> galley: styled paragraphs and grids in which every word, label, bracket and space is decided."""

from pipeline.galley.blocks import Block, Cell, Galley, Grid, PageBreak, Para, Part, Row, Run, plain

__all__ = ["Block", "Cell", "Galley", "Grid", "PageBreak", "Para", "Part", "Row", "Run", "plain"]
