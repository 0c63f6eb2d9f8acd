"""A machine and a folder -> what renkei needs of them: versions, extras, encodings, fonts, write access, runs at work.

Asks and changes nothing, but for one empty file put into each output folder and taken away again.
"""

from __future__ import annotations

import os
import platform
import re
import struct
import sys
import unicodedata
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from shutil import disk_usage
from typing import Literal

from pipeline.diagnostics import Problems
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.project import store
from pipeline.project.export.templates import TemplateFile
from pipeline.project.session import Session
from pipeline.version import __version__

# 良: as it should be. 参考: something that is not there and need not be. 注意: it will hinder somebody. 不可: it does not work.
State = Literal["良", "参考", "注意", "不可"]
_NEEDED = (
    "click",
    "jinja2",
    "lxml",
    "pillow",
    "pydantic",
    "pypdfium2",
    "python-docx",
    "pyyaml",
    "reportlab",
    "uharfbuzz",
)
# What each extra is for, in the clerk's words.
_EXTRAS = {
    "amend": ("sudachipy", "改め文の語の切れ目を決める辞書"),
    "desk": ("starlette", "ブラウザの机（renkei serve）"),
    "bind": ("pikepdf", "もらったPDFの冊子への綴じ込み"),
    "sign": ("pyhanko", "電子署名（renkei sign）"),
    "pkcs11": ("python-pkcs11", "ICカードやトークンの鍵での署名（renkei sign --pkcs11）"),
    "lsp": ("pygls", "エディタのための言語サーバー（renkei lsp）"),
    "cluster": ("distributed", "何台もの機械での手分け（renkei build --cluster）"),
}
_NAME = regex("[A-Za-z0-9._-]+")
_LITTLE_SPACE = 200 * 2**20
# Programs of Windows that know no long paths stop here; outputs and their temporary names are longer than their sources.
_LONG_PATH = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what it is, its state, what was found, and what to do where the state asks for it."""

    about: str
    state: State
    found: str
    cure: str = ""


def examine(root: Path, out: Path, encodings: tuple[str, ...]) -> tuple[Finding, ...]:
    """All that can be told of this machine and the folder `root`; `encodings` are those of the streams in use."""
    return (
        *_program(),
        *_extras(),
        *_encodings(encodings),
        *(_folder(root, out) if (root / "sources").is_dir() else _no_sources(root)),
    )


def _program() -> Iterator[Finding]:
    bits = struct.calcsize("P") * 8
    yield Finding("renkei", "良", f"{__version__}（{Path(__file__).resolve().parents[1]}）")
    yield Finding(
        "Python", "良", f"{platform.python_version()}（{bits}ビット、{platform.system()} {platform.release()}）"
    )
    found = {name: _version(name) for name in _NEEDED}
    missing = [name for name, there in found.items() if there is None]
    if missing:
        yield Finding("部品", "不可", f"{'、'.join(missing)} がありません", "pip install renkei をやり直してください")
    else:
        yield Finding("部品", "良", "、".join(f"{name} {there}" for name, there in found.items()))
    for wanted in _unmet():
        yield Finding("部品", "注意", wanted, "pip install -U renkei で、そろった版を入れてください")


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _unmet() -> Iterator[str]:
    """What the program was published with and the machine has in an older version than is asked for."""
    try:
        wanted = requires("renkei") or []
    except PackageNotFoundError:  # a checkout that is not installed
        return
    for line in wanted:
        name = _NAME.match(line)
        least = re.search(r">=([0-9.]+)", line)
        if name is None or least is None or ";" in line or (there := _version(name[0])) is None:
            continue
        if _parts(there) < _parts(least[1]):
            yield f"{name[0]} {there} は古すぎます（{least[1]} 以上）"


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall("[0-9]+", number))


def _extras() -> Iterator[Finding]:
    for extra, (package, purpose) in _EXTRAS.items():
        there = _version(package)
        if there is not None:
            yield Finding(f"追加 {extra}", "良", f"{purpose}: {package} {there}")
        else:
            yield Finding(
                f"追加 {extra}", "参考", f"{purpose}は入っていません", f'使うときは pip install "renkei[{extra}]"'
            )


def _encodings(encodings: tuple[str, ...]) -> Iterator[Finding]:
    narrow = [name for name in dict.fromkeys(encodings) if _parts(name) != (8,)]
    if narrow:
        cure = "環境変数 PYTHONUTF8=1 を設定すると、そのまま表示されます（文書の中身には関わりません）"
        yield Finding("画面の符号", "注意", f"{'、'.join(narrow)} では、𠮷 や 﨑 などが \\u の形で表示されます", cure)
    else:
        yield Finding("画面の符号", "良", "UTF-8")
    system = sys.getfilesystemencoding()
    yield Finding("ファイル名の符号", "良" if _parts(system) == (8,) else "注意", system)


def _no_sources(root: Path) -> Iterator[Finding]:
    yield Finding(
        "原稿",
        "注意",
        f"{root} に sources フォルダがありません",
        "原稿のあるフォルダで実行するか、renkei init で始めてください",
    )


def _folder(root: Path, out: Path) -> Iterator[Finding]:
    session = Session(root)
    count = sum(1 for _ in (root / "sources").glob("*/*.yaml"))
    yield Finding("原稿", "良", f"{root}（sources の YAML {count}件）")
    yield from _fonts(session)
    yield from _own_templates(root)
    for folder, called in ((out, "出力先"), (root / "sources", "原稿のフォルダ")):
        yield _writable(folder, called)
    yield from _space(out if out.is_dir() else root)
    yield from _runs(root, out)
    yield from _names(root)


def _fonts(session: Session) -> Iterator[Finding]:
    for name in ("base", *sorted(p.stem for p in (session.root / "templates/pdf").glob("*.yaml") if p.stem != "base")):
        sheet = session.templates.find("pdf", name, "yaml")
        problems = Problems()
        if sheet is not None:
            yield _fonts_of(session, sheet, problems)


def _fonts_of(session: Session, sheet: TemplateFile, problems: Problems) -> Finding:
    design = session.templates.design(sheet, problems)
    if design is not None and session.templates.fonts.chains(design, problems) is not None:
        names = dict.fromkeys(font for wanted in design.fonts.values() for font in wanted)
        return Finding("書体", "良", f"{sheet.name}: {'、'.join(names)}")
    first = problems.errors[0]
    return Finding("書体", "不可", f"{sheet.name}: {first.message}", first.cure)


def _own_templates(root: Path) -> Iterator[Finding]:
    own = sorted(p.relative_to(root).as_posix() for p in (root / "templates").glob("*/*") if p.is_file())
    if own and not (root / "pipeline").is_dir():
        yield Finding("自庁のひな形", "良", "、".join(own))


def _writable(folder: Path, called: str) -> Finding:
    refusal = store.refusal(folder)
    if refusal is None:
        return Finding(called, "良", f"{folder} に書けます")
    cure = "フォルダの権限と、読取り専用になっていないかを確かめてください"
    return Finding(called, "不可", f"{folder} に書けません（{refusal}）", cure)


def _space(folder: Path) -> Iterator[Finding]:
    free = disk_usage(folder).free
    state: State = "良" if free > _LITTLE_SPACE else "注意"
    yield Finding("空き容量", state, f"{free // 2**20:,}MB", "" if state == "良" else "ディスクを空けてください")


def _runs(root: Path, out: Path) -> Iterator[Finding]:
    at_work, left = store.parts(out, root / "sources")
    if at_work:
        yield Finding(
            "動いている renkei", "注意", f"ほかの renkei が書いています（{at_work[0]}）", "終わるのを待ってください"
        )
    if left:
        found = f"途中で止まった処理のファイルが{len(left)}件あります"
        yield Finding("残ったファイル", "参考", found, "次の renkei build が片付けます")
    if not store.is_free(out):
        yield Finding("錠", "注意", f"{out} を、ほかの renkei が使っています", "終わるのを待ってください")


def _names(root: Path) -> Iterator[Finding]:
    found = [p.relative_to(root).as_posix() for p in (root / "sources").glob("**/*")]
    decomposed = [name for name in found if unicodedata.normalize("NFC", name) != name]
    if decomposed:
        why = "濁点が分かれた名前（macOS の形）です。同じに見える名前と区別がつきません"
        yield Finding("ファイルの名前", "注意", f"{decomposed[0]}: {why}", "名前を付け直してください")
    folded: dict[str, str] = {}
    for name in found:
        other = folded.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if other != name:
            yield Finding(
                "ファイルの名前",
                "注意",
                f"{other} と {name} は、Windows では同じ名前です",
                "一方の名前を変えてください",
            )
    longest = max(found, key=len, default="")
    if len(str(root / longest)) > _LONG_PATH and os.name == "nt":
        yield Finding(
            "フォルダの深さ", "注意", f"{root / longest} は長すぎます", "浅いフォルダに移してください（260字まで）"
        )
