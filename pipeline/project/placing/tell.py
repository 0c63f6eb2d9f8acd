"""What became of files that a killed command left half done -> what a clerk is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.diagnostics import Place, Problems
from pipeline.project.placing.unended import Settled

_AGAIN = "止まった命令を、もう一度実行してください"


def tell_settled(settled: Settled, problems: Problems) -> None:
    """Files change under the eyes of whoever looks at them: none of it is silent."""
    if settled.back:
        problems.warning(
            "書込み",
            "前の命令が途中で止まり、新しいファイルと前のファイルが混じっていたので、前のものに戻しました"
            f"（{_few(settled.back)}）",
            _AGAIN,
            Place(Path(settled.back[0]).as_posix()),
        )
    if settled.altered:
        problems.warning(
            "書込み",
            "前の命令が途中で止まった後で書き換えられたファイルがあるので、そのままにしました。新しいファイルと前のファイルが"
            f"混じっています（新しいもの: {_few(settled.altered)}）",
            f"書き換えたものを別の場所に移し、{_AGAIN}",
            Place(Path(settled.altered[0]).as_posix()),
        )
    if settled.held:
        _tell_held("前の命令が途中で止まり", settled.held, problems)


def tell_stuck(held: Sequence[str], problems: Problems) -> None:
    """Files that this very command could neither follow by the others nor put back; the next one tries again."""
    if held:
        _tell_held("途中で書けなくなり", held, problems)


def _tell_held(why: str, held: Sequence[str], problems: Problems) -> None:
    problems.warning(
        "書込み",
        f"{why}、新しいファイルと前のファイルが混じっていますが、前のものに戻せません（{_few(held)}）",
        f"Word・Excel・Acrobat で開いていれば閉じて、{_AGAIN}",
        Place(Path(held[0]).as_posix()),
    )


def _few(paths: Sequence[str]) -> str:
    name = Path(paths[0]).name
    return name if len(paths) == 1 else f"{name} など{len(paths)}ファイル"
