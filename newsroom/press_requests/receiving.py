"""A request that comes in: numbered, kept, and told by mail to the journalist and to the press office."""

from datetime import timedelta

from django.db import connection, transaction

from .. import clock
from ..models import PressRequest, RequestMail
from . import numbers

BUSY = timedelta(hours=1)
MOST_AN_HOUR = 60
MOST_FOR_AN_ADDRESS = 6  # each sends a mail there: it may be somebody else's
RECEIVING = 7_702_028  # key of the database's advisory lock


class TooMany(Exception):
    """The hour has had all that it may have: nothing was kept."""


@transaction.atomic
def receive(**values) -> PressRequest:
    """`values`: PressRequestForm.values(). The same request within the hour is the one that is there already.

    Raises TooMany. One at a time, so that the most an hour is exact however many come at once.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECEIVING])
    now = clock.now()
    recent = PressRequest.objects.filter(received_at__gt=now - BUSY)
    of_address = recent.of_address(values["email"])
    same = of_address.filter(**{name: values[name] for name in ("kind", "subject", "message", "due_at")})
    if (known := same.first()) is not None:
        return known
    if recent.count() >= MOST_AN_HOUR or of_address.count() >= MOST_FOR_AN_ADDRESS:
        raise TooMany
    request = PressRequest.objects.create(number=numbers.take(now), received_at=now, **values)
    RequestMail.objects.bulk_create(
        RequestMail(request=request, kind=kind) for kind in (RequestMail.Kind.RECEIVED, RequestMail.Kind.TOLD)
    )
    return request
