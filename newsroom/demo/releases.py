from collections.abc import Iterator
from datetime import datetime

from newsroom import english
from newsroom.languages import REFERENCE, writes_in_reference
from newsroom.models import (
    Boilerplate,
    Correction,
    HospitalPage,
    NewsroomIndexPage,
    Partner,
    PressReleasePage,
    RelatedRelease,
    ReleaseHospital,
    ReleasePartner,
    ReleaseType,
    Specialty,
)
from newsroom.paris import as_paris

from . import blocks, data
from .attachments import Attachments
from .corrected import as_it_was, date

TEXTS = ("title", "summary", "place", "event_place")
EVENT_TEXTS = ("access_fr", "access_en", "notice_fr", "notice_en")


def _instant(text: str) -> datetime:
    return as_paris(datetime.fromisoformat(text))


def announce(page: PressReleasePage, event: dict, hospitals: dict[str, HospitalPage]) -> None:
    """What the event says of the release's meeting; what it leaves out stays as it is."""
    for name in ("starts_at", "ends_at", "accreditation_until"):
        if name in event:
            setattr(page, f"event_{name}", _instant(event[name]))
    for name in ("state", "stream_url", "accreditation_address", *EVENT_TEXTS):
        if name in event:
            setattr(page, f"event_{name}", event[name])
    if "hospital" in event:
        page.event_hospital = hospitals[event["hospital"]]


class Loader:
    """Loads the releases one after the other; remembers the pages already made."""

    def __init__(self, parent: NewsroomIndexPage, hospitals: dict[str, HospitalPage]) -> None:
        self.parent, self.hospitals = parent, hospitals
        self.types = {row.code: row for row in ReleaseType.objects.all()}
        self.partners = {row.key: row for row in Partner.objects.all()}
        self.specialties = {row.slug: row for row in Specialty.objects.all()}
        self.pages: dict[str, PressReleasePage] = {}

    def load(self) -> Iterator[PressReleasePage]:
        for row in data.releases():
            self.pages[row["key"]] = self.publish(row)
            yield self.pages[row["key"]]

    @writes_in_reference
    def publish(self, row: dict, embargo: datetime | None = None) -> PressReleasePage:
        """An embargo that is not over: the release waits for it."""
        page = self._page(row)
        page.embargo_until = embargo
        corrected = next((item for item in row.get("corrections", []) if "before" in item), None)
        if corrected:
            with as_it_was(page, corrected["before"]):
                self.parent.add_child(instance=page)
                page.save_revision().publish()
        else:
            self.parent.add_child(instance=page)
        if row["english"] == "outdated":
            self._confirm_before_last_change(page)
        elif row["english"] != "none":
            english.confirm(page)
        page.save_revision().publish()
        page.refresh_from_db()
        if corrected:
            date(page, _instant(corrected["corrected_at"]))
        return page

    def _page(self, row: dict) -> PressReleasePage:
        languages = [REFERENCE] if row["english"] == "none" else [REFERENCE, "en"]
        made = self._attachments(row)
        page = PressReleasePage(
            live=False,
            release_type=self.types[row["type"]],
            published_at=_instant(row["published_at"]),
            slug=row["slug_fr"],
            slug_en=row.get("slug_en"),
            english_ready=row["english"] in {"ready", "outdated"},
            lead_image=made.picture(row["image"]) if row.get("image") else None,
            **{f"{name}_{code}": row.get(f"{name}_{code}") or "" for name in TEXTS for code in languages},
        )
        for code in languages:
            setattr(page, f"body_{code}", blocks.body(row.get(f"body_{code}") or [], self.hospitals, made))
        if event := row.get("event"):
            announce(page, event, self.hospitals)
        self._frozen_boilerplate(page)
        self._relations(page, row)
        return page

    def _attachments(self, row: dict) -> Attachments:
        lead = row["hospitals"][:1]
        palette = self.hospitals[lead[0]].group.slug if lead else "neutral"
        return Attachments(row["key"], palette, row["type"])

    def _frozen_boilerplate(self, page: PressReleasePage) -> None:
        """The text of the release's own day, not of the day on which the demonstration is loaded."""
        day = page.published_at.date()
        text = Boilerplate.objects.filter(valid_from__lte=day).order_by("-valid_from").first()
        if text:
            page.boilerplate_fr, page.boilerplate_en = text.text_fr, text.text_en

    def _relations(self, page: PressReleasePage, row: dict) -> None:
        page.hospital_links = [ReleaseHospital(hospital=self.hospitals[slug]) for slug in row["hospitals"]]
        page.specialties = [self.specialties[slug] for slug in row["specialties"]]
        page.partner_links = [ReleasePartner(partner=self.partners[key]) for key in row.get("partners", [])]
        related = [self.pages[key] for key in row.get("related", []) if key in self.pages]
        page.related_links = [RelatedRelease(related=other) for other in related]
        page.corrections = [
            Correction(
                corrected_at=_instant(item["corrected_at"]),
                kind=item["kind"],
                note_fr=item["note_fr"],
                note_en=item.get("note_en", ""),
            )
            for item in row.get("corrections", [])
        ]
        if research := row.get("research"):
            page.doi, page.journal = research.get("doi", ""), research.get("journal", "")
            page.review, page.study_title = research.get("status", ""), research.get("study_title", "")

    @staticmethod
    def _confirm_before_last_change(page: PressReleasePage) -> None:
        """The English answers to a French summary that has changed since."""
        summary = page.summary_fr
        page.summary_fr = summary.rpartition(". ")[0] or summary[:-1]
        english.confirm(page)
        page.summary_fr = summary
