"""The names of 財源 -> the order in which every budget tells them."""

from __future__ import annotations

from collections.abc import Iterable

# Where the money comes from, in the order of every budget; names that are not among them stand before その他.
# Source: 地方自治法施行規則 第15条 別記 歳入歳出予算事項別明細書 (特定財源: 国県支出金, 地方債, その他; 一般財源).
_FUND_ORDER = (
    ("国",),
    ("都道府県", "県", "府", "都", "道"),
    ("地方債", "市債", "町債", "村債", "県債", "起債", "組合債"),
)
_LAST_FUNDS = ("その他", "一般財源")


def ordered(names: Iterable[str]) -> tuple[str, ...]:
    """The names of funds in the order of every budget."""

    def rank(name: str) -> int:
        if name in _LAST_FUNDS or name.startswith("その他"):
            return 8 + (name == "一般財源")
        return next((n for n, heads in enumerate(_FUND_ORDER) if name.startswith(heads)), 7)

    return tuple(sorted(dict.fromkeys(names), key=rank))
