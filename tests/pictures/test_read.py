"""Files of pictures: what is printed is what they show on white paper; what cannot be printed so is refused by name."""

from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from pipeline.pictures import Picture, PictureError, read
from pipeline.pictures.picture import Group, Item, Shape, Words


def png(image: Image.Image, **how: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG", **how)
    return stream.getvalue()


def jpeg(image: Image.Image, **how: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "JPEG", **how)
    return stream.getvalue()


def colour_of(picture: Picture, x: int = 0, y: int = 0) -> object:
    return Image.open(io.BytesIO(picture.data)).getpixel((x, y))


def svg(inner: str, attributes: str = 'viewBox="0 0 100 50"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inner}</svg>'.encode()


def flat(item: Item) -> list[Item]:
    return [each for inner in item.items for each in flat(inner)] if isinstance(item, Group) else [item]


def shapes(data: bytes) -> list[Item]:
    group = read(data).group
    assert group is not None
    return flat(group)


def test_transparent_pixels_show_the_paper():
    """Half of red on white: 255, 127 or 128, the same."""
    shown = colour_of(read(png(Image.new("RGBA", (2, 2), (255, 0, 0, 128)))))

    assert shown in ((255, 127, 127), (255, 126, 126), (255, 128, 128))


@pytest.mark.parametrize(
    ("image", "shown"),
    [
        (Image.new("L", (2, 2), 77), 77),
        (Image.new("1", (2, 2), 1), 255),
        (Image.new("P", (2, 2)).convert("P"), (0, 0, 0)),
        (Image.new("I;16", (2, 2), 65535), 255),
        (Image.new("LA", (2, 2), (0, 0)), 255),
    ],
)
def test_pixels_of_every_depth_are_grey_or_rgb(image: Image.Image, shown: object):
    picture = read(png(image))

    assert shown == colour_of(picture)
    assert picture.grey == isinstance(shown, int)


def test_a_jpeg_that_needs_nothing_stays_as_it_is():
    data = jpeg(Image.new("RGB", (20, 10), "blue"))

    assert ("jpeg", data, 20, 10) == (
        (p := read(data)).form, p.data, p.width_px, p.height_px,
    )  # fmt: skip


def test_a_turned_photograph_stands_upright():
    """Orientation 6: the camera was held at a right angle."""
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = read(jpeg(Image.new("RGB", (20, 10), "blue"), exif=exif))

    assert ("png", 10, 20) == (picture.form, picture.width_px, picture.height_px)


def test_colours_of_another_profile_are_those_of_srgb():
    """A profile of grey whose values mean others; what stays is sRGB without a profile."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    picture = read(png(Image.new("RGB", (2, 2), (10, 200, 30)), icc_profile=lab.tobytes()))

    assert "icc_profile" not in Image.open(io.BytesIO(picture.data)).info
    assert all(abs(a - b) <= 2 for a, b in zip(colour_of(picture), (10, 200, 30), strict=True))  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (jpeg(Image.new("CMYK", (2, 2))), "CMYKの画像です"),
        (png(Image.new("RGB", (9, 9)))[:45], "画像のファイルが壊れています"),
        (b"GIF89a" + bytes(50), "画像として読めません"),
        (b"%PDF-1.7" + bytes(50), "画像として読めません"),
        (b"", "画像として読めません"),
        (b"<svg", "SVGとして読めません"),
        (svg(""), "図に線も塗りもありません"),
        (svg('<image href="#a"/>'), "SVGの「埋め込まれた写真」"),
        (svg('<image href="http://example.jp/a.png"/>'), "SVGの「埋め込まれた写真」"),
        (svg('<use href="http://example.jp/a.svg#b"/><path d="M0 0L1 1"/>'), "SVGが、ほかのファイルを参照しています"),
        (svg("<style>@import url(a.css);</style><path d='M0 0L1 1'/>"), "SVGが、ほかのファイルを参照しています"),
        (svg("<script>alert(1)</script>"), "SVGの「プログラム」"),
        (svg("<defs><linearGradient id='g'/></defs>"), "SVGの「グラデーション」"),
        (svg("<g opacity='0.5'><rect width='3' height='3'/></g>"), "SVGの、まとまり全体の透明度"),
        (svg("<g style='opacity:.5'><rect width='3' height='3'/></g>"), "SVGの、まとまり全体の透明度"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("<text>&a;</text>"), "SVGに実体宣言があります"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_as_it_is_meant_is_refused(data: bytes, message: str):
    with pytest.raises(PictureError) as refused:
        read(data)

    assert refused.value.message.startswith(message)
    assert refused.value.cure


def test_more_pixels_than_paper_holds_are_not_decoded():
    """A file of a few bytes may say that it has 10 000 million: its head is believed, and nothing more is read."""
    data = bytearray(png(Image.new("1", (100, 100))))
    data[16:24] = (100_000).to_bytes(4, "big") * 2

    with pytest.raises(PictureError, match=r"画素が多すぎます|壊れています"):
        read(bytes(data))


def test_shapes_know_their_inks_strokes_and_words():
    drawn = shapes(
        svg(
            "<style>.a{fill:#036}</style><path class='a' d='M0 0H10V10Z'/>"
            "<circle cx='5' cy='5' r='2' fill='none' stroke='red' stroke-width='0.5' stroke-dasharray='2 1'/>"
            "<text x='3' y='4' font-size='8' text-anchor='middle'>市役所</text>"
        )
    )
    path, circle, words = drawn

    assert isinstance(path, Shape)
    assert isinstance(circle, Shape)
    assert isinstance(words, Words)
    assert (0.0, 0.2, 0.4, 1.0) == path.fill
    assert (None, (1.0, 0.0, 0.0, 1.0), 0.5, (2.0, 1.0)) == (circle.fill, circle.stroke, circle.width, circle.dash)
    assert ("市役所", 8.0, "middle") == (words.text, words.size, words.anchor)


def test_a_drawing_is_as_large_as_it_says():
    """50 mm are 141.73 pt."""
    picture = read(svg("<rect width='3' height='3'/>", 'width="50mm" height="25mm" viewBox="0 0 100 50"'))

    assert (141.73, 70.87) == (round(picture.width_px, 2), round(picture.height_px, 2))


@given(st.binary(max_size=300), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"<svg ", b"<?xml "]))
def test_bytes_from_anywhere_are_read_or_refused(data: bytes, head: bytes):
    with contextlib.suppress(PictureError):
        assert read(head + data).width_px > 0
