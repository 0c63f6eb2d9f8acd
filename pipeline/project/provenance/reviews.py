"""Comments, proposals and approvals of a document <-> a file of lines beside its source that only grows.

One line is one event in JSON; nothing is ever rewritten, and the file can be read without the desk.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from pipeline.late.dataclass import dataclass

FOLDER = "reviews"
EventKind = Literal["意見", "提案", "回答", "採用", "不採用", "承認", "取消し", "確認"]


@dataclass(frozen=True, slots=True)
class Event:
    """What somebody said. `seen` is the hash of the pages that were before them, `quote` the words it is about.

    `after` is what a proposal puts in place of the quote; `to` is the number of the event that is answered.
    確認 is of one change of a change list, by its id (`change`): other words have another id.
    """

    number: int
    kind: EventKind
    who: str
    when: str
    seen: str
    words: str = ""
    quote: str = ""
    file: str = ""
    start: int = 0
    end: int = 0
    after: str = ""
    to: int = 0
    change: str = ""


_READER = TypeAdapter(Event)


class UnreadableError(ValueError):
    """A file of events that is no UTF-8, in Japanese."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"点検の記録 {path.name} が UTF-8 でないので、読めません。UTF-8 で保存し直すか、前のものに戻してください"
        )


def path_of(root: Path, document: str) -> Path:
    """sources/aomori/reviews/kyoyaku-蓬田村.jsonl."""
    area, _, name = document.partition("/")
    return root / "sources" / area / FOLDER / f"{name}.jsonl"


def events(path: Path) -> tuple[Event, ...]:
    """All events of a document; lines that are none are passed over, since a reader must not stop at them.

    Raises UnreadableError, OSError.
    """
    if not path.is_file():
        return ()
    made = []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(path) from error
    # What a remark may hold besides (U+2028, U+0085) ends no line of the file.
    for line in text.split("\n"):
        try:
            made.append(_READER.validate_json(line))
        except ValidationError:
            continue
    return tuple(made)


def with_event(before: bytes, event: Event) -> bytes:
    """A file with one event more: what it held stays, byte for byte."""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    return before + (json.dumps(asdict(event), ensure_ascii=False) + "\n").encode("utf-8")


def approvals(found: Sequence[Event], seen: str) -> tuple[list[Event], list[Event]]:
    """Approvals that hold for the pages as they are, and those that other words have voided."""
    taken_back = {e.to for e in found if e.kind == "取消し"}
    given = [e for e in found if e.kind == "承認" and e.number not in taken_back]
    return [e for e in given if e.seen == seen], [e for e in given if e.seen != seen]
