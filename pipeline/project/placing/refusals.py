"""Why files were not written, or not under all their names -> what a clerk is told of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import assert_never

from pipeline.diagnostics import Place, Problems
from pipeline.diagnostics.system import report_unwritten


class OutsideError(Exception):
    """A path that would leave the output folder (through .. or a symbolic link)."""


class SignedFileError(Exception):
    """A PDF with an electronic signature that would be overwritten."""


class ChangedError(Exception):
    """A file that is no longer what the new bytes were made from."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class UnwrittenError(Exception):
    """A file that the system did not let us write."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(str(path))
        self.path, self.error = path, error


REFUSALS = (ChangedError, OutsideError, SignedFileError, UnwrittenError)
Refusal = ChangedError | OutsideError | SignedFileError | UnwrittenError


def tell_refusal(refusal: Refusal, problems: Problems) -> None:
    """Adds the error that says why nothing was written."""
    match refusal:
        case ChangedError(path=path):
            tell_changed(path, problems)
        case OutsideError():
            _outside(refusal, problems)
        case SignedFileError():
            _signed(refusal, problems)
        case UnwrittenError(path=path, error=error):
            report_unwritten(error, path.as_posix(), problems)
        case _:
            assert_never(refusal)


def _outside(error: OutsideError, problems: Problems) -> None:
    problems.error(
        "出力先",
        f"出力先のフォルダの外に書くことになります（{error}）",
        "出力先のフォルダの中にあるリンクを確かめてください",
        Place(str(error)),
    )


def tell_led_out(path: Path, goal: Path, problems: Problems) -> None:
    """Adds the error of a link that leads out of a folder, where it would be written with others."""
    problems.error(
        "書込み",
        f"{path.as_posix()} は、原稿のフォルダの外（{goal.as_posix()}）を指すリンクなので、ほかのファイルと一度に書けません",
        "一つずつ書くか、リンクの先のファイルを原稿のフォルダの中に置いてください",
        Place(path.as_posix()),
    )


def tell_one_of_two(path: Path, goal: Path, problems: Problems) -> None:
    """Adds the error of a file that would be written under two names at once, with other words under each."""
    problems.error(
        "書込み",
        f"{path.as_posix()} は、リンクによって、一度に書くほかのファイルと同じファイル（{goal.as_posix()}）です",
        "一つずつ書くか、リンクでない別々のファイルにしてください",
        Place(path.as_posix()),
    )


def _signed(error: SignedFileError, problems: Problems) -> None:
    problems.error(
        "署名",
        f"{error} には電子署名があるので、書き換えません",
        "署名したファイルを別の場所に移すか、別の出力先（--out）を指定してください",
        Place(str(error)),
    )


def tell_changed(path: Path, problems: Problems) -> None:
    """Adds the error of a file that somebody wrote to while the command worked."""
    problems.error(
        "書込み",
        f"{path.as_posix()} は、この命令が読んだ後で、ほかのプログラムが書き換えたので、書きません",
        "もう一度実行してください（書き換えられた今の内容から始めます）",
        Place(path.as_posix()),
    )


def tell_other_names(paths: Iterable[Path], problems: Problems) -> None:
    """A file is replaced as a whole, so that no moment sees half of it: what a hard link calls by another name stays as it was."""
    for path in paths:
        problems.warning(
            "書込み",
            f"{path.as_posix()} には別の名前（ハードリンク）もありました。別の名前のほうは、書く前のままです",
            "別の名前のほうも使うなら、書いたファイルを写してください",
            Place(path.as_posix()),
        )
