"""What the pages of practitioners and of departments show. Each part costs one query, however many rows it has."""

from django.utils import translation

from newsroom import hospital_map, languages
from newsroom.languages import active
from newsroom.models import PressReleasePage
from newsroom.origin import absolute

from .models import Affiliation, Practitioner, Service

RELEASES = 4


def addresses(record: Practitioner | Service) -> dict[str, object]:
    """The same page in every language: {"canonical", "alternates": [(hreflang, address)]}, absolute."""
    places = {code: absolute(_address(record, code)) for code in languages.codes()}
    alternates = [*places.items(), ("x-default", places[languages.REFERENCE])]
    return {"canonical": places[active()], "alternates": alternates}


def _address(record: Practitioner | Service, language: str) -> str:
    with translation.override(language):
        return record.get_absolute_url()


def of_practitioner(person: Practitioner) -> dict[str, object]:
    """`places`: where the person works today, departments that they head first."""
    rows = person.affiliations.current().select_related("hospital", "service__specialty")
    places = sorted(rows, key=lambda place: (place.role != Affiliation.Role.HEAD, place.pk))
    for place in places:
        place.drawing = hospital_map.locator(place.hospital)
        if place.service:
            place.service.hospital = place.hospital
    return {"person": person, "specialties": list(person.specialties.all()), "places": places}


def of_service(service: Service) -> dict[str, object]:
    """`heads` and `members`: its people of today, alphabetically; nobody is in both."""
    current = service.affiliations.current().filter(practitioner__is_active=True)
    people = list(current.by_name().select_related("practitioner"))
    heads = [row for row in people if _heads(row, service)]
    named = {row.practitioner_id for row in heads}
    return {
        "service": service,
        "hospital": service.hospital,
        "heads": heads,
        "members": [row for row in people if row.practitioner_id not in named],
        "releases": _releases(service),
    }


def _heads(affiliation: Affiliation, service: Service) -> bool:
    return affiliation.role == Affiliation.Role.HEAD or affiliation.practitioner_id == service.head_id


def _releases(service: Service) -> list[PressReleasePage]:
    """The newest of its hospital on its specialty."""
    releases = PressReleasePage.objects.visible_in(active()).for_hospital(service.hospital)
    return list(releases.filter(specialties=service.specialty_id).newest_first().for_cards()[:RELEASES])


def services_of(hospital) -> dict[str, list[Service]]:
    """Emergency departments apart, then all of them in the order of the active language. One query."""
    services = list(Service.objects.listed().filter(hospital=hospital).by_name())
    return {"services": services, "emergencies": [row for row in services if row.is_emergency]}
