"""What the edge keeps of a page that has changed is asked for again, so that the new answer takes its place.

The edge keeps answers until their minute is over (newsroom/expiry.py): what is not named here (lists under a filter,
searches, other pages that mention it) is right at the next minute. Files are asked of the gate each time and need
nothing. Recorded by newsroom/outbox.py, done by newsroom/delivery.py.
"""

import time
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin

from . import languages, origin, routing
from .outputs import forms

PACKINGS = ("identity", "gzip", "br")  # the edge keeps a copy of each: deploy/nginx/newsroom.conf.template
SLOWEST_ANSWER = 5  # seconds
LAST_SECONDS = 4  # of a minute, in which an edge keeps nothing: asked again until it does
OF_MACHINES = ("/sitemap.xml", "/api/v2/pages/")


class NotRenewed(Exception):
    """The edge does not know the token, or what is behind it has failed."""


def paths_of(page) -> list[str]:
    """Public paths whose answers hold something of `page`, in every language; of a release also where it is listed."""
    from .models import HomePage, NewsroomIndexPage, PressReleasePage

    pages = [page]
    if isinstance(page, PressReleasePage):
        hospitals = [link.hospital for link in page.hospital_links.select_related("hospital")]
        if page.event_hospital and page.event_hospital not in hospitals:
            hospitals.append(page.event_hospital)
        pages += [*NewsroomIndexPage.objects.all(), *HomePage.objects.all(), *hospitals]
    old = Redirect.objects.filter(redirect_page=page.pk).values_list("old_path", flat=True)
    paths = [path for one in pages for path in _addresses(one)]
    agenda = _agenda() if getattr(page, "has_meeting", False) else []
    return list(dict.fromkeys([*paths, *agenda, *OF_MACHINES, *(f"{path}/" for path in old)]))


def _agenda() -> list[str]:
    paths = []
    for code in languages.codes():
        with translation.override(code):
            paths += [reverse("agenda"), reverse("agenda_feed")]
    return paths


def _addresses(page) -> list[str]:
    paths = {code: urlsplit(page.url_in(code) or "").path for code in languages.codes()}
    return [path + suffix for code, path in paths.items() if path for suffix in _suffixes(page, code)]


def _suffixes(page, language: str) -> list[str]:
    """Empty, the address itself, and what else the page answers to: "rss/", "feed.json", "texte/"."""
    if not isinstance(page, RoutablePageMixin):
        return [""]
    from .takeaway import views as takeaway

    routes = [str(route.pattern) for route in page.get_subpage_urls()]
    segments = [tuple(filter(None, route.split("/"))) for route in routes if "<" not in route]
    left_out = forms.of_other_languages(language) | takeaway.KEPT_NOWHERE
    if not getattr(page, "has_meeting", False):
        left_out = left_out | {"agenda.ics"}
    return [end for end in map(routing.suffix, segments) if end not in left_out]


def renew(paths: list[str]) -> None:
    """Raises NotRenewed or OSError at the first path that could not be. Without an edge there is nothing to do."""
    if not settings.EDGE_ADDRESS:
        return
    edge = urlsplit(settings.EDGE_ADDRESS)
    kind = HTTPSConnection if edge.scheme == "https" else HTTPConnection
    for path in paths:
        for packing in PACKINGS:
            connection = kind(edge.netloc, timeout=SLOWEST_ANSWER)
            try:
                _renew(connection, path, packing)
            finally:
                connection.close()


def _renew(connection: HTTPConnection, path: str, packing: str) -> None:
    ends_at = time.monotonic() + LAST_SECONDS
    while not _ask(connection, path, packing):
        if time.monotonic() > ends_at:
            raise NotRenewed(f"{path}: not kept")
        time.sleep(0.1)


def _ask(connection: HTTPConnection, path: str, packing: str) -> int:
    """For how many seconds the edge keeps the new answer."""
    headers = {
        "Host": urlsplit(origin.root_url()).netloc,
        "Accept-Encoding": packing,
        "X-Refresh": settings.EDGE_REFRESH_TOKEN,
    }
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    response.read()
    kept_for = response.headers.get("X-Kept-For")
    if kept_for is None:
        raise NotRenewed(f"{path}: {response.status}")
    return int(kept_for)
