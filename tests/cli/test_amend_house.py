"""What the profile and the wording of the house say of amendments, as a clerk meets it in amend."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.test_amend import DOCUMENT, DONE, OUTPUT, PROBLEMS, amended, run, succeed
from tests.workshop import AGREEMENT, AREA, ROOT, edit, town_project


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped agreement, and a mayor in office on the days of its amendments."""
    monkeypatch.chdir(town_project(tmp_path))
    succeed(tmp_path)
    return tmp_path


def test_a_source_that_numbers_otherwise_than_the_profile_says_what_to_write(root: Path):
    """加えるもの: 枝番: the source decides the numbers and cites them, so that the clerk writes the key there."""
    profile = (ROOT / "sources" / "profiles" / "半角.yaml").read_text(encoding="utf-8")
    own = root / "sources" / "profiles" / "自庁.yaml"
    own.parent.mkdir(exist_ok=True)
    own.write_text(profile.replace("名称: 半角", "名称: 自庁") + "加えるもの: 枝番\n", encoding="utf-8")
    area = (root / AREA).read_text(encoding="utf-8")
    (root / AREA).write_text(re.sub("^流儀: .*$", "流儀: 自庁", area, flags=re.MULTILINE), encoding="utf-8")
    assert DONE == run("freeze", DOCUMENT).exit_code
    added = "  - 見出し: 公表\n    本文: 甲は、取組の成果を公表する。\n"
    edit(root / AGREEMENT, "  - 見出し: 定期的な協議\n", f"{added}  - 見出し: 定期的な協議\n")

    told = run("amend", DOCUMENT, "--on", "令和8年4月1日")

    assert told.exit_code == PROBLEMS
    assert "番号の流儀" in told.stderr
    assert "枝番: はい" in told.stderr
    branched = added.replace("    本文", "    枝番: はい\n    本文")
    edit(root / AGREEMENT, added, branched)
    assert DONE == run("amend", DOCUMENT, "--on", "令和8年4月1日").exit_code
    assert "の次に次の1条を加える。" in (root / OUTPUT / "改め文.txt").read_text(encoding="utf-8")


def test_all_partners_are_amended_by_one_text_if_asked(root: Path):
    assert DONE == run("freeze", "aomori/kyoyaku").exit_code
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")

    done = run("amend", "aomori/kyoyaku", "--on", "令和8年4月1日", "--together")

    assert done.exit_code == DONE, done.stderr
    text = (root / "build" / "aomori" / "一括変更" / "改め文.txt").read_text(encoding="utf-8").splitlines()
    assert "次に掲げる協約の一部を次のように変更する。" == text[1]
    assert "第5条中「毎年度」の次に「2回以上」を加える。" == text[-1]
    assert {"変更協約書.docx", "変更協約書.pdf", "変更協約書.txt"} <= {
        p.name for p in (root / "build/aomori/一括変更").iterdir()
    }


def test_one_text_needs_several_agreements(root: Path):
    assert DONE == run("freeze", DOCUMENT).exit_code
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")

    told = run("amend", DOCUMENT, "--on", "令和8年4月1日", "--together")

    assert told.exit_code == PROBLEMS
    assert "エラー[一括]" in told.stderr


def own_wording(root: Path, old: str, new: str) -> None:
    """The clerk's own copy of the words of a 変更協約書, with one change."""
    path = root / "templates/wording/変更協約書.yaml"
    path.parent.mkdir(parents=True)
    shutil.copy(ROOT / "templates/wording/変更協約書.yaml", path)
    edit(path, old, new)


def test_the_words_of_an_amending_agreement_are_the_houses(root: Path):
    own_wording(root, "この{{ 協約の語 }}の締結を証するため、本書{{ 通数 }}通", "この変更の証として、本書{{ 通数 }}通")

    done = amended(root, "--on", "令和8年4月1日")

    assert done.exit_code == DONE, done.stderr
    made = (root / OUTPUT / "変更協約書.txt").read_text(encoding="utf-8")
    assert "この変更の証として、本書2通を作成し、甲及び乙が記名押印の上、各自1通を保有する。" in made
    assert "附" not in made


def test_a_house_with_supplementary_provisions_names_the_day_of_effect(root: Path):
    own_wording(root, "附則: []", '附則: ["この連携協約は、{{ 施行期日 }}から施行する。"]')
    transition = "この連携協約の施行の日前に行われた協議は、変更後の第5条の規定による会議とみなす。"

    done = amended(root, "--effective", "R8.7.1", "--supplement", transition)

    assert done.exit_code == DONE, done.stderr
    made = (root / OUTPUT / "変更協約書.txt").read_text(encoding="utf-8")
    assert (
        f"附　則\n\n1　この連携協約は、令和8年7月1日から施行する。\n\n2　{transition}\n\nこの連携協約の締結を証" in made
    )


@pytest.mark.parametrize(
    ("supplement", "arguments", "expected"),
    [
        ('附則: ["この連携協約は、{{ 施行期日 }}から施行する。"]', (), "附則に施行期日が要ります"),
        (
            '附則: ["この連携協約は、締結の日から施行する。"]',
            ("--effective", "令和8年7月1日"),
            "附則の文に、施行期日（--effective）の令和8年7月1日がありません（「この連携協約は、締結の日から施行する。」）",
        ),
        ('附則: ["{{ 施行日 }}から施行する。"]', (), "「施行日」という項目はありません"),
        ("附則: [{}]", (), "変更協約書.yaml"),
    ],
)
def test_a_wording_that_does_not_fit_is_refused_at_its_place(
    root: Path, supplement: str, arguments: tuple[str, ...], expected: str
):
    own_wording(root, "附則: []", supplement)

    done = amended(root, *arguments)

    assert PROBLEMS == done.exit_code
    assert expected in done.stderr
    assert not (root / OUTPUT).exists()


def test_a_day_of_effect_has_a_paragraph_of_its_own(root: Path):
    """It was refused, and the clerk told to copy the sentence out of the message."""
    transition = "前項の規定にかかわらず、令和8年度の会議は、なお従前の例による。"

    done = amended(root, "--effective", "R8.7.1", "--supplement", transition)

    assert DONE == done.exit_code, done.stderr
    made = (root / OUTPUT / "変更協約書.txt").read_text(encoding="utf-8")
    assert f"附　則\n\n1　この連携協約は、令和8年7月1日から施行する。\n\n2　{transition}\n" in made


def test_a_house_without_words_for_the_day_of_effect_is_asked_for_them(root: Path):
    own_wording(root, "施行の項:", "# 施行の項:")

    done = amended(root, "--effective", "R8.7.1")

    assert PROBLEMS == done.exit_code
    assert "施行期日（--effective）を書く附則がありません" in done.stderr


def test_a_whole_paper_given_for_the_sentences_leads_to_the_same_signed_version(root: Path):
    """It was refused: only the sentences alone were taken."""
    run("freeze", DOCUMENT)
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")
    run("amend", DOCUMENT, "--on", "令和8年4月1日")

    kept = run("freeze", DOCUMENT, "--again", "--on", "令和8年4月1日", "--amendment", f"{OUTPUT}/変更協約書.txt")

    assert 0 == kept.exit_code
    edit(root / AGREEMENT, "毎年度2回以上、圏域内の", "毎年度3回以上、圏域内の")
    other = run("freeze", DOCUMENT, "--again", "--on", "令和9年4月1日", "--amendment", f"{OUTPUT}/変更協約書.txt")
    assert other.exit_code == PROBLEMS
