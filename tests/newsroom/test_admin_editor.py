"""The editor: a pre-filled release, two languages whatever the profile, previews, the French structure."""

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from newsroom import roles, workflow
from newsroom.models import PressReleasePage
from newsroom.paris import to_paris
from tests import factories

from .staff import form_data, person


@pytest.fixture
def office(site):
    roles.ensure_roles()
    workflow.ensure_workflow(site.home)
    site.chief, site.officer = person(roles.CHIEF), person(roles.OFFICER)
    site.correspondent = person(roles.CORRESPONDENT, hospitals=[site.necker])
    factories.release_type()
    return site


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add(site) -> str:
    return reverse("wagtailadmin_pages:add", args=["newsroom", "pressreleasepage", site.newsroom.pk])


def test_dashboard_leads_to_a_new_release_in_one_click(office):
    assert f'href="{add(office)}"' in office.officer.get(reverse("wagtailadmin_home")).content.decode()


def test_new_release_is_prefilled(office):
    data = form_data(office.officer.get(add(office)))
    assert data["place_fr"] == data["place_en"] == "Paris"
    assert data["press_office"] == str(office.office.pk)
    assert data["release_type"] == str(factories.release_type().pk)
    assert data["published_at"].endswith(("0", "5"))
    assert data["published_at"][:10] == f"{to_paris(factories.minute()):%d/%m/%Y}"
    assert "About" in data["boilerplate_en"]
    assert "À propos" in data["boilerplate_fr"] or "\\u00c0 propos" in data["boilerplate_fr"]


def test_new_release_of_a_correspondent_names_their_hospital(office):
    data = form_data(office.correspondent.get(add(office)))
    assert data["hospital_links-0-hospital"] == str(office.necker.pk)


def test_correspondent_cannot_give_the_lead_to_another_hospital(office):
    draft = factories.draft_release(office, hospitals=[office.necker])
    opened = office.correspondent.get(edit(draft))
    changes = {"title_fr": "Pour un autre", "hospital_links-0-hospital": str(office.cochin.pk)}
    answer = office.correspondent.post(edit(draft), form_data(opened, **changes))
    assert answer.status_code == 200
    assert "Pour un autre" in answer.content.decode()
    assert factories.fresh(draft).lead_hospital == office.necker


def test_prefilled_release_is_saved_as_it_was_shown(office):
    data = form_data(office.officer.get(add(office)), title_fr="Nouveau", slug="nouveau", summary_fr="Résumé")
    office.officer.post(add(office), data)
    release = PressReleasePage.objects.get(slug="nouveau")
    assert (release.place_fr, release.press_office_id, release.live) == ("Paris", office.office.pk, False)


@pytest.mark.parametrize("profile", ["fr", "en"])
def test_autosave_keeps_both_languages_apart(office, profile):
    UserProfile.get_for_user(office.officer.user)
    UserProfile.objects.filter(user=office.officer.user).update(preferred_language=profile)
    draft = factories.draft_release(
        office, **factories.english_fields(english_ready=False, title_en="English title")
    )
    opened = office.officer.get(edit(draft))
    data = form_data(opened, title_fr="Titre français", summary_en="English summary")
    saved = office.officer.client.post(edit(draft), data, headers={"accept": "application/json"})
    assert saved.json()["success"] is True
    release = factories.fresh(draft)
    assert (release.title_fr, release.title_en) == ("Titre français", "English title")
    assert (release.summary_en, release.slug) == ("English summary", draft.slug)


def test_profile_cannot_hold_another_language_than_french(office):
    profile = UserProfile.get_for_user(office.officer.user)
    profile.preferred_language = "en"
    profile.save()
    assert '<html lang="fr"' in office.officer.get(reverse("wagtailadmin_home")).content.decode()


SCREENS = [
    "wagtailadmin_home",
    "wagtailadmin_account",
    "wagtailimages:index",
    "wagtaildocs:index",
    "newsroom_team",
]


@pytest.mark.parametrize("screen", SCREENS)
def test_screen_speaks_french_and_calls_no_outside_host(office, screen):
    text = person(roles.ADMINISTRATOR).get(reverse(screen)).content.decode()
    assert '<html lang="fr"' in text
    for host in ("gravatar", "wagtail.io/", "releases.wagtail", "googleapis", "cdn."):
        assert host not in text


def test_editor_calls_no_outside_host(office):
    text = office.officer.get(edit(factories.draft_release(office))).content.decode()
    assert 'src="http' not in text
    assert 'href="http://localhost' in text or 'rel="stylesheet" href="http' not in text


@pytest.mark.parametrize(
    ("mode", "language", "words"), [("", "fr", "Texte français"), ("en", "en", "English text")]
)
def test_preview_shows_the_language_asked_for(office, mode, language, words):
    draft = factories.draft_release(office, **factories.english_fields(english_ready=False))
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk])
    office.officer.post(preview, form_data(office.officer.get(edit(draft))))
    response = office.officer.get(preview, {"mode": mode})
    assert words in response.content.decode()
    assert response.headers["Content-Language"] == language


def test_editor_offers_the_preview_on_a_phone_and_in_both_languages(office):
    text = office.officer.get(edit(factories.draft_release(office))).content.decode()
    assert 'data-device-width="375"' in text
    assert ">Anglais<" in text.replace("\n", "").replace(" ", "") or 'value="en"' in text


def copy(somebody, page):
    return somebody.post(reverse("newsroom_copy_structure", args=[page.pk]))


def test_french_structure_fills_the_empty_english_body(office):
    draft = factories.draft_release(office, place_fr="Paris")
    copy(office.officer, draft)
    copied = factories.fresh(draft).get_latest_revision_as_object()
    assert [block.block_type for block in copied.body_en] == ["heading", "text"]
    assert {block.id for block in copied.body_en}.isdisjoint({block.id for block in copied.body_fr})
    assert (copied.place_en, copied.english_ready, copied.title_en) == ("Paris", False, None)


def test_french_structure_never_overwrites_english_text(office):
    draft = factories.draft_release(office, **factories.english_fields(english_ready=False))
    copy(office.officer, draft)
    assert factories.fresh(draft).get_latest_revision_as_object().body_en[0].value == "Heading"


def test_french_structure_of_a_public_page_stays_a_draft(office):
    release = factories.public_release(office)
    copy(office.officer, release)
    assert not factories.fresh(release).body_en
    assert factories.fresh(release).get_latest_revision_as_object().body_en


def test_french_structure_is_not_for_those_who_may_not_edit(office):
    draft = factories.draft_release(office, hospitals=[office.cochin])
    copy(office.correspondent, draft)
    assert not factories.fresh(draft).get_latest_revision_as_object().body_en


def test_french_structure_is_copied_by_post_only(office):
    draft = factories.draft_release(office)
    address = reverse("newsroom_copy_structure", args=[draft.pk])
    assert office.officer.get(address).status_code == 405
    assert address in office.officer.get(edit(draft)).content.decode()
