"""A proven amendment in its frame -> 法令標準XML: every sentence an AmendProvision, every new unit a NewProvision.

The schema has no element for 附則 inside new text: its heading and its 項 are NewProvision of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import assert_never

from pipeline.amending.drafting.new_text import Drafted, Free, NewText, Numbered, Remark, Supplement, lines
from pipeline.amending.language.write import clauses_line
from pipeline.galley.blocks import Block, Para, plain
from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import CONTENTS
from pipeline.notation.citation import paper_name
from pipeline.notation.dates import wareki
from pipeline.notation.dates.era import LAW_XML_NAMES
from pipeline.notation.numbers import law_number
from pipeline.provision.unit import Unit
from pipeline.writers.lawxml.elements import Element, numbered, whole
from pipeline.writers.lawxml.new_units import NewUnits
from pipeline.writers.lawxml.unheld import UnheldError

_BLANKS = " 　\t\v"


def write(
    title: str, pillar: str, around: tuple[tuple[Block, ...], tuple[Block, ...]], drafted: tuple[Drafted, ...],
    manner: Manner, day: date | None,
) -> bytes:  # fmt: skip
    """The law of an amendment; `around` are the blocks before and behind its sentences. Raises UnheldError without a day."""
    if day is None:
        raise UnheldError(
            "日付のない変更協約書は、法令標準XMLにできません（年を書くところが空けられません）",
            "--on に締結日を書いてください",
        )
    era, year = wareki.era_year(day)
    if era.name not in LAW_XML_NAMES:
        raise UnheldError(
            f"法令標準XML（第3版）に「{era.name}」はありません", "新しい版の形式に対応するまで、書き出せません"
        )
    opening, closing = around
    enact = [plain(p.runs) for p in opening if isinstance(p, Para) and plain(p.runs) not in (title, pillar)]
    amended = [_amended(each, manner) for each in drafted]
    main = numbered(
        "Paragraph", "1", Element("ParagraphNum"), Element("ParagraphSentence", (_sentence(pillar),)), *amended
    )
    body = Element(
        "LawBody",
        (
            Element("LawTitle", (title,)),
            *(Element("EnactStatement", (words,)) for words in enact),
            Element("MainProvision", (main,)),
            *_supplement(closing),
            *_end(closing),
        ),
    )
    number = Element("LawNum", (law_number.in_kanji_form(era, year, _kind(title), 1),))
    attributes = (
        ("Era", LAW_XML_NAMES[era.name]), ("Year", str(year)), ("Num", "1"), ("PromulgateMonth", str(day.month)),
        ("PromulgateDay", str(day.day)), ("LawType", "Misc"), ("Lang", "ja"),
    )  # fmt: skip
    _account(drafted, amended, manner)
    return whole(Element("Law", (number, body), attributes))


def _kind(title: str) -> str:
    """What such a paper is called, by the end of its title, for a number that the schema asks for: 協約, 規則."""
    return next((word for word in paper_name.NAMES if title.endswith(word)), "協約").removeprefix("連携")


def _amended(each: Drafted, manner: Manner) -> Element:
    sentence = Element("AmendProvisionSentence", (_sentence(clauses_line(each.clauses, manner)),))
    return Element("AmendProvision", (sentence, *_new(each.new, manner)))


def _new(new: tuple[NewText, ...], manner: Manner) -> Iterator[Element]:
    setter = NewUnits(manner)
    for _, group in groupby(new, key=type):
        held = list(group)
        units = [part for part in held if isinstance(part, Unit)]
        yield from setter.provisions(units)
        for before, part in zip((None, *held), held, strict=False):
            match part:
                case Unit():
                    pass
                case Free(of="題名", words=words):
                    yield Element("NewProvision", (Element("LawTitle", (words,)),))
                case Free(of="目次", words=words):
                    heads = [] if isinstance(before, Free) and before.of == "目次" else [CONTENTS]
                    yield from (Element("NewProvision", (_list(line),)) for line in (*heads, words))
                case Free(words=words):
                    yield Element("NewProvision", (_list(words),))
                case Remark(unit=unit):
                    yield Element("NewProvision", (setter.remark(unit),))
                case Numbered(unit=unit):
                    yield Element("NewProvision", (setter.numbered(unit),))
                case Supplement(units=below):
                    yield Element("NewProvision", (_list(setter.manner.supplement_head()),))
                    yield from setter.provisions(below)
                case _:
                    assert_never(part)


def _supplement(closing: tuple[Block, ...]) -> Iterator[Element]:
    """附則 of the amendment itself: what stands below its heading up to the 末文."""
    held = [p for p in closing if isinstance(p, Para)]
    if not held or held[0].style != "附則見出し":
        return
    texts = []
    for para in held[1:]:
        if para.style not in ("前文", "項"):
            break
        texts.append(para)
    paragraphs = [
        numbered("Paragraph", str(n), Element("ParagraphNum", (plain(p.label).rstrip(_BLANKS),)), Element("ParagraphSentence", (_sentence(plain(p.runs)),)))
        for n, p in enumerate(texts, 1)
    ]  # fmt: skip
    label = Element("SupplProvisionLabel", (plain(held[0].runs),))
    yield Element("SupplProvision", (label, *paragraphs), (("Type", "New"),))


def _end(closing: tuple[Block, ...]) -> Iterator[Element]:
    """末文, the day and names: one Note a line, as in other papers."""
    held = [p for p in closing if isinstance(p, Para)]
    if held and held[0].style == "附則見出し":
        rest = next((n for n, p in enumerate(held[1:], 1) if p.style not in ("前文", "項")), len(held))
        held = held[rest:]
    notes = [
        Element("NoteStruct", (Element("Note", (_sentence(words),)),))
        for para in held
        if (words := plain((*para.label, *para.runs)).strip(_BLANKS))
    ]
    if notes:
        yield Element("AppdxNote", tuple(notes))


def _sentence(words: str) -> Element:
    return numbered("Sentence", "1", words)


def _list(words: str) -> Element:
    """Words without a number: the one form of them below an AmendProvision that Lawtext reads."""
    return Element("List", (Element("ListSentence", (_sentence(words),)),))


def _account(drafted: tuple[Drafted, ...], amended: list[Element], manner: Manner) -> None:
    """Every character of the 改め文 is in the elements, and nothing else is."""
    said = Counter[str]()
    for each in drafted:
        for line in (clauses_line(each.clauses, manner), *lines(each.new, manner)):
            said.update(c for c in line if c not in _BLANKS)
    held = Counter(c for element in amended for c in element.words() if c not in _BLANKS)
    assert said == held, f"lost {dict(said - held)}, added {dict(held - said)}"
