"""A release that waits for its hour, and those who read it before: what the admin is best shown with."""

from datetime import datetime, time, timedelta

from django.contrib.auth.models import User

from newsroom import clock
from newsroom.embargo import access as accesses
from newsroom.embargo import answers
from newsroom.languages import REFERENCE
from newsroom.paris import as_paris

from . import data
from .releases import Loader

LIFT = time(0, 1)


def load(loader: Loader, chief: User) -> None:
    """The mails to the readers go out with the others; in the demonstration they are files."""
    row = data.read("waiting")
    day = clock.today() + timedelta(days=row["in_days"])
    hour = as_paris(datetime.combine(day, LIFT))
    page = loader.publish(
        row["release"] | {"published_at": datetime.combine(day, LIFT).isoformat()}, embargo=hour
    )
    given = {person["email"]: accesses.invite(page, chief, **person) for person in row["readers"]}
    reader = next(one for one in given.values() if one.purpose == accesses.Purpose.APPROVAL)
    accesses.accept(reader)
    draft = page.get_latest_revision_as_object()
    place = next(str(block.id) for block in draft.body_fr if block.block_type == "text")
    answers.comment(reader, draft, place, row["comment"], REFERENCE)
