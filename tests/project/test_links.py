"""A file that is written over stays what it was for the system: a link, its rights, its owner; what cannot stay is told."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pipeline.diagnostics import Problems
from pipeline.project import store
from tests.project.test_documents import files
from tests.workshop import messages

posix = pytest.mark.skipif(os.name != "posix", reason="rights of another kind")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with links to its own file, to one in another folder of the clerk, and to one elsewhere."""
    for name in ("clerk/a/own.yaml", "clerk/b/shared.yaml", "elsewhere/far.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"old")
    for name, goal in (("own", "own.yaml"), ("shared", "../b/shared.yaml"), ("far", "../../elsewhere/far.yaml")):
        (tmp_path / "clerk/a" / f"link-{name}.yaml").symlink_to(goal)
    return tmp_path / "clerk"


def links(folder: Path) -> dict[str, str]:
    return {p.name: p.readlink().as_posix() for p in (folder / "a").iterdir() if p.is_symlink()}


@pytest.mark.parametrize("name", ["own", "shared", "far"])
def test_a_file_that_a_person_names_is_written_where_its_link_leads(folder: Path, name: str):
    """「area.yaml」 of several areas may be one; it became a file of its own, and the others went on without the change."""
    before, path = links(folder), folder / "a" / f"link-{name}.yaml"

    assert store.rewrite(path, b"new", Problems(), instead_of=b"old")
    assert store.save_file(path, b"newer", Problems())
    assert before == links(folder)
    assert b"newer" == path.resolve().read_bytes()
    assert not list(folder.parent.rglob(f"*{store.PART}"))


def test_what_somebody_saved_where_a_link_leads_is_not_written_over(folder: Path):
    path = folder / "a/link-far.yaml"

    assert not store.rewrite(path, b"new", Problems(), instead_of=b"read before")
    assert b"old" == path.read_bytes()


def test_several_are_written_where_their_links_lead_within_the_folder(folder: Path):
    before = links(folder)
    wanted = {folder / "a/link-own.yaml": b"new 1", folder / "a/link-shared.yaml": b"new 2"}

    assert store.rewrite_all(folder, wanted, Problems(), instead_of=dict.fromkeys(wanted, b"old"))
    assert before == links(folder)
    assert (b"new 1", b"new 2") == tuple(path.read_bytes() for path in wanted)


def test_of_several_none_is_written_if_one_leads_out_of_the_folder(folder: Path):
    """What a kill would leave half done there, no command of this folder would find."""
    wanted = {folder / "a/own.yaml": b"new", folder / "a/link-far.yaml": b"new"}
    before, problems = files(folder.parent), Problems()

    assert not store.rewrite_all(folder, wanted, problems, instead_of=dict.fromkeys(wanted, b"old"))
    assert before == files(folder.parent)
    [said] = messages(problems)
    assert "link-far.yaml は、原稿のフォルダの外" in said


def test_two_names_of_one_file_are_not_both_written(folder: Path):
    """Only the words of the second would stay."""
    wanted = {folder / "a/own.yaml": b"one", folder / "a/link-own.yaml": b"other"}
    problems = Problems()

    assert not store.rewrite_all(folder, wanted, problems, instead_of=dict.fromkeys(wanted, b"old"))
    assert b"old" == (folder / "a/own.yaml").read_bytes()
    assert {"書込み"} == {d.code for d in problems.errors}


def test_a_link_in_an_output_folder_stays_one_and_leads_nowhere_else(folder: Path):
    problems = Problems()

    assert store.save(folder / "a", {"link-own.yaml": b"new", "x.txt": b"x"}, Problems())
    assert not store.save(folder / "a", {"link-far.yaml": b"new", "x.txt": b"y"}, problems)
    assert ["出力先"] == [d.code for d in problems.errors]
    assert (b"new", b"x", b"old") == tuple(
        (folder / "a" / name).read_bytes() for name in ("own.yaml", "x.txt", "link-far.yaml")
    )
    assert {"link-own.yaml", "link-shared.yaml", "link-far.yaml"} == set(links(folder))


def test_a_link_that_leads_to_itself_is_told(tmp_path: Path):
    problems = Problems()
    (tmp_path / "a.yaml").symlink_to("a.yaml")

    assert not store.save_file(tmp_path / "a.yaml", b"new", problems)
    assert "リンクが輪になっています" in messages(problems)[0]


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_rights_stay_as_they_were(tmp_path: Path, mode: int):
    """A draft that others may not read would be open to all after the next build."""
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"old")
        (tmp_path / name).chmod(mode)

    assert store.save(tmp_path, {"a.pdf": b"new", "b.pdf": b"new", "c.pdf": b"new"}, Problems())
    assert store.save_file(tmp_path / "a.pdf", b"newer", Problems())
    assert [mode, mode] == [(tmp_path / name).stat().st_mode & 0o777 for name in ("a.pdf", "b.pdf")]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root gives files away")
def test_owner_and_group_stay_as_they_were(tmp_path: Path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    os.chown(path, 12345, 23456)
    store.rewrite(path, b"new", Problems(), instead_of=b"old")

    assert (12345, 23456) == (path.stat().st_uid, path.stat().st_gid)


def test_what_nobody_may_write_to_is_not_replaced(tmp_path: Path):
    """The folder may be written to, and Windows refuses that for a file that is read only."""
    path, problems = tmp_path / "a.yaml", Problems()
    path.write_bytes(b"old")
    path.chmod(0o444)

    assert not store.save(tmp_path, {"b.yaml": b"new", "a.yaml": b"new"}, problems)
    path.chmod(0o644)
    assert {"a.yaml": b"old"} == files(tmp_path)
    assert "a.yaml を書けません（権限がないか" in messages(problems)[0]


def test_another_name_that_stays_as_it_was_is_told(tmp_path: Path):
    """A file is replaced as a whole; whoever reads by its other name reads the old one."""
    path, problems = tmp_path / "a.yaml", Problems()
    path.write_bytes(b"old")
    (tmp_path / "other.yaml").hardlink_to(path)

    assert store.rewrite(path, b"new", problems, instead_of=b"old")
    assert {"a.yaml": b"new", "other.yaml": b"old"} == files(tmp_path)
    assert ["書込み"] == [d.code for d in problems.warnings]
    assert store.rewrite(path, b"newer", problems, instead_of=b"new")
    assert 1 == len(problems.warnings)
