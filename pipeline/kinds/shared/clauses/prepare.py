"""The source of a paper of clauses and the facts of its area -> what its wording prints, for one partner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.kind import Edition, EditionContext
from pipeline.kinds.shared import published
from pipeline.kinds.shared.clauses.articles import Placed, check_supplements
from pipeline.kinds.shared.clauses.paper import NUMERALS, UNNAMED, Paper
from pipeline.kinds.shared.clauses.parties import PARTNER, SEAL, Party, Register, inlines, named, written_lines
from pipeline.kinds.shared.clauses.printed import PrintedSection, Printer
from pipeline.kinds.shared.clauses.schedules import check_bare, check_sheet_names, measures_of
from pipeline.kinds.shared.clauses.unprinted import check_names_are_printed
from pipeline.labels.marks import GAP
from pipeline.late.regex import regex
from pipeline.notation.dates import wareki
from pipeline.notation.house_style import House, Numerals
from pipeline.notation.numbers.copies import typed_copies
from pipeline.source.fields import Dated, SourceModel, Undated
from pipeline.tree.nodes import Inlines, Text

_WITNESS = "立会人"
# The list of names that stands for the parties.
_THE_PARTIES = "当事者"
# Of the models of a master one is shared, by all partners for whom nothing differs; the others are those of one partner.
_MOST_MODELS = 4


def prepare(model: SourceModel, setting: EditionContext, problems: Problems) -> Edition | None:
    """The edition for the partner of the setting. None after an error."""
    assert isinstance(model, Paper)
    before = problems.failed
    names = named(model, setting.partner)
    register = Register(model, setting.area, setting.partner, problems)
    day = _day(model, register, names, problems)
    if problems.failed > before:
        return None
    asked = _asked(model)
    if day is not None:
        register.check_names(names, day)
    parties = tuple(
        party for key, name in names.items() if (party := register.party(key, name, day, asked.span())) is not None
    )
    register.check_signers(names)
    check_names_are_printed(model, problems)
    published.check(model, problems)
    _check_roles(model, tuple(register.called(key, name) for key, name in names.items()), problems)
    _check_copies(model, len(names), problems)
    common = _common(model, setting, problems)
    if problems.failed > before:
        return None
    shown = _date(model, day, setting.house)
    return Edition(
        names={
            "表紙": "あり" if model.has_cover else "",
            "題名": model.title,
            "日付": shown,
            "日付の位置": model.date_places,
            "協約名": model.name or model.title,
            "公布": model.publication,
            "目次": model.contents,
            "当事者": parties,
            "立会人": _witnesses(model),
            "記名する": "はい" if model.is_signed else "",
            "記名欄": written_lines(register.layout.set_lines),
            "印": register.layout.seal or SEAL,
            "氏名空欄": "空欄" if register.layout.name == "空欄" else "",
            "電子署名欄": "あり" if register.layout.boxes == "あり" else "",
            "記名の行": tuple(inlines(line) for line in register.layout.literal or ()),
            "末尾の位置": model.end_place,
            "前文": tuple(_preamble(model, parties)),
            "記": model.particulars,
            "本則": common.body,
            "本則の項": model.paragraphs,
            "体裁": _form(model),
            "番号": _labels(model),
            "附則": model.supplements,
            "附則の位置": model.supplement_place,
            "末文": model.closing or (),
            "別表": common.schedules,
            "刷る": common.printer.tables,
        },
        values=_values(model, setting, names, parties, shown),
        title=model.title,
        subject="・".join(str(n) for n in names.values()),
        author=str(next(iter(names.values()), setting.area.name)),
        day=published.day_of(model),
    )


@dataclass(frozen=True, slots=True)
class _Common:
    """What a model prints whoever the partner is; `printer` prints the tables of its articles."""

    printer: Printer
    schedules: tuple[PrintedSection, ...]
    body: tuple[Placed, ...]


def _common(model: Paper, setting: EditionContext, problems: Problems) -> _Common:
    """Made once for the partners who share a model, if nothing has to be said of it."""
    _, known = setting.kept.pop(id(model), (model, None))
    if isinstance(known, _Common):
        setting.kept[id(model)] = model, known
        return replace(known, printer=Printer(setting.house, problems))
    said, printer = problems.said, Printer(setting.house, problems)
    check_sheet_names(model.schedules, problems)
    check_bare(model.schedules, problems)
    check_supplements(model.supplements, problems)
    made = _Common(printer, tuple(printer.schedule(schedule) for schedule in model.schedules), tuple(model.body))
    if problems.said == said:
        for oldest in list(setting.kept)[: 1 - _MOST_MODELS]:
            del setting.kept[oldest]
        setting.kept[id(model)] = model, made
    return made


def _values(
    model: Paper,
    setting: EditionContext,
    names: Mapping[str, Written],
    parties: tuple[Party, ...],
    shown: Dated | Inlines,
) -> dict[str, str | int | Dated | Inlines]:
    values: dict[str, str | int | Dated | Inlines] = {}
    for key, party in zip(names, parties, strict=True):
        values[f"{_THE_PARTIES}{key.removeprefix(UNNAMED)}" if key.startswith(UNNAMED) else key] = party.name
        if len(model.parties[key]) > 1:
            values[PARTNER] = party.name
    return values | {"通数": len(parties), "圏域": inlines(setting.area.name), "締結日": shown}


def _asked(model: Paper) -> Written:
    """Where the day is written; the title while it is not."""
    for dated in (model.signed_on, model.as_of):
        if isinstance(dated, Dated):
            return dated.written
    return model.title


def _day(model: Paper, register: Register, names: Mapping[str, Written], problems: Problems) -> date | None:
    """The day whose heads sign; None where nobody has to be looked up."""
    for dated in (model.signed_on, model.as_of):
        if isinstance(dated, Dated):
            return dated.day
    if any(register.needs_day(key, name) for key, name in names.items()):
        problems.error(
            "日付",
            "締結日が空欄で、基準日もありません",
            "締結日が未定のときは「基準日: 令和○年○月○日」を書いてください（その日に在任する長を記名します）",
            (model.signed_on.written if isinstance(model.signed_on, Undated) else model.title).span(),
        )
    return None


def _labels(model: Paper) -> tuple[str, ...]:
    """How the paper numbers its units in its own way: 号, 項, 別表, numerals, 附則; () where it departs nowhere from the house."""
    own = (
        "/".join(model.ladder),
        model.paragraph_sign,
        model.schedule_sign,
        model.numerals or "",
        model.annex_numerals or "",
        model.supplement_word or "",
    )
    return own if any(own) else ()


# Blanks of half width have no room for a number written by hand; wider ones stay as they were typed.
_NARROW = regex("(?<=[^0-9０-９元 　]) +(?=[年月日])")
_ROOM = GAP * 2


def _date(model: Paper, day: date | None, house: House) -> Dated | Inlines:
    """The day of signing; blank but for the era while it is not known, or as the clerk left it open."""
    match model.signed_on:
        case Dated(written=written, day=signed) if model.day_numerals is not None:
            numerals: Numerals = "kanji" if model.day_numerals == NUMERALS[1] else "arabic"
            return (Text(replace(house, numerals=numerals).date(signed), written.origin()),)
        case Dated():
            return model.signed_on
        case Undated(written=written) if written.text.strip():
            return (Text(_NARROW.sub(_ROOM, written.text.strip()), written.origin()),)
        case Undated() | None:
            return (Text(wareki.open_day(day)),) if day is not None else ()


def _preamble(model: Paper, parties: tuple[Party, ...]) -> list[tuple[str, Written | Inlines]]:
    """The paragraphs of the 前文 with what each is: 前文, 制定文, or 一覧 for one name of a list."""
    made: list[tuple[str, Written | Inlines]] = [("制定文", text) for text in model.enacting]
    for part in model.preamble:
        if part.text is not None:
            made.append(("前文", part.text))
        for name in part.names or ():
            if name.text.strip() == _THE_PARTIES and parties:
                made += [("一覧", party.name) for party in parties]
            else:
                made.append(("一覧", name))
    return made


def _form(model: Paper) -> str:
    """How a paper departs from what its articles usually look like: 見出し behind the number, 項 counted from 1."""
    return ("見出し" if model.caption_place == "条の後" else "") + ("項" if model.numbered_from == "1から" else "")


def _witnesses(model: Paper) -> tuple[Party, ...]:
    return tuple(
        Party(
            "",
            _WITNESS,
            (),
            inlines(witness.office),
            inlines(witness.name),
            inlines(witness.address),
            inlines(witness.body),
            inlines(witness.heading) or (Text(_WITNESS),),
            tuple(witness.lines),
        )
        for witness in model.witnesses
    )


def _check_roles(model: Paper, called: tuple[str, ...], problems: Problems) -> None:
    for measure in (m for schedule in model.schedules for m in measures_of(schedule)):
        for party in called:
            if party not in measure.roles:
                problems.error(
                    "別表",
                    f"「{measure.name}」に{party}の役割がありません",
                    f"「役割:」に「{party}: …」を書いてください",
                    measure.name.span(),
                )
        for party, text in measure.roles.items():
            if party not in called:
                problems.error(
                    "別表",
                    f"「{measure.name}」に当事者にない「{party}」の役割があります",
                    f"当事者は {'、'.join(called)} です",
                    text.span(),
                )


def _check_copies(model: Paper, count: int, problems: Problems) -> None:
    for closing in model.closing or ():
        found = typed_copies(closing.text)
        if count and found is not None and found.count != count:
            problems.error(
                "通数",
                f"末文は「{found.words}」ですが、当事者は{count}者です",
                "「{{ 通数 }}通を作成」と書いてください（当事者の数が入ります）",
                closing.span(found.start, found.end),
            )
