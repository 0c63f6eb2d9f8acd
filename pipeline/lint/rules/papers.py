"""Rules of whole papers: annexes that are not there, 記 without items, words for times, mixed widths, titles of address.

Sources: 公用文作成の考え方 (令和4年1月7日文化審議会建議) Ⅰ-3, Ⅱ-6; 法制執務の慣行; 文書事務の慣行 (記・以上, 敬称).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from pipeline.late.regex import regex
from pipeline.lint.mixture import places, strays
from pipeline.lint.passage import Passage, Sheet
from pipeline.lint.rule import CLAUSES, EVERYWHERE, LEGAL, Hit, Rule

_MANNER = "公用文作成の考え方（令和4年1月7日文化審議会建議）"
_LEGISLATION = "法制執務の慣行"


def _widths(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    """Digits of both widths in a paper that has no house style of its own."""
    if sheet.bound:
        return
    found = [(passage, match, _HALF.search(match[0]) is not None) for passage, match in places(_NUMBER, sheet)]
    ways = ([(p, m, is_half) for p, m, is_half in found if is_half != wanted(m[0])] for wanted in _WAYS)
    for passage, match, is_half in min(ways, key=len):  # the paper means the way from which least strays
        right = match[0].translate(_TO_FULL if is_half else _TO_HALF)
        yield passage, Hit(*match.span(), "全角の数字と半角の数字が混ざっています", right)


# 18,234 and 0.5 are numbers of more than one digit.
_NUMBER = regex("[0-9]+(?:[,.][0-9]+)*|[０-９]+(?:[，．,.][０-９]+)*")
_HALF = regex("[0-9]")
# Which numbers are of half width: all, none, those of more than one digit (１桁は全角、２桁以上は半角).
_WAYS: tuple[Callable[[str], bool], ...] = (lambda _: True, lambda _: False, lambda number: len(number) > 1)


_TO_HALF = {ord(f): h for f, h in zip("０１２３４５６７８９", "0123456789", strict=True)}
_TO_FULL = {ord(h): f for f, h in zip("０１２３４５６７８９", "0123456789", strict=True)}

WIDTHS = Rule(
    id="公用文-032",
    title="数字の幅の混在",
    authority=f"{_MANNER}Ⅰ-3",
    why="全角と半角が混ざると、検索や照合で見落とします。",
    weight="注意",
    wrong=("令和6年４月１日から7年3月31日まで", "10人又は１５人", "第3条及び第１２条"),
    right=("令和6年4月1日から", "令和６年４月１日から", "１人から10人まで", "令和２年の8,105人から0.5％"),
    look_at_all=_widths,
    roles=EVERYWHERE,
)

_ANNEX = regex(
    r"(別紙|別表|別記|様式|参考資料)(第?[0-9０-９一二三四五六七八九十]*号?)(?=の(?:とおり|内容|様式)|に(?:掲げる|定める|記載)|により)"
)


def _annexes(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    if not sheet.structured or sheet.bound:
        return
    heads = {p.text.strip(" 　（）()")[:2] for p in sheet.passages if p.role == "見出し"}
    for passage in sheet.passages:
        for match in _ANNEX.finditer(passage.masked):
            if match[1][:2] not in heads:
                yield passage, Hit(*match.span(), f"「{match[0]}」が、この文書に付いていません")


ANNEXES = Rule(
    id="公用文-049",
    title="付いていない別紙・別表",
    authority=_LEGISLATION,
    why="議案に別紙が付いていなければ、議決した内容が定まりません。",
    weight="エラー",
    wrong=(
        "第1条　役割分担は、別表のとおりとする。",
        "第2条　様式は、別記の様式による。\n第3条　費用は、別紙に定める。",
        "第1条　参考資料に掲げる事業を行う。",
    ),
    right=(
        "第1条　役割分担は、別表のとおりとする。\n別表（第1条関係）",
        "別紙のとおり申請する。",
        "第1条　別に定める。",
    ),
    look_at_all=_annexes,
    groups=LEGAL,
)


def _listed(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    """記 with nothing below it, or without 以上 at the end."""
    lines = [p for p in sheet.passages if p.role not in {"欄", "欄名"}]
    for n, passage in enumerate(lines):
        if passage.text.strip(" 　") != "記":
            continue
        below = lines[n + 1 :]
        if not below:
            yield passage, Hit(0, len(passage.text), "「記」の下に、書くべき事項がありません")
        elif not any(re.sub("[ 　]", "", p.text) == "以上" for p in below):
            yield passage, Hit(0, len(passage.text), "「記」で始めた事項の終わりに「以上」がありません")


LISTED = Rule(
    id="公用文-050",
    title="「記」と「以上」",
    authority="文書事務の慣行",
    why="「記」の下に事項を並べ、その終わりに「以上」を置いて、後から書き足せないようにします。",
    weight="注意",
    wrong=("次のとおり通知します。\n記", "記\n1　日時　4月1日", "次のとおりとする。\n　記　\n（1）　名称"),
    right=("記\n1　日時　4月1日\n以上", "記念式典", "記\n1　場所\n　　　以　上"),
    look_at_all=_listed,
    roles=EVERYWHERE,
)


def _item_classes(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    """Items of one paragraph of which some end in こと and others in a noun."""
    run: list[Passage] = []
    for passage in (*sheet.passages, None):
        if passage is not None and passage.role == "号":
            run.append(passage)
            continue
        yield from _odd_ones(run)
        run = []


def _odd_ones(run: list[Passage]) -> Iterator[tuple[Passage, Hit]]:
    ends = ["こと" if re.search(r"こと。?\Z", p.text.rstrip()) else "名詞" for p in run]
    counts = Counter(ends)
    if len(run) < 3 or len(counts) < 2 or min(counts.values()) != 1:
        return
    odd = ends.index(min(counts, key=lambda kind: counts[kind]))
    words = run[odd].text.rstrip()
    yield run[odd], Hit(len(words) - 1, len(words), "ほかの号と終わり方が違います（「こと」か名詞にそろえます）")


ITEMS = Rule(
    id="公用文-052",
    title="号の終わり方",
    authority=_LEGISLATION,
    why="「こと」で終わる号と名詞で終わる号が混ざると、並べた事項の性質がそろって見えません。",
    weight="参考",
    wrong=("(1)　医療の充実\n(2)　福祉の充実\n(3)　観光を振興すること。",) * 3,
    right=(
        "(1)　医療の充実\n(2)　福祉の充実",
        "(1)　協力すること。\n(2)　報告すること。\n(3)　負担すること。",
        "(1)　医療",
    ),
    look_at_all=_item_classes,
    groups=LEGAL,
    roles=frozenset({"号"}),
)


def _times(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    words = ("直ちに", "速やかに", "遅滞なく")
    there = [w for w in words if any(w in p.masked for p in sheet.passages)]
    if len(there) < len(words):
        return
    for passage in sheet.passages:
        for match in re.finditer("|".join(words), passage.masked):
            yield (
                passage,
                Hit(*match.span(), "「直ちに」「速やかに」「遅滞なく」が三つとも使われています（急ぐ程度の順です）"),
            )


TIMES = Rule(
    id="公用文-025",
    title="「直ちに・速やかに・遅滞なく」",
    authority="法令用語の書き方",
    why="急ぐ程度が違う語です。違いを意図しているかを確かめます。",
    weight="参考",
    wrong=("直ちに報告し、速やかに提出し、遅滞なく公表する。",) * 3,
    right=("直ちに報告する。", "速やかに報告し、遅滞なく公表する。", "報告する。"),
    look_at_all=_times,
    groups=LEGAL,
    roles=CLAUSES,
)


def _addressed(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    """様 and 殿 behind names at the ends of lines."""
    pattern = re.compile(
        r"(?:市|町|村|都|道|府|県|議)?[長員者]?[ 　]?[一-鿿々]{1,4}[ 　]?[一-鿿々]{0,4}[ 　]?(様|殿)[ 　]*\Z"
    )
    found = [(p, m) for p in sheet.passages if len(p.text.strip()) < 30 and (m := pattern.search(p.text)) is not None]
    for passage, match, usual in strays(found, lambda m: m[1]):
        yield (
            passage,
            Hit(*match.span(1), f"あて名の「様」と「殿」が混ざっています（多いのは「{usual}」です）", usual),
        )


ADDRESSED = Rule(
    id="公用文-058",
    title="「様」と「殿」",
    authority="文書事務の慣行",
    why="あて名によって敬称が違うと、差をつけたように読まれます。",
    weight="注意",
    wrong=("東谷町長　山田　一郎　様\n西川村長　川田　二郎　殿",) * 3,
    right=("東谷町長　山田　一郎　様\n西川村長　川田　二郎　様", "同様とする。", "御殿"),
    look_at_all=_addressed,
    roles=EVERYWHERE,
)

RULES = (WIDTHS, ANNEXES, LISTED, ITEMS, TIMES, ADDRESSED)
