"""Whoever changes the words of a public release is asked to say so to readers, or that only typing was put right."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, rich_text

from tests import factories
from tests.newsroom.forms import publish_from_editor, release_form

NOTE = {"corrected_at": "2026-11-25 10:00", "kind": "major", "note_fr": "313 et non 312.", "note_en": ""}
SAME = {"boilerplate_fr": rich_text("<p>À propos</p>"), "boilerplate_en": rich_text("<p>About</p>")}


@pytest.fixture
def client(client, db):
    client.force_login(User.objects.create_superuser("chef", "chef@example.org", "x"))
    return client


@pytest.fixture
def page(site):
    body = {"body_fr": [("heading", "Intertitre")], "body_en": [("heading", "Heading")]}
    return factories.english_release(site, title_fr="312 patients", boilerplate_fr="", **body)


ASKED = {
    "a word": ({"title_fr": "313 patients"}, False),
    "a word of the English": ({"title_fr": "312 patients", "summary_en": "Other words."}, False),
    "with a note": ({"title_fr": "313 patients", "corrections": inline_formset([NOTE])}, True),
    "typing only": ({"title_fr": "313 patients", "typing_only": "on"}, True),
    "typography": ({"title_fr": "« 312 » patients"}, True),
    "what is no text": ({"journal": "Autre"}, True),
}


@pytest.mark.parametrize(("changes", "goes_out"), ASKED.values(), ids=ASKED)
def test_a_public_text_that_changes_asks_for_a_note(client, page, changes, goes_out):
    answer = publish_from_editor(client, page, **SAME | {"typing_only": None} | changes)
    assert (answer.status_code == 302) is goes_out
    if not goes_out:
        assert "communiqué public change" in answer.content.decode()
        assert factories.fresh(page).title_fr == "312 patients"


def test_a_draft_of_it_may_be_saved_without(client, page):
    fields = release_form(page, **SAME | {"typing_only": None, "title_fr": "313 patients"})
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.post(address, fields).status_code == 302
    assert factories.fresh(page).get_latest_revision_as_object().title_fr == "313 patients"


def test_a_first_publication_asks_for_nothing(client, site):
    draft = factories.draft_release(site)
    answer = publish_from_editor(client, draft, typing_only=None, title_fr="Premier")
    assert answer.status_code == 302 and factories.fresh(draft).title_fr == "Premier"
