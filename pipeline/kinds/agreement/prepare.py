"""The source of an agreement and the facts of its area -> what its wording prints, for one partner."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from pipeline.diagnostics import Problems, Span, Written
from pipeline.kinds.agreement.model import Agreement, Measure
from pipeline.kinds.kind import Edition, EditionContext
from pipeline.notation.dates import wareki
from pipeline.notation.numbers import number
from pipeline.source import area
from pipeline.source.area import Area
from pipeline.source.fields import Dated, SourceModel
from pipeline.tree.nodes import Inlines, Name, Reference, Signer, Text

# 「本連携協約書2通を作成し」 with the number typed instead of {{ 通数 }}.
_TYPED_COPIES = re.compile(r"([0-9０-９]+|[一二三四五六七八九十]+)通を作成")


@dataclass(frozen=True, slots=True)
class Party:
    """A party as it is printed."""

    wording_names: ClassVar[Mapping[str, str]] = {"記号": "symbol", "名称": "name", "職名": "office", "氏名": "head"}

    symbol: str
    name: Inlines
    office: Inlines
    head: Inlines


@dataclass(frozen=True, slots=True)
class ScheduleNames:
    """A schedule with the references to the articles it belongs to."""

    wording_names: ClassVar[Mapping[str, str]] = {"キー": "key", "関係条": "relates_to", "項目": "divisions"}

    key: Written | None
    relates_to: tuple[Inlines, ...]
    divisions: tuple[SourceModel, ...]


def partners(model: SourceModel) -> tuple[str, ...]:
    """The municipalities of the party that is a list; () where every party is one."""
    assert isinstance(model, Agreement)
    return next((tuple(n.text for n in names) for names in model.parties.values() if len(names) > 1), ())


def prepare(model: SourceModel, setting: EditionContext, problems: Problems) -> Edition | None:
    """The edition for the partner of the setting. None after an error."""
    assert isinstance(model, Agreement)
    before, facts, partner = len(problems.errors), setting.area, setting.partner
    day = model.signed_on or model.as_of
    if day is None:
        problems.error(
            "日付",
            "締結日が空欄で、基準日もありません",
            "締結日が未定のときは「基準日: 令和○年○月○日」を書いてください（その日に在任する長を記名します）",
            model.title.span(),
        )
        return None
    names = {symbol: _chosen(written, partner) for symbol, written in model.parties.items()}
    for name in names.values():
        if name.text in facts.municipalities or area.name_on(facts, name.text, day.day) is not None:
            area.check_name(facts, name, day.day, problems)  # an unknown one is reported with its head
    parties = tuple(
        p
        for symbol, name in names.items()
        if (p := _party(symbol, name, model, facts, day.day, day.written.span(), problems)) is not None
    )
    _check_roles(model, tuple(names), problems)
    _check_copies(model, len(names), problems)
    if len(problems.errors) > before:
        return None
    shown = _date(model, day.day)
    return Edition(
        names={
            "題名": model.title,
            "日付": shown,
            "協約名": model.name,
            "当事者": parties,
            "前文": model.preamble,
            "条": model.articles,
            "末文": model.closing,
            "別表": tuple(
                ScheduleNames(s.key, tuple(map(_cited, s.relates_to)), tuple(s.divisions)) for s in model.schedules
            ),
        },
        values={
            **{p.symbol: p.name for p in parties},
            "通数": len(parties),
            "圏域": (Name(facts.name.text, facts.name.origin()),),
            "締結日": shown,
        },
        title=model.title.text,
        subject="・".join(str(n) for n in names.values()),
        author=str(names["甲"]),
        day=model.signed_on.day if model.signed_on else None,
    )


def signers(model: SourceModel, facts: Area, partner: str | None, day: date, problems: Problems) -> tuple[Signer, ...]:
    """Who signs a paper of the same parties on another day: its amendment. Errors are in `problems`.

    A 記名 of the source holds on, and is told: it was written for the day of the agreement.
    """
    assert isinstance(model, Agreement)
    made = []
    for symbol, written in model.parties.items():
        name = _chosen(written, partner)
        party = _party(symbol, name, model, facts, day, name.span(), problems)
        own = model.signers.get(symbol)
        if own is not None:
            problems.warning(
                "記名",
                f"{wareki.format(day)}に{name}を代表する者を、「記名」のとおり{own.office}{own.name}としました",
                "その日にも、この者が記名するかを確かめてください",
                own.name.span(),
            )
        if party is not None:
            made.append(Signer(symbol, party.office, party.head))
    return tuple(made)


def renamed(model: SourceModel, facts: Area, partner: str | None, day: date) -> Mapping[str, str]:
    """Names of parties in the source that were others on a day: those of the time when the agreement was signed."""
    assert isinstance(model, Agreement)
    made = {}
    for written in model.parties.values():
        name = _chosen(written, partner).text
        borne = area.name_on(facts, name, day)
        if borne is not None and borne.name.text != name:
            made[name] = borne.name.text
    return made


def _chosen(names: list[Written], partner: str | None) -> Written:
    return names[0] if len(names) == 1 else next(n for n in names if n.text == partner)


def _party(
    symbol: str, name: Written, model: Agreement, facts: Area, day: date, asked: Span, problems: Problems
) -> Party | None:
    own = model.signers.get(symbol)
    if own is not None:
        area.municipality(facts, name, problems)
        return Party(symbol, _name(name), _name(own.office), _name(own.name))
    signer = area.head(facts, name, day, asked, problems)
    if signer is None:
        return None
    return Party(symbol, _name(name), _name(signer.office), _name(signer.name))


def _name(written: Written) -> Inlines:
    return (Name(written.text, written.origin()),)


def _cited(key: Written) -> Inlines:
    return (Reference(key.text, form="絶対", origin=key.origin()),)


def _date(model: Agreement, day: date) -> Dated | Inlines:
    """The day of signing; blank but for the era while it is not known."""
    if model.signed_on is not None:
        return model.signed_on
    return (Text(f"{wareki.era_year(day)[0].name}　　年　　月　　日"),)


def _check_roles(model: Agreement, symbols: tuple[str, ...], problems: Problems) -> None:
    for measure in _measures(model):
        for symbol in symbols:
            if symbol not in measure.roles:
                problems.error(
                    "別表",
                    f"「{measure.name}」に{symbol}の役割がありません",
                    f"「役割:」に「{symbol}: …」を書いてください",
                    measure.name.span(),
                )
        for symbol, text in measure.roles.items():
            if symbol not in symbols:
                problems.error(
                    "別表",
                    f"「{measure.name}」に当事者にない「{symbol}」の役割があります",
                    f"当事者は {'、'.join(symbols)} です",
                    text.span(),
                )


def _measures(model: Agreement) -> list[Measure]:
    return [
        measure
        for schedule in model.schedules
        for division in schedule.divisions
        for measures in (division.measures, *(s.measures for s in division.subdivisions))
        for measure in measures
    ]


def _check_copies(model: Agreement, count: int, problems: Problems) -> None:
    found = _TYPED_COPIES.search(model.closing.text)
    if found and number.parse(found[1]).value != count:
        problems.error(
            "通数",
            f"末文は「{found[0]}」ですが、当事者は{count}者です",
            "「{{ 通数 }}通を作成」と書いてください（当事者の数が入ります）",
            model.closing.span(found.start(), found.end()),
        )
