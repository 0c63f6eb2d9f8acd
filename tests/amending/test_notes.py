"""備考 and 注 of a 別表: an only text has no number to be named by, and 注 is not called 備考."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.amending.differences.align import align
from pipeline.amending.differences.strayed import strayed
from pipeline.amending.prove import Proven, amend
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House, Marks
from pipeline.papers.change_report import report
from pipeline.papers.side_by_side.comparison import compare
from pipeline.provision.unit import Provision, Unit

MANNER = Manner(House("half"))
Notes = tuple[str, ...]


def notes(kind: str, texts: Notes) -> tuple[Unit, ...]:
    if not texts:
        return ()
    alone = len(texts) == 1
    below = tuple(Unit("項", () if alone else (n,), text) for n, text in enumerate(texts, 1))
    return (Unit("備考", text="" if kind == "備考" else kind, children=below),)


def paper(remarks: Notes = (), other: Notes = (), fee: str = "800円") -> Provision:
    table = Unit("表", cells=("室名", "額"), children=(Unit("行", cells=("会議室", fee)),))
    article = Unit("条", (1,), children=(Unit("項", (1,), "額は、別表のとおりとする。"),))
    schedule = Unit("別表", (), "（第1条関係）", children=(table, *notes("備考", remarks), *notes("注", other)))
    return Provision("条例", articles=(article,), schedules=(schedule,))


def said(old: Provision, new: Provision) -> list[str]:
    made = amend(old, new, MANNER)
    assert isinstance(made, Proven), made
    return made.text.splitlines()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (paper(("額は、年額とする。",)), paper(("額は、月額とする。",)), ["別表備考中「年額」を「月額」に改める。"]),
        (
            paper(("額は、年額とする。",)),
            paper(("額は、年額とする。", "端数は、切り捨てる。")),
            ["別表備考を次のように改める。", "備考", "1　額は、年額とする。", "2　端数は、切り捨てる。"],
        ),
        (
            paper(("額は、年額とする。", "端数は、切り捨てる。")),
            paper(("額は、月額とする。", "端数は、切り捨てる。")),
            ["別表備考第1項中「年額」を「月額」に改める。"],
        ),
        (
            paper(other=("額は、年額とする。",)),
            paper(other=("額は、月額とする。",)),
            ["別表注中「年額」を「月額」に改める。"],
        ),
        (paper(other=("額は、年額とする。",)), paper(), ["別表注を削る。"]),
        (
            paper(("額は、年額とする。",), ("別館を除く。",)),
            paper(("額は、月額とする。",), ("分館を除く。",)),
            ["別表備考中「年額」を「月額」に改め、別表注中「別館」を「分館」に改める。"],
        ),
    ],
)  # fmt: skip
def test_notes_are_called_what_the_paper_calls_them(old: Provision, new: Provision, expected: list[str]):
    """One word of an only 備考 was a fault of the program, and 注 was amended as 備考."""
    assert expected == said(old, new)


texts = st.lists(
    st.sampled_from(["額は、年額とする。", "額は、月額とする。", "端数は、切り捨てる。"]), max_size=3, unique=True
).map(tuple)
papers = st.builds(paper, texts, texts, st.sampled_from(["800円", "900円"]))


@settings(deadline=None)
@example(old=paper(("額は、年額とする。",)), new=paper(("額は、月額とする。",)))
@given(old=papers, new=papers)
def test_any_notes_are_amended_with_proof_and_told(old: Provision, new: Provision):
    if old == new:
        return
    made = amend(old, new, MANNER)

    assert isinstance(made, Proven), made
    assert report(align(old, new), MANNER).entries
    assert compare(made.edits, MANNER, Marks())
    assert [] == list(strayed(old, new, made.edits, MANNER))


@pytest.mark.parametrize(
    "text", ["別表備考中「週額」を「月額」に改める。", "別表備考第2項を削る。", "別表注中「年額」を「月額」に改める。"]
)
def test_what_the_notes_do_not_say_is_refused(text: str):
    with pytest.raises(Refusal):
        apply(paper(("額は、年額とする。",)), text, MANNER)
