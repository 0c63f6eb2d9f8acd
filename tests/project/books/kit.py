"""What tests of books share: a folder of small papers, and readers of the finished book that know nothing of its making."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from pipeline.diagnostics import Problems, Rejected
from pipeline.galley import Galley
from pipeline.project import documents
from pipeline.project.plan import plan
from pipeline.project.session import Session
from pipeline.typeset import Layout
from pipeline.typeset.layout import ARTIFACT
from tests.workshop import AREA, ROOT, SMALL
from tests.writers.pdf.kit import opened

PARTNERS = ("平内町", "今別町", "蓬田村", "外ヶ浜町")
HEAD = """\
種別: 冊子
題名: 議案書
団体: 青森市
"""


def folder(root: Path, **sources: str) -> Path:
    """A clerk's folder with the facts of aomori, an agreement with four partners (kyoyaku) and these sources."""
    (root / "sources" / "aomori").mkdir(parents=True)
    shutil.copy(ROOT / AREA, root / AREA)
    kyoyaku = SMALL.replace("乙: 蓬田村", f"乙: [{', '.join(PARTNERS)}]").replace("元年12月25日", "2年4月15日")
    for name, text in {"kyoyaku": kyoyaku, "oboe": SMALL, **sources}.items():
        (root / "sources" / "aomori" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


@dataclass(frozen=True)
class Made:
    """A book that was compiled, laid out and drawn."""

    galley: Galley
    layout: Layout
    data: bytes

    @property
    def pdf(self) -> pikepdf.Pdf:
        """The book as a reader sees it."""
        return opened(self.data)


def made(root: Path, name: str = "aomori/gian") -> Made:
    """The book; an assertion with what was said, if it cannot be made."""
    session, problems = Session(root), Problems()
    [assignment] = plan(session, [name], problems).assignments
    try:
        ready = documents.ready(assignment, session, problems)
        printer = documents.exporter(ready.original, session)
        galley = documents.compiled(ready, session, printer, problems).galley
        layout, data = printer.pages(galley, problems)
    except Rejected:
        raise AssertionError([d.message for d in problems.errors]) from None
    return Made(galley, layout, data)


def refused(root: Path, name: str = "aomori/gian") -> list[tuple[str, str]]:
    """What is said of a book that cannot be made: message, and line:column."""
    session, problems = Session(root), Problems()
    found = plan(session, [name], problems).assignments
    try:
        for assignment in found:
            documents.ready(assignment, session, problems)
    except Rejected:
        pass
    places = [(d.message, d.place) for d in problems.errors]
    return [(message, f"{getattr(p, 'line', 0)}:{getattr(p, 'column', 0)}") for message, p in places]


def labels(pdf: pikepdf.Pdf) -> list[str]:
    """What a viewer calls each page, by the rules of ISO 32000-1, 12.4.2."""
    nums: Any = pdf.Root.PageLabels.Nums
    ranges = {int(nums[n]): nums[n + 1] for n in range(0, len(nums), 2)}
    found, start, entry = [], 0, None
    for page in range(len(pdf.pages)):
        if page in ranges:
            start, entry = page, ranges[page]
        assert entry is not None
        number = int(entry.get("/St", 1)) + page - start
        style = str(entry.get("/S", ""))
        counted = {"": "", "/D": str(number), "/r": _roman(number)}[style]
        found.append(str(entry.get("/P", "")) + counted)
    return found


def _roman(number: int) -> str:
    made = ""
    for value, sign in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        made += sign * (number // value)
        number %= value
    return made


def feet(layout: Layout) -> list[str]:
    """The number at the foot of each page, its dashes apart."""
    found = []
    for page in layout.pages:
        words = [
            "".join("".join(unit for unit in units) for line in t.text.lines for s in line.spans for units in s.texts)
            for t in page.texts
            if t.element == ARTIFACT and t.text.style.name == "ページ番号"
        ]
        found.append(re.sub(r"^－ (.*) －$", r"\1", "".join(words)))
    return found


def outline(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """Depth, title and page (from 0) of every bookmark."""
    numbers = {page.objgen: n for n, page in enumerate(pdf.pages)}

    def walk(item: Any, depth: int) -> Iterator[tuple[int, str, int]]:
        while item is not None:
            yield depth, str(item.Title), numbers[item.Dest[0].objgen]
            if "/First" in item:
                yield from walk(item.First, depth + 1)
            item = item.get("/Next")

    return list(walk(pdf.Root.Outlines.First, 1))


def links(pdf: pikepdf.Pdf, page: int) -> list[tuple[str, int]]:
    """What each link of a page says, and the page (from 0) to which it leads."""
    numbers = {p.objgen: n for n, p in enumerate(pdf.pages)}
    names: Any = pdf.Root.Names.Dests.Names
    places = {str(names[n]): numbers[names[n + 1][0].objgen] for n in range(0, len(names), 2)}
    annotations: Any = pdf.pages[page].get("/Annots", [])
    return [(str(a.Contents), places[str(a.Dest)]) for a in annotations]
