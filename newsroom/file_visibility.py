"""Which files anyone may read: the part of the rule of newsroom/visibility.py that is about files.

A file is public while a page that is visible uses it in its current content, in a language that is public, by
itself or through a record (a partner and its logo); or when it is marked as public. A picture whose consent has ended is
not, whatever uses it; neither are its sizes, nor the cards that show it. A card is as public as its page in its
language.

Who uses what is read from Wagtail's reference index. It follows the rows of pages, and a row holds what was approved
(newsroom/approval.py): a draft makes no file public, and a scheduled page its files at its instant, by the query alone.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Cast
from modelcluster.models import get_all_child_relations
from modeltranslation.translator import NotRegistered, translator
from modeltranslation.utils import build_localized_fieldname
from wagtail.models import ReferenceIndex, get_page_models

from . import clock, visibility
from .languages import REFERENCE, TRANSLATION, codes

ANY_NAME = "?"  # stands for the name of a file


def consent_holds(prefix: str = "") -> Q:
    """Condition on pictures: everyone shown agrees to it today, Paris. The last day counts."""
    until = f"{prefix}consent_until"
    return Q((until, None)) | Q((f"{until}__gte", clock.database_today()))


def is_shown(picture, on: date | None = None) -> bool:
    """The twin of `consent_holds()` for a picture in memory: a page draws it, or is laid out as if it had none."""
    return picture.consent_until is None or (on or clock.today()) <= picture.consent_until


def consent_ends_within(days: int) -> Q:
    """Condition on pictures: shown today, and not any more in so many days."""
    today = clock.today()
    return Q(consent_until__gte=today, consent_until__lt=today + timedelta(days=days))


def ends_within(picture, days: int) -> bool:
    """The twin of `consent_ends_within()` for a picture in memory that is shown today."""
    end = picture.consent_until
    return end is not None and end < clock.today() + timedelta(days=days)


def public_pictures(prefix: str = "") -> Q:
    """Condition on pictures, or on rows that have one under `prefix` (`image__`)."""
    from .models import PressImage

    return consent_holds(prefix) & (Q((f"{prefix}is_public", True)) | _used(PressImage, f"{prefix}pk"))


def public_documents() -> Q:
    from .models import PressDocument

    return Q(is_public=True) | _used(PressDocument, "pk")


def public_cards() -> Q:
    is_readable = Q(picture=None) | consent_holds("picture__")
    in_public_language = Q(language=REFERENCE) | Q(language=TRANSLATION) & _is_translated("page_id")
    return is_readable & _is_visible("page_id") & in_public_language


def still_made_of(version) -> Q:
    """Condition on files made of a release: of its version `version`, and everyone shown agrees today, Paris."""
    agreed = Q(shown_until=None) | Q(shown_until__gte=clock.database_today())
    return agreed & (Q(kind="picture") | Q(version=version)) & (Q(picture=None) | consent_holds("picture__"))


def public_release_files() -> Q:
    """Condition on files made of a release: as public as it is in their language; a picture, while it is used."""
    in_public_language = Q(language=REFERENCE) | Q(language=TRANSLATION) & _is_translated("page_id")
    is_used = Q(picture=None) | public_pictures("picture__")
    current = still_made_of(F("page__pressreleasepage__version"))
    return current & is_used & in_public_language & _is_visible("page_id")


def first_end_of_consent(pictures: Iterable) -> date | None:
    """The first day that is the last one for one of these."""
    return min((picture.consent_until for picture in pictures if picture.consent_until), default=None)


def is_public(name: str) -> bool:
    """Whether anyone may read the stored file of that name at this instant. One query, whatever the answer."""
    statement, parameters = _question(name.partition("/")[0], clock.shift())
    with connection.cursor() as cursor:
        cursor.execute(statement, [name if value == ANY_NAME else value for value in parameters])
        return cursor.fetchone() is not None


@cache
def _question(folder: str, shift: timedelta) -> tuple[str, tuple]:
    """SQL and its parameters, the name to be put in. To build it takes longer than to ask it: it is built once."""
    from .models import PressDocument, PressImage, PressRendition, ReleaseFile, SocialCard

    match folder:
        case "pictures":
            rows = PressImage.objects.filter(public_pictures())
        case "renditions":
            rows = PressRendition.objects.filter(public_pictures("image__"))
        case "cards":
            rows = SocialCard.objects.filter(public_cards())
        case "originals":
            rows = ReleaseFile.objects.filter(public_release_files())
        case "documents":
            rows = PressDocument.objects.filter(public_documents())
        case _:
            raise ValueError(folder)
    return rows.filter(file=ANY_NAME).query.exists().sql_with_params()


# Who uses a file ------------------------------------------------------------------------------------------


def _used(model: type, key: str) -> Exists | Q:
    """Condition on a row whose column `key` is the key of a file of that model."""
    target = {
        "to_content_type": ContentType.objects.get_for_model(model),
        "to_object_id": Cast(OuterRef(key), CharField()),
    }
    of_records = ReferenceIndex.objects.filter(**target).exclude(base_content_type=_page_type())
    by_page = _shown_references(
        to_content_type=OuterRef("base_content_type"), to_object_id=OuterRef("object_id")
    )
    return Exists(_shown_references(**target)) | Exists(of_records.filter(Exists(by_page)))


def pictures_shown_by(releases: QuerySet, language: str) -> QuerySet[ReferenceIndex]:
    """A row for each place in which readers of that language see a picture of one of these releases, which they see:
    `picture_key`, `page_key`, `published_at` of the release. What is only a film's first image is none."""
    from .models import PressImage, PressReleasePage

    text = build_localized_fieldname("body", language)
    published = PressReleasePage.objects.filter(pk=OuterRef("page_key")).order_by().values("published_at")
    return (
        ReferenceIndex.objects.filter(
            base_content_type=_page_type(),
            to_content_type=ContentType.objects.get_for_model(PressImage),
            model_path__regex=rf"^(lead_image|{text}\.(picture|gallery)(\..*)?)$",
        )
        .annotate(
            page_key=Cast("object_id", BigIntegerField()), picture_key=Cast("to_object_id", BigIntegerField())
        )
        .filter(page_key__in=releases.order_by().values("pk"))
        .annotate(published_at=Subquery(published))
    )


def _page_type() -> ContentType:
    from .models import BilingualPage

    return ContentType.objects.get_for_model(BilingualPage)


def _is_visible(key: str) -> Exists:
    """Condition on a row whose column `key` is the key of a page."""
    from .models import BilingualPage

    return Exists(BilingualPage.objects.visible().filter(pk=OuterRef(key)))


def _is_translated(key: str) -> Exists:
    from .models import BilingualPage

    return Exists(BilingualPage.objects.filter(visibility.english_public(), pk=OuterRef(key)))


def _shown_references(**target) -> QuerySet[ReferenceIndex]:
    """References from pages that are visible, in fields that readers have before them."""
    always, in_translation = _field_paths()
    # Of pages alone: other records may have keys that are no numbers.
    page_key = Case(When(base_content_type=_page_type(), then=Cast("object_id", BigIntegerField())))
    references = ReferenceIndex.objects.filter(base_content_type=_page_type(), **target)
    return references.annotate(page_key=page_key).filter(
        Q(model_path__regex=always) | Q(model_path__regex=in_translation) & _is_translated("page_key"),
        _is_visible("page_key"),
    )


@cache
def _field_paths() -> tuple[str, str]:
    """Regular expressions of the index's paths: of fields shown in every language; of those of the translation.

    The bare name of a translated field (`body`) belongs to neither: what it held depends on the language that was
    active when the index was made, and `body_fr` or `body_en` says the same rightly.
    """
    names = "|".join(sorted({name for model in get_page_models() for name in _translated_fields(model)}))

    def of(language: str) -> str:
        return rf"^({names})_{build_localized_fieldname('', language).lstrip('_')}(\.|$)"

    suffixes = "|".join(build_localized_fieldname("", code).lstrip("_") for code in codes())
    untranslated = rf"^(?!({names})(_({suffixes}))?(\.|$))"
    return f"{of(REFERENCE)}|{untranslated}", of(TRANSLATION)


def _translated_fields(model: type) -> list[str]:
    """As the index writes them: "body", and "contacts\\.item\\.role" for rows edited with the page."""
    found = list(translator.get_options_for_model(model).all_fields)
    for relation in get_all_child_relations(model):
        try:
            fields = translator.get_options_for_model(relation.related_model).all_fields
        except NotRegistered:
            continue
        found += [rf"{relation.get_accessor_name()}\.item\.{name}" for name in fields]
    return found
