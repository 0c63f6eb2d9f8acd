"""A Word document with open revisions -> the one text that its reader chose, or the reason why it is not read; all are told."""

from __future__ import annotations

from pathlib import Path

from pipeline.diagnostics import Place, Problems
from pipeline.importing.open_revisions import Choice, Open, open_revisions, resolved
from pipeline.source import reader

_MOST_SHOWN, _LONGEST = 50, 60
_CHOOSE = (
    "すべて承諾した文なら --revisions accept、すべて元に戻した文なら --revisions reject を付けるか、"
    "Wordで一つずつ承諾・元に戻すをしてから保存し直してください"
)


def settled(path: Path, choice: Choice | None, problems: Problems) -> bytes | None:
    """The document with its revisions accepted or rejected. None after an error: no choice was made where one is needed.

    Tracked changes, struck and hidden words, and comments are told one by one.
    """
    data = reader.read_bytes(path, problems, path.as_posix())
    if data is None:
        return None
    try:
        found = open_revisions(data)
    except ValueError:
        return data  # the reader of papers says why it is no document
    for each in found[:_MOST_SHOWN]:
        problems.warning("変更履歴", _said(each), _LOOK, Place(path.as_posix(), each.where))
    if len(found) > _MOST_SHOWN:
        problems.warning("変更履歴", f"ほか{len(found) - _MOST_SHOWN}か所", _LOOK, Place(path.as_posix()))
    changes = sum(each.changes_text for each in found)
    if changes and choice is None:
        problems.error(
            "変更履歴",
            f"承諾も元に戻すもされていない箇所が{changes}か所あり、文が二通りに読めます",
            _CHOOSE,
            Place(path.as_posix()),
        )
        return None
    return resolved(data, choice) if changes and choice is not None else data


_LOOK = "相手方の案やメモが残っていないか、確かめてください"


def _said(each: Open) -> str:
    who = "、".join(filter(None, (each.author, each.date)))
    words = (
        each.words if len(each.words) <= _LONGEST else f"{each.words[:_LONGEST]}…（ほか{len(each.words) - _LONGEST}字）"
    )
    what = f"「{words}」" if words else "段落の区切り"
    return f"{each.kind}{f'（{who}）' if who else ''}: {what}"
