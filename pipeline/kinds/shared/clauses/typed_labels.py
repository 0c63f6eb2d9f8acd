"""Numbers and brackets that a clerk typed at the head of a text, though they are printed of themselves: errors with their cure."""

from __future__ import annotations

import re

from pipeline.diagnostics import Written
from pipeline.late.regex import regex
from pipeline.source.fields import FieldError

_DIGIT = "0-9０-９"
_NUMBER = f"[{_DIGIT}〇一二三四五六七八九十百]+"
_ARTICLE = regex(f"第{_NUMBER}条(?:の{_NUMBER})*")
# A number in brackets needs no blank behind it, unless it is cited: （1）及び（2）に掲げるもの.
_CITED = "(?!及び|並びに|又は|若しくは|から|まで|[、，・～〜にのとをはが])"
_BRACKETED = f"[(（][{_DIGIT}ア-ンa-zａ-ｚ]{{1,3}}[)）](?:[ 　]+|{_CITED})"
_CIRCLED = f"[①-⑳](?:[ 　]+|{_CITED})"
_IN_PARAGRAPH = regex(
    f"(?:{_ARTICLE.pattern}|[{_DIGIT}]{{1,3}}|{_ARTICLE.pattern}第{_NUMBER}項)[ 　]+|{_BRACKETED}|{_CIRCLED}"
)
_IN_ITEM = regex(f"(?:[{_DIGIT}]{{1,3}}[.．]?|[ア-ンa-zａ-ｚ])[ 　]+|[一二三四五六七八九十]+　|{_BRACKETED}|{_CIRCLED}")
_IN_CHAPTER = regex(f"第{_NUMBER}[編章節款目][ 　]*")
_IN_SECTION = regex(f"(?:[{_DIGIT}]{{1,3}}[.．]?|[ア-ン]|第{_NUMBER})[ 　]+|{_BRACKETED}|{_CIRCLED}")
_BEFORE_CAPTION = regex(f"{_ARTICLE.pattern}(?:[ 　]+|(?=[(（]))")
_CAPTION = regex("[(（]([^()（）]*)[)）]")


def check_paragraph(text: Written | None) -> None:
    """第1条　, 2　 or (1)　 before the text of a 条 or 項."""
    _check(text, _IN_PARAGRAPH)


def check_item(text: Written | None) -> None:
    """(1)　 or ア　 before the text of a 号."""
    _check(text, _IN_ITEM)


def check_chapter(heading: Written) -> None:
    """第1章　 before the name of a 章."""
    _check(heading, _IN_CHAPTER)


def check_section(heading: Written) -> None:
    """1　 before the heading of a division of a 別表 that counts its divisions."""
    _check(heading, _IN_SECTION)


def check_caption(caption: Written | None) -> None:
    """第1条（目的） or （目的） for the 見出し 目的."""
    if caption is None:
        return
    words = caption.text.strip()
    numbered = _BEFORE_CAPTION.match(words)
    bare = words[numbered.end() :] if numbered is not None else words
    whole = _CAPTION.fullmatch(bare)
    if numbered is not None or whole is not None:
        raise FieldError(
            "番号",
            f"見出し「{caption}」に、{'番号' if numbered is not None else '括弧'}が書かれています",
            f"番号と括弧は、印刷するときに付きます。「{whole[1] if whole is not None else bare}」とだけ書いてください",
            at=caption,
        )


def _check(text: Written | None, label: re.Pattern[str]) -> None:
    if text is None or (found := label.match(text.text.lstrip())) is None:
        return
    raise FieldError(
        "番号",
        f"文の初めに、番号「{found[0].strip()}」が書かれています",
        "番号は、置いた順に付きます（二度印刷されます）。消して、その後から書いてください",
        at=text,
    )
