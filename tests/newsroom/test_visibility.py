"""The one rule: which states are visible, what is shown meanwhile, and what is given at the lift."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from newsroom import clock, visibility
from newsroom.models import PressReleasePage

from .. import factories

FR, EN = "/fr/communiques-de-presse/", "/en/press-releases/"
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("state", "is_visible"),
    [
        ("draft", False),
        ("public", True),
        ("english", True),
        ("scheduled", False),
        ("unpublished", False),
        ("expired", False),
    ],
)
def test_each_state_is_visible_or_not_everywhere(site, client, state, is_visible):
    page = getattr(factories, f"{state}_release")(site, title_fr="Alouette zibeline", slug="zibeline")
    assert visibility.is_visible(page) is is_visible
    assert (client.get(f"{FR}zibeline/").status_code == 200) is is_visible
    for path in (FR, f"{FR}rss/", "/fr/", "/fr/recherche/?q=zibeline", "/fr/hopitaux/cochin/"):
        assert ("Alouette" in client.get(path).content.decode()) is is_visible, path
    assert ("zibeline" in client.get("/sitemap.xml").content.decode()) is is_visible


def test_a_release_appears_at_its_hour_with_nothing_running(site, client):
    factories.scheduled_release(
        site, slug="secret", slug_en="secret-en", title_fr="Secret", title_en="Hidden"
    )
    assert client.get(f"{FR}secret/").status_code == 404
    with clock.shifted(HOUR):
        assert "<h1>Secret</h1>" in client.get(f"{FR}secret/").content.decode()
        assert "<h1>Hidden</h1>" in client.get(f"{EN}secret-en/").content.decode()
        assert "Hidden" in client.get(EN).content.decode()


def test_the_approved_text_is_shown_whatever_was_saved_after(site, client):
    page = factories.scheduled_release(site, slug="secret", title_fr="Approuvé")
    draft = page.get_latest_revision_as_object()
    draft.title_fr = draft.summary_fr = "Brouillon"
    draft.save()
    revision = draft.save_revision()
    draft.title_fr = "Sauvegarde automatique"
    draft.save()
    draft.save_revision(overwrite_revision=revision)
    with clock.shifted(HOUR):
        for path in (f"{FR}secret/", FR, f"{FR}rss/", "/fr/recherche/?q=approuve"):
            html = client.get(path).content.decode()
            assert "Approuvé" in html, path
            assert "Brouillon" not in html and "Sauvegarde" not in html, path


def test_an_approved_revision_is_never_overwritten(site):
    page = factories.scheduled_release(site, title_fr="Approuvé")
    approved = page.scheduled_revision
    page.title_fr = "Autre"
    saved = page.save_revision(overwrite_revision=approved)
    approved.refresh_from_db()
    assert saved.pk != approved.pk
    assert approved.approved_go_live_at is not None
    assert approved.content["title_fr"] == "Approuvé"


def test_a_correction_after_the_hour_starts_from_the_public_page(site):
    page = factories.scheduled_release(site, title_fr="Approuvé")
    with clock.shifted(HOUR):
        draft = factories.fresh(page).get_latest_revision_as_object()
        draft.title_fr = "Corrigé"
        draft.save_revision().publish()
    page = factories.fresh(page)
    assert (page.live, page.title_fr) == (True, "Corrigé")


def test_rescheduling_a_visible_page_does_not_hide_it(site, client):
    page = factories.scheduled_release(site, slug="secret", title_fr="Premier texte")
    with clock.shifted(HOUR):
        draft = factories.fresh(page).get_latest_revision_as_object()
        draft.title_fr = "Texte suivant"
        draft.go_live_at = factories.minute(timedelta(days=1))
        draft.save_revision().publish()
        assert "Premier texte" in client.get(f"{FR}secret/").content.decode()


def test_what_is_visible_by_the_clock_can_be_withdrawn(site, client):
    page = factories.scheduled_release(site, slug="secret")
    with clock.shifted(HOUR):
        factories.fresh(page).unpublish()
        assert client.get(f"{FR}secret/").status_code == 404


def test_a_cancelled_schedule_never_lifts(site, client):
    page = factories.scheduled_release(site, slug="secret")
    revision = page.scheduled_revision
    revision.approved_go_live_at = None
    revision.save()
    with clock.shifted(HOUR):
        assert client.get(f"{FR}secret/").status_code == 404


def test_expiry_hides_by_the_clock(site, client):
    factories.public_release(site, slug="bref", expire_at=factories.minute(HOUR))
    assert client.get(f"{FR}bref/").status_code == 200
    with clock.shifted(HOUR):
        assert client.get(f"{FR}bref/").status_code == 404


@pytest.mark.parametrize("above", ["newsroom", "home"])
def test_a_page_below_a_hidden_one_is_hidden(site, client, above):
    page = factories.public_release(site, slug="enfant")
    parent = factories.fresh(getattr(site, above))
    parent.live = False
    parent.save()
    assert not visibility.is_visible(page)
    assert client.get(f"{FR}enfant/").status_code == 404


@pytest.mark.parametrize("where", ["page", "section"])
@pytest.mark.parametrize("kind", ["password", "login", "groups"])
def test_a_restricted_page_is_hidden(site, client, where, kind):
    page = factories.public_release(site, slug="prive")
    target = page if where == "page" else site.newsroom
    restriction = PageViewRestriction.objects.create(page=target, restriction_type=kind, password="x")
    restriction.groups.set([Group.objects.create(name="g")])
    assert not visibility.is_visible(page)
    assert client.get(f"{FR}prive/").status_code == 404


def test_english_lists_and_counts_hold_english_only(site, client):
    factories.english_release(site, title_en="Translated")
    factories.public_release(site, title_fr="Seulement")
    html = client.get(EN).content.decode()
    assert "Translated" in html and "Seulement" not in html and "1 release<" in html
    assert "2 communiqués" in client.get(FR).content.decode()


def test_a_hidden_hospital_shows_on_no_release(site, client):
    factories.public_release(site, slug="accord")
    factories.fresh(site.cochin).unpublish()
    html = client.get(f"{FR}accord/").content.decode()
    assert "Cochin" not in html


class TestReferences:
    def test_given_at_publication_and_kept(self, site):
        page = factories.public_release(site)
        first = page.reference
        page.save_revision().publish()
        assert first and factories.fresh(page).reference == first

    def test_none_before_the_hour_nor_until_it_is_durable(self, site, client):
        page = factories.scheduled_release(site, slug="secret")
        assert factories.fresh(page).reference is None
        with clock.shifted(HOUR):
            assert 'class="reference"' not in client.get(f"{FR}secret/").content.decode()

    def test_numbers_follow_each_other_without_a_hole(self, site):
        factories.scheduled_release(site)
        factories.draft_release(site)
        numbers = [int(factories.public_release(site).reference.rpartition("-")[2]) for _ in range(3)]
        assert numbers == [1, 2, 3]

    def test_a_withdrawn_number_is_not_given_again(self, site):
        factories.public_release(site).delete()
        assert factories.public_release(site).reference.endswith("-002")

    def test_the_year_is_that_of_paris(self, site):
        from datetime import UTC, datetime

        page = factories.public_release(site, published_at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
        assert page.reference == "CP-2026-001"


class TestReleaseClock:
    def test_a_future_time_alone_schedules(self, site):
        page = factories.public_release(site, published_at=factories.minute(HOUR))
        assert (page.live, page.go_live_at) == (False, page.published_at)

    def test_the_later_of_publication_and_embargo_is_shown(self, site):
        embargo = factories.minute(2 * HOUR)
        page = factories.public_release(site, published_at=factories.minute(HOUR), embargo_until=embargo)
        assert page.published_at == page.go_live_at == embargo

    def test_a_past_date_is_kept(self, site):
        past = factories.minute(-timedelta(days=400))
        page = factories.public_release(site, published_at=past)
        assert (page.live, page.published_at) == (True, past)

    def test_an_embargo_with_seconds_is_refused(self, site):
        from django.core.exceptions import ValidationError

        with pytest.raises(ValidationError, match="minute"):
            factories.draft_release(site, embargo_until=factories.minute(HOUR) + timedelta(seconds=5))


def test_the_boilerplate_is_frozen_at_publication(site):
    from newsroom.models import Boilerplate

    page = factories.public_release(site)
    Boilerplate.objects.create(valid_from="2021-01-01", text_fr="<p>Nouveau</p>", text_en="<p>New</p>")
    page.save_revision().publish()
    assert PressReleasePage.objects.get(pk=page.pk).boilerplate_fr == "<p>À propos</p>"


def test_a_link_in_a_text_tells_no_hidden_address(site, client):
    hidden = factories.draft_release(site, slug="secret")
    link = f'<p>Voir <a linktype="page" id="{hidden.pk}">ce texte</a> et <a linktype="page" id="{site.cochin.pk}">Cochin</a>.</p>'
    factories.public_release(site, slug="accord", body_fr=[("text", link)])
    html = client.get(f"{FR}accord/").content.decode()
    assert "ce texte" in html and "secret" not in html
    assert 'href="/fr/hopitaux/cochin/"' in html


def test_a_quote_names_no_hidden_hospital(site, client):
    quote = {"text": "Mots", "speaker": "Dr X", "role": "", "hospital": site.necker}
    factories.public_release(site, slug="accord", body_fr=[("quote", quote)])
    factories.fresh(site.necker).unpublish()
    html = client.get(f"{FR}accord/").content.decode()
    assert "Mots" in html and "Necker" not in html


def test_an_english_name_that_is_not_public_is_shown_nowhere(site, client):
    page = factories.fresh(site.necker)
    page.title_en, page.english_ready = "Unapproved words", False
    page.save_revision().publish()
    for path in (
        "/en/",
        EN,
        "/en/directory/",
        "/en/directory/?q=unapproved",
        "/en/suggestions/?q=necker",
        "/en/hospitals/",
    ):
        assert "Unapproved words" not in client.get(path).content.decode(), path
