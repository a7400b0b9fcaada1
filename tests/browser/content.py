"""A small site with one of everything that a page can draw."""

from datetime import timedelta

from newsroom.languages import writes_in_reference
from newsroom.models import (
    Correction,
    InformationBanner,
    Partner,
    PressReleasePage,
    RelatedRelease,
    ReleaseContact,
    ReleasePartner,
)
from newsroom.starter import tree
from tests import factories

BODY = {
    "fr": [
        ("heading", "Une recherche au lit du patient"),
        (
            "text",
            '<p>Avec <a href="https://example.org/">un lien</a>.</p><h3>Détail</h3><ul><li>Un</li></ul>',
        ),
        (
            "quote",
            {"text": "Nous gagnons des heures", "speaker": "Pr É. Vaumarin", "role": "cheffe de service"},
        ),
        ("key_figures", {"figures": [{"value": "312", "label": "patients"}], "source": "AP-HP, 2026"}),
        ("table", {"caption": "Résultats", "header": ["Groupe", "Patients"], "rows": [["Froid", "155"]]}),
        ("callout", {"title": "À savoir", "text": "<p>Le protocole est public.</p>"}),
    ],
    "en": [
        ("heading", "Research at the bedside"),
        (
            "text",
            '<p>With <a href="https://example.org/">a link</a>.</p><h3>Detail</h3><ul><li>One</li></ul>',
        ),
        ("quote", {"text": "We gain hours", "speaker": "Prof. É. Vaumarin", "role": "head of department"}),
        ("key_figures", {"figures": [{"value": "312", "label": "patients"}], "source": "AP-HP, 2026"}),
        ("table", {"caption": "Results", "header": ["Group", "Patients"], "rows": [["Cold", "155"]]}),
        ("callout", {"title": "Good to know", "text": "<p>The protocol is public.</p>"}),
    ],
}
TITLE = "Anticonstitutionnellement, une nouvelle technique de conservation des reins ouvre la voie"


@writes_in_reference
def fill(site: factories.SiteTree) -> None:
    older = factories.english_release(
        site, slug="ancien", slug_en="old", published_at=factories.minute(-timedelta(days=900))
    )
    _complete_release(site, older)
    factories.public_release(site, title_fr="Seulement en français", slug="francais-seul", slug_en=None)
    factories.english_release(
        site, slug="hommage", slug_en="tribute", release_type=factories.release_type("hommage")
    )
    tree.ensure_standard_pages(site.home)
    _many_releases(site)
    _hospitals(site)
    InformationBanner.objects.create(
        level="crisis",
        text_fr="Vague de chaleur : les visites sont aménagées.",
        text_en="Heat wave: visiting hours have changed.",
        link_text_fr="Ce qui change",
        link_text_en="What changes",
        link_url="/fr/contacts-presse/",
        starts_at=factories.minute(-timedelta(hours=1)),
    )


def _many_releases(site: factories.SiteTree) -> None:
    """More than a page of them, one with a meeting ahead, one long enough for a table of contents."""
    headings = [("heading", f"heading {number}") for number in range(5)]
    for number in range(21):
        factories.english_release(
            site,
            slug=f"suite-{number}",
            slug_en=f"more-{number}",
            title_fr=f"Communiqué de la suite {number}",
            title_en=f"More news {number}",
            published_at=factories.minute(-timedelta(days=10 + number)),
        )
    factories.english_release(
        site,
        slug="long",
        slug_en="long-one",
        title_fr="Un long dossier",
        title_en="A long kit",
        body_fr=headings,
        body_en=headings,
        event_starts_at=factories.minute(timedelta(days=3)),
        event_place_fr="Hôtel-Dieu",
        event_place_en="Hôtel-Dieu",
        published_at=factories.minute(-timedelta(days=2)),
    )


def _hospitals(site: factories.SiteTree) -> None:
    for slug, latitude, longitude in (
        ("tenon", 48.866, 2.401),
        ("mondor", 48.80, 2.45),
        ("hendaye", 43.38, -1.74),
    ):
        factories.hospital(
            site.hospitals,
            slug,
            slug.title(),
            latitude=latitude,
            longitude=longitude,
            emergency_adult="yes" if slug == "tenon" else "no",
        )


def _complete_release(site: factories.SiteTree, older: PressReleasePage) -> PressReleasePage:
    picture = factories.picture(
        alt_fr="Deux mains", alt_en="", caption_fr="Au bloc.", credit="Illustration : AP-HP"
    )
    draft = factories.draft_release(
        site,
        hospitals=[site.cochin, site.necker],
        **factories.english_fields(title_en=f"{TITLE} (English)", slug_en="complete", body_en=BODY["en"]),
        title_fr=TITLE,
        slug="complet",
        body_fr=[*BODY["fr"], ("picture", picture)],
        lead_image=picture,
        doi="10.5555/rein.2026.041",
        journal="Annales",
        review="peer_reviewed",
        place_fr="Paris",
    )
    partner = Partner.objects.create(
        key="inria", name="Inria", url="https://example.org/", boilerplate_fr="<p>Institut.</p>"
    )
    draft.partner_links = [ReleasePartner(partner=partner)]
    draft.specialties = [factories.specialty()]
    draft.contacts = [
        ReleaseContact(name="Aurèle Fontan", role_fr="Presse, Inria", email="inria@example.org")
    ]
    draft.corrections = [Correction(corrected_at=factories.minute(), kind="major", note_fr="312 et non 321.")]
    draft.related_links = [RelatedRelease(related=older)]
    draft.save_revision()
    return factories.publish(draft)
