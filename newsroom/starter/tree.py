"""The pages and types that every installation begins with. What exists is left as it is."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from wagtail.models import Site

from newsroom import english
from newsroom.languages import writes_in_reference
from newsroom.models import (
    BilingualPage,
    HomePage,
    HospitalIndexPage,
    InstitutionSettings,
    NewsroomIndexPage,
    PressOfficePage,
    ReleaseType,
    StandardPage,
)

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Starter:
    home: HomePage
    newsroom: NewsroomIndexPage
    hospitals: HospitalIndexPage


def read(name: str) -> list[dict] | dict:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@writes_in_reference
def publish_below(parent: BilingualPage, page: BilingualPage) -> BilingualPage:
    """Adds the page, with its first revision published."""
    page.live = False
    parent.add_child(instance=page)
    english.confirm(page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@transaction.atomic
def ensure() -> Starter:
    """Home page, press room, hospitals page and the types of release; Wagtail's welcome page leaves."""
    for row in read("release_types"):
        names = {"name_fr": row["name_fr"], "name_plural_fr": row["name_fr_plural"]}
        names |= {"name_en": row["name_en"], "name_plural_en": row["name_en_plural"], "order": row["order"]}
        ReleaseType.objects.get_or_create(code=row["code"], defaults=names)
    home = HomePage.objects.first() or _make_home()
    newsroom = NewsroomIndexPage.objects.first() or publish_below(
        home, NewsroomIndexPage(title_fr="Communiqués de presse", title_en="Press releases",
                                slug="communiques-de-presse", slug_en="press-releases", english_ready=True)
    )  # fmt: skip
    hospitals = HospitalIndexPage.objects.first() or publish_below(
        home, HospitalIndexPage(title_fr="Nos hôpitaux", title_en="Our hospitals", slug="hopitaux",
                                slug_en="hospitals", english_ready=True)
    )  # fmt: skip
    return Starter(home, newsroom, hospitals)


def _make_home() -> HomePage:
    root = BilingualPage.objects.get(depth=1)
    Site.objects.all().delete()
    for page in root.get_children():
        page.delete()
    root.refresh_from_db()
    home = publish_below(
        root, HomePage(title_fr="Salle de presse de l’AP-HP", title_en="AP-HP newsroom", slug="accueil",
                       english_ready=True)
    )  # fmt: skip
    Site.objects.create(
        hostname="localhost", port=80, root_page=home, is_default_site=True, site_name="AP-HP"
    )
    return home


def ensure_office(home: HomePage, email: str) -> None:
    """AP-HP's own press office, if there is none yet."""
    if not PressOfficePage.objects.child_of(home).exists():
        publish_below(
            home,
            PressOfficePage(
                title_fr="Contacts presse",
                title_en="Press office",
                slug="contacts-presse",
                slug_en="press-office",
                english_ready=True,
                email=email,
            ),
        )


def ensure_institution() -> None:
    """What is known of AP-HP wherever this is installed; what somebody has filled in stays."""
    institution = InstitutionSettings.load()
    for name, value in read("institution").items():
        if not getattr(institution, name):
            setattr(institution, name, value)
    institution.save()


def ensure_standard_pages(home: HomePage) -> list[str]:
    """Legal notice, accessibility, privacy, site map: the titles of those that were missing."""
    present = set(StandardPage.objects.values_list("purpose", flat=True))
    missing = [row for row in read("pages") if row["purpose"] not in present]
    for row in missing:
        # A page that had this address before pages had a purpose is that page.
        if not StandardPage.objects.child_of(home).filter(slug=row["slug_fr"]).update(purpose=row["purpose"]):
            add_standard_page(home, row)
    return [row["title_fr"] for row in missing]


def add_standard_page(home: HomePage, row: dict) -> StandardPage:
    page = StandardPage(
        title_fr=row["title_fr"],
        title_en=row["title_en"],
        slug=row["slug_fr"],
        slug_en=row["slug_en"],
        purpose=row.get("purpose", StandardPage.Purpose.OTHER),
        search_description_fr=row.get("description_fr", ""),
        search_description_en=row.get("description_en", ""),
        body_fr=[(block["type"], block["value"]) for block in row["body_fr"]],
        body_en=[(block["type"], block["value"]) for block in row["body_en"]],
        english_ready=True,
    )
    return publish_below(home, page)
