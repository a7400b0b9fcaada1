"""What is stored of an upload, and under which name."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from newsroom.models import PressImage

from .. import factories

ORIENTATION, DESCRIPTION, GPS = 0x0112, 0x010E, 0x8825


def upload(kind: str = "JPEG", **exif) -> bytes:
    """A red and blue picture, with EXIF that tells too much."""
    picture = Image.new("RGB", (60, 40), "red")
    picture.paste("blue", (0, 0, 30, 40))
    data = Image.Exif()
    data[DESCRIPTION] = "Patient: Jean Dupont"
    data[ORIENTATION] = exif.get("orientation", 1)
    data.get_ifd(GPS)[1] = "N"
    output = BytesIO()
    picture.save(output, kind, exif=data.tobytes())
    return output.getvalue()


def stored(content: bytes, name: str, **fields) -> PressImage:
    return PressImage.objects.create(
        title="t", credit="AP-HP", file=ContentFile(content, name=name), **fields
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_but_pixels_is_stored(db, kind):
    image = stored(upload(kind), f"a.{kind.lower()}")
    with image.file.open() as file, Image.open(file) as picture:
        assert not dict(picture.getexif())
        assert b"Dupont" not in file.read() + picture.tobytes()


def test_renditions_hold_no_description_either(db):
    rendition = stored(upload(), "a.jpg").get_rendition("width-30|format-jpeg")
    with rendition.file.open() as file:
        content = file.read()
    assert b"Dupont" not in content and b"Exif" not in content


def test_a_picture_taken_sideways_is_stored_upright(db):
    image = stored(upload(orientation=6), "a.jpg")
    assert (image.width, image.height) == (40, 60)


def test_a_stored_picture_is_served_and_its_neighbours_are_not(db, client):
    image = stored(upload(), "Mon Image é.jpg", is_public=True)
    response = client.get(image.file.url)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/jpeg")
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    folder = image.file.url.rpartition("/")[0]
    for other in (
        f"{folder}/",
        f"{folder}/autre.jpg",
        "/images/pictures/",
        "/images/pictures/../../secret-key",
        "/images/pictures/..%2f..%2fsecret-key",
        f"{image.file.url}/",
    ):
        assert client.get(other).status_code in {301, 404}


def test_two_uploads_of_one_name_share_no_address(db):
    first, second = stored(upload(), "a.jpg"), stored(upload(), "a.jpg")
    assert first.file.name.split("/")[1] != second.file.name.split("/")[1]
    assert len(first.file.name.split("/")[1]) == 32


def test_a_document_has_no_key_in_its_address(db, client):
    document = factories.document("bilan 2026.csv", b"a,b\n1,2\n", title="Résultats secrets", is_public=True)
    response = client.get(document.url)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"a,b\n1,2\n"
    assert response.headers["Content-Disposition"] == 'attachment; filename="bilan-2026.csv"'
    assert document.url.split("/")[1] == "documents" and len(document.url.split("/")[2]) == 32


def test_a_release_shows_its_picture(site, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        factories.public_release(site, slug="image", lead_image=factories.picture())
    html = client.get("/fr/communiques-de-presse/image/").content.decode()
    assert 'type="image/avif"' in html and 'alt="Une image"' in html


def test_only_the_same_pixels_count_as_a_duplicate(db):
    """Wagtail asks whether to keep a second copy: it must not ask about two different pictures."""
    first, other = stored(upload(), "a.jpg"), stored(upload(orientation=6), "b.jpg")
    again = stored(upload(), "c.jpg")
    assert first.file_hash == again.file_hash != other.file_hash
    assert first.file_size == first.file.size
