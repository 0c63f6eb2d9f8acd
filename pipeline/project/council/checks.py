"""All sessions of a folder -> numbers given twice in a year (C11), partners without papers (C14), heads out of office (C7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.diagnostics import Problems, Span
from pipeline.kinds.council import whole
from pipeline.kinds.council.dossier import Affair, Side
from pipeline.kinds.council.fields import MODIFIED, Numbered
from pipeline.kinds.council.model import Asked, CouncilSession
from pipeline.kinds.council.order import AFTER, BILL, EVERY, VOTED, Doubt, Papers, doubts
from pipeline.kinds.council.words import CouncilWording
from pipeline.notation.dates import wareki
from pipeline.project.council.gather import Case, Folder, Sitting, is_of_one_act
from pipeline.source import area
from pipeline.source.area import Area
from pipeline.source.fields import Dated

_BILL_WORDS = {"第179条第1項": "承認", "第180条第1項": "報告"}


def of_affair(affair: Affair, words: CouncilWording, facts: Area) -> Iterator[Doubt]:
    """All that is wrong with one act."""
    yield from doubts(affair, words)
    yield from whole.doubts(affair)
    for side in affair.sides:
        yield from _asked(side)
        yield from _modified(affair, side)
    for side in affair.sides:
        if side.facts is not None:
            for what, dated, papers in (
                ("提出日", side.submitted, BILL),
                ("告示日", side.noticed, AFTER),
                ("届出日", side.reported, AFTER),
            ):
                yield from _in_office(side.facts, what, dated, facts, papers, side.party)


def _asked(side: Side) -> Iterator[Doubt]:
    """C1: a bill is corrected or taken back after it was brought, and before the council votes; what was taken back is not passed."""
    own, submitted = side.own, side.submitted
    if own is None:
        return
    asks: tuple[tuple[str, Asked | None, Papers], ...] = (
        ("訂正", own.correction, frozenset({"訂正請求書"})),
        ("撤回", own.withdrawal, frozenset({"撤回請求書"})),
    )
    for what, asked, papers in asks:
        if asked is None:
            continue
        day = asked.day
        for name, other, is_before in (("提出日", submitted, True), ("議決日", own.voted, False)):
            if day is None or other is None or (other.day <= day.day if is_before else day.day <= other.day):
                continue
            yield Doubt(
                "C1",
                "議会の日付",
                f"{side.party}の議案の{what}の日（{wareki.format(day.day)}）が、"
                f"{name}（{wareki.format(other.day)}）より{'前' if is_before else '後'}です",
                f"{what}は、議案を提出してから議決されるまでにします。どちらかの日を直してください",
                day.written.span(),
                papers,
                side.party,
            )
        if what == "撤回" and side.result is not None and side.result.text != "撤回":
            yield Doubt(
                "C2",
                "議会の議決",
                f"{side.party}の議会の結果は「{side.result}」ですが、案件に「撤回」があります",
                "撤回したのなら「結果: 撤回」と、していないのなら「撤回」を消してください",
                side.result.span(),
                papers | VOTED,
                side.party,
            )


def _modified(affair: Affair, side: Side) -> Iterator[Doubt]:
    """C4: what the council passed in other words than were brought is made known in these, and nobody else knows them."""
    own, result = side.own, side.result
    stated = own is not None and own.modified
    if side.is_modified == stated:
        if stated and not affair.is_of_ordinance and result is not None:
            message = f"{side.party}の議会は、{affair.called}の議案を修正して可決しました"
            cure = "すべての当事者の議会が、修正後の文で議決したことを確かめてください"
            yield Doubt("C4", "議会の議決", message, cure, result.span(), AFTER, side.party, is_error=False)
        return
    message, cure = (
        (
            f"{side.party}の議会の結果{f'は「{result}」な' if result else 'がない'}ので、「修正後: はい」は書けません",
            f"結果か「修正後」を直してください（議会が修正したのなら「結果: {MODIFIED}」）",
        )
        if stated
        else (
            f"{side.party}の議会は修正して可決しましたが、「{affair.document}」の文が修正後のものかが書かれていません",
            "原稿を修正後の文に直し、案件に「修正後: はい」と書いてください（議案と説明資料は、提出したときのまま残ります）",
        )
    )
    place = result.span() if result is not None else side.place
    yield Doubt(
        "C4",
        "議会の議決",
        message,
        cure,
        place,
        AFTER | BILL | {"公布文"} if stated else AFTER | {"公布文"},
        side.party,
    )


def _in_office(
    model: CouncilSession, what: str, dated: Dated | None, facts: Area, papers: Papers, party: str
) -> Iterator[Doubt]:
    """C7: somebody is in office on the day on which he speaks."""
    if dated is None:
        return
    found = Problems()
    area.head(facts, model.body, dated.day, dated.written.span(), found)
    for error in found.errors:
        place = error.place if isinstance(error.place, Span) else dated.written.span()
        yield Doubt("C7", error.code, f"{what}: {error.message}", error.cure, place, papers, party)


def of_numbers(folder: Folder, sitting: Sitting, *, together: bool) -> Iterator[Doubt]:
    """C11: the numbers of bills, notices and letters of one municipality are used once in a year."""
    used: dict[tuple[int, str, str], list[tuple[str, Span]]] = defaultdict(list)
    for other in folder.sittings:
        if folder.pacts.is_one(other.model.body.text, sitting.model.body.text):
            for case in folder.cases(other, Problems()):
                for year, word, number, what, place in _numbers(folder, case, other, together=together):
                    if (what, place) not in used[year, word, number]:
                        used[year, word, number].append((what, place))
    for (year, word, number), places in used.items():
        names = list(dict.fromkeys(what for what, _ in places))
        if len(names) > 1:
            papers = {"告示": AFTER, "届出": AFTER}.get(word, BILL)
            yield Doubt(
                "C11",
                "議会の番号",
                f"{sitting.model.body}の{word}の番号「{number}」が、{year}年の{len(names)}件（{'、'.join(names)}）に使われています",
                "一年の中で番号が重ならないように直してください（相手方ごとに違う番号は「個別: { 町村名: { 議案番号: … } }」に書きます）",
                places[-1][1],
                papers | (frozenset({"議決結果"}) if papers == BILL else frozenset()),
                sitting.model.body.text,
            )


def _numbers(
    folder: Folder, case: Case, sitting: Sitting, *, together: bool
) -> Iterator[tuple[int, str, str, str, Span]]:
    own = case.matter.of(folder.partner(case))
    urgent, sits = case.matter.urgent, sitting.model.sitting
    what = f"{sitting.id}の{case.pact.key}"
    submitted = own.submitted or sitting.model.submitted
    year = submitted.day.year if submitted is not None else sits.first.year if sits is not None else None
    if own.bill is not None and year is not None:
        word = _BILL_WORDS.get(urgent.basis.text, "議案") if urgent is not None else "議案"
        stem = case.matter.ordinances[0].text if is_of_one_act(case) else case.pact.assignment.original.path.stem
        shared = f"{sitting.id}の{stem}の{case.matter.act}" if together or is_of_one_act(case) else what
        yield year, word, _shown(own.bill), shared, own.bill.written.span()
    if own.notice is not None and own.notice.number is not None and own.notice.day is not None:
        yield own.notice.day.day.year, "告示", _shown(own.notice.number), what, own.notice.number.written.span()
    if own.report is not None and own.report.number is not None and own.report.day is not None:
        yield own.report.day.day.year, "届出", own.report.number.text, what, own.report.number.span()


def _shown(number: Numbered) -> str:
    return str(number.value)


def of_partners(folder: Folder, sitting: Sitting) -> Iterator[Doubt]:
    """C14: who changes the agreements with some partners says of the others that nothing changes."""
    for matter in sitting.model.matters:
        if matter.kind_of_act != "変更":
            continue
        brought = [case.pact for case in folder.cases(sitting, Problems()) if case.matter.is_change]
        keys = {pact.key for pact in brought}
        sources = {pact.assignment.original.path.stem for pact in brought}
        for stem in sorted(sources):
            for pact in folder.pacts.known[stem]:
                party = folder.pacts.party_of(pact, sitting.model.body.text)
                partner = pact.assignment.partner
                if party is None or partner is None or pact.key in keys:
                    continue
                if not any(partner == name.text.strip() for m in sitting.model.matters for name in m.unchanged):
                    yield Doubt(
                        "C14",
                        "相手方のもれ",
                        f"「{stem}」の変更の案件に、{partner}がありません",
                        f"案件に{pact.key}を加えるか、変わらないのなら「変更なし: [{partner}]」と書いてください",
                        matter.act.span(),
                        EVERY,
                        sitting.model.body.text,
                    )
        return


def of_sitting(folder: Folder, sitting: Sitting, *, together: bool) -> tuple[Doubt, ...]:
    """All that is wrong with a session as a whole; judged once while its folder is the same."""
    held = folder.doubts.get(sitting.id)
    if not isinstance(held, tuple):
        held = (*of_numbers(folder, sitting, together=together), *of_partners(folder, sitting))
        folder.doubts[sitting.id] = held
    return held
