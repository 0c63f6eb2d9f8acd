"""Running text -> the words in it that tell of money, of time, or of who acts, as they are written.

Looser than `scan`: nothing is parsed, so that a change of 13月 to 12月 is seen, too. Names are no days and no money: 四日市市,
五日市, 三日月町, 円山町, 月形町, 日野市. What looks like both (四月一日 is a family name as well) is a day.
"""

from __future__ import annotations

from pipeline.late.regex import regex
from pipeline.notation.dates.era import ERAS
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, NUMERALS

_ERA_NAMES = "|".join(era.name for era in ERAS)
_ERA_LETTERS = "".join(era.letter for era in ERAS)
# What stands in full width is written the same, place for place, so that widths make no difference.
_WIDE = str.maketrans({n + 0xFEE0: n for n in range(0x21, 0x7F)} | {"▲": "△", "￥": "¥", "\\": "¥"})

# Nothing is repeated without end: a run of thousands of figures, or of kanji, would be looked at anew from each of them.
_FIGURE = r"[0-9][0-9,.]{0,24}(?: ?[千百十万億兆](?:[0-9][0-9,]{0,24})?){0,12}"
# 円山, 円谷 and 円城寺 are names; 県内一円 is an area, of money it is 金一円 or 1円.
_YEN = r"円(?![山谷城覚光寺地町村市子])"
_AMOUNT = regex(
    rf"[△¥-]?{_FIGURE} ?{_YEN}(?:也)?|¥ ?[0-9][0-9,.]{{0,24}}"
    rf"|(?:金 ?)(?:[{NUMERALS}]{{1,24}}){_YEN}|(?![一壱]円)[{NUMERALS}]{{1,24}}{_YEN}|[年月日]額|時間額"
)

_KANJI = f"[{KANJI_NUMERALS}]{{1,9}}"
_FIGURES = "[0-9]{1,9}"
_NUMBER = f"(?:元|{_FIGURES}|{_KANJI})"
_BOUND = "(?:から|まで|以前|以後|以降|以内|以上|以下|未満|限り|前|後)?"
# 五月女 and 三日月 are names, 十日町 and 四日市 are towns; 千年 and 万年 alone are names as well.
_YEAR = r"年(?:度|間)?(?![生齢金])"
_MONTH = "月(?![女田町村市野夜晴岡形見])"
_DAY = "日間?(?![市町村月野向場])"
_REST_OF_DAY = f"(?:年度|(?:年 ?)?(?:{_NUMBER} ?月)?(?: ?{_NUMBER} ?日)?)"
_TIME = regex(
    rf"(?:(?:{_ERA_NAMES}) ?|(?<![A-Za-z0-9])[{_ERA_LETTERS}](?=[0-9]))(?:{_NUMBER}(?:[./][0-9]{{1,2}}){{2}}|{_NUMBER} ?{_REST_OF_DAY}){_BOUND}"
    rf"|[0-9]{{1,4}}[./][0-9]{{1,2}}[./][0-9]{{1,2}}{_BOUND}"
    rf"|{_NUMBER} ?[かカヵヶケ箇個] ?(?:年|月)間?{_BOUND}"
    rf"|(?:{_FIGURES}|{_KANJI}) ?月 ?(?:{_FIGURES}|{_KANJI}) ?日{_BOUND}"
    rf"|(?:{_FIGURES}|元|(?!千年){_KANJI}) ?{_YEAR}{_BOUND}|{_FIGURES} ?月{_BOUND}|{_KANJI}{_MONTH}{_BOUND}"
    rf"|{_FIGURES} ?日間?{_BOUND}|{_KANJI}{_DAY}{_BOUND}"
    rf"|(?:午[前後] ?)?{_NUMBER} ?(?:週間?|時間|分間|時(?!点|代)(?: ?{_NUMBER} ?分|半)?){_BOUND}"
    rf"|[毎翌同当各前昨来](?:年度?|月|週|日){_BOUND}|(?<!日)本(?:年度?|月|日){_BOUND}"
    rf"|年度[当初末]?{_BOUND}|[月年](?:末|初|始){_BOUND}|期間{_BOUND}|期限|期日|[月火水木金土日]曜"
    rf"|(?<=[のたるい])日(?:から|まで|以前|以後|以降|以内|前|後|(?=[にとの、。)）]))"
)

# 甲 of 甲府市 and 丁 of 2丁目 are no parties.
_PARTY = r"(?<![一-鿿々ァ-ヶー0-9])[甲乙丙丁戊己]{1,9}(?=[はがをにとのへもで、，,」・ 　)。:\n]|及び|又は|並びに|若しくは|から|より|協議|双方|両|間|$)"
_NAME = "(?:[一-鿿々〆ァ-ヶー〇]{1,16}|(?<![ぁ-ん])[ぁ-ん]{2,5})"
# 都市計画, 農村 and the 区分 of something name nobody; 市道, 町営, 村民 are of somebody who is named before.
_PLACE = (
    rf"(?!(?:都市|(?:農|漁|農山|農山漁)村)(?![町村])){_NAME}"
    r"(?:県|[市町村](?![道民営立場街税制])|市(?=立)|(?<!地)区(?![分域間画別]))"
)
_PERSON = r"(?:[ 　]{1,4}[^\s、。，（）()「」]{1,16}){1,2}"
_ACTOR = regex(rf"{_PARTY}|{_PLACE}(?:長{_PERSON}|長|議会)?|(?:[市町村区]長|知事|議長|管理者)(?:{_PERSON})?")


def amounts(text: str) -> list[str]:
    """Every amount of money, and units of money that stand alone (千円)."""
    return _AMOUNT.findall(text.translate(_WIDE))


def times(text: str) -> list[str]:
    """Every date, year, length of time, and word for a day that is counted from or to, with what bounds it (まで, 以内)."""
    return _TIME.findall(text.translate(_WIDE))


def actors(text: str) -> list[str]:
    """Every party by its letter, municipality by its name, and holder of an office."""
    return _ACTOR.findall(text.translate(_WIDE))
