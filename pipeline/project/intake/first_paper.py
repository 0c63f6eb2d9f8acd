"""What a clerk says of an area and of a paper to begin with -> the facts and the source, made from the starting files.

Names go where the starting files have theirs; what was not said stays as it is there, to be rewritten on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files as resources

from pipeline.diagnostics import Problems, Written
from pipeline.late.dataclass import dataclass
from pipeline.project.load import AREA_FILE
from pipeline.source import reader
from pipeline.source.nodes import Mapping as Pairs
from pipeline.source.nodes import Node, Sequence
from pipeline.source.rewriting import entries
from pipeline.source.rewriting.scalars import Scalar, UnwritableError, rewritten, scalars
from pipeline.source.rewriting.yaml_text import scalar

# Kinds that there is a starting file for: its name, and what the paper is for.
STARTERS: dict[str, tuple[str, str]] = {
    "連携協約書": ("kyoyaku", "連携中枢都市圏などの連携協約（地方自治法第252条の2）。相手方ごとに一通"),
    "定住自立圏形成協定書": ("teiju", "定住自立圏の形成に関する協定。相手方ごとに一通"),
    "協定書": ("kyotei", "甲・乙を使わず、市町村の名前を並べて結ぶ協定"),
    "覚書": ("oboegaki", "甲と乙が取り交わす覚書"),
    "規約": ("kiyaku", "協議会などの規約。条・附則のある告示の形"),
    "例規": ("jorei", "条例・規則・要綱。公布の日と番号、枝番、附則。一部改正の文も作れる"),
    "連携ビジョン概要": ("gaiyo", "圏域のビジョンの概要。指標と事業の表"),
    "事業一覧": ("jigyo", "協約に基づく具体的な事業の一覧"),
    "計画": ("keikaku", "章・節のある計画。目次が付く"),
    "基本計画": ("kihon", "政策・施策・取組と指標。施策の体系の図が付く"),
    "方針": ("hoshin", "連携などの方針。見出しと箇条"),
    "予算概要": ("yosan", "主要事業と財源の表"),
}
_PARTIES = "当事者"
_ANY_HEAD = "市町村長"
# The kind of the facts of a council: a file for each, about an agreement that lies beside it.
COUNCIL = "議会"
_RULES, _ORDINANCE = "例規", "条例"
# What a matter may be about: its acts, that of a paper to be made and that of one to be amended first, and a summary.
_MATTERS: dict[str, tuple[tuple[str, ...], str]] = {
    "協約": (("締結", "変更", "廃止"), "住民が安心して暮らすことのできる圏域をつくる"),
    _ORDINANCE: (("制定", "改正"), "住民の福祉を増進する"),
}
# Kinds that councils vote on, those first on which they always do.
_AGREEMENTS = ("連携協約書", "定住自立圏形成協定書", "規約", "協定書", "覚書")


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality as a clerk names it; `head` and `since` "" where none is named."""

    name: str
    office: str
    head: str = ""
    since: str = ""


def area_file(name: str, profile: str, towns: tuple[Town, ...]) -> bytes:
    """The facts of an area, with the remarks that a clerk needs later."""
    lines = [
        "# yaml-language-server: $schema=../../schemas/圏域.json",
        "# 圏域の事実。協約書には、締結日に在任している長が、ここから記名されます。",
        "種別: 圏域",
        f"圏域名: {scalar(name)}",
        f"流儀: {scalar(profile)}",
        "市町村:" if towns else "市町村: {}",
    ]
    for town in towns:
        lines += [f"  {scalar(town.name)}:", f"    職名: {scalar(town.office)}"]
        if town.head:
            lines += ["    長:", f"      - 氏名: {scalar(town.head)}", f"        就任日: {scalar(town.since)}"]
    return ("\n".join(lines) + "\n").encode()


def paper(kind: str, towns: tuple[str, ...], day: str, base_day: str) -> bytes:
    """A source of a kind for these municipalities, the first of which is 甲. `day` "": not yet known, as on `base_day`."""
    data = undated(kind, towns)
    return _dated(data, day, base_day) if "締結日" in _keys(data) else data


def undated(kind: str, towns: tuple[str, ...]) -> bytes:
    """The same with the day of the starting file."""
    stem = STARTERS[kind][0]
    data = (resources("pipeline.project.intake") / "starter" / f"{stem}.yaml").read_bytes()
    own = _keys(data)
    if "作成" in own and towns:
        data = _set(data, ("作成",), f"{towns[0]}　企画政策部")
    if _PARTIES in own and towns:
        data = _named(data, towns)
    # A municipality calls its own head without its name (町長は).
    if towns and towns[0].endswith(("市", "区", "町", "村")):
        data = data.replace(_ANY_HEAD.encode(), f"{towns[0][-1]}長".encode())
    return data


def _dated(data: bytes, day: str, base_day: str) -> bytes:
    if day:
        return _set(data, ("締結日",), day)
    data = _set(data, ("締結日",), base_day)
    root = reader.parse(data, AREA_FILE, Problems())
    assert root is not None
    written = entries.at(root, ("締結日",))
    assert isinstance(written, Written)
    text = data.decode()
    line = text.index("\n", written.end)
    return f"{text[: written.start].rstrip()}\n基準日: {scalar(base_day)}  # 締結日が未定の間、この日に在任する長を記名します{text[line:]}".encode()


def _named(data: bytes, towns: tuple[str, ...]) -> bytes:
    root = reader.parse(data, AREA_FILE, Problems())
    parties = root.get(_PARTIES) if isinstance(root, Pairs) else None
    if isinstance(parties, Sequence):
        places: list[entries.Path] = [(_PARTIES, n) for n in range(len(parties.items))]
    else:
        assert isinstance(parties, Pairs)
        places = [(_PARTIES, entry.key.text) for entry in parties.entries]
    for place, town in zip(places, towns, strict=False):
        data = _set(data, place, town)
    holder = (_PARTIES,) if isinstance(parties, Sequence) else places[-1]
    for town in towns[len(places) :]:
        data = entries.joined(data, AREA_FILE, holder, town)
    return data


def _keys(data: bytes) -> list[str]:
    root = reader.parse(data, AREA_FILE, Problems())
    return [entry.key.text for entry in root.entries] if isinstance(root, Pairs) else []


def _set(data: bytes, path: entries.Path, words: str) -> bytes:
    root = reader.parse(data, AREA_FILE, Problems())
    assert root is not None
    node = entries.at(root, path)
    assert isinstance(node, Written)
    return rewritten(data, AREA_FILE, Scalar(node.start, node.end), words)


def with_table(data: bytes, book: str, sheet: str) -> bytes:
    """The source with the rows of its 別表 taken from a workbook that lies beside it."""
    root = reader.parse(data, AREA_FILE, Problems())
    annexes = root.get("別表") if isinstance(root, Pairs) else None
    if annexes is None:
        raise UnwritableError("この種類の見本には、Excel から取り込む別表がありません")
    place: entries.Path = ("別表", 0, "項目", 0, "施策")
    called = {"表の元": book} | ({"シート": sheet} if sheet else {})
    return entries.inserted(entries.removed(data, AREA_FILE, place), AREA_FILE, place, called)


def sittings(towns: tuple[str, ...], sources: Mapping[str, bytes], signed: frozenset[str]) -> dict[str, bytes]:
    """The facts of the next session of each party's council, by the names of their files; {} if no source is brought to one.

    `sources` are those of the folder by the names of their files, the facts of the area among them; what has a version among
    `signed` comes to be amended. A 条例 is brought to the council of its own municipality, the first one.
    """
    own = {name.rpartition(".")[0]: data for name, data in sources.items()}
    kinds = {stem: _said(data, "種別") for stem, data in own.items()}
    made = {stem: _parties(data) for stem, data in own.items() if kinds[stem] in _AGREEMENTS}
    about = next((stem for kind in _AGREEMENTS for stem, held in made.items() if kinds[stem] == kind and held), None)
    if about is not None:
        day = _said(own[about], "締結日") or _said(own[about], "基準日")
        amended = any(name == about or name.startswith(f"{about}-") for name in signed)
        matter = _matter("協約", about, amended=amended)
        brought = tuple(town for town in towns if town in made[about]) or towns
        area = sources[AREA_FILE]
        return {f"gikai-{town}.yaml": _sitting(town, matter, day or _since(area, town)) for town in brought}
    rule = next((s for s, kind in kinds.items() if kind == _RULES and _said(own[s], "題名").endswith(_ORDINANCE)), None)
    if rule is None or not towns:
        return {}
    matter = _matter(_ORDINANCE, rule, amended=rule in signed)
    return {f"gikai-{towns[0]}.yaml": _sitting(towns[0], matter, _since(sources[AREA_FILE], towns[0]))}


def towns_of(area: bytes) -> tuple[str, ...]:
    """The municipalities of a file of facts."""
    root = reader.parse(area, AREA_FILE, Problems())
    towns = root.get("市町村") if isinstance(root, Pairs) else None
    return tuple(entry.key.text for entry in towns.entries) if isinstance(towns, Pairs) else ()


def _parties(data: bytes) -> tuple[str, ...]:
    """What the source of an agreement writes of its parties: symbols, names, what stands for them ({{ 相手方 }})."""
    held = _at(data, (_PARTIES,))
    return tuple(said.text.strip() for said in scalars(held)) if held is not None else ()


def _said(data: bytes, *path: str | int) -> str:
    """What a source says at a place; "" for nothing."""
    found = _at(data, path)
    return found.text.strip() if isinstance(found, Written) else ""


def _at(data: bytes, path: entries.Path) -> Node | None:
    root = reader.parse(data, AREA_FILE, Problems())
    try:
        return entries.at(root, path) if root is not None else None
    except UnwritableError:
        return None


def _since(area: bytes, town: str) -> str:
    """The day since which the last head of a municipality is in office; "" if none is told."""
    heads = _at(area, ("市町村", town, "長"))
    return _said(area, "市町村", town, "長", len(heads.items) - 1, "就任日") if isinstance(heads, Sequence) else ""


def _matter(of: str, about: str, *, amended: bool) -> list[str]:
    acts, summary = _MATTERS[of]
    return [
        f"  - {of}: {scalar(about)}",
        f"    行為: {acts[1 if amended else 0]}  # {'・'.join(acts)}",
        "    議案番号:  # 決まったら書きます",
        f"    要約: {summary}  # 提案理由の文に入ります",
    ]


def _sitting(town: str, matter: list[str], day: str) -> bytes:
    lines = [
        "# yaml-language-server: $schema=../../schemas/議会.json",
        "# 議会に出すものの見本。会議ごとに一枚です。題名、当事者、別紙、提出者は、協約や条例の原稿と area.yaml から入ります。",
        "種別: 議会",
        f"会議名: {scalar(f'令和　年第　回{town}議会定例会')}",
        f"議会: {scalar(town)}",
        "# 会期: 令和8年3月2日～令和8年3月19日",
        "提出日:  # 決まったら書きます",
        f"基準日: {day}  # 提出日も会期も未定の間、この日に在任する長を提出者にします",
        "作る文書: [議案, 説明資料]  # 議決されたら、この行を消すと、告示、届出書、議決結果もできます",
        "案件:",
        *matter,
        "    # 議決日: 令和8年3月19日",
        "    # 結果: 原案可決",
    ]
    return ("\n".join(lines) + "\n").encode()
