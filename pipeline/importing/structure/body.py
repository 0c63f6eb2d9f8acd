"""Lines of a body -> 章, 条, 項, 号 at any depth, with captions, tables and the words that bear no label."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.importing.paper import BELOW, BLANKS, Line
from pipeline.importing.structure import aligned, marks
from pipeline.importing.structure.below_items import ends, heads_text, nearest, opens, settle, tell_again
from pipeline.importing.structure.draft import Clause, Draft
from pipeline.importing.structure.marks import Label, Number
from pipeline.importing.structure.notes import NOTE, NoteLines
from pipeline.importing.structure.sentences import (
    goes_on,
    is_behind_items,
    is_cut,
    missing_head,
    reads_as_heading,
    set_apart,
    without_end,
)
from pipeline.importing.structure.tables import filled, is_row, make_grid
from pipeline.late.regex import regex

_LEVELS = "編章節款目"
_REMARK = regex("備 ?考 +(.*)")


class Body:
    """Reads one stretch of clauses; `rooted`: 項 stand directly in it (附則, a paper without 条); `extract`: some are left out (抄)."""

    def __init__(self, draft: Draft, *, rooted: bool = False, has_chapters: bool = True, extract: bool = False) -> None:
        self.draft = draft
        self.has_chapters = has_chapters
        self.rooted = rooted
        self.extract = extract
        self.top: list[Clause] = []
        self._chapters: list[Clause] = []
        self._article: Clause | None = None
        self._paragraph: Clause | None = None
        self._items: list[Clause] = []
        self._loose: list[str] = []
        self._caption: tuple[str, Line] | None = None
        self._rows: list[Line] = []
        self._grid_is_last = False
        self._last: Number = (0,)
        self._notes = NoteLines(draft)
        self._apart: frozenset[int] = frozenset()

    def read(self, lines: Sequence[Line]) -> list[Clause]:
        """All units of the stretch, in their order."""
        lines = aligned.with_rows_of_figures(lines, self.draft)
        self._apart = set_apart(lines)
        for line, after in zip(lines, (*lines[1:], None), strict=False):
            self._line(line, after)
        self._end_table()
        if len(last := without_end(self._loose)) > 1:
            message = f"終わりの、番号のない行を、前の文の後に置きました: 「{last[0][:20]}」ほか{len(last) - 1}行"
            self.draft.guess(message, next((x for x in lines if x.bare == last[0]), lines[-1]))
        self._settle()
        if self._caption is not None:
            self.draft.left_over.append(self._caption[1])
        return self.top

    def _line(self, line: Line, after: Line | None) -> None:
        if is_row(line) and not self._is_spaced_label(line):
            self._rows.append(line)
            return
        self._end_table()
        loose = len(self._loose)
        self._read_line(line, after)
        if len(self._loose) != loose:
            self._grid_is_last = False

    def _read_line(self, line: Line, after: Line | None) -> None:
        text = line.bare if not is_row(line) else "\u3000".join(filled(line))
        if line.role == "改める文":
            self._unlabelled(line, text)
        elif self.has_chapters and (found := marks.chapter(text)):
            self._chapter(line, *found)
        elif head := marks.article(text, self._last[0] + 1):
            self._begin_article(line, text, head)
        elif (held := marks.caption(text)) is not None and self._takes_caption(held, line, after):
            pass
        elif ends(self._paragraph, text) or (
            not self._grid_is_last and self._notes.takes(self._paragraph, line, text, after)
        ):
            self._settle()
            self._items = []
        elif not (self._labelled(line, text) or (not self._loose and opens(self._paragraph, self._items, text))):
            self._unlabelled(line, text)

    def _is_spaced_label(self, line: Line) -> bool:
        """Whether tabs merely stand behind the label of a line."""
        words = filled(line)
        if line.table or len(words) > 2:
            return False
        if len(words) < 2:
            return not self._rows or len(line.cells) != len(self._rows[0].cells)
        head = marks.article(words[0]) is not None
        found = marks.labels(words[0])
        whole = any(label.end >= len(words[0]) for label in found)
        return bool(whole or (head and len(words[0]) < 30))

    def _chapter(self, line: Line, level: str, number: Number, mark: str, heading: str) -> None:
        self._settle()
        while self._chapters and _LEVELS.index(self._chapters[-1].level) >= _LEVELS.index(level):
            self._chapters.pop()
        made = Clause(level, line, number, mark, caption=heading.strip(BLANKS))
        (self._chapters[-1].children if self._chapters else self.top).append(made)
        self._chapters.append(made)
        self._article = self._paragraph = None
        self._items = []
        self.draft.computed.append(mark)

    def _begin_article(self, line: Line, text: str, head: marks.ArticleHead) -> None:
        self._settle()
        words = text[head.end :].strip(BLANKS)
        caption = head.caption
        self.draft.computed.append(text[: head.end].replace(caption or "", "", 1))
        if caption is not None:
            self.draft.captions_behind += 1
            if self._caption is not None:
                self.draft.left_over.append(self._caption[1])
        elif self._caption is not None:
            caption = self._captioned()
            self.draft.captions_behind -= 1
        if not (self.extract or marks.follows(self._last, head.number) or self._last == head.number):
            self.draft.guess(f"条の番号が続いていません（{head.mark}）。原稿では番号を数えて付けます", line)
        is_deleted = words == "削除" and caption is None
        made = Clause("条", line, head.number, head.mark, caption=caption, is_deleted=is_deleted)
        (self._chapters[-1].children if self._chapters else self.top).append(made)
        self._article, self._caption, self._items = made, None, []
        self._paragraph = Clause("項", line, (1,), text=words)
        made.children.append(self._paragraph)
        self._last = head.number
        first = next((x for x in marks.labels(words) if x.number == (1,) and self._counts_paragraphs(x)), None)
        if first is not None and not is_deleted:
            self._number_first(words, first)
        if head.through:
            self.draft.guess(f"「{text}」は、条ごとに「削除」と印刷されます", line)
            for n in range(head.number[0] + 1, head.through[0] + 1):
                again = Clause("条", line, (n,), head.through_mark if (n,) == head.through else "", is_deleted=True)
                (self._chapters[-1].children if self._chapters else self.top).append(again)
                self._last = (n,)

    def _takes_caption(self, held: str, line: Line, after: Line | None) -> bool:
        """Whether a line in brackets is the 見出し of the unit behind it or, by an old custom, of the 条 before it."""
        number = self._last[0] + 1
        bare = after.bare if after is not None else ""
        if bare and (marks.article(bare, number) is not None or (self.rooted and self._begins_paragraph(bare))):
            self._settle()
            waiting, self._caption = self._caption, None
            if waiting is not None:
                self._unlabelled(waiting[1], waiting[1].bare)
            self._caption = (held, line)
            return True
        article, paragraph = self._article, self._paragraph
        if (
            article is not None
            and paragraph is not None
            and article.caption is None
            and not paragraph.text
            and not self._items
        ):
            article.caption = held
            self.draft.computed.append(line.bare[0] + line.bare[-1])
            self.draft.captions_behind += 1
            return True
        return False

    def _captioned(self) -> str:
        """The 見出し that has been waiting for its unit; its brackets are printed by themselves."""
        assert self._caption is not None
        (words, line), self._caption = self._caption, None
        self.draft.computed.append(line.bare[0] + line.bare[-1])
        return words

    def _begins_paragraph(self, text: str) -> bool:
        last = self._paragraph.number[0] if self._paragraph else 0
        found = marks.labels(text)
        return any(self._goes_on_from(last, label) for label in found) or not last

    def _goes_on_from(self, last: int, label: Label) -> bool:
        """Whether a label is that of the 項 behind the last; in an extract, of any behind it."""
        follows = label.number > (last,) if self.extract else label.number == (last + 1,)
        return follows and len(label.number) == 1 and self._counts_paragraphs(label)

    def _counts_paragraphs(self, label: Label) -> bool:
        """Whether a label is of the kind by which this paper numbers 項, so far as it is known."""
        if self.draft.paragraph_sign:
            return label.kind == self.draft.paragraph_sign
        return marks.counts_paragraphs(label) if self.rooted else label.kind == "①" or label.kind[0] == "1"

    def _labelled(self, line: Line, text: str) -> bool:
        found = marks.labels(text)
        if not found or (self._paragraph is None and not self.rooted):
            return False
        goes_on = [
            (depth, label)
            for depth in range(len(self._items) - 1, -1, -1)
            for label in found
            if label.kind == self._items[depth].kind and marks.follows(self._items[depth].number, label.number)
        ]
        if goes_on:
            depth, label = nearest(self._items, self.draft, goes_on, line)
            return self._item(line, text, label, depth)
        if self._goes_on_loosely(found):
            return False
        if self._new_paragraph(line, text, found):
            return True
        # A list below イ may be counted by (1) again, as that above it.
        innermost, depth = self._items[-1].kind if self._items else "", len(self._items)
        expected = self.draft.ladder.get(depth)
        for label in sorted(found, key=lambda label: label.kind != expected):
            if label.number == (1,) and self._paragraph is not None:
                if label.kind == innermost:
                    tell_again(label, text, line, self.draft)
                if expected is not None and label.kind != expected:
                    message = (
                        f"号の記号（{label.mark}）が、この文書のほかの号（{expected}）と違うので、文として置きました"
                    )
                    self.draft.guess(message, line)
                    return False
                return self._item(line, text, label, depth)
        return self._out_of_order(line, text, found)

    def _goes_on_loosely(self, found: tuple[Label, ...]) -> bool:
        """Whether a label goes on a list that stands as words, since its labels are not those of the paper's lists."""
        above = marks.labels(self._loose[-1]) if self._loose else ()
        return any(x.kind == y.kind and marks.follows(y.number, x.number) for x in found for y in above)

    def _new_paragraph(self, line: Line, text: str, found: tuple[Label, ...]) -> bool:
        last = self._paragraph.number[0] if self._paragraph else 0
        article, first = self._article, self._paragraph
        if article is not None and first is not None and not first.text and not first.children and last == 1:
            one = next((x for x in found if self._counts_paragraphs(x) and x.number == (1,)), None)
            if one is not None and not first.mark:
                self._number_first(text, one)
                return True
        label = next((x for x in found if self._goes_on_from(last, x)), None)
        if label is not None and label.kind == "①" and self._items:
            return False
        if label is None or (not last and not self.rooted):
            return False
        self._settle()
        made = Clause("項", line, label.number, label.mark, text=text[label.end :].strip(BLANKS))
        made.caption = self._captioned() if self._caption is not None else None
        self.draft.computed.append(label.mark)
        self.draft.paragraph_sign = label.kind
        (self._article.children if self._article is not None else self.top).append(made)
        self._paragraph, self._items = made, []
        return True

    def _number_first(self, text: str, label: Label) -> None:
        """The first 項 of a 条 bears its number in this paper."""
        assert self._paragraph is not None
        self._paragraph.text = text[label.end :].strip(BLANKS)
        self._paragraph.mark = label.mark
        self.draft.numbers_first = True
        self.draft.paragraph_sign = label.kind
        self.draft.computed.append(label.mark)

    def _out_of_order(self, line: Line, text: str, found: tuple[Label, ...]) -> bool:
        """A label of a list that is open, though not the next one: taken, and told."""
        for depth in range(len(self._items) - 1, -1, -1):
            last = self._items[depth]
            for label in found:
                if label.kind == last.kind and last.number[0] < label.number[0] <= last.number[0] + 9:
                    self.draft.guess(
                        f"番号が続いていません（{last.mark}の次が{label.mark}）。原稿では番号を数えて付けます", line
                    )
                    return self._item(line, text, label, depth)
        return False

    def _item(self, line: Line, text: str, label: Label, depth: int) -> bool:
        if depth == len(self._items):
            self._go_on_above()
        self._settle(depth)
        above = self._items[depth - 1] if depth else self._paragraph
        assert above is not None
        made = Clause("号", line, label.number, label.mark, label.kind, text=text[label.end :].strip(BLANKS))
        made.is_deleted = made.text == "削除"
        above.children.append(made)
        self._items = [*self._items[:depth], made]
        self.draft.ladder.setdefault(depth, label.kind)
        self.draft.computed.append(label.mark)
        return True

    def _unlabelled(self, line: Line, text: str) -> None:
        """Words without a label: a text that goes on, the text of a caption, or words behind what is below a unit."""
        holder = self._items[-1] if self._items else self._paragraph
        if holder is not None and self._below_table(holder, text):
            return
        if holder is None:
            if self.rooted:
                self._paragraph = Clause("項", line, (1,), text=text)
                if self._caption is not None:
                    self._paragraph.caption = self._captioned()
                self.top.append(self._paragraph)
            else:
                self.draft.left_over.append(line)
        elif line.role == "見出しの文" and self._items and not self._loose and holder.caption is None:
            holder.caption, holder.text = holder.text, text
        elif line.role == "号の後文" and self._items and not self._loose:
            holder.after.append(text)
        elif line.role in BELOW and self._items and not self._loose:
            item = self._items[: BELOW.index(line.role) + 1][-1]
            if item is holder and not item.after and heads_text(item, self._siblings()):
                self._head(item, text)
            else:
                item.after.append(text)
        elif line.role == "後文" and self._items and self._paragraph is not None:
            self._settle()
            self._paragraph.after.append(text)
            self._grid_is_last = False
        elif line.role:
            self._loose.append(text)
        elif not holder.text and not self._loose and not holder.children:
            holder.text = text
        elif self._goes_on(holder, line, text):
            self.draft.guess(f"途中で改行された文をつなぎました: 「{text[:20]}」", line)
            if self._loose:
                self._loose[-1] += text
            else:
                holder.text += text
        elif self._items and not self._loose and not is_behind_items(text) and heads_text(holder, self._siblings()):
            self._head(holder, text)
        else:
            first = not self._items and not self._loose
            if missing := missing_head(holder.text, text, first=first, rooted=self.rooted):
                self.draft.guess(f"{missing}: 「{text[:20]}」", line)
            self._loose.append(text)

    def _goes_on(self, holder: Clause, line: Line, text: str) -> bool:
        """Whether words are the rest of a sentence that the end of its line cut."""
        if line.span.start in self._apart or self._goes_on_loosely(marks.labels(text)):
            return False
        above = self._loose[-1] if self._loose else holder.text
        return goes_on(above, text) or (not self._items and not self._loose and is_cut(above, text))

    def _below_table(self, holder: Clause, text: str) -> bool:
        """Whether words stand below a table of the unit that is open: its 備考, its 注, or what goes on behind it."""
        grid = holder.grids[-1] if holder.grids and not self._loose and self._grid_is_last else None
        if grid is None:
            return False
        folded = marks.fold(text)
        for pattern, held in ((_REMARK, grid.remarks), (NOTE, grid.notes)):
            if (m := pattern.fullmatch(folded)) and not held and not grid.after:
                held.append(text[m.start(1) :])
                self.draft.computed.append(text[: m.start(1)])
                return True
        if grid.after and goes_on(grid.after[-1], text):
            grid.after[-1] += text
        else:
            grid.after.append(text)
        return True

    def _head(self, item: Clause, text: str) -> None:
        self.draft.guess(f"「{item.text[:20]}」を見出し、次の行からをその文としました", item.line)
        item.caption, item.text = item.text, text

    def _siblings(self) -> list[Clause]:
        """The items before the last one in its list."""
        above = self._items[-2] if len(self._items) > 1 else self._paragraph
        return above.children[:-1] if above is not None else []

    def _go_on_above(self) -> None:
        """Words before the first of a list belong to the text above them."""
        above = self._items[-1] if self._items else self._paragraph
        if self._loose and above is not None:
            self.draft.guess(f"「{self._loose[0][:20]}」からの文を、上の文につなぎました", above.line)
            above.text += "".join(self._loose)
            self._loose = []

    def _settle(self, depth: int | None = None) -> None:
        """The words without a label go where they stand, before an item at a depth or, where none follows, another unit."""
        loose, self._loose = self._loose, []
        if loose and self._paragraph is not None:
            settle(loose, self._paragraph, self._items, depth, self.draft)

    def _end_table(self) -> None:
        """The rows that have been waiting become a table of the unit that is open."""
        rows, self._rows = self._rows, []
        if not rows:
            return
        holder = self._items[-1] if self._items else self._paragraph
        if holder is None:
            self.draft.left_over += rows
            return
        grid = make_grid(rows, self.draft)
        if not grid.rows:
            self._loose += ["\u3000".join(filled(row)) for row in grid.head_rows]
            return
        if self._loose and reads_as_heading(self._loose[-1]):
            grid.title = self._loose.pop()
        if self._loose:
            self._settle(len(self._items))
        holder.grids.append(grid)
        self._grid_is_last = True
