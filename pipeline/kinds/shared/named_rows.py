"""What the name of a row says of its place in a sum: 「うち人件費」, 「観光（再掲）」, 「小計」 -> whether it may add to the total.

A row is not left out because of its name, for 「うちわの製作」 is a project; the clerk says which it is, or the total is not made.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from pipeline.diagnostics import Problems, Written
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

_WITHIN = regex(r"\(?うち.*|.*\((?:内数|うち.*)\)")
AGAIN = regex(r"[(\[【〈]再掲[)\]】〉]")
# 1項計, 総務部計 and 教育費計 are sums; 一般会計, 統計 and 設計 are none.
_SUM = regex(r"計|総合計|中計|累計|.*(?:合計|小計|総計|[部課局室係款項目節費]計)")
_BLANKS = regex(r"\s+")


@dataclass(frozen=True, slots=True)
class Named:
    """A row: its name, whether it adds up, and whether the clerk has said so (内数, 再掲), whatever was said."""

    name: Written
    counted: bool
    again: bool
    decided: bool


def check(rows: Sequence[Named], *, proven: bool, problems: Problems) -> None:
    """Reports rows that would be added twice if their names are right. `proven`: a stated total holds them as they are."""
    for row in rows:
        folded = _BLANKS.sub("", unicodedata.normalize("NFKC", row.name.text))
        if AGAIN.search(folded):
            _again(row, problems)
        elif not row.counted or row.decided:
            continue
        elif _SUM.fullmatch(folded):
            problems.error(
                "合計",
                f"「{row.name}」という行があり、ほかの行と一緒に計に足されます",
                "計の行は「行」に書かず、表の「計:」（部や課の計は「小計:」）に書くか、消してください（計は計算して印刷します）。"
                "計ではない行なら「内数: いいえ」と書いてください",
                row.name.span(),
            )
        elif _WITHIN.fullmatch(folded) and not proven:
            problems.error(
                "合計",
                f"「{row.name}」は、ほかの行の内数とも読めますが、計に足すかどうかが書かれていません",
                "上の行などに含まれる額なら「内数: はい」（計に足しません）、そうでなければ「内数: いいえ」と書いてください"
                "（Excelの表なら「内数」の列に）",
                row.name.span(),
            )


def says_apart(folded: str) -> bool:
    """Whether a name without blanks says that its row is part of another or stands elsewhere, too."""
    return AGAIN.search(folded) is not None or _WITHIN.fullmatch(folded) is not None


def _again(row: Named, problems: Problems) -> None:
    if row.again:
        problems.error(
            "再掲",
            f"「{row.name}」の名称に「再掲」と書かれています",
            "名称から消してください（「再掲: はい」の行には「（再掲）」を印刷します）",
            row.name.span(),
        )
    elif row.counted and not row.decided:
        problems.error(
            "合計",
            f"「{row.name}」は再掲とありますが、計に足されます",
            "名称から「再掲」を消して「再掲: はい」と書いてください（計に足さず、「（再掲）」を印刷します）",
            row.name.span(),
        )
