"""What becomes of affiliations when the register is read. Those made by hand are never touched.

An imported one that the register no longer has ended yesterday; one that it has again begins today; one that
somebody ended stays ended for as long as the register says what it said then.
"""

from collections import defaultdict
from datetime import date, timedelta

from newsroom import clock
from search.models import Affiliation, Service

BATCH = 1000
WRITTEN = ["service_id", "from_date", "until_date", "is_in_register"]
FIELDS = ["service", *WRITTEN[1:]]


class Affiliations:
    """Reads all of them at once, is told who is where, and writes at the end."""

    def __init__(self, specialties: dict[int, set[int]], numbered: set[int]) -> None:
        """`specialties`: keys, by practitioner. `numbered`: the hospitals that the register can speak of."""
        self.specialties, self.numbered, self.today = specialties, numbered, clock.today()
        self.rows: dict[int, list[Affiliation]] = defaultdict(list)
        for row in Affiliation.objects.filter(practitioner__rpps__isnull=False).order_by("pk"):
            self.rows[row.practitioner_id].append(row)
        self.services: dict[int, list[Service]] = defaultdict(list)
        for service in Service.objects.filter(is_active=True).order_by("pk"):
            self.services[service.hospital_id].append(service)
        self.open_services = {row.pk for rows in self.services.values() for row in rows}
        self.in_register = sum(
            self._is_open(row) and row.is_imported for rows in self.rows.values() for row in rows
        )
        self.new: list[Affiliation] = []
        self.changed: dict[int, Affiliation] = {}
        self.ended: dict[int, Affiliation] = {}
        self.absent = 0  # ended because the register has them no more

    @property
    def practitioners(self) -> set[int]:
        rows = [*self.new, *self.changed.values(), *self.ended.values()]
        return {row.practitioner_id for row in rows}

    def find(self, practitioner: int, hospitals: set[int]) -> None:
        """The register says that they work at these."""
        for hospital in sorted(hospitals):
            imported = self._imported(practitioner, hospital)
            if self._is_covered_by_hand(practitioner, hospital):
                if imported and self._is_open(imported):
                    self._end(imported)
            elif imported is None:
                self._open(practitioner, hospital)
            else:
                self._keep(imported)

    def end_all_but(self, practitioner: int, hospitals: set[int]) -> None:
        """The register says that they work at none but these."""
        for row in self.rows.get(practitioner, ()):
            if not row.is_imported or row.hospital_id in hospitals or row.hospital_id not in self.numbered:
                continue
            if self._is_open(row):
                self._end(row)
                self.absent += 1
            elif row.is_in_register:
                row.is_in_register = False
                self.changed[row.pk] = row

    def write(self) -> None:
        Affiliation.objects.bulk_create(self.new, batch_size=BATCH)
        rows = [*self.changed.values(), *self.ended.values()]
        Affiliation.objects.bulk_update(rows, FIELDS, batch_size=BATCH)

    def _imported(self, practitioner: int, hospital: int) -> Affiliation | None:
        rows = [
            row for row in self.rows.get(practitioner, ()) if row.is_imported and row.hospital_id == hospital
        ]
        return max(rows, key=lambda row: (self._is_open(row), row.pk), default=None)

    def _is_open(self, row: Affiliation) -> bool:
        return row.until_date is None or row.until_date >= self.today

    def _is_covered_by_hand(self, practitioner: int, hospital: int) -> bool:
        return any(
            not row.is_imported
            and row.hospital_id == hospital
            and self._is_open(row)
            and (row.from_date is None or row.from_date <= self.today)
            for row in self.rows.get(practitioner, ())
        )

    def _open(self, practitioner: int, hospital: int) -> None:
        row = Affiliation(
            practitioner_id=practitioner,
            hospital_id=hospital,
            service_id=self._service(practitioner, hospital),
            is_imported=True,
            is_in_register=True,
        )
        if self._is_taken(row):
            row.from_date = self._free_day(row, self.today)
        self.rows[practitioner].append(row)
        self.new.append(row)

    def _keep(self, row: Affiliation) -> None:
        before = [getattr(row, name) for name in WRITTEN]
        if not self._is_open(row) and not row.is_in_register:
            row.until_date = None
            row.from_date = self._free_day(row, self.today)
        row.is_in_register = True
        if self._is_open(row) and row.service_id not in self.open_services:
            service, row.service_id = row.service_id, self._service(row.practitioner_id, row.hospital_id)
            if self._is_taken(row):
                row.service_id = service
        if before != [getattr(row, name) for name in WRITTEN]:
            self.changed[row.pk] = row

    def _end(self, row: Affiliation) -> None:
        yesterday = self.today - timedelta(days=1)
        row.until_date, row.is_in_register = yesterday, False
        if row.from_date and row.from_date > yesterday:
            row.from_date = self._free_day(row, yesterday)
        self.ended[row.pk] = row

    def _service(self, practitioner: int, hospital: int) -> int | None:
        """The one department of that hospital whose specialty is theirs, if there is exactly one."""
        specialties = self.specialties.get(practitioner, set())
        found = [row.pk for row in self.services.get(hospital, ()) if row.specialty_id in specialties]
        return found[0] if len(found) == 1 else None

    def _is_taken(self, row: Affiliation) -> bool:
        """The database knows an affiliation once for each first day."""
        return any(
            other is not row
            and (other.hospital_id, other.service_id, other.from_date)
            == (row.hospital_id, row.service_id, row.from_date)
            for other in self.rows.get(row.practitioner_id, ())
        )

    def _free_day(self, row: Affiliation, day: date) -> date:
        """`day`, or the last day before it on which no other one begins."""
        row.from_date = day
        while self._is_taken(row):
            row.from_date -= timedelta(days=1)
        return row.from_date
