"""Who speaks for a party on a day, and to whom: 提出者, 告示 and 届出 by the head in office; the addressee of a 届出."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pipeline.diagnostics import Problems
from pipeline.kinds.council.dossier import Affair, Side
from pipeline.kinds.council.model import CouncilSession
from pipeline.late.dataclass import dataclass
from pipeline.source import area
from pipeline.source.area import Area
from pipeline.tree.nodes import Inlines, Name, Text

# Source: 地方自治法 第252条の2第2項.
_MINISTER, _GOVERNOR = "総務大臣", "知事"
# Names of offices that say nothing of whose they are.
_BARE: frozenset[str] = frozenset({"知事", "市長", "区長", "町長", "村長"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """職名 and 氏名 of the head of a party."""

    wording_names: ClassVar[dict[str, str]] = {"職名": "office", "氏名": "name"}

    office: Inlines
    name: Inlines


def speaker(session: CouncilSession, facts: Area, day: date | None, problems: Problems) -> Speaker | None:
    """The head in office on a day, or on one near it while it is not known. None after an error."""
    asked = session.body.span()
    if day is None and session.near is not None:
        day = session.near
        said = session.sitting or session.reference
        asked = said.written.span() if said is not None else asked
    if day is None:
        problems.error(
            "在任",
            f"「{session.meeting}」に提出日も会期もなく、だれが提出するかが決まりません",
            "「提出日:」か「会期:」を、どちらも未定なら「基準日:」を書いてください（その日に在任する長を記名します）",
            asked,
        )
        return None
    found = area.head(facts, session.body, day, asked, problems)
    if found is None:
        return None
    if found.office.text.strip() in _BARE:
        problems.warning(
            "職名",
            f"{session.body}の長の職名が「{found.office}」だけで、どの団体の長かが議案などに印刷されません",
            f"area.yaml の「職名:」に「{_whose(session.body.text, found.office.text.strip())}」のように書いてください",
            found.office.span(),
        )
    return Speaker((Name(found.office.text, found.office.origin()),), (Name(found.name.text, found.name.origin()),))


def _whose(body: str, office: str) -> str:
    return f"{body}{office[-1]}" if body.endswith(office[:-1]) else f"{body}{office}"


def addressee(affair: Affair, side: Side, facts: Area, problems: Problems) -> Inlines | None:
    """総務大臣 where a 都道府県 is a party, else the governor of the party's own. None after an error."""
    if any(area.is_prefecture(name) for name in affair.parties):
        return (Text(_MINISTER),)
    prefecture = area.prefecture_of(facts, side.party)
    if prefecture is None:
        problems.error(
            "宛先",
            f"「{side.party}」の都道府県が分からないので、届出の宛先の知事が決まりません",
            "area.yaml に「都道府県: ○○県」を書いてください（違う県にある市町村には、その市町村のところに書きます）",
            facts.name.span(),
        )
        return None
    return (Name(f"{prefecture}{_GOVERNOR}"),)
