"""What the search finds is what readers may see at that instant: no more, no less, in every state."""

from datetime import timedelta

import pytest
from wagtail.models import PageViewRestriction

from newsroom import clock, roles, workflow
from newsroom.models import BilingualPage, HomePage, PressReleasePage
from search import content_rows, finding
from search.models import ContentRow
from tests import factories
from tests.directory_factories import PractitionerFactory, ServiceFactory
from tests.kept import kept
from tests.newsroom.hidden import SecretFiles, hide_everything

HOUR = timedelta(hours=1)


def found(language: str) -> set[int]:
    place = finding.Place(by_date=True, size=500)
    return {hit.page_id for hit in finding.find("", language, place=place).hits}


def visible(language: str) -> set[int]:
    pages = BilingualPage.objects.visible_in(language).exclude(pk__in=HomePage.objects.values("pk"))
    return set(pages.exclude(depth=1).values_list("pk", flat=True))


@pytest.fixture(scope="class")
def every_state(django_db_setup, django_db_blocker):
    with kept(django_db_blocker) as site:
        _write_every_state(site)
        yield


def _write_every_state(site) -> None:
    factories.public_release(site, slug="chirurgie")
    factories.english_release(site, slug="retire", slug_en="taken-back").unpublish()
    roles.ensure_roles()
    workflow.ensure_workflow(site.home)
    PractitionerFactory(
        service=ServiceFactory(hospital=site.cochin, slug="coeur-cochin"), slug="camille-connue"
    )
    files = SecretFiles(factories.picture(), factories.picture(title="Logo"), factories.document())
    hide_everything(site, files)
    factories.english_release(site, english_go_live_at=factories.minute(HOUR))
    factories.public_release(site, **factories.english_fields(english_ready=False))
    factories.english_release(site, expire_at=factories.minute(HOUR))


@pytest.mark.django_db
class TestEveryState:
    """Releases and pages in all of them."""

    @pytest.mark.parametrize("language", ["fr", "en"])
    @pytest.mark.parametrize("hours", [0, 2, 50, 80])
    def test_what_is_found_is_what_may_be_seen(self, every_state, language, hours):
        with clock.shifted(timedelta(hours=hours)):
            assert visible(language)
            assert found(language) == visible(language)

    def test_nothing_is_indexed_from_drafts(self, every_state):
        rows = ContentRow.objects.filter(kind="release")
        drafts = PressReleasePage.objects.exclude(content_rows.approved())
        assert drafts.exists()
        assert not rows.filter(page_id__in=drafts.values("pk")).exists()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_below_a_page_that_is_hidden_nothing_is_found(site, language):
    factories.english_release(site)
    expires = factories.fresh(site.newsroom)
    expires.expire_at = factories.minute(HOUR)
    expires.save_revision().publish()
    assert found(language) == visible(language)
    with clock.shifted(2 * HOUR):
        assert found(language) == visible(language)
        assert not ContentRow.objects.filter(page_id__in=found(language), kind="release").exists()


def test_a_restriction_hides_at_once_what_is_below_it(site):
    factories.english_release(site)
    PageViewRestriction.objects.create(page=site.newsroom, restriction_type=PageViewRestriction.LOGIN)
    assert found("fr") == visible("fr")


def test_a_draft_of_a_public_release_changes_no_row(site):
    release = factories.public_release(site, title_fr="Avant")
    release.title_fr = "Après"
    release.save_revision()
    assert ContentRow.objects.get(page_id=release.pk).heading == "Avant"


def test_a_scheduled_release_is_found_at_its_hour_with_nothing_running(site, client):
    release = factories.scheduled_release(site, title_fr="Greffe secrète", title_en="Secret graft")
    hour = release.go_live_at - clock.now()
    for address, words in (("/fr/recherche/", "secrete"), ("/en/search/", "graft")):
        with clock.shifted(hour - timedelta(seconds=5)):
            assert client.get(address, {"q": words}).context["total"] == 0
        with clock.shifted(hour + timedelta(seconds=1)):
            assert client.get(address, {"q": words}).context["total"] == 1
