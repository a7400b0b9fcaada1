"""The names of stored files: nobody can guess one. What may be stored under them: newsroom/uploads."""

import secrets
from pathlib import PurePosixPath

from django.utils.text import slugify

TOKEN_BYTES = 16  # 128 bits


def unguessable_path(folder: str, filename: str) -> str:
    """folder/<128 random bits>/name.ext, the name in ASCII and at most 40 characters long."""
    name = PurePosixPath(filename)
    stem = slugify(name.stem)[:40] or "file"
    return str(PurePosixPath(folder) / secrets.token_hex(TOKEN_BYTES) / f"{stem}{name.suffix.lower()}")


def document_path(document, filename: str) -> str:
    return unguessable_path("documents", filename)
