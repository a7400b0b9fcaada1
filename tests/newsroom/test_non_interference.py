"""Nothing that a stranger can obtain depends on what is not public: no byte, header, status, count or query."""

import re
from datetime import timedelta

import pytest

from newsroom import clock, making, pictures, roles, withdrawals, workflow
from newsroom.models import (
    PressOfficePage,
    PressReleasePage,
    StandardPage,
)
from newsroom.outputs.forms import FORMS
from newsroom.starter import tree
from search import spelling
from tests import factories
from tests.crawl import ask, crawl, differences, public_addresses
from tests.directory_factories import PractitionerFactory, ServiceFactory

from .hidden import (
    FUTURE_ADDRESSES,
    WITHDRAWN,
    SecretFiles,
    below_a_draft,
    embargoed,
    files_of,
    hide_everything,
    secret_fields,
)


@pytest.fixture
def archive(site) -> list[PressReleasePage]:
    """Something public on both sides of what is hidden."""
    specialty = factories.specialty()
    picture = factories.picture()
    pictures.make_all(picture)
    releases = [
        factories.public_release(
            site, slug="chirurgie", title_fr="Chirurgie du cœur", specialties=[specialty], lead_image=picture
        ),
        factories.english_release(site, slug="surgery-fr", slug_en="surgery", title_en="Heart surgery"),
    ]
    heart = ServiceFactory(hospital=site.cochin, specialty=specialty, slug="coeur-cochin")
    PractitionerFactory(service=heart, slug="camille-connue")
    factories.release_type("etude")
    tree.ensure_standard_pages(site.home)
    roles.ensure_roles()
    workflow.ensure_workflow(site.home)
    making.make(releases)  # the cards, which a commit would have made
    factories.press_office(site.necker)
    withdrawals.withdraw(
        factories.english_release(site, slug="retire", slug_en="taken-back"),
        None,
        "error",
        {"fr": "Un chiffre était faux.", "en": "A figure was wrong."},
    )
    spelling.rebuild()
    return releases


@pytest.fixture
def secret_files(archive) -> SecretFiles:
    picture = factories.picture(title="Secrète", consent_until=clock.today() + timedelta(days=60))
    pictures.make_all(picture)
    return SecretFiles(
        picture, factories.picture(title="Logo secret"), factories.document(title="Dossier secret")
    )


def _addresses(archive: list[PressReleasePage]) -> list[str]:
    pages = [*archive, *StandardPage.objects.all(), *PressOfficePage.objects.all()]
    own = [page.url_in(language) for page in pages for language in ("fr", "en")]
    ends = {end for form in FORMS.values() for end in form.suffixes.values()}
    ends |= {"pdf/", "dossier.zip", "press-kit.zip"}
    own += [
        page.url_in(language) + end for page in archive for language in ("fr", "en") for end in sorted(ends)
    ]
    for page in archive:
        own += [f"/api/v2/pages/{page.translation_key}/?language={code}" for code in ("fr", "en")]
        own.append(f"/api/oembed/?url=http://localhost{page.url_in('en')}")
    files = files_of(archive[0].lead_image)
    return [*public_addresses(), *own, *WITHDRAWN, *files, *FUTURE_ADDRESSES]


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


def test_what_is_hidden_changes_nothing_that_a_stranger_sees(
    site, archive, secret_files, django_capture_on_commit_callbacks
):
    addresses = [*_addresses(archive), *secret_files.addresses]
    _warm_up(addresses)
    before = crawl(addresses)
    assert {before[address].status for address in secret_files.addresses} == {404}
    with django_capture_on_commit_callbacks(execute=True):
        hide_everything(site, secret_files)
    spelling.rebuild()
    found = differences(before, crawl(addresses))
    assert not found, _explain(found)


def test_a_future_address_answers_as_one_that_never_will_be(site, archive):
    embargoed(site)
    below_a_draft(site)
    ask("/fr/absente/")
    for address in FUTURE_ADDRESSES:
        never = address.replace("secrete", "absente").replace("secret", "absent")
        future, control = ask(address), ask(never)
        # Without its final slash an address is sent to the one with it, whatever is there.
        assert (future.status, future.query_count) == (control.status, control.query_count), address
        assert "?" in address or future.status in {404, 301}, address
        body = future.body.replace(b"secrete", b"absente").replace(b"secret", b"absent")
        assert body == control.body, address


def test_the_files_of_what_is_hidden_answer_as_files_that_never_will_be(
    site, secret_files, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        release = embargoed(site, secret_files)
    cards = [card.file.url for card in release.social_cards.all()]
    assert len(cards) == 4  # in two languages, with the picture and for the day on which its consent ends
    for address in [*secret_files.addresses, *cards]:
        never = re.sub(r"[0-9a-f]{32}", "0123456789abcdef" * 2, address)
        ask(never)
        assert ask(address) == ask(never), address
    with clock.shifted(timedelta(hours=2)):
        assert {ask(address).status for address in [*secret_files.addresses, *cards]} == {200}


def test_a_picture_of_the_english_version_before_its_hour_is_hidden(site, archive, secret_files):
    before = crawl(secret_files.addresses)
    fields = secret_fields(secret_files) | {"lead_image": None, "body_fr": [("heading", "Intertitre")]}
    later = factories.minute(timedelta(hours=1))
    factories.english_release(site, english_go_live_at=later, **fields)
    assert not differences(before, crawl(secret_files.addresses))


def test_an_english_version_before_its_hour_changes_nothing_in_english(site, archive):
    """The French text is public at once; English lists and feeds are silent, the English search finds it as French."""
    addresses = [
        row for row in _addresses(archive) if row.startswith("/en/") and "chirurgie-secrete" not in row
    ]
    fields = secret_fields()
    release = factories.public_release(site, **fields | {"english_ready": False})
    _warm_up(addresses)
    before = crawl(addresses)
    release.english_go_live_at, release.english_ready = factories.minute(timedelta(hours=1)), True
    release.body_en = release.body_fr
    release.save_revision().publish()
    assert factories.fresh(release).english_ready
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
    ("/fr/recherche/?q=secrete", "Chirurgie <mark>secrète</mark>"),
    ("/en/search/?q=secret", "<mark>Secret</mark> surgery"),
    ("/fr/recherche/rss/?q=secrete", "Chirurgie secrète"),
    ("/en/search/atom/?q=secret", "Secret surgery"),
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
    embargoed(site)
    assert _silent(APPEARS) == [address for address, _words in APPEARS]
    with clock.shifted(timedelta(hours=2)):
        assert _silent(APPEARS) == []


def test_the_old_address_leads_to_it_once_its_hour_has_come(site, archive, client):
    embargoed(site)
    with clock.shifted(timedelta(hours=2)):
        response = client.get("/fr/ancienne-adresse-secrete")
    assert response.status_code == 301
    assert response["Location"].endswith("/fr/communiques-de-presse/chirurgie-secrete/")
