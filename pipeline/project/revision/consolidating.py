"""The text before, and a 改め文 -> the text as amended (溶け込み), or the reason why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.checks.addressed import must_address, part_for
from pipeline.amending.applying.checks.aftermath import doubts
from pipeline.amending.applying.refusal import Refusal
from pipeline.amending.language.address import Address
from pipeline.amending.language.pillars import Part
from pipeline.diagnostics import Place, Problems, SourceFile, Span
from pipeline.importing.base_text import Base, read_text
from pipeline.labels.marks import GAP
from pipeline.late.regex import regex
from pipeline.project.intake.base import read_whole
from pipeline.provision.unit import Provision
from pipeline.provision.write import AsRead, shown_lines, unit_lines

# What stands above the sentences in a whole 変更協約書.
_PILLAR = regex("の一部を次のように(?:変更|改正)する。")
_ONLY_THE_SENTENCES = "変更協約書の全体でなく、改正規定だけを書いたファイル（改め文.txt）を指定してください"


def consolidated(base: Path, amendment: Path, problems: Problems, part: str | None = None) -> str | None:
    """The amended text; None after an error, which is in `problems`.

    `part`: which 条 of an amending text that amends several texts is carried out.
    """
    old = read_whole(base, problems)
    text = read_text(amendment, problems)
    if old is None or text is None:
        return None
    provision, manner = old.provision, old.manner
    mine: Part | None = None
    try:
        mine = part_for(provision, text, part)
        if mine is not None:
            text = mine.alone(text)
            problems.warning(
                "柱書",
                f"改め文の{mine.label}（{mine.title}の一部改正）だけを当てました",
                "ほかの条は、それぞれの文に当ててください",
                Place(amendment.as_posix()),
            )
        elif must_address(provision, old.day, text) == Address():
            problems.warning(
                "柱書",
                "改め文に柱書がないので、この文を改めるものかどうかを確かめていません",
                "改め文の初めに「（協約の題名）の一部を次のように変更する。」の行を置いてください",
                Place(amendment.as_posix()),
            )
        made = apply(provision, text, manner)
        for doubt in doubts(provision, made):
            problems.warning(
                "引用",
                doubt.message,
                "引用先の番号を改める規定が要らないか確かめてください",
                Place(amendment.as_posix()),
            )
    except Refusal as refusal:
        end = refusal.end or len(text)
        place = Span(SourceFile(amendment.as_posix(), text), refusal.start, end)
        whole = mine is None and _PILLAR.search(text, text.find("\n") + 1) is not None
        problems.error(refusal.code, refusal.message, _ONLY_THE_SENTENCES if whole else refusal.cure, place)
        return None
    return "".join(f"{line}\n" for line in _paper(made, old))


def _paper(made: Provision, base: Base) -> list[str]:
    """The amended text with the labels, the cover, the day and the signers of its base: nothing of the paper is lost."""
    manner = AsRead(base.manner.house)
    signers = [GAP.join(filter(None, (s.symbol, s.office, s.name))) for s in base.signers]
    words = shown_lines(replace(made, schedules=()), manner)
    days = [base.day_words] if base.day_words else []
    return [*base.cover, *words, *days, *signers, *unit_lines(made.schedules, manner)]
