"""Nothing that a stranger can obtain depends on what is not public: no byte, header, status, count or query."""

from datetime import timedelta

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from newsroom import clock
from newsroom.languages import writes_in_reference
from newsroom.models import PressReleasePage, RelatedRelease
from tests import factories
from tests.crawl import ask, crawl, differences, public_addresses

SECRET = {
    "title_fr": "Chirurgie secrète à Cochin",
    "title_en": "Secret surgery at Cochin",
    "slug": "chirurgie-secrete",
    "slug_en": "secret-surgery",
    "summary_fr": "Une chirurgie du cœur encore secrète.",
    "summary_en": "A surgery of the heart, still secret.",
}
FUTURE_ADDRESSES = (
    "/fr/communiques-de-presse/chirurgie-secrete/",
    "/fr/communiques-de-presse/secret-surgery/",
    "/en/press-releases/secret-surgery/",
    "/en/press-releases/chirurgie-secrete/",
    "/en/communiques-de-presse/secret-surgery/",
    "/fr/ancienne-adresse-secrete",
    "/fr/ancienne-adresse-secrete/",
)


@pytest.fixture
def archive(site) -> list[PressReleasePage]:
    """Something public on both sides of what is hidden."""
    specialty = factories.specialty()
    releases = [
        factories.public_release(
            site, slug="chirurgie", title_fr="Chirurgie du cœur", specialties=[specialty]
        ),
        factories.english_release(site, slug="surgery-fr", slug_en="surgery", title_en="Heart surgery"),
    ]
    factories.release_type("etude")
    return releases


def _secret_fields() -> dict:
    return factories.english_fields(**SECRET) | {"specialties": [factories.specialty()]}


@writes_in_reference
def _embargoed(site) -> PressReleasePage:
    """With picture, specialty, hospital, English version, an old address, and a place beside public releases."""
    release = factories.scheduled_release(
        site,
        timedelta(hours=1),
        release_type=factories.release_type("etude"),
        lead_image=factories.picture(title="Secrète"),
        **_secret_fields(),
    )
    Redirect.objects.create(
        old_path="/fr/ancienne-adresse-secrete",
        redirect_page=release,
        site=Site.objects.get(is_default_site=True),
    )
    public = PressReleasePage.objects.get(slug="chirurgie")
    RelatedRelease.objects.create(release=public, related=release, sort_order=0)
    type(site.home).objects.filter(pk=site.home.pk).update(lead_release=release)
    return release


def _secret_number(number: int) -> dict:
    """Another secret, under slugs of its own: what was public once keeps its slug."""
    return _secret_fields() | {"slug": f"chirurgie-secrete-{number}", "slug_en": f"secret-surgery-{number}"}


def _hide_everything(site) -> None:
    _embargoed(site)
    factories.draft_release(site, **_secret_number(1))
    factories.unpublished_release(site, **_secret_number(2))
    factories.expired_release(site, **_secret_number(3))
    restricted = factories.draft_release(site, **_secret_number(4))
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    factories.publish(restricted)


def _addresses(archive: list[PressReleasePage]) -> list[str]:
    own = [page.url_in(language) for page in archive for language in ("fr", "en")]
    return [*public_addresses(), *own, *FUTURE_ADDRESSES]


def _warm_up(addresses: list[str]) -> None:
    """Sites and content types are read once a process."""
    crawl([address for address in addresses if "?" not in address])


def _explain(found: dict) -> str:
    lines = []
    for address, (before, after) in found.items():
        what = [name for name in ("status", "headers", "body", "query_count")
                if getattr(before, name) != getattr(after, name)]  # fmt: skip
        lines.append(f"{address}: {', '.join(what)} ({before.query_count} then {after.query_count} queries)")
    return "\n".join(lines)


def test_what_is_hidden_changes_nothing_that_a_stranger_sees(site, archive):
    addresses = _addresses(archive)
    _warm_up(addresses)
    before = crawl(addresses)
    _hide_everything(site)
    found = differences(before, crawl(addresses))
    assert not found, _explain(found)


def test_a_future_address_answers_as_one_that_never_will_be(site, archive):
    _embargoed(site)
    ask("/fr/absente/")
    for address in FUTURE_ADDRESSES:
        never = address.replace("secrete", "absente").replace("secret", "absent")
        future, control = ask(address), ask(never)
        # Without its final slash an address is sent to the one with it, whatever is there.
        assert (future.status, future.query_count) == (control.status, control.query_count), address
        assert future.status == (404 if address.endswith("/") else 301)
        body = future.body.replace(b"secrete", b"absente").replace(b"secret", b"absent")
        assert body == control.body, address


def test_an_english_version_before_its_hour_changes_nothing_in_english(site, archive):
    """The French text is public at once; English lists, searches and feeds are silent about it."""
    addresses = [
        row for row in _addresses(archive) if row.startswith("/en/") and "chirurgie-secrete" not in row
    ]
    _warm_up(addresses)
    before = crawl(addresses)
    later = factories.minute(timedelta(hours=1))
    factories.english_release(site, english_go_live_at=later, **_secret_fields())
    found = differences(before, crawl(addresses))
    assert not found, _explain(found)


APPEARS = [
    ("/fr/", "Chirurgie secrète"),
    ("/en/", "Secret surgery"),
    ("/fr/communiques-de-presse/", "Chirurgie secrète"),
    ("/en/press-releases/", "Secret surgery"),
    ("/fr/communiques-de-presse/?type=etude", "Chirurgie secrète"),
    ("/en/press-releases/?q=surgery", "Secret surgery"),
    ("/fr/communiques-de-presse/rss/", "Chirurgie secrète"),
    ("/en/press-releases/atom/", "Secret surgery"),
    ("/en/press-releases/feed.json", "Secret surgery"),
    ("/fr/hopitaux/cochin/", "Chirurgie secrète"),
    ("/en/hospitals/cochin/", "Secret surgery"),
    ("/fr/recherche/?q=secrete", "Chirurgie secrète"),
    ("/en/search/?q=secret", "Secret surgery"),
    ("/fr/suggestions/?q=secrete", "Chirurgie secrète"),
    ("/en/suggestions/?q=secret", "Secret surgery"),
    ("/sitemap.xml", "secret-surgery"),
    ("/sitemap.xml", "chirurgie-secrete"),
    ("/fr/communiques-de-presse/chirurgie/", "Chirurgie secrète"),
    ("/en/press-releases/surgery/", "Secret surgery"),
    ("/fr/communiques-de-presse/chirurgie-secrete/", "Chirurgie secrète"),
    ("/en/press-releases/secret-surgery/", "Secret surgery"),
]


def _silent(words_by_address: list[tuple[str, str]]) -> list[str]:
    """The addresses whose answer lacks the words."""
    return [address for address, words in words_by_address if words not in ask(address).body.decode()]


def test_it_is_everywhere_once_its_hour_has_come(site, archive):
    _embargoed(site)
    assert _silent(APPEARS) == [address for address, _words in APPEARS]
    with clock.shifted(timedelta(hours=2)):
        assert _silent(APPEARS) == []


def test_the_old_address_leads_to_it_once_its_hour_has_come(site, archive, client):
    _embargoed(site)
    with clock.shifted(timedelta(hours=2)):
        response = client.get("/fr/ancienne-adresse-secrete")
    assert response.status_code == 301
    assert response["Location"].endswith("/fr/communiques-de-presse/chirurgie-secrete/")
