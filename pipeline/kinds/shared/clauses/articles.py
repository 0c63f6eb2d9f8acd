"""条, 項 and 号 as the clerk writes them; 章 and 節 above them, 附則 behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.shared.choices import one_of, yes_no_or
from pipeline.kinds.shared.clauses.tables import Tables
from pipeline.kinds.shared.clauses.typed_labels import check_caption, check_chapter, check_item, check_paragraph
from pipeline.kinds.shared.fields import Texts
from pipeline.labels.marks import PARTICULARS, is_extract
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.house_style import SupplementWord
from pipeline.source.fields import FieldError, PositiveNumber, Prose, SourceModel, YesNo

ChapterLevel = Literal["編", "章", "節", "款", "目"]
CHAPTER_LEVELS: tuple[ChapterLevel, ...] = get_args(ChapterLevel)


def _text(value: object) -> object:
    return {"本文": value} if isinstance(value, Written) else value


_KEY = Field(default=None, alias="キー", description="変わらない名前。引用と変更は、この名前で指すものを見分けます")
_BRANCH = Field(default=False, alias="枝番", description="前のものの枝番（第3条の2、(2)の2）にするか")
_DELETED = Field(default=False, alias="削除", description="「削除」とだけ印刷するか（番号を残して消した条や号）")
_LEFT_OUT = Field(
    default=None,
    alias="略",
    description="抄の附則で、ここに載せない項や条の数（番号に数え、印刷しません）",
    examples=[1],
)
_AFTER = Field(default=None, alias="後文", description="号の後に、番号なしで続く文。並びにすると段落が分かれます")


class Particulars(SourceModel):
    """記書きの形: 「記」と「以上」の行。"""

    wording_names: ClassVar[Mapping[str, str]] = {"記の語": "opening", "以上の語": "ending"}

    first: Prose | None = Field(default=None, alias="初め", description="初めの行。書かなければ「記」")
    last: Prose | None = Field(
        default=None, alias="終わり", description="終わりの行。書かなければ「以上」、印刷しないときは「なし」"
    )

    @property
    def opening(self) -> Written | str:
        """The words of the first line."""
        return PARTICULARS[0] if self.first is None else self.first

    @property
    def ending(self) -> Written | str | None:
        """The words of the last line; None for none."""
        if self.last is None:
            return PARTICULARS[1]
        return None if self.last.text.strip() == "なし" else self.last


ParticularsEntry = Annotated[
    Particulars | None,
    BeforeValidator(yes_no_or("「初め:」「終わり:」の組"), json_schema_input_type=YesNo | Particulars),
]
_PARTICULARS: ParticularsEntry = Field(
    default=None, alias="記", description="下の号や表を「記」と「以上」で囲むか。行の字を変えるときは組で書きます"
)


def _check_deleted(what: str, given: set[str]) -> None:
    """What is deleted has a number and nothing else."""
    if given - {"key", "branch", "deleted"}:
        raise FieldError(what, f"削除した{what}に文があります", "「削除: はい」だけを書いてください")


def _check_left_out(what: str, given: set[str]) -> None:
    """What is left out is counted and nothing else."""
    if given - {"left_out"}:
        raise FieldError(
            what,
            f"「略」は、ここに載せない{what}の数だけを書くものです",
            f"「- 略: 1」のように書き、載せる{what}は別に並べてください",
        )


class Item(SourceModel):
    """号、号の細分: 文（本文）、見出し、その下の細分。"""

    key: Prose | None = _KEY
    caption: Prose | None = Field(
        default=None, alias="見出し", description="番号の行に置く見出し。本文はその下に置かれます"
    )
    text: Prose | None = Field(default=None, alias="本文", description="号の文")
    items: list[ItemEntry] = Field(default=[], alias="細分", description="この号の細分。何段でも重ねられます")
    after: Texts | None = _AFTER
    tables: Tables = Field(default=[], alias="表", description="文の下に置く表")
    branch: YesNo = _BRANCH
    deleted: YesNo = _DELETED

    @model_validator(mode="after")
    def _said(self) -> Item:
        if self.deleted:
            _check_deleted("号", self.model_fields_set)
        elif self.text is None and self.caption is None:
            raise FieldError("号", "号に文がありません", "「本文: …」を書いてください")
        check_item(self.caption if self.caption is not None else self.text)
        return self


ItemEntry = Annotated[Item, BeforeValidator(_text, json_schema_input_type=Prose | Item)]


class Paragraph(SourceModel):
    """項: 文（本文）と、その下の号。"""

    key: Prose | None = _KEY
    caption: Prose | None = Field(default=None, alias="見出し", description="項の見出し（附則の項など）")
    text: Prose | None = Field(default=None, alias="本文", description="項の文。ただし書や後段は続けて書きます")
    particulars: ParticularsEntry = _PARTICULARS
    items: list[ItemEntry] = Field(default=[], alias="号", description="この項の号")
    after: Texts | None = _AFTER
    tables: Tables = Field(default=[], alias="表", description="文の下に置く表")
    notes: Texts | None = Field(default=None, alias="注", description="項の下の注。並びにすると番号が付きます")
    left_out: PositiveNumber | None = _LEFT_OUT

    @model_validator(mode="after")
    def _said(self) -> Paragraph:
        if self.left_out is not None:
            _check_left_out("項", self.model_fields_set)
        elif self.text is None and not self.items and not self.tables:
            raise FieldError("項", "項に文がありません", "「本文: …」を書いてください")
        _check_particulars(self)
        check_caption(self.caption)
        check_paragraph(self.text)
        return self


ParagraphEntry = Annotated[Paragraph, BeforeValidator(_text, json_schema_input_type=Prose | Paragraph)]


def _check_particulars(clause: Paragraph | Article) -> None:
    """「記」 announces something: 号, 後文 or a table."""
    if clause.particulars is not None and not (clause.items or clause.after or clause.tables):
        raise FieldError("項", "「記」の下に何もありません", "「号」「後文」「表」のどれかを書いてください")


class Article(SourceModel):
    """条: 項が一つなら「本文」、二つ以上なら「項」。"""

    wording_names: ClassVar[Mapping[str, str]] = {"各項": "paragraphs"}

    key: Prose | None = _KEY
    caption: Prose | None = Field(
        default=None, alias="見出し", description="条の見出し（（目的）など。括弧は書きません）"
    )
    text: Prose | None = Field(default=None, alias="本文", description="条の文。ただし書や後段は続けて書きます")
    particulars: ParticularsEntry = _PARTICULARS
    items: list[ItemEntry] = Field(default=[], alias="号", description="この条の号（項が一つのとき）")
    after: Texts | None = _AFTER
    tables: Tables = Field(default=[], alias="表", description="文の下に置く表")
    notes: Texts | None = Field(default=None, alias="注", description="条の下の注。並びにすると番号が付きます")
    several: list[ParagraphEntry] = Field(default=[], alias="項", description="項が二つ以上あるときの、それぞれの項")
    branch: YesNo = _BRANCH
    deleted: YesNo = _DELETED
    left_out: PositiveNumber | None = _LEFT_OUT

    @model_validator(mode="after")
    def _either_text_or_paragraphs(self) -> Article:
        check_caption(self.caption)
        check_paragraph(self.text)
        if self.text is not None and self.several:
            raise FieldError(
                "条",
                "「本文」と「項」の両方があります",
                "項が一つなら「本文」だけ、二つ以上なら「項」だけを書いてください",
            )
        if self.left_out is not None:
            _check_left_out("条", self.model_fields_set)
        elif self.deleted:
            _check_deleted("条", self.model_fields_set)
        elif self.text is None and not self.several and not self.items and not self.tables:
            raise FieldError(
                "条", "条に文がありません", "「本文: …」を書いてください（項が二つ以上なら「項:」に並べます）"
            )
        held = (
            ("号", self.items), ("後文", self.after), ("表", self.tables), ("注", self.notes), ("記", self.particulars),
        )  # fmt: skip
        name = next((name for name, given in held if given), None)
        if not self.several and not self.deleted:
            _check_particulars(self)
        if self.several and name is not None:
            raise FieldError(
                "条", f"「{name}」を条の下に置けません", f"{name}は、それが属する「項」の下に書いてください"
            )
        return self

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs, in whichever way they were written; a deleted article has none."""
        if self.several or self.deleted:
            return self.several
        return [
            Paragraph.model_construct(
                key=None, caption=None, text=self.text, particulars=self.particulars, items=self.items,
                after=self.after, tables=self.tables, notes=self.notes, left_out=None,
            )
        ]  # fmt: skip


def leaves_out(articles: Iterable[Article], paragraphs: Iterable[Paragraph]) -> bool:
    """Whether anything of these is left out (略)."""
    return any(p.left_out is not None for p in paragraphs) or any(
        a.left_out is not None or any(p.left_out is not None for p in a.several) for a in articles
    )


class Chapter(SourceModel):
    """編・章・節・款・目: 見出しと、その下の区分か条。"""

    key: Prose | None = _KEY
    heading: Prose = Field(alias="見出し", description="章や節の名前（番号は書きません）")
    chapters: list[Chapter] = Field(default=[], alias="章", description="編の下の章")
    sections: list[Chapter] = Field(default=[], alias="節", description="章の下の節")
    subsections: list[Chapter] = Field(default=[], alias="款", description="節の下の款")
    divisions: list[Chapter] = Field(default=[], alias="目", description="款の下の目")
    articles: list[Article] = Field(default=[], alias="条", description="この区分の条")

    @model_validator(mode="after")
    def _one_kind(self) -> Chapter:
        check_chapter(self.heading)
        found = [
            n for n, held in zip((*CHAPTER_LEVELS[1:], "条"), (*self._below(), self.articles), strict=True) if held
        ]
        if len(found) != 1:
            what = "、".join(found) or "何も書かれていません"
            raise FieldError(
                "章",
                f"「{self.heading}」の下が一種類ではありません（{what}）",
                "条か、すぐ下の区分のどれか一つを書いてください",
            )
        return self

    def _below(self) -> tuple[list[Chapter], ...]:
        return (self.chapters, self.sections, self.subsections, self.divisions)

    def flat(self, level: ChapterLevel) -> Iterator[Placed]:
        """The division and all that stands in it, in reading order."""
        yield Placed(level, self, None)
        for below, held in zip(CHAPTER_LEVELS[1:], self._below(), strict=True):
            for chapter in held:
                yield from chapter.flat(below)
        yield from (Placed("条", None, article) for article in self.articles)


@dataclass(frozen=True, slots=True)
class Placed:
    """A heading of a division or an article, where it stands among all of them."""

    wording_names: ClassVar[Mapping[str, str]] = {"段": "level", "区分": "chapter", "条": "article"}

    level: str
    chapter: Chapter | None
    article: Article | None


SUPPLEMENT_WORDS = get_args(SupplementWord)
SupplementWordEntry = Annotated[
    str | None, PlainValidator(one_of(*SUPPLEMENT_WORDS)), WithJsonSchema({"enum": list(SUPPLEMENT_WORDS)})
]


# What a 附則 of its own begins with: from when the text holds that it belongs to.
_COMMENCES = regex("施行|適用|効力|発効|実施")


class Supplement(SourceModel):
    """附則: 文が一つなら「本文」、二つ以上なら「項」か「条」。"""

    wording_names: ClassVar[Mapping[str, str]] = {"各項": "paragraphs"}

    key: Prose | None = _KEY
    title: Prose | None = Field(
        default=None, alias="題", description="「附則」の後に印刷するもの（（平成30年条例第5号）など）"
    )
    word: SupplementWordEntry = Field(
        default=None, alias="字", description="この附則だけが、ほかの附則と違う字（附則・付則）のとき"
    )
    text: Prose | None = Field(default=None, alias="本文", description="附則の文（一つだけのとき）")
    items: list[ItemEntry] = Field(default=[], alias="号", description="附則の号（文が一つだけのとき）")
    several: list[ParagraphEntry] = Field(default=[], alias="項", description="附則の項")
    articles: list[Article] = Field(default=[], alias="条", description="附則の条")

    @model_validator(mode="after")
    def _one_kind(self) -> Supplement:
        check_paragraph(self.text)
        found = [n for n, held in (("本文", self.text), ("項", self.several), ("条", self.articles)) if held]
        if len(found) != 1:
            raise FieldError(
                "附則",
                "附則に書くのは「本文」「項」「条」のどれか一つです"
                + (f"（{'、'.join(found)}があります）" if found else ""),
                "文が一つなら「本文」、二つ以上なら「項」か「条」を書いてください",
            )
        if self.items and self.text is None:
            raise FieldError("附則", "「号」を附則の下に置けません", "号は、それが属する「項」の下に書いてください")
        if leaves_out(self.articles, self.several):
            self._check_extract()
        return self

    def _check_extract(self) -> None:
        if self.title is None or not is_extract(self.title.text):
            raise FieldError(
                "附則",
                "「略」は、題が「抄」で終わる附則にだけ書けます",
                "一部だけを載せる附則なら、「題: …抄」と書いてください",
            )
        shown = [a for a in self.articles if a.left_out is None], [p for p in self.several if p.left_out is None]
        if not any(shown):
            raise FieldError("附則", "附則に載せる項や条がありません", "「略」のほかに、載せるものを書いてください")

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Its 項, in whichever way they were written."""
        if self.text is None:
            return self.several
        return [
            Paragraph.model_construct(
                key=None,
                caption=None,
                text=self.text,
                particulars=None,
                items=self.items,
                after=None,
                tables=[],
                notes=None,
                left_out=None,
            )
        ]


def _supplements(value: object) -> object:
    match value:
        case Written():
            return [{"本文": value}]
        case dict():
            return [value]
        case list() if value and all(isinstance(each, Written) for each in value):
            return [{"項": value}]
        case _:
            return value


Supplements = Annotated[
    list[Supplement],
    BeforeValidator(_supplements, json_schema_input_type=Prose | list[Prose] | Supplement | list[Supplement]),
]


def check_supplements(supplements: Sequence[Supplement], problems: Problems) -> None:
    """Warns of sentences that are each a 附則 of its own, where 項 of one 附則 may be meant.

    Papers do have several without a title (規約 of a 協議会): each says from when its amendment holds.
    """
    alone = [s.text for s in supplements[1:] if s.title is None and s.text is not None and not s.items]
    for text in alone:
        if not _COMMENCES.search(text.text):
            problems.warning(
                "附則",
                f"題のない附則が並んでいるので、附則の見出しを{len(supplements)}回印刷します",
                "一つの附則の項なら、「附則:」の下に「項:」を書き、その下に「- 本文: …」を並べてください",
                text.span(),
            )
            return
