"""A stranger's walk through a running site: of the texts that this database hides, none may be met.

Read-only on both sides: it asks what links lead to, never a hidden address, so it raises no alarm.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import Request, urlopen

from . import file_visibility, visibility
from .languages import REFERENCE, TRANSLATION, codes

STARTS = ("", *(f"{code}/" for code in codes()), "sitemap.xml", "robots.txt", "api/v2/pages/")
LINK = re.compile(r"""(?:href|src|action)=["']([^"'<>]+)|<loc>([^<]+)</loc>|"(?:url|next)": "([^"]+)""")
NOT_WALKED = ("/admin/", "/static/", "/images/", "/documents/")
FIELDS = ("title", "summary")
SHORTEST = 12  # letters: a shorter text may stand anywhere
SLOWEST_ANSWER = 30  # seconds
MOST_PAGES = 5_000


@dataclass(frozen=True)
class Secret:
    page: int
    what: str  # the field, with its language
    words: str


@dataclass(frozen=True)
class Finding:
    address: str
    secret: Secret


def plain(text: str) -> str:
    """Words alone: neither markup, nor typography, nor case."""
    return f" {' '.join(re.findall(r'[^\W_]+', html.unescape(html.unescape(text)).casefold()))} "


def secrets() -> list[Secret]:
    """Titles, summaries and slugs that no reader has, and names of files that none may have."""
    found = {secret for secret in (*_texts(), *_file_names()) if len(secret.words) > SHORTEST}
    known = " ".join(plain(text) for text in _public_texts())
    return sorted((one for one in found if one.words not in known), key=lambda one: (one.page, one.what))


def _texts() -> Iterator[Secret]:
    from .models import PressReleasePage

    everything = PressReleasePage.objects.select_related("latest_revision")
    for release in everything.exclude(visibility.visible()):
        yield from _of_row(release, codes())
    for release in everything.filter(visibility.visible()):
        if not visibility.is_english_public(release):
            yield from _of_row(release, [TRANSLATION])
        content = release.latest_revision.content if release.latest_revision else {}
        for field in (f"{name}_{code}" for name in FIELDS for code in codes()):
            if (text := content.get(field)) and text != getattr(release, field):
                yield Secret(release.pk, f"draft of {field}", plain(text))


def _of_row(release, languages: list[str]) -> Iterator[Secret]:
    for code in languages:
        for name in FIELDS:
            yield Secret(release.pk, f"{name}_{code}", plain(getattr(release, f"{name}_{code}") or ""))
        slug = release.slug if code == REFERENCE else release.slug_en
        yield Secret(release.pk, f"slug ({code})", plain(slug or ""))


def _file_names() -> Iterator[Secret]:
    from .models import PressDocument, PressImage

    hidden = [
        PressImage.objects.exclude(file_visibility.public_pictures()),
        PressDocument.objects.exclude(file_visibility.public_documents()),
    ]
    for file in (row for rows in hidden for row in rows):
        yield Secret(0, file._meta.model_name, plain(file.file.name.split("/")[1]))


def _public_texts() -> Iterator[str]:
    from .models import BilingualPage, PressReleasePage

    for page in BilingualPage.objects.visible():
        yield from (page.title_fr or "", page.slug)
        if visibility.is_english_public(page):
            yield from (page.title_en or "", page.slug_en or "")
    for release in PressReleasePage.objects.visible().only("summary_fr"):
        yield release.summary_fr or ""


def walk(site: str) -> Iterator[tuple[str, str]]:
    """(address, text) of everything that links lead to from the first addresses. URLError if the site is not there."""
    site = site if site.endswith("/") else f"{site}/"
    waiting = [urljoin(site, start) for start in STARTS]
    known = set(waiting)
    while waiting and len(known) <= MOST_PAGES:
        address = waiting.pop(0)
        text = _read(address)
        yield address, text
        for found in LINK.findall(text):
            link = urldefrag(urljoin(address, html.unescape(next(filter(None, found)))))[0]
            target, home = urlsplit(link), urlsplit(site)
            if target.path.startswith(NOT_WALKED) or link in known:
                continue
            if target.netloc == home.netloc and target.scheme == home.scheme:
                known.add(link)
                waiting.append(link)


def _read(address: str) -> str:
    request = Request(address, headers={"User-Agent": "check_embargo"})
    try:
        answer = urlopen(request, timeout=SLOWEST_ANSWER)
    except HTTPError as error:  # a page for faults is read like any other
        answer = error
    with answer:
        text = f"{answer.headers}\n{answer.read().decode('utf-8', 'replace')}"
    head, _empty, body = text.partition("\n\n")
    try:
        return f"{head}\n{json.dumps(json.loads(body), ensure_ascii=False)}"
    except ValueError:
        return text


def check(site: str) -> Iterator[Finding | str]:
    """Each address as it is read, and after it what was found there."""
    hidden = secrets()
    for address, text in walk(site):
        yield address
        words = plain(text)
        yield from (Finding(address, secret) for secret in hidden if secret.words in words)


FAULTS = (URLError, HTTPException, OSError)
