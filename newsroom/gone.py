"""Files that were public and were corrected or withdrawn: their addresses answer 410, at once.

Only what is public at that moment leaves its name here, so nothing can be learnt of a file that never was. What a
public page still uses is served all the same. A page that expires or is unpublished leaves nothing here: its files
answer as if they had never been.
"""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import ReferenceIndex

from . import file_visibility


def mark(files: Iterable, reason: str) -> None:
    """Call it before the change that hides them. `files`: rows of PressImage, PressDocument, ReleaseFile or
    SocialCard.

    With pictures go their sizes, their originals with a notice and the cards that show them. `reason`: one of
    GoneFile.Reason. What is gone stays gone for the first reason.
    """
    from .models import GoneFile

    keys: dict[type, list[int]] = {}
    for file in files:
        keys.setdefault(type(file), []).append(file.pk)
    names = [name for model, of_model in keys.items() for name in _public_names(model, of_model)]
    GoneFile.objects.bulk_create(
        [GoneFile(name=name, reason=reason) for name in names], ignore_conflicts=True
    )


def _public_names(model: type, keys: list[int]) -> list[str]:
    from .models import PressDocument, PressImage, PressRendition, ReleaseFile, SocialCard

    originals = ReleaseFile.objects.filter(
        file_visibility.public_release_files(), kind=ReleaseFile.Kind.PICTURE
    )
    cards = SocialCard.objects.filter(file_visibility.public_cards())
    if model is PressImage:
        pictures = PressImage.objects.filter(file_visibility.public_pictures(), pk__in=keys)
        public = [row.pk for row in pictures]
        rows = [
            *pictures,
            *PressRendition.objects.filter(image__in=public),
            *cards.filter(picture__in=public),
            *originals.filter(picture__in=public),
        ]
    elif model is PressDocument:
        rows = PressDocument.objects.filter(file_visibility.public_documents(), pk__in=keys)
    elif model is ReleaseFile:
        rows = originals.filter(pk__in=keys)
    else:
        rows = cards.filter(pk__in=keys)
    return [row.file.name for row in rows]


def files_of(page) -> list:
    """What a withdrawal takes along: pictures and documents of the page's current content, and what was made of it."""
    from .models import PressDocument, PressImage, ReleaseFile, SocialCard

    references = ReferenceIndex.get_references_for_object(page)
    return [
        *_targets(references, PressImage),
        *_targets(references, PressDocument),
        *SocialCard.objects.filter(page=page.pk),
        *ReleaseFile.objects.filter(page=page.pk),
    ]


def _targets(references: QuerySet[ReferenceIndex], model: type) -> list:
    found = references.filter(to_content_type=ContentType.objects.get_for_model(model))
    return list(model.objects.filter(pk__in=[int(row.to_object_id) for row in found]))


def before_replacing(file) -> None:
    """The stored file of that picture or document is about to be another one."""
    from .models import GoneFile

    mark([file], GoneFile.Reason.CORRECTED)
    old = type(file).objects.get(pk=file.pk).file
    transaction.on_commit(lambda: old.storage.delete(old.name))


def before_deletion(sender, instance, **kwargs) -> None:
    """Signal: a picture or a document is about to be deleted."""
    from .models import GoneFile

    mark([instance], GoneFile.Reason.WITHDRAWN)
