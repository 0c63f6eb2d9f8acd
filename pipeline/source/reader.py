"""A YAML file -> nodes with positions. Every scalar stays the string that was typed: no type is guessed.

Refused with a cure: what is not UTF-8, empty or oversize files, tabs, control and bidirectional characters, duplicate
keys, anchors, aliases, merge keys, tags but !表, several documents in one file, nesting without end, and whatever the
syntax would cut off a text (eaten.py).
"""

from __future__ import annotations

import errno
import string
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import yaml

from pipeline.diagnostics import Place, Problems, SourceFile, Span, Written, elsewhere
from pipeline.diagnostics.system import report_unread
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.encoding import misread
from pipeline.notation.problem import Finding
from pipeline.notation.text import characters, radicals
from pipeline.source.files import MAX_BYTES, Files, read_bounded
from pipeline.source.grammar import eaten, syntax
from pipeline.source.nodes import TABLE_TAG, Entry, Mapping, Node, Sequence, TableCall

MAX_DEPTH = 40
_TAB, _CR, _TAB_OR_CR = regex("\t"), regex("\r"), regex("[\t\r]")
_BEGIN = "「種別:」から書き始めてください"
# A stylesheet has no 種別, and a folder without one takes what came with the program.
_OWN_TEMPLATE = "このファイルを消す（添付のものを使います）か、添付のものを写して直してください"
_TAB_CURE = "字下げは半角の空白で書いてください"
# An editor that shows question marks has lost the characters already; to save there would lose them in the file.
_WANTS_TEXT = "テキスト（UTF-8）のファイルを指定してください。この文書から原稿を作るなら、取り込んでください"
_SAVE_AS_UTF8 = (
    "文字が正しく見えるエディタで開き、文字コードに「UTF-8」を選んで保存し直してください"
    "（Windowsのメモ帳なら「名前を付けて保存」の「エンコード」。文字が化けて見えるエディタでは、保存しないでください）"
)
_OLD_ENDS = "改行が CR（U+000D）だけです"
_OLD_ENDS_CURE = "エディタで改行コードを「LF」か「CRLF」にして、保存し直してください"

CharacterCheck = Callable[[str], tuple[Finding, ...]]
_PRINTABLE_AND_WRONG = regex(f"[\ufffd\u3099\u309a]|{radicals.RADICAL.pattern}")


class Mark(Protocol):
    """A place of the YAML parser: offset and line, from 0."""

    index: int
    line: int


# libyaml when PyYAML has it (its wheels do): the same events, eight times as fast.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read(path: Path, problems: Problems, name: str | None = None, files: Files | None = None) -> Node | None:
    """Reads a file; `name` is what diagnostics call it. None after an error; all errors are in `problems`."""
    shown = name or str(path)
    data = read_bytes(path, problems, shown, files)
    return None if data is None else parse(data, shown, problems)


def read_bytes(path: Path, problems: Problems, name: str, files: Files | None = None) -> bytes | None:
    """The bytes of a regular file that is not oversize: as `files` know it, or from disk. None after an error."""
    try:
        return read_bounded(path) if files is None else files.read(path).data
    except OSError as error:
        if error.errno == errno.EFBIG:
            problems.error(
                "大きさ",
                f"ファイルが大きすぎます（上限は{MAX_BYTES:,}バイト）",
                "原稿のファイルか確かめてください。大きな表は文書を分けてください",
                Place(name),
            )
        else:
            report_unread(error, name, problems)
        return None


def parse(data: bytes, name: str, problems: Problems, wrong: CharacterCheck = characters.unwanted) -> Node | None:
    """Bytes of a YAML file -> its root node, or None after an error. `wrong` finds the characters that it may not hold."""
    text = decode_text(data, name, problems)
    if text is None:
        return None
    file = SourceFile(name, text)
    before = problems.failed
    _check_characters(file, wrong, problems)
    if problems.failed > before:
        return None
    eaten.check_lines(file, problems)
    if problems.failed > before:
        return None
    root = _Builder(file, problems).build()
    if problems.failed > before:
        return None
    if root is None:
        problems.error(
            "空", "ファイルが空です", _OWN_TEMPLATE if name.startswith("templates/") else _BEGIN, Place(name)
        )
    return root


def decode_text(data: bytes, name: str, problems: Problems) -> str | None:
    """UTF-8 with or without a byte order mark, lines ended by LF; None after an error."""
    wrong = misread(data)
    if wrong is None:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    from pipeline.notation.file_form import CALLED, form_of  # noqa: PLC0415 - zipfile is loaded where a text is none

    if (form := form_of(data)) in CALLED and form not in ("html", "mht"):  # pages are texts
        problems.error("文字コード", f"テキストのファイルでなく、{CALLED[form]}です", _WANTS_TEXT, Place(name))
        return None
    line = data.count(b"\n", 0, wrong.at) + 1
    problems.error(
        "文字コード",
        f"文字コードが{wrong.code}です（UTF-8で読みます）"
        if wrong.code
        else f"UTF-8ではない文字があります（{line}行目、先頭から{wrong.at + 1}バイト目、0x{data[wrong.at]:02X}）",
        _SAVE_AS_UTF8,
        Place(name, f"{line}行目"),
    )
    return None


def places_in(raw: str) -> list[int]:
    """Where each character of a decoded text stands in the file with its own line ends; the end of the file is the last."""
    places = [at for at, char in enumerate(raw) if not (char == "\r" and raw[at + 1 : at + 2] == "\n")]
    return [*places, len(raw)]


def _check_characters(file: SourceFile, wrong: CharacterCheck, problems: Problems) -> None:
    # Printable are all characters that may stand in a source, but for three; of those that may not, few are printable.
    if file.text.replace("\n", "").replace("　", "").isprintable() and not _PRINTABLE_AND_WRONG.search(file.text):
        return
    found = [
        *(_Slip("タブ", "タブがあります", _TAB_CURE, m.start(), m.end()) for m in _TAB.finditer(file.text)),
        *(_Slip("文字コード", _OLD_ENDS, _OLD_ENDS_CURE, m.start(), m.end()) for m in _CR.finditer(file.text)),
        *(_Slip("文字", f.message, f.cure, f.start, f.end) for f in wrong(_TAB_OR_CR.sub(" ", file.text))),
    ]
    # One slip of an editor or of a copy is many of these: each is shown once, with the lines of the others.
    for first in dict.fromkeys(slip.said() for slip in found):
        same = [Span(file, slip.start, slip.end) for slip in found if slip.said() == first]
        code, message, cure = first
        problems.error(code, f"{message}{elsewhere(same)}", cure, same[0])


@dataclass(frozen=True, slots=True)
class _Slip:
    """Characters `start` up to `end` of a file that may not stand there."""

    code: str
    message: str
    cure: str
    start: int
    end: int

    def said(self) -> tuple[str, str, str]:
        return self.code, self.message, self.cure


class _Builder:
    """Folds the events of the YAML parser into nodes; one instance a file."""

    def __init__(self, file: SourceFile, problems: Problems) -> None:
        self.file = file
        self.problems = problems
        # YAML 1.1 knows no tag but in ASCII: the parser is given one of the same length that the file does not hold.
        letters = (f"!{c}" for c in string.ascii_letters) if TABLE_TAG in file.text else iter(())
        self.tag = next((t for t in letters if t not in file.text and f"21{t[1]}" not in file.text), TABLE_TAG)
        loader = _LOADER(file.text.replace(TABLE_TAG, self.tag))
        self.events: Iterator[yaml.Event] = iter(loader.get_event, None)
        # Where each value stands, in the order of the file.
        self.values: list[tuple[int, int]] = []
        self.folded: list[yaml.ScalarEvent] = []

    def build(self) -> Node | None:
        """The root node; problems of syntax are reported and end the reading."""
        root: Node | None = None
        documents = 0
        try:
            for event in self.events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._error(
                            "構文",
                            "「---」で区切られた二つめの文書があります",
                            "一つのファイルには一つの文書だけを書いてください",
                            event,
                        )
                        return None
                elif isinstance(event, (yaml.NodeEvent)):
                    root = self._node(event, 0)
        except yaml.MarkedYAMLError as error:
            # A line that is out of its column is read as going on the value above it: a mere consequence.
            line = error.problem_mark.line if error.problem_mark is not None else 0
            self._refuse_folding([e for e in self.folded if e.end_mark is not None and e.end_mark.line < line])
            syntax.report(error, self.file, self.problems)
            return None
        except yaml.YAMLError:
            self.problems.error("構文", "YAMLとして読めません", syntax.GENERAL_CURE, Place(self.file.name))
            return None
        except _TooDeepError:
            return None
        self._refuse_folding(self.folded)
        eaten.check_rest(self.file, self.values, TABLE_TAG, self.problems)
        eaten.tell_comments(self.file, self.values, self.problems)
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if getattr(event, "anchor", None) is not None or getattr(event, "tag", None) is not None:
            self._refuse_features(event)
        if depth > MAX_DEPTH:
            self._error(
                "構文", f"字下げが深すぎます（{MAX_DEPTH}段を超えています）", "括弧と字下げを確かめてください", event
            )
            raise _TooDeepError
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        self.values.append(_extent(event))  # of an alias, which is refused as such
        return Written("", self.file, *_extent(event))

    def _sequence(self, start: yaml.SequenceStartEvent, depth: int) -> Sequence:
        items = []
        while not isinstance(item := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(item, depth + 1))
        at = _extent(start)[0]
        if len(items) == 1 and not isinstance(items[0], Mapping) and self._is_behind_a_dash(at):
            self._refuse_second_dash(at)
        return Sequence(tuple(items), self._place(start))

    def _is_behind_a_dash(self, at: int) -> bool:
        """Whether a list begins in the line of the dash of the list that holds it: 「- - 文」."""
        line = self.file.text[self.file.text.rfind("\n", 0, at) + 1 : at]
        return self.file.text[at] == "-" and line.strip(" -") == "" and "-" in line

    def _refuse_second_dash(self, at: int) -> None:
        words = self.file.text[at:].partition("\n")[0].rstrip(" ")
        self.problems.error(
            "構文",
            "「- - 」は並びの中の並びを始め、二つめの「-」は印刷されません",
            f"文なら引用符で囲んで {eaten.quoted(words)} と、並びなら [ ] で囲んで書いてください",
            Span(self.file, at, at + 1),
        )

    def _scalar(self, event: yaml.ScalarEvent) -> Written:
        if event.anchor is not None or event.tag is not None:
            self._refuse_features(event)
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        self.values.append((start.index, end.index))
        if event.style == ">" or (end.line > start.line and event.style != "|"):
            self.folded.append(event)
        if event.style == "|" and not event.value.strip():
            self._error(
                "空",
                "「|」の下に文がありません",
                "次の行から、字下げして文を書いてください（「|」という文なら引用符で囲みます）",
                event,
            )
        return Written(event.value.replace(self.tag, TABLE_TAG), self.file, start.index, end.index)

    def _mapping(self, start: yaml.MappingStartEvent, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if isinstance(key, Written) and isinstance(value, Written) and value.start == value.end:
                self._refuse_joined(key)
            if isinstance(key, Written) and key.text not in entries and key.text != "<<":
                entries[key.text] = Entry(key, value)
            else:
                self._refuse_key(key, entries, event)
        made = TableCall if start.tag == self.tag else Mapping
        return made(tuple(entries.values()), self._place(start))

    def _refuse_joined(self, key: Written) -> None:
        """「甲:文」 in braces, where YAML reads one name without a value."""
        words = self.file.text[key.start : key.end]
        name, colon, text = words.replace("：", ":", 1).partition(":")
        if colon and text.strip() and words[0] not in "\"'":
            self.problems.error(
                "構文",
                f"「{words[:15]}」の「{words[len(name)]}」が、半角の「:」と空白ではありません",
                f"「{name}: {text.strip()[:15]}」と、半角の「:」と空白で書いてください",
                Span(self.file, key.start + len(name), key.start + len(name) + 1),
            )

    def _refuse_key(self, key: Node, entries: dict[str, Entry], event: yaml.Event) -> None:
        if not isinstance(key, Written):
            self._error(
                "構文",
                "項目の名前が文字ではありません",
                "「名前: 値」の形で書いてください（「{{ }}」で始まる値は引用符で囲みます）",
                event,
            )
        elif key.text == "<<":
            self._error("構文", "「<<」（差し込みキー）は使えません", "内容をその場に書いてください", event)
        else:
            first = entries[key.text].key.span()
            self._error(
                "重複",
                f"「{key.text}」が二度書かれています（一度目は{first.line}行目）",
                "どちらか一つにしてください",
                event,
            )

    def _refuse_features(self, event: yaml.Event) -> None:
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent) or anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._error(
                "構文",
                f"「{sign}{anchor}」（アンカー・エイリアス）は使えません",
                "内容をその場に書いてください（「&」「*」で始まる文字は引用符で囲みます）",
                event,
            )
        tag = getattr(event, "tag", None)
        if tag == self.tag:
            if not isinstance(event, yaml.MappingStartEvent):
                self._error(
                    "構文",
                    f"「{TABLE_TAG}」の後に項目の組がありません",
                    f"「{TABLE_TAG} {{ファイル: 別表.xlsx, シート: 別表}}」のように書いてください",
                    event,
                )
        elif tag == "!" and self.file.text.startswith("!", _extent(event)[0]):
            self._error("構文", "値の初めの「!」は読み飛ばされます", '値の全体を引用符「"」で囲んでください', event)
        elif tag not in (None, "!"):
            self._error("構文", f"「{tag}」（タグ）は使えません", "「!」で始まる文字は引用符で囲んでください", event)

    def _refuse_folding(self, events: list[yaml.ScalarEvent]) -> None:
        """YAML joins the lines of a folded scalar by spaces, which Japanese text does not have."""
        for event in events:
            start, end = _extent(event)
            if event.style == ">" or "\n" in self.file.text[start:end].rstrip():
                dash = syntax.stray_dash(self.file, start, end) or syntax.deep_dash(self.file, start, end)
                if not event.style and dash is not None:
                    self.problems.error("構文", *dash)
                    continue
                self._error(
                    "構文",
                    "値が複数行にわたっています",
                    "「名前: |」と書いて改行し、次の行から字下げして書いてください（行は詰めてつながれます）",
                    event,
                )

    def _place(self, event: yaml.Event) -> Span:
        start = _marks(event)[0].index
        line_end = self.file.text.find("\n", start)
        return Span(self.file, start, len(self.file.text) if line_end < 0 else max(line_end, start + 1))

    def _error(self, code: str, message: str, cure: str, event: yaml.Event) -> None:
        start, end = _extent(event)
        line_end = self.file.text.find("\n", start)
        stop = end if line_end < 0 else min(end, line_end)
        self.problems.error(code, message, cure, Span(self.file, start, max(stop, start + 1)))


def _marks(event: yaml.Event) -> tuple[Mark, Mark]:
    """Where an event begins and ends; every event of a file has both."""
    assert event.start_mark is not None
    assert event.end_mark is not None
    return event.start_mark, event.end_mark


def _extent(event: yaml.Event) -> tuple[int, int]:
    """Offsets of the first character of an event and of the one behind its last."""
    start, end = _marks(event)
    return start.index, end.index


class _TooDeepError(Exception):
    """Nesting beyond MAX_DEPTH: already reported."""
