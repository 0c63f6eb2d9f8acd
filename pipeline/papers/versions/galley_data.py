"""A galley <-> plain data for JSON: all that is printed and how, so that a version can be compared and printed again.

Where the words of a run came from in the source is not kept: the source goes on. Reading is strict: what is not of this
form is refused.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar, get_args

from pipeline.galley.blocks import (
    Arrow,
    ArrowPoints,
    Band,
    Bar,
    Block,
    Break,
    Cell,
    Drawing,
    Galley,
    Grid,
    Image,
    PageBreak,
    Para,
    Part,
    Row,
    Run,
    SignatureBox,
    Tile,
    Tone,
)  # fmt: skip
from pipeline.pictures import PictureError
from pipeline.pictures import read as read_picture

T = TypeVar("T")
# A run of one paragraph: its words, or its words with what they bear.
Data = Mapping[str, object]


class DataError(Exception):
    """What is wrong with data that is no galley."""


def told(galley: Galley) -> dict[str, object]:
    """The galley as data."""
    return {
        "題名": galley.title,
        "主題": galley.subject,
        "作成者": galley.author,
        "日": galley.day.isoformat() if galley.day is not None else None,
        "欄": [list(field) for field in galley.fields],
        "部": [
            {"名": p.name, "横": p.landscape, "塊": [_block(b) for b in p.blocks]} for p in galley.parts
        ],
        **({"脚注": list(map(_para, galley.notes))} if galley.notes else {}),
        **({"柱": galley.running} if galley.running else {}),
    }  # fmt: skip


def _block(block: Block) -> dict[str, object]:
    match block:
        case Para():
            return _para(block)
        case Grid(style=style, head=head, rows=rows, title=title, shares=shares):
            return {
                "表": style,
                "題": title,
                **({"幅": list(shares)} if shares else {}),
                "頭": list(map(_row, head)),
                "行": list(map(_row, rows)),
            }
        case Drawing(title=title, columns=columns, head=head, bands=bands):
            return {"図": title, "列": list(columns), "頭": list(map(_band, head)), "帯": list(map(_band, bands))}
        case PageBreak(landscape=landscape):
            return {"改頁": landscape}
        case Image():
            return _image(block)


def _image(image: Image) -> dict[str, object]:
    """The file itself goes along: what a version showed must be seen when it is gone."""
    held = {"画": b64encode(image.picture.data).decode("ascii"), "元": image.picture.sha256, "代": image.alt}
    widths = {"割": image.share, "点": image.width_pt}
    return {**held, **{key: value for key, value in widths.items() if value is not None}}


def _para(para: Para) -> dict[str, object]:
    made: dict[str, object] = {"文": para.style, "語": list(map(_run, para.runs))}
    if para.label:
        made["番"] = list(map(_run, para.label))
    box = [para.box.name, para.box.spoken] if para.box is not None else None
    bears = (("階", para.heading), ("栞", para.outline), ("札", para.anchor), ("署", box))
    return made | {key: value for key, value in bears if value is not None}


def _run(run: Run) -> object:
    bears = {"様": run.style, "先": run.target, "読": run.ruby, "頁": run.page_of}
    held = {key: value for key, value in bears.items() if value is not None}
    return {"字": run.text, **held} if held else run.text


def _row(row: Row) -> list[object]:
    return [_cell(cell) for cell in row.cells]


def _cell(cell: Cell) -> dict[str, object]:
    spans = {"横": cell.columns} if cell.columns > 1 else {}
    spans |= {"縦": cell.rows} if cell.rows > 1 else {}
    return {"段": list(map(_para, cell.paras)), **spans}


def _band(band: Band) -> dict[str, object]:
    return {"升": list(map(_tile, band.tiles)), "高": band.height_em, "切": band.ends.value}


def _tile(tile: Tile) -> dict[str, object]:
    arrow = tile.arrow
    made = {
        "段": list(map(_para, tile.paras)),
        "横": tile.columns,
        "縦": tile.rows,
        "線": tile.strokes,
        "薄": tile.guides,
        "調": tile.tone.value if tile.tone is not None else None,
        "矢": [arrow.points, arrow.width_em, arrow.height_em] if arrow is not None else None,
        "棒": [[bar.start, bar.end, bar.tone.value] for bar in tile.bars],
        "上": tile.high,
        "行": tile.line,
    }
    # A line that begins at 0 is said; what is absent, empty or no is left out.
    return {
        key: value for key, value in made.items() if value is not None and value is not False and value not in ("", [])
    }


def read(data: object) -> Galley:
    """The galley that data tells. Raises DataError."""
    held = _mapping(data)
    day = held.get("日")
    try:
        dated = date.fromisoformat(str(day)) if day is not None else None
    except ValueError as error:
        raise DataError(f"日付「{day}」が読めません") from error
    return Galley(
        _text(held, "題名"),
        _text(held, "主題"),
        _text(held, "作成者"),
        dated,
        _each(held.get("部"), _read_part),
        tuple((str(a), str(b)) for a, b in (_two(f) for f in _list(held.get("欄")))),
        notes=_each(held.get("脚注", []), _read_para),
        running=_text(held, "柱") if "柱" in held else "",
    )


def _read_part(data: object) -> Part:
    held = _mapping(data)
    return Part(_text(held, "名"), _each(held.get("塊"), _read_block), landscape=held.get("横") is True)


def _read_block(data: object) -> Block:
    held = _mapping(data)
    if "文" in held:
        return _read_para(held)
    if "表" in held:
        shares = tuple(_whole(n) for n in _list(held.get("幅", [])))
        rows = _each(held.get("頭"), _read_row), _each(held.get("行"), _read_row)
        return Grid(_text(held, "表"), *rows, _text(held, "題"), shares)
    if "図" in held:
        columns = tuple(_real(n) for n in _list(held.get("列")))
        return Drawing(_text(held, "図"), columns, _each(held.get("頭"), _read_band), _each(held.get("帯"), _read_band))
    if "改頁" in held:
        return PageBreak(held["改頁"] is True)
    if "画" in held:
        return _read_image(held)
    raise DataError("文でも表でも図でもないものがあります")


def _read_image(held: Data) -> Image:
    try:
        picture = read_picture(b64decode(_text(held, "画"), validate=True))
    except (PictureError, ValueError) as error:
        raise DataError("図版が読めません") from error
    share, width = (None if held.get(key) is None else _real(held[key]) for key in ("割", "点"))
    return Image(replace(picture, sha256=_text(held, "元")), _text(held, "代"), share, width)


def _read_para(data: object) -> Para:
    held = _mapping(data)
    level = held.get("階")
    return Para(
        _text(held, "文"),
        _each(held.get("語"), _read_run),
        _each(held.get("番", []), _read_run),
        None if level is None else _whole(level),
        _optional(held, "栞"),
        _optional(held, "札"),
        _read_box(held["署"]) if "署" in held else None,
    )


def _read_box(data: object) -> SignatureBox:
    held = _list(data)
    if len(held) != 2 or not all(isinstance(words, str) for words in held):
        raise DataError("電子署名欄が読めません")
    name, spoken = map(str, held)
    return SignatureBox(name, spoken)


def _read_run(data: object) -> Run:
    if isinstance(data, str):
        return Run(data)
    held = _mapping(data)
    style, target, ruby, page = (_optional(held, key) for key in ("様", "先", "読", "頁"))
    return Run(_text(held, "字"), style, None, target, ruby, page)


def _read_row(data: object) -> Row:
    return Row(_each(data, _read_cell))


def _read_cell(data: object) -> Cell:
    held = _mapping(data)
    return Cell(_each(held.get("段"), _read_para), _whole(held.get("横", 1)), _whole(held.get("縦", 1)))


def _read_band(data: object) -> Band:
    held = _mapping(data)
    height = held.get("高")
    ends = next((b for b in Break if b.value == held.get("切")), None)
    if ends is None:
        raise DataError("図の帯の終わり方が読めません")
    return Band(_each(held.get("升"), _read_tile), None if height is None else _real(height), ends)


def _read_tile(data: object) -> Tile:
    held = _mapping(data)
    line = held.get("行")
    return Tile(
        _each(held.get("段", []), _read_para),
        _whole(held.get("横", 1)),
        _whole(held.get("縦", 1)),
        str(held.get("線", "")),
        str(held.get("薄", "")),
        _tone(held["調"]) if "調" in held else None,
        _arrow(held["矢"]) if "矢" in held else None,
        _each(held.get("棒", []), _read_bar),
        held.get("上") is True,
        None if line is None else _whole(line),
    )


def _arrow(data: object) -> Arrow:
    points, wide, high = _some(data, 3)
    known: ArrowPoints | None = next((p for p in get_args(ArrowPoints) if p == points), None)
    if known is None:
        raise DataError(f"矢印「{points}」が読めません")
    return Arrow(known, _real(wide), _real(high))


def _read_bar(data: object) -> Bar:
    start, end, tone = _some(data, 3)
    return Bar(_real(start), _real(end), _tone(tone))


def _tone(data: object) -> Tone:
    found = next((t for t in Tone if t.value == data), None)
    if found is None:
        raise DataError(f"濃さ「{data}」が読めません")
    return found


def _mapping(data: object) -> Data:
    if not isinstance(data, Mapping):
        raise DataError("項目の組であるべきところが、そうではありません")
    return data


def _list(data: object) -> Sequence[object]:
    if not isinstance(data, list):
        raise DataError("並びであるべきところが、そうではありません")
    return data


def _some(data: object, count: int) -> Sequence[object]:
    held = _list(data)
    if len(held) != count:
        raise DataError(f"{count}個あるべきところが、{len(held)}個です")
    return held


def _two(data: object) -> tuple[object, object]:
    first, second = _some(data, 2)
    return first, second


def _each(data: object, read_one: Callable[[object], T]) -> tuple[T, ...]:
    held: Iterable[object] = _list(data)
    return tuple(read_one(each) for each in held)


def _text(held: Data, key: str) -> str:
    value = held.get(key)
    if not isinstance(value, str):
        raise DataError(f"「{key}」が文字ではありません")
    return value


def _optional(held: Data, key: str) -> str | None:
    return None if held.get(key) is None else _text(held, key)


def _whole(data: object) -> int:
    if isinstance(data, bool) or not isinstance(data, int):
        raise DataError("整数であるべきところが、そうではありません")
    return data


def _real(data: object) -> float:
    if isinstance(data, bool) or not isinstance(data, int | float):
        raise DataError("数であるべきところが、そうではありません")
    return float(data)
