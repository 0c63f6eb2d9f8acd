"""Lines of 附則 that amend another paper -> the same, told apart from the clauses of the paper itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.importing.paper import Line
from pipeline.importing.structure import contents, marks
from pipeline.importing.structure.annex_head import is_annex, is_other_sheet
from pipeline.importing.structure.draft import Draft
from pipeline.importing.structure.tables import is_row
from pipeline.labels.marks import SUPPLEMENT_LIKE
from pipeline.late.regex import regex
from pipeline.notation.citation.other_paper import amends_another, end_of_amendment

_SUPPLEMENT = regex(f"{SUPPLEMENT_LIKE}.*")


def amending_others(lines: Sequence[Line], draft: Draft) -> list[Line]:
    """The lines; each below a 条 or 項 with 「…の一部を次のように改正する。」 that belongs to it bears a role of its own."""
    made = list(lines)
    texts = [line.bare for line in lines]
    for at, line in enumerate(lines):
        if made[at].role == "改める文" or is_row(line) or not amends_another(line.bare):
            continue
        is_article = marks.article(line.bare) is not None
        if not is_article and _paragraph(line.bare) is None:
            continue
        end = end_of_amendment(texts, at, _article if is_article else _paragraph, _begins_part)
        for n in range(at + 1, end):
            if not is_row(lines[n]):
                made[n] = replace(lines[n], role="改める文")
        if end > at + 1:
            last = texts[end - 1]
            draft.guess(
                f"ほかの文書を改める文とみて、次の行から{end - at - 1}行（「{last[:20]}」まで）を、この文の後に置きました",
                line,
            )
    return made


def _article(text: str) -> int | None:
    head = marks.article(text)
    return head.number[0] if head is not None and len(head.number) == 1 else None


def _paragraph(text: str) -> int | None:
    found = [x.number for x in marks.labels(text) if marks.counts_paragraphs(x) and len(x.number) == 1]
    return found[0][0] if found else None


def _begins_part(text: str) -> bool:
    return (
        bool(_SUPPLEMENT.fullmatch(marks.fold(text))) or is_annex(text) or is_other_sheet(text) or contents.begins(text)
    )
