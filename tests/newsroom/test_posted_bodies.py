"""Whatever a stranger puts into the body of a form: a clear page in the reader's language, kept nowhere, never a 500."""

import io

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client, RequestFactory

from newsroom.models import ProblemReport
from newsroom.problem_views import report_problem

FORM = {"fr": "/fr/signaler-un-probleme/", "en": "/en/report-a-problem/"}
WORDS = {"fr": "n’a pas pu être lu", "en": "could not be read"}
FIELDS = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=limit"
HEAD = b'--limit\r\nContent-Disposition: form-data; name="message"\r\n'
FILE = b'--limit\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n'
MUCH = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1
MANY = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1


def files(count: int) -> bytes:
    return (FILE + b"\r\nx\r\n") * count + b"--limit--\r\n"


REFUSED = {
    "large": (FIELDS, b"message=" + b"x" * MUCH, 413),
    "large-part": (PARTS, HEAD + b"\r\n" + b"x" * MUCH + b"\r\n--limit--\r\n", 413),
    "many-fields": (FIELDS, b"a=&" * MANY, 413),
    "many-parts": (PARTS, (HEAD + b"\r\n\r\n") * MANY + b"--limit--\r\n", 413),
    "many-files": (PARTS, files(settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1), 413),
    "no-boundary": ("multipart/form-data", b"x", 400),
    "odd-boundary": ("multipart/form-data; boundary=é", b"x", 400),
    "damaged-file": (PARTS, FILE + b"Content-Transfer-Encoding: base64\r\n\r\n=x=\r\n--limit--\r\n", 400),
}
EMPTY = {
    "nothing": (FIELDS, b""),
    "json": ("application/json", b'{"message": "x"}'),
    "no-type": ("", b"message=x"),
    "not-utf-8": (FIELDS, b"message=%FF\xff&kind=\xc3("),
    "unended-part": (PARTS, HEAD + b"\r\nwords"),
}


def post(kind: str, body: bytes, language: str = "fr", **headers: str):
    client = Client(raise_request_exception=False)
    return client.generic(
        "POST", FORM[language], body, kind, headers={"Sec-Fetch-Site": "same-origin"} | headers
    )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("kind", "body", "status"), REFUSED.values(), ids=REFUSED)
def test_a_body_that_is_refused_gives_the_form_again_with_a_word(site, kind, body, status, language):
    answer = post(kind, body, language)
    soup = BeautifulSoup(answer.content, "html.parser")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (status, "no-store")
    assert WORDS[language] in soup.select_one("main [role=alert]").get_text()
    assert soup.select_one("form.form textarea") and not soup.select("[aria-invalid]")
    assert not ProblemReport.objects.exists()


@pytest.mark.parametrize(("kind", "body"), EMPTY.values(), ids=EMPTY)
def test_a_body_without_an_answer_is_a_form_that_lacks_one(site, kind, body):
    answer = post(kind, body)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (422, "no-store")
    assert not ProblemReport.objects.exists()


class GoneAway(io.RawIOBase):
    """The body of a visitor whose connection broke."""

    def read(self, *args) -> bytes:
        raise OSError("connection reset")


@pytest.mark.parametrize("kind", [FIELDS, PARTS])
def test_a_connection_that_breaks_is_no_fault_of_ours(site, kind):
    request = RequestFactory().post(FORM["fr"], b"message=x", kind, headers={"Sec-Fetch-Site": "same-origin"})
    request._stream = GoneAway()
    request.LANGUAGE_CODE = "fr"
    assert report_problem(request).status_code == 400


def test_a_refusal_before_any_view_is_stored_by_no_cache(site):
    answers = [
        Client().post(FORM["fr"], headers={"Host": "evil.example"}),
        Client().generic("POST", f"{FORM['fr']}?q=%00"),
        Client().post("/fr/"),
        Client(raise_request_exception=False).put(FORM["fr"]),
    ]
    assert [answer.status_code for answer in answers] == [400, 400, 405, 405]
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_a_fault_is_stored_by_no_cache(site, monkeypatch):
    monkeypatch.setattr("newsroom.views.routing.match_request", lambda *args: 1 / 0)
    answer = Client(raise_request_exception=False).get("/fr/")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (500, "no-store")
