"""renkei build: sources -> documents under build/."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

import click

from pipeline.cli import document_names, status
from pipeline.cli.extras import needs
from pipeline.cli.formats import read_formats
from pipeline.cli.out_folder import out_option
from pipeline.cli.ranges import Between
from pipeline.diagnostics import Problems
from pipeline.diagnostics.commands import typed
from pipeline.late import kept
from pipeline.project import store
from pipeline.project.batch.hands import Hands
from pipeline.project.batch.run import Job, Outcome, Report, decide, local_hands, run
from pipeline.project.export.exporter import USUAL, Format
from pipeline.project.incremental.decide import Decision
from pipeline.project.incremental.fresh import FORCED, NEW
from pipeline.project.session import Session

Step = Callable[[Outcome], None]


@click.command(name="build", options_metavar="[オプション]")
@click.argument("documents", metavar="[文書]...", nargs=-1, shell_complete=document_names.complete)
@out_option()
@click.option(
    "--format",
    "formats",
    metavar="形式",
    default=(",".join(USUAL),),
    show_default=True,
    multiple=True,
    callback=read_formats,
    help="作る形式（コンマ区切り）。ウェブの頁は html、表のExcelブックは xlsx です。",
)
@click.option(
    "--jobs",
    metavar="数",
    type=Between(1, 64),
    default=None,
    help="同時に動かす数。省略すると文書の数により決めます。",
)
@click.option("--draft", is_flag=True, help="すべての頁に「案」の透かしを入れます。")
@click.option("--embed-source", is_flag=True, help="PDFに原稿を添付します（PDF/A-3a になります）。")
@click.option(
    "--cluster",
    "address",
    metavar="アドレス",
    help="Dask のクラスター（tcp://名前:8786）で作ります。local ならこの機械の中に作って試します。",
)
@click.option("--force", is_flag=True, help="変わっていないものも、人が書き換えたものも、すべて作り直します。")
@click.option("--why", is_flag=True, help="作るもの、作らないものを、その理由とともに示します。")
@click.option("--dry-run", is_flag=True, help="何を作るかを理由とともに示すだけで、何も書きません。")
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで標準出力に書きます。")
def build(  # noqa: PLR0913, PLR0917 - click hands over every option by its name
    documents: tuple[str, ...],
    out: str,
    formats: tuple[Format, ...],
    jobs: int | None,
    draft: bool,
    embed_source: bool,
    address: str | None,
    force: bool,
    why: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """原稿から文書を作ります。文書を省略すると、すべて作ります。

    前に作ってから、原稿も圏域の原稿もひな形も変わっていない文書は、作り直しません。
    文書は、地域（aomori）、原稿（aomori/kyoyaku）、相手方ごとの文書（aomori/kyoyaku-蓬田村）のどれでも指定できます。
    """
    session = status.open_session()
    problems = Problems()
    plan = status.make_plan(session, documents, problems)
    root = session.root
    job = Job(root, root / out, formats, draft, embed_source)
    decision = decide(plan, job, session, force=force)
    if dry_run or why:
        _show_reasons(decision)
    if dry_run:
        problems.extend(decision.problems)
        status.show(problems)
        status.finish(problems)
    count = len(decision.todo)
    # The bar draws in a thread of its own: workers are forked before.
    with _hands(address, jobs, decision, job, session) as hands, _progress(count) as step:
        report = run(decision, job, session, hands, step)
    store.keep(kept.news())
    problems.extend(report.problems)
    _compare(decision, session, problems)
    if as_json:
        made = [_record(o) for o in report.outcomes]
        unchanged = [a.name for a in decision.kept]
        status.show_json({"documents": made, "unchanged": unchanged, "failed": list(plan.failed)}, problems.found)
    else:
        _show(report, decision, out)
        status.show(problems)
    for outcome in report.bugs:
        click.echo(
            f"{outcome.name}: プログラムの不具合です。次の内容を添えて開発者に知らせてください。\n{outcome.bug}",
            err=True,
        )
    status.finish(problems, bugs=bool(report.bugs))


def _compare(decision: Decision, session: Session, problems: Problems) -> None:
    """Where the papers that were made contradict others of their area, or its facts: a first paper has no others."""
    made = [j.assignment for j in decision.todo]
    if made:
        from pipeline.project.checking import areas  # noqa: PLC0415 - it knows the models of all kinds

        areas.remarks(made, session, problems)


@contextmanager
def _hands(
    address: str | None, jobs: int | None, decision: Decision, job: Job, session: Session
) -> Iterator[Hands | None]:
    """Who makes the documents: a cluster, processes of this machine, or this process alone."""
    if address is None or not decision.todo:
        with local_hands(jobs, decision, job, session) as hands:
            yield hands
        return
    from pipeline.project.batch.cluster import ClusterError, cluster  # noqa: PLC0415 - Dask is an extra

    try:
        with needs("cluster", "何台もの機械での手分け"):
            import distributed  # noqa: F401, PLC0415 - Dask
        with cluster(address, job, session) as hands:
            yield hands
    except ClusterError as error:
        raise click.UsageError(f"{error.reason}。{error.cure}。") from error


@contextmanager
def _progress(documents: int) -> Iterator[Step]:
    """A bar on a terminal once there is something to wait for; nothing elsewhere."""
    if documents <= 1 or not _on_terminal():
        yield lambda _outcome: None
        return
    from rich.console import Console  # noqa: PLC0415 - only who looks at it waits for it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("作成中", total=documents)
        yield lambda outcome: bar.update(task, advance=1, description=outcome.name)


def _on_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _show_reasons(decision: Decision) -> None:
    for judged in decision.todo:
        click.echo(f"作る: {judged.assignment.name}（{judged.reason}）")
    for assignment in decision.kept:
        click.echo(f"そのまま: {assignment.name}（変わったものはありません）")


def _show(report: Report, decision: Decision, out: str) -> None:
    made = [o.record for o in report.outcomes if o.record is not None]
    reasons = {j.assignment.name: j.reason for j in decision.todo if j.reason not in (NEW, FORCED)}
    for record in made:
        suffixes = [o.format for o in record.outputs]
        files = suffixes[0] if len(suffixes) == 1 else f"{{{','.join(suffixes)}}}"
        why = f"（作り直し: {reasons[record.id]}）" if record.id in reasons else ""
        click.echo(f"{out}/{record.id}.{files}{why}")
    tried = {o.name for o in report.outcomes if o.record is not None} | {a.name for a in decision.kept}
    lost = [a.name for a in decision.plan.assignments if a.name not in tried] + list(decision.plan.failed)
    kept = f"{len(decision.kept)}文書は変わっていないので、そのままです。" if decision.kept else ""
    warned = [a.name for a in decision.kept if decision.judge.state.made[a.name].warnings]
    still = (
        f"そのうち{len(warned)}文書には「注意」があります（renkei check {typed(warned[0])} など）。" if warned else ""
    )
    click.echo(f"{len(made)}文書を作りました。{kept}{still}" + (f"作れなかったもの: {'、'.join(lost)}" if lost else ""))


def _record(outcome: Outcome) -> dict[str, object]:
    """A document for machines."""
    if outcome.record is None:
        return {"id": outcome.name, "made": False}
    return {"made": True, **asdict(outcome.record)}
