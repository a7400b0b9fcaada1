"""A stranger's walk through the site: every public address, and what each of them answers."""

import re
from dataclasses import dataclass
from functools import cache

from django.core.handlers.base import BaseHandler
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from search import synonyms

# Date is the hour of the answer, and no answer may depend on anything else that changes.
IGNORED_HEADERS = {"date"}
# What is left of the minute, for caches and for the edge; a browser's day is left alone.
SECONDS = re.compile(r"((?:max-age|s-maxage)=|^)[0-9]{1,2}\b")
WITH_SECONDS = {"cache-control", "x-accel-expires"}
# The minute at which a public form was drawn.
MINUTE = re.compile(rb'(name="opened" value=")[^"]*')

BOTH = {
    "fr": {
        "home": "/fr/",
        "list": "/fr/communiques-de-presse/",
        "hospitals": "/fr/hopitaux/",
        "office": "/fr/contacts-presse/",
        "search": "/fr/recherche/",
        "directory": "/fr/annuaire/",
        "selector": "/fr/hopital/",
        "suggestions": "/fr/suggestions/",
        "problem": "/fr/signaler-un-probleme/",
        "agenda": "/fr/agenda/",
        "pictures": "/fr/phototheque/",
        "request": "/fr/demande-presse/",
        "experts": "/fr/experts/",
        "verify": "/fr/verifier/",
        "corrections": "/fr/corrections/",
        "alerts": "/fr/alertes/",
    },
    "en": {
        "home": "/en/",
        "list": "/en/press-releases/",
        "hospitals": "/en/hospitals/",
        "office": "/en/press-office/",
        "search": "/en/search/",
        "directory": "/en/directory/",
        "selector": "/en/hospital/",
        "suggestions": "/en/suggestions/",
        "problem": "/en/report-a-problem/",
        "agenda": "/en/agenda/",
        "pictures": "/en/pictures/",
        "request": "/en/press-request/",
        "experts": "/en/experts/",
        "verify": "/en/verify/",
        "corrections": "/en/corrections/",
        "alerts": "/en/alerts/",
    },
}
ALERT_LINKS = {"fr": ("confirmer", "gerer", "arreter"), "en": ("confirm", "manage", "stop")}
RECORDS = {  # where the addresses of the directory's records begin: people, then departments
    "fr": ("/fr/annuaire/medecin/", "/fr/annuaire/service/"),
    "en": ("/en/directory/doctor/", "/en/directory/service/"),
}
FILTERS = (
    "type=communique",
    "type=etude",
    "hospital=cochin",
    "specialty=cardiologie",
    "year=2026&page=2",
    "from=2020-01-01&to=2030-12-31",
    "q=chirurgie",
)
# What a press request may be about: public, hidden, nothing.
REQUESTS = (
    *("release=chirurgie", "release=surgery", "release=secrete", "release=secret", "release=nothing"),
    *("expert=ada-connue", "expert=nobody", "hospital=cochin", "hospital=nowhere"),
)
NUMBERS = ("2026-001", "2026-002", "2026-003", "2026-004", "2026-999")  # given, and to come
NO_FILE = "documents/00112233445566778899aabbccddeeff/dossier.pdf"
# Words of what is public, of what is hidden, of both, and misspelt.
WORDS = (
    "10.1234/secret",
    "chirurgie",
    "cochin",
    "CP-2026",
    "secret",
    "secrete",
    "surgery",
    "chirurgie+secrete",
    "secreit",
    "decembre+2026",
)


def public_addresses() -> list[str]:
    """Every public address of the test's site, filters and searches with it; the releases' own are added."""
    addresses = [
        "/",
        "/sitemap.xml",
        "/sitemap-1.xml",
        "/sitemap-practitioners.xml",
        "/sitemap-practitioners-1.xml",
        "/sitemap-departments.xml",
        "/sitemap-departments-1.xml",
        "/robots.txt",
        "/favicon.ico",
        "/.well-known/press-release-keys.json",
        "/healthz",
        "/readyz",
        "/nowhere/",
        "/documents/1/nothing.pdf",
    ]
    addresses += [
        "/api/v2/pages/",
        "/api/v2/pages/?language=en&type=release",
        "/api/v2/pages/?limit=1&offset=1",
        "/api/v2/pages/?hospital=cochin",
        "/api/v2/pages/?q=chirurgie",
        "/api/v2/openapi.json",
        "/api/oembed/",
        "/api/oembed/?url=http://localhost/fr/communiques-de-presse/chirurgie-secrete/",
        "/llms.txt",
    ]
    for language, paths in BOTH.items():
        rooms = [paths["list"], *(f"{paths['list']}{feed}" for feed in ("rss/", "atom/", "feed.json"))]
        addresses += [
            paths[name]
            for name in (
                "home",
                "hospitals",
                "office",
                "search",
                "directory",
                "selector",
                "problem",
                "pictures",
                "request",
                "verify",
                "alerts",
            )
        ]
        addresses += [f"{paths['request']}guessed/", *(f"{paths['request']}?{row}" for row in REQUESTS)]
        addresses += [
            f"{paths['experts']}{query}" for query in ("", "?q=chirurgie&hospital=cochin", "?q=secret")
        ]
        addresses += [f"{paths[name]}?{row}" for name in ("list", "pictures") for row in FILTERS]
        addresses += [
            room + query for room in rooms for query in ("", "?type=etude", "?q=chirurgie&year=2026")
        ]
        addresses += [f"{paths[name]}?{row}" for name in ("search", "alerts") for row in FILTERS]
        addresses += [f"{paths['alerts']}?q={word}" for word in WORDS]
        addresses += [f"{paths[name]}?q={word}" for name in ("directory", "suggestions") for word in WORDS]
        addresses += [f"{paths['search']}{feed}?q={word}" for feed in ("", "rss/", "atom/") for word in WORDS]
        addresses += [f"{paths['search']}?q={word}&sort=date" for word in WORDS]
        addresses += [f"{paths['hospitals']}{slug}/" for slug in ("cochin", "necker", "nowhere")]
        agendas = [paths["agenda"], f"{paths['agenda']}agenda.ics"]
        addresses += [
            agenda + query for agenda in agendas for query in ("", "?hospital=cochin", "?hospital=nowhere")
        ]
        people, departments = RECORDS[language]
        addresses += [f"{people}{slug}/" for slug in ("camille-connue", "nowhere")]
        addresses += [f"{departments}{slug}/" for slug in ("coeur-cochin", "nowhere")]
        addresses += [f"{paths['selector']}?hospital={slug}" for slug in ("cochin", "nowhere", "")]
        addresses += [f"{paths['corrections']}{feed}" for feed in ("", "rss/", "atom/", "?page=2")]
        addresses += [f"{paths['verify']}?reference=CP-{number}" for number in NUMBERS]
        addresses += [f"/{language}/nowhere/", f"{paths['list']}nothing/"]
        addresses += [f"/{language}/embargo/guessed/", f"/{language}/embargo/guessed/{NO_FILE}"]
        addresses += [f"{paths['alerts']}{purpose}/guessed/" for purpose in ALERT_LINKS[language]]
    return addresses


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    query_count: int


@cache
def _site() -> BaseHandler:
    """Without the test client, which copies the context of every template: a crawl is hundreds of pages."""
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def ask(address: str, **headers: str) -> Answer:
    """As a browser that has never been here."""
    request = RequestFactory().get(
        address, headers={name.replace("_", "-"): text for name, text in headers.items()}
    )
    synonyms.forget()  # read once a minute: the minute must not count
    with CaptureQueriesContext(connection) as queries:
        response = _site().get_response(request)
    headers = sorted((name.lower(), _timeless(name, value)) for name, value in response.headers.items())
    body, count = MINUTE.subn(rb"\1", b"".join(response))
    ignored = IGNORED_HEADERS | ({"etag"} if count else set())  # the mark of a form is that of its minute
    kept = tuple((name, value) for name, value in headers if name not in ignored)
    return Answer(response.status_code, kept, body, len(queries))


def _timeless(name: str, value: str) -> str:
    return SECONDS.sub(r"\1…", value) if name.lower() in WITH_SECONDS else value


def crawl(addresses: list[str]) -> dict[str, Answer]:
    answers = {}
    for address in addresses:
        connection.queries_log.clear()  # it forgets the oldest of nine thousand: a longer walk would count none
        answers[address] = ask(address)
    return answers


def differences(before: dict[str, Answer], after: dict[str, Answer]) -> dict[str, tuple[Answer, Answer]]:
    return {
        address: (before[address], after[address]) for address in before if before[address] != after[address]
    }
