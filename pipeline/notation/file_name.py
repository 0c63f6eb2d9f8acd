"""A name that a person chose -> whether it can be the name of a file on every system that offices use."""

from __future__ import annotations

import re

from pipeline.late.regex import regex

# Windows: "Naming Files, Paths, and Namespaces" (reserved characters; reserved names, with any ending too).
_RESERVED_CHARACTERS = frozenset('<>:"/\\|?*')
_RESERVED_NAME = regex(
    r"(?:CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL
)
# Most file systems take 255 bytes; an ending and the name of a temporary file are to come.
_LONGEST_BYTES = 200


def unfit(name: str) -> str | None:
    """Why a name cannot be that of a file or folder, in Japanese; None if it can."""
    if not name:
        return "名前が空です"
    # Python takes the full-width blank for no printable character; Word puts one into the names that clerks give.
    if not name.replace("　", "").isprintable() or any(0xD800 <= ord(c) <= 0xDFFF for c in name):
        return "見えない文字か、読めない文字があります"
    if found := sorted(_RESERVED_CHARACTERS & set(name)):
        return f"使えない記号「{found[0]}」があります"
    if name.startswith((".", "~$")):
        return f"「{name[0]}」で始まっています"
    if name[0].isspace() or name[-1].isspace() or name[-1] == "." or name[-1] == "　" or name[0] == "　":
        return "初めか終わりに空白か点があります"
    if _RESERVED_NAME.fullmatch(name):
        return f"「{name}」は Windows が使う名前です"
    if len(name.encode("utf-8")) > _LONGEST_BYTES:
        return "長すぎます"
    return None
