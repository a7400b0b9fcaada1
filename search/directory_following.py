"""The rows of the directory follow the records, in the same transaction, whoever writes them one by one.

What writes many at once (an import, `bulk_create`, `update`) sends no signals: it calls directory_rows itself.
"""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from newsroom import signals
from newsroom.models import HospitalGroup, HospitalName, HospitalPage, Specialty

from . import directory_rows, synonyms
from .models import Affiliation, DirectoryRow, Practitioner, Service, Synonym

Kind = DirectoryRow.Kind


def _people(**where) -> list[int]:
    return list(Affiliation.objects.filter(**where).values_list("practitioner", flat=True))


def _practitioner(instance, **kwargs) -> None:
    directory_rows.refresh(Kind.PRACTITIONER, [instance.pk])


def _specialties_of(instance, action: str, **kwargs) -> None:
    if action.startswith("post_") and isinstance(instance, Practitioner):
        _practitioner(instance)


def _affiliation(instance, **kwargs) -> None:
    directory_rows.refresh(Kind.PRACTITIONER, [instance.practitioner_id])


def _before_service(instance, **kwargs) -> None:
    """Its specialty until now has a department less."""
    before = Service.objects.filter(pk=instance.pk).values_list("specialty", flat=True)
    instance.specialties_before = list(before)


def _service(instance, **kwargs) -> None:
    directory_rows.refresh(Kind.SERVICE, [instance.pk])
    before = getattr(instance, "specialties_before", [])
    directory_rows.refresh(Kind.SPECIALTY, [instance.specialty_id, *before])
    directory_rows.refresh(Kind.PRACTITIONER, _people(service=instance.pk))


def _hospital(instance, **kwargs) -> None:
    services = Service.objects.filter(hospital=instance.pk)
    directory_rows.refresh(Kind.HOSPITAL, [instance.pk])
    directory_rows.refresh(Kind.SERVICE, services.values_list("pk", flat=True))
    directory_rows.refresh(Kind.SPECIALTY, services.values_list("specialty", flat=True))
    directory_rows.refresh(Kind.PRACTITIONER, _people(hospital=instance.pk))


def _group(instance, **kwargs) -> None:
    for page in HospitalPage.objects.filter(group=instance.pk):
        _hospital(page)


def _hospital_name(instance, **kwargs) -> None:
    if page := HospitalPage.objects.filter(pk=instance.hospital_id).first():
        _hospital(page)


def _specialty(instance, **kwargs) -> None:
    services = Service.objects.filter(specialty=instance.pk).values_list("pk", flat=True)
    practise = Practitioner.objects.filter(specialties=instance.pk).values_list("pk", flat=True)
    directory_rows.refresh(Kind.SPECIALTY, [instance.pk])
    directory_rows.refresh(Kind.SERVICE, services)
    directory_rows.refresh(Kind.PRACTITIONER, [*practise, *_people(service__specialty=instance.pk)])


def _time_passes(**kwargs) -> None:
    directory_rows.refresh_due()


def _synonym(**kwargs) -> None:
    synonyms.forget()


FOLLOWED = {
    Practitioner: _practitioner,
    Affiliation: _affiliation,
    Service: _service,
    HospitalPage: _hospital,
    HospitalName: _hospital_name,
    HospitalGroup: _group,
    Specialty: _specialty,
    Synonym: _synonym,
}


def connect() -> None:
    signals.round_over.connect(_time_passes, dispatch_uid="search.directory.time")
    for model, follow in FOLLOWED.items():
        for signal, word in ((post_save, "saved"), (post_delete, "deleted")):
            signal.connect(follow, sender=model, weak=False, dispatch_uid=f"search.{model.__name__}.{word}")
    pre_save.connect(_before_service, sender=Service, weak=False, dispatch_uid="search.Service.before")
    m2m_changed.connect(
        _specialties_of,
        sender=Practitioner.specialties.through,
        weak=False,
        dispatch_uid="search.Practitioner.specialties",
    )
