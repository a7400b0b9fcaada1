"""A ZIP that is written while it is sent: nothing is packed and nothing is kept, so its length is known beforehand.

The same entries and the same hour give the same bytes.
"""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.files.storage import default_storage

from newsroom.paris import to_paris

AT_A_TIME = 256 * 1024  # bytes
LOCAL, DESCRIPTOR, CENTRAL, END = 30, 16, 46, 22  # lengths of its headers, in bytes, without names
FIRST_DAY = datetime(1980, 1, 1)  # that the format knows
READABLE = 0o100644 << 16
UNIX = 3


@dataclass(frozen=True)
class Entry:
    """`name`: ASCII. `mark`: what tells its content from any other. `size` in bytes."""

    name: str
    size: int
    mark: str
    read: Callable[[], Iterable[bytes]]


def text(name: str, words: str, encoding: str = "utf-8") -> Entry:
    content = words.encode(encoding)
    return Entry(name, len(content), hashlib.sha256(content).hexdigest(), lambda: [content])


def stored(name: str, stored_name: str) -> Entry:
    """A stored name never changes its bytes. Raises FileNotFoundError."""
    return Entry(name, default_storage.size(stored_name), stored_name, lambda: _chunks(stored_name))


def _chunks(stored_name: str) -> Iterator[bytes]:
    with default_storage.open(stored_name) as file:
        yield from file.chunks(AT_A_TIME)


def size_of(entries: Iterable[Entry]) -> int:
    each = (LOCAL + DESCRIPTOR + CENTRAL + 2 * len(entry.name) + entry.size for entry in entries)
    return sum(each) + END


def mark_of(entries: Iterable[Entry], at: datetime) -> str:
    parts = [f"{entry.name} {entry.size} {entry.mark}" for entry in entries]
    return hashlib.sha256("\n".join([at.isoformat(), *parts]).encode()).hexdigest()[:32]


def stream(entries: Iterable[Entry], at: datetime) -> Iterator[bytes]:
    """`at`: what every entry is dated, in Paris."""
    date = max(to_paris(at).replace(tzinfo=None), FIRST_DAY).timetuple()[:6]
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w") as archive:
        for entry in entries:
            info = zipfile.ZipInfo(entry.name, date)
            info.file_size, info.external_attr, info.create_system = entry.size, READABLE, UNIX
            with archive.open(info, "w") as target:
                for chunk in entry.read():
                    target.write(chunk)
                    yield pipe.taken()
    yield pipe.taken()


class _Pipe:
    """What was written and not yet sent. It cannot go back, so sizes stand behind the contents."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, content: bytes) -> int:
        self._parts.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        content = b"".join(self._parts)
        self._parts.clear()
        return content
