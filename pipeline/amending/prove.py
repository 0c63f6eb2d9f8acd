"""Two provisions -> a 改め文 that has been applied to the old one and gave the new one, or the reason why there is none.

The proof: the applier, which reads the words alone, makes the new provision of the old one; and the words read and
said again are the same words. What fails is restated, unit by unit and then wholly, before anything is given up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.amending.applying import struck
from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.amending.differences.edits import Changed, Edits
from pipeline.amending.drafting.draft import Draft, Forced, UndraftableError, draft
from pipeline.amending.drafting.new_text import Drafted, NewText, Numbered, lines
from pipeline.amending.language.parse import AmendmentSyntaxError, listen
from pipeline.amending.language.write import amending_text
from pipeline.labels.amendment_style import Manner
from pipeline.late.dataclass import dataclass
from pipeline.notation.citation import article_label
from pipeline.provision.alike.divisions import in_lines
from pipeline.provision.alike.particulars import enacting
from pipeline.provision.alike.sheets import as_forms, named_twice, sheets
from pipeline.provision.alike.tails import is_same_on_paper, placed_like
from pipeline.provision.unit import Provision

_ENACTED = (
    "制定文は、その例規を定めたときのもので、改め文では改められません。原稿の「制定文」を元に戻してください"
    "（例規の全部を改正するなら、新しい例規として別の原稿に書いてください）"
)


@dataclass(frozen=True, slots=True)
class Proven:
    """An amendment that is known to lead from `old` to `new`. `restated` counts attempts given up for a coarser one."""

    old: Provision
    new: Provision
    edits: Edits
    drafted: tuple[Drafted, ...]
    text: str
    restated: int = 0


@dataclass(frozen=True, slots=True)
class Unproven:
    """No amendment could be shown to be right; why not, in Japanese."""

    reason: str


def amend(old: Provision, new: Provision, manner: Manner) -> Proven | Unproven:
    """The proven amendment from one provision to the other. Nothing to change is no amendment (I5)."""
    old = placed_like(old, new)
    if is_same_on_paper(old, new):
        return Unproven("改める前と後の文が同じで、改めるところがありません")
    above = enacting(old, new)
    if above is None:
        return Unproven(_ENACTED)
    old, new = replace(old, enacting=above), replace(new, enacting=above)
    reason = ""
    for made in _each(old, new, manner):
        if isinstance(made, Proven):
            return made
        reason = reason or made.reason
    return Unproven(_unsayable(old, new, manner) or reason)


def _unsayable(old: Provision, new: Provision, manner: Manner) -> str:
    """What of the two texts no 改め文 can name, where none proved; "" if there is nothing of the kind."""
    twice = next(filter(None, map(named_twice, (old, new))), "")
    if twice:
        return f"「{twice}」が二つあるので、どちらを改めるのか言い表せません。番号を付けて呼び分けてください"
    before, after = _struck_together(old, manner), _struck_together(new, manner)
    if changed := next((words for words in (*before, *after) if (words in before) != (words in after)), ""):
        told = "手で書いた「第○条から第○条までを次のように改める。」は、署名版に当てて確かめることができます"
        return f"「{changed}　削除」のように、まとめて削除とした条の範囲が変わるので、改め文に書き表せません（{told}）"
    for article in (*old.articles, *new.articles):
        for unit in article.children:
            if unit.level == "項" and unit.number > (1,) and not unit.text:
                place = manner.article(article.number) + manner.paragraph(unit.number)
                return f"{place}は号だけで文がないので、改め文に書き表せません。柱書を書いてください"
    return ""


def _struck_together(provision: Provision, manner: Manner) -> tuple[str, ...]:
    """第4条から第6条まで: what stands before 削除 where one line stands for several 条."""
    return tuple(manner.article(u.number) + u.text for u in provision.articles if struck.last(u) is not None)


def ways(old: Provision, new: Provision, manner: Manner) -> Iterator[Proven]:
    """The amendment in every way of saying it that proves, the finest first: a signed one may be coarser than what is drafted now."""
    return (made for made in _each(old, new, manner) if isinstance(made, Proven))


def in_words(made: Proven, text: str, manner: Manner) -> Proven | None:
    """The same amendment in the words of another text, as it was once signed.

    None where these do not lead from the one to the other, or what stands below their sentences is no unit of ours. A
    paper sets its lines off otherwise than a text does: blanks before them count for nothing.
    """
    if doubt(made.old, made.new, text, manner) is not None:
        return None
    ours = _restatements(made.new, manner) | {_flush(lines(each.new, manner)): each.new for each in made.drafted}
    ours |= {(): ()}
    sentences = listen(text)
    if any(_flush(each.body) not in ours for each in sentences):
        return None
    drafted = tuple(Drafted(each.clauses, ours[_flush(each.body)]) for each in sentences)
    return replace(made, drafted=drafted, text=text)


def _restatements(new: Provision, manner: Manner) -> dict[tuple[str, ...], tuple[NewText, ...]]:
    """Every 条 and 項 as it stands below a sentence: a text of before may restate one that is amended in words today."""
    made: dict[tuple[str, ...], tuple[NewText, ...]] = {}
    for unit in (u for top in (*new.articles, *new.supplement) for u in top.walk() if u.level in ("条", "項")):
        texts: tuple[NewText, ...] = (unit, *([Numbered(unit)] if unit.level == "項" else []))
        made |= {_flush(lines((text,), manner)): (text,) for text in texts}
    return made


def _flush(body: Iterable[str]) -> tuple[str, ...]:
    return tuple(line.lstrip(" 　") for line in body)


def _each(old: Provision, new: Provision, manner: Manner) -> Iterator[Proven | Unproven]:
    was, now = (old, new) if sheets(old) == sheets(new) else (as_forms(old, manner), as_forms(new, manner))
    for attempt, forced in enumerate(_attempts(was, now, manner)):
        try:
            made = draft(was, now, manner, forced)
        except UndraftableError as error:
            yield Unproven(str(error))
            continue
        if not made.drafted:
            yield Unproven("順序だけが変わる別記、別紙などの変更は、改め文に書き表せません")
            continue
        text = amending_text(made.sentences(manner), manner)
        failure = doubt(was, now, text, manner)
        yield Proven(old, new, made.edits, made.drafted, text, attempt) if failure is None else Unproven(failure)


def doubt(old: Provision, new: Provision, text: str, manner: Manner) -> str | None:
    """Why a 改め文 does not prove to lead from `old` to `new`; None if it does (I1, I2)."""
    try:
        made = apply(old, text, manner)
        said = amending_text(listen(text), manner)
    except Refusal as refusal:
        return f"「{text[refusal.start : refusal.end]}」: {refusal.message}"
    except AmendmentSyntaxError as error:
        return error.reason
    if not is_same_text(made, new, manner):
        return f"改め文を当てた結果が新しい文と違います（{_difference(made, new)}）"
    if said != text:
        line = next((a for a, b in zip(text.split("\n"), said.split("\n"), strict=False) if a != b), "")
        return f"「{line}」は読み方が一通りに決まりません"
    return None


def is_same_text(made: Provision, new: Provision, manner: Manner) -> bool:
    """Whether an amended text is another, as both stand on paper.

    Sheets that an amendment may name are compared as the 様式 that it makes of them.
    """
    if is_same_on_paper(made, new) or is_same_on_paper(as_forms(made, manner), as_forms(new, manner)):
        return True
    return is_same_on_paper(in_lines(made, manner), in_lines(new, manner))


def _difference(made: Provision, new: Provision) -> str:
    for a, b in zip(made.articles, new.articles, strict=False):
        if a != b:
            return article_label(b.number)
    return "別表" if made.schedules != new.schedules else "題名、前文、末文又は附則"


def _attempts(old: Provision, new: Provision, manner: Manner) -> Iterator[Forced]:
    """First as the rules have it; then with what fails alone restated; then with everything changed restated."""
    yield Forced()
    yield Forced(folds=False)
    articles, schedules = _suspects(old, new, manner)
    yield Forced(articles=articles, schedules=schedules)
    # What holds texts without a label was restated whole before these were quoted, and signed so.
    if any(each.level == "後文" for u in (*old.articles, *old.schedules) for each in u.walk()):
        yield Forced(unlabelled=True)
    # 条 that hold tables were restated whole before their tables were amended by 項, and signed so.
    tabled = frozenset(u.number for u in old.articles if any(each.level == "表" for each in u.walk()))
    if tabled - articles:
        yield Forced(articles=tabled, schedules=schedules)
    everything = frozenset(u.number for u in old.articles)
    yield Forced(schedules=frozenset(u.number for u in old.schedules))
    yield Forced(everything, frozenset(u.number for u in old.schedules), supplement=True)


def _suspects(
    old: Provision, new: Provision, manner: Manner
) -> tuple[frozenset[tuple[int, ...]], frozenset[tuple[int, ...]]]:
    """Changed 条 and 別表 whose amendment does not prove when nothing else changes."""
    found = _edits(old, new, manner)
    if found is None:
        return frozenset(), frozenset()
    articles, schedules = set(), set()
    for change in found.edits.articles:
        if isinstance(change, Changed) and change.old.number == change.new.number:
            other = replace(old, articles=tuple(change.new if u is change.old else u for u in old.articles))
            if not _stands(old, other, manner):
                articles.add(change.old.number)
    for change in found.edits.schedules:
        if isinstance(change, Changed) and change.old.number == change.new.number:
            other = replace(old, schedules=tuple(change.new if u is change.old else u for u in old.schedules))
            if not _stands(old, other, manner):
                schedules.add(change.old.number)
    return frozenset(articles), frozenset(schedules)


def _edits(old: Provision, new: Provision, manner: Manner) -> Draft | None:
    try:
        return draft(old, new, manner)
    except UndraftableError:
        return None


def _stands(old: Provision, new: Provision, manner: Manner) -> bool:
    try:
        made = draft(old, new, manner)
    except UndraftableError:
        return False
    return doubt(old, new, amending_text(made.sentences(manner), manner), manner) is None
