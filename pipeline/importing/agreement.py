"""Lines of an existing agreement -> which of them an amendment can change, and which are cover and signatures."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates import wareki
from pipeline.notation.problem import NotationError
from pipeline.provision.read import is_article
from pipeline.provision.read_schedule import SCHEDULE
from pipeline.provision.unreadable import UnreadableError

_TITLE = regex(".*(?:協約|協約書|協定|協定書)")
_SIGNER = regex("([甲乙丙丁戊])[ 　]+([^ 　]+(?:長|知事|管理者|理事|代理者))(?:[ 　]+(.+))?")


@dataclass(frozen=True, slots=True)
class Signer:
    """One entry of the signature block. `name` "" if the paper has none."""

    symbol: str
    office: str
    name: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The lines of a paper by what they are. `signing` are all behind the date of signing, `behind` those that are no signature."""

    cover: tuple[str, ...]
    opening: tuple[str, ...]
    body: tuple[str, ...]
    day: str
    signers: tuple[Signer, ...]
    behind: tuple[str, ...]
    annex: tuple[str, ...]
    signing: tuple[str, ...] = ()

    @property
    def provision(self) -> tuple[str, ...]:
        """The lines that an amendment can change: neither cover nor signature."""
        return (*self.opening, *self.body, *self.annex)


def parts(lines: Sequence[str]) -> Parts:
    """A paper in its parts. Raises UnreadableError if it holds no 条."""
    held = [line.strip(" 　") for line in lines]
    start = next((n for n, line in enumerate(held) if is_article(line)), None)
    if start is None:
        raise UnreadableError("", "「第1条　…」で始まる条が一つもありません")
    annex = next((n for n in range(start, len(held)) if SCHEDULE.fullmatch(held[n])), len(held))
    cover, opening = _front(held[:start])
    body, day, signers, behind = _signatures(held[start:annex])
    signing = held[start + len(body) + bool(day) : annex]
    return Parts(
        tuple(cover), tuple(opening), tuple(body), day, signers, tuple(behind), tuple(held[annex:]), tuple(signing)
    )


def _front(lines: list[str]) -> tuple[list[str], list[str]]:
    """Cover, and what stands right above the first 条: 協約の名称, 前文, 見出し."""
    named = [n for n, line in enumerate(lines) if _TITLE.fullmatch(line)]
    cut = named[-1] if named else 0
    return lines[:cut], lines[cut:]


def _signatures(lines: list[str]) -> tuple[list[str], str, tuple[Signer, ...], list[str]]:
    """The lines before the date of signing, the date, who signs, and lines behind the date that are no signature."""
    at = next((n for n in range(len(lines) - 1, -1, -1) if _is_day(lines[n])), None)
    if at is None:
        at = next((n for n, line in enumerate(lines) if _SIGNER.fullmatch(line)), len(lines))
    day = lines[at] if at < len(lines) and _is_day(lines[at]) else ""
    signers: list[Signer] = []
    rest: list[str] = []
    for line in lines[at + 1 if day else at :]:
        found = _SIGNER.fullmatch(line)
        if found:
            signers.append(Signer(found[1], found[2], found[3] or ""))
        elif signers and not signers[-1].name:
            signers[-1] = Signer(signers[-1].symbol, signers[-1].office, line)
        else:
            rest.append(line)
    return lines[:at], day, tuple(signers), rest


def _is_day(line: str) -> bool:
    try:
        wareki.parse_date(line)
    except NotationError:
        return False
    return True
