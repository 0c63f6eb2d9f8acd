"""A text as amended, 附則 and all -> what its amendment leads to, and the 附則 that came with it: that is the amendment's own."""

from __future__ import annotations

from dataclasses import replace

from pipeline.provision.unit import Provision, Unit


def without_added(old: Provision, new: Provision) -> tuple[Provision, Unit | None]:
    """The new text without the 附則 of its amendment, and that one: the last of all, with a title, where `old` has one fewer.

    No amendment of a text adds it: a 条例 that amends another has a 附則 of its own, which collections print behind those
    of the text.
    """
    last = new.supplement[-1] if new.supplement else None
    before = _count(old)
    if last is None or last.level != "各附則" or not last.text or len(new.supplement) != before + 1:
        return new, None
    if last.text in {unit.text for unit in old.supplement}:
        return new, None
    kept = new.supplement[:-1]
    alone = len(kept) == 1 and not kept[0].text and old.supplement[0].level != "各附則"
    return replace(new, supplement=kept[0].children if alone else kept), last


def with_added(text: Provision, added: Unit | None) -> Provision:
    """The text as a collection prints it."""
    if added is None:
        return text
    own = text.supplement
    if own and own[0].level != "各附則":
        own = (Unit("各附則", children=own),)
    return replace(text, supplement=(*own, added))


def _count(text: Provision) -> int:
    """How many 附則 a text has."""
    if not text.supplement:
        return 0
    return len(text.supplement) if text.supplement[0].level == "各附則" else 1
