"""DP-2026-0012: given at once, in the order of arrival, within a Paris year. Never given again."""

from datetime import datetime

from .. import numbering
from ..models import PressRequestCounter
from ..paris import to_paris

PREFIX = "DP"


def take(received_at: datetime) -> str:
    """Within a transaction: the row of the year is locked until it ends."""
    year = to_paris(received_at).year
    return f"{PREFIX}-{year}-{numbering.take(PressRequestCounter, year):04d}"
