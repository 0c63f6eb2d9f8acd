"""An issued PDF and the document as its source is now -> the files of a 正誤表, or what forbids one (renkei errata)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from pathlib import Path

from pipeline.diagnostics import Place, Problems, Written
from pipeline.late.dataclass import dataclass
from pipeline.papers.council.errata import Around, errata
from pipeline.project import documents
from pipeline.project.council.asker import wording
from pipeline.project.council.slips import Refused, judged, replaced_pages
from pipeline.project.export.exporter import Exporter, complete
from pipeline.project.plan import Assignment
from pipeline.project.revision.compare_pdf import compare_printed
from pipeline.project.session import Session
from pipeline.tree.nodes import Text, text_of
from pipeline.wording import Scope, inlines

_TEMPLATE = "council"


@dataclass(frozen=True, slots=True)
class Order:
    """What only the clerk knows: which erratum it is (None: the only one), and its day."""

    number: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """The files ({}: none may be made), what forbids them, and the pages to be replaced (3頁、5頁)."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()
    pages: str = ""


def corrected(issued: Path, assignment: Assignment, order: Order, session: Session, problems: Problems) -> Corrected:
    """The 正誤表 of one document. Raises Rejected if either paper cannot be read."""
    compared = compare_printed(issued, assignment, session, problems, pictured=False)
    problems.stop_if_errors()
    assert compared is not None, "a paper that cannot be read is an error"
    found = compared.report
    pages = "、".join(_page(*pair) for pair in replaced_pages(found.facing))
    place = Place(issued.as_posix())
    if not found.changes:
        problems.error(
            "正誤表",
            f"「{issued.name}」と「{assignment.name}」の字句に違いがありません",
            "原稿を直してから、配布したPDFを指定してください",
            place,
        )
        problems.stop_if_errors()
    slips, refused = judged(found, compared.old_pages)
    if refused:
        problems.error(
            "正誤表",
            f"「{assignment.name}」の違いのうち{len(refused)}か所は、だれが見ても誤りと分かるものではないので、正誤表にできません",
            "議会の承認を得て訂正するか、撤回して提出し直してください（案件に「訂正:」か「撤回:」を書くと、請求書ができます。上程の前なら、議長に申し出て差し替えます）",
            place,
        )
        return Corrected(refused=refused, pages=pages)
    problems.warning(
        "正誤表",
        f"正誤表にした{len(slips)}か所（{'、'.join(dict.fromkeys(s.sort for s in slips))}）が、だれが見ても誤りと分かるものかを確かめてください",
        "内容の変更になるものがあれば、訂正の手続をしてください",
        place,
    )
    words, _ = wording(session, problems)
    ready = documents.ready(assignment, session, problems)
    house = ready.original.profile.house
    title = documents.particulars(assignment, session, problems).title
    scope = Scope({"題名": (Text(title),), "回": f"（その{order.number}）" if order.number is not None else ""}, house)

    def said(text: Written) -> str:
        return house.text(text_of(inlines.read(text, scope, problems)))

    own = words.errata
    around = Around(said(own.addressee), said(own.title), said(own.lead), said(own.pages), order.day)
    sheet = errata(slips, house.text(pages), around, house)
    printer = Exporter(_TEMPLATE, session.templates)
    made = {f"{assignment.name}-正誤表.{name}": printer.print(sheet, name, problems) for name in ("docx", "pdf", "txt")}
    return Corrected(complete((made,), problems), (), pages)


def _page(old: int | None, new: int | None) -> str:
    if old is None:
        return f"{new}頁（加わる頁）"
    return f"{old}頁" if new == old else f"{old}頁（新しい{new}頁）" if new is not None else f"{old}頁（なくなる頁）"
