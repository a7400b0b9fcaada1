"""What a picture says of itself in its own file: caption, credit, rights, alternative text (IPTC, as XMP and as IIM).

Written into the container; not a pixel is drawn anew, and nothing else of the file changes. Which file gets it, and
when: newsroom/takeaway/pictures.py.
"""

from .avif import captioned as captioned_avif
from .containers import captioned_jpeg, captioned_png, captioned_webp
from .notice import Notice

__all__ = ["Notice", "captioned"]


def captioned(content: bytes, notice: Notice) -> bytes | None:
    """The same picture with its notice; None for a file that cannot hold one. Of files that `uploads` has cleaned: none
    of them has a notice yet."""
    if content.startswith(b"\xff\xd8\xff"):
        return captioned_jpeg(content, notice)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return captioned_png(content, notice)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return captioned_webp(content, notice)
    if content[4:12] == b"ftypavif":
        return captioned_avif(content, notice)
    return None
