"""An agreement that changes all of an earlier one -> what contradicts that, in its own words and in those of its session (C6, C9)."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.kinds.council.dossier import Affair
from pipeline.kinds.council.fields import WHOLE
from pipeline.kinds.council.order import AFTER, EVERY, Doubt
from pipeline.notation.dates import wareki


def doubts(affair: Affair) -> Iterator[Doubt]:
    """What is wrong where all of an agreement is changed, or is said to be."""
    if affair.replaced is None:
        yield from _concluded_anew(affair)
        return
    place = next((s.place for s in affair.sides if s.place is not None), None)
    day = affair.replaced.day
    if not affair.wholly:
        yield Doubt(
            "C6",
            "議決の根拠",
            f"「{affair.document}」の前文に、「{affair.replaced.title}」の全部を変更する旨がありません",
            f"前文に「{wareki.format(day) if day is not None else '○年○月○日'}に締結した{affair.replaced.title}の全部を変更し、次のとおり…を締結する」のように書いてください",
            place,
            EVERY,
            is_error=False,
        )
    if day is None and not affair.is_of_statute:
        yield Doubt(
            "C9",
            "元の協約",
            f"「{affair.replaced.document}」の締結日が分からないので、どの協約の全部を変更するのかを書けません",
            "締結日を書いた原稿を renkei freeze --again で固定し直してください",
            place,
            EVERY,
        )
    elif day is not None and affair.cited and day not in affair.cited:
        yield Doubt(
            "C9",
            "元の協約",
            f"「{affair.document}」の前文は{wareki.format(affair.cited[0])}に締結したものの全部を変更するとしていますが、"
            f"「元の協約」の「{affair.replaced.document}」の締結日は{wareki.format(day)}です",
            "どちらの日が正しいかを確かめて、前文か「元の協約」を直してください",
            place,
            EVERY,
        )


def _concluded_anew(affair: Affair) -> Iterator[Doubt]:
    """It says itself that it changes all of another, and is brought as one that is concluded (第252条の2第1項 to 第3項)."""
    asks = affair.wholly and affair.act == "締結" and not affair.is_of_ordinance
    for side in affair.sides if asks else ():
        if side.own is not None:
            own = side.own.request is not None
            yield Doubt(
                "C6",
                "議決の根拠",
                f"「{affair.document}」は前の協約の全部を変更するものですが、"
                + ("告示と届出書は" if own else "議案、告示、届出書などは")
                + "新しく締結したものとして書きました",
                f"「行為: {WHOLE}」とし、「元の協約: …」に、全部を変える協約の原稿（署名版のあるもの）の名前を書いてください",
                side.place,
                AFTER if own else EVERY,
                side.party,
                is_error=False,
            )
