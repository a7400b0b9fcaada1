"""What a search answers with: plain values, whatever kind of thing was found."""

from dataclasses import dataclass
from datetime import datetime

MAX_LENGTH = 200


@dataclass(frozen=True)
class Result:
    kind: str  # content, hospital, specialty or page
    title: str
    url: str
    detail: str = ""
    summary: str = ""
    date: datetime | None = None
    language: str = ""  # of the title, where it is not the page's
    hreflang: str = ""  # of what the address leads to, where it is not the page's


def clean_query(raw: str | None) -> str:
    return " ".join((raw or "").strip()[:MAX_LENGTH].split()[:16])
