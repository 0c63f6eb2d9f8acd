"""Files of an output folder that no build recorded -> who may have written them; what is left of killed commands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pipeline.diagnostics import Place, Problems
from pipeline.project import manifest, store
from pipeline.project.incremental import delivery
from pipeline.project.manifest import Record
from pipeline.project.signatures.mark import began_as, is_signed
from pipeline.project.signatures.tell import tell

_OWN = (manifest.FILE, manifest.SUMS)
_HIDDEN = ".renkei-"
# What other commands write, by the ends of their folders and of their files: told once, not file by file.
_FOLDERS = {
    "-変更": "renkei amend", "-改正": "renkei amend", "一括変更": "renkei amend", "一括改正": "renkei amend",
    "-比較": "renkei compare",
}  # fmt: skip
_FILES = {
    "-正誤表": "renkei errata",
    "-回答": "renkei review か机の「点検」",
    "-履歴書": "renkei provenance",
    ".intoto": "renkei provenance",
    "日程表": "renkei dates",
    "変更の違い": "renkei amend",
}
_LAW = ".xml"


def tell_unrecorded(records: tuple[Record, ...], out: Path, problems: Problems) -> None:
    """Every file that is in no record; signatures that go on from recorded files are well.

    So are papers of other commands that are as they were written.
    """
    known = {o.path for record in records for o in record.outputs}
    made = {o.sha256 for record in records for o in record.outputs if o.format == "pdf"}
    papers = delivery.known(out)
    made |= {hashed for path, hashed in papers.items() if path.endswith(".pdf")}
    ids = {record.id for record in records}
    beside: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in _files(out):
        if path in known:
            continue
        data = signed_bytes(out / path)
        if data is not None and not tell(data, path, problems):
            continue
        wrote = _wrote(path, ids) if data is None else None
        if wrote is not None and path in papers:
            _tell_altered(path, wrote[1], papers[path], out, problems)
        elif wrote is not None:
            beside[wrote].append(path)
        elif data is not None:
            if not any(began_as(data, s) for s in made):
                _tell_signed_elsewhere(path, problems)
        else:
            older = path.rpartition(".")[0] in ids
            problems.warning(
                "検証",
                f"{path} は {manifest.FILE} に記録がありません",
                "今の原稿から作ったものではありません。その形式も renkei build で作り直すか、要らなければ消してください"
                if older
                else "今の原稿からできるものではありません（原稿から外した文書の前の出力か、ほかから置かれたものです）。要らなければ、移すか消してください",
                Place(path),
            )
    for (where, command), paths in beside.items():
        if where:
            what = f"{where} の{len(paths)}ファイル"
        else:
            what = paths[0] if len(paths) == 1 else f"{paths[0]} など{len(paths)}ファイル"
        problems.warning(
            "検証",
            f"{what}は {manifest.FILE} に記録がありません",
            f"{command} が書いたものなら、そのままで構いません（記録があるのは renkei build のものです）",
            Place(where or paths[0]),
        )


def _tell_signed_elsewhere(path: str, problems: Problems) -> None:
    """A signed file that goes on from none of the recorded ones: the paper that was signed may have been made anew since."""
    problems.warning(
        "検証",
        f"{path} は、{manifest.FILE} に記録のある文書に署名したものではありません",
        "前に作った文書に署名したものなら、大切に残してください（今の原稿から作ると、別の文書になります）",
        Place(path),
    )


def _tell_altered(path: str, command: str, written: str, out: Path, problems: Problems) -> None:
    if manifest.digest(out / path) != written:
        problems.warning(
            "検証",
            f"{path} は、{command} が書いた後で書き換えられています",
            "だれが何を直したかを確かめ、要るなら原稿も直してください",
            Place(path),
        )


def tell_left(out: Path, problems: Problems) -> None:
    """What commands that were killed have left: files of two runs may stand beside each other."""
    if store.is_half_done(out):
        problems.error(
            "検証",
            "途中で止まった命令の書きかけがあり、新しいファイルと前のファイルが混じっています",
            "止まった命令を、もう一度実行してください（混じったファイルを前のものに戻してから、書き直します）",
            Place(out.as_posix()),
        )
    _, left = store.parts(out)
    if left:
        problems.warning(
            "検証",
            f"途中で止まった命令の残りが{len(left)}ファイルあります（{left[0]}）",
            "止まった命令か renkei build を、もう一度実行すると片付きます",
            Place(out.as_posix()),
        )


def signed_bytes(path: Path) -> bytes | None:
    """The bytes of a PDF that bears a signature; None for any other file."""
    if path.suffix.lower() != ".pdf":
        return None
    data = path.read_bytes()
    return data if is_signed(data) else None


def _wrote(path: str, ids: set[str]) -> tuple[str, str] | None:
    """The folder that a command of ours writes (or none), and the command."""
    name = PurePosixPath(path)
    folder = name.parent.as_posix()
    command = next((command for end, command in _FOLDERS.items() if folder.endswith(end)), None)
    if command is not None:
        return folder, command
    if name.suffix == _LAW and path.removesuffix(_LAW) in ids:
        return "", "renkei export"
    command = next((command for end, command in _FILES.items() if name.stem.endswith(end)), None)
    return None if command is None else ("", command)


def _files(out: Path) -> Iterator[str]:
    for path in sorted(out.rglob("*")):
        hidden = path.name.startswith(_HIDDEN) or path.name.endswith(store.PART)
        if path.is_file() and not hidden and path.relative_to(out).as_posix() not in _OWN:
            yield path.relative_to(out).as_posix()
