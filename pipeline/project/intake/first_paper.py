"""What a clerk says of an area and of a paper to begin with -> the facts and the source, made from the starting files.

Names go where the starting files have theirs; what was not said stays as it is there, to be rewritten on the page.
"""

from __future__ import annotations

from importlib.resources import files as resources

from pipeline.diagnostics import Problems, Written
from pipeline.late.dataclass import dataclass
from pipeline.project.load import AREA_FILE
from pipeline.source import reader
from pipeline.source.nodes import Mapping, Sequence
from pipeline.source.rewriting import entries
from pipeline.source.rewriting.scalars import Scalar, UnwritableError, rewritten
from pipeline.source.rewriting.yaml_text import scalar

# Kinds that there is a starting file for: its name, and what the paper is for.
STARTERS: dict[str, tuple[str, str]] = {
    "連携協約書": ("kyoyaku", "連携中枢都市圏などの連携協約（地方自治法第252条の2）。相手方ごとに一通"),
    "定住自立圏形成協定書": ("teiju", "定住自立圏の形成に関する協定。相手方ごとに一通"),
    "協定書": ("kyotei", "甲・乙を使わず、市町村の名前を並べて結ぶ協定"),
    "覚書": ("oboegaki", "甲と乙が取り交わす覚書"),
    "規約": ("kiyaku", "協議会などの規約。条・附則のある告示の形"),
    "連携ビジョン概要": ("gaiyo", "圏域のビジョンの概要。指標と事業の表"),
    "事業一覧": ("jigyo", "協約に基づく具体的な事業の一覧"),
    "計画": ("keikaku", "章・節のある計画。目次が付く"),
    "基本計画": ("kihon", "政策・施策・取組と指標。施策の体系の図が付く"),
    "方針": ("hoshin", "連携などの方針。見出しと箇条"),
    "予算概要": ("yosan", "主要事業と財源の表"),
}
_PARTIES = "当事者"


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
    stem = STARTERS[kind][0]
    data = (resources("pipeline.project.intake") / "starter" / f"{stem}.yaml").read_bytes()
    own = _keys(data)
    if "協約名" in own:
        data = _set(data, ("協約名",), "{{ 甲 }}及び{{ 乙 }}における連携協約")
    if "作成" in own and towns:
        data = _set(data, ("作成",), f"{towns[0]}　企画政策部")
    if "締結日" in own:
        data = _dated(data, day, base_day)
    if _PARTIES in own and towns:
        data = _named(data, towns)
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
    parties = root.get(_PARTIES) if isinstance(root, Mapping) else None
    if isinstance(parties, Sequence):
        places: list[entries.Path] = [(_PARTIES, n) for n in range(len(parties.items))]
    else:
        assert isinstance(parties, Mapping)
        places = [(_PARTIES, entry.key.text) for entry in parties.entries]
    for place, town in zip(places, towns, strict=False):
        data = _set(data, place, town)
    holder = (_PARTIES,) if isinstance(parties, Sequence) else places[-1]
    for town in towns[len(places) :]:
        data = entries.joined(data, AREA_FILE, holder, town)
    return data


def _keys(data: bytes) -> list[str]:
    root = reader.parse(data, AREA_FILE, Problems())
    return [entry.key.text for entry in root.entries] if isinstance(root, Mapping) else []


def _set(data: bytes, path: entries.Path, words: str) -> bytes:
    root = reader.parse(data, AREA_FILE, Problems())
    assert root is not None
    node = entries.at(root, path)
    assert isinstance(node, Written)
    return rewritten(data, AREA_FILE, Scalar(node.start, node.end), words)


def with_table(data: bytes, book: str, sheet: str) -> bytes:
    """The source with the rows of its 別表 taken from a workbook that lies beside it."""
    root = reader.parse(data, AREA_FILE, Problems())
    annexes = root.get("別表") if isinstance(root, Mapping) else None
    if annexes is None:
        raise UnwritableError("この種類の見本には、Excel から取り込む別表がありません")
    place: entries.Path = ("別表", 0, "項目", 0, "施策")
    called = {"表の元": book} | ({"シート": sheet} if sheet else {})
    return entries.inserted(entries.removed(data, AREA_FILE, place), AREA_FILE, place, called)
