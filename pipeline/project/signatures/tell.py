"""A signed output -> what a clerk is told of its signatures."""

from __future__ import annotations

from pipeline.diagnostics import Place, Problems
from pipeline.project.signatures.mark import JAPAN


def tell(data: bytes, path: str, problems: Problems) -> bool:
    """Whether a file that was ours before it was signed is so still. Altered files are errors, all else is a warning."""
    try:
        from pipeline.project.signatures.judge import judge  # noqa: PLC0415
    except ModuleNotFoundError:
        problems.warning(
            "検証",
            f"{path} には電子署名がありますが、確かめられません",
            'pip install "renkei[sign]" を入れてから、もう一度実行してください',
            Place(path),
        )
        return True
    found = judge(data)
    if not found or not all(each.whole for each in found):
        problems.error(
            "検証",
            f"{path} は、署名した後で書き換えられています",
            "署名した者から、元のファイルを受け取ってください",
            Place(path),
        )
        return False
    for each in found:
        when = f"{each.moment.astimezone(JAPAN):%Y-%m-%d %H:%M}" if each.moment is not None else "時刻なし"
        problems.warning(
            "検証",
            f"{path} には「{each.signer}」の電子署名があり（{when}）、その後書き換えられていません",
            "証明書が本人のものかは、発行した認証局の証明書とPDFの閲覧ソフトで確かめてください",
            Place(path),
        )
    return True
