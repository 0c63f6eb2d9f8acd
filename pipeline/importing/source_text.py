"""An existing agreement -> the text of a source (YAML) that says the same words, and what a clerk has to look at."""

from __future__ import annotations

import re

import yaml

from pipeline.importing.agreement import OldAgreement
from pipeline.kinds import KINDS
from pipeline.notation.citation import article_label
from pipeline.provision.unit import Provision, Unit

_KIND = "連携協約書"
_ROLE = re.compile("([甲乙丙丁戊])の役割")
_FIRST_COLUMNS = ("連携施策", "取組内容")
_WIDE = 1_000_000  # a source may not fold its lines

Tree = dict[str, object]


def transcript(old: OldAgreement) -> tuple[str, tuple[str, ...]]:
    """The source, and all guesses and lines left over as sentences."""
    assert _KIND in KINDS
    writer = _Transcriber()
    provision = old.provision
    content: Tree = {"種別": _KIND, "題名": old.title, "協約名": provision.title}
    content |= {"締結日": old.day} if old.day else {}
    content["当事者"] = dict(old.parties)
    if old.signers:
        content["記名"] = {s.symbol: {"職名": s.office, "氏名": s.name} for s in old.signers}
    content["前文"] = provision.preamble[0] if len(provision.preamble) == 1 else list(provision.preamble)
    content["条"] = [writer.article(u) for u in provision.articles]
    content["末文"] = "".join(provision.closing)
    if provision.schedules:
        content["別表"] = [writer.schedule(u, provision) for u in provision.schedules]
    lacking = [f"「{key}」が読み取れませんでした。書き足してください" for key, value in content.items() if not value]
    if len(provision.closing) > 1:
        lacking.append("末文の行をつなぎました")
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=_WIDE)
    left_over = [f"どこにも入らない行です: 「{line}」" for line in old.left_over]
    left_over += [f"附則は原稿に書けません: 「{unit.text}」" for unit in provision.supplement]
    return text, (*old.guesses, *lacking, *writer.notes, *left_over)


class _Transcriber:
    """Turns units into the mappings of a source; `notes` are for the clerk."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def article(self, unit: Unit) -> Tree:
        """A 条: one 項 as 本文, several as 項."""
        if unit.caption is None:
            self.notes.append(f"{article_label(unit.number)}に見出しがありません。書き足してください")
        made: Tree = {"見出し": unit.caption or ""}
        paragraphs = [self._clause(p) for p in unit.children]
        return made | (paragraphs[0] if len(paragraphs) == 1 else {"項": paragraphs})

    def _clause(self, unit: Unit) -> Tree:
        if "{{" in unit.text or "{%" in unit.text:
            self.notes.append(f"波括弧は原稿では差し込みの印です: 「{unit.text[:20]}」")
        below = [self._clause(c) for c in unit.children]
        key = {"項": "号", "号": "細分"}.get(unit.level, "細分")
        return {"本文": unit.text, **({key: below} if below else {})}

    def schedule(self, unit: Unit, provision: Provision) -> Tree:
        """A 別表 with its 節, 小節 and rows."""
        related = re.search("第([0-9０-９]+)条", unit.text)
        article = next((a for a in provision.articles if related and a.number == (int(related[1]),)), None)
        if article is None or article.caption is None:
            self.notes.append(
                f"別表がどの条に関係するかが分かりません。「関係」に条の見出しを書いてください: 「{unit.text}」"
            )
        made: Tree = {"関係": article.caption if article is not None and article.caption else ""}
        return made | {"項目": [self._division(child) for child in unit.children if child.level != "備考"]}

    def _division(self, unit: Unit) -> Tree:
        if unit.level == "表":
            self.notes.append("別表の表に項目の見出しがありません。「見出し」を書き足してください")
            return {"見出し": "", "施策": self._measures(unit)}
        made: Tree = {"見出し": unit.text}
        for child in unit.children:
            if child.level == "表":
                made["施策"] = self._measures(child)
        below = [self._division(c) for c in unit.children if c.level == "小節"]
        return made | ({"項目": below} if below else {})

    def _measures(self, table: Unit) -> list[Tree]:
        roles = [_ROLE.fullmatch(cell) for cell in table.cells[2:]]
        if table.cells[:2] != _FIRST_COLUMNS or not all(roles):
            self.notes.append(f"表の欄（{'・'.join(table.cells)}）を、連携施策・取組内容・役割とみなしました")
        symbols = [role[1] if role else "甲乙丙丁戊"[n] for n, role in enumerate(roles[:5])]
        made: list[Tree] = []
        for row in table.children:
            cells = row.cells if row.level == "行" else (row.text,)
            if len(cells) != len(table.cells):
                self.notes.append(f"欄の数が違う行です: 「{'｜'.join(cells)}」")
                continue
            made.append(
                {
                    "連携施策": cells[0],
                    "取組内容": cells[1] if len(cells) > 1 else "",
                    "役割": dict(zip(symbols, cells[2:], strict=False)),
                }
            )
        return made
