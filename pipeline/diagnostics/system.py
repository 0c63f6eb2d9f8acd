"""What the operating system refuses -> an error that names the file and what a clerk can do about it."""

from __future__ import annotations

import errno
import os
from pathlib import PurePath
from typing import TYPE_CHECKING

from pipeline.diagnostics.span import Place

if TYPE_CHECKING:
    from pipeline.diagnostics.problems import Problems

_OPEN_ELSEWHERE = "Word・Excel・Acrobat で開いていれば閉じ、書込みの権限を確かめてください"
_FULL = "ディスクの空きと割当ての容量を確かめてください"
_NAMES = "ファイルの名前とフォルダの場所を確かめてください"
_GENERAL = "ディスクの空き、書込みの権限、ほかのプログラムで開いていないかを確かめてください"

# Number -> what happened, what to do. Windows says EACCES of a file that Word or Acrobat holds open.
_KNOWN = {
    errno.ENOENT: ("見つかりません", _NAMES),
    errno.EEXIST: ("同じ名前のものがあります", _NAMES),
    errno.EISDIR: ("フォルダです", "同じ名前のフォルダを移すか、別の名前を指定してください"),
    errno.ENOTDIR: ("途中にフォルダでないものがあります", _NAMES),
    errno.ENOTEMPTY: ("空でないフォルダです", _NAMES),
    errno.EINVAL: ("使えない名前です", _NAMES),
    errno.ELOOP: ("リンクが輪になっています", _NAMES),
    errno.ENAMETOOLONG: ("名前が長すぎます", "名前を短くするか、浅いフォルダに移してください"),
    errno.EACCES: ("権限がないか、ほかのプログラムが開いています", _OPEN_ELSEWHERE),
    errno.EPERM: ("権限がありません", _OPEN_ELSEWHERE),
    errno.ETXTBSY: ("ほかのプログラムが使っています", _OPEN_ELSEWHERE),
    errno.EBUSY: ("ほかのプログラムが使っています", _OPEN_ELSEWHERE),
    errno.EROFS: ("書込みのできない場所です", "書込みのできるフォルダを指定してください"),
    errno.ENOSPC: ("ディスクに空きがありません", _FULL),
    errno.EDQUOT: ("割り当てられた容量を超えました", _FULL),
    errno.EFBIG: ("大きすぎます", _FULL),
    errno.EIO: ("装置の誤りです", "別のディスクに写してから試してください"),
    errno.EMFILE: ("開いているファイルが多すぎます", "--jobs で同時に動かす数を減らしてください"),
    errno.ENFILE: ("開いているファイルが多すぎます", "--jobs で同時に動かす数を減らしてください"),
}
# How files begin that the program keeps for itself: locks, and what is being put in its place.
_OWN = ".renkei-"
_OLD_COPIES_STAY = "。前に作ったものはそのまま残っています"


def reason(error: OSError) -> str:
    """Why a file could not be read or written; the number of the system's error where we have no words."""
    known = _KNOWN.get(_number(error))
    return known[0] if known is not None else f"システムの誤り {error.errno}"


def _number(error: OSError) -> int:
    """The number of what is wrong: of a link that stands where a folder was to be made, why it leads to none."""
    if error.errno == errno.EEXIST and isinstance(error.filename, str):
        try:
            os.stat(error.filename)  # noqa: PTH116 - as the system names it
        except OSError as deeper:
            return deeper.errno or 0
    return error.errno or 0


def report_unwritten(error: OSError, name: str, problems: Problems) -> None:
    """Adds the error of a file that was to be written under `name`."""
    cure = _KNOWN.get(_number(error), ("", _GENERAL))[1]
    path = PurePath(name)
    if path.name.startswith(_OWN) and _number(error) in {
        errno.EACCES,
        errno.EPERM,
        errno.EROFS,
    }:  # of which no clerk knows: what cannot be written into is its folder
        folder = path.parent.as_posix()
        cure = "フォルダの書込みの権限を確かめてください" if cure == _OPEN_ELSEWHERE else cure
        told = "今いるフォルダ" if folder == "." else f"{folder} "
        problems.error("書込み", f"{told}には書けません（{reason(error)}）", f"{cure}{_OLD_COPIES_STAY}", Place(folder))
        return
    problems.error("書込み", f"{name} を書けません（{reason(error)}）", f"{cure}{_OLD_COPIES_STAY}", Place(name))


def report_unread(error: OSError, name: str, problems: Problems) -> None:
    """Adds the error of a file that was to be read from `name`."""
    cure = _KNOWN.get(_number(error), ("", _NAMES))[1]
    cure = "読取りの権限を確かめ、ほかのプログラムで開いていれば閉じてください" if cure == _OPEN_ELSEWHERE else cure
    problems.error("ファイル", f"{name} を読めません（{reason(error)}）", cure, Place(name))


def report(error: OSError, name: str, problems: Problems) -> None:
    """Adds an error of the disk where it is not known what was being done; `name` serves if the system names no file."""
    cure = _KNOWN.get(_number(error), ("", _GENERAL))[1]
    file = str(error.filename) if error.filename is not None else name
    problems.error("ファイル", f"{file} を読み書きできません（{reason(error)}）", cure, Place(name))
