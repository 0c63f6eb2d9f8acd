"""相手方別: one master, one edition for each partner."""

from __future__ import annotations

from pipeline.diagnostics import Problems, Written
from pipeline.source import editions, reader
from pipeline.source.nodes import Mapping, Node, Sequence

MASTER = """\
締結日: 令和元年12月25日
相手方別: {今別町: {締結日: 令和2年1月1日}}
施策:
  - 連携施策: 観光
    役割:
      甲: 推進する。
      乙: 協力する。
      相手方別: {今別町: {乙: 別の文。}}
  - 連携施策: 環境
    相手方別: {平内町: 除く}
"""


def node() -> Node:
    read = reader.parse(MASTER.encode(), "a.yaml", Problems())
    assert read is not None
    return read


def plain(value: Node) -> object:
    match value:
        case Mapping(entries=entries):
            return {e.key.text: plain(e.value) for e in entries}
        case Sequence(items=items):
            return [plain(i) for i in items]
        case Written(text=text):
            return text


def edition(partner: str | None) -> object:
    return plain(editions.edition(node(), partner))


COMMON = {
    "締結日": "令和元年12月25日",
    "施策": [{"連携施策": "観光", "役割": {"甲": "推進する。", "乙": "協力する。"}}, {"連携施策": "環境"}],
}


def test_a_partner_without_differences_gets_the_master():
    assert edition("蓬田村") == COMMON
    assert edition(None) == COMMON


def test_a_partner_gets_its_own_values_and_the_others_stay():
    made = edition("今別町")

    assert made == {
        "締結日": "令和2年1月1日",
        "施策": [{"連携施策": "観光", "役割": {"甲": "推進する。", "乙": "別の文。"}}, {"連携施策": "環境"}],
    }


def test_a_row_can_be_left_out():
    assert edition("平内町") == {**COMMON, "施策": COMMON["施策"][:1]}


def test_words_of_an_edition_keep_their_place():
    made = editions.edition(node(), "今別町")
    assert isinstance(made, Mapping)
    date = made.get("締結日")
    assert isinstance(date, Written)

    assert 2 == date.span().line


def check(text: str) -> list[tuple[str, str]]:
    problems = Problems()
    read = reader.parse(text.encode(), "a.yaml", problems)
    assert read is not None
    editions.check(read, ("平内町", "今別町"), problems)
    return [(d.message, d.cure) for d in problems.errors]


def test_a_partner_that_does_not_exist_is_named_with_the_nearest_one():
    assert check("相手方別: {今別村: 除く}") == [
        ("「今別村」は相手方にありません", "「今別町」の書き誤りではありませんか")
    ]


def test_what_is_neither_left_out_nor_values_is_refused():
    assert "「今別町」の書き方に誤りがあります" == check("相手方別: {今別町: のぞく}")[0][0]
    assert "相手方別は「市町村名: …」の組で書きます" == check("相手方別: 除く")[0][0]


def test_mappings_inside_mappings_are_merged_at_every_depth():
    """A partner that changes one value four levels down keeps everything beside it."""
    text = "題: {一: {二: {三: {甲: あ, 乙: い}, 四: う}, 五: え}, 六: お}\n相手方別: {今別町: {題: {一: {二: {三: {乙: か}}}}}}\n"
    read = reader.parse(text.encode(), "a.yaml", Problems())
    assert read is not None

    assert plain(editions.edition(read, "今別町")) == {
        "題": {"一": {"二": {"三": {"甲": "あ", "乙": "か"}, "四": "う"}, "五": "え"}, "六": "お"}
    }
