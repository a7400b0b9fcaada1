"""What search engines are told of a page, as schema.org records in JSON-LD. Nothing that the page does not show.

Addresses are absolute. Instants are ISO 8601 with the offset of Paris. A record without a datum lacks its key.
"""

import json
from functools import singledispatch

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from . import languages, pictures, site_map
from .models import BilingualPage, HomePage, HospitalPage, PressOfficePage, PressReleasePage
from .origin import absolute
from .paris import to_paris
from .takeaway import ready
from .takeaway import views as takeaway

CONTEXT = "https://schema.org"
JSON_IN_HTML = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}
INSTITUTION = "Assistance publique – Hôpitaux de Paris"


def of(page: BilingualPage, request: HttpRequest, context: dict) -> list[dict]:
    """The records of a page, its breadcrumb last. `context`: what its template was given."""
    records = [about(page, request, context), _meeting(page, request, context), _breadcrumb(page, request)]
    records = [record for record in records if record]
    return [{"@context": CONTEXT} | record for record in records]


def as_script(records: list[dict]) -> SafeString:
    """Data, not a script; `<`, `>` and `&` are escaped. As Django's json_script, but of the type that is looked for."""
    text = json.dumps(records, ensure_ascii=False).translate(JSON_IN_HTML)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@singledispatch
def about(page: BilingualPage, request: HttpRequest, context: dict) -> dict:
    """The record of what the page is about; empty where schema.org has nothing better than a page."""
    return {}


@about.register
def _home(page: HomePage, request: HttpRequest, context: dict) -> dict:
    search = absolute(reverse("search:content"))
    return {
        "@type": "WebSite",
        "name": _("AP-HP newsroom"),
        "url": page.canonical_url(request),
        "inLanguage": page.content_language,
        "publisher": institution(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{words}}"},
            "query-input": "required name=words",
        },
    }


@about.register
def _release(page: PressReleasePage, request: HttpRequest, context: dict) -> dict:
    published = to_paris(page.published_at).isoformat() if page.published_at else None
    updated = context.get("updated_at")
    return known(
        {
            "@type": "NewsArticle",
            "headline": page.shown_title,
            "description": _text(page, "summary"),
            "inLanguage": page.content_language,
            "datePublished": published,
            "dateModified": to_paris(updated).isoformat() if updated else published,
            "mainEntityOfPage": page.canonical_url(request),
            "dateline": _text(page, "place"),
            "identifier": page.reference,
            "version": page.version,
            "keywords": [languages.text_of(row, "name") for row in context.get("specialties") or ()],
            "image": [_picture(page.shown_picture, page.content_language)] if page.shown_picture else None,
            "encoding": _encodings(page, request),
            "author": institution(),
            "publisher": institution(),
            "about": [
                {"@type": "Hospital", "name": hospital.shown_title, "url": _address(hospital, request)}
                for hospital in context.get("hospitals") or ()
            ],
            "isAccessibleForFree": True,
        }
    )


def _meeting(page: BilingualPage, request: HttpRequest, context: dict) -> dict:
    from .agenda import structured

    if not isinstance(page, PressReleasePage):
        return {}
    return structured.event(page, context.get("office"), page.canonical_url(request))


@about.register
def _hospital(page: HospitalPage, request: HttpRequest, context: dict) -> dict:
    has_place = page.latitude is not None and page.longitude is not None
    place = {"@type": "GeoCoordinates", "latitude": page.latitude, "longitude": page.longitude}
    return known(
        {
            "@type": "Hospital",
            "name": page.shown_title,
            "alternateName": [row.name for row in context.get("other_names") or ()],
            "description": page.meta_description,
            "url": _address(page, request),
            "telephone": page.phone,
            "address": postal_address(page),
            "geo": place if has_place else None,
            "parentOrganization": institution(),
        }
    )


def postal_address(hospital: HospitalPage) -> dict:
    parts = known(
        {
            "streetAddress": hospital.street_address,
            "postalCode": hospital.postcode,
            "addressLocality": hospital.city,
        }
    )
    return parts and {"@type": "PostalAddress"} | parts | {"addressCountry": "FR"}


def _breadcrumb(page: BilingualPage, request: HttpRequest) -> dict:
    """From the home page down; none for the home page itself. Costs no query: the sections are known."""
    if isinstance(page, HomePage):
        return {}
    sections = site_map.links(request)
    above = {PressReleasePage: sections.newsroom, HospitalPage: sections.hospitals}.get(type(page))
    steps = [(above.shown_title, _address(above, request))] if above else []
    return breadcrumb([*steps, (page.shown_title, _address(page, request))])


def breadcrumb(steps: list[tuple[str, str]]) -> dict:
    """Names and absolute addresses, without the home page: it comes first."""
    home = (_("AP-HP newsroom"), absolute(reverse("wagtail_serve", args=("",))))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate([home, *steps], 1)
        ],
    }


@about.register
def _press_office(page: PressOfficePage, request: HttpRequest, context: dict) -> dict:
    """The institution, or the hospital, with its lines for the press."""
    hospital = context.get("hospital")
    owner = {"@type": "Hospital", "name": hospital.shown_title} if hospital else institution()
    lines = [
        {"contactType": "press office", "telephone": page.phone, "email": page.email},
        {"contactType": "press office, nights and weekends", "telephone": page.on_call_phone},
    ]
    points = [
        known({"@type": "ContactPoint"} | line) for line in lines if line["telephone"] or line.get("email")
    ]
    return owner | {"contactPoint": points}


def institution() -> dict:
    home = absolute(reverse("wagtail_serve", args=("",)))
    return {"@type": "GovernmentOrganization", "name": INSTITUTION, "alternateName": "AP-HP", "url": home}


def _address(page: BilingualPage, request: HttpRequest) -> str:
    return absolute(page.get_url(request))


def _encodings(page: PressReleasePage, request: HttpRequest) -> list[dict]:
    """The same article as a file, once it is made."""
    if page.is_preview or not (row := ready.pdf(page)):
        return []
    address = absolute(page.get_url(request)) + takeaway.PDF
    size = f"{row['size']} B"
    return [
        {
            "@type": "MediaObject",
            "contentUrl": address,
            "encodingFormat": "application/pdf",
            "contentSize": size,
        }
    ]


def _text(page: BilingualPage, name: str) -> str:
    return getattr(page, f"{name}_{page.content_language}") or ""


def _picture(image, language: str) -> dict:
    """With its credit and its caption, as the page gives them: in the language of its text."""
    with translation.override(language):
        caption, rights = languages.text_of(image, "caption"), image.get_licence_display()
    return known(
        {
            "@type": "ImageObject",
            "url": absolute(pictures.sources(image, "lead")["fallback"].url),
            "contentUrl": absolute(image.original_url),
            "caption": caption,
            "creditText": image.credit,
            "copyrightNotice": f"{image.credit}. {rights}." if image.credit else None,
        }
    )


def known(record: dict) -> dict:
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}
