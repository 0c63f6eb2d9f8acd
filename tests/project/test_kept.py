"""What documents of one master share says the same, of the same characters of the source, as what each makes for itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Problems, Rejected
from pipeline.diagnostics.render import human
from pipeline.galley import Galley
from pipeline.galley.blocks import paras
from pipeline.project import compiling
from pipeline.project.load import SourceDocument
from pipeline.project.session import Session
from pipeline.tree.nodes import text_of
from pipeline.tree.refer import BoundDocument
from tests.examples import examples
from tests.workshop import ROOT, messages

HEAD = """\
種別: 連携協約書
題名: 連携協約書
協約名: "{{ 甲 }}及び{{ 乙 }}の協約"
締結日: 令和元年12月25日
当事者: { 甲: 青森市, 乙: [平内町, 今別町, 蓬田村, 外ヶ浜町] }
"""
PARTNERS = ("平内町", "今別町", "蓬田村", "外ヶ浜町")
# What texts of one paper are made of: names, numbers, citations that bind; and what may be told or refused.
PIECES = (
    "甲及び乙は、協力する。",
    "{{ 乙 }}の区域",
    "{{ 甲 }}",
    "{{ 通数 }}通",
    "{{ 締結日 }}から",
    "{{ 圏域 }}の取組",
    '{{ 引用("一") }}の規定',
    '{{ 引用("二") }}の定め',
    "第1条及び第2条に定める",
    "第2条に規定する者に、同条の",
    "同じ語",
)
SAID = (
    "{{ 圏域 }}（以下「圏域」という。）",
    "圏域の取組",
    "（以下「事業」という。）",
    "前条の規定により",
    "次項において同じ。",
    "別表のとおり",
    "{{ 乙 | 全角 }}",
)
texts = st.builds(
    lambda pieces, said: "".join([*pieces, *said]),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=3),
    st.integers(0, 59).flatmap(lambda n: st.just(()) if n else st.sampled_from(SAID).map(lambda piece: (piece,))),
)
differences: st.SearchStrategy[dict[str, str]] = st.one_of(
    st.just({}),
    st.dictionaries(st.sampled_from(PARTNERS), st.sampled_from(("除く", "だけ")), max_size=2),
)


def quoted(text: str) -> str:
    return "'" + text + "'"


@st.composite
def articles(draw: st.DrawFn) -> list[str]:
    """条 with 項 and 号, some of which only some partners have."""
    lines = ["条:"]
    for n in range(draw(st.integers(2, 4))):
        lines.append(f"  - 見出し: {quoted(draw(st.sampled_from(('目的', '{{ 乙 }}の役割', '費用'))) + str(n))}")
        lines += [f"    キー: {'一二三四'[n]}"] if n < 2 or draw(st.booleans()) else []
        lines += [f"    相手方別: {{ {who}: {how} }}" for who, how in list(draw(differences).items())[:1] if n > 1]
        lines.append("    項:")
        for _ in range(draw(st.integers(1, 3))):
            lines.append(f"      - 本文: {quoted(draw(texts))}")
            if draw(st.booleans()):
                other = draw(st.sampled_from(PARTNERS))
                lines.append(f"        相手方別: {{ {other}: {{ 本文: {quoted(draw(texts))} }} }}")
            if draw(st.booleans()):
                lines.append("        号:")
                lines += [f"          - 本文: {quoted(draw(texts))}" for _ in range(draw(st.integers(1, 2)))]
    return lines


@st.composite
def schedules(draw: st.DrawFn) -> list[str]:
    """別表 with the roles of both parties, some of which differ."""
    lines = ["別表:"]
    for n in range(draw(st.integers(1, 2))):
        lines += [f"  - 見出し: {quoted(draw(st.sampled_from(('取組', '{{ 乙 }}の取組'))) + str(n))}", "    関係: 一"]
        lines.append("    施策:")
        for row in range(draw(st.integers(1, 3))):
            lines.append(f"      - 連携施策: {quoted(draw(texts) + str(row))}")
            lines.append(f"        取組内容: {quoted(draw(texts))}")
            lines.append(f"        役割: {{ 甲: {quoted(draw(texts))}, 乙: {quoted(draw(texts))} }}")
            lines += [
                f"        相手方別: {{ {who}: {how} }}" for who, how in list(draw(differences).items())[:1] if row
            ]
    return lines


@st.composite
def masters(draw: st.DrawFn) -> str:
    """A paper for four partners."""
    lines = [f"前文: {quoted('{{ 甲 }}（以下「甲」という。）及び{{ 乙 }}（以下「乙」という。）は、' + draw(texts))}"]
    if draw(st.booleans()):
        lines += ["相手方別:", f"  {draw(st.sampled_from(PARTNERS))}: {{ 締結日: 令和2年4月15日 }}"]
    lines += [
        *draw(articles()),
        *(draw(schedules()) if draw(st.booleans()) else []),
        "末文: '本書{{ 通数 }}通を作成する。'",
    ]
    return HEAD + "\n".join(lines) + "\n"


Made = tuple[BoundDocument, Galley]


def made(original: SourceDocument, partner: str, kept: compiling.Kept | None) -> tuple[Made | None, list[str]]:
    """A document, None if it was refused, and all that was said."""
    problems = Problems()
    try:
        bound, particulars = compiling.bind(original, partner, problems, kept)
        assert bound.words == tuple(text_of(stretch) for stretch in bound.stretches)
        found: Made | None = bound, compiling.composed(original, bound, particulars, kept)
    except Rejected:
        found = None
    return found, [human(each) for each in problems.found]


def places(galley: Galley) -> Iterator[tuple[str, object]]:
    """Every run, and the very characters of the source that it came from."""
    for part in galley.parts:
        for para in paras(part.blocks):
            for run in (*para.label, *para.runs):
                origin = run.origin
                yield run.text, None if origin is None else (id(origin.written), origin.start, origin.end)


def compare(original: SourceDocument, order: list[tuple[str, bool]], begun: int = 0) -> int:
    """Makes documents with what others left, and alone; how many were made.

    `order`: whether something is said of a galley. `begun`: how many documents were made before, which said nothing.
    """
    count, kept = 0, compiling.Kept(documents=begun)
    for partner, said in order:
        kept.begin()
        found, words = made(original, partner, kept)
        alone, expected = made(original, partner, None)
        assert expected == words
        assert (alone is None) == (found is None)
        if found is not None and alone is not None:
            assert alone == found
            assert list(alone[0].positions.items()) == list(found[0].positions.items())
            assert list(places(alone[1])) == list(places(found[1]))
            blocks = [id(block) for part in found[1].parts for block in part.blocks]
            assert len(blocks) == len(set(blocks)), "two that say the same stay two"
            count += 1
        if said:
            kept.blocks.forget()
    return count


def loaded(root: Path, source: str) -> SourceDocument | None:
    folder = root / "sources" / "aomori"
    folder.mkdir(parents=True)
    (root / "sources" / "profiles").symlink_to(ROOT / "sources" / "profiles")
    (folder / "area.yaml").write_bytes((ROOT / "sources/aomori/area.yaml").read_bytes())
    (folder / "k.yaml").write_text(source, encoding="utf-8")
    problems = Problems()
    original = Session(root).load(folder / "k.yaml", problems)
    assert original is not None, messages(problems)
    return original


@settings(max_examples=examples(150), deadline=None)
@given(
    masters(),
    st.lists(st.tuples(st.sampled_from(PARTNERS), st.booleans()), min_size=3, max_size=7),
    st.sampled_from((0, 0, 47, 48)),
)
def test_documents_of_one_master_say_the_same_alone_and_among_others(
    source: str, order: list[tuple[str, bool]], begun: int
):
    with TemporaryDirectory() as folder:
        original = loaded(Path(folder), source)
        assert original is not None
        compare(original, order, begun)


def test_most_masters_of_these_tests_are_papers():
    """What is refused both ways shows little."""
    source = HEAD + "前文: '{{ 甲 }}（以下「甲」という。）及び{{ 乙 }}（以下「乙」という。）は、'\n条:\n"
    source += "  - { 見出し: 一, 本文: 甲及び乙は、協力する。 }\n末文: '本書{{ 通数 }}通を作成する。'\n"
    with TemporaryDirectory() as folder:
        original = loaded(Path(folder), source)
        assert original is not None
        assert 8 == compare(original, [(partner, False) for partner in PARTNERS * 2])


@pytest.mark.parametrize("first", PARTNERS[:2])
def test_what_is_said_of_one_partner_is_said_of_each(first: str):
    """A term that is never used is told of every document, whoever was made before."""
    source = (
        HEAD
        + "前文: '{{ 甲 }}（以下「甲」という。）及び{{ 乙 }}（以下「乙」という。）は、甲乙（以下「両者」という。）は、'\n条:\n"
    )
    source += "  - { 見出し: 一, 本文: 甲及び乙は、協力する。 }\n末文: '本書{{ 通数 }}通を作成する。'\n"
    with TemporaryDirectory() as folder:
        original = loaded(Path(folder), source)
        assert original is not None
        kept = compiling.Kept()
        for partner in (first, *PARTNERS, first):
            _, words = made(original, partner, kept)
            assert 1 == len(words), words


def test_a_fault_that_is_printed_twice_is_told_to_every_partner():
    """The title stands on the cover and above the text; the second time nothing new is said of it."""
    source = HEAD.replace("題名: 連携協約書", "題名: '{{ 丙 }}の協約書'").replace(
        '協約名: "{{ 甲 }}及び{{ 乙 }}の協約"\n', ""
    )
    source += "前文: '{{ 甲 }}（以下「甲」という。）及び{{ 乙 }}（以下「乙」という。）は、'\n条:\n"
    source += "  - { 見出し: 一, 本文: 甲及び乙は、協力する。 }\n末文: '本書{{ 通数 }}通を作成する。'\n"
    with TemporaryDirectory() as folder:
        original = loaded(Path(folder), source)
        assert original is not None
        kept = compiling.Kept()
        for partner in PARTNERS:
            found, words = made(original, partner, kept)
            assert found is None
            assert 1 == len(words)
            assert "丙" in words[0]
