"""What a file from outside may be, and what is kept of it. Every file that is stored passes here (newsroom/storage.py).

The content is recognised by its own bytes and must be what the name says. Pictures, PDF, office files and archives
are written anew, so that nothing else travels in them; films and texts are only checked. docs/uploads.md says what
is done to which kind.
"""

from collections.abc import Callable
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from . import archives, films, kinds, names, office, pdf, pictures, texts

CHECKED: dict[str, Callable[[bytes], bytes]] = {
    "pdf": pdf.cleaned,
    **dict.fromkeys(("docx", "pptx", "xlsx"), office.cleaned_ooxml),
    **dict.fromkeys(("odt",), office.cleaned_odf),
    "csv": texts.checked_table,
    "txt": texts.checked_text,
    "vtt": texts.checked_captions,
    "mp4": films.checked_mp4,
    "webm": films.checked_webm,
}
PICTURES = frozenset(pictures.FORMATS_BY_SUFFIX)
DOCUMENTS = frozenset(CHECKED) | {"zip"}
# Of the storage: what may lie in each.
FOLDERS = {"pictures": PICTURES, "documents": DOCUMENTS, "avatar_images": PICTURES}


class CleanFile(ContentFile):
    """Bytes that passed `clean`, or that this program made itself."""


def clean(file: File, name: str, allowed: frozenset[str]) -> CleanFile:
    """What may be stored of an upload, named as it will be (a GIF becomes a PNG). ValidationError says what to do."""
    if isinstance(file, CleanFile):
        return file
    names.check(name)
    suffix = PurePosixPath(name).suffix.lower().removeprefix(".")
    if suffix not in allowed:
        listed = ", ".join(sorted(allowed))
        raise ValidationError(
            _("Files of this kind are not accepted (.%(suffix)s). Accepted: %(listed)s.")
            % {"suffix": suffix, "listed": listed}
        )
    content = _read(file)
    _check_weight(content)
    kinds.check(content, suffix)
    if suffix in PICTURES:
        content, suffix = pictures.cleaned(content)
        return CleanFile(content, name=str(PurePosixPath(name).with_suffix(f".{suffix}")))
    return CleanFile(_cleaned(content, suffix), name=name)


def _read(file: File) -> bytes:
    file.open()
    file.seek(0)
    content = file.read(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE + 1)
    file.seek(0)
    if not content:
        raise ValidationError(_("This file is empty: export it again."))
    return content


def _check_weight(content: bytes) -> None:
    limit = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if len(content) > limit:
        raise ValidationError(
            _("This file weighs more than %(limit)s: make it lighter, or cut it in parts.")
            % {"limit": filesizeformat(limit)}
        )


def _cleaned(content: bytes, suffix: str) -> bytes:
    if suffix == "zip":
        return archives.cleaned(content, _cleaned_member)
    return CHECKED[suffix](content)


def _cleaned_member(content: bytes, name: str) -> tuple[bytes, str]:
    """A file of an archive and its name: of the kinds that are accepted alone, but no archive within an archive."""
    suffix = PurePosixPath(name).suffix.lower().removeprefix(".")
    if suffix not in PICTURES and suffix not in CHECKED:
        raise ValidationError(_("files of this kind are not accepted"))
    _check_weight(content)
    kinds.check(content, suffix)
    if suffix not in PICTURES:
        return CHECKED[suffix](content), name
    content, suffix = pictures.cleaned(content)
    return content, str(PurePosixPath(name).with_suffix(f".{suffix}"))
