"""What the measured rows hang on: the demonstration's hospitals, specialties and departments; then invented people."""

from collections.abc import Iterator
from itertools import batched, count
from random import Random

from django.core.management import call_command
from django.db import transaction

from newsroom.demo import pages
from newsroom.demo import records as newsroom_records
from newsroom.languages import writes_in_reference
from newsroom.models import HomePage
from newsroom.starter import tree
from search.demo import services
from search.models import Affiliation, Practitioner, Service
from search.slugs import slug_of

from . import names

BATCH = 5000
TWO_HOSPITALS, PROFESSORS = 0.3, 0.08


def prepare() -> None:
    """Nothing, if a kept database has it all."""
    call_command("migrate", verbosity=0, interactive=False)
    if not HomePage.objects.exists():
        _load()


@writes_in_reference
@transaction.atomic
def _load() -> None:
    newsroom_records.load()
    pages.load_hospitals(tree.ensure().hospitals)
    services.load(Random(1))


def add_people(size: int) -> int:
    """Until there are `size` of them; how many were added. The rows of the search are not written."""
    known = Practitioner.objects.count()
    random = Random(size)
    people = names.people(random, known, size)
    departments = list(Service.objects.filter(is_active=True).order_by("pk"))
    for some in batched(people, BATCH):
        _write(random, some, departments)
    return max(0, size - known)


@transaction.atomic
def _write(random: Random, people: tuple[names.Person, ...], departments: list[Service]) -> None:
    first = Practitioner.objects.count()
    records = Practitioner.objects.bulk_create(_records(random, people, first))
    affiliations, links = [], []
    link = Practitioner.specialties.through
    for record in records:
        for service in _places(random, departments):
            affiliations.append(
                Affiliation(practitioner=record, service=service, hospital_id=service.hospital_id)
            )
        links.append(link(practitioner_id=record.pk, specialty_id=affiliations[-1].service.specialty_id))
    Affiliation.objects.bulk_create(affiliations)
    link.objects.bulk_create(links)


def _records(random: Random, people: tuple[names.Person, ...], first: int) -> Iterator[Practitioner]:
    for number, person in zip(count(first), people, strict=False):
        is_professor = random.random() < PROFESSORS
        yield Practitioner(
            slug=f"{slug_of(person.first_name, person.last_name)[:100]}-{number}",
            title=Practitioner.Title.PROFESSOR if is_professor else Practitioner.Title.DOCTOR,
            first_name=person.first_name,
            last_name=person.last_name,
        )


def _places(random: Random, departments: list[Service]) -> list[Service]:
    return random.sample(departments, 2 if random.random() < TWO_HOSPITALS else 1)
