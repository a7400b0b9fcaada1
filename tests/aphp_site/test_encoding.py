"""What the server is handed is read as UTF-8, whatever a header calls it: no fault, and no second text at one address."""

from io import BytesIO

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from aphp_site.wsgi import application
from newsroom.models import ProblemReport
from tests import factories

NAMES = ["hex", "undefined", "idna", "punycode", "utf-16", "utf-7", "nothing", "latin-1"]
PART = b'--limit\r\nContent-Disposition: form-data; name="message"\r\n\r\n\xc3\xa9+words\r\n--limit--\r\n'


@pytest.fixture(autouse=True)
def _one_connection():
    """A server's requests close what they find open: here that is the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def answer(method: str, path: str, kind: str, body: bytes = b"", query: str = "") -> tuple[str, bytes]:
    """As a server calls the application (PEP 3333)."""
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_SEC_FETCH_SITE": "same-origin",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
    }
    started = []
    content = b"".join(application(environ, lambda status, headers: started.append(status)))
    return started[0], content


@pytest.mark.parametrize("name", NAMES)
def test_the_encoding_of_a_body_says_nothing_about_an_address(site, name):
    factories.public_release(site, title_fr="Étude")
    for path in ("/fr/communiques-de-presse/", "/en/search/"):
        plain = answer("GET", path, "", query="q=%C3%A9tude")
        assert plain[0] == "200 OK"
        assert answer("GET", path, f"text/plain; charset={name}", query="q=%C3%A9tude") == plain


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=limit", PART),
        ("application/x-www-form-urlencoded", b"message=%C3%A9+words"),
    ],
    ids=["parts", "fields"],
)
def test_a_form_in_another_encoding_is_a_form_with_errors(site, kind, body, name):
    status, content = answer("POST", "/fr/signaler-un-probleme/", f"{kind}; charset={name}", body)
    assert status.startswith("422") and "é" in content.decode()
    assert not ProblemReport.objects.exists()


def test_ten_thousand_parameters_are_a_bad_request(site):
    assert answer("GET", "/fr/recherche/", "x; charset=latin-1", query="a=&" * 10_001)[0] == "400 Bad Request"
