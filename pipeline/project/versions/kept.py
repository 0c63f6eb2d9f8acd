"""A folder of versions -> the versions of a document, each as it was written; what was altered, taken out or lies amiss is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.diagnostics import Place, Problems
from pipeline.diagnostics.commands import typed
from pipeline.diagnostics.system import report_unread
from pipeline.late.dataclass import dataclass
from pipeline.notation.finding import likeness
from pipeline.papers.versions import version_file
from pipeline.papers.versions.version_file import SUFFIX, Version, VersionError
from pipeline.source.files import Files, read_bounded

FOLDER = "versions"
# Between the name of a document and that of one of its versions: shiomi/yosan@素案.
AT = "@"
_RESTORE = "控えから元のファイルを戻してください（版のファイルは手で直せません）"
# A plan of a few thousand pages.
_MOST_BYTES = 200_000_000


def folder_of(document: str) -> Path:
    """Where the versions of a document lie, from the root."""
    area, name = document.split("/", 1)
    return Path("sources") / area / FOLDER / name


def file_name(count: int, name: str) -> str:
    """02-素案.json: in their order in every list of files."""
    return f"{count:02}-{name}{SUFFIX}"


def versions_of(document: str, files: Files, problems: Problems) -> tuple[Version, ...]:
    """All versions of a document, oldest first. Raises Rejected if one is not as it was written, or one is gone."""
    folder = files.root / folder_of(document)
    found = [read_version(folder / n, problems, files) for n in files.listing(folder, f"*{SUFFIX}")]
    made = [v for v in found if v is not None]
    if len(made) == len(found):
        _check_chain(document, sorted(made, key=lambda v: v.count), files, problems)
    problems.stop_if_errors()
    return tuple(sorted(made, key=lambda v: v.count))


def read_version(path: Path, problems: Problems, files: Files | None = None) -> Version | None:
    """The version in a file; None after an error."""
    name = files.name(path) if files is not None and path.is_relative_to(files.root) else path.as_posix()
    try:
        data = read_bounded(path, _MOST_BYTES) if files is None or not files.is_file(path) else _read(path, files)
        return version_file.read(data.decode("utf-8"))
    except OSError as error:
        report_unread(error, name, problems)
    except UnicodeDecodeError:
        problems.error("版", "版のファイルが UTF-8 ではありません", _RESTORE, Place(name))
    except VersionError as error:
        problems.error("版", str(error), _RESTORE, Place(name))
    return None


def _read(path: Path, files: Files) -> bytes:
    try:
        return files.read(path).data
    except OSError:
        return read_bounded(path, _MOST_BYTES)  # a version may be longer than a source


def _check_chain(document: str, versions: Sequence[Version], files: Files, problems: Problems) -> None:
    """Every version follows the one before it, and all are of this document."""
    folder = folder_of(document)
    before = ""
    for n, version in enumerate(versions, 1):
        place = Place((folder / file_name(version.count, version.name)).as_posix())
        if version.document != document:
            problems.error(
                "版",
                f"「{version.document}」の版で、「{document}」のものではありません",
                f"sources/（圏域）/{FOLDER}/（文書）/ に、その文書の版だけを置いてください",
                place,
            )
        elif version.count != n or version.before != before:
            problems.error(
                "版",
                f"版「{version.name}」の前の版が、なくなったか、入れ替わっています"
                f"（{n}番目にあるべきものが{version.count}番、前の版の SHA-256 が{'合いません' if version.before != before else '合います'}）",
                _RESTORE,
                place,
            )
        before = version.sha256
    del files


@dataclass(frozen=True, slots=True)
class Named:
    """A version as a clerk names it: the document, and the name, the place (1, 2 …) or 最新 of its version."""

    document: str
    version: str


def parted(name: str) -> Named | None:
    """shiomi/yosan@素案; None for a name without @."""
    document, at, version = name.rpartition(AT)
    return Named(document, version) if at and document else None


def standing(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Those that nothing corrects, each in the place of the one that it corrects: 策定 does not come behind 変更 for that."""
    held: dict[str, Version] = {}
    for version in versions:
        held[version.name] = version  # a name keeps the place at which it came first
    return tuple(held.values())


def chosen(named: Named, files: Files, problems: Problems) -> Version | None:
    """The version of a name; None after an error. Of two of one name the later, which corrects the earlier."""
    document = _whole(named.document, files, problems)
    if document is None:
        return None
    versions = versions_of(document, files, problems)
    place = Place(folder_of(document).as_posix())
    if not versions:
        problems.error(
            "版",
            f"「{document}」の版は、まだ一つもありません",
            f"renkei freeze {typed(document)} --as 素案 --on 日付 で記録してください",
            place,
        )
        return None
    if named.version in ("", "最新"):
        return standing(versions)[-1]
    found = [v for v in versions if named.version in (v.name, str(v.count))]
    if not found:
        names = tuple(dict.fromkeys(v.name for v in versions))
        problems.error(
            "版",
            f"「{document}」に「{named.version}」という版はありません",
            f"版は {'、'.join(names)} です{_meant(named.version, names)}",
            place,
        )
        return None
    return found[-1]


def _meant(name: str, names: Sequence[str]) -> str:
    near = likeness.alike(name, names)
    return f"。{likeness.meant(near)}" if near else ""


def _whole(document: str, files: Files, problems: Problems) -> str | None:
    """The name of a document with its folder: yosan is shiomi/yosan, if no other folder has versions of that name."""
    if document.count("/") == 1:
        return document
    areas = files.listing(files.root / "sources", "*")
    found = [f"{a}/{document}" for a in areas if files.listing(files.root / folder_of(f"{a}/{document}"), f"*{SUFFIX}")]
    if len(found) == 1 and "/" not in document:
        return found[0]
    told = f"{'、'.join(found)} のどれかを" if found else "「shiomi/yosan@素案」のように、フォルダから"
    problems.error(
        "版", f"「{document}」は、版のある一つの文書ではありません", f"{told}指定してください", Place("sources")
    )
    return None
