"""A document -> what stands behind it, as its folder keeps it: nothing is asked of anybody, nothing is remembered elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Problems
from pipeline.importing import base_text
from pipeline.notation.dates import wareki
from pipeline.papers.provenance_sheet import Line, Origins
from pipeline.project import documents
from pipeline.project.manifest import Record
from pipeline.project.plan import Assignment
from pipeline.project.provenance import reviews
from pipeline.project.provenance.seen import page_key, seen
from pipeline.project.revision.signed import signed_path
from pipeline.project.session import Session
from pipeline.project.versions.kept import versions_of
from pipeline.provision.signed_version import event_words
from pipeline.version import __version__


def origins(assignment: Assignment, session: Session, record: Record | None, problems: Problems) -> Origins:
    """All that is known of a document; its outputs are those of its record (None: it was not made). Raises Rejected."""
    printer = documents.exporter(assignment.original, session)
    ready = documents.ready(assignment, session, problems)
    made = documents.compiled(ready, session, printer, problems)
    layout, _ = printer.pages(made.galley, problems)
    template = assignment.original.kind.template
    pages = seen(page_key(template, page, draft=made.galley.draft) for page in layout.pages)
    sources = tuple(Line(i.name, "", i.sha256) for i in (record.sources if record else ready.original.inputs))
    return Origins(
        assignment.name,
        made.galley.title,
        assignment.original.kind.name,
        (
            ("原稿と事実", sources),
            ("ひな形", tuple(Line(i.name, "", i.sha256) for i in (record.templates if record else ()))),
            ("締結と変更", tuple(_signed(assignment, session, problems))),
            ("版", tuple(_versions(assignment, session, problems))),
            ("点検と承認", tuple(_reviews(assignment, session, pages))),
            ("今の頁", (Line(f"{len(layout.pages)}頁", "承認のときに見た頁と同じなら、承認は有効です", pages),)),
            ("ファイル", tuple(Line(o.path, o.format, o.sha256) for o in (record.outputs if record else ()))),
            ("作ったもの", (Line("プログラム", record.tool if record else f"renkei {__version__}"),)),
        ),
    )


def _signed(assignment: Assignment, session: Session, problems: Problems) -> Iterator[Line]:
    path = session.root / signed_path(assignment)
    if not session.files.is_file(path):
        return
    frozen = base_text.read_signed(path, problems, session.files)
    problems.stop_if_errors()
    assert frozen is not None
    for words, event in zip(event_words(frozen.history), frozen.history, strict=True):
        day = wareki.format(event.day) if event.day is not None else "日付なし"
        lines = f"、改め文{len(event.amendment)}行で確かめた" if event.amendment else ""
        taken = f"、誤って固定したものを{len(event.replaced)}回差し替えた" if event.replaced else ""
        yield Line(words, f"{day}{lines}{taken}", event.sha256)
    yield Line("署名版のファイル", signed_path(assignment).as_posix(), session.files.read(path).sha256)


def _versions(assignment: Assignment, session: Session, problems: Problems) -> Iterator[Line]:
    for version in versions_of(assignment.name, session.files, problems):
        number = f"、議案番号 {version.number}" if version.number else ""
        corrects = "（訂正）" if version.corrects else ""
        yield Line(f"{version.name}{corrects}", f"{wareki.format(version.day)}{number}", version.words_sha256)


def _reviews(assignment: Assignment, session: Session, pages: str) -> Iterator[Line]:
    found = reviews.events(reviews.path_of(session.root, assignment.name))
    holding, void = reviews.approvals(found, pages)
    for approval in (*holding, *void):
        state = "有効" if approval in holding else "無効（承認の後で頁が変わった）"
        yield Line(f"承認 {approval.who}", f"{approval.when}　{state}", approval.seen)
    said = {kind: sum(e.kind == kind for e in found) for kind in ("意見", "提案", "採用", "不採用")}
    if any(said.values()):
        yield Line("意見と提案", "、".join(f"{kind}{count}件" for kind, count in said.items() if count))
