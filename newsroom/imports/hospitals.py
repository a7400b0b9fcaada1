"""The import of hospitals, CSV: one page for each line, found by its slug; an empty cell says nothing.

Only what the file speaks of is written. A page with changes that are not published is left to who is writing them.
"""

import csv
from collections.abc import Callable, Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from newsroom.models import HospitalGroup, HospitalIndexPage, HospitalPage
from newsroom.starter.tree import publish_below
from newsroom.telephone import normalise

from .hospital_line import COLUMNS, MORE_COLUMNS, HospitalChecker, HospitalLine
from .report import BadFile, BadLine, Report, taken_back

Tick = Callable[[int], None]


class Importer:
    def __init__(self, dry_run: bool = False) -> None:
        self.dry_run = dry_run
        self.parent = HospitalIndexPage.objects.first()
        self.groups = {group.slug: group for group in HospitalGroup.objects.all()}
        self.checker = HospitalChecker(set(self.groups))
        self.seen: dict[str, int] = {}
        self.report = Report()

    def run(self, lines: Iterable[str], tick: Tick = lambda count: None) -> Report:
        """`lines` as they are in the file, ends included. `tick` is told how many hospitals were done."""
        if self.parent is None:
            raise BadFile(_("there is no page for hospitals: run create_site first"))
        with taken_back(self.dry_run):
            HospitalIndexPage.objects.select_for_update().get(pk=self.parent.pk)  # one import at a time
            for number, cells in _rows(lines, self.report):
                self._take(number, cells)
                tick(1)
        return self.report

    def _take(self, number: int, row: dict[str, str]) -> None:
        try:
            line = self.checker.check(row)
            self._refuse_twice(number, line)
            with transaction.atomic():
                self._write(number, line)
        except BadLine as error:
            self.report.fault(number, error.reasons)
        except ValidationError as error:
            self.report.fault(number, error.messages)
        except DatabaseError as error:
            self.report.fault(number, [str(error).strip().splitlines()[0]])

    def _refuse_twice(self, number: int, line: HospitalLine) -> None:
        reasons = []
        for name, value in (("slug", line.slug), ("finess", line.fields.get("finess"))):
            first = self.seen.setdefault(f"{name} {value}", number) if value else number
            if first != number:
                reasons.append(
                    _("%(name)s stands on line %(number)d already") % {"name": name, "number": first}
                )
        others = HospitalPage.objects.filter(finess=line.fields.get("finess", "-")).exclude(slug=line.slug)
        if not reasons and (other := others.first()):
            reasons.append(_("finess is that of “%(name)s”") % {"name": other.title_fr})
        if reasons:
            raise BadLine(reasons)

    def _write(self, number: int, line: HospitalLine) -> None:
        page = HospitalPage.objects.child_of(self.parent).filter(slug=line.slug).first()
        if line.has_sorting_postcode:
            self._choose_postcode(number, line, page)
        if page is None:
            self._make(line)
            self.report.added += 1
        elif self._change(page, line):
            self.report.changed += 1
        else:
            self.report.unchanged += 1

    def _choose_postcode(self, number: int, line: HospitalLine, page: HospitalPage | None) -> None:
        """Of a town other than Paris the file cannot tell it: what the page has is right, if it is the same town."""
        if page and page.postcode and _same(page.city, line.fields["city"]):
            del line.fields["postcode"]
        else:
            values = {"number": number, "postcode": line.fields.get("postcode", "")}
            self.report.notes.append(
                _("line %(number)d: %(postcode)s is a CEDEX, please check the postcode") % values
            )

    def _make(self, line: HospitalLine) -> None:
        page = HospitalPage(slug=line.slug, group=self.groups[line.group], **line.fields)
        page.title_en = line.title_en or None
        page.english_ready = bool(line.title_en)
        publish_below(HospitalIndexPage.objects.get(pk=self.parent.pk), page)

    def _change(self, row: HospitalPage, line: HospitalLine) -> bool:
        """Whether the page says something else now."""
        page = row if row.live else row.get_latest_revision_as_object()
        changes = dict(line.fields)
        if line.title_en:
            changes["title_en"] = line.title_en
        if _same(page.city, changes.get("city", "")):
            changes.pop("city")  # the file may lack its accents
        changes = {name: value for name, value in changes.items() if not _is(page, name, value)}
        group = self.groups[line.group]
        if not changes and page.group_id == group.pk:
            return False
        if row.live and row.has_unpublished_changes:
            raise BadLine([_("the page has changes that are not published: publish or discard them first")])
        for name, value in changes.items():
            setattr(page, name, value)
        page.group = group
        page.full_clean()
        is_public = row.live
        revision = page.save_revision()
        if is_public:
            revision.publish()
        return True


def _is(page: HospitalPage, name: str, value: str | float) -> bool:
    old = getattr(page, name)
    if name == "phone" and old:
        try:
            return normalise(old) == value
        except ValueError:
            return False
    return old == value


def _same(town: str, other: str) -> bool:
    """Accents, case and hyphens apart."""
    return slugify(town) == slugify(other)


def _rows(lines: Iterable[str], report: Report) -> Iterator[tuple[int, dict[str, str]]]:
    """(number of its first line, cells by column); the faults of form are told here."""
    lines = iter(lines)
    header = next(lines, "").removeprefix("\ufeff")
    delimiter = ";" if header.count(";") > header.count(",") else ","  # as spreadsheets save it in France
    titles = [title.strip().lower() for title in next(csv.reader([header], delimiter=delimiter), [])]
    if missing := [name for name in COLUMNS if name not in titles]:
        raise BadFile(_("the file has no column “%(names)s”") % {"names": "”, “".join(missing)})
    if unknown := [title for title in titles if title not in {*COLUMNS, *MORE_COLUMNS}]:
        report.notes.append(_("columns that are not read: %(names)s") % {"names": ", ".join(unknown)})
    reader, number = csv.reader(lines, delimiter=delimiter, strict=True), 2
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            report.fault(number, [_("not CSV: %(error)s") % {"error": error}])
            number = reader.line_num + 2
            continue
        if any(cell.strip() for cell in cells):
            if len(cells) == len(titles):
                yield (
                    number,
                    {
                        title: " ".join(cell.split())
                        for title, cell in zip(titles, cells, strict=True)
                        if title in COLUMNS or title in MORE_COLUMNS
                    },
                )
            else:
                counts = {"count": len(cells), "expected": len(titles)}
                report.fault(number, [_("%(count)d cells instead of %(expected)d") % counts])
        number = reader.line_num + 2
