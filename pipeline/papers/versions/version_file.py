"""An issued version (版) of a paper of any kind <-> the JSON file that keeps it: the whole galley, its event, a chain of hashes.

Each version names the file before it by its hash, so that an older one cannot be exchanged unseen. The hashes guard
against accidents, not against intent. One block of the paper stands on one line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from pipeline.galley.blocks import Galley
from pipeline.galley.printed import printed_lines
from pipeline.late.dataclass import dataclass
from pipeline.papers.changes import Report
from pipeline.papers.versions import galley_data
from pipeline.papers.versions.galley_data import DataError

FORM = "renkei 版 1"
SUFFIX = ".json"


class VersionError(Exception):
    """Why a file is no version, or not as it was written."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version as it was issued. `count` is its place among those of the document, `number` that of a bill (議案).

    `corrects`: it takes the place of one of the same name that was recorded by mistake. `before` is the hash of the file
    of the version before it ("": none), `sha256` that of this file.
    """

    document: str
    kind: str
    count: int
    name: str
    day: date
    galley: Galley
    number: str = ""
    corrects: bool = False
    before: str = ""
    changes: tuple[Mapping[str, object], ...] = ()
    sha256: str = ""

    @property
    def words_sha256(self) -> str:
        """The hash of the whole printed text."""
        return words_sha256(self.galley)


def words_sha256(galley: Galley) -> str:
    """The hash of every printed line of a paper, with its style and label."""
    return hashlib.sha256(json.dumps(printed_lines(galley), ensure_ascii=False).encode()).hexdigest()


def changes_of(report: Report) -> tuple[Mapping[str, object], ...]:
    """The list of changes that led to a version, as its file keeps it."""
    keys = ("id", "kind", "place_old", "place_new", "column", "old", "new")
    return tuple({key: asdict(entry)[key] for key in keys} for entry in report.entries)


def write(version: Version) -> str:
    """The file. The same version gives the same bytes."""
    head: dict[str, object] = {
        "形式": FORM,
        "文書": version.document,
        "種別": version.kind,
        "番号": version.count,
        "版": version.name,
        "日": version.day.isoformat(),
        "議案番号": version.number,
        "訂正": version.corrects,
        "前の版": version.before,
        "印刷の SHA-256": version.words_sha256,
    }
    content: dict[str, object] = head | {
        "前の版からの変更": list(version.changes),
        "版面": galley_data.told(version.galley),
    }
    lines = [f" {_said(key)}: {_said(value)}," for key, value in head.items()]
    lines += _listed("前の版からの変更", version.changes)
    page = galley_data.told(version.galley)
    parts = page.pop("部")
    assert isinstance(parts, list)
    notes = page.pop("脚注", None)
    lines.append(' "版面": {')
    lines += [f"  {_said(key)}: {_said(value)}," for key, value in page.items()]
    lines.append('  "部": [')
    for n, part in enumerate(parts):
        blocks = part["塊"]
        lines.append(f'   {{"名": {_said(part["名"])}, "横": {_said(part["横"])}, "塊": [')
        lines += [f"    {_said(b)}{',' if m < len(blocks) - 1 else ''}" for m, b in enumerate(blocks)]
        lines.append(f"   ]}}{',' if n < len(parts) - 1 else ''}")
    lines.append("  ]" if notes is None else f'  ], "脚注": {_said(notes)}')
    lines += [" },", f' "SHA-256": {_said(_hash(content))}']
    return "{\n" + "\n".join(lines) + "\n}\n"


def _listed(key: str, values: tuple[Mapping[str, object], ...]) -> list[str]:
    if not values:
        return [f" {_said(key)}: [],"]
    inner = [f"  {_said(v)}{',' if n < len(values) - 1 else ''}" for n, v in enumerate(values)]
    return [f" {_said(key)}: [", *inner, " ],"]


def _said(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _hash(content: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def is_version(text: str) -> bool:
    """Whether a JSON file says that it is a version, whatever it holds."""
    return f'"{FORM}"' in text[:200]


def read(text: str) -> Version:
    """The version in a file. Raises VersionError for another form, and for one that is not as it was written."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise VersionError("版のファイルとして読めません（JSONではありません）") from error
    if not isinstance(content, dict) or content.get("形式") != FORM:
        raise VersionError(f"版のファイルではありません（「形式」が「{FORM}」でない）")
    sha256 = content.pop("SHA-256", None)
    if _hash(content) != sha256:
        raise VersionError("版の中身が、記録した時のもの（SHA-256）と違います")
    try:
        galley = galley_data.read(content.get("版面"))
        made = Version(
            str(content["文書"]),
            str(content["種別"]),
            int(content["番号"]),
            str(content["版"]),
            date.fromisoformat(str(content["日"])),
            galley,
            str(content["議案番号"]),
            content["訂正"] is True,
            str(content["前の版"]),
            tuple(content["前の版からの変更"]),
            str(sha256),
        )
    except (DataError, KeyError, TypeError, ValueError) as error:
        raise VersionError(f"版のファイルの形が違います（{error}）") from error
    if made.words_sha256 != content.get("印刷の SHA-256"):
        raise VersionError("版の文が、その「印刷の SHA-256」と違います")
    return made
