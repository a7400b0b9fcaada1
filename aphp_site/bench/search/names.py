"""Invented people: surnames of the demonstration and of Faker, and others spelt like them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from faker.providers.person.fr_FR import Provider

from search.demo import data
from search.normalising import key

SPELT_ALIKE = 40_000  # surnames at most
FEW = 5_000  # of them for a directory of twelve thousand
LETTERS = 3  # by which the next one is chosen
ATTEMPTS = 20 * SPELT_ALIKE
LENGTHS = range(4, 13)
PARTICLES = ["de ", "de La ", "Le ", "La ", "Du ", "Ben ", "d’", "El ", "Van ", "Abd el "]
WITH_PARTICLE, DOUBLE, COMPOUND_FIRST = 0.035, 0.075, 0.1


@dataclass(frozen=True)
class Person:
    first_name: str
    last_name: str


def people(random: Random, start: int, end: int) -> Iterator[Person]:
    """The more people, the more surnames; a few surnames are frequent."""
    known = surnames()
    pool = known[: min(len(known), FEW + end // 4 if end > 2 * FEW + FEW else FEW)]
    firsts = [*data.names("women"), *data.names("men")]
    for _number in range(start, end):
        yield Person(_first_name(random, firsts), _last_name(random, pool))


def _first_name(random: Random, firsts: list[str]) -> str:
    one = random.choice(firsts)
    if random.random() < COMPOUND_FIRST and "-" not in one:
        return f"{one}-{random.choice(firsts)}"
    return one


def _last_name(random: Random, pool: list[str]) -> str:
    def drawn() -> str:
        return pool[int(len(pool) * random.random() ** 1.5)]

    chance = random.random()
    if chance < WITH_PARTICLE:
        return random.choice(PARTICLES) + drawn()
    if chance < WITH_PARTICLE + DOUBLE:
        return f"{drawn()}{random.choice('- ')}{drawn()}"
    return drawn()


@cache
def surnames() -> list[str]:
    """Real ones first, the same each time."""
    real = list(dict.fromkeys([*data.names("surnames"), *Provider.last_names]))
    random, following = Random(7), _following(real)
    known = {key(name): name for name in real}
    for _attempt in range(ATTEMPTS):
        if len(known) >= SPELT_ALIKE:
            break
        name = _spelt_alike(random, following)
        if len(name) in LENGTHS:
            known.setdefault(key(name), name)
    return list(known.values())


def _following(real: list[str]) -> dict[str, list[str]]:
    """{letters: what follows them, as often as it does}."""
    following = defaultdict(list)
    for name in real:
        text = "^" * LETTERS + name.lower() + "$"
        for place in range(LETTERS, len(text)):
            following[text[place - LETTERS : place]].append(text[place])
    return following


def _spelt_alike(random: Random, following: dict[str, list[str]]) -> str:
    text = "^" * LETTERS
    while not text.endswith("$") and len(text) < 30:
        text += random.choice(following[text[-LETTERS:]])
    return text.strip("^$").title()
