"""A photograph as it is kept: read, turned upright, made smaller and written anew as JPEG, so that nothing else of the file stays."""

from datetime import date
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from qinglian.domain.people.refusing import not_valid, require_size
from qinglian.law.refusal import NotValid
from qinglian.law.rulebook import rule
from qinglian.law.text import Text

FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 85


def kept(data: bytes, *, on: date) -> bytes:
    """This will return a JPEG without metadata, or raise NotValid: too large, or no picture that can be read."""
    require_size(len(data), "photo", limit="photo_max_bytes", on=on)
    side, pixels = rule("photo_side_pixels", on=on).number(), rule("photo_max_pixels", on=on).number()
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > pixels:
                raise unreadable()
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise unreadable() from error
    upright.thumbnail((side, side))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    file = BytesIO()
    bare.save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()


def unreadable() -> NotValid:
    """This will say that a file is no photograph that can be kept."""
    return not_valid(
        "photo",
        Text("这个文件不是能打开的照片。", "This file is no photograph that can be read."),
        Text("请传 JPEG、PNG 或者 WebP 格式的照片。", "Hand in a JPEG, PNG or WebP."),
        rule="photo_readable",
    )
