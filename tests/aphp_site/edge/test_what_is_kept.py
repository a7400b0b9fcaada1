"""What the edge keeps, renews, sends by itself and writes down."""

import pytest

from newsroom.models import PressReleasePage, ReleaseFile
from newsroom.uploads import CleanFile
from tests import factories

from .conftest import TOKEN

FR = "/fr/communiques-de-presse/"
PERSONAL = ["/fr/embargo/s3cret-key/", "/en/embargo/s3cret-key/", "/fr//embargo/s3cret-key/photo.jpg",
            "/fr/%65mbargo/s3cret-key/", "/fr/demande-presse/s3cret-key/", "/en/press-request/s3cret-key/",
            "/en/%70ress-request/s3cret-key/", "/fr/alertes/gerer/s3cret-key/", "/en/alerts/stop/s3cret-key/",
            "/fr/%61lertes/confirmer/s3cret-key/"]  # fmt: skip
OF_NGINX = {"server", "date", "connection", "content-length", "accept-ranges", "cache-control"}


def test_a_copy_is_renewed_with_the_token_and_not_without_it(edge, committed_site):
    edge.ask(FR)
    factories.public_release(committed_site, title_fr="Toute neuve")
    for headers in ({}, {"X-Refresh": ""}, {"X-Refresh": "1"}, {"X-Refresh": f"{TOKEN}x"}):
        assert "Toute neuve" not in edge.ask(FR, **headers).text, headers
    renewal = edge.ask(FR, X_Refresh=TOKEN)
    assert renewal.copy == "BYPASS" and int(renewal.headers["x-kept-for"]) < 60
    reader = edge.ask(FR)
    assert reader.copy == "HIT" and "Toute neuve" in reader.text
    assert "x-kept-for" not in reader.headers and "x-accel-expires" not in reader.headers


@pytest.mark.parametrize("address", ["/admin/account/login/", "/healthz", "/readyz", *PERSONAL])
def test_what_is_of_one_person_or_of_operators_is_never_kept(edge, address):
    first, second = edge.ask(address), edge.ask(address)
    assert (first.copy, second.copy) == ("", "")


def test_a_file_is_asked_of_the_gate_each_time_and_sent_with_its_headers(edge, committed_site):
    document = factories.document(is_public=True)
    by_nginx = edge.ask(document.url)
    told = {
        name: text for name, text in edge.ask_origin(document.url).headers.items() if name not in OF_NGINX
    }
    told.pop("x-accel-redirect")
    assert by_nginx.body == b"0123456789" and by_nginx.headers["cache-control"].startswith(
        "public, max-age=86400"
    )
    assert {name: by_nginx.headers.get(name) for name in told} == told
    assert "last-modified" not in by_nginx.headers
    mark = by_nginx.headers["etag"]
    assert edge.ask(document.url, If_None_Match=mark).status == 304
    part = edge.ask(document.url, Range="bytes=2-4")
    assert (part.status, part.body) == (206, b"234")
    document.delete()
    assert edge.ask(document.url).status == 410


def test_a_pdf_and_a_press_kit_are_asked_for_each_time(edge, committed_site):
    release = factories.public_release(committed_site, slug="a-emporter")
    address = f"{FR}{release.slug}/"
    assert edge.ask(f"{address}pdf/").status == 302
    row = ReleaseFile(
        page_id=release.pk, kind="pdf", language="fr", version=release.version, size=9, digest=""
    )
    row.file.save("a.pdf", CleanFile(b"%PDF-1.7\n", name="a.pdf"))
    pdf, kit = edge.ask(f"{address}pdf/"), edge.ask(f"{address}dossier.zip")
    assert (pdf.body, pdf.copy, pdf.headers["content-type"]) == (b"%PDF-1.7\n", "", "application/pdf")
    assert pdf.headers["link"].endswith('rel="canonical"') and "last-modified" not in pdf.headers
    assert int(pdf.headers["cache-control"].partition("max-age=")[2].partition(",")[0]) < 60
    assert (kit.status, kit.copy, len(kit.body)) == (200, "", int(kit.headers["content-length"]))
    for answer, end in ((pdf, "pdf/"), (kit, "dossier.zip")):
        assert edge.ask(address + end, If_None_Match=answer.headers["etag"]).status == 304
    release.unpublish()
    assert [edge.ask(address + end).status for end in ("pdf/", "dossier.zip")] == [404, 404]


def test_no_file_is_reached_but_through_the_gate(edge, committed_site):
    hidden = factories.document()
    assert edge.ask(hidden.url).status == 404
    for prefix in ("/_files/", "/media/", "//_files/", "/_files/../_files/"):
        assert edge.ask(prefix + hidden.file.name).status == 404
    assert edge.ask(f"/images/../_files/{hidden.file.name}").status == 404


def test_keys_of_personal_links_are_written_down_nowhere(edge, committed_site):
    """Nor while the application is dead, when nginx writes what it could not pass on."""
    for address in [FR, *PERSONAL]:
        edge.ask(address, Referer=f"{edge.url}{PERSONAL[0]}")
    edge.origin.kill()
    for address in PERSONAL:
        assert edge.ask(address).status in {502, 404}
    logs = "".join((edge.folder / name).read_text() for name in ("access.log", "error.log"))
    assert FR in logs and '"GET (personal)" 404' in logs and '"GET (personal)" 502' in logs
    assert "s3cret" not in logs and TOKEN not in logs
    assert not PressReleasePage.objects.filter(slug="s3cret-key").exists()
