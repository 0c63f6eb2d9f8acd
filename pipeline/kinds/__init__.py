"""What each kind of document is about. KINDS is the only registry: a new kind is one folder and one line here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pkgutil import resolve_name

from pipeline.kinds.kind import Edition, Kind

__all__ = ["KINDS", "Edition", "Kind"]

_PLACES = {
    "連携協約書": "agreement:AGREEMENT",
    "定住自立圏形成協定書": "settlement:SETTLEMENT",
    "協定書": "accord:ACCORD",
    "覚書": "memorandum:MEMORANDUM",
    "規約": "bylaws:BYLAWS",
    "例規": "ordinance:ORDINANCE",
    "連携ビジョン概要": "vision:VISION",
    "事業一覧": "project_list:PROJECT_LIST",
    "基本計画": "basic_plan:BASIC_PLAN",
    "方針": "policy:POLICY",
    "計画": "policy:PLAN",
    "予算概要": "budget:BUDGET",
    "冊子": "book:BOOK",
    "控え票": "copies:COPIES",
    "議会": "council:COUNCIL",
}


class _Kinds(Mapping[str, Kind]):
    """A kind is imported when it is asked for: a worker carries the models of the documents that it makes."""

    def __getitem__(self, name: str) -> Kind:
        kind = resolve_name(f"{__name__}.{_PLACES[name]}")
        assert isinstance(kind, Kind)
        assert kind.name == name
        return kind

    def __contains__(self, name: object) -> bool:
        return name in _PLACES

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


KINDS: Mapping[str, Kind] = _Kinds()
