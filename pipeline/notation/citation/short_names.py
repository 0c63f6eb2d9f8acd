"""How a text gives a short name to what it has just named: 青森市（以下「甲」という。）, in brackets of either width.

Source: 法制執務 on 略称 (括弧書の中の「以下「…」という。」); 称する, 呼ぶ and とする are what agreements write beside it.
"""

from __future__ import annotations

from pipeline.late.regex import regex

# Any of the brackets that texts are typed with, and what stands between two of them.
OPEN, CLOSE, INSIDE = "[（(]", "[）)]", "[^（）()]"
_SAID = "(?:という|と総称する|と略称する|と称する|と呼ぶ|とする)"
# A bracket that gives a short name; `within`: where alone it holds (以下この条において), `term`: the name. Old agreements
# write 甲 and 乙 without corner brackets (以下甲という。).
SHORT_NAME = regex(
    rf"{OPEN}[^（）()「」\n]*以下(?P<within>この[編章節款目条項号表]|この[附付]則|この別表)?[^（）()「」。\n]{{0,16}}"
    rf"「?(?P<term>(?<=「)[^「」\n]+(?=」)|[甲乙丙丁戊己庚辛壬癸])」?{_SAID}[^（）()\n]*{CLOSE}"
)
