"""renkei normalize: what a file's notation should be, proposal by proposal; written only when asked."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli import status
from pipeline.diagnostics import Problems
from pipeline.notation.house_style import House
from pipeline.project import store
from pipeline.source import reader
from pipeline.source.decode import decode
from pipeline.source.files import Files
from pipeline.source.normalise import RULES, Proposal, Review, accept, review_source, review_text
from pipeline.source.profile import Profile
from pipeline.source.resources import profile_path


@click.command(name="normalize", options_metavar="[オプション]")
@click.argument("file", metavar="ファイル", type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="提案をファイルに書き込みます（付けなければ表示だけです）。")
@click.option("--only", metavar="規則", multiple=True, help="この規則の提案だけを取り上げます（何度でも書けます）。")
@click.option("--except", "without", metavar="規則", multiple=True, help="この規則の提案を除きます。")
@click.option("--profile", "profile_name", metavar="流儀", default="半角", show_default=True, help="そろえる流儀。")
def normalize(file: Path, write: bool, only: tuple[str, ...], without: tuple[str, ...], profile_name: str) -> None:
    """原稿（YAML）又は文章（TXT）の表記を調べ、直す案を一つずつ示します。氏名や地名には触れません。"""
    for rule in (*only, *without):
        if rule not in RULES:
            raise click.UsageError(f"「{rule}」という規則はありません。{'、'.join(RULES)} から選んでください。")
    problems = Problems()
    house = _house(profile_name, problems)
    name = file.as_posix()
    data = reader.read_bytes(file, problems, name)
    if house is None or data is None:
        status.show(problems)
        status.finish(problems)
    look = review_text if file.suffix.lower() == ".txt" else review_source
    review = look(data, name, house, problems)
    if review is not None:
        chosen = [p for p in review.proposals if (not only or p.rule in only) and p.rule not in without]
        _show(chosen, review)
        if write and chosen and store.rewrite(file, accept(data, chosen), problems, instead_of=data):
            click.echo(f"{len(chosen)}か所を直しました。")
    status.show(problems)
    status.finish(problems)


def _house(name: str, problems: Problems) -> House | None:
    path = profile_path(name, Files(Path.cwd()))
    if path is None:
        raise click.UsageError(f"「{name}」という流儀はありません。")
    node = reader.read(path, problems)
    profile = decode(node, Profile, problems) if node is not None else None
    return profile.house if profile is not None else None


def _show(proposals: list[Proposal], review: Review) -> None:
    for proposal in proposals:
        left, right = _around(proposal)
        click.echo(
            f"{proposal.span} [{proposal.rule}] 「{left}{proposal.before}{right}」→「{left}{proposal.after}{right}」"
        )
    for remark in review.remarks:
        click.echo(f"{remark.span} [確認] {remark.message}。{remark.cure}")
    click.echo(f"直す案 {len(proposals)}か所、人が確かめること {len(review.remarks)}か所。")


def _around(proposal: Proposal) -> tuple[str, str]:
    """A few characters before and behind, on the same line."""
    text, span = proposal.span.file.text, proposal.span
    left = text[max(0, span.start - 4) : span.start].rpartition("\n")[2]
    return left, text[span.end : span.end + 4].partition("\n")[0]
