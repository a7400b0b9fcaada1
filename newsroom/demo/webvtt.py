"""Captions as WebVTT: https://www.w3.org/TR/webvtt1/#file-structure"""

from collections.abc import Iterable


def write(cues: Iterable[tuple[float, float, str]]) -> bytes:
    """`cues`: first second, last second, words."""
    parts = [f"{_time(start)} --> {_time(end)}\n{words}" for start, end, words in cues]
    return "\n\n".join(["WEBVTT", *parts, ""]).encode()


def _time(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes):02}:{rest:06.3f}"
