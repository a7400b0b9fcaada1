"""When a card is drawn: at publication, and by `make_renditions`; never while a visitor waits."""

import hashlib
import logging
from dataclasses import astuple

from django.core.files.base import ContentFile
from django.utils import translation
from django.utils.translation import gettext as _
from PIL import Image

from newsroom import dates, languages, typography
from newsroom.languages import REFERENCE, TRANSLATION
from newsroom.models import PressImage, PressReleasePage, SocialCard

from .drawing import Words, draw

logger = logging.getLogger(__name__)

VERSION = "1"  # of the drawing: another number, and every card is made anew


def make(release: PressReleasePage) -> None:
    """The cards of a release whose content is final: its French one, and its English one when that is ready."""
    wanted = [REFERENCE, TRANSLATION] if release.english_ready else [REFERENCE]
    cards = {card.language: card for card in SocialCard.objects.filter(page_id=release.pk)}
    for language in wanted:
        card = cards.get(language) or SocialCard(page_id=release.pk, language=language)
        words = _words(release, language)
        digest = _digest(words, release.lead_image)
        if card.digest != digest:
            content = _draw(words, release.lead_image)
            kind = "jpg" if release.lead_image else "png"
            card.replace(ContentFile(content), f"{language}.{kind}", digest)


def _words(release: PressReleasePage, language: str) -> Words:
    with translation.override(language):
        title = getattr(release, f"title_{language}") or release.title_fr
        return Words(
            institution="AP-HP",
            room=_("Newsroom"),
            kicker=languages.text_of(release.release_type, "name"),
            title=typography.smarten(title, language),
            date=dates.long_date(release.published_at, language) if release.published_at else "",
        )


def _digest(words: Words, image: PressImage | None) -> str:
    picture = (image.pk, image.file_hash, image.focal_point_x, image.focal_point_y) if image else ()
    parts = (VERSION, *astuple(words), *picture)
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()


def _draw(words: Words, image: PressImage | None) -> bytes:
    if image is None:
        return draw(words)
    focus = (0.5, 0.5)
    if image.has_focal_point():
        focus = (image.focal_point_x / image.width, image.focal_point_y / image.height)
    try:
        image.file.open()
        with Image.open(image.file) as picture:
            return draw(words, picture, focus)
    except OSError:
        logger.exception("card_without_its_picture", extra={"picture": image.pk})
        return draw(words)
