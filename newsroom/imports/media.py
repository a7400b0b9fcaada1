"""Pictures of imported bodies: `data:` or a file beside the import. Nothing is fetched."""

import base64
import binascii
import hashlib
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from newsroom.models import PressImage

from .line import BadLine

CREDIT = "AP-HP"


class PictureStore:
    """The same bytes are stored once an import. `keep=False` (a dry run) checks and stores nothing."""

    def __init__(self, folder: Path, keep: bool) -> None:
        self.folder, self.keep = folder.resolve(), keep
        self.made: dict[tuple[str, str], PressImage | None] = {}

    def get(self, src: str, alt: str) -> PressImage | None:
        """The picture of an `img`; BadLine says what is wrong with it."""
        content = self._bytes(src)
        self._check(content, src)
        key = (hashlib.sha256(content).hexdigest(), alt)
        if key not in self.made:
            self.made[key] = self._store(content, alt) if self.keep else None
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
    def _check(content: bytes, src: str) -> None:
        try:
            with Image.open(BytesIO(content)) as picture:
                width, height = picture.size
                if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                    raise BadLine(
                        [_("the picture “%(src)s” has more than 25 megapixels") % {"src": src[:80]}]
                    )
                picture.verify()
        except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
            raise BadLine([_("“%(src)s” is not a picture") % {"src": src[:80]}]) from error

    @staticmethod
    def _store(content: bytes, alt: str) -> PressImage:
        file = ContentFile(content, name="imported")
        with Image.open(BytesIO(content)) as picture:
            file.name += f".{(picture.format or 'png').lower()}"
        return PressImage.objects.create(
            title=alt[:255] or "Import", alt_fr=alt[:300], file=file, credit=CREDIT
        )
