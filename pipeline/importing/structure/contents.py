"""The lines of a 目次 -> the form in which a build makes them from the body; what it does not make so stays as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.importing.paper import Line
from pipeline.importing.structure import marks
from pipeline.importing.structure.draft import Clause, Draft
from pipeline.labels.marks import SUPPLEMENT_LIKE
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

_REACH = regex(rf"\(第{marks.N}条(?:の{marks.N})*([^()第]{{1,3}})第{marks.N}条(?:の{marks.N})*\)")
_ENTRY = regex(rf"{SUPPLEMENT_LIKE}|別 ?表(?: ?第? ?{marks.N})?(?: .*)?|\(第 ?{marks.N} ?条.*\)")
_PAIR = 2


@dataclass(frozen=True, slots=True)
class ContentsForm:
    """What stands between the first and the last of several articles, and between two; whether 附則 and 別表 are listed."""

    reach: str = "―"
    pair: str = "・"
    lists_supplement: bool = True
    lists_schedules: bool = False


def begins(text: str) -> bool:
    """Whether a line is the word 目次."""
    return re.fullmatch("目 *次", marks.fold(text)) is not None


def is_entry(text: str) -> bool:
    """Whether a line may stand below it."""
    return marks.chapter(text) is not None or _ENTRY.fullmatch(marks.fold(text)) is not None


def settle(lines: Sequence[Line], draft: Draft) -> None:
    """Takes up the 目次 of a paper whose body has been read, the word first."""
    if not lines:
        return
    said = _joined("".join(x.bare for x in lines[1:]))
    for form in _forms(lines, draft):
        if said == _joined("".join(_printed(form, draft))):
            draft.contents_form = (
                form.reach, form.pair, "あり" if form.lists_supplement else "なし", "あり" if form.lists_schedules else "なし",
            )  # fmt: skip
            draft.computed += [x.bare for x in lines]
            return
    draft.below_title += [x.bare for x in lines]
    draft.guess(
        "目次の行が本則と合わないので、書いてあるとおりに「公布」の「題名の後」に置きました",
        lines[0],
        "章や条を動かしたときは、目次の行も直してください",
    )


def _forms(lines: Sequence[Line], draft: Draft) -> Iterator[ContentsForm]:
    """The one form that the lines can be of."""
    joints: dict[bool, str] = {}
    reaches = [line.bare for line in lines if _REACH.search(marks.fold(line.bare))]
    sizes = [len(a) for _, a in _chapters(draft.body) if len(a) > 1]
    for text, size in zip(reaches, sizes, strict=False):
        m = _REACH.search(marks.fold(text))
        assert m is not None
        joints.setdefault(size == _PAIR, text[m.start(1) : m.end(1)].strip())
    folded = [marks.fold(x.bare).replace(" ", "") for x in lines]
    yield ContentsForm(
        joints.get(False, "―"), joints.get(True, "・"), any(re.fullmatch(SUPPLEMENT_LIKE, x) for x in folded), any(x.startswith("別表") for x in folded)
    )  # fmt: skip


def _chapters(clauses: Sequence[Clause]) -> Iterator[tuple[Clause, list[Clause]]]:
    """Headings in reading order with the articles right below each."""
    for clause in clauses:
        if clause.level not in ("条", "項"):
            yield clause, [c for c in clause.children if c.level == "条"]
            yield from _chapters(clause.children)


def _printed(form: ContentsForm, draft: Draft) -> Iterator[str]:
    """The lines as a build makes them."""
    for chapter, articles in _chapters(draft.body):
        yield chapter.mark + (chapter.caption or "")
        if articles:
            joint = form.pair if len(articles) == _PAIR else form.reach
            numbers = dict.fromkeys((articles[0].mark, articles[-1].mark))
            yield f"({joint.join(numbers)})"
    if form.lists_supplement and draft.supplements:
        yield draft.supplements[0].word
    if form.lists_schedules:
        yield from (a.mark for a in draft.annexes if not a.label)


def _joined(text: str) -> str:
    return marks.fold(text).replace(" ", "")
