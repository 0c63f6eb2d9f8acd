"""What click raises -> what the clerk reads: its own words through its catalogue, ours where it has none for them."""

from __future__ import annotations

import click

from pipeline.late.regex import regex

# What a message quotes of the command line, which may be in any language.
_QUOTED = regex(r"'[^']*'|\"[^\"]*\"|\([^)]*\)|「[^」]*」|（[^）]*）")
_HIRAGANA = regex("[ぁ-ん]")


def words(error: click.ClickException) -> str:
    """The message; never a sentence in English, whatever words a version of click has chosen."""
    said = error.format_message()
    own = error.message if isinstance(error, click.BadParameter) and error.message else said
    return said if _HIRAGANA.search(_QUOTED.sub("", own)) else _general(error, own)


def _general(error: click.ClickException, said: str) -> str:
    found = _QUOTED.search(said)
    quoted = f"「{found[0][1:-1]}」" if found is not None else ""
    match error:
        case click.NoSuchOption():
            return f"「{error.option_name}」というオプションはありません。"
        case click.MissingParameter(param=click.Option() as option):
            return f"次のオプションがありません「{option.opts[-1]}」"
        case click.MissingParameter(param=click.Parameter() as parameter):
            return f"次の引数がありません「{parameter.human_readable_name}」"
        case click.BadOptionUsage():
            return f"オプション「{error.option_name}」の書き方が違います。値の要るオプションか確かめてください。"
        case click.BadParameter(param=click.Parameter(type=click.Path()) as parameter):
            return f"「{parameter.human_readable_name}」: {quoted}という名前のものがないか、使えません。"
        case click.BadParameter(param=click.Parameter() as parameter):
            return f"「{parameter.human_readable_name}」の値{quoted}が正しくありません。"
        case click.FileError():
            return f"「{error.ui_filename}」を開けません。"
        case _:
            return f"命令の書き方が違います{f'（{quoted}）' if quoted else ''}。"


def show(error: click.ClickException) -> None:
    """The usage of the command and the message, on standard error."""
    if isinstance(error, click.UsageError) and error.ctx is not None:
        if error.message == error.ctx.get_help():  # of a command without arguments
            click.echo(error.message, err=True)
            return
        click.echo(f"{error.ctx.get_usage()}\n使い方は「{error.ctx.command_path} --help」で見られます。\n", err=True)
    click.echo(f"エラー: {words(error)}", err=True)
