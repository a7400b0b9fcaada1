"""What the release editor posts."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from newsroom.paris import to_paris

INLINES = ("hospital_links", "contacts", "partner_links", "related_links", "corrections")


def _meeting(page) -> dict:
    """The fields of its meeting, as the editor shows them."""
    hours = ("event_starts_at", "event_ends_at", "event_accreditation_until")
    texts = [f"event_{name}_{code}" for name in ("notice", "place", "access") for code in ("fr", "en")]
    return {
        **{name: f"{to_paris(at):%d/%m/%Y %H:%M}" if (at := getattr(page, name)) else "" for name in hours},
        **{name: getattr(page, name) or "" for name in texts},
        "event_state": page.event_state,
        "event_hospital": page.event_hospital_id or "",
        "event_accreditation_address": page.event_accreditation_address,
        "event_stream_url": page.event_stream_url,
    }


def release_form(page, **changes) -> dict:
    """The editor's fields as they stand for `page`, with `changes`; None leaves a field out."""
    fields = {
        "title_fr": page.title_fr,
        "title_en": page.title_en or "",
        "slug": page.slug,
        "slug_en": page.slug_en or "",
        "place_fr": "Paris",
        "place_en": "Paris",
        "summary_fr": page.summary_fr or "",
        "summary_en": page.summary_en or "",
        "body_fr": streamfield([("heading", "Intertitre")]),
        "body_en": streamfield([("heading", "Heading")]),
        "boilerplate_fr": rich_text(""),
        "boilerplate_en": rich_text(""),
        "release_type": page.release_type_id,
        "published_at": "",
        "embargo_until": "",
        "english_go_live_at": "",
        "typing_only": "on",
        "english_ready": "on" if page.english_ready else None,
        "lead_image": "",
        "press_office": "",
        "review": "",
        "journal": "",
        "doi": "",
        "study_title": "",
        **_meeting(page),
        "seo_title_fr": "",
        "seo_title_en": "",
        "search_description_fr": "",
        "search_description_en": "",
        "comments": inline_formset([]),
        **{name: inline_formset([]) for name in INLINES},
    }
    fields |= changes
    return nested_form_data({name: value for name, value in fields.items() if value is not None})


def publish_from_editor(client, page, **changes):
    """Presses "Publish"; an author who publishes alone is asked for a reason and gives one. The last response."""
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    response = client.post(address, release_form(page, **changes) | {"action-publish": "1"})
    alone = reverse("newsroom_publish_alone", args=(page.pk,))
    if response.status_code == 302 and response.headers["Location"] == alone:
        response = client.post(alone, {"reason": "Nobody else is there tonight."})
    return response
