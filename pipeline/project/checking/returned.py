"""A DOCX that came back -> the document that it is of, what others propose, and accepted proposals written into the source.

Nothing is written unless the paper then prints what was accepted: the source is changed in memory first, and read,
bound and set again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.diagnostics import Place, Problems, Rejected
from pipeline.galley.compiled import Compiled
from pipeline.importing.word.package import PackageError
from pipeline.importing.word.returned import Returned, read_returned
from pipeline.late.dataclass import dataclass
from pipeline.project import documents, store
from pipeline.project.plan import Assignment, plan
from pipeline.project.session import Session
from pipeline.review.applying import NewWords, expected, new_words
from pipeline.review.paragraphs import Named, named
from pipeline.review.proposals import Proposal, Target
from pipeline.review.read import Reviewed, likeness, reviewed
from pipeline.source import reader
from pipeline.source.rewriting.scalars import Scalar, UnwritableError, rewritten

# Less of our words than this, and it is another paper.
_OURS = 0.5
_MOST_TRIED = 50
_HASH = "入力SHA256"
_DRAFT = "案"


@dataclass(frozen=True, slots=True)
class CameBack:
    """A returned document, and which of ours it is. `changed`: our sources are not those that it was made from."""

    assignment: Assignment
    compiled: Compiled
    review: Reviewed
    changed: bool

    @property
    def own(self) -> str:
        """The name of the source into which accepted words are written."""
        return self.assignment.original.inputs[0].name

    @property
    def answer_title(self) -> str:
        """What the reply to those who sent it back is called."""
        partner = f"（{self.assignment.partner}）" if self.assignment.partner is not None else ""
        return f"「{self.compiled.galley.title}」{partner}への意見に対する回答"

    @property
    def sisters(self) -> tuple[str, ...]:
        """The other partners for whom the same source makes a document."""
        return tuple(n for n in self.assignment.original.partners if n != self.assignment.partner)


def read_back(path: Path, name: str | None, session: Session, problems: Problems) -> CameBack | None:
    """What came back; None after an error. `name` is the document that it is of (None: found by what the file says)."""
    shown = path.as_posix()
    data = reader.read_bytes(path, problems, shown)
    if data is None:
        return None
    try:
        back = read_returned(data)
    except PackageError as error:
        problems.error("形式", error.reason, error.cure, Place(shown))
        return None
    unmade = Problems()
    candidates = list(_candidates(back, name, session, problems, unmade))
    found = _chosen(back, candidates, name, shown, problems)
    if found is None:
        if name is None:  # it may well be of one of those that have errors
            problems.extend(Problems([*unmade.errors]))
        return None
    assignment, compiled, own = found
    changed = dict(back.properties).get(_HASH, "") != compiled.galley.sources_sha256
    if changed:
        problems.warning(
            "提案",
            f"「{assignment.name}」の原稿（か圏域の事実）は、この文書を作ったときのものと違います",
            "示される違いには、作った後に原稿を直したところも入ります",
            Place(shown),
        )
    review = reviewed(back, own, compiled.galley, assignment.original.inputs[0].name)
    if review.looks:
        problems.warning(
            "提案",
            f"書式だけの変更が{review.looks}か所あります（読みません）",
            "体裁を変える案なら、ひな形を直してください",
            Place(shown),
        )
    return CameBack(assignment, compiled, review, changed)


def _candidates(
    back: Returned, name: str | None, session: Session, problems: Problems, unmade: Problems
) -> Iterator[tuple[Assignment, Compiled, Returned]]:
    """Documents that it can be of, each as it is made today; those of partners whose names it says first.

    Why others cannot be made is in `unmade`.

    A document that is named comes first, its sisters behind it: the paper of one partner is easily taken for another's.
    Of those that it does not seem to be of, some are looked at only where no other is like it.
    """
    words = "".join(p.before for p in back.passages)
    drafted = any(_DRAFT in p.before for p in back.furniture)
    asked = plan(session, (name,) if name is not None else (), unmade).assignments
    sources = {a.original.id for a in asked} if name is not None else set()
    sisters = plan(session, tuple(sources), Problems()).assignments if sources else ()
    every = (*asked, *(s for s in sisters if s.name not in {a.name for a in asked}))
    likely = [a for a in every if a.name == name or a.partner is None or a.partner.rpartition("-")[2] in words]
    first = {a.name for a in likely}
    best = 0.0
    for assignment in (*likely, *[a for a in every if a.name not in first][:_MOST_TRIED]):
        if assignment.name not in first and best >= _OURS:
            return
        own = Problems()
        try:
            made = _made(assignment, session, drafted, own)
        except Rejected:
            made = None
        if made is not None:
            best = max(best, likeness(back, made[2]))
            yield made
        elif assignment.name == name:
            problems.extend(own)
        else:
            unmade.extend(own)


def _made(
    assignment: Assignment, session: Session, drafted: bool, problems: Problems
) -> tuple[Assignment, Compiled, Returned] | None:
    compiled, printer = documents.whole(assignment, session, problems)
    galley = replace(compiled.galley, draft=True) if drafted else compiled.galley
    data = printer.print(galley, "docx", problems)
    return (assignment, compiled, read_returned(data)) if data is not None else None


def _chosen(
    back: Returned,
    candidates: Collection[tuple[Assignment, Compiled, Returned]],
    name: str | None,
    shown: str,
    problems: Problems,
) -> tuple[Assignment, Compiled, Returned] | None:
    """The document that bears the hash of the file, else the one that says most of its words."""
    said = dict(back.properties).get(_HASH)
    ranked = sorted(
        ((likeness(back, c[2]) + (said == c[1].galley.sources_sha256 and c[1].galley.title == back.title), n, c) for n, c in enumerate(candidates)),
        key=lambda r: (-r[0], r[1]),
    )  # fmt: skip
    if not ranked:
        if not problems.errors:
            problems.error(
                "提案",
                "この文書に当たる原稿が見つかりません",
                "renkei review ファイル --document 文書 と、文書の名前を指定してください（renkei list で分かります）",
                Place(shown),
            )
        return None
    best, _, chosen = ranked[0]
    like = likeness(back, chosen[2])
    others = [c[0].name for c in candidates if name is not None and c[0].name == name and c is not chosen]
    if like < _OURS or others:
        shown_name = f"「{name}」" if name is not None else "どの文書"
        near = f"「{chosen[0].name}」に最も近く、同じ字の並びは{like:.0%}です"
        problems.error(
            "提案",
            f"このファイルは{shown_name}{'ではありません' if name is not None else 'とも文が違います'}（{near}）",
            "ファイルと文書の名前を確かめてください。原稿を大きく直した後なら、送ったときの原稿に戻してから読んでください",
            Place(shown),
        )
        return None
    if len(ranked) > 1 and ranked[1][0] == best:
        names = "、".join(r[2][0].name for r in ranked[:5] if r[0] == best)
        problems.error(
            "提案",
            f"どの文書か決められません（{names}）",
            "--document で一つを指定してください",
            Place(shown),
        )
        return None
    return chosen


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: files, numbers of proposals, and other places of the paper that change with them."""

    files: tuple[str, ...]
    numbers: tuple[int, ...]
    elsewhere: tuple[str, ...]


def write(came: CameBack, accepted: Iterable[Proposal], session: Session, problems: Problems) -> Written | None:
    """Writes accepted proposals into the source, all or none; None after an error. Those that cannot be written are told."""
    found = Problems()
    written = _write(came, list(accepted), session, found)
    problems.extend(found)
    return written


def _write(came: CameBack, asked: Sequence[Proposal], session: Session, problems: Problems) -> Written | None:
    own = [p for p in asked if isinstance(p.to, Target)]
    for one in asked:
        if not isinstance(one.to, Target) and one.kind != "コメント":
            problems.warning(
                "提案", f"{one.number}番は自動では書けません: {one.to.reason}", "原稿を手で直してください", one.to.place
            )
    scalars, conflicts = new_words(own)
    for conflict in conflicts:
        problems.error(
            "提案",
            f"{conflict.one.number}番と{conflict.other.number}番は、同じ所の別の案です",
            "どちらか一つだけを採用してください",
            conflict.other.place,
        )
    if conflicts or not scalars:
        return None if conflicts else Written((), (), ())
    files = _rewritten(scalars, session, problems)
    if files is None:
        return None
    elsewhere = _proven(came, own, files, session, problems)
    if elsewhere is None:
        return None
    was = {path: session.files.bytes_of(path) for path in files}
    if not store.rewrite_all(session.root, files, problems, instead_of=was):
        return None
    session.files.refresh()
    numbers = tuple(sorted(n for s in scalars for n in s.numbers))
    return Written(tuple(session.files.name(path) for path in files), numbers, elsewhere)


def _rewritten(scalars: Iterable[NewWords], session: Session, problems: Problems) -> dict[Path, bytes] | None:
    """The files with their new words, the last scalar of each first, so that the places of the others stay."""
    files: dict[Path, bytes] = {}
    for one in scalars:
        name = one.written.file.name
        path = session.root / name
        data = files.get(path) or session.files.read(path).data
        try:
            files[path] = rewritten(data, name, Scalar(one.written.start, one.written.end), one.words)
        except UnwritableError as error:
            numbers = "、".join(map(str, one.numbers))
            problems.error("提案", f"{numbers}番を書けません: {error}", "原稿を手で直してください", one.written.span())
    return None if problems.errors else files


def _proven(
    came: CameBack, accepted: Iterable[Proposal], files: dict[Path, bytes], session: Session, problems: Problems
) -> tuple[str, ...] | None:
    """Sets the paper from the changed source: it must print what was accepted. The places that change besides."""
    with session.files.standing(files):
        after = _set_again(came, session, problems)
    if after is None:
        return None
    before, house = came.review.paragraphs, came.compiled.house
    wanted = expected(accepted, before, house)
    if len(after) != len(before):
        problems.error(
            "提案",
            f"採用すると、段落の数が変わります（{len(before)}から{len(after)}へ）。書いていません",
            "一つずつ採用して、どの提案のためかを確かめてください",
            Place(came.own),
        )
        return None
    for at, words in wanted.items():
        if after[at].words not in words:
            problems.error(
                "提案",
                f"採用しても、{before[at].where}は提案のとおりになりません（「{after[at].words}」となります）。書いていません",
                "原稿を手で直してください",
                Place(came.own, before[at].where),
            )
    if problems.errors:
        return None
    return tuple(
        b.where for n, (b, a) in enumerate(zip(before, after, strict=True)) if n not in wanted and a.words != b.words
    )


def _set_again(came: CameBack, session: Session, problems: Problems) -> tuple[Named, ...] | None:
    found = Problems()
    try:
        [again] = plan(session, (came.assignment.name,), found).assignments
        galley = documents.whole(again, session, found)[0].galley
    except (Rejected, ValueError):
        for problem in found.errors:
            problems.error(
                problem.code,
                f"採用すると誤りになります（書いていません）: {problem.message}",
                problem.cure,
                problem.place,
            )
        return None
    return named(galley)
