"""Files of pictures -> what writers can set of them: pixels in sRGB or shapes, never more than the bounds."""

from pipeline.pictures.picture import Picture, PictureError
from pipeline.pictures.read import read

__all__ = ["Picture", "PictureError", "read"]
