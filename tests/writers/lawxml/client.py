"""Lawtext, the client that reads and writes 法令標準XML, and the schema v3 that comes with it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from tests.workshop import ROOT

HOME = Path(os.environ.get("LAWCHECK_HOME") or Path.home() / ".cache" / "lawcheck")
PACKAGE = HOME / "node_modules" / "lawtext"
_CONTAINER = re.compile(r"(?P<tag>[A-Za-z0-9]+)\[(?P<at>[0-9]+)\](?:\[num=(?P<num>[0-9_]+)\])?")
_WHITE = re.compile(r"\s")


def needed() -> None:
    """Skips where node or Lawtext is missing; fails there in CI."""
    missing = "node" if shutil.which("node") is None else "tools/lawcheck/setup.sh の Lawtext"
    if shutil.which("node") is not None and PACKAGE.is_dir():
        return
    if os.environ.get("CI"):
        pytest.fail(f"{missing} がありません")
    pytest.skip(f"{missing} がないので、法令標準XMLを読み手で確かめられません")


@dataclass(frozen=True, slots=True)
class Container:
    """A part of a law as Lawtext names it: its element, its place among its like, its Num."""

    tag: str
    at: int
    num: str | None


@dataclass(frozen=True, slots=True)
class Pointer:
    """A reference that Lawtext saw: its words, and the way to what it names (None: it does not know)."""

    words: str
    target: tuple[Container, ...] | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file: why it could not be read ("": it could), what came back, the references."""

    fault: str
    back: bytes
    pointers: tuple[Pointer, ...]


def schema() -> etree.XMLSchema:
    """The schema v3."""
    return etree.XMLSchema(etree.parse(str(PACKAGE / "bin" / "stdLaw.xsd")))


def words(data: bytes) -> str:
    """All words but the number of the law, white space apart."""
    root = etree.fromstring(data)
    for number in root.iter("LawNum"):
        number.text = ""
    return _WHITE.sub("", "".join(map(str, root.itertext())))


def readings(folder: Path, laws: Sequence[bytes]) -> list[Reading]:
    """Every law through Lawtext and back."""
    files = [folder / f"{n}.xml" for n in range(len(laws))]
    for file, data in zip(files, laws, strict=True):
        file.write_bytes(data)
    script = ROOT / "tools" / "lawcheck" / "lawtext.js"
    subprocess.run(
        ["node", str(script), str(folder), *map(str, files)],
        check=True,
        capture_output=True,
        env={**os.environ, "LAWCHECK_HOME": str(HOME)},
    )
    return [_reading(file.with_suffix("")) for file in files]


def _reading(stem: Path) -> Reading:
    fault, back, analysis = (stem.with_suffix(end) for end in (".error.txt", ".back.xml", ".analysis.json"))
    if fault.exists():
        return Reading(fault.read_text(encoding="utf-8"), b"", ())
    told = json.loads(analysis.read_text(encoding="utf-8"))
    return Reading("", back.read_bytes(), tuple(_pointers(told["pointerRangesList"])))


def _pointers(found: Sequence[dict[str, object]]) -> Iterator[Pointer]:
    for each in found:
        attributes = each["attr"]
        assert isinstance(attributes, dict)
        ranges = attributes.get("targetContainerIDRanges")
        target = None if ranges is None else tuple(_containers(json.loads(ranges)[0]["from"]))
        yield Pointer(_text(each), target)


def _containers(name: str) -> Iterator[Container]:
    for found in _CONTAINER.finditer(name):
        if found["tag"] not in ("MainProvision", "Part", "Chapter", "Section", "Subsection", "Division"):
            yield Container(found["tag"], int(found["at"]), found["num"])


def _text(node: object) -> str:
    if isinstance(node, str):
        return node
    assert isinstance(node, dict)
    return "".join(_text(child) for child in node.get("children", ()))
