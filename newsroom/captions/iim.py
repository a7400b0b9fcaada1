"""IPTC-IIM (version 4.2) in a Photoshop resource, which older picture desks still read. Datasets have short lengths."""

import struct

from .notice import Notice, first

UTF_8 = b"\x1b%G"
RECORD_VERSION = (4).to_bytes(2)
# Dataset of record 2: the most bytes that it may hold.
TRANSMISSION, INSTRUCTIONS, CREDIT, SOURCE, COPYRIGHT, CAPTION = 103, 40, 110, 115, 116, 120
LONGEST = {TRANSMISSION: 32, INSTRUCTIONS: 256, CREDIT: 32, SOURCE: 32, COPYRIGHT: 128, CAPTION: 2000}


def resource(notice: Notice) -> bytes:
    """The content of a JPEG's APP13."""
    data = _dataset(1, 90, UTF_8) + _dataset(2, 0, RECORD_VERSION)
    texts = {
        INSTRUCTIONS: first(notice.usage),
        TRANSMISSION: notice.reference,
        CREDIT: notice.credit,
        SOURCE: "AP-HP",
        COPYRIGHT: first(notice.rights),
        CAPTION: first(notice.captions),
    }
    data += b"".join(
        _dataset(2, number, _cut(text, LONGEST[number])) for number, text in texts.items() if text
    )
    return (
        b"Photoshop 3.0\0"
        + b"8BIM\x04\x04\0\0"
        + struct.pack(">I", len(data))
        + data
        + b"\0" * (len(data) % 2)
    )


def _dataset(record: int, number: int, value: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def _cut(text: str, length: int) -> bytes:
    """At most so many bytes, and no half of a letter; what was cut ends in an ellipsis."""
    content = text.encode()
    if len(content) <= length:
        return content
    ellipsis = "…".encode()
    return content[: length - len(ellipsis)].decode(errors="ignore").rstrip().encode() + ellipsis
