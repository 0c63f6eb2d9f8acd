"""A document and the text it amends -> all files of one amendment, or the reason why there are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.amending.differences.edits import Edits
from pipeline.amending.differences.numbering import departures
from pipeline.amending.differences.other_labels import other_labels
from pipeline.amending.differences.strayed import strayed
from pipeline.amending.differences.tokens import has_dictionary
from pipeline.amending.prove import Proven, Unproven
from pipeline.amending.prove import amend as prove
from pipeline.diagnostics import Place, Problems
from pipeline.diagnostics.commands import typed
from pipeline.galley.clauses import Clauses
from pipeline.galley.compose import Particulars, compose
from pipeline.galley.words import Words
from pipeline.importing.open_revisions import Choice
from pipeline.kinds.kind import Revision
from pipeline.kinds.shared import published
from pipeline.labels.amendment_style import Manner
from pipeline.late.dataclass import dataclass
from pipeline.notation.citation import paper_name
from pipeline.notation.house_style import House
from pipeline.notation.text import radicals
from pipeline.papers.amendment_frame import Occasion, Parties, frame, wording
from pipeline.papers.change_report import report
from pipeline.papers.changes import Report
from pipeline.papers.consolidated_paper import published_lines
from pipeline.papers.moved_entries import with_moves
from pipeline.project import compiling, store
from pipeline.project.checking import unfilled
from pipeline.project.load import SourceDocument
from pipeline.project.plan import Assignment
from pipeline.project.revision.amendment_papers import AMENDING_PAPERS, Papers
from pipeline.project.revision.basis import Basis, must_be_its_own, read_basis
from pipeline.project.revision.signed import amended_folder, amending_house, must_be_agreement, signed_path
from pipeline.project.session import Session
from pipeline.provision.added_supplement import without_added
from pipeline.provision.alike.tails import is_same_on_paper
from pipeline.provision.extract import provision
from pipeline.provision.unit import Provision
from pipeline.source.amendment_wording import AmendmentWording
from pipeline.source.files import Files
from pipeline.tree.nodes import Signature
from pipeline.tree.refer import BoundDocument
from pipeline.writers.docx.redline import Reviser, Unmarked

# So much of a line is told.
_TOLD = 24
_UNPROVEN = "原稿の変え方を分けるか、別表などを全部改める形にしてください"


@dataclass(frozen=True, slots=True)
class Order:
    """What a clerk asks for: the text amended (None: the signed version), what only he knows, who marks changes.

    `revisions`: which text of a Word document with open revisions is meant.
    """

    base: Path | None
    occasion: Occasion
    reviser: Reviser
    revisions: Choice | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    """One amendment: the partner it is made with (None: the only one), its 改め文, what changes, and its files by their names below the output folder.

    `papers` made the files, with the `template` of the agreement.
    """

    partner: str | None
    text: str
    report: Report
    files: Mapping[str, bytes]
    papers: Papers
    template: str


def amendment(assignment: Assignment, order: Order, session: Session, problems: Problems) -> Amendment:
    """The amendment of one document. Raises Rejected; nothing is made that is not proven."""
    must_be_agreement(assignment, problems)
    original = assignment.original
    bound, particulars = compiling.bind(original, assignment.partner, problems)
    house = original.profile.house.with_labels(bound.document.labels)
    new = provision(bound, house)
    house = amending_house(original, house)
    manner = Manner(house)
    base = _base(assignment, order, session.files, problems)
    basis = read_basis(base, order.revisions, assignment, new, session.files, problems)
    must_be_its_own(basis, assignment, new, particulars.day, problems)
    new, added = without_added(basis.provision, new)
    made = _proven(basis, new, house, assignment.name, problems)
    _must_number_as_house(made, manner, assignment, session.files, problems)
    found = with_moves(report(made.edits, manner))
    _warn(found, made.edits, assignment.name, problems)
    _warn_of_citations(made, new, manner, assignment, session.files, problems)
    _warn_of_labels(basis, manner, assignment, session.files, problems)
    by, words = (
        _signature(assignment, bound, order, basis, problems),
        wording(session.files, problems, _revision(original).wording),
    )
    _warn_of_the_day(basis, words, assignment.name, problems)
    _warn_of_unfilled(bound, by, particulars, original, problems)
    model = compiling.edition_model(original, assignment.partner, problems)
    on = order.occasion.day
    now_named = _revision(original).renamed(model, original.area, assignment.partner, on) if on is not None else {}
    called = _revision(original).called_parties(model, assignment.partner)
    parties = Parties(called, by, now_named, published.number_of(model, house), published.published_as(model))
    around = frame(made.old, basis.day, parties, replace(order.occasion, own=added), house, words, problems)
    unmarked = Unmarked(basis.cover, basis.signature) if basis.tells_paper else _unmarked(bound, house)
    done = paper_name.done_with(rule=house.rules, signed=by is not None)
    papers = Papers(
        *(made, found, around, unmarked, house, manner, basis.day, basis.history, assignment.name, added),
        done=done,
        published=published_lines(bound, house),
    )
    files = papers.files(original.kind.template, session.templates, order.occasion.day, order.reviser, problems)
    own = {f"{amended_folder(assignment)}/{name}": data for name, data in files.items()}
    return Amendment(assignment.partner, made.text, found, own, papers, original.kind.template)


def law_of(result: Amendment, order: Order, problems: Problems) -> Mapping[str, bytes]:
    """The amendment as 法令標準XML, by its name below the output folder. Raises Rejected: without its day there is none."""
    from pipeline.writers.lawxml import amendment as laws  # noqa: PLC0415 - few ask for it
    from pipeline.writers.lawxml.unheld import UnheldError  # noqa: PLC0415

    papers = result.papers
    around = (papers.frame.opening, papers.frame.closing)
    folder = next(iter(result.files)).rpartition("/")[0]
    try:
        made = laws.write(
            papers.frame.title, papers.frame.pillar, around, papers.made.drafted, papers.manner, order.occasion.day
        )
    except UnheldError as error:
        problems.error("法令XML", f"「{folder}」: {error.reason}", error.cure)
        problems.stop_if_errors()
        raise AssertionError from error
    return {f"{folder}/{papers.file_name}.xml": made}


def tell_older(out: Path, written: Mapping[str, bytes], problems: Problems) -> None:
    """Tells of amending papers beside those just written that an earlier command wrote: they may say other words."""
    folder = next(iter(written)).rpartition("/")[0]
    found = sorted(p.name for p in (out / folder).glob("*") if p.is_file() and f"{folder}/{p.name}" not in written)
    if older := [name for name in found if name.startswith(AMENDING_PAPERS)]:
        problems.warning(
            "古い出力",
            f"{folder} の {'、'.join(older)} は、前に書いたもので、今回は書いていません（今の改め文と違うことがあります）",
            "要らなければ消してください（法令標準XMLも要るなら、それも書くように指定して作り直してください）",
            Place(f"{folder}/{older[0]}"),
        )


def _revision(original: SourceDocument) -> Revision:
    revision = original.kind.revision
    assert revision is not None, "only such papers are amended"
    return revision


def _base(assignment: Assignment, order: Order, files: Files, problems: Problems) -> Path:
    """The file of the text amended. Raises Rejected if none was named and there is no signed version."""
    own = signed_path(assignment)
    if order.base is None and not (files.is_file(files.root / own) or store.is_there(files.root / own)):
        problems.error(
            "署名版",
            f"「{assignment.name}」の署名版がありません",
            f"締結した文を renkei freeze {typed(assignment.name)} で固定してから、原稿を直してください（--from で元の文を指定することもできます）",
            Place(own.as_posix()),
        )
        problems.stop_if_errors()
    return order.base or files.root / own


def _signature(
    assignment: Assignment, bound: BoundDocument, order: Order, basis: Basis, problems: Problems
) -> Signature | None:
    """Those in office on the day of the amendment; while it is not known, those who signed, which is told."""
    day, original = order.occasion.day, assignment.original
    own = next((b for b in bound.document.body if isinstance(b, Signature)), None)
    if day is None and own is None:
        return None
    if day is None:
        problems.warning(
            "記名",
            f"「{assignment.name}」: 変更協約の締結日がないので、元の締結日に在任する長を記名しました",
            "締結日が決まったら --on を付けてください（その日に在任する長を記名します）",
        )
        if own is None or not basis.signers:
            return own
        return replace(own, signers=basis.signers, literal=())
    model = compiling.edition_model(original, assignment.partner, problems)
    found = _revision(original).signature(model, original.area, assignment.partner, day, problems)
    problems.stop_if_errors()
    return found


def _unmarked(bound: BoundDocument, house: House) -> Unmarked:
    """Cover and signature as the source has them now."""
    clauses = Clauses(Words(house, bound.positions))
    cover = bound.document.cover
    signatures = (b for block in bound.document.body if isinstance(block, Signature) for b in clauses.signature(block))
    return Unmarked(clauses.cover(cover) if cover is not None else (), tuple(signatures))


def _proven(basis: Basis, new: Provision, house: House, name: str, problems: Problems) -> Proven:
    """The proven amendment. Raises Rejected."""
    made = prove(basis.provision, new, Manner(house))
    if is_same_on_paper(basis.provision, new):
        problems.error(
            "改め文",
            f"「{name}」は元の文と同じで、改めるところがありません",
            "原稿を新しい文に直してください",
            basis.place,
        )
    elif isinstance(made, Unproven):
        problems.error("改め文", f"「{name}」: {made.reason}", _UNPROVEN, basis.place)
    elif (found := next(radicals.find(made.text), None)) is not None:
        # 「⾼」を「高」に改める: a council would vote on nothing.
        problems.error(
            "改め文",
            f"「{name}」: 元の文に、見た目では分からない違いがあります。{found.message}",
            "元の文に紛れた符号で、改め文で改めるものではありません。元の文（署名版）を漢字に直してから、作り直してください",
            basis.place,
        )
    problems.stop_if_errors()
    assert isinstance(made, Proven)
    if not has_dictionary():
        problems.warning(
            "語の切れ目",
            f"「{name}」: 日本語の辞書がないので、改め文に引く語の切れ目を、字の種類から決めました",
            'pip install "renkei[amend]" で辞書を入れて作り直すと、語の切れ目が辞書によります（どちらも、当てれば新しい文になると確かめてあります）',
        )
    return made


def _must_number_as_house(
    made: Proven, manner: Manner, assignment: Assignment, files: Files, problems: Problems
) -> None:
    """Refused: 条 and 号 that come or go otherwise than the profile says. Raises Rejected."""
    place = Place(files.name(assignment.original.path))
    for departure in departures(made.edits, manner):
        problems.error("番号の流儀", f"「{assignment.name}」: {departure.message}", departure.cure, place)
    problems.stop_if_errors()


def _warn_of_citations(
    made: Proven, new: Provision, manner: Manner, assignment: Assignment, files: Files, problems: Problems
) -> None:
    """Citations by number that were left as they were while what they cited moved: the worst that an amendment can hide."""
    for each in strayed(made.old, new, made.edits, manner):
        where = f"{each.cited}（変更後の{each.becomes}）" if each.becomes else f"{each.cited}（削られるもの）"
        problems.warning(
            "引用の先",
            f"「{assignment.name}」: {each.place}の「{each.words}」は、変更前は{where}を、変更後は{each.cites}を指します",
            '元のものを指すなら、番号を直すか、{{ 引用("見出しかキー") }} と書いてください（番号が付いていきます）',
            Place(files.name(assignment.original.path)),
        )


def _warn_of_labels(basis: Basis, manner: Manner, assignment: Assignment, files: Files, problems: Problems) -> None:
    """Labels that a source prints otherwise than the signed version: no amendment changes what nobody numbers by hand."""
    found = other_labels(basis.provision, basis.manner, manner) if basis.is_own else None
    if found is not None:
        was, now = found
        problems.warning(
            "番号の流儀",
            f"「{assignment.name}」: 署名版の「{_head(was)}」は、今の原稿では「{_head(now)}」と印刷されますが、改め文はこれを改めません",
            "原稿の「附則の字」「項の記号」「号の記号」「番号の数字」などか、流儀を、署名版のときのものに戻してください",
            Place(files.name(assignment.original.path)),
        )


def _head(line: str) -> str:
    """A line by its beginning."""
    return line if len(line) <= _TOLD else f"{line[:_TOLD]}…"


def _warn(found: Report, edits: Edits, name: str, problems: Problems) -> None:
    """What a reviewer has to look at: units taken for the same by likeness."""
    for guess, pair in zip(found.guesses, edits.guesses, strict=True):
        if (pair.old.number, pair.old.cells[:1]) == (pair.new.number, pair.new.cells[:1]):
            continue  # the same number says it too; the report tells it all the same
        problems.warning(
            "対応",
            f"「{name}」: {guess.place_old}と{guess.place_new}を、文が似ているので同じものとしました",
            "違うものなら、原稿に「キー:」を付けて区別してください",
        )


def _warn_of_the_day(basis: Basis, words: AmendmentWording, name: str, problems: Problems) -> None:
    """The words around the amendment say when the base was signed, and that is not known."""
    texts = (words.title, words.preamble, words.pillar, words.closing)
    if basis.day is None and any(text is not None and "元の締結" in text.text for text in texts):
        problems.warning(
            "前文",
            f"「{name}」: 元の協約の締結日が分からないので、変更協約書の前文に書いていません",
            "締結日のある署名版から作るか、できた変更協約書に書き足してください",
            basis.place,
        )


def _warn_of_unfilled(
    bound: BoundDocument, by: Signature | None, particulars: Particulars, original: SourceDocument, problems: Problems
) -> None:
    """Tells of words that hold the place of others, in the new text and in the names of those who sign the change."""
    body = tuple([by if by is not None and isinstance(b, Signature) else b for b in bound.document.body])
    signing = replace(bound, document=replace(bound.document, body=body))
    galley = compose(signing, original.profile.house, particulars)
    unfilled.remark(unfilled.of_clauses(galley, original.area), problems)
