"""What a source asks of the versions of a document in its folder -> their events as nodes: 経緯, and rows of a 改訂履歴.

「経緯: { 版: keikaku, 名: [策定, 変更] }」 gives the events, 「行: { 版: keikaku }」 of a table a row for each: name, day, number.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.diagnostics import Problems, SourceFile, Span, Written
from pipeline.late.dataclass import dataclass
from pipeline.notation.dates import wareki
from pipeline.papers.versions.version_file import Version
from pipeline.project.versions.kept import file_name, folder_of, standing, versions_of
from pipeline.source.decode import nearest
from pipeline.source.files import Files
from pipeline.source.nodes import Entry, Mapping, Node, Sequence

VERSION, NAMES, COLUMNS = "版", "名", "欄"
_FIELDS = ("版", "日", "番号")


@dataclass(slots=True)
class VersionTeller:
    """Puts versions where one source asks for them; `used` are their files with their hashes."""

    folder: Path
    files: Files
    problems: Problems
    used: dict[str, str]

    def events(self, value: Node) -> Node:
        """The versions as 事由 and 日, oldest first."""
        made = [
            Mapping((_entry("事由", name, name.text), _entry("日", day, day.text)), name.span())
            for _, name, day, _ in self._chosen(value)
        ]
        return Sequence(tuple(made), _place(value))

    def rows(self, value: Node) -> Node:
        """The versions as rows of a table."""
        assert isinstance(value, Mapping)
        columns = _words(value.get(COLUMNS)) or [Written(name, _file(value), 0, 0) for name in _FIELDS]
        unknown = next((c for c in columns if c.text not in _FIELDS), None)
        if unknown is not None:
            self.problems.error(
                VERSION, f"版の「{unknown}」という欄はありません", nearest(unknown.text, _FIELDS), unknown.span()
            )
            return Sequence((), value.place)
        rows = []
        for version, name, day, number in self._chosen(value):
            said = {"版": name, "日": _said(day, wareki.format(version.day)), "番号": number}
            rows.append(Sequence(tuple(said[c.text] for c in columns), name.span()))
        if not rows:  # before the first version: a row to be filled
            asked = value.get(VERSION)
            assert isinstance(asked, Written)
            rows.append(Sequence(tuple(_said(asked, "") for _ in columns), value.place))
        return Sequence(tuple(rows), value.place)

    def _chosen(self, value: Node) -> Iterator[tuple[Version, Written, Written, Written]]:
        """Versions that are asked for, with their words in their files; of one that was corrected the last."""
        assert isinstance(value, Mapping)
        asked = value.get(VERSION)
        assert isinstance(asked, Written)
        document = f"{self.folder.name}/{asked.text.strip()}"
        versions = versions_of(document, self.files, self.problems)
        names = [w.text for w in _words(value.get(NAMES))]
        known = [v.name for v in versions]
        for name in _words(value.get(NAMES)):
            if name.text not in known and known:
                self.problems.warning(
                    VERSION, f"「{name}」という版は、まだありません", f"版は {'、'.join(known)} です", name.span()
                )
        for version in (v for v in standing(versions) if not names or v.name in names):
            path = folder_of(document) / file_name(version.count, version.name)
            content = self.files.read(self.files.root / path)
            file = SourceFile(path.as_posix(), content.data.decode("utf-8"))
            self.used[file.name] = content.sha256
            yield version, _found(file, "版"), _found(file, "日"), _found(file, "議案番号")


def _found(file: SourceFile, key: str) -> Written:
    """A value in the head of a version file, at its place."""
    start = file.text.index(f'"{key}": "') + len(key) + 5
    end = file.text.index('"', start)
    return Written(file.text[start:end], file, start, end)


def _said(at: Written, words: str) -> Written:
    return Written(words, at.file, at.start, at.end)


def _entry(key: str, at: Written, words: str) -> Entry:
    return Entry(Written(key, at.file, at.start, at.end), _said(at, words))


def _words(node: Node | None) -> list[Written]:
    match node:
        case Written():
            return [node]
        case Sequence(items=items):
            return [i for i in items if isinstance(i, Written)]
        case _:
            return []


def _place(value: Node) -> Span:
    assert isinstance(value, Mapping)
    return value.place


def _file(value: Mapping) -> SourceFile:
    return value.place.file
