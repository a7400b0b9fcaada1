"""Silent films as WebM, without a video encoder: a lossy WebP picture is one key frame of VP8.

Every frame is a key frame, which suits a few seconds of flat drawing and nothing longer. Container:
https://www.matroska.org/technical/elements.html
"""

import struct
from collections.abc import Iterable
from io import BytesIO

from PIL import Image

TRACK = 1
KEY_FRAME = 0x80
QUALITY = 80


def encode(frames: Iterable[tuple[Image.Image, float]], size: tuple[int, int]) -> bytes:
    """`frames`: each RGB picture of `size` pixels with the time in seconds for which it is shown."""
    clusters, starts, clock = [], [], 0.0
    for picture, seconds in frames:
        starts.append(round(clock * 1000))
        clusters.append(_cluster(starts[-1], _key_frame(picture)))
        clock += seconds
    before = _information(clock * 1000) + _tracks(size)
    place = len(before) + len(_cues([(0, 0)] * len(clusters)))
    cues = []
    for start, cluster in zip(starts, clusters, strict=True):
        cues.append((start, place))
        place += len(cluster)
    return _header() + _element("18538067", before, _cues(cues), *clusters)


def _element(identifier: str, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return bytes.fromhex(identifier) + struct.pack(">Q", len(content) | 1 << 56) + content


def _number(identifier: str, value: int) -> bytes:
    """Always of eight bytes, so that the index is as long before its values are known."""
    return _element(identifier, struct.pack(">Q", value))


def _header() -> bytes:
    limits = [_number(name, value) for name, value in (("4286", 1), ("42f7", 1), ("42f2", 4), ("42f3", 8))]
    return _element("1a45dfa3", *limits, _element("4282", b"webm"), _number("4287", 2), _number("4285", 2))


def _information(milliseconds: float) -> bytes:
    writer = b"AP-HP newsroom"
    scale, length = _number("2ad7b1", 1_000_000), _element("4489", struct.pack(">d", milliseconds))
    return _element("1549a966", scale, length, _element("4d80", writer), _element("5741", writer))


def _tracks(size: tuple[int, int]) -> bytes:
    numbers = [_number(name, value) for name, value in (("d7", TRACK), ("73c5", TRACK), ("9c", 0), ("83", 1))]
    shape = _element("e0", _number("b0", size[0]), _number("ba", size[1]))
    return _element("1654ae6b", _element("ae", *numbers, _element("86", b"V_VP8"), shape))


def _cues(places: list[tuple[int, int]]) -> bytes:
    points = (
        _element("bb", _number("b3", start), _element("b7", _number("f7", TRACK), _number("f1", place)))
        for start, place in places
    )
    return _element("1c53bb6b", *points)


def _cluster(start: int, frame: bytes) -> bytes:
    block = struct.pack(">BhB", 0x80 | TRACK, 0, KEY_FRAME) + frame
    return _element("1f43b675", _number("e7", start), _element("a3", block))


def _key_frame(picture: Image.Image) -> bytes:
    output = BytesIO()
    picture.save(output, "WEBP", quality=QUALITY, method=2)
    riff = output.getvalue()
    assert riff[12:16] == b"VP8 ", "neither transparent nor lossless"
    (length,) = struct.unpack("<I", riff[16:20])
    return riff[20 : 20 + length]
