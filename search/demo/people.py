"""The invented practitioners of the demonstration: homonyms, particles, apostrophes, two hospitals, those who left."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from random import Random

from newsroom import clock

from ..models import Affiliation, Practitioner, Service
from ..slugs import free_slug
from . import data

PEOPLE = 3_000
PROFESSORS = 240
ROLES = Affiliation.Role
PROFESSOR = Practitioner.Title.PROFESSOR
OTHER_ROLES = [ROLES.CONSULTANT] * 6 + [ROLES.ATTENDING] * 2 + [ROLES.FELLOW] * 2 + [ROLES.DEPUTY]
LANGUAGES = ["en"] * 10 + [
    "es",
    "es",
    "ar",
    "ar",
    "de",
    "it",
    "pt",
    "ru",
    "zh",
    "ro",
    "pl",
    "uk",
    "vi",
    "fsl",
]
DOUBLE_NAMES = 0.04
FORMER_NAMES = 0.03
INACTIVE, NOT_INDEXED = 0.015, 0.01
TWO_HOSPITALS, LEFT_ANOTHER, LEFT, HOSPITAL_ONLY = 0.06, 0.04, 0.02, 0.01


@dataclass(eq=False)
class Person:
    record: Practitioner
    service: Service
    role: str
    others: list[Service] = field(default_factory=list)  # of other hospitals, where the person works too


def load(random: Random, services: list[Service]) -> list[Practitioner]:
    """Some of the services are given their head."""
    people = [*_named(services), *_drawn(random, services)][:PEOPLE]
    _promote(random, people)
    _address(people)
    records = Practitioner.objects.bulk_create(person.record for person in people)
    link = Practitioner.specialties.through
    link.objects.bulk_create(
        link(practitioner_id=person.record.pk, specialty_id=person.service.specialty_id) for person in people
    )
    Affiliation.objects.bulk_create(chain.from_iterable(_affiliations(random, person) for person in people))
    headed = [person for person in people if person.role == ROLES.HEAD and person.record.is_active]
    for person in headed:
        person.service.head = person.record
    Service.objects.bulk_update([person.service for person in headed], ["head"], batch_size=300)
    return records


def _named(services: list[Service]) -> Iterator[Person]:
    """Those of data/people.json: names that a search must bear."""
    by_place = {(service.hospital.slug, service.specialty.slug): service for service in reversed(services)}
    for row in data.read("people"):
        first, *others = (
            by_place[place, row["specialty"]]
            for place in row["hospitals"]
            if (place, row["specialty"]) in by_place
        )
        record = Practitioner(
            first_name=row["first"],
            last_name=row["last"],
            former_name=row.get("former", ""),
            title=row.get("title", "dr"),
            languages=row.get("languages", []),
        )
        role = ROLES.HEAD if row.get("head") else ROLES.CONSULTANT
        yield Person(record, first, role, others)


def _drawn(random: Random, services: list[Service]) -> Iterator[Person]:
    """A head for each service first, then the others as chance has it: a few departments are large."""
    weights = [min(random.paretovariate(1.6), 8) for _service in services]
    drawn = random.choices(services, weights, k=PEOPLE)
    by_specialty = defaultdict(list)
    for service in services:
        by_specialty[service.specialty_id].append(service)
    for number, service in enumerate(chain(services, drawn)):
        role = ROLES.HEAD if number < len(services) else random.choice(OTHER_ROLES)
        others = [row for row in by_specialty[service.specialty_id] if row.hospital_id != service.hospital_id]
        second = [random.choice(others)] if others and random.random() < TWO_HOSPITALS else []
        yield Person(_record(random, is_woman=number % 2 == 0), service, role, second)


def _record(random: Random, is_woman: bool) -> Practitioner:
    own = random.choice(data.names("surnames"))
    last, former = own, ""
    if random.random() < DOUBLE_NAMES:
        last = f"{own}{random.choice(['-', ' '])}{random.choice(data.names('surnames'))}"
    elif is_woman and random.random() < FORMER_NAMES:
        former = random.choice(data.names("surnames"))
    languages = {random.choice(LANGUAGES) for _one in range(random.choice([0, 0, 1, 1, 2]))}
    return Practitioner(
        first_name=random.choice(data.names("women" if is_woman else "men")),
        last_name=last,
        former_name=former,
        languages=sorted(languages),
        is_active=random.random() >= INACTIVE,
        is_indexed=random.random() >= NOT_INDEXED,
    )


def _promote(random: Random, people: list[Person]) -> None:
    """Professors, of whom two in three head a department of a university hospital. One head a department."""
    heads, seen = [], set()
    for person in people:
        if person.role == ROLES.HEAD and person.service.pk in seen:
            person.role = ROLES.CONSULTANT
        elif person.role == ROLES.HEAD:
            seen.add(person.service.pk)
            heads.append(person)
    kinds = {"university", "children"}
    chosen = [row for row in heads if kinds & data.kinds_of(row.service.hospital.slug)]
    others = [person for person in people if person.role == ROLES.CONSULTANT]
    random.shuffle(chosen)
    random.shuffle(others)
    are_already = [person for person in people if person.record.title == PROFESSOR]
    drawn = [row for row in [*chosen[: PROFESSORS * 2 // 3], *others] if row not in are_already]
    for person in drawn[: PROFESSORS - len(are_already)]:
        person.record.title = PROFESSOR
        person.role = ROLES.HEAD if person.role == ROLES.HEAD else ROLES.PROFESSOR


def _address(people: list[Person]) -> None:
    """Slugs; and RPPS numbers that begin as no real one does."""
    taken: set[str] = set()
    for number, person in enumerate(people, 1):
        record = person.record
        record.slug = free_slug(taken, record.name, person.service.specialty.slug)
        record.rpps = f"99{number:09d}"
        taken.add(record.slug)


def _affiliations(random: Random, person: Person) -> Iterator[Affiliation]:
    begun = date(2004, 9, 1) + timedelta(days=random.randrange(21 * 365))
    is_head, draw = person.role == ROLES.HEAD, random.random()
    left = None if is_head or draw >= LEFT else clock.today() - timedelta(days=random.randrange(30, 900))
    begins = min(begun, left) if left else begun
    is_known = is_head or random.random() >= HOSPITAL_ONLY
    yield _affiliation(
        person, person.service if is_known else None, person.service, person.role, begins, left
    )
    for other in person.others:
        yield _affiliation(person, other, other, ROLES.ATTENDING, begun, None)
    if not person.others and random.random() < LEFT_ANOTHER:
        ended = begun - timedelta(days=1)
        yield _affiliation(person, None, person.service, ROLES.FELLOW, None, ended)


def _affiliation(
    person: Person, service: Service | None, place: Service, role: str, begun: date | None, left: date | None
) -> Affiliation:
    return Affiliation(
        practitioner=person.record,
        hospital_id=place.hospital_id,
        service=service,
        role=role,
        from_date=begun,
        until_date=left,
    )
