"""What Windows lacks or does otherwise, as far as it can be had elsewhere: modules of Unix away, files held open, names.

Not had here: the console itself, UNC paths, OneDrive, paths over 260 characters, Windows' own refusal to rename.
"""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

from tests.workshop import ROOT, small_project

# A process in which the modules and functions of Unix are not there, and files named *.pdf are held open by another.
WINDOWS = """
import os, sys
for name in ("fcntl", "resource", "pwd", "grp", "termios", "syslog", "pty", "tty"):
    sys.modules[name] = None
for name in ("uname", "fork", "getuid", "geteuid", "getgid", "setsid", "killpg", "mkfifo", "sched_getaffinity"):
    if hasattr(os, name):
        delattr(os, name)
os.environ["COMPUTERNAME"] = "KIKAKU-01"
HELD = {held!r}
replaced = os.replace
def replace(source, target):
    if HELD and str(target).endswith(HELD):
        raise PermissionError(13, "Permission denied", str(target))
    return replaced(source, target)
os.replace = replace
sys.argv = ["renkei", *{arguments!r}]
from pipeline.cli import main
main()
"""


def on_windows(
    root: Path, *arguments: str, held: str = "", encoding: str = "cp932"
) -> subprocess.CompletedProcess[bytes]:
    """A command as if on Windows; `held`: the end of the names that Word or Acrobat holds."""
    return subprocess.run(
        [sys.executable, "-c", WINDOWS.format(held=held, arguments=list(arguments))],
        cwd=root,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )


def test_a_build_wants_nothing_of_unix(tmp_path: Path):
    root = small_project(tmp_path)

    made = on_windows(root, "build", "--jobs", "1")

    assert 0 == made.returncode, made.stderr.decode("cp932")
    assert (root / "build/aomori/small.pdf").is_file() or list((root / "build/aomori").glob("*.pdf"))
    assert 0 == on_windows(root, "verify").returncode
    assert 0 == on_windows(root, "doctor").returncode


def test_two_processes_want_nothing_of_unix(tmp_path: Path):
    root = small_project(tmp_path)

    made = on_windows(root, "build", "--jobs", "2", "--force")

    assert 0 == made.returncode, made.stderr.decode("cp932")


def test_a_file_that_acrobat_holds_is_told_by_name_and_everything_stays(tmp_path: Path):
    root = small_project(tmp_path)
    assert 0 == on_windows(root, "build").returncode
    before = {p.name: p.read_bytes() for p in (root / "build/aomori").iterdir()}
    source = root / "sources/aomori/small.yaml"
    source.write_text(source.read_text(encoding="utf-8").replace("題名: ", "題名: 新たな", 1), encoding="utf-8")

    made = on_windows(root, "build", held=".pdf")

    told = made.stderr.decode("cp932")
    assert 1 == made.returncode
    assert ".pdf" in told
    assert "閉じ" in told
    assert before == {p.name: p.read_bytes() for p in (root / "build/aomori").iterdir()}
    assert 0 == on_windows(root, "build").returncode


def test_a_source_with_the_line_ends_of_windows_gives_the_same_papers(tmp_path: Path):
    one, other = small_project(tmp_path / "a"), small_project(tmp_path / "b")
    source = other / "sources/aomori/small.yaml"
    source.write_bytes(source.read_bytes().replace(b"\n", b"\r\n"))

    assert 0 == on_windows(one, "build", "--format", "txt").returncode
    assert 0 == on_windows(other, "build", "--format", "txt").returncode

    made = [{p.name: p.read_bytes() for p in (root / "build/aomori").glob("*.txt")} for root in (one, other)]
    assert made[0] == made[1]


def test_words_that_the_console_lacks_do_not_end_a_command(tmp_path: Path):
    root = small_project(tmp_path)
    source = root / "sources/aomori/small.yaml"
    source.write_text(source.read_text(encoding="utf-8").replace("題名: ", "題名: 𠮷☃", 1), encoding="utf-8")

    made = on_windows(root, "list")

    assert 0 == made.returncode
    assert "\\U00020bb7" in made.stdout.decode("cp932")


def test_a_folder_whose_name_macos_wrote_is_found_by_the_name_that_is_typed(tmp_path: Path):
    root = small_project(tmp_path)
    (root / "sources/aomori").rename(root / "sources" / unicodedata.normalize("NFD", "がか"))

    assert 0 == on_windows(root, "build", "がか/small").returncode
    assert 0 == on_windows(root, "list", "がか").returncode
