"""Bytes of a file -> a picture. What it is, its bytes tell and not its name."""

from __future__ import annotations

from hashlib import sha256

from pipeline.pictures.picture import Picture, PictureError

# Files beyond this are no pictures of a paper.
MOST_BYTES = 20_000_000
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_HEAD = 1000


def read(data: bytes) -> Picture:
    """The picture. Raises PictureError for what cannot be printed as it is meant."""
    if len(data) > MOST_BYTES:
        raise PictureError(
            f"画像が大きすぎます（{len(data) // 1_000_000}MB、{MOST_BYTES // 1_000_000}MBまで）",
            "印刷する大きさに合わせて縮小してください（A4の幅で1,600画素ほど）",
        )
    from pipeline.pictures import raster, vector  # noqa: PLC0415 - every galley knows of pictures, few documents hold one

    digest = sha256(data).hexdigest()
    if data.startswith((_PNG, _JPEG)):
        return raster.read(data, digest, is_jpeg=data.startswith(_JPEG))
    if b"<svg" in data[:_HEAD] or b"<?xml" in data[:_HEAD]:
        return vector.read(data, digest)
    raise PictureError(
        "画像として読めません（PNG、JPEG、SVGのどれでもありません）", "PNG、JPEG又はSVGで保存し直してください"
    )
