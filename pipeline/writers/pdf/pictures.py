"""Pictures of files -> XObjects: pixels as images, shapes as forms whose words are outlines. One for each file."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from pipeline.pictures import Picture, PictureError
from pipeline.pictures.picture import Clip, Group, Ink, Item, Segment, Shape, Words
from pipeline.writers.pdf.content.strokes import number
from pipeline.writers.pdf.content.watermark import Pen
from pipeline.writers.pdf.fonts.provider import FontChain
from pipeline.writers.pdf.pdf_file import Shell

_CHUNK = struct.Struct(">I4s")
_SIGNATURE = 8


def embed_picture(shell: Shell, picture: Picture, chain: FontChain) -> int:
    """The number of the XObject; `chain` draws the words in shapes."""
    if picture.group is not None:
        return _form(shell, picture, picture.group, chain)
    colours = b"/DeviceGray" if picture.grey else b"/DeviceRGB"
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%s/BitsPerComponent 8" % (
        *(int(picture.width_px), int(picture.height_px)),
        colours,
    )
    if picture.form == "jpeg":
        return shell.plain_stream(picture.data, entries + b"/Filter/DCTDecode")
    parameters = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent 8/Columns %d>>" % (
        1 if picture.grey else 3,
        int(picture.width_px),
    )
    return shell.plain_stream(b"".join(_pixels(picture.data)), entries + parameters)


def _pixels(png: bytes) -> Iterator[bytes]:
    """The data of a PNG of ours: PDF reads them as they are."""
    at = _SIGNATURE
    while at < len(png):
        length, kind = _CHUNK.unpack_from(png, at)
        if kind == b"IDAT":
            yield png[at + _CHUNK.size : at + _CHUNK.size + length]
        at += length + 12


def _form(shell: Shell, picture: Picture, group: Group, chain: FontChain) -> int:
    writer = _Shapes(chain)
    content = "\n".join(writer.written(group))
    states = "".join(f"/{name}<</ca {number(value)}/CA {number(value)}>>" for value, name in writer.states.items())
    resources = f"/Resources<</ExtGState<<{states}>>>>" if states else "/Resources<<>>"
    box = f"/BBox[0 0 {number(picture.width_px)} {number(picture.height_px)}]"
    return shell.stream(content.encode("ascii"), f"/Type/XObject/Subtype/Form{box}{resources}".encode())


class _Shapes:
    """Writes the shapes of one picture; `states` are the names of how much of its ground an ink covers."""

    def __init__(self, chain: FontChain) -> None:
        self._chain = chain
        self.states: dict[float, str] = {}

    def written(self, item: Item) -> Iterator[str]:
        """The operators of an item."""
        match item:
            case Group(matrix=matrix, items=items):
                yield f"q {' '.join(number(part, 6) for part in matrix)} cm"
                for inner in items:
                    yield from self.written(inner)
                yield "Q"
            case Clip(segments=segments):
                yield f"{_path(segments)} W n"
            case Words():
                yield from self._words(item)
            case Shape():
                yield from self._shape(item)

    def _shape(self, shape: Shape) -> Iterator[str]:
        drawn = shape.stroke is not None and shape.width > 0
        if shape.fill is None and not drawn:
            return
        yield "q"
        if shape.fill is not None:
            yield self._ink(shape.fill, "rg")
        if drawn and shape.stroke is not None:
            yield self._ink(shape.stroke, "RG")
            dash = f"[{' '.join(map(number, shape.dash))}] 0 d " if shape.dash else ""
            yield f"{number(shape.width, 5)} w {shape.cap} J {shape.join} j {dash}".rstrip()
        yield _path(shape.segments)
        both = {(True, True): "B", (True, False): "f", (False, True): "S"}[shape.fill is not None, drawn]
        yield both + ("*" if shape.even_odd and both != "S" else "")
        yield "Q"

    def _ink(self, ink: Ink, operator: str) -> str:
        red, green, blue, covers = ink
        state = ""
        if covers < 1:
            name = self.states.setdefault(round(covers, 3), f"G{len(self.states) + 1}")
            state = f"/{name} gs "
        return f"{state}{number(red)} {number(green)} {number(blue)} {operator}"

    def _words(self, words: Words) -> Iterator[str]:
        em = words.size / 1000
        width = sum([self._chain.metrics.advance[unit] for unit in words.text], 0) * em
        x = words.x - {"start": 0.0, "middle": width / 2, "end": width}[words.anchor]
        yield "q"
        yield self._ink(words.fill, "rg")
        for unit in words.text:
            if not self._chain.has(unit):
                raise PictureError(f"図の中の文字「{unit}」の字形が書体にありません", "別の文字に改めてください")
            if not unit.isspace():
                pen = Pen()
                self._chain.face[unit].draw(unit, pen)
                outline = "\n".join(pen.operators)
                yield f"q {number(em, 6)} 0 0 {number(em, 6)} {number(x, 4)} {number(words.y, 4)} cm\n{outline}\nf Q"
            x += self._chain.metrics.advance[unit] * em
        yield "Q"


def _path(segments: tuple[Segment, ...]) -> str:
    return " ".join(f"{' '.join(number(part, 4) for part in at)} {name}".lstrip() for name, at in segments)
