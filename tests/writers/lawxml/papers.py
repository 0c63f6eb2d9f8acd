"""Random papers of clauses for the writer of 法令標準XML: every form that the tree can take, references among them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.galley.compiled import Compiled
from pipeline.galley.compose import Particulars, compose
from pipeline.notation.house_style import House
from pipeline.notation.numbers.scheme import scheme
from pipeline.tree import nodes
from pipeline.tree.nodes import Inlines, Name, Path, Reference, Text
from pipeline.tree.number import number
from pipeline.tree.refer import BoundDocument, refer
from pipeline.tree.walk import Spot, rewrite

HOUSES = (
    House(),
    House(digits="full"),
    House(digits="full", numerals="kanji", subitems="iroha"),
    House(numerals="kanji"),
    House(comma="，"),
)
_SUBJECTS = (
    "甲は、",
    "乙は、",
    "甲及び乙は、",
    "圏域（以下「圏域」という。）において、",
    "髙橋𠮷田邸では、",
    "葛󠄀城市は、",
)
_DOES = ("相互に連携する", "予算の範囲内（毎年度の額をいう。）で負担する", "「うみ・まち・ひと」を結ぶ", "会議を開く")
_NOUNS = ("観光", "医療・福祉", "用語の意義", "地方財政法による負担金", "移住〔定住を含む〕", "産業の振興")
T = TypeVar("T")


def _inlines(words: str) -> Inlines:
    return (Text(words),)


def nouns() -> st.SearchStrategy[Inlines]:
    """Headings and captions."""
    return st.sampled_from(_NOUNS).map(_inlines)


def clauses() -> st.SearchStrategy[Inlines]:
    """One or two sentences, some with a name, an underline or a ただし書."""
    sentence = st.tuples(st.sampled_from(_SUBJECTS), st.sampled_from(_DOES)).map("".join)
    ending = st.sampled_from(
        ("。", "ものとする。", "。ただし、緊急のときは、この限りでない。", "。この場合において、協議する。")
    )
    plain = st.tuples(sentence, ending).map(lambda parts: _inlines("".join(parts)))
    named = st.tuples(sentence, ending).map(
        lambda p: (Name("辻󠄀", reading="つじ"), Text("と"), Text(p[0], emphasis="下線"), Text(p[1]))
    )
    return st.one_of(plain, plain, named)


def short() -> st.SearchStrategy[Inlines]:
    """The text of a 号 or a cell; some parted by an ideographic space."""
    return st.one_of(nouns(), clauses(), st.just(_inlines("山鹿市　鹿本町")))


@st.composite
def tables(draw: st.DrawFn) -> nodes.Table:
    """A table of one to four columns, with 帯, common heads, merged cells, notes."""
    width = draw(st.integers(1, 4))
    groups = draw(st.booleans()) and width > 2
    columns = tuple(
        nodes.Column(
            f"列{n}",
            _inlines(f"列{n}"),
            merged=n == 0 and draw(st.booleans()),
            groups=(_inlines("共通"),) if groups and n else (),
        )
        for n in range(width)
    )
    rows = []
    for n in range(draw(st.integers(1, 4))):
        if n and draw(st.integers(0, 5)) == 0:
            rows.append(nodes.Row(f"帯{n}", (nodes.cell(draw(nouns())),), "帯"))
            continue
        rows.append(nodes.Row(f"行{n}", tuple(draw(_cells()) for _ in range(width))))
    title = draw(st.one_of(st.just(()), nouns()))
    return nodes.Table(columns, tuple(rows), title, tuple(draw(st.lists(notes(), max_size=2))))


def _cells() -> st.SearchStrategy[nodes.TableCell]:
    numbered = st.lists(short(), min_size=1, max_size=3).map(
        lambda texts: tuple(nodes.CellLine(t, scheme("①"), n) for n, t in enumerate(texts, 1))
    )
    plain = st.lists(short().map(nodes.CellLine), min_size=1, max_size=3).map(tuple)
    points = st.lists(nouns(), min_size=1, max_size=2).map(
        lambda ts: tuple(nodes.CellLine(t, scheme("・"), n) for n, t in enumerate(ts, 1))
    )
    mixed = st.tuples(plain, numbered).map(lambda parts: (*parts[0], *parts[1]))
    return st.one_of(plain, plain, st.just(nodes.cell(())), numbered, points, mixed)


def notes() -> st.SearchStrategy[nodes.Notes]:
    """備考 or 注, of one text or more."""
    texts = st.lists(clauses(), min_size=1, max_size=3).map(tuple)
    return st.builds(nodes.Notes, st.sampled_from(("備考", "注")), texts)


@st.composite
def items(draw: st.DrawFn, depth: int = 0) -> tuple[nodes.Item, ...]:
    """号 with 細分 to some depth, branches, captions, texts behind."""
    made = []
    for n in range(draw(st.integers(1, 3))):
        below = draw(items(depth + 1)) if depth < 2 and draw(st.integers(0, 3)) == 0 else ()
        deleted = not below and draw(st.integers(0, 9)) == 0
        made.append(
            nodes.Item(
                f"{'細' * depth}号{n}",
                () if deleted else draw(short()),
                items=below,
                caption=draw(nouns()) if not deleted and draw(st.integers(0, 5)) == 0 else (),
                after=(draw(clauses()),) if below and draw(st.integers(0, 3)) == 0 else (),
                tables=(draw(tables()),) if not deleted and draw(st.integers(0, 9)) == 0 else (),
                branch=depth == 0 and n > 0 and draw(st.integers(0, 5)) == 0,
                deleted=deleted,
            )
        )
    return tuple(made)


@st.composite
def paragraphs(draw: st.DrawFn, most: int = 3) -> tuple[nodes.Paragraph, ...]:
    """項 with all that can stand below them."""
    made = []
    for n in range(draw(st.integers(1, most))):
        below = draw(items()) if draw(st.integers(0, 2)) == 0 else ()
        made.append(
            nodes.Paragraph(
                f"項{n}",
                draw(clauses()),
                items=below,
                caption=draw(nouns()) if n and draw(st.integers(0, 9)) == 0 else (),
                after=(draw(clauses()),) if draw(st.integers(0, 9)) == 0 else (),
                tables=(draw(tables()),) if draw(st.integers(0, 7)) == 0 else (),
                notes=(draw(notes()),) if draw(st.integers(0, 11)) == 0 else (),
            )
        )
    return tuple(made)


@st.composite
def articles(draw: st.DrawFn, prefix: str, most: int = 4) -> tuple[nodes.Article, ...]:
    """条, some without 見出し, some branches, some deleted."""
    made = []
    for n in range(draw(st.integers(1, most))):
        deleted = n > 0 and draw(st.integers(0, 9)) == 0
        made.append(
            nodes.Article(
                f"{prefix}{n}",
                draw(st.one_of(nouns(), nouns(), st.just(()))) if not deleted else (),
                () if deleted else draw(paragraphs()),
                branch=n > 0 and draw(st.integers(0, 5)) == 0,
                deleted=deleted,
            )
        )
    return tuple(made)


@st.composite
def _mains(draw: st.DrawFn) -> tuple[nodes.Block, ...]:
    match draw(st.sampled_from(("条", "条", "章", "節", "編", "項"))):
        case "項":
            return (nodes.Article("本則", (), draw(paragraphs()), bare=True),)
        case "条":
            return draw(articles("条", 5))
        case "章":
            return tuple(b for n in range(draw(st.integers(1, 3))) for b in draw(_chapter("章", f"章{n}")))
        case "節":
            return tuple(b for n in range(2) for b in draw(_chapter("章", f"章{n}", "節")))
        case _:
            return tuple(b for n in range(2) for b in draw(_chapter("編", f"編{n}", "章")))


@st.composite
def _chapter(
    draw: st.DrawFn, level: nodes.ChapterLevel, key: str, below: nodes.ChapterLevel | None = None
) -> tuple[nodes.Block, ...]:
    head = nodes.Chapter(key, level, draw(nouns()))
    if below is None:
        return (head, *draw(articles(f"{key}条", 2)))
    return (head, *(b for n in range(2) for b in draw(_chapter(below, f"{key}{below}{n}"))))


@st.composite
def supplements(draw: st.DrawFn) -> nodes.Supplement:
    """附則 of 項 or of 条."""
    title = draw(st.sampled_from(((), _inlines("（令和3年3月25日）"))))
    if draw(st.booleans()):
        return nodes.Supplement("附則", title, (nodes.Article("#", (), draw(paragraphs(2)), bare=True),))
    return nodes.Supplement("附則", title, draw(articles("附条", 2)))


@st.composite
def _blocks(draw: st.DrawFn, depth: int, key: str) -> tuple[nodes.ScheduleBlock, ...]:
    """What stands in a 別表, or in a division of it; divisions come before tables or alone."""
    own = st.one_of(tables(), tables(), clauses().map(nodes.Lead), notes())
    if depth and draw(st.booleans()):
        sections = []
        for n in range(draw(st.integers(1, 2))):
            sign = draw(st.sampled_from((None, None, scheme("Ⅰ"), scheme(""))))
            sections.append(
                nodes.Section(f"{key}{n}", draw(nouns()), draw(_blocks(depth - 1, f"{key}{n}")), scheme=sign)
            )
        return (*sections, *draw(st.lists(tables(), max_size=1)))
    return tuple(draw(st.lists(own, min_size=1, max_size=3)))


def _signers() -> st.SearchStrategy[tuple[nodes.Signer, ...]]:
    first = nodes.Signer(
        "甲",
        _inlines("青森市長"),
        (Name("小野寺　晃彦"),),
        address=_inlines("青森市中央1丁目"),
        body=_inlines("青森市"),
    )
    second = nodes.Signer(
        "乙", _inlines("蓬田村長"), (Name("久慈修一"),), address=_inlines("蓬田村大字蓬田"), body=_inlines("蓬田村")
    )
    witness = nodes.Signer("", _inlines("知事"), (Name("宮下"),), heading=_inlines("立会人"))
    return st.sampled_from(((first, second), (first, second, witness), (replace(first, symbol=""), second)))


def _signatures() -> st.SearchStrategy[nodes.Signature]:
    lines = st.sampled_from(
        ((("職名",), ("氏名",)), (("住所",), ("名称",), ("職名", "氏名", "印")), (("職名", "氏名"),))
    )
    dates = st.sampled_from((_inlines("令和元年12月25日"), ()))
    return st.builds(nodes.Signature, dates, _signers(), lines, st.just(_inlines("㊞")), st.booleans())


@st.composite
def documents(draw: st.DrawFn) -> nodes.Document:
    """A whole paper, not yet numbered."""
    body: list[nodes.Block] = [nodes.Title(draw(nouns()))]
    if draw(st.integers(0, 5)) == 0:
        body.append(nodes.PublicationLine(_inlines("青森市告示第12号")))
    if draw(st.integers(0, 3)) == 0:
        body.append(nodes.DateLine(_inlines("令和元年12月25日")))
    body += [nodes.Preamble(text) for text in draw(st.lists(clauses(), max_size=2))]
    body += draw(_mains())
    ends: list[nodes.Block] = [nodes.Closing(text) for text in draw(st.lists(clauses(), max_size=1))]
    ends += draw(st.lists(_signatures(), max_size=1))
    own = draw(st.lists(supplements(), max_size=1))
    body += [*own, *ends] if draw(st.booleans()) else [*ends, *own]
    for n in range(draw(st.integers(0, 2))):
        heading = draw(st.one_of(st.just(()), nouns()))
        body.append(nodes.Schedule(f"表{n}", (), draw(_blocks(2, f"表{n}区分")), heading=heading))
    cover = nodes.Cover(_inlines("協約書"), _inlines("令和元年12月25日"), (_inlines("青森市"), _inlines("蓬田村")))
    return nodes.Document(
        "連携協約書",
        draw(st.sampled_from((None, cover))),
        tuple(body),
        captions_behind=draw(st.booleans()),
        numbered_firsts=draw(st.booleans()),
    )


@st.composite
def papers(draw: st.DrawFn) -> Compiled:
    """A compiled paper: some of its clauses cite others by key."""
    house = draw(st.sampled_from(HOUSES))
    document = draw(documents())
    positions = number(document, Problems()).positions
    known = [path for path, at in positions.items() if at.steps and not path[0].startswith("#")]

    def cite(inlines: Inlines, spot: Spot) -> Inlines:
        if spot.role not in ("項", "号") or draw(st.integers(0, 2)):
            return inlines
        return (Reference("/".join(draw(st.sampled_from(known)))), Text("に規定する"), *inlines) if known else inlines

    document = rewrite(document, cite)
    problems = Problems()
    bound = refer(number(document, problems), problems, house.subitems)
    assert not problems.errors, problems.errors
    particulars = Particulars("題名", "件名", "青森市", date(2019, 12, 25), "0" * 64)
    return Compiled(bound, compose(bound, house, particulars), house, particulars)


def cited(bound: BoundDocument) -> list[tuple[str, Path]]:
    """References of the clauses in reading order: their words and the one thing that each names."""
    found: list[tuple[str, Path]] = []

    def keep(inlines: Inlines, spot: Spot) -> Inlines:
        del spot
        found.extend((i.printed or "", i.targets[0]) for i in inlines if isinstance(i, Reference) and i.key is not None)
        return inlines

    rewrite(bound.document, keep)
    return found
