"""A release is taken back: its addresses say why in both languages, everything else forgets it, nothing brings it back."""

from datetime import timedelta

import pytest
from wagtail.models import PageLogEntry

from newsroom import clock, publisher, visibility, withdrawals, workflow
from newsroom.models import EditorialApproval, PressReleasePage, Withdrawal
from newsroom.roles import ensure_roles
from tests import factories
from tests.crawl import ask

from .forms import publish_from_editor

HOUR = timedelta(hours=1)
Kind = Withdrawal.Kind
REASONS = {"fr": "Un chiffre était faux.", "en": "A figure was wrong."}
FR, EN = "/fr/communiques-de-presse/rein/", "/en/press-releases/kidney/"


@pytest.fixture
def release(site) -> PressReleasePage:
    return factories.english_release(site, slug="rein", slug_en="kidney", title_fr="Reins retrouvés")


def withdraw(release, kind=Kind.ERROR, reasons=REASONS, **fields) -> Withdrawal:
    return withdrawals.withdraw(release, None, kind, reasons, **fields)


@pytest.mark.parametrize(
    ("address", "heading", "reason"),
    [
        (FR, "Communiqué retiré", "Un chiffre était faux."),
        (EN, "Release withdrawn", "A figure was wrong."),
        ("/fr/communiques-de-presse/kidney/", "Communiqué retiré", "Un chiffre était faux."),
        ("/en/press-releases/rein/", "Release withdrawn", "A figure was wrong."),
        (f"{FR}pdf/", "Communiqué retiré", "Un chiffre était faux."),
    ],
)
def test_its_addresses_say_why_in_the_reader_s_language(release, address, heading, reason):
    withdraw(release)
    answer = ask(address)
    page = answer.body.decode()
    assert answer.status == 410 and heading in page and reason in page
    assert "Reins retrouvés" not in page and '<meta name="robots" content="noindex">' in page


def test_a_reason_that_is_not_translated_says_so(release):
    withdraw(release, reasons={"fr": "Un chiffre était faux.", "en": ""})
    assert '<span lang="fr">Un chiffre était faux.</span>' in ask(EN).body.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/fr/",
        "/fr/communiques-de-presse/",
        "/fr/communiques-de-presse/rss/",
        "/fr/communiques-de-presse/atom/",
        "/fr/communiques-de-presse/feed.json",
        "/fr/recherche/?q=reins",
        "/fr/hopitaux/cochin/",
        "/sitemap-1.xml",
        "/api/v2/pages/",
    ],
)
def test_lists_searches_and_feeds_forget_it(release, address):
    shown = ask(address).body
    withdraw(release)
    forgotten = ask(address).body
    assert b"communiques-de-presse/rein/" in shown
    is_feed = address.endswith(
        ("rss/", "atom/", "feed.json")
    )  # they say that it is gone: test_feeds_of_withdrawals
    assert is_feed or b"communiques-de-presse/rein/" not in forgotten
    assert "Reins retrouvés".encode() not in forgotten


def test_its_picture_and_its_document_are_gone(site):
    picture, document = factories.picture(), factories.document()
    release = factories.public_release(site, lead_image=picture, body_fr=[("document", document)])
    assert ask(picture.file.url).status == ask(document.file.url).status == 200
    withdraw(release)
    assert ask(picture.file.url).status == ask(document.file.url).status == 410


def test_a_merged_release_leads_to_the_other_in_each_language(site, release):
    other = factories.english_release(site, slug="reins", slug_en="kidneys")
    withdraw(release, Kind.MERGED, {}, merged_into=other)
    for address, target in ((FR, "/fr/communiques-de-presse/reins/"), (EN, "/en/press-releases/kidneys/")):
        answer = ask(address)
        assert answer.status == 301 and dict(answer.headers)["location"] == target


def test_a_merged_release_does_not_lead_to_what_is_hidden(site, release):
    other = factories.english_release(site, slug="reins", slug_en="kidneys")
    withdraw(release, Kind.MERGED, {}, merged_into=other)
    other.unpublish()
    answer = ask(FR)
    assert answer.status == 410 and b"reins/" not in answer.body


def merge(release, other) -> None:
    withdraw(factories.fresh(release), Kind.MERGED, {}, merged_into=other)


def test_a_chain_of_mergers_leads_to_the_first_that_readers_see(site, release):
    second, third = (factories.english_release(site, slug=f"reins-{number}") for number in (2, 3))
    merge(release, second)
    merge(second, third)
    answer = ask(FR)
    assert answer.status == 301
    assert dict(answer.headers)["location"] == "/fr/communiques-de-presse/reins-3/"


def test_releases_merged_into_one_another_lead_nowhere(site, release):
    second = factories.english_release(site, slug="reins-2")
    merge(release, second)
    merge(second, release)
    assert ask(FR).status == ask("/fr/communiques-de-presse/reins-2/").status == 410


def test_its_aliases_say_it_too_and_come_back_with_it(release):
    alias = release.create_alias(update_slug="alias")
    address = "/fr/communiques-de-presse/alias/"
    assert ask(address).status == 200
    withdraw(factories.fresh(release))
    assert ask(address).status == 410 and "Un chiffre était faux." in ask(address).body.decode()
    factories.publish(factories.fresh(release))
    assert ask(address).status == 200 and not factories.fresh(alias).withdrawals.exists()


def test_old_addresses_say_it_too(site, release):
    release.slug = "reins"
    release.save_revision().publish()
    assert ask(FR).status == 301
    withdraw(factories.fresh(release))
    assert ask(FR).status == ask("/fr/communiques-de-presse/reins/").status == 410


def test_what_no_publisher_has_made_durable_can_be_withdrawn(site):
    page = factories.scheduled_release(site, slug="rein")
    with clock.shifted(HOUR):
        assert ask(FR).status == 200 and not factories.fresh(page).live
        withdraw(page)
        publisher.run()
        assert ask(FR).status == 410


def test_what_readers_do_not_see_can_not(site):
    page = factories.scheduled_release(site, slug="rein")
    with pytest.raises(withdrawals.NotPublic):
        withdraw(page)
    assert ask(FR).status == 404 and factories.fresh(page).scheduled_revision
    assert not Withdrawal.objects.exists()


def test_its_schedule_is_cleared(release):
    draft = release.get_latest_revision_as_object()
    draft.go_live_at, draft.expire_at = factories.minute(HOUR), factories.minute(3 * HOUR)
    draft.save_revision().publish()
    withdraw(release)
    page = factories.fresh(release)
    latest = page.get_latest_revision_as_object()
    assert [page.go_live_at, page.expire_at, latest.go_live_at, latest.expire_at] == [None] * 4
    with clock.shifted(2 * HOUR):
        publisher.run()
        assert ask(FR).status == 410 and not visibility.due_page_ids()


def test_an_approval_under_way_ends(site, release):
    ensure_roles()
    workflow.ensure_workflow(site.home)
    release.get_workflow().start(release, None)
    withdraw(factories.fresh(release))
    assert factories.fresh(release).current_workflow_state is None
    assert EditorialApproval.objects.exists()


def test_it_may_be_published_again(release):
    withdraw(release)
    factories.publish(factories.fresh(release))
    assert ask(FR).status == ask(EN).status == 200
    factories.fresh(release).unpublish()
    assert ask(FR).status == 404


def test_it_may_be_published_again_from_the_editor(release, editor):
    withdraw(release)
    publish_from_editor(editor, factories.fresh(release), title_fr="Reins corrigés")
    assert ask(FR).status == 200 and factories.fresh(release).title_fr == "Reins corrigés"


def test_or_by_a_draft_of_it(release):
    withdraw(release)
    draft = factories.fresh(release).get_latest_revision_as_object()
    draft.title_fr = "Reins corrigés"
    draft.save_revision().publish()
    assert ask(FR).status == 200


def test_another_page_may_have_its_address(site, release):
    withdraw(release)
    PressReleasePage.objects.filter(pk=release.pk).update(slug="autre", url_path="/accueil/x/autre/")
    factories.public_release(site, slug="rein")
    assert ask(FR).status == 200 and ask(EN).status == 410


def test_it_is_written_down(release, django_user_model):
    chief = django_user_model.objects.create_superuser("chief")
    withdrawals.withdraw(release, chief, Kind.WITHDRAWN, REASONS)
    entry = PageLogEntry.objects.get(page=release.pk, action="newsroom.withdraw")
    assert entry.user == chief
    assert entry.data == {"kind": "withdrawn", "reason": "Un chiffre était faux."}
