"""What of each record is searched: its own names, its context, what is shown of it. One unsaved row for each record.

Every name by which a thing is asked for is there, and nothing that readers may not see: no English title before its hour,
no name of a hidden hospital in the row of somebody who works elsewhere too.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import translation

from newsroom import visibility
from newsroom.languages import REFERENCE, TRANSLATION
from newsroom.models import HospitalPage, Specialty

from .models import Affiliation, DirectoryRow, Practitioner, Service
from .normalising import key
from .professions import american, who_practises

Kind = DirectoryRow.Kind
BEFORE_A_NAME = re.compile(
    r"^(groupe hospitalier|hopitaux|hopital|hospital|hospitals|maternite|service|unite|la|le|les|l|de|d|des|du) "
)
AFTER_A_NAME = re.compile(r" (hospital|department|unit)$")
PARTS = re.compile(r" [–—] | \(|\)|, | et | and ")
HOSPITAL_WORDS = "hôpital hospital CHU AP-HP"
SERVICE_WORDS = "service département unité consultation department unit clinic"
PERSON_WORDS = "docteur doctor médecin physician"


def _short(name_key: str) -> str:
    """The hospital "hopital de la pitie" is also asked for as "pitie"."""
    before = None
    while before != name_key:
        before, name_key = name_key, AFTER_A_NAME.sub("", BEFORE_A_NAME.sub("", name_key))
    return name_key


def _with_saint_shortened(name_key: str) -> str:
    return re.sub(r"\bsaint(e?)\b", r"st\1", name_key)


def name_keys(names: Iterable[str]) -> list[str]:
    """Every whole name by which a thing is asked for: each, its parts, each without what is put before a name."""
    parts = {key(part) for name in names for part in (name, *PARTS.split(name))}
    parts |= {_short(part) for part in parts}
    parts |= {_with_saint_shortened(part) for part in parts}
    return sorted(part for part in parts if part)


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _specialty_names(specialty: Specialty) -> list[str]:
    """In both languages, with the everyday words, who practises it, and America's spelling."""
    own = [specialty.name_fr, specialty.name_en or ""]
    lay = [*_lines(specialty.lay_words_fr), *_lines(specialty.lay_words_en)]
    return [*own, *lay, *who_practises(" ".join(own)), *american(" ".join([*own[1:], *lay]))]


def _english_title(page: HospitalPage) -> str:
    """Once it is public: before, nobody may find the hospital by it."""
    return (page.title_en or "") if visibility.is_english_public(page) else ""


def _hospital_names(page: HospitalPage) -> list[str]:
    names = [
        page.title_fr,
        _english_title(page),
        page.short_name,
        *(name.name for name in page.other_names.all()),
    ]
    return [
        *names,
        page.slug,
        *sorted({_with_saint_shortened(key(name)) for name in names} - set(map(key, names))),
    ]


def _hospital_context(page: HospitalPage) -> list[str]:
    group = [page.group.abbreviation, page.group.name_fr, page.group.name_en or ""] if page.group else []
    return [page.city, page.postcode, *group]


def _row(kind: Kind, record, names: list[str], context: list[str], **values) -> DirectoryRow:
    names = list(dict.fromkeys(filter(None, names)))
    values.setdefault("sort_name", values["label_fr"])
    return DirectoryRow(
        kind=kind,
        object_id=record.pk,
        slug=record.slug,
        names="\n".join(names),
        name_keys=name_keys(names),
        context=" ".join(dict.fromkeys(filter(None, context))),
        **values,
    )


def specialty_row(specialty: Specialty) -> DirectoryRow:
    """`services`: those that are listed."""
    services = list(specialty.services.all())
    return _row(
        Kind.SPECIALTY,
        specialty,
        _specialty_names(specialty),
        [],
        label_fr=specialty.name_fr,
        label_en=specialty.name_en or specialty.name_fr,
        hospital_ids=sorted({service.hospital_id for service in services}),
        specialty_ids=[specialty.pk],
        weight=min(len(services), 99),
    )


def hospital_row(page: HospitalPage) -> DirectoryRow:
    place = f"{page.postcode} {page.city}".strip()
    return _row(
        Kind.HOSPITAL,
        page,
        _hospital_names(page),
        [*_hospital_context(page), HOSPITAL_WORDS],
        label_fr=page.title_fr,
        label_en=_english_title(page) or page.title_fr,
        detail_fr=place,
        detail_en=place,
        hospital_ids=[page.pk],
        weight=30 if page.has_emergency else 0,
    )


def service_row(service: Service) -> DirectoryRow:
    names = [service.name_fr, service.name_en or "", *_lines(service.other_names)]
    hospital = service.hospital
    return _row(
        Kind.SERVICE,
        service,
        [*names, *who_practises(" ".join(names)), *american(service.name_en or "")],
        [
            *_specialty_names(service.specialty),
            *_hospital_names(hospital),
            *_hospital_context(hospital),
            SERVICE_WORDS,
        ],
        label_fr=service.name_fr,
        label_en=service.name_en or service.name_fr,
        detail_fr=hospital.title_fr,
        detail_en=_english_title(hospital) or hospital.title_fr,
        hospital_ids=[hospital.pk],
        specialty_ids=[service.specialty_id],
        weight=10 if service.is_emergency else 0,
    )


def _person_names(person: Practitioner) -> list[str]:
    """With what is written in one word by who does not know better: delatour, jeanfrancois."""
    glued = [key(name).replace(" ", "") for name in (person.last_name, person.first_name) if " " in key(name)]
    return [
        person.name,
        f"{person.last_name} {person.first_name}",
        person.former_name,
        *glued,
    ]


def _changes_on(affiliations: list[Affiliation], day: date) -> date | None:
    """The next day, after today, on which one of them begins, or is over."""
    begins = [one.from_date for one in affiliations if one.from_date]
    over = [one.until_date + timedelta(days=1) for one in affiliations if one.until_date]
    return min((when for when in (*begins, *over) if when > day), default=None)


def practitioner_row(person: Practitioner, day: date, open_hospitals: set[int]) -> DirectoryRow:
    """`affiliations` come with their hospitals and services. Who comes later has the row of that day, not listed yet.

    `open_hospitals`: those that readers see. No other is named in the row of somebody who works in one of these: the
    row is found at once, and its words with it."""
    affiliations = list(person.affiliations.all())
    current = [one for one in affiliations if one.is_current_on(day)]
    changes_on = _changes_on(affiliations, day)
    coming = [one for one in affiliations if changes_on and one.is_current_on(changes_on)]
    at_work = current or coming
    seen = [one for one in at_work if one.hospital_id in open_hospitals] or at_work
    places = [(one.service, one.hospital) for one in seen]
    specialties = {one.pk: one for one in person.specialties.all()}
    specialties |= {service.specialty_id: service.specialty for service, _hospital in places if service}
    hospitals = {hospital.pk: hospital for _service, hospital in places}
    context = [word for one in specialties.values() for word in _specialty_names(one)]
    context += [name for hospital in hospitals.values() for name in _hospital_names(hospital)]
    context += [word for hospital in hospitals.values() for word in _hospital_context(hospital)]
    context += [
        name for service, _hospital in places if service for name in (service.name_fr, service.name_en or "")
    ]
    return _row(
        Kind.PRACTITIONER,
        person,
        _person_names(person),
        [*context, PERSON_WORDS],
        **{f"label_{code}": _titled(person, code) for code in (REFERENCE, TRANSLATION)},
        **{f"detail_{code}": _where(person, places, code) for code in (REFERENCE, TRANSLATION)},
        last_name=person.last_name,
        hospital_ids=sorted({one.hospital_id for one in at_work}),
        specialty_ids=sorted(specialties),
        weight=2 if person.title == Practitioner.Title.PROFESSOR else 0,
        sort_name=f"{person.last_name} {person.first_name}",
        is_listed=bool(current),
        changes_on=changes_on,
    )


def _titled(person: Practitioner, code: str) -> str:
    with translation.override(code):
        return person.titled_name


def _where(person: Practitioner, places: list, code: str) -> str:
    """As in "Cardiologie, Bichat", of the first place where the person works; other hospitals by name."""
    if not places:
        return ""
    service, hospital = places[0]
    first = service or next(iter(person.specialties.all()), None)
    name = getattr(first, f"name_{code}", None) or getattr(first, "name_fr", "") if first else ""
    others = [one.name for one in dict.fromkeys(place[1] for place in places[1:]) if one != hospital]
    return ", ".join(filter(None, [name, hospital.name, *others]))
