"""The press kit: what is in it, that it is the same each time, that it needs no room."""

import csv
import io
import tracemalloc
import zipfile
from datetime import timedelta

import pytest
from PIL import Image

from newsroom import clock
from newsroom.models import ReleaseFile
from newsroom.takeaway import archive, kit, making, prints
from tests import factories
from tests.crawl import ask

from .test_outputs import ADDRESS, complete  # noqa: F401

ENDS = {"fr": "dossier.zip", "en": "press-kit.zip"}


def _taken(client, language: str = "fr", address: str = "") -> zipfile.ZipFile:
    response = client.get(address or ADDRESS[language] + ENDS[language])
    content = b"".join(response)
    assert int(response["Content-Length"]) == len(content)
    archive_ = zipfile.ZipFile(io.BytesIO(content))
    assert archive_.testzip() is None
    return archive_


@pytest.fixture
def made(complete):  # noqa: F811
    with prints.printer() as printer:
        making.make(complete.pk, printer)
    return factories.fresh(complete)


def test_it_holds_what_the_page_gives_in_both_languages(made, client):
    names = _taken(client).namelist()
    stem = f"{made.reference.lower()}-complet"
    assert names == [
        f"{stem}/LISEZ-MOI.txt",
        f"{stem}/README.txt",
        f"{stem}/{stem}-fr.txt",
        f"{stem}/{made.reference.lower()}-complete-en.txt",
        f"{stem}/{stem}-fr.pdf",
        f"{stem}/{made.reference.lower()}-complete-en.pdf",
        f"{stem}/pictures/{made.reference.lower()}-01.jpg",
        f"{stem}/documents/le-dossier-complet.pdf",
        f"{stem}/documents/the-whole-kit.pdf",
        f"{stem}/captions.txt",
        f"{stem}/captions.csv",
    ]
    assert all(name.isascii() for name in names)
    assert _taken(client, "en").namelist() == names


def test_it_is_the_same_each_time_and_dated_by_the_publication(made, client):
    address = ADDRESS["fr"] + ENDS["fr"]
    first = client.get(address)
    with clock.shifted(timedelta(seconds=3)):
        second = client.get(address)
    assert b"".join(first) == b"".join(second) and first["ETag"] == second["ETag"]
    dates = {info.date_time for info in _taken(client).infolist()}
    from newsroom.paris import to_paris

    assert dates == {to_paris(made.published_at).timetuple()[:6]}
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_its_head_says_its_length_and_reads_no_file(made, client):
    head, whole = client.head(ADDRESS["fr"] + ENDS["fr"]), client.get(ADDRESS["fr"] + ENDS["fr"])
    assert head["Content-Length"] == whole["Content-Length"] and not head.content
    assert whole["Content-Disposition"].startswith('attachment; filename="cp-')


def test_the_page_says_how_heavy_it_is(made, client):
    whole = client.get(ADDRESS["en"] + ENDS["en"])
    page = client.get(ADDRESS["en"]).content.decode()
    assert f'href="{ADDRESS["en"]}press-kit.zip"' in page
    assert f"(ZIP, {round(int(whole['Content-Length']) / 1000)}\u00a0kB)".replace(
        "\u00a0", " "
    ) in page.replace("\u00a0", " ")
    assert ReleaseFile.objects.get(kind="kit").size == int(whole["Content-Length"])


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/fr/communiques-de-presse/complet/press-kit.zip", "/fr/communiques-de-presse/complet/dossier.zip"),
        ("/en/press-releases/complete/dossier.zip", "/en/press-releases/complete/press-kit.zip"),
        ("/en/press-releases/complet/press-kit.zip", "/en/press-releases/complete/press-kit.zip"),
    ],
)
def test_an_address_of_the_other_language_leads_to_its_own(complete, client, asked, leads_to):  # noqa: F811
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (301, leads_to)


def test_english_words_before_their_hour_are_not_in_it(site, client):
    picture = factories.picture(caption_fr="Au bloc.", caption_en="Secret theatre.", alt_en="Secret theatre.")
    body = [("document", factories.document("Secret kit.pdf"))]
    later = factories.english_fields(
        title_en="Secret title",
        slug_en="secret-title",
        body_en=body,
        english_go_live_at=factories.minute(timedelta(hours=1)),
    )
    factories.public_release(site, slug="bloc", lead_image=picture, **later)
    taken = _taken(client, address="/fr/communiques-de-presse/bloc/dossier.zip")
    content = b"".join(taken.read(name) for name in taken.namelist())
    assert not any("secret" in name for name in taken.namelist())
    assert b"ecret" not in content and b"Au bloc." in content


def test_a_picture_whose_consent_has_ended_is_not_in_it(site, client):
    gone, shown = factories.picture(consent_until=clock.today(), caption_fr="Partie."), factories.picture()
    factories.public_release(site, slug="accord", body_fr=[("gallery", [gone, shown])])
    address = "/fr/communiques-de-presse/accord/dossier.zip"
    assert len([name for name in _taken(client, address=address).namelist() if "pictures/" in name]) == 2
    with clock.shifted(timedelta(days=1)):
        taken = _taken(client, address=address)
    assert len([name for name in taken.namelist() if "pictures/" in name]) == 1
    assert b"Partie" not in b"".join(taken.read(name) for name in taken.namelist())


def test_the_table_of_captions_is_for_spreadsheets_and_runs_nothing(site, client):
    picture = factories.picture(caption_fr="=HYPERLINK(1)", alt_fr="+33 1", credit="@credit")
    factories.public_release(site, slug="table", lead_image=picture)
    taken = _taken(client, address="/fr/communiques-de-presse/table/dossier.zip")
    (name,) = [name for name in taken.namelist() if name.endswith(".csv")]
    content = taken.read(name)
    assert content.startswith(b"\xef\xbb\xbf")
    header, row = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    said = dict(zip(header, row, strict=True))
    assert (said["caption_fr"], said["credit"], said["alt_fr"]) == ("'=HYPERLINK(1)", "'@credit", "'+33 1")
    assert "caption_en" not in said and said["rights_fr"]


def test_its_pictures_are_the_originals_with_their_notices(made, client):
    taken = _taken(client)
    (name,) = [name for name in taken.namelist() if name.endswith(".jpg")]
    with Image.open(io.BytesIO(taken.read(name))) as image:
        assert "Le rein dans la machine." in str(image.getxmp())


def test_a_hidden_release_has_none(site):
    factories.scheduled_release(site, slug="secret")
    ask("/fr/communiques-de-presse/rien/dossier.zip")
    hidden, never = (
        ask("/fr/communiques-de-presse/secret/dossier.zip"),
        ask("/fr/communiques-de-presse/rien/dossier.zip"),
    )
    assert (
        (hidden.status, hidden.query_count) == (never.status, never.query_count) == (404, hidden.query_count)
    )
    assert kit.of(type(site.newsroom).objects.get().get_children().get(slug="secret").pk).entries == []


def test_it_costs_the_same_however_much_is_in_it(site):
    one, many = ([("document", factories.document()), ("picture", factories.picture())] for _ in range(2))
    many += [
        ("gallery", [factories.picture() for _ in range(6)]),
        *[("document", factories.document()) for _ in range(6)],
    ]
    costs = []
    for slug, body in (("peu", one), ("beaucoup", many)):
        factories.english_release(site, slug=slug, body_fr=body, body_en=body)
        ask(f"/fr/communiques-de-presse/{slug}/dossier.zip")
        costs.append(ask(f"/fr/communiques-de-presse/{slug}/dossier.zip").query_count)
    assert costs[1] <= costs[0] + 2 and costs[0] <= 36  # one more: the pictures of galleries, once a language


def test_two_documents_of_one_title_are_two_files(site, client):
    rows = [factories.document("a.pdf", title="Le dossier") for _ in range(2)]
    factories.public_release(site, slug="deux", body_fr=[("document", row) for row in rows])
    names = _taken(client, address="/fr/communiques-de-presse/deux/dossier.zip").namelist()
    assert [name.rpartition("/")[2] for name in names if "documents/" in name] == [
        "le-dossier.pdf",
        "le-dossier-2.pdf",
    ]


def test_it_is_sent_in_pieces_and_never_held():
    """Forty files of two megabytes weigh less than one of them in memory."""
    piece = b"x" * (2 * 1024 * 1024)
    entries = [
        archive.Entry(f"a/{number}", len(piece), "", lambda: _in_chunks(piece)) for number in range(40)
    ]
    tracemalloc.start()
    sent = sum(map(len, archive.stream(entries, clock.now())))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sent == archive.size_of(entries)
    assert peak < len(piece)


def _in_chunks(content: bytes):
    for start in range(0, len(content), archive.AT_A_TIME):
        yield content[start : start + archive.AT_A_TIME]


def test_a_file_that_is_not_on_the_disk_is_left_out(site, client):
    document = factories.document()
    factories.public_release(site, slug="perdu", body_fr=[("document", document)])
    document.file.storage.delete(document.file.name)
    names = _taken(client, address="/fr/communiques-de-presse/perdu/dossier.zip").namelist()
    assert not any("documents/" in name for name in names)
