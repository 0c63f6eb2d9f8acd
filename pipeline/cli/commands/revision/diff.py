"""renkei diff: two papers of any kind -> what changes between them, in the terminal, as a page and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from pipeline.cli import status
from pipeline.cli.commands.revision.terminal import shown
from pipeline.cli.out_folder import force_option
from pipeline.diagnostics import Problems
from pipeline.importing.open_revisions import Choice
from pipeline.papers.change_list import data
from pipeline.project.incremental.delivery import deliver_file
from pipeline.project.plan import Assignment
from pipeline.project.revision.difference import Difference, difference
from pipeline.project.revision.sides import FILES, read_side
from pipeline.project.session import Session
from pipeline.writers import html

if TYPE_CHECKING:
    from pipeline.pdfdiff.compare import PrintedReport

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
@force_option()
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで標準出力に書きます。")
@click.option("--exit-code", "by_status", is_flag=True, help="変わるところがあれば、終了コードを1にします。")
def diff(
    old: str, new: str, page: Path | None, revisions: Choice, *, force: bool, as_json: bool, by_status: bool
) -> None:
    """二つの文書の文を比べ、変わるところを示します。

    比べるものは、文書の名前（aomori/kyoyaku-蓬田村）、記録した版（文書@版）、署名版（JSON）、平文（TXT）、Word文書（DOCX）、Webページ（HTML）、
    法令標準XMLのどれでも指定できます。種別は問いません。協約などは条ごとに、ほかの文書は見出し、表の行、欄ごとに比べます。
    PDFは、どれとでも字句で比べます（目次の点線と頁、頁ごとに繰り返す見出しは違いとしません）。PDFどうしか、PDFと文書の
    名前なら、--html に頁の絵を並べます。
    """
    problems = Problems()
    pdfs = [Path(name).suffix.lower() == _PDF for name in (old, new)]
    if all(pdfs) or (any(pdfs) and page is not None and not any(name.lower().endswith(FILES) for name in (old, new))):
        _diff_printed(old, new, page, force=force, as_json=as_json, problems=problems)
    if any(pdfs):
        found = _by_words(old, new, revisions, problems)
        _tell(found, page, force=force, as_json=as_json, by_status=by_status, problems=problems)
    before, after = (read_side(name, revisions, _document, status.open_session, problems) for name in (old, new))
    found = difference(before, after, problems) if before is not None and after is not None else None
    _tell(found, page, force=force, as_json=as_json, by_status=by_status, problems=problems)


def _by_words(old: str, new: str, revisions: Choice, problems: Problems) -> Difference | None:
    """Compares a PDF with a paper of another form."""
    from pipeline.project.revision.by_words import difference_by_words, read_pdf  # noqa: PLC0415 - loaded only for PDFs

    before, after = (
        read_pdf(Path(name), problems)
        if Path(name).suffix.lower() == _PDF
        else read_side(name, revisions, _document, status.open_session, problems)
        for name in (old, new)
    )
    return difference_by_words(before, after, problems) if before is not None and after is not None else None


def _tell(
    found: Difference | None, page: Path | None, *, force: bool, as_json: bool, by_status: bool, problems: Problems
) -> NoReturn:
    """Shows what was found, and ends the command."""
    if found is not None and page is not None:
        made = html.report_page(found.title, found.report, found.sides)
        deliver_file(page, made.encode("utf-8"), problems, force=force)
    if as_json:
        status.show_json(data(found.report, *found.sides) if found is not None else {}, problems.found)
    else:
        for line in shown(found.report) if found is not None else ():
            click.echo(line)
        status.show(problems)
    status.finish(problems, findings=by_status and found is not None and bool(found.report.entries))


def _document(name: str, problems: Problems) -> Assignment | None:
    """The one document of a name; None after an error in its source."""
    plan = status.make_plan(status.open_session(), (name,), problems)
    if len(plan.assignments) > 1:
        names = "、".join(a.name for a in plan.assignments)
        raise click.UsageError(f"「{name}」は一つの文書ではありません。{names} のどれかを指定してください。")
    return plan.assignments[0] if plan.assignments else None


def _diff_printed(old: str, new: str, page: Path | None, *, force: bool, as_json: bool, problems: Problems) -> NoReturn:
    """Compares a PDF with a PDF, or with what the source of a document prints."""
    from pipeline.project.revision.compare_pdf import compare_printed  # noqa: PLC0415 - pictures are loaded only where pages are compared

    papers = [Path(name) if name.lower().endswith(_PDF) else _document(name, problems) for name in (old, new)]
    before, after = papers
    compared = None
    if before is not None and after is not None:
        compared = compare_printed(before, after, Session(Path.cwd()), problems, pictured=page is not None)
    if compared is not None and page is not None:
        deliver_file(page, compared.page.encode("utf-8"), problems, force=force)
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
