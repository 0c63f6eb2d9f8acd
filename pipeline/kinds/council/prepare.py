"""The facts of a session and what the agreements told -> what the wording of one of its papers prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files

from pipeline.diagnostics import Problems
from pipeline.kinds.council import letters, papers
from pipeline.kinds.council.desk import Desk, Prepared
from pipeline.kinds.council.dossier import Briefing
from pipeline.kinds.council.fields import PaperName
from pipeline.kinds.council.model import CouncilSession
from pipeline.kinds.council.saying import Value, values
from pipeline.kinds.kind import Edition, EditionContext
from pipeline.source.fields import SourceModel
from pipeline.tree.nodes import Name, Text, text_of

_PAPERS: Mapping[PaperName, tuple[str, Callable[[Desk], Prepared | None]]] = {
    "議案": ("bill", papers.bill),
    "説明資料": ("handout", papers.handout),
    "専決処分書": ("decision", papers.decision),
    "公布文": ("publication", letters.publication),
    "告示": ("notice", letters.notice),
    "届出書": ("letter", letters.report),
    "撤回請求書": ("asked", letters.withdrawal),
    "訂正請求書": ("asked", letters.correction),
    "議決結果": ("result", letters.result),
    "宣言書": ("declaration", letters.declaration),
}
_WORDING = {
    paper: files(__package__).joinpath(f"wording/{name}.j2").read_text(encoding="utf-8")
    for paper, (name, _) in _PAPERS.items()
}


def prepare(model: SourceModel, setting: EditionContext, problems: Problems) -> Edition | None:
    """The edition of the paper that the briefing asks for. None after an error."""
    assert isinstance(model, CouncilSession)
    briefing = setting.told
    assert isinstance(briefing, Briefing), "a paper of a session is made with what the agreements tell"
    ask, before = briefing.ask, problems.failed
    made = _PAPERS[ask.paper][1](Desk(model, briefing, setting.area, setting.house, problems))
    if made is None or problems.failed > before:
        return None
    said: dict[str, Value] = {"団体": (Name(ask.party),), "会議名": (Text(model.meeting.text, model.meeting.origin()),)}
    return Edition(
        names=made.names,
        values={**said, **(values(ask.affairs, ask.party, setting.house, model.near) if ask.affairs else {})},
        title=text_of(made.title),
        subject=model.meeting.text,
        author=model.body.text,
        day=made.dated.day if made.dated is not None else None,
        wording=_WORDING[ask.paper],
        number=text_of(ask.label) if ask.paper == "議案" else "",
    )
