"""Words of a location -> steps: 第3条の2第1項, 同項第2号イ, 第2条から第6条までの規定, 別表３(1)の表介護の項."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.amending.language.clauses import CHAPTER_WORDS, Location, Places, Span, Step, StepLevel
from pipeline.labels.marks import BRACKETED
from pipeline.late.regex import regex
from pipeline.notation.dates.era import ERA_NAMES_PATTERN
from pipeline.notation.numbers.numeral import KANJI_NUMERALS
from pipeline.provision.forms import name_at, related_at
from pipeline.provision.read import number_of
from pipeline.provision.unreadable import UnreadableError

_N = f"(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)"
_STEPS: tuple[tuple[StepLevel, re.Pattern[str]], ...] = (
    ("別表", regex(rf"別表(?:第({_N})((?:の{_N})*)(?![0-9０-９条項号]))?")),
    ("条", regex(rf"第({_N})条((?:の{_N})*)")),
    ("項", regex(rf"第({_N})項")),
    ("号", regex(rf"第({_N})号((?:の{_N})*)")),
    *((word, regex(rf"第({_N}){word}((?:の{_N})*)")) for word in CHAPTER_WORDS),
)
_SAMES: dict[str, StepLevel] = {
    "条": "条", "項": "項", "号": "号", "表": "表", "部": "部", "様式": "様式", "備考": "備考", "編": "編", "章": "章", "節": "節", "款": "款", "目": "目", "欄": "欄",
}  # fmt: skip
_SAME = regex("同(様式|備考|[条項号表欄編章節款]|部(?!分)|目(?!次))")
_CHAPTER_NAME = regex("の?[編章節款目]名")
_NAMED: dict[str, StepLevel] = {
    "題名": "題名", "目次": "目次", "前文": "前文", "末文": "末文", "本則": "本則", "附則": "附則",
    "の見出し": "見出し", "見出し": "見出し", "本文": "本文", "ただし書": "ただし書", "前段": "前段", "中段": "中段",
    "後段": "後段", "各号列記以外の部分": "柱書", "の各号列記以外の部分": "柱書", "各号": "各号",
}  # fmt: skip
_LETTERS = "[a-zａ-ｚ]"
_LABEL = regex(rf"[ァ-ヶｱ-ﾝ]|[(（](?:{_N}|[ァ-ヶｱ-ﾝ]|{_LETTERS}+)[)）]|{_LETTERS}{{1,6}}|{_N}")
_JOINT = regex("[、，]|及び|並びに")
_OTHER_PLACE = regex(rf"(?:[、，]|及び|並びに|から)(?=別表(?!第{_N}(?:の項|の欄))|附則|第{_N}条|同表)")
_ROW_RANGE = "の項までの規定"
_RANGE_END = regex("まで(?:の規定)?$")


# 第２条福祉部の項第１号: the table of a 条 that has one goes unnamed.
_BARE_TABLE = regex("(?!の(?:規定|表)|関係)[^「」、，]+?の[項部](?!から)")
_BESIDE_TABLE = regex("の?(表以外の部分)")
# 附則（平成20年規則第5号）第2項, 平成20年規則第5号の附則第2項: one of several.
_SUPPLEMENT = regex(rf"附則(?!の次に)({BRACKETED})?|((?:{ERA_NAMES_PATTERN})[^「」、，及並]{{1,40}}?第{_N}号)の?附則")
_CAPTIONED = regex("[（(]見出しを含む。(?:以下この条において同じ。)?[）)]")
# 第3条から第5条までの規定（見出しを含む。）: of each.
_ALL_CAPTIONED = regex("(?:の規定)?[（(](?:これらの(?:規定の)?)?見出しを含む。(?:以下[^（）()]*同じ。)?[）)]")
_SHARED_CAPTION = "の前の見出し"
# 様式第1号（裏）.
_SIDE = regex("[（(][表裏]面?[）)]")
# 2の項, 福祉の項から環境の項まで: rows of the table in scope; which they are only that table can tell.
_ROWS = regex("(?!同|別表|附則)[^「」]+の項(?:まで)?")


def read_places(words: str) -> Places:
    """One or more locations joined by 、 and 及び, ranges among them. Raises UnreadableError."""
    try:
        return _places(words)
    except UnreadableError:
        if _ROWS.fullmatch(words):
            return (Location((Step("行"),), words),)
        raise


def _places(words: str) -> Places:
    found: list[Location | Span] = []
    at = 0
    while True:
        location, at = _location(words, at)
        if words.startswith("から", at):
            last, at = _location(words, at + 2)
            if not words.startswith("まで", at):
                raise UnreadableError(words, f"「{words}」の「から」に対応する「まで」がありません")
            at += 2
            found.append(Span(location, last))
            if (m := _ALL_CAPTIONED.match(words, at)) and "これら" not in m[0]:
                found[-1], at = _captioned(found[-1]), m.end()
        elif words.startswith("以下", at):
            at += 2
            found.append(Span(location, None))
        else:
            found.append(location)
        if (m := _ALL_CAPTIONED.match(words, at)) and m.end() == len(words) and "これら" in m[0]:
            return tuple(_captioned(place) for place in found)
        if at == len(words) or words[at:] in ("の規定", "の様式"):
            return tuple(found)
        joint = _JOINT.match(words, at)
        if joint is None:
            raise UnreadableError(words, f"「{words}」の「{words[at:]}」を場所として読めません")
        at = joint.end()


def _captioned(place: Location | Span) -> Location | Span:
    if isinstance(place, Span):
        return Span(replace(place.first, captioned=True), place.last)
    return replace(place, captioned=True)


def read_scoped(words: str) -> Places:
    """Locations below one scope: 第4条中第2項及び第3項; without 中 as read_places has it."""
    for at in range(len(words) - 1, 0, -1):
        if words[at] != "中":
            continue
        try:
            scope, inner = _single(words[:at]), read_places(words[at + 1 :])
        except UnreadableError:
            continue
        if all(_is_bare(place) for place in inner) or _is_same_article(inner, scope):
            return (_below(inner[0], scope), *inner[1:])
    return read_places(words)


def _is_same_article(inner: Places, scope: Location) -> bool:
    """第3章中同条の前に: which of two 章 what is new belongs to, the 条 beside it being known."""
    (place, *others) = inner
    above = not scope.tail and all(step.level in CHAPTER_WORDS for step in scope.steps)
    return above and not others and isinstance(place, Location) and place == Location((Step("条", same=True),))


def _is_bare(place: Location | Span) -> bool:
    if isinstance(place, Span):
        return _is_bare(place.first) and (place.last is None or _is_bare(place.last))
    if not place.steps:
        return False
    first = place.steps[0]
    return first.level in ("条", "項", "号", "札", *CHAPTER_WORDS[1:]) and not first.same and not place.tail


def _below(place: Location | Span, scope: Location) -> Location | Span:
    if isinstance(place, Span):
        return Span(Location(place.first.steps, within=scope), place.last)
    return Location(place.steps, place.tail, scope)


def read_span(words: str) -> Span:
    """第5条から第7条まで, 第4条中第2項から第5項まで."""
    found = read_scoped(words)
    if len(found) != 1 or not isinstance(found[0], Span):
        raise UnreadableError(words, f"「{words}」を範囲として読めません")
    return found[0]


def read_place(words: str) -> Location:
    """Exactly one location, its scope (第4条中第3項) included."""
    found = read_scoped(words)
    if len(found) != 1 or isinstance(found[0], Span):
        raise UnreadableError(words, f"「{words}」は一つの場所ではありません")
    return found[0]


def _single(words: str) -> Location:
    found = read_places(words)
    if len(found) != 1 or isinstance(found[0], Span):
        raise UnreadableError(words, f"「{words}」は一つの場所ではありません")
    return found[0]


def _location(words: str, start: int) -> tuple[Location, int]:
    steps: list[Step] = []
    at = start
    while at < len(words):
        if steps and (m := _CAPTIONED.match(words, at)):
            return Location(tuple(steps), captioned=True), m.end()
        step, end = _step(words, at, steps)
        if step is None and steps and (m := _BARE_TABLE.match(words, at)) and not steps[0].same:
            step, end = Step("表", name=words[start:]), at
        if step is None:
            break
        steps.append(step)
        at = end
        if step.level in ("別表", "表", "部") or _is_row(step, words, at):
            other = _OTHER_PLACE.search(words, at) or _RANGE_END.match(words, at)
            end = other.start() if other else len(words.removesuffix("の規定") if words.endswith(_ROW_RANGE) else words)
            return Location(tuple(steps), words[at:end]), end
    if not steps:
        raise UnreadableError(words, f"「{words[start:]}」を場所として読めません")
    return Location(tuple(steps)), at


def _is_row(step: Step, words: str, at: int) -> bool:
    """同項 with something behind it that no 項 of a 条 has is a row of a table."""
    if step.same and step.level == "号" and words.endswith("の欄"):
        return not words.startswith("の", at)
    if not (step.same and step.level == "項") or at == len(words):
        return False
    rest = words[at:]
    return not (_JOINT.match(rest) or rest.startswith(("から", "第", "まで", *_NAMED)) or _LABEL.fullmatch(rest))


def _step(words: str, at: int, before: list[Step]) -> tuple[Step | None, int]:
    if m := _SAME.match(words, at):
        return (None, at) if before else (Step(_SAMES[m[1]], same=True), m.end())
    if not before and (m := _SUPPLEMENT.match(words, at)):
        return Step("附則", name=m[1] or m[2] or ""), m.end()
    if not before and (form := name_at(words, at)) is not None:
        return Step("様式", form.number, name=form.name), related_at(words, form.end)
    for level, pattern in _STEPS:
        if m := pattern.match(words, at):
            number = number_of(m[1], (m[2] or "") if pattern.groups > 1 else "") if m[1] else ()
            branches = m[2] if level == "別表" and m[1] else ""
            return Step(level, number, name=branches, digits=m[1] or "" if level == "別表" else ""), m.end()
    if before and before[-1].level in CHAPTER_WORDS and (m := _CHAPTER_NAME.match(words, at)):
        return Step("章名", name=m[0]), m.end()
    if before and before[-1].level == "様式" and (m := _SIDE.match(words, at)):
        return Step("面", name=m[0]), m.end()
    if before and words.startswith(_SHARED_CAPTION, at):
        return Step("見出し", name=_SHARED_CAPTION.removesuffix("見出し")), at + len(_SHARED_CAPTION)
    if before and (m := _BESIDE_TABLE.match(words, at)):
        return Step("柱書", name=m[1]), m.end()
    if before and before[-1].level in ("条", "項", "号") and words.startswith("の表", at):
        return Step("表"), at + len("の表")
    for word, level in _NAMED.items():
        if words.startswith(word, at) and (bool(before) or not word.startswith("の")):
            return Step(level), at + len(word)
    if (not before or before[-1].level in ("号", "札")) and (m := _LABEL.match(words, at)):
        return Step("札", name=m[0]), m.end()
    return None, at
