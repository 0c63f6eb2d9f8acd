"""A source -> the pictures that it names, read and checked once each. Paths begin in its folder and stay in the clerk's."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Problems, Written
from pipeline.late.dataclass import dataclass
from pipeline.pictures import Picture, PictureError, read
from pipeline.source import reader
from pipeline.source.decode import nearest
from pipeline.source.nodes import Mapping, Node, Sequence
from pipeline.source.sheets import Folder

# Keys of a picture, and the key below them that names its file.
KEYS, FILE = frozenset({"図版", "写真"}), "ファイル"
_ENDINGS = ("png", "jpg", "jpeg", "svg", "PNG", "JPG", "JPEG", "SVG")
# All pictures of one document.
MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Gathered:
    """The pictures by what the source calls their files, and the files that they were read from."""

    pictures: dict[str, Picture]
    files: tuple[tuple[str, str], ...]


def gather(node: Node, folder: Folder, problems: Problems) -> Gathered:
    """All pictures of a source; those that cannot be read or printed are reported and left out."""
    pictures: dict[str, Picture] = {}
    files: dict[str, str] = {}
    size = 0
    for written in _named(node):
        text = _as_named(written)
        if text in pictures:
            continue
        name, data = _bytes(text, written, folder, problems)
        if data is None:
            continue
        size += len(data)
        if size > MOST_BYTES:
            problems.error(
                "図版",
                f"画像を合わせると{MOST_BYTES // 1_000_000}MBを超えます",
                "印刷する大きさに合わせて縮小してください",
                written.span(),
            )
            break
        try:
            pictures[text] = read(data)
            files[name] = pictures[text].sha256
        except PictureError as error:
            problems.error("図版", f"「{text}」: {error.message}", error.cure, written.span())
    return Gathered(pictures, tuple(files.items()))


def _as_named(written: Written) -> str:
    return written.text.strip()


def _named(node: Node) -> Iterator[Written]:
    match node:
        case Mapping(entries=entries):
            for entry in entries:
                if entry.key.text in KEYS and isinstance(entry.value, Mapping):
                    file = entry.value.get(FILE)
                    if isinstance(file, Written) and file.text.strip():
                        yield file
                yield from _named(entry.value)
        case Sequence(items=items):
            for item in items:
                yield from _named(item)
        case Written():
            return


def _bytes(text: str, asked: Written, folder: Folder, problems: Problems) -> tuple[str, bytes | None]:
    path = folder.own / text.replace("\\", "/")
    try:
        place = path.resolve()
        inside = place.is_relative_to(folder.within.resolve())
    except (OSError, RuntimeError, ValueError):
        place, inside = path, False
    if not inside:
        problems.error(
            "図版",
            f"「{text}」は原稿のフォルダの外にあります",
            "画像を原稿と同じフォルダか、その中のフォルダに置いてください",
            asked.span(),
        )
        return text, None
    if not folder.files.is_file(path):
        near = [n for ending in _ENDINGS for n in folder.files.listing(path.parent, f"*.{ending}")]
        within = path.parent.relative_to(folder.own).as_posix() if path.parent.is_relative_to(folder.own) else "."
        known = [n if within == "." else f"{within}/{n}" for n in near]
        cure = nearest(text, known) if known else "画像を原稿と同じフォルダに置いてください"
        problems.error("図版", f"「{text}」というファイルはありません", cure, asked.span())
        return text, None
    root = folder.shown.resolve()
    name = place.relative_to(root).as_posix() if place.is_relative_to(root) else place.name
    return name, reader.read_bytes(path, problems, name, folder.files)
