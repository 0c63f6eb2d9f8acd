"""What partners of one master share is made once: every file is byte for byte the one that is made of the partner alone."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.diagnostics.render import human
from pipeline.galley.shared import SharedBlocks
from pipeline.project.batch.worker import Outcome, rendered
from pipeline.project.export.exporter import Format
from pipeline.project.job import Job
from pipeline.project.plan import Assignment, plan
from pipeline.project.session import Session
from tests.examples import examples
from tests.workshop import AGREEMENT, AREA, ROOT, galley, messages

FORMATS: tuple[Format, ...] = ("docx", "pdf", "txt", "html", "xlsx")


def alone(assignment: Assignment, job: Job) -> tuple[dict[str, bytes], list[str]]:
    """The files of a document, made by a session that has made no other, and what was said."""
    session, problems = Session(job.root), Problems()
    original = session.load(assignment.original.path, problems)
    assert original is not None
    outcome, files = rendered(Assignment(original, assignment.partner, assignment.name), job, session)
    assert outcome.bug is None, outcome.bug
    return dict(files), said(outcome)


def said(outcome: Outcome) -> list[str]:
    """All that was said, with its places."""
    return [human(diagnostic) for diagnostic in outcome.problems.found]


def compare(root: Path, *, twice: bool = False) -> None:
    """Makes every document of a folder in one session, and each alone."""
    session, problems = Session(root), Problems()
    job = Job(root, root / "build", FORMATS)
    assignments = plan(session, (), problems).assignments
    assert assignments, messages(problems)
    lonely = [(assignment, *alone(assignment, job)) for assignment in assignments]
    made = 0
    for assignment, expected, words in lonely * (2 if twice else 1):
        outcome, files = rendered(assignment, job, session)
        assert outcome.bug is None, outcome.bug
        assert words == said(outcome)
        made += bool(files)
        assert expected.keys() == files.keys()
        assert [name for name in files if files[name] != expected[name]] == []
    assert made


@pytest.mark.parametrize("area", sorted(p.name for p in (ROOT / "sources").iterdir() if p.name != "profiles"))
def test_shipped_documents_are_the_same_alone_and_among_others(area: str, tmp_path: Path):
    (tmp_path / "sources").mkdir()
    for name in (area, "profiles"):
        (tmp_path / "sources" / name).symlink_to(ROOT / "sources" / name)
    compare(tmp_path, twice=True)


FRAGMENTS = (
    "連携する",
    "圏域の",
    "取組を",
    "（第3条に定めるもの）",
    "進める。",
    "1,234千円",
    "令和2年4月1日",
    "ＡＢＣ",
    "abc ",
    "・",
)
words = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=60).map("".join)
names = st.text("東西南北上中山川田野原沢島崎穂麓", min_size=1, max_size=7).map(lambda n: f"{n}町")


@st.composite
def masters(draw: st.DrawFn) -> tuple[str, str]:
    """The shipped agreement with other partners, some of whom differ in texts, rows and days; and its area."""
    partners = draw(st.lists(names, min_size=3, max_size=5, unique=True))
    master = (ROOT / AGREEMENT).read_text(encoding="utf-8")
    master = re.sub(r"\n( *)相手方別:[^\n]*(\n\1 +[^\n]*)*", "", master)
    master = re.sub(r"乙: \[[^\]]*\]", f"乙: [{', '.join(partners)}]", master)
    lines = []
    for line in master.splitlines():
        lines.append(line)
        role = re.match(r"( +)役割:", line)
        if role and draw(st.integers(0, 3)) == 0:
            who = draw(st.sampled_from(partners))
            change = draw(st.one_of(st.just("除く"), words.map(lambda w: f'{{ 役割: {{ 乙: "{w}" }} }}')))
            lines[-1:] = [f"{role[1]}相手方別:", f"{role[1]}  {who}: {change}", line]
    day = draw(st.sampled_from(("", f"相手方別:\n  {partners[0]}:\n    締結日: 令和2年4月15日\n")))
    area = (ROOT / AREA).read_text(encoding="utf-8").split("  平内町:")[0]
    for n, name in enumerate(partners):
        area += f"  {name}:\n    職名: {name}長\n    長:\n      - 氏名: 見本{'太郎花子'[n % 4] * (1 + n % 3)}\n        就任日: 平成30年4月1日\n"
    return day + "\n".join(lines) + "\n", area


@settings(max_examples=examples(12), deadline=None)
@given(masters())
def test_partners_of_any_master_are_the_same_alone_and_among_others(drawn: tuple[str, str]):
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / AGREEMENT).parent.mkdir(parents=True)
        (root / "sources" / "profiles").symlink_to(ROOT / "sources" / "profiles")
        (root / AGREEMENT).write_text(drawn[0], encoding="utf-8")
        (root / AREA).write_text(drawn[1], encoding="utf-8")
        compare(root)


def test_equal_blocks_of_two_galleys_become_one_and_of_one_galley_stay_two():
    one, other = galley(ROOT, partner="蓬田村"), galley(ROOT, partner="平内町")
    shared = SharedBlocks()
    shared.keep(one)
    known = shared.known(other)

    assert known == other
    blocks = [block for part in known.parts for block in part.blocks]
    kept = {id(block) for part in one.parts for block in part.blocks}
    assert len(blocks) == len({id(block) for block in blocks})
    assert len([b for b in blocks if id(b) in kept]) > len(blocks) / 2
