"""Labels of lists: 3 <-> ③, ウ, ハ, III, (3), （３）, 第3, as articles, items and plain documents number their parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from pipeline.late.dataclass import dataclass
from pipeline.notation.numbers.numeral import whole_number
from pipeline.notation.problem import NotationError
from pipeline.notation.text.folded_text import Reading, closed_up
from pipeline.notation.text.width_policy import apply

Scheme = Literal[
    "circled",
    "aiueo",
    "iroha",
    "roman_ascii",
    "roman_unicode",
    "paren",
    "paren_full",
    "paren_aiueo",
    "alphabet",
    "paren_alphabet",
    "dai",
]
Kind = Literal["circled", "dai", "paren", "roman", "aiueo", "iroha"]
KanaScheme = Literal["auto", "iroha"]

# Source: 公用文作成の考え方 I-3 and 法令 (イロハ); ア to ワ without ヲ and ン, イ to ス without ン.
AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
# The same in hiragana; 十干.
HIRAGANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわ"
HIRAGANA_IROHA = "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす"
STEMS = "甲乙丙丁戊己庚辛壬癸"
# Source: Unicode 15, Enclosed Alphanumerics and Enclosed CJK Letters, 0 to 50.
CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
# Source: Unicode 15, Number Forms, 1 to 12.
ROMAN_CHARACTERS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
# Source: Unicode 15, Number Forms, Enclosed Alphanumerics, Enclosed CJK Letters and Months, Dingbats; each series from 1.
SIGNS: tuple[str, ...] = (
    "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ", "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", "❶❷❸❹❺❻❼❽❾❿⓫⓬⓭⓮⓯⓰⓱⓲⓳⓴",
    "ⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩ", "ⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁⓂⓃⓄⓅⓆⓇⓈⓉⓊⓋⓌⓍⓎⓏ", "⒜⒝⒞⒟⒠⒡⒢⒣⒤⒥⒦⒧⒨⒩⒪⒫⒬⒭⒮⒯⒰⒱⒲⒳⒴⒵",
    "㋐㋑㋒㋓㋔㋕㋖㋗㋘㋙㋚㋛㋜㋝㋞㋟㋠㋡㋢㋣㋤㋥㋦㋧㋨㋩㋪㋫㋬㋭㋮㋯㋰㋱㋲㋳㋴㋵㋶㋷㋸㋹㋺㋻", "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
    "⓵⓶⓷⓸⓹⓺⓻⓼⓽⓾", "➀➁➂➃➄➅➆➇➈➉", "➊➋➌➍➎➏➐➑➒➓",
)  # fmt: skip
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_ROMAN_PARTS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """A label read: which kind of numbering it belongs to and which place it names."""

    kind: Kind
    value: int


def circled(number: int) -> str:
    """③, from 0 to 50."""
    return _pick(CIRCLED, number, first=0)


def aiueo(number: int) -> str:
    """ウ for 3, from 1 to 44."""
    return _pick(AIUEO, number)


def iroha(number: int) -> str:
    """ハ for 3, from 1 to 47."""
    return _pick(IROHA, number)


def roman(number: int) -> str:
    """III for 3, in Latin letters, from 1 to 3999."""
    if not 1 <= number <= 3999:
        raise outside(number, 1, 3999)
    written = ""
    for value, letters in _ROMAN_PARTS:
        written += letters * (number // value)
        number %= value
    return written


def roman_character(number: int) -> str:
    """Ⅲ for 3, one character, from 1 to 12."""
    return _pick(ROMAN_CHARACTERS, number)


def sign(series: str, number: int) -> str:
    """㋒ for 3 of a series of single signs. Raises NotationError beyond its last."""
    return _pick(series, number)


def paren(number: int) -> str:
    """(3)."""
    return f"({_positive(number)})"


def paren_full(number: int) -> str:
    """（３）."""
    return f"（{apply(str(_positive(number)), 'full')}）"


def paren_aiueo(number: int) -> str:
    """(ウ) for 3: the level below ウ."""
    return f"({aiueo(number)})"


def alphabet(number: int) -> str:
    """The letter, c for 3: the level below (ウ), from 1 to 26."""
    return _pick(ALPHABET, number)


def paren_alphabet(number: int) -> str:
    """(c) for 3."""
    return f"({alphabet(number)})"


def dai(number: int) -> str:
    """第3: the first level of a plain document."""
    return f"第{_positive(number)}"


def format(number: int, scheme: Scheme) -> str:  # noqa: A001
    """The label in a scheme. Raises NotationError outside the scheme: ㊿ is the last circled number."""
    return _WRITERS[scheme](number)


def parse(label: str, scheme: KanaScheme = "auto") -> Label:
    """The label read; one katakana counts アイウ unless the scheme is iroha.

    Raises NotationError for anything else, for 0 except ⓪, and for Roman numerals that are not canonical (IIII).
    """
    bare = label.strip(" \u3000\u00a0")
    if len(bare) == 1 and bare in CIRCLED:
        return Label("circled", CIRCLED.index(bare))
    reading = closed_up(label)
    text = reading.text
    if text.startswith("(") and text.endswith(")") and (number := _arabic(text[1:-1])):
        return Label("paren", number)
    if text.startswith("第") and (place := whole_number(text[1:])):
        return Label("dai", place)
    if len(text) == 1 and text in (IROHA if scheme == "iroha" else AIUEO):
        return Label("iroha", IROHA.index(text) + 1) if scheme == "iroha" else Label("aiueo", AIUEO.index(text) + 1)
    if value := _roman_value(text):
        return Label("roman", value)
    raise _unknown(reading)


def _arabic(text: str) -> int:
    """The value of plain digits without leading zeros, 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 and text[0] != "0" else 0


def _roman_value(text: str) -> int:
    """The value of a canonical Roman numeral all in capitals or all in small letters, 0 for anything else."""
    letters = text.upper()
    if not text or text not in {letters, text.lower()} or not set(letters) <= set("IVXLCDM"):
        return 0
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    numbers = [values[letter] for letter in letters]
    total = sum(-n if n < after else n for n, after in zip(numbers, [*numbers[1:], 0], strict=True))
    return total if 1 <= total <= 3999 and roman(total) == letters else 0


def _pick(labels: str, number: int, first: int = 1) -> str:
    if not first <= number < first + len(labels):
        raise outside(number, first, first + len(labels) - 1)
    return labels[number - first]


def _positive(number: int) -> int:
    if number < 1:
        raise NotationError("out_of_scheme", 0, 0, f"{number}番という番号はありません", "1以上の番号にしてください")
    return number


def outside(number: int, first: int, last: int) -> NotationError:
    """The error for a number that a series does not reach."""
    return NotationError(
        "out_of_scheme",
        0,
        0,
        f"{number}番はこの番号の書き方では表せません",
        f"{first}から{last}までにするか、別の番号の書き方を選んでください",
    )


def _unknown(reading: Reading) -> NotationError:
    return reading.error(
        "bad_label",
        f"「{reading.source}」は番号として読めません",
        "「(1)」「ア」「①」「第1」のように書いてください",
    )


_WRITERS: dict[Scheme, Callable[[int], str]] = {
    "circled": circled,
    "aiueo": aiueo,
    "iroha": iroha,
    "roman_ascii": roman,
    "roman_unicode": roman_character,
    "paren": paren,
    "paren_full": paren_full,
    "paren_aiueo": paren_aiueo,
    "alphabet": alphabet,
    "paren_alphabet": paren_alphabet,
    "dai": dai,
}
