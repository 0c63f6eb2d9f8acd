"""Font names of a stylesheet -> faces: packaged fonts, installed fonts by name, font files by path; fallback chains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_jp
import uharfbuzz as hb

from pipeline.diagnostics import Place, Problems
from pipeline.source.decode import nearest
from pipeline.typeset.metrics import ByUnit, Metrics, Spelled
from pipeline.typeset.styling.design import Design
from pipeline.writers.pdf.fonts import faces, marks
from pipeline.writers.pdf.fonts.faces import Face, UnusableFontError

# Fonts that come with `pip install` (SIL Open Font License).
PACKAGED: Mapping[str, Callable[[], Path | str]] = {
    "Noto Serif JP": pylopdf_fonts_jp.serif_path,
    "Noto Sans JP": pylopdf_fonts_jp.sans_path,
}
# Where operating systems keep fonts (freedesktop.org, Apple and Microsoft documentation).
SYSTEM_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
FONT_FILES = frozenset({".ttf", ".otf", ".ttc", ".otc"})


class NotPlainError(Exception):
    """The unit is not drawn by the first face of its chain, or by a copy of a glyph of it."""


class FontChain:
    """A font of the stylesheet: its face, and those that lend characters which it lacks; `marks` is the last of them."""

    def __init__(self, named: Sequence[Face], marks: Face) -> None:
        self.named = tuple(named)
        self.faces = (*named, marks)
        # The face that draws a unit; the first one if none does.
        self.face: ByUnit[Face] = ByUnit(lambda u: next((f for f in self.faces if f.has(u)), self.faces[0]))
        # Codes of the units that the first face draws by glyphs of their own; NotPlainError for all others.
        self.plain_code = Spelled(self._plain_code)
        self.metrics = Metrics(lambda unit: self.face[unit].advance[unit])

    def has(self, unit: str) -> bool:
        """Whether any face of the chain draws the unit."""
        return self.face[unit].has(unit)

    def _plain_code(self, unit: str) -> str:
        main = self.faces[0]
        if not main.has(unit) or main.is_alias(unit):
            raise NotPlainError(unit)
        return main.code[unit]


class FontProvider:
    """Finds fonts. `folders` are searched for installed fonts, `base` is where relative paths of a stylesheet begin."""

    def __init__(self, folders: Iterable[Path] = SYSTEM_FOLDERS, base: Path | None = None) -> None:
        self._folders, self._base = tuple(folders), base
        self._chains: dict[tuple[str, ...], FontChain] = {}
        self.used: set[Path] = set()  # the files that fonts were read from

    def chains(self, design: Design, problems: Problems) -> dict[str, FontChain] | None:
        """A chain for each font that the design names; None if one cannot be found, all such in `problems`."""
        before = problems.failed
        found = {name: self._chain(name, wanted, design.name, problems) for name, wanted in design.fonts.items()}
        if problems.failed > before:
            return None
        return {name: chain for name, chain in found.items() if chain is not None}

    def chain(self, wanted: tuple[str, ...], problems: Problems) -> FontChain | None:
        """The chain of these fonts, whatever a design names; None if one cannot be found."""
        return self._chain("図", wanted, "", problems)

    def prepare(self, characters: AbstractSet[str]) -> None:
        """Makes the fonts used so far ready for many documents, mostly of these characters; none: nobody knows of which.

        It takes up to a tenth of a second each; a few documents do better without.
        """
        for chain in self._chains.values():
            chain.faces[0].prepare(characters)

    def _chain(self, name: str, wanted: tuple[str, ...], sheet: str, problems: Problems) -> FontChain | None:
        kept = self._chains.get(wanted)
        if kept is not None:
            return kept
        if not wanted:
            problems.error(
                "書体",
                f"「{name}」に書体の名前がありません",
                "一つ以上書いてください",
                Place(sheet, f"フォント「{name}」"),
            )
        chain = [face for font in wanted if (face := self._face(font, name, sheet, problems)) is not None]
        if len(chain) < len(wanted) or not chain:
            return None
        self._chains[wanted] = made = FontChain(chain, marks.face())
        return made

    def _face(self, font: str, name: str, sheet: str, problems: Problems) -> Face | None:
        place = Place(sheet, f"フォント「{name}」")
        located = self._locate(font)
        if located is None:
            known = [*PACKAGED, *_installed(self._folders)]
            problems.error("書体", f"書体「{font}」が見つかりません", nearest(font, known), place)
            return None
        self.used.add(located[0])
        try:
            return faces.load(*located)
        except UnusableFontError as error:
            problems.error("書体", f"書体「{font}」は使えません: {error}", "別の書体を指定してください", place)
            return None

    def _locate(self, font: str) -> tuple[Path, int] | None:
        """File and index of a font by its name or path."""
        packaged = PACKAGED.get(font)
        if packaged is not None:
            return Path(packaged()), 0
        if Path(font).suffix.lower() in FONT_FILES:
            path = Path(font) if self._base is None else self._base / font
            return (path, 0) if path.is_file() else None
        return _installed(self._folders).get(font)


@lru_cache(maxsize=8)
def _installed(folders: tuple[Path, ...]) -> dict[str, tuple[Path, int]]:
    """Names of installed fonts (family, full and PostScript name, in every language) -> file and index."""
    names: dict[str, tuple[Path, int]] = {}
    for path in sorted(p for folder in folders for p in folder.rglob("*") if p.suffix.lower() in FONT_FILES):
        blob = hb.Blob.from_file_path(str(path))
        for index in range(max(1, hb.Face(blob).count)):
            for name in _names(hb.Face(blob, index)):
                names.setdefault(name, (path, index))
    return names


def _names(face: hb.Face) -> list[str]:
    """What a face may be called; the family's name alone means its regular face."""
    regular = face.get_name(hb.OTNameIdPredefined.FONT_SUBFAMILY) == "Regular"
    called = {hb.OTNameIdPredefined.FULL_NAME, hb.OTNameIdPredefined.POSTSCRIPT_NAME}
    if regular:
        called.add(hb.OTNameIdPredefined.FONT_FAMILY)
    found = [face.get_name(entry.name_id, entry.language) for entry in face.list_names() if entry.name_id in called]
    return [name for name in found if name]
