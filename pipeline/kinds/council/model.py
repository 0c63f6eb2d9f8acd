"""The source of 議会: the facts of one session of one council, from which all its papers come, key by key."""

from __future__ import annotations

from datetime import date

from pydantic import Field, model_validator

from pipeline.kinds.council.fields import (
    ACTS,
    OF_ORDINANCES,
    Act,
    ActWord,
    Days,
    JointWord,
    Names,
    OfficeNumber,
    PaperName,
    PaperWord,
    ResultWord,
    UrgencyWord,
)
from pipeline.kinds.council.fields import WHOLE as _WHOLE
from pipeline.kinds.shared.fields import Texts
from pipeline.source.fields import Day, FieldError, OptionalDay, PlainStr, Prose, SourceModel, YesNo

KIND = "議会"


class Notice(SourceModel):
    """告示, and 公布 of a 条例: its number and day."""

    number: OfficeNumber = Field(default=None, alias="番号")
    day: OptionalDay = Field(default=None, alias="日")


class Report(SourceModel):
    """届出: the number of its letter, as written, and its day."""

    number: Prose | None = Field(default=None, alias="番号", description="文書番号（例: 企第40号）")
    day: OptionalDay = Field(default=None, alias="日")


class Urgent(SourceModel):
    """専決: the head decided in the place of the council."""

    basis: UrgencyWord = Field(alias="根拠")
    day: Day = Field(alias="日")
    number: OfficeNumber = Field(default=None, alias="番号", description="専決処分の番号")
    reason: Prose = Field(alias="理由", description="議会を招集する時間的余裕がないことなど")
    designated: Prose | None = Field(
        default=None, alias="専決の指定", description="第180条第1項のとき、議会が指定した議決の題名と日"
    )


class Asked(SourceModel):
    """撤回: the head asks to take a bill back, and why."""

    number: Prose | None = Field(default=None, alias="番号", description="文書番号（例: 企第40号）")
    day: OptionalDay = Field(default=None, alias="日")
    reason: Prose = Field(alias="理由")


class Slip(SourceModel):
    """A place of a bill: what it says, and what it should say."""

    place: Prose = Field(alias="箇所", description="頁、条など（例: 別紙第3条第2項）")
    wrong: Prose = Field(alias="誤")
    right: Prose = Field(alias="正")

    @model_validator(mode="after")
    def _differs(self) -> Slip:
        if self.wrong.text.strip() == self.right.text.strip():
            raise FieldError(
                "値", f"「誤」と「正」が同じ「{self.right}」です", "正しい語を「正:」に書いてください", at=self.right
            )
        return self


class Correction(Asked):
    """訂正: the head asks to correct a bill."""

    slips: list[Slip] = Field(alias="箇所", min_length=1)


class Own(SourceModel):
    """What a council says of an agreement; in 個別 it stands before what 案件 says of all."""

    bill: OfficeNumber = Field(default=None, alias="議案番号")
    submitted: OptionalDay = Field(default=None, alias="提出日")
    voted: OptionalDay = Field(default=None, alias="議決日")
    result: ResultWord = Field(default=None, alias="結果")
    modified: YesNo = Field(
        default=False, alias="修正後", description="修正可決のとき、原稿が、議会の修正した後の文なら「はい」"
    )
    notice: Notice | None = Field(default=None, alias="告示")
    report: Report | None = Field(default=None, alias="届出")
    publication: Notice | None = Field(
        default=None, alias="公布", description="条例を公布する番号と日（公布文ができる）"
    )
    withdrawal: Asked | None = Field(
        default=None, alias="撤回", description="議案を撤回する請求の番号、日、理由（撤回請求書ができる）"
    )
    correction: Correction | None = Field(
        default=None, alias="訂正", description="議案を訂正する請求の番号、日、理由、箇所（訂正請求書ができる）"
    )
    reason: Prose | None = Field(default=None, alias="提案理由", description="提案理由の全文（要約の代わりに書くとき）")
    summary: Prose | None = Field(
        default=None, alias="要約", description="提案理由の文に入る目的か変更の要約（「…ため」「…に伴い」の前の語）"
    )
    explained: Prose | None = Field(default=None, alias="事前の説明")
    title: Prose | None = Field(
        default=None, alias="件名", description="議案の件名の全文（決まった文の代わりに書くとき）"
    )
    request: Prose | None = Field(
        default=None,
        alias="求め",
        description="議決を求める文の全文。一部事務組合の規約など、決まった文によらないときに書きます",
        examples=[
            "{{ 協約 }}を{{ 別紙 }}のとおり変更することについて協議したいので、地方自治法（…）の規定により、議会の議決を求める。"
        ],
    )


class Matter(Own):
    """案件: an act about one or more agreements."""

    agreements: Names = Field(
        default=[], alias="協約", description="同じフォルダの協約の原稿か、その相手方の文書（kyoyaku-月見町）"
    )
    ordinances: Names = Field(default=[], alias="条例", description="同じフォルダの条例の原稿（種別: 例規）")
    act: ActWord = Field(alias="行為")
    replaces: Prose | None = Field(
        default=None,
        alias="元の協約",
        description="全部変更のとき、全部を変える協約（同じフォルダの、署名版のある原稿の名前）",
    )
    times: OfficeNumber = Field(
        default=None, alias="回", description="何回目の変更か。書かなければ提出日から決まります"
    )
    basis: JointWord = Field(
        default=None,
        alias="根拠",
        description="規約の文が根拠の条を引いていないときに書きます（協議会は第252条の2の2、機関等の共同設置は第252条の7、"
        "事務の委託は第252条の14、事務の代替執行は第252条の16の2。一部事務組合は、設けるとき第284条第2項、規約の変更は許可を受けるなら"
        "第286条第1項、届出だけなら第2項。広域連合は第284条第3項、第291条の3第1項・第3項）",
    )
    concluded: OptionalDay = Field(
        default=None, alias="締結日", description="この行為の締結日。協約の原稿か署名版にあれば要りません"
    )
    effective: OptionalDay = Field(default=None, alias="施行日", description="協約に施行日の定めがあるとき")
    retroactive: YesNo = Field(default=False, alias="遡及", description="施行日を締結日より前とするときに「はい」")
    ends: OptionalDay = Field(default=None, alias="廃止日", description="この日限り廃止する")
    supplement: Texts = Field(default=[], alias="附則", description="変更協約の附則の項")
    urgent: Urgent | None = Field(default=None, alias="専決")
    unchanged: Texts = Field(
        default=[], alias="変更なし", description="この協約の原稿の相手方のうち、今回は変わらない市町村"
    )
    own: dict[str, Own] = Field(default={}, alias="個別", description="相手方ごとに違うこと（相手方の名前ごとに）")

    @model_validator(mode="after")
    def _fits_its_act(self) -> Matter:
        act = self.act.text
        self._must_be_about_one_kind()
        if act == "廃止" and self.ends is None:
            raise FieldError("不足", "廃止する日がありません", "「廃止日: 令和○年○月○日」を書いてください", at=self.act)
        if self.is_whole and self.replaces is None:
            raise FieldError(
                "不足",
                "どの協約の全部を変更するのかがありません",
                "「元の協約: kyoyaku」のように、全部を変える協約の原稿（署名版のあるもの）の名前を書いてください",
                at=self.act,
            )
        if not self.is_whole and self.replaces is not None:
            raise FieldError(
                "値",
                f"{act}に「元の協約」は書けません",
                f"全部を変えるのなら「行為: {_WHOLE}」と書き、そうでなければ「元の協約」を消してください",
                at=self.replaces,
            )
        if not self.is_change and self.times is not None:
            raise FieldError("値", f"{act}に「回」は書けません", "「回」を消してください", at=self.times.written)
        if not self.is_change and self.supplement:
            raise FieldError("値", f"{act}に「附則」は書けません", "「附則」を消してください", at=self.supplement[0])
        return self

    def _must_be_about_one_kind(self) -> None:
        act = self.act.text
        if bool(self.agreements) == bool(self.ordinances):
            raise FieldError(
                "不足" if not self.agreements else "値",
                "案件が何についてのものかが決まりません",
                "「協約:」か「条例:」のどちらか一方に、原稿の名前を書いてください",
                at=self.act,
            )
        if (act in OF_ORDINANCES) != bool(self.ordinances):
            cure = (
                "「行為:」に 制定・改正 のどちらかを書いてください（全部を改正するときは新しい条例の、廃止するときは廃止する条例の原稿を作り、その「制定」とします）"
                if self.ordinances
                else "「行為:」に 締結、変更、全部変更、廃止のどれかを書いてください"
            )
            raise FieldError("値", f"{'条例' if self.ordinances else '協約'}に「{act}」は書けません", cure, at=self.act)
        if self.agreements and self.publication is not None:
            raise FieldError(
                "値", "協約に「公布」は書けません", "公布するのは条例です（協約は「告示:」に書きます）", at=self.act
            )
        if self.ordinances and (self.own or self.unchanged):
            raise FieldError(
                "値",
                "条例に相手方はないので、「個別」「変更なし」は書けません",
                "その項目を消してください",
                at=self.act,
            )

    @property
    def kind_of_act(self) -> Act:
        """締結 of what is passed, or takes the place of another, 変更 of what is amended."""
        return ACTS[self.act.text]

    @property
    def is_whole(self) -> bool:
        """Whether the agreement takes the place of an earlier one."""
        return self.act.text == _WHOLE

    @property
    def lawful_act(self) -> Act:
        """What the law calls it: to change all of an agreement is a change."""
        return "変更" if self.is_whole else self.kind_of_act

    @property
    def is_change(self) -> bool:
        """Whether it amends."""
        return self.kind_of_act == "変更"

    def of(self, partner: str) -> Own:
        """What holds for the agreement with a partner."""
        special = self.own.get(partner)
        if special is None:
            return self
        named = {name: getattr(special, name) for name in special.model_fields_set}
        return self.model_copy(update=named)


class DayOfSession(SourceModel):
    """日程."""

    day: Day = Field(alias="日")
    what: Prose = Field(alias="内容")


class Ordinance(SourceModel):
    """議会の議決すべき事件を定める条例: on what a 定住自立圏形成協定 is voted."""

    title: Prose = Field(alias="題名")
    number: Prose = Field(alias="番号", description="平成21年○○市条例第3号")
    clause: Prose = Field(alias="条項", description="第2条第1号")


class Declaration(SourceModel):
    """宣言書: 連携中枢都市宣言."""

    title: Prose = Field(alias="題名")
    day: OptionalDay = Field(default=None, alias="日")
    texts: Texts = Field(alias="本文")
    listed: Texts = Field(default=[], alias="一覧", description="一行に一つずつ印刷する市町村の名前など")


class CouncilSession(SourceModel):
    """議会: one session of one council."""

    kind: PlainStr = Field(alias="種別")
    meeting: Prose = Field(alias="会議名")
    body: Prose = Field(alias="議会", description="どの市町村の議会か（area.yaml の名前）")
    sitting: Days | None = Field(default=None, alias="会期", description="会期（例: 令和6年2月20日～令和6年3月18日）")
    convened: OptionalDay = Field(default=None, alias="招集日", description="招集の告示の日")
    submitted: OptionalDay = Field(default=None, alias="提出日", description="案件に提出日がないときの提出日")
    reference: OptionalDay = Field(
        default=None, alias="基準日", description="提出日も会期も未定のとき、この日に在任する長を提出者にします"
    )
    chair: Prose | None = Field(default=None, alias="議長", description="議長の氏名")
    rules: Prose | None = Field(
        default=None,
        alias="会議規則",
        description="議案の撤回と訂正を定める会議規則の条",
        examples=["月見町議会会議規則（昭和62年月見町議会規則第1号）第20条第2項"],
    )
    department: Prose | None = Field(default=None, alias="担当課")
    days: list[DayOfSession] = Field(default=[], alias="日程")
    ordinance: Ordinance | None = Field(default=None, alias="議決事件条例")
    matters: list[Matter] = Field(alias="案件", min_length=1)
    papers: list[PaperWord] = Field(
        default=[], alias="作る文書", description="書かなければ、当てはまるものをすべて作ります"
    )
    declaration: Declaration | None = Field(default=None, alias="宣言")

    @property
    def near(self) -> date | None:
        """A day near those of the session that are not known yet: its first, else the one that stands for it."""
        if self.sitting is not None:
            return self.sitting.first
        return self.reference.day if self.reference is not None else None

    def wants(self, paper: PaperName) -> bool:
        """Whether a paper of this sort is asked for."""
        return not self.papers or any(word.text == paper for word in self.papers)
