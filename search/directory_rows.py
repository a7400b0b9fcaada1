"""The rows of the directory: which records have one, and when it is made anew.

A row is written in the transaction that changes its record (search/directory_following.py). Whether readers may see the
record is asked again at each search (search/listed.py); a row holds what does not change with the hour, and
`changes_on`, the next day on which an affiliation begins or has ended.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import batched

from django.db import transaction
from django.db.models import F, Prefetch, Q

from newsroom import clock, visibility
from newsroom.models import HospitalPage, Specialty

from . import words
from .models import Affiliation, DirectoryRow, Practitioner, Service
from .record_texts import hospital_row, practitioner_row, service_row, specialty_row

Kind = DirectoryRow.Kind
BATCH = 1000

# Which records have a row, and with what each is read -----------------------------------------------------------


def _hospitals():
    return HospitalPage.objects.select_related("group").prefetch_related("other_names")


def _specialties():
    return Specialty.objects.prefetch_related(Prefetch("services", Service.objects.listed()))


def _services():
    return (
        Service.objects.filter(is_active=True)
        .select_related("specialty")
        .prefetch_related(Prefetch("hospital", _hospitals()))
    )


def _practitioners():
    """Also those whose hospital is hidden today: readers are asked for at each search."""
    open_service = Q(service=None) | Q(service__is_active=True)
    affiliations = Affiliation.objects.filter(open_service).order_by("from_date", "pk")
    affiliations = affiliations.prefetch_related(
        Prefetch("hospital", _hospitals()), Prefetch("service", Service.objects.select_related("specialty"))
    )
    people = Practitioner.objects.filter(is_active=True, is_indexed=True)
    return people.prefetch_related("specialties", Prefetch("affiliations", affiliations))


def _made_of_practitioners(people: Iterable[Practitioner]) -> Iterator[DirectoryRow]:
    day = clock.today()
    open_hospitals = set(HospitalPage.objects.visible().values_list("pk", flat=True))
    rows = (practitioner_row(person, day, open_hospitals) for person in people)
    return (row for row in rows if row.hospital_ids)


READ = {
    Kind.SPECIALTY: (_specialties, lambda rows: map(specialty_row, rows)),
    Kind.HOSPITAL: (_hospitals, lambda rows: map(hospital_row, rows)),
    Kind.SERVICE: (_services, lambda rows: map(service_row, rows)),
    Kind.PRACTITIONER: (_practitioners, _made_of_practitioners),
}
WRITTEN = [
    field.name
    for field in DirectoryRow._meta.concrete_fields
    if not field.primary_key and not field.generated and field.name not in {"kind", "object_id"}
]


def _says(row: DirectoryRow) -> list:
    return [getattr(row, name) for name in WRITTEN]


@transaction.atomic
def refresh(kind: Kind, ids: Iterable[int]) -> int:
    """Makes anew the rows of these records, and takes away those of records that have none any more.

    The number of rows that changed."""
    records, made = READ[kind]
    changes = 0
    for some in batched(sorted(set(ids)), BATCH):
        rows = list(made(records().filter(pk__in=some)))
        there = {row.object_id: row for row in DirectoryRow.objects.filter(kind=kind, object_id__in=some)}
        new = [row for row in rows if row.object_id not in there or _says(there[row.object_id]) != _says(row)]
        DirectoryRow.objects.bulk_create(
            new, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=WRITTEN
        )
        gone = there.keys() - {row.object_id for row in rows}
        DirectoryRow.objects.filter(kind=kind, object_id__in=gone).delete()
        words.learn(kind, rows)
        changes += len(new) + len(gone)
    return changes


def refresh_due() -> None:
    """Practitioners of whom an affiliation begins today, or has ended; hospitals whose English hour has come."""
    due = DirectoryRow.objects.filter(kind=Kind.PRACTITIONER, changes_on__lte=clock.today())
    refresh(Kind.PRACTITIONER, due.values_list("object_id", flat=True))
    english = HospitalPage.objects.filter(visibility.english_by_its_hour())
    without = DirectoryRow.objects.filter(kind=Kind.HOSPITAL, label_en=F("label_fr"))
    refresh(Kind.HOSPITAL, english.filter(pk__in=without.values("object_id")).values_list("pk", flat=True))


# All of them -----------------------------------------------------------------------------------------------------

Tick = Callable[[int], None]


def count() -> int:
    return sum(records().count() for records, _made in READ.values())


def rebuild(tick: Tick = lambda count: None) -> int:
    """While readers go on searching. The number of changes; `tick` is told how many records were read."""
    changes = 0
    for kind, (records, _made) in READ.items():
        stale = DirectoryRow.objects.filter(kind=kind).exclude(object_id__in=records().values("pk"))
        changes += stale.delete()[0]
        for some in batched(records().order_by("pk").values_list("pk", flat=True), BATCH):
            changes += refresh(kind, some)
            tick(len(some))
    words.forget_unused()
    return changes


def drift(tick: Tick = lambda count: None) -> list[str]:
    """As in "kind key: what is wrong", for each row that is not what its record says today."""
    found = []
    for kind, (records, made) in READ.items():
        there = {row.object_id: row for row in DirectoryRow.objects.filter(kind=kind)}
        for row in made(records().order_by("pk").iterator(BATCH)):
            tick(1)
            old = there.pop(row.object_id, None)
            wrong = [name for name in WRITTEN if old and getattr(old, name) != getattr(row, name)]
            if old is None or wrong:
                found.append(f"{kind} {row.slug}: {', '.join(wrong) or 'no row'}")
        found += [f"{kind} {row.slug}: a row too many" for row in there.values()]
    return found
