"""renkei diff: two versions of an agreement -> what changes between them, in the terminal and as a page."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from pipeline.amending.differences.align import align
from pipeline.amending.differences.word_diff import differences
from pipeline.amending.language.address import words_sha256
from pipeline.cli import status
from pipeline.diagnostics import Problems, Rejected
from pipeline.importing.base_text import read_signed, read_whole
from pipeline.importing.open_revisions import Choice
from pipeline.labels.amendment_style import Manner
from pipeline.notation.dates import wareki
from pipeline.papers.around import Around, Aside, Signature, differences_around, of_printed
from pipeline.papers.change_list import Side, data
from pipeline.papers.change_report import report
from pipeline.papers.changes import Entry, Report
from pipeline.papers.moved_entries import with_moves
from pipeline.project import store
from pipeline.project.plan import Assignment
from pipeline.project.revision.signed import frozen_of
from pipeline.project.session import Session
from pipeline.provision import signed_version
from pipeline.provision.signed_version import Frozen
from pipeline.provision.unit import Provision
from pipeline.writers import html

if TYPE_CHECKING:
    from pipeline.pdfdiff.compare import PrintedReport

_FILES = (".txt", ".json", ".docx")
_PDF = ".pdf"
# In the terminal; the page and JSON say everything.
_LONGEST = 100


@click.command(name="diff", options_metavar="[オプション]")
@click.argument("old", metavar="前")
@click.argument("new", metavar="後")
@click.option(
    "--html",
    "page",
    metavar="ファイル",
    type=click.Path(path_type=Path),
    help="変更一覧（PDFなら頁の対照も）を書き出すHTML。",
)
@click.option(
    "--revisions",
    type=click.Choice(["accept", "reject"]),
    default="accept",
    show_default=True,
    help="Word文書に変更履歴や取消線があるとき、承諾した文（accept）と元に戻した文（reject）のどちらを比べるか。",
)
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで標準出力に書きます。")
def diff(old: str, new: str, page: Path | None, revisions: Choice, as_json: bool) -> None:
    """二つの協約の文を比べ、変わるところを示します。

    比べるものは、文書の名前（aomori/kyoyaku-蓬田村）、署名版（JSON）、平文（TXT）、Word文書（DOCX）のどれでも指定できます。
    PDFは、PDFか文書の名前と比べられます。どの種別の文書でも、印刷された字句を頁ごとに比べ、--html に頁の絵を並べます。
    """
    problems = Problems()
    if _PDF in (Path(old).suffix.lower(), Path(new).suffix.lower()):
        _diff_printed(old, new, page, as_json=as_json, problems=problems)
    before, after = _read(old, revisions, problems), _read(new, revisions, problems)
    found, sides = None, None
    if before is not None and after is not None:
        aside = _aside(before, after, (old, new), problems)
        found = with_moves(report(align(before.provision, after.provision), after.manner, aside))
        sides = (_told(old, before), _told(new, after))
        if page is not None:
            made = html.report_page(f"{after.provision.title}変更一覧", found, sides)
            store.save(page.parent, {page.name: made.encode("utf-8")}, problems)
    if as_json:
        status.show_json(data(found, *sides) if found is not None and sides is not None else {}, problems.found)
    else:
        if found is not None:
            _show(found)
        status.show(problems)
    status.finish(problems)


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two papers: its words, how it numbers them, and what stands around them."""

    provision: Provision
    manner: Manner
    around: Around
    day: date | None = None


def _read(name: str, revisions: Choice, problems: Problems) -> _Side | None:
    """A file by its ending, else a document of the sources; None after an error."""
    found = Problems()
    path, made = Path(name), None
    if name.lower().endswith(signed_version.SUFFIX):
        signed = read_signed(path, found)
        made = _of_printed(signed) if signed is not None else None
    elif name.lower().endswith(_FILES):
        base = read_whole(path, found, revisions)
        if base is not None:
            signers = tuple(Signature(s.symbol, s.office, s.name) for s in base.signers)
            days = (wareki.format(base.day),) if base.day is not None else ()
            made = _Side(base.provision, base.manner, Around(base.cover, days, signers), base.day)
    else:
        assignment = _document(name, problems)
        with suppress(Rejected):  # what was found is in the collector
            made = _of_printed(frozen_of(assignment, (), found)) if assignment is not None else None
    problems.extend(found)
    return made


def _of_printed(frozen: Frozen) -> _Side:
    around = of_printed(frozen.printed)
    days = (wareki.format(frozen.day),) if frozen.day is not None and around.days else ()
    return _Side(frozen.provision, frozen.manner, replace(around, days=days), frozen.day)


def _told(name: str, side: _Side) -> Side:
    """A paper as the change list names it."""
    return Side(
        name, side.provision.title, side.day.isoformat() if side.day is not None else "", words_sha256(side.provision)
    )


def _aside(before: _Side, after: _Side, names: tuple[str, str], problems: Problems) -> tuple[Aside, ...]:
    """What differs around the words; nothing where one of the two is the words alone, which is told."""
    bare = [n for n, side in zip(names, (before, after), strict=True) if side.around == Around()]
    if len(bare) == 1:
        problems.warning(
            "比較",
            f"「{bare[0]}」には表紙、締結日、記名がないので、それらは比べていません",
            "比べるなら、表紙から記名までのある文書を指定してください",
        )
    return () if bare else tuple(differences_around(before.around, after.around))


def _document(name: str, problems: Problems) -> Assignment | None:
    """The one document of a name; None after an error in its source."""
    plan = status.make_plan(status.open_session(), (name,), problems)
    if len(plan.assignments) > 1:
        names = "、".join(a.name for a in plan.assignments)
        raise click.UsageError(f"「{name}」は一つの文書ではありません。{names} のどれかを指定してください。")
    return plan.assignments[0] if plan.assignments else None


def _diff_printed(old: str, new: str, page: Path | None, *, as_json: bool, problems: Problems) -> NoReturn:
    """Compares a PDF with a PDF, or with what the source of a document prints."""
    from pipeline.project.revision.compare_pdf import compare_printed  # noqa: PLC0415 - pictures are loaded only where pages are compared

    for name in (old, new):
        if name.lower().endswith(_FILES):
            raise click.UsageError(f"PDFと比べられるのは、PDFか文書の名前です（「{name}」は比べられません）。")
    papers = [Path(name) if name.lower().endswith(_PDF) else _document(name, problems) for name in (old, new)]
    before, after = papers
    compared = None
    if before is not None and after is not None:
        compared = compare_printed(before, after, Session(Path.cwd()), problems, pictured=page is not None)
    if compared is not None and page is not None:
        store.save(page.parent, {page.name: compared.page.encode("utf-8")}, problems)
    if as_json:
        status.show_json(asdict(compared.report) if compared is not None else {}, problems.found)
    else:
        if compared is not None:
            _show_printed(compared.report)
        status.show(problems)
    status.finish(problems)


def _show_printed(found: PrintedReport) -> None:
    for change in found.changes:
        click.echo(f"{change.place}  …{change.before}〔　〕{change.after}…")
        for sign, words in (("-", change.old), ("+", change.new)):
            if words:
                click.echo(f"    {sign} {_cut(words)}")
    for sign, heads in (("-", found.heads_old), ("+", found.heads_new)):
        for words in heads:
            click.echo(f"頁の上下  {sign} {words}")
    click.echo(f"{len(found.changes)}か所が違います。" if found.changes else "字句の違いはありません。")


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}……（ほか{len(words) - _LONGEST}字）"


def _show(found: Report) -> None:
    for entry in found.entries:
        place = (
            entry.place_old
            if entry.place_old == entry.place_new
            else f"{entry.place_old or '（新設）'} → {entry.place_new or '（削る）'}"
        )
        place += f"「{entry.column}」の欄" if entry.column else ""
        click.echo(f"{place}  {entry.kind}{'（自動）' if entry.automatic else ''}")
        for line in _words(entry):
            click.echo(f"    {line}")
    for guess in found.guesses:
        click.echo(f"{guess.place_old} と {guess.place_new} は、文が似ているので同じものとして比べました")
    click.echo(f"{len(found.entries)}か所が変わります。" if found.entries else "変わるところはありません。")


def _words(entry: Entry) -> list[str]:
    """Lines of what goes and what comes; of words within a text only those that differ."""
    match entry.kind:
        case "追加":
            return [f"+ {line}" for line in entry.new.split("\n")]
        case "削除":
            return [f"- {line}" for line in entry.old.split("\n")]
        case "番号のみ":
            return []
        case _:
            pairs = [(a, b) for a, b, differ in differences(entry.old, entry.new) if differ]
            return [f"- {a}" if mark else f"+ {b}" for a, b in pairs for mark in (True, False) if (a if mark else b)]
