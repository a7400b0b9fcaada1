"""How many follow what, and how sending goes: numbers, never an address."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q

from .. import clock
from ..languages import REFERENCE
from ..models import AlertDelivery, AlertSubscription
from . import matching

MOST_ROWS = 100
SINCE = timedelta(days=30)

State, Sent = AlertSubscription.State, AlertDelivery.State


@dataclass
class Row:
    """Of one filter, whatever the language of its mails. Deliveries are those of the last thirty days."""

    query: str
    filters: list[dict[str, str]] = field(default_factory=list)
    active: int = 0
    paused: int = 0
    unconfirmed: int = 0
    sent: int = 0
    last_sent_at: datetime | None = None
    refused: int = 0
    given_up: int = 0


def rows() -> list[Row]:
    """The filters that most follow first; MOST_ROWS at most."""
    states = {"active": State.ACTIVE, "paused": State.PAUSED, "unconfirmed": State.UNCONFIRMED}
    counts = {name: Count("pk", filter=Q(state=state)) for name, state in states.items()}
    groups = AlertSubscription.objects.order_by().values("query").annotate(**counts)
    found = [Row(**group) for group in groups.order_by("-active", "query")[:MOST_ROWS]]
    deliveries = _deliveries([row.query for row in found])
    for row in found:
        row.filters = matching.described(row.query, REFERENCE)
        for name, value in deliveries[row.query].items():
            setattr(row, name, value)
    return found


def _deliveries(queries: list[str]) -> dict[str, dict[str, object]]:
    is_recent = Q(done_at__gt=clock.now() - SINCE)
    states = {"sent": Sent.SENT, "refused": Sent.REFUSED, "given_up": Sent.GIVEN_UP}
    counts = {name: Count("pk", filter=Q(state=state) & is_recent) for name, state in states.items()}
    groups = AlertDelivery.objects.filter(subscription__query__in=queries).order_by()
    groups = groups.values("subscription__query").annotate(
        last_sent_at=Max("done_at", filter=Q(state=Sent.SENT)), **counts
    )
    found: dict[str, dict[str, object]] = defaultdict(dict)
    for group in groups:
        found[group.pop("subscription__query")] = group
    return found
