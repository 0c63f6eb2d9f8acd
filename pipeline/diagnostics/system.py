"""What the operating system says -> what a clerk understands."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOENT: "見つかりません",
    errno.EACCES: "権限がありません",
    errno.EPERM: "権限がありません",
    errno.EROFS: "書込みのできない場所です",
    errno.ENOSPC: "ディスクに空きがありません",
    errno.EDQUOT: "割り当てられた容量を超えました",
    errno.EFBIG: "大きすぎます",
    errno.EISDIR: "フォルダです",
    errno.ENOTDIR: "途中にフォルダでないものがあります",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.ETXTBSY: "ほかのプログラムが使っています",
    errno.EBUSY: "ほかのプログラムが使っています",
}


def reason(error: OSError) -> str:
    """Why a file could not be read or written; the system's own words where we have none."""
    return _WORDS.get(error.errno or 0) or error.strerror or str(error)
