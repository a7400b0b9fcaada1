"""Where a stored file is read: at its public address, or, while a closed view is drawn, at an address of that view.

Public addresses answer by the visibility rule, so an editor's preview or list cannot use them: within
`served_under()` every address of a file begins with the prefix of the view that may show it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import PurePosixPath

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.urls import reverse

from . import uploads

DOCUMENTS = "documents"

_prefix: ContextVar[str] = ContextVar("prefix", default="")


@contextmanager
def served_under(prefix: str) -> Iterator[None]:
    """`prefix` ends in a slash; the stored name follows it. Keep nothing that is made within for other readers."""
    token = _prefix.set(prefix)
    try:
        yield
    finally:
        _prefix.reset(token)


def address(name: str) -> str:
    if prefix := _prefix.get():
        return prefix + name
    is_document = name.startswith(f"{DOCUMENTS}/")
    return reverse("document" if is_document else "picture", args=(name,))


class GatedStorage(FileSystemStorage):
    """Files on disk, whose addresses lead to the gate (newsroom/files.py); what comes from outside is cleaned first."""

    def save(self, name: str, content: File, max_length: int | None = None) -> str:
        """The last door: some of Wagtail's views store a file without the record's knowledge."""
        if allowed := uploads.FOLDERS.get(PurePosixPath(name).parts[0]):
            content = uploads.clean(content, name, allowed)
            name = str(PurePosixPath(name).with_suffix(PurePosixPath(content.name).suffix))
        return super().save(name, content, max_length)

    def url(self, name: str) -> str:
        return address(name)
