"""Random sources of papers of clauses over the whole model, and the words that each of them must print once."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from random import Random

from hypothesis import strategies as st

Data = dict[str, object]
KINDS = ("連携協約書", "定住自立圏形成協定書", "協定書", "覚書", "規約", "例規")
LADDERS = (["(1)", "ア", "(ア)", "a", "(a)"], ["(1)", "a", "(a)", "i"], ["①", "ア"], ["一", "イ", "(1)", "(i)"])
SIGNER_LINES = (["職名", "氏名"], ["職名 氏名"], ["住所", "名称", "職名 氏名 印"])


@dataclass(slots=True)
class Paper:
    """A source under construction; `said` are its words, each of which nothing else says."""

    random: Random
    said: list[str] = field(default_factory=list)

    def word(self) -> str:
        """New words."""
        made = f"語{len(self.said):03}末"
        self.said.append(made)
        return made

    def text(self) -> str:
        """A sentence with new words, now and then with a ただし書."""
        return self.word() + self.random.choice(
            ("を行う。", "とする。", "とする。ただし、別に定めるときは、この限りでない。")
        )

    def chance(self, of: float = 0.5) -> bool:
        """Whether something is there."""
        return self.random.random() < of

    def some(self, most: int = 3) -> range:
        """One up to so many."""
        return range(self.random.randint(1, most))

    def items(self, depth: int, deepest: int) -> list[object]:
        """号 or 細分."""
        return [self.item(depth, deepest) for _ in self.some(2)]

    def item(self, depth: int, deepest: int) -> object:
        """One of them, with what stands below it."""
        if self.chance(0.4):
            return self.text()
        made: Data = {"見出し": self.word()} if self.chance(0.3) else {"本文": self.text()}
        if "見出し" in made and self.chance():
            made["本文"] = self.text()
        if depth < deepest and self.chance(0.5):
            made["細分"] = self.items(depth + 1, deepest)
        if self.chance(0.2):
            made["後文"] = [self.text() for _ in self.some(2)]
        return made

    def paragraph(self, deepest: int) -> Data:
        """項 with all that may stand below it."""
        made: Data = {"本文": self.text()}
        if self.chance(0.4):
            made["号"] = self.items(1, deepest)
            if self.chance(0.3):
                made["後文"] = self.text()
        if self.chance(0.15):
            made["表"] = self.table()
        if ("号" in made or "表" in made) and self.chance(0.2):
            made["記"] = self.particulars()
        if self.chance(0.15):
            made["注"] = [self.text() for _ in self.some(2)]
        return made

    def particulars(self) -> object:
        """記 and 以上, as usual or with words of its own."""
        match self.random.choice(("はい", "初め", "終わり", "なし")):
            case "はい":
                return "はい"
            case "なし":
                return {"終わり": "なし"}
            case name:
                return {name: self.word()}

    def article(self, deepest: int, *, first: bool) -> Data:
        """条: deleted, a branch, of one 項 or of several."""
        if not first and self.chance(0.1):
            return {"削除": "はい"}
        made: Data = {"見出し": self.word()} if self.chance(0.8) else {}
        if not first and self.chance(0.1):
            made["枝番"] = "はい"
        if self.chance(0.3):
            made["項"] = [self.paragraph(deepest) for _ in range(self.random.randint(2, 3))]
            return made
        return made | self.paragraph(deepest)

    def articles(self, deepest: int) -> list[Data]:
        """One up to three 条."""
        return [self.article(deepest, first=n == 0) for n in self.some(3)]

    def body(self, deepest: int) -> Data:
        """条, 章 or 項."""
        match self.random.choice(("条", "条", "章", "項")):
            case "章":
                return {"章": [self.chapter(deepest) for _ in self.some(2)]}
            case "項":
                return {"項": [self.paragraph(deepest) for _ in range(self.random.randint(2, 3))]}
            case _:
                return {"条": self.articles(deepest)}

    def chapter(self, deepest: int) -> Data:
        """章 of 条, or of 節."""
        made: Data = {"見出し": self.word()}
        if self.chance(0.3):
            made["節"] = [{"見出し": self.word(), "条": self.articles(deepest)} for _ in self.some(2)]
        else:
            made["条"] = self.articles(deepest)
        return made

    def supplement(self, deepest: int) -> Data:
        """附則 of one text, of 項 or of 条."""
        made: Data = {"題": f"（{self.word()}）"} if self.chance(0.3) else {}
        match self.random.choice(("本文", "項", "条")):
            case "項":
                made["項"] = [self.text() for _ in range(2)]
            case "条":
                made["条"] = self.articles(deepest)
            case _:
                made["本文"] = self.text()
        return made

    def cell(self) -> object:
        """A text, several, numbered ones, points, or nothing."""
        match self.random.randint(0, 9):
            case 0:
                return ""
            case 1:
                return [self.word(), self.word()]
            case 2:
                return {"本文": self.word(), "号": [self.word(), {"本文": self.word(), "号": [self.word()]}]}
            case 3:
                return {"箇条": [self.word(), self.word()]}
            case _:
                return self.word()

    def table(self) -> Data:
        """A table with a title of its own, now and then."""
        made = self.bare_table()
        if self.chance(0.2):
            made["題"] = self.word()
        return made

    def bare_table(self) -> Data:
        """列 and 行, and what may be noted below."""
        has_heads = self.chance(0.8)
        columns = [self.column(n) if has_heads else "" for n in self.some(4)]
        count = sum(len(c["列"]) if isinstance(c, dict) and isinstance(c.get("列"), list) else 1 for c in columns)
        rows: list[object] = []
        for _ in self.some(3):
            if self.chance(0.15):
                rows.append({"帯": self.word()})
            rows.append([self.word(), *(self.cell() for _ in range(count - 1))])
        made: Data = {"列": columns, "行": rows} if has_heads else {"欄名": "なし", "行": rows}
        if self.chance(0.2):
            made["備考"] = [self.text() for _ in self.some(2)]
        return made

    def column(self, n: int) -> object:
        """A column, or a head over two."""
        if n and self.chance(0.2):
            return {"名": self.word(), "列": [self.word() for _ in range(2)]}
        if n == 0 and self.chance(0.3):
            return {"名": self.word(), "結合": "はい"}
        return self.word()

    def section(self, depth: int) -> Data:
        """項目 of a 別表."""
        made: Data = {"見出し": self.word()}
        if self.chance(0.2):
            made["前書き"] = self.text()
        if depth < 2 and self.chance(0.4):
            made["項目"] = [self.section(depth + 1) for _ in self.some(2)]
        elif self.chance(0.8):
            made |= self.bare_table() if self.chance(0.7) else {"表": [self.table() for _ in self.some(2)]}
        return made

    def schedule(self) -> Data:
        """別表 of 項目 or of a table."""
        made: Data = {"見出し": self.word()} if self.chance(0.3) else {}
        if self.chance(0.2):
            made["前書き"] = self.text()
        if self.chance():
            made["項目"] = [self.section(1) for _ in self.some(2)]
            if self.chance(0.2):
                made["項目の記号"] = self.random.choice((["なし"], ["ア", "(ア)"], ["第1", "1"]))
        else:
            made |= self.bare_table() if self.chance(0.7) else {"表": [self.table() for _ in self.some(2)]}
        if self.chance(0.2):
            made["注"] = self.text()
        if self.chance(0.2):
            made["後書き"] = self.text()
        return made

    def source(self) -> Data:
        """The whole paper."""
        kind = self.random.choice(KINDS)
        ladder = self.random.choice(LADDERS)
        made: Data = {"種別": kind, "題名": self.word()}
        if kind not in ("規約", "例規"):
            made |= self.ends()
            made["前文"] = [self.text(), {"一覧": [self.word(), self.word()]}] if self.chance(0.3) else self.text()
            if self.chance(0.8):
                made["末文"] = self.text()
        if self.chance(0.3):
            made["公布"] = {"標": "○", "題名の前": self.word(), "題名の後": [self.word(), self.word()]}
        if self.chance():
            made["号の記号"] = ladder
        if self.chance(0.2):
            made["見出しの位置"] = "条の後"
        if self.chance(0.2):
            made["項の番号"] = "1から"
        if self.chance(0.2):
            made["記"] = self.particulars()
        made |= self.body(len(ladder) if "号の記号" in made else 5)
        if self.chance(0.4):
            made["附則"] = [self.supplement(1) for _ in self.some(2)]
        if self.chance(0.6):
            made["別表"] = [self.schedule() for _ in self.some(2)]
        return made

    def ends(self) -> Data:
        """The parties, the day and the names."""
        made: Data = {"締結日": self.random.choice(("令和2年3月25日", "令和　年　月　日"))}
        if made["締結日"] != "令和2年3月25日":
            made["基準日"] = "令和2年3月25日"
        names = ["海山市", "川田町", "森村"][: self.random.randint(2, 3)]
        made["当事者"] = names if self.chance() else dict(zip("甲乙丙", names, strict=False))
        made["日付の位置"] = self.random.choice(("末文の後", "題名の後", "前文の後", "記名の後", "なし"))
        if self.chance():
            lines = self.random.choice(SIGNER_LINES)
            made["記名欄"] = {"行": lines} | ({"印": "㊞"} if "印" in "".join(lines) else {})
        if self.chance(0.3):
            made["立会人"] = [{"職名": self.word(), "氏名": self.word()}]
        return made


def random_paper(seed: int) -> tuple[str, list[str]]:
    """A source as YAML (JSON is YAML), and the words that it must print once each."""
    paper = Paper(Random(seed))
    return json.dumps(paper.source(), ensure_ascii=False), paper.said


papers = st.integers(0, 2**32).map(random_paper)
