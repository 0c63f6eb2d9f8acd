"""Numbered tree -> galley: styled paragraphs and grids in which every word, label, bracket and space is decided."""

from pipeline.galley.blocks import (
    LEADER,
    LINE_OF,
    Block,
    Cell,
    Drawing,
    Galley,
    Grid,
    Image,
    PageBreak,
    Para,
    Part,
    Row,
    Run,
    SignatureBox,
    leads,
    plain,
)

__all__ = [
    "LEADER",
    "LINE_OF",
    "Block",
    "Cell",
    "Drawing",
    "Galley",
    "Grid",
    "Image",
    "PageBreak",
    "Para",
    "Part",
    "Row",
    "Run",
    "SignatureBox",
    "leads",
    "plain",
]
