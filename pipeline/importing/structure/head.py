"""Lines above the first clause -> cover, title, what a publication adds around it, date, parties, 前文."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.importing.paper import BLANKS, Line
from pipeline.importing.structure import contents, marks
from pipeline.importing.structure.draft import Draft, Particulars
from pipeline.importing.structure.sentences import opens_particulars, reads_as_heading
from pipeline.labels.marks import collection_mark
from pipeline.late.regex import regex
from pipeline.notation.citation.other_paper import amends_wholly
from pipeline.notation.dates import wareki
from pipeline.notation.dates.era import ERA_NAMES_PATTERN
from pipeline.notation.problem import NotationError
from pipeline.notation.text import letterspacing

_WORD = "(?:協約|協約書|協定|協定書|覚書|確認書|規約|契約書|協議書|要綱|要領|規程|規則|条例)"
_TITLE = regex(rf"[^。「」]*{_WORD}(?:\((?:案|変更|[^()]*写[^()]*)\))?(?:の(?:一部変更|変更))?")
_SORT = regex(f"(?:連携|形成)?{_WORD}")
_PUBLISHED = regex(
    r"(?:[^ ]{0,20}(?:告示|訓令|公告|公示|条例|規則|要綱|議決)(?:甲|乙)? ?第(?:[^ ]{1,6}| +)号.*|.*(?:改正|変更|施行|公布|締結|制定|廃止|適用|議決|告示|届出|公表|可決)\)?"
    rf"|(?:改正|変更|沿革|制定|最終改正|注|目次) .*|\(?(?:{ERA_NAMES_PATTERN}).*\)?)"
)
# What a paper that stands behind another one bears above its title.
_SHEET = regex("[(〔【\\[]?(?:別[記紙添]|付属書|資料)[0-9一二三四五六七八九十]*[)〕】\\]]?")
# 令和　年　月　日: a day that is left open.
_OPEN_DAY = regex(rf"(?:{ERA_NAMES_PATTERN})?[0-9○◯〇●元]{{0,4}}年[0-9○◯〇●]{{0,2}}月[0-9○◯〇●]{{0,2}}日")
_PARTY = regex(
    r"([^、，,「」()。 ]+?)(?:\([^()]*?\))?\(以下、?(?:これを)?「([甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥])」[^()]{0,12}\)"
)
_NAMED = regex(
    r"(?:^|[、,]|及び|と|並びに)([^、,。「」()と]+?)を「?([甲乙丙丁戊己庚辛壬癸])」?(?:[、,]|と[すし]て?|とし|及び)"
)
BODY = "(?:市|町|村|区|都|道|府|県|広域連合|広域行政組合|組合|企業団|広域市町村圏|協議会|公社|機構|大学|会社|法人)"
_ORDER = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
# ○○条例をここに公布する。: says that a rule is made known, and is no part of it.
_PROMULGATES = regex("[^。]*を(?:ここに)?(?:公布|公告|告示)する。")
# A title that needs two lines has one at least so long; a name with its 職名 is none.
_LONG_TITLE = 15
# A sentence (下記のとおり) stands above 記.
_LEAST_ABOVE = 2
# Where a title was parted: no line ends or begins so.
_GOES_ON = regex("(?:[のをにはがとへ、・]|及び|並びに|に関する|に係る|における|による)$")
# （ドローンを含む。） within a title.
_SENTENCE_WITHIN = regex(r"\(([^()「」]*)。\)")
_GOES_ON_FROM = regex("(?:の|を|に|及び|並びに|と)[^ぁ-ん]|に(?:関|係|お|よ)")
_OFFICE_END = regex("(?:長|知事)(?:[ \u3000]|$)")
_LEADING = regex("^(?:及び|並びに|と|又は|[、,])+")


def is_title(text: str) -> bool:
    """Whether a line is the name of a paper."""
    bare = marks.fold(letterspacing.collapse(text[len(collection_mark(text)) :])).strip()
    bare = _SENTENCE_WITHIN.sub(r"(\1)", bare.replace(" ", "") if len(bare) < 40 else bare)
    return len(bare) <= 90 and _TITLE.fullmatch(bare) is not None and not _PUBLISHED.fullmatch(bare)


def is_day(text: str) -> bool:
    """Whether a line is a date and nothing else; one with its numbers left open is one."""
    bare = marks.fold(text).replace(" ", "")
    if _OPEN_DAY.fullmatch(bare):
        return True
    try:
        wareki.parse_date(text)
    except NotationError:
        return False
    return True


def is_published(text: str) -> bool:
    """Whether a line says when and how a paper was published or changed."""
    bare = marks.fold(letterspacing.collapse(text.strip())).strip()
    return len(bare) < 60 and "。" not in bare and _PUBLISHED.fullmatch(bare) is not None


def read_head(lines: Sequence[Line], draft: Draft) -> None:
    """Puts the lines above the first clause where they belong; what belongs nowhere is left over."""
    found, below = _without_contents(lines, draft)
    lines = _with_whole_title(found, draft)
    titles = [n for n, line in enumerate(lines) if is_title(line.bare)]
    if not titles:
        _untitled(lines, below, draft)
        return
    first, at = titles[0], _title_at(lines, titles)
    between = lines[first + 1 : at]
    rest = lines[at + 1 :]
    if len(titles) > 1 and not all(
        is_title(x.bare) or is_day(x.bare) or _is_names(x, rest) or is_published(x.bare) for x in between
    ):
        at, between, rest = first, [], lines[first + 1 :]
    for line in lines[:first]:
        draft.above_title.append(line.bare)
        if not is_published(line.bare):
            draft.guess(f"題名の前の行を「公布」の「題名の前」に置きました: 「{line.bare[:30]}」", line)
    sign = collection_mark(lines[at].bare)
    if sign:
        draft.sign = sign.strip(BLANKS)
    draft.name = lines[at].bare[len(sign) :]
    draft.title = draft.name
    if first != at:
        _cover(lines[first], between, draft)
    _below_title(rest, min(below, len(rest)), draft)


def _title_at(lines: Sequence[Line], titles: Sequence[int]) -> int:
    """Which of the lines that read as titles is that of the paper: the last, but what a 例規集 marks or what says more than its sort.

    A 例規集 prints the sort (連携協約) below title and date, in the place of 告示第55号.
    """
    at = next((n for n in reversed(titles) if collection_mark(lines[n].bare)), titles[-1])
    while (
        at != titles[0]
        and _SORT.fullmatch(marks.fold(lines[at].bare))
        and all(is_day(x.bare) or is_published(x.bare) for x in lines[titles[titles.index(at) - 1] + 1 : at])
    ):
        at = titles[titles.index(at) - 1]
    return at


def _with_whole_title(lines: Sequence[Line], draft: Draft) -> list[Line]:
    """The lines with a title that stands on several as one."""
    made: list[Line] = []
    for line in reversed(lines):
        if made and _is_parted_title(line.bare, made[-1].bare):
            draft.guess(f"二行の題名をつなぎました: 「{made[-1].bare[:20]}」", made[-1])
            made[-1] = replace(line, text=line.bare + made[-1].bare)
        else:
            made.append(line)
    return made[::-1]


def _is_parted_title(above: str, below: str) -> bool:
    """Whether two lines are one title: the first goes on in the second, or names parties and ends with no sign."""
    folded = marks.fold(above)
    in_bracket = folded.rfind("(") > folded.rfind(")")
    behind = marks.fold(below).partition(")")[2] if in_bracket else below
    if not is_title(behind) or _OFFICE_END.search(above) or is_published(above):
        return False
    if re.search("[。()]", folded) and not in_bracket:
        return False
    parted = in_bracket or _GOES_ON.search(above) or _GOES_ON_FROM.match(below)
    names = len(above) >= _LONG_TITLE and re.search(BODY, above) and "、" not in above and not is_title(above)
    return bool(parted or names) and not is_day(above) and is_title(above + below)


def _untitled(lines: Sequence[Line], below: int, draft: Draft) -> None:
    if not lines:
        return
    which = "一行目"
    if len(lines) > 1 and _SHEET.fullmatch(marks.fold(lines[0].bare)) and reads_as_heading(lines[1].bare):
        draft.above_title.append(lines[0].bare)
        draft.guess(f"題名の前の行を「公布」の「題名の前」に置きました: 「{lines[0].bare}」", lines[0])
        lines, which = lines[1:], "次の行"
    draft.title = draft.name = lines[0].bare
    draft.guess(f"{which}を題名としました: 「{lines[0].bare[:30]}」", lines[0])
    _below_title(lines[1:], min(below, len(lines) - 1), draft)


def _is_names(line: Line, rest: Sequence[Line]) -> bool:
    """Whether a line is nothing but names that the 前文 knows."""
    words = "".join(x.text for x in rest)
    pieces = [p for p in re.split("[ 　\t・、]+", line.bare) if p]
    return bool(pieces) and all(p in words and len(p) < 30 for p in pieces) and "。" not in line.bare


def _cover(title: Line, between: Sequence[Line], draft: Draft) -> None:
    """A title page before the paper itself: its title, date and names."""
    days = [x for x in between if is_day(x.bare)]
    names = [x for x in between if not is_day(x.bare) and not is_title(x.bare) and not is_published(x.bare)]
    if len(days) == 1 and names and len(days) + len(names) == len(between):
        draft.has_cover = True
        draft.title = title.bare
        draft.day = days[0].bare
        draft.computed += [days[0].bare, *(x.bare for x in names)]
        return
    # No cover as a build prints it: the lines stay, as those that stand above the title.
    for line in (title, *between):
        draft.above_title.append(line.bare)
        draft.guess(f"題名の前の行を「公布」の「題名の前」に置きました: 「{line.bare[:30]}」", line)


def _without_contents(lines: Sequence[Line], draft: Draft) -> tuple[list[Line], int]:
    """The lines without those of a 目次, which are kept until the body is known, and how many stand below it."""
    at = next((n for n, x in enumerate(lines) if contents.begins(x.bare)), None)
    if at is None:
        return list(lines), len(lines)
    end = at + 1
    while end < len(lines) and contents.is_entry(lines[end].bare):
        end += 1
    draft.contents = list(lines[at:end])
    return [*lines[:at], *lines[end:]], len(lines) - end


def _below_title(lines: Sequence[Line], below: int, draft: Draft) -> None:
    """What stands between the title and the first clause: publication, date, 前文 with its list of members.

    What stands above the 目次 (all but the last `below` lines) is printed there again: as a 制定文.
    """
    published = _promulgated(lines, draft)
    text_at = next((n for n, x in enumerate(lines) if n >= published and _is_preamble(x.bare)), len(lines))
    last = max((n for n, x in enumerate(lines[:text_at]) if not is_day(x.bare)), default=-1)
    for n, line in enumerate(lines[:text_at]):
        bare = line.bare
        if is_day(bare) and not any(is_published(x.bare) and not is_day(x.bare) for x in lines[:text_at]):
            if n < last:  # a day that is printed of itself stands below all other lines
                draft.day = draft.day or bare
                draft.below_title.append(bare)
            elif not draft.day or _same(bare, draft.day):
                draft.place_day(bare, "題名の後")
            else:
                draft.below_title.append(bare)
        else:
            draft.below_title.append(bare)
            if not is_published(bare) and not is_day(bare):
                draft.guess(f"題名の後の行を「公布」の「題名の後」に置きました: 「{bare[:30]}」", line)
    held = _without_particulars(lines[text_at:], draft)
    above = max(len(lines) - below - text_at, 0)
    if above == 0:
        above = len([*takewhile(lambda line: amends_wholly(line.bare), held)])
    _preamble(held[:above], draft)
    draft.enacting = len(draft.preamble) if all(isinstance(each, str) for each in draft.preamble) else 0
    _preamble(held[above:], draft)


def _promulgated(lines: Sequence[Line], draft: Draft) -> int:
    """How many lines are of the promulgation: …をここに公布する。, and the title that a 例規集 says again below it."""
    found = next((n for n, x in enumerate(lines) if _PROMULGATES.fullmatch(marks.fold(x.bare))), None)
    at = 0 if found is None else found + 1
    again = next((n for n, x in enumerate(lines[at : at + 3], at) if _same(x.bare, draft.name)), None)
    return again + 1 if again is not None else at


def _without_particulars(lines: Sequence[Line], draft: Draft) -> Sequence[Line]:
    """The lines without 記, where the body stands right below it."""
    if len(lines) < _LEAST_ABOVE or not opens_particulars(lines[-1].bare):
        return lines
    draft.particulars = Particulars(lines[-1].bare)
    return lines[:-1]


def _is_preamble(text: str) -> bool:
    bare = marks.fold(text).strip()
    return (
        ("。" in bare and not bare.startswith("("))
        or "(以下" in bare
        or len(bare) > 60
        or bare.endswith(("、", "は、", "及び"))
    )


def _preamble(lines: Sequence[Line], draft: Draft) -> None:
    """The sentences of the 前文; lines of names in a row are a list, a cut sentence is joined."""
    names: list[str] = []
    for line in lines:
        text = line.bare
        if is_day(text):
            if draft.day and not _same(text, draft.day):
                draft.left_over.append(line)
            else:
                draft.place_day(text, "前文の後")
            continue
        last = draft.preamble[-1] if draft.preamble else ""
        if isinstance(last, str) and last and not last.endswith(("。", "）", ")")) and not reads_as_heading(text):
            draft.preamble[-1] = last + text
            draft.guess(f"途中で改行された前文をつなぎました: 「{text[:20]}」", line)
        elif reads_as_heading(text) and len(text) <= 30:
            names.append(text)
            if isinstance(last, list):
                last.append(text)
            else:
                draft.preamble.append([text])
        else:
            draft.preamble.append(text)
    if names:
        draft.guess(f"前文の中の短い行を名前の一覧としました: 「{names[0]}」ほか{len(names)}行", lines[0])


def parties_of_preamble(draft: Draft) -> list[tuple[str, str]]:
    """Parties with their symbols as the 前文 calls them; [] where it does not name them all."""
    words = "".join(p if isinstance(p, str) else "、".join(p) for p in draft.preamble)
    folded = marks.fold(words).replace(" ", "")
    found: dict[str, str] = {}
    for m in [*_PARTY.finditer(folded), *_NAMED.finditer(folded)]:
        symbol = m[2]
        start = folded.index(m[0])
        name = _name(folded[:start] + m[1])
        if name and symbol not in found:
            found[symbol] = name
    symbols = list(_ORDER[: len(found)])
    whole = not any(re.search("次の|次に|掲げる|各|以下|上記|別表", name) for name in found.values())
    if len(found) >= 2 and whole and sorted(found, key=_ORDER.index) == symbols:
        return [(s, found[s]) for s in symbols]
    return [("", n) for n in _names_before_topic(folded)] if not found else []


def find_parties(draft: Draft) -> None:
    """Parties by what the 前文 calls them; without 甲乙, by the names at the end."""
    draft.parties = parties_of_preamble(draft)
    if draft.parties and draft.parties[0][0]:
        return
    signed = [(s.symbol, s.name or _from_office(s.office)) for s in draft.signers or draft.unsaid_signers]
    if len({n for _, n in signed}) == len(signed) and signed and all(n for _, n in signed):
        has_symbols = all(s for s, _ in signed) and [s for s, _ in signed] == list(_ORDER[: len(signed)])
        draft.parties = [(s if has_symbols else "", n) for s, n in signed]


def _name(text: str) -> str:
    """The name at the end of a stretch of words: back to the last sign or joining word before it."""
    tail = re.split("[、，,。()「」]", text)[-1]
    pieces = re.split("(?:及び|並びに|又は)", tail)
    tail = pieces[-1]
    m = re.search(rf"(?:^|と)([^と]+?{BODY})$", tail)
    return _LEADING.sub("", m[1] if m and tail.startswith(m[0]) is False and "と" in tail else tail)


def _from_office(office: str) -> str:
    """北浜市 of 北浜市長."""
    m = re.match(rf"(.+?{BODY})(?:長|知事|管理者|代表|会長|理事長|町長|村長|市長|区長)", office)
    if m:
        return m[1]
    m = re.match(r"(.+?[市町村区都道府県])(?:長|知事)", office) or re.match(r"(.+?)(?:知事)", office)
    return m[1] if m else ""


def _names_before_topic(folded: str) -> list[str]:
    """北浜市 and 東谷町 of 北浜市及び東谷町は、 where the 前文 begins so."""
    m = re.match(r"([^。]{3,200}?)は[、，,]", folded)
    if m is None:
        return []
    names = [re.sub(r"\(.*?\)", "", n) for n in re.split("[、,]|及び|並びに|と(?=[^と]+[市町村])", m[1]) if n]
    return names if len(names) > 1 and all(re.fullmatch(rf".+{BODY}", n) for n in names) else []


def _same(a: str, b: str) -> bool:
    return marks.fold(a).replace(" ", "") == marks.fold(b).replace(" ", "")
