"""renkei lint: what a legal reviewer would mark in documents of the sources and in papers of others."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

import click

from pipeline.cli import status
from pipeline.diagnostics import Diagnostic, Place, Problems, Severity, Span
from pipeline.diagnostics.render import human
from pipeline.late.dataclass import dataclass
from pipeline.lint import baseline, cure, sarif
from pipeline.lint.baseline import BaselineError, Known
from pipeline.lint.rule import Finding
from pipeline.lint.rules import BY_ID, RULES
from pipeline.lint.suppression import silence
from pipeline.project import linting, store
from pipeline.project.linting import PAPERS, Asked
from pipeline.project.session import Session
from pipeline.version import __version__


@dataclass(slots=True)
class _Result:
    new: list[Finding] = field(default_factory=list)
    known: list[Finding] = field(default_factory=list)
    silenced: list[tuple[Finding, str]] = field(default_factory=list)


@click.command(name="lint", options_metavar="[オプション]")
@click.argument("names", metavar="[文書|ファイル]...", nargs=-1)
@click.option("--fix", is_flag=True, help="直し方が確かなものを、原稿に書き込みます（氏名や引用には触れません）。")
@click.option("--json", "as_json", is_flag=True, help="所見の並びをJSONで標準出力に書きます。")
@click.option("--sarif", "as_sarif", is_flag=True, help="SARIF 2.1.0 を標準出力に書きます。")
@click.option(
    "--baseline", "base", metavar="ファイル", type=click.Path(path_type=Path), help="分かっている所見の一覧。"
)
@click.option("--accept", is_flag=True, help="今の所見をすべて --baseline のファイルに書きます。")
@click.option("--rule", "only", metavar="規則", multiple=True, help="この規則だけを調べます（何度でも書けます）。")
@click.option("--hints", is_flag=True, help="「参考」の所見も示します。")
def lint(  # noqa: PLR0913, PLR0917 - one for each option
    names: tuple[str, ...],
    fix: bool,
    as_json: bool,
    as_sarif: bool,
    base: Path | None,
    accept: bool,
    only: tuple[str, ...],
    hints: bool,
) -> None:
    """公用文の書き方を調べます。文書（原稿）のほか、TXT と DOCX のファイルも調べられます。

    規則の意味と根拠は renkei explain 公用文-003 で分かります。
    """
    unknown = [name for name in only if name not in BY_ID and name != "公用文-100"]
    if unknown:
        raise click.UsageError(f"「{unknown[0]}」という規則はありません。{'、'.join(BY_ID)} から選んでください。")
    if accept and base is None:
        raise click.UsageError("--accept には --baseline が要ります。")
    apart = [name for name, given in (("--fix", fix), ("--json", as_json), ("--sarif", as_sarif)) if given]
    if len(apart) > 1 or (fix and accept):
        raise click.UsageError(
            f"{' と '.join(apart if len(apart) > 1 else ['--fix', '--accept'])} は、一緒に使えません。"
        )
    problems = Problems()
    asked = Asked(frozenset(only), hints)
    findings = _examined(names, asked, problems)
    if fix:
        _fix(findings, asked, problems)
        return
    stand, silenced = silence(findings, asked.ids, problems)
    result = _sorted_out(stand, silenced, base, accept, problems)
    if as_json:
        status.echo_json([_record(f) for f in result.new])
    elif as_sarif:
        click.echo(sarif.render(result.new, result.known, result.silenced, RULES, __version__), nl=False)
    elif findings or not problems.errors:  # nothing found in what could not be read says nothing
        _show(result)
    status.show(problems)
    status.finish(problems, findings=any(f.rule.weight != "参考" for f in result.new))


def _examined(names: tuple[str, ...], asked: Asked, problems: Problems) -> list[Finding]:
    papers = [n for n in names if Path(n).suffix.lower() in PAPERS]
    documents = tuple(n for n in names if n not in papers)
    made: list[Finding] = []
    for name in papers:
        made += linting.of_paper(Path(name), Path(name).as_posix(), asked, problems)
    if documents or not papers:
        made += _of_documents(status.open_session(), documents, asked, problems)
    return made


def _of_documents(session: Session, names: tuple[str, ...], asked: Asked, problems: Problems) -> list[Finding]:
    """What stands once in a source is told once, though many partners print it."""
    made: dict[tuple[str, str, str], Finding] = {}
    for assignment in status.make_plan(session, names, problems).assignments:
        for finding in linting.of_document(assignment, session, asked, problems):
            place = str(finding.place) if finding.place is not None else f"{finding.document} {finding.ordinal}"
            made.setdefault((finding.rule.id, place, finding.words), finding)
    return list(made.values())


def _sorted_out(
    stand: list[Finding],
    silenced: list[tuple[Finding, str]],
    base: Path | None,
    accept: bool,
    problems: Problems,
) -> _Result:
    entries = _entries(base, missing_is_fine=accept, problems=problems) if base is not None else ()
    if accept and base is not None and not problems.errors:
        if store.save_file(base, baseline.render(stand, entries), problems):
            click.echo(f"{base} に{len(stand)}件を書きました。", err=True)
        return _Result([], stand, silenced)
    known = {k.fingerprint for k in entries}
    return _Result(
        [f for f in stand if baseline.fingerprint(f) not in known],
        [f for f in stand if baseline.fingerprint(f) in known],
        silenced,
    )


def _entries(base: Path, *, missing_is_fine: bool, problems: Problems) -> tuple[Known, ...]:
    if missing_is_fine and not base.exists():
        return ()
    try:
        return baseline.read(base.read_bytes())
    except (OSError, BaselineError):
        problems.error(
            "lintの基準",
            "--baseline のファイルを、所見の一覧として読めません",
            "renkei lint --baseline ファイル --accept で作ったファイルを指定してください",
            Place(base.as_posix()),
        )
        return ()


def _fix(findings: list[Finding], asked: Asked, problems: Problems) -> None:
    stand, _ = silence(findings, asked.ids, problems)
    count = 0
    for name, own in cure.certain(stand).items():
        path = Path(name)
        read = path.read_bytes()
        cured = cure.carried_out(read, own)
        if cured is None:
            store.tell_changed(path, problems)
        elif store.rewrite(path, cured, problems, instead_of=read):
            click.echo(f"{name}: {len(own)}か所を直しました。")
            count += len(own)
    left = len(stand) - count
    click.echo(f"直した所 {count}か所、人が決める所 {left}か所（renkei lint で確かめてください）。")
    status.show(problems)
    status.finish(problems)


def _show(result: _Result) -> None:
    for finding in result.new:
        click.echo(human(_diagnostic(finding)) + "\n")
    known = f"、分かっているもの{len(result.known)}件" if result.known else ""
    silenced = f"、理由を付けて止めたもの{len(result.silenced)}件" if result.silenced else ""
    click.echo(f"所見{len(result.new)}件{known}{silenced}。")


def _diagnostic(finding: Finding) -> Diagnostic:
    severity = Severity.ERROR if finding.rule.weight == "エラー" else Severity.WARNING
    how = f"「{finding.proposal}」と書きます。" if finding.proposal else ""
    cured = f"{how}{finding.rule.why}（根拠: {finding.rule.authority}）"
    return Diagnostic(severity, finding.rule.id, finding.message, cured, finding.place)


def _record(finding: Finding) -> dict[str, object]:
    place = finding.place
    spot: dict[str, object] = {"file": None, "line": None, "column": None, "length": None, "where": None}
    if isinstance(place, Span):
        spot |= {"file": place.file.name, "line": place.line, "column": place.column, "length": place.end - place.start}
        spot |= {"where": place.file.cell or None}
    elif isinstance(place, Place):
        spot |= {"file": place.file, "where": place.where}
    return {
        **spot,
        "code": finding.rule.id,
        "severity": {"エラー": "error", "注意": "warning", "参考": "hint"}[finding.rule.weight],
        "message": finding.message,
        "proposal": finding.proposal,
        "certain": finding.certain,
        "words": finding.words,
        "document": finding.document,
        "authority": finding.rule.authority,
        "fingerprint": baseline.fingerprint(finding),
    }
