"""How often alerts may be asked for: from one network, for one address, by everybody together."""

from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import connection
from django.http import HttpRequest

from .. import clock
from ..models import AlertRequest
from . import hashes

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FROM_A_NETWORK_AN_HOUR = 20  # a newsroom is one network
FOR_AN_ADDRESS_A_DAY = 3
ALTOGETHER_AN_HOUR = 300
ASKING = 7_702_002  # key of the database's advisory lock


class TooManyRequests(Exception):
    """From this network, or altogether: says nothing of any address."""


def network_of(request: HttpRequest) -> str:
    """Of a request whose machine is not known, for whatever reason: the same for all of them."""
    from allauth.account.adapter import get_adapter

    try:
        return hashes.of_network(get_adapter().get_client_ip(request))
    except (PermissionDenied, ImproperlyConfigured, ValueError):
        return hashes.of_network("0.0.0.0")


def note(network: str, email: str) -> bool:
    """Notes a request; whether its address may be written to. Within a transaction. Raises TooManyRequests.

    One at a time, so that the limits are exact however many come at once.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ASKING])
    now, address = clock.now(), hashes.of_today(email)
    recent = AlertRequest.objects.filter(asked_at__gt=now - HOUR)
    if recent.filter(network_hash=network).count() >= FROM_A_NETWORK_AN_HOUR:
        raise TooManyRequests
    if recent.count() >= ALTOGETHER_AN_HOUR:
        raise TooManyRequests
    for_address = AlertRequest.objects.filter(asked_at__gt=now - DAY, address_hash=address).count()
    AlertRequest.objects.create(asked_at=now, network_hash=network, address_hash=address)
    return for_address < FOR_AN_ADDRESS_A_DAY
