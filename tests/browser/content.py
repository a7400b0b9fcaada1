"""A small site with one of everything that a page can draw."""

from datetime import date, timedelta

from newsroom.clock import now
from newsroom.demo import data
from newsroom.languages import writes_in_reference
from newsroom.models import (
    Correction,
    HospitalGroup,
    HospitalName,
    InformationBanner,
    InstitutionSettings,
    Partner,
    PressContact,
    PressOfficePage,
    PressReleasePage,
    RelatedRelease,
    ReleaseContact,
    ReleasePartner,
    ReleaseType,
    Specialty,
)
from newsroom.starter import tree
from tests import factories

from . import blocks, directory, personal

TITLE = "Anticonstitutionnellement, une nouvelle technique de conservation des reins ouvre la voie"
HOSPITAL_FACTS = (
    "street_address postcode city latitude longitude emergency_adult emergency_paediatric".split()
)


@writes_in_reference
def fill(site: factories.SiteTree) -> None:
    older = factories.english_release(
        site, slug="ancien", slug_en="old", published_at=factories.minute(-timedelta(days=900))
    )
    _complete_release(site, older)
    factories.public_release(
        site,
        title_fr="Seulement en français",
        slug="francais-seul",
        slug_en=None,
        release_type=_untranslated_type(),
    )
    factories.english_release(
        site, slug="hommage", slug_en="tribute", release_type=factories.release_type("hommage")
    )
    tree.ensure_standard_pages(site.home)
    _institution()
    _many_releases(site)
    _meetings(site)
    _drafts(site)
    _hospitals(site)
    _offices(site)
    _banners()
    directory.fill(site)
    personal.fill(site)


# Records whose English name nobody has written yet.


def _untranslated_type() -> ReleaseType:
    return ReleaseType.objects.create(
        code="reaction", name_fr="Réaction à chaud", name_plural_fr="Réactions à chaud"
    )


def _untranslated_specialty() -> Specialty:
    return Specialty.objects.create(slug="greffe", name_fr="Greffe rénale", lay_words_fr="rein")


def _untranslated_group() -> HospitalGroup:
    return HospitalGroup.objects.create(slug="est", name_fr="Groupe des hôpitaux de l’Est", order=90)


def _institution() -> None:
    InstitutionSettings.objects.create(
        legal_name="Assistance publique, établissement public de santé",
        seat="55 boulevard Diderot, 75012 Paris",
        phone="+33140273000",
        publication_director="Camille Exemple, directrice de la communication",
        host_name="Hébergeur",
        host_address="1 rue du Centre, Paris",
        host_phone="+33140273001",
        accessibility_email="accessibilite@example.org",
        accessibility_assessment="audit",
        accessibility_date="2026-03-02",
        accessibility_author="Cabinet Exemple",
        accessibility_rate=71,
        accessibility_plan_url="https://example.org/schema",
        data_protection_contact="dpo@example.org",
    )


def _banners() -> None:
    """One of each level, on every page."""
    started = factories.minute(-timedelta(hours=1))
    InformationBanner.objects.create(
        level="crisis",
        text_fr="Vague de chaleur : les visites sont aménagées.",
        text_en="Heat wave: visiting hours have changed.",
        link_text_fr="Ce qui change",
        link_text_en="What changes",
        link_url="/fr/contacts-presse/",
        starts_at=started,
    )
    InformationBanner.objects.create(
        level="information", text_fr="La salle est fermée lundi.", link_url="", starts_at=started
    )


def _many_releases(site: factories.SiteTree) -> None:
    """More than a page of them, one with a meeting ahead, one long enough for a table of contents."""
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
        body_fr=[("heading", f"Chapitre {number}") for number in range(5)],
        body_en=[("heading", f"Chapter {number}") for number in range(5)],
        event_starts_at=factories.minute(timedelta(days=3)),
        event_place_fr="Hôtel-Dieu",
        event_place_en="Hôtel-Dieu",
        published_at=factories.minute(-timedelta(days=2)),
    )


def _meetings(site: factories.SiteTree) -> None:
    """One in each state, with everything, and one that is over."""
    for number, state in enumerate(PressReleasePage.MeetingState):
        at = factories.minute(timedelta(days=4 + number // 2))
        factories.english_release(
            site,
            slug="deplace" if state == "moved" else f"rendez-vous-{state}",
            slug_en="moved" if state == "moved" else f"meeting-{state}",
            event_state=state,
            event_starts_at=at,
            event_ends_at=at + timedelta(hours=1),
            event_was_starts_at=at - timedelta(days=1) if state == "moved" else None,
            event_notice_fr="La salle est prise ce jour-là." if state in {"moved", "cancelled"} else "",
            event_hospital=site.necker,
            event_accreditation_until=factories.minute(timedelta(days=number - 1)),
            event_stream_url="https://direct.example.org/",
            published_at=factories.minute(-timedelta(days=3)),
        )
    factories.english_release(
        site, slug="passe", slug_en="past", event_starts_at=factories.minute(-timedelta(days=4))
    )


def _drafts(site: factories.SiteTree) -> None:
    """What only a preview shows."""
    for slug, until in (("brouillon", None), ("sous-embargo", factories.minute(timedelta(days=1)))):
        fields = factories.english_fields(slug_en=f"{slug}-en")
        factories.draft_release(site, slug=slug, embargo_until=until, **fields)


def _hospitals(site: factories.SiteTree) -> None:
    """Those of the demonstration, where they are: their maps are as crowded as the real ones."""
    for order, row in enumerate(data.read("groups")):
        names = {"name_fr": row["name_fr"], "name_en": row["name_en"], "order": order}
        HospitalGroup.objects.update_or_create(slug=row["slug"], defaults=names)
    groups = {group.slug: group for group in HospitalGroup.objects.all()}
    for row in data.read("hospitals"):
        if row["slug"] in {"cochin", "necker"}:
            continue
        factories.hospital(
            site.hospitals,
            row["slug"],
            row["short_name"],
            title_fr=row["name_fr"],
            title_en=row["name_en"],
            group=groups[row["group"]],
            **{name: row[name] for name in HOSPITAL_FACTS if row.get(name) is not None},
        )
    factories.hospital(site.hospitals, "ferme", "Fermé", closed_date=date(2024, 1, 31), successor=site.cochin)
    factories.hospital(
        site.hospitals,
        "non-traduit",
        "Non traduit",
        title_en=None,
        english_ready=False,
        group=_untranslated_group(),
        description_fr="<p>Une description en français.</p>",
    )


def _offices(site: factories.SiteTree) -> None:
    """AP-HP's with everything that an office can say; Necker with a photo, and an office of its own without a line."""
    texts = {
        "weekday_text": ("<p>Écrivez avant midi.</p>", "<p>Write before noon.</p>"),
        "on_call_text": ("<p>Pour les urgences seulement.</p>", "<p>For what cannot wait.</p>"),
        "filming_rules": ("<p>Une autorisation est nécessaire.</p>", "<p>A permission is needed.</p>"),
        "notice": ("Pas de tournage lundi.", None),
    }
    office = factories.fresh(site.office)
    for name, (french, english) in texts.items():
        setattr(office, f"{name}_fr", french)
        setattr(office, f"{name}_en", english)
    office.notice_until = (now() + timedelta(days=9)).date()
    office.people.add(
        PressContact(
            name="Aurèle Fontan",
            kind="manager",
            role_fr="Directeur",
            phone="+33199001001",
            email="a@example.org",
        )
    )
    office.save_revision().publish()
    _necker(site)
    factories.publish(
        factories.add(
            site.necker,
            PressOfficePage(
                title_fr="Contacts presse, Necker",
                title_en="Press office, Necker",
                slug="contacts-presse",
                slug_en="press-office",
                english_ready=True,
                email="necker@example.org",
            ),
        )
    )


def _necker(site: factories.SiteTree) -> None:
    hospital = factories.fresh(site.necker)
    hospital.photo = factories.picture(alt_fr="La façade", alt_en="The front")
    hospital.description_fr, hospital.description_en = "<p>Un hôpital d’enfants.</p>", "<p>For children.</p>"
    hospital.access_fr, hospital.access_en = "<p>Par le métro 12.</p>", "<p>By the subway.</p>"
    hospital.press_entrance_fr, hospital.press_entrance_en = "Entrée nord", "North gate"
    hospital.press_meeting_point_fr, hospital.press_meeting_point_en = "Accueil", "Front desk"
    hospital.interview_rules_fr, hospital.interview_rules_en = "<p>Au jardin.</p>", "<p>In the garden.</p>"
    hospital.emergency_adult, hospital.emergency_paediatric = "no", "yes"
    hospital.other_names.add(HospitalName(kind="former", name="Hospice des enfants"))
    hospital.save_revision().publish()


def _complete_release(site: factories.SiteTree, older: PressReleasePage) -> PressReleasePage:
    picture = factories.picture(
        alt_fr="Deux mains", alt_en="", caption_fr="Au bloc.", credit="Illustration : AP-HP"
    )
    draft = factories.draft_release(
        site,
        hospitals=[site.cochin, site.necker],
        **factories.english_fields(
            title_en=f"{TITLE} (English)", slug_en="complete", body_en=blocks.body("en", picture, site.cochin)
        ),
        title_fr=TITLE,
        slug="complet",
        body_fr=blocks.body("fr", picture, site.cochin),
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
    draft.specialties = [factories.specialty(), _untranslated_specialty()]
    draft.contacts = [
        ReleaseContact(name="Aurèle Fontan", role_fr="Presse, Inria", email="inria@example.org")
    ]
    draft.corrections = [Correction(corrected_at=factories.minute(), kind="major", note_fr="312 et non 321.")]
    draft.related_links = [RelatedRelease(related=older)]
    draft.save_revision()
    return factories.publish(draft)
