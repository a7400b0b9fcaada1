"""How a public file is sent: whole, in parts, not at all if the reader has it, or by the server in front."""

import re

import pytest
from django.core.files.storage import default_storage

from newsroom import clock
from newsroom.models import PressDocument
from tests import factories

TAG = re.compile(r'"[0-9a-f]{32}"')


@pytest.fixture
def ten_bytes(db) -> str:
    return factories.document(name="film.webm", is_public=True).url


@pytest.mark.parametrize(
    ("asked", "content", "told"),
    [
        pytest.param("bytes=0-3", b"0123", "bytes 0-3/10", id="first-ones"),
        pytest.param("bytes=4-", b"456789", "bytes 4-9/10", id="from-one-on"),
        pytest.param("bytes=-2", b"89", "bytes 8-9/10", id="last-ones"),
        pytest.param("bytes=8-99", b"89", "bytes 8-9/10", id="beyond-the-end"),
        pytest.param("bytes=-99", b"0123456789", "bytes 0-9/10", id="more-than-there-is"),
    ],
)
def test_a_film_is_served_in_parts(client, ten_bytes, asked, content, told):
    response = client.get(ten_bytes, headers={"Range": asked})
    assert (response.status_code, response.headers["Content-Range"]) == (206, told)
    assert (response.getvalue(), response.headers["Content-Length"]) == (content, str(len(content)))


@pytest.mark.parametrize("asked", ["", "bytes=-", "bytes=5-2", "bytes=0-1,4-5", "lines=0-1", "bytes=a-b"])
def test_an_unreadable_part_gives_the_whole_file(client, ten_bytes, asked):
    response = client.get(ten_bytes, headers={"Range": asked})
    assert (response.status_code, response.getvalue()) == (200, b"0123456789")


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=11-", "bytes=10-20", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(client, ten_bytes, asked):
    response = client.get(ten_bytes, headers={"Range": asked})
    assert (response.status_code, response.headers["Content-Range"]) == (416, "bytes */10")


def test_a_part_belongs_to_the_state_that_was_begun(client, ten_bytes):
    tag = client.get(ten_bytes).headers["ETag"]
    same = client.get(ten_bytes, headers={"Range": "bytes=0-3", "If-Range": tag})
    assert (same.status_code, same.getvalue()) == (206, b"0123")
    for other in ('"other"', f"W/{tag}", "Tue, 24 Nov 2026 10:00:00 GMT"):
        answer = client.get(ten_bytes, headers={"Range": "bytes=0-3", "If-Range": other})
        assert (answer.status_code, answer.getvalue()) == (200, b"0123456789")


def test_what_a_reader_has_is_not_sent_again(client, ten_bytes):
    whole = client.get(ten_bytes)
    tag = whole.headers["ETag"]
    assert TAG.fullmatch(tag) and "Last-Modified" not in whole.headers
    for asked in (tag, f'"x", {tag}', f"W/{tag}", "*"):
        answer = client.get(ten_bytes, headers={"If-None-Match": asked, "Range": "bytes=0-3"})
        assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", tag)
        assert answer.headers["Cache-Control"].startswith("public, max-age=86400, s-maxage=")
    assert client.get(ten_bytes, headers={"If-None-Match": '"x"'}).status_code == 200


def test_another_file_of_the_same_bytes_has_another_tag(client, ten_bytes):
    other = factories.document(name="film.webm", is_public=True).url
    assert client.get(other).headers["ETag"] != client.get(ten_bytes).headers["ETag"]


@pytest.mark.parametrize("asked", [{}, {"Range": "bytes=0-3"}, {"Range": "bytes=99-"}])
def test_head_says_what_get_would(client, ten_bytes, asked):
    got, told = client.get(ten_bytes, headers=asked), client.head(ten_bytes, headers=asked)
    assert (told.status_code, told.content) == (got.status_code, b"")
    assert {**told.headers} == {**got.headers}


def test_shared_caches_keep_a_file_to_the_minute_and_browsers_a_day(client, ten_bytes):
    kept = client.get(ten_bytes).headers["Cache-Control"]
    match = re.fullmatch(r"public, max-age=86400, s-maxage=(\d+), stale-if-error=86400", kept)
    assert int(match[1]) <= 60 - clock.now().second


def test_a_text_is_sent_as_it_is_stored_also_to_those_who_would_unpack_it(client, db):
    """A part of something compressed would be no part of the file."""
    content = b"hospital,beds\n" * 400
    address = factories.document("lits.csv", content, is_public=True).url
    answer = client.get(address, headers={"Accept-Encoding": "gzip, br", "Range": "bytes=0-99"})
    assert "Content-Encoding" not in answer.headers and answer.getvalue() == content[:100]
    assert "Content-Encoding" not in client.get(address, headers={"Accept-Encoding": "gzip, br"}).headers


@pytest.mark.parametrize(
    ("name", "kind", "how"),
    [
        ("a.pdf", "application/pdf", "inline"),
        ("a.webm", "video/webm", "inline"),
        ("a.zip", "application/zip", "attachment"),
        ("a.html", "text/html", "attachment"),
    ],
)
def test_only_what_browsers_show_safely_opens_in_them(client, db, name, kind, how):
    answer = client.get(factories.document(name=name, is_public=True).url)
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Disposition"] == f'{how}; filename="{name}"'
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_kinds_of_pictures_do_not_depend_on_the_system(client, db):
    picture = factories.picture(is_public=True)
    kinds = {
        kind: client.get(picture.get_rendition(f"width-30|format-{kind}").url).headers["Content-Type"]
        for kind in ("avif", "webp", "jpeg")
    }
    assert kinds == {kind: f"image/{kind}" for kind in kinds}


def test_a_file_that_was_lost_is_not_found(client, ten_bytes):
    default_storage.delete(PressDocument.objects.get().file.name)
    assert client.get(ten_bytes).status_code == 404


class TestByTheServerInFront:
    @pytest.fixture(autouse=True)
    def _prefix(self, settings):
        settings.FILES_INTERNAL_PREFIX = "/_files/"

    def test_it_is_told_which_file_with_what(self, client, ten_bytes):
        answer = client.get(ten_bytes, headers={"Range": "bytes=0-3"})
        name = ten_bytes.removeprefix("/")
        assert (answer.status_code, answer.content) == (200, b"")
        assert answer.headers["X-Accel-Redirect"] == f"/_files/{name}"
        assert answer.headers["Content-Type"] == "video/webm"
        assert answer.headers["Content-Disposition"] == 'inline; filename="film.webm"'
        assert TAG.fullmatch(answer.headers["ETag"])
        assert answer.headers["Cache-Control"].startswith("public, max-age=86400, s-maxage=")

    def test_it_is_not_asked_for_what_the_reader_has(self, client, ten_bytes):
        tag = client.get(ten_bytes).headers["ETag"]
        answer = client.get(ten_bytes, headers={"If-None-Match": tag})
        assert answer.status_code == 304 and "X-Accel-Redirect" not in answer.headers

    def test_it_is_told_nothing_of_a_file_that_is_not_public(self, client, db):
        answer = client.get(factories.document().url)
        assert answer.status_code == 404 and "X-Accel-Redirect" not in answer.headers
