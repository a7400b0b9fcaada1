"""What `./run bench files` asks: a press kit of the files in KIT_FOLDER, as the site sends one."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django

django.setup()

from newsroom.takeaway import archive  # noqa: E402, it needs the settings

AT = datetime(2026, 1, 1, tzinfo=UTC)


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(archive.AT_A_TIME):
            yield chunk


def _entry(path: Path) -> archive.Entry:
    return archive.Entry(f"kit/{path.name}", path.stat().st_size, path.name, lambda: _read(path))


def application(environ, start_response):
    if environ["PATH_INFO"] == "/empty":
        start_response("204 No Content", [])
        return []
    entries = [_entry(path) for path in sorted(Path(os.environ["KIT_FOLDER"]).iterdir())]
    size = str(archive.size_of(entries))
    start_response("200 OK", [("Content-Type", "application/zip"), ("Content-Length", size)])
    return archive.stream(entries, AT)
