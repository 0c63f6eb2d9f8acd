"""The source of a session -> the documents that it makes, and each of them with what it prints of other documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.diagnostics import Problems, Rejected, Span, Written
from pipeline.diagnostics.commands import typed
from pipeline.galley import Part
from pipeline.kinds.council.dossier import Affair, Ask, Briefing
from pipeline.kinds.council.fields import WHOLE, PaperName
from pipeline.kinds.council.letters import ordinance_number
from pipeline.kinds.council.model import CouncilSession, Matter
from pipeline.kinds.council.order import BILL, Doubt
from pipeline.kinds.council.saying import bill_label, day_words, values
from pipeline.kinds.council.words import FILE, KIND, CouncilWording
from pipeline.late.dataclass import dataclass
from pipeline.project.asking import Asker
from pipeline.project.council import checks
from pipeline.project.council.enclosures import (
    act_of_all,
    act_paper,
    as_body,
    as_enclosure,
    comparison_parts,
    consolidated_parts,
    undated,
    unpublished,
    whole_comparison_parts,
)
from pipeline.project.council.events import Amending, Event
from pipeline.project.council.gather import Case, Folder, folder_of, is_of_one_act
from pipeline.project.council.replacing import Earlier
from pipeline.project.load import InputFile, SourceDocument
from pipeline.project.session import Session
from pipeline.source import reader
from pipeline.source.decode import decode
from pipeline.source.profile import CouncilManner
from pipeline.source.resources import template_path
from pipeline.tree.nodes import Inlines, text_of
from pipeline.wording import Scope, inlines

# Papers about the whole session, and about one act.
_WHOLE: tuple[PaperName, ...] = ("議決結果", "宣言書")
# What nothing comes of that a council voted down.
_AFTER_VOTES: frozenset[PaperName] = frozenset({"公布文", "告示", "届出書"})
# What a paper holds of others.
_OF_CHANGES: tuple[str, str] = ("新旧対照表", "溶け込み後")
_WHOLLY: Mapping[PaperName, str] = {"告示": "告示文", "公布文": "公布"}


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of one 案件 that one paper is about: one, or all of them if the office brings them together."""

    cases: tuple[Case, ...]

    @property
    def matter(self) -> Matter:
        """The 案件."""
        return self.cases[0].matter

    @property
    def is_one_act(self) -> bool:
        """Whether one 条例 amends several."""
        return len(self.cases) > 1 and is_of_one_act(self.cases[0])

    @property
    def key(self) -> str:
        """What the papers about them are called by: the document, or the source of several."""
        first = self.cases[0].pact
        return first.key if len(self.cases) == 1 else first.assignment.original.path.stem


@dataclass(frozen=True, slots=True)
class Item:
    """A document of a session, for lists and books. `bill` is the group it is about, None for the whole session."""

    paper: PaperName
    key: str
    group: Group | None


def items(original: SourceDocument, session: Session, problems: Problems) -> tuple[Item, ...]:
    """All documents of a session, in the order of its source. What is wrong with its names is in `problems`."""
    model = original.model
    assert isinstance(model, CouncilSession)
    folder = folder_of(original, session)
    known_items = folder.items.get(original.id)
    if isinstance(known_items, tuple) and not problems.errors:
        return known_items
    found = Problems()
    made = _items(original, folder, model, found)
    problems.extend(found)
    if not found.found:
        folder.items[original.id] = made
    return made


def _items(original: SourceDocument, folder: Folder, model: CouncilSession, problems: Problems) -> tuple[Item, ...]:
    cases = tuple(folder.cases(folder.own(original), problems))
    made: list[Item] = []
    for group in _groups(cases, together=original.profile.council.together):
        of_bill = (*_papers(group, together=True), *_asked(folder, group))
        made += (Item(paper, f"{paper}-{group.key}", group) for paper in of_bill if model.wants(paper))
        for single in (group,) if group.is_one_act else map(Group, ((case,) for case in group.cases)):
            lost = folder.is_lost(single.cases[0])
            papers = (p for p in _papers(single, together=False) if model.wants(p) and not (lost and p in _AFTER_VOTES))
            made += (Item(paper, f"{paper}-{single.key}", single) for paper in papers)
    made += (Item(paper, paper, None) for paper in _WHOLE if _has(paper, model))
    known: set[str] = set()
    for item in made:
        if item.key in known and item.group is not None:
            problems.error(
                "重複",
                f"「{item.key}」が二度あります（同じ協約の案件が二つあります）",
                "同じ議会で一つの協約について出す案件は、一つの原稿に一度だけ書いてください",
                item.group.cases[0].place,
            )
        known.add(item.key)
    return tuple(made)


def _has(paper: PaperName, model: CouncilSession) -> bool:
    if paper == "宣言書":
        return model.declaration is not None and model.wants(paper)
    return model.wants(paper) and any(m.urgent is None or m.urgent.basis.text == "第179条第1項" for m in model.matters)


def _groups(cases: tuple[Case, ...], *, together: bool) -> Iterator[Group]:
    """What each bill is about: one agreement, or all of a source, as the office has it; all 条例 that one 案件 amends."""
    made: dict[tuple[int, str], list[Case]] = {}
    for case in cases:
        one = "" if is_of_one_act(case) else case.pact.assignment.original.id if together else case.pact.document
        made.setdefault((id(case.matter), one), []).append(case)
    yield from (Group(tuple(held)) for held in made.values())


def _papers(group: Group, *, together: bool) -> tuple[PaperName, ...]:
    """Papers about an act: those of the council (which may be about several agreements), and those of each agreement."""
    if together:
        return ("議案", "説明資料")
    urgent: tuple[PaperName, ...] = ("専決処分書",) if group.matter.urgent is not None else ()
    # Source: 告示 and 届出 are asked by 第252条の2第2項 and 第252条の2の2第2項.
    public: tuple[PaperName, ...] = ("告示", "届出書") if group.cases[0].is_noticed else ()
    published: tuple[PaperName, ...] = ("公布文",) if group.matter.publication is not None else ()
    return (*urgent, *published, *public)


def _asked(folder: Folder, group: Group) -> Iterator[PaperName]:
    """What the head asks of the chair about a bill that was brought."""
    own = group.matter.of(folder.partner(group.cases[0]))
    if own.correction is not None:
        yield "訂正請求書"
    if own.withdrawal is not None:
        yield "撤回請求書"


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of the house, and the file that they were read from."""

    words: CouncilWording
    file: InputFile


def wording(session: Session, problems: Problems) -> tuple[CouncilWording, InputFile]:
    """The words of the clerk's own folder, or those that came with the program. Raises Rejected."""
    path = template_path(FILE, session.files)
    assert path is not None, "the program brings its own"
    name = f"templates/{FILE}"
    file = InputFile(name, session.files.read(path).sha256)
    held = session.folders.get(path)
    if isinstance(held, _Words) and held.file == file:
        return held.words, file
    data = reader.read_bytes(path, problems, name, session.files)
    node = reader.parse(data, name, problems) if data is not None else None
    words = decode(node, CouncilWording, problems) if node is not None else None
    if words is not None and words.kind != KIND:
        problems.error("種別", f"「{words.kind}」は議会の文言ではありません", f"「種別: {KIND}」と書いてください")
    problems.stop_if_errors()
    assert words is not None
    session.folders[path] = _Words(words, file)
    return words, file


def answered(original: SourceDocument, partner: str | None, session: Session, problems: Problems) -> SourceDocument:
    """The source of a session with all that one of its documents prints of others. Raises Rejected."""
    every = items(original, session, problems)
    problems.stop_if_errors()
    chosen = next(item for item in every if item.key == partner)
    words, file = wording(session, problems)
    secretary = _Secretary(original, session, words, problems)
    ask, enclosed = secretary.ask(chosen)
    # 議決結果 names every bill of the session.
    asks = tuple(secretary.ask(item)[0] for item in every if item.paper == "議案") if chosen.paper == "議決結果" else ()
    _tell(secretary.doubts((ask, *asks)), chosen.paper, ask.party, problems)
    problems.stop_if_errors()
    if chosen.paper in BILL:
        _must_be_as_brought(ask, problems)
    inputs = dict.fromkeys((*original.inputs, file, *secretary.folder.used))
    briefing = Briefing(ask, asks, words, original.profile.council)
    return replace(original, told=briefing, enclosed=enclosed, inputs=tuple(inputs))


def _must_be_as_brought(ask: Ask, problems: Problems) -> None:
    """Raises Rejected, without an error, where the source has the words that a council made of the bill: it stays as it is."""
    side = next((s for a in ask.affairs if (s := a.side(ask.party)).own is not None and s.own.modified), None)
    if side is None or side.result is None or not side.is_modified:
        return
    problems.warning(
        "修正後の文",
        f"{ask.party}の議会が修正し、原稿は修正後の文なので、「{ask.key}」は作りません（前に作ったものは、提出したときのまま残ります）",
        "提出したときの文で作り直すときは、原稿を戻し、「修正後: はい」を消してください",
        side.result.span(),
    )
    raise Rejected(problems)


def _tell(found: Iterable[Doubt], paper: PaperName, party: str, problems: Problems) -> None:
    """What is wrong with a paper of a party: errors stop it."""
    for doubt in found:
        if paper in doubt.papers and doubt.party in (None, party):
            say = problems.error if doubt.is_error else problems.warning
            say(doubt.code, doubt.message, doubt.cure, doubt.place)


ASKER = Asker(
    answered,
    editions=lambda original, session, problems: tuple(item.key for item in items(original, session, problems)),
    told_by_words=True,
)


class _Secretary:
    """Puts together what one paper asks."""

    def __init__(self, original: SourceDocument, session: Session, words: CouncilWording, problems: Problems) -> None:
        self.original, self.words, self.problems = original, words, problems
        self.folder = folder_of(original, session)
        self.house = original.profile.house
        self.near = original.model.near if isinstance(original.model, CouncilSession) else None
        self.manner: CouncilManner = original.profile.council

    def ask(self, item: Item) -> tuple[Ask, Mapping[str, tuple[Part, ...]]]:
        """The ask of a paper, and the papers that it holds. Raises Rejected."""
        model = self.original.model
        assert isinstance(model, CouncilSession)
        if item.group is None:
            return Ask(item.paper, item.key, model.body.text, None, ()), {}
        found = [self.folder.affair(case, self.problems) for case in item.group.cases]
        self._must_have_words(affair for affair, _, _ in found)
        enclosed: dict[str, tuple[Part, ...]] = {}
        places: list[str] = []
        if item.group.is_one_act:
            paper = act_of_all(((e, c) for _, e, c in found if c is not None), item.group.cases[0].place, self.problems)
            found = [(replace(affair, act_title=paper.title), event, changed) for affair, event, changed in found]
            if item.paper == "公布文":
                enclosed[_WHOLLY[item.paper]] = as_body(paper, _WHOLLY[item.paper], self._number(item))
            elif item.paper != "説明資料":
                enclosed["別紙"] = as_enclosure(paper, "別紙", None, self.manner)
        for n, (affair, event, changed) in enumerate(found, 1):
            number = n if len(found) > 1 else None
            for name, parts, found_at in self._enclosures(item, affair, event, changed, number):
                enclosed[name] = parts
                places += found_at
        affairs, own = tuple(affair for affair, _, _ in found), item.group.cases[0].party
        party = next(name for name in affairs[0].parties if self.folder.pacts.is_one(name, own))
        label, title = self._called(item.group.matter, affairs, party)
        named = tuple(places), tuple(enclosed)
        ask = Ask(item.paper, item.key, party, item.group.matter, affairs, label, title, *named)
        return ask, enclosed

    def _number(self, item: Item) -> str:
        """The number under which a 条例 is published; "" of what has its number above."""
        assert item.group is not None
        own = item.group.matter.publication
        return self.house.text(ordinance_number(item.group.cases[0].party, own.number)) if own is not None else ""

    def _is_comparable(self, old: Earlier, event: Event, place: Span) -> bool:
        """Whether one 新旧対照表 can hold both texts: it labels the units of both sides alike."""
        alike = old.pact.house == event.pact.house
        if not alike:
            self.problems.warning(
                "新旧対照表",
                f"「{old.pact.document}」と「{event.pact.document}」とで号などの番号の付け方が違うので、説明資料に新旧対照表を付けません",
                f"renkei diff {typed(old.pact.document)} {typed(event.pact.document)} で並べてください",
                place,
            )
        return alike

    def _must_have_words(self, asked: Iterable[Affair]) -> None:
        """Raises Rejected where the house has none of 規約 or ordinances, or of what changes all of an agreement."""
        held = tuple(asked)
        missing = next((affair.said_as for affair in held if self.words.lacks(affair.said_as)), None)
        if any(affair.replaced is not None and self.words.lacks_whole(affair.said_as) for affair in held):
            self.problems.error(
                "議会の文言",
                f"templates/{FILE} に、協約の全部を変更するときの文言がありません",
                f"この版に添付の 議会.yaml にある「件名」「求め」「理由」「専決」「告示」「届出」の「{WHOLE}:」を写してください",
                self.words.title.pact.conclude.span(),
            )
            self.problems.stop_if_errors()
        if missing is not None:
            more = "「告示」「届出」" if missing == "規約" else ""
            self.problems.error(
                "議会の文言",
                f"templates/{FILE} に、{missing}の議案の文言がありません",
                f"この版に添付の 議会.yaml にある「件名」「求め」「理由」「根拠」「専決」{more}の「{missing}:」を写してください",
                self.words.title.pact.conclude.span(),
            )
            self.problems.stop_if_errors()

    def doubts(self, asks: Iterable[Ask]) -> Iterator[Doubt]:
        """All that is wrong with the acts that papers are about, and with the session."""
        every = {(affair.document, affair.act): affair for ask in asks for affair in ask.affairs}
        for affair in every.values():
            yield from checks.of_affair(affair, self.words, self.original.area)
        own = self.folder.own(self.original)
        yield from checks.of_sitting(self.folder, own, together=self.manner.together)

    def _called(self, matter: Matter, affairs: tuple[Affair, ...], party: str) -> tuple[Inlines, Inlines]:
        """The number of a bill and its 件名."""
        affair, urgent = affairs[0], matter.urgent
        own = affair.side(party).own
        bill = own.bill if own is not None else None
        stated = own.title if own is not None else None
        title, word = stated or self.words.title.of(affair.said_as, affair.worded), ""
        if urgent is not None and urgent.basis.text == "第179条第1項":
            title, word = self.words.urgent.approval_title, "承認"
        elif urgent is not None:
            title, word = self.words.urgent.report_title, "報告"
        return bill_label(bill, self.manner, word), self._said(title, affairs, party)

    def _said(self, text: Written, affairs: tuple[Affair, ...], party: str) -> Inlines:
        return inlines.read(text, Scope(values(affairs, party, self.house, self.near), self.house), self.problems)

    def _enclosures(
        self, item: Item, affair: Affair, event: Event, changed: Amending | None, number: int | None
    ) -> Iterator[tuple[str, tuple[Part, ...], tuple[str, ...]]]:
        """Each with its name and the anchors of all changes in it."""
        suffix = "" if number is None else str(number)
        assert item.group is not None
        place = item.group.cases[(number or 1) - 1].place
        if item.paper == "説明資料":
            old = self.folder.earlier(item.group.cases[(number or 1) - 1], self.problems)
            if old is not None and self._is_comparable(old, event, place):
                comparing = _OF_CHANGES[0] + suffix
                yield (
                    comparing,
                    whole_comparison_parts(event, old.signed.provision, comparing, place, self.problems),
                    (),
                )
            if changed is not None:
                comparing, whole = (name + suffix for name in _OF_CHANGES)
                article = number if item.group.is_one_act else None
                yield comparing, *comparison_parts(event, changed, affair.act_title, article, comparing)
                yield whole, consolidated_parts(event, changed, affair.concluded, whole, self.near), ()
        elif item.paper in ("議案", "専決処分書", *_WHOLLY) and affair.act != "廃止" and not item.group.is_one_act:
            paper = act_paper(event, changed, affair.concluded, place, self.problems)
            if affair.is_of_ordinance:
                paper = unpublished(paper)
            if item.paper == "議案" and item.group.matter.urgent is None:
                blank = text_of(day_words(None, affair.concluded, self.house))
                paper = undated(paper, affair.concluded, blank, self.house)
            if item.paper in _WHOLLY:  # 「次のとおり」, and what was concluded is no draft
                body = _WHOLLY[item.paper]
                yield body, as_body(paper, body, self._number(item)), ()
            else:
                yield f"別紙{suffix}", as_enclosure(paper, f"別紙{suffix}", number, self.manner), ()
