"""Pictures of imported bodies: `data:` or a file beside the import. Nothing is fetched."""

import base64
import binascii
import hashlib
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from newsroom import uploads
from newsroom.models import PressImage

from .report import BadLine

CREDIT = "AP-HP"


class PictureStore:
    """The same bytes are stored once an import. `keep=False` (a dry run) checks and stores nothing."""

    def __init__(self, folder: Path, keep: bool) -> None:
        self.folder, self.keep = folder.resolve(), keep
        self.made: dict[tuple[str, str], PressImage | None] = {}

    def get(self, src: str, alt: str) -> PressImage | None:
        """The picture of an `img`; BadLine says what is wrong with it."""
        content = self._bytes(src)
        key = (hashlib.sha256(content).hexdigest(), alt)
        if key not in self.made:
            file = self._clean(content, src)
            self.made[key] = self._store(file, alt) if self.keep else None
        return self.made[key]

    def _bytes(self, src: str) -> bytes:
        if src.startswith("data:"):
            try:
                return base64.b64decode(src.partition("base64,")[2], validate=True)
            except binascii.Error as error:
                raise BadLine([_("a data: picture cannot be read")]) from error
        path = (self.folder / src).resolve()
        if not path.is_relative_to(self.folder) or not path.is_file():
            raise BadLine([_("no picture at “%(src)s” beside the file") % {"src": src[:80]}])
        if path.stat().st_size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
            raise BadLine([_("the picture “%(src)s” weighs more than 20 MB") % {"src": src[:80]}])
        return path.read_bytes()

    @staticmethod
    def _clean(content: bytes, src: str) -> uploads.CleanFile:
        """Named by what it holds: addresses of the old site often have no suffix, or another one."""
        suffix = uploads.kinds.recognised(content)
        try:
            return uploads.clean(ContentFile(content), f"imported.{suffix or 'bin'}", uploads.PICTURES)
        except ValidationError as fault:
            reason = " ".join(fault.messages)
            raise BadLine(
                [_("picture “%(src)s”: %(reason)s") % {"src": src[:80], "reason": reason}]
            ) from fault

    @staticmethod
    def _store(file: uploads.CleanFile, alt: str) -> PressImage:
        return PressImage.objects.create(
            title=alt[:255] or "Import", alt_fr=alt[:300], file=file, credit=CREDIT
        )
