"""The board of dates of bills that were voted down, withdrawn or put off: nothing waits that will not come."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.project.council.kit import run, sitting, unsigned, write

DOCUMENT = "kyoyaku-月見町"
ACT = f"協約: {DOCUMENT}\n行為: 締結\n要約: 地域をつくる"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(unsigned(tmp_path))
    return tmp_path


def bring(root: Path, town: str, result: str, name: str = "") -> None:
    more = f"\n議決日: 令和8年3月20日\n結果: {result}" if result else ""
    write(root, f"gikai-{name or town}", sitting(town, ACT + more))


def board() -> dict[str, tuple[str, dict[str, str]]]:
    """State and steps of each party."""
    (found,) = json.loads(run("dates", "--json", DOCUMENT).stdout)["boards"]
    return {
        line["party"]: (line["state"], {name: step["state"] for name, step in line["steps"].items()})
        for line in found["lines"]
    }


@pytest.mark.parametrize("result", ["否決", "撤回"])
@pytest.mark.parametrize("other", ["原案可決", "否決", ""])
def test_nothing_waits_for_what_was_voted_down(root: Path, result: str, other: str):
    bring(root, "星川市", result)
    bring(root, "月見町", other)

    found = board()

    assert result == found["星川市"][0]
    assert "待ち" not in found["星川市"][1].values()
    assert "次" not in found["星川市"][1].values()
    assert (other if other == "否決" else f"星川市で{result}") == found["月見町"][0]
    assert {"済", "止", "不要"} >= set(found["月見町"][1].values())
    assert "―" not in run("dates", DOCUMENT).stdout.split("\n")[2]


def test_what_was_put_off_waits_for_its_vote(root: Path):
    bring(root, "星川市", "原案可決")
    bring(root, "月見町", "継続審査")

    found = board()

    assert ("継続審査", "待ち") == (found["月見町"][0], found["月見町"][1]["議決"])
    assert "待ち" == found["星川市"][1]["締結"]


def test_what_is_brought_again_is_told_as_it_stands_now(root: Path):
    """A later session is the one that counts, whichever file is read first."""
    for first, second in (("gikai-1", "gikai-2"), ("gikai-4", "gikai-3")):
        for path in (root / "sources/hoshikawa").glob("gikai-*.yaml"):
            path.unlink()
        bring(root, "月見町", "原案可決")
        write(root, first, sitting("星川市", f"{ACT}\n議決日: 令和8年3月20日\n結果: 否決"))
        later = sitting("星川市", f"{ACT}\n議決日: 令和8年6月20日\n結果: 原案可決")
        write(root, second, later.replace("第1回", "第2回").replace("年3月2", "年6月2"))

        assert {"星川市": "次は締結", "月見町": "次は締結"} == {party: state for party, (state, _) in board().items()}
