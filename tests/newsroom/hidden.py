"""What is hidden while a stranger walks through the site: releases in every state, with all that may hang on them."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from newsroom import clock
from newsroom.embargo import access as accesses
from newsroom.languages import writes_in_reference
from newsroom.models import (
    HospitalPage,
    Partner,
    PressDocument,
    PressImage,
    PressReleasePage,
    RelatedRelease,
    ReleasePartner,
)
from search.models import Practitioner, Service
from tests import factories
from tests.directory_factories import AffiliationFactory, PractitionerFactory, ServiceFactory

from .press_requests.asking import asked, expert


@dataclass
class SecretFiles:
    picture: PressImage
    logo: PressImage
    document: PressDocument

    @property
    def addresses(self) -> list[str]:
        return [*files_of(self.picture), self.logo.file.url, self.document.url]


SECRET = {
    "title_fr": "Chirurgie secrète à Cochin",
    "title_en": "Secret surgery at Cochin",
    "slug": "chirurgie-secrete",
    "slug_en": "secret-surgery",
    "summary_fr": "Une chirurgie du cœur encore secrète.",
    "summary_en": "A surgery of the heart, still secret.",
}
SECRET_DOI = "10.1234/secret"
WITHDRAWN = (
    "/fr/communiques-de-presse/retire/",
    "/en/press-releases/taken-back/",
    "/en/press-releases/retire/",
)
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
        for suffix in (
            "pdf/",
            "texte/",
            "text/",
            "markdown/",
            "json/",
            "versions/",
            "signature/",
            "dossier.zip",
            "press-kit.zip",
            "agenda.ics",
            "rss/",
            "1/",
        )
    ),
    *(f"/fr/annuaire/medecin/{name}-secret/" for name in ("claude", "dominique", "camille", "andrea")),
    *(f"/en/directory/doctor/{name}-secret/" for name in ("claude", "dominique", "camille", "andrea")),
    *(f"/fr/annuaire/service/{name}/" for name in ("service-secret", "service-ferme-secret")),
    *(f"/en/directory/service/{name}/" for name in ("service-secret", "service-ferme-secret")),
    f"/fr/hopitaux/{HIDDEN_HOSPITAL}/",
    f"/en/hospitals/{HIDDEN_HOSPITAL}/",
    f"/fr/hopitaux/{HIDDEN_HOSPITAL}/contacts-presse/",
    f"/fr/hopital/?hospital={HIDDEN_HOSPITAL}",
    f"/fr/communiques-de-presse/?hospital={HIDDEN_HOSPITAL}",
    f"/en/press-releases/feed.json?hospital={HIDDEN_HOSPITAL}",
    f"/fr/annuaire/?hospital={HIDDEN_HOSPITAL}",
    f"/en/search/?hospital={HIDDEN_HOSPITAL}",
    f"/fr/experts/?hospital={HIDDEN_HOSPITAL}",
    f"/en/press-request/?hospital={HIDDEN_HOSPITAL}",
    *(f"/fr/demande-presse/?expert={name}-secret" for name in ("nadia", "parti")),
)


def public_meeting(site) -> dict:
    return {"event_starts_at": factories.minute(timedelta(days=2)), "event_hospital": site.cochin}


def secret_fields(files: SecretFiles | None = None) -> dict:
    fields = factories.english_fields(**SECRET) | {"specialties": [factories.specialty()], "doi": SECRET_DOI}
    fields |= {
        "event_starts_at": factories.minute(timedelta(days=1)),
        "event_hospital": HospitalPage.objects.get(slug="necker"),
        "event_place_fr": "Salle secrète",
        "event_place_en": "Secret room",
    }
    if files:
        link = f'<p><a linktype="document" id="{files.document.pk}">Dossier</a></p>'
        body = [("picture", files.picture), ("document", files.document), ("text", link)]
        fields |= {"lead_image": files.picture, "body_fr": body, "body_en": body}
    return fields


@writes_in_reference
def embargoed(site, files: SecretFiles | None = None) -> PressReleasePage:
    """With files, specialty, hospital, partner, English version, an old address, a place beside public releases."""
    release = factories.draft_release(
        site,
        release_type=factories.release_type("etude"),
        published_at=factories.minute(timedelta(hours=1)),
        **secret_fields(files),
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
    reader = {"name": "Léa Secrète", "outlet": "Le Secret", "email": "lea@example.org", "language": "fr"}
    accesses.accept(accesses.invite(release, None, purpose="embargo", **reader))
    return release


def secret_number(number: int, files: SecretFiles) -> dict:
    """Another secret, under slugs of its own: what was public once keeps its slug."""
    return secret_fields(files) | {
        "slug": f"chirurgie-secrete-{number}",
        "slug_en": f"secret-surgery-{number}",
    }


def hide_everything(site, files: SecretFiles) -> None:
    embargoed(site, files)
    factories.draft_release(site, **secret_number(1, files))
    factories.unpublished_release(site, **secret_number(2, files))
    factories.expired_release(site, **secret_number(3, files))
    restricted = factories.draft_release(site, **secret_number(4, files))
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    factories.publish(restricted)
    _moderated(site, secret_number(5, files))
    below_a_draft(site)
    secret_records(site)
    back = PressReleasePage.objects.get(slug="retire").get_latest_revision_as_object()
    back.title_fr, back.go_live_at = "Chirurgie secrète, de nouveau", factories.minute(timedelta(hours=1))
    back.save_revision().publish()  # withdrawn, and approved again for later
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
def below_a_draft(site) -> None:
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


def secret_records(site) -> None:
    """Departments and people of a hospital that is not open yet, and those of an open one that nobody may look up."""
    hidden = HospitalPage.objects.get(slug=HIDDEN_HOSPITAL)
    secret = ServiceFactory(
        hospital=hidden, slug="service-secret", name_fr="Service secret", is_emergency=True
    )
    PractitionerFactory(service=secret, slug="claude-secret", last_name="Secret")
    closed = ServiceFactory(hospital=site.cochin, slug="service-ferme-secret", is_active=False)
    PractitionerFactory(service=closed, slug="dominique-secret", last_name="Secret")
    public = Service.objects.get(slug="coeur-cochin")
    PractitionerFactory(service=public, slug="camille-secret", last_name="Secret", is_active=False)
    coming = PractitionerFactory(service=None, slug="andrea-secret", last_name="Secret", role="head")
    tomorrow = clock.today() + timedelta(days=1)
    AffiliationFactory(practitioner=coming, service=public, role="head", from_date=tomorrow)
    known = Practitioner.objects.get(slug="camille-connue")
    AffiliationFactory(practitioner=known, service=secret)
    AffiliationFactory(practitioner=known, service=None, hospital=hidden, role="head")
    secret_experts(hidden, public.hospital)


def secret_experts(hidden: HospitalPage, shown: HospitalPage) -> None:
    """Of a hospital that is not open yet, and one who agrees no more; both chosen for a public release. And a request."""
    release = PressReleasePage.objects.get(slug="chirurgie")
    yesterday = clock.today() - timedelta(days=1)
    people = [
        expert("nadia-secret", hospital=hidden, specialties=[factories.specialty()]),
        expert("parti-secret", hospital=shown, specialties=[factories.specialty()], agreed_until=yesterday),
    ]
    for person in people:
        person.releases.through.objects.create(pressreleasepage=release, expert=person)
    asked(hospital=hidden, expert=people[0], subject="Chirurgie secrète")


def files_of(picture: PressImage) -> list[str]:
    return [picture.file.url, *(row.url for row in picture.renditions.order_by("filter_spec"))]
