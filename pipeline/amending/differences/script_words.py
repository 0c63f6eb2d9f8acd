"""A text without a dictionary -> its words by their scripts: kanji, katakana, letters; hiragana by the endings it can be.

Where no dictionary is installed, quotations are cut here. What is cut may be longer than a clerk would choose (a run of
kanji is one word), never shorter than a script run; the proof of an amendment holds for whatever is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from pipeline.late.regex import regex

Kind = Literal["word", "verb", "inflection", "particle", "prefix", "mark"]

_KANJI: Final = r"[一-鿿㐀-䶿豈-﫿々〆\U00020000-\U0003ffff\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_RUN = regex(
    rf"(?P<kanji>{_KANJI}+(?:[ノヶケヵッツ]{_KANJI}+)*)"
    r"|(?P<kana>[ァ-ヺー・ヽヾｦ-ﾟ]+)"
    r"|(?P<letters>[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]+)"
    r"|(?P<hiragana>[ぁ-ゖゝゞー]+)"
    r"|(?P<mark>.)",
    re.DOTALL,
)
# Names with hiragana or katakana in them, which no script ends. Source: 全国地方公共団体コード (総務省).
_NAMES: Final = (
    "せたな町 ニセコ町 新ひだか町 えりも町 むかわ町 むつ市 つがる市 おいらせ町 にかほ市 ひたちなか市 かすみがうら市 "
    "つくばみらい市 つくば市 さくら市 みどり市 みなかみ町 さいたま市 ふじみ野市 ときがわ町 いすみ市 あきる野市 日の出町 "
    "かほく市 あわら市 おおい町 南アルプス市 みよし市 あま市 いなべ市 南あわじ市 たつの市 かつらぎ町 みなべ町 すさみ町 "
    "つるぎ町 東みよし町 さぬき市 東かがわ市 まんのう町 いの町 うきは市 みやま市 みやこ町 みやき町 あさぎり町 えびの市 "
    "いちき串木野市 南さつま市 さつま町 うるま市"
)
# With what may follow in kanji: つがる市長, つがる市役所.
_NAME = regex(rf"(?:{'|'.join(sorted(_NAMES.split(), key=len, reverse=True))}){_KANJI}*")
# Longest first: what stands behind a word and belongs to it (particles, formal nouns), then endings of verbs.
_PARTICLE_LIST: Final = (
    "それぞれ のみならず とともに において における について にかかわらず による により によって として "
    "ところ とおり ものの いずれ から まで より など ほか うち こと もの ため とき よう のみ だけ ごと ずつ たび "
    "は が を に で と も の へ や か"
)
_ENDING_LIST: Final = (
    "しなければならない なければならない ならない しなければ なければ しながら ながら することができる することが できる "
    "される させる られる しない され させ られ せる れる ない ます ました ません すること する した して すべき べき "
    "たい ずに だっ だろう たる なら ある あり おり いる いた った って んだ んで たり さ し せ た て ば ず ぬ む り る れ ろ い く け き"
)
_PARTICLES = tuple(_PARTICLE_LIST.split())
_ENDINGS = tuple(_ENDING_LIST.split())
# A verb in hiragana that stands for itself.
_VERBS: Final = (
    "かんがみ",
    "おいて",
    "よる",
    "かかる",
    "わたる",
    "はかる",
    "つとめる",
    "おこなう",
    "もって",
    "よって",
    "ついて",
)
# What makes a verb of a noun is no part of the noun.
_SURU: Final = ("する", "した", "して", "し", "され", "させ")
_HIRAGANA = regex("[ぁ-ゖゝゞー]+")
_PREFIXES = frozenset({"お", "ご"})


def words(text: str) -> Iterator[tuple[str, Kind]]:
    """The text in pieces with their kinds; joined they are the text."""
    at = 0
    for name in _NAME.finditer(text):
        yield from _runs(text[at : name.start()])
        yield name[0], "word"
        at = name.end()
    yield from _runs(text[at:])


def _runs(text: str) -> Iterator[tuple[str, Kind]]:
    at = 0
    while at < len(text):
        run = _RUN.match(text, at)
        assert run is not None
        at = run.end()
        match run.lastgroup:
            case "hiragana":
                yield from _hiragana(run[0])
            case "mark":
                yield run[0], "mark"
            case "kana" if set(run[0]) == {"・"}:
                yield run[0], "mark"
            case "kanji":
                stem = _okurigana(text, at)
                yield run[0] + text[at:stem], "verb" if stem > at else "word"
                at = stem
            case _:
                yield run[0], "word"


def _okurigana(text: str, start: int) -> int:
    """Where the hiragana ends that is part of the word before it (定め＋る, 基づ＋く): none where a particle begins."""
    run = _HIRAGANA.match(text, start)
    end = run.end() if run is not None else start
    for at in range(start, end):
        ending = _SURU if at == start else _ENDINGS
        if _begins(text, at, _PARTICLES) or _begins(text, at, ending):
            return at
    return end


def _hiragana(run: str) -> Iterator[tuple[str, Kind]]:
    at = 0
    while at < len(run):
        found, kind = _known(run, at)
        if not found:
            found = _unknown(run, at)
            kind = "prefix" if found in _PREFIXES else "word"
        yield found, kind
        at += len(found)


def _known(run: str, at: int) -> tuple[str, Kind]:
    if verb := _begins(run, at, _VERBS):
        return verb, "verb"
    if particle := _begins(run, at, _PARTICLES):
        return particle, "particle"
    return _begins(run, at, _ENDINGS), "inflection"


def _unknown(run: str, start: int) -> str:
    """Hiragana that no list knows (つくば, まちづくり): up to a long particle, or a short one that ends the run."""
    at = start + 1
    while at < len(run):
        particle = _begins(run, at, _PARTICLES)
        if len(particle) > 1 or (particle and at + len(particle) == len(run)):
            break
        at += 1
    return run[start:at]


def _begins(text: str, at: int, known: tuple[str, ...]) -> str:
    return next((one for one in known if text.startswith(one, at)), "")
