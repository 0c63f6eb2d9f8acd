"""Words for the names at the end that stand on no line there: refused, since a paper would lose them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.shared.clauses.paper import Paper
from pipeline.kinds.shared.clauses.parties import layout_of
from pipeline.kinds.shared.clauses.signing import Hand, SignerPart, Witness

_Lines = Sequence[Sequence[SignerPart]]


def check_names_are_printed(model: Paper, problems: Problems) -> None:
    """Refuses what the source says of signers, witnesses and the seal that no line of the names has a place for."""
    layout = layout_of(model)
    named = _has_names(model)
    if model.is_signed and not named:
        problems.error(
            "印刷しない語",
            "「当事者」がないので、「記名欄」に記名する者がありません",
            "「当事者:」を書くか、「記名欄:」を消してください",
        )
    lines: _Lines = layout.set_lines if named else ()
    of_parties = lines if model.names_heads else ()
    used = [of_parties]
    for called, hand in model.signers.items():
        own = hand.lines if hand.lines and model.names_heads else of_parties
        used.append(own)
        _check(called, hand, own, model, problems)
    for witness in model.witnesses:
        used.append(witness.lines if witness.lines and named else lines)
        _check(str(witness.heading or "立会人"), witness, used[-1], model, problems)
    if layout.seal is not None and not any("印" in line for lines in used for line in lines):
        _refuse("記名欄", (("印", layout.seal),), model, problems)


def _has_names(model: Paper) -> bool:
    return model.is_signed and bool(model.parties or layout_of(model).literal)


def _check(who: str, signer: Hand | Witness, lines: _Lines, model: Paper, problems: Problems) -> None:
    lost = [(part, words) for part, words in _parts(signer) if not any(part in line for line in lines)]
    if lost:
        _refuse(who, lost, model, problems)


def _refuse(who: str, lost: Sequence[tuple[SignerPart, Written]], model: Paper, problems: Problems) -> None:
    if not _has_names(model):
        cure = "名前を印刷するなら「記名欄:」に形を書き"
    elif not model.names_heads:
        cure = "印刷するなら「行のまま」の行に書き"
    else:
        cure = f"印刷するなら「記名欄」の「行」に{'・'.join(part for part, _ in lost)}を置き"
    problems.error(
        "印刷しない語",
        f"「{who}」の{'、'.join(f'{part}「{words}」' for part, words in lost)}を印刷する行がありません",
        f"{cure}、しないなら、ここから消してください",
        lost[0][1].span(),
    )


def _parts(signer: Hand | Witness) -> Iterator[tuple[SignerPart, Written]]:
    named: tuple[tuple[SignerPart, Written | None], ...] = (
        ("住所", signer.address),
        ("名称", signer.body),
        ("職名", signer.office),
        ("氏名", signer.name),
    )
    yield from ((part, words) for part, words in named if words is not None and words.text.strip())
