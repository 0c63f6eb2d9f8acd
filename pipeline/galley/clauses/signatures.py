"""記名押印欄 -> galley blocks: the day, and for each party the lines that its layout asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.galley.blocks import Block, Para, Run, SignatureBox, plain
from pipeline.galley.words import Words
from pipeline.labels.marks import GAP, SIGNATURE_BOX
from pipeline.tree import nodes

DEFAULT_LINES: tuple[tuple[nodes.SignerPart, ...], ...] = (("職名",), ("氏名",))
# Room left for a name that is written by hand.
_BLANK = GAP * 7


def signature(node: nodes.Signature, words: Words) -> tuple[Block, ...]:
    """The whole block."""
    made: list[Block] = [Para("締結日", words.runs(node.date))] if node.date else []
    made += [Para("記名行", words.runs(line)) for line in node.literal]
    boxes: list[SignatureBox] = []
    for signer in node.signers:
        lines = list(_signer(node, signer, words))
        if node.boxes and lines:
            boxes.append(_box(node, signer, words, boxes))
            lines = [replace(line, box=boxes[-1]) for line in lines]
        made += lines
    return tuple(made)


def _box(node: nodes.Signature, signer: nodes.Signer, words: Words, others: list[SignatureBox]) -> SignatureBox:
    """It is called by the symbol of the party, or by who signs where it has none."""
    said = [plain(words.runs(part)) for part in (signer.heading, signer.body, signer.office)]
    who = plain(words.runs(signer.name)) if not node.unsigned else ""
    symbol = words.house.text(signer.symbol)
    called = symbol or next(filter(None, (*said[::-1], who)), "") or str(len(others) + 1)
    taken = {box.name for box in others}
    names = (called, *[f"{called}{n}" for n in range(2, len(others) + 3)])
    spoken = GAP.join(filter(None, (symbol, *said, who)))
    # A name of a field holds no full stop (ISO 32000-1, 12.7.3.2): it would part it.
    name = next(name for name in (name.replace(".", "．") for name in names) if name not in taken)
    return SignatureBox(name, SIGNATURE_BOX.format(signer=spoken))


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
