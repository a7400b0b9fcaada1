"""ZIP, and what is built upon it: read part by part within bounds, and written anew with nothing but its parts."""

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import names

MOST_PARTS = 2_000
LARGEST_PART = 64 * 1024 * 1024  # bytes, unpacked: one part at a time is in memory
LARGEST_WHOLE = 200 * 1024 * 1024
ENCRYPTED = 0x1
DRAWN_AGAIN = (1980, 1, 1, 0, 0, 0)  # the hours at which parts were written are nobody's business
KNOWN_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def damaged() -> ValidationError:
    return ValidationError(_("This file is damaged: it cannot be unpacked. Save it again, then send it."))


def too_large() -> ValidationError:
    return ValidationError(_("Unpacked, this file would be too large: send its parts one by one."))


def parts(content: bytes) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Each file and its bytes, in order. The sizes that are declared are checked first, then bind the reading."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            rows = [row for row in archive.infolist() if not row.is_dir()]
            _check(rows)
            for row in rows:
                with archive.open(row) as part:  # reads no more than was declared
                    yield row, part.read(LARGEST_PART + 1)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise damaged() from error
    except (OSError, ValueError, KeyError, zipfile.zlib.error) as error:
        raise damaged() from error


def _check(rows: list[zipfile.ZipInfo]) -> None:
    if not rows:
        raise ValidationError(_("There is nothing in this file."))
    if any(row.flag_bits & ENCRYPTED for row in rows):
        raise ValidationError(_("This file is protected by a password: take it away, then send it again."))
    if any(names.is_elsewhere(row.filename) or names.DIRECTIONS.search(row.filename) for row in rows):
        raise ValidationError(_("A name within this file leads out of its folder: pack it again."))
    if len({row.filename.casefold() for row in rows}) < len(rows):
        raise ValidationError(_("Two parts of this file have the same name: pack it again."))
    is_large = any(row.file_size > LARGEST_PART for row in rows)
    if is_large or len(rows) > MOST_PARTS or sum(row.file_size for row in rows) > LARGEST_WHOLE:
        raise too_large()
    if any(row.compress_type not in KNOWN_METHODS for row in rows):
        raise damaged()


def rewritten(rows: Iterator[tuple[str, bytes, int]]) -> bytes:
    """`rows`: name, bytes, method. Comments, extra fields, hours and what stood between the parts are left behind."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, content, method in rows:
            row = zipfile.ZipInfo(name, DRAWN_AGAIN)
            row.compress_type, row.external_attr = method, 0o644 << 16  # no link, nothing that can be run
            archive.writestr(row, content)
    return output.getvalue()


def cleaned(content: bytes, clean: Callable[[bytes, str], tuple[bytes, str]]) -> bytes:
    """An archive of files, each cleaned as if it had come alone. `clean`: from bytes and name to both."""
    return rewritten(_members(content, clean))


def _members(content: bytes, clean: Callable) -> Iterator[tuple[str, bytes, int]]:
    for row, part in parts(content):
        try:
            part, name = clean(part, row.filename)
        except ValidationError as fault:
            raise ValidationError(
                _("In this archive, “%(name)s”: %(reason)s")
                % {"name": row.filename[-80:], "reason": " ".join(fault.messages)}
            ) from fault
        yield name, part, zipfile.ZIP_DEFLATED
