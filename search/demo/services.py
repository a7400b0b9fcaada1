"""The departments of the demonstration: a plausible set for each hospital, by its kind. Numbers are those of fiction."""

from random import Random

from newsroom.models import HospitalPage, Specialty

from ..models import Service
from ..slugs import free_slug
from . import data

# 01 99 00 is kept for works of fiction; its first thousands are the press offices' of the demonstration.
FIRST_NUMBER = 2000
BUILDINGS = "Achard Babinski Baudelaire Charcot Dieulafoy Laennec Lavoisier Pasteur Vaquez Widal".split()
FLOORS = [
    ("rez-de-chaussée", "ground floor"),
    ("1er étage", "first floor"),
    ("2e étage", "second floor"),
    ("3e étage", "third floor"),
    ("4e étage", "fourth floor"),
]
DOORS = "ABCD"


def load(random: Random) -> list[Service]:
    specialties = {row.slug: row for row in Specialty.objects.all()}
    taken: set[str] = set()
    services = []
    for hospital in HospitalPage.objects.open().order_by("path"):
        for row in _of_hospital(hospital):
            service = _service(random, hospital, specialties[row["specialty"]], row, len(services))
            service.slug = free_slug(taken, f"{row['name_fr']} {hospital.slug}")
            taken.add(service.slug)
            services.append(service)
    return Service.objects.bulk_create(services)


def _of_hospital(hospital: HospitalPage) -> list[dict]:
    kinds = data.kinds_of(hospital.slug)
    if hospital.emergency_adult == hospital.Emergency.YES:
        kinds.add("adult-emergency")
    if hospital.emergency_paediatric == hospital.Emergency.YES:
        kinds.add("child-emergency")
    return [
        row
        for row in data.read("services")
        if hospital.slug in row.get("hospitals", ()) or kinds & set(row.get("kinds", ()))
    ]


def _service(random: Random, hospital: HospitalPage, specialty: Specialty, row: dict, number: int) -> Service:
    building, door = random.choice(BUILDINGS), random.choice(DOORS)
    floor_fr, floor_en = random.choice(FLOORS)
    has_link = random.random() < 0.3 and not row.get("emergency")
    return Service(
        name_fr=row["name_fr"],
        name_en=row["name_en"],
        hospital=hospital,
        specialty=specialty,
        phone=f"+3319900{FIRST_NUMBER + number}",
        appointment_url=f"https://example.org/rendez-vous/{hospital.slug}" if has_link else "",
        access_fr=f"Bâtiment {building}, {floor_fr}, porte {door}",
        access_en=f"{building} building, {floor_en}, door {door}",
        other_names="\n".join(row.get("other_names", ())),
        is_emergency=row.get("emergency", False),
        is_active=random.random() > 0.01,
    )
