"""Every kind of answer carries its security headers; only the admin's policy allows inline script."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from aphp_site.middleware import isolate
from tests import factories

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ANSWERS = {
    "/": 302,
    "/fr/": 200,
    "/en/": 200,
    "/fr/communiques-de-presse/": 200,
    "/fr/communiques-de-presse/feed.json": 200,
    "/fr/recherche/?q=cochin": 200,
    "/fr/nulle-part/": 404,
    "/fr/%00/": 400,
    "/sitemap.xml": 200,
    "/robots.txt": 200,
    "/healthz": 200,
    "/api/v2/pages/": 200,
    "/images/pictures/none.png": 404,
    "/admin/": 302,
    "/admin/account/login/": 200,
    "/admin/nowhere/": 302,
}


@pytest.fixture
def at_home(site, settings, monkeypatch):
    """As in production: over TLS, with that installation's own header settings."""
    for name in ("SECRET_KEY", "ALLOWED_HOSTS"):
        monkeypatch.setenv(name, "tests-only")
    from aphp_site.settings import production

    for name in ("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD"):
        setattr(settings, name, getattr(production, name))
    return site


def directives(response) -> dict[str, str]:
    policy = response.headers["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


@pytest.mark.parametrize(("address", "status"), ANSWERS.items())
def test_answer_carries_every_header(at_home, client, address, status):
    response = client.get(address, secure=True)
    assert response.status_code == status
    assert EVERYWHERE.items() <= dict(response.headers).items()
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
    assert directives(response)["frame-ancestors"] == "'self'"
    is_admin = address.startswith("/admin/") and not address.startswith("/admin/account/")
    assert ("unsafe" in response.headers["Content-Security-Policy"]) is is_admin


@pytest.mark.parametrize("address", [address for address in ANSWERS if not address.startswith("/admin/")])
def test_public_policy_allows_nothing_inline_and_nobody_else(at_home, client, address):
    policy = directives(client.get(address, secure=True))
    assert policy["default-src"] == "'none'"
    allowed = {word for value in policy.values() for word in value.split()}
    assert allowed == {"'none'", "'self'", "data:"}
    assert policy["script-src"] == policy["style-src"] == "'self'"


def test_files_may_be_shown_by_others(at_home, client):
    picture = factories.picture()
    factories.public_release(at_home, lead_image=picture)
    response = client.get(picture.file.url, secure=True)
    assert response.status_code == 200
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert EVERYWHERE.items() <= dict(response.headers).items()


def test_style_sheets_may_be_used_by_others():
    answer = isolate(lambda request: HttpResponse())(RequestFactory().get("/static/css/site.css"))
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_plain_http_is_sent_to_tls_with_the_same_headers(db, client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/fr/")
    assert (response.status_code, response.url) == (301, "https://testserver/fr/")
    assert "camera=()" in response.headers["Permissions-Policy"]
