"""What the system refuses is told of files and folders that a clerk knows."""

from __future__ import annotations

import errno

import pytest

from pipeline.diagnostics import Problems
from pipeline.diagnostics.system import report_unwritten


@pytest.mark.parametrize(
    ("name", "place", "told"),
    [
        ("build/.renkei-placing", "build", "build には書けません（権限がない"),
        (".renkei-placing", ".", "今いるフォルダには書けません（権限がない"),
        ("build/a.pdf", "build/a.pdf", "build/a.pdf を書けません（権限がない"),
    ],
)
def test_a_folder_that_takes_no_file_is_told_and_no_file_of_our_own(name: str, place: str, told: str):
    """A clerk was told to close .renkei-placing in Word."""
    problems = Problems()
    report_unwritten(PermissionError(errno.EACCES, "denied"), name, problems)

    (error,) = problems.errors
    assert place == str(error.place)
    assert told in error.message
    assert ("Word" in error.cure) == name.endswith(".pdf")
