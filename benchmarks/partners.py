"""Partners of one master, from its YAML to the bytes of every document: the command that a comparison with other programs runs.

usage: python benchmarks/partners.py --format docx|pdf|both
reads BENCH_DOCS (how many partners), leaves the files in BENCH_OUT, and prints as its last line what it measured. Of
BENCH_CONTENT it takes nothing: the content of a comparison is the shipped agreement, and so is this master. Warm: rooms,
fonts and templates are loaded and a document of another folder is made; the source is read within the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from batch import invent  # noqa: E402

from pipeline.diagnostics import Problems  # noqa: E402
from pipeline.project.batch.worker import rendered  # noqa: E402
from pipeline.project.export.exporter import Format  # noqa: E402
from pipeline.project.export.warm_up import settle  # noqa: E402
from pipeline.project.job import Job  # noqa: E402
from pipeline.project.plan import Assignment  # noqa: E402
from pipeline.project.session import Session  # noqa: E402

FORMATS: dict[str, tuple[Format, ...]] = {"docx": ("docx",), "pdf": ("pdf",), "both": ("docx", "pdf")}
SOURCE = "sources/aomori/kyoyaku.yaml"


def made(session: Session, job: Job, most: int) -> dict[str, bytes]:
    """The files of so many partners."""
    original = session.load(session.root / SOURCE, Problems())
    assert original is not None
    files: dict[str, bytes] = {}
    for partner in original.partners[:most]:
        outcome, new = rendered(Assignment(original, partner, f"{original.id}-{partner}"), job, session)
        assert outcome.record is not None, outcome.bug
        files |= new
    return files


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--format", choices=FORMATS, default="both")
    chosen = parser.parse_args().format
    documents, out = int(os.environ["BENCH_DOCS"]), Path(os.environ["BENCH_OUT"])
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        invent(root, max(documents, 5))
        job = Job(root, root / "build", FORMATS[chosen])
        session = Session(root)
        made(session, job, 1)
        settle(session.templates)
        session.files.put(root / SOURCE, (root / SOURCE).read_bytes() + b"# read anew\n")
        before, start = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
        files = made(session, job, documents)
        after, wall_s = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter() - start
        cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        for name, data in files.items():
            (out / name.rsplit("/", 1)[1]).write_bytes(data)
    kind = {"docx": "DOCX", "pdf": "PDF", "both": "DOCX+PDF"}[chosen]
    said = {"engine": f"renkei, partners of one master ({chosen})", "kind": kind, "docs": documents}
    print(json.dumps({**said, "cpu_s": cpu_s, "wall_s": wall_s, "rss_mb": after.ru_maxrss / 1024}))


if __name__ == "__main__":
    main()
