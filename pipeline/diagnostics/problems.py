"""What is wrong with a source or template: one closed type, collected so that all problems show at once."""

from __future__ import annotations

from dataclasses import field
from enum import Enum

from pipeline.diagnostics.comments import comments_on
from pipeline.diagnostics.span import Place, Span
from pipeline.late.dataclass import dataclass


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
    """Collector handed down to whoever reads, checks or prints.

    `said` counts what was added, and what was not for being said before: whoever keeps what was made in silence asks it.
    `failed` counts errors in the same way: whoever asks whether a step went well asks it and not the length of `errors`,
    which an error that another partner had before does not make longer. `silenced` are warnings that a comment of the
    source (# lint: 注意-合計 理由) asks not to show: they are counted alone.
    """

    found: list[Diagnostic] = field(default_factory=list)
    # The same as sets and parts of `found`: ten thousand problems are told in the time of ten thousand.
    _seen: set[Diagnostic] = field(default_factory=set, repr=False, compare=False)
    _errors: list[Diagnostic] = field(default_factory=list, repr=False, compare=False)
    silenced: set[Diagnostic] = field(default_factory=set, repr=False, compare=False)
    said: int = field(default=0, repr=False, compare=False)
    failed: int = field(default=0, repr=False, compare=False)

    def __post_init__(self) -> None:
        given, self.found = self.found, []
        for diagnostic in given:
            self._add(diagnostic)

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
        self.silenced |= other.silenced

    def _add(self, diagnostic: Diagnostic) -> None:
        self.said += 1
        if diagnostic.severity is Severity.ERROR:
            self.failed += 1
        if diagnostic in self._seen or self._is_silenced(diagnostic):
            return
        self._seen.add(diagnostic)
        self.found.append(diagnostic)
        if diagnostic.severity is Severity.ERROR:
            self._errors.append(diagnostic)

    def _is_silenced(self, diagnostic: Diagnostic) -> bool:
        if diagnostic.severity is not Severity.WARNING or not isinstance(diagnostic.place, Span):
            return False
        found = comments_on(diagnostic.code, diagnostic.place)
        for comment in found:
            if not comment.reason:
                message, cure = (
                    "注意を止める理由がありません",
                    f"「# lint: {comment.rule} 理由」のように、理由を書いてください",
                )
                self.warning("lintの注釈", message, cure, comment.span)
        if not any(comment.reason for comment in found):
            return False
        self.silenced.add(diagnostic)
        return True

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Those that stop the document."""
        return tuple(self._errors)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """Those that do not."""
        return tuple(d for d in self.found if d.severity is Severity.WARNING)

    def stop_if_errors(self) -> None:
        """Raises Rejected if there is any error: the end of a stage."""
        if self._errors:
            raise Rejected(self)
