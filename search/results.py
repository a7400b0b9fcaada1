"""What a search answers with: plain values, whatever kind of thing was found."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

KIND_NAMES = {
    "practitioner": _("Doctor"),
    "service": _("Department"),
    "hospital": _("Hospital"),
    "specialty": _("Specialty"),
}


@dataclass(frozen=True)
class Result:
    kind: str  # practitioner, service, hospital, specialty, content or page
    title: str
    url: str
    detail: str = ""
    detail_language: str = ""  # where it is not the page's
    summary: str = ""
    date: datetime | None = None
    language: str = ""  # of the title, where it is not the page's
    hreflang: str = ""  # of what the address leads to, where it is not the page's
    phone: str = ""

    @property
    def kind_name(self) -> str:
        return str(KIND_NAMES.get(self.kind, ""))
