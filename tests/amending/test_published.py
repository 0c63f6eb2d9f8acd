"""Amending sentences as ministries and cities publish them, each with what it makes of its base, or why it is refused.

A file in published/ holds a base, and below ==== the cases between lines of --: the sentences with their new text, then
the lines that go (-) and come (+) in their order, or ! and the code of the refusal.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.amending.language.parse import listen
from pipeline.amending.language.write import amending_text
from pipeline.provision.read import read_provision
from pipeline.provision.write import AsRead, provision_lines

FILES = sorted((Path(__file__).parent / "published").glob("*.txt"))
_MARKS = ("-", "+", "!")


def lines_of(text: str) -> list[str]:
    """The lines of a text; the paragraphs of a cell are none."""
    return text.removesuffix("\n").split("\n")


def _cases(path: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    base, _, cases = path.read_text(encoding="utf-8").partition("====\n")
    made = []
    for case in cases.split("--\n"):
        lines = lines_of(case)
        at = next(n for n, line in enumerate(lines) if line.startswith(_MARKS))
        made.append((base, "".join(f"{line}\n" for line in lines[:at]), tuple(lines[at:])))
    return made


CASES = [case for path in FILES for case in _cases(path)]


def bare(line: str) -> str:
    """A line without what only reading back needs."""
    return line.replace("\v", "").strip("　")


@pytest.mark.parametrize(
    ("base", "amendment", "told"), CASES, ids=lambda s: s.split("\n")[0][:40] if isinstance(s, str) else ""
)
def test_a_published_sentence_does_what_it_says(base: str, amendment: str, told: tuple[str, ...]):
    old, manner = read_provision(base)
    before = [bare(line) for line in provision_lines(old, AsRead(manner.house))]
    if told[0].startswith("!"):
        with pytest.raises(Refusal) as caught:
            apply(old, amendment, manner)
        assert told[0] == f"! {caught.value.code}", caught.value.message
        return

    after = [bare(line) for line in provision_lines(apply(old, amendment, manner), AsRead(manner.house))]

    gone, come = [], []
    for _, a, b, c, d in (
        op for op in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if op[0] != "equal"
    ):
        gone += before[a:b]
        come += after[c:d]
    assert [bare(line[1:]) for line in told if line[0] == "-"] == gone
    assert [bare(line[1:]) for line in told if line[0] == "+"] == come


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_base_is_printed_as_it_was_read(path: Path):
    base = path.read_text(encoding="utf-8").partition("====\n")[0]
    old, manner = read_provision(base)

    assert [bare(line) for line in lines_of(base)] == [
        bare(line) for line in provision_lines(old, AsRead(manner.house))
    ]


@pytest.mark.parametrize(
    "amendment", [c[1] for c in CASES if not c[2][0].startswith("!")], ids=lambda s: s.split("\n")[0][:40]
)
def test_a_published_sentence_is_said_again(amendment: str):
    """What is read is known well enough to be said, and means the same to the next reader."""
    _, manner = read_provision(CASES[0][0])
    said = amending_text(listen(amendment), manner)

    assert said == amending_text(listen(said), manner)
