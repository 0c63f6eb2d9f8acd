"""renkei serve: the desk, the clerk's work in a browser of this machine."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.extras import needs
from pipeline.cli.out_folder import out_option
from pipeline.cli.ranges import Between


@click.command(name="serve", options_metavar="[オプション]")
@click.option(
    "--port",
    metavar="番号",
    type=Between(0, 65535),
    help="入口の番号（省略するとフォルダごとに同じ番号、ふさがっていれば空き）。",
)
@click.option("--no-open", is_flag=True, help="ブラウザを開きません。")
@out_option(told="文書を作るフォルダ。")
@click.option(
    "--allow-remote", metavar="名前", help="ほかの機械から、この名前で入れるようにします（--password が要ります）。"
)
@click.option("--password", metavar="合言葉", help="入るときの合言葉（12字以上）。")
def serve(port: int | None, no_open: bool, out: str, allow_remote: str | None, password: str | None) -> None:
    """ブラウザで開く机。原稿の一覧、頁を見ながらの修正、変更協約、点検、承認ができます。

    空のフォルダで実行すると、圏域と市町村を書くか、今ある文書を取り込んで始める頁が開きます。

    この機械の中だけで動き、外とは何もやり取りしません。終わるときは Ctrl-C を押すか、頁をすべて閉じます。
    """
    with needs("desk", "机"):
        from pipeline.desk.serve import LOOPBACK, Doors  # noqa: PLC0415
        from pipeline.desk.serve import serve as run  # noqa: PLC0415
    if (allow_remote is None) != (password is None):
        raise click.UsageError("--allow-remote と --password は、いっしょに使います。")
    if password is not None and len(password) < 12:
        raise click.UsageError("--password は12字以上にしてください。")
    root = Path.cwd()
    names = frozenset({allow_remote.lower()}) if allow_remote is not None else frozenset[str]()
    host = LOOPBACK if allow_remote is None else "0.0.0.0"  # noqa: S104 - asked for, with a password

    def tell(address: str, at: int) -> None:
        click.echo(address)
        if allow_remote is not None:
            click.echo(
                f"注意: 庁内の機械から http://{allow_remote}:{at}/ で入れます（通信は暗号化されません）。", err=True
            )
        click.echo("机を開きました。終わるときは Ctrl-C を押してください。", err=True)

    try:
        run(root, root / out, Doors(host, port, password, names), open_browser=not no_open, tell=tell)
    except OSError as error:
        raise click.ClickException(f"入口 {port} は使われています。--port で別の番号を指定してください。") from error
    click.echo("机を閉じました。", err=True)
