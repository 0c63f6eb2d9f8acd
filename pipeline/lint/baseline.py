"""Findings that are known and left (基準) <-> a JSON file. A finding is known by its words and place in the text, not by its line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from pipeline.late.dataclass import dataclass
from pipeline.lint.rule import Finding

VERSION = 1


class BaselineError(ValueError):
    """A file that is no baseline."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the file: the fingerprint, and what a person wants to see of it."""

    fingerprint: str
    rule: str
    document: str
    words: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _File:
    version: Annotated[int, Field(ge=1, le=VERSION)]
    findings: tuple[Known, ...]


_READER = TypeAdapter(_File)


def fingerprint(finding: Finding) -> str:
    """Rule, document, keys of the place, words, and which of equal ones it is: lines above may come and go."""
    facts = (finding.rule.id, finding.document, *finding.path, finding.words, str(finding.ordinal))
    return hashlib.sha256("\0".join(facts).encode()).hexdigest()[:32]


def render(findings: Iterable[Finding], kept: Iterable[Known] = ()) -> bytes:
    """A baseline of these findings; reasons that a person wrote into `kept` stay."""
    reasons = {k.fingerprint: k.reason for k in kept}
    entries = [
        {
            "fingerprint": fingerprint(f),
            "rule": f.rule.id,
            "document": f.document,
            "words": f.words,
            "reason": reasons.get(fingerprint(f), ""),
        }
        for f in findings
    ]
    entries.sort(key=lambda e: (e["document"], e["rule"], e["fingerprint"]))
    return (json.dumps({"version": VERSION, "findings": entries}, ensure_ascii=False, indent=1) + "\n").encode()


def read(data: bytes) -> tuple[Known, ...]:
    """The entries of a baseline. Raises BaselineError."""
    try:
        return _READER.validate_json(data).findings
    except ValidationError as error:
        raise BaselineError(str(error.error_count())) from error
