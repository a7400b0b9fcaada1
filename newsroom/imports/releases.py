"""The import of releases, JSON Lines: good lines are in, faulty ones are reported, running it again does nothing."""

import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from itertools import batched
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import COMMENTS_RELATION_NAME, Site

from newsroom import addresses, outbox, references, visibility
from newsroom.models import HospitalPage, NewsroomIndexPage, PressReleasePage, ReleaseType, Specialty

from . import bulk
from .line import Checker, ReleaseLine, parse
from .media import PictureStore
from .pages import fill, slug_from
from .report import BadLine, Report, taken_back

BATCH = 250
EMPTY_RELATIONS = ("partner_links", "related_links", "corrections", COMMENTS_RELATION_NAME)
SET_OR_KNOWN = ["path", "depth", "content_type", "locale", "draft_title", "slug", "release_type"]


class Importer:
    def __init__(self, folder: Path, overwrite: bool = False, dry_run: bool = False) -> None:
        self.overwrite, self.dry_run = overwrite, dry_run
        self.parent = NewsroomIndexPage.objects.get()
        self.types = {row.code: row for row in ReleaseType.objects.all()}
        self.hospitals = {page.slug: page for page in HospitalPage.objects.all()}
        self.specialties = {row.slug: row for row in Specialty.objects.all()}
        self.pictures = PictureStore(folder, keep=not dry_run)
        self.checker = Checker(set(self.types), set(self.hospitals), set(self.specialties))
        self.site = Site.objects.get(is_default_site=True)
        self.slugs = set(addresses.taken(self.parent).values_list("slug", flat=True))
        self.slugs |= set(
            addresses.taken(self.parent).exclude(slug_en=None).values_list("slug_en", flat=True)
        )
        self.seen: dict[str, int] = {}
        self.report = Report()

    def run(self, lines: Iterable[str], tick: Callable[[int], None] = lambda count: None) -> Report:
        """`tick` is told how many lines were done."""
        with taken_back(True) if self.dry_run else nullcontext():
            for batch in batched(enumerate(lines, 1), BATCH):
                with outbox.alerting_nobody():
                    self._batch(batch)
                tick(len(batch))
            with transaction.atomic():
                self._number()
            if self.report.added >= BATCH:
                bulk.refresh_statistics()
        return self.report

    def _batch(self, batch: tuple[tuple[int, str], ...]) -> None:
        checked = [
            (number, line) for number, text in batch if text.strip() and (line := self._check(number, text))
        ]
        ids = [line.external_id for _number, line in checked]
        known = {page.external_id: page for page in PressReleasePage.objects.filter(external_id__in=ids)}
        new = []
        for number, line in checked:
            if page := known.get(line.external_id):
                self._guard(number, lambda page=page, line=line: self._change(page, line))
            elif page := self._guard(number, lambda line=line: self._make(line)):
                new.append((number, line, page))
        self._add(new)

    def _check(self, number: int, text: str) -> ReleaseLine | None:
        try:
            row = parse(text)
            line = self.checker.check(row)
            if first := self.seen.get(line.external_id):
                raise BadLine([_("external_id stands on line %(number)d already") % {"number": first}])
        except BadLine as error:
            self.report.fault(number, error.reasons)
            return None
        line.digest = hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()
        self.seen[line.external_id] = number
        return line

    def _guard(self, number: int, action: Callable):
        """Runs it so that a fault is reported and leaves nothing behind."""
        try:
            with transaction.atomic():
                return action()
        except BadLine as error:
            self.report.fault(number, error.reasons)
        except ValidationError as error:
            self.report.fault(number, error.messages)
        except DatabaseError as error:
            self.report.fault(number, [str(error).strip().splitlines()[0]])
        return None

    def _make(self, line: ReleaseLine) -> PressReleasePage:
        page = fill(PressReleasePage(), line, self, self.pictures)
        page.reference = self._free_reference(line.texts["reference"])
        page.live = line.is_live and visibility.is_due(line.public_from)
        if line.is_live and not page.live:
            page.go_live_at = line.public_from
        page.slug = self._slug(line.texts["slug_fr"] or slug_from(line.texts["title_fr"]))
        if english := line.texts["slug_en"] or (line.texts["title_en"] and slug_from(line.texts["title_en"])):
            page.slug_en = page.slug if english == page.slug else self._slug(english)
        for name in EMPTY_RELATIONS:  # said now: each would be asked for twice once the page has a key
            setattr(page, name, [])
        page.clean_fields(exclude=SET_OR_KNOWN)
        return page

    def _free_reference(self, reference: str) -> str | None:
        if not reference:
            return None
        if PressReleasePage.objects.filter(reference=reference).exists():
            raise BadLine([_("reference %(reference)s is another release's") % {"reference": reference}])
        return reference

    def _slug(self, base: str) -> str:
        candidate, number = base, 1
        while candidate in self.slugs:
            number += 1
            candidate = f"{base}-{number}"
        self.slugs.add(candidate)
        return candidate

    def _add(self, new: list[tuple[int, ReleaseLine, PressReleasePage]]) -> None:
        """All in one go; if the database refuses something, one by one, so that it is known which."""
        if not new:
            return
        try:
            with transaction.atomic():
                bulk.add(self.parent, [page for _number, _line, page in new])
                self._finish([(line, page) for _number, line, page in new])
        except (DatabaseError, ValidationError, BadLine):
            if len(new) > 1:
                for row in new:
                    self._add([row])
            else:
                number, line, page = new[0]
                page.pk = page.id = None
                self._guard(number, lambda: (bulk.add(self.parent, [page]), self._finish([(line, page)])))
            return
        self.report.added += len(new)

    def _finish(self, added: list[tuple[ReleaseLine, PressReleasePage]]) -> None:
        for _line, page in added:
            if page.reference:
                references.keep(page.reference)
            if page.go_live_at:  # approved by the import, public at its minute
                PressReleasePage.objects.get(pk=page.pk).get_latest_revision().publish()
        outbox.record_as_told([page for _line, page in added if page.live])
        outbox.record_as_known_to_subscribers([page for _line, page in added if page.go_live_at])
        self._redirect(added)

    def _redirect(self, added: list[tuple[ReleaseLine, PressReleasePage]]) -> None:
        rows = [
            Redirect(old_path=Redirect.normalise_path(url), site=self.site, redirect_page_id=page.pk)
            for line, page in added
            for url in line.old_urls
        ]
        Redirect.objects.bulk_create(rows, ignore_conflicts=True)

    def _change(self, page: PressReleasePage, line: ReleaseLine) -> None:
        if page.import_hash == line.digest:
            self.report.unchanged += 1
            return
        if page.is_withdrawn:
            raise BadLine([_("the release was withdrawn: publish it again in the admin first")])
        revision = page.get_latest_revision()
        if revision and revision.user_id and not self.overwrite:
            raise BadLine([_("the page was edited by hand since: --overwrite replaces it")])
        slug, slug_en = page.slug, page.slug_en
        fill(page, line, self, self.pictures)
        page.slug, page.slug_en = line.texts["slug_fr"] or slug, line.texts["slug_en"] or slug_en
        revision = page.save_revision()
        if line.is_live:
            revision.publish()
        PressReleasePage.objects.filter(pk=page.pk).update(import_hash=line.digest)
        self._redirect([(line, page)])
        self.report.changed += 1

    def _number(self) -> None:
        """References of the releases that came without one, in the order of their instants."""
        releases = PressReleasePage.objects.visible().filter(reference=None, external_id__in=self.seen)
        durable = releases.filter(live_revision__isnull=False).order_by("published_at", "pk")
        references.assign_all(durable.only("published_at", "reference"))
