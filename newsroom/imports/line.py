"""One line of an import, checked: either a ReleaseLine, or every reason why it is none."""

import json
import re
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from newsroom import visibility
from newsroom.addresses import RESERVED_SLUGS
from newsroom.telephone import normalise

from .report import BadLine

SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
REFERENCE = re.compile(r"^[A-Z]{1,6}-\d{4}-\d{1,6}$")
TEXTS = (
    "title_fr title_en slug_fr slug_en summary_fr summary_en body_fr_html body_en_html boilerplate_fr_html "
    "boilerplate_en_html place reference type"
).split()
LISTS = ("hospitals", "specialties", "contacts", "old_urls")
KEYS = {*TEXTS, *LISTS, "external_id", "published_at", "embargo_until", "status"}
CONTACT_KEYS = {"name", "role_fr", "role_en", "email", "phone"}
LONGEST = {"title_fr": 255, "title_en": 255, "slug_fr": 255, "slug_en": 255, "summary_fr": 600, "summary_en": 600,
           "place": 80, "reference": 30, "external_id": 120}  # fmt: skip


@dataclass
class ReleaseLine:
    external_id: str
    texts: dict[str, str]
    published_at: datetime | None
    embargo_until: datetime | None
    is_live: bool
    hospitals: list[str]
    specialties: list[str]
    contacts: list[dict[str, str]]
    old_urls: list[str]
    digest: str = ""

    @property
    def public_from(self) -> datetime | None:
        """The later of publication and embargo."""
        return max(filter(None, [self.published_at, self.embargo_until]), default=None)


@dataclass
class Checker:
    """Reads one object and collects what is wrong with it."""

    types: set[str]
    hospitals: set[str]
    specialties: set[str]
    reasons: list[str] = field(default_factory=list)

    def check(self, row: dict) -> ReleaseLine:
        self.reasons = []
        if unknown := sorted(set(row) - KEYS):
            self._fault(_("unknown keys: %(keys)s") % {"keys": ", ".join(unknown)})
        external_id = self._text(row, "external_id")
        if not external_id:
            self._fault(_("external_id is missing"))
        texts = {name: self._text(row, name) for name in TEXTS}
        self._check_texts(texts)
        line = ReleaseLine(
            external_id=external_id,
            texts=texts,
            published_at=self._instant(row, "published_at"),
            embargo_until=self._instant(row, "embargo_until"),
            is_live=self._status(row),
            hospitals=self._keys(row, "hospitals", self.hospitals),
            specialties=self._keys(row, "specialties", self.specialties),
            contacts=self._contacts(row),
            old_urls=self._old_urls(row),
        )
        if line.is_live and row.get("published_at") in (None, ""):
            self._fault(_("published_at is missing: a live release needs it"))
        if self.reasons:
            raise BadLine(self.reasons)
        return line

    def _fault(self, reason: str) -> None:
        self.reasons.append(reason)

    def _text(self, row: dict, name: str) -> str:
        value = row.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._fault(_("%(name)s must be a text") % {"name": name})
            return ""
        if "\x00" in value:
            self._fault(_("%(name)s holds a NUL character") % {"name": name})
        if len(value) > LONGEST.get(name, len(value)):
            self._fault(
                _("%(name)s is longer than %(size)d characters") % {"name": name, "size": LONGEST[name]}
            )
        return value.strip()

    def _check_texts(self, texts: dict[str, str]) -> None:
        if not texts["title_fr"]:
            self._fault(_("title_fr is missing"))
        if texts["type"] not in self.types:
            self._fault(_("unknown type: “%(value)s”") % {"value": texts["type"]})
        for name in ("slug_fr", "slug_en"):
            if texts[name] and (not SLUG.match(texts[name]) or texts[name] in RESERVED_SLUGS):
                self._fault(
                    _("%(name)s cannot be an address: “%(value)s”") % {"name": name, "value": texts[name]}
                )
        if texts["reference"] and not REFERENCE.match(texts["reference"]):
            self._fault(_("reference is not like CP-2026-041: “%(value)s”") % {"value": texts["reference"]})

    def _instant(self, row: dict, name: str) -> datetime | None:
        raw = row.get(name)
        if raw in (None, ""):
            return None
        try:
            instant = parse_datetime(raw) if isinstance(raw, str) else None
        except ValueError:
            instant = None
        if instant is None or instant.tzinfo is None:
            self._fault(_("%(name)s must be an ISO 8601 date and time with its offset") % {"name": name})
            return None
        if not visibility.is_due(instant) and (instant.second or instant.microsecond):
            self._fault(_("%(name)s is in the future: it must be a whole minute") % {"name": name})
        return instant

    def _status(self, row: dict) -> bool:
        status = row.get("status", "live")
        if status not in ("live", "draft"):
            self._fault(_("unknown status: “%(value)s”") % {"value": status})
        return status == "live"

    def _list(self, row: dict, name: str) -> list:
        value = row.get(name) or []
        if not isinstance(value, list):
            self._fault(_("%(name)s must be a list") % {"name": name})
            return []
        return value

    def _keys(self, row: dict, name: str, known: set[str]) -> list[str]:
        values = self._list(row, name)
        unknown = [str(value) for value in values if not isinstance(value, str) or value not in known]
        if unknown:
            self._fault(_("unknown %(name)s: %(values)s") % {"name": name, "values": ", ".join(unknown)})
        return list(dict.fromkeys(value for value in values if isinstance(value, str)))

    def _contacts(self, row: dict) -> list[dict[str, str]]:
        return [contact for item in self._list(row, "contacts") if (contact := self._contact(item))]

    def _contact(self, item) -> dict[str, str] | None:
        is_plain = isinstance(item, dict) and all(isinstance(value, str | None) for value in item.values())
        if not is_plain or not item.get("name") or set(item) - CONTACT_KEYS:
            self._fault(
                _("a contact has name, role_fr, role_en, email and phone: %(value)s") % {"value": item}
            )
            return None
        contact = {key: (item.get(key) or "").strip() for key in CONTACT_KEYS}
        try:
            contact["phone"] = normalise(contact["phone"]) if contact["phone"] else ""
            if contact["email"]:
                validate_email(contact["email"])
        except (ValueError, ValidationError) as error:
            self._fault(str(getattr(error, "message", error)))
        if not contact["phone"] and not contact["email"]:
            self._fault(_("contact %(name)s has neither e-mail nor telephone") % {"name": contact["name"]})
        return contact

    def _old_urls(self, row: dict) -> list[str]:
        urls = self._list(row, "old_urls")
        if any(not isinstance(url, str) or not url.startswith("/") or len(url) > 250 for url in urls):
            self._fault(_("old_urls are paths that begin with “/”"))
            return []
        return urls


def parse(text: str) -> dict:
    """The object of a line; BadLine if it is none."""
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadLine([_("not JSON: %(error)s") % {"error": error}]) from error
    if not isinstance(row, dict):
        raise BadLine([_("not a JSON object")])
    return row
