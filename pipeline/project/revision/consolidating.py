"""The text before, and a 改め文 -> the text as amended (溶け込み), or the reason why not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.checks.addressed import must_address, part_for
from pipeline.amending.applying.checks.aftermath import doubts
from pipeline.amending.applying.refusal import Refusal
from pipeline.amending.language.address import Address, read_address, words_sha256
from pipeline.amending.language.pillars import Part, parts
from pipeline.amending.language.signs import as_meant
from pipeline.diagnostics import Place, Problems, SourceFile, Span
from pipeline.importing.base_text import Base, read_amending, read_lines
from pipeline.importing.structure.notes import apart
from pipeline.late.regex import regex
from pipeline.notation.citation.other_paper import AMENDED
from pipeline.project.intake.base import read_forms, read_struck_apart
from pipeline.provision import signed_version
from pipeline.provision.alike.empty_leads import changed_leads
from pipeline.provision.alike.paragraphs import parted_at_blanks
from pipeline.provision.carried_over import carried_over
from pipeline.provision.unit import Provision
from pipeline.provision.write import AsRead, shown_lines, shown_parts

# What stands above the sentences in a whole 変更協約書.
_PILLAR = regex(AMENDED)
_TEXT = ".txt"
# A message shows no more of a line.
_SHOWN = 200
ONLY_THE_SENTENCES = (
    "変更協約書や一部改正条例などの全体でなく、改正規定だけを書いたファイル（改め文.txt）を指定してください"
)


def consolidated(base: Path, amendment: Path, problems: Problems, part: str | None = None) -> str | None:
    """The amended text; None after an error, which is in `problems`.

    `part`: which 条 of an amending text that amends several texts is carried out.
    """
    bases = read_forms(base, problems)
    read = read_amending(amendment, problems)
    if not bases or read is None:
        return None
    text = as_meant(read)
    named = read_address(text).sha256
    refused: tuple[Refusal, bool] | None = None
    apart = read_struck_apart(base)
    bases = (
        (*bases, apart[0])
        if apart is not None and not apart[2] and not apart[1].others and words_sha256(apart[0].provision) == named
        else bases
    )
    for old in _ways(bases, named, in_lines=base.suffix.lower() == _TEXT):
        found = Problems()
        mine: Part | None = None
        try:
            mine = part_for(old.provision, text, part)
            made = _applied(old, text, mine, amendment, found)
        except Refusal as refusal:
            refused = refused or (refusal, mine is None and not parts(text))
            continue
        problems.extend(found)
        whole = () if base.suffix.lower() == signed_version.SUFFIX else _whole(base)
        return "".join(f"{line}\n" for line in _paper(made, old, whole, problems, base))
    assert refused is not None
    _tell(*refused, text, amendment, problems)
    return None


def _ways(bases: tuple[Base, ...], named: str, *, in_lines: bool) -> list[Base]:
    """The ways of reading a base: that which an amending text names by its hash, or all: lines alone do not tell how they were meant.

    `in_lines`: the paragraphs of a cell stand in one line, parted by blanks; 号 in it may begin behind each of them.
    """
    parted = [each._replace(provision=parted_at_blanks(each.provision)) for each in bases] if in_lines else []
    ways = [*bases, *(each for each in parted if each.provision not in [base.provision for base in bases])]
    return [way for way in ways if words_sha256(way.provision) == named][:1] or ways


def _applied(old: Base, text: str, mine: Part | None, amendment: Path, problems: Problems) -> Provision:
    """The amended text of one base. Raises Refusal."""
    place = Place(amendment.as_posix())
    if mine is not None:
        text = mine.alone(text)
        problems.warning(
            "柱書",
            f"改め文の{mine.label}（{mine.title}の一部改正。「{_last_line(text)}」まで）だけを当てました",
            "ほかの条や項は、それぞれの文に当ててください",
            place,
        )
    elif must_address(old.provision, old.day, text) == Address():
        problems.warning(
            "柱書",
            "改め文に柱書がないので、この文を改めるものかどうかを確かめていません",
            "改め文の初めに「（協約の題名）の一部を次のように変更する。」の行を置いてください",
            place,
        )
    made = apply(old.provision, text, old.manner)
    for doubt in doubts(old.provision, made):
        problems.warning("引用", doubt.message, "引用先の番号を改める規定が要らないか確かめてください", place)
    for row, was, now in changed_leads(old.provision, made):
        problems.warning(
            "平文",
            f"表の「{row}」の行は左の欄が空で、その上は「{'・'.join(was)}」でしたが、「{'・'.join(now)}」になります",
            "空の欄が上の行の続き（結合した欄）なら、溶け込ませた文のこの行の左の欄に、元の値を書いてください",
            place,
        )
    return made


def _last_line(text: str) -> str:
    return text.rstrip().rpartition("\n")[2].strip()[:_SHOWN]


def _tell(refusal: Refusal, whole_text: bool, text: str, amendment: Path, problems: Problems) -> None:
    """Why nothing was made."""
    place = Span(SourceFile(amendment.as_posix(), text), refusal.start, refusal.end or len(text))
    cure = ONLY_THE_SENTENCES if whole_text and holds_a_paper(text) else refusal.cure
    problems.error(refusal.code, refusal.message, cure, place)


def holds_a_paper(text: str) -> bool:
    """Whether a file is a whole 変更協約書: a 柱書 stands below other lines."""
    return _PILLAR.search(text, text.find("\n") + 1) is not None


def _whole(path: Path) -> list[str]:
    """The lines of the paper in a file; notes of a collection are no part of it."""
    text = read_lines(path, Problems()) or ""
    lines, _ = apart(line.rstrip() for line in text.split("\n"))
    return [line for line in lines if line]


def _paper(made: Provision, base: Base, whole: Sequence[str], problems: Problems, path: Path) -> Sequence[str]:
    """The amended text with all that stands around it in its base (`whole`: its lines; a signed version has none)."""
    manner = AsRead(base.manner.house)
    if not whole:
        return shown_lines(made, manner)
    carried = carried_over(whole, shown_parts(base.provision, manner), shown_parts(made, manner))
    if carried.doubtful:
        problems.warning(
            "平文",
            f"改めた所と一緒に、元の文の次の行が書き直されています: 「{'／'.join(carried.doubtful)[:_SHOWN]}」",
            "溶け込ませた文に、この行の語がそろっているかを確かめてください",
            Place(path.as_posix()),
        )
    return carried.lines
