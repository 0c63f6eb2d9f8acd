"""Plain text, one unit a line -> provision or single units. Leading blanks do not count.

What a line is, its mark tells (第十一条　, ２　, 一　, (1)　, イ　, 別表第１, a tab); a line that fits nowhere is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise, takewhile

from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import BRACKETED, SUPPLEMENT_LIKE, supplement_word
from pipeline.late.regex import regex
from pipeline.notation.citation.other_paper import amends_another, amends_wholly, enacts, end_of_amendment
from pipeline.notation.house_style import House
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, whole_number
from pipeline.notation.numbers.subitem import Subitems
from pipeline.notation.text.width_policy import DigitWidth, apply
from pipeline.provision.forms import begins, follows, heading, read_form
from pipeline.provision.read_clauses import ARTICLE, CAPTION, ITEM, PARAGRAPH, N, Reader, begins_article, number_of
from pipeline.provision.read_schedule import SCHEDULE, read_schedule
from pipeline.provision.unit import PARTED, SUBITEMS, Level, Provision, Unit
from pipeline.provision.unreadable import UnreadableError

_BLANKS = " 　\t"
_SUBITEM = regex(r"([ァ-ヶ])[ 　](.*)")
_SMALL = regex(r"([(（][^()（）]{1,6}[)）])[ 　](.*)")
_CHAPTER = regex(rf"第{N}[編章節款目](?:の{N})*[ 　]")
_CONTENTS = regex("目[ 　]*次")
_LISTED = regex(rf"(第{N}[編章節款目](?:の{N})*)[ 　]|{SUPPLEMENT_LIKE}|別[表記]|(?:前|制定)文")
_FIRST = regex("第([1１一])条(?![のにをはがで])")
_BRACKETS = str.maketrans("（）", "()")
_SUPPLEMENT = regex(rf"{SUPPLEMENT_LIKE}[ 　]*((?:{BRACKETED})?(?:[ 　]*抄)?)")


def is_article(line: str) -> bool:
    """Whether a line begins a 条."""
    return ARTICLE.match(line.lstrip(_BLANKS)) is not None


def read_provision(text: str) -> tuple[Provision, Manner]:
    """The provision of a text, and the manner in which its numbers are written. Raises UnreadableError."""
    whole = [raw.rstrip(" 　\r") for raw in text.split("\n") if raw.strip(" 　\r")]
    lines = _unindented(whole)
    manner = sniff(lines)
    lines, contents, above = _without_contents(lines)
    lines = _with_others_apart(lines)
    clause = next((n for n, line in enumerate(lines) if begins_article(line)), 0)
    first = next(
        (n for n, line in enumerate(lines) if SCHEDULE.fullmatch(line) or (n > clause and _begins_form(line))),
        len(lines),
    )
    body, annex = lines[:first], lines[first:]
    cut = next((n for n, line in enumerate(body) if _SUPPLEMENT.fullmatch(line)), len(body))
    main, extra = body[:cut], body[cut:]
    start, level = _start(main)
    articles, rest = Reader(manner.house, lenient=True).clauses(main[start:], level)
    if stray := next((line for line in rest if _is_marked(line) or "\t" in line or CAPTION.fullmatch(line)), None):
        if rest[0] == stray:
            raise UnreadableError(stray, "末文の後に条・項・号があります")
        raise UnreadableError(rest[0], f"条・項・号の間に、番号のない行があります: 「{rest[0][:40]}」")
    supplement = _supplement(extra, manner)
    return (
        Provision(
            title=main[0] if start else "",
            contents=tuple(contents),
            preamble=tuple(main[1:start]),
            enacting=len([*takewhile(amends_wholly, main[1:start])]) or len([*takewhile(enacts, main[1 : 1 + above])]),
            articles=articles,
            closing=tuple(rest),
            supplement=supplement,
            schedules=_schedules(annex),
            supplement_mark=body[cut] if cut < len(body) else "",
        ),
        manner,
    )


def _unindented(whole: list[str]) -> list[str]:
    """Lines without leading blanks; those of a 様式 keep them, for they place its words."""
    made: list[str] = []
    clause = in_form = False
    for line in whole:
        bare = line.lstrip(_BLANKS) if "\t" not in line else line.lstrip(" 　")
        clause = clause or ARTICLE.match(bare) is not None
        in_form = clause and (_begins_form(bare) or (in_form and SCHEDULE.fullmatch(bare) is None))
        made.append(line if in_form and not _begins_form(bare) else bare)
    return made


def _with_others_apart(lines: list[str]) -> list[str]:
    """The lines, those below 「…の一部を次のように改正する。」 as what they are: words of the 項 that amends another paper."""
    made = list(lines)
    for at, line in enumerate(lines):
        label = ARTICLE.match(line) or PARAGRAPH.match(line)
        if label is None or not amends_another(line):
            continue
        for n in range(at + 1, end_of_amendment(lines, at, partial(_number, label.re), _is_part)):
            made[n] = PARTED + lines[n]
    return made


def _number(label: re.Pattern[str], line: str) -> int | None:
    m = label.match(line)
    return whole_number(apply(m[1], "half")) if m else None


def _is_part(line: str) -> bool:
    return bool(_SUPPLEMENT.fullmatch(line) or SCHEDULE.fullmatch(line)) or _begins_form(line)


def _begins_form(line: str) -> bool:
    return "\t" not in line and begins(line.strip(_BLANKS))


def _without_contents(lines: list[str]) -> tuple[list[str], list[str], int]:
    """The lines without 目次, and those of the 目次: they name 章 and 附則 once before these stand in the text.

    And how many stand between the 題名 and the 目次: the 制定文 of a rule.
    """
    first = next((n for n, line in enumerate(lines) if _CHAPTER.match(line) or ARTICLE.match(line)), len(lines))
    at = next((n for n, line in enumerate(lines[:first]) if _CONTENTS.fullmatch(line)), None)
    if at is None:
        return lines, [], 0
    end, listed = at + 1, ""
    while end < len(lines) and (m := _LISTED.match(lines[end])):
        if m[1] and m[1] == listed:
            break
        listed = listed or m[1] or ""
        end += 1
    return [*lines[:at], *lines[end:]], lines[at + 1 : end], max(at - 1, 0)


def _start(main: list[str]) -> tuple[int, Level]:
    """Where the body begins, and whether it is of 条 or of 項 alone."""
    start = next((n for n, line in enumerate(main) if begins_article(line) or _CHAPTER.match(line)), len(main))
    level: Level = "条"
    if start == len(main):
        level = "項"
        firsts = (n for n, line in enumerate(main) if (m := PARAGRAPH.match(line)) and number_of(m[1]) == (1,))
        start = next(firsts, _only_paragraph(main))
    if start < len(main) and start and CAPTION.fullmatch(main[start - 1]):
        start -= 1
    return start, level


def _only_paragraph(main: list[str]) -> int:
    """Where the only 項 of a paper without 条 stands, which bears no number: the one line below the title with no mark.

    Of several such lines nobody can tell which it is.
    """
    unmarked = [n for n, line in enumerate(main[1:], 1) if not (_is_below(line) or CAPTION.fullmatch(line))]
    return unmarked[0] if len(unmarked) == 1 and main[unmarked[0]].endswith("。") else len(main)


def _is_below(line: str) -> bool:
    """Whether a line stands below a 項: a 号, a 細分, a row or a text with a sign."""
    return ITEM.match(line) is not None or _SUBITEM.match(line) is not None or "\t" in line or line.startswith(PARTED)


def _supplement(lines: list[str], manner: Manner) -> tuple[Unit, ...]:
    """The units of the only 附則 without a title; else each 附則 with its own."""
    heads = [n for n, line in enumerate(lines) if _SUPPLEMENT.fullmatch(line)]
    made = []
    for start, end in pairwise((*heads, len(lines))):
        held = lines[start + 1 : end]
        inside = read_units(held, "条" if any(map(ARTICLE.match, held)) else "項", manner) if held else ()
        title = _SUPPLEMENT.fullmatch(lines[start])
        words = title[1] if title else ""
        head = lines[start].removesuffix(words)
        word = supplement_word(head)
        own = None if word == manner.house.supplement else word
        made.append(Unit("各附則", (), words, own, children=inside, mark=head))
    return made[0].children if len(made) == 1 and not made[0].text else tuple(made)


def _schedules(lines: list[str]) -> tuple[Unit, ...]:
    """別表 and 様式 in their order."""
    return _sheets(lines, [n for n, line in enumerate(lines) if SCHEDULE.fullmatch(line) or _begins_form(line)])


def _sheets(lines: list[str], starts: Sequence[int]) -> tuple[Unit, ...]:
    """The 別表 and 様式 whose headings stand at these places."""
    return tuple(
        read_schedule(lines[a:b]) if SCHEDULE.fullmatch(lines[a]) else read_form(lines[a:b])
        for a, b in pairwise((*starts, len(lines)))
    )


def _restated_forms(lines: Sequence[str]) -> tuple[Unit, ...]:
    """様式 below a sentence that names them: the first line heads one, whatever title it bears, and so does the next of its series."""
    bare = [line.strip(_BLANKS) for line in lines]
    last = heading(bare[0]) if bare and "\t" not in bare[0] else None
    if last is None:
        raise UnreadableError(bare[0] if bare else "", "様式の見出し（様式第○号）がありません")
    starts = [0]
    for n, line in enumerate(bare[1:], 1):
        found = heading(line) if "\t" not in line else None
        if _begins_form(line) or SCHEDULE.fullmatch(line) or (found is not None and follows(last, found)):
            starts.append(n)
            last = found or last
    return _sheets([bare[n] if n in starts else line for n, line in enumerate(lines)], starts)


def read_units(lines: Sequence[str], level: Level, manner: Manner) -> tuple[Unit, ...]:
    """Units of one level as they stand below an amending sentence. Raises UnreadableError."""
    bare = [line.lstrip(" 　").rstrip(" 　") for line in lines]
    if level == "別表":
        return _schedules(bare)
    if level == "様式":
        return _restated_forms(lines)
    # Below a 号 the first label tells ア from イ; a 細分 alone may be any of its series.
    alone = level in SUBITEMS or not isinstance(manner.subitems, str)
    series = manner.subitems if alone else _subitems(bare, manner.subitems)
    units, rest = Reader(replace(manner.house, subitems=series)).clauses(bare, level)
    if rest:
        raise UnreadableError(rest[0], f"「{rest[0]}」を{level}として読めません")
    return units


def sniff(lines: Iterable[str]) -> Manner:
    """The manner of a text: kanji or digits by its first 条, their width by all labels, イロハ or アイウ by the first, 付則 too."""
    held = list(lines)
    supplement = next((supplement_word(line) for line in held if _SUPPLEMENT.fullmatch(line)), House().supplement)
    numerals = [m[1] for line in held if (m := ARTICLE.match(line) or _FIRST.match(line))]
    subitems = _subitems(held, "aiueo")
    if numerals and numerals[0][0] in KANJI_NUMERALS:
        return Manner(
            House("full", behind="下に", numerals="kanji", subitems=_subitems(held, "iroha"), supplement=supplement)
        )
    shown = numerals + [m[1] for line in held if (m := PARAGRAPH.match(line))]
    if all(n.isascii() for n in shown):
        return Manner(House("half", subitems=subitems, supplement=supplement))
    mixed = any(n.isascii() for n in shown)
    digits: DigitWidth = "single_full" if mixed or all(len(n) == 1 for n in shown) else "full"
    return Manner(House(digits, subitems=subitems, supplement=supplement))


def _subitems(lines: Iterable[str], default: Subitems) -> Subitems:
    """The series by its first label; イロハ with (ア) below them are neither of the two that most offices have."""
    held = list(lines)
    first = next((m[1] for line in held if (m := _SUBITEM.match(line))), "")
    if first != "イ":
        return "aiueo" if first == "ア" else default
    small = {apply(m[1], "half").translate(_BRACKETS) for line in held if (m := _SMALL.match(line))}
    return ("イ", "(ア)") if "(ア)" in small else "iroha"


def _is_marked(line: str) -> bool:
    return any(p.match(line) for p in (ARTICLE, PARAGRAPH, ITEM))


__all__ = ["UnreadableError", "is_article", "number_of", "read_provision", "read_units", "sniff"]
