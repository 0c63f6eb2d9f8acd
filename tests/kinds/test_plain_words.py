"""Whatever a clerk types plainly into any printed place of any kind of source is printed whole, or refused there."""

from __future__ import annotations

import shutil
import unicodedata
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Problems, Rejected, Written
from pipeline.project import compiling
from pipeline.project.session import Session
from pipeline.source import reader
from pipeline.source.grammar.eaten import quoted
from pipeline.source.nodes import Mapping, Node, Sequence
from pipeline.writers import text as writer
from tests.examples import examples
from tests.source.test_eaten import WORDS
from tests.workshop import ROOT

# What stands here is a sign that counts: (1) prints (3) in its place.
SIGNS = frozenset({"番号", "記号"})
MARK = "印印字印印"
# Papers of a session, books and sheets print what other documents tell: they are made by the project, not by themselves.
ASKING = {
    p.name
    for p in ROOT.glob("sources/*/*.yaml")
    if any(f"種別: {kind}\n" in p.read_text(encoding="utf-8") for kind in ("議会", "冊子", "控え票"))
}
SOURCES = [
    path.relative_to(ROOT).as_posix()
    for path in sorted(ROOT.glob("sources/*/*.yaml"))
    if path.name != "area.yaml" and path.parent.name != "profiles" and path.name not in ASKING
]


def values(node: Node) -> list[Written]:
    """Every value of a source but signs that count; keys left out."""
    match node:
        case Written():
            return [node] if node.text else []
        case Sequence(items=items):
            return [v for i in items for v in values(i)]
        case Mapping(entries=entries):
            return [v for e in entries if e.key.text not in SIGNS for v in values(e.value)]


@cache
def desk(source: str) -> Path:
    """A folder with the area of the source, to be written into."""
    root = Path(mkdtemp())
    folder = Path(source).parent
    shutil.copytree(ROOT / folder, root / folder)
    return root


def printed(source: str, text: str) -> tuple[str, Problems]:
    """What a source of these words prints, bare of blanks and width; what is wrong with it."""
    root, problems = desk(source), Problems()
    path = root / source
    path.write_text(text, encoding="utf-8")
    try:
        original = Session(root).load(path, problems)
        if original is None:
            return "", problems
        partner = original.partners[0] if original.partners else None
        galley = compiling.set_galley(original, partner, problems)
    except Rejected as rejected:
        return "", rejected.problems
    return bare(writer.write(galley).decode()), problems


def bare(text: str) -> str:
    """Less its blanks and widths, which houses decide, and the marks that they write in their way."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(str.maketrans("〜,.，、。", "~,.,,."))


@cache
def places(source: str) -> tuple[tuple[int, int], ...]:
    """Where a text stands in a source that prints as it is typed: extents of values, one line each."""
    whole = (ROOT / source).read_text(encoding="utf-8")
    node = reader.parse(whole.encode(), source, Problems())
    assert node is not None
    found: list[tuple[int, int]] = []
    every = values(node)
    for value in every[:: max(1, len(every) // 40)]:
        if "\n" not in whole[value.start : value.end] and len(found) < 12:
            said, problems = printed(source, f"{whole[: value.start]}{MARK}{whole[value.end :]}")
            if not problems.errors and MARK in said:
                found.append((value.start, value.end))
    return tuple(found)


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_has_places_to_try(source: str):
    assert len(places(source)) >= 3


@given(st.sampled_from(SOURCES), st.integers(0), WORDS, st.booleans())
@settings(max_examples=examples(120))
def test_any_words_in_any_place_are_printed_whole_or_refused(source: str, n: int, text: str, is_quoted: bool):
    spots = places(source)
    start, end = spots[n % len(spots)]
    whole = (ROOT / source).read_text(encoding="utf-8")
    typed = quoted(f"甲{text}乙") if is_quoted else f"甲{text}乙"

    said, problems = printed(source, whole[:start] + typed + whole[end:])

    told = bool(problems.errors) or any(d.code == "注釈" for d in problems.found)
    # Two blanks set off a comment, and 「: 」 and 「, 」 make groups and lists: that is how a source is written.
    meant = ("{{" in text and "}}" in text) or (not is_quoted and ("  #" in text or ": " in text or ", " in text))
    assert told or meant or bare(f"甲{text}乙") in said, (text, typed)
