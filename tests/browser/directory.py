"""Departments and people, for the pages that a browser walks through: one of everything that they can draw."""

from search.models import Practitioner
from tests import factories
from tests.directory_factories import AffiliationFactory, PractitionerFactory, ServiceFactory


def fill(site: factories.SiteTree) -> None:
    """At Cochin more departments than stand open at once; at Necker one that nobody has translated, without people."""
    news = factories.specialty("nephrologie", name_fr="Néphrologie", name_en="Nephrology")
    factories.english_release(site, slug="dialyse", slug_en="dialysis", specialties=[news])
    kidney = ServiceFactory(
        slug="nephrologie-cochin",
        name_fr="Néphrologie, transplantation et hypertension artérielle",
        name_en="Nephrology, transplantation and high blood pressure",
        specialty=news,
        hospital=site.cochin,
        appointment_url="https://example.org/rendez-vous",
        other_names="Dialyse\nGreffe de rein",
    )
    for number in range(14):
        ServiceFactory(hospital=site.cochin, is_emergency=number == 0)
    ServiceFactory(
        slug="sans-nom",
        name_fr="Médecine du sport",
        name_en=None,
        access_en=None,
        hospital=site.necker,
        phone="",
    )
    _people(site, kidney)


def _people(site: factories.SiteTree, kidney) -> None:
    head = PractitionerFactory(
        service=kidney,
        role="head",
        title="pr",
        first_name="Jean-François",
        last_name="de La Tour d’Auvergne-Lauraguais",
        slug="jean-francois-de-la-tour",
        languages=["en", "fsl", "ar"],
    )
    AffiliationFactory(practitioner=head, service=None, hospital=site.necker, role="attending")
    for role in ("deputy", "professor", "consultant", "fellow", "attending"):
        PractitionerFactory(service=kidney, role=role)
    Practitioner.objects.filter(pk=PractitionerFactory(service=kidney).pk).update(is_indexed=False)
