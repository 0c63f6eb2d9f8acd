"""Pages of the book on which the projects of each part are told: as written, or from the document that tells them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.kind import PageSpan
from pipeline.kinds.project_list.model import Division, Entry, Pages, PageSource, Pillar, ProjectList
from pipeline.source.decode import nearest
from pipeline.source.fields import SourceModel

Part = tuple[Pillar, Division | None]


def pages_asked(model: SourceModel) -> Written | None:
    """The source that 頁の元 names."""
    assert isinstance(model, ProjectList)
    return model.page_source.document if model.page_source is not None else None


def part_pages(
    model: ProjectList,
    parts: list[Part],
    homes: Mapping[str, Entry],
    told: Mapping[str, tuple[PageSpan, ...]],
    problems: Problems,
) -> list[Pages | None]:
    """The pages of each part; those that are written down beside a 頁の元 must be the same."""
    written = [pillar.pages if division is None else division.pages for pillar, division in parts]
    if model.page_source is None:
        _check_order([pages for pages in written if pages is not None], problems)
        return written
    found = [_found(part, model.page_source, homes, told, problems) for part in parts]
    for said, counted in zip(written, found, strict=True):
        if said is not None and counted is not None and (said.first, said.last) != (counted.first, counted.last):
            problems.error(
                "頁",
                f"「{said.written}」と書かれていますが、「{counted.written}」の事業の頁は{counted}です",
                "「頁:」を消してください（頁は「頁の元」の文書から入ります）",
                said.written.span(),
            )
    return found


def _check_order(known: list[Pages], problems: Problems) -> None:
    """The projects are told in the order of the list, so their pages follow one another."""
    for before, after in pairwise(known):
        if after.first <= before.last:
            problems.error(
                "頁",
                f"「{after.written}」は、前の「{before.written}」と重なるか、それより前です",
                "頁を確かめてください",
                after.written.span(),
            )


def _found(
    part: Part,
    source: PageSource,
    homes: Mapping[str, Entry],
    told: Mapping[str, tuple[PageSpan, ...]],
    problems: Problems,
) -> Pages | None:
    """From the first page to the last of the projects whose home is here; None if none has, or after an error."""
    pillar, division = part
    spans: list[PageSpan] = []
    for entry in (e for measure in (division or pillar).measures for e in measure.every_entry):
        if homes[entry.name.text] is not entry:
            continue
        here = told.get(entry.name.text, ())
        if len(here) != 1:
            count = "二か所以上にあります" if here else "ありません"
            cure = (
                "見出しの「キー:」で一つに決めてください"
                if here
                else f"{nearest(entry.name.text, told)}（見出しか、その「キー:」を事業名と同じにします）"
            )
            problems.error("頁", f"「{source.document}」に「{entry.name}」の見出しが{count}", cure, entry.name.span())
        spans += here
    if not spans:
        return None
    more = source.first - 1
    return Pages(min(s.first for s in spans) + more, max(s.last for s in spans) + more, source.document)
