"""A record whose address changes is found at the one before: bookmarks, letters and search engines have it."""

from django.db import models
from django.db.models.signals import pre_save
from django.http import Http404, HttpResponsePermanentRedirect

from .models import DirectoryRow, FormerSlug, Practitioner, Service

KINDS = {Practitioner: DirectoryRow.Kind.PRACTITIONER, Service: DirectoryRow.Kind.SERVICE}


def connect() -> None:
    for model in KINDS:
        pre_save.connect(_keep, sender=model, dispatch_uid=f"search.{model.__name__}.former_slug")


def _keep(sender: type, instance: models.Model, raw: bool = False, **kwargs) -> None:
    """Before the save: the row in the database still has the address that it loses."""
    if raw or not instance.pk:
        return
    before = sender._base_manager.filter(pk=instance.pk).exclude(slug=instance.slug)
    for slug in before.values_list("slug", flat=True):
        FormerSlug.objects.update_or_create(
            kind=KINDS[sender], slug=slug, defaults={"object_id": instance.pk}
        )


def lead_on(listed: models.QuerySet, slug: str) -> HttpResponsePermanentRedirect:
    """To where the record is now, if it is `listed`; else Http404, as for an address that never was."""
    former = FormerSlug.objects.filter(kind=KINDS[listed.model], slug=slug)
    record = listed.filter(pk__in=former.values("object_id")).first()
    if record is None:
        raise Http404
    return HttpResponsePermanentRedirect(record.get_absolute_url())
