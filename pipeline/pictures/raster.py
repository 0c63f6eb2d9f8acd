"""PNG and JPEG -> pixels in sRGB on white paper: profiles, palettes, transparency and turned photographs are worked in."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from pipeline.pictures.picture import Picture, PictureError

if TYPE_CHECKING:
    from PIL import Image

# A sheet of A3 at 400 dpi has 31 million.
MOST_PIXELS = 40_000_000
_ORIENTATION = 0x0112
_UPRIGHT = (None, 1)
_BROKEN = "画像のファイルが壊れています"


def read(data: bytes, digest: str, *, is_jpeg: bool) -> Picture:
    """The picture; a JPEG that needs no change stays as it is. Raises PictureError."""
    from PIL import Image  # noqa: PLC0415 - most documents have no pictures

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=("JPEG",) if is_jpeg else ("PNG",)) as image:
                _check(image)
                if is_jpeg and image.mode in ("RGB", "L") and _is_plain(image):
                    image.load()
                    width, height = image.size
                    return Picture("jpeg", digest, data, width, height, grey=image.mode == "L")
                made = _on_paper(image)
        except PictureError:
            raise
        except Image.DecompressionBombError as error:
            raise _too_many(0) from error
        except Exception as error:  # whatever a decoder meets in a broken file
            raise PictureError(_BROKEN, "元の画像を開いて、PNG又はJPEGで保存し直してください") from error
    stream = io.BytesIO()
    made.save(stream, "PNG", compress_level=6)
    width, height = made.size
    return Picture("png", digest, stream.getvalue(), width, height, grey=made.mode == "L")


def _check(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise _too_many(width * height)
    if image.mode in ("CMYK", "YCCK"):
        raise PictureError(
            "CMYKの画像です（画面と紙で色が変わります）", "画像のソフトで、色をRGB（sRGB）にして保存し直してください"
        )
    if getattr(image, "n_frames", 1) > 1:
        raise PictureError("動く画像です", "印刷する1枚を、PNGで保存し直してください")


def _too_many(pixels: int) -> PictureError:
    said = f"{pixels // 10_000:,}万画素、" if pixels else ""
    return PictureError(
        f"画素が多すぎます（{said}{MOST_PIXELS // 10_000:,}万画素まで）", "印刷する大きさに合わせて縮小してください"
    )


def _is_plain(image: Image.Image) -> bool:
    """Whether the bytes of a JPEG show what is meant: upright, in sRGB."""
    return image.getexif().get(_ORIENTATION) in _UPRIGHT and not image.info.get("icc_profile")


def _on_paper(image: Image.Image) -> Image.Image:
    """The picture upright, in sRGB or grey, on white."""
    from PIL import Image, ImageOps  # noqa: PLC0415

    image.load()
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):  # 16 bits a pixel
        image = image.convert("I").point(lambda value: value / 257).convert("L")
    if image.mode in ("LA", "PA", "RGBA", "RGBa", "La") or "transparency" in image.info:
        seen = image.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        image = Image.alpha_composite(paper, seen).convert("RGB" if image.mode != "LA" else "L")
    elif image.mode not in ("RGB", "L"):
        image = image.convert("L" if image.mode == "1" else "RGB")
    return _in_srgb(image, profile) if profile and image.mode == "RGB" else image


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    from PIL import ImageCms  # noqa: PLC0415

    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"))
    except ImageCms.PyCMSError as error:
        raise PictureError(
            "画像の色の設定（カラープロファイル）が読めません", "色をsRGBにして保存し直してください"
        ) from error
    assert made is not None, "only with inPlace is there no image"
    made.info.pop("icc_profile", None)
    return made
