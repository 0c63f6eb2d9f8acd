"""What goes beside Python and the packages: starters, example sources, licences, SBOM, a page for the IT section."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from email.message import Message
from pathlib import Path

from cyclonedx.builder.this import this_component
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.utils import parse_wheel_filename

from tools.office_zip.checks import metadata

ROOT = Path(__file__).resolve().parents[2]
_LONG_NAME = 40
SBOM = "sbom.cdx.json"
# Names within are ASCII: a command file is read in whatever code page the console has.
_STARTER = r"""@echo off
rem renkei: the program of this folder; no other Python, registry or network is used.
set PYTHONUTF8=1
set PYTHONNOUSERSITE=1
set PYTHONDONTWRITEBYTECODE=1
"%~dp0python\python.exe" -m pipeline.cli %*
"""
_DESK = r"""@echo off
rem Opens the desk in the browser, with the sources of the folder work.
cd /d "%~dp0work"
call "%~dp0renkei.cmd" serve
if errorlevel 1 pause
"""
_PAGE = """renkei {version} について（情報政策課の方へ）

1　これは何か
　公文書（連携協約書、ビジョン概要、予算概要など）を、原稿のテキストから Word、PDF、テキストの形式で作るプログラムです。
　Python {python}（python.org の埋め込み用の配布物）と、下に挙げる部品を、一つのフォルダに入れたものです。

2　導入と削除
　導入は、この zip を好きなフォルダに展開するだけです。管理者の権限は要りません。
　レジストリ、サービス、自動起動、環境変数、スタートメニューのどれにも、何も書きません。
　削除は、フォルダを消すだけです。
　展開の前に zip の「プロパティ」で「許可する」にしておくと、警告が出ません。

3　通信
　ネットワークとは、何もやり取りしません。更新の確認も、利用状況の送信もありません。
　「机で開く.cmd」は、この機械の中だけ（127.0.0.1）でブラウザと話します。ほかの機械からは開けません。
　ほかの機械から開けるようにするのは、renkei serve --allow-remote と合言葉を付けて起動したときだけです。

4　動かすもの
　動かすのは python\\python.exe（Python Software Foundation の署名があります）だけです。
　AppLocker などで実行ファイルを限っているときは、このファイルを許可してください。
　書くのは、原稿のあるフォルダ（work）の中だけです。

5　確かめるもの
　SHA256SUMS　　　　すべてのファイルの SHA-256（certutil -hashfile ファイル SHA256 で確かめられます）
　sbom.cdx.json　　　部品表（CycloneDX 1.6）
　licenses\\　　　　　部品の使用許諾。renkei は MIT、書体（Noto）は SIL Open Font License 1.1 です。

6　部品
{parts}
"""


def version(wheels: Path) -> str:
    """The version of the program in the wheelhouse."""
    (own,) = wheels.glob("renkei-*.whl")
    return str(parse_wheel_filename(own.name)[1])


def write(tree: Path, wheels: Path, python: str, extras: tuple[str, ...]) -> None:
    """Everything of the zip that is no package."""
    _windows(tree / "renkei.cmd", _STARTER)
    if "desk" in extras:
        _windows(tree / "机で開く.cmd", _DESK)
    _examples(tree / "work")
    licences = tree / "licenses"
    licences.mkdir()
    told = []
    bom = Bom()
    bom.metadata.tools.components.add(this_component())
    for wheel in sorted(wheels.glob("*.whl")):
        about = metadata(wheel)
        _licences(wheel, licences / about["Name"])
        bom.components.add(_component(wheel, about))
        told.append(f"　{about['Name']} {about['Version']}（{_licence(about)}）")
    (tree / SBOM).write_text(_dated(JsonV1Dot6(bom).output_as_string(indent=1)), encoding="utf-8")
    shutil.copy(ROOT / "LICENSE", licences / "renkei.txt")
    for notice in (tree / "python").glob("LICENSE*"):
        shutil.copy(notice, licences / "python.txt")
    page = _PAGE.format(version=version(wheels), python=python, parts="\n".join(told))
    _windows(tree / "情報政策課の方へ.txt", page, mark="\ufeff")


def _windows(path: Path, text: str, mark: str = "") -> None:
    path.write_bytes((mark + text).replace("\n", "\r\n").encode("utf-8"))


def _examples(folder: Path) -> None:
    """The shipped sources that are invented, and the house profiles: work to begin with."""
    for name in ("umiyama", "shiomi", "profiles"):
        shutil.copytree(ROOT / "sources" / name, folder / "sources" / name)


def _licence(about: Message) -> str:
    """What the package says of its licence, in one line."""
    said = about.get("License-Expression") or (about.get("License") or "").strip().split("\n", 1)[0]
    named = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier", []) if c.startswith("License ::")]
    if named and len(said) > _LONG_NAME:  # the whole text, where a name is meant
        said = "、".join(named)
    return said.split(",", 1)[0].split(" (", 1)[0] or "、".join(named) or "不明"


def _licences(wheel: Path, folder: Path) -> None:
    """The texts of its licences, wherever in its dist-info they lie."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            within, _, own = name.partition(".dist-info/")
            if "/" in within or not own or not any(w in own.upper() for w in ("LICEN", "COPYING", "NOTICE", "AUTHORS")):
                continue
            if not name.endswith("/"):
                path = folder / own.rpartition("/")[2]
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(archive.read(name))


def _component(wheel: Path, about: Message) -> Component:
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return Component(
        type=ComponentType.LIBRARY,
        name=about["Name"],
        version=about["Version"],
        purl=PackageURL("pypi", None, about["Name"].lower().replace("_", "-"), about["Version"]),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
        licenses=[DisjunctiveLicense(name=_licence(about))],
        bom_ref=f"{about['Name']}=={about['Version']}",
    )


def _dated(made: str) -> str:
    """Without what differs from one making to the next: a serial number, the time."""
    whole = json.loads(made)
    whole.pop("serialNumber", None)
    whole["metadata"].pop("timestamp", None)
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
