"""Text -> the stretches that no line end may part: a number with its sign, its decimals and the unit that counts it.

A councillor who meets 10,00 at the end of a line and 0 at the head of the next reads ten thousand less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.late.regex import regex

_SIGNS = "△▲±＋+－−-"
# Units of budgets, plans and lists of works (samples 001 to 004), the longer before what they begin with.
_UNITS = (
    *("十億円", "百万円", "千万円", "億円", "万円", "千円", "円", "千人", "万人", "人日", "人", "名"),
    *("％", "%", "‰", "ポイント", "倍", "割", "分", "秒", "時間", "時", "日間", "日", "週間", "年度", "年間", "年", "月"),
    *("か月", "ヶ月", "カ月", "箇月", "か年", "ヶ年", "カ年", "箇年", "か所", "ヶ所", "カ所", "箇所", "か国", "歳", "才"),
    *("件", "回", "戸", "世帯", "台", "校", "園", "棟", "社", "団体", "市町村", "市", "町", "村", "区", "条", "項", "号"),
    *("頁", "ページ", "位", "点", "本", "枚", "冊", "部", "隻", "頭", "羽", "基", "泊", "床", "席", "クラス", "チーム"),
    *("㎡", "㎢", "㎞", "㎏", "㏊", "ｈａ", "ha", "km2", "km", "kg", "kW", "MW", "cm", "mm", "m2", "m3", "m", "t", "℃", "トン", "ヘクタール"),
)  # fmt: skip
_DIGITS = "[0-9]+(?:[,.][0-9]+)*|[０-９]+(?:[，．,.][０-９]+)*"
# Brackets around a number stay with it.
_OPEN, _CLOSE = "（(〔［[【〈＜<「", "）)〕］]】〉＞>」"
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
# An era or a size before its number stays with it: R7年度, H30, A4, Ｒ７.
_PREFIX = "(?<![A-Za-z])[A-Za-z]{1,2}(?=[0-9])|(?<![Ａ-Ｚａ-ｚ])[Ａ-Ｚａ-ｚ]{1,2}(?=[0-9０-９])"
# The first year of an era is a number, too: 令和元年度.
_FIRST_YEAR = "(?<=[治正和成])元年(?:度|間)?"
# A minus between two numbers parts them: 12-34.
_BOX = regex(
    f"[{re.escape(_OPEN)}]*(?:(?<![0-9０-９A-Za-z])[{_SIGNS}]|{_PREFIX})?(?:(?:{_DIGITS})(?:(?:{_UNIT})(?![a-z]))?|{_FIRST_YEAR})[{re.escape(_CLOSE)}]*"
)
HAS_NUMBER = regex(f"[0-9０-９]|{_FIRST_YEAR}")


def boxes(text: str) -> Iterator[tuple[int, int]]:
    """Where each number begins and ends."""
    if HAS_NUMBER.search(text):
        yield from (found.span() for found in _BOX.finditer(text))
