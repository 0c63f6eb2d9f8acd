"""Amendments of several documents -> the files of the one text that amends them all (一括変更, 一括改正)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.amending.language.signs import for_people
from pipeline.diagnostics import Problems
from pipeline.papers.together import NotTogetherError, One, together
from pipeline.project.export.exporter import USUAL, Exporter, complete
from pipeline.project.export.templates import Templates
from pipeline.project.revision.amendment import Amendment

_CODE = "一括"


def together_files(
    done: Mapping[str, Amendment], asked: int, day: date | None, templates: Templates, problems: Problems
) -> Mapping[str, bytes]:
    """改め文.txt and 変更協約書 of all amendments that were asked for. Raises Rejected.

    Nothing is made if one of them could not be made: a text for all that leaves one out is no text for all.
    """
    if len(done) < asked or asked <= 1:
        problems.error(
            _CODE,
            f"{asked}件のうち{len(done)}件しか改め文ができないので、一括の改め文は作りません"
            if asked > 1
            else "一括の改め文には、文書が二つ以上要ります",
            "できなかった文書の原稿を直すか、--together を付けずに作ってください"
            if asked > 1
            else "相手方のある原稿の名前（aomori/kyoyaku）か、二つ以上の文書を指定してください",
        )
    problems.stop_if_errors()
    if len({a.papers.house.revising for a in done.values()}) > 1:
        problems.error(
            _CODE,
            "「改正する」とする規約と「変更する」とする規約を、一つの改め文にできません",
            "原稿の「改める語」をそろえるか、--together を付けずに作ってください",
        )
        problems.stop_if_errors()
    first = next(iter(done.values()))
    try:
        made = together([One(a.papers.made, a.papers.frame) for a in done.values()], first.papers.manner)
    except NotTogetherError as error:
        problems.error(_CODE, error.reason, error.cure)
        problems.stop_if_errors()
        raise AssertionError from error
    printer, folder = (
        Exporter(first.template, templates),
        f"{min(done).split('/')[0]}/一括{first.papers.house.revising if first.papers.house.rules else '変更'}",
    )
    printed = {f"{first.papers.file_name}.{f}": printer.print(made.galley(day), f, problems) for f in USUAL}
    files = complete(({"改め文.txt": for_people(made.text).encode()}, printed), problems)
    return {f"{folder}/{name}": data for name, data in files.items()}
