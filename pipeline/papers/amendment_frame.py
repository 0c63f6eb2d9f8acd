"""The base of an amendment and the words of the house -> what stands around the 改め文 of a 変更協約書 (domain notes 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from pipeline.diagnostics import Problems, SourceFile, Written
from pipeline.galley import Block, Para, Run, plain
from pipeline.galley.clauses import Clauses
from pipeline.galley.words import Words
from pipeline.labels.amendment_style import Manner
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.citation.short_names import CLOSE, INSIDE, OPEN, SHORT_NAME
from pipeline.notation.dates import wareki
from pipeline.notation.house_style import House
from pipeline.notation.text import width_policy
from pipeline.papers import amendment_law
from pipeline.papers.unit_blocks import UnitBlocks
from pipeline.provision.unit import Provision, Unit
from pipeline.source import reader
from pipeline.source.amendment_wording import FILE, KIND, AmendmentWording
from pipeline.source.decode import decode
from pipeline.source.files import Files
from pipeline.source.resources import template_path
from pipeline.tree.nodes import Inlines, Name, Signature, Text
from pipeline.wording import Scope, Value, inlines

# The parties as the subject of a 前文 with the one term that stands for all of them from there on.
_ALL_PARTIES = regex(rf"(?P<who>{INSIDE}+){SHORT_NAME.pattern}")
_LISTED_BELOW = regex("次(?:の各号)?に掲げる|次の|下記の")
# What parties of an agreement are called for short.
_SYMBOLS = "甲乙丙丁戊己庚辛壬癸"
_BRACKET = regex(f"{OPEN}{INSIDE}*{CLOSE}")
_JOINT = regex("、|，|・|及び|並びに|と")
# A name by which a party of a paper of many goes; what else stands in a 前文 (と相互に) is none.
_NAME = regex("[^ 　]{1,12}(?:市|町|村|区|都|道|府|県|組合|連合)")
# What a paper is called whose title does not say.
_PAPER = "連携協約"
_EFFECTIVE = regex(r"\{\{\s*施行期日\b")
# A text that tells of effect in its own way: この条例は、公布の日から施行する.
_TELLS_EFFECT = ("施行する", "効力を生")


@dataclass(frozen=True, slots=True)
class Occasion:
    """What only the clerk knows of an amendment: its day (None: left blank), 施行期日, and 項 to add to its 附則.

    `own`: its whole 附則, where the source of what it amends has it already. `near` is a day near its own, if one is known.
    """

    day: date | None = None
    effective: date | None = None
    supplement: tuple[str, ...] = ()
    own: Unit | None = None
    near: date | None = None


@dataclass(frozen=True, slots=True)
class Parties:
    """What the parties are called (甲, else by name), and who signs and how (None: nobody).

    `renamed`: by the names of the base those that bear another one by now (蓬田村: 蓬田町). `number`: that of a rule, which
    has no parties: （平成20年規則第8号）; `published_as` is what it was published as: 規則.
    """

    called: tuple[str, ...]
    signature: Signature | None
    renamed: Mapping[str, str] = field(default_factory=dict)
    number: str = ""
    published_as: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """題名 and 柱書 as words; the blocks before and behind the 改め文. `called` is what the amending paper is: 連携協約, 規則."""

    title: str
    pillar: str
    opening: tuple[Block, ...]
    closing: tuple[Block, ...]
    called: str = ""


def frame(
    base: Provision, signed: date | None, parties: Parties, occasion: Occasion, house: House,
    words: AmendmentWording, problems: Problems,
) -> Frame:  # fmt: skip
    """The frame of an amendment of the agreement `base`. Raises Rejected.

    The base goes by its name and date, its parties by the words of its own 前文. A day that is not known stays blank, in
    the era of the occasion: what is still to come lies in no era that is over.
    """
    called = amendment_law.word(base, parties.published_as)
    supplement = _supplement(words, called or _PAPER, occasion, problems)
    own = _own_supplement(occasion, problems)
    problems.stop_if_errors()
    law = amendment_law.rests_on(base, words.law, problems)
    problems.stop_if_errors()
    values = _values(base, signed, parties, occasion, house)
    if parties.signature is not None:
        _warn_of_parties(values["当事者"], parties, problems)
    scope = Scope(values | {"根拠": law, "協約の語": called or ""}, house)
    setter = Words(house, {})

    def said(text: Written) -> tuple[Run, ...]:
        return setter.runs(inlines.read(text, scope, problems))

    texts = tuple(t for t in (words.title, words.preamble, words.pillar, words.closing) if t is not None)
    amendment_law.must_be_called(base, called, (*texts, *supplement), problems)
    title, pillar = said(words.title), said(words.pillar)
    preamble = (Para("前文", said(words.preamble)),) if words.preamble is not None else ()
    closing = (Para("末文", said(words.closing)),) if words.closing is not None else ()
    added = [said(text) for text in supplement]
    made = Frame(
        plain(title),
        plain(pillar),
        (
            Para("題名", title, heading=1, outline=plain(title)),
            *preamble,
            Para("前文", pillar),
        ),
        (
            *(UnitBlocks(Manner(house)).supplement(own) if own else _supplement_blocks(added, setter)),
            *closing,
            *_signature(parties, occasion, house, setter),
        ),
        called or "",
    )
    problems.stop_if_errors()
    naming = [plain(said(t)) for t in (words.title, words.preamble, words.pillar) if t is not None]
    amendment_law.must_name(base, naming, words.pillar, problems)
    amendment_law.must_count(words.closing, len(parties.called), problems)
    for text in texts:
        amendment_law.must_rest(base, plain(said(text)), text, problems)
    for text in (*texts, *supplement):
        amendment_law.must_be_called_so(base, called, plain(said(text)), text, problems)
    days = (signed, occasion.day, occasion.effective)
    for text in (*texts, *(each.text for each in words.law if each.text.text == law)):
        amendment_law.tell_typed(base, days, len(parties.called), text, problems)
    problems.stop_if_errors()
    return made


def _warn_of_parties(said: Value, parties: Parties, problems: Problems) -> None:
    """Told: a 前文 in which others agree than sign below. One who leaves or joins may be meant; only a person knows.

    `said` is how the 前文 will name the parties.
    """
    who = "".join(part.text for part in said if isinstance(part, Name)) if isinstance(said, tuple) else ""
    if parties.called and set(parties.called) <= {*_SYMBOLS} and parties.called[0] not in _terms(who):
        problems.warning(
            "前文",
            f"元の文の前文に「（以下「{parties.called[0]}」という。）」がないので、変更協約書の前文に、だれが{parties.called[0]}かを書けません",
            "できた変更協約書の前文を確かめ、要るなら書き足してください",
        )
    gone, come = _apart(who, [parties.renamed.get(name, name) for name in parties.called])
    for names, told in ((gone, "前文にあるのに、記名しません"), (come, "前文にないのに、記名します")):
        if names:
            problems.warning(
                "前文",
                f"変更協約書の当事者のうち「{'」「'.join(names)}」は、{told}（前文は元の文の、記名は今の原稿の当事者です）",
                "外れる者や加わる者がどう合意に加わるかを決め、できた変更協約書の前文、通数、記名を確かめて直してください",
            )


def _apart(who: str, called: Sequence[str]) -> tuple[list[str], list[str]]:
    """Those of `who` who are not `called`, and those called who are not of them; none where `who` names nobody by these names."""
    symbols = [s for s in _terms(who) if s in _SYMBOLS]
    if any(symbol in called for symbol in symbols):
        return [s for s in symbols if s not in called], [c for c in called if c not in symbols]
    come = [name for name in called if name not in who]
    if len(come) == len(called):
        return [], []
    rest = _BRACKET.sub("", who)
    for name in sorted(called, key=len, reverse=True):
        rest = rest.replace(name, "、")
    return [name for name in _JOINT.split(rest) if _NAME.fullmatch(name)], come


def _signature(parties: Parties, occasion: Occasion, house: House, setter: Words) -> tuple[Block, ...]:
    """The names at the end; none where nobody signs."""
    if parties.signature is None:
        return ()
    return Clauses(setter).signature(replace(parties.signature, date=_day(occasion, house)))


def wording(files: Files, problems: Problems, file: str = FILE) -> AmendmentWording:
    """The words of the clerk's own folder, or those that came with the program. Raises Rejected."""
    path = template_path(file, files)
    assert path is not None, "the program brings its own"
    name = f"templates/{file}"
    data = reader.read_bytes(path, problems, name, files)
    node = reader.parse(data, name, problems) if data is not None else None
    words = decode(node, AmendmentWording, problems) if node is not None else None
    if words is not None and words.kind != KIND:
        problems.error("種別", f"「{words.kind}」は変更協約書の文言ではありません", f"「種別: {KIND}」と書いてください")
    problems.stop_if_errors()
    assert words is not None
    return words


def _supplement(words: AmendmentWording, called: str, occasion: Occasion, problems: Problems) -> list[Written]:
    """The 項 of the 附則: those of the house, then those of the occasion; a day that none tells of has one of its own before them.

    A day that is asked for and not given, or given and belied, is an error.
    `called` is what the paper calls itself: この条例は.
    """
    added = [Written(text, SourceFile("--supplement", text), 0, len(text)) for text in occasion.supplement]
    if occasion.own is not None:
        return []
    texts = [*words.supplement, *added]
    asked = [text for text in texts if _EFFECTIVE.search(text.text)]
    if asked and occasion.effective is None:
        problems.error(
            "施行期日", "附則に施行期日が要ります", "renkei amend に --effective 日付 を付けてください", asked[0].span()
        )
    day = occasion.effective
    if day is None or asked or any(_says(day, text.text) for text in texts):
        return texts
    other = next((text for text in texts if any(told in text.text for told in _TELLS_EFFECT)), None)
    if other is not None:
        problems.error(
            "施行期日",
            f"附則の文に、施行期日（--effective）の{wareki.format(day)}がありません（「{other.text.strip()[:40]}」）",
            "附則の文の日を「{{ 施行期日 }}」とするか、施行期日（--effective）を消してください",
            other.span(),
        )
    elif words.effect is None:
        problems.error(
            "施行期日",
            "施行期日（--effective）を書く附則がありません",
            f"{words.title.file.name} の「附則」か、附則に加える項（--supplement）に「この{called}は、{{{{ 施行期日 }}}}から施行する。」と書いてください",
        )
    else:
        return [words.effect, *texts]
    return texts


def _own_supplement(occasion: Occasion, problems: Problems) -> tuple[Unit, ...]:
    """What stands in the 附則 that the source has; the day of --effective must be in it, and nothing is added to it."""
    if occasion.own is None:
        return ()
    name = f"附則{occasion.own.text}"
    if occasion.supplement:
        problems.error(
            "附則",
            f"改正附則が、原稿（「{name}」）にも、附則に加える項（--supplement）にもあります",
            "どちらか一方だけに書いてください",
        )
    day = occasion.effective
    if day is not None and not any(_says(day, unit.text) for unit in occasion.own.walk()):
        problems.error(
            "施行期日",
            f"原稿の「{name}」に、施行期日（--effective）の{wareki.format(day)}がありません",
            "附則の日か、施行期日（--effective）を直してください",
        )
    return occasion.own.children


def _says(day: date, words: str) -> bool:
    """Whether words say the day itself, in digits of any width."""
    return wareki.format(day) in width_policy.apply(words, "half")


def _values(
    base: Provision, signed: date | None, parties: Parties, occasion: Occasion, house: House
) -> dict[str, Value]:
    called = [parties.renamed.get(name, name) for name in parties.called]
    short = house.comma.join(called[:-1]) + "及び" + called[-1] if len(called) > 1 else "".join(called)
    introduced = (re.split("は[、，]", line)[0] for line in base.preamble if "甲" in _terms(line))
    who = next(introduced, "")
    if not who:
        who, short = _by_term(base, parties.called) or (short, short)
    for old, new in parties.renamed.items():
        who = who.replace(old, new)
    values: dict[str, Value] = {
        "元の協約": (Name(amendment_law.cited(base)),),
        "元の番号": (Name(parties.number),) if parties.number else (),
        "元の締結": f"{house.date(signed)}に締結した" if signed is not None else "",
        "当事者": (Name(who),),
        "略称": short,
        "通数": len(called),
        "改める語": house.revising,
        "締結日": _day(occasion, house),
    }
    if occasion.effective is not None:
        values["施行期日"] = house.date(occasion.effective)
    return values


def _terms(line: str) -> list[str]:
    """The short names that a line gives."""
    return [m["term"] for m in SHORT_NAME.finditer(line)]


def _by_term(base: Provision, called: tuple[str, ...]) -> tuple[str, str] | None:
    """How a paper of many introduces its parties and what it calls them then (構成市町村); None where it has no such term.

    The term must stand for all of them: for those that a list below names, or all that are named before it; and the paper
    itself must say in its 末文 that they sign by it. Where a list names them, they are introduced by the term alone.
    """
    for line in base.preamble:
        found = _ALL_PARTIES.fullmatch(re.split("は[、，]", line)[0])
        if found is None or not any(found["term"] in closing for closing in base.closing):
            continue
        if _LISTED_BELOW.match(found["who"]):
            return found["term"], found["term"]
        if all(name in found["who"] for name in called):
            return found[0], found["term"]
    return None


def _day(occasion: Occasion, house: House) -> Inlines:
    """The date of the amendment; or one to be filled in by hand: never today's, nor in the era of what it amends."""
    return (Text(house.date(occasion.day) if occasion.day is not None else wareki.open_day(occasion.near)),)


def _supplement_blocks(texts: list[tuple[Run, ...]], setter: Words) -> Iterator[Block]:
    """附則: its only 項 bears no number, each of several does."""
    if texts:
        yield Para("附則見出し", (Run(setter.labels.supplement_head()),))
    if len(texts) == 1:
        yield Para("前文", texts[0])
    else:
        yield from (
            Para("項", text, setter.label(setter.labels.paragraph_mark((n,)))) for n, text in enumerate(texts, 1)
        )
