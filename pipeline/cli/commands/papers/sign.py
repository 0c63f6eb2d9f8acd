"""renkei sign: a PDF and a key -> the PDF with an electronic signature, every byte of the document as it was."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from pipeline.cli import status
from pipeline.diagnostics import Place, Problems
from pipeline.project import store
from pipeline.project.signatures.mark import is_signed
from pipeline.source import reader

_MARK = "-署名"


@click.command(name="sign", options_metavar="[オプション]")
@click.argument("paper", metavar="ファイル.pdf", type=click.Path(path_type=Path))
@click.option(
    "--key",
    metavar="ファイル",
    type=click.Path(path_type=Path),
    required=True,
    help="鍵と証明書（PKCS#12: .p12・.pfx）。",
)
@click.option(
    "--password",
    metavar="合言葉",
    envvar="RENKEI_KEY_PASSWORD",
    prompt="鍵のパスワード",
    hide_input=True,
    help="鍵のパスワード。省略すると尋ねます（環境変数 RENKEI_KEY_PASSWORD でも渡せます）。",
)
@click.option(
    "-o",
    "--out",
    metavar="ファイル",
    type=click.Path(path_type=Path),
    help="書き出すPDF。省略すると「名前-署名.pdf」。",
)
@click.option("--reason", metavar="語", default="", help="署名する理由（締結 など）。")
@click.option("--place", metavar="地名", default="", help="署名する場所。")
@click.option("--timestamp-url", metavar="URL", help="タイムスタンプのサーバー（PAdES B-T になります）。")
def sign(
    paper: Path, key: Path, password: str, out: Path | None, reason: str, place: str, timestamp_url: str | None
) -> None:
    """PDFに電子署名（PAdES B-B）を付けます。文書そのものは1バイトも変えず、PDF/A・PDF/UA のままです。

    署名したPDFにもう一度署名すると、前の署名の後に加わります。署名したファイルは、renkei のどの命令も書き換えません。
    """
    problems = Problems()
    data, held = (reader.read_bytes(path, problems, path.as_posix()) for path in (paper, key))
    if data is not None and held is not None:
        goal = out or (paper if is_signed(data) else paper.with_name(f"{paper.stem}{_MARK}{paper.suffix}"))
        made = _signed(data, (held, password), (reason, place, timestamp_url), paper, problems)
        if made is not None and store.save(goal.parent, {goal.name: made}, problems):
            click.echo(f"{goal.as_posix()} に署名しました。")
    status.show(problems)
    status.finish(problems)


def _signed(
    data: bytes, key: tuple[bytes, str], said: tuple[str, str, str | None], paper: Path, problems: Problems
) -> bytes | None:
    try:
        from pipeline.project.signatures.sign import Order, UnsignedError, load_key, signed  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise click.UsageError('署名には pyHanko が要ります。pip install "renkei[sign]" で入れてください。') from error
    try:
        return signed(data, load_key(*key, datetime.now(UTC)), Order(*said))
    except UnsignedError as error:
        problems.error("署名", error.reason, error.cure, Place(paper.as_posix()))
        return None
