"""A text and an amending text -> whether the second was written for the first."""

from __future__ import annotations

import re
from datetime import date

from pipeline.amending.applying.refusal import Refusal
from pipeline.amending.language.address import Address, read_address, words_sha256
from pipeline.amending.language.pillars import MAIN, Part, parts
from pipeline.notation.dates import wareki
from pipeline.notation.text.width_policy import apply
from pipeline.provision.unit import Provision

_CURE = "この改め文が改める協約の文（締結したもの）を指定してください"


def part_for(base: Provision, text: str, label: str | None = None) -> Part | None:
    """The part of an amending text that amends a text, by its exact title; None if it is the whole, but for a 附則 that amends others.

    `label` (第2条, 附則第3項) says which part is meant where several amend it, one after another. Raises Refusal.
    """
    found = parts(text)
    if not found:
        if label is not None:
            raise Refusal("別の協約", f"改め文に「{label}」（…の一部を次のように改正する。）がありません", _CURE)
        return None
    title = _folded(base.title)
    if label is None:
        mine = [part for part in found if _folded(part.title) == title]
        # The 本則 may call the text by a shorter name: what it amends is told from its 柱書 (`must_address`).
        mine = mine or [part for part in found if part.label == MAIN]
    else:
        mine = [part for part in found if _folded(part.label) == _folded(label)]
        if mine and title and mine[0].label != MAIN and _folded(mine[0].title) != title:
            raise Refusal(
                "別の協約", f"{label}は「{mine[0].title}」を改めるもので、元の文の題名は「{base.title}」です", _CURE
            )
    if len(mine) == 1:
        return None if mine[0].label == MAIN else mine[0]
    named = "、".join(f"{part.label}（{part.title}）" for part in (mine or found))
    if mine:
        raise Refusal(
            "別の協約",
            f"元の文を改める条や項が{len(mine)}つあります（{named}）",
            f"施行の順に、--part {mine[0].label} のように一つずつ指定し、溶け込ませた文に次のものを当ててください",
        )
    if label is not None:
        raise Refusal("別の協約", f"改め文に「{label}」がありません（{named}）", _CURE)
    raise Refusal("別の協約", f"改め文は{named}を改めるもので、元の文の題名は「{base.title}」です", _CURE)


def must_address(base: Provision, day: date | None, text: str) -> Address:
    """What the amending text says of its base; one that names another paper is refused. Raises Refusal.

    `day`: when the base was signed, if that is known. A text without 柱書 names nothing and passes.
    """
    address = read_address(text)
    reason = _reason(base, day, address)
    if reason is not None:
        raise Refusal("別の協約", reason, _CURE, 0, address.end)
    return address


def _reason(base: Provision, day: date | None, address: Address) -> str | None:
    named, held = _folded(address.title), _folded(base.title)
    # A house may call it by a shorter name (連携協約の一部を…).
    if named and held and named not in held and held not in named:
        return f"改め文は「{address.title}」を改めるもので、元の文の題名は「{base.title}」です"
    if address.day is not None and day is not None and address.day != day:
        return (
            f"改め文は{wareki.format(address.day)}に締結した協約を改めるもので、"
            f"元の文は{wareki.format(day)}に締結したものです"
        )
    if address.sha256 and address.sha256 != words_sha256(base):
        return "改め文が作られた時の元の文と、字句が違います（SHA-256 が一致しません）"
    return None


def _folded(title: str) -> str:
    return re.sub("[ 　]", "", apply(title, "half"))
