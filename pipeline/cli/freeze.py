"""renkei freeze: a document as it is now -> its signed version under sources/<area>/signed/."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.build import press, store
from pipeline.build.plan import Assignment
from pipeline.cli import status
from pipeline.diagnostics import Place, Problems, Rejected
from pipeline.revise import frozen
from pipeline.revise.extract import provision
from pipeline.revise.frozen import Frozen
from pipeline.revise.manner import Manner
from pipeline.revise.unreadable import UnreadableError

SIGNED = "signed"


@click.command(name="freeze", options_metavar="[オプション]")
@click.argument("documents", metavar="文書...", nargs=-1, required=True)
@click.option("--again", is_flag=True, help="署名版がもうあっても、今の文で置き換えます。")
def freeze(documents: tuple[str, ...], again: bool) -> None:
    """締結した文書の文を、署名版として sources/（圏域）/signed/ に固定します。

    変更協約書（renkei amend）は、この署名版と今の原稿とを比べて作ります。
    """
    root = status.find_root()
    problems = Problems()
    for assignment in status.make_plan(root, documents, problems).assignments:
        try:
            _freeze(assignment, root, problems, replacing=again)
        except Rejected as rejected:
            problems.extend(rejected.problems)
    status.show(problems)
    status.finish(problems)


def signed_path(assignment: Assignment) -> Path:
    """Where the signed version of a document lies, from the root."""
    folder, name = assignment.name.split("/", 1)
    return Path("sources") / folder / SIGNED / f"{name}.json"


def frozen_of(assignment: Assignment, problems: Problems) -> Frozen:
    """The document as its source is now. Raises Rejected."""
    bound, particulars = press.bind(assignment.original, assignment.partner, problems)
    house = assignment.original.profile.house
    return Frozen(assignment.name, particulars.day, provision(bound, house), Manner(house.digits))


def _freeze(assignment: Assignment, root: Path, problems: Problems, *, replacing: bool) -> None:
    path = signed_path(assignment)
    made = frozen_of(assignment, problems)
    try:
        if (root / path).exists() and not replacing:
            before = frozen.read((root / path).read_text(encoding="utf-8"))
            if before.lines != made.lines:
                line = next((b for a, b in zip(before.lines, made.lines, strict=False) if a != b), "")
                problems.error(
                    "署名版",
                    f"「{assignment.name}」の署名版がもうあり、今の文と違います（「{line[:40]}」）",
                    "変更協約書を作るなら renkei amend を、署名版が誤りなら --again を使ってください",
                    Place(path.as_posix()),
                )
                return
        text = frozen.write(made)
    except UnreadableError as error:
        problems.error("署名版", error.reason, "署名版のファイルと原稿を確かめてください", Place(path.as_posix()))
        return
    store.save(root / path.parent, {path.name: text.encode("utf-8")})
    click.echo(f"{path.as_posix()}（SHA-256 {made.sha256[:12]}…）")
