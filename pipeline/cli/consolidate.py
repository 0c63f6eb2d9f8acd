"""renkei consolidate: the text before, and a 改め文 -> the text as amended (溶け込み), or the reason why not."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.build import store
from pipeline.cli import status
from pipeline.diagnostics import Place, Problems, SourceFile, Span
from pipeline.revise import frozen
from pipeline.revise.apply import apply
from pipeline.revise.manner import Manner
from pipeline.revise.plain_read import read_provision
from pipeline.revise.plain_write import provision_lines
from pipeline.revise.provision import Provision
from pipeline.revise.refusal import Refusal
from pipeline.revise.unreadable import UnreadableError
from pipeline.source import reader


@click.command(name="consolidate", options_metavar="[オプション]")
@click.argument("base", metavar="もとの文", type=click.Path(path_type=Path))
@click.argument("amendment", metavar="改め文", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", metavar="ファイル", type=click.Path(path_type=Path), help="書き出すファイル。省略すると表示。"
)
def consolidate(base: Path, amendment: Path, out: Path | None) -> None:
    """改め文をもとの文に当て、溶け込ませた文を作ります。

    もとの文は平文（TXT、条・項・号を一行ずつ）又は署名版（JSON）、改め文は平文です。改め文の字句だけを読み、
    少しでも合わないところがあれば、その文と理由を示して何も書きません。
    """
    problems = Problems()
    made = consolidated(base, amendment, problems)
    if made is not None:
        if out is None:
            click.echo(made, nl=False)
        else:
            store.save(out.parent, {out.name: made.encode("utf-8")})
    status.show(problems)
    status.finish(problems)


def consolidated(base: Path, amendment: Path, problems: Problems) -> str | None:
    """The amended text; None after an error, which is in `problems`."""
    old = read_base(base, problems)
    text = read_text(amendment, problems)
    if old is None or text is None:
        return None
    provision, manner = old
    try:
        made = apply(provision, text, manner)
    except Refusal as refusal:
        end = refusal.end or len(text)
        place = Span(SourceFile(amendment.as_posix(), text), refusal.start, end)
        problems.error(refusal.code, refusal.message, refusal.cure, place)
        return None
    return "".join(f"{line}\n" for line in provision_lines(made, manner))


def read_base(path: Path, problems: Problems) -> tuple[Provision, Manner] | None:
    """The provision in a plain text or a signed version; None after an error."""
    text = read_text(path, problems)
    if text is None:
        return None
    try:
        if path.suffix.lower() == ".json":
            signed = frozen.read(text)
            return signed.provision, signed.manner
        return read_provision(text)
    except UnreadableError as error:
        cure = "条は「第1条　…」、項は「2　…」、号は「(1)　…」のように、一行に一つずつ書いてください"
        problems.error("平文", error.reason, cure, Place(path.as_posix(), error.words[:40]))
        return None


def read_text(path: Path, problems: Problems) -> str | None:
    """A UTF-8 text file with line ends of one kind; None after an error."""
    data = reader.read_bytes(path, problems, path.as_posix())
    if data is None:
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        problems.error("文字", "UTF-8 の文ではありません", "UTF-8 で保存し直してください", Place(path.as_posix()))
        return None
