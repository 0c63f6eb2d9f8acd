"""Random hands on papers of every kind: nothing of what they did is lost or invented; what is accepted is what is printed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.project.checking import returned
from pipeline.review.proposals import Proposal, Target
from tests.crosscheck.kit import AREAS
from tests.examples import examples
from tests.review import hands
from tests.review.hands import Slip
from tests.review.kit import back, sent, words

NAMES = (
    "nankai/kyoyaku-磯ヶ谷町", "nankai/gaiyo", "nankai/jigyo", "nankai/yosan", "nankai/keikaku", "kawakami/kihon",
    "kawakami/teiju-瀬川村", "kawakami/hoshin",
)  # fmt: skip
NEW = ("", "加筆", "、", "（案）", "及び関係者", "２", "1", "#", ": ", "'", '"', "{", "- ")


@contextmanager
def office() -> Iterator[Path]:
    """A clerk's folder with the invented areas."""
    with tempfile.TemporaryDirectory() as made:
        shutil.copytree(AREAS, Path(made) / "sources")
        yield Path(made)


@st.composite
def slips(draw: st.DrawFn, lines: list[str]) -> list[Slip]:
    """One to five slips in different paragraphs."""
    chosen = draw(st.lists(st.integers(0, len(lines) - 1), min_size=1, max_size=5, unique=True))
    made = []
    for at in chosen:
        start = draw(st.integers(0, len(lines[at])))
        end = min(len(lines[at]), start + draw(st.integers(0, 4)))
        new = draw(st.sampled_from(NEW))
        if lines[at][start:end] != new and "\t" not in lines[at]:
            made.append(Slip(at, start, end, new, draw(st.booleans())))
    return made


def applied(line: str, proposals: list[Proposal]) -> str:
    for one in sorted(proposals, key=lambda p: (p.start, p.end), reverse=True):
        line = line[: one.start] + one.after + line[one.end :]
    return line


@settings(max_examples=examples(40), deadline=None)
@given(st.data(), st.sampled_from(NAMES))
def test_all_slips_come_back_and_accepted_ones_are_printed(data: st.DataObject, name: str):
    with office() as root:
        every = words(root, name)
        places = [n for n, line in enumerate(every) if line]
        lines = [every[n] for n in places]
        made = data.draw(slips(lines))
        slipped = {
            places[s.paragraph]: lines[s.paragraph][: s.start] + s.new + lines[s.paragraph][s.end :] for s in made
        }
        before = {p: p.read_bytes() for p in sorted(root.rglob("*.yaml"))}

        came, problems, session = back(root, hands.slipped(sent(root, name), made), name)

        assert came is not None, [p.message for p in problems.errors]
        proposals = list(came.review.proposals)
        by_paragraph = {at: [p for p in proposals if p.paragraph == at] for at in slipped}
        if all(line.strip() for line in slipped.values()):
            assert len(proposals) == sum(map(len, by_paragraph.values()))
            assert slipped == {at: applied(every[at], found) for at, found in by_paragraph.items()}
            assert came.review.untouched == all(s.tracked for s in made)
        own = [p for p in proposals if isinstance(p.to, Target)]
        written = returned.write(came, own, session, problems)
        after = {p: p.read_bytes() for p in sorted(root.rglob("*.yaml"))}
        if written is None or not written.files:
            assert before == after
            return
        printed = words(root, name)
        for at, found in by_paragraph.items():
            if found and all(isinstance(p.to, Target) for p in found):
                widths = came.compiled.house.text
                assert printed[at] in (slipped[at], widths(slipped[at]))


def test_cells_of_equal_words_are_those_in_their_places():
    """○ in four cells of a row, two of them altered: which ○ came back was guessed by the words, and all four were proposed."""
    with office() as root:
        every = words(root, "nankai/gaiyo")
        lines = [line for line in every if line]
        row = next(n for n in range(len(lines)) if lines[n : n + 4] == ["○"] * 4)
        slipped = [Slip(row + n, 0, 0, "加筆", tracked=False) for n in (0, 2)]

        came, _, _ = back(root, hands.slipped(sent(root, "nankai/gaiyo"), slipped), "nankai/gaiyo")

    assert came is not None
    assert [("書換え", "", "加筆")] * 2 == [(p.kind, p.before, p.after) for p in came.review.proposals]


def test_most_slips_into_words_of_the_source_are_written(tmp_path: Path):
    """The property above would hold of a program that never writes."""
    shutil.copytree(AREAS, tmp_path / "sources")
    asked = done = 0
    for name in NAMES:
        lines = [line for line in words(tmp_path, name) if line]
        for at in range(0, len(lines), 3):
            if len(lines[at]) < 4 or "\t" in lines[at]:
                continue
            came, problems, session = back(
                tmp_path, hands.slipped(sent(tmp_path, name), [Slip(at, 3, 3, "加筆")]), name
            )
            assert came is not None
            own = [p for p in came.review.proposals if isinstance(p.to, Target)]
            asked += 1
            done += bool(own and returned.write(came, own, session, problems))
            lines = [line for line in words(tmp_path, name) if line]

    assert done > asked / 2
