"""One line of the hospitals' file, checked: either a HospitalLine, or every reason why it is none."""

import re
from dataclasses import dataclass, field
from math import isfinite

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from newsroom.addresses import RESERVED_SLUGS
from newsroom.geography import is_in_france
from newsroom.models import HospitalPage
from newsroom.telephone import normalise

from .line import SLUG
from .places import place
from .report import BadLine

COLUMNS = (
    "slug name_fr group finess street_number street postcode city lat lon emergency_adult emergency_paediatric "
    "switchboard"
).split()
MORE_COLUMNS = ("name_en", "note")  # may be missing; a note is for those who keep the file
POSTCODE = re.compile(r"^\d{5}$")
LONGEST = {"slug": 255, "name_fr": 255, "name_en": 255}


@dataclass
class HospitalLine:
    """`fields`: of the page, those that the line says something about."""

    slug: str
    title_en: str
    group: str
    fields: dict[str, str | float]
    has_sorting_postcode: bool = False


@dataclass
class HospitalChecker:
    groups: set[str]
    reasons: list[str] = field(default_factory=list)

    def check(self, row: dict[str, str]) -> HospitalLine:
        self.reasons = []
        for name, value in row.items():
            self._check_text(name, value)
        if not SLUG.match(row["slug"]) or row["slug"] in RESERVED_SLUGS:
            self._fault(_("slug cannot be an address: “%(value)s”") % {"value": row["slug"]})
        if not row["name_fr"]:
            self._fault(_("name_fr is missing"))
        if row["group"] not in self.groups:
            self._fault(_("unknown group: “%(value)s”") % {"value": row["group"]})
        postcode, city, is_sorting_office = place(row["postcode"], row["city"])
        if postcode and not POSTCODE.match(postcode):
            self._fault(_("the postcode has not five digits: “%(value)s”") % {"value": postcode})
        fields = {
            "title_fr": row["name_fr"],
            "finess": row["finess"].replace(" ", ""),
            "street_address": f"{row['street_number']} {row['street']}".strip() if row["street"] else "",
            "postcode": postcode,
            "city": city,
            "phone": self._telephone(row["switchboard"]),
            "emergency_adult": self._emergency(row, "emergency_adult"),
            "emergency_paediatric": self._emergency(row, "emergency_paediatric"),
            **self._coordinates(row["lat"], row["lon"]),
        }
        fields = {name: value for name, value in fields.items() if value != ""}
        self._check_fields(fields)
        if self.reasons:
            raise BadLine(self.reasons)
        return HospitalLine(row["slug"], row.get("name_en", ""), row["group"], fields, is_sorting_office)

    def _fault(self, reason: str) -> None:
        self.reasons.append(reason)

    def _check_text(self, name: str, value: str) -> None:
        try:
            value.encode()
        except UnicodeEncodeError:  # bytes that were no UTF-8 came in as surrogates
            self._fault(_("%(name)s is not UTF-8") % {"name": name})
            return
        if not value.isprintable():
            self._fault(_("%(name)s holds a character that cannot be printed") % {"name": name})
        if len(value) > LONGEST.get(name, len(value)):
            size = {"name": name, "size": LONGEST[name]}
            self._fault(_("%(name)s is longer than %(size)d characters") % size)

    def _check_fields(self, fields: dict[str, str | float]) -> None:
        """What the editor of a page would be told as well."""
        for name, value in fields.items():
            if name in ("title_fr", "phone", "emergency_adult", "emergency_paediatric"):
                continue
            model_field = HospitalPage._meta.get_field(name)
            try:
                model_field.run_validators(value)
            except ValidationError as error:
                self.reasons += [f"{name}: {message}" for message in error.messages]

    def _telephone(self, raw: str) -> str:
        try:
            return normalise(raw) if raw else ""
        except ValueError as error:
            self._fault(str(error))
            return ""

    def _emergency(self, row: dict[str, str], name: str) -> str:
        value = row[name].lower()
        if value and value not in HospitalPage.Emergency.values:
            self._fault(_("%(name)s is yes, no or unknown: “%(value)s”") % {"name": name, "value": row[name]})
        return value

    def _coordinates(self, lat: str, lon: str) -> dict[str, float]:
        if not lat and not lon:
            return {}
        latitude, longitude = _degrees(lat), _degrees(lon)
        if latitude is None or longitude is None:
            self._fault(
                _("lat and lon are not both degrees: “%(lat)s”, “%(lon)s”") % {"lat": lat, "lon": lon}
            )
        elif is_in_france(latitude, longitude):
            return {"latitude": latitude, "longitude": longitude}
        elif is_in_france(longitude, latitude):
            self._fault(_("lat and lon are swapped: %(lat)s, %(lon)s") % {"lat": lat, "lon": lon})
        else:
            self._fault(_("lat and lon are not in France: %(lat)s, %(lon)s") % {"lat": lat, "lon": lon})
        return {}


def _degrees(text: str) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if isfinite(value) else None
