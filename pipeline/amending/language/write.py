"""Sentences as data -> the words of a 改め文."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import assert_never

from pipeline.amending.language.clauses import (
    Add,
    Clause,
    Delete,
    Edit,
    Location,
    Move,
    Places,
    Replace,
    Retitle,
    Sentence,
    SetCaption,
    SetHeading,
    Shift,
    Slide,
    Span,
    Step,
    Words,
)
from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import BRACKETS, captioned
from pipeline.notation.citation import clause_label
from pipeline.notation.numbers.numeral import KANJI_NUMERALS

# 連用形 -> 終止形 of the verbs of an amendment.
_FINAL = {"改め": "改める", "加え": "加える", "削り": "削る", "とし": "とする", "付し": "付する", "げ": "げる"}


def amending_text(sentences: Iterable[Sentence], manner: Manner) -> str:
    """The whole 改め文, one sentence or one line of new text a line."""
    return "".join(f"{line}\n" for sentence in sentences for line in sentence_lines(sentence, manner))


def sentence_lines(sentence: Sentence, manner: Manner) -> list[str]:
    """The sentence and the new text below it."""
    return [clauses_line(sentence.clauses, manner), *sentence.body]


def clauses_line(clauses: Iterable[Clause], manner: Manner) -> str:
    """The words of one 改正規定, its 「。」 included."""
    said = manner.comma.join(_clause(clause, manner) for clause in clauses)
    ending = next(verb for verb in _FINAL if said.endswith(verb))
    return said.removesuffix(ending) + _FINAL[ending] + "。"


def _clause(clause: Clause, manner: Manner) -> str:
    match clause:
        case Words(places=places, edits=edits):
            head = _places(places, manner)
            rules = "の規定" if head.endswith("まで") else ""
            return (f"{head}{rules}中" if places else "") + _edits(edits, manner)
        case SetCaption(place=place, caption=None):
            return f"{_location(place, manner)}の見出しを削り"
        case SetCaption(place=place, caption=caption, attach=True):
            return f"{_location(place, manner)}に見出しとして「{captioned(caption or '')}」を付し"
        case SetCaption(place=place, caption=caption):
            return f"{_location(place, manner)}の見出しを「{captioned(caption or '')}」に改め"
        case SetHeading(place=place, heading=heading):
            return f"{_location(place, manner)}を「{heading}」に改め"
        case Replace(places=places):
            return f"{_places(places, manner)}を次のように改め"
        case Retitle(title=title):
            return f"題名を「{title}」に改め"
        case Add():
            return _add(clause, manner)
        case Move(place=place, to=to):
            return f"{_location(place, manner)}を{_location(to, manner)}とし"
        case Slide(span=span, to=to):
            return f"{_span(span, manner)}を{_span(to, manner)}とし"
        case Shift(places=places, by=by, unit=unit, direction=direction):
            return f"{_places(places, manner)}を{manner.count(by)}{unit}ずつ繰り{direction}げ"
        case Delete(places=(Location() as head, Location(steps=(*_, Step(level="項番号", name="")) as number))) if (
            head.steps == (*number[:-1], Step("見出し"))
        ):
            return f"{_location(head, manner)}及び項番号を削り"
        case Delete(places=places):
            return f"{_places(places, manner)}を削り"
        case _:
            assert_never(clause)


_AND = "及び"


def _add(clause: Add, manner: Manner) -> str:
    where = _location(clause.place, manner)
    match clause.unit:
        case "ただし書":
            return f"{where}に次のただし書を加え"
        case "後段":
            return f"{where}に後段として次のように加え"
        case "ように":
            what = f"{clause.label}として次のように" if clause.label else "次のように"
        case "章名":
            return f"{where}の{clause.side}に次の{clause.label}を付し"
        case "目次" if clause.label:
            return f"{where}の次に次の目次及び{clause.label}を付し"
        case "附則":
            what = f"次の{manner.house.supplement}を"
        case "前文" | "末文" | "目次":
            what = f"次の{clause.unit}を"
        case "様式" if not clause.count:
            what = "次の様式を"
        case "備考":
            return f"{where}に備考として次のように加え"
        case "条" if clause.label:
            count = f"{manner.count(clause.count)}条"
            what = f"次の{count}{clause.label}を" if clause.label.startswith(_AND) else f"次の{clause.label}{count}を"
        case _:
            what = f"次の{manner.count(clause.count) if clause.count else '各'}{clause.unit}を"
    if clause.first:
        last = clause.first[0] + clause.count - 1
        labels = [manner.numbers(clause_label(clause.unit, (n,))) for n in (clause.first[0], last)]
        which = {1: labels[0], 2: f"{labels[0]}及び{labels[1]}"}.get(clause.count, f"{labels[0]}から{labels[1]}まで")
        what = f"{which}として{what}"
    joint = "に" if clause.side == "内" else f"の{clause.side}に"
    return f"{where}{joint}{what}加え"


def _edits(edits: tuple[Edit, ...], manner: Manner) -> str:
    """Verbs shared as R13 has it: 「A」を「B」に、「C」を「D」に改め、「E」及び「F」を削り."""
    made = []
    for verb, group in groupby(edits, key=lambda e: e.verb):
        held = list(group)
        match verb:
            case "改め":
                made.append(manner.comma.join(f"「{e.old}」を「{e.new}」に" for e in held) + "改め")
            case "加え":
                made.append(manner.comma.join(f"「{e.old}」の{manner.behind}「{e.new}」を" for e in held) + "加え")
            case "削り":
                made.append(joined([f"「{e.old}」" for e in held], manner) + "を削り")
            case _:
                assert_never(verb)
    return manner.comma.join(made)


def joined(words: list[str], manner: Manner) -> str:
    """A、B及びC."""
    return words[0] if len(words) == 1 else manner.comma.join(words[:-1]) + "及び" + words[-1]


def _places(places: Places, manner: Manner) -> str:
    if not places:
        return ""
    return joined([_span(p, manner) if isinstance(p, Span) else _location(p, manner) for p in places], manner)


def _span(span: Span, manner: Manner) -> str:
    if span.last is None:
        return f"{_location(span.first, manner)}以下"
    return f"{_location(span.first, manner)}から{_location(span.last, manner)}まで"


def _location(location: Location, manner: Manner) -> str:
    scope = f"{_location(location.within, manner)}中" if location.within is not None else ""
    said = ""
    for step in location.steps:
        said += ("の" if step.level == "見出し" and said and not step.name else "") + _step(step, manner)
    return scope + said + location.tail + ("（見出しを含む。）" if location.captioned else "")


def _step(step: Step, manner: Manner) -> str:
    if step.same:
        return f"同{step.level}"
    match step.level:
        case "条":
            return manner.article(step.number)
        case "項":
            return manner.paragraph(step.number)
        case "号":
            return manner.item(step.number)
        case "別表" if step.name:
            # の3 may be a 枝番 or a row called ３; only the table knows, so the words stay as they were read.
            return manner.cited_schedule(step.number[:1]) + step.name
        case "別表" if len(step.digits) > 1 and step.digits[0] in KANJI_NUMERALS:
            # 別表第二二の項 may be the row 二 of 別表第二.
            return manner.cited_schedule((1,))[:-1] + step.digits
        case "別表":
            return manner.cited_schedule(step.number)
        case "札" | "様式" | "面":
            return step.name
        case "項番号" if not step.name:
            return "の項番号"
        case "柱書":
            return ("の" if step.name else "") + (step.name or "各号列記以外の部分")
        case "表":
            return "" if step.name else "の表"
        case "行":
            return ""
        case "見出し":
            return f"{step.name}見出し"
        case "編" | "章" | "節" | "款" | "目":
            return manner.chapter(step.level, step.number)
        case "章名":
            return step.name
        case "附則" if step.name and step.name[0] not in BRACKETS:
            return f"{step.name}の{manner.house.supplement}"
        case "附則":
            return f"{manner.house.supplement}{step.name}"
        case _:
            return step.level
