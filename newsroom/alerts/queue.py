"""Sends what is due: mails about subscriptions, announcements, digests, corrections; each once.

A worker claims subscriptions for LEASE, whatever the number of workers, and notes each mail as it has been sent. Before
each the database is asked again: is it still due, does the subscriber still want it, do readers see the release. A
mail goes out twice only if the process dies between the mail server's answer and the note; both then carry the same
Message-ID.
"""

import logging
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache

from django.db import connection, transaction
from django.db.models import Case, DateTimeField, Exists, F, Min, OuterRef, Q, QuerySet, When

from .. import clock, languages, mail_errors
from ..attempts import FIRST_PAUSE, LEASE, LONGEST_PAUSE, MOST_ATTEMPTS
from ..clock import database_now
from ..languages import REFERENCE, TRANSLATION
from ..models import AlertDelivery, AlertSubscription, PressReleasePage
from . import letters, mails, subscribing
from .sender import Away, Refused, Sender

logger = logging.getLogger(__name__)

State, Kind = AlertDelivery.State, AlertDelivery.Kind
IN_FORCE = AlertSubscription.State.ACTIVE

BATCH = 100
LONGEST_BATCH = 300  # seconds: well within the lease, whatever the mail server does
MOST_BOUNCES = 3
ANY_ROW = -1  # stands for the key of a delivery in what is written once


def due() -> QuerySet[AlertDelivery]:
    """What should have gone by now: to subscribers who want it, of releases that readers see."""
    rows = AlertDelivery.objects.filter(state=State.WAITING, due_at__lte=database_now())
    return _that_may_go(rows, _visible_ids(rows))


def _visible_ids(rows: QuerySet[AlertDelivery]) -> dict[str, list[int]]:
    """Of the releases of these rows, by language: few, however many rows there are."""
    ids = set(rows.order_by().values_list("release", flat=True).distinct())
    if not ids:
        return {code: [] for code in languages.codes()}
    releases = PressReleasePage.objects.filter(pk__in=ids).order_by()
    return {code: list(releases.visible_in(code).values_list("pk", flat=True)) for code in languages.codes()}


def _that_may_go(rows: QuerySet[AlertDelivery], seen: dict[str, list[int]]) -> QuerySet[AlertDelivery]:
    return _wanted(rows, Q(release__in=seen[REFERENCE]), Q(release__in=seen[TRANSLATION]))


def _wanted(
    rows: QuerySet[AlertDelivery], in_french: Q | Exists, in_english: Q | Exists
) -> QuerySet[AlertDelivery]:
    """`in_…`: readers see the release in that language. A correction follows a text that was sent before it."""
    reads_french = Q(subscription__language=REFERENCE) | Q(subscription__also_french=True)
    reads_english = Q(subscription__language=TRANSLATION)
    older_text = AlertDelivery.objects.filter(
        subscription=OuterRef("subscription"),
        release=OuterRef("release"),
        kind=Kind.ANNOUNCEMENT,
        state=State.SENT,
        published_at__lt=OuterRef("published_at"),
    )
    return rows.filter(
        (reads_french & Q(in_french)) | (reads_english & Q(in_english)),
        Q(kind=Kind.ANNOUNCEMENT) | Exists(older_text),
        subscription__state=IN_FORCE,
    )


def given_up() -> QuerySet[AlertDelivery]:
    return AlertDelivery.objects.filter(state=State.GIVEN_UP)


def next_attempt(after: datetime) -> datetime | None:
    """When something becomes due, or what is due and was put off is tried again."""
    waiting = AlertDelivery.objects.filter(state=State.WAITING, subscription__state=IN_FORCE)
    is_due, is_letter = Q(deliveries__in=waiting.filter(due_at__lte=database_now())), ~Q(letter="")
    put_off = AlertSubscription.objects.filter(is_due | is_letter, next_attempt_at__gt=after)
    instants = [
        waiting.filter(due_at__gt=after).aggregate(at=Min("due_at"))["at"],
        put_off.aggregate(at=Min("next_attempt_at"))["at"],
    ]
    return min(filter(None, instants), default=None)


class Worker:
    """One process at work: a context, with its connection to the mail server and what it has written already."""

    def __init__(self) -> None:
        self.sender, self.writer = Sender(), mails.Writer()

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *error: object) -> None:
        self.sender.close()

    def send_batch(self, is_ending: Callable[[], bool] = lambda: False) -> int:
        """Deals with up to BATCH subscriptions; how many mails were dealt with, sent or not. 0 when nothing is due.

        Where the mail server is away it ends at once, and says 0: whoever calls again does so after a while.
        """
        claimed = _claim()
        return _Batch(claimed, self.sender, self.writer).run(is_ending) if claimed else 0


def _claim() -> list[AlertSubscription]:
    with transaction.atomic():
        wanted = Q(Exists(due().filter(subscription=OuterRef("pk")))) | ~Q(letter="")
        rows = AlertSubscription.objects.filter(wanted, next_attempt_at__lte=database_now())
        rows = rows.select_for_update(of=("self",), skip_locked=True).order_by("next_attempt_at")
        claimed = list(rows[:BATCH])
        AlertSubscription.objects.filter(pk__in=[row.pk for row in claimed]).update(
            attempts=F("attempts") + 1, next_attempt_at=database_now() + LEASE
        )
        for row in claimed:
            row.attempts += 1
        return claimed


class _Batch:
    """What one worker has claimed."""

    def __init__(self, claimed: list[AlertSubscription], sender: Sender, writer: mails.Writer) -> None:
        self.claimed, self.sender, self.writer = claimed, sender, writer
        self.ends_at = time.monotonic() + LONGEST_BATCH

    def run(self, is_ending: Callable[[], bool]) -> int:
        by_subscription = self._due()
        count, done, pause = 0, [], timedelta(0)
        while self.claimed and not is_ending() and time.monotonic() < self.ends_at:
            subscription = self.claimed.pop(0)
            try:
                count += self._serve(subscription, by_subscription.get(subscription.pk, []))
                done.append(subscription.pk)
            except Away as error:
                _put_off(subscription, error)
                count, pause = 0, FIRST_PAUSE
                break
            except Exception as error:
                trace = mail_errors.trace(error)
                logger.error("alert_failed\n%s", trace, extra={"alert": str(subscription.pk)})
                _put_off(subscription, error)
                count += 1
        _release(done, attempts=0)
        _release([row.pk for row in self.claimed], attempts=F("attempts") - 1, pause=pause)
        return count

    def _due(self) -> dict[object, list[AlertDelivery]]:
        found: dict[object, list[AlertDelivery]] = {}
        for row in due().filter(subscription__in=[one.pk for one in self.claimed]).order_by("due_at", "pk"):
            found.setdefault(row.subscription_id, []).append(row)
        return found

    def _serve(self, subscription: AlertSubscription, rows: list[AlertDelivery]) -> int:
        """How many mails. An address that is refused is no failure of the queue."""
        count = 0
        if subscription.letter:
            count += self._send_letter(subscription)
        for together in _mails_of(subscription, rows):
            count += self._send(subscription, together)
        return count

    def _send_letter(self, subscription: AlertSubscription) -> int:
        message = letters.written(subscription)
        try:
            if message is not None:
                self.sender.send(message)
        except Refused as error:
            if error.is_of_address:
                _bounced(subscription)
        rows = AlertSubscription.objects.filter(pk=subscription.pk, issue=subscription.issue)
        rows.filter(letter=subscription.letter).update(letter="")
        return 1

    def _send(self, subscription: AlertSubscription, rows: list[AlertDelivery]) -> int:
        rows = _still_to_send(rows)
        if not rows:
            return 0
        message = self.writer.message(subscription, rows)
        if message is None:  # the corrections that it is about were taken back
            AlertDelivery.objects.filter(pk__in=[row.pk for row in rows]).delete()
            return 1
        try:
            self.sender.send(message)
        except Refused as error:
            _note(rows, State.REFUSED, error=mail_errors.told(error))
            if error.is_of_address:
                _bounced(subscription)
            return 1
        _note(rows, State.SENT)
        if subscription.bounces:
            AlertSubscription.objects.filter(pk=subscription.pk).update(bounces=0)
        return 1


def _mails_of(subscription: AlertSubscription, rows: list[AlertDelivery]) -> Iterator[list[AlertDelivery]]:
    """Announcements of a digest go together; everything else by itself, and corrections first."""
    corrections = [row for row in rows if row.kind == Kind.CORRECTION]
    announcements = [row for row in rows if row.kind == Kind.ANNOUNCEMENT]
    yield from ([row] for row in corrections)
    if subscription.frequency == AlertSubscription.Frequency.AT_ONCE:
        yield from ([row] for row in announcements)
    elif announcements:
        yield announcements


def _still_to_send(rows: list[AlertDelivery]) -> list[AlertDelivery]:
    """Asked again at the last moment; each then knows when its release was last published (`text_of`)."""
    statement, parameters = _check(len(rows), clock.shift())
    keys = iter(row.pk for row in rows)
    with connection.cursor() as cursor:
        cursor.execute(statement, [next(keys) if value == ANY_ROW else value for value in parameters])
        texts = dict(cursor.fetchall())
    for row in rows:
        row.text_of = texts.get(row.pk)
    return [row for row in rows if row.pk in texts]


@lru_cache(maxsize=32)
def _check(number: int, shift: timedelta) -> tuple[str, tuple]:
    """SQL and its parameters, with ANY_ROW for the key of each of so many deliveries: written once, asked for each mail."""
    own = PressReleasePage.objects.filter(pk=OuterRef("release")).order_by()
    seen = {code: Exists(own.visible_in(code)) for code in languages.codes()}
    waiting = AlertDelivery.objects.filter(
        pk__in=[ANY_ROW - place for place in range(number)], state=State.WAITING
    )
    rows = _wanted(waiting, seen[REFERENCE], seen[TRANSLATION])
    statement, parameters = rows.values_list("pk", "release__last_published_at").query.sql_with_params()
    return statement, tuple(
        ANY_ROW if value in range(ANY_ROW - number, ANY_ROW) else value for value in parameters
    )


def _note(rows: list[AlertDelivery], state: str, error: str = "") -> None:
    """All of a digest in one statement: what lies between the mail server's answer and this is as short as can be."""
    values = {"state": state, "done_at": database_now(), "error": error}
    if state == State.SENT:
        texts = [(row.pk, row.text_of) for row in rows if row.kind == Kind.ANNOUNCEMENT]
        if len(texts) == 1 == len(rows):
            values["published_at"] = texts[0][1]
        elif texts:
            whens = [When(pk=key, then=text_of) for key, text_of in texts]
            values["published_at"] = Case(*whens, output_field=DateTimeField())
    AlertDelivery.objects.filter(pk__in=[row.pk for row in rows], state=State.WAITING).update(**values)


def _bounced(subscription: AlertSubscription) -> None:
    subscription.bounces += 1
    AlertSubscription.objects.filter(pk=subscription.pk).update(bounces=F("bounces") + 1)
    if subscription.bounces >= MOST_BOUNCES:
        subscribing.stop_for_bounces(subscription)


def _put_off(subscription: AlertSubscription, error: Exception) -> None:
    """After MOST_ATTEMPTS what is due is given up, and what comes later begins anew."""
    rows = AlertSubscription.objects.filter(pk=subscription.pk)
    if subscription.attempts >= MOST_ATTEMPTS:
        waiting = subscription.deliveries.filter(state=State.WAITING, due_at__lte=database_now())
        waiting.update(state=State.GIVEN_UP, done_at=database_now(), error=mail_errors.told(error))
        rows.update(letter="", attempts=0, next_attempt_at=database_now())
        return
    pause = min(FIRST_PAUSE * 2 ** (subscription.attempts - 1), LONGEST_PAUSE)
    rows.update(next_attempt_at=database_now() + pause)


def _release(keys: list, attempts: int | F, pause: timedelta = timedelta(0)) -> None:
    if keys:
        rows = AlertSubscription.objects.filter(pk__in=keys)
        rows.update(attempts=attempts, next_attempt_at=database_now() + pause)


def revive() -> int:
    """Deliveries that were given up are tried again; how many."""
    return given_up().update(state=State.WAITING, done_at=None, error="")
