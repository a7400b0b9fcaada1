"""The conversation with mail servers: refusals for good and for now, back-off, one connection for many mails."""

import smtplib

import pytest
from django.core import mail

from newsroom import clock, delivery
from newsroom.alerts import fan_out, hashes, queue, sender
from newsroom.models import AlertDelivery, AlertSubscription, OutboxEntry, SuppressedAddress
from tests import factories
from tests.mail_server import mail_server

from ..test_outbox import BROKEN
from .people import HOUR, about, entries, states, subscriber


def announce(page) -> None:
    """Its rows are there, and nothing is sent yet."""
    fan_out.fan_out(entries(page)[OutboxEntry.Consequence.ALERTS])


def test_a_mail_goes_through_a_real_mail_server(site, settings):
    one = subscriber()
    page = factories.public_release(site, title_fr="Été à l’hôpital")
    with mail_server(settings) as messages:
        delivery.run()
    (message,) = messages
    assert message["X-RcptTo"] == one.email
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert one.pk.hex in message["Message-ID"] and message["Reply-To"] == site.office.email
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]
    assert states(page) == ["sent"]


def test_many_mails_go_over_one_connection_but_not_too_many(site, settings, monkeypatch):
    monkeypatch.setattr(sender, "MAILS_ON_A_CONNECTION", 4)
    for _number in range(10):
        subscriber()
    factories.public_release(site)
    opened = []
    greet = smtplib.SMTP.connect
    monkeypatch.setattr(
        smtplib.SMTP, "connect", lambda *args, **kwargs: opened.append(1) or greet(*args, **kwargs)
    )
    with mail_server(settings) as messages:
        delivery.run()
    assert (len(messages), len(opened)) == (10, 3)


def test_an_address_that_is_refused_three_times_in_a_row_is_written_to_no_more(site, settings, caplog):
    one = subscriber("lea@example.org")
    other_alert = subscriber("lea@example.org", query="type=etude")
    pages = [factories.public_release(site) for _number in range(4)]
    with mail_server(settings, refuses=True):
        for page in pages:
            announce(page)
            delivery.run()
            assert delivery.run() == 0  # a refusal for good is not tried again
    assert [states(page) for page in pages] == [["refused"]] * 3 + [[]]
    for row in (one, other_alert):
        row.refresh_from_db()
        assert row.state == AlertSubscription.State.BOUNCED
    assert SuppressedAddress.objects.get().pk == hashes.of_address("lea@example.org")
    errors = " ".join(AlertDelivery.objects.values_list("error", flat=True))
    assert "nobody of that name" in errors and "lea@example.org" not in errors + caplog.text


# What the server answers at which command; what becomes of the delivery, and whether the address is to blame.
REFUSALS = [
    ("RCPT", "550 5.1.1 nobody of that name", "refused", 1),
    ("RCPT", "452 4.2.2 full", "waiting", 0),
    ("RCPT", "550 5.7.1 your server is not wanted here", "waiting", 0),
    ("DATA", "552 5.3.4 too long", "refused", 0),
    ("DATA", "554 5.7.1 looks like spam", "waiting", 0),
    ("DATA", "451 4.3.0 later", "waiting", 0),
]


@pytest.mark.parametrize(("at", "reply", "state", "bounces"), REFUSALS)
def test_a_refusal_means(site, settings, at, reply, state, bounces):
    one = subscriber()
    page = factories.public_release(site)
    with mail_server(settings, refuses=True, at=at, reply=reply):
        delivery.run()
    one.refresh_from_db()
    assert (states(page), one.bounces) == ([state], bounces)


def test_a_mail_that_arrives_begins_the_count_anew(site, settings):
    one = subscriber(bounces=2)
    factories.public_release(site)
    delivery.run()
    one.refresh_from_db()
    assert one.bounces == 0


def test_a_server_that_is_away_is_asked_once_a_round_and_nothing_is_lost(site, settings, caplog):
    for _number in range(5):
        subscriber()
    page = factories.public_release(site)
    announce(page)
    right, settings.MAILERS = settings.MAILERS, BROKEN
    assert queue.Worker().send_batch() == 0
    assert states(page) == ["waiting"] * 5
    assert AlertSubscription.objects.filter(attempts=1).count() == 1
    assert AlertSubscription.objects.filter(attempts=0).count() == 4
    assert queue.Worker().send_batch() == 0  # nobody tries for a while
    assert AlertSubscription.objects.filter(attempts=1).count() == 1
    assert queue.next_attempt(clock.now()) - clock.now() <= queue.FIRST_PAUSE
    settings.MAILERS = right
    with clock.shifted(HOUR):
        delivery.run()
    assert len(about(mail.outbox, page)) == 5 and states(page) == ["sent"] * 5


def test_what_fails_is_tried_later_and_later_and_given_up_in_the_end(site, settings):
    one = subscriber()
    page = factories.public_release(site)
    announce(page)
    right, settings.MAILERS = settings.MAILERS, BROKEN
    pauses = []
    for hours in range(3):
        with clock.shifted(hours * HOUR):
            queue.Worker().send_batch()
            one.refresh_from_db()
            pauses.append(round((one.next_attempt_at - clock.now()).total_seconds(), -1))
    assert pauses == [30, 60, 120]
    AlertSubscription.objects.update(attempts=queue.MOST_ATTEMPTS - 1)
    with clock.shifted(4 * HOUR):
        queue.Worker().send_batch()
        assert states(page) == ["given_up"] and queue.given_up().count() == 1
        assert delivery.revive() == 1
        settings.MAILERS = right
        delivery.run()
    assert about(mail.outbox, page) == [one.email]


def test_a_fault_of_one_mail_holds_up_nobody_else(site, monkeypatch, caplog):
    bad, good = subscriber("bad@example.org"), subscriber("good@example.org")
    page = factories.public_release(site)
    announce(page)
    send = sender.Sender.send

    def fails_for_one(self, message):
        if message.to == [bad.email]:
            raise ValueError(f"no mail to {bad.email}")
        send(self, message)

    monkeypatch.setattr(sender.Sender, "send", fails_for_one)
    delivery.run()
    assert about(mail.outbox, page) == [good.email]
    assert states(page) == ["sent", "waiting"]
    assert "alert_failed" in caplog.text and bad.email not in caplog.text


def test_what_follows_from_a_publication_does_not_wait_for_the_alerts(site, monkeypatch):
    """Between two batches the outbox is looked at again: a purge of the edge is not behind ten thousand mails."""
    monkeypatch.setattr(queue, "BATCH", 1)
    for _number in range(3):
        subscriber()
    announce(factories.public_release(site))
    order = []
    batch, deliver = queue.Worker.send_batch, delivery.deliver_next
    monkeypatch.setattr(queue.Worker, "send_batch", lambda *args: order.append("alerts") or batch(*args))
    monkeypatch.setattr(delivery, "deliver_next", lambda *args: order.append("outbox") or deliver(*args))
    delivery.run()
    assert "alerts alerts" not in " ".join(order) and order.count("alerts") == 4


@pytest.mark.parametrize("email", ["lea@example.org\nBcc: noe@example.org", "lea@exa mple.org"])
def test_an_address_that_is_none_reaches_no_mail_server(site, settings, email):
    subscriber(email)
    factories.public_release(site)
    with mail_server(settings) as messages:
        delivery.run()
    assert messages == []
