"""Signed versions (署名版): a paper as it was signed <-> the JSON file that keeps it: every printed line, its words and keys.

The words stand as plain text, so that the file can be read without the program. Beside the words that an amendment can
change stands the whole paper as it was printed, once for each event of its history: cover, title, date, offices, names.
One hash covers all that the file says; a file that does not give it is refused (I12). It is no secret: it guards against
accidents, not against intent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import get_args

from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import supplement_word
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.house_style import House, Numerals
from pipeline.notation.numbers.subitem import Subitems
from pipeline.notation.text.width_policy import DigitWidth
from pipeline.provision import structure
from pipeline.provision.read import read_provision, sniff
from pipeline.provision.unit import Provision, Unit
from pipeline.provision.unreadable import UnreadableError
from pipeline.provision.write import lines_of_once, provision_lines

FORM, FORM_OF_WORDS_ALONE = "renkei 署名版 2", "renkei 署名版 1"
# Where signed versions lie, below the folder of their sources, and how their names end.
FOLDER, SUFFIX = "signed", ".json"
SIGNING = "締結"
_NUMBERED = regex("(.+) (第[0-9]+回)")

# Style, label and words of a printed line (galley.printed).
Printed = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Signing:
    """One event of the history (経緯): 締結, 変更 第1回 …; the day (None: unknown) and the hash of the paper from then on.

    `printed` is the paper. `amendment` are the lines of the 改め文 that was proven to lead to it, () if there was none.
    `replaced` are papers that stood here before they were found to be frozen by mistake, oldest first. `words` is the
    amendable text of a paper that was amended since (None: not kept, or the last event, whose text is that of the version).
    """

    name: str
    day: date | None
    sha256: str
    printed: Printed = ()
    amendment: tuple[str, ...] = ()
    replaced: tuple[Printed, ...] = ()
    words: Provision | None = None


@dataclass(frozen=True, slots=True)
class Frozen:
    """A signed version of one document. `day` None: not yet dated. `history` is oldest first.

    `printed` is the whole paper, () in a version of the form that kept the words alone.
    """

    document: str
    day: date | None
    provision: Provision
    manner: Manner
    history: tuple[Signing, ...] = ()
    printed: Printed = ()

    @property
    def lines(self) -> list[str]:
        """The words, one unit a line."""
        return provision_lines(self.provision, self.manner)

    @property
    def sha256(self) -> str:
        """The hash of the paper: of the document's name, its day, every printed line and the words in their units."""
        return _hash([self.document, _iso(self.day), self.printed, self.lines])

    @property
    def holds_paper(self) -> bool:
        """Whether the whole paper is kept, not its words alone."""
        return bool(self.printed)

    def words_after(self, event: int) -> Provision | None:
        """The text from an event on, by its place in the history; None where it was not kept."""
        return self.provision if event == len(self.history) - 1 else self.history[event].words


def _hash(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def event_words(history: tuple[Signing, ...]) -> tuple[str, ...]:
    """What documents call the events: 締結, 変更, or 第1回変更 where there are several."""
    made = []
    for event in history:
        numbered = _NUMBERED.fullmatch(event.name)
        made.append(event.name if not numbered else numbered[1] if len(history) == 2 else numbered[2] + numbered[1])
    return tuple(made)


def signed(made: Frozen) -> Frozen:
    """The version with its first event, 締結."""
    return replace(made, history=(Signing(SIGNING, made.day, made.sha256, made.printed),))


def corrected(before: Frozen, made: Frozen) -> Frozen:
    """The version that takes the place of one that was kept by mistake: the same events, the last with this paper.

    The day of signing goes with the paper; what stood there before stays beside it.
    """
    if not before.history:
        return signed(made)
    last = before.history[-1]
    day = made.day if len(before.history) == 1 else last.day
    gone = (*last.replaced, last.printed) if last.printed and last.printed != made.printed else last.replaced
    held = Signing(last.name, day, made.sha256, made.printed, last.amendment, gone)
    return replace(made, history=_signed_on(made.day, (*before.history[:-1], held)))


def next_event(before: Frozen, day: date, word: str) -> Signing:
    """The event of one more amendment, signed on a day: 変更 第1回; its paper is not known yet."""
    history = before.history or signed(before).history
    return Signing(f"{word} 第{len(history)}回", day, "")


def revised(before: Frozen, made: Frozen, event: Signing, amendment: tuple[str, ...] = ()) -> Frozen:
    """The version after one more amendment. `amendment` are the lines of its 改め文."""
    *earlier, last = before.history or signed(before).history
    held = Signing(event.name, event.day, made.sha256, made.printed, amendment)
    return replace(made, history=_signed_on(made.day, (*earlier, replace(last, words=before.provision), held)))


def _signed_on(day: date | None, history: tuple[Signing, ...]) -> tuple[Signing, ...]:
    """The history whose first event has the day that the paper tells: a paper is often frozen before it bears one."""
    return (replace(history[0], day=day), *history[1:])


def write(frozen: Frozen) -> str:
    """The file of a signed version. Where its plain words alone would not tell its units, these stand beside them."""
    units = list(_units(frozen.provision))
    content: dict[str, object] = {
        "形式": FORM,
        "文書": frozen.document,
        "締結日": _iso(frozen.day),
        "数字": frozen.manner.house.digits,
        **_structure(frozen),
        "経緯": [{"名": s.name, "日": _iso(s.day), "SHA-256": s.sha256} for s in frozen.history],
        "本文": frozen.lines,
        "キー": [u.key for u in units],
        "引用": [u.skeleton for u in units],
        "印刷": frozen.printed,
        "各回": [
            {"印刷": s.printed, "改め文": s.amendment, "訂正前": s.replaced}
            | ({"文": structure.told(s.words)} if s.words is not None else {})
            for s in frozen.history
        ],
    }
    return json.dumps(content | {"SHA-256": _hash(content)}, ensure_ascii=False, indent=1) + "\n"


def _structure(frozen: Frozen) -> dict[str, object]:
    """The units as data and the labels of 号 and 細分; nothing where reading the plain words gives the same."""
    try:
        again, manner = read_provision("\n".join(frozen.lines))
    except UnreadableError:
        again, manner = None, Manner(House())
    house = frozen.manner.house
    own = {"項の記号": house.paragraphs, "別表の記号": house.schedules, "別表の数字": house.annex_numerals or ""}
    own["附則の字"] = house.supplement if house.supplement != manner.house.supplement else ""
    usual = house.items == manner.house.items and isinstance(house.subitems, str) and not any(own.values())
    if again == frozen.provision and usual:
        return {}
    series = house.subitems if isinstance(house.subitems, str) else list(house.subitems)
    told = {key: sign for key, sign in own.items() if sign}
    return {"単位": structure.told(frozen.provision), "号の記号": [house.items, series], **told}


def _units_of(content: Mapping[str, object], lines: list[str]) -> tuple[Provision, Manner]:
    """The units that a signed version keeps, or those of its plain words. Raises UnreadableError."""
    if "単位" not in content:
        return read_provision("\n".join(lines))
    marks = content.get("号の記号")
    if not isinstance(marks, list) or len(marks) != 2:
        raise UnreadableError("", "署名版の「号の記号」が読めません")
    items, series = marks
    own: Subitems = tuple(map(str, series)) if isinstance(series, list) else "iroha" if series == "iroha" else "aiueo"
    made = structure.read(content["単位"])
    read_in = sniff(lines).house
    house = replace(
        read_in,
        items=str(items),
        subitems=own,
        paragraphs=str(content.get("項の記号", "")),
        schedules=str(content.get("別表の記号", "")),
        annex_numerals=next((n for n in get_args(Numerals) if n == content.get("別表の数字")), None),
        supplement=supplement_word(str(content.get("附則の字", read_in.supplement))),
    )
    return made, Manner(house)


def read(text: str) -> Frozen:
    """The signed version in a file. Raises UnreadableError for another form, changed words or keys that do not fit."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("", "署名版のファイルとして読めません（JSONではありません）") from error
    form = content.get("形式") if isinstance(content, dict) else None
    if form not in (FORM, FORM_OF_WORDS_ALONE):
        raise UnreadableError("", f"署名版のファイルではありません（「形式」が「{FORM}」でない）")
    lines = _texts(content, "本文")
    kept = {key: value for key, value in content.items() if key != "SHA-256"}
    words_alone = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    if (_hash(kept) if form == FORM else words_alone) != content.get("SHA-256"):
        raise UnreadableError("", "署名版の中身が、固定した時のもの（SHA-256）と違います")
    provision, manner = _units_of(content, lines)
    keys, skeletons = _texts(content, "キー"), _texts(content, "引用")
    if not len(keys) == len(skeletons) == len(list(_units(provision))):
        raise UnreadableError("", "署名版の本文とキーの数が合いません")
    digits: DigitWidth = next((d for d in get_args(DigitWidth) if d == content.get("数字")), manner.house.digits)
    made = Frozen(
        document=str(content.get("文書", "")),
        day=_day(content.get("締結日")),
        provision=_with_keys(provision, iter(zip(keys, skeletons, strict=True))),
        manner=Manner(replace(manner.house, digits=digits)),
        history=_history(content.get("経緯", []), content.get("各回", [])),
        printed=_printed(content.get("印刷", [])),
    )
    if form == FORM:
        _must_agree(made, lines)
    if "単位" in content and lines not in (made.lines, lines_of_once(made.provision, made.manner)):
        raise UnreadableError("", "署名版の「本文」が、その「単位」と違います")
    return made


def _must_agree(made: Frozen, lines: list[str]) -> None:
    """The paper, the day and the history tell the same; `lines` are the words as the file has them. Raises UnreadableError."""
    if not made.history:
        return
    if made.history[0].day != made.day:
        raise UnreadableError("", "署名版の締結日と「経緯」の締結の日が違います")
    own = _hash([made.document, _iso(made.day), made.printed, lines])
    if made.history[-1].sha256 != own or made.history[-1].printed != made.printed:
        raise UnreadableError("", "署名版の本文・印刷と「経緯」の最後の回（SHA-256）が違います")


def _history(found: object, papers: object) -> tuple[Signing, ...]:
    events = found if isinstance(found, list) else [None]
    kept = papers if isinstance(papers, list) and len(papers) == len(events) else [{}] * len(events)
    made = []
    for each, paper in zip(events, kept, strict=True):
        if not isinstance(each, dict) or not isinstance(paper, dict):
            raise UnreadableError("", "署名版の「経緯」が読めません")
        replaced = paper.get("訂正前", [])
        made.append(
            Signing(
                str(each.get("名", "")),
                _day(each.get("日")),
                str(each.get("SHA-256", "")),
                _printed(paper.get("印刷", [])),
                tuple(_texts(paper, "改め文")) if "改め文" in paper else (),
                tuple(_printed(p) for p in replaced) if isinstance(replaced, list) else (),
                structure.read(paper["文"]) if "文" in paper else None,
            )
        )
    return tuple(made)


def _printed(found: object) -> Printed:
    made = []
    for line in found if isinstance(found, list) else [None]:
        if not isinstance(line, list) or len(line) != 3 or not all(isinstance(part, str) for part in line):
            raise UnreadableError("", "署名版の「印刷」が読めません")
        style, label, words = line
        made.append((str(style), str(label), str(words)))
    return tuple(made)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


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
