"""Styles of a template -> those that would print other words than the paper has: hidden, struck, in capitals, numbered, cut off.

A style says how words look. What takes them away, adds to them or turns them into signs changes the paper without a
trace in its text, and the PDF of the same paper would say something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain as joined

from pipeline.diagnostics import Place, Problems
from pipeline.galley.styles import (
    CHARACTER_STYLES,
    CLAUSE_PARAGRAPH_STYLES,
    DRAWN_STYLES,
    HEAD_STYLES,
    LETTER_PARAGRAPH_STYLES,
    PARAGRAPH_STYLES,
    PROSE_PARAGRAPH_STYLES,
)
from pipeline.late.regex import regex
from pipeline.writers.docx.parts.ooxml import Element, W
from pipeline.writers.docx.template.stylesheet import StyleSheet, chains

# Of every kind of paper; a template has those of its own.
_PARAGRAPHS = tuple(
    dict.fromkeys(
        (
            *PARAGRAPH_STYLES,
            *CLAUSE_PARAGRAPH_STYLES,
            *PROSE_PARAGRAPH_STYLES,
            *LETTER_PARAGRAPH_STYLES,
            *sorted(DRAWN_STYLES | HEAD_STYLES),
        )
    )
)
_OFF = frozenset({"0", "false", "off", "none"})
# Switches of a run (ECMA-376 part 1, 17.3.2) -> what Word calls them, and what they do to words.
_SWITCHES = {
    "vanish": ("隠し文字", "文字が印刷されません"),
    "webHidden": ("隠し文字", "文字が印刷されません"),
    "strike": ("取り消し線", "文字が消されたように印刷されます"),
    "dstrike": ("二重取り消し線", "文字が消されたように印刷されます"),
    "caps": ("すべて大文字", "英字が大文字に変わります"),
    "smallCaps": ("小型英大文字", "英字が大文字に変わります"),
}
# Fonts whose signs stand at the places of letters and digits.
_SIGN_FONTS = frozenset({"symbol", "webdings", "wingdings", "wingdings 2", "wingdings 3", "marlett"})
_HEX = regex("[0-9A-Fa-f]{6}")
# Less than this is not read on paper any more (JIS X 8341-3:2016 asks 3:1 of large letters).
_LEAST_CONTRAST = 3.0
_FONT_DIALOG = "Wordの［スタイルの変更］の［書式］→［フォント］"


def check(root: Element | None, sheet: StyleSheet, name: str, problems: Problems) -> None:
    """Reports every style that the galley uses and that says so, itself or by what it is based on."""
    if root is None:
        return
    defaults = root.findall(f"{W}docDefaults/*")
    for kind, wanted in (("paragraph", _PARAGRAPHS), ("character", CHARACTER_STYLES)):
        found = chains([s for s in root.findall(W + "style") if s.get(W + "type") == kind])
        for style in (s for s in wanted if s in found):
            owners = [*found[style], *(defaults if kind == "paragraph" else ())]
            told = joined(_of_runs(style, owners), _of_paragraphs(style, owners, sheet) if kind == "paragraph" else ())
            for message, cure in told:
                problems.error("ひな形文字", f"「{style}」は{message}", cure, Place(name, f"スタイル「{style}」"))


def tell_words(document: Element, name: str, problems: Problems) -> None:
    """Warns of what a template says by itself: its slots are marks by now, and no other format prints the rest."""
    said = ("".join(t.text or "" for t in p.iter(W + "t")).strip() for p in document.iter(W + "p"))
    own = [
        words for words in said if words and not (words.startswith("{{") and words.endswith("}}"))
    ]  # told as misplaced
    if own:
        shown = "".join(f"「{words[:20]}」" for words in own[:3])
        problems.warning(
            "ひな形文字",
            f"ひな形の本文に文があります（{shown}{' など' if own[3:] else ''}）。Wordにだけ印刷され、PDFとテキストには出ません",
            "文は原稿に書き、ひな形から消してください（ヘッダーとフッターには書けます）",
            Place(name, "本文"),
        )


def _of_runs(style: str, owners: list[Element]) -> Iterator[tuple[str, str]]:
    for switch, (called, effect) in _SWITCHES.items():
        said = next((e for o in owners if (e := o.find(f"{W}rPr/{W}{switch}")) is not None), None)
        if said is not None and said.get(W + "val", "1") not in _OFF:
            yield f"「{called}」で、{effect}", f"{_FONT_DIALOG}で「{called}」を外してください"
    for font in _fonts(owners):
        if font.lower() in _SIGN_FONTS:
            yield f"書体「{font}」で、文字が記号に変わります", f"{_FONT_DIALOG}で、文字のある書体にしてください"
    # Heads of tables may be light on a dark ground, which the style of the table lays.
    if not style.startswith("表") and not any(o.find(f".//{W}shd") is not None for o in owners):
        colour = _value(owners, "rPr", "color") or ""
        if _HEX.fullmatch(colour) and _contrast(colour) < _LEAST_CONTRAST:
            yield f"色（#{colour}）が薄く、白い紙で読めません", f"{_FONT_DIALOG}で、濃い色か「自動」にしてください"


def _of_paragraphs(style: str, owners: list[Element], sheet: StyleSheet) -> Iterator[tuple[str, str]]:
    number = next((n for o in owners if (n := o.find(f"{W}pPr/{W}numPr")) is not None), None)
    identity = number.find(W + "numId") if number is not None else None
    if number is not None and (identity is None or identity.get(W + "val") != "0"):
        yield (
            "段落番号付きで、原稿にない番号が印刷されます",
            "Wordの［スタイルの変更］の［書式］→［箇条書きと段落番号］を「なし」にしてください（番号は文字で入ります）",
        )
    line, size = sheet.lines.get(style), sheet.paragraph_half_points.get(style, 0) / 2
    if line is not None and line.rule == "exact" and line.amount / 20 < size:
        yield (
            f"行間が固定値{line.amount / 20:g}ポイントで、{size:g}ポイントの文字が切れます",
            "Wordの［スタイルの変更］の［書式］→［段落］で、「行間」の「間隔」を文字より大きくしてください",
        )


def _fonts(owners: Iterable[Element]) -> Iterator[str]:
    """The nearest font for each script, each once."""
    told: set[str] = set()
    for script in ("ascii", "hAnsi", "eastAsia"):
        found = next(
            (f for o in owners if (r := o.find(f"{W}rPr/{W}rFonts")) is not None and (f := r.get(W + script))), None
        )
        if found is not None and found not in told:
            told.add(found)
            yield found


def _value(owners: Iterable[Element], properties: str, key: str) -> str | None:
    return next(
        (v for o in owners if (e := o.find(f"{W}{properties}/{W}{key}")) is not None and (v := e.get(W + "val"))), None
    )


def _contrast(colour: str) -> float:
    """Against white (WCAG 2.1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
