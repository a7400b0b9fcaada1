"""What other apps have to do as time passes: the publisher does it at the end of each of its rounds.

A chore is asked often and must know by itself, cheaply, whether there is anything to do. One that fails is logged,
and keeps nothing else from being done.
"""

import logging
from collections.abc import Callable

from django.db import transaction

logger = logging.getLogger(__name__)

_chores: list[Callable[[], object]] = []


def register(chore: Callable[[], object]) -> None:
    if chore not in _chores:
        _chores.append(chore)


def run() -> None:
    """Each in a transaction of its own."""
    for chore in _chores:
        try:
            with transaction.atomic():
                chore()
        except Exception:
            logger.exception("chore_failed", extra={"chore": chore.__qualname__})
