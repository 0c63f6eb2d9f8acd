"""Pictures of Word files whose words are the same: one that is another is told, whatever is read out for it."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pipeline.cli.commands.revision.diff import diff
from pipeline.comparing.node import Node
from pipeline.comparing.reading import EVERYTHING, Reading, unlike_images

TOLD = "図が1枚、同じ画像ファイルではありません"


def paper(path: Path, *colours: str) -> None:
    document = Document()
    document.add_paragraph("位置図")
    for colour in colours:
        data = io.BytesIO()
        Image.new("RGB", (80, 40), colour).save(data, "PNG")
        document.add_picture(data)
    document.save(str(path))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [(("red",), ("blue",), True), (("red", "blue"), ("blue", "red"), False), (("red", "red"), ("red", "blue"), True)],
)
def test_another_picture_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: tuple[str, ...], new: tuple[str, ...], told: bool
):
    """A map that was exchanged was no change, and nothing was said of it."""
    monkeypatch.chdir(tmp_path)
    paper(tmp_path / "old.docx", *old)
    paper(tmp_path / "new.docx", *new)

    done = CliRunner().invoke(diff, ["old.docx", "new.docx"], catch_exceptions=False)

    assert "変わるところはありません。\n" == done.stdout
    assert told == (TOLD in done.stderr)


IMAGES = st.lists(st.sampled_from(["a", "b", ""]), max_size=5)


@given(IMAGES, IMAGES, st.randoms())
def test_pictures_that_are_the_same_in_any_order_are_not_told_and_unknown_ones_may_be_any(
    one: list[str], other: list[str], draw: random.Random
):
    def reading(images: list[str]) -> Reading:
        return Reading(Node("文書"), EVERYTHING - {"図版"}, "x", images=tuple(images))

    shuffled = sorted(one, key=lambda _: draw.random())

    assert 0 == unlike_images(reading(one), reading(shuffled))
    assert 0 == unlike_images(reading(one), Reading(Node("文書"), EVERYTHING - {"図版"}, "x"))
    assert unlike_images(reading(one), reading(other)) == unlike_images(reading(other), reading(one))
    if "" not in one + other:
        assert (0 == unlike_images(reading(one), reading(other))) == (sorted(one) == sorted(other))
