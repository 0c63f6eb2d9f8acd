"""The words of bills, notices and letters: a file of templates/wording that a house may make its own."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipeline.kinds.council.fields import Act, Wording
from pipeline.source.fields import PlainStr, Prose, SourceModel

KIND = "議会の文言"
# On what ordinances are voted (地方自治法第96条第1項第1号).
ORDINANCES = "第96条第1項"
# Whose words are asked for: agreements under 第252条の2, those under 第96条第2項, 規約 of several municipalities, ordinances.
Said = Literal["協約", "協定", "規約", "条例"]
# Where the file lies below templates/.
FILE = "wording/議会.yaml"


class ActTexts(SourceModel):
    """A text for each act."""

    conclude: Prose = Field(alias="締結")
    change: Prose = Field(alias="変更")
    end: Prose = Field(alias="廃止")
    whole: Prose | None = Field(default=None, alias="全部変更")

    def of(self, act: Wording) -> Prose:
        """The text of an act; of 全部変更 asked for only where the house has these words."""
        text = {"締結": self.conclude, "変更": self.change, "全部変更": self.whole, "廃止": self.end}[act]
        assert text is not None, "the house has no words of 全部変更"
        return text


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

    def of(self, act: Wording) -> Prose:
        """The text of an act."""
        return self.amend if act == "変更" else self.make


class BasisTexts(SourceModel):
    """Texts of agreements under 第252条の2 (協約), of those under 第96条第2項 with an ordinance (協定), of 規約, of ordinances (条例)."""

    pact: ActTexts = Field(alias="協約")
    accord: ActTexts = Field(alias="協定")
    joint: ActTexts | None = Field(default=None, alias="規約")
    ordinance: OrdinanceTexts | None = Field(default=None, alias="条例")

    def of(self, said: Said, act: Wording) -> Prose:
        """The text of an act; asked for only where the house has these words."""
        texts = {"協約": self.pact, "協定": self.accord, "規約": self.joint, "条例": self.ordinance}[said]
        assert texts is not None, f"the house has no words of {said}"
        return texts.of(act)


class PublicTexts(ActTexts):
    """Texts of agreements on any basis, and of 規約."""

    joint: ActTexts | None = Field(default=None, alias="規約")

    def on(self, said: Said, act: Wording) -> Prose:
        """The text of an act; of 規約 asked for only where the house has these words."""
        if said == "規約":
            assert self.joint is not None, "the house has no words of 規約"
            return self.joint.of(act)
        return self.of(act)


class MixedTexts(PublicTexts):
    """Those, and of ordinances."""

    ordinance: OrdinanceTexts | None = Field(default=None, alias="条例")

    def on(self, said: Said, act: Wording) -> Prose:
        """The text of an act; of 規約 and ordinances asked for only where the house has these words."""
        if said == "条例":
            assert self.ordinance is not None, "the house has no words of ordinances"
            return self.ordinance.of(act)
        return super().on(said, act)


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

    title: PublicTexts = Field(alias="件名")
    text: PublicTexts = Field(alias="本文")
    attached: ActLists = Field(alias="添付")


class ResultTexts(SourceModel):
    """議決結果の通知."""

    title: Prose = Field(alias="件名")
    text: Prose = Field(alias="本文")


class AskedTexts(SourceModel):
    """請求書: a bill is taken back, or corrected."""

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
    notice: PublicTexts = Field(alias="告示")
    publication: Prose | None = Field(default=None, alias="公布")
    letter: LetterTexts = Field(alias="届出")
    result: ResultTexts = Field(alias="結果")
    withdrawal: AskedTexts | None = Field(default=None, alias="撤回")
    correction: AskedTexts | None = Field(default=None, alias="訂正")
    errata: ErrataTexts = Field(alias="正誤")

    def lacks(self, said: Said) -> bool:
        """Whether the house has no words of 規約 or ordinances: a file of its own may be older than they are."""
        of_votes = (self.title, self.request, self.basis, self.reason, self.urgent.title)
        public = (self.notice, self.letter.title, self.letter.text)
        return (said == "条例" and any(texts.ordinance is None for texts in of_votes)) or (
            said == "規約" and any(texts.joint is None for texts in (*of_votes, *public))
        )

    def lacks_whole(self, said: Said) -> bool:
        """Whether the house has no words of 全部変更."""
        votes, public = (self.title, self.request), (self.reason, self.urgent.title, self.notice, self.letter.text)
        every: tuple[ActTexts | None, ...]
        if said == "規約":
            every = (*(texts.joint for texts in votes), *(texts.joint for texts in public))
        else:
            every = (*(texts.pact if said == "協約" else texts.accord for texts in votes), *public)
        return any(texts is None or texts.whole is None for texts in every)
