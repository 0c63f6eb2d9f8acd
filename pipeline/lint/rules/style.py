"""Rules of style: である, no ます in laws, doubled meaning, dropped ら, ただし書, captions, words of other times.

Sources: 公用文作成の考え方 (令和4年1月7日文化審議会建議) Ⅱ, Ⅲ; 法制執務の慣行; laws that changed a word (痴呆 -> 認知症: 平成17年法律第77号).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.late.regex import regex
from pipeline.lint.passage import Passage, Sheet
from pipeline.lint.rule import CLAUSES, EVERYWHERE, LEGAL, Hit, Rule, sentences, spelled, spelling

_MANNER = "公用文作成の考え方（令和4年1月7日文化審議会建議）"
_LEGISLATION = "法制執務の慣行"
_POLITE = regex(r"(?:です|ます|ません|でした|ました|ください|ましょう)(?=。)")
_PLAIN = regex(r"(?:である|であった|ものとする|とする|する|した|れる|ない)(?=。)")


def _polite(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    polite = [(p, m) for p in sheet.passages if p.role in CLAUSES for m in _POLITE.finditer(p.masked)]
    plain = sum(1 for p in sheet.passages if p.role in CLAUSES for _ in _PLAIN.finditer(p.masked))
    if sheet.group == "協約" or (sheet.group == "議案" and plain) or (sheet.group == "一般" and plain >= len(polite)):
        if sheet.group == "一般" and plain == 0:
            return
        for passage, match in polite:
            yield passage, Hit(*match.span(), f"「である」体の文書に「{match[0]}」が混ざっています")


POLITE = Rule(
    id="公用文-039",
    title="「です・ます」の混在",
    authority=f"{_MANNER}Ⅲ",
    why="協約・条例・議案は「である」体で書き、一つの文書で混ぜません。",
    weight="注意",
    wrong=(
        "甲は、実施するものとする。乙は、協力します。",
        "目的である。次のとおりです。",
        "甲は、負担する。報告してください。",
    ),
    right=("甲は、実施するものとする。", "御案内します。よろしくお願いします。", "「実施します。」と述べた。"),
    look_at_all=_polite,
    groups=LEGAL,
    roles=CLAUSES,
)

DA = Rule(
    id="公用文-040",
    title="「だ。」",
    authority=f"{_MANNER}Ⅲ",
    why="公用文の常体は「である」です。",
    weight="注意",
    wrong=("連携が必要だ。", "協議の結果だ。", "目的は振興だ。"),
    right=("連携が必要である。", "文書を読んだ。", "未だに続く。", "協議が進んだ。"),
    look=spelled((spelling("(?<=[一-鿿ァ-ヶー）])だ(?=。)", "である"),), "「{wrong}。」は「{right}。」と書きます"),
)

_LOST_RA = "見|来|食べ|出|受け|考え|決め|起き|着|寝|借り|続け|進め|始め|止め|避け|得|支え|伝え|答え|認め|確かめ|定め|求め|高め|広げ|届け|付け|集め|覚え"
DROPPED = Rule(
    id="公用文-041",
    title="ら抜き・い抜き・さ入れ",
    authority=f"{_MANNER}Ⅲ",
    why="話し言葉の形で、公用文では使いません。",
    weight="注意",
    wrong=("施設を見れる。", "誰でも来れる場所", "支援を受けれるようにする。", "効果が上がってる。"),
    right=("施設を見られる。", "流れる水", "定められた額", "優れる点", "現れる。"),
    look=spelled(
        (
            spelling(rf"(?<![一-鿿])({_LOST_RA})れ(?=[るてたなまば])(?<!出れ)", r"\1られ"),
            spelling(
                r"(?<=[一-鿿ぁ-ん])(って|んで|して)(?=る(?:。|、|が|の|こと|もの|ため|場合))", r"\1い", certain=False
            ),
            spelling(r"(?<=[読行書飲])ま?さして(?=いただ)", "ませて", certain=False),
        ),
        "「{wrong}」は話し言葉です。「{right}」と書きます",
    ),
    roles=EVERYWHERE,
)

DOUBLE_NEGATIVE = Rule(
    id="公用文-042",
    title="二重の否定",
    authority=f"{_MANNER}Ⅲ",
    why="打消しが重なると、意味を取り違えやすくなります。",
    weight="注意",
    wrong=("負担しないわけではない。", "必要がないとはいえない。", "実施しないことはない。"),
    right=("実施することを妨げない。", "負担しなければならない。", "必要ではない。"),
    look=spelled(
        (
            spelling(
                "ないわけではない|なくはない|なくもない|ないことはない|ないとは(?:い|言)えない|ないものではない|ないこともない",
                "",
                certain=False,
            ),
        ),
        "「{wrong}」は打消しが重なっています。肯定の形で書きます",
    ),
    roles=EVERYWHERE,
)

_NUM = "[0-9０-９,，.万億千百十一二三四五六七八九]"
DOUBLE_MEANING = Rule(
    id="公用文-044",
    title="重ね言葉",
    authority=f"{_MANNER}Ⅲ",
    why="同じ意味の語が重なっています。",
    weight="注意",
    wrong=(
        "まず最初に協議する。",
        "約10人程度とする。",
        "過半数を超える場合",
        "各市町ごとに定める。",
        "あらかじめ予定する。",
        "従来から行う。",
    ),
    right=("最初に協議する。", "10人程度とする。", "過半数の場合", "市町ごとに定める。", "およその位置", "各自"),
    look=spelled(
        (
            spelling("まず(?:、)?(?:最初|初め|第一)に", "", certain=False),
            spelling("一番最(?:初|後|も)", "", certain=False),
            spelling("過半数を(?:超え|越え)", "", certain=False),
            spelling("(?:未|いま)だに未", "", certain=False),
            spelling("まだ未", "", certain=False),
            spelling(
                f"(?:約|およそ|おおむね|おおよそ)[ 　]?{_NUM}+[^、。はがをに約]{{0,5}}?(?:程度|ほど|くらい|ぐらい|前後|余り)",
                "",
                certain=False,
            ),
            spelling("各[一-鿿]{1,5}(?:ごと|毎)に", "", certain=False),
            spelling("毎(?:年|月|日|週|回)(?:ごと|毎)に", "", certain=False),
            spelling("(?:あらかじめ|事前に)予(?:定|約|告|想|知|測)", "", certain=False),
            spelling("従来(?:から|より)", "", certain=False),
            spelling("再び再", "", certain=False),
            spelling(
                "後で後悔|被害を被|違和感を感じ|犯罪を犯|元旦の朝|製造メーカー|返事を返|尽力を尽く|期待して待|必ず必要|留守を守|射程距離|お体を御自愛|内定が決ま|炎天下の下|多額の金額|収入が入|挙式を挙げ|余分な余|最も最|はっきりと明確|沿岸沿い|慎重に熟慮|古来から|古来より|馬から落馬|壮観な眺め|加工を加え|断トツの一位|排気ガス|第一日目|第[0-9０-９]+(?:日|回|番|次)目|互いに相互|相互に互い|すべて全|全てすべて|捺印を押|連日|伝言を伝え|(?<!年)決着が着".replace(
                    "|連日", ""
                )
                .replace("|射程距離", "")
                .replace("|排気ガス", ""),
                "",
                certain=False,
            ),
            spelling("(?:アンケート|検診|点検)調査(?!票|員|会)(?<!アンケート調査)", "", certain=False),
        ),
        "「{wrong}」は意味が重なっています",
    ),
    roles=EVERYWHERE,
)

OLD_WORDS = Rule(
    id="公用文-056",
    title="今は使わない語",
    authority="各法律の改正（保健師助産師看護師法、介護保険法等の一部改正）ほか",
    why="法律で改められた語や、配慮を欠くとされる語です。",
    weight="注意",
    wrong=("看護婦を配置する。", "痴呆の高齢者", "保母の確保", "父兄に通知する。", "登校拒否の児童"),
    right=("看護師を配置する。", "認知症の高齢者", "保育士の確保", "保護者に通知する。"),
    look=spelled(
        (
            spelling("看護婦|看護士", "看護師"),
            spelling("保健婦", "保健師"),
            spelling("助産婦", "助産師"),
            spelling("保母|保父", "保育士"),
            spelling("痴呆症?", "認知症"),
            spelling("精神薄弱", "知的障害"),
            spelling("精神分裂病", "統合失調症"),
            spelling("父兄", "保護者"),
            spelling("登校拒否", "不登校"),
            spelling("成人病", "生活習慣病"),
            spelling("入国管理局", "出入国在留管理庁", certain=False),
            spelling("(?<![一-鿿])外人(?![数力材])", "外国人"),
            spelling("婦人警官", "女性警察官"),
            spelling("めくら|つんぼ|びっこ", "", certain=False),
            spelling("公害対策基本法", "環境基本法", certain=False),
            spelling("(?<![一-鿿])助役(?=[はがをにの、])", "副市町村長", certain=False),
            spelling("収入役", "会計管理者", certain=False),
        ),
        "「{wrong}」は、今は「{right}」といいます",
    ),
    roles=EVERYWHERE,
)


def _provisos(passage: Passage) -> Iterator[Hit]:
    words = passage.masked.lstrip("\ufffc 　")
    at = len(passage.masked) - len(words)
    if passage.role in {"項", "段落"} and re.match("ただし[、，]", words) and passage.path:
        yield Hit(at, at + 3, "ただし書は、行を改めずに本文に続けます")
    for match in re.finditer(r"(?:(?<=[。 　\ufffc])|^)なお[、，]", passage.masked):
        yield Hit(*match.span(), "協約や条例の文では「なお、」を使いません（項を分けるか、ただし書にします）")


PROVISO = Rule(
    id="公用文-053",
    title="ただし書・なお書き",
    authority=_LEGISLATION,
    why="行を改めると別の項と読まれます。「なお、」は条文の言葉ではありません。",
    weight="注意",
    wrong=(
        "第1条　甲は、実施する。\nただし、緊急の場合は、この限りでない。",
        "第1条　甲は、実施する。なお、費用は乙が負担する。",
        "第2条　なお、詳細は別に定める。",
    ),
    right=("第1条　甲は、実施する。ただし、緊急の場合は、この限りでない。", "猶予する。", "なおざりにしない。"),
    look=_provisos,
    groups=frozenset({"協約"}),
    roles=CLAUSES,
)


def _captions(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    seen: Counter[tuple[tuple[str, ...], str]] = Counter()
    for passage in sheet.passages:
        words = passage.text.strip(" 　").strip("（）()")
        if re.search(r"(?:[うくすつぬぶむるぐ]|した|こと)\Z|。\Z", words):
            yield passage, Hit(0, len(passage.text), "見出しは名詞で終え、「。」を付けません")
        if passage.text.strip(" 　").startswith(("（", "(")) or (
            sheet.bound and sheet.group == "協約" and len(passage.path) == 1
        ):
            seen[(), words] += 1
            if seen[(), words] == 2 and "続き" not in words:
                yield passage, Hit(0, len(passage.text), f"見出し「{words}」が二度あります")


CAPTIONS = Rule(
    id="公用文-051",
    title="条の見出し",
    authority=_LEGISLATION,
    why="見出しは、その条を探す手掛かりです。文の形にしたり、同じものを二度使ったりしません。",
    weight="注意",
    wrong=(
        "（目的を定める）\n第1条　甲は、連携する。",
        "（費用）\n第1条　甲は、負担する。\n（費用）\n第2条　乙は、負担する。",
        "（協議する。）\n第3条　甲は、協議する。",
    ),
    right=(
        "（目的）\n第1条　甲は、連携する。",
        "（費用の負担）",
        "（協議）\n第1条　甲は、協議する。\n（解除）\n第2条　解除できる。",
    ),
    look_at_all=_captions,
    groups=frozenset({"協約"}),
    roles=frozenset({"見出し"}),
)


def _long(passage: Passage) -> Iterator[Hit]:
    for start, end in sentences(passage.text):
        if end - start > 200:
            yield Hit(start, end, f"一文が{end - start}字あります。分けられないか確かめてください")


LONG = Rule(
    id="公用文-043",
    title="長い文",
    authority=f"{_MANNER}Ⅲ",
    why="一文は、一つの論点にします。",
    weight="参考",
    wrong=("市は、" + "地域の取組を進め、" * 30 + "支援する。",) * 3,
    right=("市は、支援する。", "甲は、連携する。乙は、協力する。", "目的"),
    look=_long,
    groups=frozenset({"計画", "議案", "一般"}),
    roles=frozenset({"段落"}),
)

RULES = (POLITE, DA, DROPPED, DOUBLE_NEGATIVE, LONG, DOUBLE_MEANING, CAPTIONS, PROVISO, OLD_WORDS)
