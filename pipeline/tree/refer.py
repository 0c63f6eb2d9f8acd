"""Numbered tree -> bound tree: every 引用() gets its words, every literal citation its target.

A reference by key prints 前条, 次条 or 第n条, whichever holds where it stands; the heading of a plain document is cited by
its number (第3章, Ⅱの1). A literal 前条 or 第4条第2項 stays as
written and is bound to the node it names; one that names nothing, or may name several, is an error.
Rules: amendment notes of 法制執務, R8 (第5条, never 第5条第1項, if the article has one 項).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.diagnostics import Origin, Problems, Span
from pipeline.late.dataclass import dataclass
from pipeline.notation import citation
from pipeline.notation.finding import likeness
from pipeline.notation.numbers.subitem import Subitems
from pipeline.notation.problem import NotationError
from pipeline.tree.address import NowhereError
from pipeline.tree.chapters import Chapters, chapters
from pipeline.tree.literal import bind
from pipeline.tree.nodes import (
    TO_HEADING,
    Block,
    Document,
    Heading,
    Inline,
    Inlines,
    Path,
    Reference,
    Schedule,
    text_of,
)
from pipeline.tree.number import CHAPTER_KEY, NumberedDocument
from pipeline.tree.position import Position, absolute, is_left_out, phrase
from pipeline.tree.sharing.known_trees import BoundBlock, KnownTrees
from pipeline.tree.walk import Spot, rewrite, rewritten
from pipeline.tree.walking.captions import captions
from pipeline.tree.walking.spots import each, with_parts

# A message names no more of what could be cited.
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class BoundDocument:
    """A numbered document in which every reference has its target and its words: what the galley takes.

    `stretches` are all words of the body in reading order, those that amend other papers apart, `words` what each of them says, `cited_headings` the headings
    that some of them cite.
    """

    document: Document
    positions: Mapping[Path, Position]
    stretches: tuple[Inlines, ...] = ()
    words: tuple[str, ...] = ()
    cited_headings: frozenset[Path] = frozenset()


def refer(
    numbered: NumberedDocument, problems: Problems, series: Subitems = "aiueo", known: KnownTrees | None = None
) -> BoundDocument:
    """Binds all references. `series`: what the house counts 号の細分 by; `known`: what was bound of the same master.

    Errors: 引用 of an unknown or ambiguous key, a literal citation of nothing.
    """
    binder = _Binder(numbered, problems, series, known or KnownTrees())
    document = numbered.document
    if any(isinstance(block, Heading) for block in document.body):
        document = rewrite(document, binder.stretch)
    else:
        document = with_parts(document, body=each(document.body, binder.block))
    body = tuple(binder.related(b) if isinstance(b, Schedule) else b for b in document.body)
    return BoundDocument(
        replace(document, body=body),
        binder.positions,
        tuple(binder.stretches),
        tuple(binder.words),
        frozenset(binder.cited_headings),
    )


class _Binder:
    """Looks nodes up by key and by number; one instance a document."""

    def __init__(self, numbered: NumberedDocument, problems: Problems, series: Subitems, trees: KnownTrees) -> None:
        self.series = series
        self.body = numbered.document.body
        self.book = trees.book_of(numbered.positions, series)
        self.positions = self.book.positions
        self.problems, self.trees = problems, trees
        # What was bound so far, in reading order.
        self.stretches: list[Inlines] = []
        self.words: list[str] = []
        self.cited_headings: set[Path] = set()
        self._chapters: Chapters | None = None
        self._by_last: dict[str, list[Path]] | None = None
        self._captions: dict[Path, str] | None = None

    @property
    def chapters(self) -> Chapters:
        """The headings; most documents cite none."""
        if self._chapters is None:
            self._chapters = chapters(self.body)
        return self._chapters

    @property
    def _citable(self) -> dict[str, list[Path]]:
        """What a reference may name, by the last of its keys, in the order of the document."""
        if self._by_last is None:
            self._by_last = {}
            for path in (*(path for path, at in self.positions.items() if at.steps), *self.chapters.known):
                self._by_last.setdefault(path[-1], []).append(path)
        return self._by_last

    def block(self, block: Block) -> Block:
        """A block of a document without headings: nothing but its words and the positions decide what they cite."""
        before = self.trees.bound.get(id(block))
        if before is not None:
            self.stretches += before.stretches
            self.words += before.words
            return before.block
        said, read = self.problems.said, len(self.stretches)
        made = rewritten(block, self.stretch)
        if self.problems.said == said:
            own = tuple(self.stretches[read:]), tuple(self.words[read:])
            self.trees.bound.keep(id(block), BoundBlock(block, made, *own))
        return made

    def related(self, schedule: Schedule) -> Schedule:
        """A 別表 with the 条 that it belongs to."""
        if not schedule.relates_to:
            return schedule
        before = self.trees.related.get(id(schedule))
        if before is not None:
            return before[1]
        said, outside = self.problems.said, Spot((), clause=False)
        made = replace(schedule, relates_to=tuple(self.by_key(r, outside) for r in schedule.relates_to))
        if self.problems.said == said:
            self.trees.related.keep(id(schedule), (schedule, made))
        return made

    def stretch(self, inlines: Inlines, spot: Spot) -> Inlines:
        """The words of one spot: references by key first, then what stands literally."""
        for inline in inlines:
            if isinstance(inline, Reference) and inline.key is not None:
                inlines = tuple([self._bound(i, spot) for i in inlines])
                break
        if spot.of != "この文書":
            return inlines
        # A plain document has no 条 of its own: whatever its words cite stands elsewhere (連携協約第5条).
        words = text_of(inlines)
        bound = bind(inlines, words, spot, self.book, self.problems) if self.positions else inlines
        self.stretches.append(bound)
        self.words.append(words)
        return bound

    def _bound(self, inline: Inline, spot: Spot) -> Inline:
        return self.by_key(inline, spot) if isinstance(inline, Reference) and inline.key is not None else inline

    def by_key(self, reference: Reference, spot: Spot) -> Reference:
        """The reference with its target and words; printed as 「」 after an error."""
        assert reference.key is not None
        target = self._find(reference.key, reference.origin)
        if target is None:
            return replace(reference, printed="")
        at = self.positions.get(target)
        if at is None:
            self._check_words(target, reference.origin)
            self.cited_headings.add(target)
            cite = self.chapters.cite if reference.form == "相対" else self.chapters.cite_in_full
            return replace(reference, form=TO_HEADING, targets=(target,), printed=cite(target, spot.path))
        relative, own = reference.form == "相対" and spot.clause, self.book.position(spot.path)
        words = phrase(at, own, self.series) if relative else absolute(at, self.series)
        if not self.book.is_said(at, own):
            self.problems.error(
                "引用",
                f"「{words}」は、ここでは{'この附則' if own and own.at('附則') else '初めの附則'}のものになります",
                "附則を加えた条例などの番号を添えて、文に直接書いてください（例: 令和7年条例第3号附則第2項）",
                reference.origin.span() if reference.origin else None,
            )
        return replace(reference, targets=() if is_left_out(target) else (target,), printed=words)

    def _find_by_number(self, key: str) -> Path | None:
        """What 第3条第2項 or 別表第2 names, where a key is such a number."""
        try:
            return self.book.resolve(citation.parse(key), None, None, None)[-1]
        except (NotationError, NowhereError):
            return None

    def _check_words(self, heading: Path, origin: Origin | None) -> None:
        unknowable = self.chapters.unknowable(heading)
        if unknowable is not None:
            self.problems.error(
                "引用",
                f"番号のない見出し「{unknowable}」は、その語に引用があるので引用できません",
                "見出しの中の引用をやめるか、引用する先を変えてください",
                origin.span() if origin else None,
            )

    def _find(self, key: str, origin: Origin | None) -> Path | None:
        wanted = tuple(key.split("/"))
        # Whatever is named ends with the name.
        ending = self._citable.get(wanted[-1], [])
        found = [path for path in ending if path[-len(wanted) :] == wanted or _named(path)[-len(wanted) :] == wanted]
        # A 条 is meant rather than the 章 that bears its name.
        found = [path for path in found if not path[0].startswith(CHAPTER_KEY)] or found
        place = origin.span() if origin else None
        if len(found) == 1:
            return found[0] if self._is_alone(found[0], wanted, place) else None
        numbered = self._find_by_number(key) if not found else None
        if numbered is not None:
            return numbered
        if found:
            which = "、".join(f"「{'/'.join(path)}」" for path in found)
            self.problems.error(
                "引用",
                f"「{key}」に当たるものが{len(found)}つあります",
                f"{which} のように上の名前から書いてください",
                place,
            )
        else:
            known = [last for last in self._citable if not last.startswith("#")]
            near = likeness.alike(key, known)
            shown = "、".join(known[:_MOST_NAMED]) + (" など" if len(known) > _MOST_NAMED else "")
            cure = likeness.meant(near) if near else f"引用できるのは {shown} です"
            self.problems.error("引用", f"「{key}」という見出し又はキーはありません", cure, place)
        return None

    def _is_alone(self, found: Path, wanted: Path, place: Span | None) -> bool:
        """Whether a name means one unit alone: a key does, a 見出し only if nothing beside bears the same.

        What has a key of its own is not found by its 見出し, yet a reader means it by that as well.
        """
        if self._captions is None:
            self._captions = dict(captions(self.body))
        if self._captions.get(found) != wanted[-1]:
            return True
        alike = [
            path
            for path, words in self._captions.items()
            if words == wanted[-1]
            and (path == found or (path[-1] != words and (*path[:-1], words)[-len(wanted) :] == wanted))
        ]
        if len(alike) == 1:
            return True
        where = [absolute(at, self.series) for path in alike if (at := self.positions.get(path)) is not None]
        self.problems.error(
            "引用",
            f"見出しが「{wanted[-1]}」のものが{len(alike)}つあります" + (f"（{'、'.join(where)}）" if where else ""),
            "引用するものに、見出しと違う「キー:」を付け、そのキーで引用してください"
            f"（今あるキー: {'、'.join(f'「{path[-1]}」' for path in alike if path != found)}）",
            place,
        )
        return False


def _named(path: Path) -> Path:
    """The keys of a way that somebody gave; () for what has none itself."""
    return () if path[-1].startswith("#") else tuple(key for key in path if not key.startswith("#"))
