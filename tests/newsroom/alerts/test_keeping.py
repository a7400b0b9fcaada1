"""How long what is kept of subscribers is kept, the commands, the daily round; and that no stranger sees anything of it."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from newsroom import clock, delivery
from newsroom.alerts import keeping, links, subscribing
from newsroom.models import AlertDelivery, AlertRequest, AlertSubscription, SuppressedAddress
from tests import factories
from tests.crawl import ask, crawl, differences

from .people import DAY, HOUR, subscriber

State = AlertSubscription.State

# What is kept in which state, for how many days.
KEPT = [
    ("unconfirmed", {"state": State.UNCONFIRMED, "confirmed_at": None}, 7),
    ("ended", {"state": State.ENDED}, 30),
    ("bounced", {"state": State.BOUNCED}, 30),
]


@pytest.mark.parametrize(("what", "fields", "days"), KEPT, ids=[row[0] for row in KEPT])
def test_it_is_purged_when_its_time_is_over_and_not_before(db, what, fields, days):
    subscriber(**fields)
    kept = subscriber()
    with clock.shifted(days * DAY - HOUR):
        keeping.purge()
        assert AlertSubscription.objects.count() == 2
    with clock.shifted(days * DAY + HOUR):
        keeping.purge()
        assert AlertSubscription.objects.get() == kept


def test_who_was_not_heard_of_for_three_years_is_asked_and_then_purged(site):
    silent, answering = subscriber("silent@example.org"), subscriber("answers@example.org")
    with clock.shifted(3 * 365 * DAY + DAY):
        recent = subscriber("recent@example.org")
        assert keeping.purge()["asked"] == 2
        delivery.run()
        assert {one.to[0] for one in mail.outbox} == {silent.email, answering.email}
        assert "voulez-vous garder" in mail.outbox[0].subject
        assert links.link_of(silent, links.MANAGE) in "".join(one.body for one in mail.outbox)
    with clock.shifted(3 * 365 * DAY + 2 * DAY):
        assert keeping.purge()["asked"] == 0  # once
        subscribing.keep(answering)
    with clock.shifted(3 * 365 * DAY + 40 * DAY):
        keeping.purge()
        assert set(AlertSubscription.objects.all()) == {answering, recent}


def test_what_was_sent_is_kept_for_a_year_and_requests_for_a_day(site):
    subscriber()
    factories.public_release(site)
    delivery.run()
    AlertRequest.objects.create(asked_at=clock.now(), network_hash="x", address_hash="y")
    with clock.shifted(2 * DAY):
        keeping.purge()
        assert (AlertDelivery.objects.count(), AlertRequest.objects.count()) == (1, 0)
    with clock.shifted(366 * DAY):
        keeping.purge()
        assert not AlertDelivery.objects.exists()


def test_the_worker_does_it_once_a_day(site):
    subscriber(state=State.UNCONFIRMED, confirmed_at=None)
    delivery.run()
    with clock.shifted(8 * DAY):
        delivery.run()
        assert not AlertSubscription.objects.exists()
        subscriber(state=State.UNCONFIRMED, confirmed_at=None, state_since=clock.now() - 8 * DAY)
        delivery.run()
        assert AlertSubscription.objects.count() == 1  # tomorrow
    with clock.shifted(9 * DAY + HOUR):
        delivery.run()
        assert not AlertSubscription.objects.exists()


def test_the_commands(db, capsys):
    subscriber("lea@example.org", query="type=etude")
    call_command("export_subscriber", "LEA@example.org")
    assert json.loads(capsys.readouterr().out)["subscriptions"][0]["query"] == "type=etude"
    call_command("erase_subscriber", "lea@example.org")
    assert SuppressedAddress.objects.count() == 1 and not AlertSubscription.objects.exists()
    call_command("erase_subscriber", "lea@example.org", allow_again=True)
    call_command("purge_subscribers")
    assert not SuppressedAddress.objects.exists()
    assert capsys.readouterr().out.splitlines()[:2] == ["1 erased.", "May be asked for again."]


def test_no_address_of_a_subscriber_stands_in_a_log(site, caplog, settings):
    caplog.set_level("INFO")
    subscriber("lea@example.org")
    factories.public_release(site)
    delivery.run()
    keeping.purge()
    assert mail.outbox and "lea@" not in caplog.text


PUBLIC = [
    *("/fr/alertes/", "/en/alerts/?hospital=cochin", "/fr/alertes/?sent=1", "/fr/communiques-de-presse/"),
    *("/fr/recherche/", "/fr/", "/readyz", "/fr/alertes/gerer/guessed/"),
]


def test_nothing_public_depends_on_who_is_subscribed(site):
    page = factories.public_release(site)
    delivery.run()
    crawl(PUBLIC)
    before = crawl(PUBLIC)
    for state in State:
        subscriber(state=state, query="hospital=cochin")
    AlertDelivery.objects.create(
        subscription=subscriber(), release=page, version=1, due_at=clock.now() - timedelta(days=2)
    )
    assert not differences(before, crawl(PUBLIC))


def test_the_preview_shows_what_readers_see_and_no_more(site):
    shown = factories.public_release(site, title_fr="Au grand jour")
    factories.scheduled_release(site, title_fr="Sous embargo")
    factories.unpublished_release(site, title_fr="Retiré")
    page = ask("/fr/alertes/?type=communique").body.decode()
    assert shown.title_fr in page and "Sous embargo" not in page and "Retiré" not in page
