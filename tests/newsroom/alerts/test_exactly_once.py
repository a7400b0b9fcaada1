"""Fan-out and sending killed at every statement and commit, three workers at once, against a real mail server.

Each mail is sent once. The one exception, which nobody can exclude: the process dies after the server's answer and
before it is noted; then both copies have one Message-ID.
"""

from collections import Counter

import pytest

from newsroom import clock, delivery
from newsroom.alerts import fan_out, queue
from newsroom.models import AlertDelivery, OutboxEntry
from tests import factories
from tests.mail_server import mail_server

from ..killing import at_once, killed_at_each_statement
from .people import HOUR, correct, entries, states, subscriber

Consequence = OutboxEntry.Consequence


@pytest.fixture
def site(committed_site):
    return committed_site


def copies(messages: list) -> tuple[Counter, Counter]:
    """How many mails to each address, and with each Message-ID."""
    return Counter(one["X-RcptTo"] for one in messages), Counter(one["Message-ID"] for one in messages)


def test_a_fan_out_killed_at_any_statement_has_made_all_rows_or_none(site, monkeypatch):
    monkeypatch.setattr(fan_out, "BATCH", 2)  # several statements for the rows
    for query in ("", "type=communique", "q=communique", "type=etude"):
        subscriber(query=query), subscriber(query=query)
    page = factories.public_release(site)
    OutboxEntry.objects.filter(consequence=Consequence.PUBLISHED_MAIL).update(next_attempt_at=None)
    rounds: list[int] = []

    def work() -> None:
        with clock.shifted(len(rounds) * delivery.LEASE):
            delivery.deliver_next()

    seen = []
    for statement in killed_at_each_statement(work):
        rounds.append(statement)
        made, is_done = len(states(page)), bool(entries(page)[Consequence.ALERTS].delivered_at)
        assert (made, is_done) in {(0, False), (6, True)}
        seen.append(is_done)
    assert seen[-1] and not seen[0] and len(rounds) > 15
    work()
    assert len(states(page)) == 6


@pytest.mark.parametrize("frequency", ["at_once", "daily"])
def test_each_mail_is_sent_once_wherever_the_worker_dies(site, settings, frequency):
    """`daily`: one digest of two releases for each of three subscribers; `at_once`: one mail for each of the releases."""
    pages = [factories.public_release(site) for _number in range(2)]
    readers = [subscriber(frequency=frequency) for _number in range(3)]
    for page in pages:
        fan_out.fan_out(entries(page)[Consequence.ALERTS])
    OutboxEntry.objects.update(next_attempt_at=None)
    start = max(AlertDelivery.objects.values_list("due_at", flat=True)) - clock.now()
    rounds: list[int] = []

    def work() -> None:
        with clock.shifted(start + len(rounds) * queue.LEASE):
            delivery.run()

    in_a_mail = len(pages) if frequency == "daily" else 1
    with mail_server(settings) as messages:
        received = noted = unnoted = 0
        for statement in killed_at_each_statement(work):
            rounds.append(statement)
            now_noted = AlertDelivery.objects.filter(state="sent").count()
            assert now_noted % in_a_mail == 0  # a digest is noted as a whole
            # Of what a round has sent, at most one mail is not noted: the one in hand when it died.
            too_many = (len(messages) - received) - (now_noted - noted) // in_a_mail
            assert too_many in {0, 1}
            received, noted, unnoted = len(messages), now_noted, unnoted + too_many
        work()
    by_reader, by_id = copies(messages)
    mails = len(readers) * len(pages) // in_a_mail
    assert len(by_id) == mails and len(messages) == mails + unnoted and unnoted <= 3
    assert set(by_reader) == {one.email for one in readers} and noted == len(readers) * len(pages)
    assert len(rounds) > 20


def test_a_correction_is_sent_once_wherever_the_worker_dies(site, settings):
    subscriber()
    page = factories.public_release(site)
    with mail_server(settings) as messages:
        delivery.run()
        correct(page)
        rounds: list[int] = []

        def work() -> None:
            with clock.shifted(len(rounds) * queue.LEASE):
                delivery.run()

        for statement in killed_at_each_statement(work):
            rounds.append(statement)
    announcement, *corrections = messages
    assert len({one["Message-ID"] for one in corrections}) == 1 and len(corrections) <= 3
    assert announcement["Message-ID"] != corrections[0]["Message-ID"]
    assert states(page) == ["sent", "sent"]


def test_three_workers_at_once_send_each_mail_once(site, settings, monkeypatch):
    monkeypatch.setattr(queue, "BATCH", 3)
    at_once_readers = [subscriber() for _number in range(8)]
    digest_readers = [subscriber(frequency="daily") for _number in range(8)]
    pages = [factories.public_release(site) for _number in range(2)]
    with mail_server(settings) as messages:
        at_once(delivery.run, delivery.run, delivery.run)
        due = AlertDelivery.objects.filter(state="waiting").first().due_at

        def at_seven() -> None:
            with clock.shifted(due - clock.now()):
                delivery.run()

        at_once(at_seven, at_seven, at_seven)
    by_reader, by_id = copies(messages)
    assert set(by_id.values()) == {1}
    assert by_reader == {
        **{one.email: len(pages) for one in at_once_readers},
        **{one.email: 1 for one in digest_readers},
    }


def test_three_fan_outs_at_once_make_each_row_once(site):
    for _number in range(5):
        subscriber()
    page = factories.public_release(site)
    entry = entries(page)[Consequence.ALERTS]
    at_once(*[lambda: fan_out.fan_out(entry)] * 3)
    assert states(page) == ["waiting"] * 5


def test_a_letter_is_sent_once_by_three_workers(site, settings):
    for number in range(6):
        subscriber(f"n{number}@example.org", state="unconfirmed", confirmed_at=None, letter="confirm")
    with mail_server(settings) as messages:
        at_once(delivery.run, delivery.run, delivery.run)
    assert set(copies(messages)[0].values()) == {1} and len(messages) == 6


def test_nothing_is_sent_before_the_hour_by_workers_that_are_there(site, settings):
    subscriber()
    page = factories.scheduled_release(site)

    def at_the_hour() -> None:
        with clock.shifted(HOUR):
            from newsroom import publisher

            publisher.run()
            delivery.run()

    with mail_server(settings) as messages:
        at_once(delivery.run, delivery.run)
        assert messages == [] and states(page) == []
        at_once(at_the_hour, at_the_hour, at_the_hour)
    assert len(messages) == 1
