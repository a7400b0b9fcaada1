import base64
import re

import pikepdf
import pytest
from PIL import Image

from newsroom.demo import data, pdf, webm
from newsroom.demo.attachments import Attachments
from newsroom.models import PressDocument, PressImage

SIZE = (64, 36)
PICTURE = {"motif": "eye", "alt_fr": "Un œil", "alt_en": "An eye"}
SHEET = {
    "title": "Fiche",
    "language": "fr",
    "file": "fiche.pdf",
    "summary_fr": "Une page",
    "summary_en": "One page",
    "parts": [["h1", "Été (essai)"], ["p", "Que dire ?"]],
}


def film(count: int = 3) -> bytes:
    tones = [(200, 40 * number, 90) for number in range(count)]
    return webm.encode([(Image.new("RGB", SIZE, tone), 0.5) for tone in tones], SIZE)


def test_pdf_tells_its_language_and_its_structure():
    content = pdf.make("Fiche", "fr", [("h1", "Un titre"), ("p", "Un texte.")])
    assert content.startswith(b"%PDF-1.7")
    assert b"/Lang (fr)" in content
    assert [b"/S /H1" in content, b"/S /P" in content] == [True, True]


def test_pdf_table_of_objects_points_at_each_of_them():
    content = pdf.make("Fiche", "fr", [("p", "Un texte.")])
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", content)]
    assert all(content[at:].startswith(b"%d 0 obj" % number) for number, at in enumerate(places, start=1))


def test_pdf_keeps_accents_and_escapes_brackets():
    content = pdf.make("Fiche", "fr", [("p", "Été (essai)")])
    assert "(Été \\(essai\\))".encode("cp1252") in content


def test_pdf_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="Too long"):
        pdf.make("Fiche", "fr", [("p", "mot " * 3000)])


def test_each_document_of_the_demonstration_fits_on_its_page():
    rows = [block["value"] for row in data.releases() for code in ("fr", "en") for block in row.get(f"body_{code}") or []
            if block["type"] == "document"]  # fmt: skip
    assert {row["language"] for row in rows} == {"fr", "en"}
    assert all(pdf.make(row["title"], row["language"], row["parts"]) for row in rows)


def test_film_is_a_webm_with_a_cluster_a_frame():
    content = film()
    assert content.startswith(bytes.fromhex("1a45dfa3"))
    assert content.count(bytes.fromhex("1f43b67501")) == 3


def test_index_of_a_film_points_at_its_clusters():
    content = film()
    segment = content.index(bytes.fromhex("18538067")) + 4 + 8
    places = [int.from_bytes(at) for at in re.findall(rb"\xf1\x01\0{6}\x08(.{8})", content, re.DOTALL)]
    assert [content[segment + at :][:4].hex() for at in places] == ["1f43b675"] * 3


@pytest.mark.browser
def test_film_plays_to_its_end(page):
    page.set_content("<video muted></video>")
    seconds = page.evaluate(
        """async address => {
            const video = document.querySelector("video");
            const ended = new Promise((done, fail) => { video.onended = done; video.onerror = fail; });
            video.src = address;
            await video.play();
            await ended;
            return video.currentTime;
        }""",
        "data:video/webm;base64," + base64.b64encode(film()).decode(),
    )
    assert seconds == pytest.approx(1.5, abs=0.6)


@pytest.mark.django_db
def test_same_picture_serves_both_languages():
    attachments = Attachments("key", "nord", "communique")
    assert attachments.picture(PICTURE) == attachments.picture(dict(PICTURE))
    assert PressImage.objects.get().alt_en == "An eye"


@pytest.mark.django_db
def test_document_is_stored_under_a_name_nobody_can_guess():
    document = Attachments("key", "nord", "communique").document(SHEET)
    assert re.fullmatch(r"documents/[0-9a-f]{32}/fiche\.pdf", document.file.name)
    assert (document.summary_fr, document.summary_en) == ("Une page", "One page")
    with pikepdf.open(document.file) as stored:
        assert "Que dire\u00a0?".encode("cp1252") in stored.pages[0].Contents.read_bytes()


@pytest.mark.django_db
def test_same_film_serves_both_languages(monkeypatch):
    monkeypatch.setattr("newsroom.demo.attachments.FRAMES_A_SECOND", 1)
    attachments = Attachments("key", "nord", "communique")
    assert attachments.film("Lignes") == attachments.film("Lignes")
    assert PressDocument.objects.get().file.name.endswith(".webm")
