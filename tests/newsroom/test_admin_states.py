"""The admin says of a page what readers see, while no publisher runs: public at its hour, expired at its end."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom import clock, roles
from newsroom.models import FailedPublication
from tests import factories

from .forms import release_form
from .staff import person
from .test_publisher import change, poison

HOUR = timedelta(hours=1)
PUBLIC, SCHEDULED, EXPIRED = "publiée", "programmée", "expirée"


@pytest.fixture
def office(site):
    roles.ensure_roles()
    site.chief, site.officer = person(roles.CHIEF), person(roles.OFFICER)
    return site


def tag(response, page) -> BeautifulSoup:
    """The page's state in a list."""
    html = BeautifulSoup(response.content, "html.parser")
    row = next(row for row in html.select("tr") if page.title_fr in row.get_text())
    return row.select_one(".w-status")


def explorer(office, page):
    return tag(office.officer.get(reverse("wagtailadmin_explore_results", args=[office.newsroom.pk])), page)


def usage(office, page):
    return tag(
        office.officer.get(reverse("wagtailadmin_pages:type_use", args=["newsroom", "pressreleasepage"])),
        page,
    )


def report(office, page):
    return tag(office.officer.get(reverse("newsroom_english_report")), page)


LISTS = [explorer, usage, report]


@pytest.mark.parametrize("list_", LISTS)
def test_a_due_release_is_shown_as_public_with_the_way_to_it(office, list_):
    page = factories.scheduled_release(office, english_ready=False)
    assert SCHEDULED in list_(office, page).get_text()
    with clock.shifted(HOUR):
        state = list_(office, page)
    assert PUBLIC in state.get_text() and SCHEDULED not in state.get_text()
    assert state["href"].endswith(f"/{page.slug}/")


@pytest.mark.parametrize("list_", LISTS)
def test_what_has_expired_is_shown_as_expired(office, list_):
    page = factories.public_release(office, expire_at=factories.minute(HOUR))
    assert PUBLIC in list_(office, page).get_text()
    with clock.shifted(HOUR):
        state = list_(office, page)
    assert EXPIRED in state.get_text() and not state.has_attr("href")


def test_a_due_release_waits_no_longer_on_the_dashboard(office):
    page = factories.scheduled_release(office)
    home = reverse("wagtailadmin_home")
    assert "scheduled-section" in office.chief.get(home).content.decode()
    with clock.shifted(HOUR):
        html = BeautifulSoup(office.chief.get(home).content, "html.parser")
    panel = html.select_one("#scheduled-section")
    assert panel is None or page.title_fr not in panel.get_text()


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_the_editor_makes_it_durable_before_it_opens(office):
    page = factories.scheduled_release(office)
    with clock.shifted(HOUR):
        response = office.chief.client.get(edit(page), follow=True)
    assert response.redirect_chain == [(edit(page), 302)]
    assert factories.fresh(page).live and factories.fresh(page).reference
    assert "Programmé" not in BeautifulSoup(response.content, "html.parser").select_one("main").get_text()


def test_a_late_change_is_made_before_the_editor_opens(office):
    page = change(factories.public_release(office), title_fr="Après")
    with clock.shifted(HOUR):
        html = office.chief.client.get(edit(page), follow=True).content.decode()
    assert 'value="Après"' in html and factories.fresh(page).title_fr == "Après"


def test_a_release_that_the_publisher_cannot_take_is_shown_as_public_and_can_be_mended(office):
    page = factories.scheduled_release(office, slug="blesse")
    poison(page)
    with clock.shifted(HOUR):
        assert office.chief.get(edit(page)).status_code == 200
        assert FailedPublication.objects.get().page_id == page.pk
        assert PUBLIC in explorer(office, page).get_text()
        saved = office.chief.post(edit(page), release_form(page, title_fr="Réparé"))
    assert saved.status_code == 302
    assert factories.fresh(page).get_latest_revision_as_object().title_fr == "Réparé"


def test_its_hour_cannot_be_taken_away_any_more_but_it_can_be_withdrawn(office, client):
    page = factories.scheduled_release(office, slug="retrait")
    unschedule = reverse(
        "wagtailadmin_pages:revisions_unschedule", args=[page.pk, page.scheduled_revision.pk]
    )
    unpublish = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    with clock.shifted(HOUR):
        office.chief.post(unschedule)
        assert client.get("/fr/communiques-de-presse/retrait/").status_code == 200
        assert office.officer.get(unpublish).status_code == 302
        assert office.chief.get(unpublish).status_code == 200
        office.chief.post(unpublish)
        assert client.get("/fr/communiques-de-presse/retrait/").status_code == 404


def test_before_its_hour_the_schedule_can_be_taken_away(office):
    page = factories.scheduled_release(office)
    address = reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, page.scheduled_revision.pk])
    office.chief.post(address)
    assert not factories.fresh(page).approved_schedule


def test_states_cost_no_query_a_row(office):
    costs = []
    address = reverse("wagtailadmin_explore_results", args=[office.newsroom.pk])
    with clock.shifted(HOUR):
        for number in (1, 6):
            for _number in range(number):
                factories.public_release(office, published_at=factories.minute(HOUR))
            with clock.shifted(3 * HOUR):
                office.officer.get(address)
                with CaptureQueriesContext(connection) as queries:
                    office.officer.get(address)
            costs.append(len(queries))
    assert costs[0] == costs[1]
