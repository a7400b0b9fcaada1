"""Many releases at once, in a number of queries that does not grow with theirs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import F, Prefetch, prefetch_related_objects
from modeltranslation.utils import build_localized_fieldname
from wagtail.rich_text import RichText, expand_db_html

from newsroom import contacts, languages
from newsroom.models import HospitalPage, PressReleasePage, ReleasePartner

from . import serializer
from .structure import Release

BETWEEN = "\0"  # two rich texts: no text holds it


def releases(pages: Sequence[PressReleasePage]) -> list[Release]:
    """Pages of a list of the active language, with `release_type` and `lead_image`, in their order."""
    pages = list(pages)
    _read_bodies(pages)
    partners = ReleasePartner.objects.select_related("partner")
    prefetch_related_objects(
        pages, "corrections", "contacts", "specialties", Prefetch("partner_links", partners)
    )
    hospitals = _hospitals(pages)
    offices = contacts.offices_for([(page, next(iter(hospitals[page.pk]), None)) for page in pages])
    prefetch_related_objects(
        [image for page in pages for image in serializer.pictures_of(page)], "renditions"
    )
    quoted = serializer.quoted_hospitals(block for page in pages for block in page.body)
    expanded = _expanded(pages)
    return [
        serializer.release(
            page, _context(page, hospitals[page.pk], office) | {"quoted": quoted, "html": expanded}
        )
        for page, office in zip(pages, offices, strict=True)
    ]


def _context(page: PressReleasePage, hospitals: list[HospitalPage], office) -> dict:
    corrections = sorted(page.corrections.all(), key=lambda row: row.corrected_at, reverse=True)
    return {
        "hospitals": hospitals,
        "specialties": list(page.specialties.all()),
        "partners": [link.partner for link in page.partner_links.all()],
        "contacts": page.contacts.all(),
        "office": office,
        "corrections": corrections,
        "updated_at": corrections[0].corrected_at if corrections else None,
    }


def _read_bodies(pages: list[PressReleasePage]) -> None:
    """Each kind of record that bodies name is read once for all of them."""
    if not pages:
        return
    bodies = [page.body for page in pages]
    field = build_localized_fieldname("body", languages.active())
    read = bodies[0].stream_block.bulk_to_python([body.raw_data for body in bodies])
    for page, body in zip(pages, read, strict=True):
        setattr(page, field, body)


def _hospitals(pages: list[PressReleasePage]) -> dict[int, list[HospitalPage]]:
    """The visible ones of each release, the lead hospital first."""
    found = defaultdict(list)
    linked = HospitalPage.objects.visible().filter(release_links__release__in=[page.pk for page in pages])
    for hospital in linked.annotate(of_release=F("release_links__release")).order_by(
        "release_links__sort_order"
    ):
        found[hospital.of_release].append(hospital)
    return found


def _expanded(pages: list[PressReleasePage]) -> dict[str, str]:
    """{rich text as it is stored: with the addresses of what it links to}"""
    sources = list(dict.fromkeys(source for page in pages for source in _rich_texts(page)))
    return (
        dict(zip(sources, expand_db_html(BETWEEN.join(sources)).split(BETWEEN), strict=True))
        if sources
        else {}
    )


def _rich_texts(page: PressReleasePage) -> Iterator[str]:
    for block in page.body:
        values = block.value.values() if isinstance(block.value, dict) else [block.value]
        yield from (value.source for value in values if isinstance(value, RichText))
    yield page.boilerplate_text
    yield from (languages.text_of(link.partner, "boilerplate") for link in page.partner_links.all())
