"""Why an amendment cannot be applied: what was asked, where (in the words of a 改め文), and what to do."""

from __future__ import annotations

from pipeline.amending.language.clauses import Location, Step
from pipeline.notation.citation import clause_label, schedule_label


class Refusal(Exception):  # noqa: N818 - not a failure of the program: an amending sentence was turned down
    """`code` is stable; `message` and `cure` are Japanese. `start` and `end` mark the sentence in the amending text."""

    def __init__(self, code: str, message: str, cure: str, start: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.code, self.message, self.cure, self.start, self.end = code, message, cure, start, end

    def at(self, start: int, end: int) -> Refusal:
        """The same refusal with the place of its sentence."""
        return Refusal(self.code, self.message, self.cure, start, end)


def missing(what: str) -> Refusal:
    """A unit that the text does not have."""
    return Refusal("不存在", f"「{what}」がありません", "改める前の文の番号と名前を確かめてください")


def doubtful(what: str, count: int) -> Refusal:
    """Words that may mean several units where one is meant."""
    return Refusal(
        "多義", f"「{what}」に当たるものが{count}つあり、どれか決まりません", "上の番号や左の欄の語から書いてください"
    )


def unread(what: str) -> Refusal:
    """Words that no rule of the grammar covers."""
    return Refusal(
        "未読", f"「{what}」を読むことができません", "改正規定の書き方（「A」を「B」に改める等）に直してください"
    )


def of_an_amendment(what: str) -> Refusal:
    """Words that amend an amendment which is not yet in force: a text of 条 has no 改正規定."""
    return Refusal(
        "未読",
        f"「{what}」は、一部改正の文の改正規定を改めるものなので、改められる文（条のある文）には当てられません",
        "施行前の改正の内容を変えるときは、変えた後の改正規定を元の文に当てて、改まった文を確かめてください"
        "（原稿があれば、変えた後の文に直し、改正前の文から改め文を作ると、変えた後の改正規定ができます）",
    )


def unchanged(what: str) -> Refusal:
    """A rule that leaves everything as it is."""
    return Refusal("変化なし", f"{what}は、改めた後も同じです", "改める前の文と改正規定を確かめてください")


def shown(location: Location) -> str:
    """A location for messages, with Arabic numbers."""
    scope = f"{shown(location.within)}中" if location.within is not None else ""
    return scope + "".join(step_shown(s) for s in location.steps) + location.tail


def step_shown(step: Step) -> str:
    """One step for messages."""
    if step.same:
        return f"同{step.level}"
    match step.level:
        case "編" | "章" | "節" | "款" | "目" | "条" | "項" | "号":
            return clause_label(step.level, step.number)
        case "章名":
            return step.name
        case "別表":
            return schedule_label(step.number)
        case "札" | "様式" | "面":
            return step.name
        case "柱書":
            return step.name or "各号列記以外の部分"
        case "行":
            return ""
        case _:
            return step.level
