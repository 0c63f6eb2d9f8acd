"""The base of an amendment -> what it is called and the law that it rests on: 連携協約 under 第252条の2, 協定 under 第96条第2項."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from pipeline.diagnostics import Problems, Written
from pipeline.late.regex import regex
from pipeline.notation import citation
from pipeline.notation.citation import Citation, paper_name
from pipeline.notation.dates import wareki
from pipeline.notation.dates.era import ERA_NAMES_PATTERN
from pipeline.notation.numbers.copies import typed_copies
from pipeline.notation.numbers.numeral import KANJI_NUMERALS
from pipeline.notation.problem import NotationError
from pipeline.notation.text import letterspacing
from pipeline.provision.unit import Provision
from pipeline.source.amendment_wording import LegalBasis

_NAME = "|".join(paper_name.NAMES)
_N = f"(?:元|[0-9]+|[{KANJI_NUMERALS}]+)"
# A whole day that is no part of the number of a law (令和元年10月1日条例第5号).
_DAY = regex(rf"(?:{ERA_NAMES_PATTERN}){_N}年{_N}月{_N}日(?![^、。()「」]{{0,16}}第{_N}号)")
_LAW = regex(
    rf"(?P<name>[一-鿿]+(?:[ぁ-ん]+[一-鿿]+)*法(?:律)?)\((?P<number>(?:{ERA_NAMES_PATTERN}){_N}年法律第{_N}号)"
)
_BODIES = regex(rf"(?<![0-9{KANJI_NUMERALS}第])(?P<count>[0-9]+)(?:の)?(?:構成)?(?:市町村|市町|市村|町村)(?![村一-鿿])")
_ONE_TO_ONE = str.maketrans("０１２３４５６７８９（）", "0123456789()")
# What a paper calls itself: この協定, 本覚書, …の一部を変更する規約, この変更協約, or the end of its title.
_CALLED = regex(f"(?:この|(?<![一-鿿])本|(?:変更|改正)する)({_NAME})|この(?:一部)?(?:変更|改正)({_NAME})|({_NAME})書?$")


def word(base: Provision, published_as: str = "") -> str | None:
    """連携協約, 協定: what amends the base, too. Where its title does not say (細則) as what it was published or its own words tell.

    None where nothing does.
    """
    return paper_name.word(cited(base)) or paper_name.word_within(cited(base), _texts(base), published_as)


def cited(base: Provision) -> str:
    """The title as others cite it: 覚書, though the paper itself spaces it (覚　書)."""
    return letterspacing.collapse(base.title)


def must_be_called(base: Provision, own: str | None, texts: Iterable[Written], problems: Problems) -> None:
    """Reports a wording that asks what the base is called (`own`) where nothing says it."""
    asked = next((text for text in texts if "協約の語" in text.text), None)
    if asked is not None and own is None:
        problems.error(
            "協約の語",
            f"「{base.title}」の一部を改めるものを何（規則、訓令、要綱など）と呼ぶか、題名からも元の文からも分かりません",
            "例規なら、原稿の「公布」の「題名の後」に「規則第5号」のように番号を書いてください（番号がまだなければ「規則第　　号」）。"
            f"番号のない文書なら、{asked.file.name} を自分のフォルダの templates/wording に写し、"
            "「{{ 協約の語 }}」を呼び方に書き換えてください",
            asked.span(),
        )


def rests_on(base: Provision, laws: Iterable[LegalBasis], problems: Problems) -> str:
    """What the amendment says of its law: the first that the base cites; "" and a warning where it cites none."""
    held = list(laws)
    cited = _cited(base)
    for law in held:
        try:
            asked = citation.parse(law.article)
        except NotationError as error:
            problems.error(error.code, error.message, error.cure, law.text.span())
            continue
        if any(_holds(c, asked) for c in cited):
            return law.text.text
    if held and not problems.errors:
        named = "・".join(law.article for law in held)
        problems.warning(
            "根拠",
            f"元の協約は{named}のどれも引いていないので、変更協約書に根拠の法律を書いていません",
            f"根拠があれば、{held[0].text.file.name} の「根拠」か「前文」に書いてください",
        )
    return ""


def must_rest(base: Provision, words: str, written: Written, problems: Problems) -> None:
    """Reports words that say what an amendment rests on and name another law than the base does."""
    articles = {c.article for c in _cited(base)}
    for found in citation.find(words):
        if found.external and found.citation is not None and found.citation.article not in {*articles, ()}:
            said = words[found.start : found.end]
            problems.error(
                "根拠",
                f"変更協約書の「{said}」を、元の協約は引いていません",
                f"{written.file.name} で「{{{{ 根拠 }}}}」を使うか、元の協約の根拠に合わせてください",
                written.span(),
            )


def must_be_called_so(base: Provision, own: str | None, words: str, written: Written, problems: Problems) -> None:
    """Reports words around the amendment that call it another thing than `own`; others (規則で定める日) may be named."""
    if own is None:
        return
    called = [found.groups("") for found in _CALLED.finditer(words.replace(cited(base), ""))]
    for said in sorted({name or short or end for name, short, end in called if not (short and own.endswith(short))}):
        if said != own:
            problems.error(
                "協約の語",
                f"元の文は「{own}」ですが、変更協約書に「{said}」とあります",
                f"{written.file.name} で「{{{{ 協約の語 }}}}」を使うか、「{own}」に直してください",
                written.span(),
            )


def must_name(base: Provision, said: Iterable[str], pillar: Written, problems: Problems) -> None:
    """Reports words of a house that nowhere name what is amended: 「次のように変更する。」 alone, or another agreement's name."""
    name = _bare(cited(base))
    if not any(name in _bare(words) for words in said):
        problems.error(
            "差し込み",
            f"変更協約書の題名にも前文にも柱書にも、元の文の題名「{cited(base)}」がありません",
            f"{pillar.file.name} の柱書を「{{{{ 元の協約 }}}}の一部を次のように…」のように書いてください",
            pillar.span(),
        )


def _bare(words: str) -> str:
    """Words of any width, without blanks."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def tell_typed(base: Provision, known: Sequence[date | None], parties: int, text: Written, problems: Problems) -> None:
    """Tells of a day, a number of a law and a number of parties that a house has typed, and that are not those of this amendment.

    `known`: when the base was signed, the day of the amendment and that of its effect. Without the first no day is judged.
    Whatever the base itself says may be said of it; what `{{ … }}` prints is none of this.
    """
    typed, said = text.text.translate(_ONE_TO_ONE), "\n".join((base.title, *_texts(base))).translate(_ONE_TO_ONE)
    days = {_day(found[0]) for found in _DAY.finditer(said)} | {*known}
    signed = known[0]
    for found in _DAY.finditer(typed):
        if signed is not None and (day := _day(found[0])) is not None and day not in days:
            problems.warning(
                "差し込み",
                f"変更協約書の文言に「{found[0]}」とありますが、元の協約の締結日（{wareki.format(signed)}）でも、この変更の日でもありません",
                "「{{ 元の締結 }}」「{{ 締結日 }}」「{{ 施行期日 }}」を使うか、日付を確かめてください（ここに書いた日は、どの変更協約書にも入ります）",
                text.span(*found.span()),
            )
    numbers = [(m["name"], m["number"]) for m in _LAW.finditer(said)]
    for found in _LAW.finditer(typed):
        held = [number for name, number in numbers if name == found["name"]]
        if held and found["number"] not in held:
            problems.warning(
                "根拠",
                f"変更協約書の文言は「{found['name']}（{found['number']}）」ですが、元の協約は「{found['name']}（{held[0]}）」です",
                "どちらの番号が正しいか、官報か e-Gov 法令検索で確かめてください",
                text.span(*found.span()),
            )
    for found in _BODIES.finditer(typed):
        if parties and int(found["count"]) != parties:
            problems.warning(
                "差し込み",
                f"変更協約書の文言に「{found[0]}」とありますが、当事者は{parties}者です",
                "数を書かずに「{{ 当事者 }}」「{{ 通数 }}」を使うか、数を確かめてください",
                text.span(*found.span()),
            )


def _day(words: str) -> date | None:
    try:
        return wareki.parse_date(words)
    except NotationError:
        return None


def must_count(closing: Written | None, parties: int, problems: Problems) -> None:
    """Reports a number of copies that is typed and is not that of the parties."""
    found = typed_copies(closing.text) if closing is not None else None
    if closing is not None and found is not None and parties and found.count != parties:
        problems.error(
            "通数",
            f"変更協約書の末文は「{found.words}」ですが、当事者は{parties}者です",
            "「{{ 通数 }}通を作成」と書いてください（当事者の数が入ります）",
            closing.span(found.start, found.end),
        )


def cites(base: Provision, article: str) -> bool:
    """Whether a text cites a 条 (and 項) of a law: 第252条の2."""
    asked = citation.parse(article)
    return any(_holds(each, asked) for each in _cited(base))


def _texts(base: Provision) -> tuple[str, ...]:
    units = (u for top in (*base.articles, *base.supplement) for u in top.walk())
    return (*base.preamble, *(u.text for u in units), *base.closing)


def _cited(base: Provision) -> list[Citation]:
    found = (each for text in _texts(base) for each in citation.find(text))
    return [each.citation for each in found if each.external and each.citation is not None]


def _holds(cited: Citation, asked: Citation) -> bool:
    """Whether a citation is of the 条 (and 項, if one is asked for) in question."""
    return cited.article == asked.article and asked.paragraph in (None, cited.paragraph)
