"""Signed versions (署名版): a provision as it was signed <-> the JSON file that keeps it, words, keys and hash.

The words stand as plain text, so that the file can be read without the program; keys and skeletons stand beside them
in the same order. A file whose words do not give its hash is refused (I12).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from pipeline.labels.amendment_style import Manner
from pipeline.notation.text.width_policy import DigitWidth
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Provision, Unit
from pipeline.provision.unreadable import UnreadableError
from pipeline.provision.write import provision_lines

FORM = "renkei 署名版 1"
# Where signed versions lie, below the folder of their sources, and how their names end.
FOLDER, SUFFIX = "signed", ".json"


@dataclass(frozen=True, slots=True)
class Signing:
    """One event of the history (経緯): 締結, 変更 第1回 …; the day (None: unknown) and the hash of the words from then on."""

    name: str
    day: date | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """A signed version of one document. `day` None: not yet dated. `history` is oldest first."""

    document: str
    day: date | None
    provision: Provision
    manner: Manner
    history: tuple[Signing, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The words, one unit a line."""
        return provision_lines(self.provision, self.manner)

    @property
    def sha256(self) -> str:
        """The hash of the words."""
        return _hash(self.lines)


def _hash(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def signed(made: Frozen) -> Frozen:
    """The version with its first event, 締結."""
    return replace(made, history=(Signing("締結", made.day, made.sha256),))


def corrected(before: Frozen, made: Frozen) -> Frozen:
    """The version that takes the place of one that was kept by mistake: the same events, the last with these words."""
    if not before.history:
        return signed(made)
    return replace(made, history=(*before.history[:-1], replace(before.history[-1], sha256=made.sha256)))


def revised(before: Frozen, made: Frozen, day: date, word: str) -> Frozen:
    """The version after one more amendment, signed on a day: 変更 第1回."""
    history = before.history or signed(before).history
    return replace(made, history=(*history, Signing(f"{word} 第{len(history)}回", day, made.sha256)))


def write(frozen: Frozen) -> str:
    """The file of a signed version. Raises UnreadableError if its words cannot be read back to the same units."""
    again, _ = read_provision("\n".join(frozen.lines))
    if again != frozen.provision:
        raise UnreadableError(frozen.document, "平文にすると元の条・項・号・表に戻せない文があります")
    units = list(_units(frozen.provision))
    content = {
        "形式": FORM,
        "文書": frozen.document,
        "締結日": frozen.day.isoformat() if frozen.day is not None else None,
        "数字": frozen.manner.house.digits,
        "SHA-256": frozen.sha256,
        "経緯": [
            {"名": s.name, "日": s.day.isoformat() if s.day is not None else None, "SHA-256": s.sha256}
            for s in frozen.history
        ],
        "本文": frozen.lines,
        "キー": [u.key for u in units],
        "引用": [u.skeleton for u in units],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> Frozen:
    """The signed version in a file. Raises UnreadableError for another form, changed words or keys that do not fit."""
    try:
        content = json.loads(text)
    except ValueError as error:
        raise UnreadableError("", "署名版のファイルとして読めません（JSONではありません）") from error
    if not isinstance(content, dict) or content.get("形式") != FORM:
        raise UnreadableError("", f"署名版のファイルではありません（「形式」が「{FORM}」でない）")
    lines = _texts(content, "本文")
    if _hash(lines) != content.get("SHA-256"):
        raise UnreadableError("", "署名版の本文が、固定した時のもの（SHA-256）と違います")
    provision, manner = read_provision("\n".join(lines))
    keys, skeletons = _texts(content, "キー"), _texts(content, "引用")
    if not len(keys) == len(skeletons) == len(list(_units(provision))):
        raise UnreadableError("", "署名版の本文とキーの数が合いません")
    digits: DigitWidth = next((d for d in get_args(DigitWidth) if d == content.get("数字")), manner.house.digits)
    return Frozen(
        document=str(content.get("文書", "")),
        day=_day(content.get("締結日")),
        provision=_with_keys(provision, iter(zip(keys, skeletons, strict=True))),
        manner=Manner(replace(manner.house, digits=digits)),
        history=_history(content.get("経緯", [])),
    )


def _history(found: object) -> tuple[Signing, ...]:
    made = []
    for each in found if isinstance(found, list) else [None]:
        if not isinstance(each, dict):
            raise UnreadableError("", "署名版の「経緯」が読めません")
        made.append(Signing(str(each.get("名", "")), _day(each.get("日")), str(each.get("SHA-256", ""))))
    return tuple(made)


def _day(found: object) -> date | None:
    if found is None:
        return None
    try:
        return date.fromisoformat(str(found))
    except ValueError as error:
        raise UnreadableError(str(found), f"署名版の日付「{found}」が読めません") from error


def _texts(content: Mapping[str, object], key: str) -> list[str]:
    found = content.get(key)
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise UnreadableError("", f"署名版の「{key}」が文字の並びではありません")
    return [str(each) for each in found]


def _units(provision: Provision) -> Iterator[Unit]:
    for unit in (*provision.articles, *provision.supplement, *provision.schedules):
        yield from unit.walk()


def _with_keys(provision: Provision, keys: Iterator[tuple[str, str]]) -> Provision:
    def keyed(unit: Unit) -> Unit:
        key, skeleton = next(keys)
        return replace(unit, key=key, skeleton=skeleton, children=tuple(keyed(c) for c in unit.children))

    return replace(
        provision,
        articles=tuple(keyed(u) for u in provision.articles),
        supplement=tuple(keyed(u) for u in provision.supplement),
        schedules=tuple(keyed(u) for u in provision.schedules),
    )
