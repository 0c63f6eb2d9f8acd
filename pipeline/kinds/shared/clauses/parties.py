"""The parties of a source and the facts of an area -> who signs for whom on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar

from pipeline.diagnostics import Problems, Span, Written
from pipeline.kinds.shared.clauses.paper import UNNAMED, Paper
from pipeline.kinds.shared.clauses.signing import Hand, SignerLayout, SignerPart
from pipeline.late.dataclass import dataclass
from pipeline.notation.dates import wareki
from pipeline.source import area
from pipeline.source.area import Area, Municipality
from pipeline.tree.nodes import Inlines, Name, Signature, Signer, Text

# What the party that is a list is called where parties have no symbols.
PARTNER = "相手方"
# What stands for a seal where the source asks for one and does not say how.
SEAL = "印"


@dataclass(frozen=True, slots=True)
class Party:
    """A party as it is printed. `called` is how the source names it: its symbol, else its name."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "記号": "symbol", "呼び名": "called", "名称": "name", "職名": "office", "氏名": "head", "住所": "address",
        "団体": "body", "見出し": "heading", "行": "set_lines",
    }  # fmt: skip

    symbol: str
    called: str
    name: Inlines
    office: Inlines = ()
    head: Inlines = ()
    address: Inlines = ()
    body: Inlines = ()
    heading: Inlines = ()
    lines: tuple[tuple[SignerPart, ...], ...] = ()

    @property
    def set_lines(self) -> str:
        """Its own lines as the wording writes them."""
        return written_lines(self.lines)

    @property
    def signer(self) -> Signer:
        """The party in a signature block."""
        return Signer(self.symbol, self.office, self.head, self.address, self.body, self.heading, self.lines)


def written_lines(lines: tuple[tuple[SignerPart, ...], ...]) -> str:
    """Lines of names as the wording writes them: 職名/氏名・印."""
    return "/".join("・".join(line) for line in lines)


def chosen(names: list[Written], partner: str | None) -> Written:
    """The name of a party in the edition for a partner."""
    return names[0] if len(names) == 1 else next(n for n in names if n.text == partner)


def named(model: Paper, partner: str | None) -> dict[str, Written]:
    """The name of each party by its key in the source."""
    return {key: chosen(names, partner) for key, names in model.parties.items()}


def partners(model: Paper) -> tuple[str, ...]:
    """The municipalities of the party that is a list; () where every party is one."""
    return next((tuple(n.text for n in names) for names in model.parties.values() if len(names) > 1), ())


def layout_of(model: Paper) -> SignerLayout:
    """How the names are set."""
    return model.signer_layout or SignerLayout.model_construct()


class Register:
    """Looks up who signs for the parties of one paper."""

    def __init__(self, model: Paper, facts: Area, partner: str | None, problems: Problems) -> None:
        self.model, self.facts, self.partner, self.problems = model, facts, partner, problems
        self.layout = layout_of(model)

    def called(self, key: str, name: Written) -> str:
        """How the source names a party in 記名 and 役割: by its symbol, its name, or as 相手方 if it is one of a list."""
        if not key.startswith(UNNAMED):
            return key
        return PARTNER if len(self.model.parties[key]) > 1 else name.text

    def own(self, key: str, name: Written) -> Hand | None:
        """What the source says of who signs."""
        signers = self.model.signers
        return signers.get(name.text, signers.get(self.called(key, name)))

    def needs_day(self, key: str, name: Written) -> bool:
        """Whether only the day tells who signs."""
        own = self.own(key, name)
        return self.model.names_heads and (own is None or own.office is None or own.name is None)

    def party(self, key: str, name: Written, day: date | None, asked: Span) -> Party | None:
        """A party with who signs for it; None after an error. `asked` is where the day is written.

        A body that the area does not know (a company, another union) signs by the words of the source alone.
        """
        own = self.own(key, name)
        outside = not self.needs_day(key, name) and own is not None and not self._is_known(name.text)
        body = Municipality.model_construct() if outside else area.municipality(self.facts, name, self.problems)
        if body is None:
            return None
        office = own.office if own is not None else None
        head = own.name if own is not None else None
        if self.needs_day(key, name):
            assert day is not None, "whoever asks has a day"
            signer = area.head(self.facts, name, day, asked, self.problems)
            if signer is None:
                return None
            office, head = office or signer.office, head if head is not None else signer.name
        address = (own.address if own is not None else None) or body.address
        lines = tuple(own.lines) if own is not None else ()
        parts = {part for line in lines or self.layout.set_lines for part in line}
        borne = area.name_on(self.facts, name.text, day) if day is not None else None
        printed = borne.name if borne is not None else name
        if self.model.names_heads and "住所" in parts and address is None:
            self.problems.error(
                "住所",
                f"圏域の原稿に{name}の住所がありません",
                f"area.yaml の「{name}」に「住所:」を書いてください",
                name.span(),
            )
            return None
        return Party(
            "" if key.startswith(UNNAMED) else self.layout.symbol(key),
            self.called(key, name),
            inlines(printed),
            inlines(office),
            inlines(head),
            inlines(address),
            inlines((own.body if own is not None else None) or printed),
            lines=lines,
        )

    def check_names(self, names: Mapping[str, Written], day: date) -> None:
        """Reports parties by names that they did not bear on a day."""
        for name in names.values():
            if self._is_known(name.text):  # an unknown one is reported with its head
                area.check_name(self.facts, name, day, self.problems)

    def check_signers(self, names: Mapping[str, Written]) -> None:
        """Reports 記名 for nobody among the parties."""
        if not self.model.signers:
            return  # a source of a thousand partners is asked for each of them
        known = {self.called(key, name) for key, name in names.items()} | {n.text for n in self._all()} | {PARTNER}
        for called, hand in self.model.signers.items():
            if called not in known:
                at = hand.name or hand.office or hand.address or hand.body
                self.problems.error(
                    "記名",
                    f"「{called}」は当事者にありません",
                    f"当事者は {'、'.join(self.called(k, n) for k, n in names.items())} です",
                    at.span() if at is not None else None,
                )

    def _is_known(self, name: str) -> bool:
        """Whether the facts tell of a municipality by a name that it bears or bore; of others nothing is asked for it."""
        bodies = self.facts.municipalities
        return name in bodies or any(borne.name.text == name for body in bodies.values() for borne in body.names)

    def _all(self) -> list[Written]:
        return [name for names in self.model.parties.values() for name in names]


def signature(model: Paper, facts: Area, partner: str | None, day: date, problems: Problems) -> Signature | None:
    """How a paper of the same parties is signed on another day: its amendment. None where nobody signs; errors are in `problems`.

    What the source itself says of names holds on, and is told: it was written for the day of the agreement.
    """
    if not model.is_signed:
        return None
    register = Register(model, facts, partner, problems)
    layout = register.layout
    if layout.literal:
        problems.warning(
            "記名",
            f"{wareki.format(day)}に記名する者を、「記名欄」の「行のまま」のとおりとしました",
            "その日にも、この者が記名するかを確かめてください",
            layout.literal[0].span(),
        )
    for witness in model.witnesses:
        problems.warning(
            "記名",
            f"立会人（{witness.office or ''}{witness.name}）は、{wareki.format(day)}の書類に記名していません",
            "立会人も記名するなら、できた書類に書き足してください",
            witness.name.span(),
        )
    made = () if layout.literal else tuple(_signers(model, register, day))
    return Signature(
        (),
        made,
        layout.set_lines,
        inlines(layout.seal) or (Text(SEAL),),
        unsigned=layout.name == "空欄",
        literal=tuple(inlines(line) for line in layout.literal or ()),
        boxes=layout.boxes == "あり",
    )


def _signers(model: Paper, register: Register, day: date) -> Iterator[Signer]:
    for key, name in named(model, register.partner).items():
        own = register.own(key, name)
        if own is not None and own.name is not None:
            register.problems.warning(
                "記名",
                f"{wareki.format(day)}に{name}を代表する者を、「記名」のとおり{own.office or ''}{own.name}としました",
                "その日にも、この者が記名するかを確かめてください",
                own.name.span(),
            )
        party = register.party(key, name, day, name.span())
        if party is not None:
            yield party.signer


def renamed(model: Paper, facts: Area, partner: str | None, day: date) -> Mapping[str, str]:
    """Names of parties in the source that were others on a day: those of the time when the agreement was signed."""
    made = {}
    for name in named(model, partner).values():
        borne = area.name_on(facts, name.text, day)
        if borne is not None and borne.name.text != name.text:
            made[name.text] = borne.name.text
    return made


def inlines(written: Written | None) -> Inlines:
    """A name, printed character by character; () where there is none."""
    return (Name(written.text, written.origin()),) if written is not None and written.text.strip() else ()
