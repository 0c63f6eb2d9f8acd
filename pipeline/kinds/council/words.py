"""The words of bills, notices and letters: a file of templates/wording that a house may make its own."""

from __future__ import annotations

from pydantic import Field

from pipeline.kinds.council.fields import Act
from pipeline.source.fields import PlainStr, Prose, SourceModel

KIND = "議会の文言"
# On what ordinances are voted (地方自治法第96条第1項第1号).
ORDINANCES = "第96条第1項"
# Where the file lies below templates/.
FILE = "wording/議会.yaml"


class ActTexts(SourceModel):
    """A text for each act."""

    conclude: Prose = Field(alias="締結")
    change: Prose = Field(alias="変更")
    end: Prose = Field(alias="廃止")

    def of(self, act: Act) -> Prose:
        """The text of an act."""
        return {"締結": self.conclude, "変更": self.change, "廃止": self.end}[act]


class ActLists(SourceModel):
    """Texts for each act."""

    conclude: list[Prose] = Field(alias="締結")
    change: list[Prose] = Field(alias="変更")
    end: list[Prose] = Field(alias="廃止")

    def of(self, act: Act) -> list[Prose]:
        """The texts of an act."""
        return {"締結": self.conclude, "変更": self.change, "廃止": self.end}[act]


class OrdinanceTexts(SourceModel):
    """A text for what is done to a 条例."""

    make: Prose = Field(alias="制定")
    amend: Prose = Field(alias="改正")
    by_places: Prose | None = Field(default=None, alias="変更箇所", description="要約のない改正の理由")

    def of(self, act: Act) -> Prose:
        """The text of an act."""
        return self.amend if act == "変更" else self.make


class BasisTexts(SourceModel):
    """Texts of agreements under 第252条の2 (協約), of those under 第96条第2項 with an ordinance (協定), of ordinances themselves (条例)."""

    pact: ActTexts = Field(alias="協約")
    accord: ActTexts = Field(alias="協定")
    ordinance: OrdinanceTexts | None = Field(default=None, alias="条例")

    def of(self, basis: str, act: Act) -> Prose:
        """The text of an act on a basis."""
        if basis == ORDINANCES:
            assert self.ordinance is not None, "asked for only where the house has these words"
            return self.ordinance.of(act)
        return (self.pact if basis == "第252条の2" else self.accord).of(act)


class MixedTexts(ActTexts):
    """Texts of agreements on any basis, and of ordinances."""

    ordinance: OrdinanceTexts | None = Field(default=None, alias="条例")

    def on(self, basis: str | None, act: Act) -> Prose:
        """The text of an act on a basis."""
        if basis == ORDINANCES:
            assert self.ordinance is not None, "asked for only where the house has these words"
            return self.ordinance.of(act)
        return self.of(act)


class UrgentTexts(SourceModel):
    """専決処分: its paper, and the bill that asks to approve it or reports it."""

    title: MixedTexts = Field(alias="件名")
    decision: Prose = Field(alias="処分")
    designated: Prose = Field(alias="指定")
    approval_title: Prose = Field(alias="承認の件名")
    approval: Prose = Field(alias="承認")
    report_title: Prose = Field(alias="報告の件名")
    report: Prose = Field(alias="報告")


class LetterTexts(SourceModel):
    """届出書."""

    title: ActTexts = Field(alias="件名")
    text: ActTexts = Field(alias="本文")
    attached: ActLists = Field(alias="添付")


class ResultTexts(SourceModel):
    """議決結果の通知."""

    title: Prose = Field(alias="件名")
    text: Prose = Field(alias="本文")


class ErrataTexts(SourceModel):
    """正誤表."""

    addressee: Prose = Field(alias="宛名")
    title: Prose = Field(alias="題名")
    lead: Prose = Field(alias="前書き")
    pages: Prose = Field(alias="差替え頁")


class CouncilWording(SourceModel):
    """All of them. Texts may hold {{ }}."""

    kind: PlainStr = Field(alias="種別")
    title: BasisTexts = Field(alias="件名")
    request: BasisTexts = Field(alias="求め")
    reason: MixedTexts = Field(alias="理由")
    reason_by_places: Prose = Field(alias="変更箇所の理由")
    basis: BasisTexts = Field(alias="根拠")
    urgent: UrgentTexts = Field(alias="専決")
    notice: ActTexts = Field(alias="告示")
    letter: LetterTexts = Field(alias="届出")
    result: ResultTexts = Field(alias="結果")
    errata: ErrataTexts = Field(alias="正誤")

    @property
    def knows_ordinances(self) -> bool:
        """Whether the house has words for ordinances: a file of its own may be older than they are."""
        held = (self.title, self.request, self.basis, self.reason, self.urgent.title)
        return all(texts.ordinance is not None for texts in held)
