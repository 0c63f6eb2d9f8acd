"""An act and the party that speaks of it -> the values of texts ({{ 相手方 }}, {{ 元の締結日 }}) and the numbers of papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.kinds.council.dossier import Affair
from pipeline.kinds.council.fields import Numbered
from pipeline.labels.marks import enclosure, office_number
from pipeline.notation.dates import wareki
from pipeline.notation.house_style import House
from pipeline.source.profile import CouncilManner
from pipeline.tree.nodes import Inline, Inlines, Name, Text

Value = str | int | Inlines


def day_words(day: date | None, near: date | None, house: House) -> Inlines:
    """A day; or one to be filled in by hand, in the era of a day near it."""
    return (Text(house.date(day) if day is not None else wareki.open_day(near)),)


def bill_label(bill: Numbered | None, manner: CouncilManner, word: str = "") -> Inlines:
    """議案第12号, 第12号議案, 承認第1号; 議案第　　号 while the number is not given. `word` stands for 議案."""
    before, behind = (part.replace("議案", word) if word else part for part in manner.number_form)
    return (Text(office_number(bill.value if bill is not None else None, before, behind)),)


def listed(names: Sequence[str], house: House) -> Inlines:
    """A; A及びB; A、B及びC."""
    made: list[Inline] = []
    for n, name in enumerate(names):
        if n:
            made.append(Text("及び" if n == len(names) - 1 else house.comma))
        made.append(Name(name))
    return tuple(made)


def between(names: Sequence[str], house: House) -> Inlines:
    """AとBとの間; A、B及びCの間."""
    if len(names) == 2:
        return (Name(names[0]), Text("と"), Name(names[1]), Text("との間"))
    return (*listed(names, house), Text("の間"))


def each_between(party: str, others: Sequence[str], house: House) -> Inlines:
    """AとB、C及びDのそれぞれとの間: several agreements of two, told in one sentence."""
    return (Name(party), Text("と"), *listed(others, house), Text("のそれぞれとの間"))


def _all_days(days: Sequence[date | None], near: date | None, house: House) -> Inlines:
    made: list[Inline] = []
    for n, day in enumerate(days):
        made += [Text("及び" if n == len(days) - 1 else house.comma)] if n else []
        made += day_words(day, near, house)
    return tuple(made)


def values(affairs: Sequence[Affair], party: str, house: House, near: date | None) -> dict[str, Value]:
    """What texts about an act may put in, as one party says it; about several agreements, if they are voted on together.

    `near` is a day near those of the session that are not known.
    """
    affair = affairs[0]
    side = affair.side(party)
    others = list(dict.fromkeys(name for each in affairs for name in each.parties if name != party))
    facts = side.facts
    near = affair.concluded or (side.submitted.day if side.submitted is not None else near)
    replaced = [each.replaced for each in affairs if each.replaced is not None]
    named = any(name in (replaced[0].title if replaced else affair.title) for name in others)
    own = side.own
    titles = list(dict.fromkeys(each.title for each in affairs))
    signed = list(dict.fromkeys([r.day for r in replaced] or [each.first_signed for each in affairs]))
    made: dict[str, Value] = {
        "当事者の間": between(affair.parties, house) if len(affairs) == 1 else each_between(party, others, house),
        "全当事者": listed(affair.parties, house),
        "相手方": listed(others, house),
        "相手方との": () if named else (*listed(others, house), Text("との")),
        "団体": (Name(party),),
        "協約": listed(titles, house),
        "変更協約": (Name(affair.act_title),),
        "協約の語": affair.called,
        "題名": listed(titles, house),
        "改正条例": (Name(affair.act_title),),
        "元の締結日": _all_days(signed, near, house),
        "締結日": day_words(affair.concluded, near, house),
        "別紙": enclosure(None)
        if len(affairs) == 1 or affair.is_of_ordinance
        else f"{enclosure(1)}から{enclosure(len(affairs))}まで",
        "要約": (Text(own.summary.text, own.summary.origin()),) if own is not None and own.summary is not None else (),
        "変更箇所": house.comma.join(dict.fromkeys(c.place for each in affairs for c in each.changes)),
        "会議名": (Text(facts.meeting.text, facts.meeting.origin()),) if facts is not None else (),
    }
    made["提出日"] = day_words(side.submitted.day if side.submitted is not None else None, near, house)
    if facts is not None and facts.rules is not None:
        # A name, so that no 条 of the rules is taken for one of the paper.
        made["会議規則"] = (Name(house.text(facts.rules.text)),)
    if replaced:
        made["元の協約"] = listed(list(dict.fromkeys(each.title for each in replaced)), house)
    if affair.ends is not None:
        made["廃止日"] = house.date(affair.ends)
    if facts is not None and facts.ordinance is not None:
        law = facts.ordinance
        # Names, so that no 条 of an ordinance is taken for one of the agreement; their digits are the house's.
        made["条例"] = (Name(f"{law.title}（{house.text(law.number.text)}）"),)
        made["条項"] = (Name(house.text(law.clause.text)),)
    if (by := affair.articles) is not None:
        # Names, so that no 条 of a law is taken for one of the paper.
        made |= {"根拠の条": (Name(by.done),), "議決の条": (Name(by.voted),)}
        made |= {"告示の条": (Name(by.told),)} if by.told else {}
    urgent = side.matter.urgent if side.matter is not None else None
    if urgent is not None:
        made["専決の根拠"] = (Name(urgent.basis.text),)
        made["専決日"] = house.date(urgent.day.day)
        made["専決の指定"] = (Text(urgent.designated.text),) if urgent.designated is not None else ()
    return made
