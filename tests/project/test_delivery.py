"""What a person has written in an output folder, or laid there, is not written over: by no command, and not unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.main import cli
from pipeline.diagnostics import Problems
from pipeline.project.incremental.delivery import FILE, deliver
from tests.workshop import AGREEMENT, build, edit, messages, project, small_project

PATHS = ("a.txt", "b/c.txt")
DATA = st.sampled_from([b"1", b"2", b"3"])
PATH = st.sampled_from(PATHS)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("deliver"), st.dictionaries(PATH, DATA, min_size=1), st.booleans()),
        st.tuples(st.just("person"), PATH, DATA),
        st.tuples(st.just("gone"), PATH, st.none()),
    ),
    max_size=12,
)


@given(steps=STEPS)
def test_what_a_person_wrote_is_lost_by_force_alone(steps, tmp_path_factory: pytest.TempPathFactory):
    """Followed beside a model that knows of every file who wrote it."""
    out = tmp_path_factory.mktemp("out")
    now: dict[str, bytes] = {}
    ours: dict[str, bytes] = {}
    for what, first, second in steps:
        if what == "person":
            (out / first).parent.mkdir(exist_ok=True)
            (out / first).write_bytes(second)
            now[first] = second
        elif what == "gone":
            (out / first).unlink(missing_ok=True)
            now.pop(first, None)
        else:
            theirs = [p for p, data in first.items() if p in now and now[p] not in (ours.get(p), data)]
            problems = Problems()
            assert deliver(out, first, problems, force=second) is (second or not theirs)
            assert len(problems.errors) == (0 if second or not theirs else 1)
            if second or not theirs:
                now |= first
                ours = {p: data for p, data in ours.items() if p in now} | first
        assert now == {p: (out / p).read_bytes() for p in PATHS if (out / p).is_file()}


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"\xff", b"null"])
def test_where_nothing_is_known_nothing_is_lost(tmp_path: Path, broken: bytes):
    assert deliver(tmp_path, {"a.txt": b"1"}, Problems())
    (tmp_path / FILE).write_bytes(broken)
    problems = Problems()

    assert not deliver(tmp_path, {"a.txt": b"2"}, problems)
    assert "a.txt" in messages(problems)[0]
    assert deliver(tmp_path, {"a.txt": b"1"}, Problems())
    assert deliver(tmp_path, {"a.txt": b"2"}, Problems())


SIGNED = ["freeze", "aomori/small"]
RECORDED = [*SIGNED, "--as", "素案", "--on", "令和2年1月5日"]


@pytest.mark.parametrize(
    ("before", "command"),
    [
        (SIGNED, ["amend", "aomori/small", "--effective", "令和2年4月1日"]),
        (RECORDED, ["compare", "aomori/small"]),
        (None, ["export", "aomori/small", "--format", "lawxml"]),
        (None, ["provenance", "aomori/small"]),
    ],
)
def test_papers_that_a_clerk_has_altered_stay(
    before: list[str] | None, command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The clerk writes in a paper, the source changes, the command runs again."""
    root = small_project(tmp_path)
    monkeypatch.chdir(root)
    source = root / "sources/aomori/small.yaml"
    run = CliRunner()
    if before is not None:
        assert 0 == run.invoke(cli, before).exit_code
    edit(source, "協力する", "連携する")
    there = {*root.rglob("*")}
    first_run = run.invoke(cli, command)
    assert 0 == first_run.exit_code, first_run.output
    (paper, *_) = sorted(p for p in {*root.rglob("*")} - there if p.suffix in {".docx", ".xml"})
    paper.write_bytes(paper.read_bytes() + b"<!-- -->")
    altered = paper.read_bytes()
    edit(source, "連携する", "互いに助け合う")

    again = run.invoke(cli, command)
    assert 1 == again.exit_code
    assert paper.name in again.output
    assert "--force" in again.output
    assert altered == paper.read_bytes()
    assert 0 == run.invoke(cli, [*command, "--force"]).exit_code
    assert altered != paper.read_bytes()
    edit(source, "互いに助け合う", "助け合う")
    assert 0 == run.invoke(cli, command).exit_code


def test_a_build_leaves_a_file_that_lay_there_before(tmp_path: Path):
    """A folder without a manifest, and a Word document of the same name that somebody has worked on."""
    root = project(tmp_path)
    own = root / "build/aomori/kyoyaku-蓬田村.docx"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"a person's")
    report = build(root, formats=("docx", "txt"))

    assert b"a person's" == own.read_bytes()
    assert 3 == len(report.outcomes)
    assert [m for m in messages(report.problems) if "kyoyaku-蓬田村.docx" in m]
    assert 1 == len(build(root, formats=("txt",)).outcomes)  # that form is in nobody's way
    assert b"a person's" == own.read_bytes()
    assert messages(build(root, formats=("docx", "txt")).problems)
    own.unlink()
    assert [] == messages(build(root, formats=("docx", "txt")).problems)


def test_what_a_build_made_is_no_strangers_though_the_manifest_tells_it_no_more(tmp_path: Path):
    """Other forms of an older source, and documents of a source that was away for a while."""
    root = project(tmp_path)
    assert [] == messages(build(root, formats=("docx", "txt")).problems)
    text = (root / AGREEMENT).read_text(encoding="utf-8")
    (root / AGREEMENT).write_text(text.replace("する。", "するものとする。", 1), encoding="utf-8")
    build(root, formats=("txt",))
    assert [] == [m for m in messages(build(root, formats=("docx", "txt")).problems) if "出力先" in m]
    (root / AGREEMENT).rename(root / "away.yaml")
    build(root, formats=("docx", "txt"))
    (root / "away.yaml").rename(root / AGREEMENT)
    (root / AGREEMENT).write_text(text, encoding="utf-8")
    again = build(root, formats=("docx", "txt"))

    assert [] == messages(again.problems)
    assert 4 == len(again.outcomes)


def test_a_folder_whose_manifest_is_lost_is_told_once(tmp_path: Path):
    root = project(tmp_path)
    build(root, formats=("txt",))
    (root / "build/manifest.json").unlink()
    edit(root / AGREEMENT, "題名: ", "題名: 新")
    assert 4 == len(build(root, formats=("txt",)).outcomes)  # the state of the folder knows what lies there
    edit(root / AGREEMENT, "題名: 新", "題名: ")
    for name in ("manifest.json", ".renkei-state"):
        (root / "build" / name).unlink()
    found = messages(build(root, formats=("txt",)).problems)

    assert 1 == len(found)
    assert "4文書" in found[0]


def test_what_is_known_is_of_files_that_are_there(tmp_path: Path):
    deliver(tmp_path, {"a.txt": b"1", "b.txt": b"2"}, Problems())
    (tmp_path / "a.txt").unlink()
    deliver(tmp_path, {"c.txt": b"3"}, Problems())

    assert ["b.txt", "c.txt"] == [*json.loads((tmp_path / FILE).read_bytes())]
