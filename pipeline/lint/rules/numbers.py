"""Rules of numbers: commas, 千 and 万, rough numbers in kanji, eras, から and まで, limits that leave a gap.

Sources: 公用文作成の考え方 (令和4年1月7日文化審議会建議) Ⅰ-3; 元号を改める政令 (notation.dates.era).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.late.regex import regex
from pipeline.lint.mixture import places, strays
from pipeline.lint.passage import Passage, Sheet
from pipeline.lint.rule import CLAUSES, EVERYWHERE, Hit, Rule, spelled, spelling
from pipeline.notation.dates import wareki
from pipeline.notation.dates.era import BY_NAME, ERAS
from pipeline.notation.numbers.numeral import in_kanji
from pipeline.notation.problem import NotationError

_MANNER = "公用文作成の考え方（令和4年1月7日文化審議会建議）Ⅰ-3"
_COUNTED = "(?=[ 　]?(?:円|人|件|戸|世帯|トン|台|冊|部|頭|本|基|床|ha|㏊|ヘクタール|平方|立方|キロ|メートル|k㎡|km|㎡|校|施設|回))"
_DIGIT = "[0-9０-９]"
_ERA_NAMES = "|".join(era.name for era in ERAS)
_ERA_DAY = regex(
    rf"(?P<era>{_ERA_NAMES})(?P<year>[0-9０-９]+|元)年(?:(?P<month>[0-9０-９]+)月(?:(?P<day>[0-9０-９]+)日)?)?"
)


def _with_commas(digits: str) -> str:
    made = f"{int(digits):,}"
    return made if digits.isascii() else made.translate({ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789,"})


def _commas(passage: Passage) -> Iterator[Hit]:
    pattern = re.compile(rf"(?<![0-9０-９,，.．第A-Za-z－-])([1-9１-９]{_DIGIT}{{3,}}){_COUNTED}")
    for match in pattern.finditer(passage.masked):
        right = _with_commas(match[1])
        yield Hit(*match.span(1), f"「{match[1]}」には、三桁ごとにコンマを付けます", right, True)
    for match in re.finditer(rf"(?<![0-9０-９])([12１２][,，]{_DIGIT}{{3}})(?=年(?![間生度]))", passage.masked):
        yield Hit(*match.span(1), "西暦の年にはコンマを付けません", re.sub("[,，]", "", match[1]), True)


def _thousands(passage: Passage) -> Iterator[Hit]:
    for match in re.finditer(r"(?<![0-9０-９,，.．])([1-9１-９])千(?=円|人|件|戸|世帯|トン)", passage.masked):
        yield Hit(*match.span(), f"「{match[0]}」は「{match[1]},000」のように書きます", f"{match[1]},000")


LARGE = Rule(
    id="公用文-047",
    title="大きな数の書き方",
    authority=f"{_MANNER}(2)",
    why="算用数字は三桁ごとにコンマで区切り、「千」は使いません（万・億は使えます）。西暦には付けません。",
    weight="注意",
    wrong=("人口は12000人である。", "1200円を支払う。", "5千円とする。", "2,026年に開く。"),
    right=("人口は1万2,000人である。", "2026年に開く。", "事業費は21,246千円である。", "第1234号", "電話1234"),
    look=lambda passage: (*_commas(passage), *(() if passage.role == "欄" else _thousands(passage))),
    roles=CLAUSES | {"箇条", "欄"},
)


def _rough(passage: Passage) -> Iterator[Hit]:
    pattern = re.compile(
        r"(?<![0-9０-９,，.第])([0-9０-９])[、，・]([0-9０-９])(?=(?:日|人|回|年(?!生|度|次)|か月|週間|名|件|か所|割|時間|分間))"
    )
    for match in pattern.finditer(passage.masked):
        first, second = int(match[1]), int(match[2])
        if second == first + 1:
            right = f"{in_kanji(first)}、{in_kanji(second)}"
            yield Hit(*match.span(), f"おおよその数は「{right}」と漢数字で書きます", right)


ROUGH = Rule(
    id="公用文-048",
    title="おおよその数",
    authority=f"{_MANNER}(2)",
    why="算用数字で「2、3日」と書くと、2日と3日の二つなのか、おおよそなのかが分かりません。",
    weight="注意",
    wrong=("2、3日以内に報告する。", "参加者は５、６人である。", "4、5か所を選ぶ。"),
    right=("二、三日以内に報告する。", "第2、3条", "2日及び3日に開く。"),
    look=_rough,
)


def _eras(passage: Passage) -> Iterator[Hit]:
    for match in re.finditer(rf"(?:{_ERA_NAMES})[1１](?=年)", passage.masked):
        yield Hit(*match.span(), "元号の最初の年は「元年」と書きます", f"{match[0][:-1]}元", certain=True)
    for match in _ERA_DAY.finditer(passage.masked):
        wrong = _not_a_day(match)
        if wrong is not None:
            yield Hit(*match.span(), f"「{match[0]}」: {wrong}")


def _not_a_day(match: re.Match[str]) -> str | None:
    """Why the words name no year, month or day; None if they do."""
    era, year = BY_NAME[match["era"]], 1 if match["year"] == "元" else int(match["year"])
    if match["day"] is not None:
        try:
            wareki.parse(match[0].replace(f"{match['era']}1年", f"{match['era']}元年"))
        except NotationError as error:
            return error.message
        return None
    if not 1 <= int(match["month"] or 1) <= 12:
        return f"{match['month']}月という月はありません"
    first = era.first.year + year - 1
    if era.last is not None and (first, int(match["month"] or 1)) > (era.last.year, era.last.month):
        return f"{match['era']}は{wareki.format(era.last)}までです"
    return None


ERA_YEARS = Rule(
    id="公用文-020",
    title="元号の年",
    authority="元号を改める政令、公用文作成の考え方",
    why="「令和1年」は「元年」と書き、平成は31年4月30日までです。ない日付は、書き間違いです。",
    weight="エラー",
    wrong=("令和1年に締結した。", "平成32年度の予算", "令和6年2月30日に開く。", "昭和70年に完成した。"),
    right=("令和元年に締結した。", "平成31年4月1日", "令和6年2月29日", "昭和64年"),
    look=_eras,
    roles=EVERYWHERE,
)

FROM = Rule(
    id="公用文-021",
    title="「より…まで」",
    authority="公用文作成の考え方 Ⅲ",
    why="起点は「から」で示します。「より」は比べるときに使います。",
    weight="注意",
    wrong=("令和2年4月1日より令和3年3月31日まで", "午前9時より午後5時まで", "駅より市役所まで運行する。"),
    right=("令和2年4月1日から令和3年3月31日まで", "前年より多い人数まで認める。", "規定により定めるまでの間"),
    look=spelled(
        (
            spelling(
                r"(?<=[年月日時分度期駅所校館])より(?=[^。、より]{1,16}まで)(?=(?:(?!多|少|大き|高|低|早|遅)[^。、]){1,16}まで)",
                "から",
            ),
            spelling(r"(?<=[年月日時])より(?=(?:施行|実施|開始|適用|効力|開催|受付|運用))", "から"),
        ),
        "起点を示す「より」は「から」と書きます",
    ),
    roles=EVERYWHERE,
)

_LIMIT = regex(rf"({_DIGIT}[0-9０-９,，.]*)[ 　]?([^\d以未を超、。]{{0,4}}?)(以上|以下|未満|を?超える|を?超え)")


def _limits(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    """Equal figures of one 条: 以上 beside 以下 both hold at the figure, 未満 beside 超える neither."""
    found: dict[tuple[tuple[str, ...], str, str], dict[str, tuple[Passage, int, int]]] = defaultdict(dict)
    for passage in sheet.passages:
        for match in _LIMIT.finditer(passage.masked):
            kind = "超" if "超" in match[3] else match[3]
            found[passage.path[:1], match[1], match[2]].setdefault(kind, (passage, *match.span()))
    for (_, figure, unit), kinds in found.items():
        for pair, what in ((("以上", "以下"), "のどちらにも当たります"), (("未満", "超"), "のどちらにも当たりません")):
            if set(pair) <= set(kinds) and len(kinds) == 2:
                passage, start, end = max((kinds[k] for k in pair), key=lambda at: at[1])
                yield (
                    passage,
                    Hit(
                        start,
                        end,
                        f"ちょうど{figure}{unit}の場合が「{pair[0]}」と「{pair[1].replace('超', '超える')}」{what}",
                    ),
                )


LIMITS = Rule(
    id="公用文-022",
    title="以上・以下・超える・未満",
    authority="法令用語の書き方",
    why="境目の数が二重に当たったり、どちらにも当たらなかったりします。",
    weight="注意",
    wrong=(
        "10人以上の場合は甲が、10人以下の場合は乙が負担する。",
        "100円未満は切り捨て、100円を超える額は請求する。",
        "5年以上の者及び5年以下の者で区分する。",
    ),
    right=("10人以上の場合は甲が、10人未満の場合は乙が負担する。", "5人以上10人以下とする。", "100円以下"),
    look_at_all=_limits,
    roles=CLAUSES | {"箇条"},
)


def _signs(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    pattern = re.compile(r"(?:^|(?<=[ 　\t\ufffc]))([△▲]|[-－−])(?=[0-9０-９])")
    found = (f for f in places(pattern, sheet) if f[0].role == "欄")
    for passage, match, usual in strays(found, lambda m: "△" if m[1] in "△▲" else "-"):
        yield (
            passage,
            Hit(*match.span(1), "減を示す「△」と「－」が混ざっています", "△" if usual == "△" else None),
        )


SIGNS = Rule(
    id="公用文-046",
    title="「△」と「－」の混在",
    authority="予算書の慣行",
    why="「－」は「額がない」の意味でも使われるので、減は「△」にそろえます。",
    weight="エラー",
    wrong=("増減\t△300\t-200", "△1\t△2\t－3", "前年度\t△10\n当年度\t-5"),
    right=("増減\t△300\t△200", "A－1\tB－2", "－\t△5"),
    look_at_all=_signs,
    roles=EVERYWHERE,
)

RULES = (ERA_YEARS, FROM, LIMITS, SIGNS, LARGE, ROUGH)
