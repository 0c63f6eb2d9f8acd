"""告示, 届出書, 議決結果の通知, 宣言書 -> what their wording prints."""

from __future__ import annotations

from typing import ClassVar

from pipeline.diagnostics import Written
from pipeline.kinds.council.desk import Desk, Prepared
from pipeline.kinds.council.fields import Numbered
from pipeline.kinds.council.model import Asked, Correction, Slip
from pipeline.kinds.council.saying import listed
from pipeline.kinds.council.speaker import addressee
from pipeline.kinds.council.words import AskedTexts
from pipeline.labels.marks import GAP, office_number
from pipeline.late.dataclass import dataclass
from pipeline.tree.nodes import Inlines, Name, Text


def _notice_number(party: str, number: Numbered | None) -> Inlines:
    return (Name(party), Text("告示"), Text(office_number(number.value if number is not None else None)))


def ordinance_number(party: str, number: Numbered | None) -> str:
    """見本町条例第5号, or with a blank while the number is not given."""
    return f"{party}条例{office_number(number.value if number is not None else None)}"


def notice(desk: Desk) -> Prepared | None:
    """告示 with the whole agreement or amendment."""
    side = desk.side
    own = side.own.notice if side.own is not None else None
    by = desk.by(side.noticed, desk.affair.concluded)
    if by is None:
        return None
    label = _notice_number(side.party, own.number if own is not None else None)
    return Prepared(
        {
            "番号": label,
            "本文": desk.briefing.words.notice.on(desk.affair.said_as, desk.affair.worded),
            "日": desk.day(side.noticed),
            "者": by,
            "各別紙": desk.ask.enclosures,
        },
        (*label, Text(GAP), Name(desk.affair.act_title)),
        side.noticed,
    )


def publication(desk: Desk) -> Prepared | None:
    """公布文 of a 条例, with all of it."""
    side, words = desk.side, desk.briefing.words
    own = side.own.publication if side.own is not None else None
    assert own is not None, "asked for only where the session publishes"
    by = desk.by(own.day, desk.affair.concluded)
    if words.publication is None:
        desk.problems.error(
            "議会の文言",
            "templates/wording/議会.yaml に、公布文の文言がありません",
            "この版に添付の 議会.yaml にある「公布:」を写してください",
            words.title.pact.conclude.span(),
        )
    if by is None or words.publication is None:
        return None
    return Prepared(
        {"本文": words.publication, "日": desk.day(own.day), "者": by, "各別紙": desk.ask.enclosures},
        (Name(side.party), Text(ordinance_number("", own.number)), Text(GAP), Name(desk.affair.act_title)),
        own.day,
    )


def report(desk: Desk) -> Prepared | None:
    """届出書."""
    side, affair, words = desk.side, desk.affair, desk.briefing.words.letter
    own = side.own
    assert own is not None, "a paper is made of what its session says"
    by = desk.by(side.reported, affair.concluded)
    to = addressee(affair, side, desk.area, desk.problems)
    if by is None or to is None:
        return None
    number = own.notice.number if own.notice is not None else None
    letter = own.report.number if own.report is not None else None
    of_act = f"{affair.said(affair.lawful_act)}年月日"
    day = affair.ends if affair.act == "廃止" else affair.concluded
    return Prepared(
        {
            "文書番号": letter or (Text(GAP * 2 + office_number(None)),),
            "日": desk.day(side.reported),
            "宛先": (*to, Text(GAP), Text(desk.briefing.manner.honorific)),
            "者": by,
            "公印": desk.briefing.manner.seal,
            "件名": words.title.on(affair.said_as, affair.lawful_act),
            "本文": words.text.on(affair.said_as, affair.worded),
            "相手方": listed([name for name in affair.parties if name != side.party], desk.house),
            "行為の日": of_act,
            "行為日": (Text(desk.house.date(day)),) if day is not None else desk.day(None),
            "告示": (*desk.day(side.noticed), Text(GAP), *_notice_number(side.party, number)),
            "各議決": tuple((Name(s.party), Text(GAP), *desk.day(s.voted)) for s in affair.sides),
            "添付": tuple(words.attached.of(affair.lawful_act)),
        },
        (Text(f"{affair.called}の{affair.said(affair.lawful_act)}の届出書"),),
        side.reported,
    )


def withdrawal(desk: Desk) -> Prepared | None:
    """撤回請求書."""
    own = desk.side.own
    assert own is not None, "a paper is made of what its session says"
    assert own.withdrawal is not None, "asked for only where a bill is taken back"
    return _asked(desk, own.withdrawal, desk.briefing.words.withdrawal, "撤回")


def correction(desk: Desk) -> Prepared | None:
    """訂正請求書, with what the bill says and what it should say."""
    own = desk.side.own
    assert own is not None, "a paper is made of what its session says"
    assert own.correction is not None, "asked for only where a bill is corrected"
    return _asked(desk, own.correction, desk.briefing.words.correction, "訂正")


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A place of a bill, what stands there and what should: as they are written, for what is wrong may be a width."""

    wording_names: ClassVar[dict[str, str]] = {"箇所": "place", "誤": "wrong", "正": "right"}

    place: Written
    wrong: Inlines
    right: Inlines


def _slip(slip: Slip) -> SlipRow:
    wrong, right = (
        (Name("".join(line.strip() for line in said.text.split("\n")), said.origin()),)
        for said in (slip.wrong, slip.right)
    )
    return SlipRow(slip.place, wrong, right)


def _asked(desk: Desk, asked: Asked, words: AskedTexts | None, what: str) -> Prepared | None:
    """The head asks the chair; once the bill is on the agenda the council permits it. Source: 標準町村議会会議規則 第20条."""
    submitted = desk.side.submitted
    by = desk.by(asked.day, submitted.day if submitted is not None else None)
    if words is None:
        desk.problems.error(
            "議会の文言",
            f"templates/wording/議会.yaml に、議案の{what}の文言がありません",
            f"この版に添付の 議会.yaml にある「{what}:」を写してください",
            desk.briefing.words.title.pact.conclude.span(),
        )
    if desk.model.rules is None:
        desk.problems.error(
            "不足",
            f"議案の{what}の根拠（会議規則の条）がありません",
            "「会議規則: ○○議会会議規則（…）第○条」を書いてください（条の番号は議会によって違います）",
            asked.reason.span(),
        )
    if by is None or words is None or desk.model.rules is None:
        return None
    chair = desk.model.chair
    name = (Name(chair.text, chair.origin()), Text(GAP)) if chair is not None else ()
    return Prepared(
        {
            "文書番号": asked.number or (Text(GAP * 2 + office_number(None)),),
            "日": desk.day(asked.day),
            "宛先": (Name(f"{desk.model.body}議会議長"), Text(GAP), *name, Text(desk.briefing.manner.honorific)),
            "者": by,
            "公印": desk.briefing.manner.seal,
            "件名": words.title,
            "本文": words.text,
            "議案": (*desk.ask.label, Text(GAP), *desk.ask.title),
            "理由": asked.reason,
            "各箇所": tuple(map(_slip, asked.slips)) if isinstance(asked, Correction) else (),
        },
        (Text(f"議案の{what}の請求書"), Text(GAP), *desk.ask.label),
        asked.day,
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A bill and what became of it."""

    wording_names: ClassVar[dict[str, str]] = {"番号": "label", "件名": "title", "議決日": "voted", "結果": "result"}

    label: Inlines
    title: Inlines
    voted: Inlines
    result: Written | None


def result(desk: Desk) -> Prepared | None:
    """議決結果の通知: the chair to the head, about all bills of the session."""
    sitting, chair = desk.model.sitting, desk.model.chair
    submitted = desk.model.submitted
    last = sitting.last if sitting is not None else submitted.day if submitted is not None else None
    by = desk.by(None, last)
    if by is None:
        return None
    rows = []
    for ask in desk.briefing.asks:
        if ask.paper == "議案":
            side = ask.affairs[0].side(ask.party)
            own = side.own
            rows.append(Row(ask.label, ask.title, desk.day(own.voted if own is not None else None), side.result))
    words = desk.briefing.words.result
    return Prepared(
        {
            "日": desk.day(None),
            "宛先": (*by.office, Text(GAP), *by.name, Text(GAP), Text(desk.briefing.manner.honorific)),
            "議長": (Name(f"{desk.model.body}議会議長"),),
            "議長の名": (Name(chair.text, chair.origin()),) if chair is not None else (),
            "件名": words.title,
            "本文": words.text,
            "各行": tuple(rows),
        },
        (Text("議決結果の通知"),),
        None,
    )


def declaration(desk: Desk) -> Prepared | None:
    """連携中枢都市宣言書."""
    made = desk.model.declaration
    assert made is not None, "asked for only where the session has one"
    by = desk.by(made.day)
    if by is None:
        return None
    return Prepared(
        {"題名": made.title, "各文": tuple(made.texts), "一覧": tuple(made.listed), "日": desk.day(made.day), "者": by},
        (Text(made.title.text, made.title.origin()),),
        made.day,
    )
