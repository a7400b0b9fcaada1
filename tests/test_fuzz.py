"""Thousands of requests that nobody means: never a fault of ours, never a cookie.

`./run bench fuzz` sends ten thousand; FUZZ_REQUESTS and FUZZ_SEED say how many here, and which.
"""

import os
from collections import Counter

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import got_request_exception
from django.urls import URLPattern, get_resolver

from tests import factories, fuzzing
from tests.crawl import _site, public_addresses

COUNT = int(os.environ.get("FUZZ_REQUESTS", "1000"))
SEED = int(os.environ.get("FUZZ_SEED", "20260"))
# What crashes Wagtail as it comes.
DIRECTED = [
    "q=" + "+".join(["mot"] * 200),
    "q=" + "+".join(f"m{number}" for number in range(400)),
    "q=%00",
    "q=a%00b&type=%00",
    "language=%00",
    "offset=1" + "0" * 30,
    "offset=-1&limit=-1",
    "page=1" + "0" * 30,
    "limit=" + "9" * 400,
]


@pytest.fixture
def addresses(site) -> list[str]:
    """Every public address, with a release, a picture and a document that are public."""
    picture = factories.picture(is_public=True)
    document = factories.document("liste.csv", b"a,b\n1,2\n", is_public=True)
    release = factories.english_release(site, slug="un", slug_en="one", lead_image=picture)
    factories.english_release(site)
    files = [picture.file.url, document.url]
    pages = [release.url_in(language) for language in ("fr", "en")]
    return [
        *public_addresses(),
        *files,
        *pages,
        "/sitemap-1.xml",
        "/static/css/site.css",
        "/fr/hopitaux/cochin/",
    ]


@pytest.fixture
def faults():
    """Exceptions that no view answered."""
    found: list[str] = []

    def note(sender, request, **kwargs) -> None:
        import traceback

        found.append(traceback.format_exc(limit=-4))

    got_request_exception.connect(note)
    yield found
    got_request_exception.disconnect(note)


def send(environ: dict) -> tuple[int, str, str]:
    """Status, its route, and what is wrong with the answer."""
    request = WSGIRequest(environ)
    response = _site().get_response(request)
    b"".join(response)
    route = request.resolver_match.route if request.resolver_match else ""
    is_said_on_purpose = route == "readyz" and response.status_code == 503  # that no worker runs here
    wrong = "5xx" if response.status_code >= 500 and not is_said_on_purpose else ""
    wrong = wrong or ("cookie" if response.cookies else "")
    return response.status_code, route, wrong


def public_routes() -> set[str]:
    def walk(patterns, prefix: str):
        for pattern in patterns:
            whole = prefix + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield whole
            else:
                yield from walk(pattern.url_patterns, whole)

    return {route for route in walk(get_resolver().url_patterns, "") if not route.startswith("admin/")}


def test_no_request_is_answered_by_a_fault(addresses, faults):
    statuses, routes = Counter(), Counter()
    for fuzz in fuzzing.requests(SEED, COUNT, addresses):
        status, route, wrong = send(fuzz.environ)
        statuses[status] += 1
        routes[route] += 1
        assert not wrong and not faults, f"{wrong} {status} – {fuzz}\n{''.join(faults)}"
    print(f"\nseed {SEED}, {COUNT} requests: {dict(sorted(statuses.items()))}")
    assert statuses[200] > COUNT / 5  # most of them reach what they ask for
    assert len(routes) > 15


def test_what_crashes_wagtail_does_not_crash_us(addresses, faults):
    answers = {}
    views = {address.partition("?")[0] for address in addresses if "nowhere" not in address}
    for address in sorted(address for address in views if address.startswith(("/fr/", "/api/"))):
        for query in DIRECTED:
            environ = fuzzing.requests(0, 1, ["/"])[0].environ
            environ |= {
                "REQUEST_METHOD": "GET",
                "PATH_INFO": address,
                "QUERY_STRING": query,
                "HTTP_HOST": "testserver",
            }
            status, _route, wrong = send(environ)
            if wrong:
                answers[f"{address}?{query[:40]}"] = status
    assert answers == {} and faults == []


@pytest.mark.parametrize("path", ["//evil.example/fr/", "//[x]/fr/", "///evil.example/", "//]/", "//admin/"])
def test_two_slashes_name_no_other_host(site, faults, path):
    """Django and Wagtail parse the path as an address: one with a bracket was a fault."""
    environ = fuzzing.requests(0, 1, ["/"])[0].environ
    environ |= {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": "testserver"}
    assert send(environ)[0] == 400 and faults == []
