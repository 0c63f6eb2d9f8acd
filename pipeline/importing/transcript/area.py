"""What a paper says of its municipalities -> the facts of their area; what it does not say is left open for the clerk."""

from __future__ import annotations

import re

from pipeline.importing.structure import marks
from pipeline.importing.structure.draft import Draft, Signer
from pipeline.late.regex import regex
from pipeline.source.rewriting.yaml_text import Tree, render, scalar

_SPHERE = regex(r"「?([^、。「」()]{1,12}?(?:連携中枢都市圏|定住自立圏|都市圏|連携自立圏|圏域))」?\(以下「圏域」")
_OPEN = "協約書からは就任の日が分からないので、締結日を書いています。就任日と退任日を確かめて直してください"


def area_text(draft: Draft, folder: str, profile: str, paper: str) -> str:
    """The area file with a comment at what has to be looked up."""
    lines = [f"# {paper} から起こした圏域の事実。文書の日付に在任する長が、ここから記名される。", "種別: 圏域"]
    lines += [f"圏域名: {scalar(sphere(draft, folder))}", f"流儀: {profile}"]
    if not draft.parties:
        return "\n".join(lines) + "\n"
    lines.append("市町村:")
    for symbol, name in draft.parties:
        signer = next((s for s in draft.signers if _is_of(s, symbol, name)), None)
        body = _municipality(draft, signer)
        if not body:
            lines.append(f"  {scalar(name)}: {{}}")
            continue
        lines.append(f"  {scalar(name)}:")
        lines += [f"    {line}" for line in body]
    return "\n".join(lines) + "\n"


def holds_signers(draft: Draft, *, has_day: bool) -> bool:
    """Whether the facts of the area can say all names at the end: each has a 職名 and a 氏名, and the day is known."""
    return (
        has_day
        and bool(draft.signers)
        and len(draft.signers) == len(draft.parties) == len({name for _, name in draft.parties})
        and all(s.office and s.head for s in draft.signers)
        and all(any(_is_of(s, symbol, name) for s in draft.signers) for symbol, name in draft.parties)
        and all(not s.name or any(closed(s.name) == name for _, name in draft.parties) for s in draft.signers)
    )


def sphere(draft: Draft, folder: str) -> str:
    """The name that the 前文 gives to the area, else that of the folder."""
    words = "".join(p for p in draft.preamble if isinstance(p, str))
    m = _SPHERE.search(marks.fold(words))
    if m is None:
        return folder
    start = m.start(1)
    found = words[start : m.end(1)]
    return re.split("(?:において|おいて|を|は|が|の|、|に|る)", found)[-1] or folder


def closed(text: str) -> str:
    """A name without the blanks that spread it out."""
    return re.sub("[ \u3000]", "", text)


def _is_of(signer: Signer, symbol: str, name: str) -> bool:
    return (
        signer.symbol == symbol if symbol and signer.symbol else closed(signer.name or signer.office).startswith(name)
    )


def _municipality(draft: Draft, signer: Signer | None) -> list[str]:
    if signer is None:
        return []
    made: dict[str, Tree] = {}
    if signer.address:
        made["住所"] = signer.address
    if signer.office:
        made["職名"] = signer.office
    lines = render(made).splitlines() if made else []
    if signer.head and draft.day and not re.search("年[ \u3000]*月", draft.day):
        lines += ["長:", f"  - 氏名: {scalar(signer.head)}", f"    就任日: {scalar(draft.day)}  # {_OPEN}"]
    return lines
