"""A paper as it was read -> the mapping of its source, key by key as clerks write it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.importing.paper import Note
from pipeline.importing.structure import marks
from pipeline.importing.structure.draft import Clause, Draft, Particulars, Signer, Supplement
from pipeline.importing.transcript.annexes import AnnexWriter
from pipeline.importing.transcript.area import closed
from pipeline.importing.transcript.ledger import Ledger, literally, told_apart
from pipeline.importing.transcript.supplements import keyed, own_word, with_gaps, word_of
from pipeline.labels.marks import PARTICULARS
from pipeline.late.regex import regex
from pipeline.notation.numbers.copies import TYPED_COPIES
from pipeline.notation.text import letterspacing
from pipeline.source.rewriting.yaml_text import Tree

Made = dict[str, Tree]

_USUAL_LINES = ["職名", "氏名"]
_LADDER = ["(1)", "ア", "(ア)", "a", "(a)"]

# 規約 that 地方自治法 calls 変更 to amend (第252条の7, 第252条の14, 第252条の16の2, 第286条, 第291条の3), told by their
# titles; a 協議会 may be one of 第252条の2の2 or any other.
_OF_BODIES = regex("(?:組合|広域連合)規約$|事務の?委託|共同設置|代替執行")
_KEEPS_AMENDED = "「…の一部を改正する規約」とするなら、原稿の「改める語: 変更」を消してください"


def kind_of(title: str, *, has_parties: bool) -> str:
    """The 種別 that a title names."""
    bare = _bare(title)
    if "定住自立圏" in bare and "協定" in bare and "連携協約" not in bare:
        found = "定住自立圏形成協定書"
    elif re.search("覚書|確認書", bare):
        found = "覚書"
    elif "規約" in bare:
        found = "規約"
    elif re.search("条例|規則|要綱|規程|要領", bare):
        found = "例規"
    elif "連携協約" in bare or "協約" in bare:
        found = "連携協約書"
    else:
        found = "協定書"
    return found if has_parties or found in ("規約", "例規") else "規約"


def _bare(title: str) -> str:
    return letterspacing.collapse(marks.fold(title)).replace(" ", "")


class SourceWriter:
    """Turns one draft into a mapping; every word goes through the ledger once."""

    def __init__(self, draft: Draft, ledger: Ledger, *, signers_in_area: bool) -> None:
        self.draft = draft
        self.put = ledger.put
        self.names: Counter[str] = Counter()
        self.annexes = AnnexWriter(draft, ledger, self.names)
        self.signers_in_area = signers_in_area

    def source(self) -> Made:
        """The whole source."""
        draft = self.draft
        made: Made = {"種別": kind_of(draft.name, has_parties=len(draft.parties) > 1)}
        made |= self._head()
        if not self.draft.day and made["種別"] in ("規約", "例規"):
            del made["締結日"]
        if draft.body and made["種別"] == "規約" and _OF_BODIES.search(_bare(draft.name)):
            made["改める語"] = "変更"
            draft.notes.append(
                Note(
                    f"改めるときは「{draft.name}の一部を変更する規約」とします", _KEEPS_AMENDED, draft.body[0].line.span
                )
            )
        made |= self._parties(str(made["種別"]))
        parts = {"制定文": draft.preamble[: draft.enacting], "前文": draft.preamble[draft.enacting :]}
        made |= {key: self._paragraphs(part) for key, part in parts.items() if part}
        if draft.particulars is not None:
            made["記"] = self._particulars(draft.particulars)
        made |= self._body()
        if draft.supplements:
            made |= word_of(draft.supplements)
            made["附則"] = self._supplements()
            if draft.supplements_last:
                made["附則の位置"] = "記名の後"
        if draft.ends_behind_annexes:
            made["末尾の位置"] = "別表の後"
        if draft.closing:
            made["末文"] = self._closing()
        if draft.schedule_sign:
            made["別表の記号"] = draft.schedule_sign
        if draft.has_arabic_annexes:
            made["別表の数字"] = "算用数字"
        if draft.annexes:
            made["別表"] = [self.annexes.annex(a) for a in draft.annexes]
        return made

    def _head(self) -> Made:
        draft = self.draft
        made: Made = {"題名": self.put(draft.title)}
        if draft.has_cover:
            made["協約名"] = self.put(draft.name)
        public: Made = {}
        if draft.sign:
            public["標"] = self.put(draft.sign)
        if draft.above_title:
            public["題名の前"] = self._texts(draft.above_title)
        if draft.below_title:
            public["題名の後"] = self._texts(draft.below_title)
        if public:
            made["公布"] = public
        if draft.captions_behind > 0:
            made["見出しの位置"] = "条の後"
        if draft.numbers_first:
            made["項の番号"] = "1から"
        made["締結日"] = draft.day
        if (
            draft.day
            and draft.body
            and draft.body[0].level != "項"
            and draft.has_kanji_numerals != marks.is_kanji(draft.day)
        ):
            made["日付の数字"] = "算用数字" if draft.has_kanji_numerals else "漢数字"
        places = draft.day_places
        if draft.day and places and not draft.has_cover:  # else the cover prints it, or another line has its words
            self.put(draft.day)
        if draft.day and places != ["末文の後"]:
            made["日付の位置"] = "なし" if not places else places[0] if len(places) == 1 else list(places)
        return made

    def _parties(self, kind: str) -> Made:
        draft = self.draft
        made: Made = {}
        if len(draft.parties) > 1:
            has_symbols = all(symbol for symbol, _ in draft.parties)
            made["当事者"] = dict(draft.parties) if has_symbols else [name for _, name in draft.parties]
        elif kind not in ("規約", "例規"):
            made["当事者"] = {}
        named = {symbol or name: name for symbol, name in draft.parties}
        hands: Made = {}
        for signer in draft.signers:
            called = self._called(signer, named)
            if not called or called in hands:
                words = " ".join(filter(None, (signer.symbol, signer.address, signer.name, signer.office, signer.head)))
                message = f"当事者のどれに当たるかが分からない名前です: 「{words}」"
                words += signer.seal
                draft.notes.append(Note(message, "当事者か記名に書き足してください", signer.line.span, words))
                continue
            hand = self._hand(signer, named.get(called, ""))
            if called and (hand or not self.signers_in_area):
                hands[called] = hand
        for called, name in named.items() if draft.signers else ():
            if not any(self._called(s, named) == called for s in draft.signers):
                hands[called] = self._nobody(called, name)
        if hands:
            made["記名"] = hands
        layout = self._layout()
        if layout:
            made["記名欄"] = layout
        if draft.witnesses:
            made["立会人"] = [self._witness(w) for w in draft.witnesses]
        return made

    def _nobody(self, called: str, name: str) -> Made:
        """The name of a party that signs nowhere on the paper is left open."""
        office = name + ("知事" if re.fullmatch(".+[都道府県]", name) else "長")
        line = self.draft.signers[-1].line
        message = f"{called}（{name}）の記名がありません。職名を「{office}」、氏名を空欄としました"
        self.draft.guess(message, line, "記名する者を area.yaml か「記名」に書いてください")
        return {"職名": office, "氏名": ""}

    def _called(self, signer: Signer, named: dict[str, str]) -> str:
        if signer.symbol in named:
            return signer.symbol
        full = closed(signer.name or signer.office)
        return next((key for key, name in named.items() if full.startswith(name)), "")

    def _hand(self, signer: Signer, party: str) -> Made:
        """What the source says of a name at the end; what the facts of the area say as well is not said twice."""
        made: Made = {}
        for key, text in (
            ("住所", signer.address),
            ("名称", signer.name),
            ("職名", signer.office),
            ("氏名", signer.head),
        ):
            if key == "氏名" and not text and not self.signers_in_area:
                made[key] = ""
            if not text:
                continue
            if key == "名称" and closed(text) == party and len(self.draft.parties) > 1:
                self.put(party)
                continue
            self.put(text)
            if self.signers_in_area:
                continue
            made[key] = text
        self.draft.computed += [signer.seal, signer.symbol]
        own = _set_lines(signer)
        if own and own != (self._usual_lines() or _USUAL_LINES):
            made["行"] = list(own)
        return made

    def _layout(self) -> Made | str:
        draft = self.draft
        if draft.literal_names:
            return {"行のまま": [self.put(line) for line in draft.literal_names]}
        if not draft.signers:
            return "なし" if draft.parties else {}
        made: Made = {}
        lines = self._usual_lines()
        if lines and lines != _USUAL_LINES:
            made["行"] = list(lines)
        if draft.parties and draft.parties[0][0] and not any(s.symbol for s in draft.signers):
            made["記号"] = "なし"
        elif draft.symbol_form not in ("", "甲"):
            made["記号"] = draft.symbol_form
        seal = next((s.seal for s in draft.signers if s.seal), "")
        if seal and seal != "印":
            made["印"] = seal
        return made

    def _usual_lines(self) -> list[str]:
        """What stands on the lines of most names."""
        forms = Counter(tuple(_set_lines(s)) for s in self.draft.signers)
        return list(forms.most_common(1)[0][0])

    def _witness(self, signer: Signer) -> Made:
        made: Made = {}
        if signer.heading:
            self.draft.computed.append(signer.heading)
            if signer.heading != "立会人":
                made["見出し"] = signer.heading
        for key, text in (("住所", signer.address), ("名称", signer.name), ("職名", signer.office)):
            if text:
                made[key] = self.put(text)
        made["氏名"] = self.put(signer.head)
        self.draft.computed.append(signer.seal)
        own = _set_lines(signer)
        if own and own != (self._usual_lines() or _USUAL_LINES):
            made["行"] = list(own)
        return made

    def _paragraphs(self, paragraphs: Sequence[str | list[str]]) -> Tree:
        parts: list[Tree] = [
            self.put(p) if isinstance(p, str) else {"一覧": [self.put(n) for n in p]} for p in paragraphs
        ]
        return parts[0] if len(parts) == 1 else parts

    def _texts(self, texts: Sequence[str]) -> Tree:
        made = [self.put(t) for t in texts]
        return made[0] if len(made) == 1 else made

    def _particulars(self, found: Particulars) -> Tree:
        """はい, or the lines that are not as usual."""
        opening, ending = PARTICULARS
        made: Made = {}
        for key, words, usual in (("初め", found.opening, opening), ("終わり", found.ending, ending)):
            if words == usual:
                self.draft.computed.append(words)
            else:
                made[key] = self.put(words) if words else "なし"
        return made or "はい"

    def _closing(self) -> Tree:
        """The 末文; a number of copies that is not that of the parties is kept, and told."""
        made: list[Tree] = []
        for text in self.draft.closing:
            words = self.put(text)
            found = TYPED_COPIES.search(words)
            count = marks.value(found[1]) if found else None
            if found and count is not None and self.draft.parties and count != len(self.draft.parties):
                message = f"末文は「{found[0]}」ですが、当事者は{len(self.draft.parties)}者です: 「{text}」"
                self.draft.guess(
                    message, self.draft.signers[0].line if self.draft.signers else self.draft.body[-1].line
                )
                made.append(words[: found.start()] + literally(f"{found[1]}通") + words[found.end(1) + 1 :])
            else:
                made.append(words)
        return made[0] if len(made) == 1 else made

    def _body(self) -> Made:
        draft = self.draft
        made: Made = {}
        depth = max(draft.ladder, default=-1) + 1
        ladder = [draft.ladder.get(n, _LADDER[min(n, len(_LADDER) - 1)]) for n in range(depth)]
        if ladder != _LADDER[:depth] or (ladder and draft.has_kanji_numerals):
            made["号の記号"] = list(ladder)
        if draft.paragraph_sign not in ("", "1"):
            made["項の記号"] = draft.paragraph_sign
        if draft.contents_form is not None:
            made["目次"] = _contents(draft.contents_form)
        level = draft.body[0].level if draft.body else "条"
        made[level] = [self._unit(c) for c in draft.body]
        return made

    def _unit(self, clause: Clause) -> Tree:
        match clause.level:
            case "条":
                return self._article(clause, self.names)
            case "項":
                return self._paragraph(clause)
            case _:
                return self._chapter(clause)

    def _chapter(self, clause: Clause) -> Made:
        made: Made = {"見出し": self.put(clause.caption or "")}
        for child in clause.children:
            below = made.setdefault(child.level, [])
            assert isinstance(below, list)
            below.append(self._unit(child))
        return made

    def _article(self, clause: Clause, names: Counter[str]) -> Made:
        made: Made = {}
        if clause.caption is not None:
            caption = self.put(clause.caption)
            made |= told_apart(names, caption)
            made["見出し"] = caption
        if len(clause.number) > 1:
            made["枝番"] = "はい"
        paragraphs = clause.children
        if clause.is_deleted and (not paragraphs or (len(paragraphs) == 1 and _stands_alone(paragraphs[0]))):
            self.draft.computed += [p.text for p in paragraphs]
            return made | {"削除": "はい"}
        if len(paragraphs) == 1:
            return made | self._clause(paragraphs[0], "号")
        return made | {"項": [self._paragraph(p) for p in paragraphs]}

    def _paragraph(self, clause: Clause) -> Tree:
        made: Made = {"見出し": self.put(clause.caption)} if clause.caption is not None else {}
        made |= self._clause(clause, "号")
        return made["本文"] if list(made) == ["本文"] else made

    def _item(self, clause: Clause) -> Tree:
        made: Made = {}
        if clause.caption is not None:
            made["見出し"] = self.put(clause.caption)
        if len(clause.number) > 1:
            made["枝番"] = "はい"
        if clause.is_deleted and _stands_alone(clause) and clause.caption is None:
            self.draft.computed.append(clause.text)
            return made | {"削除": "はい"}
        made |= self._clause(clause, "細分")
        return made["本文"] if list(made) == ["本文"] else made

    def _clause(self, clause: Clause, below: str) -> Made:
        has_more = bool(clause.children or clause.grids)
        made: Made = {"本文": self.put(clause.text)} if clause.text or not has_more else {}
        if clause.particulars is not None:
            made["記"] = self._particulars(clause.particulars)
        if clause.children:
            made[below] = [self._item(c) for c in clause.children]
        if clause.after:
            made["後文"] = self._texts(clause.after)
        if clause.grids:
            grids = [self.annexes.grid(g) for g in clause.grids]
            made["表"] = grids[0] if len(grids) == 1 else grids
        if clause.notes:
            made["注"] = self._texts(clause.notes)
        return made

    def _supplements(self) -> Tree:
        made = keyed(self.draft.supplements, [self._supplement(s) for s in self.draft.supplements])
        return made[0] if len(made) == 1 else made

    def _supplement(self, supplement: Supplement) -> Made:
        made: Made = {"題": self.put(supplement.title)} if supplement.title else {}
        made |= own_word(supplement, self.draft.supplements)
        clauses = supplement.clauses
        if clauses and clauses[0].level == "条":
            names: Counter[str] = Counter()
            return made | {"条": with_gaps(supplement, [self._article(c, names) for c in clauses])}
        if len(clauses) == 1 and not clauses[0].mark and clauses[0].caption is None:
            only = self._clause(clauses[0], "号")
            return made | (only if set(only) <= {"本文", "号"} else {"項": [only]})
        return made | {"項": with_gaps(supplement, [self._paragraph(c) for c in clauses])}


def _contents(form: tuple[str, str, str, str]) -> Tree:
    """はい, or what of the 目次 is not as usual."""
    usual = ("―", "・", "あり", "なし")
    own = {k: v for k, v, u in zip(("範囲", "二条", "附則", "別表"), form, usual, strict=True) if v != u}
    return own or "はい"


def _set_lines(signer: Signer) -> list[str]:
    """What stands on each line of a name, as 記名欄 says it."""
    return [" ".join(line) for line in signer.lines if line]


def _stands_alone(clause: Clause) -> bool:
    """Whether nothing stands in a unit but its one text."""
    return not (clause.children or clause.after or clause.grids or clause.notes)
