"""What lies below sources/ and looks like a source, but is not read -> what a clerk is told of it."""

from __future__ import annotations

from pipeline.diagnostics import Place, Problems
from pipeline.source.files import Files

_ENDINGS = (".yaml.txt", ".yml.txt", ".yaml.yaml", ".yaml.docx", ".yaml.doc")
_NO_SOURCES = "「renkei init」で見本を用意するか、「renkei import ファイル --area 名」で協約書を取り込んでください"


def tell_strays(files: Files, problems: Problems) -> None:
    """Warns of files that an editor gave a second ending: kyoyaku.yaml.txt."""
    top = files.root / "sources"
    for folder in files.listing(top, "*"):
        for name in files.listing(top / folder, "*.y*ml.*"):
            ending = next((e for e in _ENDINGS if name.lower().endswith(e)), None)
            if ending is not None:
                right = name[: len(name) - len(ending)] + ".yaml"
                problems.warning(
                    "ファイル名",
                    f"「{name}」は読みません。名前の終わりが「{ending}」です",
                    f"名前を「{right}」に変えてください（エクスプローラーの「表示」で「ファイル名拡張子」を出すと変えられます）",
                    Place(f"sources/{folder}/{name}"),
                )


def tell_no_sources(problems: Problems) -> None:
    """Says that there is nothing to make documents of."""
    problems.error(
        "原稿", "sources フォルダに原稿（sources/圏域の名前/○○.yaml）が一つもありません", _NO_SOURCES, Place("sources")
    )


def tell_no_area(folder: str, problems: Problems) -> None:
    """Says that a folder of sources has no facts."""
    problems.error(
        "圏域",
        f"sources/{folder} に area.yaml（圏域の市町村と長）がありません",
        "area.yaml を作ってください。「renkei init --area 別の名前」で見本ができます",
        Place(f"sources/{folder}/area.yaml"),
    )
