"""An act and what all councils say of it -> what contradicts the law or itself, each with its place and cure (C1 to C9, C13).

Source: council notes 9 and domain notes 1.2. A day that is not known contradicts nothing; it is due (board).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Literal

from pipeline.diagnostics import Span
from pipeline.diagnostics.commands import typed
from pipeline.kinds.council.dossier import Affair, Side
from pipeline.kinds.council.fields import JOINT, PASSED, PaperName
from pipeline.kinds.council.words import CouncilWording
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates import wareki
from pipeline.source.fields import Dated

Check = Literal["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10", "C11", "C12", "C13", "C14"]
Papers = frozenset[PaperName]
BILL: Papers = frozenset({"議案", "説明資料"})
AFTER: Papers = frozenset({"告示", "届出書"})
VOTED: Papers = frozenset({"議決結果", "公布文", "告示", "届出書"})
EVERY: Papers = BILL | VOTED | {"専決処分書"}
_DRAFT = regex(r"[（(]案[）)]|(?<![提議])案$")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong: an error, or a 注意 where it may be meant. `party` None: it concerns all; `papers` are those it stops."""

    check: Check
    code: str
    message: str
    cure: str
    place: Span | None
    papers: Papers
    party: str | None = None
    is_error: bool = True


def doubts(affair: Affair, words: CouncilWording) -> Iterator[Doubt]:
    """All that is wrong with an act."""
    for doubt in _doubts(affair, words):
        # Of a 条例 the result is told, and it is published.
        is_after = affair.is_of_ordinance and doubt.papers <= AFTER
        yield replace(doubt, papers=VOTED) if is_after else doubt


def _doubts(affair: Affair, words: CouncilWording) -> Iterator[Doubt]:
    for side in affair.sides:
        if side.own is not None:
            yield from _session(side)
            yield from _names(affair, side)
            yield from _order(affair, side)
            yield from _vote(affair, side)
            yield from _ordinance(affair, side)
    yield from _effective(affair)
    yield from _text(affair)
    yield from _complete(affair)
    yield from _basis(affair, words)
    yield from _base(affair)


def _names(affair: Affair, side: Side) -> Iterator[Doubt]:
    """C14: a session that was written from that of another party still says its name."""
    assert side.facts is not None
    assert side.own is not None
    others = [name for name in affair.parties if name != side.party]
    meeting, summary = side.facts.meeting, side.own.summary
    if side.party not in meeting.text and (named := [name for name in others if name in meeting.text]):
        yield Doubt(
            "C14",
            "当事者の手続",
            f"{side.party}の議会の会議名が「{meeting.text.strip()}」で、{named[0]}のものです",
            "「議会:」か「会議名:」を直してください（ほかの市町村の原稿を写したときは、番号と日付も確かめてください）",
            meeting.span(),
            EVERY,
            side.party,
        )
    with_itself = f"{side.party}との"
    if summary is not None and with_itself in summary.text and not any(name in summary.text for name in others):
        at = summary.text.index(with_itself)
        yield Doubt(
            "C14",
            "当事者の手続",
            f"{side.party}の議会の要約に「{with_itself}」とあります",
            "相手方の名前を書いてください（提案理由に印刷されます）",
            summary.span(at, at + len(with_itself)),
            BILL,
            side.party,
            is_error=False,
        )


def _said(day: date) -> str:
    return wareki.format(day)


def _session(side: Side) -> Iterator[Doubt]:
    """C1: the bill is brought within the session, and not before it was convened."""
    submitted, facts = side.submitted, side.facts
    if submitted is None or facts is None:
        return
    if facts.sitting is not None and not facts.sitting.first <= submitted.day <= facts.sitting.last:
        yield Doubt(
            "C1",
            "議会の日付",
            f"{side.party}の提出日（{_said(submitted.day)}）は、会期（{facts.sitting.written.text.strip()}）の中にありません",
            "提出日か会期を確かめてください",
            submitted.written.span(),
            BILL,
            side.party,
        )
    voted = side.own.voted if side.own is not None else None
    urgent = side.matter is not None and side.matter.urgent is not None
    if voted is not None and not urgent and facts.sitting is not None and voted.day > facts.sitting.last:
        yield Doubt(
            "C1",
            "議会の日付",
            f"{side.party}の議決日（{_said(voted.day)}）は、会期（{facts.sitting.written.text.strip()}）の後です",
            "議決日か会期を確かめてください（継続審査としたものは、議決した会議の原稿に書きます）",
            voted.written.span(),
            VOTED,
            side.party,
        )
    if facts.convened is not None and submitted.day < facts.convened.day:
        yield Doubt(
            "C1",
            "議会の日付",
            f"{side.party}の提出日（{_said(submitted.day)}）は、招集日（{_said(facts.convened.day)}）より前です",
            "提出日か招集日を確かめてください",
            submitted.written.span(),
            BILL,
            side.party,
        )


def _steps(affair: Affair, side: Side) -> list[tuple[str, date | None, Dated | None, Papers]]:
    """The steps of a party in the order of the law, each with where its day stands and the papers that print it."""
    urgent = side.matter is not None and side.matter.urgent is not None
    voted = side.voted
    begin: list[tuple[str, date | None, Dated | None, Papers]] = []
    if not urgent:
        begin.append(("提出日", side.submitted.day if side.submitted else None, side.submitted, BILL | {"議決結果"}))
    begin.append(("専決処分の日" if urgent else "議決日", voted.day if voted else None, voted, VOTED | {"専決処分書"}))
    stated = side.matter.concluded if side.matter is not None else None
    begin.append((f"{affair.concluding}日", affair.concluded, stated, AFTER))
    if affair.is_made_known:
        begin.append(("告示日", side.noticed.day if side.noticed else None, side.noticed, AFTER))
        begin.append(("届出日", side.reported.day if side.reported else None, side.reported, frozenset({"届出書"})))
    return begin


def _order(affair: Affair, side: Side) -> Iterator[Doubt]:
    """C1: 提出 ≤ 議決 ≤ 締結 ≤ 告示 ≤ 届出. That a vote must be before the signing is C2."""
    known = [(name, day, at, papers) for name, day, at, papers in _steps(affair, side) if day is not None]
    for n, (name, day, at, papers) in enumerate(known):
        for before, earlier, at_before, more in known[:n]:
            if day < earlier and not (name == f"{affair.concluding}日" and before in {"議決日", "専決処分の日"}):
                place = at or at_before
                yield Doubt(
                    "C1",
                    "議会の日付",
                    f"{side.party}の{name}（{_said(day)}）が、{before}（{_said(earlier)}）より前です",
                    f"{before}、{name}の順になるように、どちらかの日を直してください",
                    place.written.span() if place is not None else side.place,
                    papers | (more & AFTER),
                    side.party,
                )
                break


def _vote(affair: Affair, side: Side) -> Iterator[Doubt]:
    """C2: an agreement is concluded when all councils have voted; what was voted down is not."""
    concluded, voted, result = affair.concluded, side.voted, side.result
    if result is not None and result.text not in PASSED and concluded is not None:
        yield Doubt(
            "C2",
            "議会の議決",
            f"{side.party}の議会の結果は「{result}」ですが、{affair.called}の{affair.dated_by}の日（{_said(concluded)}）があります",
            f"結果か{affair.concluding}日を確かめてください（議決がなければ{affair.concluding}できません）",
            result.span(),
            AFTER,
        )
    if concluded is None or voted is None:
        return
    if concluded < voted.day:
        yield Doubt(
            "C2",
            "議会の議決",
            f"{affair.concluding}日（{_said(concluded)}）が、{side.party}の議会の議決日（{_said(voted.day)}）より前です",
            f"{affair.concluding}は、{'' if affair.is_of_ordinance else 'すべての当事者の'}議会の議決の後です。どちらかの日を直してください",
            voted.written.span(),
            AFTER,
        )
    elif concluded == voted.day and not affair.is_of_ordinance:
        yield Doubt(
            "C2",
            "議会の議決",
            f"締結日と{side.party}の議会の議決日が同じ日（{_said(concluded)}）です",
            "議決の後に締結したことを確かめてください",
            voted.written.span(),
            AFTER,
            is_error=False,
        )


def _effective(affair: Affair) -> Iterator[Doubt]:
    """C3: 施行 is not before the signing, unless it is said to be."""
    matter = next((s.matter for s in affair.sides if s.matter is not None and s.matter.effective is not None), None)
    retroactive = any(s.matter is not None and s.matter.retroactive for s in affair.sides)
    if matter is None or matter.effective is None or affair.concluded is None or retroactive:
        return
    if matter.effective.day < affair.concluded:
        yield Doubt(
            "C3",
            "議会の日付",
            f"施行日（{_said(matter.effective.day)}）が、{affair.concluding}日（{_said(affair.concluded)}）より前です",
            "施行日を直すか、さかのぼって施行するのなら「遡及: はい」を書いてください",
            matter.effective.written.span(),
            EVERY,
        )


def _text(affair: Affair) -> Iterator[Doubt]:
    """C4: what is made known is what was signed. C13: no mark of a draft is left in what is brought or made known."""
    for side in affair.sides:
        if side.noticed is not None and affair.act != "廃止" and not affair.frozen:
            yield Doubt(
                "C4",
                "告示の文",
                f"{side.party}の告示日（{_said(side.noticed.day)}）がありますが、{affair.act}した文が署名版に固定されていないので、"
                "告示の文が締結した文のとおりかを確かめられません",
                f"締結した文を renkei freeze {typed(affair.document)} で固定してください（変更のときは --again --on 日付 --amendment 改め文.txt）",
                side.noticed.written.span(),
                AFTER,
                side.party,
            )
        if _DRAFT.search(affair.title) and (side.submitted is not None or side.noticed is not None):
            yield Doubt(
                "C13",
                "案の表示",
                f"「{affair.document}」の題名「{affair.title}」に、案の表示が残っています",
                "協約の原稿の題名から消してください（議案の別紙に「（案）」を付ける庁では、流儀の「案の表示」を使います）",
                side.place,
                EVERY,
                side.party,
            )


def _complete(affair: Affair) -> Iterator[Doubt]:
    """C5: every party has its bill and its vote, and 告示 and 届出 when the agreement is concluded."""
    for side in affair.sides:
        if side.own is None:
            yield Doubt(
                "C5",
                "当事者の手続",
                f"{side.party}の議会の原稿に、「{affair.document}」の{affair.said(affair.worded)}の案件がありません",
                f"「議会: {side.party}」の原稿（種別: 議会）を同じフォルダに置き、案件を書いてください",
                next((s.place for s in affair.sides if s.place is not None), None),
                AFTER,
                is_error=False,
            )
        elif affair.concluded is not None and side.voted is None:
            yield Doubt(
                "C5",
                "当事者の手続",
                f"{affair.called}の{affair.dated_by}の日（{_said(affair.concluded)}）がありますが、{side.party}の議会の議決日がありません",
                f"「議決日:」と「結果:」を書いてください（議決がなければ{affair.concluding}できません）",
                side.place,
                AFTER,
            )
        elif side.voted is not None and side.result is None and side.matter is not None and side.matter.urgent is None:
            yield Doubt(
                "C5",
                "当事者の手続",
                f"{side.party}の議会の議決日（{_said(side.voted.day)}）がありますが、結果がありません",
                "「結果: 原案可決」のように書いてください",
                side.voted.written.span(),
                VOTED,
                side.party,
            )


def _ordinance(affair: Affair, side: Side) -> Iterator[Doubt]:
    """C6: what rests on 第96条第2項 names the ordinance of the council that votes."""
    if affair.basis == "第96条第2項" and side.facts is not None and side.facts.ordinance is None:
        yield Doubt(
            "C6",
            "議決の根拠",
            f"「{affair.document}」は地方自治法第96条第2項によりますが、{side.party}の議決事件条例がありません",
            "「議決事件条例: { 題名: …, 番号: …, 条項: 第2条第1号 }」を書いてください（条例は市町村ごとに違います）",
            side.facts.body.span(),
            EVERY,
            side.party,
        )


# What a request says of each act (第252条の2).
_PARAGRAPHS = {"締結": "第3項", "変更": "第4項", "廃止": "第4項"}


def _basis(affair: Affair, words: CouncilWording) -> Iterator[Doubt]:
    """C6: the law that the agreement cites is that of its kind, and the words of the house cite the 項 of the act."""
    place = next((s.place for s in affair.sides if s.place is not None), None)
    if affair.expected_basis is not None and affair.basis != affair.expected_basis:
        cited = affair.basis or "どちらの条も"
        yield Doubt(
            "C6",
            "議決の根拠",
            f"「{affair.document}」は{affair.called}ですが、その文は{cited}を引いていて、"
            f"地方自治法{affair.expected_basis}によっていません"
            if affair.basis is not None
            else f"「{affair.document}」の文は、地方自治法{affair.expected_basis}を引いていません",
            "協約の原稿の前文を直すか、種別を確かめてください（連携協約は第252条の2、定住自立圏形成協定は第96条第2項と条例によります）",
            place,
            EVERY,
        )
    elif affair.basis is None:
        yield from _without_basis(affair)
    if affair.basis == "第252条の2":
        request, paragraph = words.request.pact.of(affair.worded), _PARAGRAPHS[affair.lawful_act]
        other = "第4項" if paragraph == "第3項" else None
        if paragraph not in request.text or (other is not None and other in request.text):
            yield Doubt(
                "C6",
                "議決の根拠",
                f"{affair.worded}の議決を求める文が、地方自治法第252条の2の{paragraph}によっていません",
                "templates/wording/議会.yaml の「求め」を直してください（締結は第3項、変更と廃止は第4項）",
                request.span(),
                BILL,
            )


def _without_basis(affair: Affair) -> Iterator[Doubt]:
    """C6: what rests on none of the laws that we know is brought in the office's own words."""
    laws = "・".join(JOINT) if affair.is_of_statute else "第252条の2・第96条第2項"
    cure = (
        f"規約の文に根拠の条（地方自治法{JOINT[0]}第1項など）を書くか、案件に「根拠: {JOINT[0]}」と書いてください"
        "（組合の規約なら「根拠: 第286条第1項」など、ほかの規約なら「件名:」と「求め:」（議決を求める文の全文）を書きます）"
        if affair.is_of_statute
        else "協約の原稿の前文に根拠の条を書くか、案件に「件名:」と「求め:」（議決を求める文の全文）を書いてください"
    )
    for side in affair.sides:
        if side.own is not None and side.own.request is None:
            yield Doubt(
                "C6",
                "議決の根拠",
                f"「{affair.document}」の文は、地方自治法{laws}のどれか一つを引いていないので、議決の根拠が決まりません",
                cure,
                side.place,
                EVERY,
                side.party,
            )


def _base(affair: Affair) -> Iterator[Doubt]:
    """C9: what is changed or ended is named by its title and its day; a 規約 by its title."""
    if affair.is_of_statute:
        return
    if affair.act != "締結" and affair.first_signed is None and not affair.is_of_ordinance:
        yield Doubt(
            "C9",
            "元の協約",
            f"「{affair.document}」の締結日が分からないので、どの協約を{affair.act}するのかを書けません",
            "締結日を書いた原稿を renkei freeze --again で固定し直してください",
            next((s.place for s in affair.sides if s.place is not None), None),
            EVERY,
        )
