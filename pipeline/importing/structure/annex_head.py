"""The heading line of a 別表 -> its label, the articles it belongs to, its heading, and how these stand on the line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.importing.paper import BLANKS, Line
from pipeline.importing.structure import marks
from pipeline.importing.structure.draft import Annex, Clause, Draft
from pipeline.late.regex import regex

_MARK = regex(
    rf"別 ?表(?: ?(?:第|-|ー|その)? ?(?P<number>{marks.N})(?: ?号)?(?P<branch>(?: ?の ?{marks.N})*))?(?= |\(|$)"
)
_BRACKETED = regex(rf"\( ?別 ?表(?: ?第? ?{marks.N})?(?: ?関係)? ?\)")
_REST = regex(r" *(?P<before>[^()]{0,60}?) *(?P<bracket>\([^()]*\))? *(?P<after>[^()]{0,60}?)")
# Sheets behind the names that go by other names.
_OTHER = regex(
    rf"(?P<mark>(?:別紙|別記|別添|別図|参考|(?:別記)?(?:第 ?{marks.N} ?号)?様式)(?: ?第? ?{marks.N})?(?: ?号)?(?:の{marks.N})?(?: ?様式)?)(?= |\(|$)"
)
_FORM = regex(rf"(?:別記 ?)?(?:第 ?{marks.N} ?号)?様式|別記 ?第 ?{marks.N} ?号 ?様式")
_ARTICLE = regex(
    rf"第({marks.N})条((?:の{marks.N})*)(?:第({marks.N})項)?(?:第({marks.N})号)?|第({marks.N})項(?:第({marks.N})号)?"
)
_JOINT = regex("、|，|,|・|及び|並びに|又は")
_CONJUNCTIONS = ("及び", "並びに", "又は")
_IS_SENTENCE = regex("(?:による|とおり|掲げ|定め|のとおり|とする)$")


def is_annex(text: str) -> bool:
    """Whether a line is the heading of a 別表."""
    folded = marks.fold(text).strip()
    if _BRACKETED.fullmatch(folded):
        return True
    return _is_headed(folded, _MARK)


def is_other_sheet(text: str) -> bool:
    """Whether a line is the heading of a sheet by another name: 別紙, 様式第1号."""
    return _is_headed(marks.fold(text).strip(), _OTHER)


def is_form(text: str) -> bool:
    """Whether the heading of a sheet is that of a form to be filled in, which has days and names of its own: 様式第1号."""
    return is_other_sheet(text) and _FORM.match(marks.fold(text).strip()) is not None


def _is_headed(folded: str, mark: re.Pattern[str]) -> bool:
    m = mark.match(folded)
    if m is None or "。" in folded:
        return False
    rest = _REST.fullmatch(folded[m.end() :])
    return rest is not None and not _IS_SENTENCE.search(rest["before"] or rest["after"] or "")


def read_head(lines: Sequence[Line], draft: Draft) -> tuple[Annex, int]:
    """The 別表 that begins, and how many lines its head takes."""
    line = lines[0]
    text = line.bare
    folded = marks.fold(text)
    m = _MARK.match(folded) or _OTHER.match(folded)
    if m is None:
        return Annex(line, mark=text, label=text), 1
    own_name = _MARK.match(folded) is None
    number = () if own_name else _number(m["number"], m["branch"])
    annex = Annex(line, number, mark=text[: m.end()].strip(BLANKS))
    annex.label = annex.mark if own_name else ""
    rest = _REST.fullmatch(folded[m.end() :])
    if rest is None:
        annex.heading, annex.heading_place = text[m.end() :].strip(BLANKS), "関係の後"
        return annex, 1
    before, bracket, after = (
        text[m.end() :][rest.start(k) : rest.end(k)].strip(BLANKS) if rest[k] is not None else ""
        for k in ("before", "bracket", "after")
    )
    if bracket and not _relate(annex, bracket, draft):
        annex.heading, annex.heading_place = text[m.end() :].strip(BLANKS), "関係の後"
        return annex, 1
    if before and after:
        # Two headings on one line: the second stands below, where it is printed as a line of its own.
        annex.heading, annex.heading_place = before, "関係の前"
        annex.foreword.append(after)
        return annex, 1
    annex.heading = before or after
    annex.heading_place = "" if not annex.heading else "関係の前" if before else "関係の後"
    return annex, 1 if annex.related else _relation_below(annex, lines, draft)


def _relation_below(annex: Annex, lines: Sequence[Line], draft: Draft) -> int:
    """（第3条関係） on a line of its own, right below the label or below the heading under it."""
    below = [x.bare for x in lines[1:3] if not x.cells]
    if below and below[0].startswith(("（", "(")) and _relate(annex, below[0], draft):
        return 2
    if len(below) > 1 and not annex.heading and below[1].startswith(("（", "(")) and len(below[0]) <= 60:
        if marks.labels(below[0]) or "。" in below[0] or not _relate(annex, below[1], draft):
            return 1
        annex.heading, annex.heading_place = below[0], "関係の前"
        return 3
    return 1


def _number(first: str | None, branches: str | None) -> tuple[int, ...]:
    found = (first, *(branches or "").replace(" ", "").split("の")[1:])
    return tuple(n for x in found if x and (n := marks.value(x)))


def _relate(annex: Annex, bracket: str, draft: Draft) -> bool:
    """Takes up （第3条及び第4条関係）, if a build prints it so."""
    inner = marks.fold(bracket).replace(" ", "")
    if not inner.startswith("(") or not inner.endswith("関係)"):
        return False
    inner = inner[1:-3]
    pieces = _JOINT.split(inner)
    joint = _joint(_JOINT.findall(inner))
    if joint is None or not all(_is_printed_so(piece, draft) for piece in pieces):
        return False
    annex.related, annex.joint = pieces, joint
    draft.computed.append(bracket)
    return True


def _joint(found: Sequence[str]) -> str | None:
    """What stands between the articles, in a form that a build prints; None for any other."""
    told = ["、" if x in ("、", "，", ",") else x for x in found]
    if not told:
        return "、"
    *others, last = told
    if last in _CONJUNCTIONS:
        return last if all(x == "、" for x in others) else None
    return last if all(x == last for x in others) else None


def _is_printed_so(piece: str, draft: Draft) -> bool:
    """Whether these words name a unit of the body in the way in which a build cites it."""
    m = _ARTICLE.fullmatch(piece)
    if m is None:
        return False
    if m[5]:
        paragraphs = [c for c in draft.body if c.level == "項"]
        return _holds(paragraphs, m[5], m[6])
    if marks.is_kanji(piece) != draft.has_kanji_numerals:
        return False
    number = _number(m[1], m[2])
    article = _counted(_articles(draft.body)).get(number)
    if article is None or article.number != number:
        return False
    several = len(article.children) > 1
    if m[3]:
        return several and _holds(article.children, m[3], m[4])
    if m[4]:
        return not several and _has_item(article.children[0], m[4])
    return True


def _counted(articles: Sequence[Clause]) -> dict[tuple[int, ...], Clause]:
    """The articles by the numbers that a build gives them, which the paper's own may skip."""
    made: dict[tuple[int, ...], Clause] = {}
    last: tuple[int, ...] = (0,)
    for article in articles:
        last = (last[0], (last[1] if len(last) > 1 else 1) + 1) if len(article.number) > 1 else (last[0] + 1,)
        made[last] = article
    return made


def _holds(paragraphs: Sequence[Clause], number: str, item: str | None) -> bool:
    at = marks.value(number) or 0
    return 0 < at <= len(paragraphs) and (item is None or _has_item(paragraphs[at - 1], item))


def _has_item(paragraph: Clause, number: str) -> bool:
    at = marks.value(number) or 0
    return any(child.number == (at,) for child in paragraph.children)


def _articles(clauses: Sequence[Clause]) -> list[Clause]:
    return [a for c in clauses for a in ([c] if c.level == "条" else _articles(c.children) if c.level != "項" else [])]


def settle_labels(annexes: Sequence[Annex], draft: Draft) -> None:
    """Tells which 別表 are counted as a build counts them; the others bear their label as a name of their own."""
    draft.has_arabic_annexes = draft.has_kanji_numerals and _counts_in_arabic(annexes)
    counted = [a for a in annexes if not a.label and len(a.number) <= 1]
    numbered = [a for a in counted if a.number]
    plain = [a for a in counted if not a.number]
    if len(numbered) > 1:
        _settle_numbered(numbered, draft)
        kept = numbered
    else:
        kept = plain if len(plain) == 1 and not numbered else []
    for annex in annexes:
        if annex.label == "" and not any(annex is k for k in kept):
            annex.label = annex.mark
        if annex.label:
            draft.guess(f"「{annex.label}」は、番号を数えずに、この名前のまま印刷します", annex.line)
        else:
            draft.computed.append(annex.mark)


def _counts_in_arabic(annexes: Sequence[Annex]) -> bool:
    """Whether divisions, or where there are none the 別表 themselves, bear arabic numbers."""
    kinds = [c.kind for a in _with_divisions(annexes) for c in a.children]
    if any(set("1一") & set(kind) for kind in kinds):
        return any("1" in kind for kind in kinds)
    return any(a.number and not marks.is_kanji(a.mark) for a in annexes)


def _with_divisions(annexes: Sequence[Annex]) -> list[Annex]:
    return [one for a in annexes for one in (a, *_with_divisions(a.children))]


def _settle_numbered(numbered: list[Annex], draft: Draft) -> None:
    """Keeps those that follow each other from 1 on and are labelled alike."""
    signs = [_sign(a) for a in numbered]
    usual = "別表第一" if draft.has_kanji_numerals and not draft.has_arabic_annexes else "別表第1"
    sign = max(signs, key=signs.count)
    at = 0
    for annex, own in zip(tuple(numbered), signs, strict=True):
        if own == sign and annex.number == (at + 1,):
            at += 1
        else:
            numbered.remove(annex)
    if at < 2:
        numbered.clear()
    draft.schedule_sign = "" if sign == usual else sign


def _sign(annex: Annex) -> str:
    """別表1: the label as that of the first."""
    folded = marks.fold(annex.mark).replace(" ", "")
    return re.sub(marks.N, lambda m: "1" if m[0].isdecimal() else "一", folded, count=1)
