"""The applier on wordings of municipalities, and what it refuses (domain notes 3.2 and 3.6, amendment notes R1 to R21)."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.amending.language.parse import listen
from pipeline.amending.language.write import amending_text
from pipeline.provision.read import read_provision
from pipeline.provision.unreadable import UnreadableError
from pipeline.provision.write import provision_lines
from tests.amending.faults import with_fault
from tests.examples import examples

BASE = """\
連携協約
甲及び乙は、次のとおり締結する。
（目的）
第1条　取組の目的を定める。
（定義）
第2条　用語の意義は、次のとおりとする。
　(1)　取組　別表の取組
　(2)　費用　次に掲げる費用
　　ア　人件費
　　イ　旅費
　　ウ　雑費
（負担）
第3条　費用は、甲が負担する。ただし、乙が負担することができる。
2　前項の費用は、年額500円とする。
3　負担の時期は、別に定める。
第4条　甲は、通知する。この場合において、乙は、返答する。
第5条　甲は、報告する。
第6条　甲は、公表する。
この連携協約の証として、記名押印する。
附　則
1　この連携協約は、締結の日から施行する。
2　経過措置は、別に定める。
別表第1（第1条関係）
1　生活機能
(1)　医療
連携施策	甲の役割	乙の役割
移住、定住	中心となる。	協力する。
介護	中心となる。	協力する。
環境	中心となる。	協力する。
2　連携強化
連携施策	甲の役割	乙の役割
人材の育成	研修を行う。	参加する。
備考
1　役割は、毎年度見直す。
2　見直しは、協議による。
別表第2（第2条関係）
区分	金額
1	100円
2	200円
"""
FORMS: list[tuple[str, str]] = [
    ("題名を次のように改める。\n新連携協約", "新連携協約"),
    ("題名中「連携」を「協力」に改める。", "協力協約"),
    ("前文中「次のとおり」の次に「、この協約を」を加える。", "甲及び乙は、次のとおり、この協約を締結する。"),
    ("末文中「証」を「証拠」に改める。", "この連携協約の証拠として、記名押印する。"),
    ("第1条の見出しを「（趣旨）」に改め、同条中「目的」を「趣旨」に改める。", "第1条　取組の趣旨を定める。"),
    ("第1条の見出し及び同条中「目的」を「趣旨」に改める。", "（趣旨）"),
    ("第1条の見出しを削る。", "第1条　取組の目的を定める。"),
    ("第4条に見出しとして「（通知）」を付する。", "（通知）"),
    ("第2条第2号イ中「旅費」を「交通費」に改める。", "　　イ　交通費"),
    ("第2条第2号中ウをエとし、イの次に次のように加える。\n　　ウ　賃金", "　　エ　雑費"),
    ("第2条第2号中アからウまでをイからエまでとし、アの前に次のように加える。\n　　ア　賃金", "　　エ　雑費"),
    ("第2条各号列記以外の部分中「意義」を「定義」に改める。", "第2条　用語の定義は、次のとおりとする。"),
    ("第2条に次の1号を加える。\n　(3)　負担　費用の負担", "　(3)　負担　費用の負担"),
    ("第2条中第2号を第3号とし、第1号の次に次の1号を加える。\n　(2)　圏域　区域", "　(3)　費用　次に掲げる費用"),
    ("第3条第1項ただし書を削る。", "第3条　費用は、甲が負担する。"),
    ("第3条第1項ただし書中「乙」を「丙」に改める。", "第3条　費用は、甲が負担する。ただし、丙が負担することができる。"),
    ("第4条後段中「乙」を「丙」に改める。", "第4条　甲は、通知する。この場合において、丙は、返答する。"),
    (
        "第5条に次のただし書を加える。\nただし、急ぐときは、この限りでない。",
        "第5条　甲は、報告する。ただし、急ぐときは、この限りでない。",
    ),
    (
        "第5条に後段として次のように加える。\nこの場合において、乙は従う。",
        "第5条　甲は、報告する。この場合において、乙は従う。",
    ),
    ("第3条第2項中「500円」を「800円」に改め、同項を同条第3項とする。\n第3条第2項を削る。", ""),
    ("第3条第2項を削り、同条第3項を同条第2項とする。", "2　負担の時期は、別に定める。"),
    ("第3条第2項及び第3項を削る。", "第3条　費用は、甲が負担する。ただし、乙が負担することができる。"),
    ("第4条中「甲」及び「乙」を「丙」に改める。", "第4条　丙は、通知する。この場合において、丙は、返答する。"),
    ("第4条及び第5条中「甲」を「丙」に、「乙」を「丁」に改める。", ""),
    ("第4条から第6条までの規定中「甲」を「丙」に改める。", "第6条　丙は、公表する。"),
    ("第5条を次のように改める。\n第5条　削除", "第5条　削除"),
    ("第4条を削り、第5条を第4条とし、第6条を第5条とする。", "第5条　甲は、公表する。"),
    (
        "第6条を第7条とし、第3条から第5条までを１条ずつ繰り下げ、第2条の次に次の1条を加える。\n第3条　新しい条",
        "第7条　甲は、公表する。",
    ),
    ("本則に次の1条を加える。\n第7条　新しい条", "第7条　新しい条"),
    ("第6条の次に次の1条を加える。\n第6条の2　新しい条", "第6条の2　新しい条"),
    (
        "第四条中「通知」の下に「し、連絡」を加える。",
        "第4条　甲は、通知し、連絡する。この場合において、乙は、返答する。",
    ),
    ("附則第2項を次のように改める。\n2　経過措置は、甲が定める。", "2　経過措置は、甲が定める。"),
    ("附則に次の1項を加える。\n3　この附則は、見直す。", "3　この附則は、見直す。"),
    ("別表第1の1の(1)の表介護の項中「協力する」を「主導する」に改める。", "介護	中心となる。	主導する。"),
    (
        "別表第1移住、定住の項乙の役割の欄中「協力する」を「主導する」に改める。",
        "移住、定住	中心となる。	主導する。",
    ),
    ("別表第1の1(1)の表移住、定住の項及び環境の項を削る。", "介護	中心となる。	協力する。"),
    ("別表第1の1(1)の表移住、定住の項から環境の項までを削る。", "(1)　医療"),
    ("別表第1介護の項の次に次のように加える。\n福祉	a	b", "福祉	a	b"),
    ("別表第1の1(1)の表に次のように加える。\n福祉	a	b", "福祉	a	b"),
    ("別表第1の1(1)の表乙の役割の欄を次のように改める。\n甲\n乙\n丙", "環境	中心となる。	丙"),
    ("別表第1中2を3とし、1の次に次のように加える。\n2　新\na	b\nc	d", "3　連携強化"),
    ("別表第1の備考第2項中「協議」を「合議」に改める。", "2　見直しは、合議による。"),
    ("別表第2の2の項中「200円」を「300円」に改める。", "2	300円"),
    ("別表第2中「（第2条関係）」を「（第3条関係）」に改める。", "別表第2（第3条関係）"),
    ("別表第1を削り、別表第2を別表とする。", "別表（第2条関係）"),
    ("別表第2を次のように改める。\n別表第2（第4条関係）\nx	y\n1	2", "別表第2（第4条関係）"),
    # several places in one rule
    ("第5条及び第6条を次のように改める。\n第5条　新五。\n第6条　新六。", "第6条　新六。"),
    ("第4条から第6条までを次のように改める。\n第4条　a\n第5条　b\n第6条　c", "第5条　b"),
    ("第2条各号を次のように改める。\n　(1)　新一\n　(2)　新二", "　(2)　新二"),
    ("第2条各号中「費用」を「経費」に改める。", "　(2)　経費　次に掲げる経費"),
    (
        "第3条第2項及び第3項を2項ずつ繰り下げる。\n第3条第1項の次に次の2項を加える。\n2　二。\n3　三。",
        "5　負担の時期は、別に定める。",
    ),
    ("第5条を第6条とし、以下1条ずつ繰り下げ、第4条の次に次の1条を加える。\n第5条　新。", "第7条　甲は、公表する。"),
    ("第4条以下を1条ずつ繰り下げる。\n第3条の次に次の1条を加える。\n第4条　新。", "第7条　甲は、公表する。"),
    ("第1条（見出しを含む。）及び第2条（見出しを含む。）中「目的」及び「定義」を「趣旨」に改める。", ""),
    ("第1条（見出しを含む。）中「目的」を「趣旨」に改める。", "（趣旨）"),
    (
        "第4条中「通知」及び「返答」の次に「等」を加える。",
        "第4条　甲は、通知等する。この場合において、乙は、返答等する。",
    ),
    ("第5条中「報告」の前に「遅滞なく」を加える。", "第5条　甲は、遅滞なく報告する。"),
    ("第2条第2号中アからウまでをイからエまでとし、同号にアとして次のように加える。\n　　ア　賃金", "　　ア　賃金"),
    ("第1条の前の見出しを「（趣旨）」に改める。", "（趣旨）"),
    ("題名を「新協約」に改める。", "新協約"),
    ("前文を削る。", "（目的）"),
    ("末文を削る。", "附　則"),
    ("附則第2項を附則第3項とし、附則第1項の次に次の1項を加える。\n2　新。", "3　経過措置は、別に定める。"),
    ("附則第2項を削る。", "この連携協約は、締結の日から施行する。"),
    ("第5条の次に次のように加える。\n第5条の2　新。", "第5条の2　新。"),
    # rows by their numbers
    ("別表第2中2の項を3の項とし、1の項の次に次のように加える。\n2	150円", "3	200円"),
    ("別表第2中1の項を削り、2の項を1の項とする。", "1	200円"),
    ("別表第2中1の項及び2の項を1項ずつ繰り下げる。\n別表第2中2の項の前に次のように加える。\n1	50円", "3	200円"),
    ("別表第2の2の項を同表の3の項とし、同表の1の項の次に次のように加える。\n2	150円", "3	200円"),
    ("別表第1の1の(1)の表中介護の項を削る。", "環境	中心となる。	協力する。"),
    (
        "別表第2の2の項を3の項とし、同表の1の項を2の項とし、同表に1の項として次のように加える。\n1	50円",
        "2	100円",
    ),
    ("別表第2の右欄中「100円」を「150円」に改める。", "1	150円"),
    ("別表第2に次の備考を加える。\n備考　税込みとする。", "税込みとする。"),
    # 備考
    ("別表第1備考に次の1項を加える。\n3　新。", "3　新。"),
    ("別表第1の備考第1項及び第2項を削る。\n別表第1の備考に次の1項を加える。\n1　新。", "1　新。"),
    ("別表第2に備考として次のように加える。\n備考\n1　新。", "1　新。"),
    (
        "別表第2の2の項中「200円」を「300円」に改め、同表を別表第3とし、別表第1の次に次の1表を加える。\n別表第2\na	b\nc	d",
        "2	300円",
    ),
    (
        "別表第2を別表第3とし、別表第1の次に次の1表を加える。\n別表第2（第4条関係）\nx	y\n1	2",
        "別表第3（第2条関係）",
    ),
]
REFUSED: list[tuple[str, str]] = [
    ("第1条中「費用」を「経費」に改める。", "空振り"),
    ("第9条を削る。", "不存在"),
    ("第5条第1項中「甲」を「丙」に改める。", "不存在"),
    ("同条中「甲」を「丙」に改める。", "先行詞"),
    ("第5条中「甲」を「丙」に改め、同項を削る。", "先行詞"),
    ("第2項を削る。", "先行詞"),
    ("第4条を第5条とする。", "既存"),
    ("第1条の次に次の1条を加える。\n第2条　新", "既存"),
    ("第6条の次に次の1条を加える。\n第5条の2　新", "順序"),
    ("第6条の次に次の2条を加える。\n第7条　新", "数"),
    ("第6条の次に次の1条を加える。", "空"),
    ("第3条に次のただし書を加える。\nただし、新", "多義"),
    ("第3条第1項に次のただし書を加える。\nただし、新", "既存"),
    ("別表第1中心の項を削る。", "不存在"),
    ("別表第1の1(1)の表介護の項を次のように改める。\n介護	a", "数"),
    ("第3条第2項を削る。", "欠番"),
    ("第4条中「甲」を「丙」に改めるものとする。", "未読"),
    ("第4条中「甲」を「丙」に改め", "未読"),
    ("第4条中「甲」を「丙に改める。", "未読"),
    ("第4条中「甲は」を「丙は」に改め、「は、通知」を削る。", "重なり"),
    ("第5条を次のように改める。\n第6条　新", "番号"),
    ("第5条に見出しとして「新」を付する。", "未読"),
    ("第1条に見出しとして「（新）」を付する。", "見出し"),
    ("第4条に次の1項を加える。\n2　新\n第七条は、この限りでない", "未読"),
    ("", "空"),
    # words of an earlier place are no longer meant after another rule
    ("第4条中「甲」を「丙」に改め、第5条を削り、「乙」を「丁」に改める。", "先行詞"),
    # a rule that changes nothing
    ("第4条中「甲」を「甲」に改める。", "変化なし"),
    ("第5条を次のように改める。\n第5条　甲は、報告する。", "変化なし"),
    ("第1条の見出しを「（目的）」に改める。", "変化なし"),
    ("題名を次のように改める。\n連携協約", "変化なし"),
    ("別表第2の1の項を次のように改める。\n1	100円", "変化なし"),
    # a second row of one name
    ("別表第2に次のように加える。\n1	300円", "重複"),
    ("別表第2中1の項を2の項とする。", "既存"),
    ("別表第2の1の項を別表第1の3の項とする。", "未読"),
    ("第3条第2項を第4条第3項とする。", "未読"),
    ("第5条及び第6条を次のように改める。\n第5条　新五。", "数"),
    ("第5条及び第6条を次のように改める。\n第5条　新五。\n第7条　新六。", "番号"),
    ("前文の次に次の前文を加える。\n新", "既存"),
    # a number that nobody closes up
    ("第4条を削る。", "欠番"),
    ("本則に次の1条を加える。\n第8条　新。", "欠番"),
    ("第2条に次の1号を加える。\n　(4)　新", "欠番"),
    ("第6条を第8条とする。", "欠番"),
    ("第1条から第6条までを削る。\n別表第1及び別表第2を削る。", "空"),
    ("別表第1に備考として次のように加える。\n備考\n1　新。", "既存"),
]


@pytest.mark.parametrize(("amendment", "line"), [f for f in FORMS if f[1]], ids=lambda s: s.split("\n")[0][:30])
def test_a_municipal_wording_is_read(amendment: str, line: str):
    old, manner = read_provision(BASE)

    made = provision_lines(apply(old, amendment, manner), manner)

    assert line.strip("　") in [each.strip("　") for each in made]


@pytest.mark.parametrize(("amendment", "code"), REFUSED, ids=lambda s: s.split("\n")[0][:30])
def test_what_does_not_fit_is_refused_with_its_sentence(amendment: str, code: str):
    old, manner = read_provision(BASE)

    with pytest.raises(Refusal) as caught:
        apply(old, amendment, manner)

    assert code == caught.value.code, caught.value.message
    assert caught.value.message
    assert caught.value.cure


@pytest.mark.parametrize("amendment", [f[0] for f in FORMS], ids=lambda s: s.split("\n")[0][:30])
def test_a_wording_is_said_again_with_the_same_numbers(amendment: str):
    _, manner = read_provision(BASE)
    said = amending_text(listen(amendment), manner)

    assert said == amending_text(listen(said), manner)


def test_two_rows_of_one_name_are_not_told_apart():
    old, manner = read_provision(BASE.replace("環境	中心", "介護	中心"))

    with pytest.raises(Refusal) as caught:
        apply(old, "別表第1の1(1)の表介護の項を削る。", manner)

    assert caught.value.code == "多義"


def test_words_that_overlap_themselves_are_not_told_apart():
    old, manner = read_provision("題\n第1条　あああ。")

    with pytest.raises(Refusal) as caught:
        apply(old, "第1条中「ああ」を「い」に改める。", manner)

    assert caught.value.code == "多義"


def test_the_next_sentence_sees_new_words_and_numbers():
    old, manner = read_provision(BASE)
    text = "第6条を第7条とする。\n第7条中「公表」を「公開」に改める。\n第7条中「公開」を「広報」に改める。\n第5条の次に次の1条を加える。\n第6条　新。"

    assert "第7条　甲は、広報する。" in provision_lines(apply(old, text, manner), manner)


def test_inside_a_sentence_the_numbers_of_its_beginning_hold():
    """R9: 同条 is the 条 that has moved; 第5条 still the one that stood there."""
    old, manner = read_provision(BASE)
    text = "第6条を第7条とし、第5条を第6条とし、第5条中「報告」を「連絡」に改める。\n第4条の次に次の1条を加える。\n第5条　新。"

    assert "第6条　甲は、連絡する。" in provision_lines(apply(old, text, manner), manner)


@given(st.integers(0, 2**32))
@settings(max_examples=examples(300), deadline=None, derandomize=True, database=None)
def test_whatever_is_written_is_applied_or_refused(seed: int):
    """Never a crash: a few faults in an amendment or in its base."""
    random = Random(seed)
    old, manner = read_provision(BASE)
    amendment = random.choice(FORMS)[0] + "\n"
    base = BASE
    for _ in range(random.randint(1, 4)):
        amendment, base = with_fault(amendment, random), with_fault(base, random)

    with suppress(Refusal):
        apply(old, amendment, manner)
    with suppress(UnreadableError):
        read_provision(base)


def test_quotations_may_hold_a_bracket_alone():
    """「選定する」と」の次に: only what stands behind a bracket tells that a quotation ends."""
    old, manner = read_provision("題\n第1条　「選定」とあるのは「選定する」とする。\n第2条　甲。")

    made = apply(old, "第1条中「選定する」と」の次に「み」を加える。", manner)

    assert "第1条　「選定」とあるのは「選定する」とみする。" in provision_lines(made, manner)


def test_the_supplement_of_the_amending_text_itself_is_no_new_text():
    old, manner = read_provision(BASE)
    text = "第6条の次に次の1条を加える。\n第7条　新。\n附　則\nこの連携協約は、令和8年4月1日から施行する。\n"

    made = apply(old, text, manner)

    assert 7 == len(made.articles)
    assert old.supplement == made.supplement


def test_leading_blanks_and_the_pillar_say_nothing():
    old, manner = read_provision(BASE)
    text = "連携協約の一部を次のように変更する。\n　第五条中「報告」を「連絡」に改める。\n"

    assert "第5条　甲は、連絡する。" in provision_lines(apply(old, text, manner), manner)


READINGS = "題\n第1条　「甲」の次に「乙」とあるのは、「丙」の次に「丁」とする。\n第2条　甲乙丙。\n"


@pytest.mark.parametrize(
    ("amendment", "line"),
    [
        # Only one reading leaves every bracket of the text with its partner.
        ("第1条中「丙」の次に「丁」」の次に「等」を加える。", "第1条　「甲」の次に「乙」とあるのは、「丙」の次に「丁」等とする。"),
        ("第1条中「丁」を「丁」又は「戊」に改める。", "第1条　「甲」の次に「乙」とあるのは、「丙」の次に「丁」又は「戊」とする。"),
        # As the brackets pair, the words are not there; read otherwise they are.
        ("第1条中「甲」の次に「乙」を「戊」に改める。", "第1条　「戊」とあるのは、「丙」の次に「丁」とする。"),
    ],
)  # fmt: skip
def test_of_several_ends_of_a_quotation_the_text_tells_which(amendment: str, line: str):
    old, manner = read_provision(READINGS)

    assert line in provision_lines(apply(old, amendment, manner), manner)


def test_two_readings_that_both_fit_are_refused():
    """丙」の次に「丁 may be what is quoted, or 丙 alone: the text holds both."""
    old, manner = read_provision(READINGS)

    with pytest.raises(Refusal) as caught:
        apply(old, "第1条中「丙」の次に「丁」の次に「等」を加える。", manner)

    assert "多義" == caught.value.code
