"""Invented people; the pages that name them say so."""

from datetime import timedelta

from newsroom import clock
from newsroom.models import Expert, HospitalPage, Specialty

from . import data

AGREED_FOR = timedelta(days=365)
SAME = "slug title first_name last_name function_fr function_en languages does_television does_radio internal_note".split()


def load(hospitals: dict[str, HospitalPage]) -> int:
    specialties = {row.slug: row for row in Specialty.objects.all()}
    rows = data.read("experts")
    for order, row in enumerate(rows):
        expert = Expert.objects.create(
            hospital=hospitals[row["hospital"]] if row["hospital"] else None,
            subjects_fr="\n".join(row["subjects_fr"]),
            subjects_en="\n".join(row["subjects_en"]),
            agreed_until=clock.today() + AGREED_FOR,
            order=order,
            **{name: row[name] for name in SAME},
        )
        expert.specialties.set([specialties[slug] for slug in row["specialties"]])
    return len(rows)
