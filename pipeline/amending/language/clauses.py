"""An amending text as data: sentences of clauses. Neither the drafter's nor the applier's; each knows only this form."""

from __future__ import annotations

from typing import Literal, get_args

from pipeline.labels.amendment_style import Number
from pipeline.late.dataclass import dataclass

# 編, 章, 節, 款, 目: what stands above 条.
ChapterWord = Literal["編", "章", "節", "款", "目"]
CHAPTER_WORDS: tuple[ChapterWord, ...] = get_args(ChapterWord)

# What a range is moved by: 1条ずつ.
Counted = Literal["編", "章", "節", "款", "目", "条", "項", "号", "表", "様式"]
StepLevel = Literal[
    "編", "章", "節", "款", "目", "章名", "目次",
    "条", "項", "号", "別表", "表", "部", "様式", "題名", "前文", "末文", "本則", "附則", "見出し", "札",
    "本文", "ただし書", "前段", "中段", "後段", "柱書", "各号", "備考", "行", "欄", "面", "項番号",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a location: 第3条, 同項 (`same`), a bare イ or ３ (札, by its `name`), ただし書.

    `digits` of a 別表 are its number as it is written: 別表第二二の項 may be the row 二 of 別表第二.

    附則 has in `name` what tells which of several is meant, as it is written: （平成20年規則第5号）.
    様式 has its whole name (様式第1号) in `name`, for offices call it by several words.
    表 of a 条 that goes unnamed before a row (第２条福祉部の項) has the whole words in `name`: they may be a row's own.
    行 stands for rows of the table in scope, whose words are the tail of the location: 別表第1中2の項を3の項とし.
    """

    level: StepLevel
    number: Number = ()
    same: bool = False
    name: str = ""
    digits: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """Where: steps from the outermost; `captioned` adds the 見出し (見出しを含む。); `tail` is what follows 別表 or a row's 同項 and only the table itself explains.

    `within` is the scope named by 「第4条中第3項を…」; it holds for the clauses that follow in the sentence.
    """

    steps: tuple[Step, ...]
    tail: str = ""
    within: Location | None = None
    captioned: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """第2条から第6条まで; with `last` None 第2条以下: all siblings from the first on. With the first `captioned` the 見出し of each, too."""

    first: Location
    last: Location | None


Places = tuple[Location | Span, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """「old」を「new」に改める; 「old」の次に「new」を加える; 「old」を削る (R12)."""

    verb: Literal["改め", "加え", "削り"]
    old: str
    new: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """T中「A」を「B」に改め. `places` () goes on with the places of the clause before."""

    places: Places
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class SetCaption:
    """Tの見出しを「（X）」に改め; Tに見出しとして「（X）」を付し (`attach`); with None Tの見出しを削り."""

    place: Location
    caption: str | None
    attach: bool = False


@dataclass(frozen=True, slots=True)
class SetHeading:
    """第二章の章名を「第二章　雑則」に改め."""

    place: Location
    heading: str


@dataclass(frozen=True, slots=True)
class Replace:
    """Tを次のように改め; 第5条及び第6条を次のように改め: the body holds the new text of each."""

    places: Places

    @classmethod
    def at(cls, place: Location) -> Replace:
        """One place restated."""
        return cls((place,))


@dataclass(frozen=True, slots=True)
class Retitle:
    """題名を「X」に改め."""

    title: str


@dataclass(frozen=True, slots=True)
class Add:
    """Tの次に次の2条を加え (`side` 次 or 前), Tに次の1項を加え (内); unit ように: Tの次に次のように加え.

    `first`: 同条に第1項として次の1項を加え; `label`: 同号にアとして次のように加え. Units ただし書 and 後段 continue the words of T;
    備考, 前文 and 末文 are added to what has none; 目次 with a `label` (章名) brings the first heading of the text, too,
    条 with one (章名及び, 及び章名) a heading before or behind them.
    """

    place: Location
    side: Literal["次", "前", "内"]
    unit: Literal[
        "編",
        "章",
        "節",
        "款",
        "目",
        "章名",
        "目次",
        "条",
        "項",
        "号",
        "表",
        "様式",
        "附則",
        "ように",
        "ただし書",
        "後段",
        "備考",
        "前文",
        "末文",
    ]
    count: int = 0
    first: Number = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """Tを第7条とし."""

    place: Location
    to: Location


@dataclass(frozen=True, slots=True)
class Slide:
    """イからハまでをロからニまでとし."""

    span: Span
    to: Span


@dataclass(frozen=True, slots=True)
class Shift:
    """第5条から第7条までを1条ずつ繰り下げ (R4); 第4項及び第5項を3項ずつ繰り下げ."""

    places: Places
    by: int
    unit: Counted
    direction: Literal["下", "上"]


@dataclass(frozen=True, slots=True)
class Delete:
    """Tを削り."""

    places: Places


Clause = Words | SetCaption | SetHeading | Replace | Retitle | Add | Move | Slide | Shift | Delete


@dataclass(frozen=True, slots=True)
class Sentence:
    """改正規定: clauses up to one 「。」, and the lines of new text below it.

    `start` and `end` say where the words of the sentence stand in the amending text. `others` are what it says where its
    quotations end at other brackets; `paired`: in `clauses` every bracket has its partner.
    """

    clauses: tuple[Clause, ...]
    body: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    others: tuple[tuple[Clause, ...], ...] = ()
    paired: bool = True


def takes_body(clause: Clause) -> bool:
    """Whether new text stands below the sentence that ends with this clause."""
    return isinstance(clause, Replace | Add)
