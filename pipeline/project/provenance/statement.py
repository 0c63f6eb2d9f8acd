"""What stands behind a document -> an in-toto statement: which files were made from which, for machines of others.

Source: in-toto Attestation Framework, Statement v1; SLSA, Provenance v1.
"""

from __future__ import annotations

import json

from pipeline.project.manifest import Record

_STATEMENT = "https://in-toto.io/Statement/v1"
_PROVENANCE = "https://slsa.dev/provenance/v1"
# A name of our own for how a document is made, and for the program that makes it; nothing is to be found there.
_BUILD, _BUILDER = "urn:renkei:build:1", "urn:renkei:program:"


def statement(record: Record) -> bytes:
    """The statement of one document; the same record gives the same bytes. It is not signed: whoever sends it signs it."""
    tool, _, version = record.tool.rpartition(" ")
    inputs = [{"name": each.name, "digest": {"sha256": each.sha256}} for each in (*record.sources, *record.templates)]
    whole = {
        "_type": _STATEMENT,
        "subject": [{"name": each.path, "digest": {"sha256": each.sha256}} for each in record.outputs],
        "predicateType": _PROVENANCE,
        "predicate": {
            "buildDefinition": {
                "buildType": _BUILD,
                "externalParameters": {"document": record.id, "partner": record.partner, "kind": record.kind},
                "resolvedDependencies": inputs,
            },
            "runDetails": {"builder": {"id": f"{_BUILDER}{tool}", "version": {tool: version}}},
        },
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
