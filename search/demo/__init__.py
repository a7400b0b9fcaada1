from random import Random

from .. import directory_rows
from . import people, services

SEED = 2026


def load() -> tuple[int, int]:
    """How many departments and how many practitioners were made: the same ones each time."""
    random = Random(SEED)
    made = services.load(random)
    count = len(people.load(random, made))
    directory_rows.rebuild()
    return len(made), count
