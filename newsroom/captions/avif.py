"""The notice in an AVIF file (ISO/IEC 23008-12): one more item, `mime`, that describes the picture's.

Only the form that our own encoder writes is understood (newsroom/uploads/pictures.py draws every picture anew).
"""

import struct

from . import xmp
from .notice import Notice

PLAIN_LOCATIONS = b"\0\0\0\0\x44\0"  # iloc: version 0, offsets and lengths of four bytes, no base
LOCATION = struct.Struct(">HHHII")  # item, where its data are, how many parts, offset, length
KIND = b"mime" + b"XMP\0" + b"application/rdf+xml\0"


def captioned(content: bytes, notice: Notice) -> bytes | None:
    boxes = dict(_boxes(content))
    if list(boxes) != [b"ftyp", b"meta", b"mdat"]:
        return None
    parts = dict(_boxes(boxes[b"meta"][4:]))
    if not {b"pitm", b"iloc", b"iinf"} <= set(parts) or not parts[b"iloc"].startswith(PLAIN_LOCATIONS):
        return None
    packet = xmp.packet(notice)
    items = [LOCATION.unpack(row) for row in _rows(parts[b"iloc"][8:])]
    item = max(row[0] for row in items) + 1
    parts[b"iinf"] = _with_entry(parts[b"iinf"], item)
    parts = _with_reference(parts, item)
    parts[b"iloc"] = _located(items, item, 0, 0, len(packet))  # of its final length; what it says comes below
    grown = len(_meta(parts)) - len(_box(b"meta", boxes[b"meta"]))
    place = len(content) + grown + 8
    parts[b"iloc"] = _located(items, item, grown, place, len(packet))
    return (
        _box(b"ftyp", boxes[b"ftyp"]) + _meta(parts) + _box(b"mdat", boxes[b"mdat"]) + _box(b"mdat", packet)
    )


def _boxes(content: bytes):
    place = 0
    while place + 8 <= len(content):
        size = int.from_bytes(content[place : place + 4])
        if size < 8:
            return
        yield content[place + 4 : place + 8], content[place + 8 : place + size]
        place += size


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def _meta(parts: dict[bytes, bytes]) -> bytes:
    return _box(b"meta", b"\0\0\0\0" + b"".join(_box(kind, content) for kind, content in parts.items()))


def _rows(content: bytes) -> list[bytes]:
    size = LOCATION.size
    return [content[place : place + size] for place in range(0, len(content) - size + 1, size)]


def _located(items: list[tuple], item: int, grown: int, place: int, length: int) -> bytes:
    """The data of the picture stand `grown` bytes further than before."""
    rows = [LOCATION.pack(*row[:3], row[3] + grown, row[4]) for row in items]
    rows.append(LOCATION.pack(item, 0, 1, place, length))
    return PLAIN_LOCATIONS + struct.pack(">H", len(rows)) + b"".join(rows)


def _with_entry(entries: bytes, item: int) -> bytes:
    count = int.from_bytes(entries[4:6]) + 1
    entry = _box(b"infe", b"\x02\0\0\0" + struct.pack(">HH", item, 0) + KIND)
    return entries[:4] + struct.pack(">H", count) + entries[6:] + entry


def _with_reference(parts: dict[bytes, bytes], item: int) -> dict[bytes, bytes]:
    """References stand behind the entries."""
    described = parts[b"pitm"][4:6]
    reference = _box(b"cdsc", struct.pack(">HH", item, 1) + described)
    references = parts.get(b"iref", b"\0\0\0\0") + reference
    placed: dict[bytes, bytes] = {}
    for kind, content in parts.items():
        placed[kind] = content
        if kind == b"iinf":
            placed[b"iref"] = references
    return placed | {b"iref": references}
