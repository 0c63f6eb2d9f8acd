"""renkei review: a DOCX that came back -> proposals with their places; those accepted -> the source; a reply paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pipeline.cli import document_names, status
from pipeline.cli.days import read_day
from pipeline.cli.out_folder import force_option
from pipeline.diagnostics import Problems
from pipeline.project import store
from pipeline.project.checking import returned
from pipeline.project.checking.returned import CameBack
from pipeline.project.export.exporter import Exporter, Format
from pipeline.project.export.templates import BASE
from pipeline.project.incremental.delivery import deliver_file, is_free
from pipeline.project.session import Session
from pipeline.review import decisions as decided
from pipeline.review.decisions import Decision, Decisions, opinion
from pipeline.review.proposals import Elsewhere, Proposal, record
from pipeline.review.reply import reply as reply_galley
from pipeline.source import reader

_ALL = ("すべて", "all")
_PAPERS: dict[str, Format] = {".docx": "docx", ".pdf": "pdf"}


@click.command(name="review", options_metavar="[オプション]")
@click.argument("file", metavar="ファイル.docx", type=click.Path(path_type=Path))
@click.option(
    "--document",
    metavar="文書",
    shell_complete=document_names.complete,
    help="どの文書か（省略すると、ファイルの中の印と文から見分けます）。",
)
@click.option("--accept", metavar="番号", default="", help="採用する提案（1,3 か「すべて」）。原稿に書き込みます。")
@click.option("--refuse", metavar="番号", default="", help="採用しない提案（1,3 か「すべて」）。")
@click.option(
    "--decisions",
    "list_file",
    metavar="ファイル.yaml",
    type=click.Path(path_type=Path),
    help="対応と理由を書く一覧。なければ作り、あれば読んで、採用したものを書き込みます。",
)
@click.option(
    "--reply",
    "papers",
    metavar="ファイル",
    multiple=True,
    type=click.Path(path_type=Path),
    help="回答（意見・対応・理由）を .docx か .pdf に書きます。",
)
@click.option("--on", "day", metavar="日付", callback=read_day, help="回答の日付。")
@force_option()
@click.option("--json", "as_json", is_flag=True, help="提案の並びをJSONで標準出力に書きます。")
def review(  # noqa: PLR0913 - one for each option
    file: Path,
    document: str | None,
    accept: str,
    refuse: str,
    list_file: Path | None,
    papers: tuple[Path, ...],
    day: date | None,
    *,
    force: bool,
    as_json: bool,
) -> None:
    """戻ってきたWord文書を読みます。

    印の付いていない文が送ったままかを確かめ、変更履歴、コメント、記録されていない変更を、原稿の場所とともに示します。
    --accept で採用した提案は、その語だけを原稿に書き込みます（できた文書がそのとおりになることを確かめてから書きます）。
    """
    for paper in papers:
        if paper.suffix.lower() not in _PAPERS:
            raise click.UsageError(f"回答は .docx か .pdf に書きます（「{paper}」）。")
    session, problems = status.open_session(), Problems()
    if document is not None:
        status.make_plan(session, (document,), Problems())  # an unknown name ends the command
    came = returned.read_back(file, document, session, problems)
    if came is None:
        if as_json:
            status.show_json({}, problems.found)
        else:
            status.show(problems)
        status.finish(problems)
    proposals = came.review.proposals
    made = _decisions(came, (accept, refuse), list_file, problems)
    accepted = [p for p in proposals if made.get(p.number, Decision()).verdict == "採用"]
    replies = _replies(came, made, papers, day, session, problems)
    for paper, data in replies.items() if not force else ():
        is_free(paper, data, problems)  # before anything is written
    written = returned.write(came, accepted, session, problems) if accepted and not problems.errors else None
    if not problems.errors:
        _save(came, made, list_file, replies, problems, force=force)
    if as_json:
        status.show_json(_record(came, made, written), problems.found)
    else:
        _show(came, made)
        if written is not None:
            _show_written(written)
        status.show(problems)
    status.finish(problems)


def _decisions(
    came: CameBack, said: tuple[str, str], list_file: Path | None, problems: Problems
) -> dict[int, Decision]:
    """What the command line and the list say; the command line goes before the list."""
    proposals = came.review.proposals
    made: dict[int, Decision] = {}
    if list_file is not None and list_file.exists():
        name = list_file.as_posix()
        data = reader.read_bytes(list_file, problems, name)
        made |= decided.read(data, name, proposals, problems) if data is not None else {}
    taken, refused = (_numbers(words, proposals) for words in said)
    if both := taken & refused:
        raise click.UsageError(f"{min(both)}番を、採用するとも、しないとも指定しています。")
    for number in taken:
        made[number] = Decision("採用", made.get(number, Decision()).reason)
    for number in refused:
        made[number] = Decision("不採用", made.get(number, Decision()).reason)
    return made


def _numbers(words: str, proposals: tuple[Proposal, ...]) -> set[int]:
    known = {p.number for p in proposals}
    if words in _ALL:
        return known
    made: set[int] = set()
    for word in words.replace("、", ",").split(","):
        if not word.strip():
            continue
        if not word.strip().isdecimal() or int(word) not in known:
            told = f"1から{len(known)}まで" if known else "提案は0件です"
            raise click.UsageError(f"「{word.strip()}」番の提案はありません（{told}）。")
        made.add(int(word))
    return made


def _replies(
    came: CameBack,
    made: Decisions,
    papers: tuple[Path, ...],
    day: date | None,
    session: Session,
    problems: Problems,
) -> dict[Path, bytes]:
    galley = reply_galley(came.answer_title, came.review.proposals, made, came.compiled.house, day)
    printer = Exporter(BASE, session.templates)
    printed = ((paper, printer.print(galley, _PAPERS[paper.suffix.lower()], problems)) for paper in papers)
    return {paper: data for paper, data in printed if data is not None}


def _save(
    came: CameBack,
    made: Decisions,
    list_file: Path | None,
    replies: dict[Path, bytes],
    problems: Problems,
    *,
    force: bool,
) -> None:
    name, proposals = came.assignment.name, came.review.proposals
    if (
        list_file is not None
        and not _says_so_already(list_file, made, proposals)
        and store.save(list_file.parent, {list_file.name: decided.render(name, proposals, made)}, problems)
    ):
        click.echo(f"{list_file} に{len(proposals)}件の提案と対応を書きました。", err=True)
    for paper, data in replies.items():
        if deliver_file(paper, data, problems, force=force):
            click.echo(f"{paper} に回答を書きました。", err=True)


def _says_so_already(list_file: Path, made: Decisions, proposals: tuple[Proposal, ...]) -> bool:
    """Whether a list needs not be written again: what a clerk has noted in it beside the answers stays."""
    if not list_file.exists():
        return False
    said = decided.read(list_file.read_bytes(), list_file.as_posix(), proposals, Problems())
    return said == made and len(said) == len(proposals)


def _show(came: CameBack, made: Decisions) -> None:
    found = came.review
    click.echo(f"「{came.assignment.name}」を送ったものです。")
    if found.untouched:
        click.echo("印の付いていない文は、今の原稿から作る文と一字も違いません。")
    else:
        count = sum(not p.tracked for p in found.proposals)
        click.echo(f"印の付いていない文に、記録されていない変更が{count}か所あります。")
    for one in found.proposals:
        verdict = made[one.number].verdict if one.number in made else ""
        click.echo(f"\n{one.number}　{one.kind}（{one.who}）{one.where}" + (f"　［{verdict}］" if verdict else ""))
        click.echo(f"    {opinion(one)}")
        if any(one.context):
            click.echo(f"    …{one.context[0]}〔　〕{one.context[1]}…".replace("\n", "／").replace("\t", "　"))
        click.echo(f"    --> {one.place}" if one.place is not None else "    --> （原稿に当たる場所がありません）")
        if isinstance(one.to, Elsewhere):
            click.echo(f"        {one.to.reason}")
    click.echo(f"\n提案{len(found.proposals)}件。")
    if came.sisters:
        click.echo(
            f"この原稿からは、ほかに{len(came.sisters)}の相手方の文書もできます（語を書き換えると、相手方別に書いた所のほかは同じに変わります）。"
        )


def _show_written(written: returned.Written) -> None:
    for name in written.files:
        click.echo(f"{name}: {'、'.join(map(str, written.numbers))}番を書き込みました。")
    if written.elsewhere:
        click.echo(f"この語を印刷するほかの所も変わります: {'、'.join(dict.fromkeys(written.elsewhere))}")


def _record(came: CameBack, made: Decisions, written: returned.Written | None) -> dict[str, object]:
    return {
        "document": came.assignment.name,
        "source": came.own,
        "sources_changed": came.changed,
        "untouched": came.review.untouched,
        "format_changes": came.review.looks,
        "proposals": [_proposal(p, made.get(p.number)) for p in came.review.proposals],
        "written": list(written.numbers) if written is not None else [],
    }


def _proposal(one: Proposal, decision: Decision | None) -> dict[str, object]:
    verdict, why = (decision.verdict, decision.reason) if decision is not None else ("", "")
    return {**record(one), "decision": verdict, "why": why}
