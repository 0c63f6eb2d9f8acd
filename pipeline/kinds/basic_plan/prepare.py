"""The source of a basic plan -> what its wording prints; a measure without an indicator is pointed out."""

from __future__ import annotations

from pipeline.diagnostics import Problems
from pipeline.kinds.basic_plan.appendix_pages import placed
from pipeline.kinds.basic_plan.model import BasicPlan
from pipeline.kinds.kind import Edition, EditionContext
from pipeline.kinds.shared import table_sums, works_checked
from pipeline.kinds.shared.fields import area_values
from pipeline.source.fields import SourceModel


def prepare(model: SourceModel, setting: EditionContext, problems: Problems) -> Edition | None:
    """The only edition. None after an error."""
    assert isinstance(model, BasicPlan)
    facts = setting.area
    policies = [policy for chapter in model.chapters for policy in chapter.policies]
    measures = [measure for policy in policies for measure in policy.measures]
    for measure in measures:
        if not measure.indicators:
            problems.warning(
                "指標",
                f"施策「{measure.name}」に指標がありません",
                "「指標:」を書くか、指標を置かない施策であることを確かめてください",
                measure.name.span(),
            )
    every = (*(b for policy in policies for b in policy.blocks), *(b for a in model.appendices for b in a.blocks))
    before = problems.failed
    for block in every:
        if block.works is not None:
            works_checked.check(block.works, setting.house.rounding, problems)
        if block.table is not None:
            table_sums.check(block.table, problems)
    if problems.failed > before:
        return None
    return Edition(
        names={
            "題名": model.title,
            "表紙": model.cover,
            "奥付": model.colophon,
            "副題": model.subtitle,
            "各章": tuple(model.chapters),
            "資料編": tuple(placed(model.appendices)),
        },
        values={
            **area_values(facts),
            "政策数": len(policies),
            "施策数": len(measures),
            "指標数": sum(len(m.indicators) for m in measures),
        },
        title=model.title,
        subject=facts.name.text,
        author=facts.name.text,
        day=None,
        running=model.running or "",
    )
