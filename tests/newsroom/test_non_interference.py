"""Nothing that a stranger can obtain depends on what is not public: no byte, header, status, count or query."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from newsroom import clock, making, pictures, roles, workflow
from newsroom.languages import writes_in_reference
from newsroom.models import (
    HospitalPage,
    Partner,
    PressDocument,
    PressImage,
    PressOfficePage,
    PressReleasePage,
    RelatedRelease,
    ReleasePartner,
    StandardPage,
)
from newsroom.starter import tree
from tests import factories
from tests.crawl import ask, crawl, differences, public_addresses


@dataclass
class SecretFiles:
    picture: PressImage
    logo: PressImage
    document: PressDocument

    @property
    def addresses(self) -> list[str]:
        return [*_files_of(self.picture), self.logo.file.url, self.document.url]


SECRET = {
    "title_fr": "Chirurgie secrète à Cochin",
    "title_en": "Secret surgery at Cochin",
    "slug": "chirurgie-secrete",
    "slug_en": "secret-surgery",
    "summary_fr": "Une chirurgie du cœur encore secrète.",
    "summary_en": "A surgery of the heart, still secret.",
}
HIDDEN_HOSPITAL = "hopital-secret"
FUTURE_ADDRESSES = (
    "/fr/communiques-de-presse/chirurgie-secrete/",
    "/fr/communiques-de-presse/secret-surgery/",
    "/en/press-releases/secret-surgery/",
    "/en/press-releases/chirurgie-secrete/",
    "/en/communiques-de-presse/secret-surgery/",
    "/fr/ancienne-adresse-secrete",
    "/fr/ancienne-adresse-secrete/",
    "/fr/ancien-nom-secret/",
    *(
        f"{release}{suffix}"
        for release in (
            "/fr/communiques-de-presse/chirurgie-secrete/",
            "/en/press-releases/secret-surgery/",
        )
        for suffix in ("pdf/", "texte/", "text/", "json/", "dossier.zip", "press-kit.zip", "rss/", "1/")
    ),
    f"/fr/hopitaux/{HIDDEN_HOSPITAL}/",
    f"/en/hospitals/{HIDDEN_HOSPITAL}/",
    f"/fr/hopitaux/{HIDDEN_HOSPITAL}/contacts-presse/",
    f"/fr/hopital/?hospital={HIDDEN_HOSPITAL}",
    f"/fr/communiques-de-presse/?hospital={HIDDEN_HOSPITAL}",
    f"/en/press-releases/feed.json?hospital={HIDDEN_HOSPITAL}",
    f"/fr/annuaire/?hospital={HIDDEN_HOSPITAL}",
    f"/en/search/?hospital={HIDDEN_HOSPITAL}",
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
    factories.release_type("etude")
    tree.ensure_standard_pages(site.home)
    roles.ensure_roles()
    workflow.ensure_workflow(site.home)
    making.make(releases)  # the cards, which a commit would have made
    factories.press_office(site.necker)
    return releases


@pytest.fixture
def secret_files(archive) -> SecretFiles:
    picture = factories.picture(title="Secrète", consent_until=clock.today() + timedelta(days=60))
    pictures.make_all(picture)
    return SecretFiles(
        picture, factories.picture(title="Logo secret"), factories.document(title="Dossier secret")
    )


def _secret_fields(files: SecretFiles | None = None) -> dict:
    fields = factories.english_fields(**SECRET) | {"specialties": [factories.specialty()]}
    if files:
        link = f'<p><a linktype="document" id="{files.document.pk}">Dossier</a></p>'
        body = [("picture", files.picture), ("document", files.document), ("text", link)]
        fields |= {"lead_image": files.picture, "body_fr": body, "body_en": body}
    return fields


@writes_in_reference
def _embargoed(site, files: SecretFiles | None = None) -> PressReleasePage:
    """With files, specialty, hospital, partner, English version, an old address, a place beside public releases."""
    release = factories.draft_release(
        site,
        release_type=factories.release_type("etude"),
        published_at=factories.minute(timedelta(hours=1)),
        **_secret_fields(files),
    )
    partner = Partner.objects.create(key="secret", name="Partenaire secret", logo=files and files.logo)
    release.partner_links = [ReleasePartner(partner=partner)]
    release.save_revision()
    release = factories.publish(release)
    Redirect.objects.create(
        old_path="/fr/ancienne-adresse-secrete",
        redirect_page=release,
        site=Site.objects.get(is_default_site=True),
    )
    public = PressReleasePage.objects.get(slug="chirurgie")
    RelatedRelease.objects.create(release=public, related=release, sort_order=0)
    type(site.home).objects.filter(pk=site.home.pk).update(lead_release=release)
    return release


def _secret_number(number: int, files: SecretFiles) -> dict:
    """Another secret, under slugs of its own: what was public once keeps its slug."""
    return _secret_fields(files) | {
        "slug": f"chirurgie-secrete-{number}",
        "slug_en": f"secret-surgery-{number}",
    }


def _hide_everything(site, files: SecretFiles) -> None:
    _embargoed(site, files)
    factories.draft_release(site, **_secret_number(1, files))
    factories.unpublished_release(site, **_secret_number(2, files))
    factories.expired_release(site, **_secret_number(3, files))
    restricted = factories.draft_release(site, **_secret_number(4, files))
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    factories.publish(restricted)
    _moderated(site, _secret_number(5, files))
    _below_a_draft(site)
    public = PressReleasePage.objects.get(slug="chirurgie")
    public.lead_image, public.body_fr = files.picture, [("document", files.document)]
    public.title_fr, public.slug = "Chirurgie secrète du cœur", "chirurgie-secrete-du-coeur"
    public.save_revision()  # a draft edit of a public page
    public.expire_at = factories.minute(timedelta(days=3))
    public.go_live_at = factories.minute(timedelta(days=2))
    public.save_revision().publish()  # and a change of it that is approved for later


@writes_in_reference
def _moderated(site, fields: dict) -> None:
    """Sent for approval, sent back, written again under another address and sent again: with its history."""
    author = User.objects.create_superuser("rédaction", "redaction@example.org", "x")
    page = factories.draft_release(site, **fields | {"slug": "ancien-nom-secret"})
    page.get_workflow().start(page, author)
    page.current_workflow_task_state.reject(user=author)
    page.slug = fields["slug"]
    page.save_revision(user=author)
    page.current_workflow_state.resume(user=author)


@writes_in_reference
def _below_a_draft(site) -> None:
    """A hospital that is not open yet, whose press office is published already."""
    draft = HospitalPage(
        title_fr="Hôpital secret",
        title_en="Secret hospital",
        short_name="Secret",
        slug=HIDDEN_HOSPITAL,
        group=factories.hospital_group(),
        english_ready=True,
    )
    factories.press_office(factories.add(site.hospitals, draft))


def _files_of(picture: PressImage) -> list[str]:
    return [picture.file.url, *(row.url for row in picture.renditions.order_by("filter_spec"))]


def _addresses(archive: list[PressReleasePage]) -> list[str]:
    pages = [*archive, *StandardPage.objects.all(), *PressOfficePage.objects.all()]
    own = [page.url_in(language) for page in pages for language in ("fr", "en")]
    files = _files_of(archive[0].lead_image)
    return [*public_addresses(), *own, *files, *FUTURE_ADDRESSES]


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
        _hide_everything(site, secret_files)
    found = differences(before, crawl(addresses))
    assert not found, _explain(found)


def test_a_future_address_answers_as_one_that_never_will_be(site, archive):
    _embargoed(site)
    _below_a_draft(site)
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
        release = _embargoed(site, secret_files)
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
    fields = _secret_fields(secret_files) | {"lead_image": None, "body_fr": [("heading", "Intertitre")]}
    later = factories.minute(timedelta(hours=1))
    factories.english_release(site, english_go_live_at=later, **fields)
    assert not differences(before, crawl(secret_files.addresses))


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
