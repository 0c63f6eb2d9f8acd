"""Whatever a schema lets a clerk write is printed, alike in every format, or it is told that it is not."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest

from pipeline.project.intake.first_paper import STARTERS
from tests.kinds.grown import Growth
from tests.kinds.test_any_plan import of_pdf, of_word

STEPS = 60
# So many words show something; a spell of bad luck in which next to nothing is kept is made up for.
_LEAST, _MOST_SPELLS = 5, 3
# Keys whose words are printed only where something asks for them.
AT_NEED = {
    "題": "the name of a table for those who hear the page, printed with 題を印刷",
    "番号": "how levels are numbered, those that a paper does not reach too",
    "部の番号": "as 番号",
    "号の記号": "as 番号",
    "項の記号": "as 番号",
    "別表の記号": "as 番号",
    "項目の記号": "as 番号",
    "目次": "what the 目次 says of a part, where the paper has one",
    "部局": "the departments that sections may name",
    "版": "another paper whose history this one tells",
    "名": "versions of that paper",
}


@pytest.mark.parametrize("kind", STARTERS)
def test_every_word_that_a_schema_takes_is_printed_in_all_formats_or_told(kind: str, tmp_path: Path):
    """Found so: witnesses and totals that no line printed, signs that counted (参考1, then 参考2), and never a word."""
    growth = Growth(kind, tmp_path, Random(kind))
    for _ in range(_MOST_SPELLS):
        growth.grow(STEPS)
        if len(list(growth.held())) > _LEAST:
            break
    folder = growth.loaded()
    built = folder.build(growth.name, formats=("txt", "docx", "pdf", "html"))
    told = "".join(p.message for p in folder.check(growth.name))
    printed = {Path(name).suffix: "" for name in built.files}
    for name, data in built.files.items():
        printed[Path(name).suffix] += "".join(READERS[Path(name).suffix](data).split())

    found = {word: {form: text.count(word) for form, text in printed.items()} for word in growth.held()}

    assert _LEAST < len(found), "a paper that does not grow shows nothing"
    assert {} == {w: counts for w, counts in found.items() if len({n > 0 for n in counts.values()}) > 1}
    signed = growth.paper.get("記名欄")
    by_hand = {"氏名"} if isinstance(signed, dict) and "空欄" == signed.get("氏名") else set()
    lost = {w: growth.words[w] for w, counts in found.items() if not any(counts.values()) and w not in told}
    assert {} == {w: keys for w, keys in lost.items() if keys[-1] not in AT_NEED.keys() | by_hand}


def of_web(data: bytes) -> str:
    """Every word of a page, but for its title and what is no text."""
    bare = re.sub(r"(?s)<(style|script|title)\b.*?</\1>", "", data.decode())
    return html.unescape(re.sub("<[^>]+>", "", bare))


READERS: Mapping[str, Callable[[bytes], str]] = {
    ".txt": bytes.decode,
    ".docx": of_word,
    ".pdf": of_pdf,
    ".html": of_web,
}
