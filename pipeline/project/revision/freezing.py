"""A document as its source is now, and what was frozen before -> the file of its signed version."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.checks.addressed import must_address, part_for
from pipeline.amending.applying.refusal import Refusal
from pipeline.amending.language.signs import as_meant
from pipeline.amending.prove import is_same_text
from pipeline.diagnostics import Place, Problems, SourceFile, Span
from pipeline.importing import base_text
from pipeline.kinds.shared.clauses.paper import Paper
from pipeline.late.dataclass import dataclass
from pipeline.notation.citation import paper_name
from pipeline.notation.dates import wareki
from pipeline.project.checking import unfilled
from pipeline.project.plan import Assignment
from pipeline.project.revision.consolidating import ONLY_THE_SENTENCES, holds_a_paper
from pipeline.project.revision.signed import (
    before_of,
    frozen_of,
    frozen_with_galley,
    is_of_rules,
    is_signed,
    own_source,
    published_on,
    signed_path,
)
from pipeline.project.session import Session
from pipeline.provision import signed_version
from pipeline.provision.added_supplement import without_added
from pipeline.provision.alike.particulars import takes_its_place
from pipeline.provision.alike.tails import is_same_on_paper
from pipeline.provision.signed_version import Frozen
from pipeline.provision.unreadable import UnreadableError


@dataclass(frozen=True, slots=True)
class _Called:
    """What is done with a paper, what changes it, and where its day is written."""

    done: str
    day_at: str
    paper_of_change: str
    change_done: str
    day_of_change: str


_SIGNED = _Called(
    paper_name.SIGNED, "締結した日（手で書き入れた日も）", "変更協約書", "変更協約を締結", "変更協約の締結日"
)
_PUBLISHED = _Called(
    paper_name.PUBLISHED, "公布した日（「公布」の「題名の後」）", "一部改正の文", "改正を公布", "改正の公布の日"
)
_MADE = _Called(paper_name.MADE, "定めた日（「締結日」）", "一部改正の文", "改正の協議が調った", "改正の日")


def _called(assignment: Assignment, held: Frozen) -> _Called:
    model = assignment.original.model
    parties = isinstance(model, Paper) and bool(model.parties)
    done = paper_name.done_with(rule=is_of_rules(assignment.original), signed=is_signed(held), parties=parties)
    return {each.done: each for each in (_SIGNED, _PUBLISHED, _MADE)}[done]


@dataclass(frozen=True, slots=True)
class Freezing:
    """What a clerk asks for: the day on which a change was signed (None: no change), its 改め文, whether to replace.

    `unfilled`: words that hold the place of others (〇〇, 見本太郎) were signed as they are.
    """

    day: date | None
    amendment: Path | None
    replacing: bool
    unfilled: bool = False


def frozen_file(
    assignment: Assignment, order: Freezing, session: Session, problems: Problems
) -> tuple[Path, Frozen, str]:
    """Where the signed version lies, the version and its text. Raises Rejected."""
    path = signed_path(assignment)
    before = before_of(assignment, session.files, problems)
    made, galley = frozen_with_galley(assignment, before.history if before is not None else (), problems)
    called = _called(assignment, made)
    place = Place(path.as_posix())
    if before is not None and before.sha256 != made.sha256 and not order.replacing:
        old, new = ([label + words for _, label, words in f.printed] or f.lines for f in (before, made))
        line = next((b for a, b in zip(old, new, strict=False) if a != b), "")
        problems.error(
            "署名版",
            f"「{assignment.name}」の署名版がもうあり、今の文と違います（「{line[:40]}」）",
            f"{called.paper_of_change}を作るなら renkei amend を、署名版が誤りなら --again を、{called.change_done}したなら --again --on 日付 を使ってください",
            place,
        )
    elif doubt := _doubt(assignment, before, made, order):
        problems.error("署名版", f"「{assignment.name}」: {doubt[0]}", doubt[1], place)
    if not order.unfilled:
        signed_words = [words for _, _, words in before.printed] if before is not None else []
        found = unfilled.of_clauses(galley, assignment.original.area)
        unknown = (one for one in found if not any(one.paragraph in words for words in signed_words))
        unfilled.refuse(unknown, assignment.name, problems)
    problems.stop_if_errors()
    held = _with_history(assignment, before, made, order, problems)
    problems.stop_if_errors()
    if held.day is None:
        problems.warning(
            "署名版",
            f"「{assignment.name}」を、{called.done}の日が空欄のまま固定しました",
            f"{called.day_at}を原稿に書いてから、renkei freeze --again で固定し直してください",
            place,
        )
    text = ""
    try:
        text = signed_version.write(held)
        # A file that nobody can read any more must not take the place of one that can be read.
        signed_version.read(text)
    except UnreadableError as error:
        problems.error("署名版", error.reason, "署名版のファイルと原稿を確かめてください", place)
    problems.stop_if_errors()
    return path, held, text


def _doubt(assignment: Assignment, before: Frozen | None, made: Frozen, order: Freezing) -> tuple[str, str] | None:
    """Why a day given with --on cannot be a day of the history, and the cure; None if it can, or if there is none."""
    day, called = order.day, _called(assignment, made)
    if before is not None and takes_its_place(before.provision, made.provision):
        return "今の文は、固定した文の全部を改めたものです", own_source(assignment)
    if day is None and order.amendment is not None:
        return (
            f"改め文（--amendment）は、{called.day_of_change}（--on）とともに指定してください",
            "--on 日付 を付けてください",
        )
    if day is None:
        return None
    if before is None:
        return (
            f"署名版がまだないので、--on（{called.day_of_change}）は付けられません",
            "初めて固定するときは --on を付けないでください",
        )
    last = before.history[-1].day if before.history else None
    if before.day is not None and made.day not in (before.day, published_on(before)):
        now = wareki.format(made.day) if made.day is not None else "空欄"
        cure = (
            f"原稿の日は、{called.done}したときのままにしてください（{called.day_of_change}は、別に指定します）。"
            "署名版の日が誤りなら、先に文を元に戻して renkei freeze --again で固定し直してください"
        )
        return f"{called.done}した日が、署名版では{wareki.format(before.day)}、原稿では{now}です", cure
    if is_same_on_paper(before.provision, made.provision) and day != last:
        return (
            "文が署名版と同じなので、変更として経緯に加えられません",
            "原稿を新しい文に直してください。前に記した日の誤りなら、renkei freeze --again で固定し直してください",
        )
    if last is not None and day < last:
        return (
            f"{wareki.format(day)}は、経緯の最後の日（{wareki.format(last)}）より前です",
            f"{called.day_of_change}を確かめてください",
        )
    return None


def _with_history(
    assignment: Assignment, before: Frozen | None, made: Frozen, order: Freezing, problems: Problems
) -> Frozen:
    if before is None:
        return signed_version.signed(made)
    if order.day is None or is_same_on_paper(before.provision, made.provision):
        if before.sha256 != made.sha256:
            problems.warning(
                "署名版",
                f"「{assignment.name}」を、誤って固定したものの訂正として置き換えました（前の文も署名版に残します）",
                f"{_called(assignment, made).change_done}したのなら、--on 日付 を付けて固定し直してください",
                Place(signed_path(assignment).as_posix()),
            )
        return signed_version.corrected(before, made)
    event = signed_version.next_event(before, order.day, assignment.original.profile.house.revising)
    said = _amendment(assignment, before, made, order, problems)
    paper = frozen_of(assignment, (*(before.history or signed_version.signed(before).history), event), problems)
    return signed_version.revised(before, paper, event, said)


def _amendment(
    assignment: Assignment, before: Frozen, made: Frozen, order: Freezing, problems: Problems
) -> tuple[str, ...]:
    """The 改め文 that leads from the version before to this one; () and a warning if none was given."""
    if order.amendment is None:
        problems.warning(
            "署名版",
            f"「{assignment.name}」の変更を、改め文で確かめずに経緯に加えました",
            f"{_called(assignment, made).done}した改め文があれば、--amendment 改め文.txt を付けて固定し直してください",
            Place(signed_path(assignment).as_posix()),
        )
        return ()
    found = Problems()
    read = base_text.read_amending(order.amendment, found)
    problems.extend(found)
    if read is None:
        return ()
    text = as_meant(read)
    place, mine = Place(order.amendment.as_posix()), None
    try:
        mine = part_for(before.provision, text)
        text = mine.alone(text) if mine is not None else text
        if mine is None:
            must_address(before.provision, before.day, text)
        result = apply(before.provision, text, before.manner)
    except Refusal as refusal:
        where = Span(SourceFile(place.file, text), refusal.start, refusal.end or len(text))
        cure = ONLY_THE_SENTENCES if mine is None and holds_a_paper(text) else refusal.cure
        problems.error(refusal.code, f"「{assignment.name}」: {refusal.message}", cure, where)
        return ()
    known = (made.provision, without_added(before.provision, made.provision)[0])
    if not any(is_same_text(result, each, before.manner) for each in known):
        problems.error(
            "改め文",
            f"「{assignment.name}」: 署名版に改め文を当てた結果が、今の原稿の文と違います",
            "原稿か改め文を直してください（renkei amend で、今の原稿になる改め文を作れます）",
            place,
        )
    return tuple(line for line in text.split("\n") if line.strip())
