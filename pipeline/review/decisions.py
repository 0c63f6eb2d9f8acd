"""What was decided on each proposal (採用, 不採用, 保留, and why) <-> a YAML file that a clerk fills in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal, get_args

from pydantic import Field, PlainValidator, WithJsonSchema

from pipeline.diagnostics import Problems, Written
from pipeline.late.dataclass import dataclass
from pipeline.review.proposals import Elsewhere, Proposal
from pipeline.source import reader
from pipeline.source.decode import decode
from pipeline.source.fields import FieldError, PlainStr, Prose, SourceModel, WholeNumber

Verdict = Literal["採用", "不採用", "保留"]
KIND = "提案への対応"


def _verdict(value: object) -> str:
    text = value.text.strip() if isinstance(value, Written) else ""
    if text not in get_args(Verdict):
        raise FieldError(
            "値", f"「{text}」という対応はありません", f"{'、'.join(get_args(Verdict))}のどれかを書いてください"
        )
    return text


def _reason(value: object) -> str:
    if not isinstance(value, Written):
        raise FieldError("形", "理由は文字で書きます", "一つの文を書いてください")
    return value.text.strip()


class _Entry(SourceModel):
    number: WholeNumber = Field(alias="番号")
    mark: Prose = Field(alias="印")
    verdict: Annotated[Verdict, PlainValidator(_verdict), WithJsonSchema({"enum": list(get_args(Verdict))})] = Field(
        alias="対応"
    )
    reason: Annotated[str, PlainValidator(_reason), WithJsonSchema({"type": "string"})] = Field(
        default="", alias="理由"
    )
    # What a person reads beside it; written anew each time.
    who: PlainStr = Field(default="", alias="提案者")
    where: PlainStr = Field(default="", alias="場所")
    what: PlainStr = Field(default="", alias="意見")


class _File(SourceModel):
    kind: PlainStr = Field(alias="種別")
    document: PlainStr = Field(default="", alias="文書")
    entries: list[_Entry] = Field(default=[], alias="提案")


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on one proposal."""

    verdict: Verdict = "保留"
    reason: str = ""


Decisions = Mapping[int, Decision]


def read(data: bytes, name: str, proposals: Sequence[Proposal], problems: Problems) -> Decisions:
    """The decisions of a file by the numbers of the proposals; {} after an error. Each must be of the very proposal."""
    root = reader.parse(data, name, problems)
    model = decode(root, _File, problems) if root is not None else None
    if model is None:
        return {}
    known = {p.fingerprint: p for p in proposals}
    made: dict[int, Decision] = {}
    for entry in model.entries:
        proposal = known.get(entry.mark.text)
        if proposal is None:
            problems.error(
                "提案",
                f"{entry.number}番は、この文書の提案ではありません（印「{entry.mark}」に当たるものがありません）",
                "文書か原稿が、この一覧を作った後で変わっています。一覧を作り直してください",
                entry.mark.span(),
            )
        elif proposal.number in made:
            problems.error("提案", f"{entry.number}番が二度あります", "一つを消してください", entry.mark.span())
        else:
            made[proposal.number] = Decision(entry.verdict, entry.reason)
    return made


def render(document: str, proposals: Iterable[Proposal], decisions: Decisions) -> bytes:
    """The file: every proposal, with what is decided so far."""
    lines = [
        "# 対応に「採用」「不採用」「保留」のどれかを、理由に回答の文を書いてください（番号と印は変えません）。",
        f"種別: {KIND}",
        f"文書: {_quoted(document)}",
        "提案:" if (listed := list(proposals)) else "提案: []",
    ]
    for one in listed:
        decision = decisions.get(one.number, Decision())
        lines += [
            f"  - 番号: {one.number}",
            f"    印: {_quoted(one.fingerprint)}",
            f"    提案者: {_quoted(one.who)}",
            f"    場所: {_quoted(one.where)}",
            f"    意見: {_quoted(opinion(one))}",
        ]
        if isinstance(one.to, Elsewhere) and one.kind != "コメント":
            lines.append(f"    # {one.to.reason}")
        lines += [f"    対応: {decision.verdict}", f"    理由: {_quoted(decision.reason)}"]
    return ("\n".join(lines) + "\n").encode()


def opinion(one: Proposal) -> str:
    """The proposal in one line: 「毎年度」を「年2回」に改める, and what was said of it."""
    match one.before, one.after:
        case _ if one.kind == "コメント":
            words = f"「{one.before}」について" if one.before else ""
        case _ if one.kind == "移動":
            words = f"「{one.before}」を{one.after}に移す"
        case "", after if after and not after.strip("\n"):
            words = "段落を分ける"
        case "", after:
            words = f"「{after}」を加える"
        case before, "":
            words = f"「{before}」を削る"
        case before, after:
            words = f"「{before}」を「{after}」に改める"
    return "　".join(
        filter(None, (words.replace("\n", "／").replace("\v", "／").replace("\t", "　"), *one.comments))
    ).replace("\n", "／")


def _quoted(text: str) -> str:
    bare = "".join(c if c.isprintable() or c == "\u3000" else " " for c in text)
    return '"' + bare.replace("\\", "\\\\").replace('"', '\\"') + '"'
