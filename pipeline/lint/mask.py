"""Words -> the same with what no rule may judge blanked: quotations, names of laws, addresses of the web, marks of lists."""

from __future__ import annotations

from pipeline.late.regex import regex
from pipeline.lint.passage import MASK
from pipeline.notation.citation.short_names import INSIDE, OPEN
from pipeline.notation.dates.era import ERA_NAMES_PATTERN

_QUOTED = regex(r"「[^「」]*(?:「[^「」]*」[^「」]*)*」|『[^『』]*』")
_WEB = regex(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+|https?://[!-~]+|www\.[!-~]+")
# A law with its number: what stands before the bracket, back to where its name can begin.
_NUMBERED = regex(
    r"(?P<name>[^。（）()「」\n]{1,60}?(?:法|法律|条例|令|規則|規程|要綱|協定|協約))"
    rf"{OPEN}[ 　]?(?:{ERA_NAMES_PATTERN})[ 　]?[元0-9０-９一二三四五六七八九十]+[ 　]?年{INSIDE}*?第[ 　]?[0-9０-９一二三四五六七八九十百千]+[ 　]?号"
)
# Names of laws that hold 及び, 等 and the like and are cited without their number, too.
_LONG_NAMES = regex(
    r"[一-鿿ァ-ヶーの等・]{2,24}(?:及び|並びに|又は|若しくは|、)[一-鿿ァ-ヶーの等・（）()、及び]{1,40}に関する(?:特別措置)?法律?"
)
# Where the name of a law can begin: behind a particle or a mark.
_BEGINS = regex(
    r"(?:[はがをにで、]|(?<=[ぁ-ん])の|に基づき、?|により、?|及び|又は|並びに|若しくは)(?=[^はがをにで、]*\Z)"
)


def masked(text: str) -> str:
    """The text with MASK in place of quotations, names of laws and addresses; as long as before."""
    found = list(text)
    for pattern in (_QUOTED, _WEB):
        for match in pattern.finditer(text):
            inner = 1 if pattern is _QUOTED else 0
            _blank(found, match.start() + inner, match.end() - inner)
    for match in _NUMBERED.finditer(text):
        name = match["name"]
        begin = _BEGINS.search(name) if "に関する" not in name else None
        _blank(found, match.start() + (begin.end() if begin else 0), match.end("name"))
    for match in _LONG_NAMES.finditer(text):
        _blank(found, *match.span())
    return "".join(found)


def _blank(text: list[str], start: int, end: int) -> None:
    for at in range(start, end):
        if text[at] != "\n":
            text[at] = MASK
