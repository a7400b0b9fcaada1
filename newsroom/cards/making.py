"""When a card is drawn: at publication, and by `make_renditions`; never while a visitor waits."""

import hashlib
import logging
from dataclasses import astuple, dataclass

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from PIL import Image

from newsroom import dates, gone, languages, typography
from newsroom.languages import REFERENCE, TRANSLATION
from newsroom.models import GoneFile, PressImage, PressReleasePage, SocialCard

from .drawing import Words, draw

logger = logging.getLogger(__name__)

VERSION = "1"  # of the drawing: another number, and every card is made anew


@dataclass(frozen=True)
class Drawing:
    """What a card of an approved content has to show."""

    language: str
    words: Words
    picture: PressImage | None

    @property
    def digest(self) -> str:
        image = self.picture
        picture = (image.pk, image.file_hash, image.focal_point_x, image.focal_point_y) if image else ()
        parts = (VERSION, *astuple(self.words), *picture)
        return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()

    def matches(self, card: SocialCard) -> bool:
        key = (self.language, self.picture.pk if self.picture else None, self.digest)
        return key == (card.language, card.picture_id, card.digest)


def make(release: PressReleasePage) -> None:
    """Draws the cards that the approved content of a release lacks."""
    _outdated, missing = _compare(release)
    for drawing in missing:
        kind = "jpg" if drawing.picture else "png"
        content = ContentFile(_draw(drawing.words, drawing.picture))
        card = SocialCard(
            page_id=release.pk, language=drawing.language, picture=drawing.picture, digest=drawing.digest
        )
        card.file.save(f"{drawing.language}.{kind}", content, save=False)
        try:
            with transaction.atomic():
                card.save()
        except IntegrityError:  # another process was faster
            card.file.storage.delete(card.file.name)


def forget_others(release: PressReleasePage) -> None:
    """Takes away the cards that show something else than the approved content of the release.

    Within the transaction that writes this content: however long a new card takes, no old one speaks for it.
    """
    outdated, _missing = _compare(release)
    if outdated:
        gone.mark(outdated, GoneFile.Reason.CORRECTED)
        SocialCard.objects.filter(pk__in=[card.pk for card in outdated]).delete()


def _compare(release: PressReleasePage) -> tuple[list[SocialCard], list[Drawing]]:
    """Its cards that are out of date, and the drawings that no card shows."""
    wanted = _drawings(release)
    cards = list(SocialCard.objects.filter(page=release.pk))
    outdated = [card for card in cards if not any(drawing.matches(card) for drawing in wanted)]
    return outdated, [drawing for drawing in wanted if not any(drawing.matches(card) for card in cards)]


def _drawings(release: PressReleasePage) -> list[Drawing]:
    """In French, and in English when it is ready; without the picture too, for the day on which its consent ends."""
    languages_ready = [REFERENCE, TRANSLATION] if release.english_ready else [REFERENCE]
    picture = release.lead_image
    pictures = [picture, None] if picture and picture.consent_until else [picture]
    return [
        Drawing(language, _words(release, language), shown)
        for language in languages_ready
        for shown in pictures
    ]


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
