"""What a template must not bring: programs, links to outside, foreign content, unfinished revisions."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from pipeline.diagnostics import Place, Problems
from pipeline.late.regex import regex
from pipeline.writers.docx.parts.ooxml import Element, W
from pipeline.writers.docx.parts.package import DOCUMENT_TYPE, Package, Relationship

if TYPE_CHECKING:
    from collections.abc import Iterator

_PROGRAM_KINDS = frozenset({"vbaProject", "wordVbaData", "attachedToolbars", "keyMapCustomizations", "control"})
_EMBEDDED_KINDS = frozenset({"oleObject", "package", "activeXControlBinary", "subDocument"})
_SAFE_LINK = regex(r"(https?://|mailto:)", re.IGNORECASE)

# ECMA-376 part 1, 17.13.5: revisions.
_REVISIONS = tuple(
    W + tag
    for tag in (
        "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "rPrChange", "pPrChange", "sectPrChange",
        "tblPrChange", "tblPrExChange", "tblGridChange", "tcPrChange", "trPrChange", "numberingChange",
    )
)  # fmt: skip
# ECMA-376 part 1, 17.16.5: fields that fetch something from elsewhere.
_FETCHING = regex(r"\s*(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DDE|DDEAUTO|DATABASE|RD)\b", re.IGNORECASE)

_BODY = "本文"
# Parts by the names that programs give them, of which numbers tell several (header2.xml).
_STORIES = {
    "document": _BODY, "header": "ヘッダー", "footer": "フッター", "footnotes": "脚注", "endnotes": "文末脚注", "comments": "コメント",
}  # fmt: skip


def check(package: Package, name: str, problems: Problems) -> None:
    """Reports each kind of danger once for each part that bears it."""
    _check_types(package, name, problems)
    for part, relationships in sorted(package.relationships.items()):
        for relationship in relationships:
            _check_relationship(relationship, Place(name, _story(part)), problems)
    for part, root in package.trees.items():
        _check_tree(root, name, _story(part), problems)


def _story(part: str) -> str:
    """A part as who edits it knows it; one that nobody sees by its name."""
    stem = posixpath.basename(part).split(".")[0]
    called = _STORIES.get(stem.rstrip("0123456789"))
    return part if called is None else called if called == _BODY else f"{called}（{posixpath.basename(part)}）"


def _at(found: Element, root: Element, name: str, story: str) -> Place:
    """The paragraph in which something stands, or that it holds: its number and its first words."""
    own = next(found.iterancestors(W + "p"), None)
    paragraph = own if own is not None else next(found.iter(W + "p"), None)
    if paragraph is None:
        return Place(name, story)
    number = next(n for n, each in enumerate(root.iter(W + "p"), 1) if each is paragraph)
    words = "".join(text.text or "" for text in paragraph.iter(W + "t", W + "delText")).strip()[:20]
    return Place(name, f"{story} 第{number}段落{f'「{words}」' if words else ''}")


def _check_types(package: Package, name: str, problems: Problems) -> None:
    kind = package.types[package.main]
    if any("macroEnabled" in t or "vbaProject" in t for t in package.types.values()):
        _refuse_programs(Place(name), problems)
    elif kind != DOCUMENT_TYPE:
        problems.error(
            "ひな形形式",
            f"Word文書ではありません（種類「{kind.rsplit('.', 1)[-1] or '不明'}」）",
            "Wordのテンプレート（.dotx）ではなく「Word 文書（*.docx）」として保存してください",
            Place(name),
        )


def _check_relationship(relationship: Relationship, place: Place, problems: Problems) -> None:
    kind, target = relationship.kind, relationship.target
    if kind in _PROGRAM_KINDS:
        _refuse_programs(place, problems)
    elif kind == "aFChunk":
        _refuse_chunks(place, problems)
    elif relationship.external and kind == "attachedTemplate":
        problems.error(
            "ひな形外部参照",
            f"外のテンプレート「{target}」が添付されています",
            "［開発］タブの「文書テンプレート」で「Normal」に戻して保存してください",
            place,
        )
    elif relationship.external and not (kind == "hyperlink" and _SAFE_LINK.match(target)):
        problems.error(
            "ひな形外部参照",
            f"ファイルの外「{target}」を参照しています（{kind}）",
            "画像などは「リンク」ではなく「挿入」で文書に入れ、ほかの参照は消してください",
            place,
        )
    elif kind in _EMBEDDED_KINDS:
        problems.error(
            "ひな形埋込",
            "ほかのファイル（OLE、ActiveX、サブ文書）が埋め込まれています",
            "埋め込みを消すか、図にしてください",
            place,
        )


def _check_tree(root: Element, name: str, story: str, problems: Problems) -> None:
    if (found := next(root.iter(*_REVISIONS), None)) is not None:
        problems.error(
            "ひな形変更履歴",
            "変更履歴が残っています",
            "［校閲］タブで変更をすべて承諾するか元に戻し、記録を止めてから保存してください",
            _at(found, root, name, story),
        )
    if (found := next(root.iter(W + "comment", W + "commentReference", W + "commentRangeStart"), None)) is not None:
        problems.error(
            "ひな形コメント",
            "コメントが付いています",
            "［校閲］タブでコメントをすべて削除してください",
            _at(found, root, name, story),
        )
    if (found := next(root.iter(W + "altChunk"), None)) is not None:
        _refuse_chunks(_at(found, root, name, story), problems)
    for instruction, element in _instructions(root):
        if _FETCHING.match(instruction):
            problems.error(
                "ひな形外部参照",
                f"文書の外から取り込むフィールド「{instruction.strip()[:30]}」があります",
                "フィールドを消すか、［Ctrl］+［Shift］+［F9］で文字に変えてください",
                _at(element, root, name, story),
            )


def _instructions(root: Element) -> Iterator[tuple[str, Element]]:
    """Field codes, each joined from the runs over which Word spread it, and where each ends."""
    open_codes: list[list[str]] = []
    last = root
    for element in root.iter(W + "fldSimple", W + "fldChar", W + "instrText"):
        kind, last = element.get(W + "fldCharType"), element
        if element.tag == W + "fldSimple":
            yield element.get(W + "instr") or "", element
        elif element.tag == W + "instrText":
            if not open_codes:
                open_codes.append([])
            open_codes[-1].append(element.text or "")
        elif kind == "begin":
            open_codes.append([])
        elif kind == "end" and open_codes:
            yield "".join(open_codes.pop()), element
    for code in open_codes:
        yield "".join(code), last


def _refuse_programs(place: Place, problems: Problems) -> None:
    problems.error(
        "ひな形マクロ",
        "マクロを含むひな形は使えません",
        "マクロを含まない「Word 文書（*.docx）」として保存してください",
        place,
    )


def _refuse_chunks(place: Place, problems: Problems) -> None:
    problems.error(
        "ひな形埋込",
        "ほかの文書の取り込み（altChunk）があります",
        "Wordで開いて保存し直し、取り込んだ内容を確かめてください",
        place,
    )
