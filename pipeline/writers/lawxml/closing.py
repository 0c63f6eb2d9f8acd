"""以上, 末文, the day and 記名 -> AppdxNote: the schema has no element for them, and this form alone survives Lawtext."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from pipeline.galley.blocks import Para
from pipeline.galley.clauses.signatures import DEFAULT_LINES, signature
from pipeline.labels.marks import GAP
from pipeline.tree import nodes
from pipeline.writers.lawxml.elements import Element
from pipeline.writers.lawxml.sentences import Piece, Sentences, of_runs

End = nodes.Closing | nodes.DateLine | nodes.Marker | nodes.Signature


def closing(ends: list[End], sentences: Sentences) -> Element:
    """One line in each Note; the line of a signer in Columns: 甲, 職名, 氏名."""
    lines = [line for end in ends for line in _lines(end, sentences)]
    return Element("AppdxNote", tuple(_note(line, sentences) for line in lines))


def _note(line: tuple[Piece, ...], sentences: Sentences) -> Element:
    words = "".join(piece.text for piece in line)
    held = sentences.columns((line,)) if GAP in words else (sentences.sentence(line),)
    return Element("NoteStruct", (Element("Note", held),))


def _lines(end: End, sentences: Sentences) -> Iterator[tuple[Piece, ...]]:
    match end:
        case nodes.Closing(text=text) | nodes.DateLine(text=text) | nodes.Marker(text=text):
            yield sentences.pieces(text)
        case nodes.Signature():
            if end.date:
                yield sentences.pieces(end.date)
            for signer in end.signers:
                yield from _signer(replace(end, date=(), signers=(signer,)), sentences)
        case _:
            assert_never(end)


def _signer(alone: nodes.Signature, sentences: Sentences) -> Iterator[tuple[Piece, ...]]:
    paras = [block for block in signature(alone, sentences.words) if isinstance(block, Para)]
    lines = [of_runs((*para.label, *para.runs)) for para in paras]
    if alone.lines == DEFAULT_LINES:
        heads = lines[:1] if alone.signers[0].heading else []
        yield from heads
        yield tuple(piece for line in lines[len(heads) :] for piece in (*line, Piece(GAP)))
    else:
        yield from lines
