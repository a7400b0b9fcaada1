"""Records of the directory. `PractitionerFactory(service=…)` works there since long ago."""

import factory
from factory.django import DjangoModelFactory

from newsroom.models import HospitalPage
from search.models import Affiliation, Practitioner, Service
from search.slugs import slug_of

from . import factories


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = Service

    hospital = factory.LazyFunction(lambda: HospitalPage.objects.get(slug="cochin"))
    specialty = factory.LazyFunction(factories.specialty)
    name_fr = factory.Sequence(lambda number: f"Cardiologie {number}")
    name_en = factory.Sequence(lambda number: f"Cardiology {number}")
    slug = factory.LazyAttribute(lambda service: slug_of(service.name_fr, service.hospital.slug))
    phone = "+33199002000"
    access_fr = "Bâtiment Achard, 2e étage"
    access_en = "Achard building, second floor"


class AffiliationFactory(DjangoModelFactory):
    """Without a service: `service=None, hospital=…`."""

    class Meta:
        model = Affiliation

    practitioner = factory.SubFactory("tests.directory_factories.PractitionerFactory", service=None)
    service = factory.SubFactory(ServiceFactory)
    hospital = factory.LazyAttribute(lambda affiliation: affiliation.service.hospital)


class PractitionerFactory(DjangoModelFactory):
    """With one affiliation, at `service`, in the role of `role`; `service=None` for none."""

    class Meta:
        model = Practitioner

    service = factory.SubFactory(ServiceFactory)
    role = Affiliation.Role.CONSULTANT
    first_name = "Camille"
    last_name = factory.Sequence(lambda number: f"Marchand {number}")
    slug = factory.LazyAttribute(lambda person: slug_of(person.first_name, person.last_name))

    @classmethod
    def _create(cls, model_class, *args, service: Service | None, role: str, **fields) -> Practitioner:
        person = super()._create(model_class, *args, **fields)
        if service is not None:
            AffiliationFactory(practitioner=person, service=service, role=role)
            person.specialties.set([service.specialty])
            person.save()
        return person
