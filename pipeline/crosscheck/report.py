"""What comparing an area found -> lines for a terminal and a record for machines, with both places of every finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.crosscheck.facts import Checked, Contradiction, Fact

Json = dict[str, object]


def lines(checked: Checked) -> Iterable[str]:
    """How much was compared, and what differs for a reason."""
    reasons = Counter(one.reason for one in checked.legal)
    told = "、".join(f"{reason}{count}件" for reason, count in reasons.items())
    silenced = f"、理由を付けて止めたもの{len(checked.silenced)}件" if checked.silenced else ""
    left_out = f"誤りのある原稿（{'、'.join(checked.unread)}）は除きました。" if checked.unread else ""
    yield (
        f"{checked.area}: {len(checked.papers)}の原稿の{len(checked.facts)}の事実を照らし合わせました。"
        f"食い違い{len(checked.contradictions)}件{silenced}"
        + (f"、違ってよいもの（{told}）" if told else "")
        + f"。{left_out}"
    )


def record(checked: Checked) -> Json:
    """All of it: every fact, every contradiction with its places, every difference with its reason."""
    return {
        "area": checked.area,
        "sources": list(checked.papers),
        "unread": list(checked.unread),
        "facts": [_fact(f) for f in checked.facts],
        "contradictions": [_contradiction(c) for c in checked.contradictions],
        "silenced": [{**_contradiction(c), "why": why} for c, why in checked.silenced],
        "legal": [{"reason": one.reason, "facts": [_fact(f) for f in one.facts]} for one in checked.legal],
    }


def _contradiction(one: Contradiction) -> Json:
    return {"code": one.code, "message": one.message, "cure": one.cure, "facts": [_fact(f) for f in one.facts]}


def _fact(fact: Fact) -> Json:
    place = fact.place
    return {
        "topic": fact.topic,
        "subject": fact.subject,
        "scope": fact.scope,
        "words": fact.words,
        "paper": fact.paper,
        "file": place.file.name,
        "line": None if place.file.cell else place.line,
        "column": None if place.file.cell else place.column,
        "length": place.end - place.start,
        "cell": place.file.cell or None,
    }
