"""法令標準XML as a paper: every word in a line or told, hostile files refused, our own files back as the same text."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.diagnostics import Problems
from pipeline.importing.base_text import read_whole
from pipeline.importing.lawxml.document import read_law
from pipeline.importing.lawxml.parse import NoLawError
from pipeline.writers import lawxml
from tests.importing.desk import imported
from tests.workshop import messages
from tests.writers.lawxml.papers import papers

LAW = """\
<Law Era="Reiwa" Year="1" Num="1" LawType="Misc" Lang="ja"><LawNum>令和元年告示第一号</LawNum><LawBody>
<LawTitle>青森市及び蓬田村の協約</LawTitle>
<EnactStatement>青森市（以下「甲」という。）及び蓬田村（以下「乙」という。）は、次のとおり協約を締結する。</EnactStatement>
<MainProvision><Article Num="1"><ArticleCaption>（目的）</ArticleCaption><ArticleTitle>第1条</ArticleTitle>
<Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence Num="1">甲及び乙は、次のとおり協力する。</Sentence></ParagraphSentence>
<Item Num="1"><ItemTitle>(1)</ItemTitle><ItemSentence><Column><Sentence>観光</Sentence></Column><Column><Sentence>客を呼ぶ。</Sentence></Column></ItemSentence></Item></Paragraph>
<Paragraph Num="2"><ParagraphNum>2</ParagraphNum><ParagraphSentence><Sentence>負担する。</Sentence><Sentence>ただし、別に定める。</Sentence></ParagraphSentence></Paragraph>
</Article></MainProvision>
<SupplProvision AmendLawNum="令和3年"><SupplProvisionLabel>附　則</SupplProvisionLabel><Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence>施行する。</Sentence></ParagraphSentence></Paragraph></SupplProvision>
<AppdxTable><AppdxTableTitle>別表　負担</AppdxTableTitle><RelatedArticleNum>（第1条関係）</RelatedArticleNum><TableStruct><Table>
<TableRow><TableColumn rowspan="2"><Sentence>上</Sentence></TableColumn><TableColumn><Sentence>一</Sentence><Sentence>二</Sentence></TableColumn></TableRow>
<TableRow><TableColumn><Sentence>三</Sentence></TableColumn></TableRow></Table></TableStruct></AppdxTable>
</LawBody></Law>
"""
BOMB = '<?xml version="1.0"?><!DOCTYPE Law [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><Law>&b;</Law>'
FOREIGN = '<?xml version="1.0"?><!DOCTYPE Law [<!ENTITY x SYSTEM "file:///etc/passwd">]><Law><LawNum>&x;</LawNum></Law>'


def lines(text: str) -> list[str]:
    return [line.text for line in read_law(text.encode(), "a.xml").lines]


def test_a_law_is_read_as_it_would_be_printed():
    assert lines(LAW) == [
        "青森市及び蓬田村の協約",
        "青森市（以下「甲」という。）及び蓬田村（以下「乙」という。）は、次のとおり協約を締結する。",
        "（目的）",
        "第1条　甲及び乙は、次のとおり協力する。",
        "(1)　観光　客を呼ぶ。",
        "2　負担する。ただし、別に定める。",
        "附　則（令和3年）",
        "施行する。",
        "別表　負担（第1条関係）",
        "上\t一 二",
        "\t三",
    ]


def test_a_cell_that_reaches_down_goes_on():
    *_, row = read_law(LAW.encode(), "a.xml").lines

    assert [True, False] == [cell.goes_on for cell in row.cells]


@pytest.mark.parametrize(
    "wrap", ["<DataRoot><Result/><ApplData><LawFullText>{}</LawFullText></ApplData></DataRoot>", "\ufeff{}"]
)
def test_a_law_is_found_in_what_holds_it(wrap: str):
    assert lines(wrap.format(LAW)) == lines(LAW)


def test_an_answer_of_the_api_reads_as_its_xml():
    def held(element: etree._Element) -> dict[str, object]:
        children: list[object] = [element.text] if element.text else []
        for child in element:
            children += [held(child), *([child.tail] if child.tail else [])]
        return {
            "tag": element.tag,
            "attr": {str(name): str(value) for name, value in element.attrib.items()},
            "children": children,
        }

    answer = {"law_info": {"law_num": "x"}, "law_full_text": held(etree.fromstring(LAW))}

    assert lines(json.dumps(answer, ensure_ascii=False)) == lines(LAW)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (BOMB, "DOCTYPE"),
        (FOREIGN, "DOCTYPE"),
        ('<Law xmlns="urn:x"><LawNum/></Law>', "名前空間「urn:x」"),
        ("<html><body/></html>", "法令（Law）がありません"),
        ("<a><Law/><Law/></a>", "法令（Law）が2つあります"),
        ("<Law><LawNum>", "XMLとして読めません"),
        ("{", "JSONとして読めません"),
        ('{"a": ' * 300 + "1" + "}" * 300, "深く入れ子"),
        ("[" * 100000, "JSONとして読めません"),
        ('{"tag": "Law", "children": [{"tag": "LawNum", "children": [1]}]}', "形が、法令APIのものと違います"),
        ('{"tag": "Law", "words": "消える", "children": []}', "形が、法令APIのものと違います"),
    ],
)
def test_what_is_no_law_or_would_read_other_files_is_refused(data: str, said: str):
    with pytest.raises(NoLawError) as caught:
        read_law(data.encode(), "a.xml")

    assert said in caught.value.reason


def test_an_unknown_element_is_told_and_its_words_stay():
    paper = read_law(LAW.replace("<LawTitle>", "<Slogan>力を合わせて</Slogan><LawTitle>").encode(), "a.xml")

    assert "力を合わせて" == paper.lines[0].text
    assert ["法令番号は、原稿のどこにも入りません", "知らない要素「Slogan」の文を、そのまま行にしました"] == [
        n.message for n in paper.notes
    ]


@given(st.integers(0, 2**32), st.sampled_from(("loose", "rename", "move")))
def test_no_word_of_a_damaged_law_is_lost(seed: int, damage: str):
    """read_law counts every character itself and fails where one is missing."""
    draw, root = random.Random(seed), etree.fromstring(LAW)
    elements = list(root.iter())
    one, other = draw.choice(elements[1:]), draw.choice(elements[1:])
    if damage == "loose":
        one.text, one.tail = (one.text or "") + "はぐれた語", (one.tail or "") + "語"
    elif damage == "rename":
        one.tag = draw.choice(("Unknown", "Sentence", "TableColumn", "Rt", "Column", "Item", "Remarks"))
    elif one not in list(other.iterancestors()) and one is not other:
        other.append(one)

    read_law(etree.tostring(root, encoding="utf-8"), "a.xml")


@pytest.mark.parametrize("place", range(1, LAW.count("</") + 2))
def test_no_word_is_lost_where_an_element_stands_twice(place: int):
    """Of two numbers of a 条, or of two of a 号, the first was lost, which stopped the command."""
    root = etree.fromstring(LAW)
    one = list(root.iter())[place]
    one.addnext(deepcopy(one))

    read_law(etree.tostring(root, encoding="utf-8"), "a.xml")


def test_loose_words_within_the_contents_are_lines():
    """They were lost, which stopped the command."""
    contents = (
        "<TOC><TOCLabel>目次</TOCLabel><TOCChapter><ChapterTitle>第1章　総則</ChapterTitle>甲<TOCSection>乙"
        "<SectionTitle>第1節</SectionTitle><ArticleRange>（第1条）</ArticleRange>丙</TOCSection></TOCChapter></TOC>"
    )

    assert ["目次", "甲", "第1章　総則", "乙", "丙", "第1節（第1条）"] == lines(
        LAW.replace("<MainProvision>", contents + "<MainProvision>")
    )[2:8]


@given(papers())
def test_no_word_of_our_own_laws_is_lost(paper):
    read_law(lawxml.write(paper, "標準").data, "a.xml")


def test_a_law_becomes_a_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xml").write_text(LAW, encoding="utf-8")

    done = imported("a.xml", "--area", "x")

    assert 0 == done.exit_code, done.output
    assert "ただし、別に定める。" in (tmp_path / "sources" / "x" / "a.yaml").read_text(encoding="utf-8")


def test_a_law_is_a_text_to_amend(tmp_path: Path):
    path, problems = tmp_path / "a.xml", Problems()
    path.write_text(LAW.replace(' AmendLawNum="令和3年"', ""), encoding="utf-8")

    base = read_whole(path, problems)

    assert base is not None, messages(problems)
    assert "青森市及び蓬田村の協約" == base.provision.title


def test_a_supplement_of_which_a_part_is_shown_says_so():
    """e-Gov says 抄 by an attribute (Extract), which nobody read."""
    part = LAW.replace('AmendLawNum="令和3年"', 'AmendLawNum="令和3年" Extract="true"')

    assert "附　則（令和3年）　抄" in lines(part)
    assert not [n for n in read_law(part.encode(), "a.xml").notes if "抄" in n.words]
