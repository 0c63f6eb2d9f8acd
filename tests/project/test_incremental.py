"""Nothing changed, nothing made; what is made again says why; nobody's work is overwritten unseen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.project.batch.run import Job, decide
from pipeline.project.export.exporter import Format
from pipeline.project.incremental.decide import Decision
from pipeline.project.plan import plan
from pipeline.project.session import Session
from tests.examples import examples
from tests.project.test_documents import PARTNERS, files
from tests.workshop import AGREEMENT, AREA, ROOT, build, edit, messages, project

ALL = {f"aomori/kyoyaku-{p}" for p in PARTNERS}
TXT: tuple[Format, ...] = ("txt",)


def decided(root: Path, *names: str, force: bool = False, formats=TXT) -> Decision:
    session, problems = Session(root), Problems()
    return decide(plan(session, names, problems), Job(root, root / "build", formats), session, force=force)


def reasons(root: Path) -> dict[str, str | None]:
    return {j.assignment.name: j.reason for j in decided(root).todo}


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("once"))
    assert [] == messages(build(root, formats=TXT).problems)
    return root


@pytest.fixture
def root(made_once: Path, tmp_path: Path) -> Path:
    """Aomori, built as TXT."""
    return shutil.copytree(made_once, tmp_path / "root", copy_function=shutil.copy2)


def test_nothing_changed_nothing_made(root: Path):
    before = {p: p.stat().st_mtime_ns for p in root.glob("build/aomori/*")}
    report = build(root, formats=TXT)

    assert [] == report.outcomes
    assert before == {p: p.stat().st_mtime_ns for p in root.glob("build/aomori/*")}


def test_a_file_that_was_only_touched_is_the_same(root: Path):
    for path in (root / AGREEMENT, root / AREA, *root.glob("build/aomori/*")):
        os.utime(path)

    assert {} == reasons(root)


def test_a_fact_of_one_partner_concerns_that_partner_alone_and_says_where_it_stands(root: Path):
    edit(root / AREA, "氏名: 久慈修一", "氏名: 久慈修二")
    line = next(
        n for n, text in enumerate((root / AREA).read_text(encoding="utf-8").split("\n"), 1) if "蓬田村:" in text
    )

    found = reasons(root)
    assert {"aomori/kyoyaku-蓬田村"} == set(found)
    assert f"{AREA} の「蓬田村」が変わりました（{line + 1}行）" == found["aomori/kyoyaku-蓬田村"]
    build(root, formats=TXT)
    assert {} == reasons(root)
    assert "久慈修二" in (root / "build/aomori/kyoyaku-蓬田村.txt").read_text(encoding="utf-8")


def test_a_fact_of_the_central_city_and_a_word_of_the_source_concern_all(root: Path):
    text = (root / AREA).read_text(encoding="utf-8")
    edit(root / AREA, "小野寺晃彦", "小野寺晃男")
    by_fact = reasons(root)
    (root / AREA).write_text(text, encoding="utf-8")
    edit(root / AGREEMENT, "会議を開催するものとする。", "会議を開くものとする。")

    assert set(by_fact) == ALL == set(reasons(root))
    assert {f"原稿 {AGREEMENT} が変わりました"} == set(reasons(root).values())


def test_a_template_of_ones_own_that_appears_concerns_its_documents(root: Path):
    build(root, formats=("docx",))
    (root / "templates/docx").mkdir(parents=True)
    shutil.copy(ROOT / "templates/docx/agreement.docx", root / "templates/docx/agreement.docx")
    found = decided(root, formats=("docx",))

    assert {"ひな形 templates/docx/agreement.docx が加わりました"} == {j.reason for j in found.todo}


def test_a_template_of_ones_own_that_is_gone_is_not_told_as_changed(root: Path):
    own = root / "templates/docx/agreement.docx"
    own.parent.mkdir(parents=True)
    shutil.copy(ROOT / "templates/docx/agreement.docx", own)
    build(root, formats=("docx",))
    own.unlink()
    found = decided(root, formats=("docx",))

    assert {"ひな形 templates/docx/agreement.docx がなくなりました"} == {j.reason for j in found.todo}


def test_which_files_of_a_folder_came_and_went_is_told(tmp_path: Path):
    """Of what asks all sources of its area: 「増えたか減りました」 left the clerk to find out which."""
    folder = shutil.copytree(ROOT / "sources/hoshikawa", tmp_path / "sources/hoshikawa")
    build(tmp_path, formats=TXT)
    asker = next(name for name in sorted(folder.glob("gikai*.yaml")))
    shutil.copy(folder / "kyoyaku.yaml", folder / "oboe.yaml")
    come = set(reasons(tmp_path).values())
    (folder / "oboe.yaml").unlink()
    asker.rename(folder / "gikai-x.yaml")
    moved = set(reasons(tmp_path).values())

    assert "フォルダ sources/hoshikawa で oboe.yaml が加わりました" in come
    assert f"フォルダ sources/hoshikawa で gikai-x.yaml が加わり、{asker.name} がなくなりました" in moved


def test_an_output_that_is_gone_is_made_again_and_no_other(root: Path):
    (root / "build/aomori/kyoyaku-蓬田村.txt").unlink()

    assert {"aomori/kyoyaku-蓬田村": "aomori/kyoyaku-蓬田村.txt がありません"} == reasons(root)


def test_another_format_and_other_options_are_made(root: Path):
    session = Session(root)
    planned = plan(session, (), Problems())
    pdf = decide(planned, Job(root, root / "build", ("txt", "pdf")), session)
    draft = decide(planned, Job(root, root / "build", TXT, draft=True), session)

    assert {f"{n}.pdf はまだ作っていません" for n in ALL} == {j.reason for j in pdf.todo}
    assert {"--draft か --embed-source の指定が前と違います"} == {j.reason for j in draft.todo}


def test_what_a_person_altered_is_never_overwritten_unasked(root: Path):
    altered = root / "build/aomori/kyoyaku-蓬田村.txt"
    altered.write_text("手で直した\n", encoding="utf-8")
    untouched = build(root, formats=TXT)
    edit(root / AGREEMENT, "会議を開催するものとする。", "会議を開くものとする。")
    report = build(root, formats=TXT)

    assert [
        "「aomori/kyoyaku-蓬田村」のファイルが、作った後で書き換えられています（aomori/kyoyaku-蓬田村.txt）"
    ] == messages(untouched.problems)
    assert 3 == len(report.outcomes)
    [error] = report.problems.errors
    assert "aomori/kyoyaku-蓬田村.txt" in error.message
    assert "手で直した\n" == altered.read_text(encoding="utf-8")
    build(root, formats=TXT, force=True)
    assert "会議を開くものとする。" in altered.read_text(encoding="utf-8")


def test_what_was_altered_is_known_without_the_state_by_the_manifest(root: Path):
    (root / "build/.renkei-state").unlink()
    (root / "build/aomori/kyoyaku-蓬田村.txt").write_text("手で直した\n", encoding="utf-8")
    report = build(root, formats=TXT)

    assert 1 == len(report.problems.errors)
    assert 3 == len(report.outcomes)


@pytest.mark.parametrize("damage", [b"", b"renkei-state 3\tx\nf\t1", b"\xff\xfe", b"renkei-state 999\tx\nend"])
def test_a_damaged_state_costs_time_and_nothing_else(root: Path, damage: bytes):
    (root / "build/.renkei-state").write_bytes(damage)

    assert 4 == len(build(root, formats=TXT).outcomes)
    assert {} == reasons(root)


EDITS = (
    (AGREEMENT, "会議を開催するものとする。", "会議を開くものとする。"),
    (AGREEMENT, "題名:", "# 注記\n題名:"),
    (AREA, "氏名: 久慈修一", "氏名: 久慈修二"),
    (AREA, "市町村:", "# 注記\n市町村:"),
    (AREA, "小野寺晃彦", "小野寺晃男"),
)


def swapped(here: Path, there: Path) -> None:
    """The file goes to its other name, or comes back from it."""
    source, goal = (here, there) if here.exists() else (there, here)
    goal.parent.mkdir(parents=True, exist_ok=True)
    source.rename(goal)


def edited(root: Path, step: int) -> None:
    name, old, new = EDITS[step]
    if (path := root / name).exists():
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(*((old, new) if new not in text else (new, old)), 1), encoding="utf-8")


def put_back_in_time(root: Path) -> None:
    """As a copy from elsewhere, or a clock, may do: the words are others, and older."""
    edited(root, 0)
    if (root / AGREEMENT).exists():
        os.utime(root / AGREEMENT, ns=(1, 1))


STEPS: dict[str, Callable[[Path], None]] = {
    "lose": lambda root: (root / "build/aomori/kyoyaku-今別町.txt").unlink(missing_ok=True),
    "again": lambda root: None,
    "older": put_back_in_time,
    "another name": lambda root: swapped(root / AGREEMENT, root / "sources/aomori/oboe.yaml"),
    "a house of one's own": lambda root: swapped(root / "半角.yaml", root / "sources/profiles/半角.yaml"),
    "no facts": lambda root: swapped(root / AREA, root / "area.yaml"),
}


@settings(max_examples=examples(16))
@given(steps=st.lists(st.sampled_from((*range(len(EDITS)), *STEPS)), min_size=1, max_size=5))
def test_whatever_was_edited_the_files_are_those_of_a_build_from_nothing(tmp_path_factory, made_once: Path, steps):
    """The law of an incremental build: same sources, same bytes as `--force` in an empty folder."""
    root = shutil.copytree(made_once, tmp_path_factory.mktemp("steps") / "root", copy_function=shutil.copy2)
    profile = (ROOT / "sources/profiles/半角.yaml").read_text(encoding="utf-8")
    assert "数字: 半角" in profile
    (root / "半角.yaml").write_text(profile.replace("数字: 半角", "数字: 全角"), encoding="utf-8")
    for step in steps:
        edited(root, step) if isinstance(step, int) else STEPS[step](root)
        build(root, formats=TXT)
    found = files(root / "build")
    shutil.rmtree(root / "build")
    build(root, formats=TXT)
    whole = files(root / "build") if (root / "build").exists() else {}

    assert whole.items() <= found.items()  # papers of sources that are gone are told, and stay


def test_a_build_that_has_nothing_to_do_loads_nothing(root: Path):
    """Neither click nor anything else that takes time; and whatever is not exactly as it was is looked at closely."""
    build(root)
    build(root)  # the copy of this test was too new for the first to trust what tells of its changes

    def look(*arguments: str) -> tuple[str, bool]:
        code = (
            "import sys\n"
            "from pipeline.project.incremental.look import nothing_to_do\n"
            "print(nothing_to_do(sys.argv[1:]), 'pathlib' in sys.modules or 're' in sys.modules)\n"
        )
        done = subprocess.run(
            [sys.executable, "-S", "-c", code, *arguments],
            cwd=root, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        *said, last = done.stdout.splitlines()
        assert last.endswith("False"), "large modules were loaded"
        return "".join(said), last.startswith("True")

    assert ("0文書を作りました。4文書は変わっていないので、そのままです。", True) == look("build")
    assert look("build", "--out", "build")[1]
    for other in (("check",), ("build", "--draft"), ("build", "aomori"), ("build", "--format", "txt"), ()):
        assert ("", False) == look(*other)
    (root / "sources/aomori/new.yaml").touch()
    assert ("", False) == look("build")
    (root / "sources/aomori/new.yaml").unlink()
    build(root)
    assert look("build")[1]
    os.utime(root / AREA)
    assert ("", False) == look("build")
    build(root)
    (root / "build/aomori/kyoyaku-蓬田村.txt").unlink()
    assert ("", False) == look("build")


def test_a_source_that_is_replaced_and_keeps_size_and_time_is_made_again(root: Path):
    """As cp -p and unzip write over a file: 「変わっていないので、そのままです」 was said of other words."""
    build(root)
    build(root)
    path = root / AGREEMENT
    state = path.stat()
    other = path.read_text(encoding="utf-8").replace("会議を開催するもの", "会議を開会するもの")
    path.write_text(other, encoding="utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))

    assert state.st_size == path.stat().st_size
    build(root)
    assert "会議を開会するもの" in (root / "build/aomori/kyoyaku-蓬田村.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as somebody works on it, with Aomori built as TXT by it."""
    root = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "pipeline", root / "pipeline", ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copytree(ROOT / "sources/profiles", root / "sources/profiles")
    (root / "pyproject.toml").touch()
    project(root / "work")
    built_by(root)
    return root


def run_by(checkout: Path, code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=checkout / "work", capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    return done.stdout


def built_by(checkout: Path) -> str:
    code = "import sys\nsys.argv = ['renkei', 'build', '--format', 'txt']\nfrom pipeline.cli import main\nmain()\n"
    return run_by(checkout, code)


def looked_by(checkout: Path, *, scans: bool = True) -> bool:
    """Whether a look tells that there is nothing to do; without a scan: by what the state lists alone."""
    stop = "" if scans else "look.program = lambda: 'none'\n"
    code = (
        f"from pipeline.project.incremental import look\n{stop}"
        "print(look.nothing_to_do(['build', '--format', 'txt']))\n"
    )
    return run_by(checkout, code).endswith("True\n")


MODULE, OTHER, TEMPLATE = "pipeline/tree/walk.py", "pipeline/tree/terms.py", "pipeline/kinds/vision/wording.j2"


def _write(path: Path, data: bytes, state: os.stat_result) -> None:
    """Other bytes, as old as before."""
    path.write_bytes(data)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def _longer(root: Path) -> None:
    _write(root / MODULE, (root / MODULE).read_bytes() + b"#", (root / MODULE).stat())


def _older(root: Path) -> None:
    """As a file of an archive that is unpacked over it, of the same size."""
    os.utime(root / MODULE, ns=(0, (root / MODULE).stat().st_mtime_ns - 1_000_000_000))


def _swapped_times(root: Path) -> None:
    one, other = root / MODULE, root / OTHER
    first, second = one.stat(), other.stat()
    os.utime(one, ns=(0, second.st_mtime_ns))
    os.utime(other, ns=(0, first.st_mtime_ns + 1))


def _new_folder(root: Path) -> None:
    (root / "pipeline/new/below").mkdir(parents=True)
    (root / "pipeline/new/below/a.py").touch()


CHANGES: dict[str, Callable[[Path], object]] = {
    "touched": lambda root: os.utime(root / MODULE),
    "longer, as old": _longer,
    "older": _older,
    "times of two": _swapped_times,
    "a template": lambda root: os.utime(root / TEMPLATE),
    "gone": lambda root: (root / MODULE).unlink(),
    "renamed": lambda root: (root / MODULE).rename(root / "pipeline/tree/other.py"),
    "a new one": lambda root: (root / "pipeline/tree/new.py").touch(),
    "in a new folder": _new_folder,
    "a folder gone": lambda root: shutil.rmtree(root / "pipeline/late"),
    "a library": lambda root: (root / "pipeline/tree/walk.cpython-311-x86_64-linux-gnu.so").touch(),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_no_change_of_the_program_is_missed_at_a_glance(checkout: Path, tmp_path: Path, change: str):
    root = shutil.copytree(checkout, tmp_path / "root", copy_function=shutil.copy2)
    if not looked_by(root):  # folders of a copy are as old as the copy
        built_by(root)
    assert looked_by(root, scans=False)
    CHANGES[change](root)

    assert not looked_by(root)


def test_what_makes_no_other_program_makes_no_document_again(checkout: Path, tmp_path: Path):
    """Bytecode and folders of tools change the time of a folder alone: then all files are looked for."""
    root = shutil.copytree(checkout, tmp_path / "root", copy_function=shutil.copy2)
    built_by(root)
    (root / "pipeline/tree/__pycache__").mkdir()
    (root / "pipeline/tree/__pycache__/walk.cpython-311.pyc").touch()

    assert not looked_by(root, scans=False)
    assert looked_by(root)
    assert "0文書を作りました" in built_by(root)


@pytest.mark.parametrize("cut", [b"", b"x", b"x\ta|b\t1.2", b"x\t\t\t\t", b"x\ta\t1.2\t\t3\t4"])
def test_a_list_of_the_program_that_is_damaged_is_not_believed(checkout: Path, tmp_path: Path, cut: bytes):
    root = shutil.copytree(checkout, tmp_path / "root", copy_function=shutil.copy2)
    built_by(root)
    state = root / "work/build/.renkei-state"
    head, _, rest = state.read_bytes().split(b"\n", 2)
    state.write_bytes(b"\n".join([head, cut, rest]))

    assert not looked_by(root, scans=False)
    assert looked_by(root)
