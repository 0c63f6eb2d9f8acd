"""The papers of a book -> their numbers (議案第48号, 議案第49号 …), and what stands before those of their pages (48－)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.book.model import Book, Line, Section
from pipeline.kinds.kind import PaperFound
from pipeline.labels.marks import PAGE_JOINT
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

_COUNTED = regex(r"(?P<before>.*?)(?P<digits>[0-9０-９]+)(?P<after>[^0-9０-９]*)", re.DOTALL)
_BLANK = regex(r"[ 　]")
_ORDINAL = "第"


@dataclass(frozen=True, slots=True)
class BillNumber:
    """The number of a paper: as printed, its figure (None: not yet given), and what stands before it."""

    printed: str
    figure: int | None
    before: str

    @property
    def is_open(self) -> bool:
        """Whether it is to be filled in by hand: 議案第　　号."""
        return self.figure is None and _BLANK.search(self.printed) is not None


@dataclass(frozen=True, slots=True)
class Bill:
    """A paper that a line asked for, with its number, if it has one."""

    section: Section
    line: Line
    paper: PaperFound
    number: BillNumber | None


def counted(first: str, more: int) -> BillNumber:
    """The number `more` behind the first; what holds no figure stays as it is."""
    found = _COUNTED.fullmatch(first)
    if found is None:
        return BillNumber(first, None, first)
    figure = int(unicodedata.normalize("NFKC", found["digits"])) + more
    return BillNumber(f"{found['before']}{figure}{found['after']}" if more else first, figure, found["before"])


def numbered(model: Book, found: tuple[tuple[PaperFound, ...], ...], problems: Problems) -> Iterator[Bill]:
    """The papers in their order; `found` are those of each line. A number that two papers would bear is reported."""
    papers = iter(found)
    known: set[str] = set()
    for section in model.sections:
        first, more = section.number, 0
        for line in section.lines:
            if line.number is not None:
                first, more = line.number, 0
            for paper in next(papers):
                number = counted(first.text, more) if first is not None else None
                more += 1
                if paper.number:
                    _check_own(paper, number, first or line.named, problems)
                    number = counted(paper.number, 0)
                if number is not None and not number.is_open:
                    _check(number, known, first if first is not None else line.named, problems)
                yield Bill(section, line, paper, number)


def _check_own(paper: PaperFound, number: BillNumber | None, at: Written, problems: Problems) -> None:
    """A paper that bears a number keeps it."""
    if number is not None and number.printed != paper.number:
        problems.error(
            "冊子",
            f"「{paper.title}」の番号は「{paper.number}」で、「{number.printed}」ではありません",
            "「番号:」を消してください（議会の文書の番号は、議会の原稿から入ります）",
            at.span(),
        )


def _check(number: BillNumber, known: set[str], at: Written, problems: Problems) -> None:
    if number.printed in known:
        problems.error(
            "冊子",
            f"「{number.printed}」が二件あります",
            "初めの番号を確かめてください（数字のない番号は、続きの番号になりません）",
            at.span(),
        )
    known.add(number.printed)


def by_bill(bills: list[Bill], problems: Problems) -> list[str]:
    """What stands before the numbers of pages of each paper: 48－, of papers without a number 参考資料1－.

    Where papers of two rows of numbers share a figure, each bears its row (議案5－, 報告5－). Reports papers that cannot
    be told apart.
    """
    figures = Counter(b.number.figure for b in bills if b.number is not None and b.number.figure is not None)
    rows = any(count > 1 for count in figures.values())
    ordinals: Counter[str] = Counter()
    made: dict[str, Bill] = {}
    prefixes = []
    for bill in bills:
        if bill.number is not None and bill.number.figure is not None:
            row = bill.number.before.removesuffix(_ORDINAL) if rows else ""
            prefix = f"{row}{bill.number.figure}"
        else:
            heading = bill.section.heading.text if bill.section.heading is not None else ""
            ordinals[heading] += 1
            prefix = f"{heading}{ordinals[heading]}"
        if prefix in made:
            problems.error(
                "冊子",
                f"「{bill.line.named}」と「{made[prefix].line.named}」の頁が、どちらも「{prefix}{PAGE_JOINT}1」から始まります",
                "「番号:」か「区分:」を書いて区別するか、「頁: 通し」にしてください",
                bill.line.named.span(),
            )
        made.setdefault(prefix, bill)
        prefixes.append(f"{prefix}{PAGE_JOINT}")
    return prefixes
