"""Two papers of any kind -> the change list: by 条 where both are agreements, else by sections, rows and cells."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from pipeline.amending.differences.align import align
from pipeline.comparing.changes import compare
from pipeline.comparing.index import Index, likeness
from pipeline.comparing.node import bare
from pipeline.comparing.notes import is_note
from pipeline.comparing.reading import EVERYTHING, alike, unlike_images
from pipeline.diagnostics import Place, Problems, Severity
from pipeline.late.dataclass import dataclass
from pipeline.papers.around import Around, Aside, differences_around
from pipeline.papers.change_list import Side as Told
from pipeline.papers.change_report import report
from pipeline.papers.changes import Report
from pipeline.papers.moved_entries import with_moves
from pipeline.papers.versions.tree_report import Fuller, tree_report
from pipeline.project.revision.sides import Clauses, Side
from pipeline.provision.alike.tails import placed_like

# Papers that share less of their letters are hardly two versions of one.
_LEAST_LIKE = 0.3
# Of very short papers nothing can be said.
_LEAST_LETTERS = 200
# A shorter line of who signs (甲, 印) is found in any words.
_LEAST_OF_NAME = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes between two papers."""

    report: Report
    sides: tuple[Told, Told]

    @property
    def title(self) -> str:
        """What a page of it is called."""
        return f"{self.sides[1].title or self.sides[1].name}変更一覧"


def difference(old: Side, new: Side, problems: Problems) -> Difference:
    """The change list of two papers."""
    sides = (old.told, new.told)
    old, new = _furnished(old, new, problems), _furnished(new, old, problems)
    _tell_images(old, new, problems)
    if old.ways and new.ways:
        if _says_the_same(old, new):
            return Difference(Report(()), sides)
        told = Problems()
        made = _in_the_nearest_way(old, new, told)
        if not _tells_all(made, old, new):
            return Difference(_by_sections(old, new), sides)
        problems.extend(told)
        return Difference(made, sides)
    _tell_unread(old, new, problems)
    _tell_notes(old, new, problems)
    roots = alike(old.reading, new.reading)
    letters = [Index(root).letters(0) for root in roots]
    like = likeness(*letters)
    if like < _LEAST_LIKE and min(found.total() for found in letters) > _LEAST_LETTERS:
        problems.warning(
            "別の文書",
            f"「{old.told.name}」と「{new.told.name}」は、字句の{round(100 * like)}％しか同じでなく、別の文書のようです",
            "一つの文書の前と後を指定したか、確かめてください",
            Place(f"{old.told.name}、{new.told.name}"),
        )
    return Difference(_by_sections(old, new), sides)


def _furnished(side: Side, other: Side, problems: Problems) -> Side:
    """The paper with what stands at the head and foot of its pages, where the other is a Word file.

    What is not known of it is told: the words there that this paper has nowhere.
    """
    words = other.reading.furniture
    if side.reading.furniture is not None or words is None:
        return side
    own = side.furniture() if side.furniture is not None else None
    if own is None:
        text = "".join(bare(node.text) for node in side.reading.root.walk()) + bare(side.told.title)
        unknown = [said for said in words if bare(said) not in text]
        if unknown:
            problems.warning(
                "比較",
                f"「{other.told.name}」のヘッダー・フッターの文は比べていません（「{unknown[0]}」"
                + (f"など{len(unknown)}か所" if len(unknown) > 1 else "")
                + "）",
                "比べるなら、文書の名前か、Word文書を指定してください",
                Place(other.told.name),
            )
        return side
    return side.with_furniture(own)


def _tell_images(old: Side, new: Side, problems: Problems) -> None:
    """Pictures are compared by their bytes alone: a map may be another, or only have been saved anew."""
    count = unlike_images(old.reading, new.reading)
    if count:
        problems.warning(
            "比較",
            f"図が{count}枚、同じ画像ファイルではありません。何が描かれているかは比べていません",
            "頁を見比べて、図が違わないかを確かめてください",
            Place(f"{old.told.name}、{new.told.name}"),
        )


def _tells_all(made: Report, old: Side, new: Side) -> bool:
    """Whether the entries hold every letter that one paper has more of than the other.

    A reader of 条 does not tell all that stands around them; no difference may go untold because it stands there.
    """
    is_made_whole = old.consolidated is not None or new.consolidated is not None
    alone = [side for side in (old, new) if all(way.is_bare for way in side.ways)]
    if not is_made_whole and len(alone) == 1 and not _bears_names(alone[0], new if alone[0] is old else old):
        return True  # what stands around the words of one alone is not compared, which is told
    gone, come = (_letters(getattr(e, side) for e in made.entries) for side in ("old", "new"))
    for a in old.forms:
        for b in new.forms:
            roots = alike(a.reading, b.reading)
            one, other = (_letters(n.text for n in root.walk() if not n.is_joined) for root in roots)
            if one - other <= gone and other - one <= come:
                return True
    return False


def _bears_names(side: Side, other: Side) -> bool:
    """Whether a paper read as words alone has most lines of who signs the other: its day was read as no day, say."""
    text = "".join(bare(node.text) for node in side.reading.root.walk())
    lines = [line for way in other.ways for line in map(bare, way.around.names) if len(line) >= _LEAST_OF_NAME]
    return 2 * sum(line in text for line in lines) > len(lines)


def _letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(c for text in texts for c in bare(unicodedata.normalize("NFKC", text)))


def changes_of_text(old: Side, new: Side, problems: Problems) -> Report:
    """The changes of two papers; of agreements those of the text alone, without cover, day and names."""
    if old.clauses is None or new.clauses is None:
        return difference(old, new, problems).report
    before, after = (replace(clauses, around=Around()) for clauses in (old.clauses, new.clauses))
    return _by_clauses(before, after, (old.told, new.told), problems)


def _by_sections(old: Side, new: Side) -> Report:
    """By what both tell, each in the form that is nearer to the other."""
    fuller = _fuller(old, new)
    pairs = ((a.reading, b.reading) for a in old.forms for b in new.forms)
    found = (tree_report(compare(*alike(*pair)), fuller).report for pair in pairs)
    return min(found, key=lambda told: len(told.entries))


def _says_the_same(old: Side, new: Side) -> bool:
    """Whether papers print the same, of which one is read from a file: a reader may take lines for other 条 than a source does."""
    is_read = old.reading.tells != EVERYTHING or new.reading.tells != EVERYTHING
    return is_read and not _by_sections(old, new).entries


def _tell_unread(old: Side, new: Side, problems: Problems) -> None:
    """Why papers that both have 条 are not compared by them: no error, for all their words are compared."""
    for side, other in ((old, new), (new, old)):
        if side.unread and (other.clauses is not None or other.unread):
            why = next((d for d in side.unread if d.severity is Severity.ERROR), side.unread[0])
            problems.warning(
                "比較",
                f"「{side.told.name}」の条を読み分けられないので、条ごとでなく、見出しと行ごとに比べました（{why.message}）",
                f"字句はすべて比べています。条ごとに比べるなら、{why.cure}",
                why.place,
            )


def _tell_notes(old: Side, new: Side, problems: Problems) -> None:
    """Notes at the foot of pages are not compared where one paper does not tell them."""
    for side, other in ((old, new), (new, old)):
        told = "脚注" in other.reading.tells or other.reading.notes is not None
        if not told and any(map(is_note, side.reading.root.walk())):
            problems.warning(
                "比較",
                f"「{side.told.name}」の脚注は比べていません（「{other.told.name}」からは脚注を読みません）",
                "脚注も比べるなら、TXT か HTML の文書、又は版を指定してください",
            )


def _fuller(old: Side, new: Side) -> Fuller:
    """The side that tells more of where things stand."""
    more_old, more_new = old.reading.tells - new.reading.tells, new.reading.tells - old.reading.tells
    return "前" if more_old and not more_new else "後" if more_new and not more_old else ""


def _in_the_nearest_way(old: Side, new: Side, problems: Problems) -> Report:
    """By 条, each paper read in the way that is nearer to the other: lines alone do not tell how they were meant."""
    found: list[tuple[int, int, Report, Problems]] = []
    for a in old.ways:
        for b in new.ways:
            told = Problems()
            made = _by_clauses(a, b, (old.told, new.told), told)
            found.append((len(made.entries), -len(found), made, told))
    _, _, nearest, told = min(found)
    problems.extend(told)
    return nearest


def _by_clauses(old: Clauses, new: Clauses, sides: tuple[Told, Told], problems: Problems) -> Report:
    aside = _aside(old, new, sides, problems)
    now = new.beside(old)
    return with_moves(report(align(placed_like(old.beside(new), now), now), new.manner, aside))


def _aside(old: Clauses, new: Clauses, sides: tuple[Told, Told], problems: Problems) -> tuple[Aside, ...]:
    """What differs around the words; nothing where one of the two is the words alone, which is told."""
    alone = [told.name for told, side in zip(sides, (old, new), strict=True) if side.is_bare]
    if len(alone) == 1:
        problems.warning(
            "比較",
            f"「{alone[0]}」には表紙、締結日、記名がないので、それらは比べていません",
            "比べるなら、表紙から記名までのある文書を指定してください",
        )
    return () if len(alone) == 1 else tuple(differences_around(old.around, new.around))
