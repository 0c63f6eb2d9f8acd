"""Marks of papers of clauses -> nodes.

@番号 (1)/ア/(ア) | １． | 別表1 | 漢数字 | 算用数字     the labels of 号 and its 細分, of 項 and 別表, the numerals, and those of 別表, where they are not the house's
@公布行 文   @題名 文 | 標?   @日付 文   @前文 前文|一覧|制定文 | 文   @末文 文
@章目次 範囲 | 二条 | 附則? | 別表?
@記 文   @以上 文
@区分 章 | キー | 見出し
@条 キー | 枝番? | 削除? | 見出し, then its @項 キー | 見出し | 文; @本則 and @項 … where there is no 条
  @記書 記 | 以上?, @号 段 | キー | 枝番? | 削除? | 見出し | 文, its @号 of the next 段, then @後文 段 | 文 …, @表 段 …, @注 段 …
@附則 キー | 題 | 字?, then @項 … or @条 …; @略 項|条 | 数 where an extract leaves out so many of them
@締結日 文?, @記名欄 職名/氏名・印 | 印 | 空欄? | 電子署名欄?, then @記名行 文 … or @記名 記号 | 職名 | 氏名 | 住所 | 名称 | 見出し | 職名/氏名?
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from pipeline.notation.house_style import Numerals, OwnLabels, SupplementWord
from pipeline.tree.nodes import (
    Article,
    Chapter,
    ChapterContents,
    ChapterLevel,
    ClauseBlock,
    Closing,
    Cover,
    DateLine,
    Inlines,
    Item,
    Marker,
    Paragraph,
    Preamble,
    PublicationLine,
    Signature,
    Signer,
    SignerLines,
    SignerPart,
    Supplement,
    Title,
    text_of,
)
from pipeline.wording import schedules
from pipeline.wording.cursor import Cursor, key_of, origin_of
from pipeline.wording.ledger import WordingError
from pipeline.wording.prose import illustration

_NUMERALS: Mapping[str, Numerals] = {"算用数字": "arabic", "漢数字": "kanji"}
_SUPPLEMENTS: Mapping[str, SupplementWord] = {word: word for word in get_args(SupplementWord)}
_LEVELS: Mapping[str, ChapterLevel] = {level: level for level in get_args(ChapterLevel)}
_PARTS: Mapping[str, SignerPart] = {part: part for part in get_args(SignerPart)}


def cover(cursor: Cursor) -> Cover:
    """The 表紙 at the front."""
    title, day, *parties = cursor.take("表紙").fields
    office = cursor.take("表紙作成").fields[0] if cursor.name == "表紙作成" else ()
    picture = illustration(cursor, "表紙図版") if cursor.name == "表紙図版" else None
    return Cover(title, day, tuple(parties), office, picture)


def labels(cursor: Cursor) -> OwnLabels:
    """How the paper numbers its units."""
    items, paragraphs, schedules, numerals, annexes, supplement = map(text_of, cursor.take("番号").fields)
    ladder = tuple(items.split("/")) if items else ()
    return OwnLabels(
        ladder, paragraphs, schedules, _NUMERALS.get(numerals), _NUMERALS.get(annexes), _SUPPLEMENTS.get(supplement)
    )


def read(cursor: Cursor) -> ClauseBlock | None:
    """The node that begins at the front; None if the mark there is none of these."""
    match cursor.name:
        case "題名":
            text, *mark = cursor.take("題名").fields
            return Title(text, mark[0] if mark else ())
        case "公布行":
            return PublicationLine(cursor.one("公布行"))
        case "日付":
            return DateLine(cursor.one("日付"))
        case "前文":
            kind, text = cursor.take("前文").fields
            return Preamble(text, listed=text_of(kind) == "一覧", enacting=text_of(kind) == "制定文")
        case "記" | "以上" as role:
            return Marker(cursor.one(role), role)
        case "章目次":
            reach, pair, supplement, schedules_listed = map(text_of, cursor.take("章目次").fields)
            return ChapterContents(reach, pair, supplement != "", schedules_listed != "")
        case "区分":
            level, key, heading = cursor.take("区分").fields
            return Chapter(key_of(key, text_of(heading)), _LEVELS[text_of(level)], heading, origin=origin_of(heading))
        case "条":
            return _article(cursor)
        case "本則":
            cursor.take("本則")
            return _bare(cursor, "本則")
        case "附則":
            return _supplement(cursor)
        case "末文":
            return Closing(cursor.one("末文"))
        case "締結日":
            return _signature(cursor)
        case "別表":
            return schedules.schedule(cursor)
        case _:
            return None


def _article(cursor: Cursor, passed: int = 0) -> Article:
    key, branch, deleted, caption = cursor.take("条").fields
    paragraphs, left = _paragraphs(cursor)
    origin = origin_of(caption) or next((o for p in paragraphs if (o := origin_of(p.text)) is not None), None)
    return Article(
        key_of(key, text_of(caption)),
        caption,
        paragraphs,
        branch=_is_set(branch),
        deleted=_is_set(deleted),
        passed=passed,
        left=left,
        origin=origin,
    )


def _bare(cursor: Cursor, key: str) -> Article:
    """項 that stand below no 条."""
    paragraphs, left = _paragraphs(cursor)
    origin = origin_of(paragraphs[0].text) if paragraphs else None
    return Article(key, (), paragraphs, bare=True, left=left, origin=origin)


def _left_out(cursor: Cursor, level: str) -> int:
    """How many 項 or 条 an extract leaves out here."""
    n = 0
    while cursor.name == "略" and cursor.first == level:
        n += int(text_of(cursor.take("略").fields[1]))
    return n


def _paragraphs(cursor: Cursor) -> tuple[tuple[Paragraph, ...], int]:
    """The 項 of a 条 or of a text without them, and how many are left out behind the last."""
    made: list[Paragraph] = []
    passed = _left_out(cursor, "項")
    while cursor.name == "項":
        made.append(_paragraph(cursor, len(made) + 1, passed))
        passed = _left_out(cursor, "項")
    return tuple(made), passed


def _paragraph(cursor: Cursor, n: int, passed: int) -> Paragraph:
    key, caption, text = cursor.take("項").fields
    opening, ending = cursor.take("記書").fields if cursor.name == "記書" else ((), ())
    items = _items(cursor, 1)
    return Paragraph(
        key_of(key, text_of(caption) or f"#{n}"),
        text,
        items=items,
        caption=caption,
        after=_after(cursor, 0),
        tables=schedules.tables(cursor, 0),
        notes=schedules.notes(cursor, 0),
        opening=opening,
        ending=ending,
        passed=passed,
    )


def _items(cursor: Cursor, depth: int) -> tuple[Item, ...]:
    made: list[Item] = []
    while cursor.name == "号" and cursor.first == str(depth):
        _, key, branch, deleted, caption, text = cursor.take("号").fields
        made.append(
            Item(
                key_of(key, f"#{len(made) + 1}"),
                text,
                items=_items(cursor, depth + 1),
                caption=caption,
                after=_after(cursor, depth),
                tables=schedules.tables(cursor, depth),
                branch=_is_set(branch),
                deleted=_is_set(deleted),
            )
        )
    return tuple(made)


def _after(cursor: Cursor, depth: int) -> tuple[Inlines, ...]:
    if cursor.name != "後文" or cursor.first != str(depth):
        return ()
    return cursor.take("後文").fields[1:]


def _supplement(cursor: Cursor) -> Supplement:
    key, title, word = cursor.take("附則").fields
    articles: list[Article] = []
    if cursor.name == "項" or (cursor.name == "略" and cursor.first == "項"):
        articles.append(_bare(cursor, "附則"))
    left = _left_out(cursor, "条")
    while cursor.name == "条":
        articles.append(_article(cursor, left))
        left = _left_out(cursor, "条")
    origin = articles[0].origin if articles else None
    return Supplement(key_of(key, text_of(title)), title, tuple(articles), left, text_of(word), origin=origin)


def _signature(cursor: Cursor) -> Signature:
    fields = cursor.take("締結日").fields
    form, seal, unsigned, boxes = cursor.take("記名欄").fields
    lines = _lines(form)
    literal = tuple(cursor.one("記名行") for _ in cursor.each("記名行"))
    signers = []
    for _ in cursor.each("記名"):
        symbol, office, name, address, body, heading, own = cursor.take("記名").fields
        signers.append(Signer(text_of(symbol), office, name, address, body, heading, _lines(own)))
    day = fields[0] if fields else ()
    return Signature(day, tuple(signers), lines, seal, _is_set(unsigned), literal, _is_set(boxes))


def _lines(form: Inlines) -> SignerLines:
    """職名/氏名・印: what stands on each line."""
    words = text_of(form)
    return tuple(tuple(_part(word) for word in line.split("・")) for line in words.split("/")) if words else ()


def _part(word: str) -> SignerPart:
    if word not in _PARTS:
        raise WordingError(f"@記名欄 does not know {word}")
    return _PARTS[word]


def _is_set(field: Inlines) -> bool:
    return text_of(field) != ""
