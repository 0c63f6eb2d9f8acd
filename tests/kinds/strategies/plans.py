"""Random plans of any numbering: the source, the words that each of them must print once, and its headings as they must print."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from random import Random

from hypothesis import strategies as st

Data = dict[str, object]
# How the levels below a part are numbered, and how the first labels go on: label(numbers of the way, own last).
KANA, CIRCLED, ROMAN = "アイウエオカキクケコ", "①②③④⑤⑥⑦⑧⑨⑩", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
COUNTED = {
    "第1章": lambda way: f"第{way[-1]}章",
    "第1節": lambda way: f"第{way[-1]}節",
    "Ⅰ": lambda way: ROMAN[way[-1] - 1],
    "1": lambda way: f"{way[-1]}",
    "(1)": lambda way: f"({way[-1]})",
    "①": lambda way: CIRCLED[way[-1] - 1],
    "ア": lambda way: KANA[way[-1] - 1],
    "政策1": lambda way: f"政策{way[-1]}",
    "施策1-1": lambda way: f"施策{way[-2]}-{way[-1]}",
    "1-1": lambda way: f"{way[-2]}-{way[-1]}",
    "1-1-1": lambda way: f"{way[-3]}-{way[-2]}-{way[-1]}",
    "1.1": lambda way: f"{way[-2]}.{way[-1]}",
}
PARTS = ("", "第1章", "Ⅰ", "政策1")
LADDERS = (
    ["第1節", "1", "(1)", "①", "ア"],
    ["1", "(1)", "①"],
    ["政策1", "施策1-1", "1-1-1", "(1)"],
    ["1", "1.1", "①", "ア"],
    ["第1章", "第1節", "1-1", "(1)"],
)
SIGNS = ("参考1", "参考2", "別紙ア", "○", "①", "〔資料A〕")
NUMBERS = (
    "12,345,678千円", "△1,234.5%", "1億2,328万7千円", "（3,456人）", "120.0％", "△185,400千円", "現状維持以上", "〃", "－",
    "28.5万人", "令和12年度", "9,999,999", "0.05μg", "60kg/世帯",
)  # fmt: skip


@dataclass(slots=True)
class Plan:
    """A source under construction; `said` are its words, `headings` its headings as they must print."""

    random: Random
    said: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)

    def word(self) -> str:
        """New words."""
        made = f"語{len(self.said):03}末"
        self.said.append(made)
        return made

    def chance(self, of: float = 0.5) -> bool:
        """Whether something is there."""
        return self.random.random() < of

    def sentence(self) -> str:
        """A sentence, now and then with a footnote or ruby."""
        end = self.random.choice(("を行う。", "は、年1,200人である（図1）。", "に2,000千円を充てる。"))
        if self.chance(0.2):
            return f'{self.word()}{{{{ ルビ("{self.word()}", "よみ") }}}}{end}'
        return self.word() + end

    def block(self) -> Data:
        """Any block of a paper."""
        match self.random.choice(("段落", "段落", "箇条", "注", "添え書き", "表", "指標表", "事業表", "図")):
            case "箇条":
                points = [self.sentence() for _ in range(self.random.randint(1, 4))]
                return {"箇条": {"記号": self.random.choice(("・", "①", "(1)", "ア", "○")), "項": points}}
            case "表":
                return {"表": self.table()}
            case "指標表":
                return {"指標表": self.indicators()}
            case "事業表":
                return {"事業表": self.works()}
            case "図":
                boxes = [{"文": self.word()} for _ in range(2)]
                return {"図": {"形": "体系", "題": "図の題", "箱": [{"文": self.word(), "箱": boxes}]}}
            case kind:
                return {kind: self.sentence()}

    def table(self) -> Data:
        """A table of free columns; now and then its first cell reaches down."""
        columns, rows = self.random.randint(2, 5), self.random.randint(1, 5)
        reaches = rows > 1 and self.chance(0.3)
        made = [[self.cell(n) for n in range(int(reaches and r < 2), columns)] for r in range(rows)]
        if reaches:
            made[0].insert(0, {"文": [self.word()], "縦": 2, "役": "項目"})
        title = {"題": self.word(), "題を印刷": "はい"} if self.chance(0.3) else {"題": "表の題"}
        return {**title, "見出し": [self.word() for _ in range(columns)], "行": made}

    def cell(self, column: int) -> object:
        """Words in the first column, figures in most of the others."""
        if column == 0 or self.chance(0.2):
            return self.word()
        number = self.random.choice(NUMBERS)
        return {"文": [number], "役": "数値"} if self.chance() else number

    def indicators(self) -> Data:
        """Targets and results of several years."""
        years = [f"令和{n}年度" for n in range(6, 6 + self.random.randint(1, 4))]
        rows = []
        for _ in range(self.random.randint(1, 3)):
            values = {year: self.random.choice(NUMBERS) for year in years if self.chance(0.8)}
            rows.append({"名称": self.word(), "基準値": self.random.choice(NUMBERS), "目標": values})
        return {"題": "指標の題", "年度": years, "行": rows}

    def works(self) -> Data:
        """Projects, their places and costs."""
        years = [f"令和{n}年度" for n in range(6, 6 + self.random.randint(1, 3))]
        rows = [
            {
                "名称": self.word(),
                "市町": self.random.sample(["甲市", "乙町"], self.random.randint(1, 2)),
                "事業費": {y: f"{self.random.randint(0, 9_999_999):,}千円" for y in years if self.chance(0.8)},
                "再掲": "はい" if self.chance(0.2) else "いいえ",
            }
            for _ in range(self.random.randint(1, 4))
        ]
        return {"題": "事業の題", "市町": ["甲市", "乙町"], "年度": years, "行": rows}

    def section(self, ladder: list[str], way: list[int]) -> Data:
        """A section with its heading, its blocks and the sections below it; `way` are the numbers down to it."""
        words = self.word()
        self.headings.append(f"{COUNTED[ladder[0]](way)}　{words}" if ladder else words)
        made: Data = {"見出し": words, "内容": [self.block() for _ in range(self.random.randint(0, 2))]}
        if len(ladder) > 1 and self.chance(0.6):
            made["節"] = self.sections(ladder[1:], way)
        return made

    def sections(self, ladder: list[str], way: list[int]) -> list[Data]:
        """Sections below a heading; a sign in the place of a number is printed as it stands and counts for nothing."""
        made: list[Data] = []
        for n in range(1, self.random.randint(2, 4)):
            if self.chance(0.2):
                sign, words = self.random.choice(SIGNS), self.word()
                self.headings.append(f"{sign}　{words}")
                made.append({"見出し": words, "記号": sign, "内容": [self.block()]})
            made.append(self.section(ladder, [*way, n]))
        return made

    def made(self) -> Data:
        """The whole plan."""
        of_parts = self.random.choice(PARTS)
        source: Data = {"種別": "計画", "題名": "計画の題名", "部": [], "部の番号": of_parts or "○"}
        if not of_parts:
            del source["部の番号"]
        if self.chance():
            source |= {"目次": "目次", "目次の深さ": self.random.randint(1, 3)}
        parts, count = [], 0
        for _ in range(self.random.randint(1, 3)):
            words = self.word()
            part: Data = {"見出し": words, "番号": self.random.choice(LADDERS)}
            is_numbered = of_parts != "" and self.chance(0.8)
            if of_parts and not is_numbered:
                part["番号を付ける"] = "いいえ"
            count += is_numbered
            self.headings.append(f"{COUNTED[of_parts]([count])}　{words}" if is_numbered else words)
            part["内容"] = [self.block() for _ in range(self.random.randint(0, 2))]
            ladder = self.random.choice(LADDERS)
            part["番号"] = ladder
            part["節"] = self.sections(ladder, [count] if is_numbered else [])
            parts.append(part)
        source["部"] = parts
        return source


def _plan(seed: int) -> tuple[str, list[str], list[str]]:
    plan = Plan(Random(seed))
    source = json.dumps(plan.made(), ensure_ascii=False, indent=1)
    return source, plan.said, plan.headings


# A source (JSON is YAML), its words, its headings.
plans = st.integers(0, 2**32).map(_plan)
