"""Random agreements and random revisions of them: the one place where tests of `revise` get their material."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from random import Random

from pipeline.provision.unit import Level, Provision, Unit

SENTENCES = (
    "甲及び乙は、〔a〕に規定する目的を達成するため、相互に連携を図るものとする。",
    "〔b〕の規定により必要となる費用の負担については、その都度、甲及び乙が協議して別に定めるものとする。",
    "甲は、毎年度、取組の成果を取りまとめ、「年次報告書（以下「報告書」という。）」として公表するものとする。",
    "甲及び乙の長は、連携中枢都市圏の取組に関する連絡調整を図るため、毎年度、会議を開催するものとする。",
    "この連携協約の有効期間は、締結の日から令和11年3月31日までとする。ただし、期間満了の3月前までに申出がないときは、更に1年間更新する。",
    "負担金の額は、年額500円とし、甲は平成26年8月25日までに乙に支払う。この場合において、乙は領収書を交付する。",
    "乙は、甲に通知し、甲は乙に報告し、乙がこれを公表する。",
    "次に掲げる事務は、甲が行う。",
    "甲及び乙は、協力する。",
    "前項の規定は、圏域内の他の町村との連携について準用する。",
    "個人情報の保護に関する法律（平成15年法律第57号）第2条第1項に規定する個人情報を適切に取り扱う。",
    "第2条第1項中「甲」とあるのは「乙」と、「取組」とあるのは「事業」と読み替えるものとする。",
    "あああいああ、ああという。",
)
WORDS = (
    "甲",
    "乙",
    "相互に",
    "連携",
    "協議",
    "毎年度",
    "取組",
    "費用",
    "負担",
    "規定",
    "、",
    "及び",
    "500円",
    "会議",
    "公表",
    "ああ",
)
NEW_WORDS = (
    "構成市町村", "協働", "協議及び調整", "年２回", "丙", "「地域協議会」", "（以下「協議会」という。）", "令和8年4月1日",
    "10人以上", "、", "あ", "と", "第3条", "主体的に", "",
)  # fmt: skip
CAPTIONS = (
    "目的",
    "基本方針",
    "連携する取組",
    "費用の負担",
    "定期的な協議",
    "疑義の解決",
    "有効期間",
    "個人情報の保護",
    "雑則",
)
HEADINGS = ("生活機能の強化", "結びつきの強化", "圏域マネジメント", "経済成長のけん引")
ROWS = (
    "介護", "環境", "移住・定住、交流", "保健の項目及び福祉", "介護", "教育の項の次", "産業及び観光、雇用", "地域医療（「夜間」を除く。）", "１", "別表第2の事業",
    "広域を対象とし、行う事業", "中心市街地の欄", "取組中の事業",
)  # fmt: skip
CELLS = (
    "甲と連携して実施する事業について、協力して取り組む。",
    "圏域の中心的な役割を担うとともに、関係町村との連携を推進する。",
    "「うみ・まち・ひと」を生かし、各種連携事業に取り組む。",
    "協力する。",
    "",
    "年2回、研修を行う。",
)


@dataclass
class Maker:
    """Makes units with fresh keys from one source of chance."""

    random: Random
    count: int = 0
    keys: list[str] = field(default_factory=list)

    def key(self, prefix: str) -> str:
        """A key that lasts, or (three in ten) one that is only a position."""
        self.count += 1
        return f"{prefix}{self.count}" if self.random.random() < 0.7 else f"#{self.count}"

    def some(self, least: int, most: int) -> range:
        """A random number of times."""
        return range(self.random.randint(least, most))

    def text(self) -> str:
        """The words of a 項."""
        return self.random.choice(SENTENCES)

    def clause(self, level: Level, below: tuple[Level, ...], least: int = 1) -> Unit:
        """A 項, 号 or 細分, with units below it now and then."""
        children: tuple[Unit, ...] = ()
        if below and self.random.random() < 0.25:
            children = tuple(self.clause(below[0], below[1:]) for _ in self.some(1, 4))
        text = (
            self.text()
            if level == "項"
            else self.random.choice(SENTENCES)[: self.random.randint(4, 30)].rstrip("「（、")
        )
        return Unit(level, text=_closed(text), children=children, key=self.key("k"))

    def article(self) -> Unit:
        """A 条."""
        caption = self.random.choice(CAPTIONS) if self.random.random() < 0.9 else None
        count = 1 if self.random.random() < 0.6 else self.random.randint(2, 4)
        paragraphs = tuple(self.clause("項", ("号", "細分", "小細分")) for _ in range(count))
        return Unit("条", caption=caption, children=paragraphs, key=self.key("a"))

    def row(self, columns: int) -> Unit:
        """A 行."""
        cells = [self.random.choice(ROWS), *(self.random.choice(CELLS) for _ in range(columns - 1))]
        return Unit("行", cells=tuple(cells), key=self.key("r"))

    def table(self) -> Unit:
        """A 表."""
        columns = ("連携施策", "取組内容", "甲の役割", "乙の役割")[: self.random.randint(2, 4)]
        return Unit("表", cells=columns, children=tuple(self.row(len(columns)) for _ in self.some(1, 6)))

    def section(self, level: Level) -> Unit:
        """A 節 or 小節."""
        inside: tuple[Unit, ...]
        if level == "節" and self.random.random() < 0.3:
            inside = tuple(self.section("小節") for _ in self.some(1, 3))
        else:
            inside = (self.table(),)
        return Unit(level, text=self.random.choice(HEADINGS), children=inside, key=self.key("s"))

    def schedule(self) -> Unit:
        """A 別表."""
        chance = self.random.random()
        inside: tuple[Unit, ...]
        if chance < 0.4:
            inside = tuple(self.section("節") for _ in self.some(1, 4))
        elif chance < 0.8:
            inside = (self.table(),)
        else:
            inside = tuple(self.clause("号", ()) for _ in self.some(1, 4))
        if self.random.random() < 0.3:
            inside = (*inside, Unit("備考", children=tuple(self.clause("項", ()) for _ in self.some(1, 3))))
        related = "（〔a〕関係）" if self.random.random() < 0.7 else ""
        return Unit("別表", text=related, children=inside, key=self.key("t"))

    def provision(self) -> Provision:
        """A whole agreement, not numbered yet."""
        return Provision(
            title="青森市及び蓬田村における連携協約",
            preamble=("甲及び乙は、次のとおり連携協約を締結する。",),
            articles=tuple(self.article() for _ in self.some(2, 8)),
            closing=("本書2通を作成し、各自1通を保有する。",),
            supplement=tuple(self.clause("項", ()) for _ in self.some(0, 2)),
            schedules=tuple(self.schedule() for _ in self.some(0, 3)),
        )


def _closed(text: str) -> str:
    """A piece of a sentence with its brackets closed."""
    for opening, closing in (("「", "」"), ("（", "）")):
        text += closing * max(0, text.count(opening) - text.count(closing))
    return text


def numbered(provision: Provision, branches: Random | None = None) -> Provision:
    """Numbers everything and gives 〔a〕 and 〔b〕 the words of a reference to the first and the last 条.

    With `branches` some 条 and 号 take 枝番 instead of the next number.
    """
    articles = _count(provision.articles, branches)
    count = len(provision.schedules)
    schedules = tuple(
        replace(
            s, number=() if count == 1 else (n,), children=tuple(_numbered(c, n2, branches) for n2, c in _places(s))
        )
        for n, s in enumerate(provision.schedules, 1)
    )
    done = replace(
        provision,
        articles=articles,
        supplement=tuple(_numbered(u, (n,), None) for n, u in enumerate(provision.supplement, 1)),
        schedules=schedules,
    )
    ends = (done.articles[0].number, done.articles[-1].number)
    return replace(
        done,
        articles=tuple(_bound(u, ends, u.number) for u in done.articles),
        supplement=tuple(_bound(u, ends, ()) for u in done.supplement),
        schedules=tuple(_bound(u, ends, ()) for u in done.schedules),
    )


def _places(unit: Unit) -> list[tuple[tuple[int, ...], Unit]]:
    made: list[tuple[tuple[int, ...], Unit]] = []
    count = 0
    for child in unit.children:
        count += child.level not in ("表", "備考", "行")
        made.append(((count,) if child.level not in ("表", "備考", "行") else (), child))
    return made


def _count(units: tuple[Unit, ...], branches: Random | None) -> tuple[Unit, ...]:
    made: list[Unit] = []
    number: tuple[int, ...] = (0,)
    for unit in units:
        branch = branches is not None and made and unit.level in ("条", "号") and branches.random() < 0.15
        branched = (number[0], number[1] + 1) if len(number) > 1 else (number[0], 2)
        number = branched if branch else (number[0] + 1,)
        made.append(_numbered(unit, number, branches))
    return tuple(made)


def _numbered(unit: Unit, number: tuple[int, ...], branches: Random | None) -> Unit:
    if unit.children and unit.children[0].level in ("項", "号"):
        return replace(unit, number=number, children=_count(unit.children, branches))
    return replace(unit, number=number, children=tuple(_numbered(c, n, branches) for n, c in _places(unit)))


def _bound(unit: Unit, ends: tuple[tuple[int, ...], tuple[int, ...]], here: tuple[int, ...]) -> Unit:
    def said(match: re.Match[str]) -> str:
        to = ends[0] if match[0] == "〔a〕" else ends[1]
        if here and len(here) == 1 and to == (here[0] - 1,):
            return "前条"
        return f"第{to[0]}条" + "".join(f"の{n}" for n in to[1:])

    text = re.sub("〔[ab]〕", said, unit.text)
    return replace(unit, text=text, skeleton=unit.text, children=tuple(_bound(c, ends, here) for c in unit.children))


class Reviser:
    """Makes random edits of an agreement before it is numbered."""

    def __init__(self, random: Random, maker: Maker) -> None:
        self.random, self.maker = random, maker

    def revise(self, provision: Provision, most: int) -> Provision:
        """The agreement after one to `most` edits."""
        for _ in range(self.random.randint(1, most)):
            provision = self._once(provision)
        return provision

    def _once(self, p: Provision) -> Provision:
        match self.random.choice(
            ("articles",) * 5 + ("schedules",) * 4 + ("supplement", "title", "preamble", "closing")
        ):
            case "articles":
                return replace(p, articles=self._siblings(p.articles, 2))
            case "schedules" if p.schedules:
                return replace(p, schedules=self._siblings(p.schedules, 1))
            case "supplement" if p.supplement:
                return replace(p, supplement=self._siblings(p.supplement, 1))
            case "title":
                return replace(p, title=p.title + "の変更")
            case "preamble":
                return replace(p, preamble=tuple(self._words(t) or t for t in p.preamble))
            case _:
                return replace(p, closing=(self._words(p.closing[0]) or p.closing[0], *p.closing[1:]))

    def _siblings(self, units: tuple[Unit, ...], least: int, parent: str = "") -> tuple[Unit, ...]:
        at = self.random.randrange(len(units))
        match self.random.choice(("in",) * 6 + ("add", "add", "drop", "move", "double")):
            case "add":
                return (*units[:at], self._like(units[at], parent), *units[at:])
            case "drop" if len(units) > least:
                return (*units[:at], *units[at + 1 :])
            case "move":
                rest = [*units[:at], *units[at + 1 :]]
                rest.insert(self.random.randint(0, len(rest)), units[at])
                return tuple(rest)
            case "double" if units[at].level not in ("表", "別表", "備考"):
                return (*units[: at + 1], replace(units[at], key=self.maker.key("d")), *units[at + 1 :])
            case _:
                return (*units[:at], self._inside(units[at]), *units[at + 1 :])

    def _like(self, unit: Unit, parent: str) -> Unit:
        maker = self.maker
        match unit.level:
            case "条":
                return maker.article()
            case "項":
                return maker.clause("項", () if parent == "備考" else ("号",))
            case "行":
                return maker.row(len(unit.cells))
            case "節" | "小節":
                return (
                    replace(maker.section(unit.level), children=unit.children[:1])
                    if unit.level == "小節"
                    else maker.section("節")
                )
            case "別表":
                return maker.schedule()
            case "表" | "備考":
                return unit
            case _:
                return maker.clause(unit.level, ())

    def _inside(self, unit: Unit) -> Unit:
        chance = self.random.random()
        if unit.level == "条" and chance < 0.15:
            return replace(unit, caption=self.random.choice((None, *CAPTIONS)))
        if unit.level == "行":
            at = self.random.randrange(len(unit.cells))
            cell = self._words(unit.cells[at]) if at or chance < 0.5 else unit.cells[at] + "等"
            return replace(unit, cells=(*unit.cells[:at], cell or "新", *unit.cells[at + 1 :]))
        if unit.children and (chance < 0.7 or unit.level in ("条", "表", "備考")):
            if unit.level in ("別表", "節", "小節") and {c.level for c in unit.children} & {"表", "備考"}:
                at = self.random.randrange(len(unit.children))
                return replace(
                    unit, children=(*unit.children[:at], self._inside(unit.children[at]), *unit.children[at + 1 :])
                )
            return replace(unit, children=self._siblings(unit.children, 1, unit.level))
        if unit.level == "別表":
            return unit
        if chance > 0.9:
            return replace(unit, text=self.maker.text())
        return replace(unit, text=self._words(unit.text) or unit.text + "等")

    def _words(self, text: str) -> str:
        places = [(m.start(), m.end()) for w in WORDS for m in re.finditer(re.escape(w), text)]
        if places and self.random.random() < 0.6:
            start, end = self.random.choice(places)
        else:
            start = self.random.randint(0, len(text))
            end = min(len(text), start + self.random.choice((0, 0, 1, 2, 5)))
        new = text[:start] + self.random.choice(NEW_WORDS) + text[end:]
        depth = 0
        for char in new:
            depth += (char == "「") - (char == "」")
            if depth < 0:
                return text + "等"
        cuts = re.findall("〔[^ab]|[^〔][ab]〕|[^ab]〕|〔$|^〕|〔[ab](?!〕)", new)
        return new.strip(" 　") if depth == 0 and not cuts and new.count("〔") == new.count("〕") else text


def pair(random: Random, most: int = 6) -> tuple[Provision, Provision]:
    """An agreement and a revision of it, both numbered."""
    maker = Maker(random)
    old = maker.provision()
    new = Reviser(random, maker).revise(old, most) if random.random() < 0.97 else maker.provision()
    branches = random.random() < 0.3
    seed = random.randint(0, 9999)
    return (
        numbered(old, Random(seed) if branches else None),
        numbered(new, Random(seed) if branches else None),
    )
