"""An element of a web page -> why its words are none of the text: struck, not shown, or what a word processor puts around its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.late.regex import regex

if TYPE_CHECKING:
    from lxml.etree import _Element

_STRUCK = ("del", "s", "strike")
_UNSEEN = regex(
    r"(?i)(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*(?:\.0+)?%?\s*(?:;|$)"
    r"|font-size\s*:\s*0+(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|$)|clip\s*:\s*rect\(\s*[01](?:px)?\b"
    r"|(?:left|top|text-indent)\s*:\s*-[0-9]{3,}(?:\.[0-9]+)?(?:px|em|rem|%))"
)
_STRIKES = regex(r"(?i)text-decoration[a-z-]*\s*:[^;]*line-through")
# How LibreOffice 7 marks the edges of its pages (`title` of a div), its notes (`id` of a div, `class` of their numbers) and its
# fields, and Word 2016 its notes and comments (`mso-element` in a style, `id` of a div, `name` and `class` of their numbers).
_EDGES = {"header": "ヘッダー", "footer": "フッター"}
_NOTES = regex(r"(?i)(?:sdfootnote|ftn)[0-9]+")
_END_NOTES = regex(r"(?i)(?:sdendnote|edn)[0-9]+")
_OF_NOTE = regex(r"(?i)_(?:ftn|edn)ref[0-9]+")
_ANCHORS = frozenset({"sdfootnoteanc", "sdendnoteanc"})
_COMMENTS = frozenset({"msocomanchor", "msocomtxt", "msocommentreference"})
_MSO = regex(r"(?i)mso-element\s*:\s*(footnote|endnote|comment|header|footer)(?:-list)?\s*(?:;|$)")
_MSO_CALLED = {"footnote": "脚注", "endnote": "文末脚注", "comment": "コメント", **_EDGES}
# Fields whose words count pages.
_PAGE_FIELDS = frozenset({"page"})


def void(element: _Element) -> str:
    """Why the words of an element do not count; "" if they do."""
    tag = str(element.tag) if isinstance(element.tag, str) else ""
    if not tag:
        return ""
    style = element.get("style") or ""
    if tag in _STRUCK or _STRIKES.search(style):
        return "取消線"
    if element.get("hidden") is not None or _UNSEEN.search(style):
        return "頁に出ない部分"
    return _of_processor(element, tag, style)


def _of_processor(element: _Element, tag: str, style: str) -> str:
    classes = {name.lower() for name in (element.get("class") or "").split()}
    if tag == "sdfield":
        return "頁番号" if (element.get("type") or "").lower() in _PAGE_FIELDS else ""
    if tag == "a" and (classes & _ANCHORS or _OF_NOTE.fullmatch(element.get("name") or "")):
        return "脚注の番号"
    if classes & _COMMENTS:
        return "コメント"
    if (found := _MSO.search(style)) is not None:
        return _MSO_CALLED[found[1].lower()]
    if tag != "div":
        return ""
    named = element.get("id") or ""
    if _NOTES.fullmatch(named) or _END_NOTES.fullmatch(named):
        return "脚注" if _NOTES.fullmatch(named) else "文末脚注"
    return _EDGES.get((element.get("title") or "").lower(), "")
