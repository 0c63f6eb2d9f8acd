"""Provision -> plain text, one unit a line: 第十一条　… / ２　… / 　一　… (format of `renkei consolidate`)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import CONTENTS, GAP, REMARKS, captioned, is_extract
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, in_kanji, whole_number
from pipeline.notation.text.width_policy import apply
from pipeline.notation.text.width_tables import full_kana, full_letters, half_kana, half_letters
from pipeline.provision.read_schedule import reads_otherwise
from pipeline.provision.unit import CHAPTERS, CLAUSES, PARTED, SUBITEMS, UNMARKED, Provision, Unit

# (ア) with its brackets and the blank behind it.
_LETTERED = regex("([(（]?)([^()（） 　]+)([)）]?)([ 　]*)")
_NUMBER = regex(f"[0-9]+|[０-９]+|[{KANJI_NUMERALS}]+")


@dataclass(frozen=True, slots=True)
class AsRead(Manner):
    """Labels as the paper bears them, width by width; of units that moved, in the form that they had."""


@dataclass(frozen=True, slots=True)
class ToBeRead(Manner):
    """Labels as ever, in lines that are read back: the name of a 部 that reads like another line (1　医療, 備考) bears a sign."""


# The plain text sets a level off by as many of these as levels lie between it and the 項.
_INDENT = GAP


def provision_lines(provision: Provision, manner: Manner) -> list[str]:
    """All lines of a provision."""
    return _lines(provision, manner, paragraph_lines)


def lines_of_once(provision: Provision, manner: Manner) -> list[str]:
    """The same as they were kept while the only 項 of a paper without 条 bore a number."""
    return _lines(provision, manner, numbered_lines)


def _lines(provision: Provision, manner: Manner, own: Callable[[tuple[Unit, ...], Manner], list[str]]) -> list[str]:
    return [line for part in _parts(provision, manner, own) for line in part]


def _parts(
    provision: Provision, manner: Manner, own: Callable[[tuple[Unit, ...], Manner], list[str]]
) -> tuple[list[str], list[str], list[str], list[str], list[str]]:
    bare = provision.articles and provision.articles[0].level == "項"
    front = [provision.title] if provision.title else []
    enacting, preamble = provision.preamble[: provision.enacting], provision.preamble[provision.enacting :]
    front += [*enacting, *[CONTENTS, *provision.contents] * bool(provision.contents), *preamble]
    body = own(provision.articles, manner) if bare else unit_lines(provision.articles, manner)
    supplement: list[str] = []
    if provision.supplement:
        head = provision.supplement_mark if isinstance(manner, AsRead) else ""
        supplement += [head or manner.supplement_head()] * (provision.supplement[0].level != "各附則")
        supplement += paragraph_lines(provision.supplement, manner)
    return front, body, list(provision.closing), supplement, unit_lines(provision.schedules, manner)


def shown_lines(provision: Provision, manner: Manner) -> list[str]:
    """The lines as people read them, without the signs that only reading back needs, and without 欄名 that no column has."""
    return _shown(provision_lines(provision, manner))


def shown_parts(provision: Provision, manner: Manner) -> tuple[list[str], ...]:
    """The same lines, part by part: what stands above the 本則, the 本則, 末文, 附則, 別表. Papers may have them in another order."""
    return tuple(_shown(part) for part in _parts(provision, manner, paragraph_lines))


def _shown(lines: list[str]) -> list[str]:
    return [shown for line in lines if (shown := line.strip(PARTED).replace(PARTED, " ").rstrip("\t ")) or not line]


def paragraph_lines(units: tuple[Unit, ...], manner: Manner) -> list[str]:
    """Lines of an 附則 or of a 本則 without 条: its only 項 bears no number, the first of several does."""
    if [u.level for u in units] == ["項"]:
        below = [line for child in units[0].children for line in _below(units[0], child, manner)]
        return _captioned(units[0], units[0].text) + below
    return numbered_lines(units, manner)


def numbered_lines(units: tuple[Unit, ...], manner: Manner) -> list[str]:
    """Lines of 項 that stand in no 条: each bears its number, the first too."""
    made: list[str] = []
    for unit in units:
        if unit.level == "項":
            made += _captioned(unit, marked(unit, manner) + unit.text)
            made += [line for child in unit.children for line in _below(unit, child, manner)]
        else:
            made += _unit(unit, manner)
    return made


def unit_lines(units: Iterable[Unit], manner: Manner) -> list[str]:
    """Lines of units as they stand in a document or below the sentence that adds them."""
    return [line for unit in units for line in _unit(unit, manner)]


def _unit(unit: Unit, manner: Manner) -> list[str]:
    if unit.level == "各附則":
        only = numbered_lines if _shows_one_of_several(unit) else paragraph_lines
        return [label(unit, manner) + unit.text, *only(unit.children, manner)]
    below = [line for child in unit.children for line in _below(unit, child, manner)]
    match unit.level:
        case "条":
            lead = label(unit, manner)
            return _captioned(unit, lead + below[0] if below else lead) + below[1:]
        case "項":
            return _captioned(unit, label(unit, manner) + unit.text) + below
        case "後文":
            return [unit.text]
        case _ if unit.level in CHAPTERS or unit.level in SUBITEMS:
            return [label(unit, manner) + unit.text, *below]
        case "部" if isinstance(manner, ToBeRead) and reads_otherwise(unit.text):
            return [f"{unit.text}\t{PARTED}", *below]
        case "号" | "別表" | "節" | "小節" | "部" | "様式":
            return [label(unit, manner) + unit.text, *below]
        case "表":
            return [_cells(unit), *below]
        case "行":
            return [_cells(unit)]
        case "備考":
            notes = [(remarked(n, manner) if n.number else "") + n.text for n in unit.children]
            if isinstance(manner, AsRead) and unit.mark.endswith((_INDENT, " ")) and len(notes) == 1:
                return [unit.mark + notes[0]]
            return [label(unit, manner), *notes]
        case _:
            raise AssertionError(unit.level)


def _shows_one_of_several(supplement: Unit) -> bool:
    """Whether an extract (抄) shows one 項 of several, which keeps its number."""
    return is_extract(supplement.text) and len(supplement.children) == 1 and supplement.children[0].mark != ""


def _below(above: Unit, unit: Unit, manner: Manner) -> list[str]:
    """Lines below a unit. Text without a label and tables bear as many signs as levels lie above them: whose they are."""
    lines = _unit(unit, manner)
    if above.level == "様式":
        return lines
    if unit.level == "後文" and above.level not in CLAUSES:
        return [PARTED + line for line in lines]
    if above.level not in CLAUSES or unit.level not in UNMARKED:
        return lines
    if unit.level == "表" and isinstance(manner, ToBeRead):
        # Below a 条 the name of a 部, alone in its line, would be text behind the table.
        lines = [line if "\t" in line else f"{line}\t{PARTED}" for line in lines]
    return [PARTED * CLAUSES.index(above.level) + line for line in lines]


def _cells(unit: Unit) -> str:
    """The cells of a row; one alone ends with a tab and a sign of its own."""
    return "\t".join(unit.cells) if len(unit.cells) != 1 else f"{unit.cells[0]}\t{PARTED}"


def label(unit: Unit, manner: Manner) -> str:
    """The number of a unit as it stands in a plain text, blanks included: the first 項 of a 条 bears none."""
    made = _label(unit, manner)
    kept = _as_read(unit, made.strip(_INDENT)) if isinstance(manner, AsRead) and made else None
    return made if kept is None else made[: len(made) - len(made.lstrip(_INDENT))] + kept


def _as_read(unit: Unit, made: str) -> str | None:
    """The label that a paper bears, with the number that the unit has now; None if that cannot be told from it."""
    tokens = _NUMBER.findall(unit.mark)
    values = tuple(whole_number(apply(t, "half")) for t in tokens)
    if unit.level == "条" and unit.text and values[:1] == unit.number[:1]:
        return unit.mark
    if not unit.mark:
        return None
    if values == unit.number or (not tokens and _folded(unit.mark) == _folded(made)):
        return unit.mark
    if not tokens and (was := _LETTERED.fullmatch(unit.mark)) and (now := _LETTERED.fullmatch(made)):
        same = bool(was[1]) == bool(now[1])
        return was[1] + _in_the_width_of(was[2], now[2]) + was[3] + was[4] if same else None
    if not tokens or len(tokens) != len(unit.number):
        return None
    numbers = iter(zip(tokens, unit.number, strict=True))
    return _NUMBER.sub(lambda _: _in_the_form_of(*next(numbers)), unit.mark)


def _folded(mark: str) -> str:
    return unicodedata.normalize("NFKC", mark).strip(_INDENT + " ")


def _in_the_width_of(token: str, letter: str) -> str:
    """A letter as wide as another: ｱ -> ウ: ｳ, ａ -> c: ｃ."""
    if full_kana(token) != token:
        return half_kana(letter)
    return full_letters(letter) if half_letters(token) != token else letter


def _in_the_form_of(token: str, number: int) -> str:
    """A number in the digits of another: １ -> 12: １２, 三 -> 四."""
    if token[0] in KANJI_NUMERALS:
        return in_kanji(number)
    return str(number) if token.isascii() else apply(str(number), "full")


def _label(unit: Unit, manner: Manner) -> str:
    match unit.level:
        case "条":
            # Words of a 条 itself: 及び第3条 of 第2条及び第3条　削除.
            return manner.article(unit.number) + unit.text + GAP
        case "項":
            return "" if unit.number == (1,) else marked(unit, manner)
        case "号":
            return _INDENT + manner.item_mark(unit.number) + GAP
        case _ if unit.level in SUBITEMS:
            depth = SUBITEMS.index(unit.level) + 1
            return _INDENT * (depth + 1) + manner.subitem_mark(unit.number, depth) + GAP
        case _ if unit.level in CHAPTERS:
            return manner.chapter(unit.level[-1], unit.number) + GAP
        case "別表":
            return unit.caption or manner.schedule(unit.number)
        case "節" | "小節" | "部":
            mark = division_mark(unit, manner)
            return mark + GAP if mark else ""
        case "備考":
            return unit.text or REMARKS
        case "各附則":
            return manner.supplement_head(unit.text, unit.caption)
        case "表" | "行" | "後文" | "様式":
            return ""
        case _:
            raise AssertionError(unit.level)


def marked(paragraph: Unit, manner: Manner) -> str:
    """The number of a 項 that always bears one: where there are no 条, and in an 附則 of several."""
    if not paragraph.number:
        return ""
    made = manner.paragraph_mark(paragraph.number) + GAP
    kept = _as_read(paragraph, made) if isinstance(manner, AsRead) else None
    return made if kept is None else kept


def remarked(paragraph: Unit, manner: Manner) -> str:
    """The number of one of several 備考."""
    made = manner.remark_mark(paragraph.number) + GAP
    kept = _as_read(paragraph, made) if isinstance(manner, AsRead) else None
    return made if kept is None else kept


def division_mark(unit: Unit, manner: Manner) -> str:
    """3 of a 節, (1) of a 小節; nothing where the heading has no number."""
    return manner.division(unit.number, 1 if unit.level == "節" else 2)


def _captioned(unit: Unit, line: str) -> list[str]:
    return [line] if unit.caption is None else [captioned(unit.caption), line]
