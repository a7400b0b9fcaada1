"""The picture of a release on other sites: drawn at publication, in each public language, never while a visitor waits."""

from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from PIL import Image

from newsroom.cards.drawing import SIZE, Words, _font, balanced, draw, wrapped
from newsroom.models import PressReleasePage, SocialCard
from tests import factories
from tests.crawl import ask

ROOM = {"fr": "/fr/communiques-de-presse/", "en": "/en/press-releases/"}
LONG = ("Neurophysiopathologie électroencéphalographiques " * 5)[:200]


def card_of(client, address: str) -> str:
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return soup.find("meta", property="og:image")["content"].removeprefix("http://localhost")


@pytest.fixture
def made(django_capture_on_commit_callbacks):
    """Runs what waits for the commit, as it would be run outside of a test."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def release(site, made) -> PressReleasePage:
    with made():
        return factories.english_release(
            site, slug="rein", slug_en="kidney", title_fr="Rein", title_en="Kidney"
        )


def test_each_language_has_its_own_card(client, release):
    cards = {
        language: card_of(client, f"{ROOM[language]}{slug}/")
        for language, slug in [("fr", "rein"), ("en", "kidney")]
    }
    assert len(set(cards.values())) == 2
    for card in cards.values():
        answer = client.get(card)
        assert answer.status_code == 200
        assert Image.open(BytesIO(b"".join(answer.streaming_content))).size == SIZE


def test_an_untranslated_release_has_no_english_card(client, site, made):
    with made():
        release = factories.public_release(site, slug="rein")
    assert [card.language for card in SocialCard.objects.filter(page=release)] == ["fr"]
    assert card_of(client, f"{ROOM['en']}rein/") == "/static/cards/fr.png"


def test_other_pages_and_missing_cards_show_the_card_of_the_site(client, site):
    factories.public_release(site, slug="rein")
    assert card_of(client, "/en/") == "/static/cards/en.png"
    assert card_of(client, f"{ROOM['fr']}rein/") == "/static/cards/fr.png"


def test_a_card_follows_its_title_and_the_old_file_leaves(site, release, made):
    before = SocialCard.objects.get(page=release, language="fr").file.name
    changed = factories.fresh(release)
    changed.title_fr = "Rein, suite"
    changed.save_revision()
    with made():
        factories.publish(changed)
    after = SocialCard.objects.get(page=release, language="fr").file.name
    assert after != before
    assert default_storage.exists(after) and not default_storage.exists(before)


def test_publishing_again_without_a_change_draws_nothing(site, release, made):
    names = sorted(card.file.name for card in SocialCard.objects.all())
    with made():
        factories.publish(factories.fresh(release))
    assert sorted(card.file.name for card in SocialCard.objects.all()) == names


def test_a_scheduled_release_has_its_card_ready_and_nobody_is_told_its_name(site, made):
    with made():
        release = factories.scheduled_release(site, slug="secret")
    names = [card.file.name for card in SocialCard.objects.filter(page=release)]
    assert names and all(len(name.split("/")[1]) == 32 for name in names)
    seen = ask(f"{ROOM['fr']}secret/").body + ask("/fr/").body
    assert not [name for name in names if name.encode() in seen]


def test_a_change_that_waits_does_not_change_the_card_of_today(site, release, made):
    card = SocialCard.objects.get(page=release, language="fr")
    later = factories.fresh(release)
    later.title_fr, later.go_live_at = "Demain", factories.minute(timedelta(hours=3))
    later.save_revision()
    with made():
        factories.publish(later)
    assert SocialCard.objects.get(pk=card.pk).digest == card.digest


TITLES = {"one-word": "Bref", "usual": "Diabète : à Bobigny, le dépistage se fait au marché", "longest": LONG}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("has_picture", [False, True], ids=["plain", "picture"])
def test_a_card_is_light_and_of_the_right_size(title, has_picture):
    picture = Image.effect_noise((900, 600), 60) if has_picture else None
    content = draw(Words("AP-HP", "Salle de presse", "Communiqué", title, "20 novembre 2026"), picture)
    assert Image.open(BytesIO(content)).size == SIZE
    assert len(content) < (300_000 if has_picture else 60_000)  # noise is the worst that a picture can be


def test_lines_are_balanced_and_lose_no_word():
    font, title = _font(70, 640), TITLES["usual"]
    lines = balanced(title, font, 1000)
    assert " ".join(lines) == title
    assert len(lines) == len(wrapped(title, font, 1000))
    assert min(map(font.getlength, lines)) > 0.5 * max(map(font.getlength, lines))
