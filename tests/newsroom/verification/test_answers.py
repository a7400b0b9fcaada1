"""What is said of a text: authentic however it was copied, changed where a word is, unknown where it is not public."""

import re
import unicodedata
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from newsroom import clock, withdrawals
from newsroom.models import PressReleasePage
from newsroom.outputs import markdown, serializer
from newsroom.outputs import text as plain_text
from newsroom.verification import answers
from newsroom.verification.answers import Verdict
from tests import factories
from tests.kept import kept

from .texts import ADDRESS, complete, correct

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def corrected(django_db_setup, django_db_blocker):
    with kept(django_db_blocker) as site:
        factories.public_release(site, title_fr="Un autre communiqué sur les reins de la machine à Paris")
        yield correct(complete(site))


@pytest.fixture
def plain(corrected) -> str:
    return plain_text.write(serializer.release(factories.fresh(corrected)))


def from_the_page(client, language: str = "fr") -> str:
    """As a browser copies the article, block by block."""
    article = BeautifulSoup(client.get(ADDRESS[language]).content, "html.parser").select_one(
        "article.release__article"
    )
    for part in article.select("button, .tools, .tools__done, .contents, .age, figure.figure, nav, [hidden]"):
        part.decompose()
    for block in article.select("p, h1, h2, h3, li, dt, dd, figcaption, blockquote, tr, summary, br"):
        block.append("\n")
    for cell in article.select("th, td"):
        cell.append("\t")
    return re.sub(r"[ \n]*\n[ \n]*", "\n\n", article.get_text())


def test_a_copy_of_the_page_is_authentic(corrected, client):
    answer = answers.of_text(from_the_page(client))
    assert (answer.verdict, answer.version.number, answer.is_superseded) == (Verdict.AUTHENTIC, 2, False)


def test_a_copy_of_the_english_page_is_authentic(corrected, client):
    answer = answers.of_text(from_the_page(client, "en"))
    assert (answer.verdict, answer.version.language) == (Verdict.AUTHENTIC, "en")


def test_the_forms_that_are_taken_away_are_authentic(corrected, plain):
    for form in (plain, markdown.write(serializer.release(factories.fresh(corrected)))):
        assert answers.of_text(form).verdict is Verdict.AUTHENTIC


COPIES = {
    "case": str.upper,
    "one line": lambda text: " ".join(text.split()),
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
    "wrapped": lambda text: re.sub(r"(.{50}\S*) ", r"\1\n", text),
    "quoted in a mail": lambda text: "> " + text.replace("\n", "\n> "),
    "straight quotes": lambda text: re.sub("[«»“”]", '"', text).replace("’", "'"),
    "plain spaces": lambda text: re.sub("[\u00a0\u202f]", " ", text),
    "no spaces before signs": lambda text: re.sub("[\u00a0\u202f]([:;!?»%])", r"\1", text),
    "hyphens": lambda text: re.sub("[–—]", "-", text),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": lambda text: re.sub(r"(\w{5})(\w)", "\\1\u00ad\\2", text),
    "hyphenated": lambda text: re.sub(r"\b(chirurgi|premi)(\w+)", "\\1-\n\\2", text),
    "without contacts": lambda text: text.partition("CONTACT PRESSE")[0],
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_copy_is_authentic_however_it_came(corrected, plain, copy):
    answer = answers.of_text(copy(plain))
    assert answer.verdict is Verdict.AUTHENTIC, shown(answer.changes, "added")


CHANGES = {
    "a figure": ("313 patients", "331 patients"),
    "a decimal": ("12,5", "125"),
    "a unit": ("12,5\u202f%", "12,5\u202f€"),
    "a word less": ("première", ""),
    "a word more": ("C’est une première", "Ce n’est pas une première"),
    "a name": ("Vaumarin", "Martin"),
    "the title": ("Un rein qui attend", "Un cœur qui bat"),
    "an address": ("https://example.org/", "https://evil.example/"),
    "a telephone": ("01\u00a099\u00a000\u00a010\u00a000", "08\u00a099\u00a012\u00a034\u00a056"),
}


@pytest.mark.parametrize(("old", "new"), CHANGES.values(), ids=CHANGES)
def test_one_change_is_seen_and_shown(corrected, plain, old, new):
    assert old in plain
    answer = answers.of_text(plain.replace(old, new))
    assert answer.verdict in {Verdict.CHANGED, Verdict.AROUND} and answer.changes
    if old in {"an address", "a telephone"}:
        assert answer.verdict is Verdict.CHANGED


def shown(changes: list, kind: str) -> str:
    return "|".join(
        piece.text.strip() for row in changes for piece in getattr(row, "pieces", ()) if piece.kind == kind
    )


def test_the_change_is_marked_word_by_word(corrected, plain):
    answer = answers.of_text(plain.replace("12,5", "21,5"))
    assert (shown(answer.changes, "removed"), shown(answer.changes, "added")) == ("12,5", "21,5")


def test_what_stands_around_is_not_told_beside_a_change_of_it(corrected, plain):
    answer = answers.of_text(plain.replace("313", "331"))
    assert shown(answer.changes, "removed").startswith("313")
    added = shown(answer.changes, "added")
    assert "331" in added and "Cochin" not in added and "CP-" not in added


def test_a_passage_is_authentic(corrected):
    answer = answers.of_text("avec 1200 greffés et 12,5 % de délais en moins")
    assert (answer.verdict, answer.version.number, answer.is_superseded) == (Verdict.PASSAGE, 2, False)


def test_a_passage_with_a_greeting_is_told_apart_from_it(corrected, plain):
    passage = plain[plain.index("Nous gagnons") : plain.index("CONTACT PRESSE")]
    answer = answers.of_text(f"Bonjour Léa,\nvoici ce que dit l’hôpital aujourd’hui :\n\n{passage}")
    assert answer.verdict is Verdict.AROUND
    assert "Bonjour Léa" in shown(answer.changes, "added") and "gagnons" not in shown(answer.changes, "added")


def test_too_few_words_say_nothing(corrected):
    assert answers.of_text("Un rein qui attend").verdict is Verdict.TOO_SHORT


def test_an_earlier_version_is_authentic_and_superseded(corrected, plain):
    answer = answers.of_text(plain.replace("313 patients", "312 patients", 1))
    assert (answer.verdict, answer.version.number, answer.is_superseded) == (Verdict.AUTHENTIC, 1, True)
    assert (shown(answer.since, "removed"), shown(answer.since, "added")) == ("312", "313")


def test_other_words_are_unknown(corrected):
    text = "La municipalité annonce l’ouverture de trois nouvelles piscines dans le quartier au printemps prochain."
    assert answers.of_text(text).verdict is Verdict.UNKNOWN


def test_a_number_makes_no_text_authentic(corrected):
    text = f"{corrected.reference} La ville annonce l’ouverture de trois nouvelles piscines dans le quartier demain."
    answer = answers.of_text(text)
    assert (answer.verdict, answer.named.pk) == (Verdict.UNKNOWN, corrected.pk)


def test_a_withdrawn_release_is_said_to_be_withdrawn(corrected, plain):
    withdrawals.withdraw(factories.fresh(corrected), None, "error", {"fr": "Faux."})
    for answer in (answers.of_text(plain), answers.of_reference(corrected.reference)):
        assert (answer.verdict, answer.withdrawal.reason_fr) == (Verdict.WITHDRAWN, "Faux.")
        assert answer.version is None


@pytest.mark.parametrize("way", ["unpublished", "english hidden"])
def test_what_readers_do_not_see_any_more_is_unknown(corrected, client, way):
    text = from_the_page(client, "en")
    if way == "unpublished":
        factories.fresh(corrected).unpublish()
    else:
        PressReleasePage.objects.filter(pk=corrected.pk).update(english_ready=False)
    assert answers.of_text(text).verdict is Verdict.UNKNOWN


def test_what_waits_is_unknown_and_known_at_its_second(corrected, client):
    site = factories.existing_site()
    hidden = factories.scheduled_release(
        site, summary_fr="Neuf mots que personne ne doit trouver ici avant l’heure."
    )
    assert answers.of_text(hidden.summary_fr).verdict is Verdict.UNKNOWN
    with clock.shifted(timedelta(hours=2)):
        assert answers.of_text(hidden.summary_fr).verdict is Verdict.PASSAGE


@pytest.mark.parametrize("typed", ["{}", " {} ", "cp {}", "n° {}"])
def test_a_number_is_read_as_people_write_it(corrected, typed):
    reference = corrected.reference if "cp" not in typed else corrected.reference[3:].replace("-", " ")
    answer = answers.of_reference(typed.format(reference))
    assert (answer.verdict, answer.version.number) == (Verdict.KNOWN, 2)


@pytest.mark.parametrize("typed", ["", "CP-2026-999", "rien", "' OR 1=1", "CP-9999-999999"])
def test_a_number_that_nobody_has_is_unknown(corrected, typed):
    assert answers.of_reference(typed).verdict is Verdict.UNKNOWN
