"""A table with columns of its own: what the clerk writes, and the columns, rows and cells that are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema, model_validator

from pipeline.diagnostics import Written
from pipeline.kinds.shared.choices import Shown, one_of
from pipeline.kinds.shared.clauses.cells import CellBody, CellEntry, Words
from pipeline.kinds.shared.fields import Texts
from pipeline.late.dataclass import dataclass
from pipeline.source.decode import nearest
from pipeline.source.fields import FieldError, PositiveNumber, Prose, SourceModel, YesNo

ColumnForm = Literal["文", "金額", "数", "割合", "印"]
# Columns that are added up.
COUNTED = frozenset({"金額", "数", "割合"})
# Columns that a table on a sheet of paper can have at all.
_MOST_COLUMNS = 16


def _named(value: object) -> object:
    return {"名": value} if isinstance(value, Written) else value


class Column(SourceModel):
    """表の列: 名前と、その列に入るもの。「列」を書くと、見出しが段になる。"""

    name: Words = Field(alias="名", description="見出しに印刷する列の名前。空なら空欄にします")
    form: Annotated[
        ColumnForm, PlainValidator(one_of(*get_args(ColumnForm))), WithJsonSchema({"enum": list(get_args(ColumnForm))})
    ] = Field(
        default="文",
        alias="形",
        description="列に入るもの。金額・数・割合は右に寄せ、計を検算します。印（○など）は中央に置きます",
    )
    merged: YesNo = Field(
        default=False, alias="結合", description="上と同じ値の欄を一つにまとめるか（値は各行に書いておきます）"
    )
    share: PositiveNumber | None = Field(
        default=None, alias="幅", description="列の幅の割合。書かなければ内容により割り付けます"
    )
    below: list[ColumnEntry] = Field(default=[], alias="列", description="この見出しの下に並ぶ列。何段でも重ねられます")


ColumnEntry = Annotated[Column, BeforeValidator(_named, json_schema_input_type=Prose | Column)]


def _row(value: object) -> object:
    return {"欄": value} if isinstance(value, list) else value


class Row(SourceModel):
    """表の行: 列の名前ごとに欄を書くか、列の順に欄を並べる。帯は、すべての列にわたる小見出し。"""

    # Rows of a sheet take their columns from this key beside them, or bring it along.
    columns_beside: ClassVar[str] = "列"

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, CellEntry]

    key: Prose | None = Field(default=None, alias="キー", description="この行を指す名前（先頭の欄と違うとき）")
    band: Prose | None = Field(default=None, alias="帯", description="すべての列にわたる小見出し。欄は書きません")
    cells: list[CellEntry] = Field(default=[], alias="欄", description="列の順に並べた欄")

    @property
    def named(self) -> Mapping[str, CellBody]:
        """Cells by the names of their columns."""
        return self.__pydantic_extra__


RowEntry = Annotated[Row, BeforeValidator(_row, json_schema_input_type=list[CellEntry] | Row)]


class Total(Row):
    """表の計の行: 「はい」と書けば数えて印刷し、欄を書けば検算する。"""

    counted: YesNo = Field(default=False, alias="数える", description="計を数えて印刷するか")


def _total(value: object) -> object:
    return {"数える": value} if isinstance(value, Written) else _row(value)


TotalEntry = Annotated[Total, BeforeValidator(_total, json_schema_input_type=YesNo | list[CellEntry] | Total)]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column as it is printed; `groups` are the heads above it, topmost first."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "名": "name", "形": "form", "結合": "merged", "幅": "share", "各群": "groups",
    }  # fmt: skip

    name: Written
    form: str
    merged: str
    share: int
    groups: tuple[Written, ...]


class TableBody(SourceModel):
    """What a table is made of, wherever it stands."""

    heads: Shown = Field(
        default="あり",
        alias="欄名",
        description="欄名の行があるか。「なし」なら「列」を書かず、「行」に欄を並べます（列に形や幅があるときは、名を空にします）",
    )
    columns: list[ColumnEntry] = Field(default=[], alias="列", description="表の列。名前だけか、名前と形を書きます")
    rows: list[RowEntry] = Field(
        default=[], alias="行", description="表の行。Excelから取り込むときは「表の元: ブック.xlsx」を書きます"
    )
    total: TotalEntry | None = Field(default=None, alias="計", description="最後の計の行。「はい」なら数えて印刷します")
    rounded: YesNo = Field(
        default=False, alias="端数処理", description="四捨五入のため、計が内訳の合計と合わないことがあるか"
    )

    @model_validator(mode="before")
    @classmethod
    def _without_heads(cls, given: object) -> object:
        """Columns without names, as many as the first row has cells."""
        if not isinstance(given, dict):
            return given
        said, rows = given.get("欄名"), given.get("行")
        if (
            not (isinstance(said, Written) and said.text.strip() == "なし")
            or given.get("列")
            or not isinstance(rows, list)
        ):
            return given
        cells = next((found for row in rows if (found := _cells_in_order(row))), [])
        blank = Written("", said.file, said.end, said.end)
        return given | {"列": [blank] * len(cells)} if cells else given

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The columns as they stand under their heads."""
        return tuple(_leaves(self.columns))

    @model_validator(mode="after")
    def _fits(self) -> TableBody:
        if self.rows and not self.columns and self.heads == "なし":
            raise FieldError(
                "表",
                "「欄名: なし」の表の行に、欄が並んでいません",
                "「行」に [欄, 欄] のように、欄を順に並べてください",
            )
        if self.rows and not self.columns:
            raise FieldError("表", "「行」がありますが「列」がありません", "「列: [名前, 名前]」を書いてください")
        if self.columns and not self.rows:
            raise FieldError("表", "「列」がありますが「行」がありません", "「行:」に並べてください")
        names = [leaf.name.text for leaf in self.leaves]
        said = next((leaf.name for leaf in self.leaves if leaf.name.text), None)
        if self.heads == "なし" and said is not None:
            raise FieldError(
                "表",
                f"「欄名: なし」の表の列に、名前「{said}」があります",
                '「列」を消すか、名を空（""）にしてください',
                at=said,
            )
        if len(names) > _MOST_COLUMNS:
            raise FieldError("表", f"列が{len(names)}あります", f"{_MOST_COLUMNS}列までにするか、表を分けてください")
        lacking = [leaf.name for leaf in self.leaves if not leaf.share]
        if lacking and len(lacking) < len(names):
            raise FieldError(
                "表",
                f"「{lacking[0]}」の列に「幅」がありません",
                "「幅」は、すべての列に書くか、どの列にも書かないでください",
                at=lacking[0],
            )
        for row in self.rows:
            _check_row(row, names)
        if self.total is not None:
            _check_total(self.total, names)
        return self

    def cells(self, row: Row) -> tuple[CellBody, ...]:
        """The cells of a row in the order of the columns; a column that is not named is empty."""
        if row.cells:
            return tuple(row.cells)
        empty = CellBody.model_construct(texts=[], items=[], points=[])
        return tuple(row.named.get(leaf.name.text, empty) for leaf in self.leaves)


def _cells_in_order(row: object) -> list[object]:
    """The cells of a row that is written in the order of the columns; [] of any other."""
    if isinstance(row, dict):
        row = row.get("欄")
    return row if isinstance(row, list) else []


def _leaves(columns: list[Column], above: tuple[Written, ...] = ()) -> Iterator[Leaf]:
    for column in columns:
        if column.below:
            yield from _leaves(column.below, (*above, column.name))
        else:
            yield Leaf(column.name, column.form, "結合" if column.merged else "", column.share or 0, above)


def _check_row(row: Row, names: list[str]) -> None:
    if row.band is not None:
        if row.cells or row.named:
            raise FieldError("表", f"帯「{row.band}」の行に欄があります", "帯だけを書いてください", at=row.band)
        return
    if row.cells and row.named:
        known = next(iter(row.named))
        raise FieldError("表", f"行に「欄」と「{known}」の両方があります", "どちらか一方で書いてください")
    if row.cells:
        if len(row.cells) != len(names):
            first = next((text for cell in row.cells for text in cell.texts), None)
            raise FieldError(
                "表",
                f"列が{len(names)}つの表に、欄が{len(row.cells)}つの行があります",
                '欄の数を列の数に合わせてください（空の欄は "" と書きます）',
                at=first,
            )
        return
    twice = next((a for a, b in pairwise(sorted(names)) if a == b), None)
    if twice is not None:
        raise FieldError(
            "表", f"「{twice}」という列が二つあるので、名前では欄を書けません", "欄を列の順に並べてください"
        )
    for name, cell in row.named.items():
        if name not in names:
            at = next(iter(cell.texts), None)
            raise FieldError("項目名", f"「{name}」という列はありません", nearest(name, names), at=at)
    if not row.named:
        raise FieldError("表", "欄のない行があります", "列の名前ごとに欄を書いてください")


def _check_total(total: Total, names: list[str]) -> None:
    if not names:
        raise FieldError("表", "「計」がありますが「列」と「行」がありません", "表の中に書くか、消してください")
    if total.band is not None:
        raise FieldError("表", f"計の行に帯「{total.band}」があります", "欄を書いてください", at=total.band)
    if not total.counted:
        _check_row(total, names)
    elif total.cells or total.named:
        raise FieldError(
            "表",
            "計の行に「数える: はい」と欄の両方があります",
            "数えて印刷するなら欄を消し、欄を印刷するなら「数える」を消してください（書いた計は検算します）",
        )


class Table(TableBody):
    """表: 題、列、行、計、備考、注。"""

    title: Prose | None = Field(default=None, alias="題", description="表の上に印刷する題")
    remarks: Texts | None = Field(default=None, alias="備考", description="表の下の備考。並びにすると番号が付きます")
    notes: Texts | None = Field(default=None, alias="注", description="表の下の注。並びにすると番号が付きます")
    afterword: Texts | None = Field(default=None, alias="後書き", description="表と備考の下に続く、番号のない文")

    @model_validator(mode="after")
    def _not_empty(self) -> Table:
        if not self.columns:
            raise FieldError("表", "表に「列」がありません", "「列: [名前, 名前]」と「行:」を書いてください")
        return self


def _one_or_several(value: object) -> object:
    return [value] if isinstance(value, dict) else value


Tables = Annotated[list[Table], BeforeValidator(_one_or_several, json_schema_input_type=Table | list[Table])]
