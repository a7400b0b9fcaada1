"""What search engines are told of a practitioner and of a department. Nothing that the page does not show."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom import languages
from newsroom.models import HospitalPage, Specialty
from newsroom.origin import absolute
from newsroom.structured_data import CONTEXT, breadcrumb, institution, known, postal_address

from . import medical_specialties
from .models import Practitioner, Service


def of_practitioner(person: Practitioner, context: dict, request: HttpRequest) -> list[dict]:
    places = context["places"]
    services = [place.service for place in places if place.service]
    physician = known(
        {
            "@type": "Physician",
            "name": person.titled_name,
            "url": absolute(person.get_absolute_url()),
            **_specialties(context["specialties"]),
            "telephone": next((row.telephone for row in services), places[0].hospital.phone),
            "address": postal_address(places[0].hospital),
            "hospitalAffiliation": [_hospital(place.hospital, request) for place in places],
            "department": [_clinic(row) for row in services],
        }
    )
    return _with_way(physician, [(person.titled_name, person)])


def of_service(service: Service, request: HttpRequest) -> list[dict]:
    hospital = service.hospital
    clinic = known(
        _clinic(service)
        | {
            **_specialties([service.specialty]),
            "telephone": service.telephone,
            "address": postal_address(hospital),
            "parentOrganization": _hospital(hospital, request),
        }
    )
    return _with_way(clinic, [(languages.text_of(service, "name"), service)])


def _specialties(rows: list[Specialty]) -> dict[str, list[str]]:
    """In schema.org's words as far as it has them, and in ours."""
    members = dict.fromkeys(member for row in rows if (member := medical_specialties.member(row.slug)))
    return {"medicalSpecialty": list(members), "knowsAbout": [languages.text_of(row, "name") for row in rows]}


def _with_way(record: dict, steps: list[tuple[str, Practitioner | Service]]) -> list[dict]:
    way = [(name, absolute(row.get_absolute_url())) for name, row in steps]
    directory = (_("Doctors and departments"), absolute(reverse("search:directory")))
    return [{"@context": CONTEXT} | part for part in (record, breadcrumb([directory, *way]))]


def _clinic(service: Service) -> dict:
    address = absolute(service.get_absolute_url())
    return {"@type": "MedicalClinic", "name": languages.text_of(service, "name"), "url": address}


def _hospital(hospital: HospitalPage, request: HttpRequest) -> dict:
    return {
        "@type": "Hospital",
        "name": hospital.shown_title,
        "url": absolute(hospital.get_url(request)),
        "parentOrganization": institution(),
    }
