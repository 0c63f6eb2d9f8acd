"""Headers, footers and texts of a template -> what in them prints other words when or wherever they are opened: told, not refused."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Place, Problems
from pipeline.writers.docx.parts.ooxml import Element, W

# Fields whose result is that of the day, the file or the person that opens it (ECMA-376 part 1, 17.16.5).
_SHIFTING = {
    "DATE": "開いた日", "TIME": "開いた時刻", "SAVEDATE": "保存した日", "PRINTDATE": "印刷した日", "CREATEDATE": "作った日",
    "EDITTIME": "編集した時間", "FILENAME": "ファイルの名前", "FILESIZE": "ファイルの大きさ", "USERNAME": "開いた人の名前",
    "USERINITIALS": "開いた人の名前", "USERADDRESS": "開いた人の住所", "LASTSAVEDBY": "保存した人の名前", "REVNUM": "保存した回数",
    "MERGEFIELD": "差込み印刷の語", "DOCPROPERTY": "文書のプロパティ", "DOCVARIABLE": "文書の変数",
}  # fmt: skip
# Elements that print the day themselves (ECMA-376 part 1, 17.3.3).
_DAYS = ("dayShort", "monthShort", "yearShort", "dayLong", "monthLong", "yearLong")


def tell(root: Element, story: str, name: str, problems: Problems) -> None:
    """Warns of fields that change by themselves and of paragraphs that Word numbers in one story of a template."""
    place = Place(name, story)
    for code, called in dict.fromkeys(_fields(root)):
        problems.warning(
            "ひな形文字",
            f"{story}に、開くたびに変わるフィールド（{code}、{called}）があります。作った時と違う文字が印刷されます",
            "変わってはならないものなら、フィールドを消し、文字か「{{ 題名 }}」のような項目で書いてください",
            place,
        )
    numbered = [p for p in root.iter(W + "p") if _is_numbered(p)]
    if numbered:
        words = "".join(t.text or "" for t in numbered[0].iter(W + "t")).strip()
        problems.warning(
            "ひな形文字",
            f"{story}の段落「{words[:20]}」に、Wordの段落番号が付いています。本文にはない番号が印刷されます",
            "その段落の［段落番号］を外してください（番号が要れば、文字で書いてください）",
            place,
        )


def _fields(root: Element) -> Iterator[tuple[str, str]]:
    codes = [str(e.get(W + "instr", "")) for e in root.iter(W + "fldSimple")]
    said = ""  # an instruction may be cut into several runs, up to the mark behind it
    for element in root.iter(W + "instrText", W + "fldChar"):
        if element.tag == W + "instrText":
            said += element.text or ""
        else:
            codes.append(said)
            said = ""
    for code in (c.split()[0].upper() for c in codes if c.split()):
        if code in _SHIFTING:
            yield code, _SHIFTING[code]
    if next(root.iter(*(W + day for day in _DAYS)), None) is not None:
        yield "DATE", _SHIFTING["DATE"]


def _is_numbered(paragraph: Element) -> bool:
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    return number is not None and number.get(W + "val", "0") != "0"
