"""Signed versions of a folder -> those that no document claims: a partner was renamed, or its source is gone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from pipeline.diagnostics import Place, Problems
from pipeline.provision.signed_version import FOLDER, SUFFIX
from pipeline.source.files import Files


def signed_file(files: Files, document: str) -> Path:
    """Where the signed version of a document lies."""
    folder, name = document.split("/", 1)
    return files.root / "sources" / folder / FOLDER / f"{name}{SUFFIX}"


def unclaimed(
    folder: Path, sources: Collection[str], documents: Mapping[str, Collection[str]], files: Files
) -> dict[str, str | None]:
    """The names of signed versions that no document bears, and the source to which each belongs by its name, if any.

    `sources` are the ids of all sources of the folder, `documents` the documents of those that were read; the rest is
    not known and not judged.
    """
    found: dict[str, str | None] = {}
    for file in files.listing(folder / FOLDER, f"*{SUFFIX}"):
        name = f"{folder.name}/{file.removesuffix(SUFFIX)}"
        owners = [s for s in sources if name == s or name.startswith(f"{s}-")]
        owner = max(owners, key=len, default=None)
        if owner is None or (owner in documents and name not in documents[owner]):
            found[name] = owner
    return found


def report(name: str, owner: str | None, files: Files, problems: Problems) -> None:
    """Tells a signed version that stands alone."""
    place = Place(files.name(signed_file(files, name)))
    cure = (
        "市町村の名称が変わったのなら、原稿は締結した時の名称のままにして、area.yaml の「市町村」に「名称:」を期間とともに"
        "書いてください。原稿の名前が変わったのなら、元に戻してください"
        if owner is not None
        else "原稿を元に戻すか、署名版を別の場所に移してください"
    )
    problems.error("署名版", f"署名版「{name}」に当たる文書が、原稿にありません", cure, place)
