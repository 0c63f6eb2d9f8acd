"""renkei schema: the JSON Schema of a kind of source, for completion and checking in editors."""

from __future__ import annotations

import json

import click

from pipeline.kinds import KINDS
from pipeline.source import editions
from pipeline.source.area import KIND as AREA_KIND
from pipeline.source.area import Area
from pipeline.source.decode import nearest
from pipeline.source.fields import SourceModel
from pipeline.source.profile import KIND as PROFILE_KIND
from pipeline.source.profile import Profile


@click.command(name="schema", options_metavar="[オプション]")
@click.argument("kind", metavar="種別")
def schema(kind: str) -> None:
    """種別（連携協約書、連携ビジョン概要、事業一覧、基本計画、圏域、流儀）の原稿の書き方を JSON Schema で表示します。"""
    models: dict[str, type[SourceModel]] = {name: k.model for name, k in KINDS.items()}
    models |= {AREA_KIND: Area, PROFILE_KIND: Profile}
    model = models.get(kind)
    if model is None:
        raise click.UsageError(f"「{kind}」という種別はありません。{nearest(kind, models)}。")
    content = model.model_json_schema(by_alias=True)
    if kind in KINDS:
        editions.add_to_schema(content)
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind, **content}
    click.echo(json.dumps(whole, ensure_ascii=False, indent=1))
