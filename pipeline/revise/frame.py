"""A proven amendment and the facts of its base -> the words around the 改め文 in a 変更協約書 (domain notes 3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.notation import wareki
from pipeline.notation.house import House
from pipeline.revise.provision import Provision
from pipeline.tree.nodes import Signature, text_of
from pipeline.tree.refer import BoundDocument


@dataclass(frozen=True, slots=True)
class Signer:
    """One party of the signature block."""

    symbol: str
    office: str
    name: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the 改め文: 題名, 前文, 柱書, 末文, 締結日, 記名."""

    title: str
    preamble: str
    pillar: str
    closing: str
    day: str
    signers: tuple[Signer, ...]


def frame(base: Provision, signed: date | None, new: BoundDocument, day: date | None, house: House) -> Frame:
    """The frame of an amendment of the agreement `base`, signed by those who sign `new`.

    Basis: 地方自治法第252条の2第4項 (changes are agreed like the agreement itself); the base goes by name and date, its
    parties by the words of its own 前文. `day` None leaves the date blank, in the era of the base.
    """
    base_title = base.title
    block = next(b for b in new.document.body if isinstance(b, Signature))
    signers = tuple(Signer(s.symbol, text_of(s.office), text_of(s.name)) for s in block.signers)
    parties = "及び".join(s.symbol for s in signers) if len(signers) == 2 else _listed([s.symbol for s in signers])
    introduced = next(
        (line.partition("は、")[0] for line in base.preamble if "（以下「甲」という。）" in line), parties
    )
    when = f"{house.date(signed)}に締結した" if signed is not None else ""
    title = f"{base_title}の一部を{house.revising}する連携協約"
    return Frame(
        title=title,
        preamble=house.text(
            f"{introduced}は、地方自治法（昭和22年法律第67号）第252条の2第4項の規定により、{when}「{base_title}」の一部を"
            f"{house.revising}する連携協約を次のとおり締結する。"
        ),
        pillar=house.text(f"{base_title}の一部を次のように{house.revising}する。"),
        closing=house.text(
            f"この連携協約の締結を証するため、本書{len(signers)}通を作成し、{parties}が記名押印の上、各自1通を保有する。"
        ),
        day=house.text(house.date(day)) if day is not None else _blank(signed),
        signers=signers,
    )


def _listed(symbols: list[str]) -> str:
    """甲、乙及び丙."""
    return "、".join(symbols[:-1]) + "及び" + symbols[-1]


def _blank(signed: date | None) -> str:
    """A date to be filled in by hand: never today's date."""
    era = wareki.format(signed)[:2] if signed is not None else "　　"
    return f"{era}　　年　　月　　日"
