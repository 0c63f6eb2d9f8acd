"""Findings -> SARIF 2.1.0 (OASIS), for tools that show the results of checkers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from pipeline.diagnostics import Place, Span
from pipeline.lint.baseline import fingerprint
from pipeline.lint.rule import Finding, Rule, Weight

_LEVELS: dict[Weight, str] = {"エラー": "error", "注意": "warning", "参考": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
Json = dict[str, object]


def render(
    findings: Iterable[Finding],
    known: Iterable[Finding],
    silenced: Iterable[tuple[Finding, str]],
    rules: Sequence[Rule],
    version: str,
) -> bytes:
    """One run. Known and silenced findings stay in it as suppressed, so that viewers do not close and reopen them."""
    results = [_result(f, "new", ()) for f in findings]
    results += [_result(f, "unchanged", ({"kind": "external"},)) for f in known]
    results += [_result(f, "unchanged", ({"kind": "inSource", "justification": why},)) for f, why in silenced]
    driver: Json = {"name": "renkei", "version": version, "rules": [_rule(r) for r in rules]}
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "language": "ja-JP",
        "results": results,
    }
    whole: Json = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.id,
        "name": rule.title,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.why}（根拠: {rule.authority}）"},
        "defaultConfiguration": {"level": _LEVELS[rule.weight]},
    }


def _result(finding: Finding, state: str, suppressions: tuple[Json, ...]) -> Json:
    made: Json = {
        "ruleId": finding.rule.id,
        "level": _LEVELS[finding.rule.weight],
        "message": {"text": finding.message},
        "baselineState": state,
        "partialFingerprints": {"renkei/v1": fingerprint(finding)},
        "suppressions": list(suppressions),
    }
    place = finding.place
    if place is not None:
        made["locations"] = [_location(place)]
    if isinstance(place, Span) and finding.proposal is not None and finding.certain:
        change = {"artifactLocation": {"uri": quote(place.file.name)}, "replacements": [_replacement(place, finding)]}
        made["fixes"] = [{"description": {"text": f"「{finding.proposal}」にする"}, "artifactChanges": [change]}]
    return made


def _location(place: Span | Place) -> Json:
    if isinstance(place, Place):
        physical: Json = {"artifactLocation": {"uri": quote(place.file)}}
        return {"physicalLocation": physical, "message": {"text": place.where}}
    return {"physicalLocation": {"artifactLocation": {"uri": quote(place.file.name)}, "region": _region(place)}}


def _region(span: Span) -> Json:
    length = span.end - span.start
    return {"startLine": span.line, "startColumn": span.column, "charOffset": span.start, "charLength": length}


def _replacement(span: Span, finding: Finding) -> Json:
    return {"deletedRegion": _region(span), "insertedContent": {"text": finding.proposal or ""}}
