"""The files of a release under embargo: only hers, only for those who accepted, with their name in them."""

import shutil
import subprocess
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageChops

from newsroom.demo import pdf
from newsroom.embargo import access as accesses
from newsroom.embargo import watermark
from tests import factories
from tests.crawl import ask

from .test_embargo import HOUR, PERSON, address

LINE = "Remis à Léa Vauquelin (Le Quotidien du soir) – ne pas transmettre"


def small_pdf(pages: int = 2) -> bytes:
    document = pikepdf.new()
    for _page in range(pages):
        document.add_blank_page(page_size=(595, 842))
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def drawn_by_another_program(content: bytes, folder) -> Image.Image:
    if (program := shutil.which("pdftoppm")) is None:
        pytest.skip("no pdftoppm found")
    subprocess.run([program, "-r", "72", "-png", "-", str(folder / "page")], input=content, check=True)
    return Image.open(next(folder.glob("page*.png")))


@pytest.fixture
def site_with_files(site):
    site.picture = factories.picture((900, 600))
    site.document = factories.document("dossier.pdf", small_pdf())
    site.film = factories.document("film.webm", b"film")
    body = [("document", site.document), ("picture", site.picture), ("document", site.film)]
    site.release = factories.scheduled_release(site, 2 * HOUR, lead_image=site.picture, body_fr=body)
    site.access = accesses.invite(site.release, None, purpose="embargo", **PERSON)
    return site


def of(site, file) -> str:
    return address(site.access) + file.file.name


@pytest.fixture
def reader(site_with_files):
    accesses.accept(site_with_files.access)
    return site_with_files


def test_the_page_names_its_files_below_the_personal_address(reader, client):
    page = client.get(address(reader.access)).content.decode()
    for file in (reader.picture, reader.document, reader.film):
        assert of(reader, file) in page
    assert "/images/" not in page


def test_public_addresses_stay_closed(reader):
    assert [ask(file.file.url).status for file in (reader.picture, reader.document, reader.film)] == [404] * 3


def test_the_picture_is_another_one_at_its_foot_only(reader, client):
    answer = client.get(of(reader, reader.picture))
    given, stored = Image.open(BytesIO(answer.content)), Image.open(reader.picture.file)
    assert given.size == stored.size and answer.headers["Content-Type"] == "image/jpeg"
    box = ImageChops.difference(given.convert("RGB"), stored.convert("RGB")).point(
        lambda value: value > 60 and 255
    )
    assert box.getbbox()[1] > stored.height * 0.85


def test_each_page_of_the_pdf_has_the_line(reader, client):
    answer = client.get(of(reader, reader.document))
    with pikepdf.open(BytesIO(answer.content)) as document:
        drawn = [b"".join(part.read_bytes() for part in page.Contents) for page in document.pages]
    assert len(drawn) == 2 and all(LINE.encode("cp1252") in page.replace(b"\\", b"") for page in drawn)
    assert "attachment" in answer.headers["Content-Disposition"]


def test_what_can_bear_no_line_is_saved_under_the_reader_s_name(reader, client):
    answer = client.get(of(reader, reader.film))
    assert answer.status_code == 200 and "L%C3%A9a%20Vauquelin.webm" in answer.headers["Content-Disposition"]


def test_a_film_taken_in_parts_is_one_reading(reader, client):
    film = of(reader, reader.film)
    for part in ("bytes=1-", "bytes=0-1", "bytes=2-3", "bytes=-1", "bytes=90-"):
        client.get(film, headers={"Range": part})
    assert reader.access.readings.count() == 2  # the first one asked for, and the one that begins the film
    client.get(film)
    assert reader.access.readings.count() == 3


@pytest.mark.parametrize(("part", "count"), [("bytes=00-", 1), ("bytes=1-", 0), ("bytes=-1", 0), ("odd", 1)])
def test_so_it_is_where_nginx_sends_it(reader, client, settings, part, count):
    settings.FILES_INTERNAL_PREFIX = "/internal/"
    client.get(of(reader, reader.film))
    client.get(of(reader, reader.film), headers={"Range": part})
    assert reader.access.readings.count() == 1 + count


def test_what_is_not_found_behind_a_link_is_not_kept_either(reader, client):
    for path in ("documents/00112233445566778899aabbccddeeff/a.pdf", "x"):
        answer = client.get(address(reader.access) + path)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")


@pytest.mark.parametrize(
    ("name", "in_pdf", "in_picture"),
    [
        ("Nguyễn Łukasz", "Nguyen Lukasz", "Nguyen Lukasz"),
        ("Γιώργος", "Giorgos", "Giorgos"),
        ("Чехов", "Chekhov", "Chekhov"),
        ("Øyvind Éloi", "Øyvind Éloi", "Oyvind Éloi"),
        ("E\u0301loi", "Éloi", "Éloi"),
    ],
)
def test_a_name_in_other_letters_can_be_read(name, in_pdf, in_picture):
    assert watermark._written(name, watermark._is_western) == in_pdf
    assert watermark._written(name, watermark._has_glyph) == in_picture
    marked = watermark.marked("a.pdf", small_pdf(1), name)
    with pikepdf.open(BytesIO(marked)) as document:
        drawn = b"".join(part.read_bytes() for part in document.pages[0].Contents)
    assert in_pdf.encode("cp1252") in drawn


@pytest.mark.parametrize("is_inherited", [False, True])
@pytest.mark.parametrize("turn", [0, 90, 180, 270, 450, -90])
def test_the_line_stands_at_the_foot_of_a_turned_page(tmp_path, turn, is_inherited):
    """As it is shown: drawn by a program that knows nothing of ours."""
    document = pikepdf.open(BytesIO(small_pdf(1)))
    node = document.Root.Pages if is_inherited else document.pages[0].obj
    node.Rotate = turn
    document.save(tmp_path / "turned.pdf")
    content = watermark.marked("a.pdf", (tmp_path / "turned.pdf").read_bytes(), "Une ligne")
    shown = drawn_by_another_program(content, tmp_path)
    left, top, right, _bottom = ImageChops.invert(shown.convert("L")).getbbox()
    assert top > shown.height * 0.95 and left < shown.width * 0.05 and right < shown.width * 0.2


def test_each_file_taken_is_written_down(reader, client):
    client.get(of(reader, reader.document))
    assert [row.what for row in reader.access.readings.all()] == [reader.document.file.name]


def test_files_are_as_private_as_the_page(reader, client):
    answer = client.get(of(reader, reader.document))
    assert answer.headers["Cache-Control"] == "no-store" and "noindex" in answer.headers["X-Robots-Tag"]


def test_nothing_before_the_terms_nor_after_the_link_is_closed(site_with_files, client):
    assert client.get(of(site_with_files, site_with_files.document)).status_code == 404
    accesses.accept(site_with_files.access)
    accesses.revoke(site_with_files.access, None)
    assert client.get(of(site_with_files, site_with_files.document)).status_code == 404


def test_files_of_other_releases_are_not_to_be_had(reader, client):
    other = factories.document("autre.pdf", small_pdf())
    factories.scheduled_release(reader, 2 * HOUR, body_fr=[("document", other)])
    for name in (other.file.name, "documents/00112233445566778899aabbccddeeff/a.pdf", "../secret", "x"):
        assert client.get(address(reader.access) + name).status_code == 404


def test_a_picture_whose_consent_has_ended_is_not_either(reader, client):
    type(reader.picture).objects.update(consent_until="2020-01-01")
    assert client.get(of(reader, reader.picture)).status_code == 404


def test_a_file_that_is_not_what_it_says_is_not_found(reader, client):
    broken = factories.document("casse.pdf", b"no pdf at all")
    release = factories.scheduled_release(reader, 2 * HOUR, body_fr=[("document", broken)])
    access = accesses.invite(release, None, purpose="embargo", **PERSON)
    accesses.accept(access)
    assert client.get(address(access) + broken.file.name).status_code == 404


def test_a_document_of_the_house_keeps_its_pages_title_and_tags():
    before = pdf.make("Dossier de presse", "fr", [("h1", "Titre"), ("p", "Un paragraphe.")])
    with (
        pikepdf.open(BytesIO(before)) as old,
        pikepdf.open(BytesIO(watermark.marked("a.pdf", before, LINE))) as new,
    ):
        assert len(old.pages) == len(new.pages)
        assert str(old.docinfo.get("/Title")) == str(new.docinfo.get("/Title"))
        assert new.Root.Lang == old.Root.Lang and ("/StructTreeRoot" in old.Root) == (
            "/StructTreeRoot" in new.Root
        )
