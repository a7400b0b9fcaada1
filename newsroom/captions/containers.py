"""Where each kind of picture file holds its notice: https://github.com/adobe/xmp-docs (part 3), and for WebP RFC 9649."""

import struct
import zlib

from . import iim, xmp
from .notice import Notice

XMP_IN_JPEG = b"http://ns.adobe.com/xap/1.0/\0"
LONGEST_SEGMENT = 0xFFFF - 2
APP0, APP1, APP13 = 0xE0, 0xE1, 0xED
PNG_HEADER = 8 + 25  # signature and IHDR, which comes first
HAS_XMP, HAS_ALPHA = 0x04, 0x10  # flags of VP8X


def captioned_jpeg(content: bytes, notice: Notice) -> bytes | None:
    """Behind the JFIF header, which must come first."""
    place = 2
    if content[2:4] == bytes((0xFF, APP0)):
        place += 2 + int.from_bytes(content[4:6])
    parts = [(APP1, XMP_IN_JPEG + xmp.packet(notice)), (APP13, iim.resource(notice))]
    if any(len(part) > LONGEST_SEGMENT for _marker, part in parts):
        return None
    segments = (struct.pack(">BBH", 0xFF, marker, len(part) + 2) + part for marker, part in parts)
    return content[:place] + b"".join(segments) + content[place:]


def captioned_png(content: bytes, notice: Notice) -> bytes:
    text = b"XML:com.adobe.xmp\0\0\0\0\0" + xmp.packet(notice)  # not compressed, no language
    chunk = b"iTXt" + text
    whole = struct.pack(">I", len(text)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return content[:PNG_HEADER] + whole + content[PNG_HEADER:]


def captioned_webp(content: bytes, notice: Notice) -> bytes:
    """A simple file becomes an extended one: that says what else is in it."""
    chunks = content[12:]
    kind, header = chunks[:4], chunks[8:18]
    if kind == b"VP8X":
        header, chunks = bytes((header[0] | HAS_XMP,)) + header[1:], chunks[18:]
    else:
        header = _extended(kind, header)
    packet = xmp.packet(notice)
    body = b"WEBP" + _chunk(b"VP8X", header) + chunks + _chunk(b"XMP ", packet)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _extended(kind: bytes, header: bytes) -> bytes:
    """Of a lossless file (VP8L), or of a lossy one, which has no transparency without being extended."""
    flags = HAS_XMP
    if kind == b"VP8L":  # signature, then 14 bits of width - 1, 14 of height - 1, one of transparency
        bits = int.from_bytes(header[1:5], "little")
        width, height = bits & 0x3FFF, bits >> 14 & 0x3FFF
        flags |= HAS_ALPHA if bits >> 28 & 1 else 0
    else:  # frame tag, start code, then 14 bits of each; the rest is a scale
        width, height = (value & 0x3FFF for value in struct.unpack("<HH", header[6:10]))
        width, height = width - 1, height - 1
    return bytes((flags, 0, 0, 0)) + width.to_bytes(3, "little") + height.to_bytes(3, "little")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
