"""What click raises -> what the clerk reads: its own words through its catalogue, ours where it has none for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

import click

from pipeline.late.regex import regex

# What a message quotes of the command line, which may be in any language.
_QUOTED = regex(r"'[^']*'|\"[^\"]*\"|\([^)]*\)|「[^」]*」|（[^）]*）")
_HIRAGANA = regex("[ぁ-ん]")


# Names as click quotes them, in English signs and with the blanks between English words.
_NAMED = regex(r"'(--?[A-Za-z][\w-]*|[^' ]+(?=' の(?:値|書き誤り)))'(?:(, )(?=')| (?=の))?")
_NO_COMMAND = regex("「(.*)」という命令はありません。")


def words(error: click.ClickException) -> str:
    """The message; never a sentence in English, whatever words a version of click has chosen."""
    said = _NAMED.sub(lambda name: f"「{name[1]}」{'、' if name[2] else ''}", error.format_message()).replace(
        "。 ", "。"
    )
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None and isinstance(context.command, click.Group):
        if isinstance(error, click.NoSuchOption):
            return f"「{error.option_name}」は、命令の名前の後に書くオプションです（renkei 命令 {error.option_name}）。"
        unknown = _NO_COMMAND.fullmatch(said)
        if unknown is not None:  # of a group whose commands click does not know
            return f"{said}{_nearest(unknown[1], context.command.list_commands(context))}"
    own = error.message if isinstance(error, click.BadParameter) and error.message else said
    if isinstance(error, click.MissingParameter) or (
        isinstance(error, click.BadParameter) and error.param is not None and _bounded(error.param.type)
    ):
        return _general(error, own)
    return said if _HIRAGANA.search(_QUOTED.sub("", own)) else _general(error, own)


# What Japanese keyboards and word processors put where a hyphen is meant; Word makes one dash of two hyphens.
_DASHES = str.maketrans(dict.fromkeys("－ー―—–‐‑‒−─﹣ｰ", "-"))


def half_width(typed: str) -> str:
    """An option or a name as it is meant by who has typed it with the signs of Japanese."""
    return unicodedata.normalize("NFKC", typed.translate(_DASHES))


def wide_option(arguments: Iterable[str], command: click.Command) -> str | None:
    """What is wrong with the first argument that is an option of the command but for its signs; None if there is none."""
    known = {name.lstrip("-"): name for each in command.params for name in (*each.opts, *each.secondary_opts)}
    known |= {"h": "-h", "help": "--help"}
    for typed in arguments:
        if typed == "--":
            return None
        meant, _, value = half_width(typed).replace(" ", "=", 1).partition("=")
        right = known.get(meant.lstrip("-").lower()) if meant.startswith("-") else None
        if right is not None and typed.partition("=")[0] != right and not Path(typed).exists():
            whole = f"{right}={value}" if value else right
            return f"「{typed}」は、半角の記号と字でないので、オプションとして読めません。「{whole}」と書いてください。"
    return None


def _nearest(name: str, known: list[str]) -> str:
    import difflib  # noqa: PLC0415 - only a failure needs it

    near = difflib.get_close_matches(half_width(name), known, n=1)
    return f"「{near[0]}」の書き誤りではありませんか。" if near else ""


def _bounded(kind: object) -> bool:
    """What click tells in signs (0<=x<=64) and English (Choose from), whatever its catalogue says."""
    return isinstance(kind, click.Choice | click.IntRange)


def _name(parameter: click.Parameter) -> str:
    """An option as it is typed, an argument as the help shows it."""
    return max(parameter.opts, key=len) if isinstance(parameter, click.Option) else parameter.human_readable_name


def _choices(kind: object) -> str:
    """What may be given; "" where it cannot be said in a line."""
    match kind:
        case click.Choice(choices=choices):
            return f"{'、'.join(str(choice) for choice in choices)} から選んでください。"
        case click.IntRange(min=int() as least, max=int() as most):
            return f"{least}から{most}までの整数を書いてください。"
        case _:
            return ""


def _general(error: click.ClickException, said: str) -> str:
    found = _QUOTED.search(said)
    quoted = f"「{found[0][1:-1]}」" if found is not None else ""
    match error:
        case click.NoSuchOption():
            return f"「{error.option_name}」というオプションはありません。"
        case click.MissingParameter(param=click.Option() as option):
            return f"次のオプションがありません「{option.opts[-1]}」。{_choices(option.type)}"
        case click.MissingParameter(param=click.Parameter() as parameter):
            return f"次の引数がありません「{_name(parameter)}」。{_choices(parameter.type)}"
        case click.BadOptionUsage():
            return f"オプション「{error.option_name}」の書き方が違います。値の要るオプションか確かめてください。"
        case click.BadParameter(param=click.Parameter(type=click.Path()) as parameter):
            return f"「{_name(parameter)}」: {quoted}という名前のものがないか、使えません。"
        case click.BadParameter(param=click.Parameter() as parameter):
            return f"「{_name(parameter)}」の値{quoted}が正しくありません。{_choices(parameter.type)}"
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
