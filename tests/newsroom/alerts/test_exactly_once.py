"""Fan-out and sending killed at every statement and commit, three workers at once, against a real mail server.

Each mail is sent once. The one exception, which nobody can exclude: the process dies after the server's answer and
before it is noted; then both copies have one Message-ID.
"""

from collections import Counter

import pytest

from newsroom import attempts, clock, delivery, publisher
from newsroom.alerts import fan_out, queue
from newsroom.models import AlertDelivery, OutboxEntry
from tests import factories
from tests.mail_server import mail_server_apart

from ..killing import at_once, killed_at_each_statement
from .people import HOUR, correct, entries, states, subscriber

Consequence = OutboxEntry.Consequence


@pytest.fixture
def site(committed_site):
    return committed_site


@pytest.fixture
def received(settings, tmp_path):
    """What asks the mail server, a process of its own, what it has received."""
    with mail_server_apart(settings, tmp_path) as received:
        yield received


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
        with clock.shifted(len(rounds) * attempts.LEASE):
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
def test_each_mail_is_sent_once_wherever_the_worker_dies(site, received, frequency):
    """`daily`: one digest of two releases for each of two subscribers; `at_once`: one mail for each of the releases."""
    pages = [factories.public_release(site) for _number in range(2)]
    readers = [subscriber(frequency=frequency) for _number in range(2)]
    for page in pages:
        fan_out.fan_out(entries(page)[Consequence.ALERTS])
    start = max(AlertDelivery.objects.values_list("due_at", flat=True)) - clock.now()
    rounds: list[int] = []

    def work() -> None:
        with clock.shifted(start + len(rounds) * queue.LEASE), queue.Worker() as worker:
            worker.send_batch()

    in_a_mail = len(pages) if frequency == "daily" else 1
    before = noted = unnoted = 0
    for statement in killed_at_each_statement(work):
        rounds.append(statement)
        now_received = len(received())
        now_noted = AlertDelivery.objects.filter(state="sent").count()
        assert now_noted % in_a_mail == 0  # a digest is noted as a whole
        # Of what a round has sent, at most one mail is not noted: the one in hand when it died.
        too_many = (now_received - before) - (now_noted - noted) // in_a_mail
        assert too_many in {0, 1}
        before, noted, unnoted = now_received, now_noted, unnoted + too_many
    work()
    by_reader, by_id = copies(received())
    mails = len(readers) * len(pages) // in_a_mail
    assert len(by_id) == mails and sum(by_id.values()) == mails + unnoted and 1 <= unnoted <= mails
    assert set(by_reader) == {one.email for one in readers} and noted == len(readers) * len(pages)
    assert len(rounds) > 15


def test_a_correction_is_sent_once_wherever_the_worker_dies(site, received):
    subscriber()
    page = factories.public_release(site)
    delivery.run()
    correct(page)
    rounds: list[int] = []

    def work() -> None:
        with clock.shifted(len(rounds) * queue.LEASE), queue.Worker() as worker:
            while delivery.deliver_next() or worker.send_batch():
                pass

    for statement in killed_at_each_statement(work):
        rounds.append(statement)
    by_id = copies(received())[1]
    assert len(by_id) == 2 and sum(by_id.values()) == 3  # one death between answer and note
    assert states(page) == ["sent", "sent"]


def test_three_workers_at_once_send_each_mail_once(site, received, monkeypatch):
    monkeypatch.setattr(queue, "BATCH", 3)
    at_once_readers = [subscriber() for _number in range(8)]
    digest_readers = [subscriber(frequency="daily") for _number in range(8)]
    asked = [subscriber(state="unconfirmed", confirmed_at=None, letter="confirm") for _number in range(6)]
    pages = [factories.public_release(site) for _number in range(2)]
    at_once(delivery.run, delivery.run, delivery.run)
    due = AlertDelivery.objects.filter(state="waiting").first().due_at

    def at_seven() -> None:
        with clock.shifted(due - clock.now()):
            delivery.run()

    at_once(at_seven, at_seven, at_seven)
    by_reader, by_id = copies(received())
    assert set(by_id.values()) == {1}
    assert by_reader == {
        **{one.email: len(pages) for one in at_once_readers},
        **{one.email: 1 for one in [*digest_readers, *asked]},
    }


def test_three_fan_outs_at_once_make_each_row_once(site):
    for _number in range(5):
        subscriber()
    page = factories.public_release(site)
    entry = entries(page)[Consequence.ALERTS]
    at_once(*[lambda: fan_out.fan_out(entry)] * 3)
    assert states(page) == ["waiting"] * 5


def test_workers_that_are_there_send_nothing_before_the_hour_and_once_after_it(site, received):
    subscriber()
    page = factories.scheduled_release(site)

    def at_the_hour() -> None:
        with clock.shifted(HOUR):
            publisher.run()
            delivery.run()

    at_once(delivery.run, delivery.run)
    assert received() == [] and states(page) == []
    at_once(at_the_hour, at_the_hour, at_the_hour)
    assert len(received()) == 1
