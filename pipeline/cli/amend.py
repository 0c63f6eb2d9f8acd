"""renkei amend: a signed version and the source as it is now -> 変更協約書, 新旧対照表, change report, consolidated text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from itertools import groupby
from pathlib import Path

import click

from pipeline.build import press, store
from pipeline.build.formats import Printer
from pipeline.build.plan import FORMATS, Assignment
from pipeline.cli import status
from pipeline.cli.consolidate import read_base, read_text
from pipeline.cli.freeze import signed_path
from pipeline.diagnostics import Place, Problems, Rejected
from pipeline.galley import Block, Cell, Galley, Grid, Para, Part, Row, Run
from pipeline.notation import wareki
from pipeline.notation.problem import NotationError
from pipeline.revise import frozen
from pipeline.revise.compare import Block as Compared
from pipeline.revise.compare import Line, Pair, compare
from pipeline.revise.extract import provision
from pipeline.revise.frame import Frame, frame
from pipeline.revise.manner import Manner
from pipeline.revise.plain_write import provision_lines
from pipeline.revise.prove import Proven, Unproven
from pipeline.revise.prove import amend as prove
from pipeline.revise.report import report
from pipeline.revise.speak import sentence_lines

_CLAUSE = re.compile(r"[ 　]*(第[^　]+条(?:の[^　]+)?|[0-9０-９]+|[(（][^)）]+[)）]|[ァ-ヶ])　(.*)")
_STYLES = (("第", "条"), ("(", "号"), ("（", "号"))


def _day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return wareki.parse_date(value)
    except NotationError as error:
        raise click.BadParameter(
            f"「{value}」は日付として読めません。令和8年4月1日 のように書いてください。"
        ) from error


@click.command(name="amend", options_metavar="[オプション]")
@click.argument("documents", metavar="文書...", nargs=-1, required=True)
@click.option(
    "--from", "base", metavar="ファイル", type=click.Path(path_type=Path), help="改める前の文（署名版又はTXT）。"
)
@click.option("--on", "day", metavar="日付", callback=_day, help="変更協約の締結日。省略すると空欄にします。")
@click.option("--out", metavar="フォルダ", default="build", show_default=True, help="出力先のフォルダ。")
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで標準出力に書きます。")
def amend(documents: tuple[str, ...], base: Path | None, day: date | None, out: str, as_json: bool) -> None:
    """署名版と今の原稿とを比べ、変更協約書、新旧対照表、変更一覧、溶け込み後の文を作ります。

    改め文は、実際に署名版に当てて今の文になることを確かめてから書きます。確かめられなければ、理由を示して何も
    書きません。
    """
    root = status.find_root()
    problems = Problems()
    made: list[str] = []
    texts: dict[str, str] = {}
    for assignment in status.make_plan(root, documents, problems).assignments:
        found = Problems()
        try:
            files = _files(assignment, base or root / signed_path(assignment), day, root, found)
            found.stop_if_errors()
            store.save(root / out, files)
            made += files
            texts[assignment.name] = files[f"{assignment.name}-変更/改め文.txt"].decode()
        except Rejected:
            pass
        problems.extend(found)
    if len(texts) > 1:
        name = f"{min(texts).split('/')[0]}/変更の違い.json"
        store.save(root / out, {name: _matrix(texts).encode()})
        made.append(name)
    if as_json:
        status.show_json({"files": made}, problems.found)
    else:
        for name in made:
            click.echo(f"{out}/{name}")
        status.show(problems)
    status.finish(problems)


def _matrix(texts: dict[str, str]) -> str:
    """What of the amendments is the same for all documents, and what is for some only."""
    owners: dict[str, list[str]] = {}
    for document, text in texts.items():
        for line in dict.fromkeys(text.splitlines()):
            owners.setdefault(line, []).append(document)
    content = {
        "文書": list(texts),
        "共通": [line for line, documents in owners.items() if len(documents) == len(texts)],
        "一部": [{"文": line, "文書": d} for line, d in owners.items() if len(d) < len(texts)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _files(assignment: Assignment, base: Path, day: date | None, root: Path, problems: Problems) -> dict[str, bytes]:
    """All files of one amendment by their names below the output folder. Raises Rejected."""
    original = assignment.original
    bound, _ = press.bind(original, assignment.partner, problems)
    house = original.profile.house
    read = read_base(base, problems)
    signed = _signed_on(base, problems)
    problems.stop_if_errors()
    assert read is not None
    manner = Manner(house.digits)
    made = prove(read[0], provision(bound, house), manner)
    if isinstance(made, Unproven):
        cure = (
            "原稿の変え方を分けるか、別表などを全部改める形にしてください。何も変えていなければ、作るものはありません"
        )
        problems.error("改め文", f"「{assignment.name}」: {made.reason}", cure, Place(base.as_posix()))
        problems.stop_if_errors()
    assert isinstance(made, Proven)
    found = report(made.edits, manner)
    for guess in found.guesses:
        problems.warning(
            "対応",
            f"「{assignment.name}」: {guess.place_old}と{guess.place_new}を、文が似ているので同じものとしました",
            "違うものなら、原稿に「キー:」を付けて区別してください",
        )
    folder = f"{assignment.name}-変更"
    texts = {
        "改め文.txt": made.text,
        "溶け込み後.txt": "".join(f"{line}\n" for line in provision_lines(made.new, manner)),
        "変更一覧.json": json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n",
    }
    files = {f"{folder}/{name}": text.encode() for name, text in texts.items()}
    around = frame(made.old, signed, bound, day, house)
    galleys = {
        "変更協約書": _agreement(made, around, manner, day),
        "新旧対照表": _comparison(made, around, manner, day),
    }
    printer = Printer(original.kind.template, root)
    for title, galley in galleys.items():
        files |= {f"{folder}/{title}.{name}": printer.print(galley, name, problems) for name in FORMATS}
    return files


def _signed_on(base: Path, problems: Problems) -> date | None:
    """The day on which the base was signed, if a signed version tells it."""
    text = read_text(base, problems) if base.suffix.lower() == ".json" else None
    return frozen.read(text).day if text is not None and not problems.errors else None


def _agreement(made: Proven, around: Frame, manner: Manner, day: date | None) -> Galley:
    blocks: list[Block] = [
        Para("題名", (Run(around.title),), heading=1, outline=around.title),
        Para("前文", (Run(around.preamble),)),
        Para("前文", (Run(around.pillar),)),
    ]
    for sentence in made.sentences:
        said, *body = sentence_lines(sentence, manner)
        blocks.append(Para("前文", (Run(said),)))
        blocks += _new_text(body)
    blocks += [Para("末文", (Run(around.closing),)), Para("締結日", (Run(around.day),))]
    for signer in around.signers:
        blocks.append(Para("記名", (Run(signer.office),), (Run(f"{signer.symbol}　"),)))
        blocks.append(Para("記名者", (Run(signer.name, "氏名"),)))
    return _galley(around.title, blocks, day)


def _new_text(lines: list[str]) -> Iterator[Block]:
    """Lines of new text in the styles of what they are; neighbouring rows as one table."""
    for rows, group in groupby(lines, key=lambda line: "\t" in line):
        held = list(group)
        if rows:
            cells = [Row(tuple(Cell((Para("表本文", (Run(c),)),)) for c in line.split("\t"))) for line in held]
            yield Grid("役割分担表", (), tuple(cells), "新しい表")
            continue
        for line in held:
            m = _CLAUSE.fullmatch(line)
            if m:
                style = next((s for lead, s in _STYLES if m[1].startswith(lead)), "項" if m[1].isdigit() else "号細分")
                yield Para(style, (Run(m[2]),), (Run(f"{m[1]}　"),))
            else:
                yield Para(
                    "条見出し" if line.startswith("（") and line.endswith("）") else "前文", (Run(line.strip("　")),)
                )


def _comparison(made: Proven, around: Frame, manner: Manner, day: date | None) -> Galley:
    """新旧対照表: the old text left, the new one right, differences underlined on both sides (R23)."""
    head = Row(tuple(Cell((Para("表見出し", (Run(name),)),)) for name in ("現行", "変更後")))
    rows = tuple(
        Row((Cell(tuple(_side(p.old) for p in pairs)), Cell(tuple(_side(p.new) for p in pairs))))
        for block in compare(made.edits, manner)
        for pairs in _at_one_height(block)
    )
    title = f"{around.title}新旧対照表"
    heading = Para("題名", (Run(title),), heading=1, outline=title)
    return _galley(title, [heading, Grid("役割分担表", (head,), rows, title)], day)


def _at_one_height(block: Compared) -> Iterator[list[Pair]]:
    """The pairs of a block by rows: a 見出し goes with the words it heads; what is all new or all gone is one row."""
    one_sided = [not (pair.old.written_out and pair.new.written_out) for pair in block.pairs]
    row: list[Pair] = []
    for n, pair in enumerate(block.pairs):
        row.append(pair)
        heads = n == 0 and pair.new.text.startswith("（") and pair.new.text.endswith("）")
        goes_on = n + 1 < len(block.pairs) and one_sided[n] and one_sided[n + 1]
        if not (goes_on or (heads and n + 1 < len(block.pairs) and one_sided[n] == one_sided[n + 1])):
            yield row
            row = []


def _side(line: Line) -> Para:
    return Para("表本文", tuple(Run(p.text, "下線" if p.marked else None) for p in line.pieces))


def _galley(title: str, blocks: list[Block], day: date | None) -> Galley:
    return Galley(title, title, "", day, (Part("本文", tuple(blocks)),), (("題名", title),))
