"""The key 変更の印 of a source -> what it asks for: marks on all that changed since a recorded version, computed, never typed.

「変更の印: { 版: 素案, 下線: はい, 区分: 当初予算額 }」. It belongs to no kind: it is taken off before the source is validated.
"""

from __future__ import annotations

from pipeline.diagnostics import Problems, Written
from pipeline.late.dataclass import dataclass
from pipeline.source.decode import nearest
from pipeline.source.nodes import Mapping, Node, span_of

KEY = "変更の印"
_VERSION, _UNDERLINE, _COLUMN = "版", "下線", "区分"
_KNOWN = (_VERSION, _UNDERLINE, _COLUMN)
_YES, _NO = "はい", "いいえ"


@dataclass(frozen=True, slots=True)
class MarksAsked:
    """Since which version; whether changed words are underlined; the 欄 by whose amount a row is 拡充 or 縮小 (None: no such marks)."""

    version: Written
    underlined: bool
    column: Written | None


def taken_off(node: Node, problems: Problems) -> tuple[Node, MarksAsked | None]:
    """The source without the key, and what it asks; None if nothing, or after an error."""
    if not isinstance(node, Mapping):
        return node, None
    value = node.get(KEY)
    if value is None:
        return node, None
    return node.without(KEY), _asked(value, problems)


def _asked(value: Node, problems: Problems) -> MarksAsked | None:
    how = "「変更の印: { 版: 素案 }」のように書いてください"
    if not isinstance(value, Mapping):
        problems.error("版", "変更の印に、どの版からの変更かがありません", how, span_of(value))
        return None
    for entry in value.entries:
        if entry.key.text not in _KNOWN:
            problems.error(
                "版",
                f"変更の印に「{entry.key}」という項目はありません",
                nearest(entry.key.text, _KNOWN),
                entry.key.span(),
            )
            return None
    version, underline, column = (value.get(key) for key in _KNOWN)
    if not isinstance(version, Written) or not version.text.strip():
        problems.error("版", "変更の印に、どの版からの変更かがありません", how, value.place)
        return None
    said = underline.text.strip() if isinstance(underline, Written) else _YES
    if said not in (_YES, _NO):
        problems.error("版", f"下線は「{_YES}」か「{_NO}」です（「{said}」）", how, span_of(underline or value))
        return None
    return MarksAsked(version, said == _YES, column if isinstance(column, Written) else None)


SCHEMA: dict[str, object] = {
    "type": "object",
    "description": "記録した版（renkei freeze --as）から変わったところに、印を付けて印刷します",
    "properties": {
        _VERSION: {"type": "string", "description": "版の名。例: 素案"},
        _UNDERLINE: {"enum": [_YES, _NO], "description": "変わった語に下線を引くか。書かなければ、引きます"},
        _COLUMN: {
            "type": "string",
            "description": "額の欄の名。その増減で、行に〔新規〕〔拡充〕〔縮小〕〔終了〕を付けます",
        },
    },
    "required": [_VERSION],
    "additionalProperties": False,
}
