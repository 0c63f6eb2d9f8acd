"""renkei: structured sources -> formally formatted Japanese administrative documents.

What programs may call is `pipeline.api`; its names can be imported from here, too.
"""

from pipeline.version import __version__

# As typing has it, which a build that has nothing to do would wait for.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from pipeline.api import Built, Document, Finding, Folder, Format, Problem, ProblemsError, consolidate, load

__all__ = [
    "Built",
    "Document",
    "Finding",
    "Folder",
    "Format",
    "Problem",
    "ProblemsError",
    "__version__",
    "consolidate",
    "load",
]


def __getattr__(name: str) -> object:
    """The names of the API are imported when they are asked for: a command or a worker does not pay for them."""
    if name not in __all__:
        raise AttributeError(name)
    from pipeline import api  # noqa: PLC0415

    return getattr(api, name)
