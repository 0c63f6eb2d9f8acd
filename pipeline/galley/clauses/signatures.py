"""記名押印欄 -> galley blocks: the day, and for each party the lines that its layout asks for."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.galley.blocks import Block, Para, Run
from pipeline.galley.words import Words
from pipeline.labels.marks import GAP
from pipeline.tree import nodes

DEFAULT_LINES: tuple[tuple[nodes.SignerPart, ...], ...] = (("職名",), ("氏名",))
# Room left for a name that is written by hand.
_BLANK = GAP * 7


def signature(node: nodes.Signature, words: Words) -> tuple[Block, ...]:
    """The whole block."""
    made: list[Block] = [Para("締結日", words.runs(node.date))] if node.date else []
    made += [Para("記名行", words.runs(line)) for line in node.literal]
    for signer in node.signers:
        made += _signer(node, signer, words)
    return tuple(made)


def _signer(node: nodes.Signature, signer: nodes.Signer, words: Words) -> Iterator[Para]:
    lines = signer.lines or node.lines
    style, label = "記名", words.label(signer.symbol) if signer.symbol else ()
    placed = any("記号" in line for line in lines)
    usual = lines == DEFAULT_LINES
    # Lines of an own layout stand under each other: behind the symbol, or at the edge where there is none.
    next_style = "記名者" if usual else "記名続き" if signer.symbol else "記名行"
    if signer.heading:
        yield Para("記名", words.runs(signer.heading))
        style = next_style
    for line in lines:
        runs = tuple(_line(line, node, signer, words))
        own = label if not placed or "記号" in line else ()
        if not runs and not (placed and own):
            continue
        yield Para(style if own or not placed else next_style, runs, own)
        style, label = next_style, () if own else label


def _line(
    line: tuple[nodes.SignerPart, ...], node: nodes.Signature, signer: nodes.Signer, words: Words
) -> Iterator[Run]:
    """What stands on one line; parts that a party does not have are left out."""
    parts: list[tuple[Run, ...]] = []
    for part in line:
        match part:
            case "住所":
                parts.append(words.runs(signer.address))
            case "名称":
                parts.append(words.runs(signer.body))
            case "職名":
                parts.append(words.runs(signer.office))
            case "氏名":
                blank = node.unsigned or not signer.name
                parts.append((Run(_BLANK),) if blank else words.runs(signer.name, "氏名"))
            case "印":
                parts.append(words.runs(node.seal))
            case "記号":
                pass  # the label of the line
    first = True
    for runs in parts:
        if runs:
            if not first:
                yield Run(GAP)
            yield from runs
            first = False
