"""Records and pages by their state. Pages are made as an editor makes them: a revision, then its publication."""

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Site

from newsroom import clock, english
from newsroom.languages import writes_in_reference
from newsroom.models import (
    BilingualPage,
    Boilerplate,
    HomePage,
    HospitalGroup,
    HospitalIndexPage,
    HospitalPage,
    NewsroomIndexPage,
    PressContact,
    PressDocument,
    PressImage,
    PressOfficePage,
    PressReleasePage,
    ReleaseHospital,
    ReleaseType,
    Specialty,
    StandardPage,
)
from newsroom.uploads import CleanFile

numbers = itertools.count(1)


@dataclass
class SiteTree:
    home: HomePage
    newsroom: NewsroomIndexPage
    hospitals: HospitalIndexPage
    cochin: HospitalPage
    necker: HospitalPage
    office: PressOfficePage


def minute(delta: timedelta = timedelta(0)) -> datetime:
    """A whole minute, `delta` from now."""
    return (clock.now() + delta).replace(second=0, microsecond=0)


@writes_in_reference
def add(parent: BilingualPage, page: BilingualPage) -> BilingualPage:
    """A draft below `parent`, with its first revision."""
    page.live = False
    parent.add_child(instance=page)
    if page.english_ready:
        english.confirm(page)
    page.save_revision()
    return page


def publish(page: BilingualPage) -> BilingualPage:
    page.get_latest_revision().publish()
    return fresh(page)


def fresh(page: BilingualPage) -> BilingualPage:
    return type(page).objects.get(pk=page.pk)


def release_type(code: str = "communique") -> ReleaseType:
    names = {"name_fr": f"Type {code}", "name_plural_fr": f"Types {code}", "name_en": f"Kind {code}"}
    return ReleaseType.objects.get_or_create(
        code=code, defaults={**names, "name_plural_en": f"Kinds {code}"}
    )[0]


def specialty(slug: str = "cardiologie", **fields) -> Specialty:
    defaults = {
        "name_fr": "Cardiologie",
        "name_en": "Cardiology",
        "lay_words_fr": "cœur",
        "lay_words_en": "heart",
    }
    return Specialty.objects.get_or_create(slug=slug, defaults=defaults | fields)[0]


def hospital_group(slug: str = "centre") -> HospitalGroup:
    return HospitalGroup.objects.get_or_create(
        slug=slug, defaults={"name_fr": "AP-HP. Centre", "name_en": "AP-HP. Centre"}
    )[0]


def hospital(parent: HospitalIndexPage, slug: str, name: str, **fields) -> HospitalPage:
    defaults = {
        "title_fr": f"Hôpital {name}",
        "title_en": f"{name} Hospital",
        "short_name": name,
        "group": hospital_group(),
        "city": "Paris",
        "postcode": "75014",
        "phone": "+33158414141",
        "english_ready": True,
    }
    return publish(add(parent, HospitalPage(slug=slug, **defaults | fields)))


def press_office(parent: BilingualPage, **fields) -> PressOfficePage:
    defaults = {
        "title_fr": "Contacts presse",
        "title_en": "Press office",
        "slug": "contacts-presse",
        "slug_en": "press-office",
        "english_ready": True,
        "email": "presse@example.org",
        "phone": "+33199001000",
        "on_call_phone": "+33140273000",
    }
    page = PressOfficePage(**defaults | fields)
    page.people = [PressContact(name="Solène Aubrac", role_fr="Attachée de presse", role_en="Press officer")]
    return publish(add(parent, page))


def standard_page(home: HomePage, slug: str = "a-propos", **fields) -> StandardPage:
    defaults = {
        "title_fr": "À propos",
        "title_en": "About",
        "slug_en": "about",
        "body_fr": [("heading", "Titre")],
        "body_en": [("heading", "Heading")],
        "english_ready": True,
    }
    return publish(add(home, StandardPage(slug=slug, **defaults | fields)))


def site_tree() -> SiteTree:
    root = BilingualPage.objects.get(depth=1)
    Site.objects.all().delete()
    for page in root.get_children():
        page.delete()
    root.refresh_from_db()
    Boilerplate.objects.create(valid_from="2020-01-01", text_fr="<p>À propos</p>", text_en="<p>About</p>")
    home = publish(
        add(root, HomePage(title_fr="Accueil", title_en="Home", slug="accueil", english_ready=True))
    )
    Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
    newsroom = NewsroomIndexPage(title_fr="Communiqués de presse", title_en="Press releases",
                                 slug="communiques-de-presse", slug_en="press-releases", english_ready=True)  # fmt: skip
    hospitals = HospitalIndexPage(title_fr="Hôpitaux", title_en="Hospitals", slug="hopitaux",
                                  slug_en="hospitals", english_ready=True)  # fmt: skip
    newsroom, hospitals = publish(add(home, newsroom)), publish(add(home, hospitals))
    return SiteTree(
        home=home,
        newsroom=newsroom,
        hospitals=hospitals,
        cochin=hospital(hospitals, "cochin", "Cochin"),
        necker=hospital(hospitals, "necker", "Necker"),
        office=press_office(home),
    )


def existing_site() -> SiteTree:
    """The tree that the template database holds."""
    return SiteTree(
        home=HomePage.objects.get(),
        newsroom=NewsroomIndexPage.objects.get(),
        hospitals=HospitalIndexPage.objects.get(),
        cochin=HospitalPage.objects.get(slug="cochin"),
        necker=HospitalPage.objects.get(slug="necker"),
        office=PressOfficePage.objects.order_by(
            "depth"
        ).first(),  # that of the institution, not of a hospital
    )


def draft_release(site: SiteTree, hospitals: list[HospitalPage] | None = None, **fields) -> PressReleasePage:
    """French only, never public."""
    number = next(numbers)
    defaults = {
        "title_fr": f"Communiqué {number}",
        "slug": f"communique-{number}",
        "summary_fr": f"Résumé du communiqué {number}.",
        "body_fr": [("heading", "Intertitre"), ("text", "<p>Texte français.</p>")],
        "release_type": release_type(),
    }
    page = PressReleasePage(**defaults | fields)
    chosen = [site.cochin] if hospitals is None else hospitals
    page.hospital_links = [
        ReleaseHospital(hospital=row, sort_order=order) for order, row in enumerate(chosen)
    ]
    return add(site.newsroom, page)


def english_fields(**fields) -> dict:
    number = next(numbers)
    defaults = {
        "title_en": f"Release {number}",
        "slug_en": f"release-{number}",
        "summary_en": f"Summary of release {number}.",
        "body_en": [("heading", "Heading"), ("text", "<p>English text.</p>")],
        "english_ready": True,
    }
    return defaults | fields


def public_release(site: SiteTree, **fields) -> PressReleasePage:
    """Public, French only."""
    return publish(draft_release(site, **fields))


def english_release(site: SiteTree, **fields) -> PressReleasePage:
    """Public in both languages."""
    return public_release(site, **english_fields(**fields))


def scheduled_release(site: SiteTree, delay: timedelta = timedelta(hours=1), **fields) -> PressReleasePage:
    """Approved, public in both languages after `delay` (at the whole minute before)."""
    return public_release(site, published_at=minute(delay), **english_fields(**fields))


def unpublished_release(site: SiteTree, **fields) -> PressReleasePage:
    page = english_release(site, **fields)
    page.unpublish()
    return fresh(page)


def expired_release(site: SiteTree, **fields) -> PressReleasePage:
    return english_release(
        site, published_at=minute(-timedelta(hours=2)), expire_at=minute(-timedelta(hours=1)), **fields
    )


def document(name: str = "dossier.pdf", content: bytes = b"0123456789", **fields) -> PressDocument:
    """Stored as it is: what an upload must hold is for the tests of uploads."""
    defaults = {"title": name, "file": CleanFile(content, name=name)}
    return PressDocument.objects.create(**defaults | fields)


CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:09.000\nPremière phrase.\n".encode()


def film(languages: tuple[str, ...] = ("fr", "en"), **fields) -> dict:
    """The value of a video block, with a caption file for each of the languages."""
    captions = [{"language": code, "file": document(f"{code}.vtt", CAPTIONS)} for code in languages]
    defaults = {"title": "Un film", "file": document("film.webm"), "transcript": "<p>Ce qui est dit.</p>"}
    return defaults | {"has_speech": True, "captions": captions} | fields


def picture(size: tuple[int, int] = (640, 480), **fields) -> PressImage:
    output = BytesIO()
    slope = Image.linear_gradient("L").resize(size)  # quick to encode; the number makes each another picture
    tint = Image.new("L", size, next(numbers) % 256)
    Image.merge("RGB", (slope, slope.rotate(180), tint)).save(output, "JPEG")
    defaults = {"title": "Image", "alt_fr": "Une image", "alt_en": "A picture", "credit": "AP-HP"}
    return PressImage.objects.create(
        file=ContentFile(output.getvalue(), name="image.jpg"), **defaults | fields
    )
