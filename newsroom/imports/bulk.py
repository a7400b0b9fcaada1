"""Many new releases at once: rows written table by table, with what a save would have left behind.

Each page gets its revision (so that a later scheduled edit does not unpublish it), its rows in the reference index
and its place in the tree; only our own signal is sent, which the searches follow, and no mail leaves.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import CharField, Model, OuterRef, Subquery
from django.db.models.functions import Cast
from wagtail.models import Locale, ReferenceIndex, Revision

from newsroom import clock, pictures, signals
from newsroom.languages import writes_in_reference
from newsroom.models import (
    BilingualPage,
    NewsroomIndexPage,
    PressReleasePage,
    ReleaseContact,
    ReleaseHospital,
)

BASE_FIELDS = [field for field in BilingualPage._meta.concrete_fields if not field.primary_key]


@writes_in_reference
@transaction.atomic
def add(parent: NewsroomIndexPage, pages: list[PressReleasePage]) -> None:
    """Inserts pages whose fields, slugs and relations are set; `page.live` says whether they are public."""
    parent = NewsroomIndexPage.objects.select_for_update().get(pk=parent.pk)
    _place(parent, pages)
    bases = [
        BilingualPage(**{field.attname: getattr(page, field.attname) for field in BASE_FIELDS})
        for page in pages
    ]
    BilingualPage.objects.bulk_create(bases)
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.id = page.bilingualpage_ptr_id = base.pk
        page._state.adding = False
    # bulk_create refuses tables that inherit: the child rows go in as Model.save() would send them, together.
    PressReleasePage._base_manager._insert(
        pages, fields=PressReleasePage._meta.local_concrete_fields, using="default", raw=True
    )
    BilingualPage.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(pages))
    _add_relations(pages)
    _add_revisions(pages)
    _add_references(pages, ContentType.objects.get_for_model(BilingualPage))
    signals.content_written.send(PressReleasePage, page_ids=[page.pk for page in pages])
    transaction.on_commit(lambda: pictures.make_for(pages))  # cards: see make_renditions


def _place(parent: NewsroomIndexPage, pages: list[PressReleasePage]) -> None:
    last = parent.get_last_child()
    step = PressReleasePage._str2int(last.path[-PressReleasePage.steplen :]) if last else 0
    content_type = ContentType.objects.get_for_model(PressReleasePage)
    locale, now = Locale.get_active(), clock.now()
    for number, page in enumerate(pages, step + 1):
        page.path = PressReleasePage._get_path(parent.path, parent.depth + 1, number)
        page.depth, page.numchild = parent.depth + 1, 0
        page.content_type, page.locale = content_type, locale
        page.draft_title = page.title_fr
        page.set_url_path(parent)
        page.latest_revision_created_at = now
        page.has_unpublished_changes = not page.live
        if page.live:
            page.first_published_at = page.last_published_at = now


def _add_relations(pages: list[PressReleasePage]) -> None:
    links, contacts, specialties = [], [], []
    through = PressReleasePage.specialties.through
    for page in pages:
        for link in page.hospital_links.all():
            link.release_id = page.pk
            links.append(link)
        for contact in page.contacts.all():
            contact.release_id = page.pk
            contacts.append(contact)
        specialties += [
            through(pressreleasepage_id=page.pk, specialty_id=specialty.pk)
            for specialty in page.specialties.all()
        ]
    ReleaseHospital.objects.bulk_create(links)
    ReleaseContact.objects.bulk_create(contacts)
    through.objects.bulk_create(specialties)


def _add_revisions(pages: list[PressReleasePage]) -> None:
    base_type = ContentType.objects.get_for_model(BilingualPage)
    revisions = [
        Revision(
            content_type=page.content_type,
            base_content_type=base_type,
            object_id=str(page.pk),
            created_at=page.latest_revision_created_at,
            object_str=page.title_fr,
            content=page.serializable_data(),
        )
        for page in pages
    ]
    Revision.objects.bulk_create(revisions)
    own = Revision.objects.filter(
        base_content_type=base_type, object_id=Cast(OuterRef("pk"), CharField())
    ).values("pk")[:1]
    for is_live in (True, False):
        keys = [page.pk for page in pages if page.live is is_live]
        columns = {"latest_revision": Subquery(own)} | ({"live_revision": Subquery(own)} if is_live else {})
        BilingualPage.objects.filter(pk__in=keys).update(**columns)


def renew_references(records: list[Model]) -> None:
    """For records of one model, which are no pages, after bulk writes of what they refer to."""
    own_type = ContentType.objects.get_for_model(type(records[0]))
    keys = [str(record.pk) for record in records]
    ReferenceIndex.objects.filter(base_content_type=own_type, object_id__in=keys).delete()
    _add_references(records, own_type)


def _add_references(records: list[Model], base_type: ContentType) -> None:
    content_type = ContentType.objects.get_for_model(type(records[0]))
    rows = [
        ReferenceIndex(
            content_type=content_type,
            base_content_type=base_type,
            object_id=record.pk,
            to_content_type_id=to_type,
            to_object_id=to_id,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for record in records
        for to_type, to_id, model_path, content_path in set(
            ReferenceIndex._extract_references_from_object(record)
        )
    ]
    ReferenceIndex.objects.bulk_create(rows, ignore_conflicts=True, batch_size=5000)


def refresh_statistics() -> None:
    """The planner must know of the new rows now: until its own visit, some lists would take a second."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
