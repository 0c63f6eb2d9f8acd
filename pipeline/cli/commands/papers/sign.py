"""renkei sign: a PDF and a key -> the PDF with an electronic signature, every byte of the document as it was."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import click

from pipeline.cli import status
from pipeline.cli.extras import needs
from pipeline.cli.out_folder import force_option
from pipeline.diagnostics import Place, Problems
from pipeline.project import store
from pipeline.project.incremental.delivery import deliver_file
from pipeline.project.signatures.mark import is_signed
from pipeline.source import reader

_MARK = "-署名"


@click.command(name="sign", options_metavar="[オプション]")
@click.argument("paper", metavar="ファイル.pdf", type=click.Path(path_type=Path))
@click.option(
    "--key",
    metavar="ファイル",
    type=click.Path(path_type=Path),
    help="鍵と証明書（PKCS#12: .p12・.pfx）。",
)
@click.option(
    "--pkcs11",
    "library",
    metavar="ライブラリ",
    type=click.Path(path_type=Path),
    help="ICカードやトークンで署名するとき、その製造元のライブラリ（.dll・.so）。",
)
@click.option("--token", metavar="名前", default="", help="トークンの名前。一つだけのときは要りません。")
@click.option(
    "--certificate", metavar="名前", default="", help="トークンの中の証明書の名前。一つだけのときは要りません。"
)
@click.option(
    "--password",
    metavar="合言葉",
    envvar="RENKEI_KEY_PASSWORD",
    help="鍵のパスワード又は暗証番号。省略すると尋ねます（環境変数 RENKEI_KEY_PASSWORD でも渡せます）。",
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
@click.option(
    "--field",
    metavar="名前",
    help="署名する欄の名前（甲・乙 など）。原稿の「記名欄」に「電子署名欄: あり」と書いた文書で、欄が二つ以上あるとき。",
)
@click.option(
    "--unfilled",
    is_flag=True,
    help="案の透かし、〇〇、未定、見本の氏名などが残っていても、そのままの文に署名します。",
)
@force_option()
@click.option("--timestamp-url", metavar="URL", help="タイムスタンプのサーバー（PAdES B-T になります）。")
def sign(  # noqa: PLR0913, PLR0917 - click hands over every option by its name
    paper: Path,
    key: Path | None,
    library: Path | None,
    token: str,
    certificate: str,
    password: str | None,
    out: Path | None,
    reason: str,
    place: str,
    field: str | None,
    timestamp_url: str | None,
    *,
    unfilled: bool,
    force: bool,
) -> None:
    """PDFに電子署名（PAdES B-B）を付けます。文書そのものは1バイトも変えず、PDF/A・PDF/UA のままです。

    鍵は、ファイル（--key）か、ICカードなどの中のもの（--pkcs11）です。署名したPDFにもう一度署名すると、前の署名の後に
    加わります。文書に電子署名の欄（原稿の「記名欄: { 電子署名欄: あり }」）があれば、署名はその欄に入り、署名した者の名前と日が
    見えます。欄が二つ以上あれば、--field で選びます。署名したファイルは、renkei のどの命令も書き換えません。
    案の透かしや、まだ決まっていない字句（〇〇、見本の氏名など）の残ったPDFには、--unfilled を付けなければ署名しません。
    """
    if (key is None) == (library is None):
        raise click.UsageError("--key か --pkcs11 のどちらか一つを指定してください。")
    if library is None and (token or certificate):
        raise click.UsageError("--token と --certificate は、--pkcs11 と一緒に指定してください。")
    if out is not None and out.suffix.lower() != ".pdf":
        raise click.UsageError(f"「{out.as_posix()}」: 書き出すのはPDFなので、名前を .pdf で終えてください。")
    problems = Problems()
    data = reader.read_bytes(paper, problems, paper.as_posix())
    held = reader.read_bytes(key, problems, key.as_posix()) if key is not None else None
    words = Problems()  # of the paper; they matter where it is signed, or is not because of them
    if data is not None and not problems.errors:
        with needs("sign", "電子署名"):  # before a password is asked for
            from pipeline.project.signatures.unfinished import tell_unfinished  # noqa: PLC0415
        if _is_a_pdf(data, paper, problems) and not unfilled:
            tell_unfinished(data, paper.as_posix(), words)
        if words.errors:
            problems.extend(words)
    if data is not None and not problems.errors:
        password = _asked() if password is None else password
        goal = out or (paper if is_signed(data) else paper.with_name(f"{paper.stem}{_MARK}{paper.suffix}"))
        made = _signed(
            data,
            _Held(key.as_posix() if key is not None else "", held, library, token, certificate, password),
            (reason, place, timestamp_url, field),
            paper,
            problems,
        )
        if made is not None:
            problems.extend(words)
        if made is not None and _put(made, goal, paper, problems, force=force):
            click.echo(f"{goal.as_posix()} に署名しました。")
    status.show(problems)
    status.finish(problems)


def _is_a_pdf(data: bytes, paper: Path, problems: Problems) -> bool:
    from pipeline.project.signatures.keys import UnsignedError  # noqa: PLC0415
    from pipeline.project.signatures.sign import must_be_a_pdf  # noqa: PLC0415

    try:
        must_be_a_pdf(data)
    except UnsignedError as error:
        problems.error("署名", error.reason, error.cure, Place(paper.as_posix()))
        return False
    return True


def _put(made: bytes, goal: Path, paper: Path, problems: Problems, *, force: bool) -> bool:
    """A signature goes behind those of the very paper; any other file that lies there is not taken for it."""
    if goal.exists() and paper.samefile(goal):
        return store.save_file(goal, made, problems)
    return deliver_file(goal, made, problems, force=force)


def _asked() -> str:
    """The password of the key, once it is known that there is something to sign."""
    if not sys.stdin.isatty():
        raise click.UsageError(
            "鍵のパスワードを尋ねられません（端末ではありません）。環境変数 RENKEI_KEY_PASSWORD か --password で渡してください。"
        )
    return str(click.prompt("鍵のパスワード（暗証番号）", hide_input=True))


class _Held(NamedTuple):
    """Where the key lies: a file with its name and bytes, or the library of a token with its labels; and what opens it."""

    name: str
    data: bytes | None
    library: Path | None
    token: str
    certificate: str
    password: str


def _signed(
    data: bytes, held: _Held, said: tuple[str, str, str | None, str | None], paper: Path, problems: Problems
) -> bytes | None:
    from pipeline.project.signatures.keys import Token, UnsignedError, load_key, token_key  # noqa: PLC0415
    from pipeline.project.signatures.sign import Order, signed  # noqa: PLC0415

    now, order, place = datetime.now(UTC), Order(*said), Place(paper.as_posix())
    try:
        if held.library is not None:
            token = Token(held.library, held.token, held.certificate)
            with token_key(token, held.password, now) as signer:
                return signed(data, signer, order, now)
        assert held.data is not None, "a file of a key that cannot be read is an error"
        place = Place(held.name)
        loaded, place = load_key(held.data, held.password, now), Place(paper.as_posix())
        return signed(data, loaded, order, now)
    except UnsignedError as error:
        problems.error("署名", error.reason, error.cure, place)
        return None
