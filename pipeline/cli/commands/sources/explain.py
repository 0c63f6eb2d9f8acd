"""renkei explain: a code of a problem or a rule of lint -> what it means, why, an example, the cure."""

from __future__ import annotations

import click

from pipeline.diagnostics.codes import CODES
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.lint.rules import BY_ID
from pipeline.source.decode import nearest

_PREFIX = regex(r"^(?:エラー|注意)(?=[\[［])")


@dataclass(frozen=True, slots=True)
class Explained:
    """One entry as it is shown: a title, and lines of a label and what it says."""

    code: str
    title: str
    lines: tuple[tuple[str, str], ...]


def explained() -> dict[str, Explained]:
    """Everything that can be asked for, by its name: codes of problems, then rules of lint."""
    made = {
        code: Explained(code, c.what, (("わけ", c.why), ("例", c.example), ("直し方", c.cure)))
        for code, c in CODES.items()
    }
    for rule in BY_ID.values():
        sentences = (("誤り", "／".join(rule.wrong)), ("正しい", "／".join(rule.right)))
        lines = (("わけ", rule.why), ("根拠", rule.authority), ("重さ", rule.weight), *sentences)
        made[rule.id] = Explained(rule.id, rule.title, tuple((label, said) for label, said in lines if said))
    return made


@click.command(name="explain", options_metavar="[オプション]")
@click.argument("code", metavar="[コード]", required=False)
def explain(code: str | None) -> None:
    """「エラー[引用]」などのコードや、公用文の規則（公用文-003）の意味、わけ、例、直し方を示します。省略すると一覧。"""
    known = explained()
    if code is None:
        for entry in known.values():
            click.echo(f"{entry.code}　{entry.title}")
        return
    # As it stands in a message, too: エラー[引用].
    found = known.get(_PREFIX.sub("", code.strip()).strip("[]［］ 　"))
    if found is None:
        raise click.UsageError(f"「{code}」というコードはありません。{nearest(code, known)}。")
    click.echo(f"[{found.code}] {found.title}")
    for label, said in found.lines:
        click.echo(f"  {label}: {said}")
