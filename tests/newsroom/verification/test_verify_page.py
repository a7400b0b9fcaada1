"""“Verify a press release”: a number, a text or a file; every answer in words, in both languages, and nothing kept."""

import subprocess
import sys
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from newsroom import withdrawals
from newsroom.models import PressReleasePage
from newsroom.outputs import serializer
from newsroom.outputs import text as plain_text
from newsroom.verification import reading
from tests import factories
from tests.kept import kept

from .texts import FORM, complete, correct

pytestmark = pytest.mark.django_db

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def corrected(django_db_setup, django_db_blocker):
    with kept(django_db_blocker) as site:
        yield correct(complete(site))


@pytest.fixture
def plain(corrected) -> str:
    return plain_text.write(serializer.release(factories.fresh(corrected)))


def opened(language: str = "fr") -> dict:
    soup = BeautifulSoup(Client().get(FORM[language]).content, "html.parser")
    return {
        field["name"]: field.get("value", "") for field in soup.select("form[method=post] input[type=hidden]")
    }


def send(language: str = "fr", headers: dict | None = SAME_ORIGIN, **fields):
    return Client().post(FORM[language], opened(language) | {"text": ""} | fields, headers=headers)


def verdict(answer) -> str:
    return BeautifulSoup(answer.content, "html.parser").select_one("#verdict").get_text(strip=True)


VERDICTS = {
    "authentic": (lambda text: text, "Authentique et en vigueur", "Authentic and current"),
    "changed": (
        lambda text: text.replace("313", "331"),
        "Modifié",
        "Changed: AP-HP did not publish this",
    ),
    "superseded": (
        lambda text: text.replace("313", "312", 1),
        "Authentique, mais remplacé depuis",
        "Authentic, and no longer current",
    ),
    "passage": (
        lambda text: text[text.index("Nous gagnons") :][:400],
        "Passage authentique",
        "Authentic passage",
    ),
    "unknown": (
        lambda text: "Aucun de ces neuf mots ne vient de notre maison.",
        "Inconnu ici",
        "Unknown here",
    ),
    "too short": (lambda text: "Trois mots seulement", "Trop court", "Too short"),
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("copy", "french", "english"), VERDICTS.values(), ids=VERDICTS)
def test_a_pasted_text_gets_its_verdict(corrected, plain, language, copy, french, english):
    answer = send(language, text=copy(plain))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert verdict(answer).startswith(french if language == "fr" else english)


def test_differences_are_said_in_words_and_not_by_colour(corrected, plain):
    soup = BeautifulSoup(send(text=plain.replace("313", "331")).content, "html.parser")
    added, removed = soup.select_one(".differences ins"), soup.select_one(".differences del")
    assert added.get_text(strip=True).startswith("[ajouté\xa0:331") and removed.get_text().startswith(
        "[supprimé\xa0:"
    )
    assert soup.select_one(".differences__legend").get_text(" ", strip=True) == (
        "seulement dans votre copie seulement dans le communiqué"
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_words_of_the_other_language_say_so(corrected, plain, language):
    soup = BeautifulSoup(send(language, text=plain.replace("313", "331")).content, "html.parser")
    paragraph = soup.select_one(".differences p:has(ins)")
    assert paragraph.get("lang") == (None if language == "fr" else "fr")


def test_who_may_be_asked_stands_below_what_is_unknown(corrected):
    soup = BeautifulSoup(send(text="Aucun de ces neuf mots ne vient de notre maison.").content, "html.parser")
    assert soup.select_one(".contact a[href^='mailto:presse@example.org']")


def test_a_number_answers_at_an_address_that_may_be_cached(corrected):
    answer = Client().get(FORM["fr"], {"reference": corrected.reference})
    assert answer.headers["Cache-Control"].startswith("public") and not answer.cookies
    soup = BeautifulSoup(answer.content, "html.parser")
    assert verdict(answer) == "Un communiqué de l’AP-HP"
    assert soup.select_one(".verdict a[href='/fr/communiques-de-presse/complet/']")
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"


@pytest.mark.parametrize("typed", ["", "x" * 61, "\x00"])
def test_what_is_no_number_is_an_error_of_its_field(corrected, typed):
    answer = Client().get(FORM["fr"], {"reference": typed})
    assert answer.status_code in {200, 400}
    if answer.status_code == 200:
        assert BeautifulSoup(answer.content, "html.parser").find(id="id_reference")["aria-invalid"] == "true"


def test_a_withdrawn_release_answers_as_its_address_does(corrected):
    withdrawals.withdraw(factories.fresh(corrected), None, "error", {"fr": "Un chiffre était faux."})
    answer = Client().get(FORM["fr"], {"reference": corrected.reference})
    assert verdict(answer) == "Communiqué retiré"
    words = answer.content.decode()
    assert "Un chiffre était faux." in words and "Un rein qui attend" not in words


REFUSED = {
    "another site": ({"Sec-Fetch-Site": "cross-site"}, {}, 403),
    "nobody says": ({}, {}, 403),
    "nothing sent": (SAME_ORIGIN, {}, 422),
    "too long": (SAME_ORIGIN, {"text": "mot " * 30_000}, 422),
    "an old form": (SAME_ORIGIN, {"text": "mot " * 20, "opened": "x"}, 422),
    "a picture": (SAME_ORIGIN, {"file": SimpleUploadedFile("a.jpg", b"\xff\xd8\xff\x00")}, 422),
    "a broken PDF": (SAME_ORIGIN, {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 nothing")}, 422),
    "too large": (SAME_ORIGIN, {"file": SimpleUploadedFile("a.txt", b"mot " * 2_400_000)}, 413),
}


@pytest.mark.parametrize(("headers", "fields", "status"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_says_why(corrected, headers, fields, status):
    for field in fields.values():
        if hasattr(field, "seek"):
            field.seek(0)
    answer = send(headers=headers, **fields)
    assert answer.status_code == status
    if status in {413, 422}:
        soup = BeautifulSoup(answer.content, "html.parser")
        assert soup.title.get_text().startswith("Erreur") and soup.select_one("[role=alert]").get_text(
            strip=True
        )


def test_words_that_are_refused_are_not_lost(corrected):
    answer = send(text="Des mots à garder, neuf en tout ici.", opened="x")
    assert "Des mots à garder" in BeautifulSoup(answer.content, "html.parser").find(id="id_text").get_text()


def test_other_methods_are_refused(corrected):
    assert {Client().put(FORM["fr"]).status_code, Client().delete(FORM["fr"]).status_code} == {405}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_text_file_is_read(corrected, plain, encoding):
    content = plain.replace("\u202f", "\u00a0").encode(encoding)
    answer = send(file=SimpleUploadedFile("communique.txt", content))
    assert verdict(answer) == "Authentique et en vigueur"


def as_pdf(text: str, title: str = "") -> bytes:
    """Paragraphs over several pages, in columns of their own lines, words cut at their ends."""
    from weasyprint import HTML

    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
    style = "@page{size:9cm 12cm;margin:1cm} body{font-size:11pt;hyphens:auto}"
    html = f"<html lang='fr'><title>{title}</title><style>{style}</style>{paragraphs}</html>"
    output = BytesIO()
    HTML(string=html).write_pdf(output)
    return output.getvalue()


def test_a_pdf_is_read(corrected, plain):
    own = plain.partition("CONTACT PRESSE")[0]
    answer = send(file=SimpleUploadedFile("communique.pdf", as_pdf(own)))
    assert verdict(answer) == "Authentique et en vigueur", answer.content.decode()[3000:]


def test_a_pdf_that_was_changed_is_told(corrected, plain):
    own = plain.partition("CONTACT PRESSE")[0].replace("12,5", "21,5")
    assert verdict(send(file=SimpleUploadedFile("communique.pdf", as_pdf(own)))).startswith("Modifié")


def test_a_pdf_of_pictures_alone_says_so(corrected):
    answer = send(file=SimpleUploadedFile("scan.pdf", as_pdf("")))
    assert answer.status_code == 422 and "pas de texte" in answer.content.decode()


def test_the_description_of_a_pdf_is_read_with_it():
    content = as_pdf("Un texte", title="CP-2026-041, version 2")
    assert "CP-2026-041" in reading.read(content).description


def test_the_reader_of_pdfs_is_bounded_and_alone():
    """In a process of its own, which imports nothing of ours and ends by itself."""
    done = subprocess.run(
        [sys.executable, "-I", str(reading.WORKER)], input=b"%PDF-1.7", capture_output=True, check=False
    )
    assert done.returncode == 12 and b"Traceback" not in done.stderr
    assert "newsroom" not in reading.WORKER.read_text().partition('"""')[2].partition('"""')[2]


def test_a_second_file_at_the_same_time_waits_no_longer_than_it_may(corrected, monkeypatch):
    monkeypatch.setattr(reading, "LONGEST_WAIT", 0)
    with reading.ONE_AT_A_TIME:
        answer = send(file=SimpleUploadedFile("a.pdf", as_pdf("Un texte")))
    assert answer.status_code == 503


def test_nothing_of_what_is_sent_is_kept(corrected, plain, caplog):
    before = PressReleasePage.objects.count()
    send(text=plain.replace("313", "331"))
    assert PressReleasePage.objects.count() == before and "331" not in caplog.text
