"""Which words find a release in the content search: its own, its hospitals' names, its specialties'."""

from datetime import timedelta

import pytest

from newsroom.models import HospitalName
from tests import factories

RELEASE_FR, RELEASE_EN = "/fr/communiques-de-presse/valve/", "/en/press-releases/valve-en/"
ENGLISH = {"title_en": "Tiny valve", "summary_en": "Placed without surgery", "slug_en": "valve-en"}


def found(client, address: str, words: str) -> list[str]:
    results = client.get(address, {"q": words}).context["results"]
    return [result.url for result in results if result.kind == "release"]


@pytest.fixture
def pompidou(site):
    page = factories.hospital(
        site.hospitals, "pompidou", "Pompidou", title_fr="Hôpital européen", title_en="European Hospital"
    )
    HospitalName.objects.create(hospital=page, kind="acronym", name="HEGP", sort_order=0)
    HospitalName.objects.create(hospital=page, kind="popular", name="Le paquebot", sort_order=1)
    return page


@pytest.fixture
def fields(site, pompidou) -> dict:
    return {
        "hospitals": [pompidou, site.necker],
        "slug": "valve",
        "title_fr": "Une valve minuscule",
        "summary_fr": "Posée sans opérer",
        "specialties": [factories.specialty()],
    }


@pytest.fixture
def release(site, fields):
    return factories.english_release(site, **fields | ENGLISH)


FRENCH_WORDS = (
    *("VALVE", "operer", "valves", "HEGP", "paquebot", "européen", "pompidou", "necker", "European Hospital"),
    *("cardiologie", "coeur", "valve hegp", "hegp necker cœur"),
)


@pytest.mark.parametrize("words", FRENCH_WORDS)
def test_a_release_is_found_in_french_by(site, client, release, words):
    factories.public_release(site)
    assert found(client, "/fr/recherche/", words) == [RELEASE_FR]


@pytest.mark.parametrize("words", ["tiny", "surgery", "HEGP", "european", "Cardiology", "heart"])
def test_a_release_is_found_in_english_by(client, release, words):
    assert found(client, "/en/search/", words) == [RELEASE_EN]


@pytest.mark.parametrize("words", ["hegp hématologie", "paquebot cochin"])
def test_every_word_must_stand_somewhere(client, release, words):
    assert found(client, "/fr/recherche/", words) == []


def test_a_release_is_listed_once_however_many_hospitals_answer(client, release):
    assert found(client, "/fr/recherche/", "hôpital") == [RELEASE_FR]


@pytest.mark.parametrize("words", ["HEGP", "paquebot", "pompidou", "européen"])
def test_the_names_of_a_hidden_hospital_find_no_release(client, release, pompidou, words):
    factories.fresh(pompidou).unpublish()
    assert found(client, "/fr/recherche/", words) == []
    assert found(client, "/fr/recherche/", "valve") == [RELEASE_FR]


HIDDEN = {
    "draft": factories.draft_release,
    "unpublished": factories.unpublished_release,
    "expired": factories.expired_release,
    "scheduled": factories.scheduled_release,
}


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize("words", ["valve", "operer", "hegp", "cœur"])
def test_no_word_finds_a_hidden_release(site, client, fields, state, words):
    HIDDEN[state](site, **fields)
    assert found(client, "/fr/recherche/", words) == []


@pytest.mark.parametrize("state", ["not-ready", "before-its-hour"])
@pytest.mark.parametrize("address", ["/fr/recherche/", "/en/search/"])
def test_english_words_find_nothing_before_they_are_public(site, client, fields, state, address):
    later = factories.minute(timedelta(hours=1))
    waits = {"english_ready": False} if state == "not-ready" else {"english_go_live_at": later}
    factories.public_release(site, **factories.english_fields(**fields | ENGLISH | waits))
    assert found(client, address, "tiny") == []
    assert found(client, address, "heart") == []


@pytest.mark.parametrize("address", ["/fr/recherche/", "/en/search/"])
def test_the_english_name_of_a_hospital_finds_nothing_before_it_is_public(client, release, pompidou, address):
    page = factories.fresh(pompidou)
    page.title_en, page.english_ready = "Unapproved words", False
    page.save_revision().publish()
    assert found(client, address, "unapproved") == []
