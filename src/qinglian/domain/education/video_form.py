"""What a family's video may be: MP4 or WebM, told by its bytes, and not too large. Pure."""

from datetime import datetime

from qinglian.domain.people import refusing
from qinglian.law.text import Text


def media_type_of(head: bytes) -> str:
    """This will tell a video's type by its first bytes ("" for anything else)."""
    if head[4:8] == b"ftyp":
        return "video/mp4"
    return "video/webm" if head[:4] == b"\x1a\x45\xdf\xa3" else ""


def require_video_size(size: int, *, at: datetime) -> None:
    """This will refuse a file that is too large before anybody reads it into memory (NotValid)."""
    refusing.require_size(size, "file", limit="video_max_bytes", on=at.date())


def require_video(data: bytes, *, at: datetime) -> None:
    """This will refuse what is too large or no video (NotValid)."""
    require_video_size(len(data), at=at)
    if not media_type_of(data[:12]):
        raise refusing.not_valid(
            "file",
            Text("文件不是 MP4 或者 WebM 视频。", "The file is no MP4 or WebM video."),
            Text("请转成 MP4 后再交。", "Convert it to MP4."),
            rule="video_form",
        )
