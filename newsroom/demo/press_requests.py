"""Invented requests with deadlines around the day on which the demonstration is loaded."""

from datetime import timedelta

from newsroom import clock
from newsroom.models import Expert, HospitalPage, PressRequest
from newsroom.press_requests import numbers

from . import data


def load(hospitals: dict[str, HospitalPage]) -> int:
    experts = {row.slug: row for row in Expert.objects.all()}
    rows = data.read("press_requests")
    for row in map(dict, rows):
        received_at = clock.now() - timedelta(hours=row.pop("hours_ago"))
        due_at = clock.now() + timedelta(hours=row.pop("due_in_hours"))
        PressRequest.objects.create(
            number=numbers.take(received_at),
            received_at=received_at,
            due_at=due_at.replace(minute=0, second=0, microsecond=0),
            hospital=hospitals.get(row.pop("hospital")),
            expert=experts.get(row.pop("expert")),
            **row,
        )
    return len(rows)
