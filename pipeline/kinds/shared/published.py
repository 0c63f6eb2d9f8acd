"""The lines that tell when and as what a rule was published -> its day, and how its amendment names it: （平成20年規則第8号）."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import chain

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.shared.clauses.paper import Paper
from pipeline.labels.marks import CLOSING, OPENING
from pipeline.late.regex import regex
from pipeline.notation.dates import wareki
from pipeline.notation.dates.era import ERA_NAMES_PATTERN
from pipeline.notation.dates.told import days_in, impossible_in
from pipeline.notation.house_style import House
from pipeline.notation.numbers import law_number, number
from pipeline.notation.numbers.numeral import KANJI_NUMERALS
from pipeline.source.fields import Dated, SourceModel

_YEAR = regex(f"(?:{ERA_NAMES_PATTERN})(?:元|[0-9０-９{KANJI_NUMERALS}]+)年")
# Of several bodies (告示第3号・告示第5号) none is the number.
_OF_SEVERAL = "・"
# What a collection adds: the amendments.
_HISTORY = ("改正", "変更", "廃止", "沿革")
_EFFECT = ("施行", "適用")


def day_of(paper: Paper) -> date | None:
    """The day of its signing; of a rule, which nobody signs, that of its publication. None while it is not known."""
    return paper.signed_on.day if isinstance(paper.signed_on, Dated) else day_told(_lines(paper))


def day_told(lines: Iterable[str]) -> date | None:
    """The first day that lines about the 題名 tell, those of its amendments and of its effect aside."""
    told = (line for line in own(lines) if not any(word in line for word in _EFFECT))
    return next(chain.from_iterable(map(days_in, told)), None)


def check(paper: Paper, problems: Problems) -> None:
    """Reports days that no calendar has, and a day of publication that is not the one of the paper."""
    for text in _texts(paper):
        for start, end in impossible_in(text.text):
            problems.error(
                "日付",
                f"「{text.text[start:end]}」という日はありません",
                "正しい日付を書いてください",
                text.span(start, end),
            )
    told = day_told(_lines(paper))
    if told is not None and isinstance(paper.signed_on, Dated) and told != paper.signed_on.day:
        # Papers are there that bear both: the day of the decision, and that of its 告示.
        problems.warning(
            "日付",
            f"「公布」の日（{wareki.format(told)}）が、「締結日」（{wareki.format(paper.signed_on.day)}）と違います",
            "書き誤りなら、どちらかの日を直してください（公布の日だけでよければ、「締結日」を消してください）",
            paper.signed_on.written.span(),
        )


def number_of(model: SourceModel, house: House) -> str:
    """Its year and number in brackets; "" where the publication does not tell both, or parties made it: those go by their day."""
    if not isinstance(model, Paper):
        return ""
    told = own(_lines(model))
    dated = [*told, wareki.format(model.signed_on.day)] if isinstance(model.signed_on, Dated) else told
    year = next((m[0] for line in dated if (m := _YEAR.search(line))), "")
    numbers = [m[0] for line in told for m in law_number.PUBLISHED.finditer(line)]
    if not year or len(numbers) != 1 or any(_OF_SEVERAL in line and numbers[0] in line for line in told):
        return ""
    return OPENING + house.text(year + numbers[0]) + CLOSING


def published_as(model: SourceModel) -> str:
    """規則, 訓令: as what the lines of its publication number it, though the number may be still to come; "" where they do not tell."""
    if not isinstance(model, Paper):
        return ""
    kinds = {m["kind"] for line in own(_lines(model)) for m in law_number.PUBLISHED_AS.finditer(line)}
    return kinds.pop() if len(kinds) == 1 else ""


def figure_told(paper: Paper) -> int | None:
    """The number alone (21 of 条例第21号); None where the lines do not tell one."""
    found = {
        number.parse(m["number"]).value for line in own(_lines(paper)) for m in law_number.PUBLISHED.finditer(line)
    }
    return int(found.pop()) if len(found) == 1 else None


def _lines(paper: Paper) -> list[str]:
    """What is published with a rule; of a paper of parties nothing."""
    return [text.text.strip() for text in _texts(paper)] if not paper.parties else []


def _texts(paper: Paper) -> list[Written]:
    held = paper.publication
    return [*(held.before or []), *(held.after or [])] if held is not None else []


def own(lines: Iterable[str]) -> list[str]:
    """Those that tell of its own publication, not of its amendments."""
    return [line for line in lines if not any(word in line for word in _HISTORY)]
