"""Throughput of renkei on content given as JSON: the command that a comparison with other programs runs.

usage: python benchmarks/ours.py --format docx|pdf|both [--stage all|tree|write] [--rows N] [--installed]
reads BENCH_CONTENT (a JSON list of agreements), BENCH_DOCS (how many of them), BENCH_VARIANT (`rot`: every string is
rotated by the number of its document); leaves the files in BENCH_OUT, and prints as its last line what it measured.

Stages: `all` from the YAML files of each document to bytes, through the code of `renkei build`; `tree` from the bound
tree to bytes; `write` from the galley to bytes. --rows adds so many rows to the schedule of each document.
--installed times the package of this interpreter (a compiled wheel, say) and not the checkout.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

ROOT = Path(__file__).resolve().parents[1]
INSTALLED = "--installed"
if INSTALLED not in sys.argv:
    sys.path.insert(0, str(ROOT))

from pipeline.diagnostics import Problems  # noqa: E402
from pipeline.diagnostics.render import human  # noqa: E402
from pipeline.galley import Galley  # noqa: E402
from pipeline.galley.compose import compose  # noqa: E402
from pipeline.notation.dates import wareki  # noqa: E402
from pipeline.notation.problem import NotationError  # noqa: E402
from pipeline.project import compiling  # noqa: E402
from pipeline.project.export.exporter import Exporter, Format  # noqa: E402
from pipeline.project.export.warm_up import settle  # noqa: E402
from pipeline.project.session import Session  # noqa: E402
from pipeline.tree import number  # noqa: E402

FORMATS: dict[str, tuple[Format, ...]] = {"docx": ("docx",), "pdf": ("pdf",), "both": ("docx", "pdf")}


class Article(TypedDict):
    """An article of the content: caption in brackets, paragraphs without labels."""

    caption: str
    paras: list[str]


class Signer(TypedDict):
    """Who signs."""

    office: str
    name: str


class Section(TypedDict):
    """Headings (1, (1)) and rows of a table of the schedule."""

    head: list[str]
    rows: list[list[str]]


class Annex(TypedDict):
    """The schedule."""

    sections: list[Section]


class Content(TypedDict):
    """One agreement."""

    title: str
    date: str
    parties: list[str]
    heading: str
    preamble: str
    articles: list[Article]
    closing: str
    signers: list[Signer]
    annex: Annex
    number: int


Step = Callable[[int], list[bytes]]


def quoted(text: str) -> str:
    """A YAML scalar of any characters."""
    return json.dumps(text, ensure_ascii=False)


def rotated(text: str, by: int) -> str:
    by %= max(1, len(text))
    return text[by:] + text[:by]


def unrotated(text: str, accept: Callable[[str], bool]) -> str:
    """The rotation of a text that is accepted: dates, and labels that renkei counts itself."""
    return next(t for n in range(len(text)) if accept(t := rotated(text, n)))


def is_date(text: str) -> bool:
    try:
        wareki.parse_date(text)
    except NotationError:
        return False
    return True


def bare(text: str, label: str, by: int) -> str:
    """The words without their label or brackets, turned as far as the other strings of the document."""
    pattern = re.compile(label)
    found = pattern.fullmatch(unrotated(text, lambda t: pattern.fullmatch(t) is not None))
    assert found is not None
    return rotated(found[1], by)


def area_yaml(content: Content) -> str:
    lines = ["種別: 圏域", "圏域名: 青森圏域", "流儀: 半角", "市町村:"]
    for party, signer in zip(content["parties"], content["signers"], strict=True):
        lines += [
            f"  {quoted(party)}:",
            f"    職名: {quoted(signer['office'])}",
            "    長:",
            f"      - 氏名: {quoted(signer['name'])}",
            "        就任日: 平成1年1月8日",
        ]
    return "\n".join(lines) + "\n"


def source_yaml(content: Content, by: int, rows: int) -> str:
    """The agreement as a clerk's source."""
    lines = [
        "種別: 連携協約書",
        f"題名: {quoted(content['title'])}",
        f"協約名: {quoted(content['heading'])}",
        f"締結日: {unrotated(content['date'], is_date)}",
        f"当事者: {{ 甲: {quoted(content['parties'][0])}, 乙: {quoted(content['parties'][1])} }}",
        f"前文: {quoted(content['preamble'])}",
        "条:",
    ]
    for article in content["articles"]:
        lines += [f"  - キー: 条{content['articles'].index(article) + 1}"]
        lines += [f"    見出し: {quoted(bare(article['caption'], '（(.*)）', by))}", "    項:"]
        lines += [f"      - 本文: {quoted(text)}" for text in article["paras"]]
    lines += [f"末文: {quoted(content['closing'])}", "別表:", "  - 関係: 条3", "    項目:"]
    for section in content["annex"]["sections"]:
        lines += section_yaml(section, by, rows if section is content["annex"]["sections"][-1] else 0)
    return "\n".join(lines) + "\n"


def section_yaml(section: Section, by: int, extra_rows: int) -> list[str]:
    *above, own = section["head"]
    lines = [f"      - 見出し: {quoted(bare(text, r'[0-9]+ (.*)', by))}" for text in above]
    lines += ["        項目:"] * bool(above)
    inset = "      "
    if re.search(r"\([0-9]|[0-9]\)", own):
        inset = "          "
        lines.append(f"{inset}- 見出し: {quoted(bare(own, r'[(][0-9]+[)] (.*)', by))}")
    else:
        lines.append(f"{inset}- 見出し: {quoted(bare(own, r'[0-9]+ (.*)', by))}")
    lines.append(f"{inset}  施策:")
    name, *roles = section["rows"][0]
    more = ([f"{name}その{n}", *roles] for n in range(2, extra_rows + 2))
    for name, work, first, second in (*section["rows"], *more):
        lines += [
            f"{inset}    - 連携施策: {quoted(name)}",
            f"{inset}      取組内容: {quoted(work)}",
            f"{inset}      役割: {{ 甲: {quoted(first)}, 乙: {quoted(second)} }}",
        ]
    return lines


def lay_out(root: Path, contents: list[Content], variant: str, rows: int) -> list[Path]:
    """Writes a folder of sources for each document."""
    paths = []
    for content in contents:
        folder = root / "sources" / f"d{content['number']:04}"
        folder.mkdir(parents=True)
        by = content["number"] + 1 if variant == "rot" else 0
        (folder / "area.yaml").write_text(area_yaml(content), encoding="utf-8")
        path = folder / "agreement.yaml"
        path.write_text(source_yaml(content, by, rows), encoding="utf-8")
        paths.append(path)
    return paths


def galley_of(path: Path, session: Session) -> Galley:
    """The way of `renkei build` from files to a galley."""
    problems = Problems()
    original = session.load(path, problems)
    refuse(problems)
    assert original is not None
    return compiling.set_galley(original, None, problems)


def refuse(problems: Problems) -> None:
    """A document that cannot be made does not count."""
    if problems.errors:
        sys.exit("\n".join(human(d) for d in problems.errors))


def printed(galley: Galley, session: Session, formats: tuple[Format, ...]) -> list[bytes]:
    problems = Problems()
    printer = Exporter("agreement", session.templates)
    made = [printer.print(galley, name, problems) for name in formats]
    refuse(problems)
    return [data for data in made if data is not None]


def whole(paths: list[Path], session: Session, formats: tuple[Format, ...]) -> Step:
    return lambda n: printed(galley_of(paths[n], session), session, formats)


def writing(paths: list[Path], session: Session, formats: tuple[Format, ...]) -> Step:
    galleys = [galley_of(path, session) for path in paths]
    return lambda n: printed(galleys[n], session, formats)


def from_tree(paths: list[Path], session: Session, formats: tuple[Format, ...]) -> Step:
    trees = []
    for path in paths:
        problems = Problems()
        original = session.load(path, problems)
        refuse(problems)
        assert original is not None
        trees.append((original, *compiling.bind(original, None, problems)))

    def step(n: int) -> list[bytes]:
        original, bound, particulars = trees[n]
        return printed(compose(bound, original.profile.house, particulars), session, formats)

    return step


STAGES = {"all": whole, "tree": from_tree, "write": writing}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--format", choices=list(FORMATS), required=True)
    parser.add_argument("--stage", choices=list(STAGES), default="all")
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument(INSTALLED, action="store_true")
    arguments = parser.parse_args()
    formats = FORMATS[arguments.format]
    contents: list[Content] = json.loads(Path(os.environ["BENCH_CONTENT"]).read_text(encoding="utf-8"))
    contents = contents[: int(os.environ.get("BENCH_DOCS", len(contents)))]
    out = Path(os.environ["BENCH_OUT"])
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        session = Session(root)
        paths = lay_out(root, contents, os.environ.get("BENCH_VARIANT", "same"), arguments.rows)
        step = STAGES[arguments.stage](paths, session, formats)
        step(0)  # modules, fonts, templates
        settle(session.templates)
        wall_s = cpu_s = 0.0
        last: list[bytes] = []
        for n in range(len(paths)):
            wall, cpu = time.perf_counter(), time.process_time()
            last = step(n)
            cpu_s, wall_s = cpu_s + time.process_time() - cpu, wall_s + time.perf_counter() - wall
            for name, data in zip(formats, last, strict=True):  # off the clock, and out of memory as in a build
                (out / f"{n:04}.{name}").write_bytes(data)
    way = "from YAML" if arguments.stage == "all" else f"from the {arguments.stage} on"
    compiled = "" if str(number.__file__).endswith(".py") else "compiled, "
    print(
        json.dumps(
            {
                "engine": f"renkei, {compiled}{way}",
                "kind": "+".join(name.upper() for name in formats),
                "docs": len(paths),
                "cpu_s": round(cpu_s, 4),
                "wall_s": round(wall_s, 4),
                "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                "bytes": sum(map(len, last)),
            }
        )
    )


if __name__ == "__main__":
    main()
