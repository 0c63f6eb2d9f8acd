"""A document and the holders of its copies -> a sheet for each copy: 控え 1／2, whose, how many pages, by what to tell it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from pipeline.diagnostics import Problems
from pipeline.kinds.copies.model import KIND
from pipeline.kinds.kind import Edition, EditionContext
from pipeline.kinds.shared.fields import area_values
from pipeline.labels.marks import GAP
from pipeline.late.dataclass import dataclass
from pipeline.source.fields import SourceModel
from pipeline.tree.nodes import Inlines, Name, Text

# As many digits of a hash as nobody can hit by chance, in groups that can be read out.
_DIGITS, _GROUP = 16, 4


@dataclass(frozen=True, slots=True)
class Document:
    """What is copied: its title, its day (None: still open), its pages, the hash that it bears, and who holds a copy."""

    title: str
    day: date | None
    pages: int
    sources_sha256: str
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy: which it is, and whose."""

    wording_names: ClassVar[Mapping[str, str]] = {"番号": "number", "保有者": "holder"}

    number: int
    holder: Inlines


def prepare(_: SourceModel, setting: EditionContext, problems: Problems) -> Edition | None:
    """The sheets of one document. Raises nothing: what can be wrong was told where the document was looked for."""
    del problems
    told = setting.told
    assert isinstance(told, Document), "sheets are made with what their document tells"
    mark = told.sources_sha256[:_DIGITS].upper()
    return Edition(
        names={
            "題名": (Text(told.title),),
            "日": (Text(setting.house.date(told.day)),) if told.day is not None else (),
            "通数": len(told.holders),
            "頁数": told.pages,
            "照合番号": (Name(" ".join(mark[n : n + _GROUP] for n in range(0, len(mark), _GROUP))),),
            "各通": tuple(Copy(n, (Name(holder),)) for n, holder in enumerate(told.holders, 1)),
        },
        values=area_values(setting.area),
        title=f"{told.title}{GAP}{KIND}",
        subject=setting.area.name.text,
        author=setting.area.name.text,
        day=told.day,
    )
