"""What the property tests draw from: days, numbers, labels, citations, and texts fit to break a parser."""

from __future__ import annotations

from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from pipeline.notation.citation import Citation
from pipeline.notation.numbers.enumeration import AIUEO, IROHA
from tests.examples import examples

# Few examples keep the room's tests under a minute; the loops over all days need none.
property_test = settings(max_examples=examples(300), deadline=None, database=None)

FIRST, LAST = date(1873, 1, 1), date(2100, 12, 31)

days = st.dates(FIRST, LAST)
widths = st.sampled_from(["half", "full", "single_full"])
policies = st.sampled_from(["safe", "half", "full", "single_full"])
waves = st.sampled_from([None, "FF5E", "301C"])

numbers = st.one_of(
    st.integers(0, 10**16),
    st.integers(0, 16).flatmap(lambda power: st.integers(10**power - 1, 10**power + 1)),
    st.lists(st.sampled_from([0, 1, 10, 1000, 1001, 9999]), min_size=1, max_size=4).map(
        lambda blocks: sum(block * 10000**place for place, block in enumerate(blocks))
    ),
)

levels = st.lists(st.integers(2, 300), min_size=0, max_size=2).flatmap(
    lambda branches: st.integers(1, 1000).map(lambda first: (first, *branches))
)
bracketed = st.one_of(
    st.sampled_from(AIUEO).map("({})".format),
    st.integers(1, 99).map("({})".format),
    st.sampled_from("abcxyz").map("({})".format),
)
# イ, イ(1), (1)(ア): a kana without brackets only directly below the item.
subitems = st.tuples(
    st.one_of(st.just(()), st.sampled_from(IROHA).map(lambda kana: (kana,))), st.lists(bracketed, max_size=2)
).map(lambda parts: (*parts[0], *parts[1]))


@st.composite
def citations(draw):
    """Citations as drafters write them: a subitem only below an item, no article inside a 別表."""
    where = draw(st.sampled_from(["article", "supplementary", "schedule", "part"]))
    item = draw(st.one_of(st.just(()), levels))
    paragraph = draw(st.one_of(st.none(), st.integers(1, 100)))
    cited = Citation(
        article=draw(levels) if where in {"article", "supplementary"} else (),
        paragraph=paragraph,
        item=item,
        sub=draw(subitems) if item else (),
        part=draw(levels) if where == "part" else (),
        supplementary=where == "supplementary",
    )
    if where != "schedule":
        return cited
    # 別表第2項 reads as 項 2 of the only 別表, so a numbered 別表 is drawn with its 号 or alone.
    schedule = draw(st.one_of(st.just(()), levels))
    return Citation(schedule=schedule, item=item, sub=cited.sub)


# Characters that parsers look at, and those that arrive unseen.
_LETTERS = (
    "0123456789０１９〇一二三十百千万億兆壱弐参拾廿元年月日度令和平成昭和大正明治RHSTM㍻㋿()（）第条項号の別表附則前次同から～〜まで間"
    "分円金千人件%ア①⑴Ⅳi.,、．，/-−△▲ \u3000\u00a0\t\n\u200b\u202e\ufeff\u3099٣½²ｱﾞ神\U000e0100\ud800\ue000"
)
texts = st.one_of(st.text(st.sampled_from(_LETTERS), max_size=24), st.text(max_size=24))


@st.composite
def damaged(draw, valid):
    """A valid text with one character dropped, doubled, exchanged or put in."""
    text = draw(valid)
    place = draw(st.integers(0, max(0, len(text) - 1)))
    stranger = draw(st.sampled_from(_LETTERS))
    return draw(
        st.sampled_from(
            [
                text[:place] + text[place + 1 :],
                text[:place] + text[place : place + 1] + text[place:],
                text[:place] + stranger + text[place + 1 :],
                text[:place] + stranger + text[place:],
            ]
        )
    )
