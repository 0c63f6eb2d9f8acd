"""One amending text with a 条 for each text that it amends: the right part is carried out, and never another."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.checks.addressed import part_for
from pipeline.amending.applying.refusal import Refusal
from pipeline.amending.language.pillars import parts
from pipeline.diagnostics import Problems
from pipeline.project.revision import consolidating
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Provision
from pipeline.provision.write import provision_lines
from tests.notation.test_other_paper import AMENDMENTS

OTHERS = """\
○○市条例第7号
○○市手数料条例の一部を改正する条例を公布する。
令和8年3月25日
○○市長　甲野　太郎
　　　○○市手数料条例の一部を改正する条例
　○○市手数料条例（平成12年○○市条例第５号）の一部を次のとおり改正する。
　第２条を次のとおり改める。
　（減額）
　第２条　市長は、手数料を減額することができる。
　２　減額の手続は、規則で定める。
　　　附　則
(施行期日)
１　この条例は、令和８年４月１日から施行する。
(○○市手数料条例施行規則の一部改正)
２　○○市手数料条例施行規則の一部を次のように改正する。
　第１条中「現金」を「現金又は口座振替」に改め、同条に次の１項を加える。
　２　前項の口座は、市長が定める。
(○○市会館条例の一部改正)
３　○○市会館条例の一部を次のように改正する。
　第２条を削る。
(経過措置)
４　この条例の施行の日前の手数料については、なお従前の例による。
"""
FEES = "○○市手数料条例\n（額）\n第１条　手数料の額は、100円とする。\n（減免）\n第２条　市長は、手数料を減免することができる。\n"
RULES = "○○市手数料条例施行規則\n第１条　手数料の納付は、現金による。\n"
TEXT = """\
○○市手数料条例等の一部を改正する条例
（○○市手数料条例の一部改正）
第１条　○○市手数料条例（平成12年○○市条例第５号）の一部を次のように改正する。
　第１条中「100円」を「200円」に改める。
　第２条に次の１項を加える。
　２　前項の減免の手続は、規則で定める。
（○○市手数料条例施行規則の一部改正）
第２条　○○市手数料条例施行規則（平成12年○○市規則第９号）の一部を次のように改正する。
　第１条中「現金」を「現金又は口座振替」に改める。
（○○市手数料条例の一部改正）
第３条　○○市手数料条例の一部を次のように改正する。
　第１条中「200円」を「300円」に改める。
　　　附　則
この条例は、令和８年４月１日から施行する。
"""


def consolidated(base: str, text: str, label: str | None = None) -> list[str]:
    old, manner = read_provision(base)
    part = part_for(old, text, label)
    assert part is not None
    return provision_lines(apply(old, part.alone(text), manner), manner)


def test_every_part_is_found_with_its_sentences_and_nothing_else():
    found = parts(TEXT)

    assert [
        ("第１条", "○○市手数料条例"),
        ("第２条", "○○市手数料条例施行規則"),
        ("第３条", "○○市手数料条例"),
    ] == [(part.label, part.title) for part in found]
    assert ["第１条中「現金」を「現金又は口座振替」に改める。"] == TEXT[found[1].start : found[1].end].split()
    assert len(TEXT) == len(found[1].alone(TEXT))


def test_the_part_of_a_title_is_carried_out():
    """The longer title of the 規則 holds that of the 条例; only the same title is the same text."""
    assert "第１条　手数料の納付は、現金又は口座振替による。" in consolidated(RULES, TEXT)


def test_two_stages_are_carried_out_one_after_another():
    first = consolidated(FEES, TEXT, "第１条")
    second = consolidated("\n".join(first), TEXT, "第3条")

    assert "第１条　手数料の額は、200円とする。" in first
    assert "２　前項の減免の手続は、規則で定める。" in first
    assert "第１条　手数料の額は、300円とする。" in second


@pytest.mark.parametrize(
    ("base", "label", "told"),
    [
        (FEES, None, "2つあります"),
        (FEES, "第2条", "施行規則"),
        (FEES, "第4条", "第4条"),
        (FEES.replace("手数料条例", "使用料条例"), None, "○○市使用料条例"),
    ],
)
def test_a_part_that_is_not_the_texts_own_is_refused(base: str, label: str | None, told: str):
    old: Provision = read_provision(base)[0]

    with pytest.raises(Refusal) as caught:
        part_for(old, TEXT, label)

    assert "別の協約" == caught.value.code
    assert told in caught.value.message


def test_others_that_a_supplement_amends_are_parts():
    """Each was taken for a 附則 that is nothing to the text: 「改め文は○○市手数料条例を改めるもの」."""
    found = parts(OTHERS)

    assert [
        ("本則", "○○市手数料条例"),
        ("附則第2項", "○○市手数料条例施行規則"),
        ("附則第3項", "○○市会館条例"),
    ] == [(part.label, part.title) for part in found]
    assert ["第２条を削る。"] == OTHERS[found[2].start : found[2].end].split()
    assert "第１条　手数料の納付は、現金又は口座振替による。" in consolidated(RULES, OTHERS)
    assert "２　前項の口座は、市長が定める。" in consolidated(RULES, OTHERS, "附則第２項")


def test_what_the_main_text_amends_is_read_from_a_whole_ordinance_as_published():
    old, manner = read_provision(FEES)

    assert part_for(old, OTHERS) is part_for(old, OTHERS, "本則") is None
    assert ["（減額）", "第２条　市長は、手数料を減額することができる。", "２　減額の手続は、規則で定める。"] == (
        provision_lines(apply(old, OTHERS, manner), manner)[-3:]
    )


def test_a_text_that_is_amended_twice_is_carried_out_by_name():
    old = read_provision(FEES)[0]
    twice = OTHERS.replace("○○市会館条例", "○○市手数料条例")

    with pytest.raises(Refusal, match="本則（○○市手数料条例）、附則第3項"):
        part_for(old, twice)
    assert part_for(old, twice, "本則") is None
    assert "附則第3項" == getattr(part_for(old, twice, "附則第3項"), "label", None)


@pytest.mark.parametrize(
    "title", ["八戸市会館条例", "四日市市条例", "21世紀計画策定条例", "２１世紀条例", "十和田市条例"]
)
def test_a_title_that_begins_with_a_number_is_no_label(title: str):
    text = f"{title}の一部を次のように改正する。\n第１条中「100円」を「200円」に改める。\n"
    old = read_provision(FEES.replace("○○市手数料条例", title))[0]

    assert () == parts(text)
    assert part_for(old, text) is None
    assert ["附則第2項"] == [
        p.label for p in parts(f"{text}附　則\n２　{title}の一部を次のように改正する。\n") if p.label != "本則"
    ]


@given(st.lists(st.sampled_from(AMENDMENTS), min_size=1, max_size=4), st.integers(1, 9), st.booleans())
def test_no_sentence_of_a_part_is_lost(said: list[tuple[str, ...]], first: int, captioned: bool):
    """Every line below a pillar of a 附則 is of its part, up to the next one."""
    groups = [f"{first + n}　規則{n}の一部を次のように改正する。" for n in range(len(said))]
    text = "条例の一部を次のように改正する。\n第１条を削る。\n附　則\n"
    for n, (pillar, lines) in enumerate(zip(groups, said, strict=True)):
        text += "".join(f"{line}\n" for line in [*[f"（規則{n}の一部改正）"] * captioned, pillar, *lines])

    found = [part for part in parts(text) if part.label != "本則"]

    assert [list(lines) for lines in said] == [text[part.start : part.end].strip().split("\n") for part in found]


def test_an_amending_text_of_one_text_has_no_parts():
    old = read_provision(FEES)[0]
    text = "○○市手数料条例の一部を次のように改正する。\n第１条中「100円」を「200円」に改める。\n"

    assert part_for(old, text) is None
    with pytest.raises(Refusal):
        part_for(old, text, "第1条")


def test_of_two_stages_the_clerk_is_told_to_name_one(tmp_path: Path):
    """What was said was that a whole paper had been given."""
    (tmp_path / "old.txt").write_text(FEES, encoding="utf-8")
    (tmp_path / "new.txt").write_text(TEXT, encoding="utf-8")
    problems = Problems()

    assert consolidating.consolidated(tmp_path / "old.txt", tmp_path / "new.txt", problems) is None
    assert "--part 第１条" in next(iter(problems.found)).cure


PACT = """\
星川市及び月見町の連携協約
　星川市（以下「甲」という。）及び月見町（以下「乙」という。）は、次のとおり締結する。
第１条　この協約は、圏域をつくることを目的とする。
第２条　費用は、500円とする。
　この協約の締結を証するため、本書2通を作成し、各自1通を保有する。
"""
CHANGE = """\
星川市及び月見町の連携協約の一部を変更する協約
　星川市（以下「甲」という。）及び月見町（以下「乙」という。）は、次のとおり変更する協約を締結する。
{0}星川市及び月見町の連携協約の一部を次のように変更する。
　第２条中「500円」を「600円」に改める。
　第２条の次に次の１条を加える。
　第３条　必要な事項は、協議して定める。
{1}　この変更協約の締結を証するため、本書2通を作成し、甲及び乙が記名押印の上、各自1通を保有する。
　令和8年3月10日
　　甲　星川市長　星　一郎
　　乙　月見町長　月　二郎
"""


@pytest.mark.parametrize(
    ("label", "own"),
    [
        ("", ""),
        ("", "　　　附　則\n　この協約は、令和8年4月1日から効力を生ずる。\n"),
        ("第１条　", "第２条　この協約は、令和8年4月1日から効力を生ずる。\n"),
    ],
)
def test_a_whole_agreement_that_changes_another_is_carried_out(label: str, own: str, tmp_path: Path):
    """Only the sentences alone were taken: the 末文 and who signs were no sentences."""
    (tmp_path / "old.txt").write_text(PACT, encoding="utf-8")
    (tmp_path / "new.txt").write_text(CHANGE.format(label, own), encoding="utf-8")
    problems = Problems()

    made = consolidating.consolidated(tmp_path / "old.txt", tmp_path / "new.txt", problems)

    assert () == problems.errors
    assert made == PACT.replace("500円", "600円").replace(
        "する。\n　この", "する。\n第３条　必要な事項は、協議して定める。\n　この", 1
    )


def test_a_closing_that_is_restated_is_new_text():
    text = "末文を次のように改める。\nこの協約の締結を証するため、本書3通を作成し、各自1通を保有する。\n"
    old, manner = read_provision(PACT)

    assert (
        "この協約の締結を証するため、本書3通を作成し、各自1通を保有する。"
        == provision_lines(apply(old, text, manner), manner)[-1]
    )
