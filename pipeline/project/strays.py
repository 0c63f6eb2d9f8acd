"""What lies below sources/ and templates/ and looks like a source or a template, but is not read -> what a clerk is told of it."""

from __future__ import annotations

import unicodedata

from pipeline.diagnostics import Place, Problems
from pipeline.diagnostics.system import report_unread
from pipeline.source.decode import nearest
from pipeline.source.files import Files

_ENDINGS = (".yaml.txt", ".yml.txt", ".yaml.yaml", ".yaml.docx", ".yaml.doc")
_NO_SOURCES = "「renkei init」で見本を用意するか、「renkei import ファイル --area 名」で協約書を取り込んでください"


_SOURCES = (".yaml", ".yml")
# What may be meant for one of them; a listing of all would be another whenever any file comes.
_LIKE_SOURCES = ("*.[yY]*[mM][lL]", "*.[ｙＹ]*", "*．[yYｙＹ]*")
# Folders of an area that the program keeps by itself.
_KEPT = frozenset({"signed", "versions", "reviews"})
# The templates of all kinds; to ask these would load the models of all.
TEMPLATES = ("agreement", "base", "basic_plan", "budget", "council", "policy", "project_list", "vision")
_WORDING = ("変更協約書.yaml", "改正規程.yaml", "議会.yaml")


def tell_strays(files: Files, problems: Problems) -> None:
    """Warns of all that looks like a source, a house profile or a template of the clerk's own, and that nothing reads."""
    _tell_second_endings(files, problems)
    _tell_other_folders(files, problems)
    _tell_unasked_templates(files, problems)


def tell_unlisted(files: Files, problems: Problems) -> frozenset[str]:
    """Adds the errors of folders of areas that may not be looked into, whose documents would be passed over; their names."""
    top = files.root / "sources"
    found = {top.name: files.unlisted(top)}
    found |= {f"{top.name}/{name}": files.unlisted(top / name) for name in files.listing(top, "*") if _is_area(name)}
    for name, error in found.items():
        if error is not None:
            report_unread(error, name, problems)
    return frozenset(name.removeprefix(f"{top.name}/") for name, error in found.items() if error is not None)


def _is_area(name: str) -> bool:
    """Not what a system keeps for itself at the top of a disk."""
    return not name.startswith((".", "$")) and name not in ("lost+found", "System Volume Information")


def _tell_other_folders(files: Files, problems: Problems) -> None:
    top = files.root / "sources"
    for folder in files.listing(top, "*"):
        if folder.endswith(_SOURCES):
            _tell(
                f"sources/{folder}",
                "sources フォルダのすぐ下の原稿は読みません",
                "圏域のフォルダ（sources/圏域の名前/）に移してください",
                problems,
            )
        elif folder == "profiles":
            for name in files.listing(top / folder, "*.yml"):
                right = f"{name.removesuffix('.yml')}.yaml"
                _tell(
                    f"sources/{folder}/{name}",
                    "流儀は「.yaml」だけを読みます",
                    f"名前を「{right}」に変えてください",
                    problems,
                )
        else:
            for below in files.listing(top / folder, "*"):
                inner = top / folder / below
                found = [] if "." in below or below in _KEPT else files.listing(inner, "*.y*ml")
                for name in (n for n in found if n.endswith(_SOURCES)):
                    cure = f"原稿なら、sources/{folder}/ に移してください"
                    _tell(
                        f"sources/{folder}/{below}/{name}", "圏域のフォルダの中のフォルダは読みません", cure, problems
                    )


def _tell_unasked_templates(files: Files, problems: Problems) -> None:
    """A template by another name serves nobody: the one that ships is taken instead of it."""
    known = {
        "docx": [f"{stem}.{ending}" for stem in TEMPLATES for ending in ("docx", "yaml")],
        "pdf": [f"{stem}.yaml" for stem in TEMPLATES],
        "wording": list(_WORDING),
    }
    for folder, names in known.items():
        for name in files.listing(files.root / "templates" / folder, "*"):
            if name not in names and not name.startswith(("~", ".")):
                near = nearest(name, [n for n in names if n.endswith(".docx" if folder == "docx" else ".yaml")])
                _tell(f"templates/{folder}/{name}", "この名前のひな形は使いません", near, problems)


def _tell(name: str, message: str, cure: str, problems: Problems) -> None:
    problems.warning("ファイル名", message, cure, Place(name))


def _tell_second_endings(files: Files, problems: Problems) -> None:
    """An editor gives a second ending: kyoyaku.yaml.txt; a source that came from elsewhere has one in other letters: KYOYAKU.YAML."""
    top = files.root / "sources"
    for folder in files.listing(top, "*"):
        read = {name for ending in _SOURCES for name in files.listing(top / folder, f"*{ending}")}
        for name in (n for pattern in _LIKE_SOURCES for n in files.listing(top / folder, pattern)):
            if name not in read and unicodedata.normalize("NFKC", name).lower().endswith(_SOURCES):
                right = f"{unicodedata.normalize('NFKC', name).rpartition('.')[0]}.yaml"
                _tell(
                    f"sources/{folder}/{name}",
                    f"「{name}」は読みません。名前の終わりが、半角の小文字の「.yaml」でありません",
                    f"名前を「{right}」に変えてください",
                    problems,
                )
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


def tell_no_area(folder: str, files: Files, problems: Problems) -> None:
    """Says that a folder of sources has no facts, or that they bear another name."""
    there = files.listing(files.root / "sources" / folder, "[Aa][Rr][Ee][Aa].*")
    problems.error(
        "圏域",
        f"sources/{folder} に area.yaml（圏域の市町村と長）がありません",
        f"「{there[0]}」の名前を「area.yaml」に変えてください"
        if there
        else "area.yaml を作ってください。「renkei init --area 別の名前」で見本ができます",
        Place(f"sources/{folder}/area.yaml"),
    )
