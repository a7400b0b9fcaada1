"""The import of practitioners: the directory follows the national register, and people who wrote in it by hand win.

What somebody typed stays: the spelling of a name, a department, a role, an end, every affiliation made by hand.
All is done in one transaction, so that a failure leaves nothing behind.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from newsroom.imports import bulk
from newsroom.imports.report import BadFile, Report, taken_back
from newsroom.models import HospitalPage, Specialty
from search import directory_rows
from search.models import Practitioner
from search.normalising import key

from .affiliations import Affiliations
from .extract import Extract, Person, Tick, no_tick
from .slugs import Slugs

BATCH = 1000
LONGEST_LINE = 1_000_000  # bytes; a longer one is read as several, none of which is a line
FEW = 20  # so few ends are no sign of a file that was cut off
IMPORTING = 7_702_002  # key of the database's advisory lock; any number that nothing else takes


class Importer:
    def __init__(self, allow_many_ends: bool = False, dry_run: bool = False) -> None:
        self.allow_many_ends, self.dry_run = allow_many_ends, dry_run
        self.report = Report(ended=0)

    def run(self, path: Path, tick: Tick = no_tick) -> Report:
        """`tick` is told how many bytes were read. BadFile: the file cannot be used, and nothing was changed."""
        hospitals = _hospitals()
        if not hospitals:
            raise BadFile(_("no hospital of the site has a FINESS number: import the hospitals first"))
        with taken_back(self.dry_run):
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORTING])
            registered = Practitioner.objects.exclude(rpps=None)
            extract = Extract(hospitals, set(registered.values_list("rpps", flat=True)), self.report)
            with path.open("rb") as file:
                extract.read(iter(partial(file.readline, LONGEST_LINE), b""), tick)
            # Locked from now on: what an editor saves meanwhile comes after, and is not lost.
            self.known = {row.rpps: row for row in registered.select_for_update()}
            self._write(extract)
        return self.report

    def _write(self, extract: Extract) -> None:
        self.codes = _specialties_by_code()
        self._tell_of_codes(extract)
        people = dict(sorted(extract.people.items()))
        new = self._add(person for rpps, person in people.items() if rpps not in self.known)
        changed = self._update(person for rpps, person in people.items() if rpps in self.known)
        self.known |= {row.rpps: row for row in new}
        changed |= self._join_specialties(people)
        changed |= self._follow(extract)
        if len(new) >= BATCH:
            bulk.refresh_statistics()
        self.report.added = len(new)
        self.report.changed = len(changed - {row.pk for row in new})
        self.report.unchanged = len(
            people.keys() - {row.rpps for row in self.known.values() if row.pk in changed}
        )
        self._reindex([row for row in self.known.values() if row.pk in changed])

    def _tell_of_codes(self, extract: Extract) -> None:
        if "skill" not in extract.places:
            self.report.notes.append(_("the file has no specialties: nobody is given one"))
        unknown = sorted({skill for skill in extract.skills if skill[0] not in self.codes})
        if unknown:
            names = ", ".join(f"{code} ({name})" if name else code for code, name in unknown)
            self.report.notes.append(_("codes that no specialty has: %(names)s") % {"names": names})

    def _add(self, people: Iterable[Person]) -> list[Practitioner]:
        slugs = Slugs()
        by_hand = Practitioner.objects.filter(rpps=None).values_list("first_name", "last_name", "slug")
        twins = {key(f"{first} {last}"): slug for first, last, slug in by_hand}
        rows = [
            Practitioner(
                rpps=person.rpps,
                first_name=person.first_name,
                last_name=person.last_name,
                title=Practitioner.Title.PROFESSOR if person.is_professor else Practitioner.Title.DOCTOR,
                slug=slugs.take(f"{person.first_name} {person.last_name}"),
            )
            for person in people
        ]
        if found := sorted({twins[key(row.name)] for row in rows if key(row.name) in twins}):
            text = _("perhaps in the directory twice, by hand without RPPS number: %(names)s")
            self.report.notes.append(text % {"names": ", ".join(found)})
        return Practitioner.objects.bulk_create(rows, batch_size=BATCH)

    def _update(self, people: Iterable[Person]) -> set[int]:
        """Another name, and a doctor who has become professor. A spelling that differs in accents and case stays."""
        changed = []
        for person in people:
            row = self.known[person.rpps]
            before = (row.first_name, row.last_name, row.title)
            for name in ("first_name", "last_name"):
                if key(getattr(row, name)) != key(getattr(person, name)):
                    setattr(row, name, getattr(person, name))
            if person.is_professor and row.title == Practitioner.Title.DOCTOR:
                row.title = Practitioner.Title.PROFESSOR
            if before != (row.first_name, row.last_name, row.title):
                changed.append(row)
        Practitioner.objects.bulk_update(changed, ["first_name", "last_name", "title"], batch_size=BATCH)
        return {row.pk for row in changed}

    def _join_specialties(self, people: dict[str, Person]) -> set[int]:
        """Adds what the register says, and takes nothing away."""
        through = Practitioner.specialties.through
        self.specialties: dict[int, set[int]] = {row.pk: set() for row in self.known.values()}
        pairs = through.objects.values_list("practitioner_id", "specialty_id")
        for practitioner, specialty in pairs.filter(practitioner__rpps__isnull=False):
            self.specialties.setdefault(practitioner, set()).add(specialty)
        rows = []
        for rpps, person in people.items():
            own = self.specialties[self.known[rpps].pk]
            stated = {specialty for code in person.codes for specialty in self.codes.get(code, ())}
            rows += [(self.known[rpps].pk, specialty) for specialty in sorted(stated - own)]
            own |= stated
        through.objects.bulk_create(
            [
                through(practitioner_id=practitioner, specialty_id=specialty)
                for practitioner, specialty in rows
            ],
            batch_size=BATCH,
        )
        return {practitioner for practitioner, _specialty in rows}

    def _follow(self, extract: Extract) -> set[int]:
        affiliations = Affiliations(self.specialties, set(extract.hospitals.values()))
        for rpps, row in self.known.items():
            if rpps in extract.people:
                affiliations.find(row.pk, extract.people[rpps].hospitals)
            if rpps not in extract.illegible and not extract.is_cut_off:
                person = extract.people.get(rpps)
                affiliations.end_all_but(row.pk, person.hospitals if person else set())
        if extract.is_cut_off:
            self.report.notes.append(_("the file ends in the middle of a line: nobody was taken out"))
        ended, known = affiliations.absent, affiliations.in_register
        if not self.allow_many_ends and ended > FEW and ended * 2 > known:
            counts = {"ended": ended, "known": known}
            raise BadFile(
                _("%(ended)d of %(known)d affiliations would end: is the file whole? --allow-many-ends goes on, "
                  "nothing was changed") % counts
            )  # fmt: skip
        affiliations.write()
        self.report.ended = len(affiliations.ended)
        return affiliations.practitioners

    def _reindex(self, practitioners: list[Practitioner]) -> None:
        """What bulk writes leave behind: the index of references, and the directory's rows."""
        if self.dry_run or not practitioners:
            return
        bulk.renew_references(practitioners)
        directory_rows.refresh(directory_rows.Kind.PRACTITIONER, [row.pk for row in practitioners])


def _hospitals() -> dict[str, int]:
    """Key of the page by FINESS number; of two pages with the same one, that which readers see."""
    pages = HospitalPage.objects.exclude(finess="").order_by("-pk")
    found = dict(pages.values_list("finess", "pk"))
    return found | dict(pages.visible().values_list("finess", "pk"))


def _specialties_by_code() -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for pk, codes in Specialty.objects.values_list("pk", "rpps_codes"):
        for code in codes.upper().split():
            found.setdefault(code, set()).add(pk)
    return found
