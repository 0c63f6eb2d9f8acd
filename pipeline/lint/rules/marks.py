"""Rules of marks: 。 and 、, brackets, doubled characters, ranges, characters of one machine only.

Sources: 公用文作成の考え方 (令和4年1月7日文化審議会建議) Ⅰ-2, Ⅰ-3; 公用文における句読点の慣行 (号 that end in こと, とき).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.late.regex import regex
from pipeline.lint.mixture import places, strays
from pipeline.lint.passage import MASK, Passage, Sheet
from pipeline.lint.rule import CLAUSES, EVERYWHERE, LEGAL, Hit, Rule, sentences, spelled, spelling

_MANNER = "公用文作成の考え方（令和4年1月7日文化審議会建議）"
_PREDICATE = regex(
    r"(?:する|した|ある|いる|ない|なる|なった|できる|である|れる|れた|せる|える|める|ける|げる|べる|ねる|てる|むる"
    r"|[一-鿿](?:う|く|す|つ|ぬ|ぶ|む|る|ぐ)|おく|いく|です|ます|ません|ました|とする|ものとする|という|いう|よる|こととする)\Z"
)
_NOUN_END = regex(r"(?:[一-鿿ァ-ヶー々]|[（(][^（）()]*[）)]|[A-Za-z0-9])\Z")
_CONTINUED = regex(r"(?:次に掲げる|次の各号|次のとおり|左記|下記|以下のとおり)")


def _missing_stop(passage: Passage) -> Iterator[Hit]:
    words = passage.text.rstrip(" 　")
    if not words or words[-1] in "。」』】〕）):：…、，":
        return
    last = re.split("[。\n]", words)[-1]
    if (passage.role in {"項", "前文", "末文"} and (_PREDICATE.search(last) or "。" in words)) or (
        passage.role in {"段落", "号", "細分", "箇条"} and _is_a_sentence(last, words)
    ):
        yield Hit(len(words) - 1, len(words), "文の終わりに「。」がありません", f"{words[-1]}。")


def _is_a_sentence(last: str, words: str) -> bool:
    return (
        len(last) >= 12
        and ("、" in last or "。" in words)
        and _PREDICATE.search(last) is not None
        and re.search("[はがを]", last) is not None
    )


def _item_stop(passage: Passage) -> Iterator[Hit]:
    if passage.role not in {"号", "細分"}:
        return
    words = passage.text.rstrip(" 　")
    own = words[len(words) - len(passage.masked.lstrip(MASK)) :] if passage.masked.startswith(MASK) else words
    if re.search(r"(?:こと|とき)\Z", words) and not words.endswith(("のこと", "まちごと")):
        yield Hit(len(words) - 2, len(words), "「こと」「とき」で終わる号には「。」を付けます", f"{words[-2:]}。")
    elif (
        own.count("。") == 1
        and own.endswith("。")
        and _NOUN_END.search(own[:-1])
        and "、" not in own[-12:]
        and not re.search(r"[はがを][^。]*[るたいうくす]。\Z", own)
    ):
        yield Hit(len(words) - 1, len(words), "名詞で終わる号には「。」を付けません", "")


def _bracket_stop(passage: Passage) -> Iterator[Hit]:
    for match in re.finditer(r"[（(]([^（）()。]*)。([）)])", passage.masked):
        if _NOUN_END.search(match[1]) and not re.search(r"(?:以下同じ|に同じ|を除く|に限る)\Z", match[1]):
            at = match.end() - 2
            yield Hit(at, at + 1, "名詞で終わる括弧書きの中には「。」を付けません", "")


def _stops(passage: Passage) -> Iterator[Hit]:
    yield from _missing_stop(passage)
    yield from _item_stop(passage)
    yield from _bracket_stop(passage)


STOPS = Rule(
    id="公用文-029",
    title="「。」の付け方",
    authority=f"{_MANNER}Ⅰ-2、句読点の慣行",
    why="文には「。」を付けます。号は、名詞で終われば付けず、「こと」「とき」で終われば付けます。",
    weight="注意",
    wrong=(
        "1　甲は、乙と連携して事業を行うものとする",
        "(1)　地域医療の充実に取り組むこと",
        "(2)　観光の振興。",
        "甲は、費用（人件費。）を負担する。",
    ),
    right=(
        "1　甲は、事業を行う。",
        "(1)　地域医療の充実",
        "(2)　協力すること。",
        "基本方針（以下同じ。）による。",
        "目次",
    ),
    look=_stops,
    roles=CLAUSES | {"箇条"},
    first=True,
)

_PAIRS = {"）": "（", "」": "「", "』": "『", "〕": "〔", "］": "［", "】": "【", "〉": "〈", "》": "《"}
_FULL = str.maketrans("()", "（）")
# 1) ア） 例） ※2）: what stands before the bracket is the mark of a list or of an example.
_LIST_MARK = regex(r"(?:^|(?<=[ 　\t\n・／/。-]))[^（）()「」、。 　\t]{1,3}[)）]")


def _brackets(passage: Passage) -> Iterator[Hit]:
    marks = {m.end() - 1 for m in _LIST_MARK.finditer(passage.text)}
    open_at: list[int] = []
    for at, char in enumerate(passage.text.translate(_FULL)):
        if char in _PAIRS.values():
            open_at.append(at)
        elif char in _PAIRS:
            if open_at and passage.text[open_at[-1]].translate(_FULL) == _PAIRS[char]:
                open_at.pop()
            elif at not in marks:
                yield Hit(at, at + 1, f"「{passage.text[at]}」に対応する開き括弧がありません")
    for at in open_at:
        yield Hit(at, at + 1, f"「{passage.text[at]}」が閉じていません")


BRACKETS = Rule(
    id="公用文-033",
    title="括弧の対応",
    authority=f"{_MANNER}Ⅰ-3",
    why="括弧が閉じていないと、どこまでが定義や除外なのか分からず、条文の意味が変わります。",
    weight="エラー",
    wrong=("連携中枢都市（以下「甲」という。は、実施する。", "費用を負担する）。", "「甲という。"),
    right=("青森市（以下「甲」という。）は、実施する。", "1)　目的", "（「甲」を除く。）"),
    look=_brackets,
    roles=EVERYWHERE,
    first=True,
)

_TWICE = regex(
    r"(?P<a>、、|，，|。。|、。|。、|・・(?!・))"
    r"|(?P<b>をを|(?<=[一-鿿ァ-ヶー）」])がが(?!く|ま)|(?<=[一-鿿ァ-ヶー）」])のの(?![しぼちうき])|にに(?![こぎゅ])|でで(?![きあは])|(?<![はか])はは(?![はが]))"
    r"|(?P<c>(?:する|した|こと|です|ます|から|まで|より|について|における|に関する|に対する|及び|又は|並びに|ための|もの(?!も))(?=(?P<same>する|した|こと|です|ます|から|まで|より|について|における|に関する|に対する|及び|又は|並びに|ための|もの)))"
)


def _doubled(passage: Passage) -> Iterator[Hit]:
    for match in _TWICE.finditer(passage.masked):
        if match["c"] is not None:
            if match["c"] != match["same"]:
                continue
            yield Hit(match.start(), match.end("same"), f"「{match['c']}」が二度続いています", match["c"])
        else:
            kept = "。" if "。" in match[0] else match[0][0]
            yield Hit(*match.span(), f"「{match[0]}」と重なっています", kept)


DOUBLED = Rule(
    id="公用文-037",
    title="句読点や助詞の重なり",
    authority=f"{_MANNER}Ⅰ-2",
    why="打ち間違いです。印刷された後では、正誤表か差替えになります。",
    weight="注意",
    wrong=("費用を、、負担する。", "事業をを実施する。", "協議する。。", "市のの施設", "連携するする。"),
    right=("もののふの里", "にこにこ広場", "ここのつの事業", "ののいち市", "我ががまんする。"),
    look=_doubled,
    roles=EVERYWHERE,
    first=True,
)


def _commas(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    found = (f for f in places(re.compile("[、，]"), sheet) if not _in_number(*f))
    for passage, match, usual in strays(found, _itself):
        yield (
            passage,
            Hit(*match.span(), f"読点の「、」と「，」が混ざっています（多いのは「{usual}」です）", usual, True),
        )


def _itself(mark: re.Match[str]) -> str:
    return mark[0]


def _in_number(passage: Passage, mark: re.Match[str]) -> bool:
    """Whether it is the mark of thousands in 1，200."""
    before, after = passage.text[: mark.start()], passage.text[mark.end() :]
    return mark[0] == "，" and bool(re.search(r"[0-9０-９]\Z", before) and re.match("[0-9０-９]", after))


COMMAS = Rule(
    id="公用文-031",
    title="「、」と「，」の混在",
    authority=f"{_MANNER}Ⅰ-2",
    why="読点は「、」を原則とし、「，」を用いる所でも、一つの文書ではどちらかにそろえます。",
    weight="エラー",
    wrong=("甲は、連携し，協力する。", "甲，乙及び丙は、協議する。", "第一に，費用、第二に，期間、第三に、人員"),
    right=("甲は、連携し、協力する。", "甲は，連携し，協力する。", "人口は1,200人、世帯は500戸である。"),
    look_at_all=_commas,
    roles=EVERYWHERE,
)

FULL_STOP = Rule(
    id="公用文-063",
    title="句点に「．」",
    authority=f"{_MANNER}Ⅰ-2",
    why="公用文の句点は「。」です。",
    weight="注意",
    wrong=("甲は、協力する．", "事業を行う．費用は乙が負担する。", "次のとおりとする．"),
    right=("甲は、協力する。", "12.5％とする。", "1．目的"),
    look=spelled((spelling(r"(?<=[ぁ-ん])[．.](?=[一-鿿ぁ-んァ-ヶ]|\Z)", "。"),), "句点は「。」と書きます"),
    roles=EVERYWHERE,
)


def _waves(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    pattern = re.compile(r"(?<=[0-9０-９年月日時分円人％%])[〜～~](?=[0-9０-９一-鿿])")
    for passage, match, usual in strays(places(pattern, sheet), _itself):
        yield passage, Hit(*match.span(), f"範囲を示す「{match[0]}」と「{usual}」が混ざっています", usual, True)


RANGES = Rule(
    id="公用文-034",
    title="範囲を示す記号の混在",
    authority=f"{_MANNER}Ⅰ-3",
    why="形の似た別の文字が混ざると、検索や照合で見落とします。",
    weight="注意",
    wrong=("令和2年〜4年、令和5年～7年", "10～12時、13~15時", "5～6人又は7〜8人"),
    right=("令和2年～4年、令和5年～7年", "10時から12時まで", "～みどりの森～"),
    look_at_all=_waves,
    roles=EVERYWHERE,
)

_MACHINE = regex("[①-⓿㈠-㉃㊀-㊿Ⅰ-ⅿ㌀-㍗㍱-㏿㍻-㍿]")
# In a paper of unknown kind ① and Ⅱ may be right: only names and eras in one character are told.
_SQUEEZED = regex("[㈱㈲㈳㈵㍻㍼㍽㍾㋿㍿]")


def _machine(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    pattern = _SQUEEZED if sheet.group == "一般" else _MACHINE
    for passage in sheet.passages:
        for match in pattern.finditer(passage.masked):
            yield passage, Hit(*match.span(), f"「{match[0]}」は、協約や議案の文では使いません")


MACHINE_CHARACTERS = Rule(
    id="公用文-035",
    title="丸付き数字・ローマ数字・組文字",
    authority=f"{_MANNER}Ⅰ-3",
    why="条文の番号には使わず、単位や法人の名は略さずに書きます（計画や表では使えます）。",
    weight="注意",
    wrong=("第1条　①に定める。", "㈱森林公社に委託する。", "第2条　面積は30㎡とする。", "第3条　第Ⅱ章による。"),
    right=("第1条第1号に定める。", "株式会社森林公社に委託する。", "面積は30㎡とする。", "① 目的"),
    look_at_all=_machine,
    groups=LEGAL,
    roles=CLAUSES | {"題名", "見出し"},
)


def _quote_end(passage: Passage) -> Iterator[Hit]:
    for match in re.finditer(r"「([^「」]{1,30})。」", passage.text):
        if _NOUN_END.search(match[1]) and not re.search("[はがを]", match[1]):
            yield Hit(match.end() - 2, match.end() - 1, "語句を示すだけの「」の中には「。」を付けません", "")


QUOTE_END = Rule(
    id="公用文-030",
    title="「 」の中の「。」",
    authority=f"{_MANNER}Ⅰ-2",
    why="「。」は、「」の中で文が終わるときだけ付けます。",
    weight="注意",
    wrong=("「連携協約。」という。", "「圏域。」とする。", "「役割分担。」の欄"),
    right=("「連携協約」という。", "「甲は、実施する。」とする。", "「実施する。」に改める。"),
    look=_quote_end,
    groups=LEGAL,
)


def _repeated_sentence(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    seen: set[tuple[tuple[str, ...], str]] = set()
    for passage in sheet.passages:
        if passage.role not in CLAUSES or not passage.path:
            continue
        for start, end in sentences(passage.text):
            labelled = len(passage.masked[start:end]) - len(passage.masked[start:end].lstrip(MASK))
            words = passage.text[start + labelled : end].strip(" 　\n")
            if len(words) < 16 or not words.endswith("。"):
                continue
            key = (passage.path[:1], words)
            if key in seen:
                yield passage, Hit(start, end, "同じ条に、同じ文が二度あります")
            seen.add(key)


REPEATED = Rule(
    id="公用文-038",
    title="同じ文の繰返し",
    authority="法制執務の慣行",
    why="写し間違いのことが多く、後の改正で一方だけが直ります。",
    weight="注意",
    wrong=("第1条　甲は、乙と連携して取組を進めるものとする。甲は、乙と連携して取組を進めるものとする。",) * 3,
    right=(
        "第1条　甲は、取組を進める。乙は、協力する。",
        "第1条　甲は、行う。",
        "甲は、乙と連携して取組を進めるものとする。",
    ),
    look_at_all=_repeated_sentence,
    groups=LEGAL,
)

RULES = (
    STOPS, QUOTE_END, COMMAS, BRACKETS, RANGES, MACHINE_CHARACTERS, DOUBLED, REPEATED, FULL_STOP,
)  # fmt: skip
