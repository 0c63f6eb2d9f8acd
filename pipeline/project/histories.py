"""Histories (経緯) in a source that an agreement tells: its signed version -> 締結, 変更 with their days, as nodes.

A source says 「経緯: {協約: kyoyaku}」, and every amendment that is frozen from then on prints its line. Events that a clerk
wrote by hand are compared with what was signed; nothing is corrected.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Several
from datetime import date
from pathlib import Path

from pipeline.diagnostics import Place, Problems, Rejected, SourceFile, Span, Written
from pipeline.diagnostics.commands import typed
from pipeline.late.dataclass import dataclass
from pipeline.notation.dates import wareki
from pipeline.notation.problem import NotationError
from pipeline.provision import signed_version
from pipeline.provision.signed_version import Signing
from pipeline.provision.unreadable import UnreadableError
from pipeline.source import reader
from pipeline.source.files import Files
from pipeline.source.nodes import Entry, Mapping, Node, Sequence, span_of

KEY, AGREEMENT = "経緯", "協約"
# What tells the versions of a document: in 経緯, and in the rows of a table.
VERSION, ROWS = "版", "行"
_FIRST = signed_version.SIGNING


@dataclass(frozen=True, slots=True)
class _Signed:
    """The history of one signed version, and the file that tells it."""

    name: str
    file: SourceFile
    history: tuple[Signing, ...]
    sha256: str

    @property
    def days(self) -> tuple[tuple[str, date | None], ...]:
        return tuple((s.name, s.day) for s in self.history)


@dataclass(frozen=True, slots=True)
class Told:
    """A source with its histories, and the signed versions that told them: name and SHA-256."""

    node: Node
    files: tuple[tuple[str, str], ...] = ()


def tell(node: Node, folder: Path, files: Files, problems: Problems) -> Told | None:
    """Puts the events of signed versions where a history asks for them. None after an error."""
    text = span_of(node).file.text
    if KEY not in text and f"{VERSION}:" not in text:
        return Told(node)
    before = problems.failed
    teller = _Teller(folder, files, problems)
    told = teller.node(node)
    if problems.failed > before:
        return None
    return Told(told, tuple(teller.used.items()))


class _Teller:
    """Walks one source; `used` are the signed versions whose events it prints."""

    def __init__(self, folder: Path, files: Files, problems: Problems) -> None:
        self.folder, self.files, self.problems = folder, files, problems
        self.used: dict[str, str] = {}
        self._known: dict[str, _Signed | None] = {}

    def node(self, node: Node) -> Node:
        match node:
            case Mapping(entries=entries):
                return type(node)(tuple(Entry(e.key, self._value(e)) for e in entries), node.place)
            case Sequence(items=items):
                return Sequence(tuple(map(self.node, items)), node.place)
            case _:
                return node

    def _value(self, entry: Entry) -> Node:
        value = entry.value
        if entry.key.text in (KEY, ROWS) and isinstance(value, Mapping) and isinstance(value.get(VERSION), Written):
            return self._of_versions(entry)
        if entry.key.text != KEY:
            return self.node(value)
        if isinstance(value, Mapping):
            name = value.get(AGREEMENT)
            if isinstance(name, Written) and len(value.entries) == 1:
                return self._events(name)
        elif isinstance(value, Sequence):
            self._compare(value)
        return value

    def _of_versions(self, entry: Entry) -> Node:
        from pipeline.project.versions.history import VersionTeller  # noqa: PLC0415 - loaded where versions are asked for

        teller = VersionTeller(self.folder, self.files, self.problems, self.used)
        try:
            return teller.events(entry.value) if entry.key.text == KEY else teller.rows(entry.value)
        except Rejected as rejected:
            self.problems.extend(rejected.problems)
            return entry.value

    def _events(self, asked: Written) -> Node:
        """The events that all signed versions of an agreement tell alike."""
        name = asked.text.strip()
        found = [s for s in self._signed(asked.span()) if s.name == name or s.name.startswith(f"{name}-")]
        events: Node = Sequence((), asked.span())
        if not found:
            self.problems.error(
                KEY,
                f"「{name}」の署名版がありません",
                f"締結した文を renkei freeze {typed(f'{self.folder.name}/{name}')} で固定するか、経緯の事由と日を書いてください",
                asked.span(),
            )
        elif len({s.days for s in found}) > 1:
            told = "、".join(f"{s.name}は{_said(s.days)}" for s in found)
            self.problems.error(
                KEY,
                f"「{name}」の経緯は、相手方によって違います（{told}）",
                f"「{AGREEMENT}: {found[0].name}」のように、一つの文書を書いてください",
                asked.span(),
            )
        elif undated := next((s.name for s in found[0].history if s.day is None), None):
            self.problems.error(
                KEY,
                f"「{found[0].name}」の署名版に、{undated}の日がありません",
                "締結日を書いた原稿を renkei freeze --again で固定し直してください",
                asked.span(),
            )
        else:
            self.used.update({s.file.name: s.sha256 for s in found})
            events = Sequence(tuple(_nodes(found[0])), asked.span())
        return events

    def _compare(self, written: Sequence) -> None:
        """What a clerk wrote of an agreement must be what was signed; an older history only wants to be looked at."""
        events = [e for e in written.items if isinstance(e, Mapping)]
        days = [_day(e.get("日")) for e in events]
        first = events[0].get("事由") if events else None
        if not isinstance(first, Written) or first.text.strip() != _FIRST or None in days:
            return
        found = self._signed(written.place)
        signed = [tuple(s.day for s in each.history) for each in found]
        if not signed or any(_agree(days, each) and len(days) == len(each) for each in signed):
            return
        told = _said(found[0].days)
        cure = (
            f"署名版のとおりなら「{KEY}: {{{AGREEMENT}: {found[0].name}}}」と書いてください（署名版の経緯が入ります）"
        )
        if any(_agree(days, each) and len(days) < len(each) for each in signed):
            self.problems.warning(KEY, f"署名版には、この後の経緯があります（{told}）", cure, written.place)
        else:
            self.problems.error(KEY, f"経緯の日が、署名版の経緯と違います（{told}）", cure, written.place)

    def _signed(self, asked: Span) -> list[_Signed]:
        """The signed versions of the folder, in the order of their names."""
        folder = self.folder / signed_version.FOLDER
        for name in self.files.listing(folder, f"*{signed_version.SUFFIX}"):
            path = folder / name
            if path.stem not in self._known:
                self._known[path.stem] = self._read(path, asked)
        return [s for s in self._known.values() if s is not None]

    def _read(self, path: Path, asked: Span) -> _Signed | None:
        name = self.files.name(path)
        data = reader.read_bytes(path, self.problems, name, self.files)
        text = reader.decode_text(data, name, self.problems) if data is not None else None
        if data is None or text is None:
            return None
        try:
            signed = signed_version.read(text)
        except UnreadableError as error:
            self.problems.error(
                "署名版", error.reason, f"「{asked.file.name}」の経緯が、この署名版を読みます", Place(name)
            )
            return None
        return _Signed(path.stem, SourceFile(name, text), signed.history, hashlib.sha256(data).hexdigest())


def _nodes(signed: _Signed) -> Iterator[Node]:
    """The events with their places in the file of the signed version; 変更 is numbered where there are several."""
    at = signed.file.text.find(f'"{KEY}"')
    for event, what in zip(signed.history, signed_version.event_words(signed.history), strict=True):
        assert event.day is not None
        at = signed.file.text.index(f'"{event.name}"', at)
        place = Span(signed.file, at + 1, at + 1 + len(event.name))
        day = event.day.isoformat()
        start = signed.file.text.index(f'"{day}"', at) + 1
        keys = [Written(key, signed.file, place.start, place.end) for key in ("事由", "日")]
        values = (
            Written(what, signed.file, place.start, place.end),
            Written(day, signed.file, start, start + len(day)),
        )
        yield Mapping(tuple(Entry(k, v) for k, v in zip(keys, values, strict=True)), place)


def _day(node: Node | None) -> date | None:
    try:
        return wareki.parse_date(node.text) if isinstance(node, Written) else None
    except NotationError:
        return None


def _agree(written: Several[date | None], signed: Several[date | None]) -> bool:
    """Whether the days that both have are the same; a day that the signed version does not know agrees with any."""
    return all(b is None or a == b for a, b in zip(written, signed, strict=False))


def _said(days: Iterable[tuple[str, date | None]]) -> str:
    return "・".join(f"{name}：{wareki.format(day) if day is not None else '日付なし'}" for name, day in days)
