"""A compiled document -> the whole Law, and what of the paper is not in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import TypeGuard

from pipeline.galley import Galley
from pipeline.galley.blocks import paras, plain
from pipeline.galley.compiled import Compiled
from pipeline.galley.words import Words
from pipeline.kinds.shared import published
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates import wareki
from pipeline.notation.dates.era import LAW_XML_NAMES
from pipeline.notation.numbers import law_number
from pipeline.notation.numbers.numeral import whole_number
from pipeline.tree import nodes
from pipeline.writers.lawxml.closing import End, closing
from pipeline.writers.lawxml.contents import contents
from pipeline.writers.lawxml.elements import Element, whole
from pipeline.writers.lawxml.provisions import Provisions
from pipeline.writers.lawxml.schedules import Schedules
from pipeline.writers.lawxml.sentences import Flavour, Sentences
from pipeline.writers.lawxml.tables import Tables
from pipeline.writers.lawxml.unheld import Omission, UnheldError

_WHITE = regex(r"\s")
# Papers that the schema has a form for stand on articles.
_CLAUSES = (nodes.Article, nodes.Chapter)


@dataclass(frozen=True, slots=True)
class Law:
    """A file of the Standard Law XML and what of the paper it does not hold."""

    data: bytes
    omitted: tuple[Omission, ...]


@dataclass(frozen=True, slots=True)
class _Numbering:
    """What LawNum and the attributes of Law say. `known`: the text has been given that number."""

    day: date
    kind: str
    number: int
    known: bool

    @property
    def words(self) -> str:
        """令和二年告示第十二号: the one form that Lawtext reads."""
        era, year = wareki.era_year(self.day)
        return law_number.in_kanji_form(era, year, self.kind, self.number)


def write(compiled: Compiled, flavour: Flavour) -> Law:
    """The law. Raises UnheldError for a document that the schema has no form for. The same document gives the same bytes."""
    document = compiled.bound.document
    if not any(isinstance(block, _CLAUSES) for block in document.body):
        raise UnheldError(
            "条も項もない文書は、法令標準XMLにできません", "協約、協定、規約、例規などの文書を選んでください"
        )
    words = Words(compiled.house.with_labels(document.labels), compiled.bound.positions)
    sentences = Sentences(words, flavour)
    numbering = _numbering(document, words, compiled.particulars.day)
    body = _body(document, sentences, published=numbering.known)
    law_number = numbering.words if numbering.known or flavour == "標準" else ""
    law = Element("Law", (Element("LawNum", (law_number,)), body), _attributes(numbering))
    beside = tuple(Omission("経緯の行", line) for line in compiled.told_beside)
    omitted = (*beside, *_omitted(document, words, numbering, flavour))
    _account(compiled.galley, body, omitted)
    return Law(whole(law), omitted)


def _attributes(numbering: _Numbering) -> tuple[tuple[str, str], ...]:
    era, year = wareki.era_year(numbering.day)
    if era.name not in LAW_XML_NAMES:
        raise UnheldError(
            f"法令標準XML（第3版）に「{era.name}」はありません", "新しい版の形式に対応するまで、書き出せません"
        )
    return (
        ("Era", LAW_XML_NAMES[era.name]),
        ("Year", str(year)),
        ("Num", str(numbering.number)),
        ("PromulgateMonth", str(numbering.day.month)),
        ("PromulgateDay", str(numbering.day.day)),
        ("LawType", "Misc"),
        ("Lang", "ja"),
    )


def _body(document: nodes.Document, sentences: Sentences, *, published: bool) -> Element:
    """`published`: the text bears a number, and its day stands in the attributes of Law."""
    tables = Tables(sentences)
    provisions = Provisions(sentences, tables, document)
    schedules = Schedules(sentences, tables, provisions)
    title = [Element("LawTitle", sentences.mixed(b.text)) for b in document.body if isinstance(b, nodes.Title)]
    placed = tuple(b for b in document.body if isinstance(b, _CLAUSES))
    first = next(n for n, b in enumerate(document.body) if isinstance(b, _CLAUSES))
    above = [
        block
        for block in document.body[:first]
        if isinstance(block, nodes.Preamble | nodes.Marker) or (isinstance(block, nodes.DateLine) and not published)
    ]
    # A 前文 stands below the 目次, and behind the 制定文.
    is_apart = any(
        isinstance(b, nodes.ChapterContents) or (isinstance(b, nodes.Preamble) and b.enacting) for b in document.body
    )
    own = [b for b in above if is_apart and isinstance(b, nodes.Preamble) and not b.enacting]
    opening = [Element("EnactStatement", sentences.mixed(b.text)) for b in above if not any(b is each for each in own)]
    preamble = (
        [Element("Preamble", tuple(_unnumbered(n, b.text, sentences) for n, b in enumerate(own, 1)))] if own else []
    )
    made: list[Element] = []
    ends: list[End] = []
    count = 0
    for block in chain(document.body[first:], (None,)):
        if _is_end(block):
            ends.append(block)
            continue
        if ends and isinstance(block, nodes.Supplement | nodes.Schedule | None):
            made.append(closing(ends, sentences))
            ends = []
        if isinstance(block, nodes.Supplement):
            made.append(provisions.supplement(block))
        elif isinstance(block, nodes.Schedule):
            count += 1
            made.append(schedules.schedule(block, count))
    listed = [contents(b, document.body, sentences) for b in document.body if isinstance(b, nodes.ChapterContents)]
    return Element("LawBody", (*title, *opening, *listed, *preamble, provisions.main(placed), *made))


def _unnumbered(number: int, text: nodes.Inlines, sentences: Sentences) -> Element:
    """A paragraph of the 前文."""
    said = Element("ParagraphSentence", (Element("Sentence", sentences.mixed(text), (("Num", "1"),)),))
    return Element("Paragraph", (Element("ParagraphNum"), said), (("Num", str(number)),))


def _is_end(block: nodes.Block | None) -> TypeGuard[End]:
    return isinstance(block, End)


def _published(document: nodes.Document, words: Words) -> list[str]:
    return [plain(words.runs(b.text)) for b in document.body if isinstance(b, nodes.PublicationLine)]


def _numbering(document: nodes.Document, words: Words, day: date | None) -> _Numbering:
    """The number that the publication gives; an agreement has none, but the schema asks for one."""
    # What the lines of its amendments tell is the day and the number of these.
    lines = published.own(_published(document, words))
    day = day or published.day_told(lines)
    if day is None:
        raise UnheldError(
            "日付のない文書は、法令標準XMLにできません（年を書くところが空けられません）",
            "「締結日:」か、「公布:」の「題名の後:」に公布の日を書いてください",
        )
    found = next((m for line in lines if (m := law_number.PUBLISHED.search(line))), None)
    number = whole_number(found["number"]) if found else None
    if found is not None and number:
        return _Numbering(day, found["kind"], number, known=True)
    kind = document.kind if document.kind == "覚書" else document.kind.removesuffix("書")
    return _Numbering(day, kind, 1, known=False)


def _omitted(document: nodes.Document, words: Words, numbering: _Numbering, flavour: Flavour) -> Iterator[Omission]:
    if document.cover is not None:
        cover = document.cover
        yield Omission("表紙", "".join(plain(words.runs(t)) for t in (cover.title, cover.date, *cover.parties)))
    for block in document.body:
        if isinstance(block, nodes.Title) and block.mark:
            yield Omission("題名の印", plain(words.runs(block.mark)))
    for line in _published(document, words):
        yield Omission("公布の行", line)
    if numbering.known:
        for block in document.body[: next(n for n, b in enumerate(document.body) if isinstance(b, _CLAUSES))]:
            if isinstance(block, nodes.DateLine):
                yield Omission("公布の行", plain(words.runs(block.text)))
    if document.captions_behind and flavour == "標準":
        yield Omission("条の番号の後に置いた見出しの位置（条の前に書きました）")
    if any(
        isinstance(b, nodes.Signature) and (b.unsigned or not all(s.name for s in b.signers)) for b in document.body
    ):
        yield Omission("氏名を書く空欄")
    if not numbering.known:
        told = f"「{numbering.words}」" if flavour == "標準" else "空欄"
        yield Omission(f"番号（この文書にないので、形式が求める LawNum は{told}、Num は 1 としました）")
    yield Omission("頁の体裁（用紙、余白、字の大きさ、罫線、押印の位置、透かし）")


def _account(galley: Galley, body: Element, omitted: Iterable[Omission]) -> None:
    """Every character of the paper is in the XML or told as left out, and nothing else is."""
    printed = Counter[str]()
    for part in galley.parts:
        for para in paras(part.blocks):
            printed.update(_WHITE.sub("", plain((*para.label, *para.runs))))
    written = Counter(_WHITE.sub("", body.words() + "".join(omission.words for omission in omitted)))
    assert printed == written, f"lost {dict(printed - written)}, added {dict(written - printed)}"
