"""Text -> the words in it that hold the place of others: 〇〇, 令和○年, 【要確認】, 見本太郎; what no signed paper may hold.

Only what is no word of any paper is found: 見本市 is a fair, 二〇〇五 a year, 一、〇〇〇円 an amount, 未定 in a sentence a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates.era import ERA_NAMES_PATTERN

# 印: marks that stand for words. 見本: a name of the shipped examples. 語: words that say that others are to come (未定).
Sort = Literal["印", "見本", "語"]


@dataclass(frozen=True, slots=True)
class Unfilled:
    """Characters `start` up to `end` of a text hold the place of others."""

    start: int
    end: int
    sort: Sort


# Kanji digits beside which a circle is a nought: 二〇〇五, 一、〇〇〇, 〇・〇〇三, 〇一二〇―〇〇〇―一二三.
_KANJI = "一二三四五六七八九十百千万億兆"
_JOINS = "、，,．・.―－ー‐-"
_NO_NOUGHT = rf"(?<![{_KANJI}〇○◯●])(?<![{_KANJI}〇○][{_JOINS}])"
_NO_NOUGHT_BEHIND = rf"(?![{_JOINS}]?[{_KANJI}])"
# 株式会社○○ and 〇〇市 alike; other marks only before what they can name: ×× says in a table that something is bad.
_CIRCLES = rf"{_NO_NOUGHT}(?:[〇○](?:[ 　]?[〇○])+|◯(?:[ 　]?◯)+|●(?:[ 　]?●)+){_NO_NOUGHT_BEHIND}"
_NAMED = "市|町|村|区|郡|県|都|府|圏域|地区|課|係|部|局|室|会|年|月|日|号|条|項|円|人|名|様|氏"
_OTHERS = rf"(?:×{{2,}}|✕{{2,}}|△{{2,}}|▲{{2,}}|□{{2,}}|■{{2,}}|◇{{2,}}|◎{{2,}}|☆{{2,}}|＊{{2,}}|＿{{2,}})(?={_NAMED})"
# One mark where a number must be: 令和○年○月, 第〇条, 金●円.
_ONE = "[〇○◯●△×□■＊＿]"
_IN_NUMBER = (
    rf"(?:{ERA_NAMES_PATTERN}){_ONE}(?=年)|(?<=年){_ONE}(?=月)|(?<=月){_ONE}(?=日)"
    rf"|(?<=第){_ONE}(?=条|項|号|回|期|次|章|議案)|(?<=金){_ONE}+(?=[{_KANJI}]*円)"
)
_LATIN = "A-Za-zＡ-Ｚａ-ｚ0-9０-９"
_CAPITALS = (
    rf"(?<![{_LATIN}_./@:#+\-])(?:[XＸ]{{2,}}|[xｘ]{{2,}}|YYYY|TBD|TBA|TODO(?!リスト))(?![{_LATIN}_@:/\-]|染色体|線|型)"
    rf"|(?<=20|２０)[XxＸｘ]{{2}}(?=年)|(?:{ERA_NAMES_PATTERN})[XxＸｘYyＹｙnN]{{1,2}}(?=年)|(?<=年)[XxＸｘ]{{1,2}}(?=月)|(?<=月)[XxＸｘ]{{1,2}}(?=日)"
)
_TO_COME = "要確認|要検討|要調整|要修正|要追記|要記入|確認中|調整中|検討中|協議中|作成中|未定|未確定|未記入|後日記入|後日追記|記入予定|仮置き|仮|ダミー|ダミーテキスト"
_SAID = "氏名|名前|職名|職氏名|首長名|首長の氏名|後任者の氏名|長の氏名|住所|所在地|年月日|締結日|日付|金額|市町村名|市名|町名|村名|団体名|相手方|番号|名称"
# What no 条 is headed: （名称） and （住所） are captions.
_SAID_ALONE = "氏名|職氏名|首長名|首長の氏名|後任者の氏名|長の氏名|市町村名"
_OPENS, _CLOSES = r"【［\[〔＜<《〈｛{≪«", r"】］\]〕＞>》〉｝}≫»"
_IN = f"[^{_OPENS}{_CLOSES}]"
# Words in brackets say that others are to come: alone, of something (日付未定), with more behind them (要確認：町長名), as what is asked of
# who writes (町名を記入してください). Names of things (事業名) are headings in 【】〔〕, and so held to be open only in other brackets.
_MARKED = (
    rf"[{_OPENS}](?:(?:{_SAID})?(?:{_TO_COME}|要相談|要・確認|差し?替え?)(?:[：:・、？?（( 　]{_IN}*)?|{_SAID}|入力|記入|ここに{_IN}*"
    rf"|{_IN}{{1,20}}を(?:入力|記入|記載|挿入)(?:してください|する(?:こと)?|のこと)?|●+|[A-ZＡ-Ｚ甲乙丙丁][市町村県])[{_CLOSES}]"
    rf"|[［\[＜<《〈｛{{≪«]{_IN}{{0,12}}(?:[一-鿿]名|氏名|年月日|金額|番号)[］\]＞>》〉｝}}≫»]"
)
# What is typed to see how it looks.
_TYPED = "あ{3,}|(?<![ァ-ヶー])ア{3,}"
_MARK = regex("|".join((_CIRCLES, _OTHERS, _IN_NUMBER, _CAPITALS, _MARKED, _TYPED)))

# The names of the shipped examples, and those that forms print in place of a name: 甲野太郎.
_GIVEN = "太郎|次郎|二郎|一郎|三郎|花子"
_SAMPLE = regex(
    rf"(?:見本|例示|記載例|サンプル|甲野|乙野|乙山|丙野|丙山)[ 　]?(?:{_GIVEN})|例示[市町村県]|見本[町村県](?!並み)|例示圏域"
    r"|(?<![ァ-ヶー])(?:サンプル|テスト)(?:市(?![場販])|町(?!内)|村)"
)
_TOWN = regex(r"(?:例示|見本|サンプル|テスト)[市町村県都区]")
# The towns of the shipped examples that are nowhere, whose heads bear names of examples for that reason. Source: sources/*/area.yaml.
_EXAMPLES = frozenset(
    [
        "海山市",
        "川田町",
        "森村",
        "潮見市",
        "花岡市",
        "川辺町",
        "山里町",
        "南浦村",
        "星川市",
        "月見町",
        "風早町",
        "雪野村",
        "花園村",
    ]
)


# Words that say so wherever they stand, and those that say it only of the whole text.
_OPEN = regex(
    rf"[（(](?:{_TO_COME})[）)]|(?<=[※←→：:])[ 　]?(?:{_TO_COME})(?![一-鿿々])|(?<![一-鿿々])要(?:確認|調整|修正|追記|検討)(?![一-鿿々])"
)
_ALONE = regex(rf"[ 　]*[（(]?(?:{_TO_COME}|(?<=[（(])(?:{_SAID_ALONE})(?=[）)]))[）)]?[ 　。]*")
_NO_NAME = regex(rf"[（(【［]?(?:{_TO_COME}|{_SAID}|空席|後任者|未決定)[）)】］]?|[（(【［]?[〇○◯●].*")
_TWO_CIRCLES = regex("[〇○◯●×]{2}")
_SAMPLE_NAME = regex(r"[ 　]*(?:見本|例示|記載例|サンプル|テスト)")
# What any of these holds: most texts hold none of it.
_HINT = regex(
    rf"[〇○◯●×✕△▲□■◇◎☆＊＿XxＸｘ【［\\[〔＜<《〈｛{{≪«]|[（(](?:{_SAID_ALONE})|YYYY|TB[DA]|TODO|見本|例示|記載例|サンプル|テスト|[甲乙丙][野山]|あああ|アアア"
    rf"|{_TO_COME}|(?:{ERA_NAMES_PATTERN})[YyＹｙnN]"
)


def unfilled(text: str) -> tuple[Unfilled, ...]:
    """What holds the place of other words in a text that is printed, in its order."""
    return tuple(sorted(_found(text), key=lambda one: one.start)) if _HINT.search(text) else ()


def unfilled_name(name: str) -> Sort | None:
    """What stands where a person signs and is no name (（後任者の氏名）, 未定), or that of an example (見本太郎); None for a name."""
    if _SAMPLE_NAME.match(name) or any(one.sort == "見本" for one in unfilled(name)):
        return "見本"
    bare = name.strip(" 　")
    return "語" if _NO_NAME.fullmatch(bare) or _TWO_CIRCLES.search(bare) else None


def is_sample_town(name: str) -> bool:
    """Whether a municipality is one that there is only in examples: the example itself is not told of its names."""
    return name in _EXAMPLES or _TOWN.fullmatch(name) is not None


def _found(text: str) -> Iterator[Unfilled]:
    marks = [match.span() for match in _MARK.finditer(text)]
    yield from (Unfilled(start, end, "印") for start, end in marks)
    samples = (match.span() for match in _SAMPLE.finditer(text))
    yield from (Unfilled(start, end, "見本") for start, end in samples)
    whole = _ALONE.fullmatch(text)
    said = (m.span() for m in ((whole,) if whole is not None else _OPEN.finditer(text)))
    yield from (Unfilled(s, e, "語") for s, e in said if not any(s < end and start < e for start, end in marks))
