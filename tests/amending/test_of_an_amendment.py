"""An amendment of an amendment that is not yet in force is no amendment of the text: it is told so, with what to do."""

from __future__ import annotations

import pytest

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.provision.read import read_provision

MANNER = Manner(House("half"))
OLD = read_provision("条例\n第1条　会館を置く。\n第2条　改正規定中の額は、500円とする。\n")[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "第2条の改正規定中「600円」を「650円」に改める。",
        "第1条のうち東町会館条例第2条の改正規定中「600円」を「650円」に改める。",
        "第5条の次に1条を加える改正規定中「減免」を「免除」に改める。",
        "第2条の改正規定を次のように改める。\n第2条中「500円」を「650円」に改める。",
        "第2条の改正規定の次に次のように加える。\n第3条を削る。",
    ],
)
def test_a_sentence_about_a_sentence_is_told_what_it_is(sentence: str):
    """It said that 「の改正規定」 was no place, and to write 「A」を「B」に改める, which it did."""
    with pytest.raises(Refusal) as refused:
        apply(OLD, sentence, MANNER)

    assert "未読" == refused.value.code
    assert "一部改正の文の改正規定を改めるもの" in refused.value.message
    assert "変えた後の改正規定" in refused.value.cure


def test_the_words_in_quotations_are_no_such_sentence():
    """A text may speak of 改正規定, and other slips keep their own message."""
    assert "650円" in str(apply(OLD, "第2条中「改正規定中の額」を「額」に、「500円」を「650円」に改める。", MANNER))
    with pytest.raises(Refusal, match="を読むことができません"):
        apply(OLD, "第2条あたり中「改正規定中」を「額」に改める。", MANNER)
