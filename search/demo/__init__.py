from random import Random

from . import people, services

SEED = 2026


def load() -> tuple[int, int]:
    """How many departments and how many practitioners were made: the same ones each time."""
    random = Random(SEED)
    made = services.load(random)
    return len(made), len(people.load(random, made))
