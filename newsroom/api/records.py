"""What the interface gives of a page: an item of the list, a hospital. A release is newsroom/outputs/structure.py."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import translation

from newsroom import contacts, languages, telephone
from newsroom.models import BilingualPage, HospitalPage
from newsroom.origin import absolute
from newsroom.outputs import serializer
from newsroom.outputs.structure import Office
from newsroom.paris import to_paris


@dataclass(frozen=True)
class PageItem:
    """`id`: opaque, the same in both languages. `url`: of the page; `api`: of the whole record."""

    id: str
    type: str
    language: str
    title: str
    summary: str
    reference: str
    published_at: str | None
    url: str
    api: str


@dataclass(frozen=True)
class Hospital:
    """`key`: the hospital's in filters. `office`: the press office that answers for it. What is empty is left out."""

    identifier: str
    key: str
    language: str
    address: str
    name: str
    other_names: tuple[str, ...]
    group: str
    finess: str
    street_address: str
    postcode: str
    city: str
    latitude: float | None
    longitude: float | None
    phone: str
    emergency_adult: str
    emergency_paediatric: str
    press_entrance: str
    press_meeting_point: str
    closed_date: date | None
    office: Office | None


def item(page: BilingualPage, kind: str, language: str) -> PageItem:
    """`page`: a row of `pages.rows`."""
    return PageItem(
        id=str(page.translation_key),
        type=kind,
        language=language,
        title=getattr(page, f"title_{language}") or page.title_fr,
        summary=page.summary or "",
        reference=page.reference or "",
        published_at=to_paris(page.published_at).isoformat() if page.published_at else None,
        url=page.url_in(language, full=True),
        api=absolute(f"{reverse('api_page', args=[page.translation_key])}?language={language}"),
    )


def hospital(page: HospitalPage) -> Hospital:
    """In the language in which readers of the active one see it."""
    language = page.content_language
    with translation.override(language):
        office = contacts.office_of_hospital(page)
        return Hospital(
            identifier=str(page.translation_key),
            key=page.slug,
            language=language,
            address=page.url_in(language, full=True),
            name=page.shown_title,
            other_names=tuple(row.name for row in page.other_names.all()),
            group=languages.text_of(page.group, "name") if page.group else "",
            office=serializer.office(office, language) if office else None,
            phone=telephone.dialled(page.phone),
            **{name: languages.text_of(page, name) for name in ("press_entrance", "press_meeting_point")},
            **{name: getattr(page, name) for name in AS_THEY_ARE},
        )


AS_THEY_ARE = (
    *("finess", "street_address", "postcode", "city", "latitude", "longitude"),
    *("emergency_adult", "emergency_paediatric", "closed_date"),
)
