"""What of a web page is none of its paper: elements that lead about in a site, and lines that are links to elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.comparing.node import Node
from pipeline.importing.paper import BLANKS
from pipeline.importing.structure import contents, marks
from pipeline.importing.structure.head import is_title
from pipeline.importing.structure.read import begins_part
from pipeline.importing.web.page import elements
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

if TYPE_CHECKING:
    from lxml.etree import _Element

# Landmarks of a site (WAI-ARIA 1.2, 5.3.4), and elements that are such by themselves.
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
_PARTS = frozenset({"nav", "aside", "button", "select", "textarea", "noscript", "noframes"})
# These belong to the paper where they stand in one of these.
_ENDS, _WITHIN = frozenset({"header", "footer"}), ("article", "section", "main")
# Signs between links that lead about; blanks do not count.
_BETWEEN = "|｜/／>＞»›≫<＜«‹≪・:：[]［］【】()（）▲△▼▽↑↓←→⇒■●◆"
_STEPS = ">＞»›≫"
_FURNITURE = regex(
    r"(?:©|Copyright\b).*|.*All Rights Reserved\.?"
    r"|(?:この|本)?(?:ページ|頁|画面)の?(?:先頭|トップ|上部?)(?:へ|に)?(?:戻る|もどる)?|(?:前|次)の?(?:ページ|頁|画面)へ"
    r"|(?:前|元|一覧|目次)の?(?:ページ|頁|画面)?(?:へ|に)(?:戻る|もどる)"
    r"|(?:本文へ)?(?:印刷|閉じる|戻る|スキップ|ジャンプ)(?:する)?|(?:本文|メニュー)へ(?:移動|スキップ|ジャンプ)(?:する|します)?",
    re.IGNORECASE,
)
_REACH = regex(r"\(第.{1,12}条.*\)$")
# A 目次 of a site has so many entries that follow each other.
_LEAST_RUN = 2
# Where the last step of a path is said again: the title of the paper.
_NEAR = 12


def site_parts(root: _Element, body: _Element) -> list[list[str]]:
    """Empties the elements of a page that lead about in its site, and what stands beside its document; their lines, one list for each."""
    made: list[list[str]] = []
    for nav in list(root.iter("nav")):  # words of these are no lines until they have another name
        nav.tag = "div"
        nav.set("role", "navigation")
    for around in list(body.iterancestors("svg")):
        around.tag = "div"
    made += ([w for t in e.itertext() if (w := " ".join(str(t).split()))] for e in root.iter("svg"))
    leading = [element for element in body.iterdescendants() if isinstance(element.tag, str) and _leads_about(element)]
    outermost = [e for e in leading if not any(a in leading for a in e.iterancestors())]
    made += map(_emptied, outermost)
    if body is not root:
        beside, above = body.tail or "", body.getparent()
        at = above.index(body) if above is not None else 0
        if above is not None:
            above.remove(body)
            body.tail = ""
            made.append([*_lines(root), *filter(None, [beside.strip(BLANKS)])])
            above.insert(at, body)
    return [lines for lines in made if lines]


def _leads_about(element: _Element) -> bool:
    if element.tag in _PARTS or (element.get("role") or "").strip().lower() in _ROLES:
        return True
    if element.tag not in _ENDS or next(element.iterancestors(*_WITHIN), None) is not None:
        return False
    return not any(is_title(line) or marks.article(line) is not None for line in _lines(element))


def _emptied(element: _Element) -> list[str]:
    lines = list(_lines(element))
    for child in list(element):
        element.remove(child)
    element.text = ""
    return lines


def _lines(element: _Element) -> Iterator[str]:
    return (each.words for _, node in elements(element) for each in node.walk() if each.words and not each.is_joined)


@dataclass(frozen=True, slots=True)
class Shown:
    """A block of a page with the level of its heading. `links`: which of its letters stand in a link."""

    level: int
    node: Node
    links: tuple[bool, ...] = ()

    @property
    def bare(self) -> str:
        """Its words without any blank."""
        return "".join(self.node.words.split())

    @property
    def is_linked(self) -> bool:
        """Whether it is a line of links and signs between them."""
        held = [(c, is_link) for c, is_link in zip(self.node.words, self.links, strict=True) if not c.isspace()]
        return any(is_link for _, is_link in held) and all(is_link or c in _BETWEEN for c, is_link in held)

    @property
    def is_path(self) -> bool:
        """Whether it says the way to a page: links, each with a sign behind it, and where one is at last."""
        pieces: list[tuple[str, bool]] = []
        for char, is_link in zip(self.node.words, self.links, strict=True):
            if char.isspace():
                continue
            if pieces and pieces[-1][1] is is_link:
                pieces[-1] = (pieces[-1][0] + char, is_link)
            else:
                pieces.append((char, is_link))
        words = [
            (text, is_link) for text, is_link in pieces if is_link or text.strip(_BETWEEN) or set(text) & set(_STEPS)
        ]
        links = [n for n, (_, is_link) in enumerate(words) if is_link]
        if not links or links[0] != 0 or len(words) < 2:
            return False
        between = [text for text, is_link in words if not is_link]
        return bool(between) and between[0][0] in _STEPS and all(set(text) <= set(_STEPS) for text in between[:-1])


def shown(body: _Element) -> list[Shown]:
    """The blocks of a page, and which letters of them lead elsewhere; the page is as it was."""
    blocks = list(elements(body))
    text = "".join(map(str, body.itertext()))
    begin, end = [c for n in range(0x10F000, 0x10F100) if (c := chr(n)) not in text][:2]
    held: list[tuple[_Element, str | None, _Element | None, str | None]] = []
    for link in body.iter("a"):
        if link.get("href") is None or not "".join(map(str, link.itertext())).strip(BLANKS):
            continue
        last = link[-1] if len(link) else None
        held.append((link, link.text, last, last.tail if last is not None else None))
        link.text = begin + (link.text or "")
        if last is not None:
            last.tail = (last.tail or "") + end
        else:
            link.text += end
    marked = list(elements(body))
    for link, own, last, tail in held:
        link.text = own
        if last is not None:
            last.tail = tail
    if len(marked) != len(blocks):
        marked = blocks
    return [
        _told(level, node, other.words, begin, end) for (level, node), (_, other) in zip(blocks, marked, strict=True)
    ]


def _told(level: int, node: Node, words: str, begin: str, end: str) -> Shown:
    """A block with its links; with none where the marks have moved its words."""
    links: list[bool] = []
    kept: list[str] = []
    is_link = False
    for char in words:
        if char in (begin, end):
            is_link = char == begin
            continue
        kept.append(char)
        links.append(is_link)
    is_same = "".join(kept) == node.words
    return Shown(level, node, tuple(links) if is_same else (False,) * len(node.words))


def parted(blocks: Sequence[Shown]) -> tuple[list[Shown], list[list[str]]]:
    """The blocks of the paper, and the lines that are none of it, those together that follow each other."""
    out = _out(blocks)
    made: list[list[str]] = []
    for n in sorted(out):
        if n - 1 not in out:
            made.append([])
        made[-1].append(blocks[n].node.words)
    return [block for n, block in enumerate(blocks) if n not in out], made


def _out(blocks: Sequence[Shown]) -> set[int]:
    said = {b.bare for b in blocks if b.node.kind == "文" and not b.is_linked and not b.is_path}
    title = next((n for n, b in enumerate(blocks) if _is_own_title(b)), 0)
    out: set[int] = set()
    for run in _runs(blocks):
        words = [blocks[n].node.words for n in run]
        is_list = (
            len(run) >= _LEAST_RUN
            and any(marks.article(w) is not None or marks.caption(w) for w in words)
            and not any(w.rstrip(BLANKS).endswith("。") for w in words)
        )
        if run[0] > title and not is_list and _lists_articles(blocks, run):
            continue  # the 目次 of the paper
        gone = [
            n for n in run if n < title or is_list or blocks[n].bare in said or not _is_of_paper(blocks[n].node.words)
        ]
        out.update(gone)
        if gone and run[0] == gone[0] and run[0] and contents.begins(blocks[run[0] - 1].node.words):
            out.add(run[0] - 1)
    for n, block in enumerate(blocks):
        if block.node.kind == "文" and (
            block.is_path or _FURNITURE.fullmatch(block.node.words.strip(BLANKS + _BETWEEN))
        ):
            out.add(n)
    for n, block in enumerate(blocks):
        near = [b.bare for b in blocks[n + 1 : n + _NEAR]]
        if (
            n - 1 in out
            and n not in out
            and is_title(block.node.words)
            and block.bare in near
            and blocks[n - 1].is_linked
        ):
            out.add(n)  # the last step of a path, which leads nowhere
    return out


def _lists_articles(blocks: Sequence[Shown], run: Sequence[int]) -> bool:
    """Whether lines stand in the 目次 of a paper, which says for each chapter the 条 in it; not all of its entries need be links."""
    first, last = run[0], run[-1]
    while first > 0 and _is_entry(blocks[first - 1]):
        first -= 1
    while last + 1 < len(blocks) and _is_entry(blocks[last + 1]):
        last += 1
    return any(b.node.listed or _REACH.search(marks.fold(b.node.words)) for b in blocks[first : last + 1])


def _is_entry(block: Shown) -> bool:
    return block.node.kind == "文" and contents.is_entry(block.node.words)


def _is_own_title(block: Shown) -> bool:
    return block.node.kind == "文" and not block.is_linked and not block.is_path and is_title(block.node.words)


def _runs(blocks: Sequence[Shown]) -> Iterator[list[int]]:
    """Lines of links that follow each other."""
    run: list[int] = []
    for n, block in enumerate(blocks):
        if block.node.kind == "文" and block.is_linked:
            run.append(n)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_of_paper(words: str) -> bool:
    """Whether a line may be one of a paper though all of it is a link."""
    return (
        words.rstrip(BLANKS).endswith("。")
        or bool(marks.labels(words))
        or marks.article(words) is not None
        or marks.chapter(words) is not None
        or marks.caption(words) is not None
        or begins_part(words)
        or is_title(words)
    )
