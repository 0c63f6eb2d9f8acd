"""The JSON Schema of a kind -> the same, with tables from Excel allowed where lists of groups stand."""

from __future__ import annotations

from pipeline.source.nodes import TABLE_KEY

# A reference is a URI, which speaks ASCII.
_NAME = "ExcelTable"
_CALL = {
    "type": "object",
    "description": "Excelの表から取り込みます（例: { 表の元: 別表.xlsx, シート: 別表 }）",
    "properties": {
        TABLE_KEY: {"type": "string", "description": "ブックの名前（.xlsx）。原稿と同じフォルダに置きます"},
        "シート": {"type": "string", "description": "シートの名前。一枚だけのときは要りません"},
        "列": {"type": "object", "description": "見出しの語と項目の対応。要らない列は「除く」"},
        "絞り込み": {"type": "object", "description": "列の値がこの語である行だけを取り込みます"},
        "単位": {"type": "string", "description": "金額の単位"},
        "まとめ": {
            "type": "array",
            "items": {"type": "string"},
            "description": "部門の表で、行をまとめる列（外側から。例: [部, 課]）",
        },
    },
    "required": [TABLE_KEY],
}


def add_to_schema(schema: dict[str, object]) -> None:
    """Allows { 表の元: … } for every list of groups."""
    names = schema.get("$defs")
    if _widen(schema) and isinstance(names, dict):
        names[_NAME] = _CALL


def _holds_groups(items: dict[str, object]) -> bool:
    """Whether the items of a list are groups of keys, or may be."""
    choices = items.get("anyOf")
    return "$ref" in items or (
        isinstance(choices, list)
        and any(isinstance(c, dict) and "$ref" in c and c.get("type") is None for c in choices)
    )


def _widen(part: object) -> bool:
    """Changes the lists of this part; whether there were any."""
    found = False
    if isinstance(part, list):
        for item in part:
            found |= _widen(item)
        return found
    if not isinstance(part, dict):
        return False
    for value in list(part.values()):
        found |= _widen(value)
    items = part.get("items")
    if part.get("type") == "array" and isinstance(items, dict) and _holds_groups(items):
        kept = {key: part.pop(key) for key in list(part) if key not in ("title", "description", "default")}
        part["anyOf"] = [kept, {"$ref": f"#/$defs/{_NAME}"}]
        return True
    return found
