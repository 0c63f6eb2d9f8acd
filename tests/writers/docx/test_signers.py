"""A 記名欄 that no page holds: a page ends between two signers, never within one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Para, Run
from pipeline.writers.docx.body.signers import ends
from tests.writers.docx.kit import W, agreement, document_root, shipped, written

PAGE, PITCH = 38.0, 360.0
_DAY = Para("締結日", (Run("令和8年3月25日"),))


def signer(lines: int, number: int = 0) -> list[Para]:
    """The lines of one party: 職名, 氏名 and what may stand between."""
    return [Para("記名" if n == 0 else "記名者", (Run(f"第{number}町{n}"),)) for n in range(lines)]


def parted(blocks: list[Para]) -> list[int]:
    """The places behind which a page may end."""
    found = ends(blocks, shipped().styles, PAGE, PITCH)
    return [n for n, block in enumerate(blocks) if id(block) in found]


def test_signers_that_a_page_holds_stand_together():
    assert [] == parted([_DAY, *signer(2), *signer(3)])


def test_only_behind_the_last_line_of_a_signer_a_page_ends():
    blocks = [_DAY, *(para for n in range(30) for para in signer(2, n))]

    assert list(range(2, 59, 2)) == parted(blocks)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=60))
def test_no_signer_is_parted(lines: list[int]):
    blocks = [_DAY, *(para for n, each in enumerate(lines) for para in signer(each, n))]
    found = parted(blocks)

    last = [sum(lines[: n + 1]) for n in range(len(lines) - 1)]
    assert found in ([], last)
    assert found or len(blocks) < PAGE


def test_a_word_file_says_so_at_the_line_and_not_in_its_style():
    many = [para for n in range(30) for para in signer(2, n)]
    root = document_root(written(agreement(*many)))
    lines = [p for p in root.iter(W + "p") if "町" in "".join(map(str, p.itertext()))]
    said = [[str(keep.get(W + "val")) for keep in p.iter(W + "keepNext")] for p in lines]

    assert [*([[], ["0"]] * 29), [], []] == said
