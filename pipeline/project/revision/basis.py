"""The file of a text to amend -> that text, with the day, the cover and the signers of its paper; another paper is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.amending.differences.align import align
from pipeline.amending.differences.edits import weight
from pipeline.diagnostics import Place, Problems
from pipeline.galley import Block, Para, Run
from pipeline.importing import base_text
from pipeline.importing.base_text import Base
from pipeline.importing.open_revisions import Choice
from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import GAP, collection_mark
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.citation import paper_name
from pipeline.notation.citation.other_paper import speaks_of_the_whole
from pipeline.notation.citation.short_names import SHORT_NAME
from pipeline.notation.dates import wareki
from pipeline.notation.problem import NotationError
from pipeline.project.intake.base import read_forms, read_struck_apart, read_wide, tell_aside
from pipeline.project.intake.one_width import as_wide_as
from pipeline.project.intake.struck_apart import Apart
from pipeline.project.plan import Assignment
from pipeline.project.revision.signed import is_of_rules, own_source
from pipeline.provision import signed_version
from pipeline.provision.alike.paragraphs import parted_like
from pipeline.provision.alike.particulars import takes_its_place
from pipeline.provision.signed_version import Frozen
from pipeline.provision.unit import Provision, Unit
from pipeline.source import area
from pipeline.source.files import Files
from pipeline.tree.nodes import Name, Signer

_PARTY = regex(rf"(?:^|[、，]|及び|並びに|と)(?P<name>[^、，「」（）()]+?){SHORT_NAME.pattern}")
_TEXT = ".txt"
_LISTED_BELOW = regex("次(?:の各号)?に掲げる|次の|下記の|別表")
_FROM = "--from に指定したファイルを確かめてください"
_OWN_LAYOUT = ("記名行", "記名続き")
_SIGNATURE = ("締結日", "日付", "記名", "記名者", *_OWN_LAYOUT)


@dataclass(frozen=True, slots=True)
class Basis:
    """The text that an amendment starts from. `cover` and `signature` are () where the file does not tell them.

    `history` are the events so far, each with its day: 締結, 変更. `is_own`: it is the signed version of this document by name.
    """

    place: Place
    provision: Provision
    manner: Manner
    day: date | None
    cover: tuple[Block, ...] = ()
    signature: tuple[Block, ...] = ()
    signers: tuple[Signer, ...] = ()
    history: tuple[tuple[str, date | None], ...] = ()
    is_own: bool = False

    @property
    def tells_paper(self) -> bool:
        """Whether cover or signatures of the base are known."""
        return bool(self.cover or self.signature)


def read_basis(
    path: Path, revisions: Choice | None, assignment: Assignment, now: Provision, files: Files, problems: Problems
) -> Basis:
    """The text in a file, read in the way that is nearest to the text of now.

    Raises Rejected if it cannot be read, or is the signed version of another document.
    """
    place = Place(files.name(path) if path.is_relative_to(files.root) else path.as_posix())
    found = Problems()
    if path.suffix.lower() != signed_version.SUFFIX:
        base = _read(path, revisions, now, found)
        problems.extend(found)
        problems.stop_if_errors()
        assert base is not None
        tell_aside(base, path, problems)
        return _of_paper(base, place)
    signed = base_text.read_signed(path, found, files)
    problems.extend(found)
    problems.stop_if_errors()
    assert signed is not None
    if signed.document != assignment.name:
        problems.error(
            "署名版",
            f"元の文は「{signed.document}」の署名版で、「{assignment.name}」のものではありません",
            _FROM,
            place,
        )
        problems.stop_if_errors()
    return _of_signed(signed, place)


def _read(path: Path, revisions: Choice | None, now: Provision, problems: Problems) -> Base | None:
    """The text in a file, read in the way that is nearest to the text of now, in its widths; None after an error."""
    found = Problems()
    bases = read_forms(path, found, revisions)
    wide = read_wide(path, revisions)
    apart = read_struck_apart(path, revisions)
    touched = apart is not None and not _stays_struck(apart[0].provision, apart[1], now)
    if apart is not None and touched:
        if apart[1].others:
            message = (
                f"元の文の「{'」「'.join(apart[1].lines)}」でまとめて削除としたものが改められるので、改め文を作れません"
            )
            cure = "その行を改める改め文を手で書き、renkei consolidate で元の文に当ててください"
            problems.error("平文", message, cure, Place(path.as_posix()))
            return None
        apart = None  # what becomes of one of them has to be said of the whole line
    if bases or (wide is None and apart is None):
        problems.extend(found)
    others = [each[0] for each in (wide, apart) if each is not None]
    every = [_without_sign(each) for each in (*bases, *others)]
    if not every:
        return None
    made = [as_wide_as(each.provision, now) for each in every]
    every = [each._replace(provision=provision) for each, (provision, _) in zip(every, made, strict=True)]
    base, at = _nearest(every, now, in_lines=path.suffix.lower() == _TEXT)
    if apart is not None and at == len(every) - 1:
        problems.warning(
            "平文",
            f"元の文の「{'」「'.join(apart[1].lines)}」は、「{now.title}」の今の文では一つずつ印刷されるので、一つずつ読みます。このことは改めるところとしません",
            "まとめて削除とした行のままにするなら、改め文を手で書き、renkei consolidate で元の文に当ててください",
            Place(path.as_posix()),
        )
    off = (*[0] * len(bases), *(each[-1] for each in (wide, apart) if each is not None))
    if count := made[at][1] + off[at]:
        problems.warning(
            "平文",
            f"元の文の数字や括弧など{count}字は、「{now.title}」の今の文と幅が違います。今の文の幅で読み、幅の違いは改めるところとしません",
            "幅も改めるなら、署名版か、公布した文のとおりのファイルを --from に指定してください",
            Place(path.as_posix()),
        )
    return base


def _stays_struck(old: Provision, apart: Apart, now: Provision) -> bool:
    """Whether all that one line strikes together is struck now, too; where it is more than 条, whatever is struck at all."""
    if not apart.numbers <= {u.number for u in now.articles if u.number and u.is_struck()}:
        return False
    return not apart.others or _struck(old) <= _struck(now)


def _struck(text: Provision) -> frozenset[tuple[object, ...]]:
    """The places of all units that are 削除."""
    found: set[tuple[object, ...]] = set()
    waiting: list[tuple[tuple[object, ...], Unit]] = [
        ((part,), unit)
        for part, units in (("条", text.articles), ("附則", text.supplement), ("別表", text.schedules))
        for unit in units
    ]
    while waiting:
        above, unit = waiting.pop()
        place = (*above, unit.level, unit.number)
        if unit.is_struck():
            found.add(place)
        waiting += ((place, child) for child in unit.children)
    return frozenset(found)


def _without_sign(base: Base) -> Base:
    """Collections set ○ before the title of each rule, which is no part of it."""
    title = base.provision.title
    return base._replace(provision=replace(base.provision, title=title[len(collection_mark(title)) :] or title))


def _nearest(bases: Sequence[Base], now: Provision, *, in_lines: bool) -> tuple[Base, int]:
    """The way of reading that leaves least to amend, and which it is. `in_lines`: the paragraphs of a cell stand in one line."""
    if in_lines:
        bases = [base._replace(provision=parted_like(base.provision, now)) for base in bases]
    weights = [weight(align(base.provision, now)) for base in bases]
    at = len(bases) - 1 - weights[::-1].index(min(weights))
    return bases[at], at


def _of_signed(signed: Frozen, place: Place) -> Basis:
    # Who signed stands in the paper of the signing; after a change none is printed.
    printed = signed.history[0].printed if signed.history else signed.printed
    held = [
        Para(style, (Run(words, "氏名" if style == "記名者" else None),), (Run(label),) if label else ())
        for style, label, words in printed
    ]
    offices = [(label.strip(GAP), words) for style, label, words in printed if style == "記名"]
    names = [words for style, _, words in printed if style == "記名者"]
    # A layout of its own (addresses, names on one line) does not tell which words are whose.
    usual = len(names) == len(offices) and not any(style in _OWN_LAYOUT for style, _, _ in printed)
    pairs = zip(offices, names, strict=True) if usual else ()
    return Basis(
        place,
        signed.provision,
        signed.manner,
        signed.day,
        tuple(p for p in held if p.style.startswith("表紙")),
        tuple(p for p in held if p.style in _SIGNATURE),
        tuple(_signer(symbol, office, name) for (symbol, office), name in pairs),
        tuple((event.name.split(" ")[0], event.day) for event in signed.history),
        is_own=True,
    )


def _of_paper(base: Base, place: Place) -> Basis:
    """Cover and signature as the paper has them, in the styles of an agreement."""
    cover = [
        Para("表紙題名" if n == 0 else "表紙日付" if _is_day(line) else "表紙当事者", (Run(line),))
        for n, line in enumerate(base.cover)
    ]
    signature: list[Block] = []
    if base.day is not None and base.signers:
        signature.append(Para("締結日", (Run(wareki.format(base.day)),)))
        for s in base.signers:
            signature += [
                Para("記名", (Run(s.office),), (Run(s.symbol + GAP),)),
                Para("記名者", (Run(s.name, "氏名"),)),
            ]
    signers = tuple(_signer(s.symbol, s.office, s.name) for s in base.signers)
    return Basis(place, base.provision, base.manner, base.day, tuple(cover), tuple(signature), signers)


def _signer(symbol: str, office: str, name: str) -> Signer:
    return Signer(symbol, (Name(office),), (Name(name),))


def _is_day(line: str) -> bool:
    try:
        wareki.parse_date(line)
    except NotationError:
        return False
    return True


def must_be_its_own(basis: Basis, assignment: Assignment, now: Provision, day: date | None, problems: Problems) -> None:
    """The base and the document are one agreement: the same parties, the same day. Raises Rejected.

    The realistic accident: a folder of near-identical papers, and the file of the neighbour.
    """
    name, facts = assignment.name, assignment.original.area
    old, new = parties(basis.provision), parties(now)
    for symbol in old.keys() & new.keys():
        if not area.is_one(facts, old[symbol], new[symbol]):
            problems.error(
                "別の協約",
                f"元の文の{symbol}は「{old[symbol]}」で、「{name}」の{symbol}は「{new[symbol]}」です",
                _FROM,
                basis.place,
            )
    for signer in basis.signers:
        office, party = signer.office[0].text if isinstance(signer.office[0], Name) else "", new.get(signer.symbol)
        if party is not None and signer.symbol not in old and not _heads(office, party, assignment):
            problems.error(
                "別の協約",
                f"元の文の{signer.symbol}は「{office}」で、「{name}」の{signer.symbol}は「{party}」です",
                _FROM,
                basis.place,
            )
    if basis.day is not None and day is not None and basis.day != day:
        done = paper_name.done_with(rule=is_of_rules(assignment.original), signed=bool(basis.signers))
        problems.error(
            "別の協約",
            f"元の文は{wareki.format(basis.day)}に{done}したもので、「{name}」の{done}の日は{wareki.format(day)}です",
            own_source(assignment)
            if takes_its_place(basis.provision, now)
            else f"{_FROM}（原稿の{done}の日は、元の文のもののままにします）",
            basis.place,
        )
    elif takes_its_place(basis.provision, now):
        problems.error(
            "別の協約",
            f"「{name}」は、元の文の全部を改めたものです（「{next(filter(speaks_of_the_whole, now.preamble))[:30]}」）",
            own_source(assignment),
            basis.place,
        )
    # Its own signed version is that of this paper whatever its title was: a town that became a city changes it.
    if not basis.is_own and not old and not basis.signers and basis.provision.title != now.title:
        problems.error(
            "別の協約",
            f"元の文の題名は「{basis.provision.title}」で、「{name}」は「{now.title}」です。当事者も分からず、同じ協約か確かめられません",
            "前文か記名のある文を --from に指定してください",
            basis.place,
        )
    problems.stop_if_errors()


def parties(provision: Provision) -> Mapping[str, str]:
    """甲, 乙 … and who they are, as the 前文 introduces them; words that a list below explains (次に掲げる者) name nobody."""
    found = (m for line in provision.preamble for m in _PARTY.finditer(line))
    return {m["term"]: m["name"] for m in found if _LISTED_BELOW.match(m["name"]) is None}


def _heads(office: str, party: str, assignment: Assignment) -> bool:
    facts = assignment.original.area
    names = [party, *(n for n in facts.municipalities if area.is_one(facts, n, party))]
    return any(office.startswith(name) for name in names) or not any(
        office.startswith(other) for other in facts.municipalities
    )
