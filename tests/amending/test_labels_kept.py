"""Labels that no amendment touches are printed as they were read; those that move keep their form."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.cli.commands.revision.consolidate import consolidate
from pipeline.provision.read import read_provision
from pipeline.provision.write import AsRead, provision_lines
from tests.examples import examples

PILLAR = "○○市の協約の一部を次のように変更する。\n"


def amended(old: str, text: str) -> list[str]:
    base, manner = read_provision(old)
    return [line.strip("　") for line in provision_lines(apply(base, text, manner), AsRead(manner.house))]


@pytest.mark.parametrize(
    ("old", "text", "new"),
    [
        ("第１条　次のとおり。\n(1)　あ\n(2)　い\n第２条　期間は、５年とする。", "第２条中「５年」を「６年」に改める。",
         "第１条　次のとおり。\n(1)　あ\n(2)　い\n第２条　期間は、６年とする。"),
        ("第1条　次のとおり。\n（1）　あ\n第2条　甲。", "第2条中「甲」を「乙」に改める。", "第1条　次のとおり。\n（1）　あ\n第2条　乙。"),
        ("第1条　甲。\n２　乙。\n第2条　丙。", "第2条中「丙」を「丁」に改める。", "第1条　甲。\n２　乙。\n第2条　丁。"),
        ("第1条 甲。\n第2条 乙。", "第2条中「乙」を「丙」に改める。", "第1条 甲。\n第2条 丙。"),
        ("第１条　甲。\n附則\nこの協約は、公布の日から施行する。", "第１条中「甲」を「乙」に改める。",
         "第１条　乙。\n附則\nこの協約は、公布の日から施行する。"),
        ("第１条　甲。\n別表第1\n1　あ\n別表第2\n1　い", "第１条中「甲」を「乙」に改める。",
         "第１条　乙。\n別表第1\n1　あ\n別表第2\n1　い"),
        # Letters as wide as the digits: their amendment could not be read, and the whole 条 was restated.
        ("第１条　次のとおり。\n（１）　あ\n　ア　い\n　　（ア）　う\n　　　ａ　甲\n　　　ｂ　乙", "第１条第１号ア（ア）ｂ中「乙」を「丙」に改める。",
         "第１条　次のとおり。\n（１）　あ\nア　い\n（ア）　う\nａ　甲\nｂ　丙"),
        # What moves keeps its form; what is new is as the amendment wrote it.
        ("第１条　次のとおり。\n(1)　あ\n(2)　い", "第１条第２号を同条第３号とし、同条第１号の次に次の１号を加える。\n(2)　う",
         "第１条　次のとおり。\n(1)　あ\n(2)　う\n(3)　い"),
    ],
)  # fmt: skip
def test_a_label_that_nobody_amended_stays(old: str, text: str, new: str):
    assert ["○○市の協約", *new.split("\n")] == amended(f"○○市の協約\n{old}\n", text + "\n")


@settings(max_examples=examples(120), deadline=None, derandomize=True, database=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("半全漢"), st.sampled_from("半全"), st.sampled_from("半全"), st.sampled_from(" 　")),
        min_size=2,
        max_size=5,
    )
)
def test_any_mixture_of_widths_comes_out_as_it_went_in(forms: list[tuple[str, str, str, str]]):
    """条 half width, 号 full width, the next 条 in kanji: no width of one label decides that of another."""
    full = str.maketrans("0123456789", "０１２３４５６７８９")

    def number(n: int, form: str) -> str:
        return "一二三四五六七八九"[n - 1] if form == "漢" else str(n).translate(full) if form == "全" else str(n)

    lines = ["協約"]
    for n, (article, item, paragraph, gap) in enumerate(forms, 1):
        bracket = "({})" if item == "半" else "（{}）"
        lines += [f"第{number(n, article)}条{gap}甲{n}。", f"{bracket.format(number(1, item))}{gap}あ"]
        lines.append(f"{number(2, paragraph)}{gap}乙。")
    last = len(forms)
    text = f"第{number(last, forms[-1][0])}条中「甲{last}」を「丙」に改める。\n"

    expected = [line.replace(f"甲{last}", "丙") for line in lines]

    assert expected == amended("\n".join(lines) + "\n", text)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_day_and_signers_of_the_base_go_through(root: Path):
    old = "○○市の協約\n第1条　期間は、5年とする。\n令和元年12月25日\n甲　○○市長　山田太郎\n乙　△△町長　鈴木花子\n別表\n1　あ\n"
    (root / "b.txt").write_text(old, encoding="utf-8")
    (root / "a.txt").write_text(f"{PILLAR}第1条中「5年」を「6年」に改める。\n", encoding="utf-8")

    done: Result = CliRunner().invoke(consolidate, ("b.txt", "a.txt"), catch_exceptions=False)

    assert (0, old.replace("5年", "6年")) == (done.exit_code, done.stdout.replace("\n　", "\n"))
