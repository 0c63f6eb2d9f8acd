"""事業一覧: which projects carry out each measure of a vision, and on which pages they are told."""

from importlib.resources import files

from pipeline.kinds.kind import Kind
from pipeline.kinds.project_list.model import ProjectList
from pipeline.kinds.project_list.pages import pages_asked
from pipeline.kinds.project_list.prepare import prepare
from pipeline.kinds.shared.fields import undivided

PROJECT_LIST = Kind(
    name="事業一覧",
    template="project_list",
    model=ProjectList,
    wording=files(__package__).joinpath("wording.j2").read_text(encoding="utf-8"),
    partners=undivided,
    prepare=prepare,
    pages_asked=pages_asked,
)

__all__ = ["PROJECT_LIST", "ProjectList"]
