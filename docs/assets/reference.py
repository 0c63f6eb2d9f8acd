"""Pages of the handbook that are written from the program itself when it is built: keys, codes, rules, commands."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from pipeline.cli.main import cli, speak_japanese
from pipeline.diagnostics.codes import CODES
from pipeline.lint.rules import RULES
from pipeline.project.intake.schemas import NAMES, rendered


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages that nobody types."""
    speak_japanese()
    for name, lines in (("keys", _keys()), ("codes", _codes()), ("rules", _rules()), ("commands", _commands())):
        files.append(File.generated(config, f"reference/{name}.md", content="\n".join(lines) + "\n"))
    return files


def _codes() -> Iterator[str]:
    yield from (
        "# 誤りのコード",
        "",
        "「エラー[引用]」などの［］の中がコードです。`renkei explain 引用` でも分かります。",
        "",
    )
    for code in CODES.values():
        yield f"## {code.code}"
        yield from ("", code.what, "", f"- わけ: {code.why}", f"- 例: {code.example}", f"- 直し方: {code.cure}", "")


def _rules() -> Iterator[str]:
    yield from ("# 公用文の規則", "", "`renkei lint` が調べることと、その根拠です。", "")
    for rule in RULES:
        yield from (
            f"## {rule.id}　{rule.title}",
            "",
            rule.why,
            "",
            f"- 重さ: {rule.weight}",
            f"- 根拠: {rule.authority}",
            "",
        )


def _keys() -> Iterator[str]:
    yield from (
        "# 原稿の項目",
        "",
        "エディタで補完される項目名と同じものです（`renkei schema 種別` で、エディタに渡す形になります）。",
        "",
    )
    for kind in NAMES:
        schema = json.loads(rendered(kind))
        yield from (f"## {kind}", "", *_table(schema))
        parts = schema.get("$defs", {})
        for name, part in parts.items():
            if part.get("properties"):
                yield from (f"### {kind}の{part.get('title') or _called(name, schema)}", "", *_table(part))


def _called(name: str, schema: dict[str, object]) -> str:
    """The key under which a part without a name of its own stands."""
    stack: list[tuple[str, object]] = [("", schema)]
    while stack:
        key, part = stack.pop()
        if isinstance(part, dict):
            if part.get("$ref") == f"#/$defs/{name}":
                return f"「{key}」"
            stack += [(k if k not in _PLUMBING else key, v) for k, v in part.items()]
        elif isinstance(part, list):
            stack += [(key, each) for each in part]
    return "組"


_PLUMBING = frozenset({"items", "anyOf", "allOf", "oneOf", "properties", "additionalProperties", "$defs", "$ref"})


def _table(part: dict[str, object]) -> Iterator[str]:
    properties = part.get("properties")
    if not isinstance(properties, dict):
        return
    required = part.get("required") or []
    assert isinstance(required, list)
    yield from ("| 項目 | 要る | 何を書くか |", "|---|---|---|")
    for name, value in properties.items():
        words = str(value.get("description") or "").replace("|", "\\|").replace("\n", " ").replace("{{", "&#123;{")
        named = [str(v) for v in _choices(value)]
        chosen = f"（{'・'.join(named)}）" if named else ""
        yield f"| {name} | {'○' if name in required else ''} | {words}{chosen} |"
    yield ""


def _choices(value: object) -> list[object]:
    if isinstance(value, dict):
        if isinstance(value.get("enum"), list):
            return list(value["enum"])
        return [c for key in ("anyOf", "allOf") for each in value.get(key, []) for c in _choices(each)]
    return []


def _commands() -> Iterator[str]:
    yield from ("# 命令", "", "`renkei 命令 --help` で、同じことが画面に出ます。", "")
    context = click.Context(cli, info_name="renkei")
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        yield from _command(command, click.Context(command, info_name=name, parent=context), 2)


def _command(command: click.Command, context: click.Context, level: int) -> Iterator[str]:
    yield from (
        f"{'#' * level} {context.command_path}",
        "",
        f"`{context.command_path} {' '.join(command.collect_usage_pieces(context))}`",
        "",
    )
    yield from (block.replace("\n", "") + "\n" for block in (command.help or "").replace("\b", "").split("\n\n"))
    told = [record for p in command.get_params(context) if (record := p.get_help_record(context)) and record[1]]
    if told:
        yield from ("| オプション | すること |", "|---|---|")
        for option, words in told:
            yield f"| `{option}` | {words.replace('|', chr(92) + '|')} |".replace("\n", " ")
        yield ""
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            own = command.get_command(context, name)
            assert own is not None
            yield from _command(own, click.Context(own, info_name=name, parent=context), level + 1)
