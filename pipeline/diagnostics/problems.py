"""What is wrong with a source or template: one closed type, collected so that all problems show at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from pipeline.diagnostics.span import Place, Span


class Severity(Enum):
    """ERROR stops the document; WARNING is shown and the document is made."""

    ERROR = "エラー"
    WARNING = "注意"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem. `code` is stable and never reused; `message` quotes what was found; `cure` says what to do."""

    severity: Severity
    code: str
    message: str
    cure: str
    place: Span | Place | None = None


class Rejected(Exception):  # noqa: N818 - not a failure of the program: a source or template was turned down
    """Raised once every problem of a stage was collected. `problems` holds them."""

    def __init__(self, problems: Problems) -> None:
        super().__init__("; ".join(d.message for d in problems.errors))
        self.problems = problems


@dataclass(slots=True)
class Problems:
    """Collector handed down to whoever reads, checks or prints."""

    found: list[Diagnostic] = field(default_factory=list)

    def error(self, code: str, message: str, cure: str, place: Span | Place | None = None) -> None:
        """Adds an error, unless the same was said of the same place."""
        self._add(Diagnostic(Severity.ERROR, code, message, cure, place))

    def warning(self, code: str, message: str, cure: str, place: Span | Place | None = None) -> None:
        """Adds a warning, unless the same was said of the same place."""
        self._add(Diagnostic(Severity.WARNING, code, message, cure, place))

    def extend(self, other: Problems) -> None:
        """Takes over what another collector found."""
        for diagnostic in other.found:
            self._add(diagnostic)

    def _add(self, diagnostic: Diagnostic) -> None:
        if diagnostic not in self.found:
            self.found.append(diagnostic)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Those that stop the document."""
        return tuple(d for d in self.found if d.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """Those that do not."""
        return tuple(d for d in self.found if d.severity is Severity.WARNING)

    def stop_if_errors(self) -> None:
        """Raises Rejected if there is any error: the end of a stage."""
        if self.errors:
            raise Rejected(self)
