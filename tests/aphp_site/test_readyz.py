"""/readyz: one word for strangers that no hidden thing changes; everything for those who have the token."""

from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext

from newsroom import clock, delivery, outbox, publisher
from newsroom.models import AlertDelivery, BilingualPage, FailedPublication, Heartbeat, OutboxEntry
from tests import factories
from tests.newsroom.alerts.people import subscriber
from tests.newsroom.test_publisher import change, poison

HOUR, MINUTES = timedelta(hours=1), timedelta(minutes=3)
TOKEN = "a-long-token"


@pytest.fixture
def watched(site, settings):
    """Workers have just done their rounds, on whatever hour the clock shows."""
    settings.READYZ_TOKEN = TOKEN
    beat()
    return site


def beat() -> None:
    for worker in Heartbeat.Worker:
        Heartbeat.beat(worker)


def ask(client, **headers):
    return client.get("/readyz", headers=headers)


def told(client) -> dict:
    return ask(client, authorization=f"Bearer {TOKEN}").json()


def wrong(client) -> list[str]:
    return [name for name, finding in told(client)["checks"].items() if not finding["ok"]]


def test_a_stranger_is_told_one_word(watched, client):
    response = ask(client)
    assert (response.status_code, response.content) == (200, b"ready\n")
    assert response.headers["Cache-Control"] == "no-store"
    assert client.head("/readyz").status_code == 200
    assert client.post("/readyz").status_code == 405


@pytest.mark.parametrize("header", ["authorization", "x-readyz-token"])
@pytest.mark.parametrize("given", ["", "wrong", "é", TOKEN])
def test_details_need_the_token(watched, client, header, given):
    value = f"Bearer {given}" if header == "authorization" else given
    response = ask(client, **{header: value})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == ("application/json" if given == TOKEN else "text/plain")
    assert response.headers["Cache-Control"] == "no-store"


def test_without_a_token_in_the_settings_nobody_has_one(watched, client, settings):
    settings.READYZ_TOKEN = ""
    assert ask(client, authorization="Bearer ").content == b"ready\n"


@pytest.mark.parametrize(
    ("address", "headers", "is_told"),
    [
        ("10.1.2.3", {}, True),
        ("10.1.2.3", {"x-forwarded-for": "203.0.113.9"}, False),
        ("203.0.113.9", {}, False),
        ("", {}, False),
    ],
)
def test_inner_addresses_are_told_too_unless_a_proxy_speaks_for_somebody(
    watched, client, settings, address, headers, is_told
):
    settings.READYZ_INNER_NETWORKS = [ip_network("10.0.0.0/8")]
    response = client.get("/readyz", headers=headers, REMOTE_ADDR=address)
    assert ("checks" in response.content.decode()) is is_told


def test_everything_well_is_said_in_full(watched, client):
    answer = told(client)
    assert answer["status"] == "ready"
    assert list(answer["checks"]) == [
        *("migrations", "publisher", "overdue", "late_changes", "late_expiries"),
        *("failed_pages", "outbox_worker", "outbox", "request_mails", "alerts", "guesses"),
    ]


def test_a_publisher_that_is_silent_is_told_to_everybody(watched, client):
    with clock.shifted(MINUTES):
        assert ask(client).status_code == 503
        assert wrong(client) == ["publisher", "outbox_worker"]
    Heartbeat.objects.all().delete()
    assert ask(client).content == b"unavailable\n"


def test_a_migration_that_is_missing_is_told_to_everybody(watched, client):
    MigrationRecorder(connection).migration_qs.filter(app="newsroom").order_by("-name")[:1].get().delete()
    assert ask(client).status_code == 503
    assert told(client)["checks"]["migrations"]["missing"][0].startswith("newsroom.")


def test_a_database_that_is_gone_is_told_and_is_no_error(watched, client, monkeypatch):
    def gone(*args, **kwargs):
        raise DatabaseError

    with connection.execute_wrapper(gone):
        assert ask(client).status_code == 503
        assert told(client) == {
            "status": "unavailable",
            "checks": {"database": {"ok": False, "error": "DatabaseError"}},
        }


def test_a_release_that_readers_see_and_that_is_not_durable_is_told_to_everybody(watched, client):
    page = factories.scheduled_release(watched)
    with clock.shifted(HOUR + MINUTES):
        beat()
        assert ask(client).status_code == 503
        assert told(client)["checks"]["overdue"] == {"ok": False, "pages": [page.pk]}
        publisher.run()
        assert ask(client).status_code == 200


def unapproved(site):
    factories.draft_release(site, published_at=factories.minute(2 * HOUR))


def waiting(site):
    factories.scheduled_release(site, 2 * HOUR)


def below_a_hidden_page(site):
    page = factories.scheduled_release(site, HOUR)
    other = factories.add(site.home, type(site.newsroom)(title_fr="Autre", slug="autre"))
    page.move(other, pos="last-child")


def late_change(site):
    change(factories.public_release(site), HOUR)


def late_expiry(site):
    factories.public_release(site, expire_at=factories.minute(HOUR))


def poisoned_change(site):
    page = change(factories.public_release(site), HOUR)
    poison(page)
    FailedPublication.objects.create(page_id=page.pk, error_class="ValueError")


def warning_that_was_given_up(site):
    factories.draft_release(site, published_at=factories.minute(2 * HOUR))
    outbox.record_notices()
    OutboxEntry.objects.filter(consequence="not_approved").update(next_attempt_at=None)


HIDDEN = {
    unapproved: [],
    waiting: [],
    below_a_hidden_page: [],
    late_change: ["late_changes"],
    late_expiry: ["late_expiries"],
    poisoned_change: ["late_changes", "failed_pages"],
    warning_that_was_given_up: ["outbox"],
}


@pytest.mark.parametrize("make", HIDDEN, ids=lambda make: make.__name__)
def test_nothing_hidden_changes_what_a_stranger_is_told(watched, client, make):
    ask(client)
    make(watched)
    OutboxEntry.objects.filter(consequence__in=["published_mail", "alerts"]).update(delivered_at=clock.now())
    with clock.shifted(HOUR + MINUTES):
        beat()
        with CaptureQueriesContext(connection) as queries:
            response = ask(client)
        assert (response.status_code, response.content, len(queries)) == (200, b"ready\n", 3)
        assert wrong(client) == HIDDEN[make]


def test_mail_that_does_not_leave_is_told_to_operators(watched, client):
    page = factories.public_release(watched)
    assert told(client)["checks"]["outbox"] == {"ok": True, "waiting": 2, "late": 0, "given_up": 0}
    with clock.shifted(HOUR):
        beat()
        assert told(client)["checks"]["outbox"]["late"] == 2
        delivery.run()
        assert wrong(client) == []
    OutboxEntry.objects.filter(page=page.pk).update(delivered_at=None, next_attempt_at=None)
    assert told(client)["checks"]["outbox"]["given_up"] == 2


def test_mail_that_is_held_because_its_page_is_hidden_alarms_nobody(watched, client):
    page = factories.public_release(watched)
    BilingualPage.objects.filter(pk=page.pk).update(live=False)
    with clock.shifted(HOUR):
        beat()
        assert wrong(client) == []


def test_being_told_everything_costs_few_queries(watched, client):
    ask(client)
    for _number in range(5):
        factories.public_release(watched)
    with CaptureQueriesContext(connection) as queries:
        told(client)
    assert len(queries) <= 13


def test_no_title_is_told(watched, client):
    page = change(factories.public_release(watched, title_fr="Titre secret"), HOUR)
    poison(page)
    with clock.shifted(HOUR + MINUTES):
        publisher.run()
        text = ask(client, authorization=f"Bearer {TOKEN}").content.decode()
    assert "ValidationError" in text and "secret" not in text


def test_alerts_that_are_late_are_told_to_holders_of_the_token(watched, client):
    page = factories.public_release(watched)
    hidden = factories.unpublished_release(watched)
    delivery.run()
    one = subscriber()
    for release in (page, hidden):
        AlertDelivery.objects.create(subscription=one, release=release, version=1, due_at=clock.now() - HOUR)
    assert wrong(client) == ["alerts"] and ask(client).content == b"ready\n"
    assert told(client)["checks"]["alerts"] == {"ok": False, "waiting": 1, "late": 1, "given_up": 0}
    delivery.run()
    assert wrong(client) == []
