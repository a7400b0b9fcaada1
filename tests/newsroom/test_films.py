"""A film in which somebody speaks has captions, in the reader's language where there are some."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import ReferenceIndex

from newsroom import roles
from newsroom.blocks import BodyBlock
from newsroom.demo import webm, webvtt
from newsroom.demo.attachments import Attachments
from newsroom.films import VideoBlock
from newsroom.models import PressDocument
from tests import factories
from tests.newsroom.hostile_files import MP4
from tests.newsroom.staff import person

ADDRESSES = {"fr": "/fr/communiques-de-presse/film/", "en": "/en/press-releases/film/"}
CUE = "\n\n00:00.000 --> 00:02.000\nBonjour.\n"


def cleaned(is_draft: bool = False, **fields):
    block = VideoBlock()
    block.set_name("video")
    value = block.normalize(factories.film(**fields))
    return block.clean_deferred(value) if is_draft else block.clean(value)


def faults(**fields) -> dict[str, str]:
    """{field: messages}"""
    with pytest.raises(ValidationError) as refusal:
        cleaned(**fields)
    return {name: str(error.as_json_data()) if hasattr(error, "as_json_data") else str(error)
            for name, error in refusal.value.block_errors.items()}  # fmt: skip


def published(site, **fields):
    film = factories.film(**fields)
    body = {f"body_{code}": [("video", film)] for code in ("fr", "en")}
    return factories.english_release(site, slug="film", slug_en="film", **body)


def tracks(client, language: str) -> list[dict]:
    soup = BeautifulSoup(client.get(ADDRESSES[language]).content, "html.parser")
    return [track.attrs for track in soup.select("video > track")]


def test_a_film_with_speech_needs_captions(db):
    assert "captions" in faults(languages=())
    assert cleaned(languages=("fr",))["has_speech"]


def test_a_film_without_speech_needs_none(db):
    assert not cleaned(languages=(), has_speech=False)["captions"]


def test_a_draft_may_wait_for_its_captions(db):
    assert cleaned(is_draft=True, languages=())["title"] == "Un film"


def test_one_language_has_one_caption_file(db):
    assert "captions" in faults(languages=("fr", "fr"))


def test_captions_and_films_are_files_of_their_kind(db):
    sheet = factories.document("bilan.pdf")
    assert "file" in faults(file=sheet)
    assert ".vtt" in faults(captions=[{"language": "fr", "file": sheet}])["captions"]


def test_a_film_from_before_is_shown_and_must_be_decided_on_when_it_is_edited(db):
    stored = [{"type": "video", "value": {"title": "Un film", "file": factories.document("film.webm").pk,
                                          "poster": None, "transcript": "<p>Texte.</p>"}}]  # fmt: skip
    body = BodyBlock().to_python(stored)
    assert body[0].value.tracks == []
    with pytest.raises(ValidationError):
        BodyBlock().clean(body)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_page_offers_all_captions_and_begins_with_its_own(site, client, language):
    published(site)
    shown = tracks(client, language)
    assert [(row["kind"], row["srclang"], row["label"]) for row in shown] == [
        ("captions", "fr", "Français"),
        ("captions", "en", "English"),
    ]
    assert [row["srclang"] for row in shown if "default" in row] == [language]


def test_the_transcript_stands_beside_the_figure(site, client):
    """A caption is the first or the last child of its figure: nothing may follow it in there."""
    published(site)
    soup = BeautifulSoup(client.get(ADDRESSES["fr"]).content, "html.parser")
    assert [child.name for child in soup.select_one(".video figure").find_all(recursive=False)] == [
        "video",
        "figcaption",
    ]
    assert soup.select_one(".video > details summary")


def test_captions_in_another_language_are_offered_and_not_switched_on(site, client):
    published(site, languages=("fr",))
    assert ["default" in row for row in tracks(client, "en")] == [False]


def test_captions_are_served_in_the_page_as_what_they_are(site, client):
    published(site, languages=("fr",))
    answer = client.get(tracks(client, "fr")[0]["src"])
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/vtt")
    assert "attachment" not in answer.headers.get("Content-Disposition", "")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.getvalue() == factories.CAPTIONS


def test_a_caption_file_counts_as_used_by_its_page(site):
    page = published(site, languages=("fr",))
    captions = PressDocument.objects.get(title="fr.vtt")
    users = {reference.object_id for reference in ReferenceIndex.get_references_to(captions)}
    assert users == {str(page.pk)}


UPLOADS = {
    "plain": ("WEBVTT" + CUE, True),
    "with-a-title": ("WEBVTT Entretien" + CUE, True),
    "windows": ("\ufeffWEBVTT" + CUE.replace("\n", "\r\n"), True),
    "srt": ("1\n00:00:00,000 --> 00:00:02,000\nBonjour.\n", False),
    "glued": ("WEBVTTX" + CUE, False),
    "page": ("<script>alert(1)</script>", False),
    "no-cue": ("WEBVTT\n\n", False),
    "empty": ("", False),
    "latin-1": ("WEBVTT" + CUE + "é", "latin-1"),
}


@pytest.mark.parametrize(("text", "is_good"), UPLOADS.values(), ids=UPLOADS)
@pytest.mark.parametrize("name", ["a.vtt", "A.VTT"])
def test_only_captions_are_taken_as_captions(db, text, is_good, name):
    content = text.encode("latin-1" if is_good == "latin-1" else "utf-8")
    document = PressDocument(title="t", file=ContentFile(content, name=name), collection_id=1)
    if is_good is True:
        document.full_clean()
        return
    with pytest.raises(ValidationError) as refusal:
        document.full_clean()
    assert list(refusal.value.message_dict) == ["file"]


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("film.webm", webm.encode([(Image.new("RGB", (64, 36), "navy"), 1.0)], (64, 36)), ""),
        ("film.mp4", MP4, ""),
        ("fr.vtt", ("WEBVTT" + CUE).encode(), ""),
        ("fr.vtt", b"1\n00:00:00,000 --> 00:00:02,000\nx\n", "WEBVTT"),
        ("fr.srt", b"1\n00:00:00,000 --> 00:00:02,000\nx\n", "srt"),
    ],
)
def test_an_officer_uploads_films_and_captions(site, name, content, word):
    roles.ensure_roles()
    data = {"title": "Un fichier", "file": SimpleUploadedFile(name, content)}
    answer = person(roles.OFFICER).client.post(reverse("wagtaildocs:add"), data)
    assert PressDocument.objects.exists() is not bool(word)
    assert answer.status_code == (200 if word else 302)
    assert word in answer.content.decode()


def test_captions_of_the_demonstration_are_captions(db):
    made = Attachments("key", "nord", "communique").captions_of("Trois lignes au sol (animation)")
    assert [row["language"] for row in made] == ["fr", "en"]
    for row in made:
        document = PressDocument(title="t", file=ContentFile(row["file"].file.read(), name="a.vtt"))
        document.clean()


def test_times_of_captions_are_written_to_the_millisecond():
    assert webvtt.write([(0, 62.5, "Une.")]) == b"WEBVTT\n\n00:00.000 --> 01:02.500\nUne.\n\n"
