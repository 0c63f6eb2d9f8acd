"""renkei template: the Word templates that clerks own - checked, written anew, repaired after LibreOffice."""

from __future__ import annotations

import errno
import itertools
from pathlib import Path

import click

from pipeline.cli import status
from pipeline.cli.out_folder import force_option
from pipeline.diagnostics import Place, Problems
from pipeline.diagnostics.system import report_unread, report_unwritten
from pipeline.project import store
from pipeline.project.incremental.delivery import is_free
from pipeline.source.files import Files
from pipeline.source.resources import template_path
from pipeline.writers import docx

# What ships, by its name; a file by any other name is one of agreements.
_AGREEMENT = "agreement"
_SHIPPED = {
    _AGREEMENT: docx.new_template,
    "base": docx.new_base_template,
    "council": docx.new_council_template,
}
# Where templates are looked for.
_FOLDER = Path("templates/docx")

SUFFIX = ".docx"

_FILE = click.argument("file", metavar="ひな形.docx", type=click.Path(path_type=Path, dir_okay=False))


@click.group(
    name="template",
    options_metavar="[オプション]",
    subcommand_metavar="命令 …",
)
def template() -> None:
    """Wordのひな形（templates/docx）を調べる、作る、直す。"""


@template.command(name="check", options_metavar="[オプション]")
@_FILE
@click.option(
    "--contract",
    metavar="契約.yaml",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=None,
    help="ひな形の契約。省略すると、ひな形と同じ名前の .yaml、なければ付属の契約。",
)
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで標準出力に書きます。")
def check(file: Path, contract: Path | None, as_json: bool) -> None:
    """ひな形を調べ、誤りをすべて一度に知らせます。"""
    if file.suffix.lower() != SUFFIX:
        raise click.UsageError(f"Wordのひな形（{SUFFIX}）を指定してください。")
    problems = Problems()
    data = _read(file, problems)
    terms = _contract(file, contract, problems)
    if data is not None and terms is not None:
        docx.template_check(data, file.as_posix(), terms, problems)
        docx.tell_newer_styles(data, file.as_posix(), _SHIPPED[_stem(file)](), f"{_stem(file)}.docx", problems)
    if as_json:
        status.show_json({"template": file.name, "sound": not problems.errors}, problems.found)
    else:
        status.show(problems)
        if not problems.errors:
            click.echo(f"{file.as_posix()} は、ひな形として使えます。")
    status.finish(problems)


@template.command(name="new", options_metavar="[オプション]")
@_FILE
@click.option("--force", is_flag=True, help="同じ名前のファイルがあれば上書きします。")
def new(file: Path, force: bool) -> None:
    """付属のひな形を新しく書きます。Wordで余白や書体を直して使ってください。

    templates/docx/ に agreement.docx（協約、規約、例規など）、base.docx（計画、概要など）、council.docx（議会に出すもの）の名前で置くと、
    付属のものの代わりに使われます。
    """
    if file.suffix.lower() != SUFFIX:
        raise click.UsageError(f"ファイルの名前は「{SUFFIX}」で終わるようにしてください。")
    problems = Problems()
    if file.exists() and not force:
        problems.error(
            "書込み",
            f"{file.as_posix()} は、もうあります",
            "別の名前にするか、上書きしてよければ --force を付けてください",
            Place(file.as_posix()),
        )
    else:
        if file.parent == _FOLDER:
            file.parent.mkdir(parents=True, exist_ok=True)
        _write(file, _SHIPPED[_stem(file)](), problems)
    status.show(problems)
    if not problems.errors:
        click.echo(f"{file.as_posix()} を書きました（{_stem(file)}.docx と同じ）。")
    status.finish(problems)


@template.command(name="repair", options_metavar="[オプション]")
@_FILE
@click.option(
    "--out",
    metavar="ファイル",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="直したものを別の名前で書きます。省略すると元のファイルを直し、元のものは .bak に残します。",
)
@force_option()
def repair(file: Path, out: Path | None, *, force: bool) -> None:
    """LibreOfficeで保存したときに失われる、Wordの設定と字数による字下げを戻します。"""
    problems = Problems()
    data = _read(file, problems)
    repaired = docx.repair_template(data, file.as_posix(), problems) if data is not None else None
    if repaired is not None and (repaired.restored or out is not None):
        if out is None and data is not None:
            _write(_kept_as(file, data), data, problems)
        if not problems.errors and (out is None or force or is_free(out, repaired.data, problems)):
            _write(out or file, repaired.data, problems)
    status.show(problems)
    if repaired is not None and not problems.errors:
        for line in repaired.restored:
            click.echo(f"戻しました: {line}")
        click.echo(f"{len(repaired.restored)}か所を戻しました。" if repaired.restored else "戻すところはありません。")
    status.finish(problems)


def _kept_as(file: Path, data: bytes) -> Path:
    """Where a file is kept as it was: nothing that was kept before is lost for it."""
    names = (file.with_name(f"{file.name}.bak{n or ''}") for n in itertools.count())
    return next(path for path in names if not path.exists() or path.read_bytes() == data)


def _stem(file: Path) -> str:
    """The name of the template that ships which a file stands for."""
    return file.stem if file.stem in _SHIPPED else _AGREEMENT


def _called(path: Path) -> str:
    """A file as it was named; one that ships, which stands in a folder of the program, by its name alone."""
    return path.name if path.is_absolute() else path.as_posix()


def _contract(file: Path, given: Path | None, problems: Problems) -> docx.Contract | None:
    beside = file.with_suffix(".yaml")
    path = given or (beside if beside.is_file() else template_path(f"docx/{_stem(file)}.yaml", Files(Path.cwd())))
    if path is None:
        problems.error(
            "ひな形契約",
            "ひな形の契約がありません",
            "--contract で契約のファイルを示してください",
            Place(beside.as_posix()),
        )
        return None
    return docx.read_contract(path, problems, _called(path))


def _read(file: Path, problems: Problems) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError as error:
        report_unread(error, file.as_posix(), problems)
        return None


def _write(file: Path, data: bytes, problems: Problems) -> None:
    """In a folder that is there: one misspelt is not made."""
    if not file.parent.is_dir():
        report_unwritten(FileNotFoundError(errno.ENOENT, "", str(file.parent)), file.as_posix(), problems)
        return
    store.save_file(file, data, problems)
