"""The national extract "PS_LibreAcces_Personne_activite", line by line: who works at our hospitals.

A line is one activity of one person with one qualification. Columns are found by their names. Mail addresses and
telephones are in the file too, and are never read.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from newsroom.imports.report import BadFile, BadLine, Report

from .names import as_written

RPPS = "8"  # the kind of identifier
PROFESSIONS = {"10", "40"}  # doctors and dental surgeons: readers call both Dr
STUDENT = "E"  # the category
# Each column under every title that it has had, in small letters. "?": an extract without it is read all the same.
COLUMNS = {
    "kind": ("type d'identifiant pp",),
    "number": ("identifiant pp",),
    "civility": ("code civilité d'exercice", "code civilité exercice"),
    "last_name": ("nom d'exercice",),
    "first_name": ("prénom d'exercice",),
    "profession": ("code profession",),
    "site": ("numéro finess site",),
    "legal_entity": ("numéro finess établissement juridique",),
    "category": ("code catégorie professionnelle", "?"),
    "skill": ("code savoir-faire", "?"),
    "skill_name": ("libellé savoir-faire", "?"),
}
ELEVEN_DIGITS = re.compile(r"^[0-9]{11}$")
LONGEST_NAME = 80
STEP = 1_000_000  # bytes between two ticks

Tick = Callable[[int], None]


def no_tick(count: int) -> None:
    pass


@dataclass(slots=True)
class Person:
    rpps: str
    first_name: str
    last_name: str
    is_professor: bool
    codes: set[str] = field(default_factory=set)
    hospitals: set[int] = field(default_factory=set)


@dataclass
class Extract:
    """`hospitals`: key of the page by FINESS number. `known`: RPPS numbers of our directory.

    `people`: those of our hospitals, by RPPS number. `illegible`: the known ones that a faulty line is about.
    """

    hospitals: dict[str, int]
    known: set[str]
    report: Report
    people: dict[str, Person] = field(default_factory=dict)
    illegible: set[str] = field(default_factory=set)
    skills: set[tuple[str, str]] = field(default_factory=set)  # codes with their names
    is_cut_off: bool = False

    def read(self, lines: Iterable[bytes], tick: Tick = no_tick) -> None:
        """`lines` end as they do in the file; `tick` is told how many bytes were read. BadFile: not such a file."""
        lines = iter(lines)
        header = next(lines, b"")
        tick(len(header))
        self.width, self.places = _columns(header)
        finess = {number.encode() for number in self.hospitals}
        site, legal_entity = self.places["site"], self.places["legal_entity"]
        read = 0
        for number, line in enumerate(lines, 2):
            read += len(line)
            if read > STEP:
                tick(read)
                read = 0
            cells = line.rstrip(b"\r\n").split(b"|")
            if len(cells) not in (self.width, self.width - 1):
                self._bad_shape(number, line, cells)
            elif cells[site] in finess or cells[legal_entity] in finess:
                self._take(number, cells)
        tick(read)

    def _bad_shape(self, number: int, line: bytes, cells: list[bytes]) -> None:
        if not line.strip():
            return
        self.is_cut_off = not line.endswith(b"\n")
        self.illegible |= self.known & {cell.decode() for cell in cells if len(cell) == 11 and cell.isdigit()}
        counts = {"count": len(cells), "expected": self.width}
        self.report.fault(number, [_("%(count)d cells instead of %(expected)d") % counts])

    def _take(self, number: int, cells: list[bytes]) -> None:
        try:
            row = {name: cells[place].decode().strip() for name, place in self.places.items()}
        except UnicodeDecodeError:
            self._refuse(number, cells[self.places["number"]].decode("ascii", "replace"), [_("not UTF-8")])
            return
        if row["kind"] != RPPS or row["profession"] not in PROFESSIONS or row.get("category") == STUDENT:
            return
        try:
            self._add(row)
        except BadLine as error:
            self._refuse(number, row["number"], error.reasons)

    def _refuse(self, number: int, rpps: str, reasons: list[str]) -> None:
        self.illegible |= self.known & {rpps}
        self.report.fault(number, reasons)

    def _add(self, row: dict[str, str]) -> None:
        reasons = [] if ELEVEN_DIGITS.match(row["number"]) else [
            _("the RPPS number has not eleven digits: “%(value)s”") % {"value": row["number"][:30]}
        ]  # fmt: skip
        last_name = _name(row["last_name"], "Nom d'exercice", reasons)
        first_name = _name(row["first_name"], "Prénom d'exercice", reasons)
        if reasons:
            raise BadLine(reasons)
        is_professor = row["civility"].upper() == "PR"
        person = self.people.setdefault(
            row["number"], Person(row["number"], first_name, last_name, is_professor)
        )
        person.is_professor |= is_professor
        if code := row.get("skill"):
            self.skills.add((code, row.get("skill_name", "")))
        person.codes.add(code or row["profession"])
        person.hospitals.add(self.hospitals.get(row["site"]) or self.hospitals[row["legal_entity"]])


def _name(raw: str, column: str, reasons: list[str]) -> str:
    name = as_written(raw)
    if not any(letter.isalpha() for letter in name):
        reasons.append(_("“%(column)s” is missing") % {"column": column})
    if not raw.isprintable():
        reasons.append(_("“%(column)s” holds a character that cannot be printed") % {"column": column})
    if len(name) > LONGEST_NAME:
        size = {"column": column, "size": LONGEST_NAME}
        reasons.append(_("“%(column)s” is longer than %(size)d characters") % size)
    return name


def _columns(header: bytes) -> tuple[int, dict[str, int]]:
    """How many cells a line has, and the place of each column that is read."""
    try:
        titles = header.decode("utf-8-sig").rstrip("\r\n").split("|")
    except UnicodeDecodeError as error:
        raise BadFile(_("the file is not UTF-8")) from error
    known = {" ".join(title.lower().replace("’", "'").split()): place for place, title in enumerate(titles)}
    places, missing = {}, []
    for name, choices in COLUMNS.items():
        place = next((known[title] for title in choices if title in known), None)
        if place is not None:
            places[name] = place
        elif "?" not in choices:
            missing.append(choices[0])
    if missing:
        raise BadFile(_("the file has no column “%(names)s”") % {"names": "”, “".join(missing)})
    return len(titles) + (titles[-1] != ""), places
