"""At once, every day, every week, and never in quiet hours: put off, never dropped. Hours are Paris hours."""

from datetime import datetime, time

import pytest
from django.core import mail

from newsroom import clock, delivery
from newsroom.alerts import schedule
from newsroom.models import AlertDelivery, AlertSubscription
from newsroom.paris import PARIS, to_paris
from tests import factories

from .people import DAY, subscriber

ANNOUNCEMENT, CORRECTION = AlertDelivery.Kind
NIGHT, LUNCH = (time(20), time(8)), (time(12), time(14))

# A rhythm and its quiet hours, when something is recorded, when it is due.
ROWS = [
    ("at_once", None, "2026-11-25 10:30", "2026-11-25 10:30"),
    ("at_once", NIGHT, "2026-11-25 19:59", "2026-11-25 19:59"),
    ("at_once", NIGHT, "2026-11-25 20:00", "2026-11-26 08:00"),
    ("at_once", NIGHT, "2026-11-25 07:59", "2026-11-25 08:00"),
    ("at_once", NIGHT, "2026-11-25 08:00", "2026-11-25 08:00"),
    ("at_once", LUNCH, "2026-11-25 13:00", "2026-11-25 14:00"),
    ("daily", None, "2026-11-25 06:59", "2026-11-25 07:00"),
    ("daily", None, "2026-11-25 07:00", "2026-11-26 07:00"),
    ("daily", NIGHT, "2026-11-25 10:30", "2026-11-26 08:00"),
    ("daily", None, "2026-12-31 10:30", "2027-01-01 07:00"),
    ("weekly", None, "2026-11-25 10:30", "2026-11-30 07:00"),
    ("weekly", None, "2026-11-30 06:59", "2026-11-30 07:00"),
    ("weekly", None, "2026-11-30 07:00", "2026-12-07 07:00"),
    ("weekly", NIGHT, "2026-11-29 10:30", "2026-11-30 08:00"),
    # Clocks go forward on 29 March, back on 25 October.
    ("daily", None, "2026-03-28 10:30", "2026-03-29 07:00"),
    ("daily", None, "2026-10-24 10:30", "2026-10-25 07:00"),
    ("at_once", (time(22), time(2, 30)), "2026-03-28 23:00", "2026-03-29 03:30"),
]


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(("frequency", "quiet", "recorded", "due"), ROWS, ids=lambda value: str(value))
def test_a_delivery_is_due(frequency, quiet, recorded, due):
    begins, ends = quiet or (None, None)
    one = AlertSubscription(frequency=frequency, quiet_from=begins, quiet_until=ends)
    found = schedule.due_at(one, ANNOUNCEMENT, paris(recorded))
    assert to_paris(found).strftime("%Y-%m-%d %H:%M") == due


def test_a_correction_waits_for_no_digest_but_for_the_end_of_quiet_hours():
    one = AlertSubscription(frequency="weekly", quiet_from=time(20), quiet_until=time(8))
    at = [schedule.due_at(one, CORRECTION, paris(f"2026-11-25 {hour}")) for hour in ("10:30", "23:00")]
    assert at == [paris("2026-11-25 10:30"), paris("2026-11-26 08:00")]


@pytest.mark.parametrize("frequency", ["daily", "weekly"])
def test_a_digest_gathers_what_came_since_and_comes_once(site, frequency):
    reader = subscriber(frequency=frequency, query="type=communique")
    pages = [factories.public_release(site) for _number in range(3)]
    delivery.run()
    assert mail.outbox == []
    due = AlertDelivery.objects.values_list("due_at", flat=True).distinct().get()
    assert to_paris(due).time() == time(7) and (frequency == "daily" or to_paris(due).weekday() == 0)
    with clock.shifted(due - clock.now()):
        for _round in range(3):
            delivery.run()
    (message,) = mail.outbox
    assert message.to == [reader.email] and "3" in message.subject
    assert all(
        page.title_fr in message.body and page.url_in("fr", full=True) in message.body for page in pages
    )
    with clock.shifted(due - clock.now() + 8 * DAY):
        delivery.run()
    assert len(mail.outbox) == 1


def test_what_a_quiet_night_puts_off_comes_at_its_end(site):
    now = to_paris(clock.now())
    begins = now.replace(second=0, microsecond=0)
    ends = begins + DAY / 12
    subscriber(quiet_from=begins.time(), quiet_until=ends.time())
    pages = [factories.public_release(site) for _number in range(2)]
    delivery.run()
    assert mail.outbox == []
    with clock.shifted(ends - clock.now()):
        delivery.run()
    assert [one.subject for one in mail.outbox] == [page.title_fr for page in pages]


def test_the_worker_wakes_up_for_the_next_digest(site):
    subscriber(frequency="daily")
    factories.public_release(site)
    delivery.run()
    due = AlertDelivery.objects.get().due_at
    assert delivery.next_attempt(clock.now()) == due
